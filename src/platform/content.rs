//! Content files: fetched from the page's own directory.

use gloo_net::http::Request;

/// The text of the file at `path`.
///
/// # Errors
/// A sentence for the reader: the file could not be fetched.
pub async fn fetch(path: &str) -> Result<String, String> {
    let not_loaded = |reason: &str| {
        ["The browser could not load ", path, " of this page (", reason, "). Reload to try again."].concat()
    };
    let response = Request::get(path).send().await.map_err(|error| not_loaded(&error.to_string()))?;
    if !response.ok() {
        return Err(not_loaded(&["status ", &response.status().to_string()].concat()));
    }
    response.text().await.map_err(|error| not_loaded(&error.to_string()))
}
