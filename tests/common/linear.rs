//! Whether reading a text takes time in proportion to it.

use std::time::Instant;

/// What a text is, and how it is made of about so many octets.
pub(crate) type Growing = (&'static str, fn(usize) -> String);

/// Four times the text takes about four times as long; sixteen times would be the square. Time is the thread's own, so that other work on the
/// machine does not count.
pub(crate) fn assert_linear(texts: impl IntoIterator<Item = Growing>, read: impl Fn(&str)) {
    let took = |text: &str| {
        let time = || {
            let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
            spent.and_then(|spent| spent.split(' ').next()?.parse::<u64>().ok())
        };
        let start = (time(), Instant::now());
        read(text);
        match (start.0, time()) {
            (Some(before), Some(after)) if after > before => after - before,
            _ => u64::try_from(start.1.elapsed().as_nanos()).unwrap_or(u64::MAX),
        }
    };
    let mut slow = Vec::new();
    for (name, make) in texts {
        let (small, large) = (make(32 * 1024), make(128 * 1024));
        let best = |text: &str| (0..3).map(|_| took(text)).min().unwrap_or_default();
        let (few, many) = (best(&small), best(&large));
        // The square of the smaller one would be seconds; a few milliseconds are the machine's own noise.
        if many > 10 * few.max(4_000_000) {
            slow.push(format!("{name}: {few} ns, then {many} ns"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
