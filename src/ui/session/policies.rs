//! What the reader changes about the issuer: its policies, its whole configuration, and both back.

use leptos::prelude::*;

use super::Session;
use crate::issuer::{Configuration, OpenidPolicy, Policies};
use crate::ui::pages::compare;

impl Session {
    /// Changes what the issuer does with `openid`.
    pub(crate) fn set_openid(self, openid: OpenidPolicy) {
        self.complete_then(move || {
            self.0.set_openid(openid);
            self.refresh();
        });
    }

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

    /// Every policy back to its default.
    pub(crate) fn reset_policies(self) {
        self.complete_then(move || {
            self.0.reset_policies();
            self.refresh();
        });
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
