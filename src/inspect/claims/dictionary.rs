//! What claims and header parameters mean: the shape of `content/<lang>/claims.json`.
//!
//! The meanings are content, loaded when needed; without them a token decodes all the same and its claims are merely unexplained.

use serde_json::Value;

use crate::cite::Citation;
use crate::inspect::About;
use crate::texts::{Faults, FromContent, texts};

/// Under which heading a claim is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// About the token: who made it, when, until when.
    Token,
    /// About the audience: for whom, and for what.
    Audience,
    /// About the subject: whom it is about, and which client holds it.
    Subject,
    /// About the login.
    Login,
    /// Details of a person.
    User,
    /// Everything this dictionary does not know, and what fits nowhere else.
    Other,
}

impl Group {
    /// Every group, in the order they are shown in.
    pub const ALL: [Self; 6] = [Self::Token, Self::Audience, Self::Subject, Self::Login, Self::User, Self::Other];

    /// The code of the group's heading in the content.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Token => "group_token",
            Self::Audience => "group_audience",
            Self::Subject => "group_subject",
            Self::Login => "group_login",
            Self::User => "group_user",
            Self::Other => "group_other",
        }
    }
}

/// What kind of value a claim holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Text.
    String,
    /// One text or a list of texts.
    Strings,
    /// A number that is not a time.
    Number,
    /// A NumericDate (RFC 7519 §2).
    Time,
    /// `true` or `false`.
    Boolean,
    /// An object.
    Object,
}

/// One claim or header parameter.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name, exactly.
    pub name: String,
    /// What it means, in one plain sentence.
    pub short: String,
    /// What it means when the token is about a client and not a person, where that differs.
    pub client: Option<String>,
    /// What it means when nothing tells whom the token is about, where that differs.
    pub open: Option<String>,
    /// What a known server means by it.
    pub servers: Option<Vec<ServerMeaning>>,
    /// What else is worth knowing.
    pub note: String,
    /// Where it is shown.
    pub group: Group,
    /// What it holds.
    pub kind: ValueKind,
    /// Where it is defined; `None` for names that vendors use and no standard defines.
    pub cite: Option<Citation>,
}

/// What one server means by a claim.
#[derive(Clone, Debug)]
pub struct ServerMeaning {
    /// The server, by the name that a verdict gives it.
    pub server: String,
    /// Whether that is so only in tokens about programs.
    pub programs: bool,
    /// What it means there, with where that was documented, read or measured.
    pub text: String,
}

/// The claims and header parameters that the page can explain, in the order they are shown in.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    /// Claims of a JWT's payload.
    pub claims: Vec<Entry>,
    /// Parameters of a JOSE header.
    pub header: Vec<Entry>,
}

texts! {
    Entry { name, short, client, open, servers, note, group, kind, cite }
    ServerMeaning { server, programs, text }
    Dictionary { claims, header }
}

impl FromContent for Group {
    fn take(value: Value, faults: &mut Faults) -> Self {
        match value.as_str() {
            Some("token") => Self::Token,
            Some("audience") => Self::Audience,
            Some("subject") => Self::Subject,
            Some("login") => Self::Login,
            Some("user") => Self::User,
            Some("other") => Self::Other,
            _ => {
                faults.note("a group", &value);
                Self::Other
            }
        }
    }
}

impl FromContent for ValueKind {
    fn take(value: Value, faults: &mut Faults) -> Self {
        match value.as_str() {
            Some("string") => Self::String,
            Some("strings") => Self::Strings,
            Some("number") => Self::Number,
            Some("time") => Self::Time,
            Some("boolean") => Self::Boolean,
            Some("object") => Self::Object,
            _ => {
                faults.note("a kind of value", &value);
                Self::Object
            }
        }
    }
}

impl Entry {
    /// What it means in a token about `about` by `server`: as that server writes it, as one about a program or about anybody has it, or in
    /// general.
    #[must_use]
    pub fn meaning(&self, about: About, server: Option<&str>) -> &str {
        let of_server =
            self.servers.iter().flatten().find(|meaning| {
                Some(meaning.server.as_str()) == server && (!meaning.programs || about == About::Client)
            });
        let of_about = match about {
            About::Client => self.client.as_ref().or(self.open.as_ref()),
            About::CannotTell | About::Nobody => self.open.as_ref(),
            About::Person | About::NotAsked => None,
        };
        of_server.map(|meaning| &meaning.text).or(of_about).unwrap_or(&self.short)
    }
}

impl Dictionary {
    /// The claim called `name`.
    #[must_use]
    pub fn claim(&self, name: &str) -> Option<&Entry> {
        self.claims.iter().find(|entry| entry.name == name)
    }

    /// The header parameter called `name`.
    #[must_use]
    pub fn header_parameter(&self, name: &str) -> Option<&Entry> {
        self.header.iter().find(|entry| entry.name == name)
    }
}
