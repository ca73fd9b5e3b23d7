//! An answer that somebody got elsewhere and pasted, as the response that it was: status line, header fields and body, or a body alone.

use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, Response, StatusCode};
use serde_json::{Map, Value};

use crate::inspect::paste::HttpAnswer;

/// A pasted answer.
#[derive(Debug)]
pub struct PastedAnswer {
    /// The response.
    pub response: Response<Vec<u8>>,
    /// Whether status and type were not pasted and follow from the body: a client would have seen them.
    pub is_head_assumed: bool,
}

impl PastedAnswer {
    /// Reads an answer; `None` where there is nothing. A body alone counts as a 200, or as a 400 where it is an OAuth error (RFC 6749
    /// §5.2).
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if text.is_empty() {
            return None;
        }
        let Some(answer) = HttpAnswer::read(text).filter(|answer| answer.status.is_some()) else {
            return Some(Self { response: of_body(text), is_head_assumed: true });
        };
        let mut response = Response::new(answer.body.trim().as_bytes().to_vec());
        *response.status_mut() = answer.status.and_then(|status| StatusCode::from_u16(status).ok())?;
        for (name, value) in &answer.fields {
            // What does not fit into a message was no header field: developer tools list other things beside them.
            if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
                response.headers_mut().append(name, value);
            }
        }
        Some(Self { response, is_head_assumed: false })
    }
}

fn of_body(text: &str) -> Response<Vec<u8>> {
    let members: Option<Map<String, Value>> = serde_json::from_str(text).ok();
    let is_error = members.as_ref().is_some_and(|members| members.contains_key("error"));
    let kind = match &members {
        Some(_) => "application/json",
        None if text.starts_with('<') => "text/html",
        None => "text/plain",
    };
    let mut response = Response::new(text.as_bytes().to_vec());
    *response.status_mut() = if is_error { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_answer_is_the_response_that_it_was() {
        let text = "HTTP/2 401\r\ncontent-type: application/json\r\nwww-authenticate: Basic realm=\"a\"\r\n\r\n{\"error\":\"invalid_client\"}\r\n";
        let pasted = PastedAnswer::read(text).expect("an answer");
        assert!(!pasted.is_head_assumed);
        assert_eq!(pasted.response.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(pasted.response.headers()["www-authenticate"], "Basic realm=\"a\"");
        assert_eq!(pasted.response.body(), b"{\"error\":\"invalid_client\"}");
    }

    #[test]
    fn a_body_alone_says_what_its_head_must_have_been() {
        for (text, status, kind) in [
            ("{\"access_token\":\"a\",\"token_type\":\"Bearer\"}", 200, "application/json"),
            (" {\"error\":\"invalid_scope\"}\n", 400, "application/json"),
            ("<!doctype html><title>Oh</title>", 200, "text/html"),
            ("access_token=a&token_type=bearer", 200, "text/plain"),
        ] {
            let pasted = PastedAnswer::read(text).expect("an answer");
            assert!(pasted.is_head_assumed, "{text}");
            assert_eq!(pasted.response.status().as_u16(), status, "{text}");
            assert_eq!(pasted.response.headers()[CONTENT_TYPE], kind, "{text}");
        }
        assert!(PastedAnswer::read(" \n\u{feff}").is_none());
    }

    #[test]
    fn what_is_no_header_field_is_left_out() {
        let pasted =
            PastedAnswer::read("Request URL: https://a.example/token\nStatus Code: 200 OK\nx-a: b\n\n{}").expect("one");
        assert_eq!(pasted.response.headers().len(), 1);
        assert_eq!(pasted.response.headers()["x-a"], "b");
    }
}
