//! The one verdict of Decode over all checks: who would refuse a token and why, and what is open where nobody would.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/judged.rs"]
mod judged;

use grant_lab::cite::Citation;
use grant_lab::inspect::{
    Acceptance, CheckedAs, Decoded, Expected, Judgement, NotCheckedReason, Phrase, SignatureReport, SignatureState,
};
use grant_lab::jose::JwsError;
use serde_json::{Value, json};

use crate::judged::{NOW, api, claims, header, judged, token, with, words};

const DAY: i64 = 86_400;

/// The whole verdict as it is read.
fn said(acceptance: &Acceptance) -> String {
    let words = words();
    let because = acceptance.because.iter().map(|(phrase, _)| phrase);
    let all: Vec<_> = [&acceptance.verdict]
        .into_iter()
        .chain(because)
        .chain(&acceptance.question)
        .map(|phrase| {
            assert!(words.text(phrase.code).is_some(), "{}", phrase.code);
            words.say(phrase)
        })
        .collect();
    assert!(!all.concat().contains('{'), "{all:?}");
    all.join(" ")
}

fn of(judgement: &Judgement) -> String {
    said(&Acceptance::new(judgement).expect("a verdict"))
}

fn unverified(changes: &Value, of_header: &Value, checked_as: CheckedAs, expected: &Expected) -> Judgement {
    let decoded = Decoded::read(&token(&with(header(), of_header), &with(claims(), changes)));
    let report = SignatureState::NotChecked(NotCheckedReason::NoKey).into();
    Judgement::new(&decoded, &report, checked_as, expected, None)
}

#[test]
fn an_expired_token_from_elsewhere_is_refused_and_asks_for_whom_it_is() {
    let changes = json!({"exp": NOW.0 - 371 * DAY - 7 * 3600, "aud": "https://other.example.com"});
    let judgement = unverified(&changes, &json!({}), CheckedAs::AccessToken, &Expected::at(NOW));
    assert_eq!(
        of(&judgement),
        "An API would refuse this. It expired 371 days 7 h ago (`exp`). \
         It is for `https://other.example.com` (`aud`): is that your API?"
    );
}

#[test]
fn what_a_library_refuses_is_named_apart_from_what_only_the_profile_does() {
    let changes = json!({"exp": NOW.0 - DAY, "jti": null});
    let judgement = judged(
        &token(&with(header(), &json!({"typ": "JWT"})), &with(claims(), &changes)),
        CheckedAs::AccessToken,
        &api(),
    );
    let acceptance = Acceptance::new(&judgement).expect("a verdict");
    let codes = |all: &[(Phrase, Citation)]| all.iter().map(|(phrase, _)| phrase.code).collect::<Vec<_>>();
    assert_eq!(codes(&acceptance.because), ["refused_expired"]);
    assert_eq!(codes(&acceptance.by_profile), ["refused_typ", "refused_missing"]);
    assert!(acceptance.verdict.code == "refused_by_api" && acceptance.more == 0 && acceptance.question.is_none());

    let judgement = judged(
        &token(
            &with(header(), &json!({"typ": "JWT"})),
            &with(claims(), &json!({"jti": null, "sub": null, "client_id": null})),
        ),
        CheckedAs::AccessToken,
        &api(),
    );
    let acceptance = Acceptance::new(&judgement).expect("a verdict");
    assert_eq!((acceptance.verdict.code, acceptance.because.len(), acceptance.more), ("refused_by_profile", 3, 1));
    assert!(said(&acceptance).starts_with(
        "The profile of its kind refuses this. A plain library finds nothing to refuse. Its `typ` is not `at+jwt`."
    ));
}

#[test]
fn where_nothing_fails_the_verdict_says_what_is_open() {
    let judgement = unverified(&json!({}), &json!({}), CheckedAs::AccessToken, &Expected::at(NOW));
    assert_eq!(
        of(&judgement),
        "Nothing that could be checked speaks against it. This is open: Its signature is not verified. \
         Its issuer is `https://id.example.com` (`iss`): do you trust that one? \
         It is for `https://api.example.com` (`aud`): is that your API?"
    );
    let good = judged(&token(&header(), &claims()), CheckedAs::AccessToken, &api());
    assert_eq!(of(&good), "No check fails, and none is open. An API may ask for more, such as a scope.");
}

#[test]
fn each_fault_has_its_sentence() {
    for (of_header, of_claims, sentence) in [
        (json!({}), json!({"nbf": NOW.0 + 60}), "It may be used only in 1 min (`nbf`)."),
        (
            json!({}),
            json!({"iss": "https://other.example"}),
            "Its issuer is `https://other.example`, and `https://id.example.com` is expected (`iss`).",
        ),
        (json!({}), json!({"aud": ["a", "b"]}), "It is for `a, b`, and not for `https://api.example.com` (`aud`)."),
        (json!({"alg": "none"}), json!({}), "Nobody signed it."),
        (json!({}), json!({"sub": 7}), "The check of `sub` fails."),
        (json!({"crit": ["x"], "x": 1}), json!({}), "The check of `crit` fails."),
    ] {
        let judgement =
            judged(&token(&with(header(), &of_header), &with(claims(), &of_claims)), CheckedAs::AccessToken, &api());
        assert_eq!(of(&judgement), ["An API would refuse this. ", sentence].concat());
    }
    for (error, sentence) in [
        (JwsError::SignatureWrong, "Its signature does not match."),
        (JwsError::SignatureMissing("ES256".to_owned()), "Nobody signed it."),
    ] {
        let decoded = Decoded::read(&token(&header(), &claims()));
        let report: SignatureReport = SignatureState::Failed(error).into();
        let judgement = Judgement::new(&decoded, &report, CheckedAs::AccessToken, &api(), None);
        assert_eq!(of(&judgement), ["An API would refuse this. ", sentence].concat());
    }
}

#[test]
fn every_kind_names_its_reader_and_closed_or_no_tokens_have_no_verdict() {
    let past = json!({"exp": NOW.0 - DAY});
    for (checked_as, reader) in [
        (CheckedAs::IdToken, "Its client would refuse this."),
        (CheckedAs::LogoutToken, "Its client would refuse this."),
        (CheckedAs::ClientAssertion, "An issuer would refuse this."),
        (CheckedAs::AnyJwt, "An API would refuse this."),
    ] {
        let said = of(&unverified(&past, &json!({}), checked_as, &Expected::at(NOW)));
        assert!(said.starts_with(reader), "{said}");
        assert!(said.contains("is that"), "{said}");
    }
    let report = SignatureState::NotChecked(NotCheckedReason::Encrypted).into();
    for text in ["eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA", "no token"] {
        let judgement = Judgement::new(&Decoded::read(text), &report, CheckedAs::AccessToken, &api(), None);
        assert_eq!(Acceptance::new(&judgement), None, "{text}");
    }
}

#[test]
fn one_reason_of_two_checks_is_said_once() {
    let decoded = Decoded::read(&token(&with(header(), &json!({"alg": "none"})), &claims()));
    let report: SignatureReport = SignatureState::Failed(JwsError::AlgNone).into();
    let judgement = Judgement::new(&decoded, &report, CheckedAs::AccessToken, &api(), None);
    assert_eq!(of(&judgement), "An API would refuse this. Nobody signed it.");
}
