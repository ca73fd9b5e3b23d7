//! What of a run a drawer shows: the lines that decide, marked, with everything between them left out.

use serde_json::json;

use crate::inspect::JsonText;
use crate::jose::CompactJws;
use crate::lab::{Action, CellId, Column, Evidence, Row, Rule, Token};
use crate::ui::presenter::{json_lines, policy_name, request_message, response_message};
use crate::ui::view_model::{Line, Piece};

/// A block of lines with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is: `GET /orders`, or the token that was decoded.
    pub name: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// What stands for lines that were left out.
const GAP: &str = "…";
const TYP: &str = "\"typ\"";

/// What was sent: first line and body of each request, with an empty line between requests.
#[must_use]
pub fn requests(evidence: &Evidence) -> Vec<Line> {
    let mut lines = Vec::new();
    for done in &evidence.done {
        let Some(recorded) = done.message.and_then(|index| evidence.messages.get(index)) else { continue };
        let message = request_message(&recorded.exchange.request).laid_out;
        let body = message.iter().skip_while(|line| !line.pieces.is_empty()).skip(1);
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.extend(message.iter().take(1).chain(body).cloned());
    }
    lines
}

/// What stands above the Receipt of each token response: the policy that the run had for it, or else how the token was asked for.
#[must_use]
pub fn captions(evidence: &Evidence) -> Vec<String> {
    let (mut policy, mut scope) = (None, "");
    let mut captions = Vec::new();
    for done in &evidence.done {
        match done.action {
            Action::Set(Rule::Openid(openid)) => policy = Some(openid),
            Action::SignIn { scope: asked, .. } => scope = asked,
            Action::TokenRequest(ask) => {
                let name = policy.map_or_else(|| ask.grant_type.unwrap_or_default(), policy_name);
                captions.push(name.to_owned());
            }
            Action::Redeem(_) => captions.push(["authorization_code, ", scope].concat()),
            _ => {}
        }
    }
    captions
}

/// What came back, as far as it decides the cell.
#[must_use]
pub fn came_back(cell: CellId, evidence: &Evidence) -> Vec<Block> {
    match (cell.row, cell.column) {
        (Row::StandardSpec, Column::OAuth) => {
            answers(evidence, &[(0, &["\"grant_types_supported\"", "\"client_credentials\""]), (1, &[])])
        }
        (Row::StandardSpec, Column::Oidc) => {
            answers(evidence, &[(0, &["\"response_types_supported\""]), (1, &["Location"])])
        }
        (Row::TokensReturned, _) => answers(evidence, &[(0, &["\"scope\"", "\"id_token\"", "\"error\""])]),
        (Row::Subject, _) => claims(evidence, &["\"sub\"", "\"client_id\""]),
        (Row::UserIdentity, Column::OAuth) => claims(evidence, &[]),
        (Row::UserIdentity, Column::Oidc) => answers(evidence, &[(2, &["WWW-Authenticate"])]),
        (Row::UseCase, Column::OAuth) => answers(evidence, &[(1, &["\"item\""])]),
        (Row::UseCase, Column::Oidc) => claims(evidence, &["\"iss\"", "\"aud\"", "\"client_id\""]),
        _ => beyond(cell, evidence),
    }
}

/// The same for the rows beyond the document: of answers first, then of tokens.
fn beyond(cell: CellId, evidence: &Evidence) -> Vec<Block> {
    const SCOPES: &[&str] = &["\"scope\"", "\"id_token\"", "\"error\""];
    const RENEWED: &[&str] = &["\"refresh_token\"", "\"id_token\""];
    const METHODS: &[&str] = &["\"token_endpoint_auth_methods_supported\""];
    const LISTED: &[&str] = &["\"issuer\"", "\"grant_types_supported\"", "\"response_types_supported\""];
    const PERSON: &[&str] = &["\"sub\"", "\"name\"", "\"customer\""];
    const TYPE: &[&str] = &["\"token_type\""];
    const CHALLENGE: &[&str] = &["WWW-Authenticate"];
    const ERROR: &[&str] = &["\"error\""];
    let (of_answers, of_tokens): (&[(usize, &[&str])], &[&str]) = match (cell.row, cell.column) {
        (Row::RefreshToken, Column::OAuth) => (&[(1, RENEWED), (3, RENEWED), (4, RENEWED)], &[]),
        (Row::RefreshToken, Column::Oidc) => (&[(2, RENEWED), (4, RENEWED)], &[]),
        (Row::UserInfo, Column::OAuth) => (&[(0, LISTED), (1, &["\"issuer\"", "\"userinfo_endpoint\""])], &[]),
        (Row::UserInfo, Column::Oidc) => (&[(1, CHALLENGE), (5, PERSON)], &[]),
        (Row::OpenidScope, Column::OAuth) => (&[(1, SCOPES), (3, SCOPES), (5, SCOPES), (7, SCOPES), (9, SCOPES)], &[]),
        (Row::OpenidScope, Column::Oidc) => (&[(2, SCOPES), (5, SCOPES)], &[]),
        (Row::Discovery, Column::OAuth) => (&[(0, LISTED)], &[]),
        (Row::Discovery, Column::Oidc) => (&[(0, LISTED), (1, &["Location"])], &[]),
        (Row::TokenType, Column::OAuth) => (&[(1, &[])], &[TYP, "\"aud\""]),
        (Row::TokenType, Column::Oidc) => (&[(4, CHALLENGE)], &[TYP, "\"aud\""]),
        (Row::SenderConstraint, Column::OAuth) => {
            (&[(4, CHALLENGE), (9, CHALLENGE)], &["\"cnf\"", "\"x5t#S256\"", "\"jkt\""])
        }
        (Row::SenderConstraint, Column::Oidc) => (&[], &["\"nonce\""]),
        (Row::ClientAuthentication, Column::OAuth) => (&[(0, TYPE), (1, TYPE), (2, TYPE), (4, TYPE)], &[]),
        (Row::ClientAuthentication, Column::Oidc) => (&[(0, METHODS), (1, METHODS), (2, ERROR)], &[]),
        (Row::ClientLikeUser, Column::OAuth) => {
            (&[(2, ERROR), (6, PERSON), (7, CHALLENGE)], &["\"sub\"", "\"client_id\""])
        }
        (Row::ClientLikeUser, Column::Oidc) => (&[], &["\"sub\"", "\"sub_type\"", "\"client_id\""]),
        _ => (&[], &[]),
    };
    let mut blocks = answers(evidence, of_answers);
    if !of_tokens.is_empty() {
        blocks.extend(claims(evidence, of_tokens));
    }
    blocks
}

/// Marks the lines that name one of `wanted`, and keeps those, the lists they begin, the first line, and a sign for what is left
/// out.
fn excerpt(lines: Vec<Line>, wanted: &[&str]) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::new();
    let mut in_list = false;
    let gap = Line { pieces: vec![Piece::new(GAP, "p")], ..Line::default() };
    for (index, mut line) in lines.into_iter().enumerate() {
        line.seen = says(&line, wanted);
        let tells = line.seen || in_list;
        let has = |mark: &str| line.pieces.iter().any(|piece| piece.text.contains(mark));
        in_list = tells && (in_list || has("[")) && !has("]");
        if index == 0 || tells {
            kept.push(line);
        } else if kept.last() != Some(&gap) {
            kept.push(gap.clone());
        }
    }
    kept
}

fn says(line: &Line, wanted: &[&str]) -> bool {
    line.pieces.iter().any(|piece| wanted.contains(&piece.text.as_str()))
}

fn answers(evidence: &Evidence, wanted: &[(usize, &[&str])]) -> Vec<Block> {
    let block = |(index, words): &(usize, &[&str])| {
        let message = evidence.done.get(*index)?.message?;
        let exchange = &evidence.messages.get(message)?.exchange;
        let name = [exchange.request.method().as_str(), " ", exchange.request.uri().path()].concat();
        Some(Block { name, lines: excerpt(response_message(&exchange.response).laid_out, words) })
    };
    wanted.iter().filter_map(block).collect()
}

fn claims(evidence: &Evidence, wanted: &[&str]) -> Vec<Block> {
    let block = |token: Token| {
        let jws = CompactJws::parse(&token.text).ok()?;
        let payload = String::from_utf8_lossy(jws.payload()).into_owned();
        let mut lines = json_lines(&JsonText::lay_out(&payload));
        if wanted.contains(&TYP) {
            // The header says it, not the payload.
            let typ = json!({"typ": jws.header().typ()}).to_string();
            lines.splice(0..0, json_lines(&JsonText::lay_out(&typ)));
        }
        for line in &mut lines {
            line.seen = says(line, wanted);
        }
        Some(Block { name: token.kind.member().to_owned(), lines })
    };
    evidence.tokens().into_iter().filter_map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line { pieces: vec![Piece::new(text, "")], ..Line::default() }
    }

    fn texts(lines: &[Line]) -> Vec<(String, bool)> {
        let text = |line: &Line| line.pieces.iter().map(|piece| piece.text.as_str()).collect();
        lines.iter().map(|line| (text(line), line.seen)).collect()
    }

    #[test]
    fn an_excerpt_keeps_the_first_line_and_the_telling_ones() {
        let lines = ["HTTP/1.1 200 OK", "A", "B", "\"scope\"", "C", "\"list\"[", "1", "]", "D"].map(line).to_vec();
        let shown = texts(&excerpt(lines, &["\"scope\"", "\"list\"["]));
        let list = [("\"list\"[", true), ("1", false), ("]", false)];
        let before = [("HTTP/1.1 200 OK", false), (GAP, false), ("\"scope\"", true), (GAP, false)];
        let expected = [&before[..], &list, &[(GAP, false)]].concat();
        assert_eq!(shown.iter().map(|(text, seen)| (text.as_str(), *seen)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn no_evidence_shows_nothing() {
        for cell in CellId::all().chain(CellId::beyond()) {
            assert!(came_back(cell, &Evidence::default()).is_empty());
        }
        assert!(requests(&Evidence::default()).is_empty());
    }
}
