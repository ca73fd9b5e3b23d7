//! Texts of errors, in the character set that may travel (RFC 6749 §5.2, RFC 6750 §3).

/// `text` in the characters of `error_description`, `%x20-21 / %x23-5B / %x5D-7E` (ERR-02); others become near relatives or `?`.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            ' ' | '!' | '#'..='[' | ']'..='~' => c,
            '"' | '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' => '\'',
            '\\' => '/',
            '\t' | '\r' | '\n' => ' ',
            _ => '?',
        })
        .collect()
}
