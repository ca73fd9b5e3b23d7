//! *Use it* at somebody's own issuer: what its metadata name an endpoint for, each if this page may ask there.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::past_view::exchange;
use super::super::use_it::carry_out;
use super::super::{Answer, Past, Use};
use super::discover::elsewhere;
use super::model::OwnModel;
use super::pane::causes;
use super::said::button;
use super::texts::OwnTexts;
use super::when_here::with;
use crate::client::discovery::Provider;
use crate::client::origin::Origin;
use crate::client::unread::Circumstances;
use crate::inspect::{Phrase, visible};
use crate::oauth::Party;
use crate::platform::{document, own_page};
use crate::ui::components::prose;
use crate::ui::content::{Texts, load};
use crate::ui::dom::{Node, el, keyed, live, nodes};
use crate::ui::session::Session;

/// What can be asked there, with its button, and what is said where the metadata name no endpoint for it.
const OFFERED: [(Use, &str, &str); 3] = [
    (Use::UserInfo, "use_userinfo", "use_no_userinfo"),
    (Use::Introspect, "use_introspect", "use_no_introspection"),
    (Use::Revoke, "use_revoke", "use_no_revocation"),
];

/// What came of the newest message: the exchange, or why there is none and what is known of that.
type Came = Result<Past, (String, Option<Circumstances>)>;

/// The buttons, and under them the newest exchange that they brought about.
pub(crate) fn use_there(answer: &Answer) -> Node {
    let session = Session::take();
    let (own, pages) = (load::<OwnTexts>("own"), Texts::take());
    let answer = StoredValue::new(answer.clone());
    with(move || own.get(), move |own| shown(session, (own, pages), answer))
}

/// The texts of one's own issuer, and those of the pages.
type Both = (&'static OwnTexts, Texts);

fn shown(session: Session, texts: Both, answer: StoredValue<Answer>) -> Node {
    let came = RwSignal::new(None::<Came>);
    // What was found out is only ever added to.
    let found = move || session.own.with(|own| provider(own).map_or_else(String::new, |found| found.issuer.clone()));
    let offered = move || offered(session, texts, answer, came);
    let result = move || {
        came.with(|came| match came {
            None => nodes![],
            Some(Err((reason, known))) => nodes![
                el("p").class("hint warn").attr("role", "alert").add(reason.clone()),
                known.as_ref().map(|known| el("div").class("sm").add(causes(texts.0, known)))
            ],
            Some(Ok(past)) => exchange(texts.1, past),
        })
    };
    el("section")
        .attr("aria-labelledby", "use")
        .add(el("div").class("head").add(el("h2").attr("id", "use").add(texts.0.page("use_heading").to_owned())))
        .add(keyed(found, offered))
        .add(live(result))
        .into()
}

fn provider(own: &OwnModel) -> Option<&Provider> {
    own.found()?.came.as_ref().ok()?.provider.as_ref()
}

fn offered(session: Session, (texts, pages): Both, answer: StoredValue<Answer>, came: RwSignal<Option<Came>>) -> Node {
    let say = |name: &str| prose(texts.page(name));
    let Some(allowed) = own_page::allowed() else { return el("p").class("sm second").add(say("use_not_here")).into() };
    let Some(provider) = session.own.with_untracked(|own| provider(own).cloned()) else {
        return el("p").class("sm second").add(say("use_no_metadata")).into();
    };
    let (mut buttons, mut told, mut beyond): (Vec<Node>, Vec<Node>, Vec<String>) = Default::default();
    for (what, name, missing) in OFFERED {
        let endpoint = match what {
            Use::UserInfo => &provider.userinfo_endpoint,
            Use::Introspect => &provider.introspection_endpoint,
            Use::Api | Use::Revoke => &provider.revocation_endpoint,
        };
        let Some(endpoint) = endpoint.clone() else {
            told.push(el("li").add(say(missing)).into());
            continue;
        };
        let origin = Origin::of(&endpoint).map(|origin| origin.to_string()).unwrap_or_default();
        if allowed.contains(&origin) {
            let press = move || {
                let endpoint = endpoint.clone();
                spawn_local(async move {
                    let result = ask(session, pages, what, &endpoint, answer.get_value()).await;
                    let (Ok(said) | Err(said)) = result.as_ref().map(Past::name).map_err(|(reason, _)| reason.clone());
                    document::announce(&said);
                    came.try_set(Some(result));
                });
            };
            buttons.push(button("btn", texts.page(name).to_owned(), press).into());
        } else {
            let phrase = Phrase::new("use_beyond").with("endpoint", &visible(&endpoint));
            told.push(el("li").add(prose(&phrase.fill(texts.page("use_beyond")))).into());
            if !origin.is_empty() && !beyond.contains(&origin) {
                beyond.push(origin);
            }
        }
    }
    let asks = (!beyond.is_empty()).then(|| {
        let all: Vec<String> = allowed.into_iter().chain(beyond).collect();
        let issuer = session.own.with_untracked(|own| own.issuer.clone());
        let ask = move || elsewhere(session, all.clone(), Some(issuer.clone()));
        nodes![
            el("p").class("sm").add(say("use_beyond_lost")),
            el("div").class("btns").add(button("btn", texts.page("beyond_ask").to_owned(), ask))
        ]
    });
    let lead = (!buttons.is_empty()).then(|| el("p").class("sm second").add(say("use_lead")));
    nodes![lead, el("div").class("btns").add(buttons), el("ul").class("plain sm").add(told), asks]
}

async fn ask(session: Session, texts: Texts, what: Use, endpoint: &str, answer: Answer) -> Came {
    let message = what.message_to(endpoint, &answer);
    let message = message.ok_or_else(|| (texts.pages.build("use_nobody").to_owned(), None))?;
    let result = carry_out(session, texts, message, Party::Issuer, &answer).await;
    result.map_err(|reason| {
        // Nobody pastes the answer to this in the place of a token.
        let unanswered = session.own.try_update(|own| own.unanswered.take()).flatten();
        (reason, unanswered.map(|unanswered| unanswered.circumstances))
    })
}
