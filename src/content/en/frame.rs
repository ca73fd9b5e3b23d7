//! What stands around every screen: header, strip, footer. `index.html` says some of it before this page runs.

/// The first link of the page, which only the keyboard meets.
pub const SKIP_TO_CONTENT: &str = "Skip to content";
/// The second, where there are two columns.
pub const SKIP_TO_EVIDENCE: &str = "Skip to evidence";
/// What assistive technology calls the navigation.
pub const AREAS: &str = "Areas";
/// In the header, once a step was run.
pub const STEPS_RUN_SHORT: &str = "{count} of {total} steps run";
/// The same beside *Learn*, as it is read out.
pub const STEPS_RUN: &str = "({count} of {total} steps run)";

/// What the button says before the name of the theme.
pub const THEME: &str = "Theme: ";
/// What is announced when it was pressed.
pub const THEME_CHOSEN: &str = "Theme: {theme}.";
/// The theme that the browser has.
pub const THEME_AUTO: &str = "auto";
/// The light theme.
pub const THEME_LIGHT: &str = "light";
/// The dark theme.
pub const THEME_DARK: &str = "dark";

/// What assistive technology calls the strip.
pub const ISSUER: &str = "Issuer";
/// What the strip is about, for who has not met it.
pub const WHO: &str = "An authorization server runs in this page. ";
/// What it does; `{openid}` is code.
pub const WHAT: &str = "Asked for {openid}, it refuses.";
/// What the strip is folded into on narrow screens; `{policy}` is a policy's name.
pub const FOLDED: &str = "Embedded issuer, openid {policy}";
/// The same where anything else is not as it is by default.
pub const FOLDED_CHANGED: &str = "Embedded issuer, openid {policy}, changed";
/// The same while the issuer plays a server.
pub const FOLDED_PLAYED: &str = "It plays {server}, openid {policy}, changed";
/// In the strip: who answers. [`EMBEDDED`] follows.
pub const WHICH_ISSUER: &str = "Issuer ";
/// The issuer in the page.
pub const EMBEDDED: &str = "Embedded";
/// Before the server's name that it plays.
pub const PLAYS: &str = "plays ";
/// Before the choice of what it does with `openid`.
pub const OPENID: &str = "openid ";
/// Before how many logins were recorded.
pub const LOGINS: &str = "logins ";
/// Before the issuer's time of day.
pub const CLOCK: &str = "clock ";
/// A time of day.
pub const TIME: &str = "{time} UTC";
/// What has left the page.
pub const NOTHING_SENT_EVER: &str = "Answered inside this page. Nothing was sent.";
/// The link before the names of what is not as it is by default.
pub const CHANGED: &str = "Changed from default";
/// Among them, the server that the issuer plays.
pub const SERVER: &str = "server";
/// The button after them.
pub const RESET: &str = "Reset policies";
/// The same while the issuer plays a server.
pub const RESET_PLAYED: &str = "Back to the standard";
/// Announced when it was pressed.
pub const IS_RESET: &str = "Policies are back to their defaults.";
/// Announced when another policy was chosen.
pub const POLICY_CHOSEN: &str = "Issuer policy for openid: {policy}.";
/// The same of a policy that no specification has.
pub const POLICY_CHOSEN_OUTSIDE: &str = "Issuer policy for openid: {policy}, outside the specification.";

/// What the issuer does with `openid`: it refuses the request.
pub const POLICY_REJECT: &str = "Reject";
/// It leaves the value out.
pub const POLICY_DROP: &str = "Drop";
/// It grants the value, and gives no ID Token.
pub const POLICY_ECHO: &str = "Echo";
/// It gives the access token a second time as an ID Token.
pub const POLICY_VENDOR_COPY: &str = "Vendor: copy";
/// It gives an ID Token about an account of the client.
pub const POLICY_VENDOR_SERVICE_ACCOUNT: &str = "Vendor: service account";
/// A column of results under a policy.
pub const OPENID_COLUMN: &str = "openid: {policy}";
/// What stands beside everything that no specification defines.
pub const OUTSIDE: &str = "Outside the specification";

/// In a frame of another page: the link to this page.
pub const OPEN: &str = "Open in Grant Lab";
/// Who answers there.
pub const IN_FRAME: &str = "Its issuer answers in this frame.";
/// The same while the issuer plays a server.
pub const IN_FRAME_PLAYED: &str = "Its issuer plays {server}.";
/// After that, what is not as it is by default.
pub const IN_FRAME_CHANGED: &str = " Changed: {names}.";
/// The first of those names.
pub const OPENID_IS: &str = "openid {policy}";

/// The footer.
pub const FOOTER: &str = "Grant Lab. Its issuer is a teaching aid, never for real tokens.";
/// Its link to the lessons as one plain page.
pub const LESSONS: &str = "Lessons as text";
/// Its link to the quiz.
pub const QUIZ: &str = "Ten questions";
/// The same when the reader wanted to be asked again, and it is time.
pub const QUIZ_AGAIN: &str = "Ten questions, it is time again";
/// Its link to what has left the page; `{messages}` is how many messages that are.
pub const LEFT: &str = "What left this page: {messages}";
/// What only paper shows; `{others}` are the other changed policies, each with its own full stop.
pub const PAPER: &str = "Embedded issuer. openid: {policy}.{others} Issuer time {time} UTC, {day}.";

/// What has left `own.html`: nothing.
pub const NOTHING_SENT: &str = "Nothing was sent.";
/// One message, to one host.
pub const ONE_SENT: &str = "1 message to {hosts}.";
/// More than one.
pub const MANY_SENT: &str = "{count} messages to {hosts}.";
