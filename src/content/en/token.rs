//! What the parts of a token are called, in the order in which they stand.

/// A signed token (RFC 7515 §3.1).
pub const SIGNED: [&str; 3] = ["Header", "Payload", "Signature"];
/// An encrypted one (RFC 7516 §7.1).
pub const ENCRYPTED: [&str; 5] =
    ["Header", "Encrypted key", "Initialization vector", "Ciphertext", "Authentication tag"];
/// A PASETO.
pub const PASETO: [&str; 4] = ["Version", "Purpose", "Payload", "Footer"];
