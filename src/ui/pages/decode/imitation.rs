//! What servers write, as examples to be made: the shape of `examples.json`, and the values that take the places in it.

use crate::jose::base64url;
use crate::ports::{CryptoError, Random, UnixTime};
use crate::texts::texts;

/// `examples.json`.
#[derive(Debug)]
pub struct Examples {
    /// The groups, in their order.
    pub groups: Vec<Group>,
    /// The examples, in the order in which they are offered.
    pub examples: Vec<Example>,
}

/// Examples that stand together.
#[derive(Debug)]
pub struct Group {
    /// Its name in this file.
    pub id: String,
    /// What it is called.
    pub label: String,
}

/// A token to be made.
#[derive(Debug)]
pub struct Example {
    /// What it imitates.
    pub name: String,
    /// The name of its group.
    pub group: String,
    /// Where its shape is known from, with version or date.
    pub source: String,
    /// The header, as JSON in the order in which it is written.
    pub header: String,
    /// The claims, likewise. `<now>`, `<now+300>` are times, `<random>` is something that nobody can guess, `<uuid>` is a UUID.
    pub payload: String,
}

texts! {
    Examples { groups, examples }
    Group { id, label }
    Example { name, group, source, header, payload }
}

impl Example {
    /// Header and payload as JSON, with values in their places.
    ///
    /// # Errors
    /// [`CryptoError::NoRandomness`] when the platform gives no random octets.
    pub fn filled(&self, now: UnixTime, random: &impl Random) -> Result<(String, String), CryptoError> {
        Ok((fill(&self.header, now, random)?, fill(&self.payload, now, random)?))
    }
}

/// `text` with a value in every place `"<…>"`.
fn fill(text: &str, now: UnixTime, random: &impl Random) -> Result<String, CryptoError> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\"<") {
        let Some((place, tail)) = after.split_once(">\"") else { break };
        filled.push_str(before);
        match place {
            "random" => filled.push_str(&quoted(&base64url::encode(&octets::<18>(random)?))),
            "uuid" => filled.push_str(&quoted(&uuid(octets::<16>(random)?))),
            _ => {
                let shift = place.strip_prefix("now").unwrap_or_default().parse::<i64>().unwrap_or_default();
                filled.push_str(&(now.0 + shift).to_string());
            }
        }
        rest = tail;
    }
    filled.push_str(rest);
    Ok(filled)
}

fn quoted(text: &str) -> String {
    ["\"", text, "\""].concat()
}

fn octets<const N: usize>(random: &impl Random) -> Result<[u8; N], CryptoError> {
    let mut octets = [0; N];
    random.fill(&mut octets)?;
    Ok(octets)
}

/// A random UUID (RFC 9562 §5.4).
fn uuid(mut octets: [u8; 16]) -> String {
    octets[6] = octets[6] & 0x0f | 0x40;
    octets[8] = octets[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (index, octet) in octets.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for half in [octet >> 4, octet & 0xf] {
            text.push(char::from(b"0123456789abcdef"[usize::from(half)]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::jose::json;

    /// Octets that count up.
    struct Counting;

    impl Random for Counting {
        fn fill(&self, octets: &mut [u8]) -> Result<(), CryptoError> {
            octets.iter_mut().zip(0..).for_each(|(octet, count)| *octet = count);
            Ok(())
        }
    }

    fn examples() -> Examples {
        crate::texts::read(include_str!("../../../content/en/examples.json")).expect("the file is whole")
    }

    #[test]
    fn places_take_values() {
        let filled = fill(
            r#"{"a":"<now>","b":"<now+300>","c":"<now-10>","d":"<uuid>","e":"<not","f":1}"#,
            UnixTime(100),
            &Counting,
        );
        assert_eq!(
            filled.as_deref(),
            Ok(r#"{"a":100,"b":400,"c":90,"d":"00010203-0405-4607-8809-0a0b0c0d0e0f","e":"<not","f":1}"#)
        );
    }

    #[test]
    fn every_example_is_json_of_a_known_group_with_its_source_and_an_algorithm_that_can_sign() {
        let all = examples();
        for example in &all.examples {
            assert!(all.groups.iter().any(|group| group.id == example.group), "{}", example.name);
            assert!(example.source.len() > 10, "{}", example.name);
            let (header, payload) = example.filled(UnixTime(1_800_000_000), &Counting).expect("random octets");
            let header = json::parse_object(header.as_bytes()).expect("a header");
            let alg = header.get("alg").and_then(Value::as_str).expect("an algorithm");
            assert!(crate::jose::Algorithm::from_name(alg).is_some(), "{}", example.name);
            assert!(json::parse_object(payload.as_bytes()).is_ok(), "{}: {payload}", example.name);
            assert!(!payload.contains("\"<"), "{}: {payload}", example.name);
        }
    }

    #[test]
    fn every_algorithm_has_an_example() {
        let all = examples();
        for algorithm in crate::jose::Algorithm::all() {
            assert!(
                all.examples.iter().any(|example| example.group == "algorithms" && example.name == algorithm.name())
            );
        }
    }
}
