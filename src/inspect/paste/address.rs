//! Names with dots in them that are no tokens: addresses, versions, files, packages.

use super::opaque::looks_random;
use crate::inspect::token::looks_drawn;

/// A longer word is no name, unless it has a scheme.
const LONGEST: usize = 16 * 1024;

/// Which kind of name a word is, as the code of what to say; `None` when it is none.
pub(super) fn name_of(word: &str) -> Option<&'static str> {
    let (scheme, rest) = word.split_once("://").map_or((None, word), |(scheme, rest)| (Some(scheme), rest));
    if let Some(scheme) = scheme {
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
        return (is_scheme && !rest.is_empty()).then_some("paste_is_url");
    }
    if ["mailto:", "urn:", "data:", "tel:"].iter().any(|scheme| word.starts_with(scheme)) {
        return Some("paste_is_url");
    }
    if word.len() > LONGEST {
        return None;
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some((person, host)) = host.split_once('@') {
        return (!person.is_empty() && is_dotted(host)).then_some("paste_is_email");
    }
    if word.matches(':').count() > 1
        && word.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, ':' | '.' | '%' | '[' | ']'))
    {
        return Some("paste_is_ip");
    }
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.chars().all(|c| c.is_ascii_digit()) => name,
        _ => host,
    };
    let numbers: Vec<_> = name.split('.').collect();
    if numbers.len() == 4 && numbers.iter().all(|number| number.parse::<u8>().is_ok()) {
        return Some("paste_is_ip");
    }
    if looks_drawn(word) {
        return None;
    }
    let version = name.strip_prefix(['v', 'V']).unwrap_or(name);
    let is_version = version.contains('.')
        && version.starts_with(|c: char| c.is_ascii_digit())
        && version.split(['.', '-', '+']).next().is_some_and(|number| number.chars().all(|c| c.is_ascii_digit()));
    match () {
        () if is_version && version.len() < 40 => Some("paste_is_version"),
        () if is_dotted(name) => Some("paste_is_dotted_name"),
        () => None,
    }
}

/// Labels with dots between them, none of which looks like a part of a token.
fn is_dotted(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.chars().count())
            && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '$' | '*'))
            && (!looks_random(label.as_bytes()) || label.contains('-'))
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    name.len() <= 253 && name.contains('.') && name.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn names_are_told_from_each_other_and_from_tokens() {
        for (word, code) in [
            ("api.example.com", Some("paste_is_dotted_name")),
            ("api.example.com:8443/orders", Some("paste_is_dotted_name")),
            ("com.example.app.OrderService", Some("paste_is_dotted_name")),
            ("report.final.v2.pdf", Some("paste_is_dotted_name")),
            ("https://id.example.com/.well-known/openid-configuration", Some("paste_is_url")),
            ("urn:ietf:params:oauth:grant-type:jwt-bearer", Some("paste_is_url")),
            ("1.2.3", Some("paste_is_version")),
            ("v1.2.3-rc.1", Some("paste_is_version")),
            ("192.0.2.5", Some("paste_is_ip")),
            ("2001:db8::1", Some("paste_is_ip")),
            ("sam@example.com", Some("paste_is_email")),
            ("hello", None),
            ("ya29.a0AfH6SMBxyz-abc_def", None),
            ("0.AXYAb1c2Def-123.AQABAw3", None),
            ("eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJlLXdoaWNoLWlz", None),
        ] {
            assert_eq!(name_of(word), code, "{word}");
        }
    }
}
