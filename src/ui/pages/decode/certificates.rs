//! The certificates that a token brings itself (`x5c`): whom they name, until when, and whether the signature fits. Nobody here believes them.

use leptos::task::spawn_local;

use super::screen::{Of, Screen};
use crate::inspect::own_certificates;
use crate::ui::components::prose;
use crate::ui::dom::{Node, el, keyed, nodes};

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
    let (crypto, now) = (screen.session.crypto(), screen.session.now());
    // Without cryptography there are no fingerprints, and the token is told to be not checked.
    let Ok(all) = own_certificates(crypto, &decoded, now).await else { return };
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
