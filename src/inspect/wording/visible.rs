//! Making foreign text safe to look at: characters that hide, move or reorder others are shown as escapes.
//!
//! Control characters, direction marks and joiners can make a value read as something it is not. The escapes are JSON's
//! (RFC 8259 §7), so what is shown inside a JSON string is still that string. So do characters that stand on the one before, where more of
//! them follow each other than any language needs: they hide what is around them, and drawing them takes a browser very long. Nothing here
//! guards against look-alike letters.

use std::borrow::Cow;

use crate::content::units::SPACE;

/// `text` with every character that cannot be seen as itself written as `\uXXXX`.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    // Most texts are of printable ASCII, and looking at octets is much faster.
    if text.bytes().all(|octet| matches!(octet, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut pile = 0;
    for character in text.chars() {
        pile = if combines(character) { pile + 1 } else { 0 };
        if pile > HIGHEST_PILE || hides(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                shown.push_str("\\u");
                for shift in [12, 8, 4, 0] {
                    shown.push(char::from(b"0123456789abcdef"[usize::from(*unit >> shift & 0xf)]));
                }
            }
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// A short name for one character in a sentence: the character when it can be seen, and its code point when it is not ASCII.
#[must_use]
pub(crate) fn name_of(character: char) -> String {
    let mut name = visible(character.encode_utf8(&mut [0; 4])).into_owned();
    if character == ' ' {
        SPACE.clone_into(&mut name);
    } else if !character.is_ascii() && !hides(character) {
        name.push_str(&format!(" (U+{:X})", u32::from(character)));
    }
    name
}

/// How many characters may stand on one before. Tibetan needs most, and fewer than these.
const HIGHEST_PILE: usize = 8;

/// Whether a character stands on the one before it. `core` knows the table, and asks it when it writes a text for debugging.
fn combines(character: char) -> bool {
    !character.is_ascii() && character.escape_debug().len() > 1
}

/// Whether a character is invisible or changes the order or shape of others.
#[must_use]
pub(crate) const fn hides(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}'
        | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}'
        | '\u{3000}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::{name_of, visible};

    #[test]
    fn decode_combining_piles_become_escapes_and_words_stay() {
        for mark in ['\u{301}', '\u{20dd}', '\u{5b0}', '\u{e49}', '\u{93c}', '\u{3099}', '\u{1e8d0}'] {
            let pile: String = std::iter::once('a').chain(std::iter::repeat_n(mark, 1000)).collect();
            let shown = visible(&pile);
            assert_eq!(shown.chars().filter(|c| *c == mark).count(), 8, "{mark:?}");
            assert!(shown.ends_with(|c: char| c.is_ascii_hexdigit()), "{mark:?}");
        }
        for word in ["Ngô Đình Diệm", "שָׁלוֹם", "นี้", "हिन्दी", "བསྒྲུབས", "がぎぐ", "e\u{301}e\u{301}"]
        {
            assert_eq!(visible(word), word);
        }
    }

    #[test]
    fn direction_and_control_characters_become_escapes() {
        assert_eq!(visible("a\u{202e}b\u{0}\u{200b}\n"), "a\\u202eb\\u0000\\u200b\\u000a");
        assert_eq!(visible("\u{e0041}"), "\\udb40\\udc41");
        assert_eq!(visible("Grüße, 日本 👋"), "Grüße, 日本 👋");
    }

    #[test]
    fn a_character_is_named_so_that_it_can_be_told_apart() {
        assert_eq!(name_of('+'), "+");
        assert_eq!(name_of('\u{2024}'), "\u{2024} (U+2024)");
        assert_eq!(name_of('\n'), "\\u000a");
    }
}
