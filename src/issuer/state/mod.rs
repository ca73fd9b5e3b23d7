//! What the issuer holds: who is registered, its keys, what it issued, and the one value that has it all.

mod demo_certificates;
mod demo_registry;
mod issued;
mod issuer;
mod keys;
mod login;
mod octets;
mod registered;
mod registry;
mod transaction;

pub use demo_certificates::{DemoCertificate, demo_certificates};
pub use demo_registry::{DemoClient, demo_clients, demo_clients_of, demo_registry, demo_registry_of};
pub(crate) use issued::RefreshToken;
pub use issuer::Issuer;
pub(crate) use keys::ID_TOKEN_ALGORITHM;
pub use keys::{KeyRecord, KeyStage, SharedKeys};
pub(crate) use login::Login;
pub(crate) use registry::{ADMINISTERED_SCOPES, PERSON_SCOPES, suffixed};
pub use registry::{Api, Client, Person, Registry};
pub(crate) use transaction::{CODE_LIFETIME, Code, Transaction};
