//! What every server of this page is made of, whatever it serves.
//!
//! | what | where |
//! |---|---|
//! | a request taken apart, and the names under which the servers answer | `Incoming`, [`Names`] |
//! | named checks and what each decided | `Check`, [`Trace`] |
//! | the first checks of every request, CORS, `HEAD` | `Endpoint`, `cors` |
//! | how large a request may be | `size` |
//! | the shapes of answers, and ending a request with an OAuth error | `reply`, `refuse` |
//! | bounded memories: what is short-lived, what was used once, who failed too often | `Recent`, `ReplayMemory`, `Throttle` |
//! | DPoP proofs: judging them, and the nonces for them | `ProofCheck`, `Proofs` |
//!
//! Nothing here knows what an issuer or an API is.

pub(crate) mod ids;
pub(crate) mod reply;

mod cors;
mod endpoint;
mod incoming;
mod names;
mod nonces;
mod proofs;
mod recent;
mod refusal;
mod replay;
mod size;
mod throttle;
mod trace;

pub(crate) use endpoint::{Endpoint, METHOD, PROXY, admit, finish, nobody_here};
pub(crate) use incoming::Incoming;
pub use names::{API, ISSUER, LEDGER_SYNC_JWKS, MTLS_ISSUER, Names, NamesError, OTHER_ISSUER, STOCK_API};
pub(crate) use proofs::{ProofCheck, ProofRules, Proofs};
pub(crate) use recent::{Entry, Octets, Recent};
pub(crate) use refusal::{refuse, unavailable};
pub(crate) use replay::ReplayMemory;
pub(crate) use reply::Reply;
pub(crate) use size::SIZE;
pub use size::{MAX_ADDRESS, MAX_BODY, MAX_FIELDS};
pub(crate) use throttle::Throttle;
pub(crate) use trace::{Check, Text, quoted};
pub use trace::{Issued, Step, StepOutcome, Trace};
