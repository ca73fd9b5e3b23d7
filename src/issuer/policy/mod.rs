//! Where the specifications leave the issuer a choice, and where some servers leave the specifications.

mod about_clients;
mod choices;
mod error;
mod names;
mod policies;
mod profile;

pub use about_clients::{UserClaims, UserinfoAccounts};
pub use choices::{ACCESS_TOKEN_ALGORITHMS, AccessTokenForm, ExpiresIn, OpenidPolicy, SubjectStyle};
pub use error::PolicyError;
pub use policies::Policies;
pub use profile::Profile;
