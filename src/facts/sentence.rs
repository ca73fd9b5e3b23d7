//! Counts and names in sentences of the content: a sentence has places, and the facts fill them.
//!
//! | place | what comes there |
//! |---|---|
//! | `{run}`, `{read}`, `{unknown}` | how many products were run and answered, how many were read alone, of how many it is not known |
//! | `{run_refused}`, `{read_refused}`, `{all_refused}` | how many of them with this outcome; `{run_dropped+silent}` adds two |
//! | `{names_run_refused}`, `{names_read_refused}`, `{names_refused}` | what they are called |
//! | `{names_unknown}`, `{names_unasked}` | those of which it is not known, and those that were run and gave no answer to this |
//! | `{without}`, `{names_without}` | how many products were run and do not have the grant, and which |
//! | `{date}` | the days of the runs, from the first to the last |

use super::{HowKnown, Outcome, Product, Servers, Tally, Topic};
use crate::content::units;
use crate::texts::{self, filled};

/// The sentence with every place filled that is one of these; others stay as they are.
#[must_use]
pub fn fill(sentence: &str, servers: &Servers, topic: Topic) -> String {
    let tally = servers.tally(topic);
    filled(sentence, &mut |place, text| value(place, servers, &tally).map(|value| text.push_str(&value)).is_some())
}

fn value(place: &str, servers: &Servers, tally: &Tally<'_>) -> Option<String> {
    match place {
        "run" => return Some(tally.run().to_string()),
        "read" => return Some(tally.read().to_string()),
        "unknown" => return Some(tally.unknown.len().to_string()),
        "names_unknown" => return Some(names(tally.unknown.iter().copied())),
        "names_unasked" => return Some(names(tally.unasked.iter().copied())),
        "without" => return Some(without(servers).count().to_string()),
        "names_without" => return Some(names(without(servers))),
        "date" => return days(servers),
        _ => {}
    }
    let (wants_names, place) = place.strip_prefix("names_").map_or((false, place), |rest| (true, rest));
    let (run, read, names) = match place.split_once('_') {
        Some(("run", rest)) => (true, false, rest),
        Some(("read", rest)) => (false, true, rest),
        Some(("all", rest)) => (true, true, rest),
        _ => (true, true, place),
    };
    let mut found = Vec::new();
    for name in names.split('+') {
        let outcome = Outcome::from_name(name)?;
        let Some(group) = tally.group(outcome) else { continue };
        let of_runs = group.run.iter().filter(|_| run);
        let answers = of_runs.chain(group.read.iter().filter(|_| read));
        found.extend(answers.map(|answer| answer.counted.product.name.as_str()));
    }
    Some(if wants_names { found.join(", ") } else { found.len().to_string() })
}

/// What products are called; some names have a comma.
fn names<'a>(products: impl Iterator<Item = &'a Product>) -> String {
    products.map(|product| product.name.as_str()).collect::<Vec<_>>().join("; ")
}

/// The products that were run and do not have the grant.
fn without(servers: &Servers) -> impl Iterator<Item = &Product> {
    servers.products.iter().filter(|product| product.was_run() && !product.issued())
}

/// The days of the runs.
fn days(servers: &Servers) -> Option<String> {
    let setups = servers.products.iter().flat_map(|product| &product.setups);
    let days = setups.filter(|setup| setup.how == HowKnown::Run).filter_map(|setup| setup.date.as_deref());
    let (first, last) = days.fold(None, |range, day| match range {
        None => Some((day, day)),
        Some((first, last)) => Some((day.min(first), day.max(last))),
    })?;
    Some(if first == last {
        first.to_owned()
    } else {
        texts::fill(units::FROM_TO, &[("first", first), ("last", last)])
    })
}
