//! The authorization server, `https://issuer.test` or under another name, and nothing else: the APIs and a client's website are servers of their own, which it
//! reaches, and they it, by messages alone.
//!
//! | what | where |
//! |---|---|
//! | what it answers, address by address | `endpoints` |
//! | who is asking: every way for a client to prove itself | `client_authentication` |
//! | what it may do, where the specifications leave a choice | [`Policies`] |
//! | how a named server differs from the standard beyond that | [`personality`] |
//! | what it remembers: clients, keys, what it issued | `state` |
//! | making tokens, and knowing them again | `tokens` |
//! | its set-up as a document that travels | [`Configuration`] |
//!
//! Every endpoint is an ordered list of named checks; each leaves a step in the [`Trace`](crate::server::Trace), and the order is the one
//! that the specifications ask for (at the token endpoint: [`TOKEN_CHECKS`]).
//!
//! A teaching aid: its people have no passwords, its clients' secrets are published, and it guards nothing. State lives in the
//! page and is bounded, however many requests come: sign-ins, codes, opaque tokens and refresh tokens are kept up to the newest 1000 of each;
//! 10,000 names are remembered against replay. A memory of large things is bounded by octets as well.

pub(crate) mod client_authentication;
mod configuration;
pub(crate) mod endpoints;
pub mod personality;
pub(crate) mod policy;
pub(crate) mod state;
pub(crate) mod tokens;

pub use crate::server::{ISSUER, MTLS_ISSUER};
pub use configuration::{Configuration, ConfigurationError};
pub(crate) use endpoints::IssuerName;
pub use endpoints::TOKEN_CHECKS;
pub use policy::{
    ACCESS_TOKEN_ALGORITHMS, AccessTokenForm, ExpiresIn, OpenidPolicy, Policies, PolicyError, Profile, SubjectStyle,
    UserClaims, UserinfoAccounts,
};
pub use state::{
    Api, Client, DemoCertificate, DemoClient, Issuer, KeyRecord, KeyStage, Person, Registry, SharedKeys,
    demo_certificates, demo_clients, demo_clients_of, demo_registry, demo_registry_of,
};
