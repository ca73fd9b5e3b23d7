//! Header fields as text: casing, order, and which part of a value is secret.

use http::HeaderMap;

use super::part::{PartKind, Parts, kind_of};
use crate::oauth::credentials::Credentials;
use crate::oauth::sensitive;

/// Names whose casing is not simply a capital after every hyphen.
const CASING: [&str; 6] = ["DPoP", "DPoP-Nonce", "ETag", "Sec-CH-UA", "TE", "WWW-Authenticate"];

/// The order of the fields that have one; all others follow by name.
const ORDER: [&str; 13] = [
    "Host",
    "Location",
    "WWW-Authenticate",
    "Allow",
    "Authorization",
    "DPoP",
    "DPoP-Nonce",
    "Client-Cert",
    "Accept",
    "Content-Type",
    "Cache-Control",
    "Pragma",
    "Retry-After",
];

/// Name and value of every field, in the order of writing; equal names keep the order of the message.
pub(super) fn sorted(fields: &HeaderMap) -> Vec<(String, String)> {
    let mut sorted: Vec<(usize, String, String)> = Vec::new();
    for (name, value) in fields {
        let name = cased(name.as_str());
        let rank = ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
        // Sorting a list as a whole is much code, for a handful of fields.
        let at = sorted.partition_point(|before| (before.0, &before.1) <= (rank, &name));
        sorted.insert(at, (rank, name, String::from_utf8_lossy(value.as_bytes()).into_owned()));
    }
    sorted.into_iter().map(|(_, name, value)| (name, value)).collect()
}

/// One line of the head.
pub(super) fn push_header(out: &mut Parts, name: &str, value: &str) {
    out.push(PartKind::HeaderName, name, name);
    out.push(PartKind::Punctuation, ": ", "");
    push_value(out, name, value);
    out.end_line();
}

/// The value of the field `name`, cased as [`sorted`] does.
pub(super) fn push_value(out: &mut Parts, name: &str, value: &str) {
    match name {
        "Authorization" => {
            let credentials = Credentials::split(value);
            match value.rfind(credentials.value).filter(|_| !credentials.value.is_empty()) {
                Some(at) => {
                    let (start, end) = (&value[..at], &value[at + credentials.value.len()..]);
                    let kind = kind_of(sensitive::of_scheme(credentials.scheme), PartKind::HeaderValue);
                    out.push(PartKind::HeaderValue, start, name);
                    out.push(kind, credentials.value, name);
                    out.push(PartKind::HeaderValue, end, name);
                }
                // A scheme alone may be a secret that somebody sent without its scheme.
                None => out.push(PartKind::Secret, value, name),
            }
        }
        "Location" | "Referer" => out.push_address(value, PartKind::HeaderValue, name),
        _ => out.push(PartKind::HeaderValue, value, name),
    }
}

/// Field names compare without regard to case; they are written in the way people know them.
fn cased(name: &str) -> String {
    if let Some(known) = CASING.iter().find(|known| known.eq_ignore_ascii_case(name)) {
        return (*known).to_owned();
    }
    let mut after_hyphen = true;
    name.chars()
        .map(|c| {
            let cased = if after_hyphen { c.to_ascii_uppercase() } else { c };
            after_hyphen = c == '-';
            cased
        })
        .collect()
}
