//! `Invoke-RestMethod` and `Invoke-WebRequest` as the request that they send, with as much of PowerShell around them as people paste: strings,
//! hashtables, assignments, splatting, Base64 (about_Quoting_Rules, about_Hash_Tables, about_Splatting, PowerShell 7.5). Nothing is run.

mod call;
mod calls;
mod expression;
mod parameters;
mod script;
mod statements;
mod value;

use self::script::Script;
use self::statements::is_command;
use super::message::Requests;
use super::variables::Variables;

/// Whether one of the commands stands in the text.
pub(super) fn is(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(is_command)
}

/// The requests of a text.
pub(super) fn messages(text: &str, variables: &mut Variables) -> Requests {
    Script::new(text, variables).messages()
}
