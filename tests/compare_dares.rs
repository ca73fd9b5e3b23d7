//! The dares under the table: met by verdicts and evidence of real runs, and by nothing else.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lab.rs"]
mod common;

use common::*;
use grant_lab::issuer::{OpenidPolicy, Policies, SubjectStyle, UserClaims, UserinfoAccounts};
use grant_lab::lab::content::Compare;
use grant_lab::lab::{CellId, Code};
use grant_lab::ui::pages::compare::{Dare, Model, Status};
use pollster::block_on;

/// The table on screen, with its issuer.
struct Table {
    lab: TestLab,
    model: Model,
}

impl Table {
    fn new() -> Self {
        Self { lab: lab(), model: Model::default() }
    }

    fn set(&mut self, change: impl FnOnce(&mut Policies)) {
        let mut policies = self.lab.policies();
        change(&mut policies);
        self.lab.set_policies(policies.clone());
        self.model.set_policies(policies);
    }

    fn run(&mut self, cell: CellId) {
        let sequence = self.model.start(cell).unwrap();
        let evidence = block_on(self.lab.run(cell.run().actions));
        self.model.finish(cell, sequence, evidence);
    }

    fn run_all(&mut self) {
        CellId::all().for_each(|cell| self.run(cell));
    }

    fn met(&self) -> Vec<Dare> {
        Dare::ALL.into_iter().filter(|dare| self.model.dares().met(*dare).is_some()).collect()
    }
}

#[test]
fn nothing_is_met_before_a_run_nor_by_changing_a_policy_alone() {
    let mut table = Table::new();
    assert!(table.met().is_empty());
    for dare in Dare::ALL {
        table.set(|policies| dare.show_me(policies));
    }
    assert!(table.met().is_empty());
    let mut table = Table::new();
    table.run_all();
    assert!(table.met().is_empty(), "the default policies meet none");
}

#[test]
fn one_failing_cell_of_the_openid_connect_column_meets_the_first() {
    let mut table = Table::new();
    table.set(|policies| Dare::FailingCell.show_me(policies));
    table.run(TOKENS_OAUTH);
    assert!(table.met().is_empty());
    table.run(TOKENS_OIDC);
    assert_eq!(table.met(), [Dare::FailingCell]);
    let proof = table.model.dares().met(Dare::FailingCell).unwrap();
    assert_eq!((proof.cell, proof.found.as_ref().unwrap().code), (TOKENS_OIDC, Code::IdTokenAboutAccount));
    table.set(|policies| *policies = Policies::default());
    table.run(TOKENS_OIDC);
    assert_eq!(table.met(), [Dare::FailingCell], "it did happen");
}

#[test]
fn a_failing_cell_of_the_oauth_column_does_not() {
    let mut table = Table::new();
    table.set(|policies| policies.openid = OpenidPolicy::VendorCopy);
    table.run(TOKENS_OAUTH);
    assert_eq!(table.model.status(TOKENS_OAUTH), Status::DoesNotHold);
    assert!(table.met().is_empty());
}

#[test]
fn the_second_needs_ten_verdicts_with_a_subject_and_the_same_ten_without() {
    for without_first in [false, true] {
        let mut table = Table::new();
        let styles = [SubjectStyle::ClientId, SubjectStyle::Omitted];
        let styles = if without_first { [styles[1], styles[0]] } else { styles };
        table.set(|policies| policies.sub = styles[0]);
        table.run_all();
        assert!(table.met().is_empty());
        assert_eq!(table.model.dares().halves(), [!without_first, without_first]);
        table.set(|policies| policies.sub = styles[1]);
        table.run(SUBJECT_OAUTH);
        assert!(table.met().is_empty(), "nine verdicts are old");
        table.run_all();
        assert_eq!(table.met(), [Dare::NoSubject]);
        assert_eq!(table.model.dares().met(Dare::NoSubject).unwrap().holds, 10);
    }
}

#[test]
fn the_second_is_not_met_when_another_policy_changed_too() {
    let mut table = Table::new();
    table.run_all();
    table.set(|policies| {
        Dare::NoSubject.show_me(policies);
        policies.openid = OpenidPolicy::Drop;
    });
    table.run_all();
    assert!(table.met().is_empty(), "the comparison is of `sub` alone");
    table.set(|policies| policies.sub = SubjectStyle::ServiceAccount);
    table.run_all();
    assert_eq!(table.met(), [Dare::NoSubject]);
}

#[test]
fn a_refresh_token_meets_the_third_and_one_beyond_the_document_does_not() {
    let mut table = Table::new();
    for cell in CellId::beyond() {
        table.run(cell);
    }
    assert!(table.met().is_empty(), "those runs have a policy of their own");
    table.set(|policies| Dare::RefreshToken.show_me(policies));
    table.run(TOKENS_OAUTH);
    assert_eq!(table.met(), [Dare::RefreshToken]);
    assert_eq!(table.model.status(TOKENS_OAUTH), Status::Holds);
}

#[test]
fn a_claim_about_a_user_in_the_token_of_a_program_meets_the_fourth() {
    for claims in [UserClaims::Account, UserClaims::Owner] {
        let mut table = Table::new();
        table.set(|policies| policies.user_claims = claims);
        table.run(TOKENS_OAUTH);
        assert!(table.met().is_empty(), "{claims:?}");
        table.run(IDENTITY_OAUTH);
        assert_eq!(table.met(), [Dare::UserIdentity], "{claims:?}");
        let proof = table.model.dares().met(Dare::UserIdentity).unwrap();
        assert_eq!((proof.cell, proof.found.as_ref().unwrap().code), (IDENTITY_OAUTH, Code::IdentityClaims));
    }
    let mut table = Table::new();
    table.set(|policies| policies.userinfo_accounts = UserinfoAccounts::Any);
    table.run(IDENTITY_OAUTH);
    assert!(table.met().is_empty());
    table.run(IDENTITY_OIDC);
    assert_eq!(table.met(), [Dare::FailingCell, Dare::UserIdentity], "UserInfo that answers is a way, too");
}

#[test]
fn every_dare_has_its_words_and_nothing_more() {
    let compare: Compare = grant_lab::texts::read(include_str!("../src/content/en/compare.json")).unwrap();
    let mut names: Vec<&str> = compare.dares.iter().map(|(name, _)| name).collect();
    let mut expected = Dare::ALL.map(Dare::name);
    names.sort_unstable();
    expected.sort_unstable();
    assert_eq!(names, expected);
}
