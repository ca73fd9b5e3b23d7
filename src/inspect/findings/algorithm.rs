//! How the token is signed: not at all, with a secret that its readers share, or with a key that is too weak.

use super::look::Look;
use crate::cite::{Citation, Document};
use crate::inspect::{Kind, Phrase, Severity};
use crate::jose::{Jwk, JwkError, Segment};

/// The fewest octets that a signature by an RSA key of 2048 bits has: as many as its modulus (RFC 7518 §3.3).
const RSA_OCTETS: usize = 256;

/// Keys of RSA have lengths of 1024, 1280, 1536 bits and so on, and nobody makes others.
const RSA_STEP: usize = 32;

pub(super) fn look(look: &mut Look<'_>) {
    let Some(name) = look.header_text("alg") else { return };
    let name_of = |code| Phrase::new(code).with("name", name);
    if name == "none" {
        look.in_header(Severity::Danger, Phrase::new("finding_alg_none"), Citation::rfc(7518, "3.6"), "alg");
    } else if name.eq_ignore_ascii_case("none") {
        look.in_header(Severity::Danger, name_of("finding_alg_none_spelling"), Citation::rfc(8725, "3.2"), "alg");
    }
    if ["HS256", "HS384", "HS512"].contains(&name) {
        shared_secret(look, name);
    }
    if name.starts_with("RS") || name.starts_with("PS") {
        let octets = look.decoded.signature.as_ref().filter(|part| part.intact).map_or(0, |part| part.octets.len());
        // Keys come in steps; what lies between is a signature without its end.
        if (64..RSA_OCTETS).contains(&octets) && octets.is_multiple_of(RSA_STEP) {
            let phrase = Phrase::new("finding_rsa_short").count("bits", octets * 8);
            look.note(Severity::Danger, phrase, Citation::rfc(7518, "3.3"), Segment::Signature, None);
        }
    }
    weak_own_key(look);
}

/// Whoever can check such a token can write one. What an application writes for itself has one writer and one reader: that is quiet.
fn shared_secret(look: &mut Look<'_>, name: &str) {
    let (code, citation) = match look.verdict.kind {
        Kind::IdToken | Kind::ClientAssertion => {
            ("finding_client_secret_hmac", Citation::new(Document::OidcCore, "10.1"))
        }
        Kind::AccessToken => ("finding_shared_secret", Citation::rfc(9068, "2.1")),
        _ => return,
    };
    look.in_header(Severity::Note, Phrase::new(code).with("name", name), citation, "alg");
}

/// A key in the header that is too weak, as proofs bring it.
fn weak_own_key(look: &mut Look<'_>) {
    let Some(members) = look.header().and_then(|header| header.get("jwk")).and_then(|jwk| jwk.as_object()) else {
        return;
    };
    if let Err(JwkError::RsaTooShort { bits }) = Jwk::parse(members.clone()) {
        let phrase = Phrase::new("finding_rsa_short").count("bits", bits);
        look.in_header(Severity::Danger, phrase, Citation::rfc(7518, "3.3"), "jwk");
    }
}
