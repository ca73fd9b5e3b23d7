//! Content files: fetched from the page's own directory.

use gloo_net::http::Request;
use web_sys::RequestCache;

/// What those can do who host the page.
pub const REMEDY: &str =
    " Reload to try again. For site owners: put all files of one build beside index.html, and have them revalidated.";

/// The text of the file at `path`; `anew` passes by what the browser has kept.
///
/// # Errors
/// A sentence for the reader: the file could not be fetched.
pub async fn fetch(path: &str, anew: bool) -> Result<String, String> {
    let not_loaded =
        |reason: &str| ["The browser could not load ", path, " of this page (", reason, ").", REMEDY].concat();
    let request = Request::get(path).cache(if anew { RequestCache::Reload } else { RequestCache::Default });
    let response = request.send().await.map_err(|error| not_loaded(&error.to_string()))?;
    if !response.ok() {
        return Err(not_loaded(&["status ", &response.status().to_string()].concat()));
    }
    let text = response.text().await.map_err(|error| not_loaded(&error.to_string()))?;
    if ["<!doctype", "<html"]
        .iter()
        .any(|start| text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start)))
    {
        return Err(["The server answered a web page in place of ", path, ".", REMEDY].concat());
    }
    Ok(text)
}
