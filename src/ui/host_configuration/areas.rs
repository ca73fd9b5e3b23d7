//! Which areas a site offers, and where it starts.

use super::configuration::HostConfiguration;
use super::fault::Reason;
use super::reader::{At, Faults, note};
use crate::ui::route::{Area, Route, inbound};

/// How long an address of the page may be.
const LONGEST: usize = 2_000;

/// The areas that are off.
pub(super) fn off(mut at: At, faults: &mut Faults) -> Vec<Area> {
    let mut off = Vec::new();
    for name in at.names() {
        let Some(area) = Area::from_name(&name) else { continue };
        if at.flag(&name, faults) == Some(false) {
            off.push(area);
        }
    }
    let place = at.place("");
    at.end(faults);
    if Area::ALL.iter().all(|area| off.contains(area)) {
        note(faults, place.trim_end_matches('/').to_owned(), Reason::NothingLeft);
        off.clear();
    }
    off
}

/// Where the page starts: the place that the file names, or else the first area of the menu that is on, where the walkthrough is off.
pub(super) fn start(at: &mut At, so_far: &HostConfiguration, faults: &mut Faults) -> Option<Route> {
    named(at, so_far, faults).or_else(|| {
        let first = Area::ALL.into_iter().find(|area| so_far.offers(*area))?;
        (first != Area::Learn).then(|| Route::parse(first.hash()))
    })
}

fn named(at: &mut At, so_far: &HostConfiguration, faults: &mut Faults) -> Option<Route> {
    let text = at.text("start", LONGEST, faults)?;
    let route = Route::parse(&text);
    let is_place = text.starts_with("#/") && text != "#/" && inbound(&text).is_none();
    let reason = match route.area().filter(|_| is_place) {
        None => Reason::Place,
        Some(area) if !so_far.offers(area) => Reason::Off,
        Some(_) => return Some(route),
    };
    note(faults, at.place("start"), reason);
    None
}
