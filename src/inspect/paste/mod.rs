//! What somebody pasted: which tokens are in it, where they stood, and what was taken away to get at each.
//!
//! A token travels in headers (RFC 6750 §2.1), forms (RFC 6749 §3.2), fragments (RFC 6749 §4.2.2) and JSON (RFC 6749 §5.1), and people copy it
//! with whatever stands around it. The strict readers in `jose` and `oauth` never see this leniency: it is a courtesy to the person at the
//! screen, and each of its steps is named. Nothing here judges a token. Every reader goes once over the text, however it is made.
//!
//! - [`Pasted`] is the result; `kind`, `look`, `http_answer` and `address` say what a text is that holds no token.
//! - `search` goes over the `plain` text; `compact` and `seam` read one token, `base64_text` looks into wrappings, `opaque` knows tokens by name.
//! - `chunks` joins what was cut into several cookies, `cookie_seal` knows what Express puts around a value.
//! - `context` and `json_place` tell what a token stood under, `repairs` what was taken away.

mod address;
mod answer_names;
mod base64_text;
mod candidate;
mod chunks;
mod compact;
mod context;
mod cookie_seal;
mod http_answer;
mod json_place;
mod key_text;
mod kind;
mod lines;
mod look;
mod octets;
mod opaque;
mod pasted;
mod plain;
mod repairs;
mod seam;
mod search;
mod shape;

pub(in crate::inspect) use answer_names::by_the_standard;
pub use candidate::Candidate;
pub(crate) use http_answer::HttpAnswer;
pub use kind::{KeyLook, TextKind};
pub(crate) use look::Look;
pub use pasted::Pasted;
pub(in crate::inspect) use pasted::is_bare_token;
pub use plain::LONGEST_TEXT;
