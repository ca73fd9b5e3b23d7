//! The Response Receipt: what a token response could carry, and what this one did (RFC 6749 §5.1, OIDC Core §3.1.3.3).
//!
//! The same six rows in the same order every time, because what did not arrive is as telling as what did. Two more stand below them when
//! their members came. Reading is as liberal
//! as a client's must be (unknown members and their order do not matter) and more: an odd reply is shown with a remark, not
//! turned away. Whether a client could use the reply is for [`TokenResponse::parse`] to say.

use http::{HeaderMap, Response, StatusCode};
use serde_json::{Map, Value};

use super::glance::{TokenForm, claims_of, form_of};
use super::granted_scope::GrantedScope;
use super::remarks::remarks;
use super::reply::Reply;
use crate::inspect::paste::by_the_standard;
use crate::inspect::wording::{hides, visible};
use crate::inspect::{Phrase, login_claims, show};
use crate::jose::json;
use crate::oauth::ErrorResponse;
use crate::oauth::TokenResponse;
use crate::oauth::token_response::TokenResponseError;

/// The members of the rows, in the order they are shown in everywhere.
pub const ROWS: [&str; 6] = ["access_token", "token_type", "expires_in", "scope", "refresh_token", "id_token"];

/// Members that belong to one grant or to one kind of request, and have a row only when they came (RFC 8693 §2.2.1, RFC 9396 §7).
const MORE: [&str; 2] = ["issued_token_type", "authorization_details"];

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptRow {
    /// The member's name.
    pub name: &'static str,
    /// Whether it arrived.
    pub arrived: bool,
    /// Its value, safe to show; a token's whole text.
    pub value: Option<String>,
    /// What the token looks like, when the member is one.
    pub form: Option<TokenForm>,
}

impl ReceiptRow {
    /// What to say in place of a long token: its form and length. Other values speak for themselves.
    #[must_use]
    pub fn summary(&self) -> Option<Phrase> {
        let code = match self.form? {
            TokenForm::Jwt => "receipt_jwt",
            TokenForm::EncryptedJwt => "receipt_encrypted_jwt",
            TokenForm::Opaque => "receipt_opaque",
        };
        let length = self.value.as_ref().map_or(0, |value| value.chars().count());
        Some(Phrase::new(code).count("characters", length))
    }
}

/// What an `id_token` that arrived says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdTokenNote {
    /// Whom it describes, when it can be read.
    pub subject: Option<String>,
    /// Whether it is the access token under another name.
    pub is_access_token: bool,
    /// Which claims about a login it has.
    pub login_found: Vec<&'static str>,
}

impl IdTokenNote {
    /// What to say about it.
    #[must_use]
    pub fn phrases(&self) -> Vec<Phrase> {
        let mut phrases = vec![match &self.subject {
            _ if self.is_access_token => Phrase::new("id_token_is_access_token"),
            Some(subject) => Phrase::new("id_token_about").with("subject", subject),
            None => Phrase::new("id_token_unreadable"),
        }];
        if self.login_found.is_empty() && self.subject.is_some() {
            phrases.push(Phrase::new("id_token_no_login"));
        }
        phrases
    }
}

/// The receipt of one reply of a token endpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// The status; `None` for a body that was pasted alone.
    pub status: Option<StatusCode>,
    /// What kind of reply it was.
    pub reply: Reply,
    /// The six rows of [`ROWS`].
    pub rows: Vec<ReceiptRow>,
    /// Rows of members that came beyond the six: of another grant, or of a request in detail.
    pub more: Vec<ReceiptRow>,
    /// Members that no row is for, safe to show; a client ignores them.
    pub others: Vec<(String, String)>,
    /// Asked for and granted; `None` unless tokens arrived.
    pub scope: Option<GrantedScope>,
    /// What the `id_token` says, if one arrived.
    pub id_token: Option<IdTokenNote>,
    /// Why a client could not use the reply.
    pub unusable: Option<TokenResponseError>,
    /// What is odd about the reply.
    pub remarks: Vec<Phrase>,
    /// The body as it came, readable as far as it is UTF-8, safe to show.
    pub body: String,
}

impl Receipt {
    /// The receipt of `response`; `requested` is the scope that the request asked for.
    #[must_use]
    pub fn from_response(requested: Option<&str>, response: &Response<Vec<u8>>) -> Self {
        Self::read(requested, Some((response.status(), response.headers())), response.body())
    }

    /// The receipt of a reply that somebody pasted: its JSON alone, or as the end of an HTTP message.
    #[must_use]
    pub fn from_pasted(text: &str) -> Self {
        let json = text.find('{').map_or(text, |start| &text[start..]).trim_end();
        let own = Self::read(None, None, json.as_bytes());
        // Under other names the same arrived, and no client finds it there: that it cannot be used stays.
        let members: Option<Map<String, Value>> = serde_json::from_str(json).ok();
        match members.as_ref().and_then(by_the_standard) {
            Some((standard, _)) => {
                let read = Self::read(None, None, json::text(&standard.into()).as_bytes());
                Self { unusable: own.unusable, body: own.body, ..read }
            }
            None => own,
        }
    }

    /// How many of the six members arrived.
    #[must_use]
    pub fn arrived(&self) -> usize {
        self.rows.iter().filter(|row| row.arrived).count()
    }

    /// "4 of 6 arrived".
    #[must_use]
    pub fn sum(&self) -> Phrase {
        Phrase::new("receipt_sum").count("arrived", self.arrived()).count("of", ROWS.len())
    }

    /// What happened, in one sentence: the sum when tokens arrived, otherwise why none did.
    #[must_use]
    pub fn headline(&self) -> Phrase {
        match &self.reply {
            Reply::Tokens => self.sum(),
            Reply::Refused { error, .. } => Phrase::new("receipt_refused").with("error", error),
            Reply::RefusedWithoutError => {
                let status = self.status.map_or(0, |status| status.as_u16());
                Phrase::new("receipt_refused_without_error").count("status", status.into())
            }
            Reply::NotJson => Phrase::new("receipt_not_json"),
        }
    }

    /// `200 OK`.
    #[must_use]
    pub fn status_line(&self) -> Option<String> {
        let status = self.status?;
        let reason = status.canonical_reason().unwrap_or_default();
        Some(format!("{} {reason}", status.as_u16()).trim_end().to_owned())
    }

    /// The row of a member.
    #[must_use]
    pub fn row(&self, name: &str) -> Option<&ReceiptRow> {
        self.rows.iter().find(|row| row.name == name)
    }

    fn read(requested: Option<&str>, head: Option<(StatusCode, &HeaderMap)>, body: &[u8]) -> Self {
        let members: Option<Map<String, Value>> = serde_json::from_slice(body).ok();
        let is_success = head.is_none_or(|(status, _)| status.is_success());
        let error = ErrorResponse::parse(body);
        let reply = match (error, is_success, &members) {
            // An error in a 200 is an error: some servers answer so.
            (Some(error), _, Some(members)) if !members.contains_key("access_token") => Reply::Refused {
                error: visible(&error.error).into_owned(),
                description: error.error_description.map(|text| visible(&text).into_owned()),
            },
            (_, false, _) => Reply::RefusedWithoutError,
            (_, true, None) => Reply::NotJson,
            (_, true, Some(_)) => Reply::Tokens,
        };
        let members = members.unwrap_or_default();
        let is_tokens = reply == Reply::Tokens;
        let access_token = members.get("access_token").and_then(Value::as_str);
        let claims = access_token.and_then(claims_of);
        Self {
            status: head.map(|(status, _)| status),
            rows: ROWS.map(|name| row(name, members.get(name))).into(),
            more: MORE.map(|name| row(name, members.get(name))).into_iter().filter(|row| row.arrived).collect(),
            others: if is_tokens { others(&members) } else { Vec::new() },
            scope: is_tokens.then(|| GrantedScope::new(requested, members.get("scope"), claims.as_ref())),
            id_token: members.get("id_token").and_then(Value::as_str).map(|token| note(token, access_token)),
            unusable: if is_tokens { TokenResponse::parse(body).err() } else { None },
            remarks: remarks(&reply, head, &members),
            body: String::from_utf8_lossy(body).chars().map(keep_line_breaks).collect(),
            reply,
        }
    }
}

fn row(name: &'static str, value: Option<&Value>) -> ReceiptRow {
    let value = value.filter(|value| !value.is_null() && value.as_str() != Some(""));
    let is_token = name.ends_with("_token");
    let form = value.and_then(Value::as_str).filter(|_| is_token).map(form_of);
    ReceiptRow { name, arrived: value.is_some(), value: value.map(show), form }
}

fn others(members: &Map<String, Value>) -> Vec<(String, String)> {
    let others = members.iter().filter(|(name, _)| !ROWS.iter().chain(&MORE).any(|row| row == name));
    others.map(|(name, value)| (visible(name).into_owned(), show(value))).collect()
}

fn note(id_token: &str, access_token: Option<&str>) -> IdTokenNote {
    let claims = claims_of(id_token).unwrap_or_default();
    IdTokenNote {
        subject: claims.get("sub").map(show),
        is_access_token: access_token == Some(id_token),
        login_found: login_claims(&claims),
    }
}

/// A body keeps its lines; whatever else hides becomes the sign for what cannot be shown.
fn keep_line_breaks(c: char) -> char {
    if hides(c) && !matches!(c, '\n' | '\r' | '\t') { char::REPLACEMENT_CHARACTER } else { c }
}
