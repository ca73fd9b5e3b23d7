//! One call of curl: its options become a request.

use super::data::{self, Part};
use super::options::{self, Meaning, OptionOfCurl};
use crate::client::import::message::{Body, Message};
use crate::client::import::remark::{Remarks, What};
use crate::client::import::shell::Input;
use crate::client::import::variables::Variables;
use crate::oauth::media_type;

/// How many words of a command are read.
const MOST_WORDS: usize = 5_000;

/// A call, while its options are read.
pub(super) struct Call<'c> {
    input: Option<&'c Input>,
    variables: &'c Variables,
    remarks: Remarks,
    message: Message,
    /// The parts of `--data` joined by `&`, once there is one.
    data: Option<String>,
    parts: Vec<(String, String)>,
    is_json: bool,
    in_query: bool,
    is_head: bool,
    uploads: bool,
}

impl<'c> Call<'c> {
    /// The request of a call with these arguments.
    pub(super) fn of(words: &[String], input: Option<&'c Input>, variables: &'c Variables) -> (Message, Remarks) {
        let mut call = Self {
            input,
            variables,
            remarks: Remarks::default(),
            message: Message::default(),
            data: None,
            parts: Vec::new(),
            is_json: false,
            in_query: false,
            is_head: false,
            uploads: false,
        };
        call.read(words);
        call.message()
    }

    fn read(&mut self, words: &[String]) {
        let mut words = words.iter().map(String::as_str);
        let mut only_addresses = false;
        for _ in 0..MOST_WORDS {
            let Some(word) = words.next() else { return };
            if only_addresses || !word.starts_with('-') || word == "-" {
                self.address(word);
            } else if word == "--" {
                only_addresses = true;
            } else if let Some(name) = word.strip_prefix("--") {
                let value = |words: &mut dyn Iterator<Item = &'_ str>| words.next().map(str::to_owned);
                match options::long(name) {
                    Some(option) if option.takes_value => match value(&mut words) {
                        Some(value) => self.option(option, word, &value),
                        None => self.remarks.name(What::OptionEmpty, word),
                    },
                    Some(option) => self.option(option, word, ""),
                    None => self.stray(What::OptionUnknown, word),
                }
            } else {
                self.letters(&word[1..], &mut words);
            }
        }
        if words.next().is_some() {
            self.remarks.name(What::Word, "…");
        }
    }

    /// `-sSXPOST`: letters together, of which the first that takes a value takes the rest, or the next word.
    fn letters<'w>(&mut self, letters: &'w str, words: &mut impl Iterator<Item = &'w str>) {
        for (at, letter) in letters.char_indices() {
            let name = ["-", letter.encode_utf8(&mut [0; 4])].concat();
            match options::short(letter) {
                None => return self.stray(What::OptionUnknown, &["-", letters].concat()),
                Some(option) if option.takes_value => {
                    let rest = &letters[at + letter.len_utf8()..];
                    let value = if rest.is_empty() { words.next() } else { Some(rest) };
                    return match value {
                        Some(value) => self.option(option, &name, value),
                        None => self.remarks.name(What::OptionEmpty, &name),
                    };
                }
                Some(option) => self.option(option, &name, ""),
            }
        }
    }

    fn option(&mut self, option: OptionOfCurl, name: &str, value: &str) {
        match option.meaning {
            Meaning::Data => self.data(data::plain(value), false),
            Meaning::DataBinary => self.data(data::plain(value), true),
            Meaning::DataRaw => self.data(Part::Text(value.to_owned()), true),
            Meaning::DataUrlencode => self.data(data::urlencode(value), true),
            Meaning::Json => {
                self.is_json = true;
                // Several are joined as they are.
                let before = self.data.take();
                self.data(data::plain(value), true);
                self.data = Some([before.unwrap_or_default(), self.data.take().unwrap_or_default()].concat());
            }
            Meaning::Form => self.part(value, true),
            Meaning::FormString => self.part(value, false),
            Meaning::Header => self.header(value),
            Meaning::Request => value.clone_into(&mut self.message.method),
            Meaning::Get => self.in_query = true,
            Meaning::Head => self.is_head = true,
            Meaning::Url => self.address(value),
            Meaning::UrlQuery => self.query(value),
            Meaning::User => self.message.user = Some(value.to_owned()),
            Meaning::Bearer => self.field("Authorization", &["Bearer ", value].concat()),
            Meaning::OtherAuthentication => self.remarks.name(What::OtherScheme, name),
            Meaning::Certificate | Meaning::Key => {
                self.message.certificate = true;
                self.remarks.name(What::Certificate, &self.variables.written(file_of(value)));
            }
            Meaning::Pass => self.remarks.name(What::SensitiveField, name),
            Meaning::Cookie if !value.contains('=') && !Variables::are_in(value) => self.file(value),
            Meaning::Cookie => self.field("Cookie", value),
            Meaning::UserAgent => self.field("User-Agent", value),
            Meaning::Referer => self.field("Referer", value),
            Meaning::Upload => {
                self.uploads = true;
                self.file(value);
            }
            Meaning::InFile => self.file(if value.is_empty() { "~/.netrc" } else { value }),
            // It divides calls, and none of them sees it.
            Meaning::Next => {}
            Meaning::Nothing => self.remarks.name(What::OptionIgnored, name),
        }
    }

    /// Names the beginning of what is not understood: a secret may stand behind it.
    fn stray(&mut self, what: What, text: &str) {
        let begin = text.split(['=', ' ', '?']).next().unwrap_or_default();
        self.remarks.name(what, &self.variables.written(begin));
    }

    fn file(&mut self, path: &str) {
        self.remarks.name(What::File, &self.variables.written(path));
    }

    /// The text of a file: only standard input is known, where another command of the paste writes it.
    fn content(&mut self, path: &str) -> Option<String> {
        match self.input {
            Some(Input::Text(text)) if path == "-" => Some(text.clone()),
            Some(Input::File(file)) if path == "-" => {
                self.file(&file.clone());
                None
            }
            _ => {
                self.file(path);
                None
            }
        }
    }

    fn data(&mut self, part: Part<'_>, keeps_line_ends: bool) {
        let text = match part {
            Part::Text(text) => text,
            Part::File { name, path } => {
                let content = self.content(path).unwrap_or_default();
                match name {
                    Some(name) => data::named(name, &content),
                    None if keeps_line_ends => content,
                    None => content.replace(['\r', '\n'], ""),
                }
            }
        };
        let data = self.data.get_or_insert_default();
        if !data.is_empty() {
            data.push('&');
        }
        data.push_str(&text);
    }

    /// `--form name=content`, of which `;type=…` says how it would be labelled.
    fn part(&mut self, value: &str, reads_files: bool) {
        let Some((name, content)) = value.split_once('=') else {
            return self.stray(What::Word, value);
        };
        let content = if reads_files { content.split(";type=").next().unwrap_or_default() } else { content };
        let content = match content.strip_prefix(['@', '<']).filter(|_| reads_files) {
            Some(path) => self.content(path).unwrap_or_default(),
            None => content.to_owned(),
        };
        self.parts.push((name.to_owned(), content));
    }

    fn header(&mut self, value: &str) {
        if let Some(path) = value.strip_prefix('@') {
            let lines = self.content(path).unwrap_or_default();
            return lines.lines().filter(|line| !line.trim().is_empty()).for_each(|line| self.header_line(line));
        }
        self.header_line(value);
    }

    fn header_line(&mut self, line: &str) {
        match line.split_once(':') {
            // Takes away one that curl would send by itself.
            Some((name, value)) if value.trim().is_empty() => {
                self.remarks.name(What::OptionIgnored, &["-H ", name.trim(), ":"].concat());
            }
            Some((name, value)) => self.field(name.trim(), value.trim()),
            None => match line.trim_end().strip_suffix(';') {
                Some(name) => self.field(name, ""),
                None => self.stray(What::NoField, line),
            },
        }
    }

    fn field(&mut self, name: &str, value: &str) {
        self.message.fields.push((name.to_owned(), value.to_owned()));
    }

    fn query(&mut self, value: &str) {
        let pair = match value.strip_prefix('+') {
            Some(as_it_is) => Part::Text(as_it_is.to_owned()),
            None => data::urlencode(value),
        };
        match pair {
            Part::Text(pair) => append_query(&mut self.message.address, &pair),
            Part::File { path, .. } => self.file(path),
        }
    }

    fn address(&mut self, value: &str) {
        // A query may have come before its address.
        if self.message.address.is_empty() || self.message.address.starts_with('?') {
            let query = std::mem::take(&mut self.message.address);
            value.clone_into(&mut self.message.address);
            if let Some(query) = query.strip_prefix('?') {
                append_query(&mut self.message.address, query);
            }
        } else {
            // What a shell took apart at a space is no address.
            let what = if value.contains("://") { What::Several } else { What::Word };
            self.stray(what, value);
        }
    }

    fn message(mut self) -> (Message, Remarks) {
        let address = &self.message.address;
        if !address.is_empty() && !address.contains("://") && !Variables::are_in(address) {
            self.remarks.say(What::NoScheme);
            self.message.address = ["http://", address].concat();
        }
        let default = if self.is_head {
            "HEAD"
        } else if self.uploads {
            "PUT"
        } else if self.in_query || self.data.is_none() && self.parts.is_empty() {
            "GET"
        } else {
            "POST"
        };
        if self.message.method.is_empty() {
            default.clone_into(&mut self.message.method);
        }
        match self.data.take() {
            Some(data) if self.in_query => append_query(&mut self.message.address, &data),
            Some(data) => self.message.body = Body::Text(data),
            None => {}
        }
        if !self.parts.is_empty() {
            self.remarks.say(What::Multipart);
            self.message.body = Body::Pairs(self.parts);
        }
        if self.is_json {
            for name in ["Content-Type", "Accept"] {
                if self.message.field(name).is_none() {
                    self.message.fields.push((name.to_owned(), media_type::JSON.to_owned()));
                }
            }
        }
        (self.message, self.remarks)
    }
}

/// The file of `--cert`, behind which a password may stand. The colon of a Windows drive is none of that.
fn file_of(value: &str) -> &str {
    let from = if value.as_bytes().get(1) == Some(&b':') { 2 } else { 0 };
    value[from..].find(':').map_or(value, |at| &value[..from + at])
}

fn append_query(address: &mut String, query: &str) {
    address.push(if address.contains('?') { '&' } else { '?' });
    address.push_str(query);
}
