//! Making tokens of this issuer, and knowing them again.

pub(crate) mod id_token;

mod own_token;
mod sign;

pub(crate) use own_token::OwnToken;
pub(crate) use sign::{of_type, payload, sign};
