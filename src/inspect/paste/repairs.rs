//! What was taken away to get at a token, said exactly and in order.

use std::ops::Range;

use super::compact::CutFront;
use super::context::Context;
use super::plain::{Plain, Spelling};
use super::seam::Seam;
use crate::inspect::Phrase;

/// A token in the text around it.
pub(super) struct Stand<'a> {
    pub(super) plain: &'a Plain,
    pub(super) range: Range<usize>,
    /// Where the text stands without the white space around it.
    pub(super) content: Range<usize>,
    pub(super) context: &'a Context,
    pub(super) name: Option<&'a str>,
    pub(super) is_member: bool,
}

impl Stand<'_> {
    /// What stood around the token, and how its characters were spelled.
    pub(super) fn repairs(&self) -> Vec<Phrase> {
        let mut repairs = Vec::new();
        if self.plain.invisible > 0 {
            repairs.push(Phrase::new("paste_removed_invisible").count("count", self.plain.invisible));
        }
        self.around(&mut repairs);
        self.spelling(&mut repairs);
        repairs
    }

    fn around(&self, repairs: &mut Vec<Phrase>) {
        let text = &self.plain.text;
        // Where the text begins and ends apart from white space.
        let (first, last) = (self.content.start, self.content.end);
        let is_trimmed = first > 0 || last < text.len();
        let (start, end) = (self.range.start.max(first), self.range.end.min(last).max(first));
        let outside = start - first + (last - end);
        let scheme = self.context.scheme.as_deref();
        match self.name {
            Some(name) => {
                let code = match () {
                    () if self.is_member => "paste_took_member",
                    () if self.context.is_header => "paste_removed_header",
                    () => "paste_took_parameter",
                };
                repairs.push(Phrase::new(code).with("name", name));
            }
            None if is_trimmed => repairs.push(Phrase::new("paste_removed_around")),
            None => {}
        }
        if let Some(scheme) = scheme {
            repairs.push(Phrase::new("paste_removed_scheme").with("scheme", scheme));
        }
        if self.name.is_some() || scheme.is_some() {
            return;
        }
        let is_end = |byte: &u8| byte.is_ascii_punctuation() || !byte.is_ascii();
        if outside == 0 {
            return;
        }
        if outside > LONGEST_ENDS {
            repairs.push(Phrase::new("paste_took_from_text"));
            return;
        }
        let ends = [&text[first..start], &text[end..last]].concat();
        let ends: Vec<u8> = ends.into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect();
        if ends.is_empty() {
            return;
        }
        let ends = if ends.iter().all(is_end) { String::from_utf8(ends).ok() } else { None };
        repairs.push(match ends {
            Some(ends) if ends.contains(QUOTES) => Phrase::new("paste_removed_quotes").with("text", &ends),
            Some(ends) => Phrase::new("paste_removed_ends").with("text", &ends),
            None => Phrase::new("paste_took_from_text"),
        });
    }

    /// Percent signs and references count also in the name and the scheme, because they were read through them.
    fn spelling(&self, repairs: &mut Vec<Phrase>) {
        let start = self.context.start.min(self.range.start);
        let mut percent = 0;
        let (mut entities, mut printable) = (false, false);
        for change in self.plain.changes(start..self.range.end) {
            match change {
                Spelling::Percent(depth) => percent = percent.max(depth),
                Spelling::Entity => entities = true,
                Spelling::QuotedPrintable => printable = true,
                Spelling::Escape => {}
            }
        }
        if percent > 0 {
            let code = if percent == 1 { "paste_percent_decoded" } else { "paste_percent_decoded_again" };
            let phrase = Phrase::new(code);
            repairs.push(if percent == 1 { phrase } else { phrase.count("count", percent.into()) });
        }
        if entities {
            repairs.push(Phrase::new("paste_entities_decoded"));
        }
        if printable {
            repairs.push(Phrase::new("paste_quoted_printable_decoded"));
        }
        if self.plain.changes(self.range.clone()).any(|change| change == Spelling::Escape) {
            repairs.push(Phrase::new("paste_unescaped"));
        }
    }
}

/// More than this around a token is text.
const LONGEST_ENDS: usize = 24;
const QUOTES: [char; 9] = ['"', '\'', '`', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}'];

/// What stood between the pieces of a token.
pub(super) fn seams(seams: &[Seam], repairs: &mut Vec<Phrase>) {
    let count = |wanted: fn(&Seam) -> bool| seams.iter().filter(|seam| wanted(seam)).count();
    let breaks = count(|seam| matches!(seam, Seam::LineEnd(_)));
    let marked = seams.iter().filter_map(|seam| match seam {
        Seam::LineEnd(marks) if !marks.is_empty() => Some(marks.as_str()),
        _ => None,
    });
    if count(|seam| *seam == Seam::Spaces) > 0 {
        repairs.push(Phrase::new("paste_removed_spaces"));
    }
    if breaks > 0 {
        repairs.push(Phrase::new("paste_removed_line_breaks").count("count", breaks));
    }
    if let Some(first) = { marked }.next() {
        repairs.push(Phrase::new("paste_removed_marks").with("text", first));
    }
    let strings = count(|seam| *seam == Seam::Strings);
    if strings > 0 {
        repairs.push(Phrase::new("paste_joined_strings").count("count", strings + 1));
    }
}

/// What was put back at the front, or that it is cut off.
pub(super) fn front(cut: Option<CutFront>, repairs: &mut Vec<Phrase>) {
    match cut {
        None => {}
        Some(CutFront::Known(missing)) => {
            repairs.push(Phrase::new("paste_front_restored").with("missing", missing).count("count", missing.len()));
        }
        Some(CutFront::Unknown) => repairs.push(Phrase::new("paste_front_cut")),
    }
}
