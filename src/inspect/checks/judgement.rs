//! Whether somebody would accept a token: every check apart, in two readings side by side, and never one word for all.

use super::checked_as::CheckedAs;
use super::expected::Expected;
use super::line::{Line, Outcome, Reading};
use super::signature::SignatureReport;
use super::token_view::TokenView;
use super::{access_token, any_jwt, client_assertion, dpop_proof, id_token, library_differences, logout_token};
use crate::facts::Validators;
use crate::inspect::{Decoded, Phrase, Shape};

/// The checks of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What the token was judged as.
    pub checked_as: CheckedAs,
    /// Every check, in the order in which people read them; none for a text that is no token.
    pub lines: Vec<Line>,
}

impl Judgement {
    /// Judges `decoded` as somebody would who expects `expected`. With the facts about libraries each line says how they differ there.
    #[must_use]
    pub fn new(
        decoded: &Decoded,
        signature: &SignatureReport,
        checked_as: CheckedAs,
        expected: &Expected,
        validators: Option<&Validators>,
    ) -> Self {
        if matches!(decoded.shape, Shape::Nothing | Shape::Text | Shape::Opaque | Shape::Json) {
            return Self { checked_as, lines: Vec::new() };
        }
        let token = TokenView::new(decoded, signature, expected);
        let mut lines = match checked_as {
            CheckedAs::AccessToken => access_token::lines(&token),
            CheckedAs::IdToken => id_token::lines(&token),
            CheckedAs::ClientAssertion => client_assertion::lines(&token),
            CheckedAs::DpopProof => dpop_proof::lines(&token),
            CheckedAs::LogoutToken => logout_token::lines(&token),
            CheckedAs::AnyJwt => any_jwt::lines(&token),
        };
        if decoded.is_encrypted() {
            only_form(&mut lines);
        } else if let Some(validators) = validators {
            library_differences::add(&mut lines, &token, checked_as, validators);
        }
        Self { checked_as, lines }
    }

    /// How many lines ended in this way.
    #[must_use]
    pub fn count(&self, reading: Reading, outcome: Outcome) -> usize {
        self.lines.iter().filter(|line| line.outcome(reading) == outcome).count()
    }

    /// The lines for which a reading refuses the token.
    pub fn failures(&self, reading: Reading) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.outcome(reading) == Outcome::Fails)
    }

    /// The line with this name.
    #[must_use]
    pub fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }
}

/// Of an encrypted token nothing but its form can be asked: everything else is inside.
fn only_form(lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|line| line.name != "structure") {
        *line =
            Line::both(line.name, line.citation.clone(), Outcome::DoesNotApply, Some(Phrase::new("reason_encrypted")));
    }
}
