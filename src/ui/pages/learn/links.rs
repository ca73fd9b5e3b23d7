//! Links from a run to the builder: the same request, without its secret, under the same policies.

use crate::issuer::Policies;
use crate::lab::{Action, Carries, Proof, Rule, Spelling, TokenAsk};
use crate::ui::pages::build::presets;
use crate::ui::route::{BuildLink, Route};

/// The address that opens the last token request of `actions` in Build; `None` when there is none that Build can draw.
#[must_use]
pub fn build_link(actions: &[Action], policies: &Policies) -> Option<String> {
    let (last, ask) = actions.iter().enumerate().rev().find_map(|(index, action)| match action {
        Action::TokenRequest(ask) if can_be_drawn(ask) => Some((index, ask)),
        _ => None,
    })?;
    presets().iter().find(|client| client.client_id.as_str() == ask.client)?;
    let field =
        |value: Option<&str>, preset: Option<&str>| (value != preset).then(|| value.unwrap_or_default().to_owned());
    // A policy that the run had for itself is part of what is opened: the strip then says that it was changed.
    let own = actions.iter().take(last).rev().find_map(|action| match action {
        Action::Set(Rule::Openid(openid)) => Some(*openid),
        _ => None,
    });
    let openid = own.or_else(|| (*policies != Policies::default()).then_some(policies.openid));
    let link = BuildLink {
        preset: Some(ask.client.to_owned()),
        grant: field(ask.grant_type, TokenAsk::NIGHTLY.grant_type),
        scope: field(ask.scope, TokenAsk::NIGHTLY.scope),
        policy: openid.map(|openid| ["openid:", openid.as_str()].concat()),
        ..BuildLink::default()
    };
    Some(Route::Build(link).to_hash())
}

/// Build sends what the standards say, with the client's own proof.
fn can_be_drawn(ask: &TokenAsk) -> bool {
    !ask.by_get
        && ask.proof == Proof::Own
        && !ask.is_refresh()
        && ask.spelling == Spelling::Form
        && ask.carries == Carries::Nothing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issuer::OpenidPolicy;
    use crate::lab::Step;

    fn link(step: u16, variant: &str, policies: &Policies) -> Option<String> {
        build_link(Step::of(step).unwrap().experiment.variant(variant).unwrap().actions, policies)
    }

    #[test]
    fn a_link_carries_what_differs_from_the_preset_and_the_changed_policy() {
        let default = Policies::default();
        let preset = "#/build?v=1&preset=nightly-report";
        assert_eq!(link(2, "as-shown", &default).as_deref(), Some(preset));
        assert_eq!(link(2, "left-out", &default), Some([preset, "&grant="].concat()));
        assert_eq!(link(2, "misspelt", &default), Some([preset, "&grant=client_credential"].concat()));
        assert_eq!(link(6, "no-scope", &default), Some([preset, "&scope="].concat()));
        let drop = Policies { openid: OpenidPolicy::Drop, ..Policies::default() };
        assert_eq!(link(1, "with-token", &drop), Some([preset, "&policy=openid:drop"].concat()));
        assert_eq!(link(9, "echo", &drop), Some([preset, "&scope=orders.read%20openid&policy=openid:echo"].concat()));
        assert_eq!(link(3, "in-the-form", &default).as_deref(), Some("#/build?v=1&preset=billing-export"));
    }

    #[test]
    fn what_build_cannot_draw_has_no_link() {
        assert_eq!(link(1, "without-token", &Policies::default()), None);
        assert_eq!(link(2, "sent-with-get", &Policies::default()), None);
        assert_eq!(link(3, "wrong-secret", &Policies::default()), None);
        assert_eq!(link(4, "signed", &Policies::default()), None);
        assert_eq!(link(11, "signs-in", &Policies::default()), None);
    }
}
