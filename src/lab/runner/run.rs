//! A run: actions done in order, what it holds meanwhile, and what it leaves behind.

use std::rc::Rc;

use super::hand::Hand;
use super::lab::Lab;
use crate::client::dpop::ProofKey;
use crate::issuer::{Client, Issuer, Policies, SubjectStyle};
use crate::jose::Algorithm;
use crate::lab::action::{Action, Administration, Decision, OLD_SECRET_LIVES, SHOP};
use crate::lab::cell_id::CellId;
use crate::lab::evidence::{ClientRecord, Done, Evidence, IssuerRecord, PersonRecord, Recorded, Reply};
use crate::lab::rule::Rule;
use crate::oauth::{ClientSecret, Party};
use crate::ports::{Clock, Crypto, Random};

/// A run that is over, or that waits for a person's decision at the simulated sign-in.
#[derive(Debug)]
pub struct Run {
    actions: Vec<Action>,
    hand: Hand,
    rules: Vec<Rule>,
    /// The clients that this run has changed: while it goes on, as they were before; while it waits, as it has made them.
    clients: Vec<Rc<Client>>,
    /// By how many seconds this run has moved the issuer's clock.
    ahead: i64,
    evidence: Evidence,
}

impl Run {
    fn new(actions: &[Action], policies: Policies, state: String) -> Self {
        let mut all = Vec::new();
        for action in actions {
            all.push(*action);
            if *action == Action::Table {
                for cell in CellId::all() {
                    all.push(Action::Claim(cell));
                    all.extend_from_slice(cell.run().actions);
                }
            }
        }
        let evidence = Evidence { policies, ..Evidence::default() };
        Self { actions: all, hand: Hand::new(state), rules: Vec::new(), clients: Vec::new(), ahead: 0, evidence }
    }

    /// Whether it is the person's turn.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        matches!(self.next(), Some(Action::Decide(_)))
    }

    /// What it has left behind so far.
    #[must_use]
    pub fn into_evidence(self) -> Evidence {
        self.evidence
    }

    /// What it will do, and what it holds before.
    pub(super) fn before_it_begins(self) -> (Vec<Action>, Hand) {
        (self.actions, self.hand)
    }

    /// What the person did, in place of what the run would have played.
    fn decided(&mut self, decision: Decision) {
        let next = self.evidence.done.len();
        if let Some(Action::Decide(played)) = self.actions.get_mut(next) {
            *played = decision;
        }
    }

    fn next(&self) -> Option<&Action> {
        self.actions.get(self.evidence.done.len())
    }
}

impl<C: Crypto, K: Clock, R: Random> Lab<C, K, R> {
    /// Does the actions in order and gathers what they leave behind; where a person has to decide, the run plays the person.
    ///
    /// An action that cannot be done, because no earlier one brought the token it needs, is left out; its place in the evidence stays
    /// empty, and the verdict says so.
    pub async fn run(&self, actions: &[Action]) -> Evidence {
        let mut run = self.new_run(actions);
        self.advance(&mut run, false).await;
        run.into_evidence()
    }

    /// The same up to the point where a person has to decide, if there is one.
    pub async fn begin(&self, actions: &[Action]) -> Run {
        let mut run = self.new_run(actions);
        self.advance(&mut run, true).await;
        run
    }

    /// Goes on with a run that waits for a person's decision.
    pub async fn decide(&self, mut run: Run, decision: Decision) -> Run {
        run.decided(decision);
        self.advance(&mut run, true).await;
        run
    }

    /// Goes on with a run. With `ask` it stops where a person has to decide, though not at the very first action.
    ///
    /// The run is alone with the issuer meanwhile. What it changed there for itself is undone before anybody else gets a turn.
    async fn advance(&self, run: &mut Run, ask: bool) {
        let _guard = self.run_lock().take().await;
        let network = self.network();
        let (ahead, logins) = (run.ahead, network.issuer().logins());
        self.lend(|policies| run.rules.iter().for_each(|rule| rule.apply(policies)));
        network.clock().advance(ahead);
        self.swap_clients(run);
        let mut is_first = true;
        while let Some(action) = run.next().copied() {
            if ask && !is_first && matches!(action, Action::Decide(_)) {
                break;
            }
            is_first = false;
            let message = match action {
                Action::Set(rule) => {
                    run.rules.push(rule);
                    self.lend(|policies| rule.apply(policies));
                    None
                }
                Action::Wait(seconds) => {
                    run.ahead += i64::from(seconds);
                    network.clock().advance(seconds.into());
                    None
                }
                Action::Show(shown) => {
                    run.hand.show(shown);
                    None
                }
                Action::Administer(what) => {
                    self.administer(what, run).await;
                    None
                }
                Action::Prove(_) => {
                    run.hand.proof_key = ProofKey::generate(network.ports().0, Algorithm::Es256).await.ok();
                    None
                }
                _ => {
                    let message = self.perform(&action, run).await;
                    let asks_again = message.and_then(|index| run.evidence.messages.get(index)).is_some_and(|sent| {
                        // A server that wants a nonce of its own in the proof says so once (RFC 9449 §8).
                        Reply(&sent.exchange.response).error().as_deref() == Some("use_dpop_nonce")
                    });
                    if asks_again { self.perform(&action, run).await } else { message }
                }
            };
            run.evidence.done.push(Done { action, message });
        }
        let before = run.evidence.record.as_ref().map_or(0, |record| record.logins);
        run.evidence.record =
            Some(record(network.issuer(), &run.actions, before + network.issuer().logins().saturating_sub(logins)));
        if let Some((client_id, _)) = run.hand.registered.take() {
            network.issuer().forget_client(&client_id);
        }
        self.swap_clients(run);
        network.clock().advance(-run.ahead);
        self.give_back();
    }

    /// Sends what an action sends, and gives the place of the message in the evidence.
    async fn perform(&self, action: &Action, run: &mut Run) -> Option<usize> {
        let request = self.request(action, &mut run.hand).await?;
        let network = self.network();
        let before = network.arrivals();
        let (response, _) = match action {
            Action::Replay => network.handle_from(Party::Other, request.clone()).await,
            _ => network.handle(request.clone(), &run.hand.connection).await,
        };
        if matches!(action, Action::Push(_)) {
            run.hand.capture(&request);
        }
        if action.asks_for_token() {
            run.hand.asked = Some(request);
        }
        run.hand.receive(action, Reply(&response));
        let place = run.evidence.messages.len();
        let entries = network.log_after(before).into_iter().enumerate();
        run.evidence.messages.extend(entries.map(|(index, entry)| Recorded {
            exchange: entry.exchange,
            trace: entry.trace,
            is_inside: index > 0,
        }));
        (run.evidence.messages.len() > place).then_some(place)
    }

    /// Does what whoever runs the issuer does. A key that cannot be made stays as it is.
    async fn administer(&self, what: Administration, run: &mut Run) {
        let network = self.network();
        let client = |id: &str| network.issuer().registry().client(id);
        let changed = match what {
            Administration::Disable(id) => client(id).map(|known| Client { disabled: true, ..(*known).clone() }),
            Administration::RotateSecret(id) => client(id).map(|known| {
                let secret = known.client_secret.as_ref().map(|old| ClientSecret::new([old.expose(), "-2"].concat()));
                let until = network.now().plus(OLD_SECRET_LIVES);
                let old_secret = known.client_secret.clone().map(|old| (old, until));
                Client { client_secret: secret, old_secret, ..(*known).clone() }
            }),
            Administration::RotateKeys => return drop(network.issuer().rotate_keys().await),
            Administration::RotateClientKey => return drop(network.rotate_client_key().await),
        };
        let before = changed.and_then(|changed| network.issuer().replace_client(Rc::new(changed)));
        let is_kept = |known: &Rc<Client>| before.as_ref().is_some_and(|before| before.client_id == known.client_id);
        if !run.clients.iter().any(is_kept) {
            run.clients.extend(before);
        }
    }

    /// Puts the clients that the run keeps in the place of those that are there, and keeps these.
    fn swap_clients(&self, run: &mut Run) {
        let issuer = self.network().issuer();
        run.clients =
            std::mem::take(&mut run.clients).into_iter().filter_map(|kept| issuer.replace_client(kept)).collect();
    }

    pub(super) fn new_run(&self, actions: &[Action]) -> Run {
        Run::new(actions, self.policies(), ["run-", &self.network().now().0.to_string()].concat())
    }
}

/// What the issuer has on its books about the client of these actions.
fn record<C: Crypto, K: Clock, R: Random>(issuer: &Issuer<C, K, R>, actions: &[Action], logins: u32) -> IssuerRecord {
    let registry = issuer.registry();
    let asking = actions.iter().find_map(|action| match action {
        Action::TokenRequest(ask) => registry.client(ask.client),
        Action::SignIn { .. } => registry.client(SHOP),
        _ => None,
    });
    let client = asking.map(|client| {
        let client_id = client.client_id.as_str().to_owned();
        let mut accounts: Vec<String> = client.service_account.iter().cloned().collect();
        if issuer.policies().sub == SubjectStyle::Suffixed {
            accounts.push([&client_id, "@clients"].concat());
        }
        ClientRecord { client_id, accounts }
    });
    let people =
        registry.people.iter().map(|person| PersonRecord { sub: person.sub.clone(), name: person.name.clone() });
    IssuerRecord { logins, client: client.unwrap_or_default(), people: people.collect() }
}
