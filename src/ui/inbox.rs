//! What is on its way to Decode: a text, and where it came from. The decoder takes it when it is there.
//!
//! Its model is in a part of the module of its own, so what other screens hand over waits here. It is in memory only.

/// A text for the decoder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The text; empty where what came was taken away.
    pub text: String,
    /// Where it came from.
    pub from: Sender,
}

/// Where a text for the decoder came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// It was in the address of the page, and has been taken out of it.
    Address,
    /// An authorization code was in the address, and is nowhere now.
    Code,
    /// Something secret was in the address, and is nowhere now.
    Secret,
    /// It is from an answer on another screen.
    Answer,
}
