//! The issuer's endpoints: each an ordered list of named checks that leaves a step a check in the trace.
//!
//! | address | what | where |
//! |---|---|---|
//! | `/token` | RFC 6749 §3.2: `client_credentials` (§4.4), `authorization_code` (§4.1.3), `refresh_token` (§6) | `token` |
//! | `/authorize`, `/sign-in` | RFC 6749 §3.1 with PKCE (RFC 7636), OIDC Core §3; a *played* sign-in of one demo person | `authorize`, `sign_in` |
//! | `resource` and `authorization_details` at both | RFC 8707, RFC 9396 | `resource_indicators`, `authorization_details` |
//! | `/userinfo` | OIDC Core §5.3 | `userinfo` |
//! | `/introspect`, `/revoke` | RFC 7662, RFC 7009 | `introspection`, `revocation` |
//! | `/register` | RFC 7591 §3 | `registration` |
//! | both well-known documents, `/jwks` | RFC 8414, OIDC Discovery, RFC 7517 §5 | `metadata` |
//! | `https://mtls.issuer.test` | `/token`, `/introspect`, `/revoke` once more, for clients with certificates (RFC 8705 §5) | `endpoint` |

mod authorization_details;
mod authorize;
mod endpoint;
mod handle;
mod introspection;
mod metadata;
mod registration;
mod resource_indicators;
mod revocation;
mod sign_in;
mod token;
mod userinfo;

pub(crate) use endpoint::IssuerName;
pub use token::CHECKS as TOKEN_CHECKS;
