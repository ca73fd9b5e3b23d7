//! Commands of a POSIX shell as groups: what an assignment is, where a group begins, what it pipes on (POSIX.1-2024, Shell Command Language
//! §2.9).

use super::command::Command;

/// How many commands may stand before the one whose input they write.
pub(super) const NEAR: usize = 64;

/// A variable and its value, where the word is an assignment (§2.9.1).
pub(super) fn assignment(word: &str) -> Option<(&str, &str)> {
    let (name, value) = word.split_once('=')?;
    let is_name =
        name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') && !name.starts_with(|c: char| c.is_ascii_digit());
    (is_name && !name.is_empty()).then_some((name, value))
}

/// Where the group begins that ends with the first of these commands.
pub(super) fn group_start(commands: &[Command], start: usize) -> usize {
    let is = |at: usize, text: &str| {
        commands.get(at).is_some_and(|command| command.words.first().is_some_and(|word| word == text))
    };
    let (open, close) = if is(start, "}") {
        ("{", "}")
    } else if is(start, ")") {
        ("(", ")")
    } else {
        return start;
    };
    let mut depth = 0_usize;
    for at in (0..=start).rev().take(NEAR) {
        if is(at, close) {
            depth += 1;
        } else if is(at, open) {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return at;
            }
        }
    }
    start
}

/// These commands, of which the last pipes to nobody else.
pub(super) fn piped_away(commands: &[Command]) -> Vec<Command> {
    let mut commands = commands.to_vec();
    if let Some(last) = commands.last_mut() {
        last.pipes = false;
    }
    commands
}
