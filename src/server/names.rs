//! The names under which the servers of this page answer. They end in `.test`, which nobody can register (RFC 6761 §6.2).

/// The issuer identifier (RFC 8414 §2), the `iss` of everything it signs.
pub const ISSUER: &str = "https://issuer.test";
/// The same issuer under the name at which connections ask for certificates (RFC 8705 §5).
pub const MTLS_ISSUER: &str = "https://mtls.issuer.test";
/// The first demo API's identifier, the `aud` of access tokens for it.
pub const API: &str = "https://api.test";
/// The identifier of the second demo API.
pub const STOCK_API: &str = "https://stock.test";
/// Another issuer, which the first one believes about people (RFC 7523 §3), and which is not honest about itself.
pub const OTHER_ISSUER: &str = "https://other.test";
/// Where the public key of the demo client is that signs with a key of its own.
pub const LEDGER_SYNC_JWKS: &str = "https://ledger-sync.test/jwks";
