//! Reading the file.

use serde_json::{Map, Value};

use super::configuration::HostConfiguration;
use super::fault::{Fault, Reason};
use super::reader::{At, Faults, note, without_secrets};
use super::{addresses, areas, brand, presets};
use crate::jose::json;

/// How many octets a file may have.
const MAX_OCTETS: usize = 65_536;

/// How long the address of the schema may be.
const LONGEST: usize = 2_000;

/// Reads a file. What cannot be taken is left out, and told; the rest stands.
#[must_use]
pub fn parse(text: &str) -> (HostConfiguration, Vec<Fault>) {
    let mut faults = Vec::new();
    let configuration = match members(text) {
        Ok(members) => read(members, &mut faults),
        Err(fault) => {
            faults.push(fault);
            HostConfiguration::NONE
        }
    };
    (configuration, faults)
}

/// The members of a file of the version that is read here. Another version may mean something else with each of its members.
fn members(text: &str) -> Result<Map<String, Value>, Fault> {
    let mut members = json::parse_object_within(text.as_bytes(), MAX_OCTETS)
        .map_err(|error| Fault { place: String::new(), reason: Reason::Unreadable(error) })?;
    match members.remove("version").and_then(|version| version.as_u64()) {
        Some(1) => Ok(members),
        _ => Err(Fault { place: "/version".to_owned(), reason: Reason::Version }),
    }
}

fn read(mut members: Map<String, Value>, faults: &mut Faults) -> HostConfiguration {
    without_secrets(&mut members, "", faults);
    let mut at = At::top(members);
    let _ = at.text("$schema", LONGEST, faults);
    theme(&mut at, faults);
    // Whether the page is kept for visits without a network: `boot.js` follows it, here it is only looked at.
    let _ = at.flag("offline", faults);
    let mut configuration = HostConfiguration {
        brand: at.object("brand", faults).map(|at| brand::read(at, faults)).unwrap_or_default(),
        off: at.object("areas", faults).map(|at| areas::off(at, faults)).unwrap_or_default(),
        presets: presets::read(&mut at, faults),
        issuers: addresses::issuers(&mut at, faults),
        embed: at.object("embed", faults).map(|at| addresses::embedding(at, faults)).unwrap_or_default(),
        start: None,
    };
    configuration.start = areas::start(&mut at, &configuration, faults);
    at.end(faults);
    configuration
}

/// The side that the page shows to who has chosen none. `boot.js` has applied it: here it is only looked at.
fn theme(at: &mut At, faults: &mut Faults) {
    if at.take("theme").is_some_and(|theme| !matches!(theme.as_str(), Some("auto" | "light" | "dark"))) {
        note(faults, at.place("theme"), Reason::Choice);
    }
}
