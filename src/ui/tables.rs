//! What can be called in the parts of the module that come later: a table of functions each, which whoever calls has waited for.

use std::pin::Pin;

use http::{Request, Response};

use super::dom::{El, Node};
use super::host_configuration::Taken;
use super::pages::build;
use super::pages::decode::Sample;
use super::pages::learn::{Asked, Lesson, Ran, StepModel};
use super::route::{Area, BuildLink, Inbound};
use super::status::IssuerStatus;
use crate::facts::Product;
use crate::issuer::OpenidPolicy;
use crate::jose::JwkSet;
use crate::lab::servers::Question;
use crate::lab::{Evidence, Upcoming};
use crate::ports::TransportError;
use crate::texts::Table;

/// The part *run*: the lab with its issuer, and what draws a run in the walkthrough.
pub(crate) struct Run {
    /// What the strip shows of the issuer.
    pub(crate) status: fn() -> IssuerStatus,
    /// Changes what the issuer does with `openid`.
    pub(crate) set_openid: fn(OpenidPolicy),
    /// Sets policies from `name:value` pairs: all of them, or none and why.
    pub(crate) set_pairs: fn(&str) -> Result<(), String>,
    /// Every policy back to its default.
    pub(crate) reset_policies: fn(),
    /// Runs the chosen variant of a step.
    pub(crate) start: fn(Lesson),
    /// The first request of the chosen variant, before it runs.
    pub(crate) upcoming: fn(Lesson) -> Node,
    /// What a term means, in the popover of the lesson, which is opened beside the link of this number.
    pub(crate) term: fn(Lesson, Asked) -> Node,
    /// *What happened*, under the lesson.
    pub(crate) happened: fn(Lesson, &StepModel, &Ran) -> El,
    /// The evidence of a run, in its pane.
    pub(crate) evidence: fn(Lesson, Ran) -> Node,
    /// The card of the simulated sign-in.
    pub(crate) sign_in: fn(Lesson) -> El,
}

/// The part *answer*: the screen of the one question. It builds on *run*, which comes with it.
pub(crate) struct Answer {
    /// What it builds on.
    pub(crate) run: &'static Run,
    /// The screen.
    pub(crate) page: fn() -> Node,
}

/// The part *atlas*: servers and clients as they are, and each of them. It builds on *run*, which comes with it.
pub(crate) struct Atlas {
    /// What it builds on.
    pub(crate) run: &'static Run,
    /// The screen of an area.
    pub(crate) page: fn(Area) -> Node,
}

/// The part *players*: playing a server, and one request to all that can be played. It builds on *atlas*.
pub(crate) struct Players {
    /// What it builds on.
    #[expect(dead_code, reason = "the splitter reads it")]
    pub(crate) atlas: &'static Atlas,
    /// *Play this server*, on the page of one.
    pub(crate) play: fn(&'static Product) -> Node,
    /// The screen of all answers.
    pub(crate) answers: fn() -> Node,
}

/// The part *messages*: what draws the messages of a run, which comes after what came back has been shown. It builds on *run*.
pub(crate) struct Messages {
    /// What it builds on. Said here, what the two have in common is in one file and not in two.
    #[expect(dead_code, reason = "the splitter reads it")]
    pub(crate) run: &'static Run,
    /// The messages under a heading of this level.
    pub(crate) exchange: fn(&Evidence, &'static Table<String>, &'static str) -> Node,
    /// A request that was not sent yet.
    pub(crate) upcoming: fn(&Upcoming, &'static Table<String>) -> Node,
}

/// The part *facts*: what named servers do, which comes when somebody unfolds it.
pub(crate) struct Facts {
    /// What they do about a question, with headings of this level.
    pub(crate) differ: fn(Question, &'static str) -> Node,
}

/// The part *decode*: the decoder with all that only it needs. It builds on *run*, which comes with it.
pub(crate) struct Decode {
    /// What it builds on.
    pub(crate) run: &'static Run,
    /// The screen.
    pub(crate) page: fn() -> Node,
}

/// The part *tools*: what the decoder needs once somebody has a key, or wants to make or change a token. It builds on *decode*, which is
/// there before.
pub(crate) struct Tools {
    /// What it builds on.
    #[expect(dead_code, reason = "the splitter reads it")]
    pub(crate) decode: &'static Decode,
    /// Reads the keys in a text, for the decoder to check with.
    pub(crate) read_keys: fn(String),
    /// Makes a token of the issuer in this page.
    pub(crate) sample: fn(Sample),
    /// The menu of examples.
    pub(crate) examples: fn() -> Node,
    /// What the certificates in the token say.
    pub(crate) certificates: fn() -> Node,
    /// What an SD-JWT shows.
    pub(crate) disclosures: fn() -> Node,
    /// The box for the key that decrypts.
    pub(crate) decryption: fn() -> Node,
    /// The editor.
    pub(crate) editor: fn() -> Node,
    /// The token beside another one.
    pub(crate) compare: fn() -> Node,
    /// What can be copied.
    pub(crate) copies: fn() -> Node,
}

/// The part *build*: the request builder. It builds on *run*, which comes with it.
pub(crate) struct Build {
    /// What it builds on.
    pub(crate) run: &'static Run,
    /// The screen.
    pub(crate) page: fn() -> Node,
    /// Takes over the draft, and the policies beside it, that came with an address.
    pub(crate) arrive: fn(&BuildLink),
}

/// The part *areas*: every other screen beside the walkthrough. It builds on *run*, which comes with it.
pub(crate) struct Areas {
    /// What it builds on.
    pub(crate) run: &'static Run,
    /// The screen of an area.
    pub(crate) page: fn(Area) -> Node,
    /// The lines that put what is on the screen into another page.
    pub(crate) embed_box: fn() -> Node,
    /// Takes over a query that came with an address.
    pub(crate) search: fn(&str, Option<Inbound>),
}

/// The part *host*: what reads the host's configuration, where there is one.
pub(crate) struct Host {
    /// Reads it, applies its colours, and tells the host what cannot be taken.
    pub(crate) read: fn(&str) -> Taken,
}

/// The part *paste*: reading a request from elsewhere. It builds on *build*.
pub(crate) struct Paste {
    /// What it builds on.
    #[expect(dead_code, reason = "the splitter reads it")]
    pub(crate) build: &'static Build,
    /// What stands in the box for it.
    pub(crate) import_box: fn() -> Node,
}

/// An answer from the outside, or why there is none.
pub(crate) type Answered = Result<Response<Vec<u8>>, TransportError>;

/// What comes later.
pub(crate) type Coming<T> = Pin<Box<dyn Future<Output = T>>>;

/// The part *own*: finding out about a reader's own issuer, and sending to it. It builds on *build*.
pub(crate) struct Own {
    /// What it builds on.
    #[expect(dead_code, reason = "the splitter reads it")]
    pub(crate) build: &'static Build,
    /// What the chosen place needs, in the form.
    pub(crate) details: fn() -> Node,
    /// What stands above the answer.
    pub(crate) pane: fn() -> Node,
    /// Sends a request to the outside, if that may be.
    pub(crate) send: fn(Request<Vec<u8>>) -> Coming<Answered>,
    /// *Use it*, with the token of an answer.
    pub(crate) use_it: fn(&build::Answer) -> Node,
    /// The public keys of the issuer.
    pub(crate) keys: fn() -> Coming<Option<JwkSet>>,
    /// Those of the issuer that a token names, as text, or the code of a text that says why not.
    pub(crate) keys_of: fn(String) -> Coming<Result<String, &'static str>>,
}
