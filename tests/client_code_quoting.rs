//! Any text as a literal of each language, read back by another reader than the one that wrote it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use grant_lab::client::code::Quoting;
use proptest::prelude::*;

/// Reads the literal at the front as the language does: what it says, and what stands behind it.
fn read(quoting: Quoting, source: &str) -> Option<(String, &str)> {
    match quoting {
        Quoting::Posix => read_posix(source),
        Quoting::PowerShell => read_powershell(source),
        Quoting::Java => {
            // Unicode escapes count before anything else (JLS §3.3): after them no quote may be there that was not before.
            let translated = java_unicode(source);
            let (text, rest) = read_escaped(quoting, &translated)?;
            assert_eq!(rest, &source[source.len() - rest.len()..], "the escapes do not reach behind the literal");
            Some((text, &source[source.len() - rest.len()..]))
        }
        _ => read_escaped(quoting, source),
    }
}

/// XCU §2.2: inside single quotes everything is itself, `\'` outside is a quote, and neighbours are one word.
fn read_posix(source: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut rest = source;
    loop {
        if let Some(quoted) = rest.strip_prefix('\'') {
            let (inside, after) = quoted.split_once('\'')?;
            text.push_str(inside);
            rest = after;
        } else if let Some(after) = rest.strip_prefix("\\'") {
            text.push('\'');
            rest = after;
        } else {
            return Some((text, rest));
        }
    }
}

/// about_Quoting_Rules: any of five characters ends it, two in a row are the second of them.
fn read_powershell(source: &str) -> Option<(String, &str)> {
    let is_quote = |character: char| "'\u{2018}\u{2019}\u{201a}\u{201b}".contains(character);
    let mut text = String::new();
    let mut characters = source.strip_prefix('\'')?.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if is_quote(character) {
            match characters.peek() {
                Some((_, next)) if is_quote(*next) => {
                    text.push(*next);
                    characters.next();
                }
                _ => return Some((text, &source[1 + at + character.len_utf8()..])),
            }
        } else {
            text.push(character);
        }
    }
    None
}

fn read_escaped(quoting: Quoting, source: &str) -> Option<(String, &str)> {
    let mut units: Vec<u16> = Vec::new();
    let mut rest = source.strip_prefix('"')?;
    let put = |units: &mut Vec<u16>, character: char| units.extend_from_slice(character.encode_utf16(&mut [0; 2]));
    loop {
        let character = rest.chars().next()?;
        rest = &rest[character.len_utf8()..];
        match character {
            '"' => return Some((String::from_utf16(&units).ok()?, rest)),
            '\n' | '\r' => return None,
            // They end lines for C#, and two of them for JavaScript before 2019.
            '\u{85}' | '\u{2028}' | '\u{2029}' if matches!(quoting, Quoting::CSharp | Quoting::JavaScript) => {
                return None;
            }
            '\\' => {
                let escape = rest.chars().next()?;
                rest = &rest[escape.len_utf8()..];
                match escape {
                    'n' => put(&mut units, '\n'),
                    'r' => put(&mut units, '\r'),
                    't' => put(&mut units, '\t'),
                    '"' | '\\' => put(&mut units, escape),
                    'u' if rest.starts_with('{') && matches!(quoting, Quoting::JavaScript | Quoting::Rust) => {
                        let (digits, after) = rest[1..].split_once('}')?;
                        put(&mut units, char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
                        rest = after;
                    }
                    'u' if matches!(quoting, Quoting::Python | Quoting::Go | Quoting::CSharp | Quoting::JavaScript) => {
                        units.push(u16::from_str_radix(rest.get(..4)?, 16).ok()?);
                        rest = &rest[4..];
                    }
                    'U' if matches!(quoting, Quoting::Python | Quoting::Go | Quoting::CSharp) => {
                        put(&mut units, char::from_u32(u32::from_str_radix(rest.get(..8)?, 16).ok()?)?);
                        rest = &rest[8..];
                    }
                    // JLS §3.10.7: up to three octal digits.
                    '0'..='3' if quoting == Quoting::Java => {
                        let digits = [&escape.to_string(), rest.get(..2)?].concat();
                        units.push(u16::from_str_radix(&digits, 8).ok()?);
                        rest = &rest[2..];
                    }
                    _ => return None,
                }
            }
            _ => put(&mut units, character),
        }
    }
}

/// What a Java compiler sees: `\uXXXX` is a character wherever it stands, unless another backslash is before its own.
fn java_unicode(source: &str) -> String {
    let units: Vec<u16> = source.encode_utf16().collect();
    let mut seen = Vec::new();
    let mut at = 0;
    let mut backslashes = 0;
    while at < units.len() {
        let is_escape =
            units[at] == u16::from(b'\\') && backslashes % 2 == 0 && units.get(at + 1) == Some(&u16::from(b'u'));
        if is_escape {
            let digits = String::from_utf16(&units[at + 2..at + 6]).unwrap();
            seen.push(u16::from_str_radix(&digits, 16).unwrap());
            at += 6;
            backslashes = 0;
        } else {
            backslashes = if units[at] == u16::from(b'\\') { backslashes + 1 } else { 0 };
            seen.push(units[at]);
            at += 1;
        }
    }
    String::from_utf16(&seen).unwrap()
}

fn judge(quoting: Quoting, text: &str) {
    let literal = quoting.literal(text);
    let behind = "; rest \"'";
    let source = [&literal, behind].concat();
    let (said, rest) = read(quoting, &source).unwrap_or_else(|| panic!("{quoting:?} does not end: {literal}"));
    assert_eq!(said, text, "{quoting:?}: {literal}");
    assert_eq!(rest, behind, "{quoting:?}: {literal}");
}

#[test]
fn what_would_break_out_does_not() {
    for text in [
        "",
        "'",
        "\"",
        "\\",
        "\\\\",
        "\\'",
        "'\\''",
        "\\\"",
        "$HOME",
        "$(id)",
        "`id`",
        "${x}",
        "#{x}",
        "{0}",
        "%s",
        "a\nb",
        "a\r\nb",
        "\u{2018}",
        "\u{2019}\u{201b}",
        "'\u{2019}",
        "\\u0022",
        "\\u000a",
        "\\uu0022",
        "\\\\u0022",
        "\u{0}1",
        "\u{7}7",
        "\u{85}",
        "\u{2028}",
        "\u{202e}",
        "\u{feff}",
        "\u{10ffff}",
        "é",
        "𝄞",
        "*/",
        "//",
        "-- ",
        "\"\"\"",
        "'''",
        "${jndi:x}",
        "@x",
        "=@x",
        "!!",
    ] {
        for quoting in Quoting::ALL {
            judge(quoting, text);
            judge(quoting, &[text, text].concat());
            judge(quoting, &["a", text, "1"].concat());
        }
    }
}

#[test]
fn nobody_is_shown_less_than_there_is() {
    for quoting in Quoting::ALL {
        if matches!(quoting, Quoting::Posix | Quoting::PowerShell) {
            continue; // Neither has escapes that all versions know.
        }
        for character in ['\u{202e}', '\u{200b}', '\u{2066}', '\u{a0}', '\u{ad}', '\u{e0041}', '\u{0}', '\u{7f}'] {
            assert!(!quoting.literal(&character.to_string()).contains(character), "{quoting:?}: {character:?}");
        }
        assert_eq!(quoting.literal("é 日本 ~"), "\"é 日本 ~\"");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_back(text in any::<String>(), spiked in r#"["'\\$`u0-9{}\n\r‘’‚‛ ]{0,30}"#) {
        for quoting in Quoting::ALL {
            judge(quoting, &text);
            judge(quoting, &spiked);
        }
    }
}
