//! Authorization server metadata (RFC 8414 §2), with the members of an OpenID Provider (OIDC Discovery §3) in the same type.
//!
//! Both documents of an issuer are written from one value, so they cannot disagree (DIS-04). Absent and empty are the same:
//! neither is written. Members that no feature here uses are ignored when read.

mod aliases;
mod error;
mod member;

use http::{Response, StatusCode};
use serde::Serialize;
use serde_json::{Map, Value};

pub use self::aliases::EndpointAliases;
pub use self::error::MetadataError;
use self::member::{list, text};
use super::client_auth::ClientAuthMethod;
use super::media_type;
use super::well_known;
use crate::cite::{Citation, Document};

/// Metadata of an authorization server or OpenID Provider, in the order in which it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ServerMetadata {
    /// The issuer identifier.
    pub issuer: String,
    /// Where a person's browser is sent (RFC 6749 §3.1).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub authorization_endpoint: String,
    /// Where tokens are asked for (RFC 6749 §3.2).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub token_endpoint: String,
    /// Where claims about a signed-in person are asked for (OIDC Core §5.3).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub userinfo_endpoint: String,
    /// Where the public keys are (RFC 7517).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub jwks_uri: String,
    /// Scopes that may be asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scopes_supported: Vec<String>,
    /// Values of `response_type` at the authorization endpoint.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub response_types_supported: Vec<String>,
    /// Values of `response_mode` at the authorization endpoint.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub response_modes_supported: Vec<String>,
    /// Values of `grant_type`; [`ServerMetadata::grant_types`] knows the default.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub grant_types_supported: Vec<String>,
    /// Client authentication methods; [`ServerMetadata::token_endpoint_auth_methods`] knows the default.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub token_endpoint_auth_methods_supported: Vec<String>,
    /// Algorithms for client assertions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub token_endpoint_auth_signing_alg_values_supported: Vec<String>,
    /// Where a client registers (RFC 7591 §3).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub registration_endpoint: String,
    /// Where an API asks about tokens (RFC 7662).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub introspection_endpoint: String,
    /// Client authentication methods there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub introspection_endpoint_auth_methods_supported: Vec<String>,
    /// Algorithms for client assertions there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub introspection_endpoint_auth_signing_alg_values_supported: Vec<String>,
    /// Where a client gives tokens back (RFC 7009).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub revocation_endpoint: String,
    /// Client authentication methods there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub revocation_endpoint_auth_methods_supported: Vec<String>,
    /// Algorithms for client assertions there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub revocation_endpoint_auth_signing_alg_values_supported: Vec<String>,
    /// Algorithms for DPoP proofs (RFC 9449 §5.1).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dpop_signing_alg_values_supported: Vec<String>,
    /// Whether access tokens can be bound to a certificate (RFC 8705 §3.3).
    #[serde(skip_serializing_if = "is_false")]
    pub tls_client_certificate_bound_access_tokens: bool,
    /// Where a client goes instead when it shows a certificate (RFC 8705 §5).
    #[serde(skip_serializing_if = "EndpointAliases::is_empty")]
    pub mtls_endpoint_aliases: EndpointAliases,
    /// Types of authorization details (RFC 9396 §10).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authorization_details_types_supported: Vec<String>,
    /// PKCE methods (RFC 7636).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub code_challenge_methods_supported: Vec<String>,
    /// Whether authorization responses carry `iss` (RFC 9207 §3).
    #[serde(skip_serializing_if = "is_false")]
    pub authorization_response_iss_parameter_supported: bool,
    /// Kinds of `sub` (OIDC Discovery §3).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subject_types_supported: Vec<String>,
    /// Algorithms of ID Tokens (OIDC Discovery §3).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub id_token_signing_alg_values_supported: Vec<String>,
    /// Claims that may be supplied (OIDC Discovery §3).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub claims_supported: Vec<String>,
}

impl ServerMetadata {
    /// Metadata of `issuer` with nothing else in it. Other members are set by assignment.
    #[must_use]
    pub fn new(issuer: &str) -> Self {
        Self { issuer: issuer.to_owned(), ..Self::default() }
    }

    /// The same as an OAuth document: without the members that OpenID Connect Discovery defines.
    #[must_use]
    pub fn without_openid(mut self) -> Self {
        self.userinfo_endpoint = String::new();
        self.subject_types_supported = Vec::new();
        self.id_token_signing_alg_values_supported = Vec::new();
        self.claims_supported = Vec::new();
        self
    }

    /// The response to a GET of the document (DIS-04). Unlike a token response it may be cached.
    #[must_use]
    pub fn to_response(&self) -> Response<Vec<u8>> {
        let mut response = super::error::json_response(StatusCode::OK, self);
        response.headers_mut().remove(http::header::CACHE_CONTROL);
        response.headers_mut().remove(http::header::PRAGMA);
        response
    }

    /// Reads the response to a GET of a document, as a client that asked for `issuer` must (DIS-03, DIS-04).
    ///
    /// # Errors
    /// [`MetadataError`] when the client must not use what arrived.
    pub fn from_response(response: &Response<Vec<u8>>, issuer: &str) -> Result<Self, MetadataError> {
        if response.status() != StatusCode::OK {
            return Err(MetadataError::Status(response.status().as_u16()));
        }
        if !media_type::is_json(response.headers()) {
            return Err(MetadataError::NotJson);
        }
        Self::parse(response.body(), issuer)
    }

    /// Reads a document that was asked for at `issuer`. `response_types_supported` may be absent (DIS-06).
    ///
    /// # Errors
    /// [`MetadataError`] when the client must not use what arrived.
    pub fn parse(body: &[u8], issuer: &str) -> Result<Self, MetadataError> {
        let mut members: Map<String, Value> = serde_json::from_slice(body).map_err(|_| MetadataError::NotJson)?;
        let own = text(&mut members, "issuer")?;
        if own.is_empty() {
            return Err(MetadataError::IssuerMissing);
        }
        // Octet by octet: a slash more or a capital letter makes another issuer (RFC 8414 §3.3, §4).
        if own != issuer {
            return Err(MetadataError::IssuerDiffers { asked: issuer.to_owned(), got: own });
        }
        well_known::check_issuer(&own)?;
        let from = &mut members;
        Ok(Self {
            issuer: own,
            authorization_endpoint: text(from, "authorization_endpoint")?,
            token_endpoint: text(from, "token_endpoint")?,
            userinfo_endpoint: text(from, "userinfo_endpoint")?,
            jwks_uri: text(from, "jwks_uri")?,
            scopes_supported: list(from, "scopes_supported")?,
            response_types_supported: list(from, "response_types_supported")?,
            response_modes_supported: list(from, "response_modes_supported")?,
            grant_types_supported: list(from, "grant_types_supported")?,
            token_endpoint_auth_methods_supported: list(from, "token_endpoint_auth_methods_supported")?,
            token_endpoint_auth_signing_alg_values_supported: list(
                from,
                "token_endpoint_auth_signing_alg_values_supported",
            )?,
            registration_endpoint: text(from, "registration_endpoint")?,
            introspection_endpoint: text(from, "introspection_endpoint")?,
            introspection_endpoint_auth_methods_supported: list(from, "introspection_endpoint_auth_methods_supported")?,
            introspection_endpoint_auth_signing_alg_values_supported: list(
                from,
                "introspection_endpoint_auth_signing_alg_values_supported",
            )?,
            revocation_endpoint: text(from, "revocation_endpoint")?,
            revocation_endpoint_auth_methods_supported: list(from, "revocation_endpoint_auth_methods_supported")?,
            revocation_endpoint_auth_signing_alg_values_supported: list(
                from,
                "revocation_endpoint_auth_signing_alg_values_supported",
            )?,
            dpop_signing_alg_values_supported: list(from, "dpop_signing_alg_values_supported")?,
            tls_client_certificate_bound_access_tokens: from.get("tls_client_certificate_bound_access_tokens")
                == Some(&Value::Bool(true)),
            mtls_endpoint_aliases: EndpointAliases::read(from.remove("mtls_endpoint_aliases"))?,
            authorization_details_types_supported: list(from, "authorization_details_types_supported")?,
            code_challenge_methods_supported: list(from, "code_challenge_methods_supported")?,
            authorization_response_iss_parameter_supported: from.get("authorization_response_iss_parameter_supported")
                == Some(&Value::Bool(true)),
            subject_types_supported: list(from, "subject_types_supported")?,
            id_token_signing_alg_values_supported: list(from, "id_token_signing_alg_values_supported")?,
            claims_supported: list(from, "claims_supported")?,
        })
    }

    /// The grant types, with the default of RFC 8414 §2 when the member is absent (DIS-05).
    #[must_use]
    pub fn grant_types(&self) -> Vec<&str> {
        or_default(&self.grant_types_supported, &["authorization_code", "implicit"])
    }

    /// The client authentication methods, with the default of RFC 8414 §2 when the member is absent (DIS-07).
    #[must_use]
    pub fn token_endpoint_auth_methods(&self) -> Vec<&str> {
        or_default(&self.token_endpoint_auth_methods_supported, &["client_secret_basic"])
    }

    /// Members that must list algorithms, because a method beside them signs, and do not, or list `none` (DIS-07).
    #[must_use]
    pub fn without_signing_algorithms(&self) -> Vec<&'static str> {
        let signs = |name: &String| name.parse::<ClientAuthMethod>().is_ok_and(ClientAuthMethod::signs);
        [
            (
                "token_endpoint_auth_signing_alg_values_supported",
                &self.token_endpoint_auth_methods_supported,
                &self.token_endpoint_auth_signing_alg_values_supported,
            ),
            (
                "introspection_endpoint_auth_signing_alg_values_supported",
                &self.introspection_endpoint_auth_methods_supported,
                &self.introspection_endpoint_auth_signing_alg_values_supported,
            ),
            (
                "revocation_endpoint_auth_signing_alg_values_supported",
                &self.revocation_endpoint_auth_methods_supported,
                &self.revocation_endpoint_auth_signing_alg_values_supported,
            ),
        ]
        .into_iter()
        .filter(|(_, methods, algorithms)| {
            let listed = !algorithms.is_empty() && !algorithms.iter().any(|name| name == "none");
            methods.iter().any(signs) && !listed
        })
        .map(|(member, _, _)| member)
        .collect()
    }

    /// What OIDC Discovery §3 requires of an OpenID Provider and this document lacks (DIS-08); empty when nothing.
    #[must_use]
    pub fn missing_for_openid(&self) -> Vec<&'static str> {
        let rs256 = self.id_token_signing_alg_values_supported.iter().any(|name| name == "RS256");
        [
            ("authorization_endpoint", !self.authorization_endpoint.is_empty()),
            ("token_endpoint", !self.token_endpoint.is_empty()),
            ("jwks_uri", !self.jwks_uri.is_empty()),
            ("response_types_supported", !self.response_types_supported.is_empty()),
            ("subject_types_supported", !self.subject_types_supported.is_empty()),
            ("id_token_signing_alg_values_supported", rs256),
        ]
        .into_iter()
        .filter(|(_, present)| !present)
        .map(|(name, _)| name)
        .collect()
    }
}

/// The clause that defines the members of an OpenID Provider.
pub const OPENID_MEMBERS: Citation = Citation::new(Document::OidcDiscovery, "3");

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

fn or_default<'a>(values: &'a [String], default: &[&'a str]) -> Vec<&'a str> {
    if values.is_empty() { default.to_vec() } else { values.iter().map(String::as_str).collect() }
}
