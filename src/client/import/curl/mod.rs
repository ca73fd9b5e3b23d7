//! A curl command as the request that it sends (curl 8.17, `curl.1`).

mod call;
mod data;
mod options;

use self::call::Call;
use super::message::Requests;
use super::remark::{Remarks, What};
use super::shell::Command;
use super::variables::Variables;

/// Words that group commands, and a setting of the shell: nothing of a request is in them.
const WITHOUT_EFFECT: [&str; 5] = ["{", "}", "(", ")", "set"];

/// The requests of these commands, each with what is said of it; what is no call of curl is named in `remarks`.
pub(super) fn messages(commands: &[Command], variables: &Variables, remarks: &mut Remarks) -> Requests {
    let mut messages = Vec::new();
    for command in commands {
        match command.curl_at() {
            Some(at) => {
                for words in command.words[at + 1..].split(|word| word == "--next" || word == "-:") {
                    messages.push(Call::of(words, command.input.as_ref(), variables));
                }
            }
            None => {
                let Some(name) = command.words.first().filter(|name| !WITHOUT_EFFECT.contains(&name.as_str())) else {
                    continue;
                };
                // What a terminal printed is no program, and may be a token.
                let is_name =
                    name.len() < 40 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._/-".contains(&b));
                remarks.name(What::Program, if is_name { name } else { "…" });
            }
        }
    }
    messages
}
