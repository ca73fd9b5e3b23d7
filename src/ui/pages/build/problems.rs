//! What the specifications have against the draft, field by field, and what keeps it from being a request.

use super::field::Field;
use super::model::{Model, written};
use crate::client::Problem;
use crate::client::draft::Mend;
use crate::ports::UnixTime;

impl Model {
    /// What the specifications have against a field.
    #[must_use]
    pub fn problem(&self, field: Field) -> Option<Problem> {
        self.draft.problems().into_iter().find(|problem| problem.field() == field.name())
    }

    /// What would take that away in one press.
    #[must_use]
    pub fn mend(&self, field: Field) -> Option<Mend> {
        self.problem(field)?.mend(&self.draft)
    }

    /// What keeps the draft from being a request, in one of its fields.
    #[must_use]
    pub fn hindrance(&self) -> Option<Problem> {
        written(&self.draft, UnixTime(0)).err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tok_16_problems_stand_beside_their_field() {
        let mut model = Model::default();
        assert!(
            [Field::ClientId, Field::ClientSecret, Field::Method, Field::Scope, Field::GrantType]
                .into_iter()
                .all(|field| model.problem(field).is_none())
        );
        model.edit(Field::ClientSecret, "");
        model.edit(Field::GrantType, "");
        assert_eq!(model.problem(Field::ClientSecret), Some(Problem::SecretMissing));
        assert_eq!(model.problem(Field::GrantType), Some(Problem::GrantTypeMissing));
    }

    #[test]
    fn only_what_leaves_no_request_hinders_it() {
        let mut model = Model::default();
        assert_eq!(model.hindrance(), None);
        model.edit(Field::Scope, "a,b");
        assert_eq!(model.hindrance(), None);
        for (endpoint, problem) in [("rubbish", Problem::EndpointNotAUrl), ("{base}/token", Problem::EndpointPlaces)] {
            model.edit(Field::TokenEndpoint, endpoint);
            assert_eq!(model.hindrance(), Some(problem));
            assert_eq!(model.begin(), None);
        }
    }
}
