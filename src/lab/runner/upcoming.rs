//! What a run is going to send first: made the way the run makes it, and not sent.

use http::Request;

use super::lab::Lab;
use crate::client::dpop::ProofKey;
use crate::jose::Algorithm;
use crate::lab::action::Action;
use crate::oauth::Party;
use crate::ports::{Clock, Crypto, Random};

/// A request that was made and not sent.
#[derive(Clone, Debug)]
pub struct Upcoming {
    /// Who is going to send it.
    pub from: Party,
    /// Who is going to receive it.
    pub to: Party,
    /// The request. What is good for one use alone (`jti`, `state`, a proof key) is made anew for the run.
    pub request: Request<Vec<u8>>,
}

impl<C: Crypto, K: Clock, R: Random> Lab<C, K, R> {
    /// The first request of a run of these actions; `None` where it cannot be made. Nothing is sent, and the issuer hears of nothing.
    pub async fn upcoming(&self, actions: &[Action]) -> Option<Upcoming> {
        let (actions, mut hand) = self.new_run(actions).before_it_begins();
        for action in &actions {
            match action {
                Action::Show(shown) => hand.show(*shown),
                Action::Prove(_) => {
                    hand.proof_key = ProofKey::generate(self.network().ports().0, Algorithm::Es256).await.ok();
                }
                _ => {
                    if let Some(request) = self.request(action, &mut hand).await {
                        let (from, to, request) = self.network().arriving(request, &hand.connection)?;
                        return Some(Upcoming { from, to, request });
                    }
                }
            }
        }
        None
    }
}
