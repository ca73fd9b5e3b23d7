//! An encrypted token taken apart (RFC 7516 §5.2, §7): five parts of a compact one, or one recipient of a JSON one.
//!
//! Parsing checks only form and trusts nothing. Of the content nothing is known before it was opened.

use serde_json::{Map, Value};

use super::{JweError, JweHeader};
use crate::jose::{base64url, json};

/// An encrypted token for one reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Jwe {
    pub(super) header: JweHeader,
    /// What is authenticated beside the content: the protected header as it was written, and the JSON form's `aad`.
    pub(super) associated: String,
    pub(super) encrypted_key: Vec<u8>,
    pub(super) iv: Vec<u8>,
    pub(super) ciphertext: Vec<u8>,
    pub(super) tag: Vec<u8>,
}

/// The parts of the compact form, by the names of RFC 7516 §2.
pub const PARTS: [&str; 5] = ["header", "encrypted key", "initialization vector", "ciphertext", "authentication tag"];

impl Jwe {
    /// Takes a compact token apart.
    ///
    /// # Errors
    /// [`JweError`] when it has not five parts in base64url, or its header is not that of an encrypted token.
    pub fn parse(text: &str) -> Result<Self, JweError> {
        if text.len() > json::MAX_OCTETS {
            return Err(JweError::TooLarge { octets: text.len() });
        }
        let parts: Vec<&str> = text.split('.').take(6).collect();
        let [header, ref rest @ ..] = parts[..] else { return Err(JweError::PartCount(0)) };
        let [key, iv, ciphertext, tag] = rest else { return Err(JweError::PartCount(text.split('.').count())) };
        let members = json::parse_object(&octets(0, header)?).map_err(JweError::HeaderJson)?;
        Ok(Self {
            header: JweHeader::new(members.clone(), &members)?,
            associated: header.to_owned(),
            encrypted_key: octets(1, key)?,
            iv: octets(2, iv)?,
            ciphertext: octets(3, ciphertext)?,
            tag: octets(4, tag)?,
        })
    }

    /// Takes the JSON form apart, general or flattened: one token for each recipient (RFC 7516 §7.2).
    ///
    /// # Errors
    /// [`JweError`] when it is no such JSON, or one of its headers is not that of an encrypted token.
    pub fn parse_json(text: &str) -> Result<Vec<Self>, JweError> {
        let whole = json::parse_object(text.as_bytes()).map_err(JweError::HeaderJson)?;
        let member = |of: &Map<String, Value>, part: usize, name: &'static str| match of.get(name) {
            None => Ok(Vec::new()),
            Some(Value::String(text)) => octets(part, text),
            Some(_) => Err(JweError::MemberForm(name)),
        };
        let protected = whole.get("protected").and_then(Value::as_str).unwrap_or_default();
        let mut associated = protected.to_owned();
        match whole.get("aad") {
            None => {}
            Some(Value::String(aad)) => associated.extend([".", aad]),
            Some(_) => return Err(JweError::MemberForm("aad")),
        }
        let protected = match protected {
            "" => Map::new(),
            text => json::parse_object(&octets(0, text)?).map_err(JweError::HeaderJson)?,
        };
        let recipients = match whole.get("recipients") {
            None => vec![&whole],
            Some(Value::Array(list)) if !list.is_empty() => {
                let objects: Option<Vec<_>> = list.iter().map(Value::as_object).collect();
                objects.ok_or(JweError::MemberForm("recipients"))?
            }
            Some(_) => return Err(JweError::MemberForm("recipients")),
        };
        let read = |recipient: &Map<String, Value>| {
            let mut members = protected.clone();
            for (of, name) in [(&whole, "unprotected"), (recipient, "header")] {
                match of.get(name) {
                    None => {}
                    Some(Value::Object(more)) => {
                        for (name, value) in more {
                            // A name twice would let two readers see two headers (RFC 7516 §7.2.1).
                            if members.insert(name.clone(), value.clone()).is_some() {
                                return Err(JweError::HeaderJson(crate::jose::JsonError::DuplicateName {
                                    name: json::excerpt(name).into_owned(),
                                }));
                            }
                        }
                    }
                    Some(_) => return Err(JweError::MemberForm(name)),
                }
            }
            Ok(Self {
                header: JweHeader::new(members, &protected)?,
                associated: associated.clone(),
                encrypted_key: member(recipient, 1, "encrypted_key")?,
                iv: member(&whole, 2, "iv")?,
                ciphertext: member(&whole, 3, "ciphertext")?,
                tag: member(&whole, 4, "tag")?,
            })
        };
        recipients.into_iter().map(read).collect()
    }

    /// The header.
    #[must_use]
    pub const fn header(&self) -> &JweHeader {
        &self.header
    }
}

fn octets(part: usize, text: &str) -> Result<Vec<u8>, JweError> {
    base64url::decode(text).map_err(|error| JweError::NotBase64Url { part: PARTS[part], error })
}
