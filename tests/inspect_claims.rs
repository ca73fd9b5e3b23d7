//! Claims as a table, and times as text.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::inspect::{
    About, ClaimTable, Decoded, Dictionary, Group, Kind, LOGIN_CLAIMS, USER_CLAIMS, Verdict, Words, login_claims,
    read_time, user_claims,
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
    table_of(&decoded, NOW)
}

fn table_of(decoded: &Decoded, now: UnixTime) -> ClaimTable {
    let part = decoded.payload.as_ref().expect("a payload");
    ClaimTable::new(part, &dictionary(), &Verdict::new(decoded, None, None), now)
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
    assert_eq!(meaning(&about_other), "Somebody. Nothing here tells whether that is a program or a person.");
    let about_person = table(r#"{"sub":"user-82c1","client_id":"shop-web","email":"sam@person.test"}"#);
    assert_eq!(meaning(&about_person), "Whom it is about.");
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
        (
            "auth_time",
            now - 7200,
            "2025-11-24 14:00:00 UTC",
            "A time of authentication, as this server writes it: 2 h ago",
        ),
        ("updated_at", now - 172_800, "2025-11-22 16:00:00 UTC", "2 days ago"),
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
        let table = table_of(&Decoded::read(vector["token"].as_str()?), UnixTime(1_700_000_100));
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
fn jwt_16_published_id_tokens_and_assertions_are_recognised() {
    let read = |text: &str| serde_json::from_str::<Value>(text).expect("vectors")["vectors"].clone();
    for vector in read(include_str!("vectors/oidc-core-id-tokens.json")).as_array().expect("a list") {
        let decoded = Decoded::read(vector["id_token"].as_str().expect("a token"));
        assert_eq!(Verdict::new(&decoded, None, None).kind, Kind::IdToken, "{}", vector["id"]);
    }
    for vector in read(include_str!("vectors/rfc9449-dpop.json")).as_array().expect("a list") {
        let Some(proof) = vector["proof"].as_str() else { continue };
        assert_eq!(Verdict::new(&Decoded::read(proof), None, None).kind, Kind::DpopProof, "{}", vector["id"]);
    }
    for vector in read(include_str!("vectors/rfc9068-example.json")).as_array().expect("a list") {
        let Some(header) = vector["header_json"].as_str() else { continue };
        let decoded = token(header, &vector["claims"].to_string());
        let verdict = Verdict::new(&decoded, None, None);
        assert_eq!((verdict.kind, verdict.about), (Kind::AccessToken, About::CannotTell), "{}", vector["id"]);
    }
}
