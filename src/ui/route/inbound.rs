//! What comes in an address and must not stay there: tokens, secrets, and whatever else a place does not read.

use std::borrow::Cow;

use super::{BuildLink, Route};

/// The token in an address such as `#id_token=…`, or `None` for any other address.
///
/// The names are those of jwt.io's links and of an implicit response (OAuth 2.0 Multiple Response Types §3).
#[must_use]
pub fn inbound_token(hash: &str) -> Option<Cow<'_, str>> {
    let text = hash.strip_prefix('#')?;
    if text.starts_with('/') {
        return None;
    }
    let pairs = || form_urlencoded::parse(text.as_bytes());
    ["id_token", "access_token", "token", "value"]
        .iter()
        .find_map(|wanted| pairs().find(|(name, value)| name == wanted && !value.is_empty()))
        .map(|(_, value)| value)
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
        assert_eq!(inbound_token("#token=a.b.c").as_deref(), Some("a.b.c"));
        assert_eq!(inbound_token("#access_token=a.b.c&token_type=Bearer").as_deref(), Some("a.b.c"));
        assert_eq!(inbound_token("#access_token=x&id_token=a.b.c&state=1").as_deref(), Some("a.b.c"));
        assert_eq!(inbound_token("#value=a.b.c").as_deref(), Some("a.b.c"));
        for hash in ["", "#", "#/decode", "#/build?token=a", "#state=1", "#token="] {
            assert_eq!(inbound_token(hash), None, "{hash}");
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
