//! Every token in a text, in the order of the text, once over and into whatever Base64 it holds.

use std::collections::BTreeSet;
use std::ops::Range;

use super::base64_text;
use super::chunks::{self, Chunked};
use super::compact::{self, CutFront, Reading};
use super::context::{self, Context};
use super::json_place::{self, Place};
use super::key_text::{self, Keys};
use super::lines::Lines;
use super::octets::{self, BETWEEN};
use super::opaque::{self, Value};
use super::plain::Plain;
use super::repairs;
use super::shape;
use super::{Candidate, KeyLook};
use crate::inspect::Phrase;

/// How often Base64 may be wrapped around Base64.
const DEEPEST: usize = 5;
/// How many beginnings inside of one word are tried.
const TRIES: usize = 4;

/// What a text holds.
#[derive(Default)]
pub(super) struct Found {
    /// The tokens.
    pub(super) candidates: Vec<Candidate>,
    /// The first key, or keys.
    pub(super) key: Option<(KeyLook, String)>,
    /// Whether there are credentials of Basic authentication.
    pub(super) has_basic: bool,
}

/// A stretch of the plain text that is a token or holds some.
struct Stretch {
    range: Range<usize>,
    what: What,
}

enum What {
    Compact(Reading, Option<CutFront>),
    Opaque,
    Wrapped(Found),
    Chunks(Chunked, Found),
}

/// Searches `source`; `depth` is how many wrappings were taken off it.
pub(super) fn search(source: &str, depth: usize) -> Found {
    let plain = Plain::of(source);
    let keys = key_text::find(&plain.text);
    let chunked = if depth < DEEPEST { in_pieces(&plain.text, depth) } else { Vec::new() };
    let mut scan = Scan {
        text: &plain.text,
        depth,
        keys: &keys,
        tried: 0,
        dull: 0,
        content: plain.content(),
        at: 0,
        stretches: Vec::new(),
        has_basic: false,
        key: None,
    };
    scan.run(&pieces_of(&chunked));
    let Scan { mut stretches, has_basic, key, .. } = scan;
    if !chunked.is_empty() {
        stretches.extend(
            chunked.into_iter().map(|(chunked, found)| Stretch {
                range: chunked.pieces[0].clone(),
                what: What::Chunks(chunked, found),
            }),
        );
        stretches.sort_by_key(|stretch| stretch.range.start);
    }
    let own = keys.map(|keys| (keys.look, String::from_utf8_lossy(&plain.text[keys.range]).into_owned()));
    let mut found = Found { candidates: Vec::new(), key: own.or(key), has_basic };
    describe(source, &plain, stretches, &mut found.candidates);
    found
}

/// The tokens that stand in several pieces.
fn in_pieces(text: &[u8], depth: usize) -> Vec<(Chunked, Found)> {
    let searched = chunks::find(text).into_iter().map(|chunked| {
        let found = search(&chunked.text, depth + 1);
        (chunked, found)
    });
    searched.filter(|(_, found)| !found.candidates.is_empty()).collect()
}

/// Where the pieces stand, in the order of the text.
fn pieces_of(chunked: &[(Chunked, Found)]) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = chunked.iter().flat_map(|(chunked, _)| chunked.pieces.clone()).collect();
    pieces.sort_by_key(|piece| piece.start);
    pieces
}

struct Scan<'a> {
    text: &'a [u8],
    depth: usize,
    keys: &'a Option<Keys>,
    /// Up to here no Base64 is to be tried again.
    tried: usize,
    /// Up to here words that begin like a header are none, unless a dot follows.
    dull: usize,
    content: Range<usize>,
    at: usize,
    stretches: Vec<Stretch>,
    has_basic: bool,
    key: Option<(KeyLook, String)>,
}

impl Scan<'_> {
    /// Reads everything but the `pieces` of what is read elsewhere.
    fn run(&mut self, pieces: &[Range<usize>]) {
        let mut next = 0;
        while self.at < self.text.len() {
            while pieces.get(next).is_some_and(|piece| piece.end <= self.at) {
                next += 1;
            }
            if let Some(piece) = pieces.get(next).filter(|piece| piece.contains(&self.at)) {
                self.at = piece.end;
                continue;
            }
            if let Some(keys) = self.keys
                && keys.range.contains(&self.at)
                && !matches!(keys.look, KeyLook::Jwk | KeyLook::JwkSet)
            {
                self.at = keys.range.end;
                continue;
            }
            let between = octets::end_of(self.text, self.at, BETWEEN);
            if between > self.at {
                // No further than to where the next key begins, which is passed over.
                let key = self.keys.as_ref().map_or(between, |keys| keys.range.start);
                self.at = if key > self.at { between.min(key) } else { between };
                continue;
            }
            let length = shape::run(self.text, self.at);
            let end = self.at + length;
            let is_header_empty = length == 0 && shape::begins_object(self.text, self.at + 1);
            self.at = match length {
                0 if is_header_empty => self.compact(self.at, None).unwrap_or(self.at + 1),
                0 => self.at + 1,
                _ => self.word(self.at, end),
            };
        }
    }

    /// Reads a word, and tells where to go on.
    fn word(&mut self, start: usize, end: usize) -> usize {
        if self.text[start..end].starts_with(chunks::PREFIX)
            && let Some(next) = self.wrapped(start)
        {
            return next;
        }
        let is_dull = start < self.dull && self.text.get(end) != Some(&b'.');
        if let Some((start, cut)) = self.beginning(start, end).filter(|_| !is_dull)
            && let Some(next) = self.compact(start, cut)
        {
            return next;
        }
        if let Some(next) = self.wrapped(start) {
            return next;
        }
        match opaque::value_after(self.text, start..end) {
            Some(Value::Basic(range)) => {
                // A token takes the place of the secret where a program speaks to a registry.
                if let Some(next) = self.wrapped(range.start) {
                    return next;
                }
                self.has_basic = true;
                range.end
            }
            Some(Value::Token(range)) => self.value(range),
            None => end,
        }
    }

    /// Where in a word a compact token begins, if one does.
    fn beginning(&self, start: usize, end: usize) -> Option<(usize, Option<CutFront>)> {
        let text = self.text;
        if shape::begins_object(text, start) || is_paseto(text, start, end) {
            return Some((start, None));
        }
        if let Some(cut) = compact::cut_front(&text[start..end]) {
            return Some((start, Some(cut)));
        }
        let follows = text.get(end) == Some(&b'.') && shape::begins_object(text, end + 1);
        // A byte order mark before the object is damage of this header.
        let has_mark = text[start..end].starts_with(b"77u");
        if text.get(end) == Some(&b'.')
            && !has_mark
            && let Some(at) = self.header_inside(start, end)
        {
            return Some((at, None));
        }
        if !follows {
            return None;
        }
        let payload = end + 1 + shape::run(text, end + 1);
        let is_whole_behind = text.get(payload) == Some(&b'.') && shape::begins_object(text, payload + 1);
        // A payload without a header that can be read before it: that header is damaged, or its front was cut off.
        let is_cut = || compact::is_end_of_header(&text[start..end]).then_some(CutFront::Unknown);
        (!is_whole_behind).then(|| (start, is_cut()))
    }

    /// Where inside of a word the header of a token begins that goes on after the word.
    fn header_inside(&self, start: usize, end: usize) -> Option<usize> {
        let is_header = |at: usize| {
            shape::header(self.text, at).is_some_and(|header| header.contains_key("alg") || header.contains_key("enc"))
        };
        let mut at = start;
        for _ in 0..TRIES {
            at = octets::find(&self.text[..end], at + 1, b"eyJ")?;
            if is_header(at) {
                return Some(at);
            }
        }
        None
    }

    /// Reads a compact token, unless what stands here is one word of Base64 and no token.
    fn compact(&mut self, start: usize, cut: Option<CutFront>) -> Option<usize> {
        let missing = cut.map_or("", CutFront::missing);
        let reading = compact::read(self.text, start, missing);
        if !reading.token.contains('.') {
            if let Some(next) = self.wrapped(start) {
                return Some(next);
            }
            let context = context::around(self.text, start, reading.range.end);
            let is_named = context.scheme.is_some() || context.name.as_deref().is_some_and(opaque::names_token);
            let is_alone = start <= self.content.start && reading.range.end >= self.content.end;
            if !is_named && !is_alone {
                self.dull = reading.range.end;
                return None;
            }
        }
        let range = reading.range.clone();
        self.stretches.push(Stretch { range: range.clone(), what: What::Compact(reading, cut) });
        Some(range.end.max(start + 1))
    }

    /// Looks into Base64, if a run of it begins here.
    fn wrapped(&mut self, start: usize) -> Option<usize> {
        if self.depth >= DEEPEST || start < self.tried {
            return None;
        }
        // Behind a mark that says so; the mark is none of it.
        let mark = if self.text[start..].starts_with(chunks::PREFIX) { chunks::PREFIX.len() } else { 0 };
        let (wrapped, tried) = base64_text::read(self.text, start + mark);
        self.tried = self.tried.max(tried);
        let wrapped = wrapped?;
        let found = search(&wrapped.text, self.depth + 1);
        if found.candidates.is_empty() {
            self.key = self.key.take().or(found.key);
            return None;
        }
        self.stretches.push(Stretch { range: wrapped.start - mark..wrapped.end, what: What::Wrapped(found) });
        Some(wrapped.end)
    }

    /// The value of a name that tokens have.
    fn value(&mut self, range: Range<usize>) -> usize {
        let end = range.start + shape::run(self.text, range.start);
        if end > range.start {
            if self.beginning(range.start, end).is_some() {
                return range.start;
            }
            if let Some(next) = self.wrapped(range.start) {
                return next;
            }
        }
        let next = range.end;
        self.stretches.push(Stretch { range, what: What::Opaque });
        next
    }
}

/// `v4.public.` and its relatives (PASETO).
fn is_paseto(text: &[u8], start: usize, end: usize) -> bool {
    let purpose = text.get(end..end + 8).unwrap_or_default();
    matches!(&text[start..end], [b'v', b'1'..=b'4']) && (purpose == b".public." || purpose.starts_with(b".local."))
}

/// Says of each stretch what it is called, where it stands and what was taken away.
fn describe(source: &str, plain: &Plain, stretches: Vec<Stretch>, candidates: &mut Vec<Candidate>) {
    let offsets: Vec<_> = stretches.iter().map(|stretch| plain.source(stretch.range.clone()).start).collect();
    let places = json_place::places(source, &offsets);
    let mut lines = Lines::of(source);
    let mut known = BTreeSet::new();
    for (stretch, place) in stretches.into_iter().zip(places) {
        let is_new = match &stretch.what {
            What::Compact(reading, _) => known.insert(reading.token.as_bytes().to_vec()),
            What::Opaque => known.insert(plain.text[stretch.range.clone()].to_vec()),
            What::Wrapped(_) | What::Chunks(..) => true,
        };
        if !is_new {
            continue;
        }
        let context = context::around(&plain.text, stretch.range.start, stretch.range.end);
        let name = name(&context, place.as_ref());
        let raw_range = plain.source(stretch.range.clone());
        let raw = source.get(raw_range.clone()).unwrap_or_default().to_owned();
        let line = lines.place(raw_range.start);
        let is_whole = raw_range.start == 0 && raw_range.end == source.len();
        let place_text = match &place {
            Some(place) if !place.path.is_empty() => place.path.clone(),
            _ if is_whole => String::new(),
            _ => line,
        };
        let stand = repairs::Stand {
            plain,
            range: stretch.range,
            content: plain.content(),
            context: &context,
            name: name.as_deref(),
            is_member: place.is_some(),
        };
        match stretch.what {
            What::Opaque => {
                let token = String::from_utf8_lossy(&plain.text[stand.range.clone()]).into_owned();
                candidates.push(Candidate { token, repairs: stand.repairs(), name, place: place_text, raw });
            }
            What::Compact(reading, cut) => {
                let mut repairs = stand.repairs();
                repairs::seams(&reading.seams, &mut repairs);
                repairs::front(cut, &mut repairs);
                if reading.is_sealed {
                    repairs.push(Phrase::new("paste_removed_cookie_mac"));
                }
                candidates.push(Candidate { token: reading.token, repairs, name, place: place_text, raw });
            }
            What::Chunks(chunked, found) => {
                let count = chunked.pieces.len();
                let code = if count == 1 { "paste_chunk_alone" } else { "paste_joined_chunks" };
                let said = Phrase::new(code).with("name", &chunked.name).count("count", count);
                for inner in found.candidates {
                    let name = inner.name.or_else(|| Some(chunked.name.clone()));
                    let repairs = [vec![said.clone()], inner.repairs].concat();
                    let place = if inner.place.is_empty() {
                        chunked.name.clone()
                    } else {
                        [&chunked.name, " → ", &inner.place].concat()
                    };
                    candidates.push(Candidate { token: inner.token, name, place, repairs, raw: raw.clone() });
                }
            }
            What::Wrapped(found) => {
                let mut outer = stand.repairs();
                let spelled = raw.strip_prefix("base64-").unwrap_or(&raw);
                outer.push(
                    Phrase::new("paste_base64_decoded").with("beginning", &spelled.chars().take(4).collect::<String>()),
                );
                let is_only = found.candidates.len() == 1;
                for inner in found.candidates {
                    let repairs = [outer.clone(), inner.repairs].concat();
                    let place = match (place_text.is_empty(), inner.place.is_empty() || is_only && inner.name.is_none())
                    {
                        (_, true) => place_text.clone(),
                        (true, false) => inner.place,
                        (false, false) => [&place_text, " → ", &inner.place].concat(),
                    };
                    let name = inner.name.or_else(|| name.clone());
                    let raw = if is_only { raw.clone() } else { inner.raw };
                    candidates.push(Candidate { token: inner.token, name, place, repairs, raw });
                }
            }
        }
    }
}

/// The member's name, unless that says less than what is beside it.
fn name(context: &Context, place: Option<&Place>) -> Option<String> {
    let member = place.and_then(|place| place.name.clone());
    match (&context.name, member) {
        (Some(told), Some(member)) if context::says_nothing(&member) => Some(told.clone()),
        (_, Some(member)) => Some(member),
        (told, None) => told.clone(),
    }
}
