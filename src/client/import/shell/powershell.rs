//! PowerShell's quoting (about_Quoting_Rules, about_Special_Characters, PowerShell 7.5).

use super::command::Command;
use crate::client::import::variables::Variables;

/// The commands in a text.
pub(super) fn commands(text: &str, variables: &mut Variables) -> Vec<Command> {
    let mut commands = Vec::new();
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        let next = rest[length..].chars().next();
        match (quote, c) {
            (Some('\''), '\'') | (Some('"'), '"') => {
                // Twice is once.
                if next == Some(c) {
                    length += 1;
                    word.get_or_insert_default().push(c);
                } else {
                    quote = None;
                }
            }
            (Some('\''), other) => word.get_or_insert_default().push(other),
            (_, '`') => {
                let escaped = rest[1..].strip_prefix("\r\n").map_or(next, |_| Some('\n'));
                length = 1 + if rest[1..].starts_with("\r\n") { 2 } else { escaped.map_or(0, char::len_utf8) };
                match escaped {
                    Some('\n') if quote.is_none() => words.extend(word.take()),
                    Some(escaped) => word.get_or_insert_default().push(meant(escaped)),
                    None => {}
                }
            }
            (_, '$') => {
                let of_variable = variable_length(rest);
                if of_variable > 1 {
                    length = of_variable;
                    let mark = variables.mark(&rest[..length]);
                    word.get_or_insert_default().push_str(&mark);
                } else {
                    word.get_or_insert_default().push('$');
                }
            }
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '\n' | ';' | '|') => {
                words.extend(word.take());
                commands.push(Command::new(std::mem::take(&mut words)));
            }
            (None, '#') if word.is_none() => length = rest.find('\n').unwrap_or(rest.len()),
            (None, space) if space.is_whitespace() => words.extend(word.take()),
            (_, other) => word.get_or_insert_default().push(other),
        }
        rest = &rest[length..];
    }
    words.extend(word);
    commands.push(Command::new(words));
    commands.retain(|command| !command.words.is_empty());
    for word in commands.iter_mut().flat_map(|command| &mut command.words) {
        // Windows PowerShell leaves the escaping of a quote to whoever calls a program, who writes what its C runtime reads.
        if word.contains("\\\"") {
            *word = word.replace("\\\"", "\"");
        }
    }
    commands
}

/// What follows a backtick (about_Special_Characters).
pub(in crate::client::import) const fn meant(escaped: char) -> char {
    match escaped {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        other => other,
    }
}

/// How many octets the variable has with which the text begins; 1 for a `$` that begins none.
fn variable_length(text: &str) -> usize {
    const LONGEST: usize = 400;
    let name = &text[1..];
    for (open, close) in [('{', '}'), ('(', ')')] {
        if let Some(inside) = name.strip_prefix(open) {
            return inside.char_indices().take(LONGEST).find(|(_, c)| *c == close).map_or(1, |(at, _)| at + 3);
        }
    }
    let is_named = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
    let scope = name.bytes().take_while(is_named).count();
    let more = match name.as_bytes().get(scope) {
        Some(b':') if scope > 0 => name.bytes().skip(scope + 1).take_while(is_named).count(),
        _ => 0,
    };
    1 + scope + if more > 0 { more + 1 } else { 0 }
}
