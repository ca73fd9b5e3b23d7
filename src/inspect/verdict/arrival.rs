//! Where a token came from: the member, parameter or header field that it stood in.

use super::kind::Kind;

/// The name that a token came under.
#[derive(Clone, Copy)]
pub(super) struct Arrival<'a> {
    pub name: Option<&'a str>,
}

/// Names in lower case without `_` and `-`; which kind each is made for, and whether it is a protocol's name and not only a usual one.
const NAMES: [(&str, Kind, bool); 12] = [
    // RFC 6749 §5.1.
    ("accesstoken", Kind::AccessToken, true),
    ("refreshtoken", Kind::RefreshToken, true),
    // OIDC Core §3.1.3.3; OIDC RP-Initiated Logout 1.0 §2.
    ("idtoken", Kind::IdToken, true),
    ("idtokenhint", Kind::IdToken, true),
    // RFC 7521 §4.1, §4.2.
    ("clientassertion", Kind::ClientAssertion, true),
    ("assertion", Kind::AssertionGrant, true),
    // OIDC Back-Channel Logout 1.0 §2.5.
    ("logouttoken", Kind::LogoutToken, true),
    // RFC 9449 §4.1.
    ("dpop", Kind::DpopProof, true),
    // RFC 6750 §2.1, where any token may stand.
    ("authorization", Kind::AccessToken, false),
    ("bearer", Kind::AccessToken, false),
    ("token", Kind::AccessToken, false),
    // Transaction Tokens draft.
    ("txntoken", Kind::TransactionToken, true),
];

impl Arrival<'_> {
    fn row(self) -> Option<&'static (&'static str, Kind, bool)> {
        let name: String = self
            .name?
            .chars()
            .take(64)
            .filter(|character| !matches!(character, '_' | '-'))
            .map(|character| character.to_ascii_lowercase())
            .collect();
        NAMES.iter().find(|(known, ..)| *known == name)
    }

    /// The kind that the name is made for.
    pub(super) fn kind(self) -> Option<Kind> {
        self.row().map(|(_, kind, _)| *kind)
    }

    /// Whether it is the name of a protocol's member, and so says what it holds.
    pub(super) fn is_member(self) -> bool {
        self.row().is_some_and(|(.., is_member)| *is_member)
    }
}
