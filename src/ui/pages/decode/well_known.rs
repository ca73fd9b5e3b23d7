//! Where an issuer's metadata and keys are, by the rules about well-known addresses.

use crate::client::origin::Origin;

/// The addresses of an issuer's metadata: that of OpenID Connect Discovery §4, and that of RFC 8414 §3. Only `https` names have one, and
/// issuers on this machine, which nobody on the way can imitate.
#[must_use]
pub(super) fn metadata_addresses(issuer: &str) -> Vec<String> {
    let Some((scheme, rest)) = issuer.split_once("://").filter(|(_, rest)| is_address(rest)) else { return Vec::new() };
    let is_here = || Origin::of(issuer).is_some_and(|origin| origin.is_loopback());
    if scheme != "https" && !(scheme == "http" && is_here()) {
        return Vec::new();
    }
    let rest = rest.trim_end_matches('/');
    let (host, path) = rest.split_once('/').map_or((rest, ""), |(host, path)| (host, path));
    let discovery = [scheme, "://", rest, "/.well-known/openid-configuration"].concat();
    let separator = if path.is_empty() { "" } else { "/" };
    vec![discovery, [scheme, "://", host, "/.well-known/oauth-authorization-server", separator, path].concat()]
}

/// Whether a text can stand in a command and an address as it is.
fn is_address(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?@!$&()*+,;=%[]".contains(&byte);
    !text.is_empty()
        && !text.starts_with('/')
        && text.len() < 2_000
        && text.bytes().all(is_allowed)
        && !text.contains('?')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_rules_are_told_and_a_path_stands_where_each_puts_it() {
        // RFC 8414 §3.1: the path of the issuer comes after the well-known one.
        assert_eq!(
            metadata_addresses("https://example.com/issuer1"),
            [
                "https://example.com/issuer1/.well-known/openid-configuration",
                "https://example.com/.well-known/oauth-authorization-server/issuer1"
            ]
        );
        assert_eq!(metadata_addresses("https://tenant.example/").len(), 2);
        assert_eq!(
            metadata_addresses("http://127.0.0.1:9400")[0],
            "http://127.0.0.1:9400/.well-known/openid-configuration",
            "the local issuer"
        );
    }

    #[test]
    fn what_is_no_address_makes_no_command() {
        for issuer in
            ["joe", "http://a.example", "https://", "https://a.example/'; rm -rf /", "https://a b", "https://a?b"]
        {
            assert!(metadata_addresses(issuer).is_empty(), "{issuer}");
        }
    }
}
