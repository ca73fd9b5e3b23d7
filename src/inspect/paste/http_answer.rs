//! An HTTP answer as people copy it: a status line with header fields and perhaps a body (RFC 9112 §4), out of a terminal or developer tools.

/// An answer, as far as it can be made out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct HttpAnswer {
    /// The status.
    pub(crate) status: Option<u16>,
    /// The header fields in order, names in small letters.
    pub(crate) fields: Vec<(String, String)>,
    /// What follows them.
    pub(crate) body: String,
}

impl HttpAnswer {
    /// Reads a text; `None` when it has neither a status nor a header field that only answers have.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let is_traced = text.lines().any(|line| line.starts_with("< HTTP/"));
        let mut answer = Self::default();
        let mut is_head = true;
        for line in text.lines() {
            let line = match () {
                () if !is_traced => line,
                () if line == "<" || line.starts_with("< ") => line[1..].trim_start(),
                // What was asked, and what curl says about the connection.
                () if line.starts_with(['>', '*', '}']) || line.starts_with("{ [") => continue,
                () => line,
            };
            if let Some(status) = status(line).filter(|_| answer.body.trim().is_empty()) {
                // After an interim answer or a redirection comes another one.
                answer = Self { status: Some(status), ..Self::default() };
                is_head = true;
            } else if is_head && line.trim().is_empty() {
                is_head = answer.status.is_none() && answer.fields.is_empty();
            } else if let Some((name, value)) = field(line).filter(|_| is_head) {
                if matches!(name.as_str(), ":status" | "status code" | "status") && answer.status.is_none() {
                    answer.status = value.get(..3).and_then(|digits| digits.parse().ok());
                } else {
                    answer.fields.push((name, value.to_owned()));
                }
            } else {
                if answer.status.is_none() && answer.fields.is_empty() {
                    return None;
                }
                is_head = false;
                answer.body.push_str(line);
                answer.body.push('\n');
            }
        }
        let is_answer = answer.status.is_some() || answer.all("www-authenticate").next().is_some();
        is_answer.then_some(answer)
    }

    /// The values of a header field.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What developer tools of browsers list beside the header fields.
const TOOL_NAMES: [&str; 5] = ["request url", "request method", "status code", "remote address", "referrer policy"];

/// The status of a status line: `HTTP/1.1 401 Unauthorized`, `HTTP/2 401`, `401 Unauthorized`.
fn status(line: &str) -> Option<u16> {
    let line = line.trim();
    let rest = match line.get(..5) {
        Some(start) if start.eq_ignore_ascii_case("HTTP/") => line.split_once(' ')?.1.trim_start(),
        _ => line
            .split_once(' ')
            .filter(|(_, reason)| reason.starts_with(|c: char| c.is_ascii_uppercase()))
            .map(|_| line)?,
    };
    let digits = rest.get(..3)?;
    let ends = rest[3..].chars().next().is_none_or(|c| c == ' ');
    digits.parse().ok().filter(|status| (100..600).contains(status) && ends)
}

/// A header field's name in small letters, and its value.
fn field(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.get(1..)?.split_once(':').map(|(name, value)| (&line[..=name.len()], value))?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':');
    let lower = name.trim().to_ascii_lowercase();
    let is_known = TOOL_NAMES.contains(&lower.as_str());
    (!lower.is_empty() && (lower.chars().all(is_name) || is_known)).then_some((lower, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::HttpAnswer;

    #[test]
    fn answers_are_read_from_terminals_and_tools() {
        let field = "www-authenticate: Bearer error=\"invalid_token\"";
        for text in [
            format!("HTTP/1.1 401 Unauthorized\r\n{field}\r\n\r\n{{}}"),
            format!("HTTP/2 401\n{field}\n\n{{}}"),
            format!("HTTP/1.1 100 Continue\n\nHTTP/1.1 401 Unauthorized\n{field}\n\n{{}}"),
            format!(
                "* Connected\n> GET / HTTP/1.1\n> Host: a\n>\n< HTTP/1.1 401 Unauthorized\n< {field}\n<\n{{ [2 bytes data]\n{{}}"
            ),
            format!(":status: 401\n{field}\n\n{{}}"),
            format!("Status Code: 401 Unauthorized\n{field}\n\n{{}}"),
            format!("401 Unauthorized\n{field}\n\n{{}}"),
        ] {
            let answer = HttpAnswer::read(&text).expect(&text);
            assert_eq!((answer.status, answer.body.trim()), (Some(401), "{}"), "{text}");
            assert_eq!(answer.all("www-authenticate").next(), Some("Bearer error=\"invalid_token\""), "{text}");
        }
        for text in ["", "hello", "name: value", "401 things happened", "GET / HTTP/1.1\nHost: a"] {
            assert_eq!(HttpAnswer::read(text), None, "{text}");
        }
    }
}
