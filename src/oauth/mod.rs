//! OAuth 2.0 and OpenID Connect messages as data, over the types of the `http` crate.
//!
//! Both sides of the wire read and write them with the same code: the client and the embedded issuer never share anything else.
//! Parsing is strict where a server must be strict and liberal where a client must be liberal; each parser says which it is.
//!
//! | what | where |
//! |---|---|
//! | `application/x-www-form-urlencoded` bodies (RFC 6749 App. B) | [`form`] |
//! | names of parameters that are nearly right (RFC 6749 §3.2) | [`parameter_name`] |
//! | scopes (RFC 6749 §3.3), client identifiers and secrets | [`scope`], [`identifiers`] |
//! | client authentication (RFC 6749 §2.3), by assertion (RFC 7523) | [`client_auth`], [`assertion`] |
//! | client metadata for registration (RFC 7591) | [`client_metadata`] |
//! | token request and response (RFC 6749 §3.2, §5.1) | [`token_request`], [`token_response`] |
//! | questions about a token: introspection (RFC 7662), revocation (RFC 7009) | [`token_reference`], [`introspection`] |
//! | errors (RFC 6749 §5.2), `WWW-Authenticate` (RFC 9110 §11.6.1), bearer tokens (RFC 6750) | [`error`], [`challenge`], [`bearer`] |
//! | mutual TLS: the certificate behind a proxy (RFC 9440), whose it has to be (RFC 8705 §2.1.2) | [`client_cert`], [`tls_subject`] |
//! | tokens bound to a key: DPoP proofs (RFC 9449), the claim `cnf` (RFC 7800), either scheme at an API | [`dpop`], [`confirmation`], [`presented_token`] |
//! | authorization request and response (RFC 6749 §4.1, RFC 9207), PKCE (RFC 7636) | [`authorization_request`], [`authorization_response`], [`pkce`] |
//! | what an answer consists of and how it travels (OIDC Core §3) | [`response_type`] |
//! | for which API (RFC 8707), and for what in detail (RFC 9396) | [`resource`], [`authorization_details`] |
//! | ID Token claims (OIDC Core §2) | [`id_token`] |
//! | metadata of an issuer (RFC 8414, OIDC Discovery) and of an API (RFC 9728), and where they are | [`metadata`], [`resource_metadata`], [`well_known`] |
//! | a request with its response, and both as HTTP/1.1 text | [`exchange`], [`http_text`] |
//!
//! What a message *means* (who may have what) is the issuer's business, not this room's. Nothing here reads a clock or sends.

pub mod assertion;
pub mod authorization_details;
pub mod authorization_request;
pub mod authorization_response;
pub mod bearer;
pub mod challenge;
pub mod client_auth;
pub mod client_cert;
pub mod client_metadata;
pub mod confirmation;
pub mod credentials;
pub mod dpop;
pub mod error;
mod error_text;
pub mod exchange;
pub mod form;
pub mod http_text;
pub mod id_token;
pub mod identifiers;
pub mod introspection;
pub mod media_type;
pub mod metadata;
pub mod parameter_name;
pub mod pkce;
pub mod presented_token;
pub mod resource;
pub mod resource_metadata;
pub mod response_type;
pub mod scope;
pub mod sensitive;
pub mod tls_subject;
pub mod token_reference;
pub mod token_request;
pub mod token_response;
pub mod unguessable;
pub mod well_known;

pub use authorization_details::{AuthorizationDetail, AuthorizationDetailsError};
pub use authorization_request::AuthorizationRequest;
pub use authorization_response::AuthorizationResponse;
pub use challenge::Challenge;
pub use client_auth::{ClientAuthError, ClientAuthMethod, Presented};
pub use confirmation::Confirmation;
pub use error::{ErrorCode, ErrorResponse, OAuthError};
pub use exchange::{Exchange, Party};
pub use form::{Form, FormError};
pub use identifiers::{ClientId, ClientSecret};
pub use introspection::{ActiveToken, Introspection};
pub use metadata::ServerMetadata;
pub use presented_token::PresentedToken;
pub use resource::{ResourceError, ResourceIndicator};
pub use response_type::{ResponseMode, ResponseType};
pub use scope::{Scope, ScopeError};
pub use tls_subject::{TlsClientAuthSubject, TlsSubjectError};
pub use token_reference::{TokenReference, TokenTypeHint};
pub use token_request::{GrantType, TokenRequest, TokenRequestError};
pub use token_response::{TokenResponse, TokenType};
