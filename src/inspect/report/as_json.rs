//! What was found out about a text, as JSON for whoever asked: every code with its sentence. `grant-lab.d.ts` says what each member means.

use std::borrow::Cow;

use super::json_writer::JsonWriter;
use super::names::{dashed, form_of, text_kind_of};
use crate::cite::Citation;
use crate::inspect::{
    Candidate, Decoded, DecryptionReport, DecryptionState, Finding, Judgement, KeyRing, Line, Part, Pasted, Phrase,
    Problem, Reasons, ResponseReading, SdJwt, SignatureReport, SignatureState, Verdict, Words,
};
use crate::jose::json;

/// All that is known about one text.
pub struct Inspection {
    /// What the text holds.
    pub pasted: Pasted,
    /// The answer that it is.
    pub answer: Option<ResponseReading>,
    /// The chosen token.
    pub token: Inspected,
}

/// All that is known about one token.
pub struct Inspected {
    /// The token, taken apart.
    pub decoded: Decoded,
    /// What it is and whom it is about.
    pub verdict: Verdict,
    /// The same in a line, with expiry and signature.
    pub headline: Vec<Phrase>,
    /// What is known about its signature.
    pub signature: SignatureReport,
    /// What is known about the signature of the holder, where one is bound to it (RFC 9901 §4.3).
    pub holder: Option<SignatureReport>,
    /// Whether somebody would accept it, check by check.
    pub judgement: Judgement,
    /// What else somebody should know.
    pub findings: Vec<Finding>,
    /// What came of opening it, of an encrypted token.
    pub opened: Option<DecryptionReport>,
    /// The token inside of it.
    pub inner: Option<Box<Self>>,
}

/// The keys that were given, and why there are none.
pub struct Given<'a> {
    /// Those that could be read.
    pub ring: &'a KeyRing,
    /// Why there are none.
    pub problem: Option<&'a Phrase>,
}

/// The two members of a header that say how it was signed, as far as they are text.
#[derive(Clone, Copy, Default)]
pub struct Signed<'a> {
    /// The algorithm.
    pub alg: Option<&'a str>,
    /// The key's name.
    pub kid: Option<&'a str>,
}

impl<'a> Signed<'a> {
    /// What the header of `decoded` says.
    #[must_use]
    pub fn of(decoded: &'a Decoded) -> Self {
        let text = |name| decoded.header.as_ref().and_then(|header| header.text(name));
        Self { alg: text("alg"), kid: text("kid") }
    }
}

/// Writes reports with the words for their codes.
pub struct Report<'a> {
    words: &'a Words,
    json: JsonWriter,
    /// Whether tokens stand in it: a report that goes from hand to hand opens nothing without them.
    has_tokens: bool,
}

impl<'a> Report<'a> {
    /// An empty report, in these words.
    #[must_use]
    pub fn new(words: &'a Words) -> Self {
        Self { words, json: JsonWriter::default(), has_tokens: true }
    }

    /// The same with `null` in the place of each token, for what is handed on: its claims are there, and nobody can use it.
    #[must_use]
    pub const fn without_tokens(mut self) -> Self {
        self.has_tokens = false;
        self
    }

    /// The report of `verify`.
    #[must_use]
    pub fn of_signature(mut self, signed: Signed<'_>, state: &SignatureState, given: &Given<'_>) -> String {
        self.json.open();
        self.signature(signed, state, given);
        self.json.close();
        self.json.into_text()
    }

    /// The same for what was not read at all.
    #[must_use]
    pub fn of_refusal(self, why: &Phrase) -> String {
        self.of_state("not-checked", Signed::default(), why)
    }

    /// The same for a token that is not written by the rules, whatever a key says.
    #[must_use]
    pub fn of_fault(self, signed: Signed<'_>, why: &Phrase) -> String {
        self.of_state("failed", signed, why)
    }

    fn of_state(mut self, state: &str, signed: Signed<'_>, why: &Phrase) -> String {
        self.json.open().name("state").text(state);
        self.json.name("alg").text_or_null(signed.alg).name("kid").text_or_null(signed.kid);
        self.reason(Some(why));
        self.json.close();
        self.json.into_text()
    }

    /// The report of `inspect`.
    #[must_use]
    pub fn of_text(mut self, inspection: &Inspection, given: &Given<'_>) -> String {
        let Inspection { pasted, answer, token } = inspection;
        self.json.open();
        self.token(token, given);
        self.json.name("textKind").text(text_kind_of(pasted.kind));
        self.json.name("name").text_or_null(pasted.name());
        self.sentences("repairs", pasted.repairs());
        let chosen = pasted.chosen;
        let others = pasted.candidates.iter().enumerate().filter(|(place, _)| Some(*place) != chosen);
        self.list("others", others, |this, (_, candidate)| this.candidate(candidate));
        self.json.name("keys").open();
        self.list("read", &given.ring.keys, |this, key| {
            this.json.name("label").text(&key.label).name("kid").text_or_null(key.jwk.kid());
        });
        self.list("ignored", &given.ring.ignored, |this, (label, why)| {
            this.json.name("label").text(label);
            this.sentence(why);
        });
        self.json.close();
        self.optional("answer", answer.as_ref(), Self::answer);
        self.json.close();
        self.json.into_text()
    }

    /// What is told about every token, the one in the text and those inside of it.
    fn token(&mut self, token: &Inspected, given: &Given<'_>) {
        let Inspected { decoded, verdict, headline, signature, holder, judgement, findings, opened, inner } = token;
        self.json.name("kind").text(&dashed(verdict.kind.code(), "kind_"));
        self.json.name("about").text(&dashed(verdict.about.code(), "about_"));
        self.json.name("server").text_or_null(verdict.server);
        self.sentences("headline", headline);
        self.json.name("reasons").open();
        self.reasons("kind", &verdict.kind_reasons, verdict.kind_sure.code());
        self.reasons("about", &verdict.about_reasons, verdict.about_sure.code());
        self.sentences("settle", &verdict.settle);
        self.json.close();
        self.sentences("remarks", &verdict.remarks);
        self.json.name("form").text(form_of(decoded.shape));
        self.bearer(&decoded.token);
        let is_by_the_rules = decoded.jws.is_some() && decoded.is_intact();
        self.part(["header", "headerText"], decoded.header.as_ref(), is_by_the_rules);
        self.part(["payload", "payloadText"], decoded.payload.as_ref(), is_by_the_rules);
        self.sentences("notes", &decoded.notes);
        self.list("problems", &decoded.problems, Self::problem);
        self.json.name("signature").open();
        self.signature(Signed::of(decoded), &signature.state, given);
        let tried = signature.tried.iter();
        self.tried(tried.map(|each| (&*each.label, each.kid.as_deref(), each.tried, &each.outcome)));
        self.sentences("remarks", &signature.remarks);
        self.json.close();
        self.json.name("checkedAs").text(&dashed(judgement.checked_as.code(), "checked_as_"));
        self.list("checks", &judgement.lines, Self::check);
        self.list("findings", findings, Self::finding);
        self.optional("sdJwt", decoded.sd_jwt.as_ref(), |this, sd_jwt| this.sd_jwt(sd_jwt, holder.as_ref()));
        self.optional("opened", opened.as_ref(), |this, opened| {
            let (state, key, why) = match &opened.state {
                DecryptionState::Opened { key, .. } => ("opened", Some(key.as_str()), None),
                DecryptionState::NotOpened(why) => ("closed", None, Some(why)),
                DecryptionState::NotTried => ("closed", None, None),
            };
            this.json.name("state").text(state).name("key").text_or_null(key);
            this.reason(why);
            let tried = opened.tried.iter().map(|each| (&*each.label, each.kid.as_deref(), each.tried, &each.outcome));
            this.tried(tried);
        });
        self.optional("inner", inner.as_deref(), |this, inner| this.token(inner, given));
    }

    /// The state with its reason; where the reason is that there is no key, why there is none.
    fn signature(&mut self, signed: Signed<'_>, state: &SignatureState, given: &Given<'_>) {
        let own = if let SignatureState::Verified { kid, .. } = state { kid.as_deref() } else { None };
        let why = state.why().map(|(phrase, _)| phrase);
        let is_for_want_of_keys = why.as_ref().is_some_and(|phrase| phrase.code == "unchecked_no_key");
        self.json.name("state").text(state_name(state)).name("alg").text_or_null(signed.alg);
        self.json.name("kid").text_or_null(signed.kid.or(own));
        self.reason(given.problem.filter(|_| is_for_want_of_keys).or(why.as_ref()));
    }

    /// A token, where tokens stand in the report.
    fn bearer(&mut self, token: &str) {
        self.json.name("token").text_or_null(self.has_tokens.then_some(token));
    }

    /// What came of each key: its label and `kid`, whether it was tried, and why not or with what outcome.
    fn tried<'k>(&mut self, keys: impl Iterator<Item = (&'k str, Option<&'k str>, bool, &'k Phrase)>) {
        self.list("tried", keys, |this, (label, kid, tried, outcome)| {
            this.json.name("label").text(label).name("kid").text_or_null(kid);
            this.json.name("tried").value(if tried { "true" } else { "false" });
            this.sentence(outcome);
        });
    }

    fn candidate(&mut self, candidate: &Candidate) {
        self.bearer(&candidate.token);
        self.json.name("name").text_or_null(candidate.name.as_deref());
        self.json.name("place").text(&candidate.place);
        self.sentences("repairs", &candidate.repairs);
    }

    fn reasons(&mut self, name: &str, reasons: &Reasons, sure: &str) {
        self.json.name(name).open().name("sure").text(&dashed(sure, "sure_"));
        self.sentences("for", &reasons.for_it);
        self.sentences("against", &reasons.against);
        self.json.close();
    }

    /// A part as the value that it spells, and as text. What is no JSON is `null` and text alone. Of a token `is_by_the_rules` it is known
    /// to be an object if it has members.
    fn part(&mut self, [value, text]: [&str; 2], part: Option<&Part>, is_by_the_rules: bool) {
        let source = part.map(|part| text_of(&part.octets));
        self.json.name(value);
        match (part, &source) {
            // As it is written: whoever parses it loses digits, and not before.
            (Some(part), Some(source))
                if is_by_the_rules && part.intact && !part.members.is_empty() || json::parse(&part.octets).is_ok() =>
            {
                self.json.value(source)
            }
            (Some(part), _) if !part.members.is_empty() => self.json.value(&json::text(&part.members.clone().into())),
            _ => self.json.value("null"),
        };
        self.json.name(text).text_or_null(source.as_deref());
    }

    fn problem(&mut self, problem: &Problem) {
        self.sentence(&problem.phrase);
        self.json.name("part").text_or_null(problem.segment.map(|segment| segment.name()));
        self.citation(&problem.citation);
    }

    fn check(&mut self, line: &Line) {
        self.json.name("name").text(line.name);
        self.json.name("text").text(self.words.text(&line.label()).map_or(line.name, |text| &text.title));
        self.json.name("profile").text(&dashed(line.profile.code(), "outcome_"));
        self.json.name("library").text(&dashed(line.library.code(), "outcome_"));
        self.reason(line.reason.as_ref());
        self.json
            .name("libraryReason")
            .text_or_null(line.library_reason.as_ref().map(|why| self.words.say(why)).as_deref());
        self.citation(&line.citation);
    }

    fn finding(&mut self, finding: &Finding) {
        self.json.name("severity").text(&dashed(finding.severity.code(), "severity_"));
        self.sentence(&finding.phrase);
        self.json.name("why").text_or_null(self.words.body(&finding.phrase).as_deref());
        self.json.name("part").text(finding.part.name()).name("member").text_or_null(finding.member.as_deref());
        self.citation(&finding.citation);
    }

    fn sd_jwt(&mut self, sd_jwt: &SdJwt, holder: Option<&SignatureReport>) {
        self.json.name("hash").text(&sd_jwt.hash);
        self.list("disclosures", &sd_jwt.disclosures, |this, disclosure| {
            this.json.name("name").text_or_null(disclosure.name.as_deref());
            this.json.name("value").value(disclosure.value.as_deref().unwrap_or("null"));
            this.json.name("digest").text_or_null(disclosure.digest.as_deref());
            this.json.name("place").text(&dashed(disclosure.place.code(), "sd_jwt_"));
        });
        // Of a damaged payload the claims are shown as far as they go, and that need not be JSON.
        let presented = sd_jwt.presented.as_ref().filter(|presented| json::parse(presented.source.as_bytes()).is_ok());
        self.json.name("presented").value(presented.map_or("null", |presented| &presented.source));
        self.optional("keyBinding", sd_jwt.key_binding.as_ref(), |this, binding| {
            this.bearer(&binding.token);
            this.json.name("isForThis");
            this.json.value(match binding.is_for_this() {
                Some(true) => "true",
                Some(false) => "false",
                None => "null",
            });
            if let Some(holder) = holder {
                this.json.name("state").text(state_name(&holder.state));
                this.sentence(&holder.of_holder());
            }
        });
    }

    fn answer(&mut self, answer: &ResponseReading) {
        let status = answer.status.map(|status| status.to_string());
        self.json.name("status").value(status.as_deref().unwrap_or("null"));
        self.json.name("error").text_or_null(answer.error.as_deref());
        self.list("remarks", &answer.remarks, |this, remark| {
            this.json.name("severity").text(&dashed(remark.severity.code(), "severity_"));
            this.sentence(&remark.phrase);
            this.json.name("member").text_or_null(remark.member.as_deref());
            this.citation(&remark.citation);
        });
    }

    fn citation(&mut self, citation: &Citation) {
        self.json.name("clause").text(&citation.to_string()).name("url").text(&citation.href());
    }

    /// Why something is so, or that nothing is to say.
    fn reason(&mut self, phrase: Option<&Phrase>) {
        self.json.name("reason").text_or_null(phrase.map(|phrase| self.words.say(phrase)).as_deref());
        self.json.name("code").text_or_null(phrase.map(|phrase| phrase.code));
    }

    /// The members `code` and `text`.
    fn sentence(&mut self, phrase: &Phrase) {
        self.json.name("code").text(phrase.code).name("text").text(&self.words.say(phrase));
    }

    fn sentences(&mut self, name: &str, phrases: &[Phrase]) {
        self.list(name, phrases, Self::sentence);
    }

    /// A list of objects, whose members `write` writes.
    fn list<T>(&mut self, name: &str, entries: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        self.json.name(name).open_list();
        for entry in entries {
            self.json.open();
            write(self, entry);
            self.json.close();
        }
        self.json.close_list();
    }

    /// An object, whose members `write` writes, or `null`.
    fn optional<T>(&mut self, name: &str, entry: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.json.name(name);
        match entry {
            None => drop(self.json.value("null")),
            Some(entry) => {
                self.json.open();
                write(self, entry);
                self.json.close();
            }
        }
    }
}

const fn state_name(state: &SignatureState) -> &'static str {
    match state {
        SignatureState::Verified { .. } => "verified",
        SignatureState::Failed(_) => "failed",
        SignatureState::NotChecked(_) => "not-checked",
    }
}

/// What octets spell. The standard library asks for damage piece by piece, which takes longer.
fn text_of(octets: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(octets).map_or_else(|_| String::from_utf8_lossy(octets), Cow::Borrowed)
}
