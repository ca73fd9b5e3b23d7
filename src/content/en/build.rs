//! What Build says where its content file is not at hand: in announcements after a wait, in names, and in what is copied.

/// The name under which the reader's own certificate or key is registered.
pub const OWN_CLIENT: &str = "my own client";

/// Announced after the question for the metadata of one's own issuer: there is none.
pub const METADATA_NONE: &str = "No metadata was found.";
/// There is some, and a client that goes by the book would stop.
pub const METADATA_WRONG: &str = "Metadata was found, and something is wrong with it.";
/// There is some, and the form had been filled in before.
pub const METADATA_KEPT: &str = "Metadata was found. The form stays as it is.";
/// There is some, and the form is filled in.
pub const METADATA_FILLED: &str = "Metadata was found. The form is filled in.";
/// Announced when an answer was pasted.
pub const PASTED: &str = "The pasted answer is shown as if it had been sent.";
/// Announced before a request whose answer nobody reads.
pub const CHECKING: &str = "Checking.";
/// Announced after it.
pub const SERVER_ANSWERS: &str = "The server answers.";
/// The same where nothing came.
pub const NOTHING_ANSWERED: &str = "Nothing answered.";

/// What the members of an exchange are called where two are compared: the request's line.
pub const REQUEST: &str = "request";
/// A header field of the request.
pub const REQUEST_FIELD: &str = "request {name}";
/// A parameter of its form.
pub const FORM_PARAMETER: &str = "form {name}";
/// Its body where it is no form.
pub const REQUEST_BODY: &str = "request body";
/// The status of the answer.
pub const STATUS: &str = "status";
/// A header field of the answer.
pub const RESPONSE_FIELD: &str = "response {name}";
/// A member of the answer.
pub const ANSWER_MEMBER: &str = "answer {name}";
/// Its body where it is no JSON object.
pub const RESPONSE_BODY: &str = "response body";

/// An exchange as Markdown: both messages as they went.
pub const REPORT: &str =
    "### Request\n\n```http\n{request}\n```\n\n### Response\n\n```http\nHTTP/1.1 {response}\n```\n";
/// After them the heading of what the issuer checked, if that is known.
pub const REPORT_CHECKED: &str = "\n### What the issuer checked\n\n";
/// The end.
pub const REPORT_END: &str = "\nSecrets and tokens were taken out before this was copied.\n";
/// What stands in the place of a body that is no form.
pub const REPORT_OTHER_BODY: &str = "[a body of another type]";
/// The same of one that is called a form and is none.
pub const REPORT_NO_FORM: &str = "[no form]";
/// The same of an answer of one octet that is no JSON object.
pub const REPORT_OCTET: &str = "[1 octet, no JSON object]";
/// The same of a longer one.
pub const REPORT_OCTETS: &str = "[{count} octets, no JSON object]";
/// What stands in the place of a token of three parts.
pub const REPORT_JWT: &str = "[a JWT of {length} characters]";
/// Of five.
pub const REPORT_ENCRYPTED: &str = "[an encrypted token of {length} characters]";
/// Of any other.
pub const REPORT_TOKEN: &str = "[a token of {length} characters]";
