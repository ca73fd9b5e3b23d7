//! The document around the app: its title, its theme, focus and scrolling.

use wasm_bindgen::JsCast;
use web_sys::{
    Event, FocusOptions, HtmlDetailsElement, HtmlElement, HtmlTextAreaElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

/// Says `text` through the page's one polite status region. The same text twice in a row is spoken twice.
pub fn announce(text: &str) {
    if let Some(status) = find("#status") {
        let again = status.text_content().is_some_and(|said| said == text);
        status.set_text_content(Some(&[text, if again { "\u{a0}" } else { "" }].concat()));
    }
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// The title of the tab.
#[must_use]
pub fn title() -> String {
    document().map(|document| document.title()).unwrap_or_default()
}

/// Forces a side of the theme on the root element, or leaves it to the browser. `boot.js` did the same before first paint.
pub fn set_theme(side: Option<&str>) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = match side {
            Some(side) => root.set_attribute("data-theme", side),
            None => root.remove_attribute("data-theme"),
        };
    }
}

/// The theme side in force by choice, `None` when the browser decides.
#[must_use]
pub fn theme() -> Option<String> {
    document()?.document_element()?.get_attribute("data-theme")
}

/// Whether the page is one in a frame, which leaves header, navigation and footer to the page around. `boot.js` has written it down.
#[must_use]
pub fn is_embedded() -> bool {
    document().and_then(|document| document.document_element()).is_some_and(|root| root.has_attribute("data-embed"))
}

/// Whether focus and place are the page's to move. In a frame they are the page around's until the reader is inside: browsers would take both
/// from it, across origins too.
fn is_ours() -> bool {
    !is_embedded() || document().and_then(|document| document.has_focus().ok()).unwrap_or_default()
}

/// Gives a custom property of the style sheets another value.
pub fn set_property(name: &str, value: &str) {
    let root = document().and_then(|document| document.document_element()?.dyn_into::<HtmlElement>().ok());
    if let Some(root) = root {
        let _ = root.style().set_property(name, value);
    }
}

/// Moves focus to the first element that matches; scrolls it into view unless it is visible.
pub fn focus(selector: &str) {
    if let Some(element) = find(selector).filter(|_| is_ours()) {
        let _ = element.focus();
    }
}

/// Moves focus to the first element that matches, which is in view wherever the page is: nothing scrolls.
pub fn focus_in_place(selector: &str) {
    if let Some(element) = find(selector).filter(|_| is_ours()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Presses the first button that matches.
pub fn press(selector: &str) {
    if let Some(button) = find(selector) {
        button.click();
    }
}

/// Says what the first element that matches says.
pub fn announce_text_of(selector: &str) {
    if let Some(text) = find(selector).and_then(|element| element.text_content()) {
        announce(&text);
    }
}

/// Whether the element that has focus matches.
#[must_use]
pub fn has_focus(selector: &str) -> bool {
    let focused = document().and_then(|document| document.active_element());
    focused.is_some_and(|element| element.matches(selector).unwrap_or_default())
}

/// Moves focus to the first field of several lines that matches, and selects its text.
pub fn select(selector: &str) {
    let field = find(selector).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(field) = field.filter(|_| is_ours()) {
        let _ = field.focus();
        field.select();
    }
}

/// Gives the class `name` to every element that matches, and takes it from all others. Their `aria-pressed`, where they have one, says
/// the same.
pub fn mark(name: &str, selector: &str) {
    for (selector, is_on) in [([".", name].concat().as_str(), false), (selector, true)] {
        let Some(all) = document().and_then(|document| document.query_selector_all(selector).ok()) else { return };
        for element in (0..all.length()).filter_map(|index| all.item(index)?.dyn_into::<HtmlElement>().ok()) {
            let classes = element.class_list();
            let _ = if is_on { classes.add_1(name) } else { classes.remove_1(name) };
            if element.has_attribute("aria-pressed") {
                let _ = element.set_attribute("aria-pressed", if is_on { "true" } else { "false" });
            }
        }
    }
}

/// Moves focus from the one of the elements that match and has it to the next or the one before, and gives that one's number, `data-n`.
/// The one with the focus is the one that Tab reaches.
pub fn step_focus(selector: &str, on: bool) -> Option<usize> {
    let all = document()?.query_selector_all(selector).ok()?;
    let element = |index: u32| all.item(index)?.dyn_into::<HtmlElement>().ok();
    let focused = document()?.active_element()?;
    let at =
        (0..all.length()).find(|index| element(*index).is_some_and(|element| focused.is_same_node(Some(&element))))?;
    let to = if on { at + 1 } else { at.checked_sub(1)? };
    let next = element(to)?;
    let _ = focused.set_attribute("tabindex", "-1");
    let _ = next.set_attribute("tabindex", "0");
    let _ = next.focus();
    next.get_attribute("data-n")?.parse().ok()
}

/// Unfolds the first `details` that matches, and goes to its summary.
pub fn unfold(selector: &str) {
    let details = find(selector).and_then(|element| element.dyn_into::<HtmlDetailsElement>().ok());
    if let Some(details) = details.filter(|_| is_ours()) {
        details.set_open(true);
        let summary = details.query_selector("summary").ok().flatten();
        if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
            let _ = summary.focus();
        }
        reveal(selector);
    }
}

/// Whether the `details` that a toggle event happened to is open now.
#[must_use]
pub fn is_unfolded(event: &Event) -> bool {
    let details = event.target().and_then(|target| target.dyn_into::<HtmlDetailsElement>().ok());
    details.is_some_and(|details| details.open())
}

/// Whether the popover that a toggle event happened to is closed now.
#[must_use]
pub fn is_closed(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| !element.matches(":popover-open").unwrap_or_default())
}

/// Scrolls the page until this many CSS pixels of it are above the window, or as far as it goes.
pub fn scroll_to(place: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, place);
    }
}

/// How many CSS pixels of the page are above the window.
#[must_use]
pub fn scrolled() -> f64 {
    web_sys::window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Whether the screen has one column, as the style sheets decide it.
#[must_use]
pub fn is_narrow() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(max-width: 1023px)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// Scrolls as little as needed to bring the first element that matches into view.
pub fn reveal(selector: &str) {
    bring(selector, ScrollLogicalPosition::Nearest);
}

/// Brings the beginning of the first element that matches to the top where the screen has one column, and where it has two scrolls as little as
/// needed.
pub fn show(selector: &str) {
    if is_narrow() { scroll_up_to(selector) } else { reveal(selector) }
}

/// Scrolls until the first element that matches is at the top.
pub fn scroll_up_to(selector: &str) {
    bring(selector, ScrollLogicalPosition::Start);
}

fn bring(selector: &str, position: ScrollLogicalPosition) {
    if let Some(element) = find(selector).filter(|_| is_ours()) {
        let options = ScrollIntoViewOptions::new();
        // What scrolls in a frame is the page around.
        options.set_block(if is_embedded() { ScrollLogicalPosition::Nearest } else { position });
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls an element that scrolls by itself back to its start.
pub fn rewind(selector: &str) {
    if let Some(element) = find(selector) {
        element.set_scroll_top(0);
    }
}

/// Whether the page may use WebCrypto: served over HTTPS, or from this machine.
#[must_use]
pub fn is_secure() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

fn find(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}
