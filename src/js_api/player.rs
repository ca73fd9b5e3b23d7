//! A server that an issuer is to answer as: found among the facts, and told about as text.

use serde_json::{Value, json};

use crate::atlas::play::{Imitation, imitate, imitate_setup};
use crate::facts::{Servers, Topic};
use crate::jose::json as jose_json;
use crate::texts;

/// Why no server is played.
#[derive(Debug)]
pub enum PlayError {
    /// The facts are none of this build, as a sentence.
    Facts(String),
    /// No product and no set-up has this name.
    UnknownServer {
        /// The name.
        id: String,
        /// The products that can be played.
        playable: Vec<String>,
    },
    /// Nobody has seen it issue a token for the client credentials grant.
    WithoutGrant {
        /// The name.
        id: String,
        /// The products that can be played.
        playable: Vec<String>,
    },
}

impl PlayError {
    /// Its stable name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Facts(_) => "facts_of_another_build",
            Self::UnknownServer { .. } => "unknown_server",
            Self::WithoutGrant { .. } => "without_grant",
        }
    }

    fn sentence(&self) -> String {
        let (problem, id, playable) = match self {
            Self::Facts(problem) => return problem.clone(),
            Self::UnknownServer { id, playable } => ("There is no server", id, playable),
            Self::WithoutGrant { id, playable } => {
                ("The client credentials grant is not known of the server", id, playable)
            }
        };
        format!("{problem} {id:?}. The servers that can be played: {}.", playable.join(", "))
    }

    /// Itself as a JSON object: `code` and `message`.
    #[must_use]
    pub fn to_text(&self) -> String {
        jose_json::text(&json!({ "code": self.code(), "message": self.sentence() }))
    }
}

/// The product or the set-up `id` of the content file `facts`, a product in its plainest set-up.
///
/// # Errors
/// There is none, or it lacks the grant.
pub fn server(facts: &str, id: &str) -> Result<Imitation, PlayError> {
    let Servers { products } = texts::read(facts).map_err(|error| PlayError::Facts(error.to_string()))?;
    let playable = || products.iter().filter(|known| imitate(known).is_some()).map(|known| known.id.clone()).collect();
    let found = match products.iter().find(|product| product.id == id) {
        Some(product) => Some(imitate(product)),
        None => {
            let product = products.iter().find(|product| product.setups.iter().any(|setup| setup.id == id));
            product.map(|product| imitate_setup(product, id))
        }
    };
    match found {
        Some(Some(imitation)) => Ok(imitation),
        Some(None) => Err(PlayError::WithoutGrant { id: id.to_owned(), playable: playable() }),
        None => Err(PlayError::UnknownServer { id: id.to_owned(), playable: playable() }),
    }
}

/// What is played, as a JSON object; `grant-lab.d.ts` has its members.
#[must_use]
pub fn told(imitation: &Imitation) -> String {
    let names = |topics: &[Topic]| topics.iter().map(|topic| topic.name()).collect::<Vec<_>>();
    let left = imitation
        .left
        .iter()
        .map(|left| json!({ "topic": left.topic.name(), "when": left.when, "why": left.why.name() }));
    jose_json::text(&json!({
        "id": imitation.product,
        "setup": imitation.setup,
        "name": imitation.name,
        "how": imitation.how.name(),
        "version": imitation.version,
        "date": imitation.date,
        "imitated": names(&imitation.imitated),
        "left": left.collect::<Vec<Value>>(),
        "unknown": names(&imitation.unknown),
    }))
}
