//! What is known about servers and libraries: read and measured facts in one form, and the counts that sentences tell.
//!
//! A [`Product`] has set-ups (a version in one configuration), a set-up has facts: what was asked ([`Topic`]), what came ([`Outcome`]),
//! how it is known ([`HowKnown`]). Client libraries and validators have files of their own. The files under `src/content/facts/` are made
//! by `scripts/facts.mjs` and are fetched when somebody asks for them.
//!
//! A product counts once, by its plain answer, and what was run wins over what was read ([`Product::answer`]). Every count has its
//! denominator beside it ([`Tally`]): the products that were run and issued a token for this grant, or those that were read alone.

mod clients;
mod how_known;
mod named;
mod outcome;
mod presets;
mod sentence;
mod servers;
mod tally;
mod topic;
mod validators;

pub use clients::{AssertionAudience, Client, Clients, Reaction, SecretPlace, SecretSpelling};
pub use how_known::HowKnown;
pub(crate) use named::named;
pub use outcome::Outcome;
pub use presets::{Place, PlaceKind, Preset, Presets, Source, Told};
pub use sentence::fill;
pub use servers::{Fact, Kind, Product, Seen, Servers, Setup, Shape};
pub use tally::{Answer, Group, Tally};
pub use topic::Topic;
pub use validators::{Judged, Validator, Validators};
