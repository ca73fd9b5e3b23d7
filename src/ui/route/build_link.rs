//! What a link to Build carries, and its spelling in the address: `#/build?v=1&preset=nightly-report&scope=orders.read`.

/// What a link to Build carries: the request without its secret, and the policy it was built under.
///
/// Absent members mean "as the preset has it", an empty value means "left empty".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildLink {
    /// The demo client to start from.
    pub preset: Option<String>,
    /// The client identifier.
    pub client: Option<String>,
    /// The client authentication method, as registered.
    pub method: Option<String>,
    /// The grant type as typed.
    pub grant: Option<String>,
    /// The scope as typed.
    pub scope: Option<String>,
    /// The APIs for which the token is wanted (RFC 8707 §2), one a line; `resource` is there once for each.
    pub resource: Option<String>,
    /// The authorization details as typed (RFC 9396 §2).
    pub authorization_details: Option<String>,
    /// What came with the second version: every other field, under the name that it has in the form, as typed. A field of lines is there
    /// once for each line.
    pub more: Vec<(&'static str, String)>,
    /// The issuer's policies, as `name:value` pairs joined by commas.
    pub policy: Option<String>,
    /// Whether a later version of this page made the link; what is known of it still applies.
    pub newer: bool,
}

impl BuildLink {
    /// The names that a link may carry.
    pub(super) const NAMES: [&'static str; 9] =
        ["v", "preset", "client", "method", "grant", "scope", "resource", "authorization_details", "policy"];

    /// The names of the second version.
    pub const MORE: [&'static str; 14] = [
        "spelling",
        "audience",
        "parameters",
        "header_fields",
        "issuer",
        "token_endpoint",
        "dpop",
        "assertion_alg",
        "assertion_aud",
        "assertion_typ",
        "assertion_kid",
        "assertion_lifetime",
        "assertion_header",
        "assertion_claims",
    ];

    /// The names of everything that a link can carry, but for its version.
    pub fn fields() -> impl Iterator<Item = &'static str> {
        Self::NAMES.into_iter().filter(|name| *name != "v").chain(Self::MORE)
    }

    /// Reads what stands behind the `?`. What is not known is left out.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        let mut link = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let slot = match name.as_ref() {
                "preset" => &mut link.preset,
                "client" => &mut link.client,
                "method" => &mut link.method,
                "grant" => &mut link.grant,
                "scope" => &mut link.scope,
                "resource" => {
                    let lines = link.resource.take().map(|lines| [&lines, "\n", &value].concat());
                    link.resource = Some(lines.unwrap_or_else(|| value.into_owned()));
                    continue;
                }
                "authorization_details" => &mut link.authorization_details,
                "policy" => &mut link.policy,
                "v" => {
                    link.newer = value.parse::<u16>().is_ok_and(|version| version > VERSION);
                    continue;
                }
                name => {
                    let Some(known) = Self::MORE.into_iter().find(|known| *known == name) else { continue };
                    match link.more.iter_mut().find(|(name, _)| *name == known) {
                        Some((_, lines)) => lines.extend(["\n", &value]),
                        None => link.more.push((known, value.into_owned())),
                    }
                    continue;
                }
            };
            *slot = Some(value.into_owned());
        }
        link
    }

    pub(super) fn to_query(&self) -> String {
        let members = [
            ("preset", &self.preset),
            ("client", &self.client),
            ("method", &self.method),
            ("grant", &self.grant),
            ("scope", &self.scope),
            ("resource", &self.resource),
            ("authorization_details", &self.authorization_details),
            ("policy", &self.policy),
        ];
        if !self.newer && self.more.is_empty() && members.iter().all(|(_, value)| value.is_none()) {
            return String::new();
        }
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair(
            "v",
            if self.newer {
                "3"
            } else if self.more.is_empty() {
                "1"
            } else {
                "2"
            },
        );
        for (name, value) in members {
            let Some(value) = value else { continue };
            if name == "resource" {
                for line in value.split('\n') {
                    query.append_pair(name, line);
                }
            } else {
                query.append_pair(name, value);
            }
        }
        for (name, value) in &self.more {
            for line in value.split('\n') {
                query.append_pair(name, line);
            }
        }
        // The same characters, written as people expect them in an address.
        query.finish().replace('+', "%20").replace("%3A", ":")
    }
}

/// The latest version of the Build link that this page knows. It writes the earliest that says everything.
const VERSION: u16 = 2;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::route::Route;

    #[test]
    fn a_build_link_keeps_its_fields_and_ignores_unknown_ones() {
        let route = Route::parse(
            "#/build?v=1&preset=nightly-report&scope=orders.read%20openid&policy=openid:drop&client_secret=x&later=1",
        );
        let expected = BuildLink {
            preset: Some("nightly-report".into()),
            scope: Some("orders.read openid".into()),
            policy: Some("openid:drop".into()),
            ..BuildLink::default()
        };
        assert_eq!(route, Route::Build(expected));
        assert_eq!(route.to_hash(), "#/build?v=1&preset=nightly-report&scope=orders.read%20openid&policy=openid:drop");
    }

    #[test]
    fn a_link_from_a_later_version_says_so_and_a_missing_version_is_the_first() {
        assert!(matches!(Route::parse("#/build?v=3&scope=a"), Route::Build(link) if link.newer));
        assert!(matches!(Route::parse("#/build?scope=a"), Route::Build(link) if !link.newer));
    }

    #[test]
    fn fields_of_the_second_version_are_named_as_in_the_form_and_lines_are_repeated() {
        let hash = "#/build?v=2&preset=nightly-report&spelling=raw&parameters=a%3D1&parameters=b%3D2&parameters=";
        let Route::Build(link) = Route::parse(hash) else { panic!("a link to Build") };
        assert_eq!(link.more, [("spelling", "raw".to_owned()), ("parameters", "a=1\nb=2\n".to_owned())]);
        assert!(!link.newer);
        assert_eq!(Route::Build(link).to_hash(), hash);
    }

    #[test]
    fn an_empty_scope_is_not_a_missing_one() {
        assert!(matches!(Route::parse("#/build?v=1&scope="), Route::Build(link) if link.scope.as_deref() == Some("")));
    }

    #[test]
    fn resources_are_repeated_and_details_stand_as_typed() {
        let hash = "#/build?v=1&resource=https://api.test&resource=https://stock.test&authorization_details=%5B%5D";
        let Route::Build(link) = Route::parse(hash) else { panic!("a link to Build") };
        assert_eq!(link.resource.as_deref(), Some("https://api.test\nhttps://stock.test"));
        assert_eq!(link.authorization_details.as_deref(), Some("[]"));
        let written = Route::Build(link).to_hash();
        assert_eq!(written.replace("%2F", "/"), hash);
    }
}
