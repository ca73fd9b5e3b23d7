//! DER taken apart one level at a time.
//!
//! The types of `x509-cert` can read a whole certificate at once, but then every level of nesting is a reader of its own type, and the
//! page carries the code once for each. Cut into pieces first, every piece is read by the same code; that saves it a tenth of its weight.

use x509_cert::der::asn1::AnyRef;
use x509_cert::der::{Decode, Encode, Reader, SliceReader, Tag, Tagged};

/// The encodings inside `der`, which is one encoding with this tag and nothing behind it; `None` when it is none, or they are malformed.
pub(super) fn inside(der: &[u8], tag: Tag) -> Option<Vec<&[u8]>> {
    let whole = AnyRef::from_der(der).ok().filter(|any| any.tag() == tag)?;
    let mut reader = SliceReader::new(whole.value()).ok()?;
    let mut found = Vec::new();
    while !reader.is_finished() {
        found.push(reader.tlv_bytes().ok()?);
    }
    Some(found)
}

/// The same for a known number of encodings.
pub(super) fn exactly<const N: usize>(der: &[u8], tag: Tag) -> Option<[&[u8]; N]> {
    inside(der, tag)?.try_into().ok()
}

/// One value.
pub(super) fn value<'a, T: Decode<'a>>(der: &'a [u8]) -> Option<T> {
    T::from_der(der).ok()
}

/// The encoding with this tag of what stands in `parts`, one behind the other.
pub(super) fn written(tag: Tag, parts: &[&[u8]]) -> Option<Vec<u8>> {
    AnyRef::new(tag, &parts.concat()).ok()?.to_der().ok()
}
