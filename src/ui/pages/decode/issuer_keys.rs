//! Where an issuer's keys are: the addresses that its name leads to, which this page shows and never follows, and the commands that fetch them.

use super::screen::{Of, Screen};
use super::well_known::metadata_addresses;
use crate::ui::components::{copy_button, prose};
use crate::ui::dom::{Node, el, keyed, nodes};

/// The commands for the issuer that the token names; nothing where it names none that has an address.
pub(super) fn pane(screen: Screen) -> Node {
    let texts = screen.texts;
    let key = move || screen.key(&[Of::Late]);
    keyed(key, move || {
        screen.peek(|desk| {
            let payload = desk.decoded()?.payload.as_ref()?;
            let addresses = metadata_addresses(payload.text("iss")?);
            if addresses.is_empty() || desk.is_of_embedded_issuer() {
                return None;
            }
            let commands: Node = addresses
                .into_iter()
                .map(|address| {
                    let command = ["curl -sS '", &address, "'"].concat();
                    let copied = command.clone();
                    nodes![
                        el("pre").class("code").add(el("code").add(command)),
                        copy_button(texts.page("copy_command"), move || copied.clone())
                    ]
                })
                .collect();
            let details = el("details")
                .add(el("summary").class("chev sm").add(texts.page("fetch")))
                .add(el("p").class("sm second").add(prose(texts.page("fetch_lead"))))
                .add(commands);
            Some(details)
        })
    })
}
