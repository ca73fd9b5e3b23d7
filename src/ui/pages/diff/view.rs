//! The choice of pairs, the button that runs both, and a table for each part of what came back.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{DiffText, PairText, shortened};
use crate::content::places;
use crate::inspect::{Change, Difference};
use crate::issuer::Policies;
use crate::lab::content::word;
use crate::lab::{COMPARISONS, Comparison, ComparisonPart};
use crate::platform::{document, painted};
use crate::ui::components::{prose, rows};
use crate::ui::content::{load, waiting, why};
use crate::ui::dom::{El, Node, Text, checked, el, keyed, live, nodes};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// Both runs, compared, and the policies they ran under.
struct Compared {
    parts: Vec<ComparisonPart>,
    shows: &'static str,
    policies: Policies,
}

/// Everything that the views of one comparison read. Copies are the same comparison.
#[derive(Clone, Copy)]
struct Screen {
    session: Session,
    text: &'static DiffText,
    comparison: &'static Comparison,
    words: &'static PairText,
    compared: RwSignal<Option<Compared>>,
    hides_same: RwSignal<bool>,
    running: RwSignal<bool>,
}

impl Screen {
    fn label(self, name: &'static str) -> &'static str {
        word(&self.text.words, name)
    }

    /// Runs both sides, unless they are running, and says what the difference shows to whoever is still here.
    fn run(self) {
        let Some(left) = self.comparison.left().filter(|_| !self.running.with_untracked(|is| *is)) else { return };
        self.running.set(true);
        spawn_local(async move {
            painted().await;
            let lab = self.session.lab();
            let policies = lab.policies();
            let left = lab.run(left.actions).await;
            let parts = match self.comparison.right() {
                Some(right) => self.comparison.compare(&left, &lab.run(right.actions).await),
                None => self.comparison.compare(&left, &left),
            };
            let shows = word(&self.text.shows, self.comparison.shows(&parts));
            self.session.refresh();
            if self.running.try_with_untracked(|_| ()).is_some() {
                self.running.set(false);
                document::announce(&shows.replace('`', ""));
                self.compared.set(Some(Compared { parts, shows, policies }));
            }
        });
    }
}

/// The screen.
pub fn page() -> Node {
    let text = load::<DiffText>("diff");
    let key = move || match text.get() {
        Some(Ok(_)) => Text::Borrowed("shown"),
        other => why(other).unwrap_or_default().into(),
    };
    keyed(key, move || match text.get() {
        Some(Ok(text)) => show(text),
        other => waiting(places::DIFF, [why(other)]),
    })
}

/// The comparison that the address names. `None` for a name that is none; without a name the first.
fn asked(session: Session) -> (Option<String>, Option<&'static Comparison>) {
    let id = session.route.with(|route| match route {
        Route::Diff { pair } => pair.clone(),
        _ => None,
    });
    let comparison = id.as_deref().map_or_else(|| COMPARISONS.first(), Comparison::of);
    (id, comparison)
}

fn show(text: &'static DiffText) -> Node {
    let session = Session::take();
    let say = |name| word(&text.words, name);
    let choices = COMPARISONS.iter().filter_map(|comparison| {
        let words = text.pairs.get(comparison.id)?;
        let current = move || asked(session).1.is_some_and(|asked| asked.id == comparison.id).then_some("page");
        let href = Route::Diff { pair: Some(comparison.id.to_owned()) }.to_hash();
        Some(el("li").add(el("a").attr("href", href).live("aria-current", current).add(prose(&words.name))))
    });
    let choice =
        el("nav").attr("aria-label", say("choose")).add(el("ul").class("pairs").add(choices.collect::<Node>()));
    let below = move || match asked(session) {
        (_, Some(comparison)) => one(session, text, comparison),
        (id, None) => {
            session.title(say("heading"));
            el("p").class("hint warn").add(say("unknown").replace("{pair}", &id.unwrap_or_default())).into()
        }
    };
    el("div")
        .class("document diffs")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(say("heading")))
        .add(el("p").class("second").add(say("lead")))
        .add(choice)
        .add(keyed(move || asked(session).1.map_or("", |comparison| comparison.id), below))
        .add(el("p").class("sm").add(el("a").attr("href", "#/compare").add(say("table"))))
        .into()
}

fn one(session: Session, text: &'static DiffText, comparison: &'static Comparison) -> Node {
    let Some(words) = text.pairs.get(comparison.id) else { return nodes![] };
    let (compared, hides_same, running) = (RwSignal::new(None), RwSignal::new(false), RwSignal::new(false));
    let screen = Screen { session, text, comparison, words, compared, hides_same, running };
    session.title(&[&words.name.replace('`', ""), " – ", screen.label("heading")].concat());
    let insecure = (!document::is_secure()).then(|| el("p").class("boot-note").add(screen.label("insecure")));
    let run = el("button")
        .class("btn go")
        .attr("type", "button")
        .attr("id", "run")
        .live("aria-disabled", move || running.get().then_some("true"))
        .on("click", move |_| screen.run());
    let hide = el("input")
        .attr("type", "checkbox")
        .prop("checked", move || hides_same.get().then_some(""))
        .on("change", move |event| hides_same.set(checked(&event)));
    let hide = el("label").class("switch").add(hide).add(el("span").add(screen.label("hide_same")));
    nodes![
        el("h2").add(prose(&words.name)),
        el("p").add(prose(&words.lead)),
        insecure,
        el("div").class("btns").add(run.add(screen.label("run"))).add(hide),
        live(move || result(screen)),
    ]
}

fn result(screen: Screen) -> Node {
    let policies = screen.session.status.with(|status| status.policies.clone());
    let hides = screen.hides_same.get();
    screen.compared.with(|compared| {
        let Some(compared) = compared else {
            return el("p").class("second").add(screen.label("nothing")).into();
        };
        let stale = (compared.policies != policies).then(|| el("p").class("hint warn").add(screen.label("stale")));
        let parts: Node = compared.parts.iter().map(|part| show_part(screen, part, hides)).collect();
        nodes![el("h3").add(screen.label("shows")), el("p").class("shows").add(prose(compared.shows)), stale, parts,]
    })
}

fn show_part(screen: Screen, part: &ComparisonPart, hides_same: bool) -> Node {
    let count = |change| part.members.iter().filter(|each| each.change() == change).count().to_string();
    let mut counts = screen.label("counts").to_owned();
    for change in [Change::Changed, Change::Added, Change::Removed, Change::Same] {
        counts = counts.replace(&["{", change.name(), "}"].concat(), &count(change));
    }
    let id = ["part-", part.name].concat();
    let head = |name: Node| el("th").attr("scope", "col").attr("role", "columnheader").add(name);
    let heads = el("tr")
        .attr("role", "row")
        .add(head(screen.label("member").into()))
        .add(head(prose(&screen.words.left)))
        .add(head(prose(&screen.words.right)))
        .add(head(screen.label("difference").into()));
    let shown = part.members.iter().filter(|each| !hides_same || each.change() != Change::Same);
    let shown_rows = shown.map(|each| row(screen, each).into()).collect();
    let rest =
        |button| el("tr").attr("role", "row").add(el("td").attr("role", "cell").attr("colspan", "4").add(button));
    let table = el("table")
        .class("diff")
        .attr("role", "table")
        .attr("aria-labelledby", id.clone())
        .add(el("thead").attr("role", "rowgroup").add(heads))
        .add(el("tbody").attr("role", "rowgroup").add(rows(shown_rows, rest)));
    nodes![
        el("h3").attr("id", id).add(word(&screen.text.parts, part.name)),
        el("p").class("cap muted").add(counts),
        table,
    ]
}

fn row(screen: Screen, member: &Difference) -> El {
    let change = member.change();
    let value = |name: &'static str, value: &Option<String>| {
        let shown = match value {
            Some(value) => el("code").add(shortened(value)),
            None => el("span").class("muted").add(screen.label("absent")),
        };
        el("td").attr("role", "cell").add(el("span").class("colname").add(prose(name))).add(shown)
    };
    let sign = el("span").class("sign").attr("aria-hidden", "true").add(change.sign());
    el("tr")
        .attr("role", "row")
        .class(change.name())
        .add(el("th").attr("scope", "row").attr("role", "rowheader").add(el("code").add(member.name.clone())))
        .add(value(&screen.words.left, &member.left))
        .add(value(&screen.words.right, &member.right))
        .add(el("td").attr("role", "cell").class("how").add(sign).add(" ").add(screen.label(change.name())))
}
