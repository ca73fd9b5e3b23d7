//! What an authorization request asks for: `resource`, `authorization_details` and `scope` (RFC 8707 §2.1, RFC 9396 §5, RFC 6749 §3.3).

use crate::cite::{Citation, Document};
use crate::issuer::endpoints::authorization_details::DETAILS;
use crate::issuer::endpoints::resource_indicators::RESOURCE;
use crate::issuer::endpoints::{authorization_details, resource_indicators};
use crate::issuer::state::PERSON_SCOPES;
use crate::jose::counted;
use crate::oauth::{AuthorizationDetail, ErrorCode, GrantType, ResponseType, Scope};
use crate::server::{Check, quoted};

use super::checks::Checks;
use super::return_to::Refusal;

static SCOPE: Check = Check::new("Scope", Citation::rfc(6749, "3.3"));
static TARGET: Check = Check::new(RESOURCE.name, Citation::rfc(8707, "2.1"));
static OPENID: Check = Check::new(SCOPE.name, Citation::new(Document::OidcCore, "3.2.2.1"));
static OFFLINE: Check = Check::new("Offline access", Citation::new(Document::OidcCore, "11"));

impl Checks<'_> {
    /// The APIs that every token of this grant will be limited to.
    pub(crate) fn resources(&mut self) -> Result<Vec<String>, Refusal> {
        match resource_indicators::judge(self.registry, self.client, self.form) {
            Ok(named) => {
                if !named.is_empty() {
                    self.trace.passed(&TARGET, quoted(&named.join(" ")), "The grant is limited to it.");
                }
                Ok(named)
            }
            Err((error, text)) => {
                if let Some(hint) = resource_indicators::hint(self.registry, self.client, text) {
                    self.trace.noted(&TARGET, quoted(text), hint);
                }
                Err(self.refuse(&TARGET, quoted(text), ErrorCode::InvalidTarget.as_str(), &error.to_string()))
            }
        }
    }

    pub(crate) fn details(&mut self) -> Result<Vec<AuthorizationDetail>, Refusal> {
        match authorization_details::judge(&self.registry.names, self.client, self.form) {
            Ok(asked) => {
                if !asked.is_empty() {
                    let saw = format!("{}.", counted(&asked.len(), "object"));
                    self.trace.passed(&DETAILS, saw, "The person will be asked for them.");
                }
                Ok(asked)
            }
            Err(error) => {
                let check = Check::new(DETAILS.name, error.citation());
                let code = ErrorCode::InvalidAuthorizationDetails.as_str();
                Err(self.refuse(&check, "The parameter authorization_details.".to_owned(), code, &error.to_string()))
            }
        }
    }

    /// In an authentication request, scopes that nobody here understands are ignored (OIDC Core §3.1.2.1).
    pub(crate) fn scope(
        &mut self,
        response_type: ResponseType,
        resources: &[String],
        details: &[AuthorizationDetail],
    ) -> Result<Scope, Refusal> {
        let asked = match self.form.get("scope").map(Scope::parse) {
            None => self.default_scope(resources, details),
            Some(Ok(scope)) => scope,
            Some(Err(error)) => {
                return Err(self.refuse(&SCOPE, error.to_string(), "invalid_scope", "The scope is malformed."));
            }
        };
        let saw = quoted(&asked.to_string());
        let asked = self.offline_access(asked, response_type);
        let known = |token: &str| PERSON_SCOPES.contains(&token) || self.registry.api_of(token).is_some();
        let considered = if asked.contains("openid") { asked.filter(known) } else { asked };
        if response_type.has_id_token() && !considered.contains("openid") {
            let sentence = "This response_type asks for an ID Token, and the scope has no openid.";
            return Err(self.refuse(&OPENID, saw, "invalid_request", sentence));
        }
        if !considered.is_subset_of(&self.client.scope) {
            let sentence = "The scope is unknown, or more than this client may have.";
            return Err(self.refuse(&SCOPE, saw, "invalid_scope", sentence));
        }
        self.trace.passed(&SCOPE, saw, format!("The person will be asked for {considered}."));
        Ok(considered)
    }

    fn default_scope(&self, resources: &[String], details: &[AuthorizationDetail]) -> Scope {
        if resources.is_empty() && !details.is_empty() {
            self.registry.default_scope(self.client, std::slice::from_ref(&self.registry.names.api))
        } else {
            self.registry.default_scope(self.client, resources)
        }
    }

    /// `offline_access` means something only in an authentication request that yields a code and makes sure of the person's consent;
    /// anywhere else it is ignored (OIDC Core §11).
    fn offline_access(&mut self, asked: Scope, response_type: ResponseType) -> Scope {
        if !asked.contains("offline_access") {
            return asked;
        }
        let is_consented =
            self.form.get("prompt").is_some_and(|prompts| prompts.split(' ').any(|one| one == "consent"));
        let because = if !asked.contains("openid") {
            "Ignored: the scope has no openid."
        } else if !response_type.has_code() {
            "Ignored: no code comes of this request."
        } else if !is_consented {
            "Ignored: without prompt=consent nobody makes sure that the person agrees."
        } else if !self.client.may_use(GrantType::RefreshToken) {
            "Ignored: the client is not registered for refresh tokens."
        } else {
            self.trace.passed(
                &OFFLINE,
                "openid, a code, and prompt=consent.",
                "A refresh token will come with the code.",
            );
            return asked;
        };
        self.trace.noted(&OFFLINE, "offline_access.", because);
        asked.filter(|token| token != "offline_access")
    }
}
