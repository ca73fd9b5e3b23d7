//! The document's comparison table as data: five aspects, two columns, ten claims, each with an experiment and a check.

use super::checks::{standard_spec, subject, tokens_returned, use_case, user_identity};
use super::evidence::Evidence;
use super::experiment::{
    CLIENT_CLAIMS, EVERY_TOKEN, Experiment, GRANT_AS_LOGIN, GRANT_IN_METADATA, JOB_END_TO_END, OPENID_REQUEST,
    PLAIN_REQUEST, USERINFO, Variant,
};
use super::verdict::{Check, Judgement};

/// An aspect of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Row {
    /// Which document defines the grant.
    StandardSpec,
    /// What the token endpoint returns.
    TokensReturned,
    /// Whom the tokens are about.
    Subject,
    /// Whether a user appears anywhere.
    UserIdentity,
    /// What the grant is for.
    UseCase,
}

impl Row {
    /// The rows in the document's order.
    pub const ALL: [Self; 5] =
        [Self::StandardSpec, Self::TokensReturned, Self::Subject, Self::UserIdentity, Self::UseCase];

    /// The row's name in addresses and content files.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::StandardSpec => "standard-spec",
            Self::TokensReturned => "tokens-returned",
            Self::Subject => "subject",
            Self::UserIdentity => "user-identity",
            Self::UseCase => "use-case",
        }
    }

    /// The row of this name.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|row| row.slug() == slug)
    }
}

/// A column of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Client credentials as OAuth 2.0 defines it.
    OAuth,
    /// What people call OIDC client credentials.
    Oidc,
}

impl Column {
    /// The columns in the document's order.
    pub const ALL: [Self; 2] = [Self::OAuth, Self::Oidc];

    /// The column's name in addresses and content files.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::OAuth => "oauth",
            Self::Oidc => "oidc",
        }
    }

    /// The column of this name.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.slug() == slug)
    }
}

/// One cell of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellId {
    /// The aspect.
    pub row: Row,
    /// The column.
    pub column: Column,
}

impl CellId {
    /// The ten cells in reading order.
    pub fn all() -> impl Iterator<Item = Self> {
        Row::ALL.into_iter().flat_map(|row| Column::ALL.into_iter().map(move |column| Self { row, column }))
    }

    /// The position in reading order, 0 to 9.
    #[must_use]
    pub const fn index(self) -> usize {
        self.row as usize * 2 + self.column as usize
    }

    /// `row/column`, as in addresses.
    #[must_use]
    pub fn slug(self) -> String {
        [self.row.slug(), "/", self.column.slug()].concat()
    }

    /// The experiment that tests the cell's claim.
    #[must_use]
    pub const fn experiment(self) -> &'static Experiment {
        match (self.row, self.column) {
            (Row::StandardSpec, Column::OAuth) => &GRANT_IN_METADATA,
            (Row::StandardSpec, Column::Oidc) => &GRANT_AS_LOGIN,
            (Row::TokensReturned | Row::Subject | Row::UserIdentity, Column::OAuth) => &PLAIN_REQUEST,
            (Row::TokensReturned, Column::Oidc) => &OPENID_REQUEST,
            (Row::Subject, Column::Oidc) => &EVERY_TOKEN,
            (Row::UserIdentity, Column::Oidc) => &USERINFO,
            (Row::UseCase, Column::OAuth) => &JOB_END_TO_END,
            (Row::UseCase, Column::Oidc) => &CLIENT_CLAIMS,
        }
    }

    /// The run of the cell's experiment.
    #[must_use]
    pub const fn run(self) -> &'static Variant {
        &self.experiment().variants[0]
    }

    /// Whether the cell's claim holds, as far as `evidence` goes.
    #[must_use]
    pub fn judge(self, evidence: &Evidence) -> Judgement {
        let check: Check = match (self.row, self.column) {
            (Row::StandardSpec, Column::OAuth) => standard_spec::oauth,
            (Row::StandardSpec, Column::Oidc) => standard_spec::oidc,
            (Row::TokensReturned, Column::OAuth) => tokens_returned::oauth,
            (Row::TokensReturned, Column::Oidc) => tokens_returned::oidc,
            (Row::Subject, Column::OAuth) => subject::oauth,
            (Row::Subject, Column::Oidc) => subject::oidc,
            (Row::UserIdentity, Column::OAuth) => user_identity::oauth,
            (Row::UserIdentity, Column::Oidc) => user_identity::oidc,
            (Row::UseCase, Column::OAuth) => use_case::oauth,
            (Row::UseCase, Column::Oidc) => use_case::oidc,
        };
        check(evidence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_lead_back_and_order_is_the_documents() {
        let cells: Vec<CellId> = CellId::all().collect();
        assert_eq!(cells.len(), 10);
        for (position, cell) in cells.into_iter().enumerate() {
            assert_eq!(cell.index(), position);
            assert_eq!(Row::from_slug(cell.row.slug()), Some(cell.row));
            assert_eq!(Column::from_slug(cell.column.slug()), Some(cell.column));
        }
        assert_eq!(Row::from_slug("Subject"), None);
    }
}
