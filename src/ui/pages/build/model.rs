//! What Build knows: the draft, where it started from, and the newest answer.

use http::Request;

use super::certificate::{Own, Presented};
use super::field::Field;
use super::presets::{start, starts, token_endpoint};
use super::request_context::RequestContext;
use crate::client::{Draft, Problem};
use crate::inspect::Receipt;
use crate::oauth::{ClientId, ClientSecret, Exchange};
use crate::server::Trace;
use crate::ui::exchange::Message;

/// The builder.
#[derive(Clone, Debug)]
pub struct Model {
    /// The request under construction.
    pub draft: Draft,
    /// Whether the link that opened this screen was made by a later version of the page.
    pub newer_link: bool,
    /// Counts edits, so that what happens a moment after one can tell whether it was the last.
    pub edits: u32,
    pub(super) preset: String,
    pub(super) before: Option<Draft>,
    presented: Presented,
    own: Option<Own>,
    answer: Option<Answer>,
    failure: Option<String>,
    running: Option<u32>,
    sequence: u32,
}

/// An answer, with everything it answers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The number of the run that brought it.
    pub run: u32,
    /// The draft as it was when it was sent.
    pub draft: Draft,
    /// What else the issuer's answer depended on.
    pub context: RequestContext,
    /// The certificate that the connection showed.
    pub certificate: Option<Vec<u8>>,
    /// Both messages.
    pub exchange: Exchange,
    /// What the issuer checked.
    pub trace: Trace,
    /// How many logins were recorded meanwhile.
    pub logins: u32,
}

impl Default for Model {
    fn default() -> Self {
        let (preset, draft) = start(&starts()[0]);
        Self {
            draft,
            newer_link: false,
            edits: 0,
            preset,
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
    pub fn value(&self, field: Field) -> &str {
        match field {
            Field::ClientId => self.draft.client_id.as_str(),
            Field::ClientSecret => self.draft.client_secret.expose(),
            Field::Method => self.draft.method.as_str(),
            Field::Scope => &self.draft.scope,
            Field::GrantType => &self.draft.grant_type,
            Field::Resource => &self.draft.resource,
            Field::AuthorizationDetails => &self.draft.authorization_details,
        }
    }

    /// Writes into a field. A method that is not known leaves the draft as it is.
    pub fn edit(&mut self, field: Field, text: &str) {
        let before = self.draft.clone();
        match field {
            Field::ClientId => self.draft.client_id = ClientId::new(text),
            Field::ClientSecret => self.draft.client_secret = ClientSecret::new(text),
            Field::Method => {
                self.draft.method = text.parse().unwrap_or(self.draft.method);
                self.draft.token_endpoint = token_endpoint(self.draft.method);
            }
            Field::Scope => text.clone_into(&mut self.draft.scope),
            Field::GrantType => text.clone_into(&mut self.draft.grant_type),
            Field::Resource => text.clone_into(&mut self.draft.resource),
            Field::AuthorizationDetails => text.clone_into(&mut self.draft.authorization_details),
        }
        self.changed_from(before);
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

    /// The demo client that the draft started from.
    #[must_use]
    pub fn preset(&self) -> &str {
        &self.preset
    }

    /// Starts again from a demo client. The answer stays until the next one.
    pub fn start_from(&mut self, client_id: &str) {
        if let Some(client) = starts().iter().find(|client| client.client_id.as_str() == client_id) {
            let before = self.draft.clone();
            (self.preset, self.draft) = start(client);
            self.presented = Presented::for_method(self.draft.method);
            self.changed_from(before);
        }
    }

    /// What the specifications have against a field.
    #[must_use]
    pub fn problem(&self, field: Field) -> Option<Problem> {
        self.draft.problems().into_iter().find(|problem| problem.field() == field.name())
    }

    /// The request as it will be sent, with the lines of the last edit marked.
    ///
    /// # Errors
    /// The problem for which there is no request.
    pub fn message(&self) -> Result<Message, Problem> {
        let mut message = Message::request(&self.draft.to_request()?);
        if let Some(before) = self.before.as_ref().and_then(|before| before.to_request().ok()) {
            message.mark_changed(&Message::request(&before));
        }
        Ok(message)
    }

    /// Begins to send: the number of this run and its request, or nothing while another run is under way or there is no request.
    pub fn begin(&mut self) -> Option<(u32, Request<Vec<u8>>)> {
        if self.running.is_some() {
            return None;
        }
        let request = self.draft.to_request().ok()?;
        self.sequence += 1;
        self.running = Some(self.sequence);
        Some((self.sequence, request))
    }

    /// Ends run number `run`. An answer that was overtaken by [`Model::reset`] is dropped.
    pub fn end(&mut self, run: u32, result: Result<Answer, String>) {
        if self.running != Some(run) {
            return;
        }
        self.running = None;
        match result {
            Ok(answer) => {
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
        *self = Self { sequence, edits: self.edits, own: self.own.take(), ..Self::default() };
        self.start_from(&preset);
        self.before = None;
    }

    fn changed_from(&mut self, before: Draft) {
        self.edits += 1;
        if before != self.draft {
            self.before = Some(before);
        }
    }
}

impl Answer {
    /// The Receipt of this answer.
    #[must_use]
    pub fn receipt(&self) -> Receipt {
        let scope = Some(self.draft.scope.as_str()).filter(|scope| !scope.is_empty());
        Receipt::from_response(scope, &self.exchange.response)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use http::Response;

    use super::*;
    use crate::oauth::Party;
    use crate::ports::UnixTime;

    fn answer(model: &Model, request: Request<Vec<u8>>) -> Answer {
        let response = Response::new(br#"{"access_token":"a","token_type":"Bearer"}"#.to_vec());
        Answer {
            run: 1,
            draft: model.draft.clone(),
            context: RequestContext::default(),
            certificate: model.certificate(),
            exchange: Exchange { from: Party::Client, to: Party::Issuer, request, response, at: UnixTime(0) },
            trace: Trace::default(),
            logins: 0,
        }
    }

    #[test]
    fn an_edit_marks_its_line_until_it_settles() {
        let mut model = Model::default();
        model.edit(Field::Scope, "orders.write");
        let changed = |model: &Model| model.message().unwrap().parts.lines.iter().filter(|line| line.changed).count();
        assert_eq!(changed(&model), 1);
        model.settle(model.edits - 1);
        assert_eq!(changed(&model), 1, "an earlier edit's moment does not end a later one's");
        model.settle(model.edits);
        assert_eq!(changed(&model), 0);
    }

    #[test]
    fn one_request_at_a_time_and_an_overtaken_answer_is_dropped() {
        let mut model = Model::default();
        let (run, request) = model.begin().unwrap();
        assert!(model.begin().is_none() && model.is_running());
        let late = answer(&model, request);
        model.reset();
        model.end(run, Ok(late.clone()));
        assert!(model.answer().is_none());

        let (run, _) = model.begin().unwrap();
        model.end(run, Ok(late));
        assert!(model.answer().is_some() && !model.is_running() && !model.is_answer_old());
        model.edit(Field::Scope, "x");
        assert!(model.is_answer_old());
    }

    #[test]
    fn tok_16_problems_stand_beside_their_field() {
        let mut model = Model::default();
        assert!(
            [Field::ClientId, Field::ClientSecret, Field::Method, Field::Scope, Field::GrantType]
                .into_iter()
                .all(|field| model.problem(field).is_none())
        );
        model.edit(Field::ClientSecret, "");
        model.edit(Field::GrantType, "");
        assert_eq!(model.problem(Field::ClientSecret), Some(Problem::SecretMissing));
        assert_eq!(model.problem(Field::GrantType), Some(Problem::GrantTypeMissing));
    }
}
