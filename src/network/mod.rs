//! Everything that answers in this page, behind one wire: the issuer, the demo APIs, a client's website, and another issuer.
//!
//! [`Network::handle`] is the only way in and takes what a wire would carry: an HTTP request, and what the connection under it would
//! show. The servers reach each other the same way, so the log has every message, whoever sent it.
//!
//! | what | where |
//! |---|---|
//! | who answers at which name | `host` |
//! | the TLS proxy in front of all of them (RFC 9440) | `proxy` |
//! | the log of every message | [`LogEntry`], `log` |
//! | the clock that all of them read, and a learner moves | [`AdjustableClock`] |
//! | what whoever runs them may see and change | `administration` |
//! | the website of the demo client with a key of its own | `client_site` |
//! | another issuer, which is not honest about itself | `other_issuer` |
//! | the key pairs of both | `key_pair` |

mod administration;
mod api_settings;
mod client_site;
mod clock;
mod host;
mod key_pair;
mod log;
mod other_issuer;
mod proxy;
mod wire;

pub use clock::{AdjustableClock, is_on_the_clock};
pub use host::is_host;
pub use log::{CAPACITY as LOG_CAPACITY, LogEntry};
pub use wire::{Network, Told};
