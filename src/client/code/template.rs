//! Templates of code: a file in the language itself, with lines for us between its own.
//!
//! | line or mark | what it does |
//! |---|---|
//! | `%% text` | a note for whoever edits the template |
//! | `%if CONDITION` … `%else` … `%end` | lines that stand under a condition ([`super::Flags::hold`]) |
//! | `%each LIST` … `%end` | lines once for each item of the list, whose parts have marks too |
//! | `«name»` | a text as a literal with its quotes, or a word of ours as it is |
//!
//! A text that somebody typed has no other way into the code than as a literal.

use thiserror::Error;

use super::condition::Flags;
use super::quoting::Quoting;
use super::values::{Value, Values};

/// A template with the language that it is in.
#[derive(Clone, Copy, Debug)]
pub struct Template<'a> {
    /// The lines.
    pub text: &'a str,
    /// How texts are written in it.
    pub quoting: Quoting,
}

/// What is wrong with a template.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Damage {
    /// A block that does not end, or an end or else without a block.
    #[error("Line {0} of the template has no counterpart.")]
    Unbalanced(usize),
    /// A mark for a value that there is not.
    #[error("The template asks for {0}, which is no value here.")]
    NoValue(String),
    /// A list that there is not.
    #[error("The template asks for the list {0}, which there is not.")]
    NoList(String),
}

impl Template<'_> {
    /// The code for these values.
    ///
    /// # Errors
    /// [`Damage`] when the template is not written by the rules.
    pub(super) fn render(self, flags: &Flags, values: &Values) -> Result<String, Damage> {
        let lines: Vec<&str> = self.text.lines().collect();
        let mut code = String::new();
        self.block(&lines, 0, flags, &[values], &mut code)?;
        // A block that begins with an empty line may be the first, or follow another that ends with one.
        while code.contains("\n\n\n\n") {
            code = code.replace("\n\n\n\n", "\n\n\n");
        }
        Ok(code.trim_start_matches('\n').to_owned())
    }

    /// The lines of one block. `first` is the number of its first line in the file, from 0.
    fn block(
        self,
        lines: &[&str],
        first: usize,
        flags: &Flags,
        values: &[&Values],
        code: &mut String,
    ) -> Result<(), Damage> {
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let here = first + at;
            let Some(directive) = line.trim_start().strip_prefix('%') else {
                self.line(line, values, code)?;
                at += 1;
                continue;
            };
            let (word, rest) = directive.split_once(' ').unwrap_or((directive, ""));
            match word {
                "%" => at += 1,
                "if" => {
                    let end = Self::end(&lines[at..]).ok_or(Damage::Unbalanced(here + 1))?;
                    let otherwise = Self::otherwise(&lines[at..at + end]);
                    let inside = if flags.hold(rest) {
                        1..otherwise.unwrap_or(end)
                    } else {
                        otherwise.map_or(end, |place| place + 1)..end
                    };
                    let start = here + inside.start;
                    self.block(&lines[at..][inside], start, flags, values, code)?;
                    at += end + 1;
                }
                "each" => {
                    let end = Self::end(&lines[at..]).ok_or(Damage::Unbalanced(here + 1))?;
                    let list = values.iter().find_map(|values| values.list(rest));
                    for item in list.ok_or_else(|| Damage::NoList(rest.to_owned()))? {
                        let mut inner = vec![item];
                        inner.extend_from_slice(values);
                        self.block(&lines[at + 1..at + end], here + 1, flags, &inner, code)?;
                    }
                    at += end + 1;
                }
                _ => return Err(Damage::Unbalanced(here + 1)),
            }
        }
        Ok(())
    }

    /// Where the block ends that the first line begins.
    fn end(lines: &[&str]) -> Option<usize> {
        let mut depth = 0;
        for (at, line) in lines.iter().enumerate() {
            match directive(line) {
                Some("if" | "each") => depth += 1,
                Some("end") => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(at);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Where the `%else` of the block stands that the first line begins.
    fn otherwise(lines: &[&str]) -> Option<usize> {
        let mut depth = 0;
        for (at, line) in lines.iter().enumerate() {
            match directive(line) {
                Some("if" | "each") => depth += 1,
                Some("end") => depth -= 1,
                Some("else") if depth == 1 => return Some(at),
                _ => {}
            }
        }
        None
    }

    fn line(self, line: &str, values: &[&Values], code: &mut String) -> Result<(), Damage> {
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('«') {
            let (name, after) = after.split_once('»').ok_or_else(|| Damage::NoValue(after.to_owned()))?;
            code.push_str(before);
            let value = values.iter().find_map(|values| values.get(name));
            match value.ok_or_else(|| Damage::NoValue(name.to_owned()))? {
                Value::Text(text) => code.push_str(&self.quoting.literal(text)),
                Value::Word(word) => code.push_str(word),
            }
            rest = after;
        }
        code.push_str(rest);
        code.push('\n');
        Ok(())
    }
}

/// The first word of a line that is for us.
fn directive(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix('%')?.split(' ').next()
}
