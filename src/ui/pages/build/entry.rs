//! Reading and writing a draft field by field: every choice has a name, which forms and links write.

use std::borrow::Cow;

use super::field::Field;
use crate::client::Draft;
use crate::client::draft::{AssertionAudience, AssertionType};
use crate::jose::Algorithm;
use crate::oauth::client_auth::Spelling;
use crate::oauth::{ClientId, ClientSecret};

/// The spellings of a secret in a Basic header field, with their names.
pub const SPELLINGS: [(Spelling, &str); 3] =
    [(Spelling::Form, "form"), (Spelling::Raw, "raw"), (Spelling::Percent, "percent")];

/// What stands in a field.
#[must_use]
pub(super) fn read(draft: &Draft, field: Field) -> Cow<'_, str> {
    let assertion = &draft.assertion;
    Cow::Borrowed(match field {
        Field::ClientId => draft.client_id.as_str(),
        Field::ClientSecret => draft.client_secret.expose(),
        Field::Method => draft.method.as_str(),
        Field::Spelling => SPELLINGS.iter().find(|row| row.0 == draft.secret_spelling).map_or("", |row| row.1),
        Field::Scope => &draft.scope,
        Field::GrantType => &draft.grant_type,
        Field::Resource => &draft.resource,
        Field::Audience => &draft.audience,
        Field::AuthorizationDetails => &draft.authorization_details,
        Field::Parameters => &draft.parameters,
        Field::HeaderFields => &draft.header_fields,
        Field::Issuer => &draft.issuer,
        Field::TokenEndpoint => &draft.token_endpoint,
        Field::Dpop => draft.dpop.map_or("", Algorithm::name),
        Field::AssertionAlgorithm => draft.assertion_algorithm().unwrap_or(assertion.algorithm).name(),
        Field::AssertionAudience => assertion.audience.as_str(),
        Field::AssertionType => assertion.typ.as_str(),
        Field::Kid => &assertion.kid,
        Field::Lifetime => return Cow::Owned(assertion.lifetime.to_string()),
        Field::Jti => &assertion.jti,
        Field::AssertionHeader => &assertion.header,
        Field::AssertionClaims => &assertion.claims,
    })
}

/// Writes into a field. A choice that is not known, or a lifetime that is no number, leaves the draft as it is.
pub(super) fn write(draft: &mut Draft, field: Field, text: &str) {
    let assertion = &mut draft.assertion;
    let line = match field {
        Field::ClientId => return draft.client_id = ClientId::new(text),
        Field::ClientSecret => return draft.client_secret = ClientSecret::new(text),
        Field::Method => return draft.method = text.parse().unwrap_or(draft.method),
        Field::Spelling => {
            return draft.secret_spelling =
                SPELLINGS.iter().find(|row| row.1 == text).map_or(draft.secret_spelling, |row| row.0);
        }
        Field::Dpop => return draft.dpop = Algorithm::from_name(text).filter(|one| one.key_type().is_asymmetric()),
        Field::AssertionAlgorithm => {
            match Algorithm::from_name(text) {
                Some(algorithm) if algorithm.key_type().is_asymmetric() => assertion.algorithm = algorithm,
                Some(mac) => assertion.mac = mac,
                None => {}
            }
            return;
        }
        Field::AssertionAudience => {
            return assertion.audience = AssertionAudience::from_name(text).unwrap_or(assertion.audience);
        }
        Field::AssertionType => return assertion.typ = AssertionType::from_name(text).unwrap_or(assertion.typ),
        Field::Lifetime => return assertion.lifetime = text.trim().parse().unwrap_or(assertion.lifetime),
        Field::Scope => &mut draft.scope,
        Field::GrantType => &mut draft.grant_type,
        Field::Resource => &mut draft.resource,
        Field::Audience => &mut draft.audience,
        Field::AuthorizationDetails => &mut draft.authorization_details,
        Field::Parameters => &mut draft.parameters,
        Field::HeaderFields => &mut draft.header_fields,
        Field::Issuer => &mut draft.issuer,
        Field::TokenEndpoint => &mut draft.token_endpoint,
        Field::Kid => &mut assertion.kid,
        Field::Jti => &mut assertion.jti,
        Field::AssertionHeader => &mut assertion.header,
        Field::AssertionClaims => &mut assertion.claims,
    };
    text.clone_into(line);
}
