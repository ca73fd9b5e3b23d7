//! What a small script writes, where that can be said without running anything: text that goes through Base64, mostly.

use super::command::{Command, Input};
use crate::client::import::variables::Variables;

/// How many octets stand inside of the substitution, `$(…)` or between backticks, of which this is what follows the beginning; `None` for
/// one that does not end.
pub(super) fn length(first: char, rest: &str) -> Option<usize> {
    if first == '`' {
        let mut escaped = false;
        return rest.char_indices().find_map(|(at, c)| {
            let ends = c == '`' && !escaped;
            escaped = c == '\\' && !escaped;
            ends.then_some(at)
        });
    }
    // Inside of `$(` quotes begin anew: a stack of what is open.
    let mut open = vec!['('];
    let mut octets = rest.bytes().enumerate();
    while let Some((at, octet)) = octets.next() {
        let inside = open.last().copied().unwrap_or('(');
        match (inside, octet) {
            ('\'', b'\'') | ('"', b'"') => drop(open.pop()),
            ('\'', _) => {}
            (_, b'\\') => drop(octets.next()),
            (_, b'"') => open.push('"'),
            ('(', b'\'') => open.push('\''),
            ('(', b'(') => open.push('('),
            ('"', b'$') if rest.as_bytes().get(at + 1) == Some(&b'(') => {
                octets.next();
                open.push('(');
            }
            ('(', b')') => {
                open.pop();
                if open.is_empty() {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// What the commands write; `None` where one would have to be run to know.
pub(super) fn output(commands: &[Command], variables: &mut Variables) -> Option<String> {
    let mut groups = vec![String::new()];
    let mut piped: Option<String> = None;
    for command in commands {
        let input = match (&command.input, piped.take()) {
            (Some(Input::Text(text)), _) => Some(text.clone()),
            (Some(Input::File(_)), _) => return None,
            (None, piped) => piped,
        };
        let name = command.words.first()?.as_str();
        let arguments = &command.words[1..];
        let written = match name {
            "{" | "(" => {
                groups.push(String::new());
                continue;
            }
            "}" | ")" => groups.pop().filter(|_| !groups.is_empty())?,
            "echo" => echoed(arguments),
            "printf" => printed(arguments)?,
            "cat" if arguments.is_empty() => input?,
            "tr" => input?,
            _ if is_base64(&command.words) => variables.mark_base64(&command.words.join(" "), input?),
            // Some other filter: what it makes of a variable is a variable.
            _ => {
                let input = input?;
                let named = variables.named(&input).next()?.to_owned();
                variables.mark_filtered(&named)
            }
        };
        if command.pipes {
            piped = Some(written);
        } else {
            groups.last_mut()?.push_str(&written);
        }
    }
    let whole = groups.pop().filter(|_| groups.is_empty())?;
    Some(whole.trim_end_matches('\n').to_owned())
}

fn is_base64(words: &[String]) -> bool {
    let says = |word: &String| word.to_ascii_lowercase().contains("base64");
    let decodes = words.iter().any(|word| ["-d", "-D", "--decode"].contains(&word.as_str()));
    !decodes && words.first().is_some_and(|name| says(name) || name == "openssl" && words.iter().any(says))
}

/// What `echo` writes.
fn echoed(arguments: &[String]) -> String {
    let options = arguments.iter().take_while(|word| ["-n", "-e", "-ne", "-en", "-E"].contains(&word.as_str())).count();
    let end = if arguments[..options].iter().any(|option| option.contains('n')) { "" } else { "\n" };
    [&arguments[options..].join(" "), end].concat()
}

/// What `printf` writes of a format with `%s` and escapes; `None` for any other.
fn printed(arguments: &[String]) -> Option<String> {
    let (format, values) = arguments.split_first()?;
    let mut values = values.iter();
    let mut written = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        match c {
            '%' => match chars.next()? {
                '%' => written.push('%'),
                's' | 'd' => written.push_str(values.next().map_or("", String::as_str)),
                _ => return None,
            },
            '\\' => match chars.next()? {
                'n' => written.push('\n'),
                't' => written.push('\t'),
                other => written.push(other),
            },
            other => written.push(other),
        }
    }
    Some(written)
}
