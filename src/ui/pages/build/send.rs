//! *Send request*: the button, the request on its way, and the answer that it brings.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::edit::keep_address;
use super::keys::Keys;
use super::own::{follow_endpoint, now};
use super::prove::{deliver, proof_key, prove};
use super::{Answer, Model, Presented, RequestContext};
use crate::client::Draft;
use crate::oauth::dpop::nonce_of;
use crate::oauth::{ErrorResponse, Party};
use crate::platform::{BrowserRandom, document, painted};
use crate::ports::Connection;
use crate::texts::fill;
use crate::ui::content::Texts;
use crate::ui::dom::{El, el};
use crate::ui::session::Session;

/// The error of a server that wants its nonce in the proof (RFC 9449 §8).
const USE_NONCE: &str = "use_dpop_nonce";

/// *Send request*: part of the form, in which Enter in a field does the same, and of the bar at the bottom of narrow screens.
pub(super) fn send_button(session: Session, texts: Texts) -> El {
    let running = move || session.build.with(Model::is_running);
    let (sending, send_it) = (texts.pages.build("sending"), texts.pages.build("send"));
    el("button")
        .class("btn go")
        .attr("type", "button")
        .on("click", move |_| send(session, texts))
        .live("aria-disabled", move || running().then_some("true"))
        .text(move || if running() { sending } else { send_it })
}

/// Sends the draft as it is and keeps the answer. Does nothing while another request is under way.
pub(super) fn send(session: Session, texts: Texts) {
    let Some(run) = session.build.try_update(Model::begin).flatten() else {
        if let Some(problem) = session.build.with_untracked(Model::hindrance) {
            document::announce(texts.pages.build("not_sent"));
            let field = ["#", problem.field()].concat();
            document::focus(&field);
            document::reveal(&[&field, "-hint"].concat());
        }
        return;
    };
    follow_endpoint(session);
    if session.build.with_untracked(|model| model.before.is_some()) {
        // Typed a moment ago. A reload brings it back even if the page fails now.
        keep_address(session);
    }
    let (draft, keys, presented, certificate) = session
        .build
        .with_untracked(|model| (model.draft.clone(), model.keys.clone(), model.presented(), model.certificate()));
    spawn_local(async move {
        painted().await;
        let presented = if certificate.is_some() { presented } else { Presented::Nothing };
        let result = ask(session, texts, run, draft, keys, presented, certificate).await;
        document::announce(&spoken(texts, &result));
        session.build.update(|model| model.end(run, result));
        session.refresh();
        // On narrow screens the answer is far below; on wide ones its pane may be scrolled.
        request_animation_frame(|| document::show("#answer > section"));
    });
}

/// One request, or two: a server that wants its nonce in the proof gives it with a refusal.
async fn ask(
    session: Session,
    texts: Texts,
    run: u32,
    draft: Draft,
    mut keys: Keys,
    presented: Presented,
    certificate: Option<Vec<u8>>,
) -> Result<Answer, String> {
    let lab = session.lab();
    let logins = lab.network().issuer().logins();
    let is_registered = lab.network().issuer().registry().client(draft.client_id.as_str()).is_some();
    let context = RequestContext { presented, is_registered, profile: lab.policies().profile };
    let connection = Connection { certificate: certificate.clone() };
    keys.proof = proof_key(session, &draft, &keys).await?;
    let mut earlier = None;
    let (exchange, trace) = loop {
        let mut request = prove(session, texts, &draft, &keys).await?;
        if let Some(proof) = &keys.proof {
            let nonce = keys.nonce.as_deref();
            let time = now(session, &draft);
            let proved = proof.prove(session.crypto(), &BrowserRandom, &mut request, time, nonce, None).await;
            proved.map_err(|error| error.to_string())?;
        }
        let (exchange, trace) = deliver(session, request, Party::Issuer, &connection).await?;
        let asks = ErrorResponse::parse(exchange.response.body()).is_some_and(|error| error.error == USE_NONCE);
        if let Some(nonce) = nonce_of(exchange.response.headers()) {
            keys.nonce = Some(nonce.to_owned());
        }
        if draft.dpop.is_some() && asks && keys.nonce.is_some() && earlier.is_none() {
            earlier = Some((exchange, trace));
        } else {
            break (exchange, trace);
        }
    };
    session.build.update(|model| (model.keys.proof, model.keys.nonce) = (keys.proof, keys.nonce));
    let logins = lab.network().issuer().logins().saturating_sub(logins);
    Ok(Answer { run, draft, context, certificate, exchange, earlier, trace, logins })
}

/// One sentence for those who cannot see the answer appear.
fn spoken(texts: Texts, result: &Result<Answer, String>) -> String {
    match result {
        Err(failure) => failure.clone(),
        Ok(answer) => {
            let response = &answer.exchange.response;
            let status = response.status().as_u16().to_string();
            match ErrorResponse::parse(response.body()) {
                Some(error) => {
                    fill(texts.pages.build("spoken_refused"), &[("status", &status), ("error", &error.error)])
                }
                None => {
                    let arrived = answer.receipt().arrived().to_string();
                    fill(texts.pages.build("spoken_answered"), &[("status", &status), ("arrived", &arrived)])
                }
            }
        }
    }
}
