//! Circles: sets of files in which each leads to each.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::tree::Arrow;

/// Files that all lead to each other, and the arrows that tie them.
#[derive(Debug)]
pub(crate) struct Circle {
    pub(crate) files: BTreeSet<String>,
    pub(crate) arrows: Vec<Arrow>,
}

impl fmt::Display for Circle {
    /// Each pair of files with the names that tie them, and the line where each stands first.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut ties: BTreeMap<(&str, &str), BTreeMap<&str, usize>> = BTreeMap::new();
        for Arrow { from, line, to, name } in &self.arrows {
            ties.entry((from, to)).or_default().entry(name).or_insert(*line);
        }
        write!(out, "a circle of {} files:", self.files.len())?;
        ties.iter().try_for_each(|((from, to), names)| {
            let names: Vec<String> = names.iter().map(|(name, line)| format!("{name} (line {line})")).collect();
            write!(out, "\n  {from} names of {to}: {}", names.join(", "))
        })
    }
}

/// The circles among the arrows, the largest first.
pub(crate) fn circles(arrows: &BTreeSet<Arrow>) -> Vec<Circle> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for arrow in arrows {
        next.entry(&arrow.from).or_default().insert(&arrow.to);
    }
    let reached: BTreeMap<&str, BTreeSet<&str>> = next.keys().map(|file| (*file, reach(file, &next))).collect();
    let leads = |from: &str, to: &str| reached.get(from).is_some_and(|reached| reached.contains(to));
    let groups: BTreeSet<BTreeSet<&str>> = next
        .keys()
        .map(|file| reached[file].iter().copied().filter(|other| leads(other, file)).collect())
        .filter(|group: &BTreeSet<&str>| !group.is_empty())
        .collect();
    let mut circles: Vec<Circle> = groups
        .into_iter()
        .map(|group| Circle {
            arrows: arrows
                .iter()
                .filter(|arrow| group.contains(arrow.from.as_str()) && group.contains(arrow.to.as_str()))
                .cloned()
                .collect(),
            files: group.into_iter().map(str::to_string).collect(),
        })
        .collect();
    circles.sort_by_key(|circle| std::cmp::Reverse(circle.files.len()));
    circles
}

/// Every file that arrows lead to from this one.
fn reach<'a>(from: &'a str, next: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(file) = open.pop() {
        open.extend(next.get(file).into_iter().flatten().copied().filter(|file| reached.insert(*file)));
    }
    reached
}
