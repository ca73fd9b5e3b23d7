//! Every requirement row has a test that names it, or is listed here with the feature it waits for.
//!
//! The rows are data (`vectors/requirements.json`). A test names a row by its function's name: `tok_07_rejects_repeated_parameter`.
//! A row that is listed as waiting as a whole must not be tested yet; a row of which a part waits must be tested for the rest.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// How much of a row waits.
#[derive(Clone, Copy, PartialEq)]
enum Waits {
    /// All of it.
    Whole,
    /// This part; what is built is tested.
    Part(&'static str),
}

use Waits::{Part, Whole};

const ATTESTATION: &str = "nothing: still a draft, so it is recognised and refused, and advertises nothing";
const SPIFFE: &str = "nothing: an individual draft that was not adopted as read, so it is recognised and refused";
const POINTERS: &str = "nothing: neither is client_credentials, so the page only points at them";

/// Rows, or parts of rows, that a later feature brings.
const WAITING: &[(&str, Waits, &str)] =
    &[("EXT-02", Whole, ATTESTATION), ("EXT-03", Whole, SPIFFE), ("EXT-04", Whole, POINTERS)];

#[test]
fn every_row_is_tested_or_waits_for_a_named_feature() {
    let (rows, tested) = (rows(), tested());
    let mut wrong = Vec::new();
    for row in &rows {
        let waits: Vec<Waits> = WAITING.iter().filter(|entry| entry.0 == row).map(|entry| entry.1).collect();
        match (tested.contains(row), waits.contains(&Whole)) {
            (false, false) => wrong.push(format!("{row}: no test names it, and it is not listed as waiting")),
            (true, true) => wrong.push(format!("{row}: a test names it, so it does not wait as a whole")),
            _ if waits.contains(&Whole) && waits.len() > 1 => wrong.push(format!("{row}: listed whole and in parts")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_lists_only_rows_that_exist_and_says_what_waits() {
    let rows = rows();
    for (index, (row, waits, feature)) in WAITING.iter().enumerate() {
        assert!(rows.contains(*row), "{row} is no row");
        assert!(!feature.is_empty() && *waits != Part(""), "{row}");
        let again = WAITING[..index].iter().any(|entry| entry.0 == *row && entry.1 == *waits);
        assert!(!again, "{row} is listed twice");
    }
}

#[test]
fn a_test_may_name_only_a_row_that_exists() {
    let rows = rows();
    for row in tested() {
        assert!(rows.contains(&row), "a test names {row}, which is no row");
    }
}

#[test]
fn only_a_test_function_names_a_row() {
    let source = "#[test]\nfn tok_07_x() {}\nfn tok_08_helper() {}\n    #[test]\n    #[cfg(x)]\n    fn dis_14_y(a: u8) {}\n\
                  #[test]\nfn tok_1_x() {}\n#[test]\nfn other() {}\n";
    assert_eq!(named_in(source), BTreeSet::from(["DIS-14".to_owned(), "TOK-07".to_owned()]));
}

fn rows() -> BTreeSet<String> {
    let data: Value = serde_json::from_str(include_str!("vectors/requirements.json")).expect("the rows are JSON");
    let rows = data["rows"].as_array().expect("the rows are a list").iter();
    let rows: BTreeSet<String> = rows.filter_map(|row| row["id"].as_str()).map(str::to_owned).collect();
    assert_eq!(rows.len(), 163);
    rows
}

/// The rows that test functions in `tests/*.rs` name.
fn tested() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let files = fs::read_dir(folder).expect("the folder of this file").map(|entry| entry.expect("an entry").path());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .flat_map(|path| named_in(&fs::read_to_string(path).expect("a source file")))
        .collect()
}

/// The rows that the test functions of a source name.
fn named_in(source: &str) -> BTreeSet<String> {
    let mut rows = BTreeSet::new();
    let mut is_test = false;
    for line in source.lines().map(str::trim) {
        if line.starts_with("#[") {
            is_test |= line == "#[test]" || line.starts_with("#[wasm_bindgen_test");
        } else {
            let name = line.strip_prefix("fn ").or_else(|| line.strip_prefix("async fn "));
            rows.extend(name.filter(|_| is_test).and_then(row_of));
            is_test = false;
        }
    }
    rows
}

/// `tok_07_rejects…` names TOK-07.
fn row_of(name: &str) -> Option<String> {
    let mut parts = name.splitn(3, '_');
    let (group, number, _) = (parts.next()?, parts.next()?, parts.next()?);
    let is_row = group.len() == 3 && number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit());
    is_row.then(|| format!("{}-{number}", group.to_ascii_uppercase()))
}
