//! A draft by the names that templates and conditions have for what is in it.

use http::header::CONTENT_TYPE;

use super::algorithm_words::AlgorithmWords;
use super::asked::Asked;
use super::condition::Flags;
use super::items::{field, fits_httpie, for_httpie, parameter, word_of_scope};
use super::json_members::{claims_start, header, text};
use super::values::Values;
use crate::client::draft::{AssertionAudience, AssertionType, Draft, HeaderField, Problem, header_fields, parameters};
use crate::oauth::ClientAuthMethod;
use crate::oauth::client_auth::Spelling;
use crate::oauth::form::encode_component;
use crate::oauth::sensitive::may_be_credential;

/// What is so, and what it is.
///
/// # Errors
/// The [`Problem`] for which the request is refused.
pub(super) fn facts_of(asked: Asked<'_>, id: &str) -> Result<(Flags, Values), Problem> {
    let draft = asked.draft;
    let uri = draft.check()?;
    let mut flags = Flags::default();
    let mut values = Values::default();
    let endpoint = uri.to_string();
    flags.set(SAMPLES.into_iter().find(|known| *known == id).unwrap_or("another_sample"), true);
    client(draft, &mut flags, &mut values);
    signing(asked, &endpoint, &mut flags, &mut values);
    request(draft, &mut flags, &mut values);
    let host = uri.host().unwrap_or_default();
    let is_entra = ENTRA.iter().any(|end| host == *end || host.ends_with(&[".", end].concat()));
    flags.set("entra", is_entra && endpoint.contains("/oauth2/v2.0/token"));
    flags.set("http", uri.scheme_str() == Some("http"));
    let origin =
        [uri.scheme_str().unwrap_or_default(), "://", uri.authority().map_or("", |authority| authority.as_str())];
    let issuer = draft.issuer.trim();
    values.text("server_issuer", if issuer.is_empty() { origin.concat() } else { issuer.to_owned() });
    values.text("htu_json", text(endpoint.split('?').next().unwrap_or_default()));
    values.text("authority", endpoint.split("/oauth2/").next().unwrap_or_default());
    values.text("token_endpoint", endpoint);
    let typed = values.texts();
    flags.set("nul", typed.iter().any(|text| text.contains('\0')));
    Ok((flags, values))
}

/// The samples whose templates or sentences ask which one they are.
const SAMPLES: [&str; 2] = ["curl", "httpie"];

/// Where Microsoft Entra issues tokens (Microsoft identity platform, "National clouds", read 2026-11-30).
const ENTRA: [&str; 4] =
    ["login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn", "ciamlogin.com"];

/// Who asks, and how it proves that.
fn client(draft: &Draft, flags: &mut Flags, values: &mut Values) {
    let method = draft.method;
    flags.set("basic", method == ClientAuthMethod::ClientSecretBasic);
    flags.set("post", method == ClientAuthMethod::ClientSecretPost);
    flags.set("secret_jwt", method == ClientAuthMethod::ClientSecretJwt);
    flags.set("key_jwt", method == ClientAuthMethod::PrivateKeyJwt);
    flags.set("mtls", method.shows_certificate());
    flags.set("public", method == ClientAuthMethod::None);
    let client_id = draft.client_id.as_str();
    let encoded = encode_component(client_id);
    if method == ClientAuthMethod::ClientSecretBasic {
        flags.set("form", draft.secret_spelling == Spelling::Form);
        flags.set("raw", draft.secret_spelling == Spelling::Raw);
        flags.set("percent", draft.secret_spelling == Spelling::Percent);
        flags.set("spelling_matters", draft.basic_stages().is_some_and(|stages| stages.encoding_matters()));
        flags.set("id_spelling_matters", encoded != client_id);
    }
    let spelt = match draft.secret_spelling {
        Spelling::Form => encoded,
        Spelling::Percent => encoded.replace('+', "%20"),
        Spelling::Raw => client_id.to_owned(),
    };
    values.text("client_id", client_id);
    values.text("client_id_colon", [&spelt, ":"].concat());
}

/// What it signs: an assertion, and a proof for each request.
fn signing(asked: Asked<'_>, endpoint: &str, flags: &mut Flags, values: &mut Values) {
    let draft = asked.draft;
    let assertion = &draft.assertion;
    if let Some(algorithm) = draft.assertion_algorithm() {
        let words = AlgorithmWords::of(algorithm);
        let kid = if assertion.kid.is_empty() { asked.kid } else { &assertion.kid };
        let to_issuer = assertion.audience == AssertionAudience::Issuer;
        let audience = if to_issuer { draft.issuer.trim() } else { endpoint };
        let edited = [&assertion.header, &assertion.claims, &assertion.jti];
        flags.set(words.family, true);
        flags.set(words.flag, true);
        flags.set("kid", !kid.is_empty());
        flags.set("to_issuer", to_issuer);
        flags.set("to_endpoint", !to_issuer);
        flags.set("typ", assertion.typ != AssertionType::Absent);
        flags.set("edited", edited.into_iter().any(|typed| !typed.trim().is_empty()));
        values.text("kid", kid);
        values.text("aud", audience);
        values.text("header_json", header(words.name, assertion.typ, kid));
        values.text("claims_json", claims_start(draft.client_id.as_str(), audience));
        values.word("typ", assertion.typ.as_str());
        values.number("lifetime", assertion.lifetime);
        values.word("alg", words.name);
        values.word("bits", words.bits);
        values.word("hash_octets", words.hash_octets);
        values.word("curve", words.curve);
        values.word("coordinate", words.coordinate_octets);
    }
    if let Some(algorithm) = draft.dpop {
        let words = AlgorithmWords::of(algorithm);
        flags.set("dpop", true);
        flags.set(words.proof_family, true);
        flags.set(words.proof_flag, true);
        values.word("proof_alg", words.name);
        values.word("proof_bits", words.bits);
        values.word("proof_hash_octets", words.hash_octets);
        values.word("proof_curve", words.curve);
    }
}

/// What it asks for.
fn request(draft: &Draft, flags: &mut Flags, values: &mut Values) {
    let form = draft.form();
    let pairs: Vec<(&str, &str)> = form.iter().filter(|(name, _)| *name != "client_secret").collect();
    let own = ["grant_type", "scope", "client_id"];
    let extras: Vec<(&str, &str)> = pairs.iter().copied().filter(|(name, _)| !own.contains(name)).collect();
    let fields: Vec<HeaderField> = header_fields(&draft.header_fields).flatten().collect();
    flags.set("grant", draft.grant_type == "client_credentials");
    flags.set("scope", !draft.scope.trim().is_empty());
    flags.set("openid", draft.scope.split_whitespace().any(|token| token == "openid"));
    flags.set("issuer", !draft.issuer.trim().is_empty());
    flags.set("body", !pairs.is_empty() || draft.method == ClientAuthMethod::ClientSecretPost || draft.method.signs());
    flags.set("extras", !extras.is_empty());
    flags.set("repeated", repeats(extras.iter().map(|(name, _)| *name)));
    let mut for_all = pairs.iter().map(|(name, value)| for_httpie(name, "=", value).is_some());
    flags.set("not_for_httpie", !for_all.all(|is| is) || fields.iter().any(|one| !fits_httpie(one)));
    flags.set("fields", !fields.is_empty());
    flags.set("own_content_type", fields.iter().any(|field| field.name == CONTENT_TYPE));
    flags.set("repeated_field", repeats(fields.iter().map(|field| field.name.as_str())));
    flags.set("field_beyond_ascii", fields.iter().any(|field| !field.value.as_bytes().is_ascii()));
    flags.set("secret_typed", types_secret(draft, &fields));
    values.text("scope", draft.scope.as_str());
    values.text("issuer", draft.issuer.trim());
    values.add_list("form", pairs.iter().map(|(name, value)| parameter(name, value)).collect());
    values.add_list("extras", extras.iter().map(|(name, value)| parameter(name, value)).collect());
    values.add_list("fields", fields.iter().map(field).collect());
    values.add_list("scopes", draft.scope.split_whitespace().map(word_of_scope).collect());
}

/// Whether something that proves the client, or a token, stands among what is typed freely: it would stand in the code.
fn types_secret(draft: &Draft, fields: &[HeaderField]) -> bool {
    parameters(&draft.parameters).flatten().any(|typed| may_be_credential(typed.name))
        || fields.iter().any(|field| may_be_credential(field.name.as_str()))
}

fn repeats<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    let mut seen = Vec::new();
    for name in names {
        if seen.contains(&name) {
            return true;
        }
        seen.push(name);
    }
    false
}
