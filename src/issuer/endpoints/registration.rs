//! The registration endpoint (RFC 7591 §3): anybody may register a client here, because nothing is behind it.
//!
//! The issuer chooses the identifier, as the specification has it. A client may propose one all the same, so that the question of
//! RFC 9068 §5 can be asked: an identifier that is a person's is refused, unless a policy lets it through to show what follows.

use std::rc::Rc;

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::cite::Citation;
use crate::issuer::configuration::octets_of_client;
use crate::issuer::state::{ADMINISTERED_SCOPES, Client, Issuer, PERSON_SCOPES, suffixed};
use crate::jose::counted;
use crate::oauth::client_metadata::ClientMetadata;
use crate::oauth::error::json_response;
use crate::oauth::{ClientId, ClientSecret, ErrorCode, OAuthError, Scope, TlsClientAuthSubject, media_type};
use crate::ports::{Clock, Crypto, CryptoError, Random};
use crate::protected_resource::orders_export;
use crate::server::{Check, Incoming, Reply, Trace, ids, quoted, refuse, unavailable};

static METADATA: Check = Check::new("Client metadata", Citation::rfc(7591, "2"));
static IDENTIFIER: Check = Check::new("Client identifier", Citation::rfc(9068, "5"));
static DETAILS: Check = Check::new("Authorization details", Citation::rfc(9396, "10"));
static SCOPE: Check = Check::new("Scope", Citation::rfc(7591, "2"));
static REGISTERED: Check = Check::new("Registration", Citation::rfc(7591, "3.2.1"));

/// Registers a client.
pub(crate) fn answer<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    trace: &mut Trace,
) -> Reply {
    match run(issuer, request, trace) {
        Ok(client) => json_response(StatusCode::CREATED, &information(&client, issuer.now().0)),
        Err(error) => error.into_response(),
    }
}

fn run<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    trace: &mut Trace,
) -> Result<Rc<Client>, OAuthError> {
    let asked = metadata(request, trace)?;
    certificates(issuer, &asked, trace)?;
    let client_id = identifier(issuer, asked.client_id.as_deref(), trace)?;
    let scope = scope(issuer, asked.scope, trace)?;
    let authorization_details_types = details(asked.authorization_details_types, trace)?;
    // Twice 256 bits in base64url: enough octets for a key of HS512, too (RFC 7518 §3.2).
    let secret = || Ok([ids::credential(&issuer.ports.random)?, ids::credential(&issuer.ports.random)?].concat());
    let method = asked.token_endpoint_auth_method;
    let client_secret = method.has_secret().then(secret).transpose();
    let client_secret =
        client_secret.map_err(|error: CryptoError| unavailable(trace, &REGISTERED, &error.to_string()))?;
    let client = Rc::new(Client {
        client_name: asked.client_name.unwrap_or_else(|| client_id.to_string()),
        token_endpoint_auth_method: method,
        client_secret: client_secret.map(ClientSecret::new),
        old_secret: None,
        disabled: false,
        granted_by: None,
        grant_types: asked.grant_types,
        response_types: asked.response_types,
        authorization_details_types,
        redirect_uris: asked.redirect_uris,
        default_scope: scope.filter(|token| !PERSON_SCOPES.contains(&token)),
        scope,
        service_account: None,
        owner: None,
        claims: Map::new(),
        jwks: asked.jwks,
        jwks_uri: None,
        dpop_bound_access_tokens: asked.dpop_bound_access_tokens,
        tls_client_auth_subject: asked.tls_client_auth_subject,
        tls_client_certificate_bound_access_tokens: asked.tls_client_certificate_bound_access_tokens,
        unknown: Map::new(),
        client_id,
    });
    let octets = octets(&client, trace)?;
    let gone = issuer.registered.borrow_mut().add(client.client_id.clone(), octets);
    let mut registry = issuer.registry.borrow_mut();
    registry.clients.retain(|client| !gone.contains(&client.client_id));
    registry.clients.push(Rc::clone(&client));
    let saw = format!("A client that uses {method}.");
    trace.passed(&REGISTERED, saw, format!("Registered as {}.", quoted(client.client_id.as_str())));
    Ok(client)
}

fn metadata(request: &Incoming, trace: &mut Trace) -> Result<ClientMetadata, OAuthError> {
    if !media_type::is_json(&request.head.headers) {
        let sentence = "The body of a registration request is JSON.";
        let error = OAuthError::new(ErrorCode::InvalidClientMetadata, sentence);
        return Err(refuse(trace, &METADATA, "Another media type.", error, sentence));
    }
    match ClientMetadata::parse(&request.body) {
        Ok(metadata) => {
            trace.passed(&METADATA, "A JSON object.", "Every member that is known here can be registered.");
            Ok(metadata)
        }
        Err(error) => {
            let check = Check::new(METADATA.name, error.citation());
            let saw = format!("{} of body.", counted(&request.body.len(), "octet"));
            Err(refuse(trace, &check, saw, error.to_oauth_error(), &error.to_string()))
        }
    }
}

/// Where no connection shows a certificate, nothing that needs one is registered (RFC 7591 §3.2.2).
fn certificates<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    asked: &ClientMetadata,
    trace: &mut Trace,
) -> Result<(), OAuthError> {
    let method = asked.token_endpoint_auth_method;
    let needs_one = method.shows_certificate() || asked.tls_client_certificate_bound_access_tokens;
    if !needs_one || issuer.names.mtls_issuer.is_some() {
        return Ok(());
    }
    let sentence = "No connection to this issuer shows a certificate, so no client can be registered for one.";
    let error = OAuthError::new(ErrorCode::InvalidClientMetadata, sentence);
    Err(refuse(trace, &METADATA, format!("A client that uses {method}."), error, sentence))
}

/// How large the record is. One that an exported configuration could not bring back is not taken.
fn octets(client: &Client, trace: &mut Trace) -> Result<usize, OAuthError> {
    octets_of_client(client).map_err(|refused| {
        let error = OAuthError::new(ErrorCode::InvalidClientMetadata, "A member is too large to be kept.");
        refuse(trace, &METADATA, "A record that no configuration could hold.", error, &refused.to_string())
    })
}

/// The identifier: the issuer's own choice, or the proposed one if nobody has it, client or person.
fn identifier<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    proposed: Option<&str>,
    trace: &mut Trace,
) -> Result<ClientId, OAuthError> {
    let Some(proposed) = proposed else {
        let id = ids::identifier(&issuer.ports.random);
        let id = id.map_err(|error| unavailable(trace, &IDENTIFIER, &error.to_string()))?;
        trace.passed(&IDENTIFIER, "None is proposed.", "The issuer chooses one that nobody can guess or take.");
        return Ok(ClientId::new(id));
    };
    let saw = quoted(proposed);
    let registry = issuer.registry.borrow();
    let is_an_identifier = !proposed.is_empty() && proposed.bytes().all(|b| (0x20..=0x7E).contains(&b));
    let sentence = if !is_an_identifier || proposed.contains(':') {
        // A colon would make a URI of it where it stands in `sub` (RFC 7519 §2).
        Some("A client_id is printable ASCII, without a colon.")
    } else if registry.is_subject_of_a_client(proposed) || registry.is_subject_of_a_client(&suffixed(proposed)) {
        // Taken as well by a client whose tokens can name it so under another policy (RFC 9068 §5).
        Some("This client_id is taken.")
    } else if registry.person(proposed).is_some() || registry.person(&suffixed(proposed)).is_some() {
        if issuer.policies.borrow().personal_client_ids {
            trace.noted(
                &IDENTIFIER,
                saw,
                "A person’s. Policy: allowed, so an API that reads sub alone will be fooled.",
            );
            return Ok(ClientId::new(proposed));
        }
        Some("This client_id is the identifier of a person. An API could take the client for that person.")
    } else {
        None
    };
    match sentence {
        None => {
            trace.passed(&IDENTIFIER, saw, "Nobody has it, neither client nor person.");
            Ok(ClientId::new(proposed))
        }
        Some(sentence) => {
            let error = OAuthError::new(ErrorCode::InvalidClientMetadata, sentence);
            Err(refuse(trace, &IDENTIFIER, saw, error, sentence))
        }
    }
}

/// Scopes that an API here has, and those about a person; `orders.read` when none is asked for.
fn scope<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    asked: Option<Scope>,
    trace: &mut Trace,
) -> Result<Scope, OAuthError> {
    let registry = issuer.registry.borrow();
    let Some(asked) = asked else {
        let default = registry.apis.first().map(|api| api.scope.filter(is_free)).unwrap_or_default();
        trace.passed(&SCOPE, "None is asked for.", format!("The first API’s: {default}."));
        return Ok(default);
    };
    if !asked.iter().all(is_free) {
        let sentence =
            "The scope is about what belongs to others. Whoever runs the issuer gives it, and nobody takes it.";
        let error = OAuthError::new(ErrorCode::InvalidClientMetadata, sentence);
        return Err(refuse(trace, &SCOPE, quoted(&asked.to_string()), error, sentence));
    }
    let known = asked.filter(|token| PERSON_SCOPES.contains(&token) || registry.api_of(token).is_some());
    let saw = quoted(&asked.to_string());
    if known.is_subset_of(&asked) && asked.is_subset_of(&known) {
        trace.passed(&SCOPE, saw, "Every one is known here.");
        return Ok(asked);
    }
    let sentence = "The scope names something that no API here has.";
    let error = OAuthError::new(ErrorCode::InvalidClientMetadata, sentence);
    Err(refuse(trace, &SCOPE, saw, error, sentence))
}

/// Whether a client may take the scope for itself.
fn is_free(scope_token: &str) -> bool {
    !ADMINISTERED_SCOPES.contains(&scope_token)
}

/// Types of authorization details that this issuer knows.
fn details(asked: Vec<String>, trace: &mut Trace) -> Result<Vec<String>, OAuthError> {
    let saw = quoted(&asked.join(" "));
    if !asked.iter().all(|kind| orders_export::TYPES.contains(&kind.as_str())) {
        let sentence = "The authorization_details_types hold one that this issuer does not know.";
        let error = OAuthError::new(ErrorCode::InvalidClientMetadata, sentence);
        return Err(refuse(trace, &DETAILS, saw, error, sentence));
    }
    if !asked.is_empty() {
        trace.passed(&DETAILS, saw, "Known here.");
    }
    Ok(asked)
}

/// What the client is told: everything that was registered, and its secret, once (RFC 7591 §3.2.1).
fn information(client: &Client, issued_at: i64) -> Value {
    let grants: Vec<&str> = client.grant_types.iter().map(|grant| grant.as_str()).collect();
    let mut members = Map::new();
    let mut tell = |name: &str, value: Value| drop(members.insert(name.to_owned(), value));
    tell("client_id", client.client_id.as_str().into());
    tell("client_id_issued_at", issued_at.into());
    if let Some(secret) = &client.client_secret {
        tell("client_secret", secret.expose().into());
        // Required beside a secret; 0 is never (§3.2.1).
        tell("client_secret_expires_at", 0.into());
    }
    tell("client_name", client.client_name.as_str().into());
    tell("token_endpoint_auth_method", client.token_endpoint_auth_method.as_str().into());
    tell("grant_types", grants.into());
    tell("scope", client.scope.to_string().into());
    if !client.redirect_uris.is_empty() {
        let kinds: Vec<&str> = client.response_types.iter().map(|kind| kind.as_str()).collect();
        tell("redirect_uris", json!(client.redirect_uris));
        tell("response_types", kinds.into());
    }
    if !client.authorization_details_types.is_empty() {
        tell("authorization_details_types", json!(client.authorization_details_types));
    }
    if !client.jwks.keys.is_empty() {
        tell("jwks", client.jwks.to_json());
    }
    if let Some((name, value)) = client.tls_client_auth_subject.as_ref().map(TlsClientAuthSubject::member) {
        tell(name, value.into());
    }
    if client.tls_client_certificate_bound_access_tokens {
        tell("tls_client_certificate_bound_access_tokens", true.into());
    }
    if client.dpop_bound_access_tokens {
        tell("dpop_bound_access_tokens", true.into());
    }
    Value::Object(members)
}
