//! What the tables of servers have in their cells, and what stands for values in the requests that were sent.

/// How a server is known that the issuer plays: it was run.
pub const RUN: &str = "as it was run";
/// Its source was read.
pub const SOURCE_READ: &str = "as its source reads";
/// Its documentation says so.
pub const DOCUMENTED: &str = "as documented";
/// That, with its version.
pub const KNOWN: &str = "{how}, {version}";
/// That, with its version and the day.
pub const KNOWN_SINCE: &str = "{how}, {version}, {date}";

/// A token that is a JWT of this type.
pub const JWT_OF_TYPE: &str = "JWT, typ {typ}";
/// A token that is a JWT without a type.
pub const JWT_WITHOUT_TYPE: &str = "JWT, no typ";
/// Any other token.
pub const OPAQUE: &str = "opaque";

/// What stands for the credentials of the client.
pub const BASIC: &str = "Basic <client_id:client_secret, in Base64>";
/// For others.
pub const WRONG_BASIC: &str = "Basic <client_id:another secret, in Base64>";
/// For another secret.
pub const WRONG_SECRET: &str = "<another secret>";
/// For a scope.
pub const UNKNOWN_SCOPE: &str = "<a scope that it does not know>";
/// For the scope of a second request.
pub const SECOND_SCOPE: &str = "<the same or another>";
/// For a grant.
pub const UNKNOWN_GRANT: &str = "<a grant that nobody has>";
/// For an API.
pub const API: &str = "<an API>";
/// For another API.
pub const UNKNOWN_API: &str = "<an API that it does not know>";
/// For a token.
pub const ACCESS_TOKEN: &str = "<access token>";
/// For one in a header field.
pub const BEARER: &str = "Bearer <access token>";
/// For an assertion.
pub const ASSERTION: &str = "<assertion>";
/// For a proof.
pub const PROOF: &str = "<proof>";
