//! *Use it*: what the token is for, with this token, once more after its time, and what comes of each.

use http::header::AUTHORIZATION;
use http::{Request, StatusCode};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::own::now;
use super::past_view::exchange;
use super::prove::{deliver, prove};
use super::uses::{Message as Asked, Use};
use super::{Answer, Keys, Past};
use crate::inspect::Phrase;
use crate::oauth::dpop::nonce_of;
use crate::oauth::{Party, TokenResponse};
use crate::platform::{BrowserRandom, document};
use crate::ports::Connection;
use crate::ui::components::prose;
use crate::ui::content::Texts;
use crate::ui::dom::{Node, el, live, nodes};
use crate::ui::session::Session;

/// The buttons, and under them the newest exchange that they brought about.
pub(super) fn use_pane(session: Session, texts: Texts, answer: &Answer) -> Node {
    let say = move |name: &str| texts.pages.build(name);
    let shown = RwSignal::new(None::<Result<Past, String>>);
    let answer = StoredValue::new(answer.clone());
    let buttons = Use::ALL.map(|what| {
        let press = move |_| {
            spawn_local(async move {
                let result = ask(session, texts, what, answer.get_value()).await;
                document::announce(&result.as_ref().map_or_else(Clone::clone, Past::name));
                session.refresh();
                shown.try_set(Some(result));
            });
        };
        el("button").class("btn").attr("type", "button").on("click", press).add(say(what.code()))
    });
    let wait = move |_| {
        let seconds = answer.with_value(lifetime);
        session.lab().network().clock().advance(seconds);
        session.refresh();
        document::announce(&Phrase::new("").with("seconds", &seconds.to_string()).fill(say("use_waited")));
    };
    let wait = el("button").class("btn").attr("type", "button").on("click", wait).add(say("use_wait"));
    let result = move || {
        shown.with(|shown| match shown {
            None => nodes![],
            Some(Err(reason)) => el("p").class("hint warn").add(reason.clone()).into(),
            Some(Ok(past)) => exchange(texts, past),
        })
    };
    el("section")
        .attr("aria-labelledby", "use")
        .add(el("div").class("head").add(el("h2").attr("id", "use").add(say("use_heading"))))
        .add(el("p").class("sm second").add(prose(say("use_lead"))))
        .add(el("div").class("btns").add(buttons.into_iter().collect::<Vec<_>>()).add(wait))
        .add(live(result))
        .into()
}

/// How long the token is good for, and a second more.
fn lifetime(answer: &Answer) -> i64 {
    let response = TokenResponse::parse(answer.exchange.response.body()).ok();
    response.and_then(|response| response.expires_in).map_or(301, |seconds| i64::try_from(seconds).unwrap_or(300) + 1)
}

async fn ask(session: Session, texts: Texts, what: Use, answer: Answer) -> Result<Past, String> {
    let registry = session.lab().network().issuer().registry();
    let to = if what == Use::Api { Party::Api } else { Party::Issuer };
    let message = what.message(&answer, &registry).ok_or_else(|| nobody(texts))?;
    carry_out(session, texts, message, to, &answer).await
}

fn nobody(texts: Texts) -> String {
    texts.pages.build("use_nobody").to_owned()
}

/// Sends a message that uses a token, proved as it has to be, and keeps what came.
pub(super) async fn carry_out(
    session: Session,
    texts: Texts,
    message: Asked,
    to: Party,
    answer: &Answer,
) -> Result<Past, String> {
    let keys = session.build.with_untracked(|model| model.keys.clone());
    let connection = Connection { certificate: answer.certificate.clone() };
    let request = match message {
        Asked::Prove(draft) => prove(session, texts, &draft, &keys).await?,
        Asked::Call(request) => *request,
    };
    let (mut exchange, mut trace) =
        deliver(session, bound(session, answer, &keys, &request, None).await?, to, &connection).await?;
    // Every server has nonces of its own, and gives one with a refusal (RFC 9449 §9).
    let nonce = nonce_of(exchange.response.headers()).map(str::to_owned);
    if exchange.response.status() == StatusCode::UNAUTHORIZED && nonce.is_some() {
        session.build.update(|model| model.history.extend([(exchange.clone(), trace)]));
        let again = bound(session, answer, &keys, &request, nonce.as_deref()).await?;
        (exchange, trace) = deliver(session, again, to, &connection).await?;
    }
    session.build.update(|model| model.history.extend([(exchange, trace)]));
    session.build.with_untracked(|model| model.history.past().last().cloned()).ok_or_else(|| nobody(texts))
}

/// The request with a proof of possession, where the token needs one.
async fn bound(
    session: Session,
    answer: &Answer,
    keys: &Keys,
    request: &Request<Vec<u8>>,
    nonce: Option<&str>,
) -> Result<Request<Vec<u8>>, String> {
    let mut request = request.clone();
    let response = TokenResponse::parse(answer.exchange.response.body()).map_err(|error| error.to_string())?;
    let carries = request.headers().get(AUTHORIZATION).is_some_and(|value| value.as_bytes().starts_with(b"DPoP "));
    if let Some(proof) = keys.proof.as_ref().filter(|_| carries) {
        let token = Some(response.access_token.as_str());
        let time = now(session, &answer.draft);
        let proved = proof.prove(session.crypto(), &BrowserRandom, &mut request, time, nonce, token).await;
        proved.map_err(|error| error.to_string())?;
    }
    Ok(request)
}
