//! Keys that act without a control having the focus. Those of a single letter are off until the reader switches them on
//! (WCAG 2.2, 2.1.4), because people who speak to their computer would press them by accident.

use super::route::{Area, Route};
use crate::lab::Step;

/// What a key does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Goes to another place.
    Go(Box<Route>),
    /// Presses the button that runs what is on the screen.
    Run,
}

/// What a single key does on the screen of `route`.
#[must_use]
pub fn shortcut(key: &str, route: &Route) -> Option<Shortcut> {
    match key {
        "/" => Some(go(Route::Search { query: String::new() })),
        // Where running is all that the screen's first button does: that of a configuration replaces the issuer's.
        "r" => matches!(route.area(), Some(Area::Learn | Area::Answer | Area::Compare | Area::Build))
            .then_some(Shortcut::Run),
        "n" => neighbour(route, true).map(go),
        "p" => neighbour(route, false).map(go),
        _ => None,
    }
}

fn go(route: Route) -> Shortcut {
    Shortcut::Go(Box::new(route))
}

/// The step or question before or after the one on the screen.
fn neighbour(route: &Route, after: bool) -> Option<Route> {
    match route {
        Route::Learn { step } => {
            let step = Step::of(*step)?;
            let other = if after { step.next() } else { step.previous() }?;
            Some(Route::Learn { step: other.id })
        }
        Route::Quiz { question: Some(number) } => {
            let other = if after { number.checked_add(1) } else { number.checked_sub(1) }?;
            (1..=QUESTIONS).contains(&other).then_some(Route::Quiz { question: Some(other) })
        }
        _ => None,
    }
}

/// How many questions the quiz has; a test holds it to the content.
const QUESTIONS: u16 = 10;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::StepId;

    #[test]
    fn next_and_previous_go_along_steps_and_questions_and_stop_at_the_ends() {
        let learn = |number| Route::Learn { step: StepId::learn(number) };
        let field = |number| Route::Learn { step: StepId::field(number) };
        let quiz = |number| Route::Quiz { question: Some(number) };
        let go = |route: Route| Some(Shortcut::Go(Box::new(route)));
        for (key, from, to) in [
            ("n", learn(1), go(learn(2))),
            ("p", learn(2), go(learn(1))),
            ("p", learn(1), None),
            ("n", learn(12), None),
            ("n", learn(99), None),
            ("n", field(1), go(field(2))),
            ("p", field(1), None),
            ("n", field(6), None),
            ("n", quiz(9), go(quiz(10))),
            ("n", quiz(10), None),
            ("p", quiz(1), None),
            ("n", quiz(u16::MAX), None),
            ("p", quiz(u16::MAX), None),
            ("n", Route::Decode, None),
            ("x", learn(1), None),
        ] {
            assert_eq!(shortcut(key, &from), to, "{key} at {from:?}");
        }
        assert_eq!(shortcut("/", &Route::Decode), go(Route::Search { query: String::new() }));
    }

    #[test]
    fn a_key_runs_only_where_there_is_something_to_run() {
        for (address, runs) in [
            ("#/learn/6", true),
            ("#/learn/6/annotated", true),
            ("#/compare", true),
            ("#/compare/tokens-returned/oidc", true),
            ("#/compare/all", true),
            ("#/build", true),
            ("#/issuer/configuration", false),
            ("#/issuer/clock", false),
            ("#/quiz/1", false),
            ("#/decode", false),
            ("#/search", false),
            ("#/nowhere", false),
        ] {
            assert_eq!(shortcut("r", &Route::parse(address)), runs.then_some(Shortcut::Run), "{address}");
        }
    }

    #[test]
    fn the_quiz_has_as_many_questions() {
        let quiz: crate::lab::quiz::Quiz = crate::texts::read(include_str!("../content/en/quiz.json")).expect("a quiz");
        assert_eq!(quiz.questions.len(), usize::from(QUESTIONS));
    }
}
