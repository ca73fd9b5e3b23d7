//! What Decode calls things that are made or counted before its content files are read.

/// The samples: a client's access token.
pub const SAMPLE_ACCESS_TOKEN: &str = "Access token";
/// An ID Token of a sign-in.
pub const SAMPLE_ID_TOKEN: &str = "ID Token";
/// An ID Token that a vendor's policy adds for a client.
pub const SAMPLE_VENDOR_ID_TOKEN: &str = "Vendor ID Token";
/// Announced when a sample or an example is there.
pub const OPENED: &str = "{name} opened.";
/// Said when a sample could not be made: no answer came.
pub const NO_ANSWER: &str = "The issuer gave no token for this sample.";
/// The answer had another token.
pub const NO_SUCH_TOKEN: &str = "The issuer’s answer has no such token in it.";

/// How long the text is, and of how many parts.
pub const COUNTS: &str = "{characters}, {parts}";
/// The parts: one.
pub const ONE_PART: &str = "one part";
/// Two.
pub const TWO_PARTS: &str = "two parts";
/// Three.
pub const THREE_PARTS: &str = "three parts";
/// More.
pub const PARTS: &str = "{count} parts";
