//! What people paste, for tests: a token, and the names of what was mended.

#![allow(dead_code, unreachable_pub, reason = "each test file uses the verbs it needs")]

use grant_lab::inspect::Pasted;
use grant_lab::jose::base64url;

pub const WORDS: &str = include_str!("../../src/content/en/decode.json");
pub const JWT: &str = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJuaWdodGx5LXJlcG9ydCJ9.c2lnbmF0dXJlLXdoaWNoLWlzLW5vdC1vbmU";

pub fn removed(pasted: &Pasted) -> Vec<&str> {
    pasted.repairs().iter().map(|phrase| phrase.code).collect()
}

pub fn base64(text: &str) -> String {
    base64url::encode(text.as_bytes())
}
