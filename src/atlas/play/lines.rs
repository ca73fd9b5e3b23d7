//! All answers to one request as a table: a line for each server, a column for everything in which they differ.

use serde_json::Value;

use crate::content::atlas as words;
use crate::facts::named;
use crate::jose::{CompactJws, json};
use crate::texts::fill;

use super::grid::{Answered, Who};
use super::reduced::{Kind, Reduced};

named! {
    /// What an answer is compared in.
    pub enum Column {
        "What became of `openid`." Openid = "openid",
        "Status, and the error code." Status = "status",
        "The member `scope`." Scope = "scope",
        "The member `id_token`." IdToken = "id_token",
        "The member `token_type`." TokenType = "token_type",
        "The member `expires_in`." ExpiresIn = "expires_in",
        "The member `refresh_token`." RefreshToken = "refresh_token",
        "The form of the access token, and its `typ`." Token = "token",
        "Its claim `sub`." Sub = "sub",
        "Its claim `aud`." Aud = "aud",
        "The scheme of the challenge." Challenge = "challenge",
        "Other members." Others = "others",
    }
}

/// One server's answer.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its place among the answers.
    pub place: usize,
    /// Who answered; nobody for the standard.
    pub who: Option<Who>,
    /// What stands in each column of [`Column::ALL`]; empty where there is nothing.
    pub cells: Vec<String>,
    /// In how many columns it differs from the standard.
    pub differs: usize,
}

/// How the lines are ordered. The standard is always first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Those that answer alike in a column beside each other, then by name.
    By(Column),
    /// By the server's name.
    Name,
    /// Those that differ most from the standard first.
    Differs,
}

impl Line {
    /// What stands in a column.
    #[must_use]
    pub fn cell(&self, column: Column) -> &str {
        Column::ALL
            .iter()
            .position(|known| *known == column)
            .and_then(|at| self.cells.get(at))
            .map_or("", String::as_str)
    }

    fn name(&self) -> &str {
        self.who.as_ref().map_or("", |who| &who.name)
    }
}

/// The answers as lines, in order. `asked` says whether the request asks for `openid`.
#[must_use]
pub fn lines(answers: &[Answered], asked: bool, order: Order) -> Vec<Line> {
    let mut all: Vec<Line> = answers.iter().enumerate().map(|(place, answered)| line(place, answered, asked)).collect();
    let standard = all.iter().find(|line| line.who.is_none()).map(|line| line.cells.clone()).unwrap_or_default();
    for line in &mut all {
        line.differs = line.cells.iter().zip(&standard).filter(|(own, other)| own != other).count();
    }
    all.sort_by(|one, other| {
        let first = other.who.is_none().cmp(&one.who.is_none());
        let by = match order {
            Order::By(column) => one.cell(column).cmp(other.cell(column)),
            Order::Name => std::cmp::Ordering::Equal,
            Order::Differs => other.differs.cmp(&one.differs),
        };
        first.then(by).then_with(|| one.name().to_lowercase().cmp(&other.name().to_lowercase()))
    });
    all
}

/// The columns in which the answers differ; what is the same in all of them says nothing.
#[must_use]
pub fn differing(lines: &[Line]) -> Vec<Column> {
    let differs = |column: Column| lines.windows(2).any(|pair| pair[0].cell(column) != pair[1].cell(column));
    Column::ALL.iter().copied().filter(|column| differs(*column)).collect()
}

fn line(place: usize, answered: &Answered, asked: bool) -> Line {
    let Answered { who, exchange, reduced, .. } = answered;
    let members = json::parse_object(exchange.response.body()).unwrap_or_default();
    let member = |name: &str| members.get(name).map(told).unwrap_or_default();
    let claim = |name: &str| claim(&members, name);
    let cell = |column: &Column| match column {
        Column::Openid if asked => openid(reduced).to_owned(),
        Column::Openid => String::new(),
        Column::Status => {
            let code = reduced.error.as_deref().map_or_else(String::new, |code| [" ", code].concat());
            [&reduced.status.to_string(), code.as_str()].concat()
        }
        Column::Scope => reduced.scope.as_deref().map_or_else(String::new, |scope| ["“", scope, "”"].concat()),
        Column::IdToken => kind(reduced, "id_token"),
        Column::RefreshToken => kind(reduced, "refresh_token"),
        Column::TokenType => member("token_type"),
        Column::ExpiresIn => member("expires_in"),
        Column::Token => match (reduced.members.get("access_token"), &reduced.typ) {
            (Some(Kind::Jwt), Some(typ)) => fill(words::JWT_OF_TYPE, &[("typ", typ)]),
            (Some(Kind::Jwt), None) => words::JWT_WITHOUT_TYPE.to_owned(),
            (Some(_), _) => words::OPAQUE.to_owned(),
            (None, _) => String::new(),
        },
        Column::Sub => claim("sub"),
        Column::Aud => claim("aud"),
        Column::Challenge => reduced.challenge.clone().unwrap_or_default(),
        Column::Others => {
            let named = |name: &&String| !NAMED.contains(&name.as_str());
            reduced.members.keys().filter(named).map(String::as_str).collect::<Vec<_>>().join(" ")
        }
    };
    Line { place, who: who.clone(), cells: Column::ALL.iter().map(cell).collect(), differs: 0 }
}

/// Members that have columns of their own, or a sentence for people.
const NAMED: [&str; 8] =
    ["access_token", "token_type", "expires_in", "scope", "refresh_token", "id_token", "error", "error_description"];

/// What became of `openid`, by a stable name.
fn openid(reduced: &Reduced) -> &'static str {
    let is_granted = reduced.scope.as_deref().is_some_and(|scope| scope.split(' ').any(|word| word == "openid"));
    match (reduced.status, reduced.members.contains_key("id_token"), &reduced.scope) {
        (200..=299, true, _) => "id_token",
        (200..=299, false, _) if is_granted => "granted",
        (200..=299, false, Some(_)) => "dropped",
        (200..=299, false, None) => "silent",
        _ => "refused",
    }
}

fn kind(reduced: &Reduced, name: &str) -> String {
    reduced.members.get(name).map_or_else(String::new, |kind| kind.as_str().to_owned())
}

/// A value in a word or two.
fn told(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => json::text(other),
    }
}

/// A claim of the access token, where that is a JWT.
fn claim(members: &serde_json::Map<String, Value>, name: &str) -> String {
    let token = members.get("access_token").and_then(Value::as_str);
    let jws = token.and_then(|token| CompactJws::parse(token).ok());
    let claims = jws.and_then(|jws| json::parse_object(jws.payload()).ok());
    claims.and_then(|claims| claims.get(name).map(told)).unwrap_or_default()
}

/// The table for a document: the columns in which the answers differ, under `heads`.
#[must_use]
pub fn markdown(lines: &[Line], columns: &[Column], heads: &[&str], standard: &str) -> String {
    let escape = |text: &str| text.replace('\\', "\\\\").replace('|', "\\|");
    let row = |cells: Vec<String>| ["| ", &cells.join(" | "), " |\n"].concat();
    let mut text = row(heads.iter().map(|head| escape(head)).collect());
    text.push_str(&row(heads.iter().map(|_| "---".to_owned()).collect()));
    for line in lines {
        text.push_str(&row(cells(line, columns, standard).iter().map(|cell| escape(cell)).collect()));
    }
    text
}

/// The same as comma-separated values.
#[must_use]
pub fn csv(lines: &[Line], columns: &[Column], heads: &[&str], standard: &str) -> String {
    let quote = |text: &str| ["\"", &text.replace('"', "\"\""), "\""].concat();
    let row = |cells: Vec<String>| [cells.join(","), "\r\n".to_owned()].concat();
    let mut text = row(heads.iter().map(|head| quote(head)).collect());
    for line in lines {
        text.push_str(&row(cells(line, columns, standard).iter().map(|cell| quote(cell)).collect()));
    }
    text
}

/// Name, version, and what stands in the columns.
fn cells(line: &Line, columns: &[Column], standard: &str) -> Vec<String> {
    let (name, version) = line.who.as_ref().map_or((standard, ""), |who| (who.name.as_str(), who.version.as_str()));
    let own = columns.iter().map(|column| line.cell(*column).to_owned());
    [name.to_owned(), version.to_owned()].into_iter().chain(own).collect()
}
