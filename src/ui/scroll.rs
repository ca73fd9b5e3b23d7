//! How far down a reader was on each screen, for when Back or Forward leads there again. Browsers go there before the screen is drawn, when the
//! page may not be that long yet.

use std::cell::RefCell;

use leptos::prelude::request_animation_frame;

use super::route::Route;
use crate::platform::document;

/// How many frames a screen has to become as long as it was: what ran on it is drawn after the rest.
pub(super) const FRAMES: u8 = 60;

thread_local! {
    static PLACES: RefCell<Vec<(Route, f64)>> = const { RefCell::new(Vec::new()) };
}

/// Keeps in mind where the reader is on the screen of this route.
pub(super) fn keep(route: &Route) {
    let place = document::scrolled();
    PLACES.with_borrow_mut(|places| match places.iter_mut().find(|(known, _)| known.same_screen(route)) {
        Some((_, kept)) => *kept = place,
        None => places.push((route.clone(), place)),
    });
}

/// Where the reader was on that screen; `None` where nobody was.
pub(super) fn place_on(route: &Route) -> Option<f64> {
    PLACES.with_borrow(|places| places.iter().find(|(known, _)| known.same_screen(route)).map(|(_, place)| *place))
}

/// Goes there, as soon as the screen reaches that far and within so many frames.
pub(super) fn return_to(place: f64, frames: u8) {
    document::scroll_to(place);
    if frames > 0 && document::scrolled() < place.floor() {
        request_animation_frame(move || return_to(place, frames - 1));
    }
}
