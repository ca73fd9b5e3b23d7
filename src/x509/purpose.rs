//! What a certificate may be used for (RFC 5280 §4.2.1.3, §4.2.1.9, §4.2.1.12).

use x509_cert::der::Decode;
use x509_cert::der::oid::AssociatedOid;
use x509_cert::der::oid::ObjectIdentifier;
use x509_cert::der::oid::db::rfc5280::{ANY_EXTENDED_KEY_USAGE, ID_CE_SUBJECT_ALT_NAME, ID_KP_CLIENT_AUTH};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};

use super::tlv;

/// What the extensions of a certificate say about its use. One that is not there restricts nothing.
#[derive(Clone, Debug)]
pub(super) struct Purpose {
    is_authority: bool,
    key_usage: Option<KeyUsage>,
    extended: Option<Vec<ObjectIdentifier>>,
    /// A critical extension that is not known here: nobody may go on without it (RFC 5280 §4.2).
    has_unknown_demand: bool,
}

const KNOWN: [ObjectIdentifier; 4] =
    [BasicConstraints::OID, KeyUsage::OID, ExtendedKeyUsage::OID, ID_CE_SUBJECT_ALT_NAME];

impl Purpose {
    /// `None` when one of the extensions is malformed.
    pub(super) fn read(extensions: &[Extension]) -> Option<Self> {
        let constraints: Option<BasicConstraints> = extension(extensions)?;
        let extended: Option<ExtendedKeyUsage> = extension(extensions)?;
        Some(Self {
            is_authority: constraints.is_some_and(|constraints| constraints.ca),
            key_usage: extension(extensions)?,
            extended: extended.map(|usage| usage.0),
            has_unknown_demand: extensions.iter().any(|one| one.critical && !KNOWN.contains(&one.extn_id)),
        })
    }

    pub(super) const fn has_unknown_demand(&self) -> bool {
        self.has_unknown_demand
    }

    pub(super) const fn is_authority(&self) -> bool {
        self.is_authority
    }

    /// Whether the key may sign certificates.
    pub(super) fn may_issue(&self) -> bool {
        self.is_authority && self.key_usage.is_none_or(|usage| usage.key_cert_sign())
    }

    /// Whether the key may sign a handshake, which is how a client proves that it holds it.
    pub(super) fn may_sign(&self) -> bool {
        self.key_usage.is_none_or(|usage| usage.digital_signature())
    }

    /// Whether the certificate may speak for a client of TLS.
    pub(super) fn is_for_clients(&self) -> bool {
        let fits = |usage: &ObjectIdentifier| [ID_KP_CLIENT_AUTH, ANY_EXTENDED_KEY_USAGE].contains(usage);
        self.extended.as_ref().is_none_or(|usages| usages.iter().any(fits))
    }
}

/// The extension of this type, if it is there; `None` when it is malformed.
fn extension<'a, T: Decode<'a> + AssociatedOid>(extensions: &'a [Extension]) -> Option<Option<T>> {
    match extensions.iter().find(|extension| extension.extn_id == T::OID) {
        None => Some(None),
        Some(extension) => tlv::value(extension.extn_value.as_bytes()).map(Some),
    }
}
