//! What the pieces say that several screens are made of.

/// The button that copies the address.
pub const COPY_LINK: &str = "Copy link";
/// The button that copies what is shown as Markdown.
pub const COPY_MARKDOWN: &str = "Copy as Markdown";
/// What a button says for a moment after it copied; it is announced too.
pub const COPIED: &str = "Copied";
/// Announced where the browser does not let a page copy.
pub const COPY_REFUSED: &str = "The browser blocked the clipboard. The text is selected: press Ctrl+C to copy.";
/// Shown at the same time.
pub const COPY_BY_HAND: &str = "Press Ctrl+C to copy.";

/// The button after the beginning of a long list or text.
pub const SHOW_REST: &str = "Show the rest: {rest}";
/// What the rest is, of a block of lines.
pub const LINE: &str = "1 line in all";
/// The same of more than one.
pub const LINES: &str = "{count} lines in all";
/// The same of a table.
pub const ROW: &str = "1 row";
/// The same of more than one.
pub const ROWS: &str = "{count} rows";
/// The same of a text.
pub const CHARACTER: &str = "1 character";
/// The same of more than one.
pub const CHARACTERS: &str = "{count} characters";

/// The columns of a table of claims.
pub const CLAIM_COLUMNS: [&str; 3] = ["Claim", "Value", "Meaning"];
