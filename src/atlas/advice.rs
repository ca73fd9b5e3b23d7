//! What to write in Build for a server: how the API is chosen, how the client proves itself, how its secret is spelt.

use crate::facts::{Outcome, Preset, Presets, Product, Topic};

/// What to write.
#[derive(Debug, Default)]
pub struct Advice<'a> {
    /// The pattern with its addresses, if one is known.
    pub preset: Option<&'a Preset>,
    /// The method, by its registered name.
    pub method: Option<&'static str>,
    /// The spelling of a secret in Basic, by the name that links to Build have for it.
    pub spelling: Option<&'static str>,
    /// How the API is chosen: the name of the outcome.
    pub chosen: Option<Outcome>,
    /// The names of the sentences that say why.
    pub reasons: Vec<&'static str>,
}

/// The methods that Build has, the simplest first.
const METHODS: [&str; 6] = [
    "client_secret_basic",
    "client_secret_post",
    "private_key_jwt",
    "client_secret_jwt",
    "tls_client_auth",
    "self_signed_tls_client_auth",
];

/// What to write for a product. Nothing is guessed: what is not known is not advised.
#[must_use]
pub fn advice<'a>(product: &Product, presets: &'a Presets) -> Advice<'a> {
    let outcome = |topic| product.answer(topic).map(|answer| answer.counted.fact.outcome);
    let preset = presets.presets.iter().find(|preset| preset.product == product.id);
    let chosen = outcome(Topic::AudienceChoice).filter(|chosen| *chosen != Outcome::Unknown);
    let mut advice = Advice { preset, chosen, ..Advice::default() };
    let takes_form = outcome(Topic::SecretInForm) == Some(Outcome::Accepted);
    let takes_basic = outcome(Topic::TokenRequest) == Some(Outcome::Accepted);
    advice.method = listed(product).or(match (takes_basic, takes_form) {
        (true, _) => Some("client_secret_basic"),
        (false, true) => Some("client_secret_post"),
        (false, false) => None,
    });
    let (spelling, reason) = match outcome(Topic::BasicSpelling) {
        Some(Outcome::FormEncoded | Outcome::Both) => (Some("form"), "spelling_form"),
        Some(Outcome::PercentEncoded) => (Some("percent"), "spelling_percent"),
        Some(Outcome::Raw) => (Some("raw"), "spelling_raw"),
        Some(Outcome::Partly | Outcome::Neither) if takes_form => {
            advice.method = Some("client_secret_post");
            (None, "form_instead")
        }
        _ => (None, ""),
    };
    if advice.method == Some("client_secret_basic") {
        advice.spelling = spelling;
    }
    let is_about_basic = spelling.is_some() && advice.spelling.is_none();
    advice.reasons.extend((!reason.is_empty() && !is_about_basic).then_some(reason));
    advice
}

/// The simplest method that its documentation lists.
fn listed(product: &Product) -> Option<&'static str> {
    let answer = product.answer(Topic::ClientAuthentication)?;
    let value = answer.counted.fact.value.as_deref()?;
    METHODS.into_iter().find(|method| value.split(' ').any(|word| word == *method))
}
