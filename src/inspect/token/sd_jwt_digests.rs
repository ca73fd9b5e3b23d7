//! Which disclosure belongs to which digest, and what the claims are with the disclosed values in their places (RFC 9901 §7.1).

use serde_json::{Map, Value};

use super::decode::Decoded;
use super::json_text::JsonText;
use super::json_tree::JsonTree;
use super::problem::Problem;
use super::sd_jwt::{DigestPlace, Disclosure, Presented, SdJwt, fault};
use crate::inspect::Phrase;
use crate::jose::{base64url, json};
use crate::ports::{Crypto, CryptoError, Hash};

/// How deep values may lie in one another through disclosures inside of disclosures.
const DEEPEST: usize = 2 * json::MAX_DEPTH;

impl Decoded {
    /// Computes the digests of an SD-JWT and compares them: every disclosure gets its place, [`SdJwt::presented`] the claims as they
    /// are shown, [`Decoded::problems`] what RFC 9901 §7.1 refuses the token for. Of any other token this changes nothing.
    ///
    /// # Errors
    /// [`CryptoError`] when the platform computes no digests.
    pub async fn match_digests<C: Crypto>(mut self, crypto: &C) -> Result<Self, CryptoError> {
        let Some(mut sd_jwt) = self.sd_jwt.take_if(|sd_jwt| sd_jwt.presented.is_none()) else { return Ok(self) };
        let hash = match sd_jwt.hash.as_str() {
            "sha-256" => Hash::Sha256,
            "sha-384" => Hash::Sha384,
            "sha-512" => Hash::Sha512,
            other => {
                self.problems.push(fault(Phrase::new("sd_jwt_hash_unknown").with("name", other)));
                self.sd_jwt = Some(sd_jwt);
                return Ok(self);
            }
        };
        for disclosure in &mut sd_jwt.disclosures {
            let digest = crypto.digest(hash, disclosure.raw.as_bytes()).await?;
            disclosure.digest = Some(base64url::encode(&digest));
        }
        if let Some(binding) = &mut sd_jwt.key_binding {
            // Everything before the key binding JWT, its tilde included (RFC 9901 §4.3.1). In the JSON form it is put together.
            let front = self.token.strip_suffix(&binding.token).map(str::to_owned);
            let front = front.filter(|_| self.json_form.is_none()).unwrap_or_else(|| {
                let mut front = self.segments.join(".");
                front.push('~');
                for disclosure in &sd_jwt.disclosures {
                    front.push_str(&disclosure.raw);
                    front.push('~');
                }
                front
            });
            binding.digest = Some(base64url::encode(&crypto.digest(hash, front.as_bytes()).await?));
            if binding.is_for_this() == Some(false) {
                self.problems.push(fault(Phrase::new("sd_jwt_binding_hash")));
            }
        }
        if let Some(payload) = self.payload.as_ref().filter(|payload| !payload.members.is_empty()) {
            self.problems.append(&mut present(&payload.source, &mut sd_jwt));
        }
        self.sd_jwt = Some(sd_jwt);
        Ok(self)
    }
}

/// Puts the disclosed values in their places.
fn present(source: &str, sd_jwt: &mut SdJwt) -> Vec<Problem> {
    let by_digest = json::object(
        sd_jwt
            .disclosures
            .iter()
            .enumerate()
            .rev()
            .filter_map(|(index, disclosure)| Some((disclosure.digest.clone()?, Value::from(index)))),
    );
    for disclosure in &mut sd_jwt.disclosures {
        disclosure.place = DigestPlace::Nowhere;
    }
    let mut writer = Writer {
        disclosures: &mut sd_jwt.disclosures,
        by_digest,
        seen: Map::new(),
        out: String::with_capacity(source.len()),
        hidden: 0,
        problems: Vec::new(),
    };
    writer.value(&JsonTree::read(source), 0, None, 0);
    let (out, hidden, mut problems) = (writer.out, writer.hidden, writer.problems);
    let mut told = Map::new();
    for (index, disclosure) in sd_jwt.disclosures.iter().enumerate() {
        let is_first = told.insert(disclosure.raw.clone(), Value::Null).is_none();
        if disclosure.place == DigestPlace::Nowhere {
            let code = if is_first { "sd_jwt_disclosure_unused" } else { "sd_jwt_disclosure_twice" };
            let phrase = Phrase::new(code).count("number", index + 1);
            problems.push(Problem { at: Some(disclosure.start), ..fault(phrase) });
        }
    }
    let members = json::parse_object(out.as_bytes()).unwrap_or_default();
    sd_jwt.presented = Some(Presented { json: JsonText::lay_out(&out), source: out, members, hidden });
    problems
}

struct Writer<'d> {
    disclosures: &'d mut [Disclosure],
    by_digest: Map<String, Value>,
    /// Digests met so far: none may stand twice.
    seen: Map<String, Value>,
    out: String,
    hidden: usize,
    problems: Vec<Problem>,
}

impl Writer<'_> {
    /// Writes a value that stands at `depth`, inside of the disclosure `within` or of what the issuer signed.
    fn value(&mut self, tree: &JsonTree, node: usize, within: Option<usize>, depth: usize) {
        let text = tree.text_of(node).unwrap_or("null");
        if depth > DEEPEST {
            self.fault(Phrase::new("sd_jwt_too_deep"));
            self.out.push_str("null");
        } else if text.starts_with('{') {
            self.object(tree, node, within, depth);
        } else if text.starts_with('[') {
            self.list(tree, node, within, depth);
        } else {
            self.out.push_str(text);
        }
    }

    fn object(&mut self, tree: &JsonTree, node: usize, within: Option<usize>, depth: usize) {
        let (mut names, mut digests) = (Map::new(), Vec::new());
        self.out.push('{');
        for member in tree.children(node) {
            let name = tree.name_of(member).unwrap_or_default();
            if name == "_sd" {
                digests.extend(self.digests(tree, member));
            } else if !(name == "_sd_alg" && depth == 0) {
                self.name(&name, names.is_empty());
                self.value(tree, member, within, depth + 1);
                names.insert(name, Value::Null);
            }
        }
        for digest in digests {
            let Some(index) = self.meet(&digest, within) else { continue };
            let Some(name) = self.disclosures[index].name.clone() else {
                self.numbered("sd_jwt_disclosure_element", index, "");
                continue;
            };
            if matches!(name.as_str(), "_sd" | "...") {
                continue; // said when the disclosure was read
            }
            if names.contains_key(&name) {
                self.numbered("sd_jwt_name_taken", index, &name);
                continue;
            }
            self.name(&name, names.is_empty());
            self.disclosed(index, depth + 1);
            names.insert(name, Value::Null);
        }
        self.out.push('}');
    }

    fn list(&mut self, tree: &JsonTree, node: usize, within: Option<usize>, depth: usize) {
        self.out.push('[');
        let mut is_first = true;
        for element in tree.children(node) {
            let digest = digest_of_element(tree, element);
            let index = match &digest {
                Some(digest) => match self.meet(digest, within) {
                    Some(index) if self.disclosures[index].name.is_some() => {
                        self.numbered("sd_jwt_disclosure_member", index, "");
                        continue;
                    }
                    Some(index) => Some(index),
                    None => continue,
                },
                None => None,
            };
            if !std::mem::take(&mut is_first) {
                self.out.push(',');
            }
            match index {
                Some(index) => self.disclosed(index, depth + 1),
                None => self.value(tree, element, within, depth + 1),
            }
        }
        self.out.push(']');
    }

    /// The value of a disclosure, with what is disclosed inside of it.
    fn disclosed(&mut self, index: usize, depth: usize) {
        let tree = JsonTree::read(self.disclosures[index].value.as_deref().unwrap_or("null"));
        self.value(&tree, 0, Some(index), depth);
    }

    /// Notes a digest, and gives the disclosure that it is of.
    fn meet(&mut self, digest: &str, within: Option<usize>) -> Option<usize> {
        if self.seen.insert(digest.to_owned(), Value::Null).is_some() {
            self.fault(Phrase::new("sd_jwt_digest_twice").with("digest", digest));
            return None;
        }
        let index = self.by_digest.get(digest).and_then(Value::as_u64).and_then(|index| usize::try_from(index).ok());
        match index {
            Some(index) => {
                self.disclosures[index].place = within.map_or(DigestPlace::Embedded, DigestPlace::Nested);
                self.disclosures[index].value.as_ref().map(|_| index)
            }
            None => {
                self.hidden += 1;
                None
            }
        }
    }

    fn digests(&mut self, tree: &JsonTree, node: usize) -> Vec<String> {
        match json::parse(tree.text_of(node).unwrap_or_default().as_bytes()) {
            Ok(Value::Array(many)) if many.iter().all(Value::is_string) => {
                many.iter().filter_map(Value::as_str).map(str::to_owned).collect()
            }
            _ => {
                self.fault(Phrase::new("sd_jwt_sd_shape"));
                Vec::new()
            }
        }
    }

    fn name(&mut self, name: &str, is_first: bool) {
        if !is_first {
            self.out.push(',');
        }
        self.out.push_str(&json::text(&Value::from(name)));
        self.out.push(':');
    }

    fn numbered(&mut self, code: &'static str, index: usize, name: &str) {
        let at = self.disclosures[index].start;
        let problem = fault(Phrase::new(code).count("number", index + 1).with("name", name));
        self.problems.push(Problem { at: Some(at), ..problem });
    }

    fn fault(&mut self, phrase: Phrase) {
        self.problems.push(fault(phrase));
    }
}

/// The digest that stands in the place of an element: an object with the one member `...` (RFC 9901 §4.2.4).
fn digest_of_element(tree: &JsonTree, node: usize) -> Option<String> {
    let mut members = tree.children(node);
    let member = members.next()?;
    if members.next().is_some() || tree.name_of(member)? != "..." {
        return None;
    }
    serde_json::from_slice(tree.text_of(member)?.as_bytes()).ok()
}
