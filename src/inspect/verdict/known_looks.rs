//! How tokens of known services begin, by the services' own documentation. It is a look and no proof: anybody can write these letters.
//!
//! Only what a service says itself is here; the pages were read on 2026-08-01. Google says of its access tokens that they are opaque
//! (cloud.google.com, "Token types"), and nowhere how they begin.

use crate::content::looks;

/// How a token begins, how long it is at least, what it then is, and where its service says so.
pub(super) struct KnownLook {
    pub prefix: &'static str,
    least: usize,
    pub name: &'static str,
    pub source: &'static str,
}

const GITHUB: &str = "docs.github.com, \"About authentication to GitHub\"";
const GITHUB_BLOG: &str = "github.blog, \"Behind GitHub’s new authentication token formats\"";
const SLACK: &str = "docs.slack.dev, \"Tokens\"";
const STRIPE: &str = "docs.stripe.com, \"API keys\"";
const GITLAB: &str = "docs.gitlab.com, \"GitLab token overview\"";
const AWS: &str = "docs.aws.amazon.com, \"IAM identifiers\"";
const DOPPLER: &str = "docs.doppler.com, \"Auth token formats\"";

const LOOKS: [KnownLook; 30] = [
    look("ghp_", 36, looks::GITHUB_CLASSIC, GITHUB),
    look("github_pat_", 40, looks::GITHUB_FINE_GRAINED, GITHUB),
    look("gho_", 36, looks::GITHUB_OAUTH, GITHUB_BLOG),
    look("ghu_", 36, looks::GITHUB_APP_FOR_USER, GITHUB_BLOG),
    look("ghs_", 36, looks::GITHUB_APP, GITHUB_BLOG),
    look("ghr_", 36, looks::GITHUB_REFRESH, GITHUB_BLOG),
    look("xoxb-", 16, looks::SLACK_BOT, SLACK),
    look("xoxp-", 16, looks::SLACK_USER, SLACK),
    look("xapp-", 16, looks::SLACK_APP, SLACK),
    look("sk_test_", 16, looks::STRIPE_SECRET_TEST, STRIPE),
    look("sk_live_", 16, looks::STRIPE_SECRET, STRIPE),
    look("rk_test_", 16, looks::STRIPE_RESTRICTED_TEST, STRIPE),
    look("rk_live_", 16, looks::STRIPE_RESTRICTED, STRIPE),
    look("pk_test_", 16, looks::STRIPE_PUBLISHABLE_TEST, STRIPE),
    look("pk_live_", 16, looks::STRIPE_PUBLISHABLE, STRIPE),
    look("glpat-", 20, looks::GITLAB_PERSONAL, GITLAB),
    look("gldt-", 16, looks::GITLAB_DEPLOY, GITLAB),
    look("glrt-", 16, looks::GITLAB_RUNNER, GITLAB),
    look("glcbt-", 16, looks::GITLAB_JOB, GITLAB),
    look("glptt-", 16, looks::GITLAB_TRIGGER, GITLAB),
    look("gloas-", 16, looks::GITLAB_APPLICATION, GITLAB),
    look("npm_", 36, looks::NPM, "github.blog, \"Announcing npm’s new access token format\", 2021-09-23"),
    look("pypi-", 32, looks::PYPI, "pypi.org, \"Help\""),
    look("hf_", 30, looks::HUGGING_FACE, "huggingface.co, \"User access tokens\""),
    look("sk-ant-", 24, looks::ANTHROPIC, "platform.claude.com, \"Authentication\""),
    look("sb_secret_", 20, looks::SUPABASE, "supabase.com, \"Understanding API keys\""),
    look("AKIA", 20, looks::AWS, AWS),
    look("ASIA", 20, looks::AWS_TEMPORARY, AWS),
    look("dp.pt.", 24, looks::DOPPLER_PERSONAL, DOPPLER),
    look("dp.st.", 24, looks::DOPPLER_SERVICE, DOPPLER),
];

const fn look(prefix: &'static str, least: usize, name: &'static str, source: &'static str) -> KnownLook {
    KnownLook { prefix, least, name, source }
}

/// What a token looks like by how it begins.
pub(super) fn known_look(token: &str) -> Option<&'static KnownLook> {
    LOOKS.iter().find(|look| token.len() >= look.least && token.starts_with(look.prefix))
}

#[cfg(test)]
mod tests {
    use super::{LOOKS, known_look};

    #[test]
    fn each_is_known_by_its_own_beginning() {
        for look in &LOOKS {
            let token = [look.prefix, &"A1b2".repeat(12)].concat();
            assert_eq!(known_look(&token).map(|found| found.name), Some(look.name));
            assert!(known_look(look.prefix).is_none());
        }
        assert!(known_look("2YotnFZFEjr1zCsicMWpAA").is_none() && known_look("").is_none());
    }
}
