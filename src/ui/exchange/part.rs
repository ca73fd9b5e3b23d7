//! A message in parts that can be pointed at: a method, a target, a status, a header field, a parameter, a JSON member.

use crate::jose::CompactJws;
use crate::texts::Table;
use crate::ui::view_model::Piece;

/// A message ready to be explained.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotated {
    /// The lines as they are laid out.
    pub lines: Vec<AnnotatedLine>,
    /// The parts, in the order of reading.
    pub parts: Vec<Part>,
}

/// A line of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotatedLine {
    /// How deep it is inside of JSON.
    pub indent: usize,
    /// What stands in it.
    pub items: Vec<Item>,
    /// Whether the line has just changed and is to be marked so.
    pub changed: bool,
    /// Whether it is what an answer is read for first.
    pub telling: bool,
}

/// What can stand in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Text that needs no note: separators, brackets, the HTTP version.
    Text(Piece),
    /// The part of this index.
    Part(usize),
}

/// A part of a message, as a reader would point at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: Kind,
    /// Its name: the field's, parameter's or member's, the method, the status code, the path.
    pub name: String,
    /// What of its value decides what there is to say: the scheme, the media type, the value of a parameter or member.
    pub value: String,
    /// Where it stands: the last segment of the path that was asked, or `redirect` for an answer that the browser carries.
    pub place: String,
    /// Its text in colours.
    pub pieces: Vec<Piece>,
    /// What can be opened inside of it.
    pub inside: Inside,
}

/// What kind of part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The request method.
    Method,
    /// The request target.
    Target,
    /// The status code with its phrase.
    Status,
    /// A header field.
    Header,
    /// A parameter of a form, a query or a redirect.
    Param,
    /// A member of a JSON object.
    Member,
    /// A body of no known form.
    Body,
}

/// What is inside of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inside {
    /// Nothing that could be opened.
    Nothing,
    /// A JSON Web Token.
    Jwt(String),
    /// The identifier and the secret that Base64 spells.
    Basic {
        /// The client identifier.
        id: String,
        /// The secret.
        secret: String,
    },
}

impl Kind {
    /// The kind's name in the notes: `header/authorization`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Method => "method",
            Self::Target => "target",
            Self::Status => "status",
            Self::Header => "header",
            Self::Param => "param",
            Self::Member => "member",
            Self::Body => "body",
        }
    }
}

impl Part {
    /// The names of the notes that fit, the closest first; the last is for parts that nobody has written about.
    #[must_use]
    pub fn note_names(&self) -> [String; 4] {
        let kind = self.kind.name();
        let plain = [kind, "/", &self.name].concat();
        [
            [plain.as_str(), "@", &self.place].concat(),
            [plain.as_str(), "=", &self.value].concat(),
            plain,
            [kind, "/*"].concat(),
        ]
    }

    /// The part's text; a secret in it is written only when it is `shown`.
    #[must_use]
    pub fn text(&self, shown: bool) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            text.push_str(if piece.secret && !shown { HIDDEN } else { &piece.text });
        }
        text
    }

    /// What assistive technology calls it: its text, and its kind.
    #[must_use]
    pub fn label(&self, shown: bool, words: &Table<String>) -> String {
        let kind = ["kind_", self.kind.name()].concat();
        [self.text(shown).as_str(), ", ", words.get(&kind).map_or("", String::as_str)].concat()
    }

    /// What a parameter's value says without its escapes, where it has some and is no secret.
    #[must_use]
    pub fn decoded(&self) -> Option<&str> {
        let escaped = self.kind == Kind::Param && !self.has_secret() && self.text(true).contains(['%', '+']);
        escaped.then_some(self.value.as_str())
    }

    /// Whether a secret is in it.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        self.pieces.iter().any(|piece| piece.secret)
    }
}

impl Inside {
    /// The token in `text`, if it is a JWT.
    pub(super) fn of(text: &str) -> Self {
        let text = text.trim_matches('"');
        let is_jwt = text.starts_with("eyJ") && CompactJws::parse(text).is_ok();
        if is_jwt { Self::Jwt(text.to_owned()) } else { Self::Nothing }
    }
}

impl Annotated {
    /// What stands in one of its lines, parts and the text between them, in colours.
    #[must_use]
    pub fn pieces<'a>(&'a self, line: &'a AnnotatedLine) -> Vec<&'a Piece> {
        let mut pieces = Vec::new();
        for item in &line.items {
            match item {
                Item::Text(piece) => pieces.push(piece),
                Item::Part(index) => pieces.extend(self.parts.get(*index).into_iter().flat_map(|part| &part.pieces)),
            }
        }
        pieces
    }

    /// Whether a secret is in it.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        self.parts.iter().any(Part::has_secret)
    }
}

/// What stands for a hidden secret.
pub const HIDDEN: &str = "••••••••••••";
