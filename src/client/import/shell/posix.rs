//! Words and commands of POSIX shells (POSIX.1-2024, Shell Command Language §2.2, §2.3, §2.7), with bash's `<<<`.

use std::collections::BTreeMap;

use super::ansi::ansi_escape;
use super::command::{Command, Input};
use super::group::{NEAR, assignment, group_start, piped_away};
use super::state::State;
use super::substitution;
use crate::client::import::remark::{Remarks, What};
use crate::client::import::variables::Variables;

/// How deep substitutions are looked into.
const DEEPEST: usize = 3;

/// How long the value of a variable may be to be written where its name stands.
const LONGEST_VALUE: usize = 4_096;

/// The commands in a text.
pub(super) fn commands(text: &str, variables: &mut Variables, remarks: &mut Remarks) -> Vec<Command> {
    // Values that the text gives its variables stand for them; what that adds stays in proportion to the text.
    let mut state =
        State { variables, remarks, values: BTreeMap::new(), left: text.len() + 65_536, inside: Vec::new() };
    let mut commands = Reader::new(text, &mut state, 0).commands();
    commands.append(&mut state.inside);
    commands
}

struct Reader<'t, 's, 'v> {
    rest: &'t str,
    state: &'s mut State<'v>,
    depth: usize,
    commands: Vec<Command>,
    command: Command,
    word: Option<String>,
    /// The here-documents whose text begins on the next line: their ends, and whether variables count in them.
    documents: Vec<(String, bool)>,
    /// Whether a substitution was met that does not end: then none behind it does.
    unended: bool,
    /// Whether a single `&` stands before the command, as it does in an address without quotes.
    behind_ampersand: bool,
}

impl<'t, 's, 'v> Reader<'t, 's, 'v> {
    fn new(text: &'t str, state: &'s mut State<'v>, depth: usize) -> Self {
        Self {
            rest: text,
            state,
            depth,
            commands: Vec::new(),
            command: Command::default(),
            word: None,
            documents: Vec::new(),
            unended: false,
            behind_ampersand: false,
        }
    }

    fn commands(mut self) -> Vec<Command> {
        while let Some(c) = self.take() {
            match c {
                '\'' => self.single_quoted(),
                '"' => self.double_quoted(),
                '\\' => self.escaped(),
                '$' | '`' => self.dollar(c, false),
                '\n' => {
                    self.end_command(false);
                    self.read_documents();
                }
                '#' if self.word.is_none() => {
                    self.take_while(|c| c != '\n');
                }
                '|' => {
                    let or = self.rest.starts_with('|');
                    self.take_while(|c| matches!(c, '|' | '&'));
                    self.end_command(!or);
                }
                '&' if self.rest.starts_with('>') => self.redirection('>'),
                ';' => self.end_command(false),
                '&' => {
                    self.end_command(false);
                    self.behind_ampersand = true;
                }
                '<' | '>' => self.redirection(c),
                '(' | ')' => {
                    self.end_command(false);
                    self.command.words.push(c.to_string());
                    self.end_group(c == ')');
                }
                '{' | '}' if self.stands_alone() => {
                    self.command.words.push(c.to_string());
                    self.end_group(c == '}');
                }
                space if space.is_whitespace() => self.end_word(),
                other => self.push(other),
            }
        }
        self.end_command(false);
        self.commands
    }

    fn take(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn take_while(&mut self, is: impl Fn(char) -> bool) -> &'t str {
        let length = self.rest.find(|c| !is(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn push(&mut self, c: char) {
        self.word.get_or_insert_default().push(c);
    }

    fn push_str(&mut self, text: &str) {
        self.word.get_or_insert_default().push_str(text);
    }

    /// Whether a brace groups commands: it is a word of its own where a command begins (§2.4).
    fn stands_alone(&self) -> bool {
        let ends =
            self.rest.starts_with(|c: char| c.is_whitespace() || matches!(c, ';' | '|' | ')')) || self.rest.is_empty();
        self.word.is_none() && self.command.words.is_empty() && ends
    }

    fn end_word(&mut self) {
        self.command.words.extend(self.word.take());
    }

    /// Ends what a brace begins or ends, of which the output may go on to the next command.
    fn end_group(&mut self, closes: bool) {
        if closes {
            self.take_while(|c| c == ' ');
            if self.rest.starts_with('|') && !self.rest.starts_with("||") {
                self.take();
                return self.end_command(true);
            }
        }
        self.end_command(false);
    }

    fn end_command(&mut self, pipes: bool) {
        self.end_word();
        let mut command = std::mem::take(&mut self.command);
        let exports = command.words.first().is_some_and(|word| word == "export");
        let assigned = command.words.iter().skip(exports.into()).take_while(|word| assignment(word).is_some()).count();
        for (name, value) in
            command.words.iter().skip(exports.into()).take(assigned).filter_map(|word| assignment(word))
        {
            if self.behind_ampersand {
                self.state.remarks.name(What::Word, name);
            }
            self.state.values.insert(name.to_owned(), value.to_owned());
        }
        self.behind_ampersand = false;
        command.words.drain(..assigned + usize::from(exports));
        if command.words.is_empty() {
            return;
        }
        command.pipes = pipes;
        self.commands.push(command);
        self.feed();
    }

    /// Gives a command what the one before it writes, where that is known.
    fn feed(&mut self) {
        let [.., before, last] = &mut self.commands[..] else { return };
        if before.pipes && last.input.is_none() && last.curl_at().is_some() {
            let end = self.commands.len() - 1;
            let near = end.saturating_sub(NEAR);
            // A pipeline begins behind the last command that pipes nothing, and a group with its brace.
            let from =
                self.commands[near..end].iter().rposition(|command| !command.pipes).map_or(near, |at| near + at + 1);
            let start = group_start(&self.commands, from);
            if let Some(text) = substitution::output(&piped_away(&self.commands[start..end]), self.state.variables) {
                let curl = self.commands.pop().map(|last| Command { input: Some(Input::Text(text)), ..last });
                self.commands.truncate(start);
                self.commands.extend(curl);
            }
        }
    }

    fn single_quoted(&mut self) {
        let text = self.take_while(|c| c != '\'');
        self.push_str(text);
        self.take();
    }

    fn double_quoted(&mut self) {
        self.word.get_or_insert_default();
        while let Some(c) = self.take() {
            match c {
                '"' => return,
                '\\' => match self.take() {
                    Some('\n') => {}
                    Some(c @ ('$' | '`' | '"' | '\\')) => self.push(c),
                    Some(other) => {
                        self.push('\\');
                        self.push(other);
                    }
                    None => self.push('\\'),
                },
                '$' | '`' => self.dollar(c, true),
                other => self.push(other),
            }
        }
    }

    fn escaped(&mut self) {
        // A space behind the last backslash of a line ends the command; whoever wrote it meant to continue it.
        let after = self.rest.trim_start_matches([' ', '\t', '\r']);
        if let Some(rest) = after.strip_prefix('\n') {
            if self.rest.starts_with([' ', '\t']) {
                self.state.remarks.say(What::Typographic);
            }
            self.rest = rest;
        } else if let Some(c) = self.take() {
            self.push(c);
        }
    }

    /// What begins with `$` or a backtick.
    fn dollar(&mut self, first: char, quoted: bool) {
        if first == '$' && !quoted {
            if self.rest.starts_with('\'') {
                self.take();
                return self.ansi_quoted();
            }
            if self.rest.starts_with('"') {
                return; // A string that would be translated.
            }
        }
        if first == '`' || self.rest.starts_with('(') {
            return self.substitution(first);
        }
        if let Some(inside) = self.rest.strip_prefix('{') {
            if let Some(length) = inside.char_indices().take(400).find(|(_, c)| *c == '}').map(|(at, _)| at) {
                let name = inside[..length].split([':', '-', '=', '?', '+', '#', '%', '/']).next().unwrap_or_default();
                let written = ["$", &self.rest[..length + 2]].concat();
                self.rest = &self.rest[length + 2..];
                return self.variable(name, &written);
            }
            return self.push('$');
        }
        let name = match self.rest.chars().next() {
            Some(c) if c.is_ascii_alphabetic() || c == '_' => {
                self.take_while(|c| c.is_ascii_alphanumeric() || c == '_')
            }
            Some('0'..='9' | '@' | '*' | '?' | '!') => {
                let (name, rest) = self.rest.split_at(1);
                self.rest = rest;
                name
            }
            _ => return self.push('$'),
        };
        self.variable(name, &["$", name].concat());
    }

    fn variable(&mut self, name: &str, written: &str) {
        let state = &mut *self.state;
        let text = match state.values.get(name) {
            Some(value) if value.len() <= LONGEST_VALUE.min(state.left) => {
                state.left -= value.len();
                value.clone()
            }
            _ => state.variables.mark(written),
        };
        self.push_str(&text);
    }

    fn substitution(&mut self, first: char) {
        let (begin, end) = if first == '`' { ("`", "`") } else { ("$(", ")") };
        let inside = &self.rest[begin.len() - 1..];
        let Some(length) =
            Some(inside).filter(|_| !self.unended).and_then(|inside| substitution::length(first, inside))
        else {
            self.unended = true;
            return self.push(first);
        };
        let inside = &inside[..length];
        self.rest = &self.rest[begin.len() - 1 + length + 1..];
        let mut output = None;
        if self.depth < DEEPEST {
            let commands = Reader::new(inside, self.state, self.depth + 1).commands();
            output = substitution::output(&commands, self.state.variables);
            if output.is_none() && commands.iter().any(|command| command.curl_at().is_some()) {
                // `TOKEN=$(curl …)`
                self.state.inside.extend(commands);
            }
        }
        let output = output.unwrap_or_else(|| self.state.variables.mark(&[begin, inside, end].concat()));
        self.push_str(&output);
    }

    /// `$'…'` (§2.2.4).
    fn ansi_quoted(&mut self) {
        self.word.get_or_insert_default();
        while let Some(c) = self.take() {
            match c {
                '\'' => return,
                '\\' => {
                    let (text, rest) = ansi_escape(self.rest);
                    self.push_str(&text);
                    self.rest = rest;
                }
                other => self.push(other),
            }
        }
    }

    /// `<`, `>` and what follows (§2.7). What goes to a file is nothing that anybody here reads.
    fn redirection(&mut self, first: char) {
        // The number of a file descriptor is none of the words.
        if self.word.as_deref().is_some_and(|word| word.len() == 1 && word.as_bytes()[0].is_ascii_digit()) {
            self.word = None;
        }
        self.end_word();
        let operator = self.take_while(|c| matches!(c, '<' | '>' | '&' | '-' | '|'));
        self.take_while(|c| matches!(c, ' ' | '\t'));
        let literal = self.rest.starts_with(['\'', '"', '\\']);
        let target = self.target();
        match (first, operator) {
            ('<', "") => self.command.input = Some(Input::File(self.state.variables.written(&target))),
            ('<', "<<") => self.command.input = Some(Input::Text([&target, "\n"].concat())),
            ('<', "<" | "<-") if !target.is_empty() => self.documents.push((target, !literal)),
            _ => {}
        }
    }

    /// The next word.
    fn target(&mut self) -> String {
        while let Some(c) = self.rest.chars().next() {
            match c {
                '\'' | '"' | '\\' | '$' => {
                    self.take();
                    match c {
                        '\'' => self.single_quoted(),
                        '"' => self.double_quoted(),
                        '\\' => self.escaped(),
                        _ => self.dollar('$', false),
                    }
                }
                ';' | '|' | '&' | '<' | '>' | '(' | ')' => break,
                c if c.is_whitespace() => break,
                other => {
                    self.take();
                    self.push(other);
                }
            }
        }
        self.word.take().unwrap_or_default()
    }

    /// The here-documents of the line that has ended (§2.7.4).
    fn read_documents(&mut self) {
        for (end, expands) in std::mem::take(&mut self.documents) {
            let mut length = 0;
            let mut after = self.rest.len();
            for line in self.rest.split_inclusive('\n') {
                if line.trim_end_matches(['\n', '\r']).trim_start_matches('\t') == end {
                    after = length + line.len();
                    break;
                }
                length += line.len();
            }
            let (text, rest) = (&self.rest[..length], &self.rest[after..]);
            let text = if expands { self.expanded(text) } else { text.to_owned() };
            self.rest = rest;
            // The command is the last one that was ended: its line is over.
            let last = self.commands.iter_mut().rev().take(NEAR).find(|command| command.input.is_none());
            if let Some(command) = last {
                command.input = Some(Input::Text(text));
            }
        }
    }

    /// A text in which variables count, and quotes do not.
    fn expanded(&mut self, text: &'t str) -> String {
        let kept = self.word.take();
        self.rest = text;
        while let Some(c) = self.take() {
            match c {
                '$' | '`' => self.dollar(c, true),
                '\\' if self.rest.starts_with(['$', '`', '\\']) => {
                    let c = self.take().unwrap_or('\\');
                    self.push(c);
                }
                other => self.push(other),
            }
        }
        std::mem::replace(&mut self.word, kept).unwrap_or_default()
    }
}
