//! Encrypted and signed examples of RFC 7516, 7519 and 7520 in all their forms, and texts that nobody printed: none makes the decoder panic.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use grant_lab::inspect::{Decoded, Shape};
use grant_lab::jose::base64url;
use grant_lab::platform::software_crypto::SoftwareCrypto;
use pollster::block_on;
use proptest::prelude::*;
use serde_json::Value;

fn vectors(text: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).expect("vectors");
    file["vectors"].as_array().expect("a list").clone()
}

fn codes(decoded: &Decoded) -> Vec<&'static str> {
    decoded.problems.iter().map(|problem| problem.code()).collect()
}

#[test]
fn rfc_7516_and_7520_every_encrypted_example_has_its_parts() {
    let files = [include_str!("vectors/rfc7516-appendix-a.json"), include_str!("vectors/rfc7520-encryption.json")];
    let (mut compact, mut json) = (0, 0);
    for vector in files.into_iter().flat_map(vectors) {
        let id = vector["id"].as_str().expect("an id");
        if let Some(token) = vector["jwe"].as_str() {
            let decoded = Decoded::read(token);
            assert_eq!(
                (decoded.shape, codes(&decoded), decoded.is_encrypted()),
                (Shape::Encrypted, vec![], true),
                "{id}"
            );
            assert_eq!(decoded.parts().map(|part| part.raw.as_str()).collect::<Vec<_>>().join("."), token, "{id}");
            assert!(decoded.signatures().is_empty() && decoded.payload.is_none(), "{id}");
            compact += 1;
        }
        for text in [&vector["json"], &vector["json_flat"]].into_iter().filter(|text| text.is_object()) {
            let decoded = Decoded::read(&text.to_string());
            assert_eq!(
                (decoded.shape, codes(&decoded), decoded.is_encrypted()),
                (Shape::JsonSerialization, vec![], true),
                "{id}"
            );
            let form = decoded.json_form.as_ref().expect("the form");
            let recipients = text["recipients"].as_array().map_or(1, Vec::len);
            assert_eq!(
                (form.recipients.len(), form.is_general),
                (recipients, text.get("recipients").is_some()),
                "{id}"
            );
            assert!(form.recipients.iter().all(|each| each.members.contains_key("alg")), "{id}");
            json += 1;
        }
    }
    assert_eq!((compact, json), (12, 9));
}

#[test]
fn rfc_7519_the_examples_are_what_they_are() {
    for vector in vectors(include_str!("vectors/rfc7519-examples.json")) {
        let id = vector["id"].as_str().expect("an id");
        let decoded = Decoded::read(vector["jwt"].as_str().expect("a token"));
        let shape = if vector.get("segments").is_some() { Shape::Encrypted } else { Shape::Signed };
        assert_eq!((decoded.shape, codes(&decoded)), (shape, vec![]), "{id}");
        let header = decoded.header.as_ref().expect("a header");
        assert_eq!(Some(&header.members), vector["header"].as_object(), "{id}");
        assert_eq!(decoded.payload.as_ref().map(|payload| &payload.members), vector["claims"].as_object(), "{id}");
    }
}

/// One token of every form.
fn one_of_each() -> Vec<String> {
    let mut all: Vec<String> = vectors(include_str!("vectors/rfc9901-examples.json"))
        .iter()
        .filter_map(|vector| {
            vector["sd_jwt"].as_str().map(str::to_owned).or_else(|| Some(vector.get("sd_jwt_json")?.to_string()))
        })
        .collect();
    all.extend(vectors(include_str!("vectors/rfc7516-appendix-a.json")).iter().filter_map(|vector| {
        vector["jwe"].as_str().map(str::to_owned).or_else(|| Some(vector.get("json")?.to_string()))
    }));
    all.extend(vectors(include_str!("vectors/rfc7515-appendix.json")).iter().filter_map(
        |vector| match &vector["jws"] {
            Value::String(text) => Some(text.clone()),
            Value::Null => None,
            json => Some(json.to_string()),
        },
    ));
    all.push(format!("v4.public.{}.Zm9v", base64url::encode(&[7; 90])));
    all
}

/// Everything that can be done with a text.
fn all_of_it(text: &str, content: &[u8]) {
    let decoded = Decoded::read(text);
    assert_eq!(decoded.token, text);
    for part in decoded.parts() {
        let tree = part.tree();
        for character in (part.start..part.start + part.raw.len()).step_by(7) {
            if let Some(path) = part.path_at(&tree, character) {
                let range = part.characters_at(&tree, &path);
                // A name that stands twice is found at its first place.
                assert!(range.is_none_or(|range| range.start <= character || path.len() > 1 || !part.intact), "{text}");
            }
        }
        assert!(part.names().iter().all(|name| part.shown(name).is_some()));
    }
    let problems = decoded.problems.iter().filter_map(|problem| problem.at);
    assert!(problems.into_iter().all(|at| at <= text.chars().count()), "{text}");
    let matched = block_on(decoded.clone().match_digests(&SoftwareCrypto::new())).expect("digests");
    assert!(matched.problems.len() >= decoded.problems.len());
    for other in [decoded.clone().with_content(content), decoded.with_plaintext(content)] {
        assert!(other.signatures().len() <= 1 + text.len());
        assert!(other.inner().is_none_or(|inner| inner.token.len() <= content.len().max(text.len())));
    }
}

proptest! {
    #[test]
    fn changed_tokens_of_every_form_never_panic(which in 0_usize..64, at in any::<prop::sample::Index>(), length in 0_usize..40, with in "[.~{}\"=A-Za-z,:\u{e9}]{0,5}") {
        let all = one_of_each();
        let characters: Vec<char> = all[which % all.len()].chars().collect();
        let at = at.index(characters.len());
        let end = (at + length).min(characters.len());
        let changed: String = characters[..at].iter().copied().chain(with.chars()).chain(characters[end..].iter().copied()).collect();
        all_of_it(&changed, with.as_bytes());
    }

    #[test]
    fn texts_of_the_signs_of_tokens_never_panic(text in "(\\{\"(payload|signatures|signature|ciphertext|recipients|protected|header)\":)?[.~{}\\[\\]\"=eyJ0-9A-Za-z,:]{0,80}", content in "[{\"a:}.]{0,20}") {
        all_of_it(&text, content.as_bytes());
    }
}
