//! A JWS or a JWE in its JSON serialisation, general or flattened (RFC 7515 §7.2, RFC 7516 §7.2).
//!
//! Several signatures stand over one payload, each with a header of its own, a part of which may be unprotected: everybody on the way
//! could have changed that. A JWE is for several recipients in the same way. None of these is a JWT (RFC 7519 §1).

use serde_json::{Map, Value};

use super::json_tree::JsonTree;
use super::part::Part;
use super::problem::Problem;
use crate::cite::Citation;
use crate::inspect::Phrase;
use crate::jose::{Header, Segment, json};

/// What the members of the JSON text say.
#[derive(Clone, Debug, PartialEq)]
pub struct JsonForm {
    /// Whether it is a JWE, and not a JWS.
    pub is_encrypted: bool,
    /// Whether it is the general syntax, with a list, and not the flattened one.
    pub is_general: bool,
    /// The payload as it stands there; `None` when the content travels apart (RFC 7515 App. F).
    pub payload: Option<String>,
    /// The signatures of a JWS.
    pub signatures: Vec<JsonSignature>,
    /// The recipients of a JWE.
    pub recipients: Vec<JsonRecipient>,
    /// The header of a JWE that all recipients share and nothing protects, as it is written.
    pub shared_header: Option<Part>,
    /// What a JWE authenticates beside its content, in base64url.
    pub aad: Option<String>,
}

/// One signature of a JWS.
#[derive(Clone, Debug, PartialEq)]
pub struct JsonSignature {
    /// The header that is signed.
    pub protected: Option<Part>,
    /// The header that is not.
    pub unprotected: Option<Part>,
    /// The signature.
    pub signature: Part,
}

/// One recipient of a JWE.
#[derive(Clone, Debug, PartialEq)]
pub struct JsonRecipient {
    /// The header for this recipient alone, which nothing protects.
    pub header: Option<Part>,
    /// The content's key, encrypted for this recipient.
    pub encrypted_key: Option<Part>,
    /// All header members that count for this recipient.
    pub members: Map<String, Value>,
}

impl JsonSignature {
    /// The JOSE Header: the members of both headers (RFC 7515 §4).
    #[must_use]
    pub fn header(&self) -> Option<Header> {
        Header::new(joined(&[self.protected.as_ref(), self.unprotected.as_ref()])).ok()
    }
}

/// A JSON serialisation taken apart.
pub(crate) struct Found {
    pub(crate) form: JsonForm,
    pub(crate) header: Option<Part>,
    pub(crate) payload: Option<Part>,
    /// Of a JWE: the parts after the header, as in the compact serialisation.
    pub(crate) encrypted: Vec<Part>,
}

/// Takes the JSON text `token` apart if it is a JWS or a JWE by its members.
pub(crate) fn read(token: &str, problems: &mut Vec<Problem>) -> Option<Found> {
    let reader = Reader { tree: JsonTree::read(token), is_ascii: token.is_ascii() };
    let has = |name: &str| reader.member(0, name).is_some();
    let found = if has("ciphertext") {
        reader.jwe(problems)
    } else if has("signatures") || has("signature") && (has("protected") || has("header")) {
        reader.jws(problems)
    } else {
        return None;
    };
    if let Err(error) = json::parse_object(token.as_bytes()) {
        problems.push(Problem::json_form(&error));
    }
    Some(found)
}

struct Reader {
    tree: JsonTree,
    /// Whether bytes of the text and characters are the same, so that places can be told.
    is_ascii: bool,
}

impl Reader {
    fn jws(&self, problems: &mut Vec<Problem>) -> Found {
        let list = self.member(0, "signatures");
        if list.is_some() && self.member(0, "signature").is_some() {
            problems.push(fault("decode_json_both", "signatures", Citation::rfc(7515, "7.2.2")));
        }
        let places: Vec<usize> = list.map_or_else(|| vec![0], |list| self.tree.children(list).collect());
        let signatures: Vec<JsonSignature> = places.into_iter().map(|place| self.signature(place, problems)).collect();
        if signatures.is_empty() {
            problems.push(fault("decode_json_nobody", "signatures", Citation::rfc(7515, "7.2.1")));
        }
        let is_unencoded = |signature: &JsonSignature| signature.header().is_some_and(|header| header.is_unencoded());
        let payload = self.text(0, "payload");
        let unencoded = signatures.iter().filter(|signature| is_unencoded(signature)).count();
        if unencoded != 0 && unencoded != signatures.len() {
            problems.push(fault("decode_json_b64_differs", "b64", Citation::rfc(7797, "3")));
        }
        let part = payload.as_ref().map(|(raw, start)| {
            if unencoded > 0 {
                return Part::of_text(Segment::Payload, raw, *start, raw.as_bytes().to_vec());
            }
            let mut found = Vec::new();
            let part = Part::read(Segment::Payload, raw, *start, &mut found);
            // What is signed may be anything; only the base64url around it has rules.
            problems.extend(found.into_iter().filter(|problem| problem.code().starts_with("base64url_")));
            part
        });
        let header = signatures.first().and_then(|first| first.protected.clone().or_else(|| first.unprotected.clone()));
        let form = JsonForm {
            is_encrypted: false,
            is_general: list.is_some(),
            payload: payload.map(|(raw, _)| raw),
            signatures,
            recipients: Vec::new(),
            shared_header: None,
            aad: None,
        };
        Found { form, header, payload: part, encrypted: Vec::new() }
    }

    fn signature(&self, place: usize, problems: &mut Vec<Problem>) -> JsonSignature {
        let protected = self.part(place, "protected", Segment::Header, problems);
        let unprotected = self.object(place, "header");
        let (raw, start) = self.text(place, "signature").unwrap_or_default();
        let signature = Part::read(Segment::Signature, &raw, start, problems);
        check_disjoint(&[protected.as_ref(), unprotected.as_ref()], problems);
        let only_protected = unprotected.as_ref().map(|part| &part.members);
        for name in ["crit", "b64"] {
            if only_protected.is_some_and(|members| members.contains_key(name)) {
                problems.push(fault("decode_json_must_be_protected", name, Citation::rfc(7515, "4.1.11")));
            }
        }
        let is_readable = protected.as_ref().is_none_or(|part| part.intact);
        let found = JsonSignature { protected, unprotected, signature };
        if is_readable && let Err(error) = Header::new(joined(&[found.protected.as_ref(), found.unprotected.as_ref()]))
        {
            problems.push(Problem::jws(Some(Segment::Header), &error));
        }
        found
    }

    fn jwe(&self, problems: &mut Vec<Problem>) -> Found {
        let protected = self.part(0, "protected", Segment::Header, problems);
        let shared = self.object(0, "unprotected");
        let list = self.member(0, "recipients");
        if list.is_some() && self.member(0, "encrypted_key").is_some() {
            problems.push(fault("decode_json_both", "recipients", Citation::rfc(7516, "7.2.2")));
        }
        let mut encrypted: Vec<Part> =
            [("iv", Segment::InitializationVector), ("ciphertext", Segment::Ciphertext), ("tag", Segment::Tag)]
                .into_iter()
                .filter_map(|(name, segment)| self.part(0, name, segment, problems))
                .collect();
        let aad = self.text(0, "aad").map(|(raw, _)| raw);
        let places: Vec<usize> = list.map_or_else(|| vec![0], |list| self.tree.children(list).collect());
        let mut recipients = Vec::new();
        for place in places {
            let header = self.object(place, "header");
            let encrypted_key = self.part(place, "encrypted_key", Segment::EncryptedKey, problems);
            let headers = [protected.as_ref(), shared.as_ref(), header.as_ref()];
            check_disjoint(&headers, problems);
            let members = joined(&headers);
            super::encrypted::check_header(&members, problems);
            recipients.push(JsonRecipient { header, encrypted_key, members });
        }
        if recipients.is_empty() {
            problems.push(fault("decode_json_nobody", "recipients", Citation::rfc(7516, "7.2.1")));
        }
        if let Some(first) = recipients.first() {
            encrypted.splice(0..0, first.encrypted_key.clone());
            super::encrypted::check_lengths(&first.members, &encrypted, problems);
        }
        let header = protected.or_else(|| shared.clone()).or_else(|| recipients.first()?.header.clone());
        let form = JsonForm {
            is_encrypted: true,
            is_general: list.is_some(),
            payload: None,
            signatures: Vec::new(),
            recipients,
            shared_header: shared,
            aad,
        };
        Found { form, header, payload: None, encrypted }
    }

    /// The last member of this name, of the value at `node`.
    fn member(&self, node: usize, name: &str) -> Option<usize> {
        self.tree.children(node).filter(|member| self.tree.name_of(*member).as_deref() == Some(name)).last()
    }

    /// A member that is a string, with the place of its first character in the token, as far as that is known.
    fn text(&self, node: usize, name: &str) -> Option<(String, usize)> {
        let member = self.member(node, name)?;
        let text = serde_json::from_slice(self.tree.text_of(member)?.as_bytes()).ok()?;
        Some((text, self.start_of(member) + usize::from(self.is_ascii)))
    }

    /// A member that is base64url.
    fn part(&self, node: usize, name: &str, segment: Segment, problems: &mut Vec<Problem>) -> Option<Part> {
        let (raw, start) = self.text(node, name)?;
        Some(Part::read(segment, &raw, start, problems))
    }

    /// A member that is an object, as a header.
    fn object(&self, node: usize, name: &str) -> Option<Part> {
        let member = self.member(node, name)?;
        let raw = self.tree.text_of(member).filter(|text| text.starts_with('{'))?;
        Some(Part::of_text(Segment::Header, raw, self.start_of(member), raw.as_bytes().to_vec()))
    }

    fn start_of(&self, node: usize) -> usize {
        self.tree.start_of(node).filter(|_| self.is_ascii).unwrap_or_default()
    }
}

fn joined(headers: &[Option<&Part>]) -> Map<String, Value> {
    // The first to name a member has it: a protected header stands in front.
    let members = headers.iter().rev().flatten().flat_map(|part| &part.members);
    json::object(members.map(|(name, value)| (name.as_str(), value.clone())))
}

/// No name may stand in two headers of one signature or recipient (RFC 7515 §4, RFC 7516 §4).
fn check_disjoint(headers: &[Option<&Part>], problems: &mut Vec<Problem>) {
    let headers: Vec<&Part> = headers.iter().flatten().copied().collect();
    for (index, part) in headers.iter().enumerate() {
        let twice =
            part.members.keys().find(|name| headers[..index].iter().any(|other| other.members.contains_key(*name)));
        if let Some(name) = twice {
            problems.push(fault("decode_json_header_twice", name, Citation::rfc(7515, "4")));
        }
    }
}

fn fault(code: &'static str, name: &str, citation: Citation) -> Problem {
    Problem::whole(Phrase::new(code).with("name", name), citation)
}
