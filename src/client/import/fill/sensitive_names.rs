//! Names of parameters and header fields whose values nobody should find in a link.

/// Parts of such names, in small letters.
const PARTS: [&str; 10] = [
    "secret",
    "password",
    "passwd",
    "cookie",
    "api-key",
    "api_key",
    "apikey",
    "subscription-key",
    "auth-token",
    "private_key",
];

/// Whether a value under this name proves or opens something.
pub(super) fn is_sensitive(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    PARTS.iter().any(|part| name.contains(part)) || name.ends_with("authorization") || name.ends_with("-token")
}
