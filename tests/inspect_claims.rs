//! Claims as a table, times as text, and what a token seems to be.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::inspect::{
    ClaimTable, Decoded, Dictionary, Group, Guess, Kind, LOGIN_CLAIMS, USER_CLAIMS, Words, login_claims, read_time,
    user_claims,
};
use grant_lab::jose::base64url;
use grant_lab::ports::UnixTime;
use serde_json::{Value, json};

const DICTIONARY: &str = include_str!("../src/content/en/claims.json");
const WORDS: &str = include_str!("../src/content/en/decode.json");
const MALFORMED: &str = include_str!("vectors/malformed-jwt.json");
const NOW: UnixTime = UnixTime(1_764_000_000);

fn dictionary() -> Dictionary {
    grant_lab::texts::read(DICTIONARY).expect("content")
}

fn words() -> Words {
    grant_lab::texts::read(WORDS).expect("content")
}

fn token(header: &str, payload: &str) -> Decoded {
    Decoded::read(&format!("{}.{}.c2ln", base64url::encode(header.as_bytes()), base64url::encode(payload.as_bytes())))
}

fn table(payload: &str) -> ClaimTable {
    let decoded = token(r#"{"alg":"ES256"}"#, payload);
    let part = decoded.payload.expect("a payload");
    ClaimTable::new(&part.members, &part.names(), &dictionary(), NOW)
}

fn names(table: &ClaimTable, group: Group) -> Vec<&str> {
    table.rows(group).iter().map(|row| row.name.as_str()).collect()
}

const CLIENT_TOKEN: &str = r#"{"sub":"nightly-report","iss":"https://issuer.test","client_id":"nightly-report","aud":"https://api.test",
    "scope":"orders.read","exp":1764000300,"iat":1764000000,"jti":"x1","zz":1,"https://other.example/claim":{"a":[1]}}"#;

#[test]
fn claims_are_grouped_and_unknown_ones_are_shown() {
    let table = table(CLIENT_TOKEN);
    assert_eq!(names(&table, Group::Token), ["iss", "iat", "exp", "jti"]);
    assert_eq!(names(&table, Group::Audience), ["aud", "scope"]);
    assert_eq!(names(&table, Group::Subject), ["sub", "client_id"]);
    assert_eq!(names(&table, Group::Login), [""; 0]);
    assert_eq!(names(&table, Group::Other), ["zz", "https://other.example/claim"], "in the author's order");
    assert_eq!(table.rows(Group::Other)[1].value, r#"{"a":[1]}"#);
    assert_eq!(table.groups.len(), 6, "empty groups are there, because their emptiness says something");
}

#[test]
fn a_token_about_a_client_has_none_of_19_user_claims_and_none_of_4_login_claims() {
    let table = table(CLIENT_TOKEN);
    assert_eq!(words().say(&table.user_sum()), "User details found: 0 of 19.");
    assert_eq!(words().say(&table.login_sum()), "Claims about a login found: 0 of 4.");
}

#[test]
fn user_and_login_claims_are_counted_whatever_their_value() {
    let all: Value = USER_CLAIMS.iter().chain(&LOGIN_CLAIMS).map(|name| ((*name).to_owned(), Value::Null)).collect();
    let claims = all.as_object().expect("an object");
    assert_eq!((user_claims(claims).len(), login_claims(claims).len()), (19, 4));
    let one = json!({"email": "sam@person.test", "sub": "user-82c1", "nonce": 1});
    let claims = one.as_object().expect("an object");
    assert_eq!((user_claims(claims), login_claims(claims)), (vec!["email"], vec!["nonce"]));
}

#[test]
fn the_dictionary_agrees_with_the_counts() {
    let dictionary = dictionary();
    let user: Vec<_> = dictionary.claims.iter().filter(|entry| entry.group == Group::User).collect();
    assert_eq!(user.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>(), USER_CLAIMS);
    for name in LOGIN_CLAIMS {
        assert_eq!(dictionary.claim(name).map(|entry| entry.group), Some(Group::Login), "{name}");
    }
}

#[test]
fn the_subject_is_the_program_only_when_the_claims_say_so() {
    let about_client = table(CLIENT_TOKEN);
    let meaning = |table: &ClaimTable| table.rows(Group::Subject)[0].meaning.clone().expect("a meaning");
    assert!(meaning(&about_client).starts_with("The program itself."));
    let about_other = table(r#"{"sub":"user-82c1","client_id":"shop-web"}"#);
    assert_eq!(meaning(&about_other), "Whom it is about.");
}

#[test]
fn times_are_shown_in_utc_and_relative_to_now() {
    let words = words();
    let sentence = |name: &str, seconds: i64| {
        let time = read_time(name, &json!(seconds), NOW);
        (time.utc.unwrap_or_default(), words.say(&time.relative))
    };
    let now = NOW.0;
    for (name, seconds, utc, relative) in [
        ("exp", now + 292, "2025-11-24 16:04:52 UTC", "Expires in 4 min 52 s"),
        ("exp", now - 3, "2025-11-24 15:59:57 UTC", "Expired 3 s ago"),
        ("exp", now, "2025-11-24 16:00:00 UTC", "Expires now"),
        ("iat", now, "2025-11-24 16:00:00 UTC", "Issued just now"),
        ("iat", now + 5, "2025-11-24 16:00:05 UTC", "Issued 5 s from now, so two clocks differ"),
        ("nbf", now + 61, "2025-11-24 16:01:01 UTC", "Not to be used for another 1 min 1 s"),
        ("nbf", now, "2025-11-24 16:00:00 UTC", "Became usable just now"),
        ("auth_time", now - 7200, "2025-11-24 14:00:00 UTC", "Says that somebody signed in 2 h 0 min ago"),
        ("updated_at", now - 172_800, "2025-11-22 16:00:00 UTC", "2 d 0 h ago"),
    ] {
        assert_eq!(sentence(name, seconds), (utc.to_owned(), relative.to_owned()), "{name} {seconds}");
    }
}

/// MAL-56 to MAL-64: whatever stands in `exp`, it is shown, and it is called a time only when it is one.
#[test]
fn jwt_12_odd_times_are_named() {
    let words = words();
    let file: Value = serde_json::from_str(MALFORMED).expect("vectors");
    let exp = |id: &str| {
        let vector = file["vectors"].as_array()?.iter().find(|vector| vector["id"] == id)?;
        let payload = Decoded::read(vector["token"].as_str()?).payload?;
        let table = ClaimTable::new(&payload.members, &payload.names(), &dictionary(), UnixTime(1_700_000_100));
        let row = table.rows(Group::Token).iter().find(|row| row.name == "exp")?.clone();
        let time = row.time?;
        Some((row.value, time.utc, words.say(&time.relative)))
    };
    let not_a_time = "Not a number, so not a time.";
    for (id, value, relative) in
        [("MAL-56", "4102444800", not_a_time), ("MAL-62", "null", not_a_time), ("MAL-63", "true", not_a_time)]
    {
        assert_eq!(exp(id), Some((value.to_owned(), None, relative.to_owned())), "{id}");
    }
    let milliseconds = exp("MAL-57").expect("a row").2;
    assert!(milliseconds.contains("milliseconds") && milliseconds.contains("2100-01-01"), "{milliseconds}");
    assert!(exp("MAL-58").is_some_and(|row| row.1.is_some()), "fractions are times");
    assert_eq!(exp("MAL-60"), None, "1e400 is no number that can be read");
    for value in [json!(1e300), json!(-1e300), json!(i64::MIN), json!(u64::MAX), json!(0.5)] {
        let _ = read_time("exp", &value, NOW);
    }
}

#[test]
fn hiding_characters_in_names_and_values_are_escaped() {
    let table = table("{\"name\":\"a\u{202e}b\",\"x\u{200b}y\":[\"\u{7}\"]}".replace('\u{7}', "\\u0007").as_str());
    assert_eq!(table.rows(Group::User)[0].value, "a\\u202eb");
    let other = &table.rows(Group::Other)[0];
    assert_eq!((other.name.as_str(), other.value.as_str()), ("x\\u200by", "[\"\\u0007\"]"));
}

#[test]
fn kinds_are_guessed_with_reasons() {
    let words = words();
    let at = r#"{"alg":"ES256","typ":"at+jwt"}"#;
    let plain = r#"{"alg":"RS256","typ":"JWT"}"#;
    let cases = [
        (at, CLIENT_TOKEN, Kind::AccessTokenAboutClient, "typ is at+jwt; aud is not the client; sub equals client_id"),
        (
            r#"{"alg":"RS256","typ":"application/AT+JWT"}"#,
            r#"{"sub":"user-82c1","client_id":"shop-web","auth_time":1}"#,
            Kind::AccessTokenAboutPerson,
            "typ is application/AT+JWT; sub differs from client_id; it carries auth_time, which describes a person or a sign-in",
        ),
        (
            at,
            r#"{"sub":"svc-5e1f","client_id":"nightly-report","aud":"https://api.test"}"#,
            Kind::AccessTokenAboutOther,
            "typ is at+jwt; aud is not the client; sub differs from client_id",
        ),
        (plain, r#"{"cid":"a","sub":"a","scp":["x"]}"#, Kind::AccessTokenAboutClient, "it carries scp; sub equals cid"),
        (
            plain,
            r#"{"azp":"a1","sub":"o1","oid":"o1","roles":["x"],"idtyp":"app"}"#,
            Kind::AccessTokenAboutClient,
            "it carries roles; idtyp is app, which some servers write for programs",
        ),
        (
            plain,
            r#"{"typ":"Bearer","azp":"report","sub":"9f1","preferred_username":"service-account-report"}"#,
            Kind::AccessTokenAboutClient,
            "the claim typ is Bearer, a mark that some servers write; preferred_username is service-account-report, which some servers write for programs",
        ),
        (
            plain,
            r#"{"iss":"https://i","sub":"user-82c1","aud":"shop-web","nonce":"n"}"#,
            Kind::IdToken,
            "it carries nonce, which belongs to a sign-in",
        ),
        (
            plain,
            r#"{"iss":"c","sub":"c","aud":"https://i","jti":"1"}"#,
            Kind::ClientAssertion,
            "iss equals sub: its writer speaks about itself",
        ),
        (
            r#"{"alg":"ES256","typ":"client-authentication+jwt"}"#,
            r#"{"iss":"c","sub":"c"}"#,
            Kind::ClientAssertion,
            "typ is client-authentication+jwt",
        ),
        (r#"{"alg":"ES256","typ":"dpop+jwt"}"#, r#"{"htm":"POST"}"#, Kind::DpopProof, "typ is dpop+jwt"),
        (
            r#"{"alg":"ES256","typ":"txntoken+jwt"}"#,
            r#"{"aud":"trust.test","sub":"user-82c1","scope":"orders.read","txn":"1","req_wl":"shop"}"#,
            Kind::OtherTyped,
            "typ is txntoken+jwt",
        ),
        (
            r#"{"alg":"RS256","typ":"application/logout+jwt"}"#,
            r#"{"iss":"https://i","sub":"user-82c1","aud":"shop-web","sid":"1","nonce":"n"}"#,
            Kind::OtherTyped,
            "typ is application/logout+jwt",
        ),
        (plain, r#"{"iss":"joe","exp":1300819380}"#, Kind::UnknownJwt, ""),
    ];
    for (header, payload, kind, reasons) in cases {
        let guess = Guess::new(&token(header, payload), None);
        let said: Vec<_> = guess.reasons.iter().map(|reason| words.say(reason).replace('`', "")).collect();
        assert_eq!((guess.kind, said.join("; ").as_str()), (kind, reasons), "{payload}");
        assert!(words.text(guess.code()).is_some());
    }
}

#[test]
fn where_a_token_came_from_decides_only_when_nothing_else_does() {
    let words = words();
    let reasons = |guess: &Guess| guess.reasons.iter().map(|reason| words.say(reason)).collect::<Vec<_>>();
    let bare = token(r#"{"alg":"RS256"}"#, r#"{"iss":"https://i","sub":"svc-5e1f","aud":"nightly-report"}"#);
    assert_eq!(Guess::new(&bare, None).kind, Kind::UnknownJwt);
    let guess = Guess::new(&bare, Some("id_token"));
    assert_eq!(guess.kind, Kind::IdToken);
    assert_eq!(reasons(&guess), ["it arrived as `id_token`", "no claim in it reports a sign-in"]);

    let copy = Guess::new(&token(r#"{"alg":"ES256","typ":"at+jwt"}"#, CLIENT_TOKEN), Some("id_token"));
    assert_eq!(copy.kind, Kind::AccessTokenAboutClient);
    assert_eq!(
        reasons(&copy).last().map(String::as_str),
        Some("it arrived as `id_token`, but that is not what it looks like")
    );
}

#[test]
fn jwt_16_published_id_tokens_and_assertions_are_recognised() {
    let read = |text: &str| serde_json::from_str::<Value>(text).expect("vectors")["vectors"].clone();
    for vector in read(include_str!("vectors/oidc-core-id-tokens.json")).as_array().expect("a list") {
        let decoded = Decoded::read(vector["id_token"].as_str().expect("a token"));
        assert_eq!(Guess::new(&decoded, None).kind, Kind::IdToken, "{}", vector["id"]);
    }
    for vector in read(include_str!("vectors/rfc9449-dpop.json")).as_array().expect("a list") {
        let Some(proof) = vector["proof"].as_str() else { continue };
        assert_eq!(Guess::new(&Decoded::read(proof), None).kind, Kind::DpopProof, "{}", vector["id"]);
    }
    for vector in read(include_str!("vectors/rfc9068-example.json")).as_array().expect("a list") {
        let Some(header) = vector["header_json"].as_str() else { continue };
        let decoded = token(header, &vector["claims"].to_string());
        assert_eq!(Guess::new(&decoded, None).kind, Kind::AccessTokenAboutOther, "{}", vector["id"]);
    }
}

#[test]
fn encrypted_and_opaque_tokens_are_not_guessed_about() {
    assert_eq!(Guess::new(&Decoded::read("2YotnFZFEjr1zCsicMWpAA"), Some("access_token")).kind, Kind::NotAJwt);
    let jwe = format!("{}.a.b.c.d", base64url::encode(br#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#));
    assert_eq!(Guess::new(&Decoded::read(&jwe), None).kind, Kind::Encrypted);
}
