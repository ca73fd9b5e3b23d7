//! What an access token may be made of.

/// `b64token` of RFC 6750 §2.1: what an access token may be made of.
pub(crate) const fn is_token_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | '+' | '/' | '=')
}
