//! Taking a file over: its colours are applied, and the host is told what cannot be taken. Readers see nothing of that.

use super::brand::Accent;
use super::configuration::HostConfiguration;
use super::contrast::Colour;
use super::fault::Fault;
use super::parse::parse;
use crate::content::host;
use crate::platform::{console, document, location};
use crate::texts::fill;
use crate::ui::dom::{Node, el};

/// As many faults are told in the console, on one line.
const TOLD: usize = 20;

/// What came of a file.
pub(crate) struct Taken {
    /// What stands.
    pub(crate) configuration: &'static HostConfiguration,
    /// What the host sees of it, with `?debug=1`.
    pub(crate) panel: Option<Node>,
}

/// Reads a file and takes it over. What it sets up stands as long as the page.
pub(crate) fn read(text: &str) -> Taken {
    let (configuration, faults) = parse(text);
    colour(&configuration.brand.accent);
    warn(&faults);
    let panel = location::asks("debug", "1").then(|| panel(&faults));
    Taken { configuration: Box::leak(Box::new(configuration)), panel }
}

/// The custom properties of links and buttons, with what `style/tokens.css` has in them.
fn colour(accent: &Accent) {
    if *accent == Accent::default() {
        return;
    }
    let defaults =
        [("--link", "#0A54B0", "#84B8FF"), ("--accent", "#0A54B0", "#84B8FF"), ("--accent-2", "#083F86", "#A9CEFF")];
    let written =
        |colour: Option<Colour>, default: &str| colour.map_or_else(|| default.to_owned(), |own| own.to_string());
    for (name, light, dark) in defaults {
        let (light, dark) = (written(accent.light, light), written(accent.dark, dark));
        document::set_property(name, &["light-dark(", &light, ", ", &dark, ")"].concat());
    }
}

/// One line, whatever is wrong, so that it drowns nothing.
fn warn(faults: &[Fault]) {
    if faults.is_empty() {
        return;
    }
    let mut line = "grant-lab.json:".to_owned();
    for fault in faults.iter().take(TOLD) {
        line.extend([" ", &fault.to_string()]);
    }
    if faults.len() > TOLD {
        line.push_str(&fill(host::AND_MORE, &[("count", &(faults.len() - TOLD).to_string())]));
    }
    console::warn(&line);
}

fn panel(faults: &[Fault]) -> Node {
    let list = faults.iter().map(|fault| {
        let code = el("code").class("cap muted").add(fault.code());
        el("li").add(fault.to_string()).add(" ").add(code)
    });
    let said = if faults.is_empty() { host::ALL_TAKEN } else { host::LEFT_OUT };
    el("section")
        .class("wrap host")
        .attr("aria-labelledby", "host-title")
        .add(el("h2").attr("id", "host-title").add("grant-lab.json"))
        .add(el("p").class("sm").add(said).add(host::WHY_HERE))
        .add(el("ul").class("plain sm").add(list.collect::<Node>()))
        .into()
}
