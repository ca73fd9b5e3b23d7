//! Signed cookies: `s:VALUE.MAC`, as Express writes them (npm `cookie-signature` 1.2.2, npm `cookie-parser` 1.4.7). The MAC is HMAC-SHA-256 in
//! Base64 without padding, over the value; it belongs to the cookie and is no part of a token that is the value.

use super::octets::{self, BASE64};
use super::shape;

/// What stands before the value.
const MARK: &[u8] = b"s:";
/// HMAC-SHA-256 in Base64 without padding.
const MAC: usize = 43;
/// How many characters the last part of a token can have: signatures by their algorithm and by RSA keys in use, tags of encryption.
const LAST_PARTS: [usize; 10] = [22, 32, 43, 64, 86, 128, 171, 176, 342, 512];

/// Whether the mark of a signed cookie stands before `start`, and no name ends in it.
pub(super) fn is_marked(text: &[u8], start: usize) -> bool {
    let Some(mark) = start.checked_sub(MARK.len()).filter(|mark| text[*mark..].starts_with(MARK)) else { return false };
    mark == 0 || !octets::is(text[mark - 1], BASE64)
}

/// Where the mark begins.
pub(super) const fn mark(start: usize) -> usize {
    start - MARK.len()
}

/// How many of `token`'s characters are the token, when a MAC stands behind it; `is_marked` tells that the cookie says so.
pub(super) fn length(token: &[u8], is_marked: bool) -> Option<usize> {
    let is_encrypted = shape::header(token, 0)?.contains_key("enc");
    let parts = if is_encrypted { 5 } else { 3 };
    let mut dots = token.iter().enumerate().filter(|(_, byte)| **byte == b'.').map(|(place, _)| place);
    let (before, end) = (dots.nth(parts - 2)?, dots.next()?);
    let is_last = dots.next().is_none();
    // A MAC has plus signs and slashes, of which some end what is read.
    let looks_sealed = token.len() - end - 1 == MAC && LAST_PARTS.contains(&(end - before - 1));
    (is_last && (is_marked || looks_sealed)).then_some(end)
}

/// Where the MAC ends that begins behind the dot at `dot`.
pub(super) fn end(text: &[u8], dot: usize) -> usize {
    let end = octets::end_of(text, dot + 1, BASE64);
    end + text[end..].iter().take(2).take_while(|byte| **byte == b'=').count()
}

#[cfg(test)]
mod tests {
    use super::{is_marked, length};

    #[test]
    fn the_last_part_is_the_cookies() {
        let mac = "A".repeat(43);
        let jwt = ["eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.", &mac[..], &mac].concat();
        let jwe = ["eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.", &mac[..22]].concat();
        for token in [jwt.as_str(), &jwe] {
            for is_marked in [true, false] {
                let sealed = [token, ".", &mac].concat();
                assert_eq!(length(sealed.as_bytes(), is_marked), Some(token.len()));
                assert_eq!(length(token.as_bytes(), is_marked), None);
            }
            assert_eq!(length([token, ".AA"].concat().as_bytes(), true), Some(token.len()));
            assert_eq!(length([token, ".AA"].concat().as_bytes(), false), None);
            assert_eq!(length([token, "A.", &mac].concat().as_bytes(), false), None, "no signature has that length");
        }
        assert!(is_marked(b"s:eyJ", 2) && is_marked(b"token=s:eyJ", 8) && !is_marked(b"claims:eyJ", 7));
        assert!(!is_marked(b":eyJ", 1));
    }
}
