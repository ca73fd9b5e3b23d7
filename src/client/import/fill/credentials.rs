//! Identifier and secret out of what stands in a Basic header field, and how they are spelt there (RFC 6749 §2.3.1).

use super::public::Public;
use crate::client::draft::Draft;
use crate::client::import::remark::What;
use crate::client::import::variables::Variables;
use crate::oauth::client_auth::Spelling;
use crate::oauth::form::{decode_component, encode_component};
use crate::oauth::{ClientId, ClientSecret};

/// Takes over `id:secret` as it stands before Base64.
pub(super) fn fill(draft: &mut Draft, joined: &str, public: &mut Public<'_>) {
    let Some((id, secret)) = joined.split_once(':') else {
        // One variable may be both of them.
        if Variables::are_in(joined) {
            public.secret(joined);
        } else {
            public.remarks.say(What::SecretAsked);
            draft.client_id = ClientId::new(joined);
        }
        return;
    };
    let known: Vec<&str> = [id, secret].into_iter().filter(|part| !Variables::are_in(part)).collect();
    let (mut spelling, said) = spelling_of(&known);
    // What stands for a variable is sent as it is, unless a program encodes it on the way.
    if spelling == Spelling::Form && said.is_none() && public.variables.are_plain_in(secret) {
        spelling = Spelling::Raw;
    }
    let read = |part: &str| match spelling {
        Spelling::Raw => part.to_owned(),
        Spelling::Form | Spelling::Percent if Variables::are_in(part) => part.to_owned(),
        Spelling::Form | Spelling::Percent => decode_component(part.as_bytes()).unwrap_or_else(|_| part.to_owned()),
    };
    draft.secret_spelling = spelling;
    draft.client_id = ClientId::new(public.text(&read(id)));
    draft.client_secret = ClientSecret::new(public.secret(&read(secret)));
    if let Some(said) = said {
        public.remarks.say(said);
    }
}

/// How these parts are spelt, as far as they show it, and what is to be said of that.
fn spelling_of(parts: &[&str]) -> (Spelling, Option<What>) {
    if parts.iter().all(|part| encode_component(part) == *part) {
        return (Spelling::Form, None); // Every spelling is the same.
    }
    let is = |write: fn(&str) -> String| {
        parts.iter().all(|part| {
            let decoded = decode_component(part.as_bytes());
            decoded.is_ok_and(|decoded| write(&decoded).eq_ignore_ascii_case(part))
        })
    };
    let has_escape = parts.iter().any(|part| part.contains('%'));
    let is_form = is(encode_component);
    let is_percent = is(|text| encode_component(text).replace('+', "%20"));
    match (is_form, is_percent, has_escape) {
        (true, _, true) => (Spelling::Form, Some(What::SpelledForm)),
        (false, true, _) => (Spelling::Percent, Some(What::SpelledPercent)),
        // A lone `+`: a space that was encoded, or itself.
        (true, _, false) => (Spelling::Raw, Some(What::SpellingUnknown)),
        // Escapes beside what an encoder would have escaped too: either is possible.
        (false, false, true) if parts.iter().all(|part| decode_component(part.as_bytes()).is_ok()) => {
            (Spelling::Raw, Some(What::SpellingUnknown))
        }
        (false, false, _) => (Spelling::Raw, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bas_04_the_spelling_is_told_by_what_only_one_of_them_writes() {
        let cases = [
            ("plain-secret_1.*", Spelling::Form, None),
            ("a%2Fb", Spelling::Form, Some(What::SpelledForm)),
            ("a%2fb", Spelling::Form, Some(What::SpelledForm)),
            ("a+b%21", Spelling::Form, Some(What::SpelledForm)),
            ("a%20b", Spelling::Percent, Some(What::SpelledPercent)),
            ("a+b", Spelling::Raw, Some(What::SpellingUnknown)),
            ("a%2Fb~", Spelling::Raw, Some(What::SpellingUnknown)),
            ("a/b+c==", Spelling::Raw, None),
            ("100%sure", Spelling::Raw, None),
            ("a:b", Spelling::Raw, None),
        ];
        for (secret, spelling, said) in cases {
            assert_eq!(spelling_of(&["id", secret]), (spelling, said), "{secret}");
        }
    }
}
