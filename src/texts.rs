//! Reading content files: `src/content/<lang>/*.json` into structs of texts.
//!
//! A derived deserialiser brings code of its own for every struct, and a page has many that it reads once. Here a file becomes a
//! [`serde_json::Value`] first, and `texts!` takes the members of a struct out of it by name: a line of code each.
//! A member that is missing, has another type, or that nobody knows is a fault of the file. `make size` decided.

use serde_json::{Map, Value};
use thiserror::Error;

use crate::cite::Citation;

/// What can stand in a content file.
pub trait FromContent: Sized {
    /// Takes itself out of `value`, which is `null` where the file has nothing. What does not fit is noted in `faults`.
    fn take(value: Value, faults: &mut Faults) -> Self;
}

/// Reads a content file.
///
/// # Errors
/// [`Damaged`] when the file is no JSON or does not have the shape of `T`.
pub fn read<T: FromContent>(text: &str) -> Result<T, Damaged> {
    let mut faults = Faults(Vec::new());
    let texts = T::take(parsed(text)?, &mut faults);
    faults.into_result().map(|()| texts)
}

/// A template with its places filled: `put` writes what stands for `{name}`, and says whether there is something. A place without a value stays as
/// it is written, where a reader or a test can find it.
pub fn filled(template: &str, put: &mut dyn FnMut(&str, &mut String) -> bool) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}') {
            Some((place, tail)) if put(place, &mut filled) => rest = tail,
            _ => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// The same with a value for each name.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    filled(template, &mut |place, text| {
        let value = values.iter().find(|(name, _)| *name == place);
        value.map(|(_, value)| text.push_str(value)).is_some()
    })
}

fn parsed(text: &str) -> Result<Value, Damaged> {
    serde_json::from_slice(text.as_bytes()).map_err(|error| Damaged(error.to_string()))
}

/// What is wrong with a content file.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{0}")]
pub struct Damaged(pub(crate) String);

/// What does not fit in a content file.
#[derive(Debug)]
pub struct Faults(Vec<String>);

impl Faults {
    /// Notes what was expected in place of `found`.
    #[inline(never)]
    pub fn note(&mut self, expected: &str, found: &Value) {
        self.0.push(
            [expected, " is expected, and ", &serde_json::to_string(found).unwrap_or_default(), " is there"].concat(),
        );
    }

    fn into_result(self) -> Result<(), Damaged> {
        if self.0.is_empty() { Ok(()) } else { Err(Damaged(self.0.join("; "))) }
    }
}

/// The members of an object, taken out one by one.
#[derive(Debug)]
pub struct Members(Map<String, Value>);

impl Members {
    /// The members of `value`.
    #[inline(never)]
    pub fn of(value: Value, faults: &mut Faults) -> Self {
        match value {
            Value::Object(members) => Self(members),
            other => {
                faults.note("an object", &other);
                Self(Map::new())
            }
        }
    }

    /// Takes the member `name`.
    pub fn take<T: FromContent>(&mut self, name: &str, faults: &mut Faults) -> T {
        T::take(self.value(name), faults)
    }

    /// Notes the members that nobody took.
    #[inline(never)]
    pub fn end(self, faults: &mut Faults) {
        for name in self.0.keys() {
            faults.0.push(["the member ", name, " is unknown"].concat());
        }
    }

    #[inline(never)]
    fn value(&mut self, name: &str) -> Value {
        self.0.remove(name).unwrap_or_default()
    }
}

/// Makes structs [`FromContent`] by the names of their members.
macro_rules! texts {
    ($($name:ident { $($member:ident),* $(,)? })*) => {
        $(impl $crate::texts::FromContent for $name {
            fn take(value: serde_json::Value, faults: &mut $crate::texts::Faults) -> Self {
                let mut members = $crate::texts::Members::of(value, faults);
                let texts = Self { $($member: members.take(stringify!($member), faults)),* };
                members.end(faults);
                texts
            }
        })*
    };
}
pub(crate) use texts;

impl FromContent for String {
    #[inline(never)]
    fn take(value: Value, faults: &mut Faults) -> Self {
        match value {
            Value::String(text) => text,
            other => {
                faults.note("a text", &other);
                Self::new()
            }
        }
    }
}

impl FromContent for bool {
    /// What is not there is `false`.
    #[inline(never)]
    fn take(value: Value, faults: &mut Faults) -> Self {
        match value {
            Value::Bool(is) => is,
            Value::Null => false,
            other => {
                faults.note("true or false", &other);
                false
            }
        }
    }
}

impl FromContent for Value {
    /// Whatever is there, as it is.
    fn take(value: Value, _: &mut Faults) -> Self {
        value
    }
}

impl FromContent for u16 {
    fn take(value: Value, faults: &mut Faults) -> Self {
        value.as_u64().and_then(|number| number.try_into().ok()).unwrap_or_else(|| {
            faults.note("a small number", &value);
            0
        })
    }
}

impl FromContent for Citation {
    fn take(value: Value, faults: &mut Faults) -> Self {
        value.as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| {
            faults.note("a citation", &value);
            Self::rfc(0, "")
        })
    }
}

impl<T: FromContent> FromContent for Option<T> {
    fn take(value: Value, faults: &mut Faults) -> Self {
        if value.is_null() { None } else { Some(T::take(value, faults)) }
    }
}

impl<T: FromContent> FromContent for Vec<T> {
    fn take(value: Value, faults: &mut Faults) -> Self {
        let mut all = Self::new();
        match value {
            Value::Array(values) => {
                for value in values {
                    all.push(T::take(value, faults));
                }
            }
            other => faults.note("a list", &other),
        }
        all
    }
}

/// Texts by name, in the order of the names.
#[derive(Clone, Debug)]
pub struct Table<T>(Vec<(String, T)>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Table<T> {
    /// The entry called `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        let place = self.0.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
        Some(&self.0[place].1)
    }

    /// Every entry with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, entry)| (name.as_str(), entry))
    }
}

impl<T: FromContent> FromContent for Table<T> {
    fn take(value: Value, faults: &mut Faults) -> Self {
        let mut all = Vec::new();
        // A map gives its names in order.
        for (name, value) in Members::of(value, faults).0 {
            all.push((name, T::take(value, faults)));
        }
        Self(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Page {
        title: String,
        hint: Option<String>,
        many: bool,
        lines: Vec<String>,
        cite: Option<Citation>,
        words: Table<String>,
    }

    texts! { Page { title, hint, many, lines, cite, words } }

    #[test]
    fn what_may_be_left_out_is_none_or_false() {
        let page: Page = read(r#"{"title":"A","lines":["b"],"words":{"c":"d"}}"#).expect("a page");
        assert_eq!((page.title.as_str(), page.hint, page.many, page.cite), ("A", None, false, None));
        assert_eq!(page.lines, ["b"]);
        assert_eq!(page.words.get("c").map(String::as_str), Some("d"));
        assert_eq!(page.words.get("d"), None);
    }

    #[test]
    fn every_fault_is_told() {
        for (file, fault) in [
            ("{", "EOF while parsing an object at line 1 column 1"),
            ("[]", "an object is expected"),
            (r#"{"lines":[],"words":{}}"#, "a text is expected, and null is there"),
            (r#"{"title":"","words":{}}"#, "a list is expected, and null is there"),
            (r#"{"title":"","lines":[1],"words":{}}"#, "a text is expected, and 1 is there"),
            (r#"{"title":"","lines":[],"words":{},"many":"no"}"#, "true or false is expected"),
            (r#"{"title":"","lines":[],"words":{},"cite":"RFC"}"#, "a citation is expected"),
            (r#"{"title":"","lines":[],"words":{},"note":""}"#, "the member note is unknown"),
        ] {
            let told = read::<Page>(file).expect_err(file).to_string();
            assert!(told.contains(fault), "{file}: {told}");
        }
    }
}
