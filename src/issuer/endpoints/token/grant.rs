//! By which grant, and may this client use it? (RFC 6749 §4.4.2, §5.2)

use crate::cite::Citation;
use crate::issuer::policy::Policies;
use crate::issuer::state::Client;
use crate::oauth::{ErrorCode, GrantType, OAuthError, TokenRequest, TokenRequestError};
use crate::server::{Check, Trace, quoted, refuse};

pub(super) static GRANT_TYPE: Check = Check::new("Grant type", Citation::rfc(6749, "4.4.2"));
pub(super) static PERMISSION: Check = Check::new("Permission for the grant", Citation::rfc(6749, "4.4"));

/// The grants of this issuer under these policies.
pub(crate) fn offered(policies: &Policies) -> impl Iterator<Item = GrantType> {
    let only_programs = !policies.serves_people();
    let code = (!only_programs).then_some(GrantType::AuthorizationCode);
    // For people who allow `offline_access`; whether programs may use it for themselves is for `permit` to say.
    let refresh = (!only_programs || policies.refresh).then_some(GrantType::RefreshToken);
    let act_for_others = policies.assertion_grants && !policies.client_credentials_only;
    let others = [GrantType::JwtBearer, GrantType::TokenExchange].map(|grant| act_for_others.then_some(grant));
    [Some(GrantType::ClientCredentials), code, refresh].into_iter().chain(others).flatten()
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
            Err(refuse(trace, &GRANT_TYPE, quoted(name), error, "No rulebook here has this name."))
        }
    }
}

/// Whether the client may use the grant. Being known is not being allowed.
pub(super) fn permit(
    client: &Client,
    grant: GrantType,
    policies: &Policies,
    trace: &mut Trace,
) -> Result<(), OAuthError> {
    let registered: Vec<&str> = client.grant_types.iter().map(|grant| grant.as_str()).collect();
    let saw = format!("{} is registered for {}.", quoted(client.client_id.as_str()), registered.join(", "));
    let refusal = if grant.is_for_confidential_clients() && client.is_public() {
        Some("This grant_type is for confidential clients only; this client is public.")
    } else if !client.may_use(grant) && !renews(client, grant, policies) {
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

/// Where the policy gives out refresh tokens for the client credentials grant, they renew what a client may ask for itself, so it needs no
/// leave of its own.
fn renews(client: &Client, grant: GrantType, policies: &Policies) -> bool {
    grant == GrantType::RefreshToken && policies.refresh && client.may_use(GrantType::ClientCredentials)
}
