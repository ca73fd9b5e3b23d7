//! Its token, read as Decode reads one: the header and the claims with what they mean.

use super::contents::Contents;
use crate::atlas::compact;
use crate::facts::{Product, Setup};
use crate::inspect::{ClaimTable, Decoded, Dictionary, Phrase, Verdict, Words};
use crate::platform::BrowserClock;
use crate::ports::Clock;
use crate::ui::components::claim_table;
use crate::ui::content::{load, why};
use crate::ui::dom::{El, Node, Text, el, live, nodes};
use crate::ui::presenter::{claim_groups, header_group};
use crate::ui::view_model::ClaimGroup;

/// A token of a set-up: the heading above it, the name that it arrived under, its compact form.
struct Shown {
    heading: String,
    arrived: &'static str,
    token: String,
}

/// The tokens that were seen; nothing where none was a JWT.
pub(super) fn token(contents: Contents, product: &'static Product) -> Option<El> {
    let all: Vec<Shown> = product.setups.iter().flat_map(|setup| tokens(contents, setup)).collect();
    if all.is_empty() {
        return None;
    }
    let (words, dictionary) = (load::<Words>("decode"), load::<Dictionary>("claims"));
    let body = move || match (words.get(), dictionary.get()) {
        (Some(Ok(words)), Some(Ok(dictionary))) => {
            let shown = all.iter().enumerate().map(|(place, shown)| show(contents, shown, place, words, dictionary));
            shown.collect::<Node>()
        }
        (words, dictionary) => {
            let reason = why(words).or_else(|| why(dictionary));
            reason.map(|reason| el("p").attr("role", "alert").add(reason)).into()
        }
    };
    Some(
        el("section")
            .class("its-token")
            .attr("aria-labelledby", "its-token")
            .add(el("h2").class("part-h").attr("id", "its-token").add(contents.word("token")))
            .add(el("p").class("sm second").add(contents.word("token_note")))
            .add(live(body)),
    )
}

fn tokens(contents: Contents, setup: &'static Setup) -> Vec<Shown> {
    let Some(shape) = &setup.token else { return Vec::new() };
    let of_setup = setup.name.as_deref().unwrap_or_default();
    let part = |name: &str| shape.id_token.get(name).unwrap_or(&serde_json::Value::Null).clone();
    let access = compact(&shape.header, &shape.claims).map(|token| Shown {
        heading: of_setup.to_owned(),
        arrived: "access_token",
        token,
    });
    let id = compact(&part("header"), &part("claims")).map(|token| Shown {
        heading: [contents.word("id_token"), if of_setup.is_empty() { "" } else { ": " }, of_setup].concat(),
        arrived: "id_token",
        token,
    });
    access.into_iter().chain(id).collect()
}

fn show(
    contents: Contents,
    shown: &Shown,
    place: usize,
    words: &'static Words,
    dictionary: &'static Dictionary,
) -> Option<El> {
    let decoded = Decoded::read(&shown.token);
    let verdict = Verdict::new(&decoded, Some(shown.arrived), None);
    let header = header_group(decoded.header.as_ref()?, dictionary);
    let mut table = ClaimTable::new(decoded.payload.as_ref()?, dictionary, &verdict, BrowserClock.now());
    for row in table.groups.iter_mut().flat_map(|(_, rows)| rows) {
        // A placeholder is no time, and that is no fault of the token.
        row.time = row.time.take().filter(|_| !row.value.starts_with('<'));
    }
    let groups = claim_groups(&table, words);
    let about = contents.word("about").replace("{about}", &words.say(&Phrase::new(verdict.about.code())));
    let heading = (!shown.heading.is_empty()).then(|| el("h3").add(shown.heading.clone()));
    Some(el("div").class("token-of").add(nodes![
        heading,
        el("p").class("sm").add(about),
        part("header", place, contents.word("token_header"), "s1", vec![header]),
        part("claims", place, contents.word("token_claims"), "s2", groups),
    ]))
}

fn part(id: &str, place: usize, name: &'static str, colour: &'static str, groups: Vec<ClaimGroup>) -> Node {
    let id: Text = [id, "-", &place.to_string()].concat().into();
    let heading = el("h4").class(colour).attr("id", id.clone()).add(name);
    nodes![heading, claim_table(move || groups.clone(), id)]
}
