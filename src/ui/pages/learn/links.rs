//! Links from a run to the builder: the same request, without its secret, under the same policies.

use http::Method;

use crate::issuer::Policies;
use crate::lab::{Action, TokenAsk};
use crate::ui::route::{BuildLink, Route};

/// The address that opens the last token request of `actions` in Build; `None` when there is none that Build can draw.
#[must_use]
pub fn build_link(actions: &[Action], policies: &Policies) -> Option<String> {
    let ask = actions.iter().rev().find_map(|action| match action {
        Action::TokenRequest(ask) if ask.method == Method::POST => Some(ask),
        _ => None,
    })?;
    let field =
        |value: Option<&str>, preset: Option<&str>| (value != preset).then(|| value.unwrap_or_default().to_owned());
    let policy = (*policies != Policies::default()).then(|| ["openid:", policies.openid.as_str()].concat());
    let link = BuildLink {
        preset: Some(ask.client.to_owned()),
        grant: field(ask.grant_type, TokenAsk::NIGHTLY.grant_type),
        scope: field(ask.scope, TokenAsk::NIGHTLY.scope),
        policy,
        ..BuildLink::default()
    };
    Some(Route::Build(link).to_hash())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issuer::OpenidPolicy;
    use crate::lab::STEPS;

    fn link(step: usize, variant: &str, policies: &Policies) -> Option<String> {
        build_link(STEPS[step].experiment.variant(variant).unwrap().actions, policies)
    }

    #[test]
    fn a_link_carries_what_differs_from_the_preset_and_the_changed_policy() {
        let default = Policies::default();
        let preset = "#/build?v=1&preset=nightly-report";
        assert_eq!(link(1, "as-shown", &default).as_deref(), Some(preset));
        assert_eq!(link(1, "left-out", &default), Some([preset, "&grant="].concat()));
        assert_eq!(link(1, "misspelt", &default), Some([preset, "&grant=client_credential"].concat()));
        assert_eq!(link(2, "no-scope", &default), Some([preset, "&scope="].concat()));
        let drop = Policies { openid: OpenidPolicy::Drop, ..Policies::default() };
        assert_eq!(link(0, "with-token", &drop), Some([preset, "&policy=openid:drop"].concat()));
    }

    #[test]
    fn build_sends_forms_by_post_so_other_runs_have_no_link() {
        assert_eq!(link(0, "without-token", &Policies::default()), None);
        assert_eq!(link(1, "sent-with-get", &Policies::default()), None);
    }
}
