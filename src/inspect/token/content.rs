//! What comes to a token from elsewhere: content that travels apart from its signature, and what somebody has decrypted.

use super::decode::Decoded;
use super::part::Part;
use super::shape::Shape;
use crate::jose::Segment;

impl Decoded {
    /// The same with the content that travels apart from its signature: shown as its payload, and there for checking the signature.
    #[must_use]
    pub fn with_content(mut self, content: &[u8]) -> Self {
        if self.shape == Shape::Detached || self.json_form.as_ref().is_some_and(|form| form.payload.is_none()) {
            self.payload = Some(Part::of_text(Segment::Payload, "", 0, content.to_vec()));
            self.content = Some(content.to_vec());
            // The payload was missing, and now it is here.
            self.problems.retain(|problem| problem.segment != Some(Segment::Payload));
            self.find_nested();
        }
        self
    }

    /// The same with what somebody has decrypted: shown as its payload, and as the token that it may be.
    #[must_use]
    pub fn with_plaintext(mut self, plaintext: &[u8]) -> Self {
        self.payload = Some(Part::of_text(Segment::Payload, "", 0, plaintext.to_vec()));
        self.find_nested();
        self
    }
}
