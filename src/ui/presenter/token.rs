//! A token's parts and claims in words.

use std::ops::Range;

use crate::content::token;
use crate::inspect::{
    About, ClaimTable, Decoded, Dictionary, Group, JsonText, LOGIN_CLAIMS, Part, Phrase, Shape, TokenKind, USER_CLAIMS,
    Words, visible,
};
use crate::ui::view_model::{ClaimGroup, ClaimRow, Line, Piece, Segment};

/// JSON as coloured lines.
#[must_use]
pub fn json_lines(json: &JsonText) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    let mut at = 0;
    let ends = [json.text.len()];
    let spans = json.spans.iter().map(|span| (span.range.clone(), class_of(span.kind)));
    // After the last span comes whatever white space is left.
    for (range, class) in spans.chain(ends.map(|end| (end..end, ""))) {
        push(&mut lines, &json.text[at..range.start], "");
        push(&mut lines, &json.text[range.clone()], class);
        at = range.end;
    }
    lines
}

/// A stretch of JSON in its colours, in pieces.
#[must_use]
pub fn json_pieces(json: &JsonText, range: Range<usize>) -> Vec<(&str, &'static str)> {
    let mut pieces = Vec::new();
    let mut at = range.start;
    let first = json.spans.partition_point(|span| span.range.end <= range.start);
    for span in json.spans[first..].iter().take_while(|span| span.range.start < range.end) {
        pieces.push((&json.text[at..span.range.start.max(at)], ""));
        let end = span.range.end.min(range.end);
        pieces.push((&json.text[span.range.start.max(at)..end], class_of(span.kind)));
        at = end;
    }
    pieces.push((&json.text[at..range.end.max(at)], ""));
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

fn push(lines: &mut Vec<Line>, text: &str, class: &'static str) {
    for (index, piece) in text.split('\n').enumerate() {
        if index > 0 {
            lines.push(Line::default());
        }
        if let (false, Some(line)) = (piece.is_empty(), lines.last_mut()) {
            line.pieces.push(Piece::new(piece, class));
        }
    }
}

const fn class_of(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Punctuation => "p",
        TokenKind::Key => "k",
        TokenKind::String => "s",
        TokenKind::Number => "n",
        TokenKind::Constant => "c",
        TokenKind::Unread => "",
    }
}

/// The part of the screen that is about the signature.
const SIGNATURE: &str = "signature";

/// The parts between the dots under the names that their form gives them; `broken` marks a signature that does not fit the others.
#[must_use]
pub fn segments(decoded: &Decoded, broken: bool) -> Vec<Segment> {
    let (names, targets): (&[&str], &[&str]) = match decoded.shape {
        Shape::Encrypted => (&token::ENCRYPTED, &["header", "decryption", "decryption", "decryption", "decryption"]),
        Shape::Paseto => (&token::PASETO, &["kind", "kind", "payload", "footer"]),
        _ => (&token::SIGNED, &["header", "payload", SIGNATURE]),
    };
    let parts = decoded.segments.iter().zip(names).zip(targets);
    parts
        .map(|((text, name), target)| Segment {
            name: (*name).to_owned(),
            text: text.clone(),
            broken: broken && *target == SIGNATURE,
            target,
        })
        .collect()
}

/// The claims by group. The group about the login is there without rows too: its emptiness is what this page is about.
#[must_use]
pub fn claim_groups(table: &ClaimTable, words: &Words) -> Vec<ClaimGroup> {
    let say = |code: &'static str| words.say(&Phrase::new(code));
    let groups = table.groups.iter().map(|(group, rows)| ClaimGroup {
        heading: say(group.code()),
        rows: rows.iter().map(|row| claim_row(row, table.about == About::Client, words)).collect(),
        empty: (*group == Group::Login).then(|| {
            let head = if table.login == Some(false) { "login_none_recorded" } else { "login_nothing" };
            let user_found =
                Phrase::new("user_found").count("found", table.user_found.len()).count("of", USER_CLAIMS.len());
            let none = words.body(&Phrase::new("login_nothing")).unwrap_or_default();
            (say(head), [none.as_str(), " ", &words.say(&user_found)].concat())
        }),
    });
    groups.collect()
}

/// The parameters of a token's header as a group of claims without a heading, in the author's order.
#[must_use]
pub fn header_group(part: &Part, dictionary: &Dictionary) -> ClaimGroup {
    let mut rows = Vec::new();
    for name in part.names() {
        let Some(value) = part.shown(&name) else { continue };
        let meaning = dictionary.header_parameter(&name).map(|entry| entry.short.clone()).unwrap_or_default();
        let name = visible(&name).into_owned();
        rows.push(ClaimRow {
            name,
            value,
            human: String::new(),
            meaning,
            note: String::new(),
            marked: false,
            pick: None,
        });
    }
    ClaimGroup { heading: String::new(), rows, empty: None }
}

/// "Claims about a login found: 0 of 4. User details found: 0 of 19."
#[must_use]
pub fn found_counts(table: &ClaimTable, words: &Words) -> String {
    let login = Phrase::new("login_found").count("found", table.login_found.len()).count("of", LOGIN_CLAIMS.len());
    let user = Phrase::new("user_found").count("found", table.user_found.len()).count("of", USER_CLAIMS.len());
    [words.say(&login), words.say(&user)].join(" ")
}

fn claim_row(row: &crate::inspect::ClaimRow, about_client: bool, words: &Words) -> ClaimRow {
    let mut meaning = row.time.as_ref().map(|time| words.say(&time.relative)).unwrap_or_default();
    if let Some(more) = row.meaning.as_ref().filter(|_| row.time.is_none() || row.is_special) {
        if !meaning.is_empty() {
            meaning.push_str(". ");
        }
        meaning.push_str(more);
    }
    ClaimRow {
        name: row.name.clone(),
        value: if row.is_empty_text { words.say(&Phrase::new("claim_empty_text")) } else { row.value.clone() },
        human: row.time.as_ref().and_then(|time| time.utc.clone()).unwrap_or_default(),
        meaning,
        // In the colour of machines: a person's row is not marked.
        marked: about_client && row.name == "sub",
        note: row.note.clone().unwrap_or_default(),
        pick: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_its_lines_and_its_order() {
        let lines = json_lines(&JsonText::lay_out(r#"{"typ":"at+jwt","alg":"ES256","n":1}"#));
        let text: Vec<String> =
            lines.iter().map(|line| line.pieces.iter().map(|piece| piece.text.as_str()).collect()).collect();
        assert_eq!(text, ["{", "  \"typ\": \"at+jwt\",", "  \"alg\": \"ES256\",", "  \"n\": 1", "}"]);
        assert_eq!(lines[1].pieces[1], Piece::new("\"typ\"", "k"));
    }

    #[test]
    fn the_parts_of_an_encrypted_token_have_the_names_of_its_own_form() {
        // RFC 7516 A.1, its parts cut short.
        let parts =
            segments(&Decoded::read("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.OKOa.48V1.5eym.XFBo"), false);
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["Header", "Encrypted key", "Initialization vector", "Ciphertext", "Authentication tag"]);
    }

    #[test]
    fn a_broken_signature_marks_the_third_part_alone() {
        let parts = segments(&Decoded::read("eyJhbGciOiJFUzI1NiJ9.e30.AAAA"), true);
        assert_eq!(parts.iter().map(|part| part.broken).collect::<Vec<_>>(), [false, false, true]);
    }
}
