//! The report of the screen as JSON.

use serde_json::{Value, json};

use super::screen::Screen;
use crate::inspect::{Outcome, Phrase};

/// What the screen says about the token, without the token itself and without any key.
pub(super) fn report(screen: Screen) -> String {
    let texts = screen.texts;
    let now = screen.session.now();
    screen.peek(|desk| {
        let (Some(decoded), Some(verdict)) = (desk.decoded(), desk.verdict()) else { return String::new() };
        let say = |phrase: &Phrase| Value::from(texts.words.say(phrase));
        let list = |phrases: &[Phrase]| phrases.iter().map(say).collect::<Vec<_>>();
        let part = |part: &Option<crate::inspect::Part>| part.as_ref().map(|part| part.members.clone());
        let checks: Vec<Value> = desk
            .judgement(now, None)
            .map(|judgement| judgement.lines)
            .unwrap_or_default()
            .iter()
            .filter(|line| line.profile != Outcome::DoesNotApply)
            .map(|line| {
                json!({
                    "name": line.name, "profile": texts.title(line.profile.code()), "library": texts.title(line.library.code()),
                    "reason": line.reason.as_ref().map(say), "clause": line.citation.to_string(),
                })
            })
            .collect();
        let report = json!({
            "kind": texts.title(verdict.kind.code()),
            "about": texts.title(verdict.about.code()),
            "reasons": {
                "kind": { "for": list(&verdict.kind_reasons.for_it), "against": list(&verdict.kind_reasons.against) },
                "about": { "for": list(&verdict.about_reasons.for_it), "against": list(&verdict.about_reasons.against) },
            },
            "header": part(&decoded.header), "payload": part(&decoded.payload),
            "repairs": list(desk.pasted().repairs()),
            "signature": texts.title(desk.report().state.code()),
            "checks": checks,
        });
        serde_json::to_string_pretty(&report).unwrap_or_default()
    })
}
