//! What a Receipt says beside its sentences, which are those of `receipt.json`.

/// Its heading.
pub const HEADING: &str = "Receipt";
/// A member that is there.
pub const ARRIVED: &str = "Arrived";
/// A member that is not.
pub const DID_NOT_ARRIVE: &str = "Did not arrive";
/// Read out before a scope that is struck through.
pub const NOT_GRANTED: &str = "asked for and not granted: ";
/// What follows it.
pub const DROPPED: &str = "dropped";
/// How many logins were recorded meanwhile.
pub const LOGINS: &str = "Logins recorded: {count}";
/// A lifetime.
pub const SECONDS: &str = "s";
