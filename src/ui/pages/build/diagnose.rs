//! From an issuer's error to the sentence that explains it and the one change that mends it.
//!
//! The error alone does not say much, on purpose (RFC 6749 §5.2): a stranger must not learn why. The reader is no stranger. The
//! demo clients are public, so the draft is compared with them here.

use super::diagnose_context::diagnose_context;
use super::diagnosis::{Diagnosis, Fix};
use super::field::Field;
use super::request_context::RequestContext;
use crate::client::Draft;
use crate::inspect::{Phrase, Receipt, Reply};
use crate::issuer::{DemoClient, demo_clients};
use crate::oauth::ClientAuthMethod;

/// Why `receipt` is a refusal of `draft`, in no particular context; `None` when it is not one.
#[must_use]
pub fn diagnose(draft: &Draft, receipt: &Receipt) -> Option<Diagnosis> {
    diagnose_with(draft, &RequestContext::default(), receipt)
}

/// Why `receipt` is a refusal of `draft` in this context; `None` when it is not one.
#[must_use]
pub fn diagnose_with(draft: &Draft, context: &RequestContext, receipt: &Receipt) -> Option<Diagnosis> {
    let error = match &receipt.reply {
        Reply::Refused { error, .. } => error.as_str(),
        Reply::RefusedWithoutError | Reply::NotJson => return Some(plain("no_error")),
        Reply::Tokens => return None,
    };
    let demo = demo_clients();
    let client = demo.iter().find(|client| client.client_id == draft.client_id);
    let first = demo[0].client_id.as_str().to_owned();
    if let Some(diagnosis) = diagnose_context(draft, context, client, error) {
        return Some(diagnosis);
    }
    Some(match (error, client) {
        ("invalid_client", None) => {
            with(Phrase::new("client_unknown").with("client", draft.client_id.as_str()), Fix::StartFrom(first))
        }
        ("invalid_client", Some(client)) => of_the_client(draft, client, first),
        ("invalid_scope", Some(client)) => of_the_scope(draft, client),
        ("unsupported_grant_type", _) => grant("grant_unknown", draft),
        ("unauthorized_client", Some(client)) if is_public(client) => {
            with(Phrase::new("client_public").with("client", draft.client_id.as_str()), Fix::StartFrom(first))
        }
        ("unauthorized_client", _) => {
            with(Phrase::new("grant_not_allowed").with("client", draft.client_id.as_str()), Fix::StartFrom(first))
        }
        ("invalid_request", _) if draft.grant_type.is_empty() => grant("grant_missing", draft),
        ("invalid_request", _) => plain("invalid_request"),
        (error, _) => Diagnosis { phrase: Phrase::new("other_error").with("error", error), fix: None },
    })
}

fn of_the_client(draft: &Draft, client: &DemoClient, first: String) -> Diagnosis {
    let id = client.client_id.as_str();
    let registered = client.token_endpoint_auth_method;
    if is_public(client) {
        return with(Phrase::new("client_public").with("client", id), Fix::StartFrom(first));
    }
    if draft.method != registered {
        let phrase = Phrase::new("method_other").with("client", id).with("method", registered.as_str());
        return with(phrase, Fix::Write(Field::Method, registered.as_str().to_owned()));
    }
    match &client.client_secret {
        Some(secret) if *secret != draft.client_secret => {
            let code = if draft.client_secret.is_empty() { "secret_missing" } else { "secret_wrong" };
            let fix = Fix::Write(Field::ClientSecret, secret.expose().to_owned());
            with(Phrase::new(code).with("client", id), fix)
        }
        _ => plain("invalid_client"),
    }
}

/// The scopes of OpenID Connect that ask about a person (OIDC Core §5.4, §11).
const ABOUT_PERSON: [&str; 6] = ["openid", "profile", "email", "address", "phone", "offline_access"];

fn of_the_scope(draft: &Draft, client: &DemoClient) -> Diagnosis {
    let tokens = || draft.scope.split(' ').filter(|token| !token.is_empty());
    let allowed = client.scope.to_string();
    let kept: Vec<&str> = tokens()
        .filter(|token| allowed.split(' ').any(|known| known == *token) && !ABOUT_PERSON.contains(token))
        .collect();
    let refused: Vec<&str> = tokens().filter(|token| !kept.contains(token)).collect();
    let code = match refused.first() {
        None => return with(Phrase::new("scope_grammar"), Fix::Write(Field::Scope, kept.join(" "))),
        Some(_) if refused.iter().any(|token| !token.bytes().all(is_scope_character)) => "scope_grammar",
        Some(_) if refused.iter().all(|token| ABOUT_PERSON.contains(token)) => "scope_about_person",
        Some(_) => "scope_not_allowed",
    };
    let phrase = Phrase::new(code).with("scopes", &refused.join(" ")).with("client", client.client_id.as_str());
    with(phrase, Fix::Write(Field::Scope, kept.join(" ")))
}

/// RFC 6749 §3.3.
const fn is_scope_character(byte: u8) -> bool {
    matches!(byte, 0x21 | 0x23..=0x5b | 0x5d..=0x7e)
}

fn is_public(client: &DemoClient) -> bool {
    client.token_endpoint_auth_method == ClientAuthMethod::None
}

fn grant(code: &'static str, draft: &Draft) -> Diagnosis {
    let fix = Fix::Write(Field::GrantType, "client_credentials".to_owned());
    with(Phrase::new(code).with("grant", &draft.grant_type), fix)
}

const fn plain(code: &'static str) -> Diagnosis {
    Diagnosis { phrase: Phrase::new(code), fix: None }
}

fn with(phrase: Phrase, fix: Fix) -> Diagnosis {
    Diagnosis { phrase, fix: Some(fix) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use http::Response;

    use super::super::{EXAMPLE_DETAILS, Model, Presented, Refusals};
    use super::*;

    const CODES: [&str; 21] = [
        "profile_refuses",
        "certificate_missing",
        "certificate_other",
        "target",
        "details_shape",
        "details_not_allowed",
        "client_unknown",
        "secret_wrong",
        "secret_missing",
        "method_other",
        "client_public",
        "invalid_client",
        "scope_about_person",
        "scope_not_allowed",
        "scope_grammar",
        "grant_unknown",
        "grant_not_allowed",
        "grant_missing",
        "invalid_request",
        "other_error",
        "no_error",
    ];

    fn texts() -> Refusals {
        crate::texts::read(include_str!("../../../content/en/errors.json")).unwrap()
    }

    fn refused(error: &str) -> Receipt {
        let body = ["{\"error\":\"", error, "\"}"].concat();
        let response = Response::builder().status(400).body(body.into_bytes()).unwrap();
        Receipt::from_response(None, &response)
    }

    fn diagnosed(edits: &[(Field, &str)], error: &str) -> (&'static str, Option<Fix>) {
        let mut model = Model::default();
        for (field, text) in edits {
            model.edit(*field, text);
        }
        let diagnosis = diagnose(&model.draft, &refused(error)).unwrap();
        (diagnosis.phrase.code, diagnosis.fix)
    }

    /// What is edited, what the issuer answers, and the diagnosis with its mend.
    type Case<'c> = (&'c [(Field, &'c str)], &'c str, &'c str, Option<Fix>);

    #[test]
    fn each_refusal_names_its_cause_and_its_mend() {
        let cases: [Case<'_>; 12] = [
            (
                &[(Field::ClientId, "meter-gateway"), (Field::Method, "tls_client_auth")],
                "invalid_client",
                "certificate_missing",
                Some(Fix::Present(Presented::GatewayA)),
            ),
            (
                &[(Field::Resource, "https://stock.test")],
                "invalid_target",
                "target",
                Some(Fix::Write(Field::Resource, String::new())),
            ),
            (
                &[(Field::AuthorizationDetails, "[]")],
                "invalid_authorization_details",
                "details_not_allowed",
                Some(Fix::Write(Field::AuthorizationDetails, String::new())),
            ),
            (
                &[(Field::ClientId, "billing-export"), (Field::AuthorizationDetails, "[]")],
                "invalid_authorization_details",
                "details_shape",
                Some(Fix::Write(Field::AuthorizationDetails, EXAMPLE_DETAILS.into())),
            ),
            (
                &[(Field::ClientSecret, "demo-secret-not-rea")],
                "invalid_client",
                "secret_wrong",
                Some(Fix::Write(Field::ClientSecret, "demo-secret-not-real".into())),
            ),
            (
                &[(Field::ClientId, "nobody")],
                "invalid_client",
                "client_unknown",
                Some(Fix::StartFrom("nightly-report".into())),
            ),
            (
                &[(Field::Method, "client_secret_post")],
                "invalid_client",
                "method_other",
                Some(Fix::Write(Field::Method, "client_secret_basic".into())),
            ),
            (
                &[(Field::Scope, "orders.read openid")],
                "invalid_scope",
                "scope_about_person",
                Some(Fix::Write(Field::Scope, "orders.read".into())),
            ),
            (
                &[(Field::Scope, "admin orders.read")],
                "invalid_scope",
                "scope_not_allowed",
                Some(Fix::Write(Field::Scope, "orders.read".into())),
            ),
            (
                &[(Field::Scope, "orders.read  ")],
                "invalid_scope",
                "scope_grammar",
                Some(Fix::Write(Field::Scope, "orders.read".into())),
            ),
            (
                &[(Field::GrantType, "client_credential")],
                "unsupported_grant_type",
                "grant_unknown",
                Some(Fix::Write(Field::GrantType, "client_credentials".into())),
            ),
            (&[], "temporarily_unavailable", "other_error", None),
        ];
        for (edits, error, code, fix) in cases {
            assert_eq!(diagnosed(edits, error), (code, fix), "{error} {code}");
        }
    }

    #[test]
    fn a_success_needs_no_diagnosis() {
        let response = Response::new(br#"{"access_token":"a","token_type":"Bearer"}"#.to_vec());
        assert_eq!(diagnose(&Model::default().draft, &Receipt::from_response(None, &response)), None);
    }

    #[test]
    fn every_diagnosis_has_its_words_and_every_mend_its_button() {
        let texts = texts();
        for code in CODES {
            assert!(texts.refusals.get(code).is_some(), "{code}");
        }
        assert_eq!(texts.refusals.iter().count(), CODES.len());
        let with_fix = ["profile_refuses", "other_error", "no_error", "invalid_request", "invalid_client"];
        for code in CODES {
            assert_eq!(texts.refusals.get(code).unwrap().fix.is_none(), with_fix.contains(&code), "{code}");
        }
    }

    #[test]
    fn every_problem_of_a_draft_has_its_words() {
        let texts = texts();
        let mut model = Model::default();
        for (field, text) in [
            (Field::ClientId, ""),
            (Field::ClientSecret, ""),
            (Field::GrantType, ""),
            (Field::Scope, "a  b"),
            (Field::Resource, "orders"),
            (Field::Resource, "https://api.test#a"),
            (Field::Resource, "https://api.test/é"),
            (Field::AuthorizationDetails, "["),
            (Field::AuthorizationDetails, "{}"),
            (Field::AuthorizationDetails, "[]"),
            (Field::AuthorizationDetails, "[1]"),
            (Field::AuthorizationDetails, "[{}]"),
        ] {
            model.edit(field, text);
            let problem = model.problem(field).unwrap();
            assert!(texts.problems.get(problem.code()).is_some(), "{}", problem.code());
        }
    }
}
