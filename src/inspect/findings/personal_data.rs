//! What a token says about people: everybody who sees it reads that (RFC 9068 §6).

use super::look::Look;
use crate::cite::Citation;
use crate::inspect::{About, Kind, Phrase, Severity, user_claims};

/// Claims beside those of OIDC Core §5.1 that name a person.
const ALSO: [&str; 4] = ["upn", "unique_name", "family", "webid"];

/// Claims that tell of a person more than who it is to an API.
const TELLING: [&str; 9] =
    ["email", "phone_number", "address", "birthdate", "gender", "name", "given_name", "family_name", "picture"];

pub(super) fn look(look: &mut Look<'_>) {
    if look.verdict.kind != Kind::AccessToken {
        return;
    }
    let Some(payload) = look.payload() else { return };
    let also = ALSO.into_iter().filter(|name| payload.contains_key(*name));
    match look.verdict.about {
        About::Client if !look.verdict.details_for_programs => {
            let names: Vec<&str> = user_claims(payload).into_iter().chain(also).collect();
            if let Some(first) = names.first() {
                let phrase = Phrase::new("finding_user_claims").with("names", &names.join(", "));
                look.in_payload(Severity::Note, phrase, Citation::rfc(9068, "2.2.2"), first);
            }
        }
        About::Person | About::CannotTell => {
            let telling = TELLING.into_iter().filter(|name| payload.contains_key(*name));
            let names: Vec<&str> = telling.chain(also).collect();
            if let Some(first) = names.first() {
                let phrase = Phrase::new("finding_personal_data").with("names", &names.join(", "));
                look.in_payload(Severity::Note, phrase, Citation::rfc(9068, "6"), first);
            }
        }
        _ => {}
    }
}
