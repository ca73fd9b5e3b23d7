//! A question to the reader that something waits for.

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// A question; copies are the same one. It is answered once.
#[derive(Clone, Debug, Default)]
pub struct Question(Rc<RefCell<State>>);

#[derive(Debug, Default)]
struct State {
    answer: Option<bool>,
    waits: Option<Waker>,
}

impl Question {
    /// Answers it. A second answer changes nothing.
    pub fn answer(&self, yes: bool) {
        let mut state = self.0.borrow_mut();
        if state.answer.is_none() {
            state.answer = Some(yes);
            if let Some(waker) = state.waits.take() {
                waker.wake();
            }
        }
    }

    /// Waits for the answer.
    pub async fn answered(&self) -> bool {
        poll_fn(|context| {
            let mut state = self.0.borrow_mut();
            match state.answer {
                Some(yes) => Poll::Ready(yes),
                None => {
                    state.waits = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::Context;

    use super::*;

    #[test]
    fn the_first_answer_counts_and_whoever_waits_gets_it() {
        let question = Question::default();
        let same = question.clone();
        let mut waiting = pin!(same.answered());
        let mut context = Context::from_waker(Waker::noop());
        assert_eq!(waiting.as_mut().poll(&mut context), Poll::Pending);
        question.answer(true);
        question.answer(false);
        assert_eq!(waiting.as_mut().poll(&mut context), Poll::Ready(true));
    }
}
