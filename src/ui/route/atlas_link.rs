//! What a link to a table of the atlas carries, and its spelling: `#/servers?is=openid:granted&sort=-sub`. What the values mean, the atlas
//! knows; an address keeps them as they are.

/// The state of a table, name by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AtlasLink(Vec<(&'static str, String)>);

impl AtlasLink {
    /// The names that a link may carry, in the order in which they are written.
    pub(super) const NAMES: [&'static str; 7] = ["q", "kind", "how", "is", "by", "sort", "show"];

    /// A link with these values. What is empty or has no such name is left out.
    #[must_use]
    pub fn new<'a>(values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let values: Vec<(&str, String)> = values.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let value = |name: &'static str| {
            let found = values.iter().find(|(known, _)| *known == name)?;
            Some((name, found.1.clone()))
        };
        Self(Self::NAMES.into_iter().filter_map(value).collect())
    }

    pub(super) fn parse(query: &str) -> Self {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        Self::new(pairs.iter().map(|(name, value)| (name.as_str(), value.clone())))
    }

    /// Each value with its name.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// What somebody typed to filter by.
    #[must_use]
    pub fn text(&self) -> &str {
        self.pairs().find(|(name, _)| *name == "q").map_or("", |(_, value)| value)
    }

    /// The same without that.
    #[must_use]
    pub fn without_text(&self) -> Self {
        Self(self.0.iter().filter(|(name, _)| *name != "q").cloned().collect())
    }

    /// The address of a table at `path` in this state.
    pub(super) fn to_hash(&self, path: &str) -> String {
        if self.0.is_empty() {
            return path.to_owned();
        }
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &self.0 {
            query.append_pair(name, value);
        }
        // The same characters, written as people expect them in an address.
        let query = query.finish().replace('+', "%20").replace("%3A", ":").replace("%2C", ",");
        [path, "?", &query].concat()
    }
}

#[cfg(test)]
mod tests {
    use crate::ui::route::Route;

    #[test]
    fn a_link_to_a_table_keeps_what_it_knows_in_one_order() {
        let hash = "#/servers?q=django%20x&is=openid:granted,sub:person&sort=-sub";
        assert_eq!(Route::parse(hash).to_hash(), hash);
        let other = "#/servers?sort=-sub&x=1&is=openid:granted%2Csub%3Aperson&q=django+x&kind=";
        assert_eq!(Route::parse(other), Route::parse(hash));
        assert_eq!(Route::parse("#/clients?").to_hash(), "#/clients");
    }

    #[test]
    fn what_was_typed_can_be_left_out() {
        let Route::Servers(link) = Route::parse("#/servers?q=a&kind=cloud") else { panic!("a table") };
        assert_eq!(link.text(), "a");
        assert_eq!(Route::Servers(link.without_text()).to_hash(), "#/servers?kind=cloud");
    }
}
