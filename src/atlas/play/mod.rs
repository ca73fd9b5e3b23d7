//! Servers as they are: what is known of a product becomes a personality that the embedded issuer plays.
//!
//! | what | where |
//! |---|---|
//! | a product that can be played, with what of it is imitated, left and unknown | [`imitate`], [`Imitation`] |
//! | which fact of a product counts: what was run before what was read, in the plainest set-up | `known` |
//! | facts about requests and scopes | `requests`, `scopes` |
//! | facts about tokens | `tokens`, `claims` |
//! | facts about answers | `answers`, `endpoints` |
//! | one request to all of them, and what of their answers can be compared | [`grid()`], [`Reduced`] |
//! | a pasted answer beside theirs | [`nearest()`] |
//!
//! Nothing here knows more of a server than its typed facts say. What is not verified, or somebody else's word alone, is not imitated.

mod answers;
mod claims;
mod endpoints;
mod grid;
mod imitation;
mod known;
mod lines;
mod nearest;
mod reduced;
mod requests;
mod scopes;
mod sketch;
mod tokens;

pub use grid::{Answered, QUESTIONS, Who, grid};
pub use imitation::{Imitation, imitate, imitate_setup};
pub use lines::{Column, Line, Order, csv, differing, lines, markdown};
pub use nearest::{Aspect, Compared, Difference, nearest};
pub use reduced::{Kind, Reduced};
pub use sketch::{Left, Why};
