//! Reading what came back: tokens somebody pasted, claims, signatures, and the Response Receipt.
//!
//! - `paste/`: [`Pasted`] finds the tokens in a pasted text and says what it took away to get at each.
//! - `token/`: [`Decoded`] takes a token apart as far as it goes.
//! - `verdict/`: [`Verdict`] says what the token seems to be and whom it is about, each with its reasons.
//! - `claims/`: [`ClaimTable`] shows the claims by group, with the words of the [`Dictionary`], as the verdict has them mean.
//! - `object_literal` reads objects as programs write them, where JSON was meant.
//! - `keys/`: [`KeyRing`] finds the keys in pasted text; [`CertificateFacts`] says what a certificate says.
//! - `decryption/`: [`open_encrypted`] opens an encrypted token with the keys at hand.
//! - `checks/`: [`signature`] checks it against keys; [`Judgement`] is whether somebody would accept it, check by check; [`States`] keeps
//!   *decoded*, *signature* and *claims* apart (RFC 7519 §11.1).
//! - `findings/`: [`findings`] says what else about it somebody should know.
//! - `report/`: [`Report`] writes all of it as JSON.
//! - `response/`: [`Receipt`] lists what a token response could carry and what it did (RFC 6749 §5.1).
//!
//! This room is lenient in reading and never in judging: what is strict is in `jose` and `oauth`. It says things by [`Phrase`]
//! (`wording/`), without words of its own.

mod checks;
mod claim_names;
mod claims;
mod decryption;
mod diff;
mod findings;
mod headline;
mod keys;
mod object_literal;
mod paste;
mod report;
mod response;
mod token;
mod verdict;
mod wording;

pub(crate) use checks::is_beyond_doubles;
pub use checks::{
    Acceptance, CheckedAs, ClaimsState, Decoding, Expected, Judgement, KeyTried, Line, NotCheckedReason, Outcome,
    Reading, SignatureReport, SignatureState, States, TokenHashes, ValidatorsRemark, own_certificates, signature,
};
pub use claim_names::{CLIENT_CLAIMS, LOGIN_CLAIMS, OTHER_PERSON_CLAIMS, USER_CLAIMS, login_claims, user_claims};
pub use claims::{
    ClaimRow, ClaimTable, Dictionary, Entry, Group, TimeReading, ValueKind, read_time, read_time_as_written, show,
};
pub use decryption::{DecryptionReport, DecryptionState, Opening, open as open_encrypted};
pub use diff::{Change, Difference, Named, diff};
pub use findings::{Finding, findings};
pub use keys::{
    CertificateFacts, ChainEntry, KeyRing, KeySource, KeyTextProblem, LONGEST_KEY_TEXT, RingKey, SecretSpelling,
    Validity, certificate_chain, certificate_facts, certificates_of, chain_faults, secrets,
};
pub use paste::{Candidate, KeyLook, LONGEST_TEXT, Pasted, TextKind};
pub use report::{Given, Inspected, Inspection, Report, Signed};
pub use response::{
    GrantedScope, IdTokenNote, PastedAnswer, ROWS, Receipt, ReceiptRow, Remark, Reply, ResponseReading, Seen,
    TokenForm, read_answer, token_answer_remarks,
};
pub use token::{
    Decoded, DigestPlace, Disclosure, JsonForm, JsonRecipient, JsonSignature, JsonText, JsonTree, KeyBinding,
    LONGEST_TOKEN, Member, Part, Paseto, Presented, Problem, Purpose, SdJwt, Shape, Signable, Span, Spelling, Step,
    TokenKind, exact,
};
pub use verdict::{About, Kind, Reasons, Standpoint, Sureness, Verdict};
pub use wording::{Phrase, Severity, Text, Words, duration, utc, visible};
