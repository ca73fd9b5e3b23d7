//! HTTP messages as they cross this boundary: a head as text, nearly as HTTP/1.1 writes it (RFC 9112 §2.1), and the body as octets.
//!
//! A first line, then one header field a line, `\n` between them. Header values are byte strings, as in `fetch`: each character
//! stands for one octet.

use http::header::{self, HeaderName};
use http::{HeaderValue, Method, Request, Response};

use crate::oauth::client_auth::ATTESTATION_FIELDS;
use crate::oauth::{client_cert, dpop};
use crate::server::Step;

/// The header fields of requests that arrive: those that the issuer or its API reads, and what clients usually send beside them.
/// `grant-lab.d.ts` lists them for callers. Answers keep every field.
///
/// `http` makes any name from text, but brings a table of all registered ones for that: 4.6 kB gzip of the first load, measured, which
/// is more than the rest of this API, for fields that nobody here reads.
static FIELDS: [HeaderName; 21] = [
    header::ACCEPT,
    header::ACCEPT_ENCODING,
    header::ACCEPT_LANGUAGE,
    header::ACCESS_CONTROL_REQUEST_HEADERS,
    header::ACCESS_CONTROL_REQUEST_METHOD,
    header::AUTHORIZATION,
    HeaderName::from_static(client_cert::FIELD),
    HeaderName::from_static(client_cert::CHAIN_FIELD),
    header::CACHE_CONTROL,
    header::CONTENT_ENCODING,
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::COOKIE,
    HeaderName::from_static(dpop::FIELD),
    header::HOST,
    HeaderName::from_static(ATTESTATION_FIELDS[0]),
    HeaderName::from_static(ATTESTATION_FIELDS[1]),
    header::ORIGIN,
    header::PRAGMA,
    header::REFERER,
    header::USER_AGENT,
];

/// No `http::Uri` is longer. What is, comes cut to this length, which is far beyond what any address here may have: the answer is the
/// same 414.
const LONGEST_URI: usize = 65_534;

/// A request from its head, whose first line is the method, a space and the whole URL, and its body. Names of fields are in lower
/// case; fields that nobody here reads are left out.
///
/// # Errors
/// A sentence for the caller: what in the head no HTTP message can carry.
pub(super) fn request(head: &str, body: Vec<u8>) -> Result<Request<Vec<u8>>, String> {
    let mut lines = head.lines();
    let (method, url) = lines.next().and_then(|line| line.split_once(' ')).unwrap_or_default();
    let mut request = Request::new(body);
    *request.method_mut() = Method::from_bytes(method.as_bytes()).map_err(|_| unreadable("method"))?;
    let url = url.get(..LONGEST_URI).unwrap_or(url);
    *request.uri_mut() = url.parse().map_err(|_| unreadable("URL"))?;
    for line in lines {
        let (name, value) = line.split_once(": ").unwrap_or_default();
        let value = octets(value).ok_or_else(|| unreadable("headers"))?;
        if let Some(known) = FIELDS.iter().find(|known| known.as_str() == name) {
            request.headers_mut().append(known, value);
        }
    }
    Ok(request)
}

/// A response: its head, whose first line is the status and what is told of the step that decided, an empty line, and its body.
pub(super) fn response(response: &Response<Vec<u8>>, decided: Option<&Step>) -> Vec<u8> {
    let mut head = String::from(response.status().as_str());
    if let Some(step) = decided {
        for text in [step.name, &step.citation.to_string(), &step.decided] {
            head.push('\t');
            head.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
        }
    }
    for (name, value) in response.headers() {
        head.extend(["\n", name.as_str(), ": "]);
        match value.to_str() {
            Ok(text) => head.push_str(text),
            Err(_) => head.extend(value.as_bytes().iter().map(|octet| char::from(*octet))),
        }
    }
    head.push_str("\n\n");
    [head.as_bytes(), response.body()].concat()
}

fn octets(value: &str) -> Option<HeaderValue> {
    if value.is_ascii() {
        return HeaderValue::from_str(value).ok();
    }
    let octets: Option<Vec<u8>> = value.chars().map(|c| u8::try_from(c).ok()).collect();
    HeaderValue::from_bytes(&octets?).ok()
}

fn unreadable(part: &str) -> String {
    ["The issuer cannot read the ", part, " of this request."].concat()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_request_is_read_with_every_field_and_octet() {
        let head = "POST https://issuer.test/token?a=|#part\naccept: é: b\naccept: \ndpop: a\nx-unread: c";
        let request = request(head, vec![0, 255]).unwrap();
        assert_eq!(request.method(), Method::POST);
        assert_eq!(request.uri(), "https://issuer.test/token?a=|");
        let values: Vec<&[u8]> = request.headers().get_all("accept").iter().map(HeaderValue::as_bytes).collect();
        assert_eq!(values, [b"\xe9: b".as_slice(), b""]);
        assert_eq!((request.headers().len(), &request.headers()["dpop"]), (3, &HeaderValue::from_static("a")));
        assert_eq!(request.body(), &[0, 255]);
    }

    #[test]
    fn the_types_list_exactly_the_fields_that_arrive() {
        let types = include_str!("grant-lab.d.ts");
        let list = types.split("These header fields arrive: ").nth(1).unwrap().split(". ").next().unwrap();
        let listed: Vec<&str> = list.split('`').skip(1).step_by(2).collect();
        assert_eq!(listed, FIELDS.each_ref().map(HeaderName::as_str));
    }

    #[test]
    fn what_http_cannot_carry_is_named() {
        for (head, part) in [
            ("", "method"),
            ("GET", "method"),
            ("GËT https://issuer.test/", "method"),
            ("GET https://issuer.test/ x", "URL"),
            ("GET https://issuer.test/\na: 日", "headers"),
            ("GET https://issuer.test/\na: \u{1}", "headers"),
        ] {
            let error = request(head, Vec::new()).unwrap_err();
            assert_eq!(error, ["The issuer cannot read the ", part, " of this request."].concat(), "{head}");
        }
    }

    #[test]
    fn a_response_is_its_head_an_empty_line_and_its_body() {
        let answer = Response::builder().status(401).header("x-a", "1").header("x-a", "").body(vec![10, 255]).unwrap();
        assert_eq!(response(&answer, None), b"401\nx-a: 1\nx-a: \n\n\n\xff");
        assert_eq!(response(&Response::new(Vec::new()), None), b"200\n\n");
        let step = Step {
            name: "Client",
            citation: crate::cite::Citation::rfc(6749, "5.2"),
            saw: "".into(),
            decided: "a\nb\tc.".into(),
            outcome: crate::server::StepOutcome::Refused,
        };
        assert_eq!(
            response(&Response::new(Vec::new()), Some(&step)),
            "200\tClient\tRFC 6749 §5.2\ta b c.\n\n".as_bytes()
        );
    }
}
