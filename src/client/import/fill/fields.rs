//! The header fields of a request: what proves the client, what frames the message, and the rest.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use serde_json::Value;

use super::public::Public;
use crate::client::draft::header_fields;
use crate::client::import::remark::What;
use crate::client::import::variables::Variables;
use crate::jose::{Algorithm, base64url, json};
use crate::oauth::client_auth::basic;
use crate::oauth::credentials::Credentials;
use crate::oauth::dpop;
use crate::oauth::media_type;
use crate::oauth::sensitive::may_be_credential;

/// Fields that whoever sends the message writes: they frame it, or a browser lets no page write them (Fetch Standard, "forbidden
/// request-header").
const BY_THE_SENDER: [&str; 17] = [
    "host",
    "content-length",
    "connection",
    "transfer-encoding",
    "upgrade",
    "te",
    "accept-charset",
    "accept-encoding",
    "date",
    "dnt",
    "expect",
    "keep-alive",
    "origin",
    "priority",
    "referer",
    "trailer",
    "via",
];

/// What the header fields say.
#[derive(Default)]
pub(super) struct Fields {
    /// The media type of the body.
    pub(super) content_type: Option<String>,
    /// `id:secret` of a Basic header field.
    pub(super) user: Option<String>,
    /// Whether there is a Basic header field, read or not.
    pub(super) has_basic: bool,
    /// The algorithm of a proof of possession.
    pub(super) dpop: Option<Algorithm>,
    /// The other fields.
    pub(super) lines: Vec<String>,
}

impl Fields {
    /// Sorts the fields.
    pub(super) fn of(fields: &[(String, String)], public: &mut Public<'_>) -> Self {
        let mut read = Self::default();
        for (name, value) in fields {
            let lower = name.trim().to_ascii_lowercase();
            match lower.as_str() {
                name if name == AUTHORIZATION.as_str() => read.authorization(value, public),
                name if name == CONTENT_TYPE.as_str() => read.content_type(value, public),
                name if name == dpop::FIELD => read.proof(value, public),
                name if BY_THE_SENDER.contains(&name) || name.starts_with(':') || name.starts_with("sec-") => {
                    public.remarks.name(What::Framing, name);
                }
                _ => read.line(name.trim(), value, public),
            }
        }
        read
    }

    fn authorization(&mut self, value: &str, public: &mut Public<'_>) {
        let credentials = Credentials::split(value);
        if self.has_basic {
            return public.remarks.name(What::TwoProofs, AUTHORIZATION.as_str());
        }
        if !credentials.is(basic::SCHEME) {
            if Variables::are_in(value) {
                public.secret(value);
            }
            let scheme = if Variables::are_in(credentials.scheme) || credentials.value.is_empty() {
                "?"
            } else {
                credentials.scheme
            };
            return public.remarks.name(What::OtherScheme, scheme);
        }
        self.has_basic = true;
        if let Some(joined) = public.variables.base64_of(credentials.value) {
            self.user = Some(joined.to_owned());
        } else if Variables::are_in(credentials.value) {
            public.secret(credentials.value);
        } else {
            let octets = STANDARD.decode(credentials.value.trim()).ok();
            self.user = octets.and_then(|octets| String::from_utf8(octets).ok()).filter(|joined| joined.contains(':'));
            if self.user.is_none() {
                public.remarks.say(What::BasicBroken);
            }
        }
    }

    fn content_type(&mut self, value: &str, public: &mut Public<'_>) {
        let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let is_replaced = essence == media_type::JSON || essence.starts_with("multipart/");
        // What the form writes anyway is no line of its own.
        if !is_replaced && !value.trim().eq_ignore_ascii_case(media_type::FORM) {
            self.line("Content-Type", value, public);
        }
        if essence.starts_with("multipart/") {
            public.remarks.say(What::Multipart);
        }
        self.content_type = Some(value.to_owned());
    }

    fn proof(&mut self, value: &str, public: &mut Public<'_>) {
        public.remarks.say(What::Proof);
        let header = value.split('.').next().and_then(|header| base64url::decode(header).ok());
        let header = header.and_then(|octets| json::parse_object(&octets).ok());
        let named = header.as_ref().and_then(|header| header.get("alg")).and_then(Value::as_str);
        let algorithm = named.and_then(Algorithm::from_name).filter(|one| one.key_type().is_asymmetric());
        self.dpop = Some(algorithm.unwrap_or(Algorithm::Es256));
    }

    fn line(&mut self, name: &str, value: &str, public: &mut Public<'_>) {
        let name = public.text(name);
        if may_be_credential(&name) {
            public.secret(value);
            return public.remarks.name(What::SensitiveField, &name);
        }
        let line = [&name, ": ", &public.text(value)].concat();
        let line = line.trim_end();
        let mut read = header_fields(line);
        if read.next().is_some_and(|field| field.is_ok()) && read.next().is_none() {
            self.lines.push(line.to_owned());
        } else {
            public.remarks.name(What::NoField, &name);
        }
    }
}
