//! Requests that a site has ready in Build: what a link to Build carries, with a name.

use serde_json::Value;

use super::addresses::{LONGEST_ADDRESS, LONGEST_LABEL, can_be_asked};
use super::fault::Reason;
use super::reader::{At, Faults, note};
use crate::content::host;
use crate::issuer::Policies;
use crate::oauth::sensitive::may_be_credential;
use crate::ui::pages::build::holds_credential;
use crate::ui::route::BuildLink;

/// How many a file may have.
const MOST: usize = 50;

/// The fields that can be a list, a line each.
const LINES: [&str; 3] = ["resource", "parameters", "header_fields"];

/// The fields that know some values only, with those. Build is not asked: what the two would share would be a file of its own for everybody.
pub const CHOICES: [(&str, &[&str]); 7] = [
    (
        "preset",
        &[
            "nightly-report",
            "billing-export",
            "stock-sync",
            "ledger-sync",
            "meter-gateway",
            "parcel-locker",
            "price-feed",
            "urn:example:courier:day+night%20shift",
            "parcel-labels",
            "order-assistant",
            "shop-web",
            "back-office",
        ],
    ),
    (
        "method",
        &[
            "client_secret_basic",
            "client_secret_post",
            "client_secret_jwt",
            "private_key_jwt",
            "tls_client_auth",
            "self_signed_tls_client_auth",
            "none",
        ],
    ),
    ("spelling", &["form", "raw", "percent"]),
    ("dpop", &["ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "Ed25519"]),
    ("assertion_aud", &["issuer", "token_endpoint"]),
    ("assertion_typ", &["client-authentication+jwt", "JWT", "none"]),
    (
        "assertion_alg",
        &[
            "ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "Ed25519", "HS256",
            "HS384", "HS512",
        ],
    ),
];

/// A request to start from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its name in the file.
    pub id: String,
    /// What readers know it as.
    pub label: String,
    /// The request.
    pub link: BuildLink,
}

pub(super) fn read(at: &mut At, faults: &mut Faults) -> Vec<Preset> {
    let mut presets: Vec<Preset> = Vec::new();
    for (place, value) in at.list("presets", MOST, faults) {
        let Some(mut at) = At::of(place, value, faults) else { continue };
        let id = id(&mut at, &presets, faults);
        let label = at.required("label", LONGEST_LABEL, faults);
        let link = link(&mut at, faults);
        at.end(faults);
        if let (Some(id), Some(label)) = (id, label) {
            presets.push(Preset { id, label, link });
        }
    }
    presets
}

fn id(at: &mut At, before: &[Preset], faults: &mut Faults) -> Option<String> {
    let id = at.required("id", LONGEST_LABEL, faults)?;
    let reason = if !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        Reason::Name
    } else if before.iter().any(|preset| preset.id == id) {
        Reason::Duplicate
    } else {
        return Some(id);
    };
    note(faults, at.place("id"), reason);
    None
}

/// The request, as its link writes it.
fn link(at: &mut At, faults: &mut Faults) -> BuildLink {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for name in BuildLink::fields() {
        let Some(value) = at.take(name) else { continue };
        let place = at.place(name);
        let has_lines = LINES.contains(&name);
        let Some(lines) = lines(&value, has_lines) else {
            note(faults, place, Reason::Type(if has_lines { host::A_TEXT_OR_TEXTS } else { host::A_TEXT }));
            continue;
        };
        let is_long = lines.iter().map(|line| line.chars().count()).sum::<usize>() > LONGEST_ADDRESS;
        let reason = if is_long {
            Reason::TooLong(LONGEST_ADDRESS)
        } else if let Some(reason) = lines.iter().find_map(|line| against(name, line)) {
            reason
        } else {
            for line in lines {
                query.append_pair(name, line);
            }
            continue;
        };
        note(faults, place, reason);
    }
    BuildLink::parse(&query.finish())
}

/// What speaks against a line of a field: it does nothing there, or should not be public.
fn against(name: &str, line: &str) -> Option<Reason> {
    let is_in = |known: &[&str]| known.contains(&line);
    match name {
        "issuer" | "token_endpoint" if can_be_asked(line).is_none() => Some(Reason::Issuer),
        "issuer" | "token_endpoint" | "audience" | "resource" if holds_credential(line) => Some(Reason::Credential),
        "parameters" | "header_fields" => {
            let named = line.split(if name == "parameters" { '=' } else { ':' }).next().unwrap_or_default();
            may_be_credential(named.trim()).then_some(Reason::Credential)
        }
        "policy" => {
            let is_known = |pair: &str| pair.split_once(':').is_some_and(|(name, _)| Policies::NAMES.contains(&name));
            (!line.split(',').all(is_known)).then_some(Reason::Choice)
        }
        "assertion_lifetime" => line.parse::<u32>().is_err().then_some(Reason::Choice),
        _ => CHOICES.iter().any(|(field, known)| *field == name && !is_in(known)).then_some(Reason::Choice),
    }
}

fn lines(value: &Value, has_lines: bool) -> Option<Vec<&str>> {
    match value {
        Value::String(text) => Some(vec![text]),
        Value::Array(lines) if has_lines => lines.iter().map(Value::as_str).collect(),
        _ => None,
    }
}
