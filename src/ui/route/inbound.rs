//! What comes in an address and must not stay there: tokens, secrets, and whatever else a place does not read.

use super::{AtlasLink, BuildLink, Route};
use crate::oauth::sensitive::{Sensitivity, of_parameter};

/// What came in the fragment of an address and does not stay there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inbound {
    /// A token, to be looked into.
    Token(String),
    /// An authorization code. There is nothing in it to look at.
    Code,
    /// Something else that is worth something to whoever holds it: a secret, an assertion, a refresh token.
    Secret,
}

/// What came in an address such as `#id_token=…` or `#code=…`, or `None` for any other address. What can be looked into goes first.
///
/// The names of tokens are those of jwt.io's links and of an implicit response (OAuth 2.0 Multiple Response Types §3); a code comes in the
/// fragment of a hybrid response (OIDC Core §3.3.2.5). What else must not be kept, `oauth::sensitive` knows.
#[must_use]
pub fn inbound(hash: &str) -> Option<Inbound> {
    let text = hash.strip_prefix('#')?;
    if text.starts_with('/') {
        return None;
    }
    let pairs = || form_urlencoded::parse(text.as_bytes()).filter(|(_, value)| !value.is_empty());
    let token = ["id_token", "access_token", "token", "value"]
        .iter()
        .find_map(|wanted| pairs().find(|(name, _)| name == wanted))
        .map(|(_, value)| Inbound::Token(value.into_owned()));
    token
        .or_else(|| pairs().any(|(name, _)| name == "code").then_some(Inbound::Code))
        .or_else(|| pairs().any(|(name, _)| of_parameter(&name) != Sensitivity::Public).then_some(Inbound::Secret))
}

/// Names that the page's own query may carry. In the hash they do nothing, and there is nothing of anybody in them.
const OF_THE_PAGE: [&str; 3] = ["rows", "print", "theme"];

/// The address to write in place of `hash`, which leads to `route`, when its query carries a name that the place does not read. It may
/// be a token or a secret that somebody put there, and an address is kept, shown and handed on (RFC 6750 §5.3).
#[must_use]
pub fn scrubbed(hash: &str, route: &Route) -> Option<String> {
    let (_, query) = hash.split_once('?')?;
    let ours: &[&str] = match route {
        Route::NotFound(_) => return None,
        Route::Build(_) => &BuildLink::NAMES,
        Route::Search { .. } => &["q"],
        Route::Servers(_) | Route::Clients(_) => &AtlasLink::NAMES,
        _ => &[],
    };
    form_urlencoded::parse(query.as_bytes())
        .any(|(name, _)| !ours.contains(&&*name) && !OF_THE_PAGE.contains(&&*name))
        .then(|| route.to_hash())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_in_addresses_are_recognised_and_places_are_not() {
        let token = Some(Inbound::Token("a.b.c".to_owned()));
        assert_eq!(inbound("#token=a.b.c"), token);
        assert_eq!(inbound("#access_token=a.b.c&token_type=Bearer"), token);
        assert_eq!(inbound("#access_token=x&id_token=a.b.c&state=1"), token);
        assert_eq!(inbound("#code=x&id_token=a.b.c"), token);
        assert_eq!(inbound("#value=a.b.c"), token);
        for hash in ["", "#", "#/decode", "#/build?token=a", "#state=1", "#token=", "#code=&state=1", "#main"] {
            assert_eq!(inbound(hash), None, "{hash}");
        }
    }

    #[test]
    fn code_in_fragment_codes_and_secrets_leave_the_address_too() {
        for hash in ["#code=abc&state=x", "#state=x&c%6Fde=abc", "#code=abc&client_secret=y"] {
            assert_eq!(inbound(hash), Some(Inbound::Code), "{hash}");
        }
        for name in ["client_secret", "refresh_token", "client_assertion", "assertion", "code_verifier", "password"] {
            assert_eq!(inbound(&["#state=x&", name, "=abc"].concat()), Some(Inbound::Secret), "{name}");
        }
    }

    #[test]
    fn what_a_place_does_not_read_is_taken_out_of_its_address() {
        for (hash, clean) in [
            ("#/decode?token=eyJhbGciOiJFUzI1NiJ9", "#/decode"),
            ("#/decode/?eyJhbGciOiJFUzI1NiJ9", "#/decode"),
            ("#/build?client_secret=x", "#/build"),
            ("#/build?v=1&scope=a&client_secret=x", "#/build?v=1&scope=a"),
            ("#/search?q=a%20b&code=x", "#/search?q=a%20b"),
            ("#/decode?q=a", "#/decode"),
            ("#/servers?kind=cloud&token=x", "#/servers?kind=cloud"),
            ("#/servers/dex?q=a", "#/servers/dex"),
            ("#/learn/6-what-comes-back?access_token=x", "#/learn/6"),
            ("#/compare?rows=core&token=x", "#/compare"),
            ("#main?token=x", "#/learn/1"),
            ("#?token=x", "#/learn/1"),
        ] {
            assert_eq!(scrubbed(hash, &Route::parse(hash)).as_deref(), Some(clean), "{hash}");
        }
    }

    #[test]
    fn other_addresses_stay_as_they_were_written() {
        for hash in [
            "",
            "#/learn/6-what-comes-back",
            "#/learn/",
            "#/help/shortcuts?",
            "#/compare?rows=core",
            "#/build?scope=a+b&v=1",
            "#/search?q=a+b",
            "#/nowhere?token=x",
        ] {
            assert_eq!(scrubbed(hash, &Route::parse(hash)), None, "{hash}");
        }
    }
}
