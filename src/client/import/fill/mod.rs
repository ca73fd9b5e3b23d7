//! A request becomes a draft.

mod assertion;
mod body;
mod credentials;
mod fields;
mod public;
mod query;

use self::body::parameters;
use self::fields::Fields;
use self::public::Public;
use super::message::Message;
use super::remark::{Remarks, What};
use super::variables::Variables;
use crate::client::draft::{Draft, Parameter, parameters as lines};
use crate::oauth::assertion::ASSERTION_TYPE;
use crate::oauth::sensitive::may_be_credential;
use crate::oauth::{ClientAuthMethod, ClientId, ClientSecret};

/// Fills a draft with what the request says.
pub(super) fn filled(mut message: Message, variables: &Variables, remarks: &mut Remarks) -> Draft {
    let mut public = Public { variables, remarks };
    if !["", "POST"].contains(&message.method.as_str()) {
        public.remarks.name(What::Method, &variables.written(&message.method));
    }
    query::take_user(&mut message, public.remarks);
    let mut pairs = query::take_parameters(&mut message, public.remarks);
    if message.address.is_empty() {
        public.remarks.say(What::NoAddress);
    }
    let fields = Fields::of(&message.fields, &mut public);
    pairs.extend(parameters(message.body, fields.content_type.as_deref(), &mut public));

    let mut draft = Draft {
        token_endpoint: public.text(&message.address),
        grant_type: String::new(),
        method: ClientAuthMethod::None,
        dpop: fields.dpop,
        header_fields: fields.lines.join("\n"),
        ..Draft::default()
    };
    let user = message.user.or(fields.user);
    let has_basic = user.is_some() || fields.has_basic;
    if has_basic {
        draft.method = ClientAuthMethod::ClientSecretBasic;
    }
    if let Some(user) = user {
        credentials::fill(&mut draft, &user, &mut public);
    }
    let mut rest = Rest { taken: Vec::new(), lines: Vec::new() };
    let is_jwt_bearer = |(name, value): &(String, String)| name == "client_assertion_type" && value == ASSERTION_TYPE;
    let signs = pairs.iter().any(|(name, _)| name == "client_assertion");
    let other_type =
        signs && pairs.iter().any(|(name, _)| name == "client_assertion_type") && !pairs.iter().any(is_jwt_bearer);
    for (name, value) in &pairs {
        rest.take(&mut draft, name, value, Context { has_basic, signs, other_type }, &mut public);
    }
    draft.parameters = rest.lines.join("\n");
    if draft.method == ClientAuthMethod::None && message.certificate {
        draft.method = ClientAuthMethod::TlsClientAuth;
    }
    if !draft.grant_type.is_empty() && draft.grant_type != "client_credentials" {
        public.remarks.name(What::Grant, &draft.grant_type);
    }
    draft
}

/// What the other parameters say of the proof.
#[derive(Clone, Copy)]
struct Context {
    has_basic: bool,
    signs: bool,
    other_type: bool,
}

/// Parameters as they go into their fields, and into lines where there is no field.
struct Rest {
    taken: Vec<&'static str>,
    lines: Vec<String>,
}

impl Rest {
    fn take(&mut self, draft: &mut Draft, name: &str, value: &str, context: Context, public: &mut Public<'_>) {
        let field = match name {
            "grant_type" => Some(&mut draft.grant_type),
            "scope" => Some(&mut draft.scope),
            "audience" => Some(&mut draft.audience),
            "authorization_details" => Some(&mut draft.authorization_details),
            _ => None,
        };
        // Only a line sends a parameter that is empty, or that is there already.
        if let Some(field) = field.filter(|field| field.is_empty() && !value.is_empty()) {
            *field = public.text(value);
            return;
        }
        match name {
            "resource" if !value.trim().is_empty() && !value.contains(['\r', '\n']) && value.trim() == value => {
                let before = std::mem::take(&mut draft.resource);
                draft.resource =
                    [before.as_str(), if before.is_empty() { "" } else { "\n" }, &public.text(value)].concat();
            }
            "client_secret" if context.has_basic || context.signs => public.remarks.name(What::TwoProofs, name),
            "client_secret" if self.is_first("client_secret") => {
                draft.method = ClientAuthMethod::ClientSecretPost;
                draft.client_secret = ClientSecret::new(public.secret(value));
            }
            "client_secret" => public.remarks.name(What::Repeated, name),
            "client_assertion" if context.other_type => self.line(name, value, public),
            "client_assertion" if context.has_basic => public.remarks.name(What::TwoProofs, name),
            "client_assertion" => assertion::fill(draft, value, public),
            "client_assertion_type" if context.signs && !context.has_basic && !context.other_type => {}
            "client_id" if !value.is_empty() && self.is_first("client_id") => {
                let id = public.text(value);
                // The form says it only where the method has it there.
                if context.has_basic || context.signs {
                    self.line(name, value, public);
                }
                if draft.client_id.as_str().is_empty() {
                    draft.client_id = ClientId::new(id);
                }
            }
            _ => {
                let is_known =
                    ["grant_type", "scope", "audience", "authorization_details", "client_id"].contains(&name);
                if is_known && !value.is_empty() {
                    public.remarks.name(What::Repeated, name);
                }
                self.line(name, value, public);
            }
        }
    }

    fn is_first(&mut self, name: &'static str) -> bool {
        let is_first = !self.taken.contains(&name);
        self.taken.push(name);
        is_first
    }

    /// A parameter as a line of its own.
    fn line(&mut self, name: &str, value: &str, public: &mut Public<'_>) {
        let value = if may_be_credential(name) && !value.is_empty() {
            public.remarks.name(What::SensitiveParameter, name);
            public.secret(value);
            String::new()
        } else {
            public.text(value)
        };
        let name = public.text(name);
        let line = [&name, "=", &value].concat();
        let mut read = lines(&line);
        let is_one = read.next() == Some(Ok(Parameter { name: &name, value: &value })) && read.next().is_none();
        if is_one {
            drop(read);
            self.lines.push(line);
        } else {
            public.remarks.name(What::NotALine, &name);
        }
    }
}
