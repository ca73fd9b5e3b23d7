//! What an authorization request wants back (RFC 6749 §3.1.1), and how it travels: `response_type` and `response_mode`.
//!
//! Three response types are known here, all without an access token in the redirect. The others are recognised, to say why not.

use super::token_request::GrantType;
use crate::cite::{Citation, Document};

/// A combination of values of `response_type`; their order has no meaning (RFC 6749 §3.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResponseType {
    /// An authorization code, and nothing else in the redirect (RFC 6749 §4.1.1).
    Code,
    /// An ID Token from the authorization endpoint: the Implicit flow, without its access token (OIDC Core §3.2).
    IdToken,
    /// Both: the Hybrid flow, without an access token in the redirect (OIDC Core §3.3).
    CodeIdToken,
}

impl ResponseType {
    /// Every response type, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::Code, Self::IdToken, Self::CodeIdToken];

    /// The value of `response_type`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::IdToken => "id_token",
            Self::CodeIdToken => "code id_token",
        }
    }

    /// The response type with these values, in any order.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "id_token code" => Some(Self::CodeIdToken),
            _ => Self::ALL.into_iter().find(|kind| kind.as_str() == name),
        }
    }

    /// Whether a value asks for an access token in the redirect.
    #[must_use]
    pub fn wants_a_token(name: &str) -> bool {
        name.split(' ').any(|value| value == "token")
    }

    /// Whether an authorization code comes back.
    #[must_use]
    pub const fn has_code(self) -> bool {
        matches!(self, Self::Code | Self::CodeIdToken)
    }

    /// Whether an ID Token comes back through the person's browser.
    #[must_use]
    pub const fn has_id_token(self) -> bool {
        matches!(self, Self::IdToken | Self::CodeIdToken)
    }

    /// The grants that a client has to be registered for beside the response type (RFC 7591 §2.1, OIDC Registration §2).
    pub fn grants(self) -> impl Iterator<Item = GrantType> {
        let code = self.has_code().then_some(GrantType::AuthorizationCode);
        code.into_iter().chain(self.has_id_token().then_some(GrantType::Implicit))
    }

    /// How the answer travels when the request does not say.
    #[must_use]
    pub const fn default_mode(self) -> ResponseMode {
        match self {
            Self::Code => ResponseMode::Query,
            Self::IdToken | Self::CodeIdToken => ResponseMode::Fragment,
        }
    }

    /// What the flow is worth today, in one sentence.
    #[must_use]
    pub const fn standing(self) -> &'static str {
        match self {
            Self::Code => "The flow that RFC 9700 §2.1.1 recommends, with PKCE.",
            Self::IdToken | Self::CodeIdToken => {
                "Defined in OIDC Core; RFC 9700 §2.1.2 advises against response types that put an access token into the \
                 redirect; this one does not."
            }
        }
    }

    /// The clause that defines it.
    #[must_use]
    pub const fn citation(self) -> Citation {
        match self {
            Self::Code => Citation::rfc(6749, "4.1.1"),
            Self::IdToken => Citation::new(Document::OidcCore, "3.2"),
            Self::CodeIdToken => Citation::new(Document::OidcCore, "3.3"),
        }
    }
}

/// Where in the redirect the parameters of the answer stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResponseMode {
    /// In the query, which the client's server sees.
    Query,
    /// In the fragment, which stays in the browser (OIDC Core §3.2.2.5).
    Fragment,
}

impl ResponseMode {
    /// Every mode, in the order in which they are listed.
    pub const ALL: [Self; 2] = [Self::Query, Self::Fragment];

    /// The value of `response_mode`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Fragment => "fragment",
        }
    }

    /// The mode with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_values_has_no_meaning_and_case_does() {
        for kind in ResponseType::ALL {
            assert_eq!(ResponseType::from_name(kind.as_str()), Some(kind));
        }
        assert_eq!(ResponseType::from_name("id_token code"), Some(ResponseType::CodeIdToken));
        for other in ["", "Code", "token", "code token", "id_token token", "code  id_token", "none", "code code"] {
            assert_eq!(ResponseType::from_name(other), None, "{other}");
        }
        assert!(ResponseType::wants_a_token("id_token token") && !ResponseType::wants_a_token("id_token"));
    }
}
