//! Which of these works against which of those: the whole of it, and what of it is about one server or one client.

use super::contents::{Contents, href};
use crate::atlas::{Fit, Matrix, Reading, Way, ways};
use crate::content::units;
use crate::facts::{Client, Product};
use crate::ui::components::prose;
use crate::ui::dom::{El, Node, el, nodes};
use crate::ui::route::Route;

/// The table of servers and ways, with the clients of each way above it and the reasons below.
pub(super) fn matrix(contents: Contents) -> Node {
    let matrix = Matrix::new(contents.servers);
    let mut reasons: Vec<&'static str> = Vec::new();
    let head =
        |way: &Way| el("th").attr("scope", "col").attr("role", "columnheader").add(prose(way_name(contents, *way)));
    let server = el("th").attr("scope", "col").attr("role", "columnheader").add(contents.word("matrix_server"));
    let heads = el("tr").attr("role", "row").add(server).add(Way::ALL.iter().map(head).collect::<Node>());
    let mut rows = Vec::new();
    for line in &matrix.lines {
        let name = el("a").attr("href", href(line.product)).add(line.product.name.as_str());
        let mut row =
            el("tr").attr("role", "row").add(el("th").attr("scope", "row").attr("role", "rowheader").add(name));
        for way in Way::ALL {
            let reading = line.reading(way);
            let number = number(&mut reasons, reading);
            row = row.add(cell(contents, reading, number).attr("data-c", way_name(contents, way).replace('`', "")));
        }
        rows.push(row);
    }
    let reasons =
        reasons.iter().map(|code| el("li").add(prose(contents.texts.why.get(code).map_or("", String::as_str))));
    let others = contents.word("matrix_others").replace("{count}", &matrix.others.to_string());
    let table = el("table")
        .class("grid sheet matrix")
        .attr("role", "table")
        .attr("aria-labelledby", "matrix")
        .add(el("thead").attr("role", "rowgroup").add(heads))
        .add(el("tbody").attr("role", "rowgroup").add(rows));
    el("section")
        .class("fits")
        .attr("aria-labelledby", "matrix")
        .add(el("h2").class("part-h").attr("id", "matrix").add(contents.word("matrix")))
        .add(el("p").class("second").add(prose(contents.word("matrix_lead"))))
        .add(nodes![way_list(contents)])
        .add(el("div").class("sheet-box").add(table))
        .add(el("ol").class("reasons sm").add(reasons.collect::<Node>()))
        .add(el("p").class("sm second").add(others))
        .into()
}

fn way_name(contents: Contents, way: Way) -> &'static str {
    contents.texts.ways.get(way.name()).map_or("", |text| text.name.as_str())
}

/// The number under which the reason stands below the table. What passes in part says so in its cell.
fn number(reasons: &mut Vec<&'static str>, reading: &Reading) -> Option<usize> {
    if reading.fit == Fit::Partly {
        return None;
    }
    let place = reasons.iter().position(|code| *code == reading.why.code).unwrap_or_else(|| {
        reasons.push(reading.why.code);
        reasons.len() - 1
    });
    Some(place + 1)
}

fn cell(contents: Contents, reading: &Reading, number: Option<usize>) -> El {
    let fit = el("b").class(fit_class(reading.fit)).add(fit_name(contents, reading.fit));
    let number = number.map(|number| el("sup").add(number.to_string()));
    let why = (reading.fit == Fit::Partly).then(|| el("small").add(prose(&reason(contents, reading))));
    el("td").attr("role", "cell").add(fit).add(number).add(why)
}

fn fit_name(contents: Contents, fit: Fit) -> &'static str {
    contents.texts.fits.get(fit.name()).map_or("", String::as_str)
}

const fn fit_class(fit: Fit) -> &'static str {
    match fit {
        Fit::Works => "fit works",
        Fit::Partly => "fit partly",
        Fit::Fails => "fit fails",
        Fit::CannotTell => "fit open",
    }
}

/// The reason as a sentence, with the characters that it is about.
fn reason(contents: Contents, reading: &Reading) -> String {
    let name = |character: &char| {
        if *character == ' ' { units::SPACE.to_owned() } else { ["`", &character.to_string(), "`"].concat() }
    };
    let list = |characters: &[char]| characters.iter().map(name).collect::<Vec<_>>().join(", ");
    let sentence = contents.texts.why.get(reading.why.code).map_or("", String::as_str);
    sentence.replace("{passing}", &list(&reading.why.passing)).replace("{failing}", &list(&reading.why.failing))
}

/// The ways, with the clients that go each.
fn way_list(contents: Contents) -> El {
    let item = |way: Way| {
        let text = contents.texts.ways.get(way.name())?;
        let all = contents.clients.clients.iter().filter(|client| ways(client).contains(&way));
        Some(el("div").add(el("dt").add(prose(&text.name))).add(el("dd").add(nodes![
            prose(&text.asks),
            " ",
            names(all.map(client_link))
        ])))
    };
    el("dl").class("facts wide-terms").add(Way::ALL.into_iter().filter_map(item).collect::<Node>())
}

fn client_link(client: &'static Client) -> El {
    el("a").attr("href", Route::Client { id: client.id.clone() }.to_hash()).add(client.name.as_str())
}

fn names(links: impl Iterator<Item = El>) -> Node {
    let mut all = Vec::new();
    for link in links {
        if !all.is_empty() {
            all.push(Node::from(", "));
        }
        all.push(link.into());
    }
    Node::Many(all)
}

/// At one server: what comes of each way, and why.
pub(super) fn clients_at(contents: Contents, product: &'static Product) -> Option<El> {
    if product.was_run() && !product.issued() {
        return None;
    }
    let matrix = Matrix::new(contents.servers);
    let line = matrix.lines.iter().find(|line| line.product.id == product.id);
    let body: Node = match line {
        None => el("p").class("second").add(contents.word("no_basic")).into(),
        Some(line) => {
            let rows = Way::ALL.into_iter().map(|way| {
                let reading = line.reading(way);
                let all = contents.clients.clients.iter().filter(|client| ways(client).contains(&way));
                let fit = el("b").class(fit_class(reading.fit)).add(fit_name(contents, reading.fit));
                let told = el("p").add(nodes![fit, " ", prose(&reason(contents, reading))]);
                let names = el("p").class("cap").add(names(all.map(client_link)));
                el("div").add(el("dt").add(prose(way_name(contents, way)))).add(el("dd").add(told).add(names))
            });
            el("dl").class("facts wide-terms").add(rows.collect::<Node>()).into()
        }
    };
    Some(section(contents, "works_with", body))
}

/// Of one client: at which servers its secret gets through.
pub(super) fn servers_for(contents: Contents, client: &'static Client) -> El {
    let matrix = Matrix::new(contents.servers);
    let one = |way: Way| {
        let fits = Fit::ALL.into_iter().filter_map(|fit| {
            let links: Vec<El> = matrix
                .at(way, fit)
                .filter_map(|line| contents.servers.product(&line.product.id))
                .map(|product| el("a").attr("href", href(product)).add(product.name.as_str()))
                .collect();
            let shown = el("b").class(fit_class(fit)).add(fit_name(contents, fit));
            (!links.is_empty()).then(|| el("p").class("sm").add(shown).add(" ").add(names(links.into_iter())))
        });
        let fits: Vec<El> = fits.collect();
        el("div").add(el("dt").add(prose(way_name(contents, way)))).add(el("dd").add(fits))
    };
    let others = contents.word("matrix_others").replace("{count}", &matrix.others.to_string());
    let body = nodes![
        el("dl").class("facts wide-terms").add(ways(client).into_iter().map(one).collect::<Node>()),
        el("p").class("cap muted").add(others)
    ];
    section(contents, "works_at", body)
}

fn section(contents: Contents, name: &'static str, body: Node) -> El {
    el("section")
        .attr("aria-labelledby", name)
        .add(el("h2").class("part-h").attr("id", name).add(contents.word(name)))
        .add(body)
}
