//! Texts that people put where a key belongs, and that are none: each by its name, with what to do.

use super::KeyTextProblem;
use crate::inspect::Phrase;
use crate::inspect::wording::hides;

/// What the text is instead of a key, if that can be told from how it begins.
pub(super) fn mistaken(text: &str) -> Option<KeyTextProblem> {
    let lower: String = text.chars().take(64).collect::<String>().to_ascii_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    if begins(&["https://", "http://"]) && !text.contains(char::is_whitespace) {
        return Some(fetched("key_address", text));
    }
    if begins(&["ssh-rsa ", "ssh-ed25519 ", "ssh-dss ", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"]) {
        return Some(Phrase::new("key_ssh_public").into());
    }
    if begins(&["putty-user-key-file", "---- begin ssh2"]) {
        return Some(Phrase::new("key_ssh_public").into());
    }
    if begins(&["<rsakeyvalue"]) {
        return Some(Phrase::new("key_xml").into());
    }
    if begins(&["<buffer "]) {
        return None;
    }
    if begins(&["<!doctype", "<html", "<?xml", "<"]) {
        return Some(Phrase::new("key_web_page").into());
    }
    let parts = text.split('.').count();
    let token = text.strip_prefix("Bearer ").unwrap_or(text);
    if token.starts_with("eyJ") && (parts == 3 || parts == 5) && !token.contains(char::is_whitespace) {
        return Some(Phrase::new("key_is_token").into());
    }
    None
}

/// A problem whose remedy is to fetch an address elsewhere. Nothing is fetched from here (RFC 8725 §3.10).
pub(super) fn fetched(code: &'static str, address: &str) -> KeyTextProblem {
    let phrase = Phrase::new(code).with("address", address);
    let is_address = address.starts_with("https://") || address.starts_with("http://");
    if !is_address || address.len() > 2048 || address.contains(hides) {
        return KeyTextProblem::new(phrase);
    }
    KeyTextProblem::with_command(phrase, ["curl '", &address.replace('\'', "'\\''"), "'"].concat())
}
