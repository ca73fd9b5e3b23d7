//! How a demo API judges the token of a request.
//!
//! Each treats tokens as an API that belongs to somebody else would. A JWT it checks by itself (RFC 9068 §4): it knows the issuer's name
//! and its own, and asks the issuer for the keys by a message, once, and again when a token names a key it has not seen (OIDC Core
//! §10.1.1). About any other token it asks the issuer, every time (RFC 7662). It never looks into the issuer.

use http::StatusCode;

use crate::cite::{Citation, Document};
use crate::jose::jwt::Validation;
use crate::jose::{CompactJws, VerificationKey};
use crate::oauth::{ActiveToken, Introspection, TokenType};
use crate::ports::{Clock, Crypto, Ports, Random, Transport};
use crate::protected_resource::{self, Refusal, jwt};
use crate::server::{Check, Incoming, Names, ProofCheck, Trace, quoted};

use super::api::{ApiMemory, DemoApi};
use super::issuer_client;
use super::settings::Settings;

static KEY_SET: Check = Check::new("The issuer's keys", Citation::new(Document::OidcCore, "10.1.1"));
static INTROSPECTION: Check = Check::new("The issuer's word", Citation::rfc(7662, "2.2"));
static AUDIENCE: Check = Check::new("Audience", Citation::rfc(7662, "4"));

/// One API at work on one request.
pub(super) struct Access<'a, C, K, R, T> {
    pub(super) ports: &'a Ports<C, K, R>,
    pub(super) names: &'a Names,
    pub(super) api: DemoApi,
    pub(super) memory: &'a ApiMemory,
    pub(super) settings: &'a Settings,
    /// How its messages get to the issuer.
    pub(super) transport: &'a T,
}

impl<C: Crypto, K: Clock, R: Random, T: Transport> Access<'_, C, K, R, T> {
    /// Its means to judge DPoP proofs.
    pub(super) fn proofs(&self) -> ProofCheck<'_, C, K, R> {
        ProofCheck { ports: self.ports, memory: &self.memory.proofs, rules: self.settings.proofs }
    }

    fn identifier(&self) -> &str {
        self.api.identifier(self.names)
    }

    /// The access token of the request: good, for this API, and in the right hands.
    pub(super) async fn token(
        &self,
        request: &Incoming,
        scheme: &mut TokenType,
        trace: &mut Trace,
    ) -> Result<ActiveToken, Refusal> {
        let presented = protected_resource::read(request, self.settings.knows_tokens_in_the_query, trace)?;
        *scheme = presented.scheme();
        let text = presented.as_str();
        let token = if text.contains('.') { self.by_itself(text, trace).await? } else { self.ask(text, trace).await? };
        protected_resource::prove(&self.proofs(), request, &presented, &token, trace).await?;
        Ok(token)
    }

    /// Checks a JWT with the issuer's keys.
    async fn by_itself(&self, text: &str, trace: &mut Trace) -> Result<ActiveToken, Refusal> {
        let jws = jwt::parse(text, trace)?;
        let key = self.key(&jws, trace).await?;
        // Whoever runs an issuer that leaves `sub` out has to tell the APIs to go on without it.
        let sub_optional = self.settings.sub_optional;
        let expected = Validation {
            sub_optional,
            ..Validation::access_token(self.ports.clock.now(), &self.names.issuer, self.identifier())
        };
        jwt::check(&self.ports.crypto, &jws, key.as_ref(), &expected, trace).await
    }

    /// Asks the issuer about a token that says nothing by itself.
    async fn ask(&self, text: &str, trace: &mut Trace) -> Result<ActiveToken, Refusal> {
        let credentials = self.settings.credentials_of(self.api);
        let response = match issuer_client::introspect(self.names, self.transport, credentials, text).await {
            Ok(response) => response,
            Err(error) => {
                trace.refused(&INTROSPECTION, error.to_string(), "503. Nothing can be checked.");
                return Err(Refusal::Unavailable);
            }
        };
        match Introspection::from_response(&response) {
            Ok(Introspection::Active(token)) => {
                trace.passed(&INTROSPECTION, "A token that is no JWT.", "The issuer says that it is active.");
                // The issuer has looked too; an API that relies on that alone accepts what a mistake there lets through.
                if token.aud.iter().any(|name| name == self.identifier()) {
                    trace.passed(&AUDIENCE, quoted(&token.aud.join(" ")), "This API is in it.");
                    return Ok(*token);
                }
                trace.refused(&AUDIENCE, quoted(&token.aud.join(" ")), "401 invalid_token. This API is not in it.");
                Err(Refusal::InvalidToken("The access token is for another audience."))
            }
            Ok(Introspection::Inactive) => {
                let decided = "401 invalid_token. The issuer says that it is not active, and never why.";
                trace.refused(&INTROSPECTION, "A token that is no JWT.", decided);
                Err(Refusal::InvalidToken("The access token is not active: it is unknown here, expired or revoked."))
            }
            Err(error) => {
                trace.refused(&INTROSPECTION, error.to_string(), "503. Nothing can be checked.");
                Err(Refusal::Unavailable)
            }
        }
    }

    /// The key that the token names, from those already fetched or else from the issuer. A token whose algorithm is not accepted
    /// anyway causes no message.
    async fn key(&self, jws: &CompactJws, trace: &mut Trace) -> Result<Option<VerificationKey>, Refusal> {
        let keys = &self.memory.keys;
        let known = keys.find(jws);
        if known.is_some() || jws.algorithm().is_err() {
            return Ok(known);
        }
        let answer = issuer_client::key_set(self.names, self.transport).await;
        let Some(response) = answer.ok().filter(|response| response.status() == StatusCode::OK) else {
            trace.refused(&KEY_SET, "The issuer answered without its keys.", "503. Nothing can be checked.");
            return Err(Refusal::Unavailable);
        };
        let count = keys.take_over(&self.ports.crypto, response.body()).await;
        trace.noted(&KEY_SET, "A key that was not fetched before.", format!("Fetched; the issuer has {count}."));
        Ok(keys.find(jws))
    }
}
