//! The headline over a token: what it is, whom it is about, whether its time is over, and what is known of its signature.

use super::claims::{TimeReading, read_time_as_written};
use super::{About, Decoded, Phrase, Shape, SignatureState, Verdict};
use crate::ports::UnixTime;

impl Verdict {
    /// The code of what `decoded` is, in a heading.
    #[must_use]
    pub const fn heading(&self, decoded: &Decoded) -> &'static str {
        match decoded.shape {
            Shape::Opaque => "kind_opaque",
            _ => self.kind.code(),
        }
    }

    /// What stands over everything else, in order: the kind, about whom, the expiry by this device's clock, the signature's state.
    #[must_use]
    pub fn headline(&self, decoded: &Decoded, signature: &SignatureState, now: UnixTime) -> Vec<Phrase> {
        let mut phrases = vec![Phrase::new(self.heading(decoded))];
        if self.about != About::NotAsked {
            phrases.push(Phrase::new(self.about.code()));
        }
        let Some(payload) = &decoded.payload else { return phrases };
        // What content elsewhere says about an end, nobody sees here; a token inside says it itself.
        let is_elsewhere = decoded.shape == Shape::Detached && decoded.content.is_none() || decoded.nested.is_some();
        match payload.raw("exp") {
            None if is_elsewhere => {}
            None => phrases.push(Phrase::new("head_no_expiry")),
            Some(exp) => phrases.push(expiry(&read_time_as_written("exp", exp, now))),
        }
        phrases.push(Phrase::new(signature.heading()));
        phrases
    }
}

/// How `exp` stands to this device's clock.
fn expiry(time: &TimeReading) -> Phrase {
    let code = match time.relative.code {
        "time_exp_ahead" => "head_expires",
        "time_exp_now" => "head_expires_now",
        "time_exp_past" => "head_expired",
        _ => "head_expiry_unreadable",
    };
    let duration = time.relative.fact("duration").unwrap_or_default();
    Phrase { code, facts: vec![("duration", duration.to_owned())] }
}
