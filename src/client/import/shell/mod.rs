//! Command lines, as the three kinds of shell read them.
//!
//! `shlex` splits what POSIX quotes; it knows neither `$'…'`, nor which `$` stands for a variable, nor where a command ends, and all three
//! are needed here, so the quoting is read by the same pass.

mod ansi;
mod cmd;
mod command;
mod group;
mod posix;
mod powershell;
mod state;
mod substitution;

pub(super) use self::command::{Command, Input};
pub(super) use self::powershell::meant;
use super::remark::{Remarks, What};
use super::variables::Variables;

/// Whose quoting a command line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shell {
    /// `sh`, `bash`, `zsh` (POSIX.1-2024, Shell Command Language §2.2, with `$'…'`).
    Posix,
    /// The command prompt of Windows.
    Cmd,
    /// PowerShell.
    PowerShell,
}

impl Shell {
    /// Its name in messages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Posix => "posix",
            Self::Cmd => "cmd",
            Self::PowerShell => "powershell",
        }
    }

    /// Whose quoting it looks like.
    fn of(text: &str) -> Self {
        let ends_with = |mark: char| text.lines().any(|line| line.trim_end().ends_with(mark));
        // A backtick at the end of a line continues it in PowerShell alone; elsewhere it would close a substitution, and is one of a pair.
        let backtick = text.lines().any(|line| line.trim_end().ends_with('`') && line.matches('`').count() == 1);
        // Single quotes are none to cmd.
        let quotes = text.contains(" '");
        if text.contains("$env:") || backtick || text.trim_start().starts_with("PS ") {
            Self::PowerShell
        } else if ends_with('^') || is_cmd_prompt(text) || !quotes && (text.contains("^\"") || cmd::has_variable(text))
        {
            Self::Cmd
        } else {
            Self::Posix
        }
    }
}

fn is_cmd_prompt(text: &str) -> bool {
    matches!(text.trim_start().as_bytes(), [drive, b':', b'\\', ..] if drive.is_ascii_alphabetic())
}

/// The commands in a text, in their order.
pub(super) fn commands(text: &str, variables: &mut Variables, remarks: &mut Remarks) -> (Shell, Vec<Command>) {
    let text = plain(text, remarks);
    let shell = Shell::of(&text);
    let mut commands = match shell {
        Shell::Posix => posix::commands(&text, variables, remarks),
        Shell::Cmd => cmd::commands(&text, variables),
        Shell::PowerShell => powershell::commands(&text, variables),
    };
    join_options(&mut commands);
    (shell, commands)
}

/// Gives lines that begin with an option to the command before them: what a page of documentation took from their ends continued it.
fn join_options(commands: &mut Vec<Command>) {
    let mut joined: Vec<Command> = Vec::with_capacity(commands.len());
    for command in commands.drain(..) {
        let is_rest = command.words.first().is_some_and(|word| word.starts_with('-'));
        match joined.last_mut().filter(|before| is_rest && before.curl_at().is_some()) {
            Some(before) => {
                before.words.extend(command.words);
                before.input = before.input.take().or(command.input);
            }
            None => joined.push(command),
        }
    }
    *commands = joined;
}

/// The text as it was before a word processor or a web page had it, and without the fence of a code block.
pub(super) fn plain(text: &str, remarks: &mut Remarks) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut changed = false;
    for line in text.split_inclusive('\n').filter(|line| !line.trim_start().starts_with("```")) {
        let mut after_space = true;
        let mut chars = line.chars();
        while let Some(c) = chars.next() {
            let letters = || chars.clone().take(2).take_while(char::is_ascii_alphabetic).count();
            let hyphens = if after_space && matches!(c, '\u{2013}' | '\u{2014}') { letters() } else { 0 };
            let (kept, more) = match c {
                '\u{201c}'..='\u{201f}' => ("\"", true),
                '\u{2018}'..='\u{201b}' => ("'", true),
                '\u{a0}' | '\u{2007}' | '\u{202f}' => (" ", true),
                // A dash of a word processor: for a letter one hyphen, for a name two.
                _ if hyphens == 1 => ("-", true),
                _ if hyphens == 2 => ("--", true),
                _ => ("", false),
            };
            changed |= more;
            if more {
                plain.push_str(kept);
            } else {
                plain.push(c);
            }
            after_space = c.is_whitespace();
        }
    }
    if changed {
        remarks.say(What::Typographic);
    }
    plain
}
