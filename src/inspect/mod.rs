//! Reading what came back: tokens somebody pasted, claims, signatures, and the Response Receipt.
//!
//! - [`Pasted`] finds the token in pasted text and says what it took away; [`Decoded`] takes it apart as far as it goes.
//! - [`ClaimTable`] shows the claims by group, with the words of the [`Dictionary`]; [`Guess`] says what the token seems to be.
//! - [`signature`] checks it against keys; [`Checklist`] is what an API would check; [`States`] keeps *decoded*, *signature* and
//!   *claims* apart (RFC 7519 §11.1).
//! - [`Receipt`] lists what a token response could carry and what it did (RFC 6749 §5.1).
//!
//! This room is lenient in reading and never in judging: what is strict is in `jose` and `oauth`. It says things by [`Phrase`],
//! without words of its own.

mod checklist;
mod claims;
mod decode;
mod dictionary;
mod diff;
mod granted_scope;
mod json_text;
mod kind;
mod named_tokens;
mod part;
mod paste;
mod phrase;
mod problem;
mod receipt;
mod receipt_remarks;
mod reply;
pub mod signature;
mod states;
mod time_text;
mod token_character;
mod visible;
mod words;

pub use checklist::{CheckLine, CheckOutcome, Checklist};
pub use claims::{
    ClaimRow, ClaimTable, LOGIN_CLAIMS, TimeReading, USER_CLAIMS, client_claim, is_about_client, login_claims,
    read_time, show, user_claims,
};
pub use decode::{Decoded, Shape};
pub use dictionary::{Dictionary, Entry, Group, ValueKind};
pub use diff::{Change, Difference, Named, diff};
pub use granted_scope::GrantedScope;
pub use json_text::{JsonText, Member, Span, TokenKind};
pub use kind::{Guess, Kind};
pub use named_tokens::Found;
pub use part::Part;
pub use paste::{LONGEST, Pasted};
pub use phrase::Phrase;
pub use problem::Problem;
pub use receipt::{IdTokenNote, ROWS, Receipt, ReceiptRow, TokenForm};
pub use reply::Reply;
pub use signature::SignatureState;
pub use states::{ClaimsState, Decoding, States};
pub use time_text::{duration, utc};
pub use visible::visible;
pub use words::{Text, Words};
