//! The client's part: what a program does that wants a token, and nothing about how an issuer decides.
//!
//! | what | where |
//! |---|---|
//! | the token request as a learner edits it, and what is wrong with it | [`draft`] |
//! | the assertion that a client signs instead of sending a secret (RFC 7523) | [`assertion`] |
//! | sending a request and keeping the exchange | [`send()`] |
//! | calling an API with a token (RFC 6750 §2.1) | [`api_call`] |
//! | a proof of possession on every request (RFC 9449) | [`dpop`] |
//! | which address to go to with a certificate, and making one (RFC 8705) | [`mutual_tls`], [`certificate`] |
//! | registering with a certificate of one's own (RFC 7591) | [`registration`] |
//! | signing a person in: authorization code with PKCE (RFC 6749 §4.1, RFC 7636) | [`sign_in`] |
//! | what is asked of an ID Token before it counts (OIDC Core §3.1.3.7) | [`id_token`] |
//! | the same request as a program to take home | [`code`] |
//! | finding out about an issuer from its name (RFC 8414 §3, OIDC Discovery §4) | [`discovery`], [`origin`] |
//! | why a browser let no answer be read, and what to do next | [`unread`] |
//! | a request from elsewhere, pasted, as a draft | [`import`] |
//!
//! Nothing here knows whether the other side is in the page or on a network.

pub mod api_call;
pub mod assertion;
pub mod certificate;
pub mod code;
pub mod discovery;
pub mod dpop;
pub mod draft;
pub mod id_token;
pub mod import;
pub mod mutual_tls;
pub mod origin;
pub mod registration;
mod send;
pub mod sign_in;
pub mod unread;

pub use draft::{Draft, Problem};
pub use send::send;
pub use sign_in::{SignIn, SignInError};
