//! Where a link opens: in its place, or beside it in a tab of its own.

use super::{Area, Route};

/// Where a link opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// In its place.
    Here,
    /// Beside a frame, which keeps the view that it shows.
    Beside,
    /// Outside of this page, which stays as it is: its tokens and answers would be gone.
    Outside,
}

/// Where a link to `href` opens. `shown` is the place that a frame shows, `None` where the page is on its own. What belongs to the same area
/// of the navigation stays in the frame, such as the next step of a course.
#[must_use]
pub fn opening(href: &str, shown: Option<&Route>) -> Opening {
    if href.starts_with("https:") || href.starts_with("http:") {
        return Opening::Outside;
    }
    let Some(shown) = shown else { return Opening::Here };
    if !href.starts_with('#') {
        return Opening::Beside;
    }
    // What leads to a place on the same screen, such as `#main`, is no route.
    let area = |route: &Route| route.area().map(Area::within);
    let leads_away = href.starts_with("#/") && area(&Route::parse(href)) != area(shown);
    if leads_away { Opening::Beside } else { Opening::Here }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_frame_other_areas_open_beside_and_the_same_one_stays() {
        for (shown, href, opening_there) in [
            ("#/learn/9", "#/learn/10", Opening::Here),
            ("#/learn/9", "#/learn/9/annotated", Opening::Here),
            ("#/learn/12", "#/field/1", Opening::Here),
            ("#/learn/9", "#evidence", Opening::Here),
            ("#/learn/9", "#/glossary/id-token", Opening::Beside),
            ("#/learn/9", "#/build?v=1&preset=nightly-report", Opening::Beside),
            ("#/learn/9", "#/document", Opening::Beside),
            ("#/learn/9", "#/servers/keycloak", Opening::Beside),
            ("#/compare/tokens-returned/oidc", "#/compare", Opening::Here),
            ("#/compare", "#/compare/diff/tokens", Opening::Here),
            ("#/compare", "#/decode", Opening::Beside),
            ("#/servers", "#/servers/keycloak", Opening::Here),
            ("#/servers/keycloak", "#/clients", Opening::Here),
            ("#/quiz/2", "#/quiz/3", Opening::Here),
            ("#/quiz/2", "#/learn/4", Opening::Beside),
            ("#/decode", "./lessons.html", Opening::Beside),
            ("#/nowhere", "#/learn/1", Opening::Beside),
        ] {
            assert_eq!(opening(href, Some(&Route::parse(shown))), opening_there, "{href} on {shown}");
        }
    }

    #[test]
    fn citations_open_outside_framed_or_not_and_everything_else_stays_where_there_is_no_frame() {
        let citation = "https://www.rfc-editor.org/rfc/rfc6749#section-4.4";
        assert_eq!(opening(citation, None), Opening::Outside);
        assert_eq!(opening(citation, Some(&Route::Decode)), Opening::Outside);
        for href in ["#/glossary", "#main", "./lessons.html", "./configuration.schema.json"] {
            assert_eq!(opening(href, None), Opening::Here, "{href}");
        }
    }
}
