//! What stands beside samples of code.

/// Where a remark is from that a run showed.
pub const RUN_ON: &str = "{library} {version}, run on {date}";
