//! Going on with an answer that was got elsewhere, as if it had been sent from here.

use leptos::prelude::*;

use super::super::{Answer, Model, RequestContext};
use super::model::Pasted;
use crate::content::build;
use crate::inspect::{PastedAnswer, Seen};
use crate::oauth::{Exchange, Party};
use crate::platform::{BrowserClock, document};
use crate::ports::Clock;
use crate::server::Trace;
use crate::ui::session::Session;

/// Keeps the answer as that to the request that has none.
pub(super) fn accept(session: Session, pasted: PastedAnswer) {
    let Some(unanswered) = session.own.with_untracked(|own| own.unanswered.clone()) else { return };
    let Some(run) = session.build.try_update(Model::begin).flatten() else { return };
    let (from, to, at) = (Party::Client, Party::Issuer, BrowserClock.now());
    let exchange = Exchange { from, to, request: unanswered.request, response: pasted.response, at };
    let seen = if pasted.is_head_assumed { Seen::Body } else { Seen::Whole };
    session.own.update(|own| {
        own.unanswered = None;
        own.pasted = Some(Pasted { run, seen });
    });
    session.build.update(|model| {
        let answer = Answer {
            run,
            draft: model.draft.clone(),
            context: RequestContext::default(),
            certificate: None,
            exchange,
            earlier: None,
            trace: Trace::default(),
            logins: 0,
        };
        model.end(run, Ok(answer));
    });
    document::announce(build::PASTED);
    request_animation_frame(|| document::reveal("#answer > section"));
}
