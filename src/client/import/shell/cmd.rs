//! The command prompt of Windows: carets first (`cmd.exe`), then quotes and backslashes, as the C runtime of the program splits its line.

use super::command::Command;
use crate::client::import::variables::Variables;

/// Whether the text has a variable as only `cmd.exe` writes it. `%C3%A4` in an address is none.
pub(super) fn has_variable(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        rest = &rest[at..];
        match variable_length(rest) {
            Some(length) if !rest[1..].starts_with(|c: char| c.is_ascii_hexdigit()) || rest[..length].contains('_') => {
                return true;
            }
            _ => rest = &rest[1..],
        }
    }
    false
}

/// How many octets `%NAME%` has, with which the text begins.
fn variable_length(text: &str) -> Option<usize> {
    let name = text.strip_prefix('%')?;
    let length = name.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    (length > 1 && !name.as_bytes()[0].is_ascii_digit() && name.as_bytes().get(length) == Some(&b'%'))
        .then_some(length + 2)
}

/// The commands in a text.
pub(super) fn commands(text: &str, variables: &mut Variables) -> Vec<Command> {
    let mut commands = Vec::new();
    let mut line = String::new();
    let mut quoted = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match c {
            '%' => match variable_length(rest) {
                Some(of_variable) => {
                    length = of_variable;
                    line.push_str(&variables.mark(&rest[..length]));
                }
                None => line.push('%'),
            },
            '^' if !quoted => {
                // What follows has no meaning to cmd; a line end after it continues the line.
                let mut next = rest[1..].chars();
                let mut escaped = next.next();
                if escaped == Some('\r') && next.clone().next() == Some('\n') {
                    length += 1;
                    escaped = next.next();
                }
                if let Some(escaped) = escaped {
                    length += escaped.len_utf8();
                    if escaped != '\n' {
                        line.push(escaped);
                    } else if let Some(after) = rest[length..].trim_start_matches('\r').strip_prefix('\n') {
                        // An empty line after it is a line end that was escaped.
                        length = rest.len() - after.len();
                        line.push('\n');
                    }
                }
            }
            '"' => {
                quoted = !quoted;
                line.push('"');
            }
            '\r' => {}
            '\n' | '&' | '|' if !quoted || c == '\n' => {
                commands.push(Command::new(words(&line)));
                line.clear();
                quoted = false;
            }
            other => line.push(other),
        }
        rest = &rest[length..];
    }
    commands.push(Command::new(words(&line)));
    commands.retain(|command| !command.words.is_empty());
    commands
}

/// The arguments in a line (Microsoft C runtime, "Parsing C command-line arguments").
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let mut backslashes = 1;
                while chars.next_if_eq(&'\\').is_some() {
                    backslashes += 1;
                }
                let word = word.get_or_insert_default();
                let before_quote = chars.peek() == Some(&'"');
                let kept = if before_quote { backslashes / 2 } else { backslashes };
                word.extend(std::iter::repeat_n('\\', kept));
                if before_quote && backslashes % 2 == 1 {
                    chars.next();
                    word.push('"');
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                if quoted && chars.next_if_eq(&'"').is_some() {
                    word.push('"');
                } else {
                    quoted = !quoted;
                }
            }
            ' ' | '\t' if !quoted => words.extend(word.take()),
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    words
}
