//! Which scopes are granted: what a server decides otherwise is set aside before the steps judge the rest, and comes back after them.

use crate::cite::{Citation, Document};
use crate::oauth::{ErrorCode, OAuthError, Scope};
use crate::server::{Check, Trace, quoted, refuse};

use super::data::{Personality, When};
use super::manners::{Own, Parts};

static SCOPE: Check = Check::new("Scope", Citation::rfc(6749, "3.3"));
static OFFLINE: Check = Check::new("Scopes about a person", Citation::new(Document::OidcCore, "11"));

/// What becomes of the scope that was asked for.
pub(super) fn parts(
    of: &Personality,
    asked: Option<Scope>,
    own: &Own<'_>,
    trace: &mut Trace,
) -> Result<Parts, OAuthError> {
    let rules = &of.scopes;
    let added = if rules.adds_own { own.default.clone() } else { Scope::default() };
    let Some(asked) = asked else { return unasked(of, own, added, trace) };
    let mut parts =
        Parts { otherwise: rules.nothing_left.as_ref().and_then(|left| all_of(left, own)), ..Parts::default() };
    let is_unknown = |token: &str| !is_about_a_person(token) && !own.all.contains(token) && !(own.knows)(token);
    let rule_of_unknown = if asked.iter().all(is_unknown) { &rules.unknown } else { &rules.beside_known };
    parts.judged = asked.clone();
    if asked.iter().any(is_unknown)
        && let Some(rule) = rule_of_unknown
    {
        let unknown = asked.filter(is_unknown);
        apply(of, &mut parts, rule, &unknown, own, trace);
    }
    if parts.judged.contains("offline_access")
        && let Some(rule) = &rules.offline
    {
        if *rule == When::Refused {
            let sentence = "offline_access is not for a program that asks for itself.";
            let error = OAuthError::new(ErrorCode::InvalidScope, sentence);
            return Err(refuse(trace, &OFFLINE, "offline_access.", error, sentence));
        }
        let offline = asked.filter(|token| token == "offline_access");
        apply(of, &mut parts, rule, &offline, own, trace);
    }
    if !added.is_subset_of(&asked) {
        of.note(trace, SCOPE.citation.clone(), quoted(&asked.to_string()), "The client's own scopes come, too.");
    }
    parts.granted = parts.granted.with(&added);
    Ok(parts)
}

/// What comes where nothing is asked for.
fn unasked(of: &Personality, own: &Own<'_>, added: Scope, trace: &mut Trace) -> Result<Parts, OAuthError> {
    let standard = Parts { judged: own.default.clone(), granted: added, otherwise: None };
    let Some(rule) = &of.scopes.none else { return Ok(standard) };
    if *rule == When::Refused {
        let sentence = "A scope has to be asked for.";
        let error = OAuthError::new(ErrorCode::InvalidScope, sentence);
        return Err(refuse(trace, &SCOPE, "No scope.", error, sentence));
    }
    let Some(granted) = all_of(rule, own) else { return Ok(standard) };
    of.note(trace, SCOPE.citation.clone(), "No scope.", &told(&granted));
    Ok(Parts { otherwise: Some(granted.clone()), granted, ..Parts::default() })
}

/// Takes `which` out of what is judged, and grants what the rule says.
fn apply(of: &Personality, parts: &mut Parts, rule: &When, which: &Scope, own: &Own<'_>, trace: &mut Trace) {
    let does = match rule {
        When::Refused => return,
        When::Default | When::Dropped => "Left out.".to_owned(),
        When::Granted => {
            parts.granted = parts.granted.with(which);
            "Granted.".to_owned()
        }
        When::Empty | When::Everything { .. } => {
            let all = all_of(rule, own).unwrap_or_default();
            (parts.judged, parts.otherwise) = (Scope::default(), Some(all.clone()));
            told(&all)
        }
    };
    parts.judged = parts.judged.filter(|token| !which.contains(token));
    of.note(trace, SCOPE.citation.clone(), quoted(&which.to_string()), &does);
}

fn told(granted: &Scope) -> String {
    if granted.is_empty() { "A token without a scope.".to_owned() } else { format!("Granted: {granted}.") }
}

/// The scope that a rule names by itself.
fn all_of(rule: &When, own: &Own<'_>) -> Option<Scope> {
    match rule {
        When::Empty => Some(Scope::default()),
        When::Everything { before, after } => {
            let known = own.all.filter(|token| !is_about_a_person(token));
            let words = before.iter().map(String::as_str).chain(known.iter()).chain(after.iter().map(String::as_str));
            Some(of_words(words))
        }
        When::Refused | When::Dropped | When::Granted | When::Default => None,
    }
}

fn of_words<'a>(words: impl Iterator<Item = &'a str>) -> Scope {
    let words: Vec<&str> = words.collect();
    Scope::parse(&words.join(" ")).unwrap_or_default()
}

fn is_about_a_person(token: &str) -> bool {
    matches!(token, "openid" | "profile" | "email" | "address" | "phone" | "offline_access")
}
