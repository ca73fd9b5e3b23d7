//! Every documented address, and what is none.

use super::*;

#[test]
fn every_documented_address_resolves() {
    let cell = |row: &str, column: &str| Some(CellAddress { row: row.into(), column: column.into() });
    let cases = [
        ("", Route::Learn { step: StepId::learn(1) }),
        ("#", Route::Learn { step: StepId::learn(1) }),
        ("#/", Route::Learn { step: StepId::learn(1) }),
        ("#main", Route::Learn { step: StepId::learn(1) }),
        ("#/learn", Route::Learn { step: StepId::learn(1) }),
        ("#/learn/2", Route::Learn { step: StepId::learn(2) }),
        ("#/learn/2/", Route::Learn { step: StepId::learn(2) }),
        ("#/learn/6-what-comes-back", Route::Learn { step: StepId::learn(6) }),
        ("#/learn/6-an-old-slug", Route::Learn { step: StepId::learn(6) }),
        ("#/learn/6/annotated", Route::Listed { step: StepId::learn(6) }),
        ("#/learn/6-what-comes-back/annotated/", Route::Listed { step: StepId::learn(6) }),
        ("#/field", Route::Learn { step: StepId::field(1) }),
        ("#/field/3", Route::Learn { step: StepId::field(3) }),
        ("#/field/3-the-audience-of-a-proof", Route::Learn { step: StepId::field(3) }),
        ("#/field/3/annotated", Route::Listed { step: StepId::field(3) }),
        ("#/compare", Route::Compare { cell: None }),
        ("#/compare/tokens-returned/oidc", Route::Compare { cell: cell("tokens-returned", "oidc") }),
        ("#/compare/sender-constraint/oauth", Route::Compare { cell: cell("sender-constraint", "oauth") }),
        ("#/compare/all", Route::CompareAll),
        ("#/compare/all/", Route::CompareAll),
        ("#/build", Route::Build(BuildLink::default())),
        ("#/decode", Route::Decode),
        ("#/compare/diff", Route::Diff { pair: None }),
        ("#/compare/diff/tokens", Route::Diff { pair: Some("tokens".into()) }),
        ("#/answer", Route::Answer),
        ("#/answer/", Route::Answer),
        ("#/servers", Route::Servers(AtlasLink::default())),
        ("#/servers/", Route::Servers(AtlasLink::default())),
        ("#/servers/answers", Route::Answers),
        ("#/servers/node-oidc-provider", Route::Server { id: "node-oidc-provider".into() }),
        ("#/clients", Route::Clients(AtlasLink::default())),
        ("#/clients/go-oauth2/", Route::Client { id: "go-oauth2".into() }),
        ("#/help", Route::Help),
        ("#/privacy", Route::Privacy),
        ("#/help/shortcuts", Route::Help),
        ("#/search", Route::Search { query: String::new() }),
        ("#/search?q=", Route::Search { query: String::new() }),
        ("#/search?q=refresh%20token", Route::Search { query: "refresh token".into() }),
        ("#/search?q=a+b&x=1", Route::Search { query: "a b".into() }),
        ("#/issuer", Route::Issuer { section: Section::Policy }),
        ("#/issuer/policy", Route::Issuer { section: Section::Policy }),
        ("#/issuer/configuration", Route::Issuer { section: Section::Configuration }),
        ("#/glossary", Route::Glossary { term: None }),
        ("#/glossary/id-token", Route::Glossary { term: Some("id-token".into()) }),
    ];
    for (hash, route) in cases {
        assert_eq!(Route::parse(hash), route, "{hash}");
    }
}

#[test]
fn unknown_addresses_are_kept_to_be_shown() {
    for hash in [
        "#/nowhere",
        "#/learn/x",
        "#/learn/0",
        "#/learn/01",
        "#/learn/+1",
        "#/learn/1/2",
        "#/learn/0/annotated",
        "#/learn/1/annotated/2",
        "#/learn/99999999",
        "#/field/0",
        "#/field/1/2",
        "#/compare/a",
        "#/compare/A/b",
        "#/compare/a/b/c",
        "#/decode/x",
        "#/issuer/x",
        "#/issuer/keys/x",
        "#/glossary/ID",
        "#/help/x",
        "#/privacy/x",
        "#/answer/1",
        "#/servers/A",
        "#/servers/a/b",
        "#/clients/a/b",
        "#/search/x",
        "#/glossary/a/b",
        "#foo",
        "#//learn",
    ] {
        assert_eq!(Route::parse(hash), Route::NotFound(hash[1..].to_owned()), "{hash}");
    }
}

#[test]
fn a_step_is_one_screen_however_its_messages_are_shown() {
    let (six, listed, seven) = (
        Route::Learn { step: StepId::learn(6) },
        Route::Listed { step: StepId::learn(6) },
        Route::Learn { step: StepId::learn(7) },
    );
    assert!(six.same_screen(&listed) && listed.same_screen(&six) && !listed.same_screen(&seven));
    let place = |hash: &str| Route::parse(hash);
    assert!(place("#/servers").same_screen(&place("#/servers?kind=cloud")), "another state of one table");
    assert!(!place("#/servers").same_screen(&place("#/servers/dex")));
    assert!(!place("#/servers/dex").same_screen(&place("#/servers/hydra")));
    assert_eq!(
        (six.step(), listed.step(), Route::Decode.step()),
        (Some(StepId::learn(6)), Some(StepId::learn(6)), None)
    );
}
