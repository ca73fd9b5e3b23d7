//! What to write in Build for it, and the link that does.

use super::contents::Contents;
use crate::atlas::{Advice, advice};
use crate::facts::{Outcome, Presets, Product};
use crate::lab::content::word;
use crate::ui::components::prose;
use crate::ui::content::{load, why};
use crate::ui::dom::{El, Node, el, live, nodes};
use crate::ui::route::{BuildLink, Route};

/// The advice, when the presets are here.
pub(super) fn build_box(contents: Contents, product: &'static Product) -> El {
    let presets = load::<Presets>("facts/presets");
    let body = move || match presets.get() {
        Some(Ok(presets)) => show(contents, &advice(product, presets)),
        presets => why(presets).map(|reason| el("p").attr("role", "alert").add(reason)).into(),
    };
    el("section")
        .attr("aria-labelledby", "in-build")
        .add(el("h2").attr("id", "in-build").add(contents.word("build")))
        .add(live(body))
}

fn show(contents: Contents, advice: &Advice<'static>) -> Node {
    let preset = advice.preset;
    let pattern = |of: fn(&crate::facts::Preset) -> &Option<String>| preset.and_then(|preset| of(preset).clone());
    let rows = [
        ("build_endpoint", pattern(|preset| &preset.token)),
        ("build_scope", pattern(|preset| &preset.scope)),
        ("build_audience", pattern(|preset| &preset.audience)),
        ("build_resource", pattern(|preset| &preset.resource)),
        ("build_method", advice.method.map(str::to_owned)),
        ("build_spelling", advice.spelling.map(str::to_owned)),
    ];
    if rows.iter().all(|(_, value)| value.is_none()) {
        return el("p").class("second").add(contents.word("build_none")).into();
    }
    let shown = rows.iter().filter_map(|(name, value)| {
        let value = el("code").add(value.clone()?);
        Some(el("div").add(el("dt").add(prose(contents.word(name)))).add(el("dd").add(value)))
    });
    let codes = advice.chosen.map(Outcome::name).into_iter().chain(advice.reasons.iter().copied());
    let reasons = codes.filter_map(|code| Some(el("li").add(prose(contents.texts.advice.get(code)?))));
    let has_places = rows.iter().any(|(_, value)| value.as_ref().is_some_and(|value| value.contains('{')));
    let places = has_places.then(|| el("p").class("cap muted").add(contents.word("build_places")));
    let source = preset.map(|preset| {
        let how = word(&contents.told.how, preset.addresses.how.name());
        let told =
            [Some(how), preset.addresses.citation.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        el("p").class("cap muted cited").add(contents.word("build_addresses").replace("{how}", &told))
    });
    let open = el("a").class("btn").attr("href", href(advice)).add(contents.word("build_open"));
    nodes![
        el("dl").class("facts wide-terms").add(shown.collect::<Node>()),
        el("ul").class("plain sm").add(reasons.collect::<Node>()),
        places,
        source,
        el("div").class("btns").add(open)
    ]
}

/// The link to Build with all of it.
fn href(advice: &Advice<'_>) -> String {
    let preset = advice.preset;
    let more = [
        ("spelling", advice.spelling.map(str::to_owned)),
        ("audience", preset.and_then(|preset| preset.audience.clone())),
        ("issuer", preset.and_then(|preset| preset.issuer.clone())),
        ("token_endpoint", preset.and_then(|preset| preset.token.clone())),
    ];
    let link = BuildLink {
        method: advice.method.map(str::to_owned),
        scope: preset.and_then(|preset| preset.scope.clone()),
        resource: preset.and_then(|preset| preset.resource.clone()),
        more: more.into_iter().filter_map(|(name, value)| Some((name, value?))).collect(),
        ..BuildLink::default()
    };
    Route::Build(link).to_hash()
}
