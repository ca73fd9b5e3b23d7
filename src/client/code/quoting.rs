//! Any text as a literal of a language, whatever is in it.
//!
//! What would end the literal, or start something inside of it, is escaped; so is what nobody would see in an editor, among it the marks that
//! turn the direction of writing (Unicode Technical Report 36, "Trojan Source"). The shells have no escapes that all of them know: there
//! the text stands as it is between single quotes.

/// How a language writes a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoting {
    /// One word for a POSIX shell.
    Posix,
    /// A verbatim string of PowerShell, where typographic quotes end a string too.
    PowerShell,
    /// A string of JavaScript.
    JavaScript,
    /// A string of Python.
    Python,
    /// A string of Rust.
    Rust,
    /// An interpreted string of Go.
    Go,
    /// A string of Java. Its Unicode escapes count before the source is read, so none is written for what means something.
    Java,
    /// A string of C#.
    CSharp,
}

impl Quoting {
    /// Every one.
    pub const ALL: [Self; 8] =
        [Self::Posix, Self::PowerShell, Self::JavaScript, Self::Python, Self::Rust, Self::Go, Self::Java, Self::CSharp];

    /// Its name in the content files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Posix => "posix",
            Self::PowerShell => "powershell",
            Self::JavaScript => "javascript",
            Self::Python => "python",
            Self::Rust => "rust",
            Self::Go => "go",
            Self::Java => "java",
            Self::CSharp => "csharp",
        }
    }

    /// The text as a literal, quotes included.
    #[must_use]
    pub fn literal(self, text: &str) -> String {
        match self {
            // Nothing inside of single quotes has a meaning, and a single quote ends them for a moment.
            Self::Posix => ["'", &text.replace('\'', "'\\''"), "'"].concat(),
            Self::PowerShell => {
                let mut literal = String::from("'");
                for character in text.chars() {
                    literal.push(character);
                    if is_single_quote_of_powershell(character) {
                        literal.push(character);
                    }
                }
                literal.push('\'');
                literal
            }
            _ => {
                let mut literal = String::from("\"");
                for character in text.chars() {
                    self.push(character, &mut literal);
                }
                literal.push('"');
                literal
            }
        }
    }

    /// One character inside of double quotes.
    fn push(self, character: char, literal: &mut String) {
        match character {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            _ if is_seen(character) => literal.push(character),
            _ => self.push_escape(character, literal),
        }
    }

    fn push_escape(self, character: char, literal: &mut String) {
        let code = u32::from(character);
        match self {
            Self::JavaScript | Self::Rust => literal.push_str(&format!("\\u{{{code:x}}}")),
            // Three digits, so that a digit after it is no part of it (JLS §3.10.7).
            Self::Java if code < 0x100 => literal.push_str(&format!("\\{code:03o}")),
            Self::Java => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    literal.push_str(&format!("\\u{unit:04x}"));
                }
            }
            _ if code < 0x1_0000 => literal.push_str(&format!("\\u{code:04x}")),
            _ => literal.push_str(&format!("\\U{code:08x}")),
        }
    }
}

/// PowerShell takes these for a single quote (about_Quoting_Rules).
const fn is_single_quote_of_powershell(character: char) -> bool {
    matches!(character, '\'' | '\u{2018}'..='\u{201b}')
}

/// Whether somebody who reads the source sees the character, and the languages take it as it is.
fn is_seen(character: char) -> bool {
    !character.is_control()
        && !matches!(
            character,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{2000}'..='\u{200f}'
                | '\u{2028}'..='\u{202f}'
                | '\u{205f}'..='\u{206f}'
                | '\u{3000}'
                | '\u{3164}'
                | '\u{a0}'
                | '\u{e000}'..='\u{f8ff}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{e0000}'..='\u{10ffff}'
        )
}
