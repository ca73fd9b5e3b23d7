//! The names of the comparison table's cells: five aspects of the document and eight beyond it, two columns.

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
    /// Beyond the document: whether a refresh token comes, and what for.
    RefreshToken,
    /// Beyond the document: who defines UserInfo, and for which tokens.
    UserInfo,
    /// Beyond the document: what `openid` does.
    OpenidScope,
    /// Beyond the document: where a server describes itself.
    Discovery,
    /// Beyond the document: for whom a token is, and of which type.
    TokenType,
    /// Beyond the document: what ties a token to its holder.
    SenderConstraint,
    /// Beyond the document: how clients authenticate.
    ClientAuthentication,
    /// Beyond the document: whether a client can look like a user.
    ClientLikeUser,
}

impl Row {
    /// The document's rows, in its order.
    pub const ALL: [Self; 5] =
        [Self::StandardSpec, Self::TokensReturned, Self::Subject, Self::UserIdentity, Self::UseCase];

    /// The rows that go beyond the document, in order.
    pub const BEYOND: [Self; 8] = [
        Self::RefreshToken,
        Self::UserInfo,
        Self::OpenidScope,
        Self::Discovery,
        Self::TokenType,
        Self::SenderConstraint,
        Self::ClientAuthentication,
        Self::ClientLikeUser,
    ];

    /// Whether the document has no such row.
    #[must_use]
    pub const fn is_beyond(self) -> bool {
        self as usize >= Self::ALL.len()
    }

    /// The row's name in addresses and content files.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::StandardSpec => "standard-spec",
            Self::TokensReturned => "tokens-returned",
            Self::Subject => "subject",
            Self::UserIdentity => "user-identity",
            Self::UseCase => "use-case",
            Self::RefreshToken => "refresh-token",
            Self::UserInfo => "userinfo",
            Self::OpenidScope => "openid-scope",
            Self::Discovery => "discovery",
            Self::TokenType => "token-type",
            Self::SenderConstraint => "sender-constraint",
            Self::ClientAuthentication => "client-authentication",
            Self::ClientLikeUser => "client-like-user",
        }
    }

    /// The row of this name.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().chain(Self::BEYOND).find(|row| row.slug() == slug)
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
    /// The document's ten cells in reading order.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::of(Row::ALL)
    }

    /// The sixteen cells beyond the document, in reading order.
    pub fn beyond() -> impl Iterator<Item = Self> {
        Self::of(Row::BEYOND)
    }

    fn of(rows: impl IntoIterator<Item = Row>) -> impl Iterator<Item = Self> {
        rows.into_iter().flat_map(|row| Column::ALL.into_iter().map(move |column| Self { row, column }))
    }

    /// The position in reading order: 0 to 9 in the document, 10 to 25 beyond it.
    #[must_use]
    pub const fn index(self) -> usize {
        self.row as usize * 2 + self.column as usize
    }

    /// `row/column`, as in addresses.
    #[must_use]
    pub fn slug(self) -> String {
        [self.row.slug(), "/", self.column.slug()].concat()
    }

    /// The cell of this name, written as [`CellId::slug`] does.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        let (row, column) = slug.split_once('/')?;
        Some(Self { row: Row::from_slug(row)?, column: Column::from_slug(column)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_lead_back_and_order_is_the_documents() {
        let cells: Vec<CellId> = CellId::all().collect();
        assert_eq!(cells.len(), 10);
        assert!(CellId::beyond().all(|cell| cell.row.is_beyond()) && !cells.iter().any(|cell| cell.row.is_beyond()));
        let cells: Vec<CellId> = cells.into_iter().chain(CellId::beyond()).collect();
        assert_eq!(cells.len(), 26);
        for (position, cell) in cells.into_iter().enumerate() {
            assert_eq!(cell.index(), position);
            assert_eq!(Row::from_slug(cell.row.slug()), Some(cell.row));
            assert_eq!(Column::from_slug(cell.column.slug()), Some(cell.column));
        }
        assert_eq!(Row::from_slug("Subject"), None);
    }
}
