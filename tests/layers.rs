//! The rooms, what is inside them, and the arrows between files, checked against the sources.
//!
//! Every file of `src/` is parsed, and what its code names is followed to the file that defines it. The test fails on an arrow
//! between rooms that the first table does not have, on one inside of a room that the room's own table does not have, and on
//! files that lead to each other in a circle. It is a reader of sources, not a compiler: of a
//! method it knows the name and not the type, and a macro that pastes a path together would escape it.
#![cfg(not(target_arch = "wasm32"))]

#[path = "layers/cases.rs"]
mod cases;
#[path = "layers/circles.rs"]
mod circles;
#[path = "layers/reader.rs"]
mod reader;
#[path = "layers/rules.rs"]
mod rules;
#[path = "common/rust_items.rs"]
mod rust_items;
#[path = "layers/tree.rs"]
mod tree;

use crate::circles::circles;
use crate::rules::{ROOTS, Table, behind_walls, between_rooms, inside_room, part_of};
use crate::tree::{SourceTree, room_of};

/// Each room and the rooms it may name, beside itself and `cite`.
const ROOMS: Table<'_> = &[
    ("cite", &[]),
    ("content", &[]),
    ("texts", &[]),
    ("facts", &["content", "texts"]),
    ("ports", &[]),
    ("jose", &["ports"]),
    ("x509", &["ports", "jose"]),
    ("oauth", &["ports", "jose", "x509"]),
    ("server", &["ports", "jose", "x509", "oauth"]),
    ("protected_resource", &["ports", "jose", "x509", "oauth", "server"]),
    ("issuer", &["ports", "jose", "x509", "oauth", "server", "protected_resource"]),
    // The APIs know the issuer by messages alone.
    ("resource_server", &["ports", "jose", "x509", "oauth", "server", "protected_resource"]),
    ("network", &["ports", "jose", "x509", "oauth", "server", "protected_resource", "issuer", "resource_server"]),
    ("client", &["content", "texts", "ports", "jose", "x509", "oauth"]),
    ("inspect", &["content", "texts", "facts", "ports", "jose", "x509", "oauth"]),
    (
        "atlas",
        &["content", "texts", "facts", "ports", "jose", "oauth", "server", "issuer", "network", "client", "inspect"],
    ),
    ("lab", &["texts", "facts", "ports", "jose", "x509", "oauth", "server", "issuer", "network", "client", "inspect"]),
    ("platform", &["content", "texts", "ports", "jose", "oauth"]),
    (
        "js_api",
        &[
            "texts", "facts", "ports", "jose", "x509", "oauth", "server", "issuer", "network", "client", "inspect",
            "atlas", "lab", "platform",
        ],
    ),
    (
        "ui",
        &[
            "content", "texts", "facts", "ports", "jose", "x509", "oauth", "server", "issuer", "network", "client",
            "inspect", "atlas", "lab", "platform",
        ],
    ),
];

/// Crates and types that belong behind a wall, and the rooms, or folders of rooms, that may name them.
const GUARDED: Table<'_> = &[
    // The browser.
    ("gloo_net", &["platform"]),
    ("js_sys", &["platform", "ui/dom"]),
    ("web_sys", &["platform", "ui/dom"]),
    ("wasm_bindgen", &["platform", "js_api", "ui/dom"]),
    ("wasm_bindgen_futures", &["platform", "js_api"]),
    ("leptos", &["platform", "ui"]),
    // Cryptography and randomness: behind the ports.
    ("hmac", &["platform"]),
    ("p256", &["platform"]),
    ("p521", &["platform"]),
    ("rand", &["platform"]),
    ("rsa", &["platform"]),
    ("sha2", &["platform"]),
    // The form of certificates: in one place.
    ("x509_cert", &["x509"]),
    // Clocks: they panic in the browser, and the core has the port `Clock`.
    ("Instant", &[]),
    ("SystemTime", &[]),
    // A room names another by `crate::`.
    ("grant_lab", &[]),
];

/// Inside of a room: each folder or file and those that it may name, from the ground up. `mod` is the room's own `mod.rs`.
const PARTS: &[(&str, Table<'_>)] = &[("issuer", ISSUER), ("inspect", INSPECT), ("lab", LAB)];

const ISSUER: Table<'_> = &[
    ("mod", &[]),
    ("personality", &[]),
    ("policy", &["personality"]),
    ("state", &["policy"]),
    ("configuration", &["policy", "state"]),
    ("client_authentication", &["personality", "policy", "state"]),
    ("tokens", &["policy", "state"]),
    ("endpoints", &["personality", "policy", "state", "client_authentication", "tokens", "configuration"]),
];

const INSPECT: Table<'_> = &[
    ("mod", &[]),
    ("wording", &[]),
    ("diff", &[]),
    ("object_literal", &[]),
    ("keys", &["wording", "object_literal"]),
    ("token", &["wording"]),
    ("paste", &["wording", "token", "object_literal"]),
    ("claim_names", &[]),
    ("verdict", &["wording", "token", "claim_names"]),
    ("claims", &["wording", "token", "claim_names", "verdict"]),
    ("decryption", &["wording", "token", "keys"]),
    ("checks", &["wording", "token", "verdict", "keys"]),
    ("findings", &["wording", "token", "claim_names", "verdict", "keys", "checks"]),
    ("response", &["wording", "token", "paste", "claim_names", "claims"]),
    ("headline", &["wording", "token", "verdict", "claims", "checks"]),
    ("report", &["wording", "token", "paste", "verdict", "keys", "decryption", "checks", "findings", "response"]),
];

const LAB: Table<'_> = &[
    ("mod", &[]),
    // Data.
    ("cell_id", &[]),
    ("step_id", &[]),
    ("rule", &[]),
    ("finding", &[]),
    ("action", &["cell_id", "rule"]),
    ("evidence", &["cell_id", "rule", "action"]),
    ("message_sequence", &["evidence"]),
    ("verdict", &["finding", "evidence"]),
    // The shape of the content files.
    ("text", &[]),
    ("glossary", &[]),
    ("content", &["cell_id", "step_id", "finding", "text"]),
    ("document", &["cell_id"]),
    ("servers", &["text"]),
    ("quiz", &["cell_id"]),
    // What judges, what can be run, what tells it, what runs it.
    ("checks", &["rule", "finding", "action", "evidence", "verdict"]),
    ("catalogue", &["cell_id", "step_id", "rule", "finding", "action", "evidence", "verdict", "checks"]),
    ("observe", &["cell_id", "rule", "finding", "action", "evidence", "verdict", "checks", "catalogue"]),
    ("runner", &["cell_id", "rule", "action", "evidence", "catalogue"]),
];

#[test]
fn every_arrow_between_rooms_is_in_the_table() {
    let wrong = between_rooms(SourceTree::of_this_crate(), ROOMS, "cite");
    assert!(wrong.is_empty(), "{} arrows are not in the table:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_guarded_crate_stays_behind_its_wall() {
    let wrong = behind_walls(SourceTree::of_this_crate(), GUARDED);
    assert!(wrong.is_empty(), "{} names outside of their rooms:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_room_of_the_source_tree_is_in_the_table() {
    for file in SourceTree::of_this_crate().files().filter(|file| !ROOTS.contains(file)) {
        let room = room_of(file);
        assert!(ROOMS.iter().any(|(name, _)| *name == room), "src/{file} is in no room of the table");
    }
}

#[test]
fn every_arrow_inside_of_a_room_is_in_its_table() {
    let arrows = SourceTree::of_this_crate().arrows();
    let wrong: Vec<String> = PARTS.iter().flat_map(|(room, parts)| inside_room(&arrows, room, parts)).collect();
    assert!(wrong.is_empty(), "{} arrows are not in the tables:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_part_of_a_room_with_a_table_is_in_it() {
    let tree = SourceTree::of_this_crate();
    for (room, parts) in PARTS {
        for file in tree.files() {
            let Some(part) = part_of(room, file) else { continue };
            assert!(parts.iter().any(|(name, _)| *name == part), "src/{file} is in no row of the table of {room}");
        }
        for (part, _) in *parts {
            assert!(tree.files().any(|file| part_of(room, file) == Some(part)), "{room} has no {part}");
        }
    }
}

#[test]
fn no_files_lead_to_each_other_in_a_circle() {
    let told: Vec<String> = circles(&SourceTree::of_this_crate().arrows()).iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}
