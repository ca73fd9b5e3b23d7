//! What a template can ask for by name: texts, words and lists.

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Anything that somebody typed: it stands in the code as a literal.
    Text(String),
    /// A name or number of ours, which stands in the code as it is.
    Word(String),
}

/// Values by name, and lists of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    values: Vec<(&'static str, Value)>,
    lists: Vec<(&'static str, Vec<Self>)>,
}

impl Values {
    /// With one more text.
    pub(super) fn text(&mut self, name: &'static str, text: impl Into<String>) {
        self.values.push((name, Value::Text(text.into())));
    }

    /// With one more word. Nothing that somebody typed is one: the type says that it is ours.
    pub(super) fn word(&mut self, name: &'static str, word: &'static str) {
        self.values.push((name, Value::Word(word.to_owned())));
    }

    /// With one more number.
    pub(super) fn number(&mut self, name: &'static str, number: u32) {
        self.values.push((name, Value::Word(number.to_string())));
    }

    /// With one more list.
    pub(super) fn add_list(&mut self, name: &'static str, items: Vec<Self>) {
        self.lists.push((name, items));
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    pub(super) fn list(&self, name: &str) -> Option<&[Self]> {
        self.lists.iter().find(|(known, _)| *known == name).map(|(_, items)| items.as_slice())
    }

    /// Every text, those in lists too.
    pub(super) fn texts(&self) -> Vec<&str> {
        let own = self.values.iter().filter_map(|(_, value)| match value {
            Value::Text(text) => Some(text.as_str()),
            Value::Word(_) => None,
        });
        own.chain(self.lists.iter().flat_map(|(_, items)| items.iter().flat_map(Self::texts))).collect()
    }
}
