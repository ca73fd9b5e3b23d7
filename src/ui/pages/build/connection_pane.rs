//! What the connection under the request shows: its certificate, and the field that the proxy makes of it (RFC 9440).

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Model, names};
use crate::oauth::client_cert;
use crate::ui::components::{code, prose};
use crate::ui::content::Texts;
use crate::ui::dom::{El, Node, el, live, when};
use crate::ui::session::Session;
use crate::ui::view_model::{Line, Piece};
use crate::x509::thumbprint;

/// The pane under the request.
pub(super) fn connection_pane(session: Session) -> Node {
    let texts = Texts::take();
    let say = move |name: &str| texts.pages.build(name);
    let shown = RwSignal::new((Vec::new(), String::new()));
    // The fingerprint is computed anew when another certificate is chosen, not with every key.
    Effect::new(move |_| {
        let der = session.build.with(Model::certificate).unwrap_or_default();
        if shown.with_untracked(|(before, _)| *before == der) {
            return;
        }
        shown.set((der.clone(), String::new()));
        spawn_local(async move {
            let print = thumbprint(session.crypto(), &der).await.unwrap_or_default();
            if shown.try_with_untracked(|(now, _)| *now == der) == Some(true) {
                shown.set((der, print));
            }
        });
    });
    let row = |name: &'static str, value: El| el("div").add(el("dt").add(name)).add(el("dd").add(value));
    let facts = move || {
        shown.with(|(der, print)| match names(der) {
            None => el("p").class("sm").add(say("beside_none")),
            Some((subject, issuer)) => el("dl")
                .class("facts sm mono-values")
                .add(row(say("beside_subject"), el("span").add(subject)))
                .add(row(say("beside_issuer"), el("span").add(issuer)))
                .add(row(say("beside_thumbprint"), el("span").add(print.clone()))),
        })
    };
    let field = move || {
        shown.with(|(der, _)| {
            let value = client_cert::write(der);
            let pieces = vec![
                Piece::new("Client-Cert", "hn"),
                Piece::new(": ", ""),
                Piece::new(value.to_str().unwrap_or_default(), "hv"),
            ];
            vec![Line { pieces, ..Line::default() }]
        })
    };
    let proxy = move || {
        el("details").class("more").add(el("summary").class("chev sm").add(say("beside_field"))).add(code(
            field,
            || false,
            say("beside_field"),
        ))
    };
    el("section")
        .class("beside")
        .attr("aria-labelledby", "beside")
        .add(el("div").class("head").add(el("h2").attr("id", "beside").add(say("beside_heading"))))
        .add(el("p").class("sm second").add(prose(say("beside_lead"))))
        .add(live(facts))
        .add(when(move || shown.with(|(der, _)| !der.is_empty()), proxy))
        .into()
}
