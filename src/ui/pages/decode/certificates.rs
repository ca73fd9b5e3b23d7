//! The certificates that a token brings itself (`x5c`): whom they name, until when, and whether the signature fits. Nobody here believes them.

use leptos::task::spawn_local;

use super::screen::{Of, Screen};
use crate::inspect::{
    KeyRing, KeySource, Phrase, RingKey, SignatureState, certificate_facts, certificates_of, signature,
};
use crate::ui::components::prose;
use crate::ui::dom::{Node, el, keyed, nodes};

/// How many certificates of a chain are read.
const MOST: usize = 8;

/// The certificates in words; nothing where the header brings none.
pub(super) fn pane(screen: Screen) -> Node {
    let key = move || screen.key(&[Of::Token]);
    keyed(key, move || {
        spawn_local(read(screen));
        keyed(move || screen.key(&[Of::Certificates]), move || told(screen))
    })
}

async fn read(screen: Screen) {
    let (sequence, decoded) = screen.peek(|desk| (desk.sequence(), desk.held()));
    let Some(decoded) = decoded else { return };
    let Some(header) = &decoded.header else { return };
    let (crypto, now) = (screen.session.crypto(), screen.session.now());
    let mut all = Vec::new();
    for (index, der) in certificates_of(&header.members).into_iter().take(MOST).enumerate() {
        let Some(der) = der else {
            all.push(vec![Phrase::new("certificate_unreadable")]);
            continue;
        };
        let facts = match certificate_facts(crypto, &der, now).await {
            Ok(Ok(facts)) => facts,
            Ok(Err(error)) => {
                all.push(vec![Phrase::new("certificate_unreadable").with("reason", &error.to_string())]);
                continue;
            }
            // Without cryptography there are no fingerprints, and the token is told to be not checked.
            Err(_) => return,
        };
        let mut told = facts.phrases();
        if index == 0 {
            told.extend(facts.fingerprints_in(&header.members));
            if let Some(jwk) = facts.key {
                let key = RingKey { jwk, from: KeySource::Certificate, label: String::from("x5c"), certificate: None };
                let mut ring = KeyRing::default();
                ring.keys.push(key);
                let state = signature::check(crypto, &decoded, &ring).await.state;
                told.push(Phrase::new(match state {
                    SignatureState::Verified { .. } => "certificate_signed",
                    SignatureState::Failed(_) => "certificate_signed_not",
                    SignatureState::NotChecked(_) => "certificate_signed_unknown",
                }));
            }
        }
        all.push(told);
    }
    if screen.peek(|desk| desk.sequence()) == sequence {
        *screen.kept.certificates.borrow_mut() = (sequence, all);
        screen.changed(Of::Certificates);
    }
}

fn told(screen: Screen) -> Node {
    let texts = screen.texts;
    let (sequence, all) = &*screen.kept.certificates.borrow();
    if *sequence != screen.peek(|desk| desk.sequence()) {
        return nodes![];
    }
    let certificates: Node = all
        .iter()
        .map(|phrases| {
            let lines: Node = phrases.iter().map(|phrase| el("li").add(prose(&texts.words.say(phrase)))).collect();
            el("li").add(el("ul").class("plain").add(lines))
        })
        .collect();
    let list = el("ol").class("certificates sm").add(certificates);
    nodes![el("details").add(el("summary").class("chev sm").add(texts.page("certificates"))).add(list)]
}
