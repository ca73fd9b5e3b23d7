//! *Send request*: the button, the request on its way, and the answer that it brings.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::edit::keep_address;
use super::{Answer, Model, Presented, RequestContext};
use crate::client;
use crate::oauth::{ErrorResponse, Party};
use crate::platform::document;
use crate::ports::Connection;
use crate::server::Trace;
use crate::ui::dom::{El, el};
use crate::ui::session::Session;

/// *Send request*: part of the form, which Enter in a field submits too, and of the bar at the bottom of narrow screens.
pub(super) fn send_button(session: Session, kind: &'static str) -> El {
    let running = move || session.build.with(Model::is_running);
    el("button")
        .class("btn go")
        .attr("type", kind)
        .live("aria-disabled", move || running().then_some("true"))
        .text(move || if running() { "Sending…" } else { "Send request" })
}

/// Sends the draft as it is and keeps the answer. Does nothing while another request is under way.
pub(super) fn send(session: Session) {
    let Some((run, request)) = session.build.try_update(Model::begin).flatten() else {
        if !session.build.with_untracked(Model::is_running) {
            document::announce("No request was sent: what is missing or too long is said under its field.");
        }
        return;
    };
    if session.build.with_untracked(|model| model.before.is_some()) {
        // Typed a moment ago. A reload brings it back even if the page fails now.
        keep_address(session);
    }
    let (draft, presented, certificate) =
        session.build.with_untracked(|model| (model.draft.clone(), model.presented(), model.certificate()));
    spawn_local(async move {
        let lab = session.lab();
        let network = lab.network();
        let (before, logins) = (network.arrivals(), network.issuer().logins());
        let is_registered = network.issuer().registry().client(draft.client_id.as_str()).is_some();
        let presented = if certificate.is_some() { presented } else { Presented::Nothing };
        let context = RequestContext { presented, is_registered, profile: lab.policies().profile };
        let connection = Connection { certificate: certificate.clone() };
        let sent = client::send(lab, network.clock(), Party::Issuer, request, &connection).await;
        let result = sent.map_err(|error| error.to_string()).map(|exchange| {
            // The log keeps the beginning of a long body.
            let same = |kept: &[u8]| exchange.request.body().starts_with(kept);
            let entry = network.log_after(before).into_iter().find(|entry| same(entry.exchange.request.body()));
            let trace = entry.map_or_else(Trace::default, |entry| entry.trace);
            Answer {
                run,
                draft,
                context,
                certificate,
                exchange,
                trace,
                logins: network.issuer().logins().saturating_sub(logins),
            }
        });
        document::announce(&spoken(&result));
        session.build.update(|model| model.end(run, result));
        session.refresh();
        // On narrow screens the answer is far below; on wide ones its pane may be scrolled.
        request_animation_frame(|| document::reveal("#answer > section"));
    });
}

/// One sentence for those who cannot see the answer appear.
fn spoken(result: &Result<Answer, String>) -> String {
    match result {
        Err(failure) => failure.clone(),
        Ok(answer) => {
            let response = &answer.exchange.response;
            let status = response.status().as_u16().to_string();
            match ErrorResponse::parse(response.body()) {
                Some(error) => ["The issuer refused: ", &status, " ", &error.error, "."].concat(),
                None => {
                    let arrived = answer.receipt().arrived().to_string();
                    ["Answered ", &status, ". ", &arrived, " of 6 members arrived."].concat()
                }
            }
        }
    }
}
