//! Learner text: the tiny inline markup of content files, and the facts filled into it.
//!
//! Backticks mark code, `{name}` is a fact. Facts come from answers of an issuer, so they are never read as markup.

/// A run of text, in prose or in code style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Whether it is protocol text.
    pub code: bool,
}

/// The spans of a text without facts.
#[must_use]
pub fn spans(text: &str) -> Vec<Span> {
    filled(text, &[])
}

/// The spans of a template with its facts filled in. A placeholder without a fact stays as it is written.
#[must_use]
pub fn filled(template: &str, facts: &[(&'static str, String)]) -> Vec<Span> {
    let mut spans = Vec::new();
    for (index, part) in template.split('`').enumerate() {
        let text = fill(part, facts);
        if !text.is_empty() {
            spans.push(Span { text, code: index % 2 == 1 });
        }
    }
    spans
}

/// The spans as one line of plain text.
#[must_use]
pub fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// The spans as Markdown, code in backticks.
#[must_use]
pub fn markdown(spans: &[Span]) -> String {
    let mut line = String::new();
    for span in spans {
        if span.code {
            // A backtick inside would end the code span early.
            line.push('`');
            line.push_str(&span.text.replace('`', "'"));
            line.push('`');
        } else {
            line.push_str(&span.text);
        }
    }
    line
}

/// The names of a template's placeholders.
pub fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

fn fill(part: &str, facts: &[(&'static str, String)]) -> String {
    let mut pieces = part.split('{');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let fact = piece
            .split_once('}')
            .and_then(|(name, rest)| facts.iter().find(|fact| fact.0 == name).map(|fact| (fact.1.as_str(), rest)));
        match fact {
            Some((value, rest)) => out.extend([value, rest]),
            None => out.extend(["{", piece]),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_mark_code_and_braces_mark_facts() {
        let facts = [("sub", "nightly-report".to_owned())];
        let spans = filled("`sub` is `{sub}`, once {sub}.", &facts);
        let code: Vec<&str> = spans.iter().filter(|s| s.code).map(|s| s.text.as_str()).collect();
        assert_eq!(code, ["sub", "nightly-report"]);
        assert_eq!(plain(&spans), "sub is nightly-report, once nightly-report.");
        assert_eq!(markdown(&spans), "`sub` is `nightly-report`, once nightly-report.");
        assert_eq!(placeholders("`{a}` and {b}").collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn facts_are_never_markup() {
        let facts = [("sub", "a`b`{sub}".to_owned())];
        let spans = filled("It says {sub}.", &facts);
        assert_eq!(spans, [Span { text: "It says a`b`{sub}.".into(), code: false }]);
        assert_eq!(markdown(&filled("`{sub}`", &facts)), "`a'b'{sub}`");
    }

    #[test]
    fn unknown_placeholders_stay_visible() {
        assert_eq!(plain(&filled("{who} {", &[])), "{who} {");
    }
}
