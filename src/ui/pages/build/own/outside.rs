//! Sending to the outside: only from `own.html`, only to the origins that its reader allowed, and a request that carries something only
//! after a question that names the host. What leaves is counted.

use std::pin::Pin;

use http::{Request, Response};
use leptos::prelude::*;

use super::model::{Consent, Unanswered, carries, has_preflight, origin_of};
use super::question::Question;
use crate::client::origin::Origin;
use crate::client::unread::{Circumstances, Ended, Reach};
use crate::platform::network::{NetTransport, is_online};
use crate::platform::{document, own_page};
use crate::ports::{Connection, Transport, TransportError};
use crate::ui::session::Session;

/// An answer that is on its way.
pub(crate) type Sending = Pin<Box<dyn Future<Output = Result<Response<Vec<u8>>, TransportError>>>>;

thread_local! {
    static NETWORK: &'static NetTransport = Box::leak(Box::default());
}

/// Sends a request of the client to the outside, and keeps what is known when no answer comes.
pub(crate) fn send(request: Request<Vec<u8>>) -> Sending {
    let session = Session::take();
    Box::pin(async move {
        session.own.update(|own| own.unanswered = None);
        let sent = with_consent(session, request.clone()).await;
        if let Err(error) = &sent {
            keep(session, request, error);
        }
        sent
    })
}

async fn with_consent(session: Session, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
    let host = may_ask(&request)?;
    let carries = carries(&request);
    if !carries.is_empty() && !session.own.with_untracked(|own| own.agreed.contains(&host)) {
        let question = Question::default();
        let consent = Consent { host: host.clone(), carries, question: question.clone() };
        session.own.update(|own| own.consent = Some(consent));
        request_animation_frame(|| {
            document::reveal("#consent");
            document::focus("#consent h2");
        });
        let yes = question.answered().await;
        session.own.update(|own| {
            own.consent = None;
            if yes {
                own.agreed.push(host);
            }
        });
        if !yes {
            return Err(TransportError::Cancelled);
        }
    }
    fetch(session, request).await
}

/// Sends a request that carries nothing, or about which the reader was asked before.
pub(super) async fn fetch(session: Session, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
    let host = may_ask(&request)?;
    session.outbound.update(|outbound| outbound.count(&host));
    NETWORK.with(|network| *network).send(request, &Connection::default()).await
}

/// Ends what is under way.
pub(super) fn cancel() {
    NETWORK.with(|network| network.cancel());
}

/// The origin of a request that this page may send.
fn may_ask(request: &Request<Vec<u8>>) -> Result<String, TransportError> {
    let origin = origin_of(request).map(|origin| origin.to_string()).unwrap_or_default();
    let is_allowed = own_page::allowed().is_some_and(|allowed| allowed.contains(&origin));
    if is_allowed { Ok(origin) } else { Err(TransportError::NotSent(origin)) }
}

/// What is known about a request without an answer.
pub(super) fn circumstances(request: &Request<Vec<u8>>, error: &TransportError) -> Option<Circumstances> {
    Some(Circumstances {
        is_online: is_online(),
        has_preflight: has_preflight(request),
        page: Origin::of(&own_page::origin())?,
        target: origin_of(request)?,
        ended: Ended::of(error),
        reach: Reach::NotTried,
    })
}

fn keep(session: Session, request: Request<Vec<u8>>, error: &TransportError) {
    let Some(circumstances) = circumstances(&request, error) else { return };
    let was_sent = !matches!(error, TransportError::NotSent(_));
    session.own.update(|own| own.unanswered = Some(Unanswered { request, circumstances, was_sent }));
}
