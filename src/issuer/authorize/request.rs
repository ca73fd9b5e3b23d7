//! Is this an authorization request that can lead to a sign-in? The checks, in the order of RFC 6749 §4.1.2.1.

use std::rc::Rc;

use crate::cite::{Citation, Document};
use crate::oauth::{Form, GrantType, Scope, pkce};

use super::super::registry::{Client, Registry};
use super::super::trace::{Check, Trace, shown};
use super::{Refusal, ReturnTo, Transaction};

static MESSAGE: Check = Check::new("Message", Citation::rfc(6749, "3.1"));
static CLIENT: Check = Check::new("Client", Citation::rfc(6749, "4.1.1"));
static REDIRECT_URI: Check = Check::new("Redirect URI", Citation::rfc(6749, "3.1.2.3"));
static REPEATS: Check = Check::new("Repeated parameters", Citation::rfc(6749, "3.1"));
static RESPONSE_TYPE: Check = Check::new("Response type", Citation::rfc(6749, "3.1.1"));
static PERMISSION: Check = Check::new("Permission for the grant", Citation::rfc(6749, "4.1.2.1"));
static REQUEST_OBJECT: Check = Check::new("Request object", Citation::new(Document::OidcCore, "3.1.2.6"));
static CHALLENGE: Check = Check::new("PKCE challenge", Citation::rfc(7636, "4.4.1"));
static SCOPE: Check = Check::new("Scope", Citation::rfc(6749, "3.3"));
static PROMPT: Check = Check::new("Prompt", Citation::new(Document::OidcCore, "3.1.2.1"));

/// Scopes about a person that this issuer knows.
const PERSON_SCOPES: [&str; 2] = ["openid", "profile"];

/// Reads the parameters and judges them.
pub(super) fn read(registry: &Registry, parameters: Option<&[u8]>, trace: &mut Trace) -> Result<Transaction, Refusal> {
    let Some(parameters) = parameters else {
        let saw = "A POST whose body is not a form.".to_owned();
        return Err(page(trace, &MESSAGE, saw, "The request was posted, and its body is not a form."));
    };
    let form = match Form::parse(parameters) {
        Ok(form) => form,
        Err(error) => return Err(page(trace, &MESSAGE, error.to_string(), "The request is malformed.")),
    };
    let client = client(registry, &form, trace)?;
    let redirect_uri = redirect_uri(&client, &form, trace)?;
    let mut checks = Checks { form: &form, client: &client, redirect_uri: &redirect_uri, registry, trace };
    checks.repeats()?;
    checks.response_type()?;
    checks.permission()?;
    checks.request_object()?;
    let code_challenge = checks.challenge()?;
    let scope = checks.scope()?;
    checks.prompt()?;
    let text = |name: &str| form.get(name).map(str::to_owned);
    let (state, nonce) = (text("state"), text("nonce"));
    Ok(Transaction { client, redirect_uri, state, scope, nonce, code_challenge })
}

fn client(registry: &Registry, form: &Form, trace: &mut Trace) -> Result<Rc<Client>, Refusal> {
    let id = match once(form, "client_id") {
        Ok(id) => id,
        Err(saw) => return Err(page(trace, &CLIENT, saw, "The request does not name one client.")),
    };
    match registry.client(id) {
        Some(client) => {
            trace.passed(&CLIENT, shown(id), "Registered.");
            Ok(client)
        }
        None => Err(page(trace, &CLIENT, shown(id), "No client with this identifier is registered.")),
    }
}

fn redirect_uri(client: &Client, form: &Form, trace: &mut Trace) -> Result<String, Refusal> {
    let uri = match once(form, "redirect_uri") {
        Ok(uri) => uri,
        Err(saw) => return Err(page(trace, &REDIRECT_URI, saw, "The request does not name one redirect_uri.")),
    };
    if client.redirect_uris.iter().any(|registered| registered == uri) {
        trace.passed(&REDIRECT_URI, shown(uri), "Registered, character for character.");
        Ok(uri.to_owned())
    } else {
        Err(page(trace, &REDIRECT_URI, shown(uri), "The redirect_uri is not one that the client registered."))
    }
}

/// The checks whose refusal the client is told.
struct Checks<'a> {
    form: &'a Form,
    client: &'a Client,
    redirect_uri: &'a str,
    registry: &'a Registry,
    trace: &'a mut Trace,
}

impl Checks<'_> {
    fn repeats(&mut self) -> Result<(), Refusal> {
        match self.form.repeated() {
            None => Ok(()),
            Some(name) => {
                Err(self.refuse(&REPEATS, shown(name), "invalid_request", "A parameter comes more than once."))
            }
        }
    }

    fn response_type(&mut self) -> Result<(), Refusal> {
        match self.form.get("response_type") {
            Some("code") => {
                self.trace.passed(&RESPONSE_TYPE, "code", "Offered.");
                Ok(())
            }
            None => {
                let sentence = "The parameter response_type is missing.";
                Err(self.refuse(&RESPONSE_TYPE, "Not there.".to_owned(), "invalid_request", sentence))
            }
            Some(other) => {
                let sentence = match other {
                    "client_credentials" => {
                        "client_credentials is a grant_type of the token endpoint, not a response_type."
                    }
                    _ => "The only response_type offered here is code.",
                };
                Err(self.refuse(&RESPONSE_TYPE, shown(other), "unsupported_response_type", sentence))
            }
        }
    }

    fn permission(&mut self) -> Result<(), Refusal> {
        if self.client.may_use(GrantType::AuthorizationCode) {
            self.trace.passed(
                &PERMISSION,
                shown(self.client.client_id.as_str()),
                "May use the authorization code grant.",
            );
            return Ok(());
        }
        let saw = shown(self.client.client_id.as_str());
        let sentence = "This client is not registered for the authorization code grant.";
        Err(self.refuse(&PERMISSION, saw, "unauthorized_client", sentence))
    }

    /// Requests as signed objects are not offered; ignoring one would mean to obey the rest of the request without it.
    fn request_object(&mut self) -> Result<(), Refusal> {
        for (name, error) in [("request", "request_not_supported"), ("request_uri", "request_uri_not_supported")] {
            if self.form.get(name).is_some() {
                let sentence = "Request objects are not offered here. Send the parameters themselves.";
                return Err(self.refuse(&REQUEST_OBJECT, name.to_owned(), error, sentence));
            }
        }
        Ok(())
    }

    /// A public client must send a challenge; whoever sends one must send S256 (RFC 9700 §2.1.1).
    fn challenge(&mut self) -> Result<Option<String>, Refusal> {
        let challenge = self.form.get("code_challenge");
        let method = self.form.get("code_challenge_method");
        let sentence = match (challenge, method) {
            (Some(challenge), Some(pkce::METHOD)) if is_s256(challenge) => {
                self.trace.passed(&CHALLENGE, "S256.", "The code will be bound to it.");
                return Ok(Some(challenge.to_owned()));
            }
            (None, None) if !self.client.is_public() => {
                self.trace.noted(&CHALLENGE, "Not there.", "Not demanded of a confidential client.");
                return Ok(None);
            }
            (None, _) => "The parameter code_challenge is missing.",
            (Some(_), Some(pkce::METHOD)) => "The code_challenge is not 43 characters of base64url.",
            (Some(_), _) => "The only code_challenge_method offered here is S256.",
        };
        let saw = method.map_or_else(|| "No method.".to_owned(), |method| format!("Method {}.", shown(method)));
        Err(self.refuse(&CHALLENGE, saw, "invalid_request", sentence))
    }

    /// In an authentication request, scopes that nobody here understands are ignored (OIDC Core §3.1.2.1).
    fn scope(&mut self) -> Result<Scope, Refusal> {
        let asked = match self.form.get("scope").map(Scope::parse) {
            None => {
                let default = self.client.default_scope.clone();
                self.trace.passed(&SCOPE, "No scope.", format!("This client's default: {default}."));
                return Ok(default);
            }
            Some(Ok(scope)) => scope,
            Some(Err(error)) => {
                return Err(self.refuse(&SCOPE, error.to_string(), "invalid_scope", "The scope is malformed."));
            }
        };
        let saw = shown(&asked.to_string());
        let known = |token: &str| PERSON_SCOPES.contains(&token) || self.registry.api_of(token).is_some();
        let considered = if asked.contains("openid") { asked.filter(known) } else { asked };
        if !considered.is_subset_of(&self.client.scope) {
            let sentence = "The scope is unknown, or more than this client may have.";
            return Err(self.refuse(&SCOPE, saw, "invalid_scope", sentence));
        }
        self.trace.passed(&SCOPE, saw, format!("The person will be asked for {considered}."));
        Ok(considered)
    }

    /// Nobody stays signed in here, so a request that allows no page cannot be answered (OIDC Core §3.1.2.6).
    fn prompt(&mut self) -> Result<(), Refusal> {
        let prompts = self.form.get("prompt").unwrap_or_default();
        if prompts.split(' ').any(|prompt| prompt == "none") {
            let sentence = "Nobody is signed in, and the request allows no sign-in page.";
            return Err(self.refuse(&PROMPT, shown(prompts), "login_required", sentence));
        }
        self.trace.passed(&PROMPT, "A page may be shown.", "Off to the sign-in.");
        Ok(())
    }

    fn refuse(&mut self, check: &Check, saw: String, error: &'static str, sentence: &'static str) -> Refusal {
        self.trace.refused(check, saw, format!("Back to the client: {error}. {sentence}"));
        // A state that is there twice is nobody's; the rest of the form decides nothing any more.
        let state = once(self.form, "state").ok().map(str::to_owned);
        Refusal::Redirect(ReturnTo { redirect_uri: self.redirect_uri.to_owned(), state }, error, sentence)
    }
}

fn page(trace: &mut Trace, check: &Check, saw: String, sentence: &'static str) -> Refusal {
    trace.refused(check, saw, format!("400, a page, and no redirect. {sentence}"));
    Refusal::Page(sentence)
}

/// The only value of a parameter that must be there exactly once; otherwise what was seen instead.
fn once<'a>(form: &'a Form, name: &str) -> Result<&'a str, String> {
    let mut values = form.iter().filter(|(own, _)| *own == name).map(|(_, value)| value);
    match (values.next(), values.next()) {
        (Some(value), None) if !value.is_empty() => Ok(value),
        (_, Some(_)) => Err(format!("{name}, more than once.")),
        _ => Err(format!("No {name}.")),
    }
}

/// SHA-256 in base64url without padding: 43 characters (RFC 7636 §4.2).
fn is_s256(challenge: &str) -> bool {
    challenge.len() == 43 && challenge.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}
