//! One request, all answers: the same request to the issuer as the standard has it, and as it plays each server.
//!
//! Every answer comes from a network of its own beside the reader's, with what is registered there, its clock and its cryptography. Nothing
//! of it reaches the reader's: no message in the log, no token, no failure that is counted, no name that is spent.

use http::Request;

use crate::facts::{HowKnown, Topic};
use crate::issuer::{Policies, SharedKeys};
use crate::network::Network;
use crate::oauth::{Exchange, Party};
use crate::ports::{Clock, Connection, Crypto, Random};
use crate::server::Trace;

use super::imitation::Imitation;
use super::reduced::Reduced;

/// What can be asked of all at once: the topics that a single request of the demo client is about, the one in which servers differ most first.
pub const QUESTIONS: [Topic; 17] = [
    Topic::OpenidWithApiScope,
    Topic::Openid,
    Topic::TokenRequest,
    Topic::NoScope,
    Topic::UnknownScope,
    Topic::KnownAndUnknownScope,
    Topic::OfflineAccess,
    Topic::WrongSecretBasic,
    Topic::WrongSecretForm,
    Topic::SecretInForm,
    Topic::JsonBody,
    Topic::RepeatedScope,
    Topic::Resource,
    Topic::ResourceUnknown,
    Topic::Audience,
    Topic::UnknownGrant,
    Topic::NoGrantType,
];

/// Who answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The product's id, as it is played.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How it is known.
    pub how: HowKnown,
    /// Which version, or which code or documentation was read.
    pub version: String,
    /// The day of the run, or of the code that was read.
    pub date: Option<String>,
}

/// An answer, with who gave it.
#[derive(Clone, Debug)]
pub struct Answered {
    /// Who; nobody where the reader's own policies answered.
    pub who: Option<Who>,
    /// The messages.
    pub exchange: Exchange,
    /// What was checked, and what the server does otherwise.
    pub trace: Trace,
    /// What is worth comparing.
    pub reduced: Reduced,
}

/// Sends the request to the issuer under the reader's own policies, and to each of these servers. `keys` are made when they are first needed,
/// and kept by whoever asks again.
pub async fn grid<C: Crypto, K: Clock, R: Random>(
    reader: &Network<C, K, R>,
    keys: &SharedKeys,
    imitations: &[Imitation],
    (request, connection): (&Request<Vec<u8>>, &Connection),
) -> Vec<Answered> {
    let policies = reader.issuer().policies();
    let mut all = Vec::with_capacity(imitations.len() + 1);
    for imitation in std::iter::once(None).chain(imitations.iter().map(Some)) {
        let network = reader.beside(keys);
        network.set_policies(match imitation {
            None => Policies { personality: None, ..policies.clone() },
            Some(imitation) => imitation.policies(),
        });
        let (response, trace) = network.handle(request.clone(), connection).await;
        let reduced = Reduced::of(&response);
        let (from, to, request, at) = (Party::Client, Party::Issuer, request.clone(), network.now());
        let exchange = Exchange { from, to, request, response, at };
        all.push(Answered { who: imitation.map(who), exchange, trace, reduced });
    }
    all
}

fn who(imitation: &Imitation) -> Who {
    Who {
        id: imitation.personality.id.clone(),
        name: imitation.name.clone(),
        how: imitation.how,
        version: imitation.version.clone(),
        date: imitation.date.clone(),
    }
}
