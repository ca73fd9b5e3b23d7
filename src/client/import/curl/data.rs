//! What `--data` and its kin add to a body (curl.1, `--data-urlencode`).

use crate::client::import::variables::encoded;

/// Where the octets of a part are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Here, as they travel.
    Text(String),
    /// In a file, or on standard input for `-`. With a name they are encoded behind it.
    File {
        /// The name of the parameter.
        name: Option<&'a str>,
        /// The path.
        path: &'a str,
    },
}

/// `--data` and `--data-binary`.
pub(super) fn plain(value: &str) -> Part<'_> {
    match value.strip_prefix('@') {
        Some(path) => Part::File { name: None, path },
        None => Part::Text(value.to_owned()),
    }
}

/// `--data-urlencode`: `content`, `=content`, `name=content`, `@file`, `name@file`.
pub(super) fn urlencode(value: &str) -> Part<'_> {
    match (value.split_once('='), value.split_once('@')) {
        (Some((name, content)), _) => Part::Text(named(name, content)),
        (None, Some((name, path))) => Part::File { name: Some(name), path },
        (None, None) => Part::Text(encoded(value)),
    }
}

/// A parameter of which the value is encoded.
pub(super) fn named(name: &str, content: &str) -> String {
    if name.is_empty() { encoded(content) } else { [name, "=", &encoded(content)].concat() }
}
