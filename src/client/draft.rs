//! The token request as a learner edits it (RFC 6749 §4.4.2).
//!
//! A draft may be wrong on purpose: a misspelt grant type is built and sent, because the issuer's answer is the lesson. Three
//! drafts are refused: one with a field that is longer than [`MAX_FIELD`], one whose address is no URL, and one that would put a secret
//! into a URL (RFC 6749 §2.3.1). With a method
//! that signs, the assertion is made first ([`super::assertion`]) and handed to [`Draft::to_request_with`].

use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::uri::Scheme;
use http::{HeaderValue, Method, Request, Uri};
use thiserror::Error;

use crate::cite::Citation;
use crate::oauth::assertion::{ASSERTION_TYPE, SignedAssertion};
use crate::oauth::client_auth::basic::{self, BasicStages};
use crate::oauth::form::query_has_secret;
use crate::oauth::{
    AuthorizationDetail, AuthorizationDetailsError, ClientAuthMethod, ClientId, ClientSecret, Form, ResourceError,
    ResourceIndicator, Scope, ScopeError, media_type,
};

/// How many octets a field may have. What is longer is kept as it was typed, and no request is made of it.
pub const MAX_FIELD: usize = 8_192;

/// A token request under construction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Who the client says it is.
    pub client_id: ClientId,
    /// The secret that proves it; `private_key_jwt` has none, nor has a certificate, which travels beside the request.
    pub client_secret: ClientSecret,
    /// How the proof travels.
    pub method: ClientAuthMethod,
    /// The grant type as typed; empty leaves the parameter out.
    pub grant_type: String,
    /// The scope as typed; empty leaves the parameter out.
    pub scope: String,
    /// The APIs that the token is wanted for (RFC 8707 §2) as typed, one a line; each line becomes a parameter, empty ones none.
    pub resource: String,
    /// The authorization details (RFC 9396 §2) as typed; empty leaves the parameter out.
    pub authorization_details: String,
    /// The token endpoint's URL as typed.
    pub token_endpoint: String,
}

impl Draft {
    /// The request as it will be sent. An existing query of the endpoint stays; a fragment is not sent (TOK-16).
    ///
    /// # Errors
    /// The first [`Problem`] that [`Problem::refuses`]: also [`Problem::NotSigned`] for a method that signs.
    pub fn to_request(&self) -> Result<Request<Vec<u8>>, Problem> {
        if self.method.signs() { Err(Problem::NotSigned) } else { self.request(|| self.form()) }
    }

    /// The request with a signed assertion in the form, which names the client (RFC 7521 §4.2).
    ///
    /// # Errors
    /// As [`Draft::to_request`], without [`Problem::NotSigned`].
    pub fn to_request_with(&self, assertion: &SignedAssertion) -> Result<Request<Vec<u8>>, Problem> {
        self.request(|| {
            let form = self.form().with("client_assertion_type", ASSERTION_TYPE);
            form.with("client_assertion", assertion.expose())
        })
    }

    /// Whether there is an address that the request may be sent to.
    ///
    /// # Errors
    /// [`Problem::EndpointNotAUrl`] or [`Problem::SecretInUrl`].
    pub fn endpoint(&self) -> Result<Uri, Problem> {
        let uri = self.uri()?;
        if self.has_secret_in_url(&uri) { Err(Problem::SecretInUrl) } else { Ok(uri) }
    }

    fn request(&self, form: impl FnOnce() -> Form) -> Result<Request<Vec<u8>>, Problem> {
        if let Some(field) = self.too_long().next() {
            return Err(Problem::TooLong { field });
        }
        let uri = self.endpoint()?;
        let form = form();
        let mut request = Request::new(form.encode().into_bytes());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        if let Some(stages) = self.basic_stages() {
            let mut value = HeaderValue::from_str(&stages.header).expect("Base64 is ASCII");
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type::FORM));
        Ok(request)
    }

    /// What is wrong with the draft by the specifications, in the order of its fields; empty when nothing is.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        // Nothing else is asked about a draft of which nobody makes a request.
        let mut problems: Vec<Problem> = self.too_long().map(|field| Problem::TooLong { field }).collect();
        if !problems.is_empty() {
            return problems;
        }
        if self.client_id.as_str().is_empty() {
            problems.push(Problem::ClientIdMissing);
        }
        if self.method == ClientAuthMethod::None {
            if self.grant_type == "client_credentials" {
                problems.push(Problem::PublicClient);
            }
        } else if self.method.has_secret() && self.client_secret.is_empty() {
            problems.push(Problem::SecretMissing);
        } else if self.method == ClientAuthMethod::ClientSecretJwt && self.client_secret.expose().len() < MIN_MAC_OCTETS
        {
            problems.push(Problem::SecretTooShort);
        }
        if self.grant_type.is_empty() {
            problems.push(Problem::GrantTypeMissing);
        }
        if !self.scope.is_empty() {
            problems.extend(Scope::parse(&self.scope).err().map(Problem::Scope));
        }
        problems.extend(self.resources().find_map(|line| ResourceIndicator::parse(line).err()).map(Problem::Resource));
        if !self.authorization_details.is_empty() {
            let read = AuthorizationDetail::parse_list(&self.authorization_details);
            problems.extend(read.err().map(Problem::AuthorizationDetails));
        }
        match self.uri() {
            Err(problem) => problems.push(problem),
            Ok(uri) => {
                if uri.scheme() == Some(&Scheme::HTTP) {
                    problems.push(Problem::EndpointNotHttps);
                }
                if self.token_endpoint.contains('#') {
                    problems.push(Problem::EndpointFragment);
                }
                if self.has_secret_in_url(&uri) {
                    problems.push(Problem::SecretInUrl);
                }
            }
        }
        problems
    }

    /// The stages of the Basic header field (BAS-04); `None` for the other methods, and where a field is too long.
    #[must_use]
    pub fn basic_stages(&self) -> Option<BasicStages> {
        (self.method == ClientAuthMethod::ClientSecretBasic && self.too_long().next().is_none())
            .then(|| basic::encode(&self.client_id, &self.client_secret))
    }

    /// The parameters of the body, in the order in which they are sent; a signed assertion follows them.
    #[must_use]
    pub fn form(&self) -> Form {
        // A certificate does not say which client shows it (RFC 8705 §2).
        let in_form = [ClientAuthMethod::ClientSecretPost, ClientAuthMethod::None].contains(&self.method)
            || self.method.shows_certificate();
        let secret = if self.method == ClientAuthMethod::ClientSecretPost { self.client_secret.expose() } else { "" };
        let mut form = Form::new();
        let resources = self.resources().map(|resource| ("resource", resource));
        let asked = [("grant_type", self.grant_type.as_str()), ("scope", &self.scope)].into_iter().chain(resources);
        for (name, value) in asked.chain([
            ("authorization_details", self.authorization_details.as_str()),
            ("client_id", if in_form { self.client_id.as_str() } else { "" }),
            ("client_secret", secret),
        ]) {
            // A parameter without a value counts as omitted (RFC 6749 §3.2), so it is not sent either.
            if !value.is_empty() {
                form.push(name, value);
            }
        }
        form
    }

    /// The fields that are longer than [`MAX_FIELD`], by the names of [`Problem::field`].
    fn too_long(&self) -> impl Iterator<Item = &'static str> {
        let fields = [
            ("client_id", self.client_id.as_str()),
            ("client_secret", self.client_secret.expose()),
            ("grant_type", self.grant_type.as_str()),
            ("scope", self.scope.as_str()),
            ("resource", self.resource.as_str()),
            ("authorization_details", self.authorization_details.as_str()),
            ("token_endpoint", self.token_endpoint.as_str()),
        ];
        fields.into_iter().filter(|(_, text)| text.len() > MAX_FIELD).map(|(name, _)| name)
    }

    /// The APIs, one after the other.
    fn resources(&self) -> impl Iterator<Item = &str> {
        self.resource.lines().map(str::trim).filter(|line| !line.is_empty())
    }

    fn uri(&self) -> Result<Uri, Problem> {
        let uri: Uri = self.token_endpoint.trim().parse().map_err(|_| Problem::EndpointNotAUrl)?;
        let http = [Some(&Scheme::HTTP), Some(&Scheme::HTTPS)].contains(&uri.scheme());
        if http && uri.host().is_some_and(|host| !host.is_empty()) { Ok(uri) } else { Err(Problem::EndpointNotAUrl) }
    }

    /// A secret parameter in the query or fragment, or user information before the host (RFC 9110 §4.2.4).
    fn has_secret_in_url(&self, uri: &Uri) -> bool {
        self.token_endpoint.split(['?', '#']).skip(1).any(query_has_secret)
            || uri.authority().is_some_and(|authority| authority.as_str().contains('@'))
    }
}

/// The fewest octets of a secret that is the key of a MAC: those of the shortest hash, SHA-256 (RFC 7518 §3.2).
const MIN_MAC_OCTETS: usize = 32;

/// Something that a specification has against a draft. The first sentence of its `Display` is for developers; what learners read
/// is in the content files, under [`Problem::code`].
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Problem {
    /// A field that is longer than [`MAX_FIELD`].
    #[error("The field {field} has more than {MAX_FIELD} octets.")]
    TooLong {
        /// The member of [`Draft`].
        field: &'static str,
    },
    /// No client identifier.
    #[error("The draft names no client.")]
    ClientIdMissing,
    /// No secret, though the method needs one.
    #[error("The authentication method needs a secret, and the draft has none.")]
    SecretMissing,
    /// A secret that is too short for a MAC.
    #[error("The secret is the key of a MAC and has fewer octets than the hash.")]
    SecretTooShort,
    /// No assertion was signed yet.
    #[error("The authentication method needs a signed assertion.")]
    NotSigned,
    /// A client without authentication and a grant that needs it.
    #[error("The client credentials grant is for clients that authenticate.")]
    PublicClient,
    /// No grant type.
    #[error("The draft has no grant type.")]
    GrantTypeMissing,
    /// A scope that breaks the grammar.
    #[error(transparent)]
    Scope(ScopeError),
    /// A resource that is no absolute URI.
    #[error(transparent)]
    Resource(ResourceError),
    /// Authorization details that are no list of objects with a type.
    #[error(transparent)]
    AuthorizationDetails(AuthorizationDetailsError),
    /// The endpoint is not an absolute http or https URL.
    #[error("The token endpoint is not an absolute URL.")]
    EndpointNotAUrl,
    /// The endpoint is reached without TLS.
    #[error("The token endpoint is reached without TLS, so everybody on the way can read the secret.")]
    EndpointNotHttps,
    /// The endpoint has a fragment.
    #[error("The token endpoint has a fragment, which is never sent.")]
    EndpointFragment,
    /// A secret would travel in a URL.
    #[error("The token endpoint's URL carries a credential, and URLs end up in logs.")]
    SecretInUrl,
}

impl Problem {
    /// Whether the request is not built at all.
    #[must_use]
    pub const fn refuses(&self) -> bool {
        matches!(self, Self::TooLong { .. } | Self::NotSigned | Self::EndpointNotAUrl | Self::SecretInUrl)
    }

    /// The member of [`Draft`] that it is about.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::TooLong { field } => field,
            Self::ClientIdMissing => "client_id",
            Self::SecretMissing | Self::SecretTooShort => "client_secret",
            Self::PublicClient | Self::NotSigned => "method",
            Self::GrantTypeMissing => "grant_type",
            Self::Scope(_) => "scope",
            Self::Resource(_) => "resource",
            Self::AuthorizationDetails(_) => "authorization_details",
            Self::EndpointNotAUrl | Self::EndpointNotHttps | Self::EndpointFragment | Self::SecretInUrl => {
                "token_endpoint"
            }
        }
    }

    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "draft_too_long",
            Self::ClientIdMissing => "draft_client_id_missing",
            Self::SecretMissing => "draft_secret_missing",
            Self::SecretTooShort => "draft_secret_too_short",
            Self::NotSigned => "draft_not_signed",
            Self::PublicClient => "draft_public_client",
            Self::GrantTypeMissing => "draft_grant_type_missing",
            Self::Scope(error) => error.code(),
            Self::Resource(error) => error.code(),
            Self::AuthorizationDetails(error) => error.code(),
            Self::EndpointNotAUrl => "draft_endpoint_not_a_url",
            Self::EndpointNotHttps => "draft_endpoint_not_https",
            Self::EndpointFragment => "draft_endpoint_fragment",
            Self::SecretInUrl => "draft_secret_in_url",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::ClientIdMissing | Self::SecretMissing | Self::SecretInUrl => Citation::rfc(6749, "2.3.1"),
            Self::SecretTooShort => Citation::rfc(7518, "3.2"),
            Self::NotSigned => Citation::rfc(7521, "4.2"),
            Self::PublicClient => Citation::rfc(6749, "4.4"),
            Self::GrantTypeMissing => Citation::rfc(6749, "4.4.2"),
            Self::Scope(error) => error.citation(),
            Self::Resource(error) => error.citation(),
            Self::AuthorizationDetails(error) => error.citation(),
            Self::EndpointNotAUrl | Self::EndpointNotHttps | Self::EndpointFragment => Citation::rfc(6749, "3.2"),
            Self::TooLong { .. } => Citation::rfc(9110, "15.5.14"),
        }
    }
}
