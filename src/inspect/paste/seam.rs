//! What stands between two pieces of one token: line ends, marks at their sides, the syntax that joins strings.

use super::shape::{Fit, Progress, begins_object, begins_token, is_base64url};

/// How far the next piece can be away.
const WIDEST: usize = 240;
/// A piece of this length is no word of a sentence.
const LONG: usize = 20;

/// What was between two pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Seam {
    /// Spaces alone.
    Spaces,
    /// A line end, and the marks around it.
    LineEnd(String),
    /// The end of one string and the start of the next.
    Strings,
}

/// Where and how a token goes on after `at`, where its characters stop; `line` is what stands before it in its own line.
pub(super) fn across(
    text: &[u8],
    at: usize,
    line: &[u8],
    progress: &Progress,
    pieces: &Pieces,
) -> Option<(usize, Seam)> {
    if progress.is_complete() {
        return None;
    }
    let window = &text[at..text.len().min(at + WIDEST)];
    let (length, seam) = gap(window, line)?;
    let next = at + length;
    fits(text, next, &seam, progress, pieces).then_some((next, seam))
}

/// The lengths of the pieces so far.
#[derive(Default)]
pub(super) struct Pieces {
    pub(super) count: usize,
    pub(super) last: usize,
    pub(super) all_equal: bool,
}

/// How long the gap is at the start of `window`, and what it is.
fn gap(window: &[u8], line: &[u8]) -> Option<(usize, Seam)> {
    if let Some(length) = strings(window) {
        return Some((length, Seam::Strings));
    }
    let tag = break_tag(window);
    let tail = tag + window[tag..].iter().take_while(|byte| is_tail(**byte)).count();
    let Some(end) = line_ends(&window[tail..]) else {
        let spaces = window[tag..].iter().take_while(|byte| matches!(**byte, b' ' | b'\t')).count();
        return (spaces + tag > 0 && starts_piece(window, spaces + tag)).then_some((spaces + tag, Seam::Spaces));
    };
    let start = tail + end;
    // In a string the mark begins behind the string's quote.
    let in_string =
        line.iter().rposition(|byte| matches!(byte, b'"' | b'\'' | b'`')).map_or(line, |quote| &line[quote + 1..]);
    let head = same_shape(&window[start..], line)
        .or_else(|| same_shape(&window[start..], in_string))
        .filter(|head| starts_piece(window, start + head))
        .or_else(|| Some(window[start..].iter().take_while(|byte| is_head(**byte)).count()))
        .map(|head| head + number(&window[start + head..]))?;
    let marks: Vec<u8> = [&window[..tail], &window[start..start + head]].concat();
    let marks = String::from_utf8_lossy(&marks).split_whitespace().collect::<Vec<_>>().join(" ");
    starts_piece(window, start + head).then_some((start + head, Seam::LineEnd(marks)))
}

/// What can stand between a piece and its line end: a sign that the line goes on, a closing quote, a border.
const fn is_tail(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\\' | b'^' | b'`' | b'"' | b'\'' | b'+' | b'|' | b'&' | b'*' | b'=')
}

/// What can stand between a line end and the next piece: marks of quoted mail, comments, borders, an opening quote.
const fn is_head(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'>' | b'|' | b'#' | b'/' | b'*' | b'"' | b'\'' | b'+' | b'`' | b';' | b'!')
}

/// How many octets of line ends there are: more than one only of a text with empty lines between its lines.
fn line_ends(window: &[u8]) -> Option<usize> {
    let length = window.iter().take_while(|byte| matches!(**byte, b'\r' | b'\n')).count();
    (length > 0).then_some(length)
}

/// `<br>` and `<wbr>`.
fn break_tag(window: &[u8]) -> usize {
    ["<br>", "<br/>", "<br />", "<wbr>", "<wbr/>"]
        .iter()
        .find(|tag| window.starts_with(tag.as_bytes()))
        .map_or(0, |tag| tag.len())
}

/// A line's number, with what separates it from the line.
fn number(window: &[u8]) -> usize {
    let digits = window.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = &window[digits..];
    let mark = usize::from(rest.first().is_some_and(|byte| matches!(byte, b':' | b'|' | b')' | b'.')));
    let spaces = rest[mark..].iter().take_while(|byte| matches!(**byte, b' ' | b'\t' | b'|')).count();
    if (1..7).contains(&digits) && spaces > 0 { digits + mark + spaces } else { 0 }
}

/// How many octets at the start of `window` are like `line`, numbers being alike: the mark that each line of a log or a listing has.
fn same_shape(window: &[u8], line: &[u8]) -> Option<usize> {
    let (mut here, mut there) = (0, 0);
    while there < line.len() {
        let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (one, other) = (digits(&window[here..]), digits(&line[there..]));
        if one > 0 && other > 0 {
            here += one;
            there += other;
        } else if window.get(here)? == &line[there] {
            here += 1;
            there += 1;
        } else if window.get(here) == Some(&b' ') || line[there] == b' ' {
            // Numbers of other lengths are aligned by spaces.
            here += usize::from(window.get(here) == Some(&b' '));
            there += usize::from(line[there] == b' ');
        } else {
            return None;
        }
    }
    (here > 0).then_some(here)
}

/// From the end of one string to the start of the next: `" + "`, `' . '`, `" "`, `"; token += "`.
fn strings(window: &[u8]) -> Option<usize> {
    let quote = window.first().copied().filter(|byte| matches!(byte, b'"' | b'\'' | b'`'))?;
    let end = window.iter().skip(1).position(|byte| *byte == quote)? + 1;
    let between = window[1..end].trim_ascii();
    let is_operator = |byte: &u8| matches!(byte, b'+' | b'.' | b'&' | b'|' | b'<' | b'>' | b'~' | b'_' | b'\\' | b'^');
    let signs: Vec<u8> = between.iter().filter(|byte| !byte.is_ascii_whitespace() && **byte != b'`').copied().collect();
    // A string literal's prefix stands before its quote in Python and C.
    let is_prefix = |byte: &&u8| matches!(**byte, b'f' | b'b' | b'r' | b'@');
    let signs = &signs[..signs.len() - usize::from(signs.last().as_ref().is_some_and(is_prefix))];
    let appends = between.windows(2).any(|pair| matches!(pair, b"+=" | b".=")) && !between.contains(&b',');
    let joins = signs.iter().all(is_operator) && signs.len() <= 3 && (end > 1 || !signs.is_empty());
    ((joins || appends) && (starts_piece(window, end + 1) || window.get(end + 1) == Some(&b'.'))).then_some(end + 1)
}

/// Whether a piece of a token can begin here.
fn starts_piece(window: &[u8], at: usize) -> bool {
    let next = window.get(at + 1).copied().unwrap_or(b'A');
    window.get(at).is_some_and(|byte| is_base64url(*byte) || *byte == b'.' && is_base64url(next) || *byte == b'~')
}

/// Whether what follows is a piece of the token, and not a word, a name or another token.
fn fits(text: &[u8], at: usize, seam: &Seam, progress: &Progress, pieces: &Pieces) -> bool {
    let piece = piece(&text[at..]);
    let atom = piece.iter().take_while(|byte| is_base64url(**byte)).count();
    let touches_dot = piece.starts_with(b".") || progress.token.ends_with(b".");
    // A payload can name algorithms too; a header has a payload behind it.
    let is_other = begins_token(text, at) && (!touches_dot || begins_object(text, at + atom + 1));
    if piece.is_empty() || is_other || is_name(text.get(at + piece.len()..).unwrap_or_default()) {
        return false;
    }
    let fit = if piece.starts_with(b".") { Fit::Open } else { progress.with_more(atom) };
    let is_word = !is_base64ish(piece);
    match (seam, fit) {
        (_, Fit::TooLong) => false,
        (_, Fit::Exact) | (Seam::Strings, _) => true,
        _ if piece.len() >= LONG && !is_host(piece) => true,
        (Seam::Spaces, _) => touches_dot && !is_word,
        (Seam::LineEnd(_), _) => !is_word || pieces.count > 1 && pieces.all_equal && piece.len() == pieces.last,
    }
}

/// Whether what stands before `after` is the name of something: a colon follows, or an equals sign with a value.
fn is_name(after: &[u8]) -> bool {
    let value = after.iter().find(|byte| **byte != b'=');
    match after.first() {
        Some(b':' | b'(' | b'@' | b'[' | b'{') => true,
        Some(b'=') => value.is_some_and(|byte| is_base64url(*byte) || matches!(byte, b'"' | b'\'' | b'$')),
        _ => false,
    }
}

/// The characters of a token at the start of `text`.
fn piece(text: &[u8]) -> &[u8] {
    let length = text.iter().take_while(|byte| is_base64url(**byte) || matches!(byte, b'.' | b'~')).count();
    // A sentence's full stop is none of a token's dots.
    let trailing = text[..length].iter().rev().take_while(|byte| **byte == b'.').count();
    &text[..if trailing > 1 { length - trailing } else { length }]
}

/// Whether a piece looks more like Base64 than like a word: letters of both cases mixed, or digits among them.
fn is_base64ish(piece: &[u8]) -> bool {
    let mixed = piece.windows(2).filter(|pair| {
        let kind = |byte: u8| (byte.is_ascii_lowercase(), byte.is_ascii_uppercase(), byte.is_ascii_digit());
        pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase()
            || (pair[0].is_ascii_digit() || pair[1].is_ascii_digit()) && kind(pair[0]) != kind(pair[1])
    });
    mixed.count() >= if piece.len() < 8 { 1 } else { 2 }
}

/// Whether a piece is rather a host name: labels of small letters with dots between them.
fn is_host(piece: &[u8]) -> bool {
    piece.contains(&b'.') && !piece.iter().any(u8::is_ascii_uppercase)
}
