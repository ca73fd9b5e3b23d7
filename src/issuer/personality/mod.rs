//! Personalities: how a named server differs from what the standard asks, beyond what [`Policies`](super::Policies) choose.
//!
//! A [`Personality`] is plain data, and nothing in it says where it was learnt. One engine reads it, around the same named steps that
//! every request goes through: the request is read as that server reads it, the steps judge what is left, and the answer is spelt as that
//! server spells it. What a personality says nothing about stays as the standard has it. Everything that it changes leaves a note in the
//! trace, with the server's name and how that is known.
//!
//! | what | where |
//! |---|---|
//! | the data | [`Personality`] |
//! | what the issuer asks of it, step by step | `Manners`, [`Played`] |
//! | the request before the steps | `reading` |
//! | which scopes are granted | `scopes` |
//! | header and claims of tokens | `token`, `template` |
//! | which situation a refusal comes of, and how it is spelt | [`Situation`], `refusal` |
//! | every other answer | `answer`, `spelling` |
//!
//! The issuer knows the engine by the trait alone, so that a page where nobody plays a server does not load it.

mod answer;
mod data;
mod engine;
mod manners;
mod notes;
mod reading;
mod refusal;
mod scopes;
mod situation;
mod spelling;
mod template;
mod token;

pub use data::{
    Answer, IdToken, Json, Metadata, Order, Origins, Parameter, Personality, Reading, Repeated, ScopeMember, Scopes,
    Tokens, When,
};
pub use manners::Played;
pub(crate) use manners::{About, Jwt, Own, Parts, Place, Secrets};
pub use situation::Situation;
