//! *Break the table*: four dares, and what shows that one was met. Nobody ticks them off: the verdicts and the evidence do.

use super::tested::{Status, TOTAL, Tested};
use crate::issuer::{OpenidPolicy, Policies, SubjectStyle, UserClaims};
use crate::lab::{CellId, Code, Column, Evidence, Finding, Row};

/// One of the dares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dare {
    /// Make one cell of the OpenID Connect column fail.
    FailingCell,
    /// Make `sub` disappear without changing any verdict.
    NoSubject,
    /// Get a refresh token.
    RefreshToken,
    /// Make *User identity* fail.
    UserIdentity,
}

impl Dare {
    /// The dares, in order.
    pub const ALL: [Self; 4] = [Self::FailingCell, Self::NoSubject, Self::RefreshToken, Self::UserIdentity];

    /// Its name in the content.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FailingCell => "failing-cell",
            Self::NoSubject => "no-subject",
            Self::RefreshToken => "refresh-token",
            Self::UserIdentity => "user-identity",
        }
    }

    /// Changes the policy that meets the dare. Nothing runs by that.
    pub const fn show_me(self, policies: &mut Policies) {
        match self {
            Self::FailingCell => policies.openid = OpenidPolicy::VendorServiceAccount,
            Self::NoSubject => policies.sub = SubjectStyle::Omitted,
            Self::RefreshToken => policies.refresh = true,
            Self::UserIdentity => policies.user_claims = UserClaims::Account,
        }
    }
}

/// What shows that a dare was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The cell whose run shows it.
    pub cell: CellId,
    /// What was found there.
    pub found: Option<Finding>,
    /// How many claims held, where that is the point.
    pub holds: usize,
}

/// How the dares stand. What was met stays met: it did happen.
#[derive(Clone, Debug, Default)]
pub struct Dares {
    met: [Option<Proof>; 4],
    /// The newest ten verdicts reached with a `sub` in the token, and those reached without.
    complete: [Option<Verdicts>; 2],
}

/// Ten verdicts and the policies under which they were reached.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Verdicts {
    policies: Policies,
    statuses: [Status; TOTAL],
}

/// The cell that reads the subject of the plain token.
pub(super) const SUBJECT: CellId = CellId { row: Row::Subject, column: Column::OAuth };

impl Dares {
    /// What shows that the dare was met, if it was.
    #[must_use]
    pub const fn met(&self, dare: Dare) -> Option<&Proof> {
        self.met[dare as usize].as_ref()
    }

    /// Half of the second dare: whether all ten were reached with `sub`, and whether they were without.
    #[must_use]
    pub const fn halves(&self) -> [bool; 2] {
        [self.complete[0].is_some(), self.complete[1].is_some()]
    }

    /// Looks at the table after a cell of the document has its verdict: at what that run left behind, at what all ten chips say now,
    /// and at what the cell [`SUBJECT`] rests on.
    pub(super) fn look(&mut self, cell: CellId, tested: &Tested, statuses: [Status; TOTAL], subject: Option<&Tested>) {
        let fails = statuses[cell.index()] == Status::DoesNotHold;
        let failed = || Proof { cell, found: tested.judgement.because().cloned(), holds: 0 };
        if fails && cell.column == Column::Oidc {
            self.meet(Dare::FailingCell, failed());
        }
        if fails && cell.row == Row::UserIdentity {
            self.meet(Dare::UserIdentity, failed());
        }
        if has_refresh_token(&tested.evidence) {
            self.meet(Dare::RefreshToken, Proof { cell, found: None, holds: 0 });
        }
        if let Some(subject) = subject
            && statuses.iter().all(|status| status.is_verdict())
        {
            self.compare(statuses, subject);
        }
    }

    /// Keeps the ten verdicts, and compares those with `sub` and those without.
    fn compare(&mut self, statuses: [Status; TOTAL], subject: &Tested) {
        let is_absent = subject.judgement.lines.iter().any(|line| line.finding.code == Code::SubjectAbsent);
        let policies = subject.evidence.policies.clone();
        let holds = statuses.iter().filter(|status| **status == Status::Holds).count();
        self.complete[usize::from(is_absent)] = Some(Verdicts { policies, statuses });
        if let [Some(with), Some(without)] = &self.complete
            && with.is_like(without)
        {
            let found = subject.judgement.lines.first().map(|line| line.finding.clone()).filter(|_| is_absent);
            self.meet(Dare::NoSubject, Proof { cell: SUBJECT, found, holds });
        }
    }

    fn meet(&mut self, dare: Dare, proof: Proof) {
        self.met[dare as usize].get_or_insert(proof);
    }
}

impl Verdicts {
    /// Whether the verdicts are the same, and the policies but for `sub`.
    fn is_like(&self, other: &Self) -> bool {
        let policies = Policies { sub: other.policies.sub, ..self.policies.clone() };
        self.statuses == other.statuses && policies == other.policies
    }
}

/// Whether an answer of the grant brought a refresh token.
fn has_refresh_token(evidence: &Evidence) -> bool {
    evidence.token_replies().any(|(_, reply)| reply.status() == 200 && reply.member("refresh_token").is_some())
}
