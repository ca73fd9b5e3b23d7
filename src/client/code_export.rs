//! The drafted request as a command to run elsewhere. What proves the client is named, never written: it belongs into the environment.

use crate::oauth::ClientAuthMethod;
use crate::oauth::assertion::ASSERTION_TYPE;
use crate::oauth::form::encode_component;

use super::draft::{Draft, Problem};

/// The request as a `curl` command for a POSIX shell, with the secret in the variable `CLIENT_SECRET`, or with a signed assertion, good
/// for one request, in `CLIENT_ASSERTION`. A certificate and its key are the files that `CLIENT_CERTIFICATE` and `CLIENT_KEY` name.
///
/// With `client_secret_basic` curl does not form-encode what `--user` gives it. The identifier is written encoded; where
/// [`crate::oauth::client_auth::basic::BasicStages::encoding_matters`], the variable has to hold the secret form-encoded, and
/// whoever shows the command says so.
///
/// # Errors
/// The [`Problem`] for which the request is refused.
pub fn curl(draft: &Draft) -> Result<String, Problem> {
    draft.check()?;
    let mut command = ["curl ", &quote(draft.token_endpoint.trim())].concat();
    let mut line = |argument: String| {
        command.push_str(" \\\n  ");
        command.push_str(&argument);
    };
    if draft.method == ClientAuthMethod::ClientSecretBasic {
        line(["--user \"", &encode_component(draft.client_id.as_str()), ":$CLIENT_SECRET\""].concat());
    }
    if draft.method.shows_certificate() {
        line("--cert \"$CLIENT_CERTIFICATE\"".to_owned());
        line("--key \"$CLIENT_KEY\"".to_owned());
    }
    let form = draft.form();
    for (name, value) in form.iter() {
        line(match name {
            "client_secret" => "--data-urlencode \"client_secret=$CLIENT_SECRET\"".to_owned(),
            _ => ["--data-urlencode ", &quote(&[name, "=", value].concat())].concat(),
        });
    }
    if draft.method.signs() {
        line(["--data-urlencode ", &quote(&["client_assertion_type=", ASSERTION_TYPE].concat())].concat());
        line("--data-urlencode \"client_assertion=$CLIENT_ASSERTION\"".to_owned());
    } else if form.is_empty() {
        // Without data curl would send a GET.
        line("--data ''".to_owned());
    }
    Ok(command)
}

/// One word for a POSIX shell: nothing inside single quotes has a meaning, and a single quote ends them for a moment.
fn quote(text: &str) -> String {
    ["'", &text.replace('\'', "'\\''"), "'"].concat()
}
