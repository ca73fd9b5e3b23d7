//! What the areas of the page are called, in the navigation, in titles and in links.

/// The page's own name, where its host gives it no other.
pub const PAGE: &str = "Grant Lab";
/// What stands in the browser's tab: of a place, and the page's name.
pub const TITLE: &str = "{place} – {page}";

/// The walkthrough.
pub const LEARN: &str = "Learn";
/// The table.
pub const COMPARE: &str = "Compare";
/// The request builder.
pub const BUILD: &str = "Build";
/// Its heading.
pub const BUILD_HEADING: &str = "Build a request";
/// The token decoder.
pub const DECODE: &str = "Decode";
/// The embedded issuer.
pub const ISSUER: &str = "Issuer";
/// Its heading.
pub const ISSUER_HEADING: &str = "Embedded issuer";
/// Servers as they are.
pub const SERVERS: &str = "Servers";
/// Client libraries as they are.
pub const CLIENTS: &str = "Clients";
/// The quiz.
pub const QUIZ: &str = "Quiz";
/// The document.
pub const DOCUMENT: &str = "About the document";
/// The glossary.
pub const GLOSSARY: &str = "Glossary";
/// Things side by side.
pub const DIFF: &str = "Side by side";
/// The search.
pub const SEARCH: &str = "Search";
/// The keyboard shortcuts.
pub const HELP: &str = "Keyboard shortcuts";
/// What left the page.
pub const PRIVACY: &str = "What left this page";
/// The one question.
pub const ANSWER: &str = "Does OIDC client credentials give me an ID Token?";
/// What puts the screen into another page.
pub const EMBED: &str = "Embed this";

/// The title of a place that there is not.
pub const NOT_FOUND: &str = "Not found";
/// Its heading.
pub const NOTHING_HERE: &str = "Nothing is at this address";
/// What was asked for; `{address}` is code.
pub const NO_SUCH_PLACE: &str = "Grant Lab has no place called {address}.";
/// The heading of an area that the host has left out.
pub const LEFT_OUT: &str = "This site does not offer this";
/// Who did that; `{area}` is its name.
pub const LEFT_OUT_BY: &str = "Whoever hosts it has left out {area} of Grant Lab.";
/// The link to the first lesson.
pub const FIRST_LESSON: &str = "Begin with the first lesson";
/// The link to the search, after it.
pub const SEARCH_FOR: &str = "search for what you meant";
/// Where to go: `{first}` and `{search}` are those two links.
pub const ONWARDS: &str = "{first}, {search}, or go to one of the areas here:";
/// The same where the host has left out the search.
pub const ONWARDS_WITHOUT_SEARCH: &str = "{first}, or go to one of the areas here:";
/// The same where the host has left out the lessons.
pub const ONWARDS_TO_AREAS: &str = "These are the areas here:";
