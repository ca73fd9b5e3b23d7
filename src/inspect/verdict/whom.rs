//! Whom a token is about: the signs for a client and for a person.
//!
//! RFC 9068 §2.2 and §5 leave it to servers to keep the subjects of clients and people apart, and no claim is defined for it. So the signs
//! are: what a server writes to say it, a subject that is the client, and details of a person. Times and strengths of authentication
//! (`auth_time`, `acr`, `nonce`, `sid`) are no sign: servers write them for programs too.

use serde_json::Value;

use super::about::About;
use super::contents::{Contents, is_empty, told};
use super::encoded_subject::{EncodedSubject, encodes};
use super::evidence::{Sign, Weight};
use super::kind::Kind;
use super::server::Server;
use crate::inspect::Phrase;

/// Claims that describe a person (OIDC Core §5.1), and those that servers have for it. What a program has as well, such as a time zone, and
/// what only goes with another claim is not among them.
const DETAILS: [&str; 18] = [
    "email",
    "emails",
    "preferred_username",
    "given_name",
    "family_name",
    "name",
    "nickname",
    "middle_name",
    "phone_number",
    "birthdate",
    "gender",
    "picture",
    "address",
    "upn",
    "unique_name",
    "user_name",
    "username",
    "webid",
];

/// Where servers write the grant that a token was issued for.
const GRANT_CLAIMS: [&str; 3] = ["gty", "grant_type", "grantType"];

/// How ASP.NET names claims about a user (`System.Security.Claims.ClaimTypes`).
pub(super) const SOAP_CLAIMS: &str = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

/// Grants in which a person takes part (RFC 6749 §1.3).
const PERSONS_GRANTS: [&str; 3] = ["authorization_code", "password", "implicit"];

/// What stands around a client's identifier where a server marks a subject as a client.
const BEFORE: [&str; 10] = [
    "client:",
    "client-",
    "client_",
    "client/",
    "client|",
    "clients/",
    "service:",
    "app:",
    "application:",
    "urn:client:",
];

/// The signs in the claims of a token of `kind`.
pub(super) fn signs(token: Contents<'_>, kind: Kind, server: Option<&Server>) -> Vec<Sign> {
    let mut signs = Vec::new();
    if let Some(server) = server {
        server.signs(token, &mut signs);
    }
    if !signs.iter().any(|sign| sign.about == About::Client && sign.weight == Weight::Says) {
        by_grant(token, &mut signs);
    }
    match token.text("sub_type").map(str::to_ascii_lowercase).as_deref() {
        Some("person" | "user") => signs.push(Sign::says(About::Person, said("why_says_person", token, "sub_type"))),
        Some("client") => signs.push(Sign::says(About::Client, said("why_says_client", token, "sub_type"))),
        _ => {}
    }
    by_subject(token, kind, &mut signs);
    if kind == Kind::SessionToken {
        let users = ["userId", "user_id", "userID", "userid", "user", "_id"];
        if let Some(name) = users.into_iter().find(|name| token.claim(name).is_some_and(|value| !is_empty(value))) {
            signs.push(Sign::points(About::Person, Phrase::new("why_own_user").with("name", name)));
        } else if token.names().any(|name| name.starts_with(SOAP_CLAIMS)) {
            signs.push(Sign::points(About::Person, Phrase::new("why_own_user").with("name", SOAP_CLAIMS)));
        }
    }
    // A server that writes such claims for programs as well says nothing by them.
    if !server.is_some_and(|server| server.details_for_programs) {
        details(token, &mut signs);
    }
    if token.claim("amr").is_some_and(|amr| !is_empty(amr)) {
        let phrase = Phrase::new("why_methods").with("value", &methods(token));
        signs.push(Sign::points(About::Person, phrase));
    }
    signs
}

/// The grant that the token was issued for, where its server writes it.
fn by_grant(token: Contents<'_>, signs: &mut Vec<Sign>) {
    let places = GRANT_CLAIMS.into_iter().map(|name| (name, token.claim(name))).chain([("gty", token.header("gty"))]);
    for (name, value) in places {
        let grants = value
            .into_iter()
            .flat_map(|value| value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice));
        let is_for_programs = |grant: &Value| {
            grant.as_str().is_some_and(|grant| grant.replace('-', "_").eq_ignore_ascii_case("client_credentials"))
        };
        if grants.clone().any(is_for_programs) {
            signs.push(Sign::says(About::Client, Phrase::new("why_grant").with("name", name)));
            return;
        }
        if let Some(grant) = grants.filter_map(Value::as_str).find(|grant| PERSONS_GRANTS.contains(grant)) {
            let phrase = Phrase::new("why_persons_grant").with("name", name).with("value", grant);
            signs.push(Sign::points(About::Person, phrase));
            return;
        }
    }
}

/// The subject beside the client.
fn by_subject(token: Contents<'_>, kind: Kind, signs: &mut Vec<Sign>) {
    let Some(sub) = token.sub().filter(|sub| !sub.is_empty()) else {
        if kind != Kind::IdToken
            && kind != Kind::UserInfoResponse
            && !token.has("sub")
            && let Some((name, _)) = token.clients().next()
        {
            signs.push(Sign::hints(About::Client, Phrase::new("why_no_sub").with("name", name)));
        }
        return;
    };
    if let Some(encoded) = EncodedSubject::read(&sub) {
        let names = |name: &str| name == encoded.id;
        if encoded.connector.is_empty()
            && (token.audiences().any(|aud| names(&aud)) || token.clients().any(|(_, client)| names(&client)))
        {
            let phrase = Phrase::new("why_sub_encodes_client").with("value", &encoded.id);
            signs.push(Sign::says(About::Client, phrase));
        } else if !encoded.connector.is_empty() {
            let phrase = Phrase::new("why_sub_encodes_person").with("value", &encoded.connector);
            signs.push(Sign::points(About::Person, phrase));
        }
        return;
    }
    if let Some((name, _)) = token.clients().find(|(_, client)| *client == sub) {
        signs.push(Sign::points(About::Client, Phrase::new("why_sub_is_client").with("name", name)));
        return;
    }
    let decorated = token.clients().find(|(_, client)| names_client(&sub, client));
    if let Some((name, _)) = decorated {
        signs.push(Sign::points(About::Client, Phrase::new("why_sub_holds_client").with("name", name)));
        return;
    }
    let has_other_client = token.clients().next().is_some();
    if token.audiences().any(|aud| aud == sub) && (!has_other_client || kind == Kind::IdToken) {
        let code = if kind == Kind::IdToken { "why_sub_is_id_token_aud" } else { "why_sub_is_aud" };
        signs.push(Sign::points(About::Client, Phrase::new(code)));
        return;
    }
    let ids = token.clients().map(|(_, client)| client).chain(token.audiences());
    if let Some(id) = ids.into_iter().find(|id| encodes(&sub, id)) {
        signs.push(Sign::points(About::Client, Phrase::new("why_sub_encodes_client").with("value", &id)));
    } else if token.audiences().any(|aud| names_client(&sub, &aud)) {
        signs.push(Sign::points(About::Client, Phrase::new("why_sub_holds_client").with("name", "aud")));
    } else if sub.ends_with("@clients") {
        signs.push(Sign::says(About::Client, said("why_says_client", token, "sub")));
    } else if sub.starts_with("client-") || sub.starts_with("client:") {
        signs.push(Sign::hints(About::Client, said("why_sub_says_client", token, "sub")));
    }
}

/// Details of a person, each a sign by itself; one is told.
fn details(token: Contents<'_>, signs: &mut Vec<Sign>) {
    let says = |name: &&str| {
        let value = token.claim(name).filter(|value| !is_empty(value));
        value.is_some_and(|value| {
            let text = told(value);
            let is_of_program = text.starts_with("service-account-")
                || text.ends_with(".gserviceaccount.com")
                || token.clients().any(|(_, client)| client == text);
            !is_of_program
        })
    };
    if let Some(name) = DETAILS.into_iter().find(says) {
        signs.push(Sign::points(About::Person, Phrase::new("why_person").with("name", name)));
    }
}

/// The methods of an authentication, as far as they are single words.
fn methods(token: Contents<'_>) -> String {
    match token.claim("amr") {
        Some(Value::Array(list)) => list.iter().take(8).map(|value| told(value)).collect::<Vec<_>>().join(", "),
        Some(value) => told(value).into_owned(),
        None => String::new(),
    }
}

/// Whether a subject is a client's identifier with a mark around it.
fn names_client(sub: &str, client: &str) -> bool {
    if BEFORE.iter().any(|before| sub.strip_prefix(before) == Some(client)) {
        return true;
    }
    match sub.strip_prefix(client) {
        Some(rest) => rest == "@clients",
        // As PingAM writes it.
        None => sub.strip_prefix("(age!").and_then(|rest| rest.strip_suffix(')')) == Some(client),
    }
}

fn said(code: &'static str, token: Contents<'_>, name: &'static str) -> Phrase {
    Phrase::new(code).with("name", name).with("value", &token.claim(name).map(told).unwrap_or_default())
}
