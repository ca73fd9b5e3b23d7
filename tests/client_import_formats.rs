//! Requests that are no command: HTTP text, bodies, and the files of tools that keep requests.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

#[path = "common/imported.rs"]
mod imported;

use grant_lab::client::import::{ImportError, Imported, ImportedFrom, import};
use grant_lab::oauth::ClientAuthMethod;
use serde_json::{Value, json};

use crate::imported::{read, remarks};

fn of(from: ImportedFrom, text: &str) -> Imported {
    let imported = import(text).unwrap();
    assert_eq!(imported.from, from, "{text}");
    imported
}

/// The draft that all of these pastes become.
fn nightly(method: ClientAuthMethod) -> Value {
    let mut draft = json!({
        "token_endpoint": "https://as.example/oauth/token",
        "grant_type": "client_credentials",
        "client_id": "nightly",
        "client_secret": "placeholder",
        "method": method.as_str(),
        "scope": "orders.read orders.write",
    });
    if method == ClientAuthMethod::ClientSecretBasic {
        draft["spelling"] = "form".into();
    }
    draft
}

#[test]
fn a_request_as_http_text_is_read_with_its_host() {
    let text = "POST /oauth/token HTTP/1.1\r\nHost: as.example\r\nAuthorization: Basic bmlnaHRseTpwbGFjZWhvbGRlcg==\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 63\r\n\r\n\
        grant_type=client_credentials&scope=orders.read%20orders.write";
    let imported = of(ImportedFrom::Http, text);
    assert_eq!(read(&imported.draft), nightly(ClientAuthMethod::ClientSecretBasic));
    assert_eq!(remarks(&imported), json!({ "framing": ["host", "content-length"] }));
}

#[test]
fn an_http_file_may_have_comments_variables_lines_and_several_requests() {
    let text = "@host = as.example\n### metadata\nGET https://as.example/.well-known/openid-configuration\n\n### token\n# @name token\n\
        POST https://{{host}}/oauth/token?tenant=1\n    &region=eu\nContent-Type: application/x-www-form-urlencoded\nX-Trace: 1\nnonsense\n\n\
        grant_type=client_credentials\n&client_id=nightly\n&client_secret={{$dotenv SECRET}}\n\n### api\nGET https://api.example/orders\n";
    let imported = of(ImportedFrom::Http, text);
    let draft = json!({
        "token_endpoint": "https://{{host}}/oauth/token?tenant=1&region=eu",
        "grant_type": "client_credentials",
        "client_id": "nightly",
        "method": "client_secret_post",
        "header_fields": "X-Trace: 1",
    });
    assert_eq!(read(&imported.draft), draft);
    let said = json!({
        "several": ["2/3"],
        "no_field": ["nonsense"],
        "query_kept": ["tenant", "region"],
        "variable": ["{{host}}"],
        "line_ends": [],
        "secret_variable": ["{{$dotenv SECRET}}"],
    });
    assert_eq!(remarks(&imported), said);
    let nowhere = of(ImportedFrom::Http, "POST /token HTTP/1.1\n\ngrant_type=client_credentials\n");
    assert_eq!(remarks(&nowhere)["no_address"], json!([]));
}

#[test]
fn a_form_body_is_read_on_one_line_and_on_several() {
    let parameters = [
        "grant_type=client_credentials",
        "scope=orders.read+orders.write",
        "client_id=nightly",
        "client_secret=placeholder",
    ];
    for (between, said) in [
        ("&", json!({})),
        ("\n", json!({ "line_ends": [] })),
        ("&\r\n  ", json!({ "line_ends": [] })),
        ("\n&", json!({ "line_ends": [] })),
    ] {
        let mut said = said;
        said["no_address"] = json!([]);
        let imported = of(ImportedFrom::Form, &parameters.join(between));
        let mut draft = nightly(ClientAuthMethod::ClientSecretPost);
        draft.as_object_mut().unwrap().remove("token_endpoint");
        assert_eq!(read(&imported.draft), draft, "{between:?}");
        assert_eq!(remarks(&imported), said, "{between:?}");
    }
    let odd = of(ImportedFrom::Form, "grant_type=client_credentials&scope=100%&scope=b&resource=&a%3Db=c&client_id=");
    assert_eq!(odd.draft.scope, "100%");
    assert_eq!(odd.draft.parameters, "scope=b\nresource=\nclient_id=");
    let said = json!({ "no_address": [], "escape": ["scope"], "repeated": ["scope"], "not_a_line": ["a=b"] });
    assert_eq!(remarks(&odd), said);
}

#[test]
fn a_json_object_of_parameters_is_read_though_a_token_endpoint_takes_a_form() {
    let imported = of(
        ImportedFrom::Json,
        r#"{"grant_type":"client_credentials","client_id":"nightly","client_secret":"{{secret}}","resource":["https://a.example","https://b.example"],
            "authorization_details":[{"type":"orders"}],"n":5}"#,
    );
    assert_eq!(imported.draft.resource, "https://a.example\nhttps://b.example");
    assert_eq!(imported.draft.authorization_details, r#"[{"type":"orders"}]"#);
    assert_eq!(imported.draft.parameters, "n=5");
    assert_eq!(remarks(&imported), json!({ "no_address": [], "json_body": [], "secret_variable": ["{{secret}}"] }));
}

#[test]
fn of_a_har_file_the_token_request_is_taken() {
    let request = json!({
        "method": "POST",
        "url": "https://as.example/oauth/token",
        "httpVersion": "http/2.0",
        "headers": [
            { "name": ":authority", "value": "as.example" },
            { "name": "accept", "value": "*/*" },
            { "name": "cookie", "value": "session=placeholder" },
            { "name": "content-type", "value": "application/x-www-form-urlencoded" },
            { "name": "sec-fetch-mode", "value": "cors" },
        ],
        "postData": {
            "mimeType": "application/x-www-form-urlencoded",
            "params": [],
            "text": "grant_type=client_credentials&scope=orders.read+orders.write&client_id=nightly&client_secret=placeholder",
        },
    });
    let other = json!({ "method": "GET", "url": "https://app.example/", "httpVersion": "HTTP/1.1", "headers": [] });
    let preflight = json!({ "method": "OPTIONS", "url": "https://as.example/oauth/token", "httpVersion": "HTTP/1.1", "headers": [] });
    let log = json!({ "log": { "version": "1.2", "entries": [{ "request": other }, { "request": preflight }, { "request": request, "response": {} }] } });
    let mut draft = nightly(ClientAuthMethod::ClientSecretPost);
    draft["header_fields"] = "accept: */*".into();
    for (value, several) in [(log, Some("2/2")), (json!({ "request": request, "time": 3 }), None), (request, None)] {
        let imported = of(ImportedFrom::Har, &value.to_string());
        assert_eq!(read(&imported.draft), draft);
        let mut said = json!({ "framing": [":authority", "sec-fetch-mode"], "sensitive_field": ["cookie"] });
        if let Some(several) = several {
            said["several"] = json!([several]);
        }
        assert_eq!(remarks(&imported), said);
    }
}

#[test]
fn a_postman_collection_is_read_with_its_folders_and_inherited_authentication() {
    let token = json!({
        "name": "Get a token",
        "event": [{ "listen": "prerequest", "script": { "exec": ["pm.environment.set('a', 1)"] } }],
        "request": {
            "method": "POST",
            "header": [{ "key": "Accept", "value": "application/json" }, { "key": "X-Old", "value": "1", "disabled": true }],
            "body": { "mode": "urlencoded", "urlencoded": [
                { "key": "grant_type", "value": "client_credentials", "type": "text" },
                { "key": "scope", "value": "orders.read orders.write", "type": "text" },
                { "key": "audience", "value": "{{audience}}", "disabled": true },
            ] },
            "url": { "raw": "https://as.example/oauth/token", "host": ["as", "example"], "path": ["oauth", "token"] },
        },
    });
    let basic = json!({ "type": "basic", "basic": [{ "key": "username", "value": "nightly", "type": "string" }, { "key": "password", "value": "placeholder" }] });
    let collection = json!({
        "info": { "name": "Orders", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
        "auth": basic,
        "item": [{ "name": "API", "request": { "method": "GET", "url": "https://api.example/orders" } }, { "name": "Folder", "item": [token] }],
    });
    let mut draft = nightly(ClientAuthMethod::ClientSecretBasic);
    draft["header_fields"] = "Accept: application/json".into();
    let imported = of(ImportedFrom::Postman, &collection.to_string());
    assert_eq!(read(&imported.draft), draft);
    let said = json!({ "several": ["2/2", "Get a token"], "script": [], "disabled": ["X-Old", "audience"] });
    assert_eq!(remarks(&imported), said);

    let mut request = token["request"].clone();
    request["auth"] = json!({ "type": "basic", "basic": { "username": "nightly", "password": "placeholder" } });
    let alone = of(ImportedFrom::Postman, &request.to_string());
    assert_eq!(read(&alone.draft), draft, "a request alone, and the form of version 2.0");
}

#[test]
fn the_oauth2_blocks_of_all_three_tools_are_token_requests() {
    let postman = json!({ "info": {}, "item": [{ "name": "Orders", "request": { "method": "GET", "url": "https://api.example/orders", "auth": {
        "type": "oauth2",
        "oauth2": [
            { "key": "grant_type", "value": "client_credentials" },
            { "key": "accessTokenUrl", "value": "https://as.example/oauth/token" },
            { "key": "clientId", "value": "nightly" },
            { "key": "clientSecret", "value": "placeholder" },
            { "key": "scope", "value": "orders.read orders.write" },
            { "key": "client_authentication", "value": "header" },
            { "key": "addTokenTo", "value": "header" },
            { "key": "tokenRequestParams", "value": [{ "key": "tenant", "value": "1", "enabled": true, "send_as": "request_body" }] },
            { "key": "challengeAlgorithm", "value": "S256" },
        ] } } }] });
    let insomnia = json!({ "_type": "export", "__export_format": 4, "resources": [
        { "_type": "workspace", "name": "w" },
        { "_type": "request", "name": "Orders", "method": "GET", "url": "https://api.example/orders", "headers": [], "body": {}, "authentication": {
            "type": "oauth2", "grantType": "client_credentials", "accessTokenUrl": "https://as.example/oauth/token",
            "clientId": "nightly", "clientSecret": "placeholder", "scope": "orders.read orders.write", "credentialsInBody": true } },
    ] });
    let bruno = json!({ "name": "Orders", "version": "1", "items": [{ "type": "http", "name": "Orders", "request": {
        "url": "https://api.example/orders", "method": "GET", "headers": [], "body": { "mode": "none" },
        "auth": { "mode": "oauth2", "oauth2": { "grantType": "client_credentials", "accessTokenUrl": "https://as.example/oauth/token",
            "clientId": "nightly", "clientSecret": "placeholder", "scope": "orders.read orders.write",
            "credentialsPlacement": "body", "credentialsId": "credentials", "autoFetchToken": true,
            "additionalParameters": { "token": [{ "name": "tenant", "value": "1", "enabled": true, "sendIn": "body" }] } } } } }] });
    for (from, file, method, parameters, said) in [
        (
            ImportedFrom::Postman,
            postman,
            ClientAuthMethod::ClientSecretBasic,
            "tenant=1",
            json!({ "setting": ["challengeAlgorithm"] }),
        ),
        (ImportedFrom::Insomnia, insomnia, ClientAuthMethod::ClientSecretPost, "", json!({})),
        (ImportedFrom::Bruno, bruno, ClientAuthMethod::ClientSecretPost, "tenant=1", json!({})),
    ] {
        let imported = of(from, &file.to_string());
        let mut draft = nightly(method);
        if !parameters.is_empty() {
            draft["parameters"] = parameters.into();
        }
        assert_eq!(read(&imported.draft), draft, "{from:?}");
        assert_eq!(remarks(&imported), said, "{from:?}");
    }
}

#[test]
fn insomnia_exports_of_both_versions_are_read() {
    let four = json!({ "_type": "export", "__export_format": 4, "resources": [
        { "_id": "req_1", "_type": "request", "name": "Token", "method": "POST", "url": "https://as.example/oauth/token",
          "headers": [{ "name": "X-Trace", "value": "1" }],
          "body": { "mimeType": "application/x-www-form-urlencoded", "params": [
            { "name": "grant_type", "value": "client_credentials" },
            { "name": "scope", "value": "orders.read orders.write" },
            { "name": "audience", "value": "x", "disabled": true } ] },
          "authentication": { "type": "basic", "username": "nightly", "password": "{{ _.secret }}" } } ] });
    let five = r#"type: collection.insomnia.rest/5.0
name: Orders
meta:
  id: wrk_1
  created: 1796000000000
collection:
  - name: Tokens
    meta:
      id: fld_1
    children:
      - url: https://as.example/oauth/token
        name: Token
        meta:
          id: req_1
          isPrivate: false
        method: POST
        body:
          mimeType: application/x-www-form-urlencoded
          params:
            - name: grant_type
              value: client_credentials
              description: ""
              disabled: false
            - name: scope
              value: "orders.read orders.write"
            - name: audience
              value: 'x'
              disabled: true
        headers:
          - name: X-Trace
            value: "1"
        authentication:
          type: basic
          username: nightly
          password: "{{ _.secret }}"
        settings:
          encodeUrl: true
cookieJar:
  name: Default Jar
"#;
    let mut draft = nightly(ClientAuthMethod::ClientSecretBasic);
    draft.as_object_mut().unwrap().remove("client_secret");
    draft["spelling"] = "raw".into(); // A variable is sent as it is.
    draft["header_fields"] = "X-Trace: 1".into();
    for text in [four.to_string(), five.to_owned()] {
        let imported = of(ImportedFrom::Insomnia, &text);
        assert_eq!(read(&imported.draft), draft);
        assert_eq!(remarks(&imported), json!({ "disabled": ["audience"], "secret_variable": ["{{ _.secret }}"] }));
    }
}

#[test]
fn a_bru_file_is_read_with_what_is_switched_off() {
    let text = "meta {\n  name: Token\n  type: http\n  seq: 1\n}\n\npost {\n  url: https://as.example/oauth/token\n  body: formUrlEncoded\n  auth: basic\n}\n\n\
        headers {\n  Accept: application/json\n  ~X-Old: 1\n}\n\nauth:basic {\n  username: nightly\n  password: {{process.env.SECRET}}\n}\n\n\
        body:form-urlencoded {\n  grant_type: client_credentials\n  scope: orders.read orders.write\n  ~audience: x\n}\n\n\
        script:pre-request {\n  bru.setVar('a', 1);\n}\n";
    let imported = of(ImportedFrom::Bruno, text);
    let mut draft = nightly(ClientAuthMethod::ClientSecretBasic);
    draft.as_object_mut().unwrap().remove("client_secret");
    draft["spelling"] = "raw".into(); // A variable is sent as it is.
    draft["header_fields"] = "Accept: application/json".into();
    assert_eq!(read(&imported.draft), draft);
    let said =
        json!({ "disabled": ["X-Old", "audience"], "script": [], "secret_variable": ["{{process.env.SECRET}}"] });
    assert_eq!(remarks(&imported), said);

    let oauth2 = "meta {\n  name: Orders\n}\n\nget {\n  url: https://api.example/orders\n  body: none\n  auth: oauth2\n}\n\nauth:oauth2 {\n  grant_type: client_credentials\n\
        \u{20} access_token_url: https://as.example/oauth/token\n  refresh_token_url: \n  client_id: nightly\n  client_secret: placeholder\n\
        \u{20} scope: orders.read orders.write\n  credentials_placement: basic_auth_header\n  token_placement: header\n}\n\n\
        auth:oauth2:additional_params:access_token_req:body {\n  tenant: 1\n}\n";
    let imported = of(ImportedFrom::Bruno, oauth2);
    let mut draft = nightly(ClientAuthMethod::ClientSecretBasic);
    draft["parameters"] = "tenant=1".into();
    assert_eq!(read(&imported.draft), draft);
    assert_eq!(remarks(&imported), json!({}));
}

#[test]
fn what_is_no_request_is_refused_with_its_reason() {
    let cases = [
        ("", "import_empty"),
        (" \u{feff} ", "import_not_recognised"),
        ("Hello, how do I get a token?", "import_not_recognised"),
        ("{\"a\":1}", "import_not_recognised"),
        ("[1,2]", "import_not_recognised"),
        ("{\"grant_type\":", "json_syntax"),
        ("{\"grant_type\":\"a\",\"grant_type\":\"b\"}", "json_duplicate_name"),
        ("{\"log\":{\"entries\":[]}}", "import_no_request"),
        ("{\"item\":[]}", "import_no_request"),
    ];
    for (text, code) in cases {
        assert_eq!(import(text).map_err(|error| error.code()).map(drop), Err(code), "{text:?}");
    }
    let large = " ".repeat(grant_lab::client::import::MAX_OCTETS + 1);
    assert_eq!(import(&large), Err(ImportError::TooLarge { octets: large.len() }));
}
