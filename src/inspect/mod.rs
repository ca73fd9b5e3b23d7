//! Reading what came back: tokens somebody pasted, claims, signatures, and the Response Receipt.
//!
//! - `token/`: [`Pasted`] finds the token in pasted text and says what it took away; [`Decoded`] takes it apart as far as it goes.
//! - `claims/`: [`ClaimTable`] shows the claims by group, with the words of the [`Dictionary`]; [`Guess`] says what the token seems to be.
//! - `keys/`: [`KeyRing`] finds the keys in pasted text; [`CertificateFacts`] says what a certificate says.
//! - `checks/`: [`signature`] checks it against keys; [`Checklist`] is what an API would check; [`States`] keeps *decoded*, *signature* and
//!   *claims* apart (RFC 7519 §11.1).
//! - `response/`: [`Receipt`] lists what a token response could carry and what it did (RFC 6749 §5.1).
//!
//! This room is lenient in reading and never in judging: what is strict is in `jose` and `oauth`. It says things by [`Phrase`]
//! (`wording/`), without words of its own.

mod checks;
mod claims;
mod diff;
mod keys;
mod response;
mod token;
mod wording;

pub use checks::{CheckLine, CheckOutcome, Checklist, ClaimsState, Decoding, SignatureState, States, signature};
pub use claims::{
    ClaimRow, ClaimTable, Dictionary, Entry, Group, Guess, Kind, LOGIN_CLAIMS, OTHER_PERSON_CLAIMS, TimeReading,
    USER_CLAIMS, ValueKind, client_claim, is_about_client, login_claims, read_time, show, user_claims,
};
pub use diff::{Change, Difference, Named, diff};
pub use keys::{
    CertificateFacts, KeyRing, KeySource, KeyTextProblem, LONGEST_KEY_TEXT, RingKey, SecretSpelling, Validity,
    certificate_facts, certificates_of, secrets,
};
pub use response::{GrantedScope, IdTokenNote, ROWS, Receipt, ReceiptRow, Reply, TokenForm};
pub use token::{Decoded, Found, JsonText, LONGEST, Member, Part, Pasted, Problem, Shape, Span, TokenKind};
pub use wording::{Phrase, Text, Words, duration, utc, visible};
