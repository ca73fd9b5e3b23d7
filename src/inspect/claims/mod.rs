//! What a token's claims say, and what the token seems to be.

mod dictionary;
mod kind;
mod table;

pub use dictionary::{Dictionary, Entry, Group, ValueKind};
pub use kind::{Guess, Kind};
pub use table::{
    ClaimRow, ClaimTable, LOGIN_CLAIMS, OTHER_PERSON_CLAIMS, TimeReading, USER_CLAIMS, client_claim, is_about_client,
    login_claims, read_time, show, user_claims,
};
