//! A link to Build: a request without its secret, versioned.

/// What a link to Build carries: the request without its secret, and the policy it was built under.
///
/// Absent members mean "as the preset has it", an empty value means "left empty".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildLink {
    /// The member of the cast to start from.
    pub preset: Option<String>,
    /// The client identifier.
    pub client: Option<String>,
    /// The client authentication method, as registered.
    pub method: Option<String>,
    /// The grant type as typed.
    pub grant: Option<String>,
    /// The scope as typed.
    pub scope: Option<String>,
    /// The issuer's policies, as `name:value` pairs joined by commas.
    pub policy: Option<String>,
    /// Whether a later version of this page made the link; what is known of it still applies.
    pub newer: bool,
}

impl BuildLink {
    /// Reads the query of an address.
    pub(super) fn parse(query: &str) -> Self {
        let mut link = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let slot = match name.as_ref() {
                "preset" => &mut link.preset,
                "client" => &mut link.client,
                "method" => &mut link.method,
                "grant" => &mut link.grant,
                "scope" => &mut link.scope,
                "policy" => &mut link.policy,
                "v" => {
                    link.newer = value.parse::<u16>().is_ok_and(|version| version > VERSION);
                    continue;
                }
                _ => continue,
            };
            *slot = Some(value.into_owned());
        }
        link
    }

    /// The query of the address; empty when it would say nothing.
    pub(super) fn to_query(&self) -> String {
        let members = [
            ("preset", &self.preset),
            ("client", &self.client),
            ("method", &self.method),
            ("grant", &self.grant),
            ("scope", &self.scope),
            ("policy", &self.policy),
        ];
        if !self.newer && members.iter().all(|(_, value)| value.is_none()) {
            return String::new();
        }
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("v", if self.newer { "2" } else { "1" });
        for (name, value) in members {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        // The same characters, written as people expect them in an address.
        query.finish().replace('+', "%20").replace("%3A", ":")
    }
}

/// The version of the Build link that this page writes.
const VERSION: u16 = 1;
