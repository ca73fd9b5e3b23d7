//! Whose certificate a client of `tls_client_auth` shows: one name of it, registered beforehand (RFC 8705 §2.1.2).

use serde_json::{Map, Value};
use thiserror::Error;

use crate::cite::Citation;
use crate::x509::{AlternativeName, Certificate, DistinguishedName, DnError};

/// The one name that the certificate must have.
#[derive(Clone, Debug)]
pub struct TlsClientAuthSubject {
    member: &'static str,
    text: String,
    name: Name,
}

#[derive(Clone, Debug)]
enum Name {
    /// The subject itself.
    Dn(DistinguishedName),
    /// An alternative name, among others that the certificate may have.
    Alternative(AlternativeName),
}

impl TlsClientAuthSubject {
    /// The members under which such a name is registered.
    pub const MEMBERS: [&str; 5] = [DN, DNS, URI, IP, EMAIL];

    /// Reads the name that is registered under one of [`TlsClientAuthSubject::MEMBERS`].
    ///
    /// # Errors
    /// [`TlsSubjectError`] when it is malformed.
    pub fn parse(member: &'static str, text: &str) -> Result<Self, TlsSubjectError> {
        let owned = || text.to_owned();
        let name = match member {
            _ if text.is_empty() => return Err(TlsSubjectError::NoText(member)),
            DN => Name::Dn(DistinguishedName::parse(text)?),
            DNS => Name::Alternative(AlternativeName::Dns(owned())),
            URI => Name::Alternative(AlternativeName::Uri(owned())),
            IP => Name::Alternative(AlternativeName::Ip(text.parse().map_err(|_| TlsSubjectError::NoIp)?)),
            _ => Name::Alternative(AlternativeName::Email(owned())),
        };
        Ok(Self { member, text: owned(), name })
    }

    /// Reads the name among the members of a registration; `None` when there is none.
    ///
    /// # Errors
    /// [`TlsSubjectError`] when there are two, or one is malformed.
    pub fn from_members(members: &Map<String, Value>) -> Result<Option<Self>, TlsSubjectError> {
        let mut found = None;
        for member in Self::MEMBERS {
            let subject = match members.get(member) {
                None | Some(Value::Null) => continue,
                Some(Value::String(text)) => Self::parse(member, text)?,
                Some(_) => return Err(TlsSubjectError::NoText(member)),
            };
            if found.replace(subject).is_some() {
                return Err(TlsSubjectError::Several);
            }
        }
        Ok(found)
    }

    /// The member under which it is registered, and its value as it was sent.
    #[must_use]
    pub fn member(&self) -> (&'static str, &str) {
        (self.member, &self.text)
    }

    /// Whether the certificate has this name. A name of another kind that reads the same is another name.
    #[must_use]
    pub fn is_of(&self, certificate: &Certificate) -> bool {
        match &self.name {
            Name::Dn(name) => name.matches(certificate.subject()),
            Name::Alternative(name) => certificate.alternative_names().iter().any(|other| other.matches(name)),
        }
    }
}

/// By the member and the value that they were registered with.
impl PartialEq for TlsClientAuthSubject {
    fn eq(&self, other: &Self) -> bool {
        self.member() == other.member()
    }
}

const DN: &str = "tls_client_auth_subject_dn";
const DNS: &str = "tls_client_auth_san_dns";
const URI: &str = "tls_client_auth_san_uri";
const IP: &str = "tls_client_auth_san_ip";
const EMAIL: &str = "tls_client_auth_san_email";

/// Why no name can be registered.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TlsSubjectError {
    /// Two names: which of them counts?
    #[error(
        "A client registers exactly one name of its certificate: subject_dn, san_dns, san_uri, san_ip or san_email."
    )]
    Several,
    /// Not a text, or an empty one.
    #[error("The member {0} is a text that is not empty.")]
    NoText(&'static str),
    /// Not an IP address.
    #[error("The member tls_client_auth_san_ip is not an IP address.")]
    NoIp,
    /// Not a distinguished name.
    #[error(transparent)]
    Dn(#[from] DnError),
}

impl TlsSubjectError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Several => "tls_subject_several",
            Self::NoText(_) => "tls_subject_no_text",
            Self::NoIp => "tls_subject_no_ip",
            Self::Dn(error) => error.code(),
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Dn(error) => error.citation(),
            _ => Citation::rfc(8705, "2.1.2"),
        }
    }
}
