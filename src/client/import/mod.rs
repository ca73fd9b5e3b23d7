//! A request from somewhere else as a draft: what people have at hand when their token request does not work.
//!
//! | what is pasted | where |
//! |---|---|
//! | a curl command, in the quoting of POSIX shells, of `cmd` or of PowerShell | `shell`, `curl` |
//! | `Invoke-RestMethod` or `Invoke-WebRequest`, with the script around it | `powershell` |
//! | what a browser copies as fetch | `fetch_text` |
//! | a request as HTTP/1.1 text, or as `.http` files have it | `http_text` |
//! | a form body, also with line ends in it; a JSON object of parameters | here |
//! | a HAR file, a Postman or Insomnia or Bruno collection, or a part of one | `tools` |
//!
//! All of them become a `message::Message`, and that a draft (`fill`). Nothing is dropped silently: [`Remark`]s say what was changed and
//! what was left out. Variables stay as text in public fields and leave a secret empty. Nothing is run, read from a disk, or fetched, and the
//! time that a paste takes grows with its length.

mod curl;
mod fetch_text;
mod fill;
mod http_text;
mod imported;
mod message;
mod powershell;
mod remark;
mod shell;
mod tools;
mod variables;

pub use self::imported::{ImportError, Imported, ImportedFrom, MAX_OCTETS};
pub use self::remark::{Remark, Weight, What};
pub use self::shell::Shell;

use self::message::{Body, Message, Requests, chosen};
use self::remark::Remarks;
use self::variables::Variables;
use crate::jose::json;
use crate::oauth::media_type;

/// Reads a request out of a pasted text.
///
/// # Errors
/// [`ImportError`] where there is none.
pub fn import(text: &str) -> Result<Imported, ImportError> {
    if text.len() > MAX_OCTETS {
        return Err(ImportError::TooLarge { octets: text.len() });
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(ImportError::Empty);
    }
    let mut variables = Variables::default();
    let mut remarks = Remarks::default();
    let (from, requests) = requests(&Variables::cleaned(text), &mut variables, &mut remarks)?;
    let (mut messages, mut said): (Vec<Message>, Vec<Remarks>) = requests.into_iter().unzip();
    let (at, count) = (chosen(&messages).ok_or(ImportError::NoRequest(from))?, messages.len());
    let message = messages.swap_remove(at);
    if count > 1 {
        remarks.name(What::Several, &[&(at + 1).to_string(), "/", &count.to_string()].concat());
        if !message.name.is_empty() {
            remarks.name(What::Several, &variables.written(&message.name));
        }
    }
    remarks.absorb(said.swap_remove(at));
    let draft = fill::filled(message, &variables, &mut remarks);
    Ok(Imported { draft, from, remarks: remarks.into_vec() })
}

/// The requests in a text, and what it is.
fn requests(
    text: &str,
    variables: &mut Variables,
    remarks: &mut Remarks,
) -> Result<(ImportedFrom, Requests), ImportError> {
    let mut broken = None;
    if text.starts_with(['{', '[']) && !text.starts_with("{{") {
        match json::parse_within(text.as_bytes(), MAX_OCTETS) {
            Ok(value) => {
                // Some tools export a list of one.
                let value = if let Some([only]) = value.as_array().map(Vec::as_slice) { only } else { &value };
                if let Some(found) = tools::of_json(value, variables) {
                    return Ok(found);
                }
                if ["grant_type", "client_id"].iter().any(|name| value.get(name).is_some()) {
                    let fields = vec![("Content-Type".to_owned(), media_type::JSON.to_owned())];
                    let body = Body::Text(variables.mark_templates(&value.to_string()));
                    let message = Message { fields, body, ..Message::default() };
                    return Ok((ImportedFrom::Json, vec![(message, Remarks::default())]));
                }
            }
            Err(error) => broken = Some(ImportError::BrokenJson(error)),
        }
    }
    if broken.is_none()
        && let Some(found) = tools::of_text(text, variables)
    {
        return Ok(found);
    }
    let text = variables.mark_templates(text);
    if broken.is_none() && http_text::is_request(&text) {
        let messages = http_text::messages(&text, variables);
        return Ok((ImportedFrom::Http, messages));
    }
    if broken.is_none() && powershell::is(&text) {
        let messages = powershell::messages(&shell::plain(&text, remarks), variables);
        if !messages.is_empty() {
            return Ok((ImportedFrom::PowerShell, messages));
        }
    }
    if broken.is_none() && text.contains("fetch(\"") {
        let messages = fetch_text::messages(&text, variables);
        if !messages.is_empty() {
            return Ok((ImportedFrom::Fetch, messages));
        }
    }
    if broken.is_none() && text.to_ascii_lowercase().contains("curl") {
        let (shell, commands) = shell::commands(&text, variables, remarks);
        let messages = curl::messages(&commands, variables, remarks);
        if !messages.is_empty() {
            return Ok((ImportedFrom::Curl(shell), messages));
        }
    }
    let is_form = ["grant_type", "client_id", "client_assertion"]
        .iter()
        .any(|name| text.match_indices(*name).any(|(at, name)| text[at + name.len()..].trim_start().starts_with('=')));
    if broken.is_none() && is_form && !text.contains("://?") {
        let message = Message { body: Body::Text(text), ..Message::default() };
        return Ok((ImportedFrom::Form, vec![(message, Remarks::default())]));
    }
    Err(broken.unwrap_or(ImportError::NotRecognised))
}
