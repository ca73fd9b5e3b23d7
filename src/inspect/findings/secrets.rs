//! Secrets inside of a token: it is signed, not closed, and whoever holds it reads them.

use serde_json::Value;

use super::look::{Look, MOST, leaves};
use crate::cite::Citation;
use crate::inspect::{Phrase, Severity};
use crate::jose::Segment;

/// Names of secrets, without hyphens and underscores, in small letters.
const SECRET_NAMES: [&str; 19] = [
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "secret",
    "clientsecret",
    "appsecret",
    "sharedsecret",
    "secretkey",
    "apikey",
    "apisecret",
    "privatekey",
    "accesskey",
    "awssecretaccesskey",
    "refreshtoken",
    "passwordhash",
    "pin",
    "otp",
    "credentials",
];

/// Names of numbers that states and banks give, spelt in the same way.
const NUMBER_NAMES: [&str; 10] = [
    "ssn",
    "socialsecuritynumber",
    "nationalid",
    "passportnumber",
    "taxid",
    "iban",
    "creditcard",
    "cardnumber",
    "creditcardnumber",
    "cvv",
];

/// How access keys of known services begin, how many characters follow at least, and whether those are capitals and digits alone.
const ACCESS_KEYS: [(&str, usize, bool); 12] = [
    ("AKIA", 16, true),
    ("ASIA", 16, true),
    ("ghp_", 30, false),
    ("gho_", 30, false),
    ("github_pat_", 30, false),
    ("glpat-", 16, false),
    ("xoxb-", 20, false),
    ("xoxp-", 20, false),
    ("AIza", 30, false),
    ("sk_live_", 16, false),
    ("rk_live_", 16, false),
    ("sk-ant-", 16, false),
];

/// The shortest of them is this long.
const SHORTEST_ACCESS_KEY: usize = 20;

/// Claims whose numbers are identifiers and times, and may look like anything.
const IDENTIFIERS: [&str; 14] = [
    "sub",
    "jti",
    "sid",
    "oid",
    "tid",
    "azp",
    "aud",
    "client_id",
    "exp",
    "iat",
    "nbf",
    "auth_time",
    "updated_at",
    "uid",
];

pub(super) fn look(look: &mut Look<'_>) {
    for (part, members) in look.parts() {
        let mut found: Vec<(&str, &'static str)> = Vec::new();
        leaves(members, &mut |member, name, value| {
            if let Some(code) = secret(name, value, part)
                && found.len() < MOST
                && !found.contains(&(member, code))
            {
                found.push((member, code));
            }
        });
        for (member, code) in found {
            let severity = match code {
                "finding_card_number" | "finding_identity_number" => Severity::Warning,
                _ => Severity::Danger,
            };
            // The secret itself is not repeated.
            let phrase = Phrase::new(code).with("name", member).with("part", part.name());
            look.note(severity, phrase, Citation::rfc(7519, "12"), part, Some(member));
        }
    }
}

/// What kind of secret a value is, by its name or its look.
fn secret(name: &str, value: &Value, part: Segment) -> Option<&'static str> {
    match value {
        Value::String(text) => by_look(text).or_else(|| by_name(name, text)).or_else(|| card(name, text)),
        Value::Number(number) => card(name, &number.to_string()),
        // A key with its private half: nothing in a token needs that.
        Value::Object(members) => {
            let has = |name: &str| members.get(name).is_some_and(Value::is_string);
            let is_key = has("kty") && (has("d") || has("k"));
            (is_key && (part == Segment::Payload || name == "jwk")).then_some("finding_private_key")
        }
        _ => None,
    }
}

fn by_name(name: &str, text: &str) -> Option<&'static str> {
    if text.trim().len() < 3 {
        return None;
    }
    // An address where a password can be changed is no password.
    let is_address = text.starts_with("http://") || text.starts_with("https://");
    if !is_address && SECRET_NAMES.iter().any(|plain| spells(name, plain)) {
        return Some("finding_secret");
    }
    NUMBER_NAMES.iter().any(|plain| spells(name, plain)).then_some("finding_identity_number")
}

/// Whether a name is `plain`, without regard to case and to what stands between words.
fn spells(name: &str, plain: &str) -> bool {
    if name.len() < plain.len() {
        return false;
    }
    let mut letters = name.bytes().filter(|octet| !b"-_ .".contains(octet));
    plain.bytes().all(|letter| letters.next().is_some_and(|octet| octet.eq_ignore_ascii_case(&letter)))
        && letters.next().is_none()
}

/// Forms that only secrets have.
fn by_look(text: &str) -> Option<&'static str> {
    if text.len() > 27 && text.contains("-----BEGIN ") && text.contains("PRIVATE KEY-----") {
        return Some("finding_private_key");
    }
    let is_secret = text.len() >= SHORTEST_ACCESS_KEY
        && ACCESS_KEYS.iter().any(|(start, least, is_plain)| {
            let is_of = |c: char| if *is_plain { c.is_ascii_uppercase() || c.is_ascii_digit() } else { is_word(c) };
            text.strip_prefix(start).is_some_and(|rest| rest.len() >= *least && rest.chars().all(is_of))
        });
    if is_secret {
        return Some("finding_access_key");
    }
    // user:password@host
    if !text.as_bytes().contains(&b'@') {
        return None;
    }
    let authority = text.split_once("://").map(|(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let user = authority.and_then(|authority| authority.rsplit_once('@')).map(|(user, _)| user);
    user.is_some_and(|user| user.split_once(':').is_some_and(|(_, password)| !password.is_empty()))
        .then_some("finding_address_with_password")
}

const fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// Digits that have the length, the beginning and the check digit of a payment card.
fn card(name: &str, text: &str) -> Option<&'static str> {
    let is_written_so = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'-'));
    if !is_written_so || text.len() > 24 || IDENTIFIERS.contains(&name) {
        return None;
    }
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    if !(13..=19).contains(&digits.len()) || !starts_like_a_card(&digits) {
        return None;
    }
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(*digit);
            match (place % 2, digit * 2) {
                (0, _) => digit,
                (_, twice) if twice > 9 => twice - 9,
                (_, twice) => twice,
            }
        })
        .sum();
    sum.is_multiple_of(10).then_some("finding_card_number")
}

/// The ranges and lengths of the large networks; other numbers are more likely something else.
fn starts_like_a_card(digits: &[u8]) -> bool {
    let first = |count: usize| digits[..count].iter().fold(0_u32, |number, digit| number * 10 + u32::from(*digit));
    match digits.len() {
        15 => matches!(first(2), 34 | 37),
        16 => {
            digits[0] == 4 || matches!(first(2), 51..=55 | 65) || matches!(first(4), 2221..=2720 | 6011 | 3528..=3589)
        }
        13 | 19 => digits[0] == 4,
        _ => false,
    }
}
