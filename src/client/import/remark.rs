//! What is said beside a draft that was read from something pasted: what was changed, what was left out, and why.

/// Something to say, with the texts of the paste that it is about: names of parameters, options, files, variables. What was read
/// as a secret is never among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What.
    pub what: What,
    /// Of which; empty where there is nothing to name.
    pub values: Vec<String>,
}

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Understood, in this way.
    Note,
    /// The draft says something else than the paste, or less.
    Changed,
    /// Not understood, or not taken over.
    LeftOut,
}

/// Each row: the variant with its meaning, its stable code, its weight.
macro_rules! remarks {
    ($($(#[$meaning:meta])* $name:ident, $code:literal, $weight:ident;)*) => {
        /// What can be said of a paste.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum What { $($(#[$meaning])* $name,)* }

        impl What {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Stable code for tests and messages.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// How much it matters.
            #[must_use]
            pub const fn weight(self) -> Weight {
                match self { $(Self::$name => Weight::$weight,)* }
            }
        }
    };
}

remarks! {
    /// Variables that nothing in the paste says the value of; their names stand in the fields.
    Variable, "variable", Note;
    /// Variables in the place of a secret, which is left empty.
    SecretVariable, "secret_variable", LeftOut;
    /// Files that a command would read, and this page does not.
    File, "file", LeftOut;
    /// The certificate or key that the connection would show, by its file.
    Certificate, "certificate", Changed;
    /// Options of curl that change nothing about a token request.
    OptionIgnored, "option_ignored", Note;
    /// Options that curl 8 does not have.
    OptionUnknown, "option_unknown", LeftOut;
    /// Options behind which a value is missing.
    OptionEmpty, "option_empty", LeftOut;
    /// Words of the command that are none of its options.
    Word, "word", LeftOut;
    /// Other programs than curl.
    Program, "program", LeftOut;
    /// There are several requests: which one was taken.
    Several, "several", LeftOut;
    /// Quotes, dashes or spaces that a word processor made.
    Typographic, "typographic", Changed;
    /// There is no address.
    NoAddress, "no_address", LeftOut;
    /// The address has no scheme; curl takes `http`.
    NoScheme, "no_scheme", Changed;
    /// The address has user information, read as the client's credentials.
    UserInAddress, "user_in_address", Changed;
    /// The method is not POST (RFC 6749 §3.2).
    Method, "method", Changed;
    /// Parameters moved from the query to the form.
    QueryMoved, "query_moved", Changed;
    /// Parameters that stand in the query of a POST, and stay there.
    QueryKept, "query_kept", Note;
    /// The body is JSON; the token endpoint takes a form (RFC 6749 App. B).
    JsonBody, "json_body", Changed;
    /// The body is multipart; the token endpoint takes a form.
    Multipart, "multipart", Changed;
    /// A body of another kind.
    Body, "body", LeftOut;
    /// Line ends or spaces around the parameters of a form.
    LineEnds, "line_ends", Changed;
    /// Values with a `%` that begins no escape, taken as they are.
    Escape, "escape", Changed;
    /// Another grant than this page's.
    Grant, "grant", Note;
    /// Parameters that came twice.
    Repeated, "repeated", Note;
    /// Parameters that no line can hold.
    NotALine, "not_a_line", LeftOut;
    /// Parameters whose value proves or opens something: left empty.
    SensitiveParameter, "sensitive_parameter", LeftOut;
    /// Header fields whose value proves or opens something: left empty.
    SensitiveField, "sensitive_field", LeftOut;
    /// Header fields that whoever sends the message writes.
    Framing, "framing", Note;
    /// Lines that are no header field.
    NoField, "no_field", LeftOut;
    /// Credentials of another scheme than Basic.
    OtherScheme, "other_scheme", LeftOut;
    /// Basic credentials that cannot be read.
    BasicBroken, "basic_broken", LeftOut;
    /// The Basic credentials were form-encoded (RFC 6749 §2.3.1).
    SpelledForm, "spelled_form", Note;
    /// The Basic credentials were percent-encoded.
    SpelledPercent, "spelled_percent", Note;
    /// Nobody can tell how the Basic credentials are spelt; taken as they are.
    SpellingUnknown, "spelling_unknown", Changed;
    /// `--user` without a colon: curl would ask for the secret.
    SecretAsked, "secret_asked", LeftOut;
    /// Two proofs in one request (RFC 6749 §2.3); the second is left out.
    TwoProofs, "two_proofs", LeftOut;
    /// The assertion was read and is not kept: a new one is signed for each request.
    AssertionRead, "assertion_read", Changed;
    /// The assertion cannot be read.
    AssertionUnread, "assertion_unread", LeftOut;
    /// An algorithm that this page does not sign with.
    AssertionAlgorithm, "assertion_algorithm", LeftOut;
    /// Claims that are good for one assertion only.
    AssertionClaims, "assertion_claims", LeftOut;
    /// The proof of possession is not kept: a new one is made for each request (RFC 9449 §4.2).
    Proof, "proof", Changed;
    /// Entries that are switched off.
    Disabled, "disabled", LeftOut;
    /// Scripts, which do not run here.
    Script, "script", LeftOut;
    /// Settings of a tool that say nothing about the request.
    Setting, "setting", LeftOut;
}

/// Gathers remarks: one of each kind, in the order in which they came up.
#[derive(Debug, Default)]
pub(super) struct Remarks(Vec<Remark>);

impl Remarks {
    /// How many values one remark names. Whoever pastes more than that reads none of them.
    const MOST: usize = 20;

    /// Says something.
    pub(super) fn say(&mut self, what: What) {
        self.of(what);
    }

    /// Says something of `value`, of which the beginning is named.
    pub(super) fn name(&mut self, what: What, value: &str) {
        let value = crate::jose::json::excerpt(value).into_owned();
        let values = &mut self.of(what).values;
        if values.len() < Self::MOST && !values.contains(&value) {
            values.push(value);
        }
    }

    /// Says all that is said there.
    pub(super) fn absorb(&mut self, others: Self) {
        for remark in others.0 {
            self.say(remark.what);
            for value in &remark.values {
                self.name(remark.what, value);
            }
        }
    }

    pub(super) fn into_vec(self) -> Vec<Remark> {
        self.0
    }

    fn of(&mut self, what: What) -> &mut Remark {
        let at = self.0.iter().position(|remark| remark.what == what).unwrap_or_else(|| {
            self.0.push(Remark { what, values: Vec::new() });
            self.0.len() - 1
        });
        &mut self.0[at]
    }
}
