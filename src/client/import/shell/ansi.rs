//! The escapes inside of `$'…'` (POSIX.1-2024, Shell Command Language §2.2.4).

/// What the escape at the beginning of `rest`, after its backslash, stands for, and what follows it. One that is none stands for itself.
pub(super) fn ansi_escape(rest: &str) -> (String, &str) {
    let mut characters = rest.chars();
    let Some(c) = characters.next() else { return ("\\".to_owned(), rest) };
    let after = characters.as_str();
    let (most, radix) = match c {
        'x' => (2, 16),
        'u' => (4, 16),
        'U' => (8, 16),
        '0'..='7' => (2, 8),
        other => return (simple(other), after),
    };
    let length = after.chars().take(most).take_while(|c| c.is_digit(radix)).count();
    let (digits, mut rest) = after.split_at(length);
    let digits = if radix == 8 { [c.to_string().as_str(), digits].concat() } else { digits.to_owned() };
    let Ok(code) = u32::from_str_radix(&digits, radix) else { return (['\\', c].iter().collect(), rest) };
    if code == 0 {
        return (String::new(), rest); // No argument of a program has one.
    }
    if matches!(c, 'u' | 'U') || code < 128 {
        return (char::from_u32(code).unwrap_or('\u{fffd}').to_string(), rest);
    }
    // Octets of UTF-8, which stand as one escape each.
    let mut octets = vec![code.to_le_bytes()[0]];
    while octets.len() < 4 && std::str::from_utf8(&octets).is_err() {
        let Some(next) = rest.strip_prefix("\\x").and_then(|rest| rest.get(..2)) else { break };
        let Ok(octet) = u8::from_str_radix(next, 16) else { break };
        octets.push(octet);
        rest = &rest[4..];
    }
    (String::from_utf8_lossy(&octets).into_owned(), rest)
}

/// An escape of one letter.
fn simple(c: char) -> String {
    let meant = match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'e' | 'E' => '\u{1b}',
        'f' => '\u{c}',
        'v' => '\u{b}',
        '\\' | '\'' | '"' | '?' => c,
        other => return ['\\', other].iter().collect(),
    };
    meant.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_mean_what_bash_means() {
        // bash 5.2.15: printf %s $'\…' | od -c
        let cases = [
            ("n", "\n"),
            ("'", "'"),
            ("x41B", "AB"),
            ("x4", "\u{4}"),
            ("xg", "\\xg"),
            ("u00e9!", "é!"),
            ("101", "A"),
            ("0", ""),
            ("xc3\\xa9", "é"),
            ("q", "\\q"),
            ("ü", "\\ü"),
        ];
        for (text, meant) in cases {
            let (read, rest) = ansi_escape(text);
            assert_eq!([read.as_str(), rest].concat(), meant, "{text}");
        }
    }
}
