//! Other names of a certificate's subject (RFC 5280 §4.2.1.6): host, address, IP address, mailbox.
//!
//! The kind counts: a host name is never compared with an address that reads the same, nor with the subject.

use std::net::IpAddr;

use x509_cert::der::asn1::AnyRef;
use x509_cert::der::oid::db::rfc5280::ID_CE_SUBJECT_ALT_NAME;
use x509_cert::der::{Tag, Tagged};
use x509_cert::ext::Extension;

use super::tlv;

/// One alternative name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlternativeName {
    /// `dNSName`
    Dns(String),
    /// `uniformResourceIdentifier`
    Uri(String),
    /// `iPAddress`
    Ip(IpAddr),
    /// `rfc822Name`
    Email(String),
}

impl AlternativeName {
    /// Whether both name the same: hosts whatever their case (RFC 4343), addresses character by character, IP addresses bit by bit,
    /// mailboxes with their host as a host (RFC 5280 §7.5). Nothing is a pattern, `*` included.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Dns(one), Self::Dns(two)) => one.eq_ignore_ascii_case(two),
            (Self::Uri(one), Self::Uri(two)) => one == two,
            (Self::Ip(one), Self::Ip(two)) => one == two,
            (Self::Email(one), Self::Email(two)) => match (one.rsplit_once('@'), two.rsplit_once('@')) {
                (Some((name, host)), Some((other_name, other_host))) => {
                    name == other_name && host.eq_ignore_ascii_case(other_host)
                }
                _ => false,
            },
            _ => false,
        }
    }
}

/// The alternative names among the extensions; `None` when theirs is malformed. Other kinds of name are left out.
pub(super) fn read(extensions: &[Extension]) -> Option<Vec<AlternativeName>> {
    let Some(extension) = extensions.iter().find(|extension| extension.extn_id == ID_CE_SUBJECT_ALT_NAME) else {
        return Some(Vec::new());
    };
    let mut found = Vec::new();
    for name in tlv::inside(extension.extn_value.as_bytes(), Tag::Sequence)? {
        let name: AnyRef<'_> = tlv::value(name)?;
        let Tag::ContextSpecific { constructed: false, number } = name.tag() else { continue };
        let octets = name.value();
        let text = || std::str::from_utf8(octets).ok().filter(|text| text.is_ascii()).map(str::to_owned);
        match number.value() {
            1 => found.push(AlternativeName::Email(text()?)),
            2 => found.push(AlternativeName::Dns(text()?)),
            6 => found.push(AlternativeName::Uri(text()?)),
            7 => found.push(AlternativeName::Ip(ip(octets)?)),
            _ => {}
        }
    }
    Some(found)
}

/// Four octets or sixteen.
fn ip(octets: &[u8]) -> Option<IpAddr> {
    let four: Option<[u8; 4]> = octets.try_into().ok();
    let sixteen: Option<[u8; 16]> = octets.try_into().ok();
    four.map(IpAddr::from).or_else(|| sixteen.map(IpAddr::from))
}
