//! What is odd about a reply of a token endpoint: remarks beside the receipt, none of which a client must act on.
//!
//! The rules are RFC 6749 §5.1 and §5.2, RFC 6750 §2.1 (what a bearer token may be made of) and the agreement of `expires_in` with
//! the token itself. Whether the reply can be used at all is `oauth`'s business.

use http::{HeaderMap, StatusCode, header};
use serde_json::{Map, Value};

use super::glance::lifetime_in_the_token;
use super::reply::Reply;
use crate::inspect::Phrase;
use crate::inspect::token::is_token_character;
use crate::oauth::media_type;

/// Every remark about a reply, in the order of its parts.
pub(crate) fn remarks(
    reply: &Reply,
    head: Option<(StatusCode, &HeaderMap)>,
    members: &Map<String, Value>,
) -> Vec<Phrase> {
    let mut remarks = Vec::new();
    if let Some((status, headers)) = head {
        of_the_head(reply, status, headers, &mut remarks);
    }
    if *reply == Reply::Tokens {
        of_the_access_token(members, &mut remarks);
        of_the_lifetime(members, &mut remarks);
        if members.get("scope").is_some_and(|scope| scope.is_array()) {
            remarks.push(Phrase::new("receipt_scope_array"));
        }
        for (name, value) in members {
            if value.as_str() == Some("") || value.is_null() {
                remarks.push(Phrase::new("receipt_empty_member").with("name", name));
            }
        }
    }
    remarks
}

fn of_the_head(reply: &Reply, status: StatusCode, headers: &HeaderMap, remarks: &mut Vec<Phrase>) {
    if matches!(reply, Reply::Refused { .. }) && status.is_success() {
        remarks.push(Phrase::new("receipt_error_with_success"));
    }
    if *reply == Reply::Tokens {
        if status != StatusCode::OK {
            remarks.push(Phrase::new("receipt_status").count("status", status.as_u16().into()));
        }
        if !media_type::is_json(headers) {
            remarks.push(Phrase::new("receipt_content_type"));
        }
        if !has_word(headers, header::CACHE_CONTROL, "no-store") {
            remarks.push(Phrase::new("receipt_may_be_stored"));
        }
    }
}

fn of_the_access_token(members: &Map<String, Value>, remarks: &mut Vec<Phrase>) {
    let token = members.get("access_token").and_then(Value::as_str).unwrap_or_default();
    let is_bearer =
        members.get("token_type").and_then(Value::as_str).is_some_and(|kind| kind.eq_ignore_ascii_case("bearer"));
    if is_bearer && !token.chars().all(is_token_character) {
        remarks.push(Phrase::new("receipt_token_characters"));
    }
}

fn of_the_lifetime(members: &Map<String, Value>, remarks: &mut Vec<Phrase>) {
    let seconds = match members.get("expires_in") {
        Some(Value::String(digits)) => {
            remarks.push(Phrase::new("receipt_expires_in_string").with("value", digits));
            digits.parse().ok()
        }
        Some(Value::Number(number)) => number.as_i64(),
        _ => return,
    };
    match seconds {
        Some(seconds @ 1..) => {
            let stated = lifetime_in_the_token(members).filter(|stated| *stated != seconds);
            if let Some(stated) = stated {
                remarks.push(Phrase::new("receipt_lifetimes_differ").with("seconds", &stated.to_string()));
            }
        }
        _ => remarks.push(Phrase::new("receipt_expires_in_odd")),
    }
}

/// Whether a header field of the reply contains a word, in any case.
fn has_word(headers: &HeaderMap, name: header::HeaderName, word: &str) -> bool {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.split([',', ';']).any(|part| part.trim().eq_ignore_ascii_case(word)))
}
