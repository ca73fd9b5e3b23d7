//! What stands before a token: the word that says how it is used, and the name that it stands under.
//!
//! Header fields (`Authorization: Bearer …`, RFC 9110 §11.6.2), members, parameters, attributes, flags of a command, variables: they all
//! are a name, something that separates, perhaps a scheme, and the value. This reads backwards from the value, and never far.

use super::octets::{self, ALPHANUMERIC, BASE64URL};

/// How far before a token its name is looked for.
const FARTHEST: usize = 240;
/// Names that say nothing: a name beside them says what the value is, as in recorded headers and in lists of variables.
const EMPTY_NAMES: [&str; 6] = ["value", "val", "v", "content", "text", "raw"];
/// Words that stand before a token and say how it is used, wherever they stand.
const SCHEMES: [&str; 5] = ["bearer", "dpop", "jwt", "gnap", "oauth"];
/// Words that do so only where a value begins.
const WEAK_SCHEMES: [&str; 4] = ["token", "apikey", "mac", "accesstoken"];

/// What stands before a token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Context {
    /// The name as it was written.
    pub(super) name: Option<String>,
    /// The word between name and token.
    pub(super) scheme: Option<String>,
    /// Whether the name is a header field's.
    pub(super) is_header: bool,
    /// Where name and scheme begin.
    pub(super) start: usize,
}

/// A name without the signs and cases in which people write it otherwise: `accessToken`, `access-token`, `ACCESS_TOKEN`.
pub(super) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for byte in name.as_bytes() {
        if octets::is(*byte, ALPHANUMERIC) {
            folded.push(char::from(byte.to_ascii_lowercase()));
        }
    }
    folded
}

/// Whether a word is a scheme that needs no header to be known by.
pub(super) fn is_scheme(word: &str) -> bool {
    (3..=6).contains(&word.len()) && SCHEMES.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether a name says nothing about the value.
pub(super) fn says_nothing(name: &str) -> bool {
    EMPTY_NAMES.contains(&folded(name).as_str())
}

/// Whether what stands under a name has a scheme before it.
fn carries_scheme(name: &str) -> bool {
    folded(name).contains("auth")
}

/// What stands before the token at `range`.
pub(super) fn around(text: &[u8], start: usize, end: usize) -> Context {
    let mut back = Back { text, at: start, least: start.saturating_sub(FARTHEST) };
    let mut context = Context { start, ..Context::default() };
    let mut spaced = false;
    let glued = back.word();
    if !glued.is_empty() {
        // The token begins inside of a word: `Bearer_eyJ…`.
        context.scheme = Some(glued.trim_matches(['-', '_']).to_owned());
        context.start = back.at;
    } else {
        back.skip(is_quote);
        spaced = back.skip(|byte| byte.is_ascii_whitespace() || byte == b'+') > 0;
        back.block_mark();
        if spaced {
            back.scheme(&mut context);
        }
    }
    let spaced = spaced && context.scheme.is_none();
    back.name(&mut context, spaced);
    if context.scheme.is_none()
        && let Some(name) =
            context.name.take_if(|name| is_scheme(name) && !name.eq_ignore_ascii_case("jwt") && !context.is_header)
    {
        // `Bearer: eyJ…`
        context.scheme = Some(name);
        back.name(&mut context, false);
    }
    if let Some(name) = &context.name
        && says_nothing(name)
    {
        let window = &text[context.start.saturating_sub(FARTHEST)..context.start];
        let before = window.iter().rposition(|byte| *byte == b'}').map_or(window, |at| &window[at..]);
        let after = &text[end..text.len().min(end + FARTHEST)];
        let after = after.iter().position(|byte| matches!(byte, b'}' | b'{')).map_or(after, |at| &after[..at]);
        if let Some(told) = told_name(before, true).or_else(|| told_name(after, false)) {
            context.name = Some(told);
        }
    }
    context
}

/// The value of a member or an attribute called `name` or `key`.
fn told_name(window: &[u8], last: bool) -> Option<String> {
    let text = String::from_utf8_lossy(window).to_ascii_lowercase();
    let mut found = None;
    for word in ["name", "key", "header"] {
        let at = if last { text.rfind(word) } else { text.find(word) };
        if let Some(at) = at
            && found.is_none_or(|(known, _)| if last { at > known } else { at < known })
        {
            found = Some((at, word.len()));
        }
    }
    let (at, length) = found?;
    let original = String::from_utf8_lossy(window);
    let rest = original.get(at + length..)?.trim_start_matches(['"', '\'']).trim_start();
    let rest = rest.strip_prefix([':', '='])?.trim_start().trim_start_matches(['"', '\'']);
    let name: String = rest.chars().take_while(|c| is_name(*c as u32 as u8) && c.is_ascii()).take(64).collect();
    (!name.is_empty()).then_some(name)
}

const fn is_name(byte: u8) -> bool {
    octets::is(byte, BASE64URL)
}

const fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

/// Reads backwards.
struct Back<'a> {
    text: &'a [u8],
    at: usize,
    least: usize,
}

impl Back<'_> {
    const fn peek(&self) -> Option<u8> {
        if self.at > self.least { Some(self.text[self.at - 1]) } else { None }
    }

    fn skip(&mut self, keep: impl Fn(u8) -> bool) -> usize {
        let start = self.at;
        while self.peek().is_some_and(&keep) {
            self.at -= 1;
        }
        start - self.at
    }

    fn word(&mut self) -> String {
        let end = self.at;
        self.skip(is_name);
        String::from_utf8_lossy(&self.text[self.at..end]).into_owned()
    }

    /// A word that may be a scheme. Its characters are those of a `token` (RFC 9110 §5.6.2), dots among them, unless what stands behind the
    /// last one is a scheme by itself and no header field says otherwise.
    fn scheme_word(&mut self) -> String {
        let end = self.at;
        let last = self.word();
        let start = self.at;
        self.skip(|byte| is_name(byte) || matches!(byte, b'.' | b'!' | b'#' | b'*' | b'^' | b'~'));
        let starts_value = self.peek().is_none_or(|byte| byte.is_ascii_whitespace() || is_quote(byte) || byte == b':');
        if self.at == start || last.is_empty() || !starts_value || !self.follows_header() {
            self.at = start;
            return last;
        }
        String::from_utf8_lossy(&self.text[self.at..end]).into_owned()
    }

    /// Whether a header field's name stands before, under which credentials have a scheme.
    fn follows_header(&self) -> bool {
        let mut further = Back { text: self.text, at: self.at, least: self.least };
        let mut named = Context::default();
        further.skip(|byte| byte.is_ascii_whitespace());
        further.name(&mut named, false);
        named.name.as_deref().is_some_and(carries_scheme)
    }

    /// `>-` or `|` of YAML, after which the value begins on the next line.
    fn block_mark(&mut self) {
        let start = self.at;
        self.skip(|byte| matches!(byte, b'-' | b'+') || byte.is_ascii_digit());
        let marks = self.skip(|byte| matches!(byte, b'>' | b'|'));
        self.skip(|byte| byte == b' ');
        if marks != 1 || self.peek() != Some(b':') {
            self.at = start;
        }
    }

    /// The word before the token, if it says how the token is used; and before it once more, because people write it twice.
    fn scheme(&mut self, context: &mut Context) {
        for _ in 0..2 {
            let start = self.at;
            let word = self.scheme_word();
            let starts_value = self.peek().is_none_or(|byte| matches!(byte, b'\n' | b':' | b'=') || is_quote(byte));
            let known = is_scheme(&word) || starts_value && WEAK_SCHEMES.contains(&folded(&word).as_str());
            let mut further = Back { text: self.text, at: self.at, least: self.least };
            let mut named = Context::default();
            further.skip(|byte| byte.is_ascii_whitespace());
            further.name(&mut named, false);
            let is_credentials = named.name.as_deref().is_some_and(carries_scheme);
            if word.is_empty() || word.starts_with('-') || !(known || is_credentials) {
                self.at = start;
                return;
            }
            context.scheme = Some(match context.scheme.take() {
                Some(later) => [&word, " ", &later].concat(),
                None => word,
            });
            context.start = self.at;
            if self.skip(|byte| byte.is_ascii_whitespace()) == 0 {
                return;
            }
        }
    }

    /// The name, if something separates it from what follows.
    fn name(&mut self, context: &mut Context, spaced: bool) {
        let start = self.at;
        self.skip(|byte| byte.is_ascii_whitespace());
        self.skip(is_quote);
        self.literal_prefix();
        self.skip(|byte| is_quote(byte) || matches!(byte, b'\\' | b'(' | b'[' | b'$'));
        self.skip(|byte| byte.is_ascii_whitespace());
        let (mut colon, mut certain) = (false, true);
        match self.peek() {
            Some(b':') => {
                self.at -= 1;
                colon = true;
            }
            Some(b'=') => {
                self.at -= 1;
                self.skip(|byte| matches!(byte, b':' | b'+' | b'.' | b'='));
            }
            Some(b'>') => {
                self.at -= 1;
                match self.peek() {
                    Some(b'=' | b'-') => self.at -= 1,
                    _ => return self.tag(start, context),
                }
            }
            // An argument of a function, or a flag of a command.
            Some(b',') => {
                self.at -= 1;
                self.skip(|byte| byte.is_ascii_whitespace());
                certain = false;
            }
            Some(_) if spaced => {
                let word = self.word();
                if word.starts_with('-') && word.trim_matches('-').len() > 2 {
                    context.name = Some(word.trim_matches('-').to_owned());
                    context.start = self.at;
                } else {
                    self.at = start;
                }
                return;
            }
            _ => {
                self.at = start;
                return;
            }
        }
        self.skip(|byte| matches!(byte, b' ' | b'\t'));
        let quotes = self.skip(|byte| is_quote(byte) || matches!(byte, b']' | b')'));
        let word = self.word();
        let name = word.trim_matches('-');
        let told = folded(name);
        let is_known = ["auth", "token", "jwt", "dpop", "assertion"].iter().any(|part| told.contains(part));
        let is_written_as_name = is_known || quotes > 0 || name.contains(['-', '_']);
        let is_prose = colon && !is_written_as_name && self.follows_word();
        if name.is_empty() || is_prose || !certain && (quotes == 0 || !is_known) {
            self.at = start;
            return;
        }
        context.is_header = colon && (word.contains('-') || told == "authorization" || told == "dpop");
        context.name = Some(name.to_owned());
        context.start = self.at;
    }

    /// Whether another word stands directly before, as in a sentence.
    fn follows_word(&self) -> bool {
        let before = &self.text[self.least..self.at];
        let spaces = before.iter().rev().take_while(|byte| **byte == b' ').count();
        let word = before.iter().rev().nth(spaces);
        spaces > 0
            && word.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b',' | b'.') || !byte.is_ascii())
    }

    /// `f"…"` of Python, `@"…"` of C#, `b"…"` and `r"…"` of others.
    fn literal_prefix(&mut self) {
        let before = self.text[self.least..self.at].iter().rev().nth(1);
        let is_prefix = matches!(self.peek(), Some(b'f' | b'F' | b'b' | b'r' | b'u' | b'@'));
        let is_string = self.text.get(self.at).is_some_and(|byte| is_quote(*byte));
        if is_string && is_prefix && before.is_some_and(|byte| matches!(byte, b' ' | b'=' | b':' | b'(' | b',')) {
            self.at -= 1;
        }
    }

    /// `<access_token>` before the value.
    fn tag(&mut self, start: usize, context: &mut Context) {
        let end = self.at;
        self.skip(|byte| !matches!(byte, b'<' | b'>'));
        let inside = String::from_utf8_lossy(&self.text[self.at..end]).into_owned();
        let name = inside.split_ascii_whitespace().next().and_then(|name| name.rsplit(':').next()).unwrap_or_default();
        if self.peek() == Some(b'<') && !name.is_empty() && name.bytes().all(is_name) {
            context.name = Some(name.to_owned());
            context.start = self.at - 1;
        } else {
            self.at = start;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn a_name_and_a_scheme_are_known_in_every_notation() {
        for (before, name, scheme) in [
            ("Authorization: Bearer ", Some("Authorization"), Some("Bearer")),
            ("Authorization: JWT ", Some("Authorization"), Some("JWT")),
            ("Authorization: Custom-Scheme ", Some("Authorization"), Some("Custom-Scheme")),
            ("Authorization: Acme.Jwt ", Some("Authorization"), Some("Acme.Jwt")),
            ("{\"Authorization\": \"com.example.v1 ", Some("Authorization"), Some("com.example.v1")),
            ("It says so.Bearer ", None, Some("Bearer")),
            ("Authorization: Bearer Bearer ", Some("Authorization"), Some("Bearer Bearer")),
            ("\"Authorization\": \"Bearer ", Some("Authorization"), Some("Bearer")),
            ("authorization=bearer ", Some("authorization"), Some("bearer")),
            ("Bearer: ", None, Some("Bearer")),
            ("x-amzn-oidc-data: ", Some("x-amzn-oidc-data"), None),
            ("req.setRequestHeader(\"Authorization\", \"Bearer ", Some("Authorization"), Some("Bearer")),
            ("{\"name\":\"Authorization\",\"value\":\"Bearer ", Some("Authorization"), Some("Bearer")),
            ("- name: API_TOKEN\n  value: ", Some("API_TOKEN"), None),
            ("token: >-\n  ", Some("token"), None),
            ("$env:TOKEN = '", Some("TOKEN"), None),
            ("docker run -e TOKEN=", Some("TOKEN"), None),
            ("tool --access-token ", Some("access-token"), None),
            ("<t:AccessToken x=\"1\">", Some("AccessToken"), None),
            ("headers['Authorization'] = f\"Bearer ", Some("Authorization"), Some("Bearer")),
            ("with the words ", None, None),
            ("the token ", None, None),
            ("", None, None),
        ] {
            let context = around(before.as_bytes(), before.len(), before.len());
            assert_eq!((context.name.as_deref(), context.scheme.as_deref()), (name, scheme), "{before}");
        }
    }
}
