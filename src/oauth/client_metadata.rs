//! Client metadata as a client sends them to be registered (RFC 7591 §2), read strictly.
//!
//! Members that are not known here are ignored, as §2 asks. What the issuer makes of them is its own business.

use serde_json::{Map, Value};
use thiserror::Error;

use super::client_auth::ClientAuthMethod;
use super::error::{ErrorCode, OAuthError};
use super::response_type::ResponseType;
use super::scope::Scope;
use super::tls_subject::{TlsClientAuthSubject, TlsSubjectError};
use super::token_request::GrantType;
use crate::cite::Citation;
use crate::jose::{JwkSet, json};
use crate::x509::x5c;

/// What a client says about itself.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientMetadata {
    /// The identifier that the client would like. Not of RFC 7591, where the issuer chooses; see ATK-04.
    pub client_id: Option<String>,
    /// Its name for people.
    pub client_name: Option<String>,
    /// How it will authenticate; `client_secret_basic` when it does not say.
    pub token_endpoint_auth_method: ClientAuthMethod,
    /// The grants it wants; the authorization code grant when it does not say.
    pub grant_types: Vec<GrantType>,
    /// What it will ask the authorization endpoint for; a code when it does not say and has the grant for it.
    pub response_types: Vec<ResponseType>,
    /// The types of authorization details that it will ask for (RFC 9396 §10).
    pub authorization_details_types: Vec<String>,
    /// Where a sign-in may send the browser back to.
    pub redirect_uris: Vec<String>,
    /// The scope it wants.
    pub scope: Option<Scope>,
    /// Its public keys.
    pub jwks: JwkSet,
    /// Whether every token of it is to be bound to a key (RFC 9449 §5.2).
    pub dpop_bound_access_tokens: bool,
    /// Whose certificate it shows, if an authority issues it (RFC 8705 §2.1.2).
    pub tls_client_auth_subject: Option<TlsClientAuthSubject>,
    /// Whether every token of it is to be bound to its certificate (RFC 8705 §3.4).
    pub tls_client_certificate_bound_access_tokens: bool,
}

impl ClientMetadata {
    /// Reads the body of a registration request.
    ///
    /// # Errors
    /// [`ClientMetadataError`] with the first member that cannot be registered.
    pub fn parse(body: &[u8]) -> Result<Self, ClientMetadataError> {
        let members = json::parse_object(body).map_err(|_| ClientMetadataError::NotAnObject)?;
        let grant_types = grant_types(&members)?;
        let read = Self {
            client_id: text(&members, "client_id")?,
            client_name: text(&members, "client_name")?,
            token_endpoint_auth_method: method(&members)?,
            response_types: response_types(&members, &grant_types)?,
            authorization_details_types: list(&members, "authorization_details_types")?.unwrap_or_default(),
            grant_types,
            redirect_uris: list(&members, "redirect_uris")?.unwrap_or_default(),
            scope: scope(&members)?,
            jwks: jwks(&members)?,
            dpop_bound_access_tokens: flag(&members, "dpop_bound_access_tokens")?,
            tls_client_auth_subject: TlsClientAuthSubject::from_members(&members)?,
            tls_client_certificate_bound_access_tokens: flag(&members, "tls_client_certificate_bound_access_tokens")?,
        };
        read.check(&members)?;
        Ok(read)
    }

    fn check(&self, members: &Map<String, Value>) -> Result<(), ClientMetadataError> {
        if members.contains_key("jwks_uri") {
            return Err(ClientMetadataError::Refused(
                "jwks_uri",
                "This issuer fetches nothing from the network; send jwks.",
            ));
        }
        let has_grant = |grant| self.grant_types.contains(&grant);
        if !self.response_types.iter().flat_map(|kind| kind.grants()).all(has_grant) {
            let why = "It needs a grant that is not among grant_types.";
            return Err(ClientMetadataError::Refused("response_types", why));
        }
        let signs_in = has_grant(GrantType::AuthorizationCode) || has_grant(GrantType::Implicit);
        if signs_in && self.redirect_uris.is_empty() {
            return Err(ClientMetadataError::RedirectUri("A grant with a sign-in needs a redirect_uri."));
        }
        if self.redirect_uris.iter().any(|uri| !is_redirect_uri(uri)) {
            return Err(ClientMetadataError::RedirectUri("A redirect_uri is an https address without a fragment."));
        }
        if self.token_endpoint_auth_method == ClientAuthMethod::PrivateKeyJwt && self.jwks.keys.is_empty() {
            return Err(ClientMetadataError::Refused(
                "jwks",
                "A client that signs with a private key registers its public one.",
            ));
        }
        if self.jwks.keys.iter().any(|key| key.has_private_members()) {
            return Err(ClientMetadataError::Refused(
                "jwks",
                "It holds a private or shared key. Make a new one, and send its public half.",
            ));
        }
        self.check_certificates()?;
        let proves_itself = self.grant_types.iter().any(|grant| grant.is_for_confidential_clients());
        if proves_itself && self.token_endpoint_auth_method == ClientAuthMethod::None {
            let why = "The client credentials grant (RFC 6749 §4.4) and the grants that act for an absent person are for \
                       confidential clients.";
            return Err(ClientMetadataError::Refused("token_endpoint_auth_method", why));
        }
        Ok(())
    }
}

impl ClientMetadata {
    /// Exactly one name for a certificate from an authority (RFC 8705 §2.1.2); the certificate itself for one from nobody (§2.2.2).
    fn check_certificates(&self) -> Result<(), ClientMetadataError> {
        let method = self.token_endpoint_auth_method;
        if method == ClientAuthMethod::TlsClientAuth && self.tls_client_auth_subject.is_none() {
            let why =
                "It takes one name of the certificate: tls_client_auth_subject_dn or one of tls_client_auth_san_….";
            return Err(ClientMetadataError::Refused("token_endpoint_auth_method", why));
        }
        let Ok(certificates) = x5c::of_each(&self.jwks) else {
            let why = "The first entry of x5c is not a certificate for the key that it stands in.";
            return Err(ClientMetadataError::Refused("jwks", why));
        };
        if method == ClientAuthMethod::SelfSignedTlsClientAuth && certificates.is_empty() {
            let why = "A client with a certificate of its own registers it, as x5c of a key.";
            return Err(ClientMetadataError::Refused("jwks", why));
        }
        Ok(())
    }
}

/// Why a client cannot be registered as it asks.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ClientMetadataError {
    /// Not one JSON object.
    #[error("The body is not one JSON object.")]
    NotAnObject,
    /// A member has another JSON type than it must have.
    #[error("The member {0} has another JSON type than it must have.")]
    WrongType(&'static str),
    /// A member has a value that is not offered.
    #[error("The member {0} has a value that this issuer does not offer.")]
    NotOffered(&'static str),
    /// A member cannot be registered.
    #[error("The member {0} cannot be registered. {1}")]
    Refused(&'static str, &'static str),
    /// The certificate's name cannot be registered.
    #[error(transparent)]
    TlsSubject(#[from] TlsSubjectError),
    /// Something is wrong with a redirect URI.
    #[error("{0}")]
    RedirectUri(&'static str),
}

impl ClientMetadataError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAnObject => "client_metadata_not_an_object",
            Self::WrongType(_) => "client_metadata_wrong_type",
            Self::NotOffered(_) => "client_metadata_not_offered",
            Self::Refused(..) => "client_metadata_refused",
            Self::TlsSubject(error) => error.code(),
            Self::RedirectUri(_) => "client_metadata_redirect_uri",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::NotAnObject => Citation::rfc(7591, "3.1"),
            Self::TlsSubject(error) => error.citation(),
            _ => Citation::rfc(7591, "2"),
        }
    }

    /// The error that an issuer answers with (RFC 7591 §3.2.2).
    #[must_use]
    pub fn to_oauth_error(&self) -> OAuthError {
        let code = match self {
            Self::RedirectUri(_) => ErrorCode::InvalidRedirectUri,
            _ => ErrorCode::InvalidClientMetadata,
        };
        OAuthError::new(code, &self.to_string())
    }
}

fn method(members: &Map<String, Value>) -> Result<ClientAuthMethod, ClientMetadataError> {
    const NAME: &str = "token_endpoint_auth_method";
    let Some(name) = text(members, NAME)? else { return Ok(ClientAuthMethod::ClientSecretBasic) };
    name.parse().map_err(|_| ClientMetadataError::NotOffered(NAME))
}

fn grant_types(members: &Map<String, Value>) -> Result<Vec<GrantType>, ClientMetadataError> {
    const NAME: &str = "grant_types";
    let Some(names) = list(members, NAME)? else { return Ok(vec![GrantType::AuthorizationCode]) };
    each_once(names.iter().map(|name| GrantType::from_name(name))).ok_or(ClientMetadataError::NotOffered(NAME))
}

fn response_types(
    members: &Map<String, Value>,
    grants: &[GrantType],
) -> Result<Vec<ResponseType>, ClientMetadataError> {
    const NAME: &str = "response_types";
    let Some(names) = list(members, NAME)? else {
        let has_code = grants.contains(&GrantType::AuthorizationCode);
        return Ok(has_code.then_some(ResponseType::Code).into_iter().collect());
    };
    each_once(names.iter().map(|name| ResponseType::from_name(name))).ok_or(ClientMetadataError::NotOffered(NAME))
}

/// The values in their order, each once; `None` when one is not known. There are few kinds, however many are named.
fn each_once<T: PartialEq>(values: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    let mut once = Vec::new();
    for value in values {
        let value = value?;
        if !once.contains(&value) {
            once.push(value);
        }
    }
    Some(once)
}

fn scope(members: &Map<String, Value>) -> Result<Option<Scope>, ClientMetadataError> {
    let Some(text) = text(members, "scope")? else { return Ok(None) };
    Scope::parse(&text).map(Some).map_err(|_| ClientMetadataError::NotOffered("scope"))
}

fn jwks(members: &Map<String, Value>) -> Result<JwkSet, ClientMetadataError> {
    match members.get("jwks") {
        None | Some(Value::Null) => Ok(JwkSet::default()),
        Some(set) => JwkSet::parse(json::text(set).as_bytes()).map_err(|_| ClientMetadataError::WrongType("jwks")),
    }
}

fn text(members: &Map<String, Value>, name: &'static str) -> Result<Option<String>, ClientMetadataError> {
    match members.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(ClientMetadataError::WrongType(name)),
    }
}

fn flag(members: &Map<String, Value>, name: &'static str) -> Result<bool, ClientMetadataError> {
    match members.get(name) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(value)) => Ok(*value),
        Some(_) => Err(ClientMetadataError::WrongType(name)),
    }
}

fn list(members: &Map<String, Value>, name: &'static str) -> Result<Option<Vec<String>>, ClientMetadataError> {
    let wrong = ClientMetadataError::WrongType(name);
    match members.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Array(values)) => {
            let texts: Option<Vec<String>> = values.iter().map(|value| value.as_str().map(str::to_owned)).collect();
            texts.map(Some).ok_or(wrong)
        }
        Some(_) => Err(wrong),
    }
}

/// Absolute, over TLS, without a fragment (RFC 6749 §3.1.2), and of visible ASCII, as it will stand in a header field.
#[must_use]
pub fn is_redirect_uri(uri: &str) -> bool {
    let rest = uri.strip_prefix("https://").unwrap_or_default();
    !rest.is_empty() && !rest.starts_with('/') && uri.bytes().all(|b| b.is_ascii_graphic() && b != b'#')
}
