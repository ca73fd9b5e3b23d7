//! What the components show, as data: the props of messages, receipts and tokens.
//!
//! Compiled natively too, so that the translations from the other rooms (`presenter`) can be tested without a browser.

/// A stretch of text with one colour.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// The CSS class of its colour; empty for plain text.
    pub class: &'static str,
    /// Whether the text is hidden until the reader asks for it.
    pub secret: bool,
}

/// A line of pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The line's text in order, without a line break.
    pub pieces: Vec<Piece>,
    /// Whether this is what an observation points at.
    pub seen: bool,
}

impl Piece {
    /// A piece in the colour `class`.
    #[must_use]
    pub fn new(text: impl Into<String>, class: &'static str) -> Self {
        Self { text: text.into(), class, secret: false }
    }
}

/// A message ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageText {
    /// Laid out for reading: a form parameter or a JSON member on a line of its own.
    pub laid_out: Vec<Line>,
    /// As sent, in one renderer's spelling.
    pub raw: Vec<Line>,
}

impl MessageText {
    /// Whether a secret is in it.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        self.raw.iter().flat_map(|line| &line.pieces).any(|piece| piece.secret)
    }

    /// The message as sent, as one text, secrets included.
    #[must_use]
    pub fn to_text(&self) -> String {
        let lines: Vec<String> =
            self.raw.iter().map(|line| line.pieces.iter().map(|Piece { text, .. }| text.as_str()).collect()).collect();
        lines.join("\n")
    }
}

/// A row of the Receipt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiptRow {
    /// The member's name.
    pub name: &'static str,
    /// What stands in the slot; empty when nothing arrived. Class `code` sets protocol text, `del` what was dropped, and `xt` what narrow
    /// receipts leave out.
    pub value: Vec<Piece>,
    /// A place to go on from this row.
    pub link: Option<ReceiptLink>,
    /// Whether the member arrived.
    pub arrived: bool,
    /// Whether the row is about a person, and so in the person's colour.
    pub person: bool,
    /// A remark under an arrival that no specification defines.
    pub beyond: Option<String>,
    /// What there is to know where nothing arrived and that has a meaning.
    pub note: Option<String>,
}

/// A link in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptLink {
    /// What the link says.
    pub label: String,
    /// Where it goes.
    pub href: String,
    /// The text that the page behind the link is to open, by the handler of the Receipt.
    pub text: String,
}

/// Everything on a Receipt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiptText {
    /// Beside the heading: the status and the time.
    pub note: String,
    /// The rows.
    pub rows: Vec<ReceiptRow>,
    /// Below the rows, left: how many arrived.
    pub total: String,
    /// Below the rows, right: how many logins.
    pub logins: String,
    /// Whether the answer was a refusal, which has nothing to receive.
    pub refusal: bool,
}

/// Which shape a chip has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipKind {
    /// A filled square: holds, matches.
    Good,
    /// A diamond in a thick border: does not hold, does not match.
    Bad,
    /// Dashed, with a question mark: could not be tested or checked.
    Open,
    /// An outline: nothing has run.
    Idle,
}

/// A part of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its name, *Header*.
    pub name: String,
    /// The text as it stands in the token.
    pub text: String,
    /// Whether it does not fit the others any more.
    pub broken: bool,
    /// The id of the element that shows what is inside.
    pub target: &'static str,
}

/// A claim with what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    /// The claim's name.
    pub name: String,
    /// Its value as JSON, without the quotes of a string.
    pub value: String,
    /// The value for people: a date for a number of seconds.
    pub human: String,
    /// What it means; backticks mark protocol text.
    pub meaning: String,
    /// What else is worth knowing; empty when nothing is.
    pub note: String,
    /// The number that it can be picked by.
    pub pick: Option<usize>,
    /// Whether this is the row the whole table is about.
    pub marked: bool,
}

/// Claims that answer one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimGroup {
    /// The group's heading.
    pub heading: String,
    /// Its claims.
    pub rows: Vec<ClaimRow>,
    /// What to say when there are none: a headline and a remark. Groups without it are left out when empty.
    pub empty: Option<(String, String)>,
}
