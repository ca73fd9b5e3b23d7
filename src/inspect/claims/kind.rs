//! What a token seems to be, with reasons: a guess from its header and claims, which anybody can write.
//!
//! The signs are those of RFC 9068 §2 (access tokens), OIDC Core §2 (ID Tokens), RFC 7523 §3 (client assertions) and RFC 9449 §4.2
//! (DPoP proofs), and a few that servers use beside them; a header that names another kind (RFC 8725 §3.11) is taken at its word. A reader that must *know* checks `typ` and where the token came
//! from (RFC 8725 §3.11, §3.12); this is for people who hold a token and wonder.

use serde_json::{Map, Value};

use super::table::{client_claim, is_about_client, login_claims, show, user_claims};
use crate::inspect::{Decoded, Phrase, Shape};

/// What a token seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An access token whose subject is the client.
    AccessTokenAboutClient,
    /// An access token whose subject is a person.
    AccessTokenAboutPerson,
    /// An access token whose subject is not the client; whether it is a person, the token does not say.
    AccessTokenAboutOther,
    /// An ID Token: a report of a sign-in, for the client.
    IdToken,
    /// A client's proof of who it is, for the issuer.
    ClientAssertion,
    /// A proof that the sender holds a key.
    DpopProof,
    /// A JWT whose header names another kind: a transaction token, a logout token and the like.
    OtherTyped,
    /// A JWT of unknown purpose.
    UnknownJwt,
    /// An encrypted token, whose purpose its header does not tell.
    Encrypted,
    /// No JWT; perhaps an opaque token.
    NotAJwt,
}

/// A guess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// What it seems to be.
    pub kind: Kind,
    /// What speaks for it, and what speaks against.
    pub reasons: Vec<Phrase>,
}

impl Guess {
    /// Guesses about `decoded`; `arrived_as` is the name it came under, for example `id_token`.
    #[must_use]
    pub fn new(decoded: &Decoded, arrived_as: Option<&str>) -> Self {
        let mut signs = Signs { decoded, reasons: Vec::new() };
        let kind = match decoded.shape {
            Shape::Encrypted => Kind::Encrypted,
            Shape::Nothing | Shape::Text | Shape::Opaque | Shape::Json => Kind::NotAJwt,
            Shape::JsonSerialization if decoded.payload.is_none() => Kind::Encrypted,
            Shape::Signed
            | Shape::Detached
            | Shape::SdJwt
            | Shape::JsonSerialization
            | Shape::Paseto
            | Shape::Partial
            | Shape::OtherParts => signs.kind(arrived_as),
        };
        Self { kind, reasons: signs.reasons }
    }

    /// The code of its text.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self.kind {
            Kind::AccessTokenAboutClient => "kind_access_token_client",
            Kind::AccessTokenAboutPerson => "kind_access_token_person",
            Kind::AccessTokenAboutOther => "kind_access_token_other",
            Kind::IdToken => "kind_id_token",
            Kind::ClientAssertion => "kind_client_assertion",
            Kind::DpopProof => "kind_dpop_proof",
            Kind::OtherTyped => "kind_typed",
            Kind::UnknownJwt => "kind_unknown",
            Kind::Encrypted => "kind_encrypted",
            Kind::NotAJwt => "kind_not_a_jwt",
        }
    }
}

struct Signs<'d> {
    decoded: &'d Decoded,
    reasons: Vec<Phrase>,
}

impl<'d> Signs<'d> {
    fn kind(&mut self, arrived_as: Option<&str>) -> Kind {
        let kind = self.by_typ().or_else(|| self.by_vendor_mark()).or_else(|| self.by_claims());
        let kind = match (kind, arrived_as) {
            (None, Some("id_token" | "id_token_hint")) => Some(Kind::IdToken),
            (None, Some("access_token" | "token")) => Some(self.access_token()),
            (None, Some("client_assertion")) => Some(Kind::ClientAssertion),
            (kind, _) => kind,
        };
        if let Some(name) = arrived_as {
            // "arrived as id_token" is a reason for an ID Token, and a warning beside anything else.
            let agrees = match name {
                "id_token" | "id_token_hint" => kind == Some(Kind::IdToken),
                "client_assertion" => kind == Some(Kind::ClientAssertion),
                "access_token" => kind.is_some_and(is_access_token),
                _ => true,
            };
            self.because(Phrase::new(if agrees { "why_arrived_as" } else { "why_arrived_as_but" }).with("name", name));
        }
        if kind == Some(Kind::IdToken) && self.claims().is_some_and(|claims| login_claims(claims).is_empty()) {
            self.because(Phrase::new("why_no_login_claims"));
        }
        kind.unwrap_or(Kind::UnknownJwt)
    }

    fn by_typ(&mut self) -> Option<Kind> {
        let header = self.decoded.header.as_ref()?;
        let typ = header.text("typ")?;
        let short = typ.strip_prefix("application/").unwrap_or(typ).to_ascii_lowercase();
        if !short.ends_with("+jwt") {
            return None;
        }
        self.because(Phrase::new("why_typ").with("value", typ));
        Some(match short.as_str() {
            "at+jwt" => self.access_token(),
            "dpop+jwt" => Kind::DpopProof,
            "client-authentication+jwt" => Kind::ClientAssertion,
            // A transaction token has a scope and a logout token a session: by their claims they would pass for what they are not.
            _ => Kind::OtherTyped,
        })
    }

    /// Keycloak writes `typ` into the payload, Amazon Cognito `token_use`.
    fn by_vendor_mark(&mut self) -> Option<Kind> {
        let claims = self.claims()?;
        let (name, value) = ["typ", "token_use"].iter().find_map(|name| Some((*name, claims.get(*name)?.as_str()?)))?;
        let is_id = match value.to_ascii_lowercase().as_str() {
            "id" => true,
            "bearer" | "access" => false,
            _ => return None,
        };
        self.because(Phrase::new("why_mark").with("name", name).with("value", value));
        Some(if is_id { Kind::IdToken } else { self.access_token() })
    }

    fn by_claims(&mut self) -> Option<Kind> {
        let claims = self.claims()?;
        let has = |name: &&str| claims.contains_key(*name);
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        if ["htm", "htu"].iter().all(has) {
            self.because(Phrase::new("why_dpop"));
            return Some(Kind::DpopProof);
        }
        let permission = ["scope", "scp", "client_id", "roles"].iter().find(|name| has(name));
        if let Some(name) = permission {
            self.because(Phrase::new("why_permission").with("name", name));
            return Some(self.access_token());
        }
        if has(&"aud") && text("iss").is_some() && text("iss") == text("sub") {
            self.because(Phrase::new("why_self_issued"));
            return Some(Kind::ClientAssertion);
        }
        let sign_in = ["nonce", "auth_time", "at_hash", "c_hash", "amr", "acr"].iter().find(|name| has(name));
        if let Some(name) = sign_in.filter(|_| ["iss", "sub", "aud"].iter().all(has)) {
            self.because(Phrase::new("why_sign_in").with("name", name));
            return Some(Kind::IdToken);
        }
        None
    }

    /// Who the subject of an access token is (RFC 9068 §2.2, §5).
    fn access_token(&mut self) -> Kind {
        let Some(claims) = self.claims() else { return Kind::AccessTokenAboutOther };
        let sub = claims.get("sub").map(show);
        if let (Some(aud), Some((_, client))) = (claims.get("aud"), client_claim(claims))
            && aud.as_str() != Some(client)
            && !aud.as_array().is_some_and(|many| many.iter().any(|one| one.as_str() == Some(client)))
        {
            self.because(Phrase::new("why_aud_is_not_client"));
        }
        if is_about_client(claims) {
            let code = if sub.is_some() { "why_sub_is_client" } else { "why_no_sub" };
            let name = client_claim(claims).map_or("client_id", |(name, _)| name);
            self.because(Phrase::new(code).with("name", name));
            return Kind::AccessTokenAboutClient;
        }
        // What servers write into tokens of programs whose `sub` is some account's number.
        let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
        let mark = if text("idtyp") == "app" {
            Some("idtyp")
        } else if text("gty") == "client-credentials" {
            Some("gty")
        } else if text("preferred_username").starts_with("service-account-") {
            Some("preferred_username")
        } else if text("sub").ends_with("@clients") {
            Some("sub")
        } else {
            None
        };
        if let Some(name) = mark {
            self.because(Phrase::new("why_program_mark").with("name", name).with("value", text(name)));
            return Kind::AccessTokenAboutClient;
        }
        if let Some((name, _)) = client_claim(claims).filter(|_| sub.is_some()) {
            self.because(Phrase::new("why_sub_is_not_client").with("name", name));
        }
        let person = user_claims(claims).into_iter().chain(login_claims(claims)).next();
        if let Some(name) = person {
            self.because(Phrase::new("why_person").with("name", name));
            return Kind::AccessTokenAboutPerson;
        }
        Kind::AccessTokenAboutOther
    }

    fn claims(&self) -> Option<&'d Map<String, Value>> {
        self.decoded.payload.as_ref().map(|part| &part.members)
    }

    fn because(&mut self, reason: Phrase) {
        self.reasons.push(reason);
    }
}

const fn is_access_token(kind: Kind) -> bool {
    matches!(kind, Kind::AccessTokenAboutClient | Kind::AccessTokenAboutPerson | Kind::AccessTokenAboutOther)
}
