//! The pieces of a challenge: tokens, quoted strings and what separates them (RFC 9110 §5.6).

use super::error::ChallengeError;
use super::param::ChallengeParam;

/// Reads tokens and quoted strings from left to right.
pub(super) struct Reader<'a> {
    text: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0 }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    pub(super) fn skip_spaces(&mut self) -> usize {
        self.skip_while(|b| matches!(b, b' ' | b'\t'))
    }

    /// Empty list elements are allowed (RFC 9110 §5.6.1.2).
    pub(super) fn skip_separators(&mut self) {
        self.skip_while(|b| matches!(b, b' ' | b'\t' | b','));
    }

    fn skip_while(&mut self, keep: fn(u8) -> bool) -> usize {
        let start = self.at;
        while self.peek().is_some_and(keep) {
            self.at += 1;
        }
        self.at - start
    }

    pub(super) fn token(&mut self) -> Option<&'a str> {
        let start = self.at;
        self.skip_while(is_token_octet);
        std::str::from_utf8(&self.text[start..self.at]).ok().filter(|token| !token.is_empty())
    }

    /// Reads `= value` after `name`.
    pub(super) fn value(&mut self, name: &str) -> Result<ChallengeParam, ChallengeError> {
        if self.peek() != Some(b'=') {
            return Err(ChallengeError::Parameter { at: self.at });
        }
        self.at += 1;
        self.skip_spaces();
        let quoted = self.peek() == Some(b'"');
        let value = if quoted {
            self.quoted_string()?
        } else {
            let at = self.at;
            self.token().ok_or(ChallengeError::Parameter { at })?.to_owned()
        };
        Ok(ChallengeParam { name: name.to_owned(), value, quoted })
    }

    fn quoted_string(&mut self) -> Result<String, ChallengeError> {
        let start = self.at;
        let open = || ChallengeError::OpenQuote { at: start };
        let mut octets = Vec::new();
        loop {
            self.at += 1;
            match self.peek().ok_or_else(open)? {
                b'"' => break,
                b'\\' => {
                    self.at += 1;
                    octets.push(self.peek().ok_or_else(open)?);
                }
                other => octets.push(other),
            }
        }
        self.at += 1;
        Ok(String::from_utf8_lossy(&octets).into_owned())
    }
}

/// `tchar` of RFC 9110 §5.6.2.
const fn is_token_octet(octet: u8) -> bool {
    octet.is_ascii_alphanumeric()
        || matches!(
            octet,
            b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'-' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~'
        )
}
