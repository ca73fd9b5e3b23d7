//! The index: an entry for each thing that the content files say.

use super::find::{Entry, Kind};
use crate::inspect::{Dictionary, Entry as ClaimEntry};
use crate::lab::content::{Beyond, Compare, Learn, StepText};
use crate::lab::document::Document;
use crate::lab::glossary::Glossary;
use crate::lab::quiz::Quiz;
use crate::lab::{CellId, StepId};
use crate::ui::pages::build::Refusals;
use crate::ui::route::{CellAddress, Route};

/// The content files that are searched.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The steps' names.
    pub learn: &'a Learn,
    /// The steps' words, with their numbers.
    pub lessons: &'a [(StepId, &'a StepText)],
    /// The table.
    pub compare: &'a Compare,
    /// The rows beyond the document.
    pub beyond: &'a Beyond,
    /// The document, sentence by sentence.
    pub document: &'a Document,
    /// The questions.
    pub quiz: &'a Quiz,
    /// What refusals mean.
    pub errors: &'a Refusals,
    /// What claims mean.
    pub claims: &'a Dictionary,
    /// The terms.
    pub glossary: &'a Glossary,
}

/// The refusals that are explained: the error code each comes with, and an address where it can be seen.
pub const REFUSALS: [(&str, &str, &str); 19] = [
    ("client_unknown", "invalid_client", "#/build?v=1&client=nobody"),
    ("secret_wrong", "invalid_client", "#/learn/3"),
    ("secret_missing", "invalid_client", "#/learn/3"),
    ("method_other", "invalid_client", "#/build?v=1&method=client_secret_post"),
    ("client_public", "unauthorized_client", "#/build?v=1&preset=shop-web"),
    ("invalid_client", "invalid_client", "#/learn/3"),
    ("scope_about_person", "invalid_scope", "#/build?v=1&scope=orders.read%20openid&policy=openid:reject"),
    ("scope_not_allowed", "invalid_scope", "#/build?v=1&scope=admin"),
    ("scope_grammar", "invalid_scope", "#/build?v=1&scope=orders.read%22"),
    ("grant_unknown", "unsupported_grant_type", "#/build?v=1&grant=client_credential"),
    ("grant_not_allowed", "unauthorized_client", "#/build?v=1&grant=authorization_code"),
    ("grant_missing", "invalid_request", "#/build?v=1&grant="),
    ("profile_refuses", "invalid_client", "#/issuer/policy"),
    ("certificate_missing", "invalid_client", "#/learn/5"),
    ("certificate_other", "invalid_client", "#/learn/5"),
    ("target", "invalid_target", "#/build?v=1&resource=https://stock.test"),
    (
        "details_shape",
        "invalid_authorization_details",
        "#/build?v=1&preset=billing-export&authorization_details=%5B%5D",
    ),
    ("details_not_allowed", "invalid_authorization_details", "#/build?v=1&authorization_details=%5B%5D"),
    ("invalid_request", "invalid_request", "#/learn/2"),
];

/// Every entry, by kind.
#[must_use]
pub fn index(from: Sources<'_>) -> Vec<Entry> {
    let mut all = Vec::new();
    let mut add = |kind, title: String, text: String, href: String| all.push(Entry { kind, title, text, href });
    for (id, step) in from.lessons {
        let title = [&id.number.to_string(), ". ", from.learn.title(*id)].concat();
        let mut text = vec![step.objective.as_str()];
        text.extend(step.copy.iter().map(String::as_str));
        text.push(&step.predict.question);
        text.extend(step.variants.iter().flat_map(|variant| [variant.detail.as_str(), variant.because.as_str()]));
        add(Kind::Step, title, text.join(" "), Route::Learn { step: *id }.to_hash());
    }
    for term in &from.glossary.terms {
        let title = term.names().skip(1).fold(term.name.clone(), |title, name| {
            if title.contains(name) { title } else { [&title, ", ", name].concat() }
        });
        add(Kind::Term, title, term.text.clone(), Route::Glossary { term: Some(term.id.clone()) }.to_hash());
    }
    for cell in CellId::all().chain(CellId::beyond()) {
        let slug = cell.slug();
        let Some(text) = from.compare.cell(cell).or_else(|| from.beyond.cells.get(&slug)) else { continue };
        let row = from.compare.rows.get(cell.row.slug()).or_else(|| from.beyond.rows.get(cell.row.slug()));
        let title = [row.map_or("", String::as_str), ", ", from.compare.column(cell)].concat();
        let said = [text.claim.as_str(), " ", &text.ran, " ", text.specification.as_deref().unwrap_or_default()];
        let cell = CellAddress { row: cell.row.slug().to_owned(), column: cell.column.slug().to_owned() };
        add(Kind::Cell, title, said.concat(), Route::Compare { cell: Some(cell) }.to_hash());
    }
    for sentence in from.document.parts.iter().flat_map(|part| &part.sentences) {
        add(Kind::Sentence, sentence.text.clone(), String::new(), Route::Document.to_hash());
    }
    for (name, error, href) in REFUSALS {
        let Some(explained) = from.errors.refusals.get(name) else { continue };
        let title = ["`", error, "` (", &name.replace('_', " "), ")"].concat();
        add(Kind::Error, title, without_facts(&explained.why), href.to_owned());
    }
    for entry in from.claims.claims.iter().chain(&from.claims.header) {
        add(Kind::Claim, ["`", &entry.name, "`"].concat(), meaning(entry), Route::Decode.to_hash());
    }
    for (at, question) in from.quiz.questions.iter().enumerate() {
        // Not the explanations: a search must not give the answers away.
        let options: Vec<&str> = question.options.iter().map(|option| option.text.as_str()).collect();
        let href = Route::Quiz { question: u16::try_from(at + 1).ok() }.to_hash();
        add(Kind::Question, question.question.clone(), options.join(" "), href);
    }
    all
}

fn meaning(entry: &ClaimEntry) -> String {
    [entry.short.as_str(), " ", entry.client.as_deref().unwrap_or_default(), " ", &entry.note].concat()
}

/// A text whose facts are not known yet, as `{client}` before there is a request.
fn without_facts(text: &str) -> String {
    let mut pieces = text.split('{');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push('…');
        out.push_str(piece.split_once('}').map_or(piece, |(_, rest)| rest));
    }
    out
}
