//! The token request as a named server reads it: rewritten into a form that the steps read the standard's way, or refused.

use http::HeaderValue;
use http::header::{AUTHORIZATION, CONTENT_TYPE, ORIGIN};
use serde_json::Value;

use crate::cite::{Citation, Document};
use crate::jose::json;
use crate::oauth::{ErrorCode, Form, GrantType, OAuthError, media_type};
use crate::server::{Check, Incoming, Trace, refuse};

use super::data::{Json, Origins, Parameter, Personality, Repeated};

static ORIGIN_CHECK: Check = Check::new("Origin", Citation::new(Document::OidcDiscovery, "3"));
static MESSAGE: Check = Check::new("Message", Citation::rfc(6749, "3.2"));
static RESOURCE: Check = Check::new("Resource", Citation::rfc(8707, "2"));

/// A form on its way from one reading to the other.
struct Rewriting<'a> {
    of: &'a Personality,
    form: Form,
    changed: bool,
}

/// The request as `of` reads it; `None` where it reads it as it is.
pub(super) fn read(of: &Personality, request: &Incoming, trace: &mut Trace) -> Result<Option<Incoming>, OAuthError> {
    if of.origins == Origins::Refused && request.head.headers.contains_key(ORIGIN) {
        let error = OAuthError::new(ErrorCode::InvalidRequest, "Pages of other origins may not ask here.");
        return Err(refuse(trace, &ORIGIN_CHECK, "A page of another origin asks.", error, "It is refused."));
    }
    let Some((form, was_json)) = form(of, request, trace) else { return Ok(None) };
    if asks_for_somebody(&form) {
        return Ok(None);
    }
    if let Some(name) = of.reading.wants.as_deref().filter(|name| form.get(name).is_none()) {
        let sentence = format!("The parameter {name} is missing, which this server wants.");
        let error = OAuthError::new(ErrorCode::InvalidRequest, &sentence);
        return Err(refuse(trace, &MESSAGE, "A form.", error, &sentence));
    }
    let mut rewriting = Rewriting { of, form, changed: was_json };
    rewriting.scope(trace);
    rewriting.audience(trace)?;
    rewriting.secrets(trace);
    let without_basic = of.reading.ignores_basic && request.head.headers.contains_key(AUTHORIZATION);
    if without_basic {
        let saw = "An Authorization header field.";
        of.note(trace, Citation::rfc(6749, "2.3.1"), saw, "Not read: it counts as if it were not there.");
    }
    if !rewriting.changed && !without_basic {
        return Ok(None);
    }
    let mut head = request.head.clone();
    if without_basic {
        head.headers.remove(AUTHORIZATION);
    }
    head.headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type::FORM));
    Ok(Some(Incoming { head, body: rewriting.form.encode().into_bytes() }))
}

/// The parameters, and whether they came as JSON; `None` where the steps refuse the body anyway.
fn form(of: &Personality, request: &Incoming, trace: &mut Trace) -> Option<(Form, bool)> {
    if !media_type::is_json(&request.head.headers) {
        return Form::parse(&request.body).ok().map(|form| (form, false));
    }
    let citation = Citation::rfc(6749, "4.4.2");
    let (only, does) = match &of.reading.json {
        Json::Standard => return None,
        Json::Read => (None, "Read like a form."),
        Json::Only(names) => (Some(names), "Read in part, and the rest is not."),
        Json::Unread => {
            of.note(trace, citation, "A body of JSON.", "Not read: the request counts as one without parameters.");
            return Some((Form::new(), true));
        }
    };
    let members = json::parse_object(&request.body).ok()?;
    let mut form = Form::new();
    for (name, value) in &members {
        if let Value::String(value) = value
            && only.is_none_or(|only| only.contains(name))
        {
            form.push(name, value);
        }
    }
    of.note(trace, citation, "A body of JSON.", does);
    Some((form, true))
}

/// Whether the request is one of another grant: of those nothing is imitated.
fn asks_for_somebody(form: &Form) -> bool {
    let named = form.get("grant_type").and_then(GrantType::from_name);
    named.is_some_and(|grant| !matches!(grant, GrantType::ClientCredentials | GrantType::Implicit))
}

impl Rewriting<'_> {
    fn scope(&mut self, trace: &mut Trace) {
        let values: Vec<String> = self.form.get_all("scope").map(str::to_owned).collect();
        let citation = Citation::rfc(6749, "3.3");
        let is_refused = values.len() > 1 && self.of.reading.repeated_scope == Repeated::Standard;
        if self.of.reading.ignores_scope && !values.is_empty() && !is_refused {
            self.of.note(trace, citation, "A scope.", "Not read: the request counts as one without a scope.");
            return self.put("scope", None);
        }
        let [first, .., last] = values.as_slice() else { return };
        let (kept, does) = match self.of.reading.repeated_scope {
            Repeated::Standard => return,
            Repeated::First => (first.clone(), "The first one counts."),
            Repeated::Last => (last.clone(), "The last one counts."),
            Repeated::Joined => (values.join(" "), "They are joined."),
        };
        self.of.note(trace, Citation::rfc(6749, "3.2"), "The parameter scope more than once.", does);
        self.put("scope", Some(kept));
    }

    fn audience(&mut self, trace: &mut Trace) -> Result<(), OAuthError> {
        for (name, becomes) in [("resource", self.of.reading.resource), ("audience", self.of.reading.audience)] {
            let Some(value) = self.form.get(name).map(str::to_owned) else { continue };
            let saw = format!("The parameter {name}.");
            match becomes {
                Parameter::Standard => {}
                Parameter::Ignored => {
                    self.of.note(trace, Citation::rfc(8707, "2"), saw, "Not read.");
                    self.put(name, None);
                }
                Parameter::Refused => {
                    let sentence = "What the token is wanted for cannot be chosen here.";
                    let error = OAuthError::new(ErrorCode::InvalidTarget, sentence);
                    return Err(refuse(trace, &RESOURCE, saw, error, sentence));
                }
                Parameter::Chooses if name == "audience" => {
                    self.of.note(trace, Citation::rfc(8707, "2"), saw, "It chooses the API, as resource does.");
                    self.put("audience", None);
                    self.put("resource", Some(value));
                }
                Parameter::Chooses => {}
            }
        }
        Ok(())
    }

    fn secrets(&mut self, trace: &mut Trace) {
        if self.of.reading.ignores_form_secret && self.form.get("client_secret").is_some() {
            let does = "Not read: it counts as if it were not there.";
            self.of.note(trace, Citation::rfc(6749, "2.3.1"), "A secret in the form.", does);
            self.put("client_secret", None);
        }
    }

    /// Takes every parameter of this name out, and puts one in their place.
    fn put(&mut self, name: &str, value: Option<String>) {
        let mut form = Form::new();
        for (own, kept) in self.form.iter().filter(|(own, _)| *own != name) {
            form.push(own, kept);
        }
        if let Some(value) = value {
            form.push(name, value);
        }
        (self.form, self.changed) = (form, true);
    }
}
