//! What a page under a strict Content Security Policy may not contain, checked in the sources; and the length of files.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

/// The policy that `index.html` carries: the page reaches its own files and nothing else, shows and runs nothing else, and turns no
/// text into markup or code.
///
/// Its one worker keeps it for visits without a network, and its one policy of Trusted Types gives that worker's address. The others that
/// say `'none'` would fall back to `default-src` and are there to be read.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; frame-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; \
    require-trusted-types-for 'script'; trusted-types grant-lab-worker";

/// What `own.html` says in other words, from which one's own issuer is asked: it may connect anywhere, and its start script narrows that to
/// the origins that the reader agrees to, before anything else is loaded. It starts no worker and shows no frame.
const OWN_POLICY: [(&str, &str); 4] = [
    ("frame-src 'self'", "frame-src 'none'"),
    ("connect-src 'self';", "connect-src 'self' https: http:;"),
    ("worker-src 'self'; manifest-src 'self';", "worker-src 'none'; manifest-src 'none';"),
    ("trusted-types grant-lab-worker", "trusted-types 'none'"),
];

/// What a host sends beside it: who may frame the page, which a meta tag cannot say, and two header fields.
const HEADERS: &str = "; frame-ancestors 'self' https://docs.example\n  Referrer-Policy: no-referrer\n  X-Content-Type-Options: nosniff\n";

/// What in Rust code would be inline style, inline script or raw HTML: views name elements and attributes in quotes.
const REFUSED: [&str; 10] = [
    " style=",
    "(\"style\"",
    "(\"script\"",
    "attr(\"on",
    "live(\"on",
    "inner_html",
    "innerHTML",
    "outer_html",
    "insert_adjacent_html",
    "document.write",
];

/// A file longer than this holds more than one concept.
const LONGEST: usize = 400;
/// As many lines as a file of tests may have: cases of one concept stand together even where they are many.
const LONGEST_TEST: usize = 600;

#[test]
fn index_html_carries_exactly_the_policy() {
    let html = read("index.html");
    let tag = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    assert_eq!(html.matches("Content-Security-Policy").count(), 1);
    let at = html.find(&tag).expect("the tag, letter by letter");
    let first = html.find("<head>").expect("a head") + "<head>".len();
    assert_eq!(html[first..at].trim(), "", "it comes first in the head, so it covers all that follows");
}

#[test]
fn the_readme_gives_hosts_the_same_policy_as_a_header() {
    let readme = read("README.md");
    assert!(readme.contains(&format!("  Content-Security-Policy: {POLICY}{HEADERS}")), "README.md, letter by letter");
}

#[test]
fn index_html_holds_nothing_that_the_policy_refuses() {
    for name in ["index.html", "src/content/en/shell.json"] {
        assert_eq!(refused_in_html(&read(name).replace("\\\"", "\"")), Vec::<String>::new(), "{name}");
    }
    assert_eq!(
        refused_in_html(
            "<base href=.><script>x</script><style>a</style><b style=\"c\" onclick=\"d\"><script src=\"/a\">"
        ),
        ["<base", "<script> without src", "<style", "style=", "onclick=", "an absolute address: /a"],
        "the check itself"
    );
}

fn own_policy() -> String {
    OWN_POLICY.iter().fold(POLICY.to_owned(), |policy, (page, own)| {
        assert!(policy.contains(page), "{page}");
        policy.replace(page, own)
    })
}

#[test]
fn where_no_script_runs_the_page_says_what_the_sandbox_of_a_frame_needs() {
    assert!(read("index.html").contains("<noscript><p class=\"boot-note\">{{index.noscript}}</p></noscript>"));
    let words: serde_json::Value =
        serde_json::from_str(&read("src/content/en/shell.json")).expect("shell.json is JSON");
    let noscript = words["index"]["noscript"].as_str().expect("a text for those without scripts");
    assert!(noscript.contains("allow-scripts allow-same-origin"), "{noscript}");
}

#[test]
fn nothing_is_submitted_because_a_sandbox_without_forms_tells_nobody() {
    for (path, text) in files("src/ui", "rs").into_iter().chain([("own.js".to_owned(), read("own.js"))]) {
        for refused in ["\"submit\"", "requestSubmit", ".submit()"] {
            assert!(!text.contains(refused), "{path} has {refused}");
        }
        let is_the_one = path.ends_with("components/entry_form.rs");
        assert_eq!(text.contains("el(\"form\")"), is_the_one, "{path}");
    }
}

#[test]
fn own_html_carries_the_same_policy_but_for_where_it_connects_and_no_worker() {
    let html = read("own.html");
    let policy = own_policy();
    let first = html.find("<head>").expect("a head") + "<head>".len();
    let tag = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    assert!(html[first..].trim_start().starts_with(&tag), "the tag, letter by letter and first");
    assert_eq!(refused_in_html(&html), Vec::<String>::new());
    let readme = read("README.md");
    assert!(readme.contains(&format!("  Content-Security-Policy: {policy}; frame-ancestors 'none'\n")), "README.md");
}

#[test]
fn the_files_for_hosts_send_these_policies_and_no_others() {
    let page = [POLICY, "; frame-ancestors 'self'"].concat();
    let own = [&own_policy(), "; frame-ancestors 'none'"].concat();
    for name in ["Caddyfile", "_headers", "apache.conf", "nginx.conf"] {
        let text = read(&["deploy/", name].concat());
        let all = text.matches("default-src").count();
        assert_eq!(text.matches(&page).count() + text.matches(&own).count(), all, "deploy/{name}");
        assert!(text.contains(&own), "deploy/{name}");
    }
}

#[test]
fn own_html_loads_nothing_of_the_module_before_the_reader_agrees() {
    let html = read("own.html");
    assert_eq!(html.matches("<script").count(), 1);
    assert!(html.contains("<script src=\"./own.js\" data-parts=\"./parts.js\"></script>"));
    assert!(!html.contains("preload"), "not even ahead");
    let script = read("own.js");
    let policy = script.find("document.head.append(policy)").expect("the policy is added");
    let module = script.find("import(\"./boot.js\")").expect("the module is loaded");
    assert!(policy < module, "the policy comes first");
    assert_eq!(script.matches("import(").count(), 1);
    let asked = [script.matches("fetch(").count(), script.matches("fetch(\"./grant-lab.json\"").count()];
    assert_eq!(asked, [1, 1], "the start asks nobody but its own host, for what that has set up");
}

#[test]
fn the_page_writes_no_inline_style_and_no_raw_html() {
    let mut found = Vec::new();
    for (path, text) in files("src", "rs") {
        for (index, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or(line);
            for refused in REFUSED.iter().filter(|refused| code.contains(**refused)) {
                found.push(format!("{path}:{}: {refused}", index + 1));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// They run in pages of others, under policies that nobody here knows, and what they are told comes from anybody.
#[test]
fn the_scripts_between_a_page_and_its_frame_make_nothing_of_text_and_name_whom_they_talk_to() {
    let scripts = files("embed", "mjs");
    assert!(scripts.len() > 1);
    for (path, text) in scripts {
        for refused in ["HTML", "document.write", "eval(", "\"style\"", "cssText", "\"*\"", "fetch(", "Storage"] {
            let is_name = refused == "HTML" && text.matches(refused).count() == text.matches("HTMLElement").count();
            assert!(is_name || !text.contains(refused), "{path}: {refused}");
        }
    }
}

/// The policy cannot refuse WebRTC, and the page says that nothing of it uses that.
#[test]
fn nothing_opens_a_connection_that_the_policy_does_not_hold() {
    let scripts = ["boot.js", "own.js", "parts.js", "offline.js", "worker.js", "Cargo.toml"];
    let scripts = scripts.map(|name| (name.to_owned(), read(name)));
    for (path, text) in
        files("src", "rs").into_iter().chain(files("src", "js")).chain(files("embed", "mjs")).chain(scripts)
    {
        assert!(!text.to_ascii_lowercase().contains("rtcpeer"), "{path}");
    }
}

/// What readers are told of the policy is the policy.
#[test]
fn every_directive_is_explained_to_readers_and_no_other() {
    let privacy: serde_json::Value = serde_json::from_str(&read("src/content/en/privacy.json")).expect("JSON");
    let rows = privacy["directives"].as_array().expect("a list");
    let said: Vec<&str> = rows.iter().filter_map(|row| row["directive"].as_str()).collect();
    assert_eq!(said, POLICY.split("; ").collect::<Vec<_>>());
    let texts = ["kept", "checks", "limits", "words", "directives"].map(|part| privacy[part].to_string()).join(" ");
    for sentence in texts.split(['"', '.', ':', '?']) {
        assert!(sentence.split_whitespace().count() <= 24, "{sentence}");
    }
}

#[test]
fn style_sheets_load_nothing() {
    for (path, text) in files("style", "css") {
        for loads in ["@import", "url("] {
            assert!(!text.contains(loads), "{path} has {loads}");
        }
    }
}

#[test]
fn a_file_holds_one_concept() {
    let long: Vec<String> = [("src", LONGEST), ("tests", LONGEST_TEST)]
        .into_iter()
        .flat_map(|(folder, most)| files(folder, "rs").into_iter().map(move |file| (file, most)))
        .filter(|((_, text), most)| text.lines().count() > *most)
        .map(|((path, text), most)| format!("{path}: {} lines, {most} at most", text.lines().count()))
        .collect();
    assert!(long.is_empty(), "too long:\n{}", long.join("\n"));
}

/// What in an HTML file would be refused by the policy, or would break under a sub-path.
fn refused_in_html(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end = tag_end(rest);
        let tag = &rest[..end];
        rest = &rest[end..];
        let name = tag[1..].split([' ', '>', '\n']).next().unwrap_or_default();
        match name {
            "base" | "style" => found.push(format!("<{name}")),
            "script" if !tag.contains(" src=") => found.push("<script> without src".to_owned()),
            _ => {}
        }
        for (attribute, value) in attributes(tag) {
            if attribute == "style" || attribute.starts_with("on") {
                found.push(format!("{attribute}="));
            }
            if matches!(attribute, "src" | "href") && (value.starts_with('/') || value.contains("://")) {
                found.push(format!("an absolute address: {value}"));
            }
        }
    }
    found
}

/// Behind the `>` that closes the tag; one inside a quoted value does not.
fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    for (at, c) in tag.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

/// The attributes of a tag that have a quoted value.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once("=\"") {
        let name = before.rsplit([' ', '\n', '"']).next().unwrap_or_default();
        let Some((value, next)) = after.split_once('"') else { break };
        found.push((name, value));
        rest = next;
    }
    found
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file of the project")
}

/// The files below a folder of the project that end in `extension`, with their text.
fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder of the project") {
        let entry = entry.expect("a readable entry");
        let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            if !name.ends_with("node_modules") {
                found.extend(files(&name, extension));
            }
        } else if name.ends_with(&format!(".{extension}")) {
            let text = read(&name);
            found.push((name, text));
        }
    }
    found.sort();
    found
}
