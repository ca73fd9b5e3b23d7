//! The issuer's clock: read, moved, stopped, and set back to the reader's own.

use std::time::Duration;

use leptos::prelude::*;

use super::context::Page;
use super::shift;
use crate::inspect::{duration, utc};
use crate::network::AdjustableClock;
use crate::platform::{BrowserClock, document};
use crate::ports::Clock;
use crate::ui::components::entry_form;
use crate::ui::dom::{Node, el, nodes, value, when};

/// The clock.
pub(super) fn section(page: Page) -> Node {
    let clock = page.session.lab().network().clock();
    // Follows the clock while the section is shown. Time is text here, never announced by itself.
    let ticks = RwSignal::new(0_u32);
    let tick = move || ticks.update(|count| *count = count.wrapping_add(1));
    if let Ok(ticking) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || ticking.clear());
    }
    let changed = move || {
        tick();
        page.session.refresh();
        document::announce(&[page.word("clock_is"), " ", &time(clock)].concat());
    };
    let now = move || {
        ticks.track();
        time(clock)
    };
    let seconds = move || {
        ticks.track();
        clock.now().0.to_string()
    };
    let offset = move || {
        ticks.track();
        let offset = clock.offset();
        let away = |word: &str| [&duration(offset), " ", page.word(word)].concat();
        match offset {
            0 => page.word("as_page").to_owned(),
            1.. => away("ahead"),
            _ => away("behind"),
        }
    };
    let is_frozen = move || {
        ticks.track();
        clock.is_frozen()
    };
    let moved = move |seconds: i64| {
        clock.advance(seconds);
        changed();
    };
    let freeze = move || {
        if clock.is_frozen() {
            clock.resume();
        } else {
            clock.freeze();
        }
        changed();
    };
    let reset = move || {
        clock.reset();
        changed();
    };
    let freeze_button = el("button")
        .class("btn")
        .attr("type", "button")
        .on("click", move |_| freeze())
        .text(move || page.word(if is_frozen() { "resume" } else { "freeze" }));
    let shown = el("p")
        .class("clock")
        .add(el("span").class("sr").add(page.word("now")).add(" "))
        .add(el("b").class("mono").text(now))
        .add(el("small").add(el("code").text(seconds)).add(" · ").add(el("span").text(offset)))
        .add(when(is_frozen, move || el("small").add(el("b").add(page.word("frozen")))));
    nodes![
        page.part("clock", "now", "clock_lead").add(shown).add(
            el("div")
                .class("btns")
                .add(page.button("minute", move || moved(60)))
                .add(page.button("lifetime", move || moved(301)))
                .add(page.button("back", move || moved(-60)))
                .add(freeze_button)
                .add(page.button("clock_reset", reset))
        ),
        move_by(page, moved),
    ]
}

/// Any number of seconds.
fn move_by(page: Page, moved: impl Fn(i64) + Copy + 'static) -> Node {
    let typed = RwSignal::new(String::from("3600"));
    let is_wrong = RwSignal::new(false);
    let submit = move || {
        let seconds = typed.with_untracked(|text| shift(text));
        is_wrong.set(seconds.is_none());
        if let Some(seconds) = seconds {
            moved(seconds);
        }
    };
    let hint = move || page.word(if is_wrong.get() { "shift_wrong" } else { "shift_hint" });
    let input = el("input")
        .class("inp mono")
        .attr("id", "shift")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "shift-hint")
        .live("aria-invalid", move || is_wrong.get().then_some("true"))
        .prop("value", move || Some(typed.get()))
        .on("input", move |event| typed.set(value(&event)));
    let button =
        el("button").class("btn").attr("type", "button").on("click", move |_| submit()).add(page.word("shift_do"));
    entry_form(submit)
        .add(
            el("div")
                .class("field number")
                .add(el("label").attr("for", "shift").add(page.word("shift")))
                .add(el("div").class("join").add(input).add(button))
                .add(
                    el("p")
                        .attr("id", "shift-hint")
                        .live("class", move || Some(if is_wrong.get() { "hint warn" } else { "hint" }))
                        .text(hint),
                ),
        )
        .into()
}

fn time(clock: &AdjustableClock<BrowserClock>) -> String {
    utc(clock.now()).unwrap_or_else(|| clock.now().0.to_string())
}
