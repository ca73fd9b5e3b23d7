//! Distinguished names, compared structurally (RFC 5280 §7.1) and never as text.
//!
//! Two texts of one name differ in spaces, case and escapes, and two names may read alike; so a name is a list of sets of attributes,
//! and each attribute is compared by the rule of its type. Which string type a value is written in makes no difference. Texts are
//! folded by case, but not brought into one Unicode normal form: names that need that for being equal are taken for different.

use std::collections::BTreeSet;

use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::der::asn1::Any;
use x509_cert::der::oid::ObjectIdentifier;
use x509_cert::der::{Encode, Tag, Tagged};

use super::attribute_type::SHORT_NAMES;
use super::case::lower;
use super::tlv;

/// A distinguished name, in the order of the certificate: the most general part first.
#[derive(Clone, Debug, Default)]
pub struct DistinguishedName {
    pub(super) parts: Vec<Vec<Attribute>>,
}

/// One attribute: what is said, and the value.
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    pub(super) kind: ObjectIdentifier,
    pub(super) value: Value,
}

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    /// Text, whatever type of string it was written in.
    Text(String),
    /// Anything else, as DER.
    Der(Vec<u8>),
}

impl DistinguishedName {
    /// Whether both are the same name: the same parts in the same order, each with the same attributes in any order.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        let same = |(one, two): (&Vec<Attribute>, &Vec<Attribute>)| {
            let set = |attributes: &[Attribute]| set_of(attributes.iter().map(Attribute::prepared));
            one.len() == two.len() && set(one) == set(two)
        };
        self.parts.len() == other.parts.len() && self.parts.iter().zip(&other.parts).all(same)
    }

    /// Whether the name says nothing at all, as a subject may that has alternative names (RFC 5280 §4.1.2.6).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Reads the form that a certificate has: a sequence of sets of attributes.
    pub(super) fn of(der: &[u8]) -> Option<Self> {
        let attribute = |der| tlv::value(der).map(|attribute| Attribute::of(&attribute));
        let part = |set| tlv::inside(set, Tag::Set)?.into_iter().map(attribute).collect::<Option<Vec<_>>>();
        let parts: Option<Vec<_>> = tlv::inside(der, Tag::Sequence)?.into_iter().map(part).collect();
        parts.filter(|parts| parts.iter().all(|part| !part.is_empty())).map(|parts| Self { parts })
    }
}

impl Attribute {
    fn of(attribute: &AttributeTypeAndValue) -> Self {
        Self { kind: attribute.oid, value: Value::of(&attribute.value) }
    }

    /// The attribute in the form in which it is compared by the rule of its type.
    fn prepared(&self) -> (ObjectIdentifier, Value) {
        let value = match &self.value {
            Value::Text(text) if ignores_case(&self.kind) => Value::Text(prepared(text)),
            other => other.clone(),
        };
        (self.kind, value)
    }
}

impl Value {
    pub(super) fn of(any: &Any) -> Self {
        let text = match any.tag() {
            Tag::Utf8String => std::str::from_utf8(any.value()).ok().map(str::to_owned),
            // What T.61 makes of octets above 127 nobody agrees on, so such a value is no text here and equals only itself.
            Tag::PrintableString | Tag::NumericString | Tag::Ia5String | Tag::VisibleString | Tag::TeletexString => {
                std::str::from_utf8(any.value()).ok().filter(|text| text.is_ascii()).map(str::to_owned)
            }
            Tag::BmpString => utf16(any.value()),
            _ => None,
        };
        text.map_or_else(|| Self::Der(any.to_der().unwrap_or_default()), Self::Text)
    }
}

/// They go in one by one, because collecting them would sort them first, and sorting is much code.
fn set_of<T: Ord>(values: impl Iterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(values);
    set
}

/// BMPString: two octets a character, the higher first.
fn utf16(octets: &[u8]) -> Option<String> {
    let (pairs, rest) = octets.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
    String::from_utf16(&units).ok().filter(|_| rest.is_empty())
}

/// Whether the rule of the type is `caseIgnoreMatch` or its like for IA5 strings: so it is for the texts of X.520, whose types are
/// all below 2.5.4, and for the others that have a short name here (RFC 4519 §2).
fn ignores_case(kind: &ObjectIdentifier) -> bool {
    kind.as_bytes().starts_with(&[0x55, 0x04]) || SHORT_NAMES.iter().any(|(_, known)| known == kind)
}

/// Case folded, and spaces only where they separate (RFC 4518 §2.6.1).
fn prepared(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().map(lower).collect()
}
