//! Base64 in either alphabet (RFC 4648 §4, §5), read without the rules that a token has to keep.

/// The six bits of a character of either alphabet.
#[inline(always)]
pub(crate) const fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'-' | b'+' => 62,
        b'_' | b'/' => 63,
        _ => return None,
    };
    Some(value as u32)
}

/// The octets up to the first character that means nothing, without regard to the rest.
pub(super) fn decode_as_far_as_possible(text: &str) -> Vec<u8> {
    let mut octets = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for byte in text.bytes() {
        let Some(value) = sextet(byte) else { break };
        bits = bits << 6 | value;
        held += 6;
        if held >= 8 {
            held -= 8;
            octets.push((bits >> held) as u8);
        }
    }
    octets
}

#[cfg(test)]
mod tests {
    use super::decode_as_far_as_possible;
    use crate::jose::base64url;

    #[test]
    fn lenient_reading_agrees_with_the_strict_one_and_goes_further() {
        for octets in [&b""[..], b"f", b"fo", b"foo", b"foob", b"\xff\xfe\xfb"] {
            assert_eq!(decode_as_far_as_possible(&base64url::encode(octets)), octets);
        }
        assert_eq!(decode_as_far_as_possible("Zm9v!Zm9v"), b"foo");
        assert_eq!(decode_as_far_as_possible("//79"), base64url::decode("__79").expect("readable"));
        assert_eq!(decode_as_far_as_possible("Zg=="), b"f");
    }
}
