//! What a table of rooms, folders or crates forbids.

use std::collections::BTreeSet;

use crate::reader::{By, Mention};
use crate::tree::{Arrow, SourceTree, room_of};

/// Names, each with those that it may name beside itself.
pub(crate) type Table<'a> = &'a [(&'a str, &'a [&'a str])];

/// The crate's root may name every room and start the page.
pub(crate) const ROOTS: &[&str] = &["lib.rs", "main.rs"];

/// The part of its room that a file is: `jose/jwt/claims.rs` is in `jwt`, `jose/jwk.rs` is `jwk`, `jose/mod.rs` is `mod`.
pub(crate) fn part_of<'a>(room: &str, file: &'a str) -> Option<&'a str> {
    file.strip_prefix(room)?.strip_prefix('/').map(room_of)
}

/// Arrows from one room to another that the table does not have. `everywhere` may be named by all.
pub(crate) fn between_rooms(tree: &SourceTree, rooms: Table<'_>, everywhere: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in tree.files().filter(|file| !ROOTS.contains(file)) {
        let from = room_of(file);
        let allowed = rooms.iter().find(|(room, _)| *room == from).map_or(&[] as &[&str], |(_, allowed)| allowed);
        for mention in tree.mentions(file) {
            let Some(to) = absolute(mention).and_then(|path| path.into_iter().next()) else { continue };
            let is_allowed = to == from || to == everywhere || allowed.contains(&to.as_str());
            if rooms.iter().any(|(room, _)| *room == to) && !is_allowed {
                wrong.push(format!("{file}:{}: {from} names {to}", mention.line));
            }
        }
    }
    wrong.dedup();
    wrong
}

/// Names of crates and types outside of the rooms, or folders of rooms, that may say them.
pub(crate) fn behind_walls(tree: &SourceTree, guarded: Table<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in tree.files().filter(|file| !ROOTS.contains(file)) {
        for mention in tree.mentions(file) {
            // A lone name in code is a variable or a function of the same name: what it stands for was imported.
            if mention.by == By::Code && mention.path.len() == 1 {
                continue;
            }
            for (name, may) in guarded {
                let is_type = name.starts_with(char::is_uppercase);
                let is_named = match mention.path.as_slice() {
                    path if is_type => path.iter().any(|segment| segment == name),
                    [first, second, ..] if first == "leptos" => first == name || second == name,
                    [first, ..] => first == name,
                    [] => false,
                };
                if is_named && !may.iter().any(|place| is_inside(file, place)) {
                    wrong.push(format!("{file}:{}: {} names {name}", mention.line, room_of(file)));
                }
            }
        }
    }
    wrong
}

/// Arrows inside of a room that its table of folders and files does not have.
pub(crate) fn inside_room(arrows: &BTreeSet<Arrow>, room: &str, parts: Table<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    for arrow in arrows {
        let (Some(from), Some(to)) = (part_of(room, &arrow.from), part_of(room, &arrow.to)) else { continue };
        let allowed = parts.iter().find(|(part, _)| *part == from).map_or(&[] as &[&str], |(_, allowed)| allowed);
        if from != to && !allowed.contains(&to) {
            wrong.push(format!("{arrow}: {from} may not name {to}"));
        }
    }
    wrong
}

/// A path of this crate from its root, or nothing when it starts with a name that only the scope explains.
fn absolute(mention: &Mention) -> Option<Vec<String>> {
    let ups = mention.path.iter().take_while(|name| *name == "super" || *name == "self");
    let down = mention.path.iter().skip(ups.clone().count()).cloned();
    match mention.path.first()?.as_str() {
        "crate" => Some(mention.path[1..].to_vec()),
        "super" | "self" => {
            let above = mention.module.len().checked_sub(ups.filter(|name| *name == "super").count())?;
            Some(mention.module[..above].iter().cloned().chain(down).collect())
        }
        _ => None,
    }
}

/// Whether a file is part of a room or of a folder of one.
fn is_inside(file: &str, room: &str) -> bool {
    file.strip_prefix(room).is_some_and(|rest| rest.starts_with('/') || rest == ".rs")
}
