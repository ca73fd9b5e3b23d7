//! *Where servers differ*: the questions that lessons ask about named servers, and the words around the facts
//! (`src/content/en/servers.json`). The facts themselves are [`facts`](crate::facts), and every number is counted from them.

use super::text::{Span, spans};
use crate::facts::{Answer, HowKnown, Outcome, Seen, Servers, Tally, Topic, fill};
use crate::texts::{Table, texts};

/// `servers.json` of the texts.
#[derive(Debug)]
pub struct Differences {
    /// What is asked, by [`Question::name`].
    pub questions: Table<Asked>,
    /// What kinds of products are called, by [`Kind::name`](crate::facts::Kind::name).
    pub kinds: Table<String>,
    /// What the ways of knowing are called, by [`HowKnown::name`].
    pub how: Table<String>,
    /// Sentences around them.
    pub words: Table<String>,
}

/// A question about servers.
#[derive(Debug)]
pub struct Asked {
    /// What the counts come to.
    pub lead: Vec<Counted>,
    /// The products in groups.
    pub parts: Vec<Part>,
}

/// A sentence with places for counts.
#[derive(Debug)]
pub struct Counted {
    /// What is counted.
    pub topic: Topic,
    /// The sentence.
    pub text: String,
}

/// A topic of a question.
#[derive(Debug)]
pub struct Part {
    /// What is asked.
    pub topic: Topic,
    /// Those that do the same.
    pub groups: Vec<Named>,
}

/// A group and its name.
#[derive(Debug)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// What comes at those that belong to it.
    pub outcomes: Vec<Outcome>,
}

texts! {
    Differences { questions, kinds, how, words }
    Asked { lead, parts }
    Counted { topic, text }
    Part { topic, groups }
    Named { name, outcomes }
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

    /// The name of the question in the file, and of its button among the words of Learn.
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

impl Counted {
    /// The sentence with its counts.
    #[must_use]
    pub fn say(&self, servers: &Servers) -> Vec<Span> {
        spans(&fill(&self.text, servers, self.topic))
    }
}

impl Named {
    /// The answers of the group: first those that were run, each in the order of the products.
    #[must_use]
    pub fn answers<'t, 'a>(&self, tally: &'t Tally<'a>) -> Vec<&'t Answer<'a>> {
        let groups = || tally.groups.iter().filter(|group| self.outcomes.contains(&group.outcome));
        groups().flat_map(|group| &group.run).chain(groups().flat_map(|group| &group.read)).collect()
    }
}

impl Differences {
    /// What a fact says: its own words, or what the answer was.
    #[must_use]
    pub fn said(&self, seen: &Seen<'_>) -> Option<String> {
        let fact = seen.fact;
        if fact.text.is_some() {
            return fact.text.clone();
        }
        let status = fact.status.map(|status| status.to_string());
        let scope = fact.members.get("scope").and_then(serde_json::Value::as_str);
        let is_about_scope = matches!(fact.topic, Topic::Openid | Topic::UnknownScope | Topic::NoScope);
        let (name, value) = match (&status, &fact.error, &fact.value, scope) {
            (Some(_), Some(error), _, _) => ("answer_error", error.as_str()),
            (Some(_), None, _, Some("")) if is_about_scope => ("answer_empty", ""),
            (Some(_), None, _, Some(scope)) if is_about_scope => ("answer_scope", scope),
            (Some(_), None, _, None) if is_about_scope && seen.fact.outcome != Outcome::Refused => {
                ("answer_silent", "")
            }
            (_, _, Some(value), _) => ("answer_value", value.as_str()),
            (Some(_), ..) => ("answer_status", ""),
            (None, Some(error), ..) => ("answer_value", error.as_str()),
            (None, None, None, _) => return None,
        };
        let sentence = self.words.get(name)?.replace("{status}", status.as_deref().unwrap_or_default());
        Some(
            ["scope", "error", "value"]
                .iter()
                .fold(sentence, |text, place| text.replace(&["{", place, "}"].concat(), value)),
        )
    }

    /// Version, day, and how it is known. Of what was read the day is that of the code.
    #[must_use]
    pub fn source(&self, seen: &Seen<'_>) -> String {
        let how = seen.how();
        let (name, date) = match &seen.setup.date {
            Some(date) if how == HowKnown::Run => ("run_on", date.as_str()),
            Some(date) => ("code_of", date.as_str()),
            None => ("undated", ""),
        };
        let template = self.words.get(name).map_or("", String::as_str);
        let told = self.how.get(how.name()).map_or("", String::as_str);
        let version = [Some(seen.setup.version.as_str()), seen.setup.name.as_deref()];
        let version = version.into_iter().flatten().collect::<Vec<_>>().join(", ");
        template.replace("{how}", told).replace("{date}", date).replace("{version}", &version)
    }
}
