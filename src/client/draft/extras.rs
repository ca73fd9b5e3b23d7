//! What a form or a header can carry beyond the fields that this page knows: lines that a learner writes.

use http::{HeaderName, HeaderValue};

use super::problem::Problem;

/// One more parameter of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter<'a> {
    /// Its name, not encoded.
    pub name: &'a str,
    /// Its value, not encoded; empty is sent as empty.
    pub value: &'a str,
}

/// One more header field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderField {
    /// Its name.
    pub name: HeaderName,
    /// Its value.
    pub value: HeaderValue,
}

/// Fields that frame the message, which whoever sends it writes (RFC 9110 §7.2). No browser lets a page do it.
const FRAMING: [&str; 6] = ["host", "content-length", "connection", "transfer-encoding", "upgrade", "te"];

/// The parameters that are typed as lines, in their order; [`Problem::ParameterLine`] for a line that is none.
pub fn parameters(typed: &str) -> impl Iterator<Item = Result<Parameter<'_>, Problem>> {
    lines(typed).map(|line| match line.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok(Parameter { name: name.trim(), value }),
        _ => Err(Problem::ParameterLine),
    })
}

/// The header fields that are typed as lines, in their order; [`Problem::HeaderFieldLine`] or [`Problem::HeaderFieldFraming`] for a line
/// that is not sent.
pub fn header_fields(typed: &str) -> impl Iterator<Item = Result<HeaderField, Problem>> {
    lines(typed).map(|line| {
        let (name, value) = line.split_once(':').ok_or(Problem::HeaderFieldLine)?;
        let name = HeaderName::from_bytes(name.trim().as_bytes()).map_err(|_| Problem::HeaderFieldLine)?;
        if FRAMING.contains(&name.as_str()) {
            return Err(Problem::HeaderFieldFraming);
        }
        let value = HeaderValue::from_str(value.trim()).map_err(|_| Problem::HeaderFieldLine)?;
        Ok(HeaderField { name, value })
    })
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty())
}
