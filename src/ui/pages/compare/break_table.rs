//! *Break the table*: the dares, the policies that they need, and what has shown that one was met.

use leptos::prelude::*;

use super::dares::{Dare, Proof};
use super::table::Table;
use crate::issuer::{OpenidPolicy, Policies, SubjectStyle, UserClaims};
use crate::lab::content::DareText;
use crate::platform::document;
use crate::ui::components::{prose, unfold, verdict};
use crate::ui::dom::{El, Node, Text, el, keyed, value, when};
use crate::ui::presenter::policy_name;
use crate::ui::session::policies::reset_policies;
use crate::ui::view_model::ChipKind;

/// The panel.
pub(super) fn break_table(table: Table) -> El {
    let dares: Node = Dare::ALL.into_iter().map(|dare| show_dare(table, dare)).collect();
    el("section")
        .class("break")
        .attr("aria-labelledby", "break-heading")
        .add(el("h2").attr("id", "break-heading").add(table.label("break_title")))
        .add(el("p").class("second").add(table.label("break_intro")))
        .add(policies(table))
        .add(el("ol").class("dares").add(dares))
}

/// The policies that the dares are about.
fn policies(table: Table) -> El {
    let openid = OpenidPolicy::ALL.map(|policy| (policy.as_str(), policy_name(policy)));
    let sub = SubjectStyle::ALL.map(|style| (style.as_str(), table.label(subject_label(style))));
    let refresh = [("off", table.label("off")), ("on", table.label("on"))];
    let claims = UserClaims::ALL.map(|claims| (claims.as_str(), table.label(claims_label(claims))));
    let is_changed = move || table.session.status.with(|status| status.policies != Policies::default());
    let back = move || {
        let defaults = move |_| {
            reset_policies();
            // The button goes away; focus stays with the policies.
            document::focus("#break-openid");
        };
        el("button").class("act").attr("type", "button").on("click", defaults).add(table.label("defaults"))
    };
    el("fieldset")
        .class("break-policies")
        .add(el("legend").class("sr").add(table.label("break_policies")))
        .add(choice(table, ("break-openid", "policy_openid"), "openid", &openid))
        .add(choice(table, ("break-sub", "policy_sub"), "sub", &sub))
        .add(choice(table, ("break-refresh", "policy_refresh"), "refresh", &refresh))
        .add(choice(table, ("break-claims", "policy_user_claims"), "userClaims", &claims))
        .add(when(is_changed, back))
}

const fn subject_label(style: SubjectStyle) -> &'static str {
    match style {
        SubjectStyle::ClientId => "sub_client_id",
        SubjectStyle::Suffixed => "sub_suffixed",
        SubjectStyle::ServiceAccount => "sub_service_account",
        SubjectStyle::Omitted => "sub_omitted",
    }
}

const fn claims_label(claims: UserClaims) -> &'static str {
    match claims {
        UserClaims::Off => "off",
        UserClaims::Account => "claims_account",
        UserClaims::Owner => "claims_owner",
    }
}

/// A select for the policy `name`, by its names in configuration.
fn choice(
    table: Table,
    (id, label): (&'static str, &'static str),
    name: &'static str,
    values: &[(&'static str, &'static str)],
) -> El {
    let now =
        move || table.session.status.with(|status| status.policies.to_json().get(name)?.as_str().map(str::to_owned));
    let options: Node = values.iter().map(|(value, shown)| el("option").attr("value", *value).add(*shown)).collect();
    let choose = move |event| {
        let chosen = value(&event).into();
        table.session.change_policies(&mut |policies| {
            // The values are those of the list, so there is one.
            let _ = policies.set(name, &chosen);
        });
    };
    let select = el("select").attr("id", id).prop("value", now).on("change", choose).add(options);
    el("label").class("field").add(el("span").class("sm").add(table.label(label))).add(select)
}

fn show_dare(table: Table, dare: Dare) -> Option<El> {
    let text = table.text.dares.get(dare.name())?;
    let is_met = move || table.with(|model| model.dares().met(dare).is_some());
    let kind = move || if is_met() { ChipKind::Good } else { ChipKind::Idle };
    let chip = verdict(kind, move || table.label(if is_met() { "dare_met" } else { "dare_open" }));
    let shown = RwSignal::new(false);
    let (hint, hinted) = unfold(table.label("hint"));
    let id: Text = ["hint-", dare.name()].concat().into();
    let about = |name: &'static str| [table.label(name), ": ", &text.title.replace('`', "")].concat();
    let controls = id.clone();
    let hint =
        hint.attr("aria-label", about("hint")).live("aria-controls", move || hinted.get().then(|| controls.clone()));
    let show = move |_| {
        table.session.change_policies(&mut |policies| dare.show_me(policies));
        shown.set(true);
        document::announce(&text.shown.replace('`', ""));
    };
    let show_me = el("button")
        .class("act")
        .attr("type", "button")
        .attr("aria-label", about("show_me"))
        .on("click", show)
        .add(table.label("show_me"));
    let state = move || state(table, dare, text).unwrap_or_default();
    let view = el("li")
        .add(el("div").class("head").add(el("h3").add(prose(&text.title))).add(chip))
        .add(el("p").class("acts").add(hint).add(show_me))
        .add(when(move || hinted.get(), move || el("p").attr("id", id.clone()).add(prose(&text.hint))))
        .add(when(move || shown.get() && !is_met(), move || el("p").add(prose(&text.shown))))
        .add(keyed(state, move || Some(state()).filter(|told| !told.is_empty()).map(|told| el("p").add(prose(&told)))));
    Some(view)
}

/// What has shown that the dare was met, or how far it is.
fn state(table: Table, dare: Dare, text: &DareText) -> Option<String> {
    let (met, halves) = table.with(|model| (model.dares().met(dare).cloned(), model.dares().halves()));
    match (met, dare, halves) {
        (Some(proof), _, _) => Some(told(table, text, &proof)),
        (None, Dare::NoSubject, [true, false]) => Some(table.label("half_with").to_owned()),
        (None, Dare::NoSubject, [false, true]) => Some(table.label("half_without").to_owned()),
        _ => None,
    }
}

fn told(table: Table, text: &DareText, proof: &Proof) -> String {
    let found = proof.found.as_ref().map_or_else(String::new, |finding| table.texts.found(finding));
    let told = text.met.replace("{cell}", &table.name(proof.cell)).replace("{found}", &found);
    told.replace("{holds}", &proof.holds.to_string())
}

/// Which dares were met.
pub(super) fn met(table: Table) -> [bool; 4] {
    table.with_untracked(|model| Dare::ALL.map(|dare| model.dares().met(dare).is_some()))
}

/// A sentence for each dare that was met and was not `before`, as it is spoken.
pub(super) fn met_since(table: Table, before: [bool; 4]) -> String {
    let mut spoken = String::new();
    for (dare, was_met) in Dare::ALL.into_iter().zip(before) {
        let met = table.with_untracked(|model| model.dares().met(dare).cloned()).filter(|_| !was_met);
        if let (Some(proof), Some(text)) = (met, table.text.dares.get(dare.name())) {
            spoken.extend([" ", table.label("dare_met"), ": ", &told(table, text, &proof).replace('`', "")]);
        }
    }
    spoken
}
