//! What is said when a part of the page did not come.

/// What those can do who host the page; it follows each of the sentences.
pub const REMEDY: &str =
    " Reload to try again. For site owners: put all files of one build beside index.html, and have them revalidated.";
/// A file that could not be fetched; `{reason}` is the browser's, or [`STATUS`].
pub const NOT_LOADED: &str = "The browser could not load {path} of this page ({reason}).";
/// The reason of a server that answered without the file.
pub const STATUS: &str = "status {status}";
/// A server that answers every address with a page.
pub const WEB_PAGE: &str = "The server answered a web page in place of {path}.";
/// A file that cannot be read; `{fault}` is for whoever writes the files.
pub const OTHER_VERSION: &str =
    "The file {path} of this page is of another version than the page, or came incomplete ({fault}).";
/// The button that asks for it again.
pub const TRY_AGAIN: &str = "Try again";
/// A link that asks for a policy that there is not; `{reason}` is the issuer's sentence.
pub const POLICY_REFUSED: &str =
    "This page was asked for a policy that its issuer does not have. {reason} Nothing was changed.";
