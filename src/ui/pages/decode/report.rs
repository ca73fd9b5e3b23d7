//! The report of the screen as JSON: the same that programs get, without what could be used.

use super::screen::Screen;
use crate::inspect::{Given, Inspected, Inspection, JsonText, KeyRing, Report, findings, read_answer};

/// What the screen says about the token, without the token itself and without any key.
pub(super) fn report(screen: Screen) -> String {
    let now = screen.session.now();
    screen.peek(|desk| {
        let (Some(decoded), Some(verdict), Some(judgement)) =
            (desk.decoded(), desk.verdict(), desk.judgement(now, None))
        else {
            return String::new();
        };
        let signature = desk.report();
        let token = Inspected {
            headline: verdict.headline(decoded, &signature.state, now),
            findings: findings(decoded, verdict, Some(signature), now),
            decoded: decoded.clone(),
            verdict: verdict.clone(),
            signature: signature.clone(),
            judgement,
            holder: None,
            opened: None,
            inner: None,
        };
        let (none, problem) = (KeyRing::default(), desk.keys.problem().map(|problem| &problem.phrase));
        let given = Given { ring: desk.keys.ring().unwrap_or(&none), problem };
        let pasted = desk.pasted().clone();
        let answer = read_answer(&pasted.original);
        let report = Report::new(screen.texts.words).without_tokens();
        JsonText::lay_out(&report.of_text(&Inspection { pasted, answer, token }, &given)).text
    })
}
