//! A client in a configuration, with the names of RFC 7591 §2 and some of our own: `default_scope`, `service_account`, `owner`, `claims`,
//! `granted_by`, `disabled`, and `old_client_secret` with its end.

use serde_json::{Map, Value};

use crate::issuer::state::Client;
use crate::jose::{JwkSet, json};
use crate::oauth::client_metadata::is_redirect_uri;
use crate::oauth::{ClientAuthMethod, ClientId, ClientSecret, GrantType, ResponseType, Scope, TlsClientAuthSubject};
use crate::ports::UnixTime;
use crate::protected_resource::orders_export;
use crate::server::LEDGER_SYNC_JWKS;
use crate::x509::x5c;

use super::own_claims;
use super::reader::{At, ConfigurationError};

/// Until when the secret before is good.
const OLD_UNTIL: &str = "old_client_secret_expires_at";

/// Fewer octets are no key for HS256 (RFC 7518 §3.2).
const SHORTEST_KEY: usize = 32;

pub(super) fn write(client: &Client) -> Value {
    let mut members = client.unknown.clone();
    let mut tell = |name: &str, value: Value| drop(members.insert(name.to_owned(), value));
    let grants: Vec<&str> = client.grant_types.iter().map(|grant| grant.as_str()).collect();
    tell("client_id", client.client_id.as_str().into());
    tell("client_name", client.client_name.as_str().into());
    tell("token_endpoint_auth_method", client.token_endpoint_auth_method.as_str().into());
    tell("grant_types", grants.into());
    if !client.response_types.is_empty() {
        let kinds: Vec<&str> = client.response_types.iter().map(|kind| kind.as_str()).collect();
        tell("response_types", kinds.into());
    }
    if !client.authorization_details_types.is_empty() {
        tell("authorization_details_types", client.authorization_details_types.clone().into());
    }
    tell("scope", client.scope.to_string().into());
    tell("default_scope", client.default_scope.to_string().into());
    if let Some(secret) = &client.client_secret {
        tell("client_secret", secret.expose().into());
    }
    if let Some((secret, until)) = &client.old_secret {
        tell("old_client_secret", secret.expose().into());
        tell(OLD_UNTIL, until.0.into());
    }
    if client.disabled {
        tell("disabled", true.into());
    }
    if let Some(who) = &client.granted_by {
        tell("granted_by", who.as_str().into());
    }
    if !client.redirect_uris.is_empty() {
        tell("redirect_uris", client.redirect_uris.clone().into());
    }
    if let Some(account) = &client.service_account {
        tell("service_account", account.as_str().into());
    }
    if let Some(owner) = &client.owner {
        tell("owner", owner.as_str().into());
    }
    if let Some((name, claims)) = own_claims::write(&client.claims) {
        tell(name, claims);
    }
    if !client.jwks.keys.is_empty() {
        tell("jwks", client.jwks.to_json());
    }
    if let Some(uri) = &client.jwks_uri {
        tell("jwks_uri", uri.as_str().into());
    }
    if client.dpop_bound_access_tokens {
        tell("dpop_bound_access_tokens", true.into());
    }
    if let Some((name, value)) = client.tls_client_auth_subject.as_ref().map(TlsClientAuthSubject::member) {
        tell(name, value.into());
    }
    if client.tls_client_certificate_bound_access_tokens {
        tell("tls_client_certificate_bound_access_tokens", true.into());
    }
    Value::Object(members)
}

/// How many octets a client takes in a document.
///
/// # Errors
/// [`ConfigurationError`] when it could not come in again, because it grows when it is written.
pub(crate) fn octets(client: &Client) -> Result<usize, ConfigurationError> {
    let written = write(client);
    let octets = json::text(&written).len();
    let Value::Object(members) = written else { return Ok(octets) };
    read(At::top(members)).map(|_| octets)
}

pub(super) fn read(mut at: At) -> Result<Client, ConfigurationError> {
    let client_id = at.required("client_id")?;
    if !client_id.bytes().all(|b| (0x20..=0x7E).contains(&b)) {
        return Err(at.error("client_id", "must be printable ASCII (RFC 6749 App. A.1)"));
    }
    let client_name = at.text("client_name")?.unwrap_or_else(|| client_id.clone());
    let method = method(&mut at)?;
    let client_secret = secret(&mut at, method)?;
    let old_secret = old_secret(&mut at, client_secret.is_some())?;
    let disabled = at.flag("disabled")?;
    let grant_types = grants(&mut at)?;
    let response_types = response_types(&mut at, &grant_types)?;
    let authorization_details_types = at.texts("authorization_details_types")?;
    if let Some(index) =
        authorization_details_types.iter().position(|kind| !orders_export::TYPES.contains(&kind.as_str()))
    {
        let path = format!("authorization_details_types[{index}]");
        return Err(at.error(&path, "is a type that this issuer does not know"));
    }
    let redirect_uris = at.texts("redirect_uris")?;
    if let Some(index) = redirect_uris.iter().position(|uri| !is_redirect_uri(uri)) {
        return Err(at.error(&format!("redirect_uris[{index}]"), "must be an https address without a fragment"));
    }
    let scope = scope(&mut at, "scope")?;
    let default_scope = self::scope(&mut at, "default_scope")?;
    if !default_scope.is_subset_of(&scope) {
        return Err(at.error("default_scope", "is more than scope"));
    }
    let granted_by = at.text("granted_by")?.filter(|who| !who.is_empty());
    let service_account = at.text("service_account")?.filter(|account| !account.is_empty());
    let owner = at.text("owner")?.filter(|owner| !owner.is_empty());
    let claims = own_claims::read(&mut at)?;
    let jwks = jwks(&mut at)?;
    let jwks_uri = at.text("jwks_uri")?;
    if jwks_uri.as_deref().is_some_and(|uri| uri != LEDGER_SYNC_JWKS) {
        return Err(at.error("jwks_uri", "cannot be fetched: this issuer sends nothing to the network. Use jwks"));
    }
    let dpop_bound_access_tokens = at.flag("dpop_bound_access_tokens")?;
    let tls_client_auth_subject = tls_subject(&mut at, method)?;
    check_certificates(&at, method, &jwks)?;
    let tls_client_certificate_bound_access_tokens = at.flag("tls_client_certificate_bound_access_tokens")?;
    Ok(Client {
        client_id: ClientId::new(client_id),
        client_name,
        token_endpoint_auth_method: method,
        client_secret,
        old_secret,
        disabled,
        grant_types,
        response_types,
        authorization_details_types,
        redirect_uris,
        scope,
        granted_by,
        default_scope,
        service_account,
        owner,
        claims,
        jwks,
        jwks_uri,
        dpop_bound_access_tokens,
        tls_client_auth_subject,
        tls_client_certificate_bound_access_tokens,
        unknown: at.rest(),
    })
}

fn method(at: &mut At) -> Result<ClientAuthMethod, ConfigurationError> {
    const NAME: &str = "token_endpoint_auth_method";
    let Some(text) = at.text(NAME)? else { return Ok(ClientAuthMethod::ClientSecretBasic) };
    text.parse().map_err(|_| at.error(NAME, "is a method that this issuer does not offer"))
}

fn secret(at: &mut At, method: ClientAuthMethod) -> Result<Option<ClientSecret>, ConfigurationError> {
    const NAME: &str = "client_secret";
    let secret = at.text(NAME)?.filter(|secret| !secret.is_empty());
    match &secret {
        None if method.has_secret() => Err(at.error(NAME, "is missing, and the client’s method needs one")),
        Some(_) if !method.has_secret() => Err(at.error(NAME, "is there, and the client’s method has none")),
        Some(secret) if method == ClientAuthMethod::ClientSecretJwt && secret.len() < SHORTEST_KEY => {
            Err(at.error(NAME, "has fewer than 32 octets, too few for a key of HS256 (RFC 7518 §3.2)"))
        }
        _ => Ok(secret.map(ClientSecret::new)),
    }
}

/// The secret before, with the second from which on it is not good any more.
fn old_secret(at: &mut At, has_secret: bool) -> Result<Option<(ClientSecret, UnixTime)>, ConfigurationError> {
    const NAME: &str = "old_client_secret";
    let secret = at.text(NAME)?.filter(|secret| !secret.is_empty());
    let until = at.take(OLD_UNTIL);
    match (secret, until.as_ref().map(Value::as_i64)) {
        (None, None) => Ok(None),
        (Some(secret), Some(Some(until))) if has_secret => Ok(Some((ClientSecret::new(secret), UnixTime(until)))),
        (Some(_), _) if !has_secret => Err(at.error(NAME, "is there, and the client has no secret")),
        (Some(_), _) => Err(at.error(OLD_UNTIL, "must be a whole number of seconds")),
        (None, Some(_)) => Err(at.error(NAME, "is missing")),
    }
}

/// The name of the certificate that an authority issues to the client: exactly one (RFC 8705 §2.1.2).
fn tls_subject(at: &mut At, method: ClientAuthMethod) -> Result<Option<TlsClientAuthSubject>, ConfigurationError> {
    let members = json::object(TlsClientAuthSubject::MEMBERS.iter().filter_map(|name| Some((*name, at.take(name)?))));
    let named = members.keys().next_back().map_or("tls_client_auth_subject_dn", String::as_str);
    match TlsClientAuthSubject::from_members(&members) {
        Ok(None) if method == ClientAuthMethod::TlsClientAuth => {
            Err(at.error(named, "is missing, or another name of the client’s certificate (RFC 8705 §2.1.2)"))
        }
        Ok(subject) => Ok(subject),
        Err(error) => Err(at.error(named, &["cannot be taken: ", &error.to_string()].concat())),
    }
}

/// Certificates are about the keys that they stand in (RFC 7517 §4.7), and a client that proves itself by one has one.
fn check_certificates(at: &At, method: ClientAuthMethod, jwks: &JwkSet) -> Result<(), ConfigurationError> {
    match x5c::of_each(jwks) {
        Err((index, error)) => {
            Err(at.error(&format!("jwks.keys[{index}].x5c"), &["cannot be used: ", &error.to_string()].concat()))
        }
        Ok(own) if own.is_empty() && method == ClientAuthMethod::SelfSignedTlsClientAuth => {
            Err(at.error("jwks", "has no key with a certificate (x5c), and the client’s method needs one"))
        }
        Ok(_) => Ok(()),
    }
}

fn grants(at: &mut At) -> Result<Vec<GrantType>, ConfigurationError> {
    let mut grants = Vec::new();
    for (index, name) in at.texts("grant_types")?.iter().enumerate() {
        let unknown = || at.error(&format!("grant_types[{index}]"), "is a grant that this issuer does not know");
        let grant = GrantType::from_name(name).ok_or_else(unknown)?;
        if !grants.contains(&grant) {
            grants.push(grant);
        }
    }
    Ok(grants)
}

/// What the client may ask the authorization endpoint for: a code when it does not say and has the grant for it (RFC 7591 §2).
fn response_types(at: &mut At, grants: &[GrantType]) -> Result<Vec<ResponseType>, ConfigurationError> {
    let mut kinds = Vec::new();
    for (index, name) in at.texts("response_types")?.iter().enumerate() {
        let path = format!("response_types[{index}]");
        let Some(kind) = ResponseType::from_name(name) else {
            return Err(at.error(&path, "is a response type that this issuer does not offer"));
        };
        if !kind.grants().all(|grant| grants.contains(&grant)) {
            return Err(at.error(&path, "needs a grant that is not among grant_types (RFC 7591 §2.1)"));
        }
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    if kinds.is_empty() && grants.contains(&GrantType::AuthorizationCode) {
        kinds.push(ResponseType::Code);
    }
    Ok(kinds)
}

/// A scope; an absent or empty one is none.
pub(super) fn scope(at: &mut At, name: &str) -> Result<Scope, ConfigurationError> {
    match at.text(name)?.filter(|text| !text.is_empty()) {
        None => Ok(Scope::default()),
        Some(text) => {
            Scope::parse(&text).map_err(|error| at.error(name, &["is no scope: ", &error.to_string()].concat()))
        }
    }
}

fn jwks(at: &mut At) -> Result<JwkSet, ConfigurationError> {
    let members: Map<String, Value> = at.object("jwks")?;
    if members.is_empty() {
        return Ok(JwkSet::default());
    }
    let text = json::text(&Value::Object(members));
    let set = JwkSet::parse(text.as_bytes())
        .map_err(|error| at.error("jwks", &["is no key set: ", &error.to_string()].concat()))?;
    if let Some((index, error)) = set.ignored.first() {
        return Err(at.error(&format!("jwks.keys[{index}]"), &["cannot be used: ", &error.to_string()].concat()));
    }
    if let Some(index) = set.keys.iter().position(|key| key.has_private_members()) {
        return Err(
            at.error(&format!("jwks.keys[{index}]"), "holds a private key, which a configuration never carries")
        );
    }
    Ok(set)
}
