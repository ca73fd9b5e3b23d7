//! The members of a token's parts as other forms: side by side with those of another token, and as a table in Markdown.

use crate::content::components::CLAIM_COLUMNS;
use crate::inspect::{ClaimTable, Difference, Named, Part, Words, diff, visible};

/// The members of two parts, one by one. Values are compared as they are written.
#[must_use]
pub fn side_by_side(left: &Option<Part>, right: &Option<Part>) -> Vec<Difference> {
    let named = |part: &Option<Part>| part.as_ref().map(named).unwrap_or_default();
    diff(&named(left), &named(right))
}

fn named(part: &Part) -> Vec<Named> {
    let text = &part.json.text;
    let value = |shown: &str| shown.split_once(':').map_or(shown, |(_, value)| value).trim().to_owned();
    let members = part.json.members.iter();
    members
        .map(|member| {
            // After the name's own text, because a name may have a colon in it.
            let shown = text.get(member.shown.clone()).unwrap_or_default();
            let after_name = closing_quote(shown).map_or(shown, |end| &shown[end..]);
            (visible(&member.name).into_owned(), value(after_name))
        })
        .collect()
}

/// Where the first string of `text` ends.
fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    let mut characters = text.char_indices().skip(1);
    characters.find_map(|(at, character)| {
        let ends = character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        ends.then_some(at + 1)
    })
}

/// The claims as a table in Markdown, for an issue or a page of a wiki.
#[must_use]
pub fn markdown(table: &ClaimTable, words: &Words) -> String {
    let mut text = ["| ", &CLAIM_COLUMNS.join(" | "), " |\n| --- | --- | --- |\n"].concat();
    for row in table.groups.iter().flat_map(|(_, rows)| rows) {
        let time = row
            .time
            .as_ref()
            .map(|time| [time.utc.clone().unwrap_or_default(), words.say(&time.relative)].join(" ").trim().to_owned());
        let meaning = [time, row.meaning.clone(), row.note.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        for cell in [code(&row.name), code(&row.value), escaped(&meaning)] {
            text.push_str("| ");
            text.push_str(&cell);
            text.push(' ');
        }
        text.push_str("|\n");
    }
    text
}

/// Foreign text as code, which no character of it ends: the fence is longer than any run of backticks inside (`CommonMark` §6.1).
fn code(text: &str) -> String {
    let (mut longest, mut run) = (0, 0);
    for character in text.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 || text.is_empty() { " " } else { "" };
    // A bar ends a cell even inside of code.
    [&fence, space, &text.replace('|', "\\|").replace('\n', " "), space, &fence].concat()
}

/// Text whose backticks are code, as in the content, and whose bars do not end the cell.
fn escaped(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::{Change, Decoded};
    use crate::jose::base64url;

    fn token(payload: &str) -> Decoded {
        let part = |text: &str| base64url::encode(text.as_bytes());
        Decoded::read(&[part(r#"{"alg":"ES256"}"#), part(payload), "AAAA".to_owned()].join("."))
    }

    #[test]
    fn values_are_compared_as_they_are_written() {
        let left = token(r#"{"a:\"b":"x:y","n":12345678901234567890123,"o":{"p":1}}"#);
        let right = token(r#"{"n":12345678901234567890124,"a:\"b":"x:y","o":{"p":1},"q":null}"#);
        let all = side_by_side(&left.payload, &right.payload);
        let told: Vec<(&str, Change)> = all.iter().map(|each| (each.name.as_str(), each.change())).collect();
        assert_eq!(told, [("a:\"b", Change::Same), ("n", Change::Changed), ("o", Change::Same), ("q", Change::Added)]);
        assert_eq!(all[0].left.as_deref(), Some("\"x:y\""));
        assert!(side_by_side(&left.header, &right.header).iter().all(|each| each.change() == Change::Same));
        assert!(side_by_side(&None, &right.header).iter().all(|each| each.change() == Change::Added));
    }

    #[test]
    fn a_cell_of_markdown_ends_where_it_ends() {
        assert_eq!(code("a|b"), "`a\\|b`");
        assert_eq!(code("`<img>` ``x"), "``` `<img>` ``x ```");
        assert_eq!(escaped("a | <b>"), "a \\| &lt;b>");
    }
}
