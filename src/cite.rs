//! Citations as values: a document and a section of it, written one way everywhere and rendered as a link.
//!
//! Any room may name this one, and it names none. Content files write citations in the same form (`"RFC 6749 §4.4.2"`), so a
//! test can check each against the list of sections that somebody has read. Nothing here quotes a document.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A document that can be cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Document {
    /// An RFC, by number.
    Rfc(u16),
    /// OpenID Connect Core 1.0.
    OidcCore,
    /// OpenID Connect Discovery 1.0.
    OidcDiscovery,
    /// OpenID Connect Dynamic Client Registration 1.0.
    OidcRegistration,
    /// OpenID Connect Back-Channel Logout 1.0.
    BackChannelLogout,
    /// FAPI 2.0 Security Profile.
    Fapi2,
    /// The OAuth 2.1 draft.
    OAuth21,
    /// The draft that replaces RFC 8725.
    Rfc8725bis,
    /// The draft on attestation-based client authentication.
    Attestation,
    /// The draft on SPIFFE client authentication.
    Spiffe,
    /// The draft on identity and authorization chaining.
    IdentityChaining,
    /// The draft on transaction tokens.
    TransactionTokens,
    /// The draft on identifiers of clients that are addresses of their metadata.
    ClientIdMetadata,
    /// The draft on grants by an identity provider's assertion about a user.
    IdJag,
    /// The Model Context Protocol's extension for clients without a user.
    McpClientCredentials,
}

impl Document {
    /// The document's name in a citation, `"OIDC Core"`; an RFC's carries its number.
    #[must_use]
    pub fn name(self) -> Cow<'static, str> {
        match self {
            Self::Rfc(number) => Cow::Owned(["RFC ", &number.to_string()].concat()),
            other => Cow::Borrowed(NAMED.iter().find(|row| row.0 == other).map_or("", |row| row.1)),
        }
    }

    /// Where the document can be read, without a fragment.
    #[must_use]
    pub fn href(self) -> Cow<'static, str> {
        match self {
            Self::Rfc(number) => Cow::Owned(["https://www.rfc-editor.org/rfc/rfc", &number.to_string()].concat()),
            other => Cow::Borrowed(NAMED.iter().find(|row| row.0 == other).map_or("", |row| row.2)),
        }
    }

    /// OpenID's older specifications name their anchors differently from the RFC Editor and the datatracker.
    const fn has_openid_anchors(self) -> bool {
        matches!(self, Self::OidcCore | Self::OidcDiscovery | Self::OidcRegistration | Self::BackChannelLogout)
    }
}

/// One section of one document; an empty section means the whole document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Citation {
    /// The document.
    pub document: Document,
    /// The section's number, `"4.4.2"`, or an appendix's, `"A.12"`.
    pub section: Cow<'static, str>,
}

impl Citation {
    /// A section of a document.
    #[must_use]
    pub const fn new(document: Document, section: &'static str) -> Self {
        Self { document, section: Cow::Borrowed(section) }
    }

    /// A section of an RFC.
    #[must_use]
    pub const fn rfc(number: u16, section: &'static str) -> Self {
        Self::new(Document::Rfc(number), section)
    }

    /// Where the section can be read.
    #[must_use]
    pub fn href(&self) -> String {
        let document = self.document.href();
        if self.section.is_empty() {
            return document.into_owned();
        }
        let anchor = match (self.document.has_openid_anchors(), is_appendix(&self.section)) {
            (true, false) => "rfc.section.",
            (true, true) => "rfc.appendix.",
            (false, false) => "section-",
            (false, true) => "appendix-",
        };
        [&document, "#", anchor, &self.section].concat()
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.document.name())?;
        if self.section.is_empty() {
            return Ok(());
        }
        f.write_str(if is_appendix(&self.section) { APPENDIX } else { SECTION })?;
        f.write_str(&self.section)
    }
}

impl FromStr for Citation {
    type Err = CitationError;

    fn from_str(text: &str) -> Result<Self, CitationError> {
        let (name, section) =
            text.split_once(SECTION).or_else(|| text.split_once(APPENDIX)).map_or((text, None), |(n, s)| (n, Some(s)));
        let document = parse_document(name).ok_or_else(|| CitationError::UnknownDocument(name.to_owned()))?;
        let section = section.unwrap_or_default();
        let is_section = section.is_empty() && name.len() == text.len() || is_section_number(section);
        // The two marks are not interchangeable: a citation has one spelling, so that a text search finds all of them.
        if !is_section || (text.contains(APPENDIX) != is_appendix(section)) {
            return Err(CitationError::MalformedSection(text.to_owned()));
        }
        Ok(Self { document, section: Cow::Owned(section.to_owned()) })
    }
}

impl Serialize for Citation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Citation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Why a text is not a citation.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CitationError {
    /// No document has this name.
    #[error("No document that this project cites is called {0:?}.")]
    UnknownDocument(String),
    /// What follows the document's name is not `§` or `App.` and a section number.
    #[error("{0:?} does not end in a section number such as §4.4.2 or App. A.12.")]
    MalformedSection(String),
}

impl CitationError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownDocument(_) => "citation_unknown_document",
            Self::MalformedSection(_) => "citation_malformed_section",
        }
    }
}

const SECTION: &str = " §";
const APPENDIX: &str = " App. ";

/// Every document but the RFCs: name in a citation, address.
const NAMED: [(Document, &str, &str); 14] = [
    (Document::OidcCore, "OIDC Core", "https://openid.net/specs/openid-connect-core-1_0.html"),
    (Document::OidcDiscovery, "OIDC Discovery", "https://openid.net/specs/openid-connect-discovery-1_0.html"),
    (Document::OidcRegistration, "OIDC Registration", "https://openid.net/specs/openid-connect-registration-1_0.html"),
    (
        Document::BackChannelLogout,
        "Back-Channel Logout",
        "https://openid.net/specs/openid-connect-backchannel-1_0.html",
    ),
    (Document::Fapi2, "FAPI 2.0 SP", "https://openid.net/specs/fapi-security-profile-2_0-final.html"),
    (Document::OAuth21, "OAuth 2.1 draft", "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1"),
    (Document::Rfc8725bis, "rfc8725bis draft", "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-rfc8725bis"),
    (
        Document::Attestation,
        "Attestation draft",
        "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-attestation-based-client-auth",
    ),
    (Document::Spiffe, "SPIFFE draft", "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-spiffe-client-auth"),
    (
        Document::IdentityChaining,
        "Identity Chaining draft",
        "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-identity-chaining",
    ),
    (
        Document::TransactionTokens,
        "Transaction Tokens draft",
        "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-transaction-tokens",
    ),
    (
        Document::ClientIdMetadata,
        "CIMD draft",
        "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-client-id-metadata-document",
    ),
    (
        Document::IdJag,
        "ID-JAG draft",
        "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-identity-assertion-authz-grant",
    ),
    (Document::McpClientCredentials, "MCP Client Credentials", "https://github.com/modelcontextprotocol/ext-auth"),
];

fn parse_document(name: &str) -> Option<Document> {
    if let Some(number) = name.strip_prefix("RFC ") {
        let plain = number.bytes().all(|b| b.is_ascii_digit()) && !number.starts_with('0');
        return if plain { number.parse().ok().map(Document::Rfc) } else { None };
    }
    NAMED.iter().find(|row| row.1 == name).map(|row| row.0)
}

fn is_appendix(section: &str) -> bool {
    section.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Dot-separated numbers; the first part may be one capital letter.
fn is_section_number(section: &str) -> bool {
    section.split('.').enumerate().all(|(index, part)| {
        let number = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        number || (index == 0 && part.len() == 1 && is_appendix(part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_for_sections_appendices_and_whole_documents() {
        for (citation, text) in [
            (Citation::rfc(6749, "4.4.2"), "RFC 6749 §4.4.2"),
            (Citation::rfc(6749, "A.12"), "RFC 6749 App. A.12"),
            (Citation::rfc(6749, "B"), "RFC 6749 App. B"),
            (Citation::rfc(9728, ""), "RFC 9728"),
            (Citation::new(Document::OidcCore, "3.1.2.1"), "OIDC Core §3.1.2.1"),
            (Citation::rfc(10070, "4"), "RFC 10070 §4"),
            (Citation::new(Document::Rfc8725bis, "3.15"), "rfc8725bis draft §3.15"),
        ] {
            assert_eq!(citation.to_string(), text);
            assert_eq!(text.parse(), Ok(citation));
        }
    }

    #[test]
    fn links_go_to_the_section() {
        for (text, href) in [
            ("RFC 6749 §4.4.2", "https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2"),
            ("RFC 6749 App. A.12", "https://www.rfc-editor.org/rfc/rfc6749#appendix-A.12"),
            ("RFC 6749", "https://www.rfc-editor.org/rfc/rfc6749"),
            ("RFC 10070 §4", "https://www.rfc-editor.org/rfc/rfc10070#section-4"),
            ("OIDC Core §2", "https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.2"),
            ("OAuth 2.1 draft §2.4.1", "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1#section-2.4.1"),
        ] {
            assert_eq!(text.parse::<Citation>().map(|c| c.href()), Ok(href.to_owned()));
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in [
            "",
            "RFC",
            "RFC 06749 §1",
            "RFC +6749",
            "rfc 6749 §1",
            "OIDC §2",
            "OIDC Core §2 ",
            "RFC 6749§2",
            "rfc7523bis draft §4",
        ] {
            assert!(text.parse::<Citation>().is_err(), "{text:?}");
        }
        for text in
            ["RFC 6749 §", "RFC 6749 §4.", "RFC 6749 §A.12", "RFC 6749 App. 4", "RFC 6749 §4..2", "RFC 6749 §4a"]
        {
            let error = text.parse::<Citation>().err();
            assert_eq!(error.map(|e| e.code()), Some("citation_malformed_section"), "{text:?}");
        }
    }

    #[test]
    fn serialises_as_its_text() {
        let citation = Citation::new(Document::OidcDiscovery, "4.1");
        assert_eq!(serde_json::to_string(&citation).ok().as_deref(), Some("\"OIDC Discovery §4.1\""));
        assert_eq!(serde_json::from_str::<Citation>("\"OIDC Discovery §4.1\"").ok(), Some(citation));
        assert!(serde_json::from_str::<Citation>("\"The spec\"").is_err());
    }
}
