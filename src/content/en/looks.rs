//! What tokens of known services are, as the sentence *It looks like {name}* has it.

/// GitHub, by beginning `ghp_`.
pub const GITHUB_CLASSIC: &str = "a personal access token (classic) of GitHub";
/// `github_pat_`.
pub const GITHUB_FINE_GRAINED: &str = "a fine-grained personal access token of GitHub";
/// `gho_`.
pub const GITHUB_OAUTH: &str = "an OAuth access token of GitHub";
/// `ghu_`.
pub const GITHUB_APP_FOR_USER: &str = "a token of GitHub that an app uses for a user";
/// `ghs_`.
pub const GITHUB_APP: &str = "a token of GitHub that an app uses for itself";
/// `ghr_`.
pub const GITHUB_REFRESH: &str = "a refresh token of GitHub";
/// Slack, `xoxb-`.
pub const SLACK_BOT: &str = "a bot token of Slack";
/// `xoxp-`.
pub const SLACK_USER: &str = "a user token of Slack";
/// `xapp-`.
pub const SLACK_APP: &str = "an app-level token of Slack";
/// Stripe, `sk_test_`.
pub const STRIPE_SECRET_TEST: &str = "a secret key of Stripe for tests";
/// `sk_live_`.
pub const STRIPE_SECRET: &str = "a secret key of Stripe";
/// `rk_test_`.
pub const STRIPE_RESTRICTED_TEST: &str = "a restricted key of Stripe for tests";
/// `rk_live_`.
pub const STRIPE_RESTRICTED: &str = "a restricted key of Stripe";
/// `pk_test_`.
pub const STRIPE_PUBLISHABLE_TEST: &str = "a publishable key of Stripe for tests";
/// `pk_live_`.
pub const STRIPE_PUBLISHABLE: &str = "a publishable key of Stripe";
/// GitLab, `glpat-`.
pub const GITLAB_PERSONAL: &str = "a personal access token of GitLab";
/// `gldt-`.
pub const GITLAB_DEPLOY: &str = "a deploy token of GitLab";
/// `glrt-`.
pub const GITLAB_RUNNER: &str = "a runner token of GitLab";
/// `glcbt-`.
pub const GITLAB_JOB: &str = "a token of GitLab for one CI job";
/// `glptt-`.
pub const GITLAB_TRIGGER: &str = "a pipeline trigger token of GitLab";
/// `gloas-`.
pub const GITLAB_APPLICATION: &str = "the secret of an OAuth application at GitLab";
/// npm, `npm_`.
pub const NPM: &str = "an access token of npm";
/// PyPI, `pypi-`.
pub const PYPI: &str = "an API token of PyPI";
/// Hugging Face, `hf_`.
pub const HUGGING_FACE: &str = "a user access token of Hugging Face";
/// Anthropic, `sk-ant-`.
pub const ANTHROPIC: &str = "an API key of Anthropic";
/// Supabase, `sb_secret_`.
pub const SUPABASE: &str = "a secret API key of Supabase";
/// AWS, `AKIA`.
pub const AWS: &str = "the identifier of an access key of AWS, whose secret is another text";
/// `ASIA`.
pub const AWS_TEMPORARY: &str = "the identifier of a temporary access key of AWS, whose secret is another text";
/// Doppler, `dp.pt.`.
pub const DOPPLER_PERSONAL: &str = "a personal token of Doppler";
/// `dp.st.`.
pub const DOPPLER_SERVICE: &str = "a service token of Doppler";
