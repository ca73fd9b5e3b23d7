//! Is this an authorization request that can lead to a sign-in? The checks, in the order of RFC 6749 §4.1.2.1.

use std::rc::Rc;

use crate::cite::{Citation, Document};
use crate::issuer::policy::Profile;
use crate::issuer::state::{Client, Registry, Transaction};
use crate::oauth::{Form, ResponseMode, ResponseType, pkce};
use crate::server::{Check, Trace, quoted};

use super::checks::{Checks, once};
use super::return_to::Refusal;

static MESSAGE: Check = Check::new("Message", Citation::rfc(6749, "3.1"));
static CLIENT: Check = Check::new("Client", Citation::rfc(6749, "4.1.1"));
static REDIRECT_URI: Check = Check::new("Redirect URI", Citation::rfc(6749, "3.1.2.3"));
static REPEATS: Check = Check::new("Repeated parameters", Citation::rfc(6749, "3.1"));
static RESPONSE_TYPE: Check = Check::new("Response type", Citation::rfc(6749, "3.1.1"));
static RESPONSE_MODE: Check = Check::new("Response mode", Citation::new(Document::OidcCore, "3.1.2.1"));
static PERMISSION: Check = Check::new("Permission for the grant", Citation::rfc(6749, "4.1.2.1"));
static REQUEST_OBJECT: Check = Check::new("Request object", Citation::new(Document::OidcCore, "3.1.2.6"));
static CHALLENGE: Check = Check::new("PKCE challenge", Citation::rfc(7636, "4.4.1"));
static NONCE_INSTEAD: Check = Check::new(CHALLENGE.name, Citation::new(Document::OAuth21, "7.5.1"));

/// Reads the parameters and judges them.
pub(crate) fn read(
    registry: &Registry,
    profile: Profile,
    parameters: Option<&[u8]>,
    trace: &mut Trace,
) -> Result<Transaction, Refusal> {
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
    let mode = mode(&form);
    let mut checks =
        Checks { form: &form, client: &client, redirect_uri: &redirect_uri, mode, registry, profile, trace };
    checks.repeats()?;
    let response_type = checks.response_type()?;
    checks.response_mode(response_type)?;
    checks.permission(response_type)?;
    checks.request_object()?;
    let code_challenge = checks.challenge(response_type)?;
    let nonce = checks.nonce(response_type)?;
    let resources = checks.resources()?;
    let details = checks.details()?;
    let scope = checks.scope(response_type, &resources, &details)?;
    checks.prompt()?;
    checks.max_age()?;
    let state = form.get("state").map(str::to_owned);
    Ok(Transaction {
        client,
        redirect_uri,
        response_type,
        response_mode: mode,
        state,
        scope,
        resources,
        details,
        nonce,
        code_challenge,
    })
}

fn client(registry: &Registry, form: &Form, trace: &mut Trace) -> Result<Rc<Client>, Refusal> {
    let id = match once(form, "client_id") {
        Ok(id) => id,
        Err(saw) => return Err(page(trace, &CLIENT, saw, "The request does not name one client.")),
    };
    match registry.client(id) {
        Some(client) => {
            trace.passed(&CLIENT, quoted(id), "Registered.");
            Ok(client)
        }
        None => Err(page(trace, &CLIENT, quoted(id), "No client with this identifier is registered.")),
    }
}

fn redirect_uri(client: &Client, form: &Form, trace: &mut Trace) -> Result<String, Refusal> {
    let uri = match once(form, "redirect_uri") {
        Ok(uri) => uri,
        Err(saw) => return Err(page(trace, &REDIRECT_URI, saw, "The request does not name one redirect_uri.")),
    };
    if client.redirect_uris.iter().any(|registered| registered == uri) {
        trace.passed(&REDIRECT_URI, quoted(uri), "Registered, character for character.");
        Ok(uri.to_owned())
    } else {
        Err(page(trace, &REDIRECT_URI, quoted(uri), "The redirect_uri is not one that the client registered."))
    }
}

/// How the answer will travel, a refusal included: as the request says if that is possible, else as is usual for what it asks.
/// Nothing that belongs into a fragment ever goes into a query, where logs would keep it.
fn mode(form: &Form) -> ResponseMode {
    let asked = once(form, "response_type").unwrap_or_default();
    let usual = match ResponseType::from_name(asked) {
        Some(known) => known.default_mode(),
        None if ResponseType::wants_a_token(asked) => ResponseMode::Fragment,
        None => ResponseMode::Query,
    };
    match once(form, "response_mode").ok().and_then(ResponseMode::from_name) {
        Some(ResponseMode::Fragment) => ResponseMode::Fragment,
        _ => usual,
    }
}

impl Checks<'_> {
    fn repeats(&mut self) -> Result<(), Refusal> {
        match self.form.repeated() {
            None => Ok(()),
            Some(name) => {
                Err(self.refuse(&REPEATS, quoted(name), "invalid_request", "A parameter comes more than once."))
            }
        }
    }

    fn response_type(&mut self) -> Result<ResponseType, Refusal> {
        let Some(name) = self.form.get("response_type") else {
            let sentence = "The parameter response_type is missing.";
            return Err(self.refuse(&RESPONSE_TYPE, "Not there.".to_owned(), "invalid_request", sentence));
        };
        if let Some(known) = ResponseType::from_name(name) {
            let check = Check::new(RESPONSE_TYPE.name, known.citation());
            self.trace.passed(&check, known.as_str(), ["Offered. ", known.standing()].concat());
            return Ok(known);
        }
        let sentence = match name {
            "client_credentials" => "client_credentials is a grant_type of the token endpoint, not a response_type.",
            name if ResponseType::wants_a_token(name) => {
                "This response_type would put an access token into the redirect, where others can get hold of it (RFC 9700). \
                 Ask for code instead."
            }
            _ => "The response types offered here are code, id_token and code id_token.",
        };
        Err(self.refuse(&RESPONSE_TYPE, quoted(name), "unsupported_response_type", sentence))
    }

    /// An ID Token never goes into a query (OIDC Core §3.2.2.5).
    fn response_mode(&mut self, response_type: ResponseType) -> Result<(), Refusal> {
        let Some(name) = self.form.get("response_mode") else { return Ok(()) };
        let sentence = match ResponseMode::from_name(name) {
            Some(ResponseMode::Query) if response_type.has_id_token() => {
                "An ID Token does not travel in a query. The response_mode for this response_type is fragment."
            }
            Some(mode) => {
                self.trace.passed(&RESPONSE_MODE, mode.as_str(), "The answer will travel so.");
                return Ok(());
            }
            None => "The response modes offered here are query and fragment.",
        };
        Err(self.refuse(&RESPONSE_MODE, quoted(name), "invalid_request", sentence))
    }

    fn permission(&mut self, response_type: ResponseType) -> Result<(), Refusal> {
        let saw = quoted(self.client.client_id.as_str());
        if self.client.may_ask_for(response_type) {
            self.trace.passed(&PERMISSION, saw, format!("Registered for {}.", response_type.as_str()));
            return Ok(());
        }
        let sentence = "This client is not registered for this response_type.";
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

    /// A public client must send a challenge; whoever sends one must send S256 (RFC 9700 §2.1.1). Where a profile asks everybody for one, a
    /// confidential client may send a `nonce` in its place (OAuth 2.1 draft §7.5.1): that it will compare it with the ID Token's, nobody here
    /// can see, so an authentication request with one has to do.
    fn challenge(&mut self, response_type: ResponseType) -> Result<Option<String>, Refusal> {
        if !response_type.has_code() {
            self.trace.noted(&CHALLENGE, "A request without a code.", "There is nothing to bind.");
            return Ok(None);
        }
        let challenge = self.form.get("code_challenge");
        let method = self.form.get("code_challenge_method");
        let sentence = match (challenge, method) {
            (Some(challenge), Some(pkce::METHOD)) if is_s256(challenge) => {
                self.trace.passed(&CHALLENGE, "S256.", "The code will be bound to it.");
                return Ok(Some(challenge.to_owned()));
            }
            (None, None) if !self.client.is_public() && !self.profile.wants_pkce_of_everybody() => {
                self.trace.noted(&CHALLENGE, "Not there.", "Not demanded of a confidential client.");
                return Ok(None);
            }
            (None, None) if !self.client.is_public() && self.has_nonce_for_an_id_token() => {
                let decided = "A confidential client may rely on the nonce in its ID Token. A challenge is recommended all the same.";
                self.trace.noted(&NONCE_INSTEAD, "Not there; a nonce is.", decided);
                return Ok(None);
            }
            (None, None) if !self.client.is_public() => {
                let sentence =
                    "The parameter code_challenge is missing. Only a nonce together with the scope openid replaces it.";
                let saw = "Neither a challenge nor a nonce for an ID Token.".to_owned();
                return Err(self.refuse(&NONCE_INSTEAD, saw, "invalid_request", sentence));
            }
            (None, _) => "The parameter code_challenge is missing.",
            (Some(_), Some(pkce::METHOD)) => "The code_challenge is not 43 characters of base64url.",
            (Some(_), _) => "The only code_challenge_method offered here is S256.",
        };
        let saw = method.map_or_else(|| "No method.".to_owned(), |method| format!("Method {}.", quoted(method)));
        Err(self.refuse(&CHALLENGE, saw, "invalid_request", sentence))
    }

    /// Whether an ID Token will come whose `nonce` the client can compare with its own.
    fn has_nonce_for_an_id_token(&self) -> bool {
        let asks_openid = |scope: &str| scope.split(' ').any(|token| token == "openid");
        self.form.get("nonce").is_some() && self.form.get("scope").is_some_and(asks_openid)
    }
}

fn page(trace: &mut Trace, check: &Check, saw: String, sentence: &'static str) -> Refusal {
    trace.refused(check, saw, format!("400, a page, and no redirect. {sentence}"));
    Refusal::Page(sentence)
}

/// SHA-256 in base64url without padding: 43 characters (RFC 7636 §4.2).
fn is_s256(challenge: &str) -> bool {
    challenge.len() == 43 && challenge.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}
