//! Whom the issuer knows: clients, APIs, people.

use super::context::Page;
use crate::issuer::{Api, Client};
use crate::jose::Algorithm;
use crate::oauth::Scope;
use crate::ui::components::record_table;
use crate::ui::dom::{Node, el, nodes};
use crate::ui::route::{Route, Section};

/// What is registered now.
pub(super) fn section(page: Page) -> Node {
    let registry = page.session.lab().network().issuer().registry();
    let clients = registry.clients.iter().map(|known| client(page, known)).collect();
    let apis = registry.apis.iter().map(|known| api(page, known)).collect();
    let people = registry.people.iter().map(|person| vec![code(&person.sub), person.name.clone().into()]).collect();
    let columns = [page.word("client_id"), page.word("method"), page.word("grants"), page.word("scope")];
    let of_apis = [page.word("identifier"), page.word("scope"), page.word("asks_as"), page.word("signing")];
    let configuration = Route::Issuer { section: Section::Configuration }.to_hash();
    let edit = el("p")
        .class("sm")
        .add(crate::ui::components::prose(page.word("edit")))
        .add(" ")
        .add(el("a").attr("href", configuration).add(page.word("edit_link")));
    nodes![
        page.part("clients", "clients_caption", "clients_lead")
            .add(record_table("clients", &columns, clients))
            .add(edit),
        page.part("apis", "apis", "apis_lead").add(record_table("apis", &of_apis, apis)),
        page.part("people", "people", "people_lead").add(record_table("people", &["sub", page.word("name")], people)),
    ]
}

fn client(page: Page, client: &Client) -> Vec<Node> {
    let method = client.token_endpoint_auth_method.as_str();
    let name = page.texts.methods.get(method).map_or("", String::as_str);
    let note = |is: bool, name: &str| is.then(|| el("small").add(page.word(name)));
    let mut grants = Vec::new();
    for grant in &client.grant_types {
        grants.extend([el("code").add(grant.as_str()).into(), Node::from(" ")]);
    }
    if grants.is_empty() {
        grants.push(page.word("no_grants").into());
    }
    let id = client.client_id.as_str();
    let own = (client.client_name != id).then(|| el("small").add(client.client_name.clone()));
    let granted = client.granted_by.as_ref();
    let granted = granted.map(|who| el("small").add(page.word("granted_by")).add(" ").add(who.clone()));
    let claims = (!client.claims.is_empty()).then(|| {
        let names: Vec<&str> = client.claims.keys().map(String::as_str).collect();
        el("small").add(page.word("own_claims")).add(" ").add(code(&names.join(" ")))
    });
    vec![
        nodes![code(id), own, note(client.disabled, "disabled")],
        nodes![
            name,
            el("small").add(el("code").add(method)),
            note(client.dpop_bound_access_tokens, "binding_dpop"),
            note(client.binds_to_certificate(), "binding_certificate"),
        ],
        Node::Many(grants),
        nodes![scope(page, &client.scope), granted, claims],
    ]
}

fn api(page: Page, api: &Api) -> Vec<Node> {
    let signing = api.signing_alg.map_or_else(|| page.word("signing_default"), Algorithm::name);
    vec![code(&api.identifier), scope(page, &api.scope), code(api.client_id.as_str()), signing.into()]
}

fn scope(page: Page, scope: &Scope) -> Node {
    match scope.to_string() {
        none if none.is_empty() => page.word("no_scope").into(),
        tokens => code(&tokens),
    }
}

fn code(text: &str) -> Node {
    el("code").add(text.to_owned()).into()
}
