//! What is said about a pasted request. Words are in `content/<lang>/import.json`.

use crate::client::import::{ImportError, Remark};
use crate::texts::{Table, texts};

/// `import.json`.
#[derive(Debug)]
pub struct ImportTexts {
    page: Table<String>,
    sources: Table<String>,
    errors: Table<String>,
    fields: Table<String>,
    remarks: Table<String>,
}

texts! {
    ImportTexts { page, sources, errors, fields, remarks }
}

impl ImportTexts {
    /// A text of the box by its name.
    #[must_use]
    pub fn page(&self, name: &str) -> &str {
        text(&self.page, name)
    }

    /// What something was recognised as.
    #[must_use]
    pub fn source(&self, name: &str) -> &str {
        text(&self.sources, name)
    }

    /// The label of a field of the form.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        text(&self.fields, name)
    }

    /// Why nothing is recognised; nothing where nothing is there.
    #[must_use]
    pub fn error(&self, error: &ImportError) -> &str {
        match error {
            ImportError::Empty => "",
            ImportError::BrokenJson(_) => text(&self.errors, "json"),
            other => text(&self.errors, other.code()),
        }
    }

    /// A remark: what stands before its values, and what behind.
    #[must_use]
    pub fn remark(&self, remark: &Remark) -> (&str, &str) {
        let text = text(&self.remarks, remark.what.code());
        text.split_once("{values}").unwrap_or((text, ""))
    }
}

fn text<'t>(table: &'t Table<String>, name: &str) -> &'t str {
    table.get(name).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::client::import::{ImportedFrom, Shell, What, import};
    use crate::jose::JsonError;

    fn texts() -> ImportTexts {
        crate::texts::read(include_str!("../../../content/en/import.json")).unwrap()
    }

    #[test]
    fn everything_that_can_be_said_has_its_words() {
        let texts = texts();
        for &what in What::ALL {
            let remark = Remark { what, values: vec!["x".to_owned()] };
            assert!(!texts.remark(&remark).0.is_empty(), "{}", what.code());
        }
        for from in [Shell::Posix, Shell::Cmd, Shell::PowerShell].map(ImportedFrom::Curl).into_iter().chain([
            ImportedFrom::PowerShell,
            ImportedFrom::Fetch,
            ImportedFrom::Http,
            ImportedFrom::Form,
            ImportedFrom::Json,
            ImportedFrom::Har,
            ImportedFrom::Postman,
            ImportedFrom::Insomnia,
            ImportedFrom::Bruno,
        ]) {
            assert!(!texts.source(from.as_str()).is_empty(), "{from:?}");
        }
        for error in [
            ImportError::TooLarge { octets: 1 },
            ImportError::NotRecognised,
            ImportError::NoRequest(ImportedFrom::Har),
            ImportError::BrokenJson(JsonError::TooDeep),
        ] {
            assert!(!texts.error(&error).is_empty(), "{error}");
        }
        assert_eq!(texts.error(&ImportError::Empty), "");
    }

    #[test]
    fn every_field_that_is_understood_has_the_label_of_the_form() {
        let texts = texts();
        let all = "curl -u a:b -H 'X: 1' -H 'DPoP: x' -d 'grant_type=a&scope=b&resource=https://c.example&audience=d&authorization_details=e&f=g' https://as.example/token";
        let understood = import(all).unwrap().understood();
        assert!(understood.len() > 10);
        assert!(understood.iter().chain(&["issuer", "assertion"]).all(|name| !texts.field(name).is_empty()));
    }
}
