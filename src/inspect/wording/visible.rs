//! Making foreign text safe to look at: characters that hide, move or reorder others are shown as escapes.
//!
//! Control characters, direction marks and joiners can make a value read as something it is not. The escapes are JSON's
//! (RFC 8259 §7), so what is shown inside a JSON string is still that string. Nothing here guards against look-alike letters.

use std::borrow::Cow;

/// `text` with every character that cannot be seen as itself written as `\uXXXX`.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(hides) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if hides(character) {
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
        "a space".clone_into(&mut name);
    } else if !character.is_ascii() && !hides(character) {
        name.push_str(&format!(" (U+{:X})", u32::from(character)));
    }
    name
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
