//! What Build knows: the draft, where it started from, and the newest answer.

use std::borrow::Cow;

use http::{HeaderName, HeaderValue, Request};

use super::answered::Answer;
use super::certificate::{Own, Presented};
use super::entry;
use super::field::Field;
use super::history::History;
use super::keys::{KeyChoice, KeyText, Keys, MadeKey};
use super::presets::{is_embedded, starts, token_endpoint};
use crate::client::{Draft, Problem, assertion};
use crate::oauth::dpop;
use crate::ports::UnixTime;
use crate::ui::exchange::Message;

/// The builder.
#[derive(Clone, Debug)]
pub struct Model {
    /// The request under construction.
    pub draft: Draft,
    /// Whether the link that opened this screen was made by a later version of the page.
    pub newer_link: bool,
    /// Whether the draft is the one that this tab kept through a reload.
    pub is_restored: bool,
    /// Counts edits, so that what happens a moment after one can tell whether it was the last.
    pub edits: u32,
    /// The keys of the client.
    pub keys: Keys,
    /// Every exchange that this screen brought about.
    pub history: History,
    starts: Vec<Draft>,
    /// Whether this tab was asked what it kept.
    pub(super) has_looked: bool,
    pub(super) preset: String,
    pub(super) before: Option<Draft>,
    presented: Presented,
    own: Option<Own>,
    answer: Option<Answer>,
    failure: Option<String>,
    running: Option<u32>,
    sequence: u32,
}

impl Default for Model {
    fn default() -> Self {
        let starts = starts();
        let draft = starts.first().cloned().unwrap_or_default();
        Self {
            newer_link: false,
            is_restored: false,
            edits: 0,
            keys: Keys::default(),
            history: History::default(),
            starts,
            has_looked: false,
            preset: draft.client_id.as_str().to_owned(),
            draft,
            before: None,
            presented: Presented::Nothing,
            own: None,
            answer: None,
            failure: None,
            running: None,
            sequence: 0,
        }
    }
}

impl Model {
    /// What stands in a field.
    #[must_use]
    pub fn value(&self, field: Field) -> Cow<'_, str> {
        entry::read(&self.draft, field)
    }

    /// Writes into a field. A choice that is not known leaves the draft as it is.
    pub fn edit(&mut self, field: Field, text: &str) {
        let before = self.draft.clone();
        entry::write(&mut self.draft, field, text);
        if field == Field::Method && is_embedded(&self.draft.token_endpoint) {
            self.draft.token_endpoint = token_endpoint(self.draft.method);
        }
        self.changed_from(before);
    }

    /// Takes over a draft that was made elsewhere: by a mend, or from something pasted.
    pub fn replace(&mut self, draft: Draft) {
        let before = std::mem::replace(&mut self.draft, draft);
        self.changed_from(before);
    }

    /// Chooses the key that signs.
    pub fn choose_key(&mut self, choice: KeyChoice) {
        self.keys.choice = choice;
        self.edits += 1;
    }

    /// Keeps what was pasted as a key.
    pub fn paste_key(&mut self, text: &str) {
        self.keys.pasted = KeyText::new(text);
        self.edits += 1;
    }

    /// Keeps a key that was made here, and chooses it.
    pub fn made_key(&mut self, made: MadeKey) {
        self.keys.made = Some(made);
        self.choose_key(KeyChoice::Made);
    }

    /// Goes on as the client that was registered with the key that was made here.
    pub fn registered_key(&mut self, client_id: &str) {
        if let Some(made) = &mut self.keys.made {
            made.registered_as = Some(client_id.to_owned());
        }
        self.edit(Field::ClientId, client_id);
    }

    /// Which certificate the connection will show.
    #[must_use]
    pub const fn presented(&self) -> Presented {
        self.presented
    }

    /// Chooses a certificate.
    pub fn present(&mut self, presented: Presented) {
        self.presented = presented;
        self.edits += 1;
    }

    /// The certificate that the reader made.
    #[must_use]
    pub const fn own(&self) -> Option<&Own> {
        self.own.as_ref()
    }

    /// Keeps a certificate that the reader has just made, and chooses it.
    pub fn made(&mut self, own: Own) {
        self.own = Some(own);
        self.present(Presented::Own);
    }

    /// Goes on as the client that was registered with the reader's certificate.
    pub fn registered(&mut self, client_id: &str) {
        if let Some(own) = &mut self.own {
            own.registered_as = Some(client_id.to_owned());
        }
        self.edit(Field::Method, "self_signed_tls_client_auth");
        self.edit(Field::ClientId, client_id);
        self.present(Presented::Own);
    }

    /// The octets of the certificate that the connection will show: none where the method needs none.
    #[must_use]
    pub fn certificate(&self) -> Option<Vec<u8>> {
        if !self.draft.method.shows_certificate() {
            return None;
        }
        match self.presented {
            Presented::Own => self.own.as_ref().map(|own| own.der.clone()),
            other => other.demo(),
        }
    }

    /// Forgets what changed last, a moment after edit number `edits`; later edits keep theirs.
    pub fn settle(&mut self, edits: u32) {
        if self.edits == edits {
            self.before = None;
        }
    }

    /// The client that the draft started from.
    #[must_use]
    pub fn preset(&self) -> &str {
        &self.preset
    }

    /// The clients to start from.
    #[must_use]
    pub fn starts(&self) -> &[Draft] {
        &self.starts
    }

    /// Learns which clients the issuer knows now: those of an imported configuration too.
    pub fn know(&mut self, starts: Vec<Draft>) {
        self.starts = starts;
    }

    /// Starts again from a client. The answer stays until the next one.
    pub fn start_from(&mut self, client_id: &str) {
        if let Some(start) = self.starts.iter().find(|start| start.client_id.as_str() == client_id).cloned() {
            client_id.clone_into(&mut self.preset);
            self.presented = Presented::for_method(start.method);
            self.replace(start);
        }
    }

    /// The request as it will be sent at `now`, with the lines of the last edit marked.
    ///
    /// # Errors
    /// The problem for which there is no request.
    pub fn message(&self, now: UnixTime) -> Result<Message, Problem> {
        let mut message = Message::request(&written(&self.draft, now)?);
        if let Some(before) = self.before.as_ref().and_then(|before| written(before, now).ok()) {
            message.mark_changed(&Message::request(&before));
        }
        Ok(message)
    }

    /// Begins to send: the number of this run, or nothing while another run is under way or there is no request.
    pub fn begin(&mut self) -> Option<u32> {
        if self.running.is_some() || written(&self.draft, UnixTime(0)).is_err() {
            return None;
        }
        self.sequence += 1;
        self.running = Some(self.sequence);
        Some(self.sequence)
    }

    /// Ends run number `run`. An answer that was overtaken by [`Model::reset`] is dropped.
    pub fn end(&mut self, run: u32, result: Result<Answer, String>) {
        if self.running != Some(run) {
            return;
        }
        self.running = None;
        match result {
            Ok(answer) => {
                self.history.extend(answer.earlier.iter().cloned());
                self.history.extend([(answer.exchange.clone(), answer.trace.clone())]);
                self.answer = Some(answer);
                self.failure = None;
            }
            Err(failure) => self.failure = Some(failure),
        }
    }

    /// Whether a request is under way.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// The newest answer.
    #[must_use]
    pub const fn answer(&self) -> Option<&Answer> {
        self.answer.as_ref()
    }

    /// Why the last request got no answer.
    #[must_use]
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// Whether the draft is no longer the one that was answered.
    #[must_use]
    pub fn is_answer_old(&self) -> bool {
        self.answer
            .as_ref()
            .is_some_and(|answer| answer.draft != self.draft || answer.certificate != self.certificate())
    }

    /// Back to the preset, without an answer.
    pub fn reset(&mut self) {
        let sequence = self.sequence;
        let preset = self.preset.clone();
        *self = Self {
            sequence,
            edits: self.edits,
            own: self.own.take(),
            keys: std::mem::take(&mut self.keys),
            history: std::mem::take(&mut self.history),
            starts: std::mem::take(&mut self.starts),
            has_looked: true,
            ..Self::default()
        };
        self.start_from(&preset);
        self.before = None;
    }

    /// Begins as in a new tab: of what was typed and made nothing stays, but for the exchanges that were.
    pub fn start_fresh(&mut self) {
        *self = Self {
            sequence: self.sequence,
            edits: self.edits + 1,
            history: std::mem::take(&mut self.history),
            starts: std::mem::take(&mut self.starts),
            has_looked: true,
            ..Self::default()
        };
    }

    fn changed_from(&mut self, before: Draft) {
        self.edits += 1;
        if before != self.draft {
            self.before = Some(before);
        }
    }
}

/// The request while it is written: what is signed when it is sent is shown unsigned.
pub(super) fn written(draft: &Draft, now: UnixTime) -> Result<Request<Vec<u8>>, Problem> {
    let mut request = assertion::previewed(draft, now)?;
    if draft.dpop.is_some() {
        let name = const { HeaderName::from_static(dpop::FIELD) };
        request.headers_mut().insert(name, HeaderValue::from_static("made-when-sent"));
    }
    Ok(request)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use http::Response;

    use super::super::RequestContext;
    use super::*;
    use crate::oauth::{Exchange, Party};
    use crate::server::Trace;

    fn answer(model: &Model) -> Answer {
        let request = model.draft.to_request().unwrap();
        let response = Response::new(br#"{"access_token":"a","token_type":"Bearer"}"#.to_vec());
        Answer {
            run: 1,
            draft: model.draft.clone(),
            context: RequestContext::default(),
            certificate: model.certificate(),
            exchange: Exchange { from: Party::Client, to: Party::Issuer, request, response, at: UnixTime(0) },
            earlier: None,
            trace: Trace::default(),
            logins: 0,
        }
    }

    #[test]
    fn an_edit_marks_its_line_until_it_settles() {
        let mut model = Model::default();
        model.edit(Field::Scope, "orders.write");
        let changed =
            |model: &Model| model.message(UnixTime(0)).unwrap().parts.lines.iter().filter(|line| line.changed).count();
        assert_eq!(changed(&model), 1);
        model.settle(model.edits - 1);
        assert_eq!(changed(&model), 1, "an earlier edit's moment does not end a later one's");
        model.settle(model.edits);
        assert_eq!(changed(&model), 0);
    }

    #[test]
    fn one_request_at_a_time_and_an_overtaken_answer_is_dropped() {
        let mut model = Model::default();
        let run = model.begin().unwrap();
        assert!(model.begin().is_none() && model.is_running());
        let late = answer(&model);
        model.reset();
        model.end(run, Ok(late.clone()));
        assert!(model.answer().is_none());

        let run = model.begin().unwrap();
        model.end(run, Ok(late));
        assert!(model.answer().is_some() && !model.is_running() && !model.is_answer_old());
        model.edit(Field::Scope, "x");
        assert!(model.is_answer_old());
    }
}
