//! The items of the lists that templates go through: parameters, header fields, scopes.

use super::values::Values;
use crate::client::draft::HeaderField;
use crate::oauth::form::encode_component;

/// A parameter of the form.
pub(super) fn parameter(name: &str, value: &str) -> Values {
    let mut item = Values::default();
    item.text("name", name);
    item.text("value", value);
    // curl encodes what stands behind the first `=` and sends what stands before it as it is.
    item.text("curl", [&encode_component(name), "=", value].concat());
    item.text("encoded", [&encode_component(name), "=", &encode_component(value)].concat());
    item.text("httpie", for_httpie(name, "=", value).unwrap_or_default());
    item
}

/// A header field.
pub(super) fn field(field: &HeaderField) -> Values {
    let name = field.name.as_str();
    let value = String::from_utf8_lossy(field.value.as_bytes());
    let is_empty = value.is_empty();
    let mut item = Values::default();
    item.text("name", name);
    // curl and HTTPie write a field without a value with a semicolon.
    item.text("curl", if is_empty { [name, ";"].concat() } else { [name, ": ", &value].concat() });
    item.text(
        "httpie",
        if is_empty { [name, ";"].concat() } else { for_httpie(name, ":", &value).unwrap_or_default() },
    );
    item.text("value", value);
    item
}

/// Whether HTTPie can be told the header field.
pub(super) fn fits_httpie(field: &HeaderField) -> bool {
    let value = String::from_utf8_lossy(field.value.as_bytes());
    value.is_empty() || for_httpie(field.name.as_str(), ":", &value).is_some()
}

/// One token of the scope.
pub(super) fn word_of_scope(token: &str) -> Values {
    let mut item = Values::default();
    item.text("value", token);
    item
}

/// What separates name and value for HTTPie, or is a part of what does.
const SEPARATORS: [char; 4] = [':', ';', '=', '@'];

/// An argument of HTTPie, which finds the separator by itself; `None` for what it cannot be told. A backslash takes the meaning of a
/// separator away, and is otherwise an ordinary character; before a separator no other backslash can stand (HTTPie 3.2.4, `argtypes.py`).
pub(super) fn for_httpie(name: &str, separator: &str, value: &str) -> Option<String> {
    // A backslash at the end of the name would take the separator away, and one more cannot say that it does not.
    if name.is_empty() || name.contains('\\') {
        return None;
    }
    let mut pairs = value.chars().zip(value.chars().skip(1));
    if pairs.any(|(one, next)| one == '\\' && SEPARATORS.contains(&next)) {
        return None;
    }
    let mut argument = String::new();
    for character in name.chars() {
        if SEPARATORS.contains(&character) {
            argument.push('\\');
        }
        argument.push(character);
    }
    argument.push_str(separator);
    // `==`, `=@` and `:=` would be other separators.
    if value.starts_with(SEPARATORS) {
        argument.push('\\');
    }
    argument.push_str(value);
    Some(argument)
}
