//! An exchange as Markdown, for a bug tracker: everything that helps, and nothing that opens anything.
//!
//! Secrets are taken out as everywhere, and tokens too: of a JWT its form stays, of any other its length.

use http::{HeaderMap, Uri};
use serde_json::{Map, Value};

use super::history::Past;
use crate::content::build as said;
use crate::jose::json;
use crate::oauth::Form;
use crate::oauth::http_text::{MASK as REDACTED, Masked, masked_request, masked_response};
use crate::oauth::sensitive::{Sensitivity, may_be_credential, of_parameter};
use crate::texts::fill;

/// The report.
#[must_use]
pub fn issue_report(past: &Past) -> String {
    let exchange = &past.exchange;
    let (_, asked) = masked_request(&exchange.request);
    let address = address(exchange.request.uri());
    let answered = masked_response(&exchange.response);
    let status = exchange.response.status();
    let answer_line = [status.as_str(), " ", status.canonical_reason().unwrap_or_default()].concat();
    let form = fenced(&form_without_tokens(&asked.body, exchange.request.headers()));
    let request = [exchange.request.method().as_str(), " ", &address, "\n", &head(&asked), &form].concat();
    let body = fenced(&json_without_tokens(&answered.body));
    let response = [answer_line.trim_end(), "\n", &head(&answered), &body].concat();
    let mut out = fill(said::REPORT, &[("request", &request), ("response", &response)]);
    if !past.trace.steps.is_empty() {
        out.push_str(said::REPORT_CHECKED);
        for step in &past.trace.steps {
            out.push_str(
                &["- ", step.name, ": ", &step.saw, " ", &step.decided, " (", &step.citation.to_string(), ")\n"]
                    .concat(),
            );
        }
    }
    out.push_str(said::REPORT_END);
    out
}

/// The address, with a query of which the names alone are told where one may be a credential's.
fn address(uri: &Uri) -> String {
    let query = uri.query().map(|query| ["?", &form_lines(query, "&")].concat()).unwrap_or_default();
    let origin = [uri.scheme_str().unwrap_or_default(), "://", uri.host().unwrap_or_default()].concat();
    let port = uri.port().map(|port| [":", port.as_str()].concat()).unwrap_or_default();
    [&origin, &port, uri.path(), &query].concat()
}

fn head(message: &Masked) -> String {
    let mut out = String::new();
    for (name, value) in &message.headers {
        let value = match name.as_str() {
            "authorization" => {
                value.split(' ').next().map(|scheme| [scheme, " ", REDACTED].concat()).unwrap_or_default()
            }
            "dpop" => described(value),
            // What comes back to a client comes in its query or fragment.
            "location" => without_query(value),
            name if may_be_credential(name) => REDACTED.to_owned(),
            _ => value.clone(),
        };
        out.push_str(&[name, ": ", &value, "\n"].concat());
    }
    out.push('\n');
    out
}

/// A text that cannot end the fence around it.
fn fenced(text: &str) -> String {
    text.replace("```", "` ` `")
}

fn form_without_tokens(body: &str, headers: &HeaderMap) -> String {
    let is_form =
        headers.get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form"));
    match body {
        "" => String::new(),
        form if is_form => form_lines(form, "\n"),
        _ => said::REPORT_OTHER_BODY.to_owned(),
    }
}

fn form_lines(form: &str, between: &str) -> String {
    let Ok(form) = Form::parse(form.as_bytes()) else { return said::REPORT_NO_FORM.to_owned() };
    let lines = form.iter().map(|(name, value)| {
        let value = match of_parameter(name) {
            Sensitivity::Token => described(value),
            Sensitivity::Secret => REDACTED.to_owned(),
            Sensitivity::Public if may_be_credential(name) => REDACTED.to_owned(),
            Sensitivity::Public => value.to_owned(),
        };
        [name, "=", &value].concat()
    });
    lines.collect::<Vec<String>>().join(between)
}

fn json_without_tokens(body: &str) -> String {
    let Ok(mut members) = json::parse_object(body.as_bytes()) else {
        return match body.len() {
            0 => String::new(),
            1 => said::REPORT_OCTET.to_owned(),
            count => fill(said::REPORT_OCTETS, &[("count", &count.to_string())]),
        };
    };
    hide(&mut members);
    serde_json::to_string_pretty(&members).unwrap_or_default()
}

/// Takes out what may be a credential, however deep it stands.
fn hide(members: &mut Map<String, Value>) {
    for (name, value) in members {
        match value {
            Value::String(text) if may_be_credential(name) => *text = described(text),
            Value::Object(inner) => hide(inner),
            Value::Array(all) => all.iter_mut().filter_map(Value::as_object_mut).for_each(hide),
            _ => {}
        }
    }
}

fn without_query(address: &str) -> String {
    match address.split_once(['?', '#']) {
        Some((before, _)) => [before, "?", REDACTED].concat(),
        None => address.to_owned(),
    }
}

/// A token by its form alone.
fn described(token: &str) -> String {
    let said = match token.split('.').count() {
        3 => said::REPORT_JWT,
        5 => said::REPORT_ENCRYPTED,
        _ => said::REPORT_TOKEN,
    };
    fill(said, &[("length", &token.len().to_string())])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use http::{Request, Response};

    use super::*;
    use crate::oauth::{Exchange, Party};
    use crate::ports::UnixTime;
    use crate::server::Trace;

    #[test]
    fn nothing_that_opens_anything_is_in_a_report() {
        const FORM: &str = "application/x-www-form-urlencoded";
        let body = "grant_type=client_credentials&client_secret=S1&client_assertion=S2.S2.S2&subject_token=S3";
        let request = Request::post("https://as.example:8443/token?client_secret=S4&api_key=S12&a=b")
            .header("authorization", "Basic S5")
            .header("dpop", "S6.S6.S6")
            .header("cookie", "session=S7")
            .header("x-api-key", "S13")
            .header("content-type", FORM)
            .body(body.as_bytes().to_vec())
            .unwrap();
        let answer = r#"{"access_token":"S8.S8.S8","refresh_token":"S9","id_token":"S10.a.b","data":[{"session_id":"S14"}],"expires_in":60,"note":"```"}"#;
        let response = Response::builder()
            .header("set-cookie", "a=S11")
            .header("location", "https://a.example/?code=S15")
            .body(answer.as_bytes().to_vec())
            .unwrap();
        let exchange = Exchange { from: Party::Client, to: Party::Issuer, request, response, at: UnixTime(0) };
        let report = issue_report(&Past { number: 1, exchange, trace: Trace::default() });
        for number in 1..=15 {
            assert!(!report.contains(&format!("S{number}")), "S{number}\n{report}");
        }
        for kept in [
            "grant_type=client_credentials",
            "https://as.example:8443/token?",
            "a=b",
            "x-api-key: [redacted]",
            "[a JWT of 8 characters]",
            "\"expires_in\": 60",
            "HTTP/1.1 200 OK",
        ] {
            assert!(report.contains(kept), "{kept}\n{report}");
        }
        assert_eq!(report.matches("```").count(), 4, "nothing ends a fence before its time");
    }
}
