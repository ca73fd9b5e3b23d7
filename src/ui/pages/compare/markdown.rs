//! A cell as Markdown: claim, verdict, evidence, reason, sources, and what ran, for issues and reviews elsewhere; and the document's table.

use super::tested::Tested;
use super::texts::Texts;
use crate::issuer::Policies;
use crate::lab::content::{Compare, Words, word};
use crate::lab::{CellId, Column, EvidenceKind, Judgement, Row, Verdict};
use crate::ui::presenter::{changed_policies, policy_name};

/// The name of a verdict among the labels.
#[must_use]
pub fn verdict_name(judgement: &Judgement) -> &'static str {
    match judgement.verdict {
        Verdict::Holds if judgement.holds_for_want_of_an_answer() => "holds_empty",
        Verdict::Holds => "holds",
        Verdict::DoesNotHold { .. } => "does_not_hold",
        Verdict::CouldNotTest { .. } => "could_not_test",
    }
}

/// `Tokens returned, OpenID Connect`.
#[must_use]
pub fn cell_name(cell: CellId, compare: &Compare) -> String {
    [compare.row(cell), ", ", compare.column(cell)].concat()
}

/// The policies a run happened under, with its client: `openid` always, any other where it is not the default.
#[must_use]
pub fn policy_line(client: &str, policies: &Policies, compare: &Compare) -> String {
    let line = word(&compare.words, "policy").replace("{client}", client);
    let mut line = line.replace("{openid}", policy_name(policies.openid));
    for (name, value) in changed_policies(policies) {
        line.extend([" `", name, "`: ", &value, "."]);
    }
    line
}

/// Why the evidence settles the claim: the reason against it, or what the most telling observation means.
#[must_use]
pub fn reason(judgement: &Judgement, texts: Texts<'_>) -> String {
    let first = judgement.lines.iter().find(|line| line.kind == EvidenceKind::Observed).map(|line| &line.finding);
    judgement.because().or(first).map_or_else(String::new, |finding| texts.because(finding))
}

/// The label of a kind of evidence.
#[must_use]
pub fn kind_name(kind: EvidenceKind, words: &Words) -> &str {
    word(&words.kinds, kind.name())
}

/// The cell as Markdown.
#[must_use]
pub fn markdown(cell: CellId, tested: Option<&Tested>, texts: Texts<'_>) -> String {
    let label = |name: &'static str| texts.label(name);
    let Some(content) = texts.cell(cell) else { return String::new() };
    let mut out = vec![["**", &texts.name(cell), "**"].concat(), String::new()];
    let mut item = |name: &str, text: &str| out.push(["- ", name, ": ", text].concat());
    item(label("claim"), &content.claim);
    match tested {
        None => item(label("verdict"), label("not_run")),
        Some(Tested { judgement, evidence, .. }) => {
            item(label("verdict"), label(verdict_name(judgement)));
            for line in &judgement.lines {
                item(kind_name(line.kind, texts.words), &texts.seen(line, cell));
            }
            item(label("why"), &reason(judgement, texts));
            if judgement.outside_specification() {
                item(label("outside"), &texts.compare.outside.text);
            }
            for message in &evidence.messages {
                let (request, response) = (&message.exchange.request, &message.exchange.response);
                let uri = request.uri();
                let address = [uri.host().unwrap_or_default(), uri.path()].concat();
                let status = response.status().as_u16().to_string();
                item(label("what_ran"), &["`", request.method().as_str(), " ", &address, "` → ", &status].concat());
            }
            let client = evidence.record.as_ref().map_or("", |record| record.client.client_id.as_str());
            item(label("policy_name"), &policy_line(client, &evidence.policies, texts.compare));
        }
    }
    let link = |citation: &crate::cite::Citation| format!("[{citation}]({})", citation.href());
    item(label("source"), &content.sources.iter().map(link).collect::<Vec<_>>().join("; "));
    out.push(String::new());
    out.join("\n")
}

/// The document's table as Markdown: the topic and its two claims in each of five rows, between pipes.
#[must_use]
pub fn pipe_table(compare: &Compare) -> String {
    let column = |column: Column| {
        let text = compare.columns.get(column.slug());
        text.map_or_else(String::new, |text| [&text.name, ": ", &text.note].concat())
    };
    let [oauth, oidc] = Column::ALL.map(column);
    let mut out = line([word(&compare.words, "topic"), &oauth, &oidc]);
    out.push_str("| --- | --- | --- |\n");
    for row in Row::ALL {
        let cell = |column| CellId { row, column };
        let claim = |column| compare.cell(cell(column)).map_or("", |text| text.claim.as_str());
        let [oauth, oidc] = Column::ALL.map(claim);
        out.push_str(&line([compare.row(cell(Column::OAuth)), oauth, oidc]));
    }
    out
}

/// A row of such a table. A pipe ends a cell wherever it stands, also in code, unless it is escaped (GitHub Flavored Markdown, tables).
fn line(cells: [&str; 3]) -> String {
    let cells = cells.map(|cell| cell.replace('|', "\\|").replace('\n', " "));
    ["| ", &cells.join(" | "), " |\n"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::Evidence;
    use crate::ui::pages::compare::model::Model;

    fn compare() -> Compare {
        crate::texts::read(include_str!("../../../content/en/compare.json")).unwrap()
    }

    fn words() -> Words {
        crate::texts::read(include_str!("../../../content/en/words.json")).unwrap()
    }

    #[test]
    fn before_a_run_it_says_so_and_cites() {
        let cell = CellId::all().nth(3).unwrap();
        let (compare, words) = (compare(), words());
        let text = markdown(cell, None, Texts { compare: &compare, words: &words, beyond: None });
        assert!(text.starts_with("**Tokens returned, OpenID Connect**\n\n- Claim: The same: an access token, and no ID Token, asked for with `openid` or not."));
        assert!(text.contains("- Verdict: Not run\n"));
        assert!(text.contains("[OIDC Core §2](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.2)"));
    }

    /// Its rows are those of the document, whose table begins so: "Aspect, OAuth Client Credentials, OIDC Client Credentials".
    #[test]
    fn the_table_has_the_five_aspects_of_the_document_in_order_and_two_claims_each() {
        let text = pipe_table(&compare());
        let lines: Vec<Vec<&str>> =
            text.lines().map(|line| line.trim_matches(['|', ' ']).split(" | ").collect()).collect();
        assert!(lines.iter().all(|cells| cells.len() == 3), "{text}");
        let aspects: Vec<String> = lines[2..].iter().map(|cells| cells[0].to_lowercase()).collect();
        assert_eq!(
            aspects,
            ["standard spec", "tokens returned", "who is the subject?", "user identity?", "use case"],
            "the document's words"
        );
        assert!(lines[0][1].starts_with("OAuth 2.0") && lines[0][2].starts_with("OpenID Connect"), "{text}");
        assert_eq!(lines[1], ["---", "---", "---"]);
        for (row, oauth, oidc) in
            [(2, "OAuth 2.0", "OpenID Connect"), (3, "refresh token", "no ID Token"), (4, "itself", "Still the client")]
        {
            assert!(lines[row][1].contains(oauth) && lines[row][2].contains(oidc), "{:?}", lines[row]);
        }
    }

    #[test]
    fn a_pipe_in_a_claim_does_not_end_its_cell() {
        assert_eq!(line(["a|b", "`c|d`", "e\nf"]), "| a\\|b | `c\\|d` | e f |\n");
    }

    #[test]
    fn after_a_run_it_carries_verdict_evidence_and_reason() {
        let cell = CellId::all().next().unwrap();
        let mut model = Model::default();
        let sequence = model.start(cell).unwrap();
        model.finish(cell, sequence, Evidence::default());
        let (compare, words) = (compare(), words());
        let text = markdown(cell, model.tested(cell), Texts { compare: &compare, words: &words, beyond: None });
        assert!(text.contains("- Verdict: Could not test\n- Observed: no answer to `GET /.well-known/"), "{text}");
        assert!(text.contains("- Why this settles it: The run did not bring an answer"), "{text}");
        assert!(!text.contains(['{', '}']), "{text}");
    }
}
