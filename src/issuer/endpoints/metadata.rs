//! What the issuer publishes about itself: two metadata documents and the key set.
//!
//! Both documents are written from one value, so they agree wherever both speak (RFC 8414 §4). Everything in them works.

use serde::Serialize;

use crate::cite::{Citation, Document};
use crate::issuer::state::{ID_TOKEN_ALGORITHM, Issuer, PERSON_SCOPES};
use crate::jose::Algorithm;
use crate::oauth::metadata::EndpointAliases;
use crate::oauth::{ClientAuthMethod, GrantType, ResponseMode, ResponseType, ServerMetadata, dpop, pkce};
use crate::ports::{Clock, Crypto, Random};
use crate::protected_resource::orders_export;
use crate::server::{Check, Reply, Trace, reply};

use super::token::grant;

static OAUTH: Check = Check::new("Metadata", Citation::rfc(8414, "3.2"));
static OPENID: Check = Check::new("Provider configuration", Citation::new(Document::OidcDiscovery, "4.2"));
static JWKS: Check = Check::new("Key set", Citation::rfc(7517, "5"));

/// `/.well-known/oauth-authorization-server`
pub(crate) fn oauth<C: Crypto, K: Clock, R: Random>(issuer: &Issuer<C, K, R>, trace: &mut Trace) -> Reply {
    trace.passed(&OAUTH, "Anybody may ask.", "The metadata of an authorization server.");
    document(issuer).without_openid().to_response()
}

/// `/.well-known/openid-configuration`
pub(crate) fn openid<C: Crypto, K: Clock, R: Random>(issuer: &Issuer<C, K, R>, trace: &mut Trace) -> Reply {
    /// The default of this member is true (OIDC Discovery §3), so an issuer that does not offer it must say so.
    #[derive(Serialize)]
    struct Configuration {
        #[serde(flatten)]
        metadata: ServerMetadata,
        request_uri_parameter_supported: bool,
    }
    trace.passed(&OPENID, "Anybody may ask.", "The same, with the members of an OpenID Provider.");
    reply::json(&Configuration { metadata: document(issuer), request_uri_parameter_supported: false })
}

/// `/jwks`: public keys only.
pub(crate) async fn jwks<C: Crypto, K: Clock, R: Random>(issuer: &Issuer<C, K, R>, trace: &mut Trace) -> Reply {
    let algorithm = issuer.policies.borrow().alg;
    match issuer.keys.published(&issuer.ports.crypto, algorithm, issuer.now()).await {
        Ok(set) => {
            let names: Vec<&str> = set.keys.iter().filter_map(|key| key.alg()).collect();
            trace.passed(&JWKS, "Anybody may ask.", format!("Public keys for {}.", names.join(", ")));
            reply::json(&set.to_json())
        }
        Err(error) => {
            trace.refused(&JWKS, "The platform's cryptography.", format!("503. {error}"));
            reply::without_cryptography()
        }
    }
}

fn document<C: Crypto, K: Clock, R: Random>(issuer: &Issuer<C, K, R>) -> ServerMetadata {
    let own = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let registry = issuer.registry.borrow();
    let at = |path: &str| issuer.names.at(path);
    // Where nobody asks for certificates, no method with one is offered.
    let mtls = issuer.names.mtls_issuer;
    let policies = issuer.policies.borrow();
    let scopes = registry.apis.iter().flat_map(|api| api.scope.iter()).chain(PERSON_SCOPES);
    let names = |methods: &mut dyn Iterator<Item = ClientAuthMethod>| {
        let possible = methods.filter(|method| mtls.is_some() || !method.shows_certificate());
        possible.map(|method| method.to_string()).collect::<Vec<_>>()
    };
    let admitted = |method: &ClientAuthMethod| policies.profile.allows_method(*method);
    // Whoever asks about a token or gives one back has to prove who it is; a profile speaks of the token endpoint alone.
    let proving = names(&mut ClientAuthMethod::ALL.into_iter().filter(|method| *method != ClientAuthMethod::None));
    let allowed = |algorithm: &Algorithm| policies.profile.allows_algorithm(*algorithm);
    let spelt = |algorithm: Algorithm| algorithm.name().to_owned();
    let algorithms: Vec<String> = Algorithm::all().filter(allowed).map(spelt).collect();
    let document = ServerMetadata {
        authorization_endpoint: at("/authorize"),
        token_endpoint: at("/token"),
        userinfo_endpoint: at("/userinfo"),
        jwks_uri: at("/jwks"),
        scopes_supported: scopes.map(str::to_owned).collect(),
        response_types_supported: own(&ResponseType::ALL.map(ResponseType::as_str)),
        response_modes_supported: own(&ResponseMode::ALL.map(ResponseMode::as_str)),
        // Implicit is no grant of the token endpoint; OIDC Discovery §3 lists it for `response_type=id_token`.
        grant_types_supported: grant::offered(&policies)
            .chain(policies.serves_people().then_some(GrantType::Implicit))
            .map(|grant| grant.as_str().to_owned())
            .collect(),
        token_endpoint_auth_methods_supported: names(&mut ClientAuthMethod::ALL.into_iter().filter(admitted)),
        token_endpoint_auth_signing_alg_values_supported: algorithms.clone(),
        introspection_endpoint: at("/introspect"),
        introspection_endpoint_auth_methods_supported: proving.clone(),
        introspection_endpoint_auth_signing_alg_values_supported: algorithms.clone(),
        registration_endpoint: at("/register"),
        revocation_endpoint: at("/revoke"),
        revocation_endpoint_auth_methods_supported: proving,
        revocation_endpoint_auth_signing_alg_values_supported: algorithms,
        dpop_signing_alg_values_supported: dpop::algorithms().filter(allowed).map(spelt).collect(),
        tls_client_certificate_bound_access_tokens: mtls.is_some(),
        mtls_endpoint_aliases: mtls.map_or_else(EndpointAliases::default, |name| EndpointAliases {
            token_endpoint: [name, "/token"].concat(),
            introspection_endpoint: [name, "/introspect"].concat(),
            revocation_endpoint: [name, "/revoke"].concat(),
        }),
        authorization_details_types_supported: own(&orders_export::TYPES),
        code_challenge_methods_supported: own(&[pkce::METHOD]),
        authorization_response_iss_parameter_supported: true,
        subject_types_supported: own(&["public"]),
        id_token_signing_alg_values_supported: own(&[ID_TOKEN_ALGORITHM.name()]),
        claims_supported: own(&["iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "c_hash", "name"]),
        ..ServerMetadata::new(&issuer.names.issuer)
    };
    if policies.serves_people() { document } else { without_people(document) }
}

/// The document of an issuer where nobody ever signs in: no authorization endpoint, and so no response types. RFC 8414 §2 requires
/// them and forbids empty lists (erratum 7793); leaving them out is the lesser evil (DIS-06).
fn without_people(document: ServerMetadata) -> ServerMetadata {
    let mut document = document.without_openid();
    document.authorization_endpoint = String::new();
    document.authorization_response_iss_parameter_supported = false;
    document.response_types_supported.clear();
    document.response_modes_supported.clear();
    document.code_challenge_methods_supported.clear();
    document.scopes_supported.retain(|scope| !PERSON_SCOPES.contains(&scope.as_str()));
    document.token_endpoint_auth_methods_supported.retain(|method| method != ClientAuthMethod::None.as_str());
    document
}
