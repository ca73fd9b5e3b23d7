//! How tokens of known services begin, by the services' own documentation. It is a look and no proof: anybody can write these letters.
//!
//! Only what a service says itself is here; the pages were read on 2026-08-01. Google says of its access tokens that they are opaque
//! (cloud.google.com, "Token types"), and nowhere how they begin.

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
    look("ghp_", 36, "a personal access token (classic) of GitHub", GITHUB),
    look("github_pat_", 40, "a fine-grained personal access token of GitHub", GITHUB),
    look("gho_", 36, "an OAuth access token of GitHub", GITHUB_BLOG),
    look("ghu_", 36, "a token of GitHub that an app uses for a user", GITHUB_BLOG),
    look("ghs_", 36, "a token of GitHub that an app uses for itself", GITHUB_BLOG),
    look("ghr_", 36, "a refresh token of GitHub", GITHUB_BLOG),
    look("xoxb-", 16, "a bot token of Slack", SLACK),
    look("xoxp-", 16, "a user token of Slack", SLACK),
    look("xapp-", 16, "an app-level token of Slack", SLACK),
    look("sk_test_", 16, "a secret key of Stripe for tests", STRIPE),
    look("sk_live_", 16, "a secret key of Stripe", STRIPE),
    look("rk_test_", 16, "a restricted key of Stripe for tests", STRIPE),
    look("rk_live_", 16, "a restricted key of Stripe", STRIPE),
    look("pk_test_", 16, "a publishable key of Stripe for tests", STRIPE),
    look("pk_live_", 16, "a publishable key of Stripe", STRIPE),
    look("glpat-", 20, "a personal access token of GitLab", GITLAB),
    look("gldt-", 16, "a deploy token of GitLab", GITLAB),
    look("glrt-", 16, "a runner token of GitLab", GITLAB),
    look("glcbt-", 16, "a token of GitLab for one CI job", GITLAB),
    look("glptt-", 16, "a pipeline trigger token of GitLab", GITLAB),
    look("gloas-", 16, "the secret of an OAuth application at GitLab", GITLAB),
    look("npm_", 36, "an access token of npm", "github.blog, \"Announcing npm’s new access token format\", 2021-09-23"),
    look("pypi-", 32, "an API token of PyPI", "pypi.org, \"Help\""),
    look("hf_", 30, "a user access token of Hugging Face", "huggingface.co, \"User access tokens\""),
    look("sk-ant-", 24, "an API key of Anthropic", "platform.claude.com, \"Authentication\""),
    look("sb_secret_", 20, "a secret API key of Supabase", "supabase.com, \"Understanding API keys\""),
    look("AKIA", 20, "the identifier of an access key of AWS, whose secret is another text", AWS),
    look("ASIA", 20, "the identifier of a temporary access key of AWS, whose secret is another text", AWS),
    look("dp.pt.", 24, "a personal token of Doppler", DOPPLER),
    look("dp.st.", 24, "a service token of Doppler", DOPPLER),
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
