//! What was typed about one's own issuer, as a tab keeps it through reloads: where requests go, and the places of a preset. No keys.

use super::model::{OwnModel, Where};
use crate::client::discovery::Asked;

/// What stands before the name of a preset's place.
const PLACE: &str = "at.";

impl OwnModel {
    /// What the tab keeps.
    #[must_use]
    pub fn kept(&self) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.append_pair("where", self.place.name());
        // What is no issuer may have a password in it.
        if Asked::read(&self.issuer).is_ok() {
            pairs.append_pair("issuer", &self.issuer);
        }
        for (name, value) in [("preset", self.preset.as_deref()), ("filled", self.filled.as_deref())] {
            if let Some(value) = value {
                pairs.append_pair(name, value);
            }
        }
        for (place, value) in &self.values {
            pairs.append_pair(&[PLACE, place].concat(), value);
        }
        pairs.finish()
    }

    /// Takes it back.
    pub fn restore(&mut self, kept: &str) {
        for (name, value) in form_urlencoded::parse(kept.as_bytes()) {
            match name.as_ref() {
                "where" => self.place = Where::from_name(&value).unwrap_or_default(),
                "issuer" => self.issuer = value.into_owned(),
                "preset" => self.preset = Some(value.into_owned()),
                "filled" => self.filled = Some(value.into_owned()),
                name => {
                    if let Some(place) = name.strip_prefix(PLACE) {
                        self.put(place, &value);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_back_and_neither_keys_nor_a_password_do() {
        let mut model = OwnModel {
            place: Where::Preset,
            issuer: "https://login.example/tenant".to_owned(),
            preset: Some("entra".to_owned()),
            filled: Some("https://login.example/tenant".to_owned()),
            keys: Some("{}".to_owned()),
            ..OwnModel::default()
        };
        model.put("tenant", "a&b=c");
        let mut after = OwnModel::default();
        after.restore(&model.kept());
        assert_eq!((after.place, &after.issuer, &after.preset), (model.place, &model.issuer, &model.preset));
        assert_eq!((&after.values, &after.filled, &after.keys), (&model.values, &model.filled, &None));

        model.issuer = "https://me:hidden@login.example".to_owned();
        assert!(!model.kept().contains("hidden"));
        let mut nothing = OwnModel::default();
        nothing.restore("");
        assert_eq!(nothing.kept(), OwnModel::default().kept());
    }
}
