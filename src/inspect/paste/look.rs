//! What a text is apart from the tokens in it: an answer of a server, an error, a challenge.

use serde_json::{Map, Value};

use super::answer_names::by_the_standard;
use super::http_answer::HttpAnswer;
use super::octets::trimmed;
use super::plain::Plain;
use super::{LONGEST_TEXT, TextKind};
use crate::oauth::Challenge;

/// How much may stand before the JSON of an answer.
const LONGEST_PREFIX: usize = 256;
/// Longer parameters are no error's.
const LONGEST_PARAMETERS: usize = 16 * 1024;

/// The answer in a text.
pub(crate) struct Look {
    /// What kind of answer it is; [`TextKind::Text`] when it is none.
    pub(crate) kind: TextKind,
    /// The HTTP around it.
    pub(crate) http: Option<HttpAnswer>,
    /// The members of its JSON; those of a token response under the names of the standard.
    pub(crate) members: Option<Map<String, Value>>,
    /// The names that they had, when those were others.
    pub(crate) other_names: Option<Vec<String>>,
    /// Its parameters, when it is an address or a form.
    pub(crate) parameters: Vec<(String, String)>,
    /// The field values of its challenges.
    pub(crate) challenges: Vec<String>,
}

impl Look {
    /// Looks at `text`.
    pub(crate) fn at(text: &str) -> Self {
        let http = if text.len() <= LONGEST_TEXT { HttpAnswer::read(text) } else { None };
        let body = http.as_ref().map_or(text, |http| &http.body);
        let (members, other_names) = match members(body) {
            Some(members) => match by_the_standard(&members) {
                Some((standard, names)) => (Some(standard), Some(names)),
                None => (Some(members), None),
            },
            None => (None, None),
        };
        let mut parameters = if members.is_none() { parameters(body) } else { Vec::new() };
        let challenges = match &http {
            Some(http) => http.all("www-authenticate").map(str::to_owned).collect(),
            None => bare_challenge(text).into_iter().collect::<Vec<_>>(),
        };
        let location = http.as_ref().and_then(|http| http.all("location").next());
        if let Some(location) = location.filter(|_| members.is_none() && parameters.is_empty()) {
            parameters = self::parameters(location);
        }
        let mut look = Self { kind: TextKind::Text, http, members, other_names, parameters, challenges };
        look.kind = look.kind();
        look
    }

    /// The value of a member or a parameter that is text.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match &self.members {
            Some(members) => members.get(name)?.as_str(),
            None => self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()),
        }
    }

    /// Whether the JSON is a signed or encrypted object in its JSON serialization (RFC 7515 §7.2, RFC 7516 §7.2).
    pub(crate) fn is_jose_json(&self) -> bool {
        let has = |name: &str| self.members.as_ref().is_some_and(|members| members.contains_key(name));
        has("payload") && (has("signatures") || has("signature"))
            || has("ciphertext") && (has("protected") || has("recipients") || has("iv"))
            || has("signature") && has("protected")
    }

    /// Whether an error is the status in words, as web frameworks write it beside the number (Spring Boot, NestJS).
    fn is_reason_phrase(&self, error: &str) -> bool {
        let has = |name: &str| self.members.as_ref().is_some_and(|members| members.contains_key(name));
        error.starts_with(|c: char| c.is_ascii_uppercase()) && (has("status") || has("statusCode"))
    }

    fn kind(&self) -> TextKind {
        let has = |name: &str| self.members.as_ref().is_some_and(|members| members.contains_key(name));
        match () {
            () if self.members.as_ref().is_some_and(|members| members.get("active").is_some_and(is_boolish)) => {
                TextKind::IntrospectionResponse
            }
            () if has("access_token")
                || self.members.is_none() && self.text("access_token").is_some()
                || has("token_type") && (has("expires_in") || has("id_token") || has("scope")) =>
            {
                TextKind::TokenResponse
            }
            () if self.text("error").is_some_and(|code| !code.is_empty() && !self.is_reason_phrase(code)) => {
                TextKind::OAuthError
            }
            () if self.http.as_ref().is_some_and(|http| http.status.is_some()) => TextKind::HttpResponse,
            () if !self.challenges.is_empty() => TextKind::Challenge,
            () => TextKind::Text,
        }
    }
}

fn is_boolish(value: &Value) -> bool {
    value.is_boolean() || matches!(value.as_str(), Some("true" | "false"))
}

/// The object of JSON that a text is, perhaps with a few words before it or as a string of JSON.
fn members(text: &str) -> Option<Map<String, Value>> {
    let text = trimmed(text);
    if text.starts_with("\"{") {
        let inner: String = serde_json::from_str(text).ok()?;
        return serde_json::from_str(&inner).ok();
    }
    let start = text.find('{').filter(|start| *start <= LONGEST_PREFIX)?;
    let end = text.rfind('}').filter(|end| *end > start)?;
    if start > 0 && text[..start].contains("://") && !text[..start].contains(char::is_whitespace) {
        return None;
    }
    let object = text.get(start..=end)?;
    serde_json::from_str(object).ok().or_else(|| {
        (object.len() <= LONGEST_PARAMETERS && object.contains(['\\', '&', '%']))
            .then(|| serde_json::from_slice(&Plain::of(object).text).ok())
            .flatten()
    })
}

/// The parameters of an error in an address's query or fragment, or of a form that is an error or an answer with a token.
fn parameters(text: &str) -> Vec<(String, String)> {
    let text = trimmed(text);
    let is_answer =
        text.contains("access_token=") && text.contains("token_type=") && !text.contains([' ', '/', '#', '?']);
    if text.len() > LONGEST_PARAMETERS || !is_answer && !text.contains("error") || text.contains(['\n', '{']) {
        return Vec::new();
    }
    let mut all = Vec::new();
    let whole =
        if text.contains('=') { text.to_owned() } else { String::from_utf8_lossy(&Plain::of(text).text).into_owned() };
    let starts_form = whole.starts_with("error") || !whole.contains(['?', '#']);
    let (query, fragment) = match (starts_form, whole.split_once(['?', '#'])) {
        (true, _) | (_, None) => (whole.as_str(), ""),
        (false, Some((_, rest))) => rest.split_once('#').unwrap_or((rest, "")),
    };
    for part in [query, fragment] {
        let part = part.trim_start_matches(['?', '#', '&']);
        all.extend(
            form_urlencoded::parse(part.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned())),
        );
    }
    // Only an error that is a code, not a sentence with an equals sign in it.
    let is_code =
        |(name, value): &(String, String)| name == "error" && !value.is_empty() && !value.contains(char::is_whitespace);
    if is_answer || all.iter().any(is_code) { all } else { Vec::new() }
}

/// A challenge without its header's name: `Bearer realm="api", error="invalid_token"`.
fn bare_challenge(text: &str) -> Option<String> {
    const NAMES: [&str; 2] = ["www-authenticate:", "proxy-authenticate:"];
    let text = trimmed(text);
    let lower = text.get(..20.min(text.len())).unwrap_or_default().to_ascii_lowercase();
    if let Some(name) = NAMES.iter().find(|name| lower.starts_with(*name)) {
        return text.get(name.len()..).map(|value| value.trim().to_owned());
    }
    let (_, rest) = text.split_once(' ').filter(|(scheme, _)| scheme.len() < 20)?;
    let (name, value) = rest.trim_start().split_once('=')?;
    let is_parameter = name.trim().chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
        && value.trim_start().starts_with('"');
    (text.len() < LONGEST_PARAMETERS && is_parameter && Challenge::parse_list(text).is_ok()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Look, TextKind};

    #[test]
    fn answers_are_told_from_each_other() {
        for (text, kind) in [
            (r#"{"access_token":"a"}"#, TextKind::TokenResponse),
            (r#"{"token_type":"Bearer","expires_in":3}"#, TextKind::TokenResponse),
            (r#"{"active":false}"#, TextKind::IntrospectionResponse),
            (r#"{"error":"invalid_client"}"#, TextKind::OAuthError),
            (r#"Response: {"error":"invalid_client"}"#, TextKind::OAuthError),
            (r#""{\"error\":\"invalid_client\"}""#, TextKind::OAuthError),
            ("error=access_denied&state=x", TextKind::OAuthError),
            ("https://app.example/cb?error=access_denied&error_description=No+way", TextKind::OAuthError),
            ("https://app.example/cb#error=login_required", TextKind::OAuthError),
            ("https%3A%2F%2Fapp.example%2Fcb%3Ferror%3Daccess_denied", TextKind::OAuthError),
            ("HTTP/1.1 302 Found\nLocation: https://app.example/cb?error=access_denied", TextKind::OAuthError),
            ("HTTP/2 403\ncontent-type: text/html\n\n<html>", TextKind::HttpResponse),
            ("WWW-Authenticate: Bearer", TextKind::Challenge),
            (r#"Bearer realm="api", error="invalid_token""#, TextKind::Challenge),
            ("an error = something else", TextKind::Text),
            (r#"{"error":{"code":401}}"#, TextKind::Text),
            (r#"{"status":401,"error":"Unauthorized","path":"/orders"}"#, TextKind::Text),
            ("access_token=gho_16C7&scope=repo&token_type=bearer", TextKind::TokenResponse),
            ("hello", TextKind::Text),
        ] {
            assert_eq!(Look::at(text).kind, kind, "{text}");
        }
    }
}
