//! Pairs that teach by what differs: two runs of experiments, or two tokens of one run, side by side.
//!
//! A comparison names experiments that lessons and cells have too; nothing here defines a run. What came back is taken apart into named
//! values, and [`diff`] compares them. Which sentence tells what the difference shows is computed from it.

use http::header::AUTHORIZATION;
use serde_json::{Map, Value};

use super::experiment::{Experiment, Variant};
use super::table::{OPENID_REQUEST, PLAIN_REQUEST};
use super::walkthrough::{RESPONSE, WHOSE_TOKEN};
use super::walkthrough_openid::SIGN_IN;
use crate::inspect::{Difference, Named, diff};
use crate::jose::{CompactJws, Segment, base64url, json};
use crate::lab::evidence::{Evidence, Reply, TokenKind};
use crate::oauth::{Exchange, Form};

/// Two things to compare.
#[derive(Debug)]
pub struct Comparison {
    /// Its name in addresses and in the content.
    pub id: &'static str,
    left: Side,
    right: Side,
    kind: Kind,
}

/// A run, by experiment and variant, and which token of it is meant.
#[derive(Debug)]
struct Side {
    experiment: &'static Experiment,
    variant: &'static str,
    token: TokenKind,
}

/// What of the runs is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Request and answer, and what the access token says.
    Exchange,
    /// The answer alone.
    Answer,
    /// A token of each.
    Token,
}

/// Named values that belong together, compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonPart {
    /// The part's name in the content.
    pub name: &'static str,
    /// Its members.
    pub members: Vec<Difference>,
}

const fn side(experiment: &'static Experiment, variant: &'static str, token: TokenKind) -> Side {
    Side { experiment, variant, token }
}

/// Every comparison, in the order in which they are offered.
pub static COMPARISONS: [Comparison; 4] = [
    Comparison {
        id: "openid",
        left: side(&PLAIN_REQUEST, "run", TokenKind::Access),
        right: side(&OPENID_REQUEST, "run", TokenKind::Access),
        kind: Kind::Exchange,
    },
    Comparison {
        id: "tokens",
        left: side(&SIGN_IN, "signs-in", TokenKind::Access),
        right: side(&SIGN_IN, "signs-in", TokenKind::Id),
        kind: Kind::Token,
    },
    Comparison {
        id: "subject",
        left: side(&WHOSE_TOKEN, "client-id", TokenKind::Access),
        right: side(&WHOSE_TOKEN, "service-account", TokenKind::Access),
        kind: Kind::Token,
    },
    Comparison {
        id: "sign-in",
        left: side(&RESPONSE, "scope-asked", TokenKind::Access),
        right: side(&SIGN_IN, "signs-in", TokenKind::Access),
        kind: Kind::Answer,
    },
];

impl Comparison {
    /// The comparison of this name.
    #[must_use]
    pub fn of(id: &str) -> Option<&'static Self> {
        COMPARISONS.iter().find(|comparison| comparison.id == id)
    }

    /// The run of the left side.
    #[must_use]
    pub fn left(&self) -> Option<&'static Variant> {
        self.left.experiment.variant(self.left.variant)
    }

    /// The run of the right side; `None` when both sides are of one run.
    #[must_use]
    pub fn right(&self) -> Option<&'static Variant> {
        let is_one =
            std::ptr::eq(self.left.experiment, self.right.experiment) && self.left.variant == self.right.variant;
        if is_one { None } else { self.right.experiment.variant(self.right.variant) }
    }

    /// What differs between the two runs, part by part.
    #[must_use]
    pub fn compare(&self, left: &Evidence, right: &Evidence) -> Vec<ComparisonPart> {
        let part = |name, read: fn(&Evidence, TokenKind) -> Vec<Named>| ComparisonPart {
            name,
            members: diff(&read(left, self.left.token), &read(right, self.right.token)),
        };
        let parts = match self.kind {
            Kind::Exchange => vec![part("request", request), part("answer", answer), part("claims", claims)],
            Kind::Answer => vec![part("answer", answer)],
            Kind::Token => vec![part("header", header), part("claims", claims)],
        };
        parts.into_iter().filter(|part| !part.members.is_empty()).collect()
    }

    /// The name of the sentence that tells what the difference shows.
    #[must_use]
    pub fn shows(&self, parts: &[ComparisonPart]) -> &'static str {
        let member = |part: &str, name: &str| {
            let part = parts.iter().find(|each| each.name == part)?;
            let found = part.members.iter().find(|each| each.name == name)?;
            Some((found.left.is_some(), found.right.is_some()))
        };
        let id_token = member("answer", "id_token").unwrap_or_default();
        match self.id {
            "openid" => match (member("answer", "access_token"), id_token) {
                (Some((true, false)), _) => "openid_refused",
                (Some((true, true)), (true, true)) => "openid_copied",
                (Some((true, true)), (false, true)) => "openid_id_token",
                (Some((true, true)), (false, false)) if same_scope(parts) => "openid_dropped",
                (Some((true, true)), (false, false)) => "openid_echoed",
                _ => "unexpected",
            },
            "tokens" if member("claims", "nonce") == Some((false, true)) => "tokens",
            "subject" if member("claims", "sub") == Some((true, true)) => "subject",
            "sign-in" if id_token == (false, true) => "sign_in",
            "sign-in" if id_token == (true, true) => "sign_in_copied",
            _ => "unexpected",
        }
    }
}

/// Whether both answers grant the same scope.
fn same_scope(parts: &[ComparisonPart]) -> bool {
    let answer = parts.iter().find(|part| part.name == "answer");
    let scope = answer.and_then(|part| part.members.iter().find(|member| member.name == "scope"));
    scope.is_none_or(|scope| scope.left == scope.right)
}

/// The newest token request of a run with its answer.
fn exchange(evidence: &Evidence) -> Option<&Exchange> {
    let done = evidence.done.iter().rev().find(|done| done.action.asks_for_token())?;
    Some(&evidence.messages.get(done.message?)?.exchange)
}

fn request(evidence: &Evidence, _: TokenKind) -> Vec<Named> {
    let Some(exchange) = exchange(evidence) else { return Vec::new() };
    let request = &exchange.request;
    let line = [request.method().as_str(), " ", request.uri().path()].concat();
    let mut members = vec![("request".to_owned(), line)];
    // The scheme is what can differ; what follows it is the client's secret.
    let proof = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.split(' ').next());
    members.extend(proof.map(|scheme| ("Authorization".to_owned(), [scheme, " …"].concat())));
    let form = Form::parse(request.body()).unwrap_or_default();
    members.extend(form.iter().map(|(name, value)| (name.to_owned(), value.to_owned())));
    members
}

fn answer(evidence: &Evidence, _: TokenKind) -> Vec<Named> {
    let Some(exchange) = exchange(evidence) else { return Vec::new() };
    let reply = Reply(&exchange.response);
    let mut members = vec![("status".to_owned(), reply.status().to_string())];
    members.extend(named(reply.json().unwrap_or_default()));
    members
}

fn header(evidence: &Evidence, kind: TokenKind) -> Vec<Named> {
    let read = |text: &str| {
        let jws = CompactJws::parse(text).ok()?;
        json::parse_object(&base64url::decode(jws.segment(Segment::Header)).ok()?).ok()
    };
    let token = evidence.tokens().into_iter().rev().find(|token| token.kind == kind);
    token.and_then(|token| read(&token.text)).map_or_else(Vec::new, named)
}

fn claims(evidence: &Evidence, kind: TokenKind) -> Vec<Named> {
    let token = evidence.tokens().into_iter().rev().find(|token| token.kind == kind);
    token.and_then(|token| token.claims).map_or_else(Vec::new, named)
}

fn named(object: Map<String, Value>) -> Vec<Named> {
    let text = |value: Value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    object.into_iter().map(|(name, value)| (name, text(value))).collect()
}
