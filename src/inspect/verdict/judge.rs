//! The verdict on a token: what it is, whom it is about, how sure both are, and what would settle what is open.
//!
//! It is read from header and claims, which anybody can write. That a claim is absent proves nothing, so no sentence says that somebody did
//! or did not sign in, unless the issuer in this page made the token and holds the record.

use super::about::{About, Sureness};
use super::arrival::Arrival;
use super::contents::Contents;
use super::evidence::{Reasons, Sign, reasons, weigh};
use super::kind::Kind;
use super::known_looks::known_look;
use super::recognise::server_of;
use super::remarks::remarks;
use super::server::Server;

use super::what::{What, what};
use super::whom::signs;
use crate::inspect::{Decoded, Phrase, Shape};

/// What a token seems to be and whom it seems to be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What it is.
    pub kind: Kind,
    /// How sure that is.
    pub kind_sure: Sureness,
    /// What speaks for the kind and what against.
    pub kind_reasons: Reasons,
    /// Whom it is about.
    pub about: About,
    /// How sure that is.
    pub about_sure: Sureness,
    /// What speaks for the answer and what against. Where nothing decides, what speaks for a client is *for*.
    pub about_reasons: Reasons,
    /// The name of the server whose shape it has, as far as its claims tell.
    pub server: Option<&'static str>,
    /// Whether that server writes claims about users into tokens about programs too.
    pub details_for_programs: bool,
    /// Whether somebody signed in for it, by the record of this page's issuer; `None` for every other token.
    pub login: Option<bool>,
    /// What would settle what is open.
    pub settle: Vec<Phrase>,
    /// What else is worth knowing about a token of this kind and server.
    pub remarks: Vec<Phrase>,
}

impl Verdict {
    /// Judges `decoded`. `arrived_as` is the name it came under, for example `id_token`. `login` is what this page's issuer recorded, and
    /// given only for a token that this issuer made.
    #[must_use]
    pub fn new(decoded: &Decoded, arrived_as: Option<&str>, login: Option<bool>) -> Self {
        let token = Contents::of(decoded);
        match decoded.shape {
            _ if decoded.is_encrypted() => Self::closed(Kind::Encrypted, About::CannotTell, "settle_decrypt"),
            Shape::Paseto if decoded.payload.is_none() => {
                Self::closed(Kind::Encrypted, About::CannotTell, "settle_decrypt")
            }
            Shape::Opaque => Self::opaque(&decoded.token),
            Shape::Nothing | Shape::Text | Shape::Json => Self::closed(Kind::NotAToken, About::NotAsked, ""),
            _ if is_content_elsewhere(decoded) => {
                Self::of_hidden(decoded, arrived_as, "why_detached", "settle_content")
            }
            _ if decoded.nested.is_some() => Self::of_hidden(decoded, arrived_as, "why_nested", "settle_inner"),
            _ => {
                let mut verdict = Self::of_claims(token, Arrival { name: arrived_as }, login);
                if verdict.about == About::Nobody && !token.has("sub") && hides_claims(decoded) {
                    verdict.hide("why_may_be_hidden", "settle_disclosures");
                }
                verdict
            }
        }
    }

    /// A token whose claims are not in it: what it is about, it does not say.
    fn of_hidden(decoded: &Decoded, arrived_as: Option<&str>, why: &'static str, settle: &'static str) -> Self {
        let mut verdict = Self::of_claims(Contents::of(decoded), Arrival { name: arrived_as }, None);
        if matches!(verdict.about, About::Nobody | About::CannotTell) {
            verdict.hide(why, settle);
        }
        verdict
    }

    /// Nobody can tell whom it is about, because what would say it is elsewhere.
    fn hide(&mut self, why: &'static str, settle: &'static str) {
        self.about = About::CannotTell;
        self.about_sure = Sureness::Open;
        self.about_reasons.for_it = vec![Phrase::new(why)];
        self.settle.retain(|phrase| phrase.code == "settle_kind");
        self.settle.push(Phrase::new(settle));
    }

    /// A text that only its issuer can read; how it begins may say whose it is.
    fn opaque(token: &str) -> Self {
        let mut verdict = Self::closed(Kind::NotAToken, About::CannotTell, "settle_introspect");
        if let Some(look) = known_look(token) {
            let phrase = Phrase::new("remark_known_look").with("prefix", look.prefix).with("name", look.name);
            verdict.remarks.push(phrase.with("source", look.source));
        }
        verdict
    }

    fn of_claims(token: Contents<'_>, arrival: Arrival<'_>, login: Option<bool>) -> Self {
        let server = server_of(token);
        let What { kind, sure: kind_sure, reasons: kind_reasons } = what(token, arrival, server);
        let (about, about_sure, about_reasons) = about(token, kind, server, login);
        let mut verdict = Self {
            kind,
            kind_sure,
            kind_reasons,
            about,
            about_sure,
            about_reasons,
            server: server.map(|server| server.name),
            details_for_programs: server.is_some_and(|server| server.details_for_programs),
            login,
            settle: Vec::new(),
            remarks: Vec::new(),
        };
        verdict.settle = verdict.settles();
        verdict.remarks = remarks(token, kind, about, verdict.server);
        verdict
    }

    /// A text whose claims cannot be read.
    fn closed(kind: Kind, about: About, settle: &'static str) -> Self {
        let settle = if settle.is_empty() { Vec::new() } else { vec![Phrase::new(settle)] };
        Self {
            kind,
            kind_sure: Sureness::Said,
            kind_reasons: Reasons::default(),
            about,
            about_sure: Sureness::Open,
            about_reasons: Reasons::default(),
            server: None,
            details_for_programs: false,
            login: None,
            settle,
            remarks: Vec::new(),
        }
    }

    fn settles(&self) -> Vec<Phrase> {
        let mut settle = Vec::new();
        if self.kind == Kind::Unknown {
            settle.push(Phrase::new("settle_kind"));
        }
        if self.about == About::CannotTell {
            if let Some(server) = self.server.filter(|_| self.details_for_programs) {
                settle.push(Phrase::new("settle_server_alike").with("server", server));
            }
            settle.push(Phrase::new("settle_compare_sub"));
            settle.push(Phrase::new("settle_ask_issuer"));
        }
        settle
    }
}

/// Whether the payload travels apart from the token, and nobody has given it (RFC 7515 App. F).
fn is_content_elsewhere(decoded: &Decoded) -> bool {
    let is_json = decoded.json_form.as_ref().is_some_and(|form| !form.is_encrypted && form.payload.is_none());
    (decoded.shape == Shape::Detached || is_json) && decoded.content.is_none()
}

/// Whether claims may be hidden in digests (RFC 9901 §4.2).
fn hides_claims(decoded: &Decoded) -> bool {
    decoded.sd_jwt.is_some() || decoded.payload.as_ref().is_some_and(|payload| payload.members.contains_key("_sd"))
}

/// Whom a token of this kind is about.
fn about(token: Contents<'_>, kind: Kind, server: Option<&Server>, login: Option<bool>) -> (About, Sureness, Reasons) {
    let by_kind = match kind {
        Kind::DpopProof
        | Kind::KeyProof
        | Kind::RequestObject
        | Kind::AuthorizationResponse
        | Kind::EntityStatement
        | Kind::StatusList
        | Kind::CallToken => Some((About::NotAsked, "why_about_not_asked")),
        Kind::ClientAssertion | Kind::Attestation => Some((About::Client, "why_about_its_client")),
        Kind::AssertionGrant if !token.has("sub") => Some((About::Client, "why_about_its_service")),
        Kind::WorkloadToken if server.is_none_or(|server| server.is_about_software(token)) => {
            Some((About::Client, "why_about_workload"))
        }
        Kind::LogoutToken if token.has("sub") => Some((About::Person, "why_about_session")),
        Kind::IdJag => Some((About::Person, "why_about_user")),
        Kind::LogoutToken | Kind::ApiKey => Some((About::Nobody, "why_about_no_subject")),
        _ => None,
    };
    if let Some((about, code)) = by_kind {
        return (about, Sureness::Said, Reasons { for_it: vec![Phrase::new(code)], against: Vec::new() });
    }
    let token = if kind == Kind::IntrospectionResponse { token.inside("token_introspection") } else { token };
    if token.sub().is_some_and(|sub| sub.trim().is_empty()) {
        let reasons = Reasons { for_it: vec![Phrase::new("why_sub_empty")], against: Vec::new() };
        return (About::Nobody, Sureness::Said, reasons);
    }
    let mut signs = signs(token, kind, server);
    match login {
        Some(true) => signs.push(Sign::says(About::Person, Phrase::new("why_login_recorded"))),
        Some(false) => signs.push(Sign::points(About::Client, Phrase::new("why_no_login_recorded"))),
        None => {}
    }
    let (about, sure) = weigh(&signs);
    let mut reasons = reasons(about, signs);
    if about == About::CannotTell && !token.has("sub") {
        reasons.for_it.insert(0, Phrase::new("why_nobody"));
        // An application names its users in a way of its own, which nobody else knows.
        if kind == Kind::SessionToken {
            return (about, sure, reasons);
        }
        return (About::Nobody, Sureness::Said, reasons);
    }
    if about == About::CannotTell
        && let Some((name, _)) = token.clients().next()
    {
        reasons.against.push(Phrase::new("why_sub_is_not_client").with("name", name));
    }
    proves_nothing(token, about, &mut reasons);
    (about, sure, reasons)
}

/// Names the claims that seem to tell of a sign-in and do not.
fn proves_nothing(token: Contents<'_>, about: About, reasons: &mut Reasons) {
    if about == About::Person {
        return;
    }
    for name in ["auth_time", "acr", "nonce", "sid"] {
        if token.has(name) {
            reasons.against.push(Phrase::new("why_proves_nothing").with("name", name));
        }
    }
}
