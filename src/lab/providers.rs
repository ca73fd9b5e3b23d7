//! What real servers do with this grant: `src/content/en/providers.json`, one entry a server, each fact with where it was read.
//!
//! The groups are those of the data, and every number that the page tells is counted from it.

use serde_json::Value;

use super::text::{Span, filled};
use crate::texts::{Faults, FromContent, Table, texts};

/// `providers.json`.
#[derive(Debug)]
pub struct Providers {
    /// The servers and libraries.
    pub providers: Vec<Provider>,
    /// What the groups are called, by [`Group::name`].
    pub groups: Table<String>,
    /// Sentences around them.
    pub words: Table<String>,
}

/// A server, a library, or two that do the same.
#[derive(Debug)]
pub struct Provider {
    /// Its name in the data.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind of product it is.
    pub kind: String,
    /// What it does with `openid` in this grant.
    pub verdict: OpenidVerdict,
    /// Which version was read.
    pub version: String,
    /// What it does with `openid`.
    pub openid: Fact,
    /// What it does about refresh tokens.
    pub refresh: Option<Fact>,
    /// What it writes into `sub`.
    pub subject: Option<Fact>,
    /// What its UserInfo says to such a token.
    pub userinfo: Option<Fact>,
}

/// Something that was found out about a server.
#[derive(Debug)]
pub struct Fact {
    /// What was found.
    pub text: String,
    /// How sure it is: `source code`, `official docs`, `issue thread`, or `unverified`.
    pub confidence: String,
    /// Where it was read.
    pub citation: Option<String>,
    /// What of it is not verified.
    pub open: Option<String>,
    /// Whether somebody else than the maker said so.
    pub third_party: bool,
}

texts! {
    Providers { providers, groups, words }
    Provider { id, name, kind, verdict, version, openid, refresh, subject, userinfo }
    Fact { text, confidence, citation, open, third_party }
}

/// What a server does with `openid` in this grant, as the data says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenidVerdict {
    /// It refuses.
    Rejected,
    /// It leaves the scope out, or out of account.
    Ignored,
    /// It accepts the scope, and no ID Token comes.
    Accepted,
    /// An `id_token` comes when `openid` is asked for.
    IdTokenWhenOpenid,
    /// An `id_token` comes in every answer.
    IdTokenAlways,
    /// It depends on how the server is set up.
    ConfigDependent,
    /// It does not have this grant.
    NotApplicable,
    /// It was not found out.
    Unverified,
}

impl OpenidVerdict {
    const NAMES: [(&'static str, Self); 8] = [
        ("rejected", Self::Rejected),
        ("ignored_no_id_token", Self::Ignored),
        ("accepted_no_id_token", Self::Accepted),
        ("id_token_when_openid", Self::IdTokenWhenOpenid),
        ("id_token_always", Self::IdTokenAlways),
        ("config_dependent", Self::ConfigDependent),
        ("not_applicable", Self::NotApplicable),
        ("unverified", Self::Unverified),
    ];

    /// The group that it belongs to.
    #[must_use]
    pub const fn group(self) -> Group {
        match self {
            Self::Rejected => Group::Refuse,
            Self::Ignored => Group::Drop,
            Self::Accepted => Group::Accept,
            Self::IdTokenWhenOpenid | Self::IdTokenAlways => Group::Return,
            Self::ConfigDependent => Group::Depend,
            Self::NotApplicable => Group::Without,
            Self::Unverified => Group::Unverified,
        }
    }
}

impl FromContent for OpenidVerdict {
    fn take(value: Value, faults: &mut Faults) -> Self {
        let known = Self::NAMES.iter().find(|(name, _)| value.as_str() == Some(name));
        known.map_or_else(
            || {
                faults.note("a verdict", &value);
                Self::Unverified
            },
            |(_, verdict)| *verdict,
        )
    }
}

/// The servers that do the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// They refuse.
    Refuse,
    /// They drop it.
    Drop,
    /// They accept or echo it.
    Accept,
    /// They return an `id_token`.
    Return,
    /// It depends.
    Depend,
    /// They do not have the grant.
    Without,
    /// Nobody knows.
    Unverified,
}

impl Group {
    /// The groups in the order in which they are shown.
    pub const ALL: [Self; 7] =
        [Self::Refuse, Self::Drop, Self::Accept, Self::Return, Self::Depend, Self::Without, Self::Unverified];

    /// Its name in the content, and of its count in sentences.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refuse => "refuse",
            Self::Drop => "drop",
            Self::Accept => "accept",
            Self::Return => "return",
            Self::Depend => "depend",
            Self::Without => "without",
            Self::Unverified => "unverified",
        }
    }
}

/// What the servers are asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What they do with `openid`.
    Openid,
    /// Whether a refresh token comes.
    Refresh,
    /// What stands in `sub`.
    Subject,
    /// What UserInfo says.
    UserInfo,
}

impl Question {
    /// The question of a lesson step, where it has one.
    #[must_use]
    pub const fn of_step(number: u16) -> Option<Self> {
        match number {
            7 => Some(Self::Refresh),
            8 => Some(Self::Subject),
            9 => Some(Self::Openid),
            10 => Some(Self::UserInfo),
            _ => None,
        }
    }

    /// The name of its sentence among the words of the file, and of its button among those of Learn.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Openid => "servers_openid",
            Self::Refresh => "servers_refresh",
            Self::Subject => "servers_subject",
            Self::UserInfo => "servers_userinfo",
        }
    }
}

impl Provider {
    /// What was found out about a question.
    #[must_use]
    pub const fn fact(&self, question: Question) -> Option<&Fact> {
        match question {
            Question::Openid => Some(&self.openid),
            Question::Refresh => self.refresh.as_ref(),
            Question::Subject => self.subject.as_ref(),
            Question::UserInfo => self.userinfo.as_ref(),
        }
    }
}

impl Providers {
    /// The servers of a group.
    pub fn of(&self, group: Group) -> impl Iterator<Item = &Provider> {
        self.providers.iter().filter(move |provider| provider.verdict.group() == group)
    }

    /// How many have this verdict.
    #[must_use]
    pub fn count(&self, verdict: OpenidVerdict) -> usize {
        self.providers.iter().filter(|provider| provider.verdict == verdict).count()
    }

    /// A sentence of the file, with every number that it may tell.
    #[must_use]
    pub fn say(&self, sentence: &str, question: Question) -> Vec<Span> {
        let known = self.providers.iter().filter(|provider| provider.fact(question).is_some()).count();
        let mut facts = vec![
            ("total", self.providers.len()),
            ("known", known),
            ("asked", self.count(OpenidVerdict::IdTokenWhenOpenid)),
            ("always", self.count(OpenidVerdict::IdTokenAlways)),
        ];
        facts.extend(Group::ALL.map(|group| (group.name(), self.of(group).count())));
        let facts: Vec<(&'static str, String)> = facts.iter().map(|(name, count)| (*name, count.to_string())).collect();
        self.words.get(sentence).map_or_else(Vec::new, |text| filled(text, &facts))
    }

    /// The names of those about whom the question is not answered.
    #[must_use]
    pub fn unknown(&self, question: Question) -> String {
        let unknown = self.providers.iter().filter(|provider| provider.fact(question).is_none());
        unknown.map(|provider| provider.name.as_str()).collect::<Vec<_>>().join("; ")
    }
}
