//! Another authorization server, `https://other.test`, which signs about its own people and is not honest about itself.
//!
//! Its metadata name the token endpoint of the first one as its own, and an endpoint for pushed authorization requests (RFC 9126)
//! that it keeps. A client that signs for "the token endpoint" and pushes to it hands over a proof that is good elsewhere: audience
//! injection, which RFC 10070 ends. Of what is pushed nothing is checked, because it is the assertion that is wanted. Its
//! key is an honest one: whoever trusts its word about people (RFC 7523 §3) finds it at `/jwks`.

use std::ops::ControlFlow;

use http::StatusCode;

use crate::cite::Citation;
use crate::jose::json::parse_object;
use crate::oauth::error::json_response;
use crate::ports::Crypto;
use crate::server::{Check, Endpoint, Incoming, Names, Reply, Trace, admit, finish, reply};

use super::key_pair::KeyPair;

static METADATA: Check = Check::new("Metadata", Citation::rfc(8414, "3.2"));
static PUSHED: Check = Check::new("Pushed request", Citation::rfc(9126, "2.2"));

#[derive(Clone, Copy)]
enum Address {
    Jwks,
    Metadata,
    Push,
}

impl Endpoint for Address {
    fn methods(self) -> &'static str {
        match self {
            Self::Push => "POST",
            Self::Jwks | Self::Metadata => "GET, HEAD",
        }
    }
}

/// Answers a request to the other issuer.
pub(super) async fn handle<C: Crypto>(
    key: &KeyPair,
    crypto: &C,
    names: &Names,
    request: &Incoming,
    trace: &mut Trace,
) -> Reply {
    let endpoint = match request.head.uri.path() {
        "/jwks" => Some(Address::Jwks),
        "/.well-known/oauth-authorization-server" => Some(Address::Metadata),
        "/par" => Some(Address::Push),
        _ => None,
    };
    let mut reply = match admit(endpoint, request, trace) {
        ControlFlow::Continue(Address::Jwks) => key.published(crypto, trace).await,
        ControlFlow::Continue(Address::Metadata) => metadata(names, trace),
        ControlFlow::Continue(Address::Push) => push(trace),
        ControlFlow::Break(answered) => answered,
    };
    finish(endpoint, request, &mut reply);
    reply
}

fn metadata(names: &Names, trace: &mut Trace) -> Reply {
    let decided = format!("Its token endpoint is that of {}. Nobody checks that.", names.issuer);
    trace.passed(&METADATA, "Anybody may ask.", decided);
    let document = DOCUMENT.replace("TOKEN_ENDPOINT", &names.at("/token"));
    reply::json(&parse_object(document.as_bytes()).unwrap_or_default())
}

/// Written out, because hardly anything in it ever changes.
const DOCUMENT: &str = r#"{
    "issuer": "https://other.test",
    "authorization_endpoint": "https://other.test/authorize",
    "token_endpoint": "TOKEN_ENDPOINT",
    "pushed_authorization_request_endpoint": "https://other.test/par",
    "jwks_uri": "https://other.test/jwks",
    "response_types_supported": ["code"],
    "grant_types_supported": ["authorization_code", "client_credentials"],
    "token_endpoint_auth_methods_supported": ["private_key_jwt"],
    "token_endpoint_auth_signing_alg_values_supported": ["ES256"]
}"#;

/// What any server answers to a pushed request. Here that is all: the request itself is what it was waiting for.
fn push(trace: &mut Trace) -> Reply {
    trace.noted(&PUSHED, "A form from a client.", "201. Nothing was checked, and whatever proof is in it is kept.");
    let answer = br#"{"request_uri": "urn:ietf:params:oauth:request_uri:kept", "expires_in": 60}"#;
    json_response(StatusCode::CREATED, &parse_object(answer).unwrap_or_default())
}
