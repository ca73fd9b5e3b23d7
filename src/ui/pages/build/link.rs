//! Drafts as links, and links as drafts. A link carries what is typed, and never what proves a client: no secret, no certificate, no key.
//! What is longer than [`LONGEST`] it leaves out, and the page says so.

use super::presets::{start, starts};
use super::{Field, Model};
use crate::client::Draft;
use crate::ui::route::BuildLink;

/// How many octets of a field a link carries. Addresses are kept, shown and sent on, and few programs take very long ones.
const LONGEST: usize = 2_000;

impl Model {
    /// The labels of the fields that are too long for a link.
    #[must_use]
    pub fn left_out(&self) -> Vec<&'static str> {
        let fields = [
            ("Client ID", Field::ClientId),
            ("Grant type", Field::GrantType),
            ("Scope", Field::Scope),
            ("Resource", Field::Resource),
            ("Authorization details", Field::AuthorizationDetails),
        ];
        fields.into_iter().filter(|(_, field)| self.value(*field).len() > LONGEST).map(|(label, _)| label).collect()
    }

    /// What a link to this draft carries: the preset, and what differs from it and is not too long. Never the secret.
    #[must_use]
    pub fn link(&self) -> BuildLink {
        let clients = starts();
        let preset =
            clients.iter().find(|client| client.client_id.as_str() == self.preset).map(|client| start(client).1);
        let differs = |value: &str, of: fn(&Draft) -> &str| {
            let same = preset.as_ref().is_some_and(|preset| of(preset) == value);
            (!same && value.len() <= LONGEST).then(|| value.to_owned())
        };
        BuildLink {
            preset: Some(self.preset.clone()),
            client: differs(self.draft.client_id.as_str(), |draft| draft.client_id.as_str()),
            method: differs(self.draft.method.as_str(), |draft| draft.method.as_str()),
            grant: differs(&self.draft.grant_type, |draft| &draft.grant_type),
            scope: differs(&self.draft.scope, |draft| &draft.scope),
            resource: differs(&self.draft.resource, |draft| &draft.resource),
            authorization_details: differs(&self.draft.authorization_details, |draft| &draft.authorization_details),
            policy: None,
            newer: false,
        }
    }

    /// Takes over what a link carries. A link that carries nothing, like that of the navigation, changes nothing, and neither does
    /// one to the draft that is already here: the secret in it may be the reader's own.
    pub fn follow(&mut self, link: &BuildLink) {
        let link = BuildLink { policy: None, ..link.clone() };
        if link == BuildLink::default() || link == self.link() {
            return;
        }
        self.newer_link = link.newer;
        self.start_from(link.preset.as_deref().unwrap_or(&Self::default().preset));
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
        self.before = None;
    }
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
        assert_eq!(model.left_out(), ["Client ID"]);
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
        assert_eq!(model.preset(), "nightly-report");
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
