//! The draft as a tab keeps it through reloads: what a link carries, whole, and never what proves a client.

use super::model::Model;
use crate::client::draft::MAX_FIELD;
use crate::ui::route::Route;

/// What a tab keeps, a line each: no member has a line end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// What stood in the address bar when it was kept. The draft may be newer by what was typed last.
    pub address: String,
    /// The draft, as the address of one.
    pub draft: String,
    /// What was typed about one's own issuer beside it.
    pub place: String,
}

impl Kept {
    /// The text that is kept.
    #[must_use]
    pub fn to_text(&self) -> String {
        [self.address.as_str(), &self.draft, &self.place].join("\n")
    }

    /// Reads it again.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut lines = text.split('\n').map(str::to_owned);
        let mut next = || lines.next().unwrap_or_default();
        Self { address: next(), draft: next(), place: next() }
    }
}

impl Model {
    /// The draft for its tab to keep; `None` while it is the one that every tab begins with.
    #[must_use]
    pub fn kept(&self) -> Option<String> {
        let link = self.carried(MAX_FIELD);
        (link != Self::default().carried(MAX_FIELD)).then(|| Route::Build(link).to_hash())
    }

    /// Takes back what the tab kept, once in the life of a page.
    pub fn restore(&mut self, kept: &str) {
        if std::mem::replace(&mut self.has_looked, true) {
            return;
        }
        if let Route::Build(link) = Route::parse(kept) {
            let before = self.draft.clone();
            self.follow(&link);
            self.is_restored = self.draft != before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Field;
    use super::*;
    use crate::ui::route::BuildLink;

    fn reloaded(model: &Model) -> Model {
        let mut after = Model::default();
        after.restore(&model.kept().unwrap_or_default());
        after
    }

    #[test]
    fn a_draft_comes_back_whole_but_for_what_proves_the_client() {
        let mut model = Model::default();
        for (field, text) in [
            (Field::ClientId, "nightly"),
            (Field::ClientSecret, "QQ1"),
            (Field::TokenEndpoint, "https://as.example/token"),
            (Field::Parameters, "tenant=a\nclient_assertion=QQ2"),
            (Field::HeaderFields, "X-Trace: 1\nCookie: QQ3"),
        ] {
            model.edit(field, text);
        }
        model.edit(Field::Scope, &"a ".repeat(2_000));
        model.paste_key("QQ4");
        let kept = model.kept().unwrap_or_default();
        assert!(!kept.contains("QQ"), "{kept}");

        let after = reloaded(&model);
        let mut expected = model.draft.clone();
        expected.client_secret = crate::oauth::ClientSecret::default();
        (expected.parameters, expected.header_fields) = ("tenant=a".to_owned(), "X-Trace: 1".to_owned());
        assert_eq!(after.draft, expected, "also a field that is too long for a link");
        assert!(after.is_restored);
    }

    #[test]
    fn nothing_is_kept_of_a_form_that_nobody_touched_and_nothing_is_said() {
        assert_eq!(Model::default().kept(), None);
        assert!(!reloaded(&Model::default()).is_restored);
    }

    #[test]
    fn the_address_of_the_draft_changes_nothing_and_another_link_is_followed() {
        let mut model = Model::default();
        model.edit(Field::AuthorizationDetails, &"x".repeat(3_000));
        model.edit(Field::Scope, "orders.write");
        let mut after = reloaded(&model);
        after.follow(&model.link());
        assert_eq!((after.draft.clone(), after.is_restored), (model.draft.clone(), true));
        after.follow(&BuildLink { scope: Some("admin".into()), ..BuildLink::default() });
        assert_eq!((after.draft.scope.as_str(), after.is_restored), ("admin", false));
    }

    #[test]
    fn a_tab_is_asked_once_and_a_fresh_start_forgets() {
        let mut model = Model::default();
        model.edit(Field::Scope, "orders.write");
        let kept = model.kept().unwrap_or_default();
        let mut after = reloaded(&model);
        after.start_fresh();
        assert_eq!((after.draft.clone(), after.kept()), (Model::default().draft, None));
        after.restore(&kept);
        assert_eq!(after.kept(), None);
    }

    #[test]
    fn what_is_kept_reads_as_it_was_written_and_anything_else_as_nothing() {
        let kept = Kept { address: "#/build".into(), draft: "#/build?v=1".into(), place: "place=hand".into() };
        assert_eq!(Kept::read(&kept.to_text()), kept);
        assert_eq!(Kept::read(""), Kept::default());
        let mut model = Model::default();
        model.restore("nonsense");
        assert_eq!(model.draft, Model::default().draft);
    }
}
