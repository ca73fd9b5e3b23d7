//! The lines for somebody else's page, made from what was chosen.

use crate::texts::filled;

/// The sides of the theme: as the page around has it, or one of them.
pub const THEMES: [&str; 3] = ["auto", "light", "dark"];
/// When the frame loads.
pub const LOADINGS: [&str; 3] = ["lazy", "eager", "click"];
/// How high it is, in pixels, or as high as its content.
pub const SIZES: [&str; 3] = ["auto", "400", "560"];

/// What a frame cannot do without, and what lets its links open beside the page.
const SANDBOX: &str = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";
/// How high a frame is whose page cannot tell.
const FRAME: &str = "560";

/// What was chosen, by the names of the element's attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// One of [`THEMES`].
    pub theme: &'static str,
    /// One of [`LOADINGS`].
    pub loading: &'static str,
    /// One of [`SIZES`].
    pub size: &'static str,
}

impl Default for Choice {
    fn default() -> Self {
        Self { theme: THEMES[0], loading: LOADINGS[0], size: SIZES[0] }
    }
}

/// What the lines are about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The folder of this page, with its slash.
    pub address: String,
    /// The hash of the view: `#/learn/9`.
    pub hash: String,
    /// What the view is called.
    pub title: String,
    /// The issuer's policies as pairs, if there are any.
    pub policy: Option<String>,
    /// What was chosen.
    pub choice: Choice,
}

impl Snippet {
    /// The lines with their places filled: `{element}`, `{frame}`, `{address}`, `{link}` and `{title}`. Doubled braces are braces.
    #[must_use]
    pub fn fill(&self, lines: &[String]) -> String {
        let fill = |line: &String| {
            let mut put = |place: &str, out: &mut String| {
                match place {
                    "element" => out.push_str(&self.element()),
                    "frame" => out.push_str(&self.frame()),
                    "address" => out.push_str(&self.address),
                    "link" => out.push_str(&self.link()),
                    "title" => out.push_str(&self.title),
                    _ => return false,
                }
                true
            };
            filled(line, &mut put).replace("{{", "{").replace("}}", "}")
        };
        lines.iter().map(fill).collect::<Vec<_>>().join("\n")
    }

    /// The address of the frame.
    #[must_use]
    pub fn source(&self) -> String {
        let theme =
            if self.choice.theme == THEMES[0] { String::new() } else { ["&theme=", self.choice.theme].concat() };
        let policy = self.policy.as_ref().map_or_else(String::new, |policy| ["&policy=", policy].concat());
        [&self.address, "?embed=1", &theme, &policy, &self.hash].concat()
    }

    /// The address of the view in a tab of its own.
    fn link(&self) -> String {
        let policy = self.policy.as_ref().map_or_else(String::new, |policy| ["?policy=", policy].concat());
        [self.address.as_str(), &policy, &self.hash].concat()
    }

    /// The element of `embed.js`, with the attributes that are not as they are by default, and a link inside.
    fn element(&self) -> String {
        let view = self.hash.trim_start_matches("#/");
        let mut tag = ["<grant-lab view=\"", &escaped(view), "\""].concat();
        let Choice { theme, loading, size } = self.choice;
        let defaults = Choice::default();
        let chosen = [
            ("theme", (theme != defaults.theme).then_some(theme)),
            ("loading", (loading != defaults.loading).then_some(loading)),
            ("height", (size != defaults.size).then_some(size)),
            ("policy", self.policy.as_deref()),
        ];
        for (name, value) in chosen {
            if let Some(value) = value {
                tag.extend([" ", name, "=\"", &escaped(value), "\""]);
            }
        }
        [&tag, "><a href=\"", &escaped(&self.link()), "\">", &escaped(&self.title), "</a></grant-lab>"].concat()
    }

    /// A frame without the script.
    fn frame(&self) -> String {
        let Choice { loading, size, .. } = self.choice;
        let height = if size == SIZES[0] { FRAME } else { size };
        let loading = if loading == "eager" { "eager" } else { "lazy" };
        [
            "<iframe src=\"",
            &escaped(&self.source()),
            "\" title=\"",
            &escaped(&self.title),
            "\" width=\"100%\" height=\"",
            height,
            "\" loading=\"",
            loading,
            "\" allow=\"clipboard-write\" sandbox=\"",
            SANDBOX,
            "\"></iframe>",
        ]
        .concat()
    }
}

/// A text as it stands in HTML and in the attributes of JSX.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::ui::pages::embed::EmbedText;

    fn text() -> EmbedText {
        crate::texts::read(include_str!("../../../content/en/embed.json")).unwrap()
    }

    fn lesson() -> Snippet {
        Snippet {
            address: "https://lab.example/grant-lab/".to_owned(),
            hash: "#/learn/9".to_owned(),
            title: "Ask for identity anyway – Learn – Grant Lab".to_owned(),
            ..Snippet::default()
        }
    }

    fn lines(id: &str, snippet: &Snippet) -> String {
        let text = text();
        snippet.fill(&text.kinds.iter().find(|kind| kind.id == id).unwrap().lines)
    }

    /// The two lines of the README.
    #[test]
    fn a_page_of_html_needs_two_lines() {
        let html = "<script src=\"https://lab.example/grant-lab/embed.js\" async></script>\n\
            <grant-lab view=\"learn/9\"><a href=\"https://lab.example/grant-lab/#/learn/9\">\
            Ask for identity anyway – Learn – Grant Lab</a></grant-lab>";
        assert_eq!(lines("html", &lesson()), html);
        let indented = lines("sphinx", &lesson());
        assert!(indented.starts_with(".. raw:: html\n\n   <script src="), "{indented}");
        assert!(indented.contains("\n   <grant-lab view=\"learn/9\">"), "{indented}");
    }

    #[test]
    fn what_is_chosen_is_in_the_attributes_of_element_and_frame() {
        let choice = Choice { theme: "dark", loading: "click", size: "400" };
        let snippet = Snippet { choice, policy: Some("openid:drop".to_owned()), ..lesson() };
        let element = lines("html", &snippet);
        assert!(
            element
                .contains(" view=\"learn/9\" theme=\"dark\" loading=\"click\" height=\"400\" policy=\"openid:drop\">"),
            "{element}"
        );
        let frame = lines("frame", &snippet);
        assert!(
            frame.starts_with(
                "<iframe src=\"https://lab.example/grant-lab/?embed=1&amp;theme=dark&amp;policy=openid:drop#/learn/9\""
            ),
            "{frame}"
        );
        assert!(frame.contains(" height=\"400\" loading=\"lazy\" "), "{frame}");
        assert!(frame.contains(" sandbox=\"allow-scripts allow-same-origin "), "{frame}");
    }

    #[test]
    fn every_kind_is_filled_whole_and_leads_to_the_view() {
        for kind in text().kinds {
            let filled = lesson().fill(&kind.lines);
            let rest = filled.replace("{ src: ", "").replace("async: true }", "");
            assert!(!rest.contains(['{', '}']), "{}: {filled}", kind.id);
            assert!(filled.contains("learn/9"), "{}: {filled}", kind.id);
        }
        assert!(
            lines("docusaurus", &lesson())
                .starts_with("scripts: [{ src: 'https://lab.example/grant-lab/embed.js', async: true }],\n")
        );
    }

    #[test]
    fn what_an_address_or_a_title_holds_stays_inside_of_its_attribute() {
        let hash = "#/build?v=1&preset=nightly-report&scope=\"><script>".to_owned();
        let snippet = Snippet { hash, title: "a \"b\" <c>".to_owned(), ..lesson() };
        for id in ["html", "frame"] {
            let text = lines(id, &snippet);
            assert!(text.contains("v=1&amp;preset=nightly-report&amp;scope=&quot;&gt;&lt;script&gt;\""), "{text}");
            assert!(text.contains("a &quot;b&quot; &lt;c&gt;"), "{text}");
        }
    }
}
