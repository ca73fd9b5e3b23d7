//! Writing JSON text member by member. A report has the same members every time, in an order for readers, and building a tree of values
//! first would take longer than all that was found out.

/// JSON text that grows.
#[derive(Default)]
pub(super) struct JsonWriter {
    text: String,
    /// Whether the next value is the first in its object or list.
    is_first: bool,
}

impl JsonWriter {
    /// Opens an object, as a value.
    pub(super) fn open(&mut self) -> &mut Self {
        self.value("{");
        self.is_first = true;
        self
    }

    /// Closes the object.
    pub(super) fn close(&mut self) -> &mut Self {
        self.text.push('}');
        self.is_first = false;
        self
    }

    /// Names the next value. Names are this crate's, and need no escapes.
    pub(super) fn name(&mut self, name: &str) -> &mut Self {
        self.separate();
        self.text.push('"');
        self.text.push_str(name);
        self.text.push_str("\":");
        self.is_first = true;
        self
    }

    /// Writes text, in ASCII alone: that is read back much faster in JavaScript.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.separate();
        self.text.push('"');
        let mut rest = text;
        loop {
            let plain = plain(rest.as_bytes());
            self.text.push_str(&rest[..plain]);
            rest = &rest[plain..];
            if rest.is_empty() {
                break;
            }
            let mut after = rest.chars();
            for unit in after.next().unwrap_or_default().encode_utf16(&mut [0; 2]) {
                self.text.push_str("\\u");
                for shift in [12, 8, 4, 0] {
                    self.text.push(char::from(b"0123456789abcdef"[usize::from(*unit >> shift & 15)]));
                }
            }
            rest = after.as_str();
        }
        self.text.push('"');
        self
    }

    /// Writes what is JSON already.
    pub(super) fn value(&mut self, json: &str) -> &mut Self {
        self.separate();
        self.text.push_str(json);
        self
    }

    /// Writes text, or `null`.
    pub(super) fn text_or_null(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.text(text),
            None => self.value("null"),
        }
    }

    /// Opens a list, as a value.
    pub(super) fn open_list(&mut self) -> &mut Self {
        self.value("[");
        self.is_first = true;
        self
    }

    /// Closes the list.
    pub(super) fn close_list(&mut self) -> &mut Self {
        self.text.push(']');
        self.is_first = false;
        self
    }

    /// All of it.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn separate(&mut self) {
        if !std::mem::take(&mut self.is_first) && !self.text.is_empty() {
            self.text.push(',');
        }
    }
}

/// How many octets at the beginning stand for themselves. Of a report most do, so this is a loop that the optimiser leaves as it is.
fn plain(octets: &[u8]) -> usize {
    let mut count = 0;
    while count < octets.len() && PLAIN[octets[count] as usize] {
        count += 1;
    }
    count
}

/// Which octets stand for themselves in a string of JSON, and are of ASCII.
static PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut octet = b' ';
    while octet <= b'~' {
        plain[octet as usize] = octet != b'"' && octet != b'\\';
        octet += 1;
    }
    plain
};

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::{Value, json};

    use super::JsonWriter;

    #[test]
    fn what_is_written_reads_back() {
        let mut json = JsonWriter::default();
        json.open().name("a").text("\"\\\n\u{1f}\u{7f}ä😀\u{2028}").name("b").open().close();
        json.name("c").open_list().open().name("n").value("1").close().text("2").close_list();
        json.name("d").open_list().close_list();
        json.name("e").text_or_null(None).name("f").text_or_null(Some("")).close();
        let written: Value = serde_json::from_str(&json.into_text()).unwrap();
        let expected = json!({
            "a": "\"\\\n\u{1f}\u{7f}ä😀\u{2028}", "b": {}, "c": [{"n": 1}, "2"], "d": [], "e": null, "f": "",
        });
        assert_eq!(written, expected);
    }
}
