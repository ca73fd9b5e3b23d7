//! By which grant, and may this client use it? (RFC 6749 §4.4.2, §5.2)

use crate::cite::Citation;
use crate::oauth::{ErrorCode, GrantType, OAuthError, TokenRequest, TokenRequestError};

use super::super::policy::Policies;
use super::super::refusal::refuse;
use super::super::registry::Client;
use super::super::trace::{Check, Trace, shown};

pub(super) static GRANT_TYPE: Check = Check::new("Grant type", Citation::rfc(6749, "4.4.2"));
pub(super) static PERMISSION: Check = Check::new("Permission for the grant", Citation::rfc(6749, "4.4"));

/// The grants of this issuer under these policies.
pub(in super::super) fn offered(policies: &Policies) -> impl Iterator<Item = GrantType> {
    let refresh = policies.refresh.then_some(GrantType::RefreshToken);
    [GrantType::ClientCredentials, GrantType::AuthorizationCode].into_iter().chain(refresh)
}

/// The grant that `grant_type` names, character for character.
pub(super) fn choose(message: &TokenRequest, policies: &Policies, trace: &mut Trace) -> Result<GrantType, OAuthError> {
    let name = message.grant_type().unwrap_or_default();
    match offered(policies).find(|grant| grant.as_str() == name) {
        Some(grant) => {
            trace.passed(&GRANT_TYPE, grant.as_str(), format!("The rulebook is {}.", grant.citation()));
            Ok(grant)
        }
        None => {
            let error = TokenRequestError::GrantTypeUnsupported.to_oauth_error();
            Err(refuse(trace, &GRANT_TYPE, shown(name), error, "No rulebook here has this name."))
        }
    }
}

/// Whether the client may use the grant. Being known is not being allowed.
pub(super) fn permit(client: &Client, grant: GrantType, trace: &mut Trace) -> Result<(), OAuthError> {
    let registered: Vec<&str> = client.grant_types.iter().map(|grant| grant.as_str()).collect();
    let saw = format!("{} is registered for {}.", shown(client.client_id.as_str()), registered.join(", "));
    let refusal = if grant == GrantType::ClientCredentials && client.is_public() {
        Some("The client_credentials grant is for confidential clients only; this client is public.")
    } else if !client.may_use(grant) {
        Some("This client is not registered for this grant_type.")
    } else {
        None
    };
    match refusal {
        None => {
            trace.passed(&PERMISSION, saw, "This client may use it.");
            Ok(())
        }
        Some(sentence) => {
            let error = OAuthError::new(ErrorCode::UnauthorizedClient, sentence);
            Err(refuse(trace, &PERMISSION, saw, error, sentence))
        }
    }
}
