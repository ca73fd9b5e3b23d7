//! A token that is being edited: its header and payload as JSON, and the compact token that they make.
//!
//! What was not edited keeps its octets, and what was edited is written without the white space between the members, so that only a
//! change changes the token. The old signature stays until somebody signs: a reader sees it break.

use crate::inspect::{Decoded, JsonText, Part};
use crate::jose::{Algorithm, base64url, json};

/// Header and payload as the editor shows them, and what they were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The header's JSON, laid out.
    pub header: String,
    /// The payload's JSON, laid out; another payload as the text that it is.
    pub payload: String,
    shown: [String; 2],
    parts: [String; 2],
    signature: String,
}

impl Draft {
    /// The draft of a token, as far as it has these parts.
    #[must_use]
    pub fn of(decoded: &Decoded) -> Self {
        let [header, payload] =
            [&decoded.header, &decoded.payload].map(|part| part.as_ref().map(text_of).unwrap_or_default());
        let raw = |part: &Option<Part>| part.as_ref().map(|part| part.raw.clone()).unwrap_or_default();
        Self {
            shown: [header.clone(), payload.clone()],
            parts: [raw(&decoded.header), raw(&decoded.payload)],
            signature: raw(&decoded.signature),
            header,
            payload,
        }
    }

    /// A draft with this header and payload, which nobody has signed.
    #[must_use]
    pub fn new(header: &str, payload: &str) -> Self {
        let laid_out = |text: &str| JsonText::lay_out(text).text;
        Self { header: laid_out(header), payload: laid_out(payload), ..Self::default() }
    }

    /// What a signature is made over (RFC 7515 §5.1).
    #[must_use]
    pub fn signing_input(&self) -> String {
        [self.part(0, &self.header), self.part(1, &self.payload)].join(".")
    }

    /// The token with the signature that it came with.
    #[must_use]
    pub fn token(&self) -> String {
        [&self.signing_input(), ".", &self.signature].concat()
    }

    /// Names the algorithm and the key in the header, in the places of those that it names; `None` leaves the key's name as it is.
    pub fn set_key(&mut self, algorithm: Algorithm, kid: Option<&str>) {
        let mut header = with_member(&self.header, "alg", algorithm.name());
        if let Some(kid) = kid {
            header = with_member(&header, "kid", kid);
        }
        if header != self.header {
            self.header = JsonText::lay_out(&header).text;
        }
    }

    /// The algorithm that the header names.
    #[must_use]
    pub fn algorithm(&self) -> Option<Algorithm> {
        let members = json::parse_object(self.header.as_bytes()).ok()?;
        Algorithm::from_name(members.get("alg")?.as_str()?)
    }

    /// Whether both parts are JSON objects.
    #[must_use]
    pub fn is_json(&self) -> bool {
        [&self.header, &self.payload].iter().all(|text| json::parse_object(text.as_bytes()).is_ok())
    }

    fn part(&self, index: usize, text: &str) -> String {
        if !self.parts[index].is_empty() && self.shown[index] == text {
            return self.parts[index].clone();
        }
        base64url::encode(without_space(text).as_bytes())
    }
}

fn text_of(part: &Part) -> String {
    if part.members.is_empty() && !part.intact {
        return String::from_utf8_lossy(&part.octets).into_owned();
    }
    part.json.text.clone()
}

/// `text` with the string `value` as the member `name`: in the place of the one that it has, or as its first.
fn with_member(text: &str, name: &str, value: &str) -> String {
    let value = json::text(&value.into());
    // The places in a laid out text are those of its source when it is laid out again.
    if let Some(member) = JsonText::lay_out(text).members.iter().find(|member| member.name == name) {
        let (before, after) = (text.get(..member.value.start), text.get(member.value.end..));
        return [before.unwrap_or_default(), &value, after.unwrap_or_default()].concat();
    }
    match text.split_once('{') {
        Some((before, after)) => {
            let comma = if after.trim_start().starts_with('}') { "" } else { "," };
            [before, "{\"", name, "\":", &value, comma, after].concat()
        }
        None => text.to_owned(),
    }
}

/// JSON without the white space between its tokens (RFC 8259 §2); another text as it is.
fn without_space(text: &str) -> String {
    if !text.trim_start().starts_with(['{', '[']) {
        return text.to_owned();
    }
    let (mut in_string, mut escaped) = (false, false);
    text.chars()
        .filter(|character| {
            if in_string {
                (escaped, in_string) = (!escaped && *character == '\\', escaped || *character != '"');
                return true;
            }
            in_string = *character == '"';
            !matches!(character, ' ' | '\t' | '\n' | '\r')
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 7519 §3.1: its JSON has line breaks.
    const PUBLISHED: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
        eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
        dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    #[test]
    fn what_is_not_edited_keeps_its_octets() {
        let mut draft = Draft::of(&Decoded::read(PUBLISHED));
        assert_eq!(draft.token(), PUBLISHED);
        draft.payload = draft.payload.replace("joe", "jim");
        let token = draft.token();
        assert!(token.starts_with("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.") && token.ends_with("OEjXk"));
        let payload = Decoded::read(&token).payload.map(|part| part.octets).unwrap_or_default();
        assert_eq!(
            String::from_utf8(payload).as_deref(),
            Ok(r#"{"iss":"jim","exp":1300819380,"http://example.com/is_root":true}"#)
        );
        draft.payload = draft.payload.replace("jim", "joe");
        assert_eq!(draft.token(), PUBLISHED, "and putting it back mends it");
    }

    #[test]
    fn white_space_in_strings_stays() {
        let text = "{ \"a b\" : \"c \\\" d\\\\\" ,\n \"e\" : [ 1 , 2 ] }";
        assert_eq!(without_space(text), r#"{"a b":"c \" d\\","e":[1,2]}"#);
        assert_eq!(without_space("no JSON"), "no JSON");
    }

    #[test]
    fn the_header_names_algorithm_and_key_where_it_named_them() {
        let mut draft = Draft::new(r#"{"typ":"JWT","alg":"RS256","kid":"a","x":12345678901234567890123}"#, "{}");
        draft.set_key(Algorithm::Es256, Some("b"));
        assert_eq!(
            without_space(&draft.header),
            r#"{"typ":"JWT","alg":"ES256","kid":"b","x":12345678901234567890123}"#
        );
        assert_eq!(draft.algorithm(), Some(Algorithm::Es256));
        let mut bare = Draft::new("{}", "{}");
        bare.set_key(Algorithm::Hs256, None);
        assert_eq!(without_space(&bare.header), r#"{"alg":"HS256"}"#);
        let mut damaged = Draft::new("", "");
        damaged.set_key(Algorithm::Hs256, None);
        assert_eq!(damaged.header, "");
    }
}
