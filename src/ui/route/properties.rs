//! Writing and reading an address, for any place.

use super::*;
use proptest::prelude::*;

fn any_step() -> impl Strategy<Value = StepId> {
    let course = proptest::sample::select(&[Course::Learn, Course::Field][..]);
    (course, 1..=u16::MAX).prop_map(|(course, number)| StepId { course, number })
}

fn any_route() -> impl Strategy<Value = Route> {
    let text = || proptest::option::of(any::<String>());
    let fields = (text(), text(), text(), text(), text(), text(), text(), text(), any::<bool>());
    let link =
        fields.prop_map(|(preset, client, method, grant, scope, resource, authorization_details, policy, newer)| {
            let link = BuildLink { preset, client, method, grant, scope, policy, newer, ..BuildLink::default() };
            Route::Build(BuildLink { resource, authorization_details, ..link })
        });
    prop_oneof![
        any_step().prop_map(|step| Route::Learn { step }),
        any_step().prop_map(|step| Route::Listed { step }),
        Just(Route::Compare { cell: None }),
        Just(Route::CompareAll),
        ("[a-z0-9-]{1,12}", "[a-z0-9-]{1,12}")
            .prop_map(|(row, column)| Route::Compare { cell: Some(CellAddress { row, column }) }),
        link,
        proptest::option::of("[a-z0-9-]{1,12}").prop_map(|term| Route::Glossary { term }),
        any::<String>().prop_map(|query| Route::Search { query }),
        Just(Route::Help),
        Just(Route::Privacy),
        Just(Route::Answer),
        proptest::collection::vec((proptest::sample::select(&AtlasLink::NAMES[..]), any::<String>()), 0..5)
            .prop_map(|pairs| Route::Servers(AtlasLink::new(pairs))),
        "[a-z0-9-]{1,12}".prop_map(|id| Route::Server { id }),
        "[a-z0-9-]{1,12}".prop_map(|id| Route::Client { id }),
        proptest::option::of("[a-z0-9-]{1,12}").prop_map(|pair| Route::Diff { pair }),
        Just(Route::Decode),
        proptest::sample::select(&Section::ALL[..]).prop_map(|section| Route::Issuer { section }),
    ]
}

proptest! {
    #[test]
    fn parsing_what_was_written_gives_the_same_place(route in any_route()) {
        prop_assert_eq!(&Route::parse(&route.to_hash()), &route);
        prop_assert_eq!(scrubbed(&route.to_hash(), &route), None, "the place reads every name that it writes");
    }

    #[test]
    fn no_text_makes_the_parser_fail_and_writing_is_stable(text in ".{0,40}") {
        let route = Route::parse(&text);
        prop_assert_eq!(&Route::parse(&route.to_hash()), &route);
        let _ = inbound(&text);
        if let Some(clean) = scrubbed(&text, &route) {
            prop_assert_eq!(scrubbed(&clean, &Route::parse(&clean)), None);
        }
    }
}
