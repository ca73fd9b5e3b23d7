//! How far down a reader was on each screen, for when Back or Forward leads there again. Browsers go there before the screen is drawn, when the
//! page may not be that long yet.

use std::cell::RefCell;

use super::route::Route;
use crate::platform::{document, painted};

/// How many frames a screen has to become as long as it was; its words may have to come first.
const FRAMES: usize = 60;

thread_local! {
    static PLACES: RefCell<Vec<(Route, f64)>> = const { RefCell::new(Vec::new()) };
}

/// Keeps in mind where the reader is on the screen of this route.
pub(super) fn keep(route: Route) {
    let place = document::scrolled();
    PLACES.with_borrow_mut(|places| {
        places.retain(|(known, _)| !known.same_screen(&route));
        places.push((route, place));
    });
}

/// Where the reader was on that screen; `None` where nobody was.
pub(super) fn place_on(route: &Route) -> Option<f64> {
    let place = |places: &Vec<(Route, f64)>| places.iter().find(|(known, _)| known.same_screen(route)).map(|one| one.1);
    PLACES.with_borrow(place)
}

/// Goes there, as soon as the screen reaches that far.
pub(super) async fn return_to(place: f64) {
    for _ in 0..FRAMES {
        document::scroll_to(place);
        if document::scrolled() >= place.floor() {
            return;
        }
        painted().await;
    }
}
