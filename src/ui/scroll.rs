//! How far down a reader was on a screen, for when Back or Forward leads there again. The entry of the history keeps it. Browsers go there before
//! the screen is drawn, when the page may not be that long yet.

use leptos::prelude::request_animation_frame;

use super::route::Route;
use crate::platform::{document, location};

/// How many frames a screen has to become as long as it was: what ran on it is drawn after the rest.
const FRAMES: u8 = 60;

/// Keeps in mind where the reader is on the screen of this route. On the way to another one, the entry is that one's already, and what scrolls is
/// still the old screen.
pub(super) fn keep(shown: &Route) {
    if Route::parse(&location::hash()).same_screen(shown) {
        location::keep_place(document::scrolled());
    }
}

/// Goes to a place as soon as the screen reaches that far, unless the reader goes on or up meanwhile.
pub(super) fn return_to(place: f64) {
    go_on(place, location::hash(), 0.0, FRAMES);
}

fn go_on(place: f64, hash: String, reached: f64, frames: u8) {
    if frames == 0 || location::hash() != hash || document::scrolled() < reached {
        return;
    }
    document::scroll_to(place);
    let reached = document::scrolled();
    if reached < place.floor() {
        request_animation_frame(move || go_on(place, hash, reached, frames - 1));
    }
}
