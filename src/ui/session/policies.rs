//! What the reader changes about the issuer: its policies, its whole configuration, and both back.

use leptos::prelude::*;

use super::Session;
use crate::issuer::{Configuration, OpenidPolicy, Policies};
use crate::ui::pages::{compare, issuer};
use crate::ui::presenter::changed_policies;
use crate::ui::status::{IssuerStatus, to_the_minute};

/// What the strip shows of the issuer.
pub(crate) fn status() -> IssuerStatus {
    let lab = Session::take().lab();
    let network = lab.network();
    let policies = lab.policies();
    let mut others = String::new();
    for (name, value) in changed_policies(&policies) {
        others.extend([" ", name, ": ", &value, "."]);
    }
    let now = to_the_minute(network.now());
    IssuerStatus { changed: policies.changed(), others, policies, logins: network.issuer().logins(), now }
}

/// Changes what the issuer does with `openid`.
pub(crate) fn set_openid(openid: OpenidPolicy) {
    let session = Session::take();
    session.set_policies(Policies { openid, ..session.lab().policies() });
}

/// Sets policies from `name:value` pairs: all of them, or none and why.
pub(crate) fn set_pairs(pairs: &str) -> Result<(), String> {
    let session = Session::take();
    session.set_policies(issuer::with_all_pairs(&session.lab().policies(), pairs)?);
    Ok(())
}

/// Every policy back to its default.
pub(crate) fn reset_policies() {
    let session = Session::take();
    let unknown = session.lab().policies().unknown;
    session.set_policies(Policies { unknown, ..Policies::default() });
}

impl Session {
    /// Changes some of the reader's policies, on a screen that waited for the lab.
    pub(crate) fn change_policies(self, change: &mut dyn FnMut(&mut Policies)) {
        let mut policies = self.lab().policies();
        change(&mut policies);
        self.set_policies(policies);
    }

    /// Changes what the issuer does. Verdicts that came about under other policies are old from now on.
    pub(crate) fn set_policies(self, policies: Policies) {
        self.lab().set_policies(policies);
        self.refresh();
    }

    /// Sets the issuer up as a document says.
    pub(crate) async fn configure(self, configuration: Configuration) {
        self.lab().configure(configuration).await;
        self.another_issuer();
    }

    /// Brings the issuer back to its beginning.
    pub(crate) async fn reset_issuer(self) {
        self.lab().reset().await;
        self.another_issuer();
    }

    /// Verdicts belong to the clients and APIs that they came about with, not to policies alone.
    fn another_issuer(self) {
        let mut table = compare::Model::default();
        table.set_policies(self.lab().policies());
        self.compare.set(table);
        self.refresh();
    }
}
