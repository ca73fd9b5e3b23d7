//! Keys that act without a control having the focus. Those of a single letter are off until the reader switches them on
//! (WCAG 2.2, 2.1.4), because people who speak to their computer would press them by accident.

use super::route::Route;
use crate::lab::Step;

/// What a key does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Goes to another place.
    Go(Route),
    /// Presses the button that runs what is on the screen.
    Run,
}

/// What a single key does on the screen of `route`.
#[must_use]
pub fn deed(key: &str, route: &Route) -> Option<Deed> {
    match key {
        "/" => Some(Deed::Go(Route::Search { query: String::new() })),
        "r" => Some(Deed::Run),
        "n" => neighbour(route, true).map(Deed::Go),
        "p" => neighbour(route, false).map(Deed::Go),
        _ => None,
    }
}

/// The step or question before or after the one on the screen.
fn neighbour(route: &Route, after: bool) -> Option<Route> {
    match route {
        Route::Learn { step } => {
            let step = Step::of(*step)?;
            let other = if after { step.next() } else { step.previous() }?;
            Some(Route::Learn { step: other.number })
        }
        Route::Quiz { question: Some(number) } => {
            let other = if after { number + 1 } else { number - 1 };
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

    #[test]
    fn next_and_previous_go_along_steps_and_questions_and_stop_at_the_ends() {
        let learn = |step| Route::Learn { step };
        let quiz = |number| Route::Quiz { question: Some(number) };
        let go = |route| Some(Deed::Go(route));
        for (key, from, to) in [
            ("n", learn(1), go(learn(2))),
            ("p", learn(2), go(learn(1))),
            ("p", learn(1), None),
            ("n", learn(12), None),
            ("n", learn(99), None),
            ("n", quiz(9), go(quiz(10))),
            ("n", quiz(10), None),
            ("p", quiz(1), None),
            ("n", Route::Decode, None),
            ("x", learn(1), None),
        ] {
            assert_eq!(deed(key, &from), to, "{key} at {from:?}");
        }
        assert_eq!(deed("/", &Route::Decode), go(Route::Search { query: String::new() }));
        assert_eq!(deed("r", &Route::Decode), Some(Deed::Run));
    }

    #[test]
    fn the_quiz_has_as_many_questions() {
        let quiz: crate::lab::quiz::Quiz = crate::texts::read(include_str!("../content/en/quiz.json")).expect("a quiz");
        assert_eq!(quiz.questions.len(), usize::from(QUESTIONS));
    }
}
