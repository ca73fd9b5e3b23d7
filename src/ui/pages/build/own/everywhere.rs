//! Whoever answers for an address, in this page or outside of it, behind the one port that Build sends through.

use std::future::poll_fn;
use std::task::Poll;

use super::model::is_ours;
use crate::client::Draft;
use crate::jose::JwkSet;
use crate::network::is_host;
use crate::platform::BrowserClock;
use crate::ports::{Clock, Connection, Transport, TransportError, UnixTime};
use crate::ui::dom::{Node, keyed};
use crate::ui::part::Part;
use crate::ui::session::Session;
use http::{Request, Response};

/// The issuer in this page for its own host names, and the network for all others: there only after the reader has agreed.
pub(crate) struct Everywhere(pub(crate) Session);

impl Transport for Everywhere {
    async fn send(
        &self,
        request: Request<Vec<u8>>,
        connection: &Connection,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        if is_host(request.uri().host().unwrap_or_default()) {
            return self.0.lab().send(request, connection).await;
        }
        (here(self.0.parts.own).await.send)(request).await
    }
}

/// The time by which a draft is signed: that of the issuer in this page, which the reader can move, or the real one for every other.
pub(crate) fn now(session: Session, draft: &Draft) -> UnixTime {
    if is_ours(&draft.token_endpoint) { session.now() } else { BrowserClock.now() }
}

/// The keys of the reader's own issuer, asked for if they may be; `None` where there are none.
pub(crate) async fn key_set(session: Session) -> Option<JwkSet> {
    (here(session.parts.own).await.keys)().await
}

/// What stands above the answer: a question that is open, and what to do when none came.
pub(crate) fn outside_pane(session: Session) -> Node {
    let is_here = move || if session.parts.own.follow().is_some() { "1" } else { "" };
    keyed(is_here, move || session.parts.own.get().map(|own| (own.pane)()))
}

/// The part, as soon as it is here.
async fn here<T>(part: Part<T>) -> &'static T {
    poll_fn(|context| match part.get() {
        Some(table) => Poll::Ready(table),
        None => {
            let waker = context.waker().clone();
            part.then(move |_| waker.wake());
            Poll::Pending
        }
    })
    .await
}
