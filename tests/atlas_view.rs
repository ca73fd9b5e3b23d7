//! A link to every state of a table of the atlas.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

use grant_lab::atlas::{CLIENT_COLUMNS, Change, Columns, SERVER_COLUMNS, View};
use proptest::prelude::*;

fn read(columns: &Columns, pairs: &[(&'static str, String)]) -> View {
    View::read(columns, pairs.iter().map(|(name, value)| (*name, value.as_str())))
}

#[test]
fn the_beginning_has_an_empty_link_and_what_differs_is_in_it() {
    let columns = &SERVER_COLUMNS;
    let first = View::first(columns);
    assert!(first.pairs(columns).is_empty() && !first.is_filtered());
    let changes = [
        Change::Sort(Some("sub")),
        Change::Sort(Some("sub")),
        Change::CountBy("sub".to_owned()),
        Change::Only("sub", "person".to_owned()),
        Change::Only("openid", "granted".to_owned()),
        Change::Kind("library".to_owned()),
        Change::How("run".to_owned()),
        Change::Text("django x".to_owned()),
        Change::Column("sub", false),
    ];
    let view = changes.into_iter().fold(first, |view, change| view.after(columns, change));
    let pairs = view.pairs(columns);
    let told: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(
        told,
        [
            ("q", "django x"),
            ("kind", "library"),
            ("how", "run"),
            ("is", "openid:granted,sub:person"),
            ("by", "sub"),
            ("sort", "-sub"),
            ("show", "openid,openid_unasked,unknown_scope,refresh_token,token_format,basic_spelling"),
        ]
    );
    assert_eq!(read(columns, &pairs), view);
}

#[test]
fn what_a_link_names_and_nobody_knows_is_left_out() {
    let columns = &SERVER_COLUMNS;
    let pairs = [
        ("sort", "nothing"),
        ("by", "nothing"),
        ("is", "nothing:granted,openid:<b>,openid"),
        ("show", "nothing"),
        ("later", "x"),
    ];
    let view = View::read(columns, pairs);
    assert_eq!((view.sort, view.by, view.only.len(), view.columns.len()), (None, "openid", 0, 0));
    assert_eq!(read(columns, &view.pairs(columns)), view, "no column at all is a choice with a link too");
}

fn any_change() -> impl Strategy<Value = Change> {
    let column = || proptest::sample::select(SERVER_COLUMNS.all);
    prop_oneof![
        proptest::option::of(column()).prop_map(Change::Sort),
        column().prop_map(|name| Change::CountBy(name.to_owned())),
        (column(), any::<bool>()).prop_map(|(name, is)| Change::Column(name, is)),
        Just(Change::FirstColumns),
        Just(Change::AllColumns),
        (column(), "[a-z_]{1,9}").prop_map(|(name, said)| Change::Only(name, said)),
        "[a-z_]{0,9}".prop_map(Change::Kind),
        "[a-z_]{0,9}".prop_map(Change::How),
        any::<String>().prop_map(Change::Text),
        Just(Change::NoFilter),
    ]
}

proptest! {
    #[test]
    fn every_state_comes_back_from_its_link(changes in proptest::collection::vec(any_change(), 0..12)) {
        let columns = &SERVER_COLUMNS;
        let view = changes.into_iter().fold(View::first(columns), |view, change| view.after(columns, change));
        prop_assert_eq!(read(columns, &view.pairs(columns)), view);
    }

    #[test]
    fn no_link_makes_the_reader_fail_and_writing_is_stable(pairs in proptest::collection::vec(
        (proptest::sample::select(&["q", "kind", "how", "is", "by", "sort", "show", "x"][..]), any::<String>()), 0..8)) {
        let columns = &CLIENT_COLUMNS;
        let view = View::read(columns, pairs.iter().map(|(name, value)| (*name, value.as_str())));
        prop_assert_eq!(read(columns, &view.pairs(columns)), view);
    }
}
