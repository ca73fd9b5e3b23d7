//! What an access token may be made of, and what one looks like that only its issuer can read.

/// `b64token` of RFC 6750 §2.1: what an access token may be made of.
pub(crate) const fn is_token_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | '+' | '/' | '=')
}

/// Whether a word with dots in it looks as if a machine had drawn it: both cases and digits, changing often. Names of hosts, files and
/// packages change seldom.
pub(crate) fn looks_drawn(word: &str) -> bool {
    let has = |is: fn(&u8) -> bool| word.bytes().any(|byte| is(&byte));
    let changes = word.as_bytes().windows(2).filter(|pair| {
        pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase()
            || pair[0].is_ascii_digit() && pair[1].is_ascii_alphabetic()
            || pair[0].is_ascii_alphabetic() && pair[1].is_ascii_digit()
    });
    word.chars().all(is_token_character)
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_digit)
        && changes.count() > 3
}

#[cfg(test)]
mod tests {
    use super::looks_drawn;

    #[test]
    fn what_a_machine_drew_is_told_from_names() {
        for token in ["ya29.a0AfH6SMBxyz-abc_def", "mF_9.B5f-4.1JqM", "M.C105_BAY.2.U.a1b2c3d4-1234"] {
            assert!(looks_drawn(token), "{token}");
        }
        for name in [
            "api.example.com",
            "com.example.v2.OrderService",
            "Screenshot_20261130.Final.PNG",
            "Report2026Q1.pdf",
            "v10.4.2-beta.1+build.77",
            "orders-api-7d9f8b6c5d-x2x9k.default.svc",
            "2026-01-01T10:00:00.123Z",
        ] {
            assert!(!looks_drawn(name), "{name}");
        }
    }
}
