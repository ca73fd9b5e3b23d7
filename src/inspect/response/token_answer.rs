//! The answer of somebody's own token endpoint, which can be anything: what to know about it beyond the Receipt (RFC 6749 §5).

use http::{Response, StatusCode, header};
use serde_json::{Map, Value};

use super::answer::read_answer;
use super::answer_remark::Remark;
use crate::cite::Citation;
use crate::inspect::{Phrase, Severity};
use crate::oauth::ErrorResponse;
use crate::oauth::dpop::nonce_of;
use crate::oauth::http_text::response_text;

/// How much of an answer was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// All of it.
    Whole,
    /// What a browser shows to a page of another origin: not every header field.
    ByBrowser,
    /// The body alone; status and header fields are assumed.
    Body,
}

/// What to know about the answer of a token endpoint, the gravest first.
#[must_use]
pub fn token_answer_remarks(response: &Response<Vec<u8>>, seen: Seen) -> Vec<Remark> {
    let mut remarks = of_the_form(response);
    if remarks.is_empty() {
        remarks = read_answer(&response_text(response)).map(|reading| reading.remarks).unwrap_or_default();
    }
    let hidden = match seen {
        Seen::Whole => &[] as &[&str],
        // A server that allows a page to read its answer need not show it this field.
        Seen::ByBrowser => &["answer_challenge_missing"],
        Seen::Body => &["answer_challenge_missing", "answer_may_be_stored", "answer_content_type", "answer_status"],
    };
    if seen == Seen::ByBrowser && has_hidden_nonce(response) {
        let phrase = Phrase::new("answer_nonce_hidden");
        remarks.push(Remark::new(Severity::Warning, phrase, Citation::rfc(9449, "8"), "DPoP-Nonce"));
    }
    remarks.retain(|remark| !hidden.contains(&remark.phrase.code));
    remarks.sort_by_key(|remark| remark.severity);
    remarks
}

/// Whether a server asks for its nonce (RFC 9449 §8) in a header field that it does not show to pages of other origins.
fn has_hidden_nonce(response: &Response<Vec<u8>>) -> bool {
    let asks = ErrorResponse::parse(response.body()).is_some_and(|error| error.error == "use_dpop_nonce");
    asks && nonce_of(response.headers()).is_none()
}

/// What an answer is that is neither tokens nor an error of RFC 6749 §5.2.
fn of_the_form(response: &Response<Vec<u8>>) -> Vec<Remark> {
    let status = response.status();
    let body = String::from_utf8_lossy(response.body());
    let body = body.trim_start_matches('\u{feff}').trim();
    let members: Option<Map<String, Value>> = serde_json::from_str(body).ok();
    let has = |name: &str| members.as_ref().is_some_and(|members| members.contains_key(name));
    let code = members.as_ref().and_then(|members| members.get("error")).and_then(Value::as_str);
    if has("access_token") || code.is_some_and(|code| !code.is_empty()) || body.contains("access_token=") {
        return Vec::new();
    }
    let numbered = |code| Phrase::new(code).count("status", status.as_u16().into());
    let mut all = Vec::new();
    let mut note = |phrase: Phrase, citation: Citation, member: &str| {
        all.push(Remark::new(Severity::Warning, phrase, citation, member));
    };
    if status.is_redirection() {
        let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
        let phrase = match location {
            Some(location) => numbered("answer_redirect_to").with("location", location),
            None => numbered("answer_redirect"),
        };
        note(phrase, Citation::rfc(9110, "15.4"), "Location");
        return all;
    }
    if status.is_server_error() {
        note(numbered("answer_server_failed"), Citation::rfc(9110, "15.6"), "");
    }
    if body.starts_with('<') {
        note(Phrase::new("answer_html"), Citation::rfc(6749, "5.1"), "Content-Type");
    } else if body.is_empty() {
        note(numbered("answer_empty"), Citation::rfc(6749, if status.is_success() { "5.1" } else { "5.2" }), "");
    } else if members.is_none() {
        note(Phrase::new("answer_not_json"), Citation::rfc(6749, "5.1"), "");
    }
    if status.is_client_error() {
        of_the_client_error(status, members.as_ref(), &mut all);
    } else if status.is_success() && members.is_some() {
        let phrase = Phrase::new("answer_access_token_missing");
        all.push(Remark::new(Severity::Warning, phrase, Citation::rfc(6749, "5.1"), "access_token"));
    }
    all
}

/// A status that blames the client, without a code that says for what.
fn of_the_client_error(status: StatusCode, members: Option<&Map<String, Value>>, all: &mut Vec<Remark>) {
    let mut note = |phrase: Phrase, citation: Citation, member: &str| {
        all.push(Remark::new(Severity::Warning, phrase, citation, member));
    };
    let numbered = |code| Phrase::new(code).count("status", status.as_u16().into());
    let told = match status.as_u16() {
        404 | 410 => Some("answer_nothing_there"),
        405 => Some("answer_no_post"),
        415 => Some("answer_no_form"),
        429 => Some("answer_too_many"),
        _ => None,
    };
    match told {
        Some("answer_too_many") => note(numbered("answer_too_many"), Citation::rfc(6585, "4"), "Retry-After"),
        Some(code) => note(numbered(code), Citation::rfc(6749, "3.2"), ""),
        None if members.is_some_and(|members| members.contains_key("error")) => {
            note(numbered("answer_error_no_text"), Citation::rfc(6749, "5.2"), "error");
        }
        None => note(numbered("answer_no_code"), Citation::rfc(6749, "5.2"), "error"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(status: u16, kind: &str, body: &str, seen: Seen) -> Vec<&'static str> {
        let response = Response::builder()
            .status(status)
            .header("content-type", kind)
            .header("cache-control", "no-store")
            .body(body.as_bytes().to_vec())
            .expect("a response");
        token_answer_remarks(&response, seen).iter().map(|remark| remark.phrase.code).collect()
    }

    #[test]
    fn whatever_comes_is_told_for_what_it_is() {
        const JSON: &str = "application/json";
        const HTML: &str = "<!doctype html><title>Oh</title>";
        for (status, kind, body, told) in [
            (200, "text/html", HTML, vec!["answer_html"]),
            (502, "text/html", HTML, vec!["answer_server_failed", "answer_html"]),
            (503, JSON, "", vec!["answer_server_failed", "answer_empty"]),
            (403, "text/html", HTML, vec!["answer_html", "answer_no_code"]),
            (404, "text/plain", "Not here", vec!["answer_not_json", "answer_nothing_there"]),
            (405, "text/plain", "", vec!["answer_empty", "answer_no_post"]),
            (415, JSON, "{\"message\":\"no\"}", vec!["answer_no_form"]),
            (429, JSON, "{}", vec!["answer_too_many"]),
            (400, JSON, "{\"message\":\"bad\"}", vec!["answer_no_code"]),
            (400, JSON, "{\"error\":{\"code\":7}}", vec!["answer_error_no_text"]),
            (302, "text/plain", "", vec!["answer_redirect"]),
            (200, JSON, "[]", vec!["answer_not_json"]),
            (200, JSON, "{\"token\":\"a\"}", vec!["answer_access_token_missing"]),
        ] {
            assert_eq!(codes(status, kind, body, Seen::Whole), told, "{status} {body}");
        }
    }

    #[test]
    fn tokens_and_errors_are_read_as_ever() {
        let good = r#"{"access_token":"a","token_type":"Bearer","expires_in":60}"#;
        assert_eq!(codes(200, "application/json", good, Seen::Whole), Vec::<&str>::new());
        let odd = r#"{"access_token":"a","token_type":"mac","expires_in":60}"#;
        assert_eq!(codes(200, "application/json", odd, Seen::ByBrowser), ["answer_token_type_unknown"]);
        let refused = r#"{"error":"invalid_client"}"#;
        assert_eq!(codes(401, "application/json", refused, Seen::ByBrowser), ["answer_error_invalid_client"]);
    }

    #[test]
    fn a_nonce_that_a_browser_hides_is_missed() {
        let asks = r#"{"error":"use_dpop_nonce"}"#;
        assert!(codes(400, "application/json", asks, Seen::ByBrowser).contains(&"answer_nonce_hidden"));
        assert!(!codes(400, "application/json", asks, Seen::Whole).contains(&"answer_nonce_hidden"));
    }

    #[test]
    fn where_it_leads_is_told() {
        let response = Response::builder()
            .status(307)
            .header("location", "https://other.example/token")
            .body(Vec::new())
            .expect("a response");
        let remarks = token_answer_remarks(&response, Seen::Whole);
        assert_eq!(remarks[0].phrase.fact("location"), Some("https://other.example/token"));
    }
}
