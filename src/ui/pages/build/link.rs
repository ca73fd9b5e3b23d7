//! Drafts as links, and links as drafts. A link carries what is typed, and never what proves a client: no secret, no certificate, no key.
//! What is longer than [`LONGEST`] it leaves out, and the page says so.

use super::entry;
use super::field::Field;
use super::model::Model;
use super::presets::{is_embedded, token_endpoint};
use crate::client::Draft;
use crate::oauth::ClientSecret;
use crate::oauth::form::decode_component;
use crate::oauth::sensitive::may_be_credential;
use crate::ui::route::BuildLink;

/// How many octets of a field a link carries. Addresses are kept, shown and sent on, and few programs take very long ones.
const LONGEST: usize = 2_000;

/// The fields that came with the second version of the link, each of which has its name there.
const MORE: [Field; 14] = [
    Field::Spelling,
    Field::Audience,
    Field::Parameters,
    Field::HeaderFields,
    Field::Issuer,
    Field::TokenEndpoint,
    Field::Dpop,
    Field::AssertionAlgorithm,
    Field::AssertionAudience,
    Field::AssertionType,
    Field::Kid,
    Field::Lifetime,
    Field::AssertionHeader,
    Field::AssertionClaims,
];

impl Model {
    /// The fields that are too long for a link.
    #[must_use]
    pub fn left_out(&self) -> Vec<Field> {
        let fields = [
            Field::ClientId,
            Field::GrantType,
            Field::Scope,
            Field::Resource,
            Field::Audience,
            Field::AuthorizationDetails,
            Field::Parameters,
            Field::HeaderFields,
            Field::Issuer,
            Field::TokenEndpoint,
            Field::AssertionHeader,
            Field::AssertionClaims,
        ];
        fields.into_iter().filter(|field| self.value(*field).len() > LONGEST).collect()
    }

    /// What a link to this draft carries: the preset, and what differs from it and is not too long. Never the secret, and no line whose
    /// name tells of a credential.
    #[must_use]
    pub fn link(&self) -> BuildLink {
        self.carried(LONGEST)
    }

    /// What a link carries whose draft was made from another link: what the two have in common is written one way.
    #[must_use]
    pub fn linked(&self, link: &BuildLink) -> BuildLink {
        let mut made = Self::default();
        made.know(self.starts().to_vec());
        made.follow(link);
        made.link()
    }

    /// The same with fields of up to this many octets.
    pub(super) fn carried(&self, longest: usize) -> BuildLink {
        let preset = self.starts().iter().find(|start| start.client_id.as_str() == self.preset);
        let shared = shareable(&self.draft);
        let differs = |field: Field| {
            let value = entry::read(&shared, field);
            let same = preset.is_some_and(|preset| entry::read(preset, field) == value);
            (!same && value.len() <= longest).then(|| value.into_owned())
        };
        // The endpoint of the issuer in this page follows the method.
        let follows =
            is_embedded(&self.draft.token_endpoint) && self.draft.token_endpoint == token_endpoint(self.draft.method);
        let more = MORE.into_iter().filter(|field| !(follows && *field == Field::TokenEndpoint));
        BuildLink {
            preset: Some(self.preset.clone()),
            client: differs(Field::ClientId),
            method: differs(Field::Method),
            grant: differs(Field::GrantType),
            scope: differs(Field::Scope),
            resource: differs(Field::Resource),
            authorization_details: differs(Field::AuthorizationDetails),
            more: more.filter_map(|field| Some((field.name(), differs(field)?))).collect(),
            policy: None,
            newer: false,
        }
    }

    /// Takes over what a link carries. A link that carries nothing, like that of the navigation, changes nothing, and neither does
    /// one to the draft that is already here: the secret in it may be the reader's own. The secret of a client of this page proves nobody
    /// else, and nobody elsewhere, so it does not stay where the link names another client or endpoint.
    pub fn follow(&mut self, link: &BuildLink) {
        let link = BuildLink { policy: None, ..link.clone() };
        if link == BuildLink::default() || link == self.link() {
            return;
        }
        self.newer_link = link.newer;
        self.is_restored = false;
        self.start_from(link.preset.as_deref().unwrap_or(&Self::default().preset));
        let is_another = link.client.is_some();
        let fields = [
            (Field::ClientId, link.client),
            (Field::Method, link.method),
            (Field::GrantType, link.grant),
            (Field::Scope, link.scope),
            (Field::Resource, link.resource),
            (Field::AuthorizationDetails, link.authorization_details),
        ];
        for (field, text) in fields {
            if let Some(text) = text {
                self.edit(field, &text);
            }
        }
        for (name, text) in link.more {
            if let Some(field) = MORE.into_iter().find(|field| field.name() == name) {
                self.edit(field, &text);
            }
        }
        let endpoint = &self.draft.token_endpoint;
        if is_another || !endpoint.is_empty() && !is_embedded(endpoint) {
            self.draft.client_secret = ClientSecret::default();
        }
        self.before = None;
    }
}

/// The draft without what may not be passed on: lines of a credential's name, and an address with such a parameter or with user
/// information.
fn shareable(draft: &Draft) -> Draft {
    let public = |lines: &str, sign: char| {
        let kept = lines.lines().filter(|line| !may_be_credential(line.split(sign).next().unwrap_or_default().trim()));
        kept.collect::<Vec<&str>>().join("\n")
    };
    let mut shared = draft.clone();
    shared.parameters = public(&draft.parameters, '=');
    shared.header_fields = public(&draft.header_fields, ':');
    let addresses = draft.resource.lines().filter(|address| !holds_credential(address));
    shared.resource = addresses.collect::<Vec<&str>>().join("\n");
    for address in [&mut shared.issuer, &mut shared.audience] {
        if holds_credential(address) {
            address.clear();
        }
    }
    // Without an address no request is made either, nor with one that holds a secret.
    if draft.endpoint().is_err() || holds_credential(&draft.token_endpoint) {
        shared.token_endpoint.clear();
    }
    shared
}

/// Whether an address has user information, or a parameter whose name tells of a credential.
#[must_use]
pub fn holds_credential(address: &str) -> bool {
    let authority =
        address.split_once("://").map_or("", |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let mut query = address.split(['?', '#', '&']).skip(1);
    authority.contains('@')
        || query.any(|pair| {
            let name = decode_component(pair.split('=').next().unwrap_or_default().as_bytes());
            name.is_ok_and(|name| may_be_credential(&name))
        })
}

#[cfg(test)]
mod tests {
    use super::super::{EXAMPLE_DETAILS, Presented};
    use super::*;
    use crate::ui::route::Route;

    #[test]
    fn a_link_carries_what_differs_from_the_preset_and_never_the_secret() {
        let mut model = Model::default();
        assert_eq!(Route::Build(model.link()).to_hash(), "#/build?v=1&preset=nightly-report");
        model.edit(Field::ClientSecret, "my-own-secret");
        model.edit(Field::Scope, "orders.read openid");
        let hash = Route::Build(model.link()).to_hash();
        assert_eq!(hash, "#/build?v=1&preset=nightly-report&scope=orders.read%20openid");
    }

    #[test]
    fn build_address_what_is_too_long_is_left_out_and_named() {
        let mut model = Model::default();
        model.edit(Field::ClientId, &"a".repeat(1 << 20));
        model.edit(Field::Scope, &"é".repeat(LONGEST / 2));
        assert_eq!(model.left_out(), [Field::ClientId]);
        let hash = Route::Build(model.link()).to_hash();
        assert!(hash.len() < 8_000 && !hash.contains("client="), "{} characters", hash.len());
        let before = model.draft.clone();
        model.follow(&model.link());
        assert_eq!(model.draft, before, "the own address takes nothing away");
    }

    #[test]
    fn following_a_link_gives_the_draft_it_was_made_from() {
        let mut made = Model::default();
        made.start_from("billing-export");
        made.edit(Field::GrantType, "client_credential");
        made.edit(Field::Scope, "");
        let mut opened = Model::default();
        opened.follow(&made.link());
        assert_eq!(opened.draft, made.draft);
        assert_eq!(opened.preset(), "billing-export");
    }

    #[test]
    fn every_field_travels_and_no_credential_does() {
        let mut made = Model::default();
        made.start_from("ledger-sync");
        for (field, text) in [
            (Field::Issuer, "https://as.example"),
            (Field::TokenEndpoint, "https://as.example/oauth/token"),
            (Field::Audience, "https://api.example/"),
            (Field::Parameters, "tenant=a&b\nclient_secret=QQ1\nsubject_token=QQ2\nx_api_key=QQ9\norganization=x"),
            (Field::HeaderFields, "X-Trace: 1\nAuthorization: Bearer QQ3\nX-Api-Key: QQ4\nCookie: QQ5"),
            (Field::Dpop, "ES256"),
            (Field::AssertionAlgorithm, "PS256"),
            (Field::AssertionAudience, "token_endpoint"),
            (Field::AssertionType, "JWT"),
            (Field::Kid, "k1"),
            (Field::Lifetime, "300"),
            (Field::Jti, "QQ6"),
            (Field::AssertionHeader, r#"{"x":1}"#),
            (Field::AssertionClaims, r#"{"nbf":1}"#),
        ] {
            made.edit(field, text);
        }
        made.paste_key("QQ7");
        let hash = Route::Build(made.link()).to_hash();
        for number in [1, 2, 3, 4, 5, 6, 7, 9] {
            assert!(!hash.contains(&format!("QQ{number}")), "QQ{number} in {hash}");
        }
        let Route::Build(link) = Route::parse(&hash) else { panic!("a link to Build") };
        let mut opened = Model::default();
        opened.follow(&link);
        let mut expected = made.draft.clone();
        expected.parameters = "tenant=a&b\norganization=x".into();
        expected.header_fields = "X-Trace: 1".into();
        expected.assertion.jti = String::new();
        assert_eq!(opened.draft, expected);

        for secret in ["client_secret", "api_key", "api%5Fkey"] {
            let address = ["https://as.example/token?a=b&", secret, "=QQ8"].concat();
            for field in [Field::TokenEndpoint, Field::Issuer, Field::Audience, Field::Resource] {
                made.edit(field, &address);
            }
            assert!(!Route::Build(made.link()).to_hash().contains("QQ8"), "{secret}");
        }
        made.edit(Field::Issuer, "https://me:QQ8@as.example");
        assert!(!Route::Build(made.link()).to_hash().contains("QQ8"), "user information");
    }

    #[test]
    fn the_navigation_and_the_own_address_change_nothing() {
        let mut model = Model::default();
        model.edit(Field::ClientSecret, "my-own-secret");
        model.edit(Field::Scope, "orders.write");
        let before = model.draft.clone();
        model.follow(&BuildLink::default());
        model.follow(&model.link());
        assert_eq!(model.draft, before);
    }

    #[test]
    fn a_link_to_an_unknown_client_has_no_secret_of_ours() {
        let mut model = Model::default();
        model.follow(&BuildLink { client: Some("somebody".into()), ..BuildLink::default() });
        assert_eq!(model.value(Field::ClientId), "somebody");
        assert_eq!(model.value(Field::ClientSecret), "");
        assert_eq!(model.preset(), "nightly-report");

        let elsewhere = vec![("token_endpoint", "https://as.example/token".to_owned())];
        model.follow(&BuildLink { more: elsewhere, ..BuildLink::default() });
        assert_eq!(model.value(Field::ClientId), "nightly-report");
        assert_eq!(model.value(Field::ClientSecret), "", "a secret of this page proves nobody elsewhere");
    }

    #[test]
    fn resource_and_details_travel_and_the_certificate_does_not() {
        let mut made = Model::default();
        made.start_from("meter-gateway");
        made.edit(Field::Resource, "https://api.test\nhttps://stock.test");
        made.edit(Field::AuthorizationDetails, EXAMPLE_DETAILS);
        made.present(Presented::GatewayB);
        let hash = Route::Build(made.link()).to_hash();
        assert!(hash.starts_with("#/build?v=1&preset=meter-gateway&resource=https:"), "{hash}");
        assert!(!hash.contains("cert"), "{hash}");
        let Route::Build(link) = Route::parse(&hash) else { panic!("a link to Build") };
        let mut opened = Model::default();
        opened.follow(&link);
        assert_eq!(opened.draft, made.draft);
        assert_eq!(opened.presented(), Presented::GatewayA, "what the client shows by itself");
    }
}
