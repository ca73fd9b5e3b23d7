//! Where the page scrolls and moves the focus, something is: a button that goes to an element which no view makes does nothing, and says nothing.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What stands before the id of an element where a view gives it one: the attribute, or an argument of what makes the element.
const GIVES: [&str; 6] = ["\"id\", ", "id: ", "&str = ", "run_button(lesson, ", "text_field(", "table, ("];

#[test]
fn every_id_that_the_page_goes_to_is_that_of_an_element() {
    let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui"));
    let shell = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("index.html")).expect("the page");
    let is_given = |id: &str| {
        let of_view = GIVES.iter().any(|before| sources.contains(&format!("{before}\"{id}\"")));
        of_view || shell.contains(&format!("id=\"{id}\""))
    };
    let ids: BTreeSet<&str> = sources.split("document::").skip(1).filter_map(id_in_call).collect();
    assert!(ids.len() > 20, "{ids:?}");
    let missing: Vec<_> = ids.into_iter().filter(|id| !is_given(id)).collect();
    assert!(missing.is_empty(), "no element has {missing:?}");
}

/// The id at the beginning of a call's first argument, if that is a selector: `focus("#consent h2")`.
fn id_in_call(call: &str) -> Option<&str> {
    let (name, arguments) = call.split_once("(\"#")?;
    let is_name = name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
    let end = arguments.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'))?;
    is_name.then_some(&arguments[..end])
}

/// Every source below a folder, in one text.
fn sources(folder: &Path) -> String {
    let entries = fs::read_dir(folder).expect("a folder of the project");
    let read = |path: &Path| if path.is_dir() { sources(path) } else { fs::read_to_string(path).expect("a source") };
    entries.map(|entry| read(&entry.expect("an entry").path())).collect()
}
