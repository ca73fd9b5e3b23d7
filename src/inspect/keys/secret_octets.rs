//! The octets of a secret that somebody wrote as numbers: hexadecimal digits in the notations of common tools, and lists of numbers.
//!
//! OpenSSL and `ssh-keygen` write colons between octets, `xxd` and Node spaces, C and Rust `0x` before each, Java and Python lists of
//! decimal numbers, of which Java's go below zero.

/// The octets that hexadecimal digits write: in one piece, or in pieces with colons, spaces, hyphens, commas or line ends between them, each
/// with `0x` or `\x` before it or without.
pub(super) fn hex(text: &str) -> Option<Vec<u8>> {
    let text = unwrapped(text.trim());
    let pieces = text.split(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | ',' | ';' | '_' | '\\'));
    let mut octets = Vec::with_capacity(text.len() / 2);
    for piece in pieces.filter(|piece| !piece.is_empty()) {
        let digits = ["0x", "0X", "x"].iter().find_map(|sign| piece.strip_prefix(sign)).unwrap_or(piece);
        if digits.is_empty() || !digits.len().is_multiple_of(2) || !digits.bytes().all(|c| c.is_ascii_hexdigit()) {
            return None;
        }
        for pair in digits.as_bytes().chunks(2) {
            octets.push(u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?);
        }
    }
    (!octets.is_empty()).then_some(octets)
}

/// The octets that a list of at least eight numbers writes: `[97, 98, …]`, `{0x61, …}`, and the same below zero, as Java has it.
pub(super) fn numbers(text: &str) -> Option<Vec<u8>> {
    const LEAST: usize = 8;
    let start = text.find(['[', '{'])?;
    let inside = text[start + 1..].trim_end().trim_end_matches([';', ')']).trim_end().strip_suffix([']', '}'])?;
    // `{"type":"Buffer","data":[…]}`, as Node writes octets in JSON.
    let inside = match inside.rsplit_once('[') {
        Some((before, list)) if before.contains("data") => list.trim_end().strip_suffix(']')?,
        Some(_) => return None,
        None => inside,
    };
    let inside = inside.trim_end().trim_end_matches(',');
    let octets: Option<Vec<u8>> = inside.split(',').map(|number| octet(number.trim())).collect();
    octets.filter(|octets| octets.len() >= LEAST)
}

fn octet(number: &str) -> Option<u8> {
    match number.strip_prefix("0x").or_else(|| number.strip_prefix("0X")) {
        Some(digits) => u8::from_str_radix(digits, 16).ok(),
        None => number.parse().ok().or_else(|| number.parse::<i8>().ok().map(i8::cast_unsigned)),
    }
}

/// Without what languages write around: `b"…"` of Python and Rust, `x'…'` of SQL, `<Buffer …>` of Node, `hex:`.
fn unwrapped(text: &str) -> &str {
    if let Some(inside) = text.strip_prefix("<Buffer ").and_then(|rest| rest.strip_suffix('>')) {
        return inside;
    }
    let text = ["hex:", "HEX:"].iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(text);
    let quoted = text.strip_prefix(['b', 'x', 'X']).unwrap_or(text);
    let inside = ['"', '\''].into_iter().find_map(|quote| quoted.strip_prefix(quote)?.strip_suffix(quote));
    inside.unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{hex, numbers};

    #[test]
    fn every_notation_writes_the_same_octets() {
        let octets = Some(vec![0xa0, 0x1b, 0x02, 0xff]);
        for text in [
            "a01b02ff",
            "A01B02FF",
            "0xa01b02ff",
            "0XA01B02FF",
            "a0:1b:02:ff",
            "A0 1B 02 FF",
            "a0-1b-02-ff",
            "a01b 02ff",
            "0xa0, 0x1b, 0x02, 0xff,",
            r"\xa0\x1b\x02\xff",
            r#"b"\xa0\x1b\x02\xff""#,
            "x'A01B02FF'",
            "<Buffer a0 1b 02 ff>",
            "    a0:1b:\n    02:ff\n",
            "hex:a01b02ff",
        ] {
            assert_eq!(hex(text), octets, "{text}");
        }
        for text in ["", " ", ":", "0x", "a01b02f", "a0:1b:2:ff", "a01g", "secret", "<Buffer >"] {
            assert_eq!(hex(text), None, "{text}");
        }
    }

    #[test]
    fn a_list_of_numbers_is_read_with_signs_and_without() {
        let octets = Some((0xfc..=0xff).chain(0..4).collect::<Vec<u8>>());
        for text in [
            "[252, 253, 254, 255, 0, 1, 2, 3]",
            "[-4,-3,-2,-1,0,1,2,3]",
            "{ 0xfc, 0xfd, 0xfe, 0xff, 0, 1, 2, 3, };",
            r#"{"type":"Buffer","data":[252,253,254,255,0,1,2,3]}"#,
            "bytearray([252, 253, 254, 255, 0, 1, 2, 3])",
        ] {
            assert_eq!(numbers(text), octets, "{text}");
        }
        for text in ["[1,2,3]", "[1,2,3,4,5,6,7,256]", "[1,2,3,4,5,6,7,-129]", "1,2,3,4,5,6,7,8", "[[1,2,3,4,5,6,7,8]]"]
        {
            assert_eq!(numbers(text), None, "{text}");
        }
    }
}
