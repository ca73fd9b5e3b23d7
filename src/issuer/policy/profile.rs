//! Profiles: sets of rules that tighten, or in one case loosen, what OAuth 2.0 leaves open. Switches over the same checks.
//!
//! | | RFC 6749 | OAuth 2.1 draft | FAPI 2.0 |
//! |---|---|---|---|
//! | a secret in the form | of clients registered for it | of every client with a secret (§2.4.1) | never |
//! | clients prove themselves by | any method | any method | a signature or a certificate (§5.3.2.1) |
//! | public clients, bearer tokens | yes | yes | never |
//! | algorithms | all | all | ES256, PS256, Ed25519 (§5.4.1) |
//! | the audience of an assertion | as the issuer's policy says | the issuer alone (§2.4) | the issuer alone, as a string (§5.3.2.1) |
//! | PKCE | of public clients | of every client, but for a confidential one with a `nonce` (§7.5.1) | no front channel here: it would need PAR (§5.3.2.2) |
//! | `redirect_uri` beside a code | required | only where nothing else binds the code (§10.2) | – |
//! | a refresh token for this grant | advised against (RFC 6749 §4.4.3) | the issuer's policy alone (§3.2.3) | advised against |
//! | a token in the query beside another | refused (RFC 6750 §3.1) | not read (§5.1) | refused |
//! | `Pragma: no-cache` beside `Cache-Control` | yes | no (§3.2.3) | yes |

use crate::cite::{Citation, Document};
use crate::jose::Algorithm;
use crate::oauth::ClientAuthMethod;
use crate::oauth::assertion::{AssertionPolicy, AudienceRule};

/// A set of rules that the issuer keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// OAuth 2.0 as RFC 6749 has it.
    #[default]
    OAuth20,
    /// The draft of OAuth 2.1 (EXT-05).
    OAuth21,
    /// The FAPI 2.0 Security Profile (EXT-01). It allows this grant; its formal analysis does not cover it.
    Fapi20,
}

impl Profile {
    /// Every profile, in the order of their strictness.
    pub const ALL: [Self; 3] = [Self::OAuth20, Self::OAuth21, Self::Fapi20];

    /// The profile's name in configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OAuth20 => "oauth20",
            Self::OAuth21 => "oauth21",
            Self::Fapi20 => "fapi20",
        }
    }

    /// Whether clients may prove themselves this way.
    #[must_use]
    pub const fn allows_method(self, method: ClientAuthMethod) -> bool {
        match self {
            Self::OAuth20 | Self::OAuth21 => true,
            Self::Fapi20 => !method.has_secret() && !matches!(method, ClientAuthMethod::None),
        }
    }

    /// Whether assertions, proofs and tokens may be signed this way.
    #[must_use]
    pub fn allows_algorithm(self, algorithm: Algorithm) -> bool {
        self.only_algorithms().is_none_or(|only| only.contains(&algorithm))
    }

    /// The only algorithms that are allowed; `None` where all are.
    #[must_use]
    pub(super) const fn only_algorithms(self) -> Option<&'static [Algorithm]> {
        match self {
            Self::OAuth20 | Self::OAuth21 => None,
            Self::Fapi20 => Some(&[Algorithm::Es256, Algorithm::Ps256, Algorithm::Ed25519]),
        }
    }

    /// Whether every access token must be bound to its sender.
    #[must_use]
    pub const fn wants_bound_tokens(self) -> bool {
        matches!(self, Self::Fapi20)
    }

    /// Whether every client with a secret may send it in the form.
    #[must_use]
    pub const fn takes_any_secret_in_the_form(self) -> bool {
        matches!(self, Self::OAuth21)
    }

    /// What is asked of client assertions where the issuer's policy asks for `chosen`: what a profile demands no policy takes back.
    #[must_use]
    pub const fn assertion_policy(self, chosen: AssertionPolicy) -> AssertionPolicy {
        match self {
            Self::OAuth20 => chosen,
            Self::OAuth21 => AssertionPolicy { audience: AudienceRule::Rfc10070, ..chosen },
            Self::Fapi20 => AssertionPolicy { audience: AudienceRule::Rfc10070, single_string: true, ..chosen },
        }
    }

    /// The clause by which the profile fixes the audience of client assertions, if it does.
    #[must_use]
    pub const fn fixes_assertion_audience(self) -> Option<Citation> {
        match self {
            Self::OAuth20 => None,
            Self::OAuth21 => Some(Citation::new(Document::OAuth21, "2.4")),
            Self::Fapi20 => Some(Citation::new(Document::Fapi2, "5.3.2.1")),
        }
    }

    /// Whether PKCE is asked of every client of the code flow, confidential ones included.
    #[must_use]
    pub const fn wants_pkce_of_everybody(self) -> bool {
        matches!(self, Self::OAuth21)
    }

    /// Whether a code that is bound to a challenge is redeemed without the parameter `redirect_uri`, which the OAuth 2.1 draft has given
    /// up (§10.2).
    #[must_use]
    pub const fn redeems_without_redirect_uri(self) -> bool {
        matches!(self, Self::OAuth21)
    }

    /// Whether the specification advises against a refresh token in the client credentials grant. The OAuth 2.1 draft leaves it to the
    /// issuer's policy (§3.2.3).
    #[must_use]
    pub const fn advises_against_refresh(self) -> bool {
        !matches!(self, Self::OAuth21)
    }

    /// Whether a token in the query is a way to send one, if a bad one (RFC 6750 §2.3). The OAuth 2.1 draft has no such way (§5.1).
    #[must_use]
    pub const fn knows_tokens_in_the_query(self) -> bool {
        !matches!(self, Self::OAuth21)
    }

    /// Whether answers with tokens carry the header field of HTTP/1.0 as well.
    #[must_use]
    pub const fn sends_pragma(self) -> bool {
        !matches!(self, Self::OAuth21)
    }
}
