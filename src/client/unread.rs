//! Why a browser did not let a page read an answer, as far as that can be known, and what to do next.
//!
//! A browser reports a server that allows no pages, a name that nobody has, a certificate that is no good and a forbidden network all
//! alike, so that pages cannot look around in the reader's network. What can be told is what the page knows beside: whether the machine
//! is online, the schemes, what kind of host it is, and whether a request whose answer nobody reads came through.

use super::origin::{Origin, Place};
use crate::ports::TransportError;

/// What is known when no answer could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circumstances {
    /// Whether the browser believes that it is online.
    pub is_online: bool,
    /// Where the page is from.
    pub page: Origin,
    /// Who was asked.
    pub target: Origin,
    /// Whether the browser asks the server first whether the page may send this, by an `OPTIONS` request: it does for any request with an
    /// `Authorization` or `DPoP` header field.
    pub has_preflight: bool,
    /// How it ended.
    pub ended: Ended,
    /// What became of a request whose answer nobody reads.
    pub reach: Reach,
}

/// How a request ended that brought no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The browser let nothing be read, and does not say why.
    Unreadable,
    /// The server named another address, which is not followed.
    Redirected,
    /// The time was over.
    TimedOut,
    /// The answer was longer than what is read.
    TooLong,
    /// The reader cancelled it.
    Cancelled,
}

impl Ended {
    /// How it ended, by the error of the transport.
    #[must_use]
    pub const fn of(error: &TransportError) -> Self {
        match error {
            TransportError::Redirected => Self::Redirected,
            TransportError::TimedOut => Self::TimedOut,
            TransportError::TooLong => Self::TooLong,
            TransportError::Cancelled => Self::Cancelled,
            TransportError::UnknownHost(_) | TransportError::Unreadable(_) | TransportError::NotSent(_) => {
                Self::Unreadable
            }
        }
    }
}

/// What became of a request whose answer nobody reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// None was sent.
    NotTried,
    /// Some answer came.
    Answers,
    /// None came.
    Silent,
}

/// What is behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The machine is offline.
    Offline,
    /// The page came over TLS, and what it asked for would not.
    MixedContent,
    /// The same with a server on this machine, which some browsers allow and others do not.
    MixedLoopback,
    /// The server named another address.
    Redirected,
    /// The time was over.
    TimedOut,
    /// The answer was too long.
    TooLong,
    /// The reader cancelled it.
    Cancelled,
    /// The server answers, and does not allow this page to read it.
    NotAllowed,
    /// The server answers, and does not allow this page to send what it wanted to send.
    PreflightRefused,
    /// A page from the public network may not talk to this machine or network without the reader's permission.
    LocalNetwork,
    /// Nothing came back at all: the name, the port, the certificate, or the network.
    NotReached,
    /// The browser does not say.
    Unknown,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// See whether the server answers at all.
    CheckReach,
    /// Have the server allow this page's origin.
    AllowOrigin,
    /// Give the permission that the browser asks for.
    AllowLocalNetwork,
    /// Open this page over plain HTTP from this machine, or ask the server over TLS.
    SameScheme,
    /// Ask the address that the server named.
    AskThere,
    /// Run it as a program would: browsers alone have these rules.
    RunYourself,
    /// Paste what came, and go on from there.
    Paste,
    /// Ask the issuer in this page.
    Embedded,
}

impl Cause {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Offline => "unread_offline",
            Self::MixedContent => "unread_mixed_content",
            Self::MixedLoopback => "unread_mixed_loopback",
            Self::Redirected => "unread_redirected",
            Self::TimedOut => "unread_timed_out",
            Self::TooLong => "unread_too_long",
            Self::Cancelled => "unread_cancelled",
            Self::NotAllowed => "unread_not_allowed",
            Self::PreflightRefused => "unread_preflight_refused",
            Self::LocalNetwork => "unread_local_network",
            Self::NotReached => "unread_not_reached",
            Self::Unknown => "unread_unknown",
        }
    }
}

impl NextStep {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CheckReach => "next_check_reach",
            Self::AllowOrigin => "next_allow_origin",
            Self::AllowLocalNetwork => "next_allow_local_network",
            Self::SameScheme => "next_same_scheme",
            Self::AskThere => "next_ask_there",
            Self::RunYourself => "next_run_yourself",
            Self::Paste => "next_paste",
            Self::Embedded => "next_embedded",
        }
    }
}

/// What there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// What is behind it: one cause where it is certain, otherwise those that it can be, the likeliest first.
    pub causes: Vec<Cause>,
    /// What to do next.
    pub steps: Vec<NextStep>,
}

impl Circumstances {
    /// What there is to say about it.
    #[must_use]
    pub fn diagnose(&self) -> Diagnosis {
        let causes = self.causes();
        let mut steps = Vec::new();
        let mut add = |step| {
            if !steps.contains(&step) {
                steps.push(step);
            }
        };
        for cause in &causes {
            match cause {
                Cause::Unknown => add(NextStep::CheckReach),
                Cause::NotAllowed | Cause::PreflightRefused => add(NextStep::AllowOrigin),
                Cause::LocalNetwork => add(NextStep::AllowLocalNetwork),
                Cause::MixedContent | Cause::MixedLoopback => add(NextStep::SameScheme),
                Cause::Redirected => add(NextStep::AskThere),
                Cause::Offline | Cause::TimedOut | Cause::TooLong | Cause::Cancelled | Cause::NotReached => {}
            }
        }
        for step in [NextStep::RunYourself, NextStep::Paste, NextStep::Embedded] {
            add(step);
        }
        Diagnosis { causes, steps }
    }

    fn causes(&self) -> Vec<Cause> {
        match self.ended {
            Ended::Redirected => return vec![Cause::Redirected],
            Ended::TimedOut => return vec![Cause::TimedOut],
            Ended::TooLong => return vec![Cause::TooLong],
            Ended::Cancelled => return vec![Cause::Cancelled],
            Ended::Unreadable => {}
        }
        let place = self.target.place();
        if !self.is_online && place == Place::Public {
            return vec![Cause::Offline];
        }
        let is_mixed = self.page.is_secure() && !self.target.is_secure();
        if is_mixed && place != Place::Loopback {
            return vec![Cause::MixedContent];
        }
        match self.reach {
            Reach::Answers if self.has_preflight => return vec![Cause::NotAllowed, Cause::PreflightRefused],
            Reach::Answers => return vec![Cause::NotAllowed],
            Reach::NotTried | Reach::Silent => {}
        }
        let mut causes = Vec::new();
        if is_inward(self.page.place(), place) {
            causes.push(Cause::LocalNetwork);
        }
        if is_mixed {
            causes.push(Cause::MixedLoopback);
        }
        causes.push(if self.reach == Reach::Silent { Cause::NotReached } else { Cause::Unknown });
        causes
    }
}

/// Whether a page from `page` that asks `target` reaches from a wider network into a narrower one.
const fn is_inward(page: Place, target: Place) -> bool {
    matches!((page, target), (Place::Public, Place::Private | Place::Loopback) | (Place::Private, Place::Loopback))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circumstances(page: &str, target: &str, reach: Reach) -> Circumstances {
        Circumstances {
            is_online: true,
            page: Origin::of(page).expect("an origin"),
            target: Origin::of(target).expect("an origin"),
            has_preflight: false,
            ended: Ended::Unreadable,
            reach,
        }
    }

    #[test]
    fn what_is_certain_is_the_only_cause() {
        const PAGE: &str = "https://docs.example";
        const IDP: &str = "https://idp.example";
        let offline = Circumstances { is_online: false, ..circumstances(PAGE, IDP, Reach::NotTried) };
        assert_eq!(offline.diagnose().causes, [Cause::Offline]);
        let ended = |ended| Circumstances { ended, is_online: false, ..circumstances(PAGE, IDP, Reach::Answers) };
        for (how, cause) in [
            (Ended::Redirected, Cause::Redirected),
            (Ended::TimedOut, Cause::TimedOut),
            (Ended::TooLong, Cause::TooLong),
            (Ended::Cancelled, Cause::Cancelled),
        ] {
            assert_eq!(ended(how).diagnose().causes, [cause]);
        }
        assert_eq!(circumstances(PAGE, "http://idp.example", Reach::Silent).diagnose().causes, [Cause::MixedContent]);
        assert_eq!(circumstances(PAGE, IDP, Reach::Answers).diagnose().causes, [Cause::NotAllowed]);
    }

    #[test]
    fn what_can_be_several_things_names_them_all() {
        for (page, target, reach, causes) in [
            ("https://docs.example", "https://idp.example", Reach::NotTried, vec![Cause::Unknown]),
            ("https://docs.example", "https://idp.example", Reach::Silent, vec![Cause::NotReached]),
            ("https://docs.example", "https://10.0.0.9", Reach::NotTried, vec![Cause::LocalNetwork, Cause::Unknown]),
            (
                "https://docs.example",
                "https://idp.internal",
                Reach::Silent,
                vec![Cause::LocalNetwork, Cause::NotReached],
            ),
            (
                "https://docs.example",
                "http://127.0.0.1:9400",
                Reach::Silent,
                vec![Cause::LocalNetwork, Cause::MixedLoopback, Cause::NotReached],
            ),
            ("http://127.0.0.1:8080", "http://127.0.0.1:9400", Reach::Silent, vec![Cause::NotReached]),
            ("http://127.0.0.1:8080", "https://10.0.0.9", Reach::NotTried, vec![Cause::Unknown]),
        ] {
            assert_eq!(circumstances(page, target, reach).diagnose().causes, causes, "{page} {target} {reach:?}");
        }
        let preflight = Circumstances {
            has_preflight: true,
            ..circumstances("https://docs.example", "https://idp.example", Reach::Answers)
        };
        assert_eq!(preflight.diagnose().causes, [Cause::NotAllowed, Cause::PreflightRefused]);
    }

    #[test]
    fn this_machine_can_be_asked_without_a_network() {
        let here = Circumstances {
            is_online: false,
            ..circumstances("http://localhost:8080", "http://localhost:9400", Reach::Silent)
        };
        assert_eq!(here.diagnose().causes, [Cause::NotReached]);
    }

    #[test]
    fn every_diagnosis_ends_with_what_always_works() {
        for reach in [Reach::NotTried, Reach::Answers, Reach::Silent] {
            for target in ["https://idp.example", "http://idp.example", "http://127.0.0.1:9400"] {
                let steps = circumstances("https://docs.example", target, reach).diagnose().steps;
                assert!(steps.ends_with(&[NextStep::RunYourself, NextStep::Paste, NextStep::Embedded]), "{steps:?}");
            }
        }
        let steps = circumstances("https://docs.example", "https://idp.example", Reach::NotTried).diagnose().steps;
        assert_eq!(steps[0], NextStep::CheckReach);
    }
}
