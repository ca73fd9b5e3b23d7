//! What a token response or an introspection response has to have, and what is odd about one (RFC 6749 §5.1, RFC 7662 §2.2).

use serde_json::{Map, Value};

use super::answer_remark::Remark;
use super::glance::lifetime_in_the_token;
use crate::cite::Citation;
use crate::inspect::paste::Look;
use crate::inspect::token::is_token_character;
use crate::inspect::{Phrase, Severity, duration, show, utc};
use crate::jose::jwt::NumericDate;

/// A longer lifetime is worth a second look: 30 days, in seconds.
const LONG: i64 = 30 * 86_400;
/// From here on a number of seconds is rather a point in time: 2001 as seconds since 1970.
const POINT_IN_TIME: i64 = 1_000_000_000;

/// What is odd about a token response.
pub(super) fn of_tokens(look: &Look, remarks: &mut Vec<Remark>) {
    let Some(members) = &look.members else {
        let (phrase, clause) = (Phrase::new("answer_form"), Citation::rfc(6749, "5.1"));
        return remarks.push(Remark::new(Severity::Warning, phrase, clause, "access_token"));
    };
    let mut judge = Judge { members, remarks };
    if let Some(names) = &look.other_names {
        let phrase = Phrase::new("answer_names").with("names", &names.join(", "));
        judge.warn(phrase, Citation::rfc(6749, "5.1"), "access_token");
    }
    judge.access_token();
    judge.token_type();
    judge.lifetime();
    for name in ["expires_at", "expires_on", "ext_expires_on", "not_before", "issued_at", "created_at"] {
        judge.milliseconds(name, Citation::rfc(6749, "5.1"));
    }
    judge.scope();
    judge.empty_members();
    judge.head(look);
}

/// What is odd about an introspection response.
pub(super) fn of_introspection(look: &Look, remarks: &mut Vec<Remark>) {
    let Some(members) = &look.members else { return };
    let mut judge = Judge { members, remarks };
    let clause = || Citation::rfc(7662, "2.2");
    match members.get("active") {
        Some(Value::String(text)) => {
            judge.warn(Phrase::new("answer_active_text").with("value", text), clause(), "active");
        }
        Some(Value::Bool(false)) if members.len() > 1 => {
            judge.tell(Phrase::new("answer_inactive_with_more").count("count", members.len() - 1), clause(), "active");
        }
        Some(Value::Bool(false)) => judge.tell(Phrase::new("answer_inactive"), clause(), "active"),
        _ => judge.tell(Phrase::new("answer_active"), clause(), "active"),
    }
    for name in ["exp", "iat", "nbf", "auth_time"] {
        if members.get(name).is_some_and(Value::is_string) {
            judge.warn(Phrase::new("answer_time_text").with("name", name), clause(), name);
        }
        judge.milliseconds(name, clause());
    }
    judge.scope();
}

/// Whether a long lifetime is rather one in milliseconds: thousands, and no whole days, or years of them.
const fn looks_like_milliseconds(seconds: i64) -> bool {
    const DAY: i64 = 86_400;
    seconds % 1000 == 0 && (seconds % DAY != 0 || seconds > 730 * DAY)
}

struct Judge<'a> {
    members: &'a Map<String, Value>,
    remarks: &'a mut Vec<Remark>,
}

impl Judge<'_> {
    fn warn(&mut self, phrase: Phrase, citation: Citation, member: &str) {
        self.remarks.push(Remark::new(Severity::Warning, phrase, citation, member));
    }

    fn tell(&mut self, phrase: Phrase, citation: Citation, member: &str) {
        self.remarks.push(Remark::new(Severity::Note, phrase, citation, member));
    }

    /// A point in time that is in milliseconds or finer, as a number or as its digits in text.
    fn milliseconds(&mut self, name: &str, clause: Citation) {
        let time = match self.members.get(name) {
            Some(Value::String(digits)) => NumericDate::read(digits.trim()),
            Some(value) => NumericDate::from_value(value),
            None => None,
        };
        let Some((unit, meant)) = time.and_then(|time| Some((time.meant_unit()?, time.meant()?))) else { return };
        let phrase = Phrase::new("answer_time_milliseconds").with("name", name).with("unit", unit.name());
        self.warn(phrase.with("meant", &utc(meant).unwrap_or_default()), clause, name);
    }

    fn access_token(&mut self) {
        let name = "access_token";
        match self.members.get(name) {
            None | Some(Value::Null) => {
                self.warn(Phrase::new("answer_access_token_missing"), Citation::rfc(6749, "5.1"), name);
            }
            Some(Value::String(token)) if !token.chars().all(is_token_character) => {
                self.warn(Phrase::new("answer_token_characters"), Citation::rfc(6750, "2.1"), name);
            }
            Some(Value::String(_)) => {}
            Some(other) => self.wrong_type(name, "answer_must_be_text", other),
        }
    }

    fn token_type(&mut self) {
        let name = "token_type";
        match self.members.get(name) {
            None | Some(Value::Null) => {
                self.warn(Phrase::new("answer_token_type_missing"), Citation::rfc(6749, "5.1"), name);
            }
            Some(Value::String(kind)) => {
                // `N_A` is what an exchange writes of a token that is no access token (RFC 8693 §2.2.1).
                let known = ["bearer", "dpop", "pop", "n_a"].iter().any(|known| kind.eq_ignore_ascii_case(known));
                if !known {
                    let phrase = Phrase::new("answer_token_type_unknown").with("value", kind);
                    self.warn(phrase, Citation::rfc(6749, "7.1"), name);
                }
            }
            Some(other) => self.wrong_type(name, "answer_must_be_text", other),
        }
    }

    fn lifetime(&mut self) {
        let name = "expires_in";
        let clause = || Citation::rfc(6749, "5.1");
        let seconds = match self.members.get(name) {
            None | Some(Value::Null) => {
                return self.tell(Phrase::new("answer_expires_in_missing"), clause(), name);
            }
            Some(Value::String(text)) => {
                self.warn(Phrase::new("answer_expires_in_text").with("value", text), clause(), name);
                match text.trim().parse() {
                    Ok(seconds) => seconds,
                    Err(_) => return,
                }
            }
            Some(Value::Number(number)) => match number.as_i64() {
                Some(seconds) => seconds,
                None => {
                    let phrase = Phrase::new("answer_expires_in_fraction").with("value", &number.to_string());
                    return self.warn(phrase, clause(), name);
                }
            },
            Some(other) => return self.wrong_type(name, "answer_must_be_number", other),
        };
        let value = seconds.to_string();
        let with_value = |code| Phrase::new(code).with("value", &value);
        match seconds {
            ..=0 => self.warn(with_value("answer_expires_in_not_positive"), clause(), name),
            POINT_IN_TIME.. => self.warn(with_value("answer_expires_in_point"), clause(), name),
            LONG.. if looks_like_milliseconds(seconds) => {
                let phrase = with_value("answer_expires_in_milliseconds").with("duration", &duration(seconds));
                self.warn(phrase.with("meant", &duration(seconds / 1000)), clause(), name);
            }
            LONG.. => {
                let phrase = with_value("answer_expires_in_long").with("duration", &duration(seconds));
                self.tell(phrase, clause(), name);
            }
            _ => {}
        }
        if let Some(stated) = lifetime_in_the_token(self.members).filter(|stated| *stated != seconds) {
            let phrase = with_value("answer_lifetimes_differ").with("stated", &stated.to_string());
            self.tell(phrase, clause(), name);
        }
    }

    fn scope(&mut self) {
        let name = "scope";
        let clause = || Citation::rfc(6749, "3.3");
        match self.members.get(name) {
            Some(Value::Array(_)) => self.warn(Phrase::new("answer_scope_list"), clause(), name),
            Some(Value::String(scope)) if scope.contains(',') && !scope.contains(' ') => {
                self.tell(Phrase::new("answer_scope_comma"), clause(), name);
            }
            None | Some(Value::String(_) | Value::Null) => {}
            Some(other) => self.wrong_type(name, "answer_must_be_text", other),
        }
    }

    fn empty_members(&mut self) {
        for (name, value) in self.members {
            let code = match value {
                Value::Null if !matches!(name.as_str(), "access_token" | "token_type" | "expires_in") => {
                    "answer_member_null"
                }
                Value::String(text) if text.is_empty() => "answer_member_empty",
                _ => continue,
            };
            self.tell(Phrase::new(code).with("name", name), Citation::rfc(6749, "5.1"), name);
        }
    }

    fn head(&mut self, look: &Look) {
        let Some(http) = &look.http else { return };
        let clause = || Citation::rfc(6749, "5.1");
        if let Some(status) = http.status.filter(|status| *status != 200) {
            self.warn(Phrase::new("answer_status").count("status", status.into()), clause(), "");
        }
        let has = |name: &str, word: &str| http.all(name).any(|value| value.to_ascii_lowercase().contains(word));
        // Of an answer whose head was copied in part nothing can be said by what is absent.
        if http.fields.is_empty() {
            return;
        }
        if !has("content-type", "json") {
            self.warn(Phrase::new("answer_content_type"), clause(), "Content-Type");
        }
        if !has("cache-control", "no-store") {
            self.warn(Phrase::new("answer_may_be_stored"), clause(), "Cache-Control");
        }
    }

    fn wrong_type(&mut self, name: &str, code: &'static str, value: &Value) {
        let phrase = Phrase::new(code).with("name", name).with("value", &show(value));
        self.warn(phrase, Citation::rfc(6749, "5.1"), name);
    }
}
