//! What is found in a token: each finding where it belongs, with its severity and words, and quiet everywhere else.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::inspect::{
    Decoded, Finding, KeyTried, Phrase, Severity, SignatureReport, SignatureState, Verdict, Words, findings,
};
use grant_lab::jose::{Segment, base64url};
use grant_lab::ports::UnixTime;
use proptest::prelude::*;
use serde_json::{Value, json};

const WORDS: &str = include_str!("../src/content/en/decode.json");
const VENDORS: &str = include_str!("cases/vendor-tokens.json");
const NOW: UnixTime = UnixTime(1_790_000_000);

fn words() -> Words {
    grant_lab::texts::read(WORDS).expect("content")
}

fn text(header: &str, payload: &str) -> String {
    let alg = serde_json::from_str::<Value>(header).ok().and_then(|header| Some(header["alg"].as_str()?.to_owned()));
    let length = match alg.as_deref() {
        Some("ES256") => 64,
        Some("HS256") => 32,
        _ => 256,
    };
    [header.as_bytes(), payload.as_bytes(), &vec![7; length]].map(base64url::encode).join(".")
}

fn found_in(token: &str, arrived_as: Option<&str>, report: Option<&SignatureReport>) -> Vec<Finding> {
    let decoded = Decoded::read(token);
    let verdict = Verdict::new(&decoded, arrived_as, None);
    let found = findings(&decoded, &verdict, report, NOW);
    let words = words();
    for finding in &found {
        let phrase = &finding.phrase;
        for said in [Some(words.say(phrase)), words.body(phrase), words.next(phrase)].into_iter().flatten() {
            assert!(words.text(phrase.code).is_some() && !said.contains("{name}"), "{said}");
            assert!(!said.contains(['\u{202e}', '\u{200b}', '\u{0}']), "what hides is escaped: {said:?}");
        }
    }
    assert!(found.is_sorted_by_key(|finding| finding.severity), "the gravest first");
    found
}

fn told(found: &[Finding]) -> Vec<(&'static str, Severity, Segment, Option<&str>)> {
    found.iter().map(|one| (one.phrase.code, one.severity, one.part, one.member.as_deref())).collect()
}

fn header() -> Value {
    json!({"alg": "RS256", "typ": "at+jwt", "kid": "2026-11"})
}

fn claims() -> Value {
    json!({"iss": "https://id.example.com", "sub": "reporter", "client_id": "reporter", "aud": "https://api.example.com",
        "scope": "orders.read", "iat": NOW.0 - 60, "exp": NOW.0 + 3540, "jti": "1"})
}

fn with(base: Value, changes: &Value) -> Value {
    let mut changed = base;
    for (name, value) in changes.as_object().expect("an object") {
        let members = changed.as_object_mut().expect("an object");
        if value.is_null() {
            members.remove(name)
        } else {
            members.insert(name.clone(), value.clone())
        };
    }
    changed
}

fn of(header_changes: &Value, changes: &Value) -> Vec<Finding> {
    let token = text(&with(header(), header_changes).to_string(), &with(claims(), changes).to_string());
    found_in(&token, None, None)
}

#[test]
fn a_plain_good_token_has_nothing_to_find() {
    assert_eq!(told(&of(&json!({}), &json!({}))), []);
    for changes in [
        json!({"kid": "did:web:example.com#key-1"}),
        json!({"kid": "https://id.example.com/keys/2026-11"}),
        json!({"kid": "Xq-3d_Zk9s0yQ2v8"}),
        json!({"kid": "o'brien"}),
        json!({"kid": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd"}),
        json!({"alg": "ES256"}),
    ] {
        assert_eq!(told(&of(&changes, &json!({}))), [], "{changes}");
    }
    for changes in [
        json!({"sub": "4242424242424242"}),
        json!({"name_of_service": "Caf\u{e9}"}),
        json!({"title": "\u{646}\u{645}\u{200c}\u{62a}\u{648}\u{627}\u{646}"}),
        json!({"icon": "\u{1f469}\u{200d}\u{1f4bb}"}),
        json!({"order": "1234567890123456"}),
        json!({"pwd_url": "https://id.example.com/password"}),
        json!({"pwd_exp": "1790086400"}),
        json!({"password": true}),
        json!({"amr": ["pwd", "otp"]}),
        json!({"nonce": "n-0S6_WzA2Mj"}),
        json!({"link": "https://user@example.com/"}),
        json!({"account": 9_007_199_254_740_992_i64}),
    ] {
        assert_eq!(told(&of(&json!({}), &changes)), [], "{changes}");
    }
}

#[test]
fn each_finding_has_its_severity_its_part_and_its_member() {
    use Severity::{Danger, Note, Warning};
    let now = NOW.0;
    for (of_header, of_claims, code, severity, part, member) in [
        (json!({"alg": "none"}), json!({}), "finding_alg_none", Danger, Segment::Header, "alg"),
        (json!({"alg": "nOnE"}), json!({}), "finding_alg_none_spelling", Danger, Segment::Header, "alg"),
        (json!({"alg": "HS256"}), json!({}), "finding_shared_secret", Note, Segment::Header, "alg"),
        (json!({"kid": "../../../dev/null"}), json!({}), "finding_kid_path", Danger, Segment::Header, "kid"),
        (json!({"kid": "/etc/keys/public.pem"}), json!({}), "finding_kid_path", Danger, Segment::Header, "kid"),
        (json!({"kid": "..%2f..%2fetc%2fpasswd"}), json!({}), "finding_kid_path", Danger, Segment::Header, "kid"),
        (json!({"kid": "C:\\keys\\a"}), json!({}), "finding_kid_path", Danger, Segment::Header, "kid"),
        (json!({"kid": "x' UNION SELECT 'key'--"}), json!({}), "finding_kid_sql", Danger, Segment::Header, "kid"),
        (json!({"kid": "1 or 1=1"}), json!({}), "finding_kid_sql", Danger, Segment::Header, "kid"),
        (json!({"kid": "a'; drop table keys"}), json!({}), "finding_kid_sql", Danger, Segment::Header, "kid"),
        (json!({"kid": "key|id"}), json!({}), "finding_kid_command", Danger, Segment::Header, "kid"),
        (json!({"kid": "*)(uid=*"}), json!({}), "finding_kid_ldap", Danger, Segment::Header, "kid"),
        (
            json!({"kid": "http://169.254.169.254/?x=1"}),
            json!({}),
            "finding_kid_address",
            Warning,
            Segment::Header,
            "kid",
        ),
        (
            json!({"jku": "https://evil.example/jwks"}),
            json!({}),
            "finding_key_address",
            Warning,
            Segment::Header,
            "jku",
        ),
        (json!({"x5u": "https://evil.example/x"}), json!({}), "finding_key_address", Warning, Segment::Header, "x5u"),
        (json!({"jwk": {"kty": "EC"}}), json!({}), "finding_own_jwk", Warning, Segment::Header, "jwk"),
        (json!({"crit": ["exp2"], "exp2": 1}), json!({}), "finding_crit", Note, Segment::Header, "crit"),
        (json!({"crit": []}), json!({}), "finding_crit_malformed", Warning, Segment::Header, "crit"),
        (json!({"typ": null}), json!({}), "finding_typ_missing", Note, Segment::Header, "typ"),
        (json!({}), json!({"aud": null}), "finding_aud_missing", Warning, Segment::Payload, "aud"),
        (json!({}), json!({"aud": "*"}), "finding_aud_wildcard", Danger, Segment::Payload, "aud"),
        (
            json!({}),
            json!({"aud": ["https://*.example.com"]}),
            "finding_aud_wildcard",
            Warning,
            Segment::Payload,
            "aud",
        ),
        (json!({}), json!({"aud": ""}), "finding_aud_empty", Warning, Segment::Payload, "aud"),
        (json!({}), json!({"aud": []}), "finding_aud_empty", Warning, Segment::Payload, "aud"),
        (json!({}), json!({"exp": null}), "finding_exp_missing", Warning, Segment::Payload, "exp"),
        (json!({}), json!({"exp": 4_102_444_800_i64}), "finding_exp_far", Warning, Segment::Payload, "exp"),
        (json!({}), json!({"exp": now + 86_400}), "finding_lifetime", Note, Segment::Payload, "exp"),
        (json!({}), json!({"iat": now + 600}), "finding_iat_ahead", Warning, Segment::Payload, "iat"),
        (json!({}), json!({"nbf": now + 3540}), "finding_never_good", Warning, Segment::Payload, "exp"),
        (json!({}), json!({"exp": (now + 3540) * 1000}), "finding_milliseconds", Warning, Segment::Payload, "exp"),
        (
            json!({}),
            json!({"order": 12_345_678_901_234_567_i64}),
            "finding_large_number",
            Note,
            Segment::Payload,
            "order",
        ),
        (json!({}), json!({"role": "admin\u{202e}nimda"}), "finding_direction", Danger, Segment::Payload, "role"),
        (json!({}), json!({"role": "ad\u{200b}min"}), "finding_invisible", Warning, Segment::Payload, "role"),
        (json!({}), json!({"role": "admin\u{0}"}), "finding_control", Warning, Segment::Payload, "role"),
        (json!({}), json!({"deep": {"list": ["a\u{1b}[2J"]}}), "finding_control", Warning, Segment::Payload, "deep"),
        (
            json!({}),
            json!({"iss": "https://\u{456}d.example.com"}),
            "finding_foreign_letters",
            Warning,
            Segment::Payload,
            "iss",
        ),
        (json!({}), json!({"password": "hunter2"}), "finding_secret", Danger, Segment::Payload, "password"),
        (json!({}), json!({"client-secret": "abcdef"}), "finding_secret", Danger, Segment::Payload, "client-secret"),
        (json!({}), json!({"config": {"apiKey": "abcdef"}}), "finding_secret", Danger, Segment::Payload, "config"),
        (json!({}), json!({"cloud": "AKIAIOSFODNN7EXAMPLE"}), "finding_access_key", Danger, Segment::Payload, "cloud"),
        (
            json!({}),
            json!({"k": "-----BEGIN RSA PRIVATE KEY-----\nAA"}),
            "finding_private_key",
            Danger,
            Segment::Payload,
            "k",
        ),
        (
            json!({}),
            json!({"cnf": {"jwk": {"kty": "EC", "d": "AA"}}}),
            "finding_private_key",
            Danger,
            Segment::Payload,
            "cnf",
        ),
        (
            json!({}),
            json!({"db": "postgres://app:pw@db/orders"}),
            "finding_address_with_password",
            Danger,
            Segment::Payload,
            "db",
        ),
        (json!({}), json!({"card": "4242 4242 4242 4242"}), "finding_card_number", Warning, Segment::Payload, "card"),
        (json!({}), json!({"card": 378_282_246_310_005_i64}), "finding_card_number", Warning, Segment::Payload, "card"),
        (json!({}), json!({"ssn": "078-05-1120"}), "finding_identity_number", Warning, Segment::Payload, "ssn"),
        (json!({}), json!({"email": "a@example.com"}), "finding_user_claims", Note, Segment::Payload, "email"),
    ] {
        let found = of(&of_header, &of_claims);
        assert_eq!(told(&found), [(code, severity, part, Some(member))], "{of_header} {of_claims}");
    }
}

#[test]
fn the_secret_itself_is_not_repeated() {
    for changes in [
        json!({"password": "hunter2-xyz"}),
        json!({"cloud": "AKIAIOSFODNN7EXAMPLE"}),
        json!({"card": "4242424242424242"}),
    ] {
        let secret = changes
            .as_object()
            .and_then(|object| object.values().next())
            .and_then(Value::as_str)
            .expect("a text")
            .to_owned();
        for finding in of(&json!({}), &changes) {
            assert!(finding.phrase.facts.iter().all(|(_, value)| !value.contains(&secret)), "{secret}");
        }
    }
}

#[test]
fn of_a_person_what_an_access_token_tells_and_of_an_id_token_nothing() {
    let person =
        json!({"sub": "p-1", "client_id": "shop", "email": "sam@example.com", "auth_time": NOW.0 - 60, "amr": ["pwd"]});
    let codes: Vec<_> = told(&of(&json!({}), &person)).into_iter().map(|one| one.0).collect();
    assert_eq!(codes, ["finding_personal_data"]);
    let id = json!({"iss": "https://id.example.com", "sub": "p-1", "aud": "shop", "nonce": "n", "email": "sam@example.com",
        "iat": NOW.0 - 60, "exp": NOW.0 + 3540});
    let token = text(&json!({"alg": "RS256", "kid": "a"}).to_string(), &id.to_string());
    assert_eq!(told(&found_in(&token, Some("id_token"), None)), []);
    let secret = text(&json!({"alg": "HS256"}).to_string(), &id.to_string());
    assert_eq!(found_in(&secret, Some("id_token"), None)[0].phrase.code, "finding_client_secret_hmac");
}

#[test]
fn how_a_token_is_written_is_found_in_its_text() {
    let head = base64url::encode(header().to_string().as_bytes());
    let body = base64url::encode(claims().to_string().as_bytes());
    let signature = base64url::encode(&[7; 256]);
    let codes =
        |token: &str| -> Vec<&'static str> { found_in(token, None, None).iter().map(|one| one.phrase.code).collect() };
    let twice = claims().to_string().replacen('{', "{\"aud\":\"b\",", 1);
    let found = found_in(&text(&header().to_string(), &twice), None, None);
    assert_eq!(told(&found), [("finding_duplicate", Severity::Danger, Segment::Payload, Some("aud"))]);
    assert!(codes(&[&head, ".", &body, ".", &signature, "=="].concat()).contains(&"finding_padding"));
    let bent = [&signature[..signature.len() - 1], "x"].concat();
    assert!(codes(&[&head, ".", &body, ".", &bent].concat()).contains(&"finding_trailing_bits"));
    let short = base64url::encode(&[7; 128]);
    let weak = found_in(&[&head, ".", &body, ".", &short].concat(), None, None);
    assert_eq!(told(&weak), [("finding_rsa_short", Severity::Danger, Segment::Signature, None)]);
    assert_eq!(words().say(&weak[0].phrase), "The RSA key has 1024 bits. At least 2048 are needed.");
    let deep = with(
        claims(),
        &json!({"x": serde_json::from_str::<Value>(&["[".repeat(60), "]".repeat(60)].concat()).expect("JSON")}),
    );
    assert!(codes(&text(&header().to_string(), &deep.to_string())).contains(&"finding_too_deep"));
    for (length, code) in [(4000, "finding_large"), (9000, "finding_too_large")] {
        let large = with(claims(), &json!({"roles": "r".repeat(length)}));
        assert_eq!(codes(&text(&header().to_string(), &large.to_string())), [code]);
    }
}

#[test]
fn what_the_check_of_the_signature_brings_to_light_is_found() {
    let token = text(&header().to_string(), &claims().to_string());
    let mut report = SignatureReport::default();
    for (code, severity) in [
        ("remark_public_key_as_secret", Severity::Danger),
        ("remark_known_secret", Severity::Danger),
        ("remark_secret_short", Severity::Danger),
        ("remark_signed_with_padding", Severity::Warning),
        ("remark_signature_in_der", Severity::Warning),
        ("remark_key_other_kid", Severity::Note),
    ] {
        let facts = ["key", "value", "octets", "least", "name", "own"];
        report.remarks = vec![facts.into_iter().fold(Phrase::new(code), |phrase, name| phrase.with(name, "x"))];
        let found = found_in(&token, None, Some(&report));
        assert_eq!(found.iter().map(|one| (one.phrase.code, one.severity)).collect::<Vec<_>>(), [(code, severity)]);
    }
    report.remarks.clear();
    let outcome = Phrase::new("tried_other_type").with("own", "P-256").with("name", "RS256");
    report.tried = vec![KeyTried { label: "a".to_owned(), kid: Some("2026-11".to_owned()), tried: false, outcome }];
    let found = found_in(&token, None, Some(&report));
    assert_eq!(told(&found), [("finding_key_for_another", Severity::Warning, Segment::Header, Some("alg"))]);
    assert_eq!(
        words().say(&found[0].phrase),
        "The header says alg RS256; the key that has its kid 2026-11 is for P-256."
    );
    assert_eq!(report.state, SignatureState::default());
}

/// `entra-v1-without-roles` of the reports (AzureAD/microsoft-identity-web#1038; MSAL .NET#1630).
#[test]
fn an_api_that_looks_for_a_permission_will_refuse_a_token_of_entra_without_one() {
    let token = "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImsxIn0.eyJhdWQiOiJhcGk6Ly9vcmRlcnMiLCJpc3MiOiJodHRwczovL3N0cy53aW5kb3dzLm5ldC8xMTExMTExMS0xMTExLTExMTEtMTExMS0xMTExMTExMTExMTEvIiwiaWF0IjoxNzkwMDAwMDAwLCJuYmYiOjE3OTAwMDAwMDAsImV4cCI6MTc5MDAwMzU5OSwiYXBwaWQiOiIyMjIyMjIyMi0yMjIyLTIyMjItMjIyMi0yMjIyMjIyMjIyMjIiLCJhcHBpZGFjciI6IjEiLCJvaWQiOiIzIiwic3ViIjoiMyIsInRpZCI6IjExMTExMTExLTExMTEtMTExMS0xMTExLTExMTExMTExMTExMSIsInZlciI6IjEuMCJ9.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let found = found_in(token, None, None);
    assert!(found.iter().any(|one| one.phrase.code == "finding_no_permission" && one.severity == Severity::Warning));
    assert!(words().say(&found[0].phrase).contains("will refuse it"), "{found:?}");
}

/// Nothing that servers write by default is a danger: a finding that cries of every token is heard by nobody.
#[test]
fn tokens_as_servers_write_them_hold_no_danger() {
    let cases: Vec<Value> = serde_json::from_str(VENDORS).expect("the cases are a list");
    let mut seen = 0;
    for case in cases.iter().filter(|case| case["payload"].is_object()) {
        let header =
            if case["header"].is_object() { case["header"].clone() } else { json!({"alg": "RS256", "typ": "JWT"}) };
        let token = text(&header.to_string(), &case["payload"].to_string());
        let found = found_in(&token, case["token"].as_str(), None);
        let dangers: Vec<_> =
            found.iter().filter(|one| one.severity == Severity::Danger).map(|one| one.phrase.code).collect();
        assert_eq!(dangers, [""; 0], "{}", case["product"]);
        seen += 1;
    }
    assert!(cases.len() > 20, "{seen}");
}

#[test]
fn ten_thousand_odd_claims_are_ten_findings_of_a_kind_and_quickly_found() {
    let mut payload = claims();
    for number in 0..10_000 {
        payload[format!("c{number}")] =
            json!({"password": "hunter2", "n": "a\u{202e}b", "big": 12_345_678_901_234_567_i64});
    }
    let found = found_in(&text(&header().to_string(), &payload.to_string()), None, None);
    assert!(found.len() <= 40, "{}", found.len());
}

proptest! {
    #[test]
    fn no_text_stops_the_search(header in "\\PC{0,60}", payload in "\\PC{0,80}", kid in "\\PC{0,20}") {
        let named = json!({"alg": "ES256", "kid": kid}).to_string();
        for (header, payload) in [(&header, &payload), (&named, &payload)] {
            prop_assert!(found_in(&text(header, payload), None, None).len() < 50);
        }
    }
}
