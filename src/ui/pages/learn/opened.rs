//! What of a run's messages is opened for the reader: the header with the secret, the signed statement, the tokens.

use http::header::AUTHORIZATION;

use crate::inspect::JsonText;
use crate::jose::{CompactJws, Segment, base64url};
use crate::lab::{Evidence, Opens};
use crate::oauth::Form;
use crate::oauth::client_auth::basic;
use crate::ui::presenter::json_lines;
use crate::ui::view_model::{Line, Piece};

/// Something that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The name of its heading among the labels.
    pub heading: &'static str,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Whether it holds a secret, and stays folded until the reader unfolds it.
    pub is_secret: bool,
}

/// What `opens` says, from the newest message that has it; of tokens, every one.
#[must_use]
pub fn opened(opens: Opens, evidence: &Evidence) -> Vec<Opened> {
    let asked = evidence.done.iter().rev().filter(|done| done.action.asks_for_token());
    let mut requests = asked.filter_map(|done| Some(&evidence.messages.get(done.message?)?.exchange.request));
    match opens {
        Opens::Nothing => Vec::new(),
        Opens::BasicHeader => requests
            .find_map(|request| {
                let (id, secret) = basic::decode(request.headers().get(AUTHORIZATION)?.to_str().ok()?).ok()?;
                let pieces = vec![Piece::new([id.as_str(), ":"].concat(), "hv"), Piece::new(secret.expose(), "sec")];
                let lines = vec![Line { pieces, ..Line::default() }];
                Some(Opened { heading: "opened_basic", lines, is_secret: true })
            })
            .into_iter()
            .collect(),
        Opens::Assertion => requests
            .find_map(|request| {
                let form = Form::parse(request.body()).ok()?;
                let lines = jwt_lines(form.get("client_assertion")?, &["\"sub\"", "\"aud\"", "\"exp\"", "\"jti\""])?;
                Some(Opened { heading: "opened_assertion", lines, is_secret: false })
            })
            .into_iter()
            .collect(),
        Opens::Tokens(kind, marked) => evidence
            .tokens()
            .iter()
            .filter(|token| token.kind == kind)
            .filter_map(|token| {
                let heading = kind.member();
                jwt_lines(&token.text, marked).map(|lines| Opened { heading, lines, is_secret: false })
            })
            .collect(),
    }
}

/// Header and payload of a JWT, one after the other; lines that name one of `marked` are what to look at.
fn jwt_lines(text: &str, marked: &[&str]) -> Option<Vec<Line>> {
    let jws = CompactJws::parse(text).ok()?;
    let mut lines = json_lines(&JsonText::lay_out(&String::from_utf8_lossy(
        &base64url::decode(jws.segment(Segment::Header)).ok()?,
    )));
    for mut line in json_lines(&JsonText::lay_out(&String::from_utf8_lossy(jws.payload()))) {
        line.seen = line.pieces.iter().any(|piece| marked.contains(&piece.text.as_str()));
        lines.push(line);
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::TokenKind;

    #[test]
    fn nothing_is_opened_of_nothing() {
        let evidence = Evidence::default();
        for opens in [Opens::Nothing, Opens::BasicHeader, Opens::Assertion, Opens::Tokens(TokenKind::Id, &[])] {
            assert!(opened(opens, &evidence).is_empty());
        }
    }

    #[test]
    fn header_and_payload_stand_one_after_the_other_and_claims_are_marked() {
        let lines = jwt_lines("eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIiwiYXVkIjoiYiJ9.AAAA", &["\"sub\""]).unwrap();
        let seen: Vec<bool> = lines.iter().map(|line| line.seen).collect();
        assert_eq!(seen, [false, false, false, false, true, false, false]);
        assert!(jwt_lines("opaque", &[]).is_none());
    }
}
