//! Taking turns: a run that changes policies or the clock for a while must be alone with the issuer.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// Whose turn it is. The page has one thread, so what is shared is a flag.
#[derive(Default)]
pub(super) struct RunLock {
    is_taken: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
}

impl RunLock {
    /// Waits until nobody else has the turn. It is over when the result is dropped.
    pub(super) async fn take(&self) -> RunGuard<'_> {
        poll_fn(|context| {
            if self.is_taken.replace(true) {
                self.waiting.borrow_mut().push(context.waker().clone());
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        })
        .await;
        RunGuard(self)
    }
}

/// A turn.
pub(super) struct RunGuard<'a>(&'a RunLock);

impl Drop for RunGuard<'_> {
    fn drop(&mut self) {
        self.0.is_taken.set(false);
        for waker in self.0.waiting.take() {
            waker.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::Context;

    use super::*;

    #[test]
    fn the_second_waits_until_the_first_is_done() {
        let lock = RunLock::default();
        let mut context = Context::from_waker(Waker::noop());
        let Poll::Ready(first) = pin!(lock.take()).poll(&mut context) else { panic!("nobody had the turn") };
        let mut second = pin!(lock.take());
        assert!(second.as_mut().poll(&mut context).is_pending());
        drop(first);
        assert!(second.as_mut().poll(&mut context).is_ready());
    }
}
