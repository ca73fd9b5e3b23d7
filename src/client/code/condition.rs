//! Under which drafts a line of a template or a sentence stands: `basic form|raw !scope` is a draft with HTTP Basic, in one of two
//! spellings, and without a scope.

/// Every name that there is.
pub const NAMES: [&str; 72] = [
    // Who asks, and how it proves that.
    "basic",
    "post",
    "secret_jwt",
    "key_jwt",
    "mtls",
    "public",
    "form",
    "raw",
    "percent",
    // What it signs: the family of an assertion's algorithm, the algorithm, whom it is for; the same of a proof.
    "hs",
    "rs",
    "ps",
    "es",
    "ed",
    "hs256",
    "hs384",
    "hs512",
    "rs256",
    "rs384",
    "rs512",
    "ps256",
    "ps384",
    "ps512",
    "es256",
    "es384",
    "es512",
    "ed25519",
    "to_issuer",
    "to_endpoint",
    "typ",
    "kid",
    "edited",
    "dpop",
    "proof_hs",
    "proof_rs",
    "proof_ps",
    "proof_es",
    "proof_ed",
    "proof_hs256",
    "proof_hs384",
    "proof_hs512",
    "proof_rs256",
    "proof_rs384",
    "proof_rs512",
    "proof_ps256",
    "proof_ps384",
    "proof_ps512",
    "proof_es256",
    "proof_es384",
    "proof_es512",
    "proof_ed25519",
    // What it asks for.
    "grant",
    "scope",
    "openid",
    "issuer",
    "body",
    "extras",
    "repeated",
    "fields",
    "own_content_type",
    "repeated_field",
    "field_beyond_ascii",
    "secret_typed",
    // Where, and with what.
    "entra",
    "http",
    "nul",
    "not_for_httpie",
    "curl",
    "httpie",
    "another_sample",
    "spelling_matters",
    "id_spelling_matters",
];

/// What a draft is and has, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags(Vec<&'static str>);

impl Flags {
    /// Sets `name` if it `is` so.
    pub(super) fn set(&mut self, name: &'static str, is: bool) {
        debug_assert!(NAMES.contains(&name), "{name} is in the list");
        if is {
            self.0.push(name);
        }
    }

    /// Whether it is.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains(&name)
    }

    /// Whether every word of the condition holds, one of those between `|` each, and none after `!`. The empty condition always holds.
    #[must_use]
    pub fn hold(&self, condition: &str) -> bool {
        condition.split_whitespace().all(|word| match word.strip_prefix('!') {
            Some(none) => !none.split('|').any(|name| self.has(name)),
            None => word.split('|').any(|name| self.has(name)),
        })
    }
}

/// The names that a condition asks for.
pub fn asks_for(condition: &str) -> impl Iterator<Item = &str> {
    condition.split_whitespace().flat_map(|word| word.trim_start_matches('!').split('|'))
}
