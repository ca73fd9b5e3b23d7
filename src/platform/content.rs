//! Content files: fetched from the page's own directory.

use gloo_net::http::Request;
use web_sys::RequestCache;

use crate::content::loading;
use crate::texts::fill;

/// The text of the file at `path`; `anew` passes by what the browser has kept.
///
/// # Errors
/// A sentence for the reader: the file could not be fetched.
pub async fn fetch(path: &str, anew: bool) -> Result<String, String> {
    let not_loaded = |reason: &str| fill(loading::NOT_LOADED, &[("path", path), ("reason", reason)]) + loading::REMEDY;
    let request = Request::get(path).cache(if anew { RequestCache::Reload } else { RequestCache::Default });
    let response = request.send().await.map_err(|error| not_loaded(&error.to_string()))?;
    if !response.ok() {
        return Err(not_loaded(&fill(loading::STATUS, &[("status", &response.status().to_string())])));
    }
    let text = response.text().await.map_err(|error| not_loaded(&error.to_string()))?;
    if ["<!doctype", "<html"]
        .iter()
        .any(|start| text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start)))
    {
        return Err(fill(loading::WEB_PAGE, &[("path", path)]) + loading::REMEDY);
    }
    Ok(text)
}
