//! A request as HTTP/1.1 text (RFC 9112 §2.1), and as `.http` files have it: comments, variables, several requests with `###` between.

use super::message::{Body, Message, Requests};
use super::remark::{Remarks, What};
use super::variables::Variables;

const METHODS: [&str; 7] = ["POST", "GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// Whether the text begins as a request, comments aside.
pub(super) fn is_request(text: &str) -> bool {
    text.lines().find(|line| !is_aside(line)).is_some_and(|line| request_line(line).is_some())
}

/// The requests in a text.
pub(super) fn messages(text: &str, variables: &Variables) -> Requests {
    let mut messages = Vec::new();
    let mut lines = text.lines().peekable();
    loop {
        while lines.next_if(|line| is_aside(line) || request_line(line).is_none()).is_some() {}
        let Some((method, target)) = lines.next().and_then(request_line) else { return messages };
        messages.push(one(method, target, &mut lines, variables));
    }
}

fn one<'t>(
    method: &str,
    target: &str,
    lines: &mut std::iter::Peekable<impl Iterator<Item = &'t str>>,
    variables: &Variables,
) -> (Message, Remarks) {
    let mut message = Message { method: method.to_owned(), address: target.to_owned(), ..Message::default() };
    let mut remarks = Remarks::default();
    while let Some(line) = lines.next_if(|line| !is_separator(line)) {
        let line = line.trim();
        if line.is_empty() {
            break;
        }
        // A query may go on in lines of its own.
        if line.starts_with(['?', '&']) {
            message.address.push_str(line);
        } else if !is_comment(line) {
            // The names of HTTP/2 begin with a colon.
            match line.char_indices().skip(1).find(|(_, c)| *c == ':') {
                Some((at, _)) => message.fields.push((line[..at].to_owned(), line[at + 1..].trim().to_owned())),
                None => remarks.name(What::NoField, &variables.written(line.split(' ').next().unwrap_or_default())),
            }
        }
    }
    let mut body = String::new();
    while let Some(line) = lines.next_if(|line| !is_separator(line)) {
        body.push_str(line);
        body.push('\n');
    }
    let body = body.trim_end_matches(['\r', '\n']);
    if let Some(file) = body.strip_prefix('<').filter(|file| !file.trim_start().starts_with(['!', '?'])) {
        remarks.name(What::File, &variables.written(file.trim()));
    } else if !body.is_empty() {
        message.body = Body::Text(body.to_owned());
    }
    if message.address.starts_with('/') {
        match message.field("host").or_else(|| message.field(":authority")).map(str::to_owned) {
            Some(host) => message.address = ["https://", &host, &message.address].concat(),
            None => remarks.say(What::NoAddress),
        }
    }
    (message, remarks)
}

/// Method and target of a line that begins a request.
fn request_line(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split_whitespace();
    let method = words.next().filter(|word| METHODS.contains(word))?;
    let target = words.next()?;
    let is_target = target.starts_with('/') || target.contains("://") || Variables::are_in(target);
    let is_end = words.next().is_none_or(|version| version.starts_with("HTTP/"));
    (is_target && is_end && words.next().is_none()).then_some((method, target))
}

fn is_separator(line: &str) -> bool {
    line.starts_with("###")
}

fn is_comment(line: &str) -> bool {
    line.starts_with('#') || line.starts_with("//")
}

/// What stands before a request and is none of it.
fn is_aside(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || is_comment(line) || line.starts_with('@') || line.starts_with("```")
}
