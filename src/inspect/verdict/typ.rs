//! Kinds by the header's `typ` (RFC 8725 §3.11): what writes one of these says what it is.

use super::contents::Contents;
use super::kind::Kind;

/// Media types without `application/`, in lower case, with what they are for and where that is laid down.
const TYPES: [(&str, Kind); 25] = [
    // RFC 9068 §2.1.
    ("at+jwt", Kind::AccessToken),
    // RFC 9449 §4.2.
    ("dpop+jwt", Kind::DpopProof),
    // RFC 10070 §4.
    ("client-authentication+jwt", Kind::ClientAssertion),
    // OIDC Back-Channel Logout 1.0 §2.4.
    ("logout+jwt", Kind::LogoutToken),
    // RFC 8417, explicit typing.
    ("secevent+jwt", Kind::SecurityEvent),
    // RFC 9701.
    ("token-introspection+jwt", Kind::IntrospectionResponse),
    // Transaction Tokens draft.
    ("txntoken+jwt", Kind::TransactionToken),
    ("txn_token", Kind::TransactionToken),
    // ID-JAG draft.
    ("oauth-id-jag+jwt", Kind::IdJag),
    // Attestation draft.
    ("oauth-client-attestation+jwt", Kind::Attestation),
    ("oauth-client-attestation-pop+jwt", Kind::KeyProof),
    // WIMSE drafts: a workload's identity token and the proof beside it.
    ("wit+jwt", Kind::WorkloadToken),
    ("wimse-id+jwt", Kind::WorkloadToken),
    ("wpt+jwt", Kind::KeyProof),
    ("wimse-proof+jwt", Kind::KeyProof),
    // OpenID for Verifiable Credential Issuance 1.0, App. F.1.
    ("openid4vci-proof+jwt", Kind::KeyProof),
    // RFC 9901, key binding.
    ("kb+jwt", Kind::KeyProof),
    // SD-JWT VC draft, with its older name.
    ("dc+sd-jwt", Kind::Credential),
    ("vc+sd-jwt", Kind::Credential),
    // W3C Securing Verifiable Credentials using JOSE and COSE.
    ("vc+jwt", Kind::Credential),
    ("vp+jwt", Kind::Credential),
    // OpenID Federation 1.0 §3.
    ("entity-statement+jwt", Kind::EntityStatement),
    // RFC 9101.
    ("oauth-authz-req+jwt", Kind::RequestObject),
    // Token Status List §5.1.
    ("statuslist+jwt", Kind::StatusList),
    // RFC 8225.
    ("passport", Kind::CallToken),
];

/// The kind that the header names, with the name. `JWT` names none.
pub(super) fn by_typ(token: Contents<'_>) -> Option<(Kind, &str)> {
    let typ = token.header("typ")?.as_str()?;
    let mut short = typ.trim().to_ascii_lowercase();
    if let Some(rest) = short.strip_prefix("application/") {
        short = rest.to_owned();
    }
    let known = TYPES.iter().find(|(name, _)| *name == short).map(|(_, kind)| *kind);
    let kind = known.or_else(|| (short.ends_with("+jwt") || short.ends_with("+sd-jwt")).then_some(Kind::OtherTyped))?;
    Some((kind, typ))
}
