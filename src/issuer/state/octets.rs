//! How much memory what the issuer remembers takes, roughly and rather too much: what a caller can make long is counted.

use crate::oauth::{AuthorizationDetail, Scope};
use crate::server::Octets;

use super::Login;
use super::issued::{AccessToken, RefreshToken};
use super::transaction::{Code, Transaction};

/// What a value takes that nobody can make long.
const FIXED: usize = 512;

impl Octets for Transaction {
    fn octets(&self) -> usize {
        let texts = [Some(&self.redirect_uri), self.state.as_ref(), self.nonce.as_ref(), self.code_challenge.as_ref()];
        let own = texts.into_iter().flatten().map(String::len).sum::<usize>();
        FIXED + own + of_scope(&self.scope) + of_texts(&self.resources) + of_details(&self.details)
    }
}

impl Octets for Code {
    fn octets(&self) -> usize {
        let own = self.client_id.as_str().len() + self.redirect_uri.len() + of_login(&self.login);
        FIXED + own + of_scope(&self.scope) + of_texts(&self.resources) + of_details(&self.details)
    }
}

impl Octets for AccessToken {
    fn octets(&self) -> usize {
        let token = &self.token;
        let texts = [token.scope.as_ref(), token.sub.as_ref()].into_iter().flatten().map(String::len).sum::<usize>();
        let client = token.client_id.as_ref().map_or(0, |id| id.as_str().len());
        FIXED + texts + client + of_texts(&token.aud) + of_details(&token.authorization_details)
    }
}

impl Octets for RefreshToken {
    fn octets(&self) -> usize {
        let own = self.client_id.as_str().len() + self.login.as_ref().map_or(0, of_login);
        FIXED + own + of_scope(&self.scope) + of_texts(&self.resources) + of_details(&self.details)
    }
}

/// Each token of a scope has its place written down twice.
fn of_scope(scope: &Scope) -> usize {
    scope.iter().map(|token| token.len() + 17).sum()
}

fn of_texts(texts: &[String]) -> usize {
    texts.iter().map(|text| text.len() + 32).sum()
}

/// Each member of an object is a piece of a tree, many times as large as its text.
fn of_details(details: &[AuthorizationDetail]) -> usize {
    serde_json::to_vec(details).map_or(0, |text| 16 * text.len())
}

fn of_login(login: &Login) -> usize {
    login.sub.len() + login.nonce.as_ref().map_or(0, String::len)
}
