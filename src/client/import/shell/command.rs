//! A command as a shell hands it to a program.

/// A command.
#[derive(Clone, Debug, Default)]
pub(in crate::client::import) struct Command {
    /// The program and its arguments.
    pub(in crate::client::import) words: Vec<String>,
    /// What it reads from standard input.
    pub(in crate::client::import) input: Option<Input>,
    /// Whether what it writes is the next one's standard input.
    pub(super) pipes: bool,
}

/// What stands on standard input.
#[derive(Clone, Debug)]
pub(in crate::client::import) enum Input {
    /// This text.
    Text(String),
    /// The content of this file.
    File(String),
}

impl Command {
    pub(super) fn new(words: Vec<String>) -> Self {
        Self { words, ..Self::default() }
    }

    /// Where in it curl is called: what stands before is a prompt, or something like `sudo`.
    pub(in crate::client::import) fn curl_at(&self) -> Option<usize> {
        self.words.iter().position(|word| is_curl(word))
    }
}

/// `/usr/bin/curl`, `curl.exe`, and `C:\>curl` with the prompt before it.
fn is_curl(word: &str) -> bool {
    let name = word.rsplit(['/', '\\', '>']).next().unwrap_or_default();
    name.eq_ignore_ascii_case("curl") || name.eq_ignore_ascii_case("curl.exe")
}
