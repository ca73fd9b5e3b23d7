//! Any text, and any text as its keys, through `inspect` and `verify` as programs call them: from what was pasted to the report. Nothing
//! may panic, what comes back is JSON, and no text takes more time than its length allows.
#![no_main]

use std::hash::{DefaultHasher, Hash, Hasher};

use grant_lab::js_api::Inspector;
use grant_lab::platform::software_crypto::SoftwareCrypto;
use libfuzzer_sys::fuzz_target;
use pollster::block_on;
use serde_json::Value;

/// What any text may take, and what each of its octets may take beside, in nanoseconds. Nearly all of the first is for signatures.
const ONCE: u64 = 400_000_000;
const EACH: u64 = 20_000;
/// To here some texts are repeated, which shows what grows faster than its length.
const LONG: usize = 1 << 18;

thread_local! {
    static INSPECTOR: Inspector<SoftwareCrypto> =
        Inspector::open(SoftwareCrypto::new(), include_str!("../../src/content/en/decode.json")).expect("the words of this build");
}

fuzz_target!(|octets: &[u8]| {
    let text = String::from_utf8_lossy(octets);
    // What stands behind the first NUL are the keys.
    let (token, keys) = text.split_once('\0').unwrap_or((&text, ""));
    judge(token, keys);
    let mut hasher = DefaultHasher::new();
    octets.hash(&mut hasher);
    if hasher.finish() % 64 == 0 && !token.is_empty() {
        judge(&token.repeat(LONG / token.len()), keys);
    }
});

/// Holds both functions to what they promise.
fn judge(token: &str, keys: &str) {
    let octets = token.len() + keys.len();
    let allowed = ONCE + EACH * octets as u64;
    let mut least = u64::MAX;
    // Something else may have made the first look slow.
    for _ in 0..3 {
        let began = now();
        read(token, keys);
        least = least.min(now() - began);
        if least <= allowed {
            return;
        }
    }
    panic!("{octets} octets took {least} ns, and {allowed} are allowed");
}

fn read(token: &str, keys: &str) {
    INSPECTOR.with(|inspector| {
        let verified = block_on(inspector.verify(Some(token), Some(keys)));
        let report = block_on(inspector.inspect(Some(token), Some(keys), "{\"now\":1800000000}"));
        for text in [verified, report] {
            serde_json::from_str::<Value>(&text).expect("JSON");
        }
    });
}

/// The time that this thread has had, in nanoseconds.
fn now() -> u64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the pointer is to a `timespec` that is written to and outlives the call.
    assert_eq!(unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) }, 0);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}
