//! Letters without their case, for comparing names (RFC 4518 §2.2).
//!
//! For the alphabets of Europe. The table of all scripts that Rust has is twelve kilobytes of the page, and a letter of any other script
//! still equals itself; so a name that differs only in the case of such letters is taken for another, and nobody is let in by mistake.

/// The small letter of a capital one; anything else as it is.
pub(super) fn lower(c: char) -> char {
    let code = u32::from(c);
    let step = match code {
        // ASCII, Latin-1 without the sign of multiplication, Greek, Cyrillic.
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => 32,
        0x400..=0x40F => 80,
        // Latin Extended-A, where a small letter follows each capital one.
        0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 => u32::from(code % 2 == 0),
        0x139..=0x148 | 0x179..=0x17E => u32::from(code % 2 == 1),
        _ => 0,
    };
    char::from_u32(code + step).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabets_of_europe_are_folded_as_unicode_has_it_and_nothing_else_changes() {
        let (mut folded, mut kept) = (0, 0);
        for c in char::MIN..=char::MAX {
            let small: Vec<char> = c.to_lowercase().collect();
            if lower(c) == c {
                kept += usize::from(small != [c]);
            } else {
                assert_eq!(small, [lower(c)], "{c}");
                folded += 1;
            }
        }
        assert_eq!(folded, 26 + 30 + 26 + 48 + 61, "ASCII, Latin-1, Greek, Cyrillic, Latin Extended-A");
        assert!(kept > 1000, "other scripts keep their case");
    }
}
