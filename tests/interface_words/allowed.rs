//! What looks like words and is none for a translator, each with the reason.

/// Texts of one file that stay where they are. No texts: all of the file.
pub(crate) struct Allowed {
    pub(crate) file: &'static str,
    pub(crate) texts: &'static [&'static str],
}

const fn allowed(file: &'static str, texts: &'static [&'static str]) -> Allowed {
    Allowed { file, texts }
}

/// Every exception.
pub(crate) fn all() -> impl Iterator<Item = &'static Allowed> {
    [PROTOCOL, NAMES_OF_OTHERS, FACTS, SELECTORS, FAULTS_OF_FILES, CRYPTOGRAPHY].into_iter().flatten()
}

/// Names and values that a standard or another program gives: schemes, header fields, scopes, algorithms, options.
const PROTOCOL: &[Allowed] = &[
    allowed("src/client/import/curl/call.rs", &["Accept", "Authorization", "Bearer ", "Cookie", "Referer"]),
    allowed("src/inspect/checks/library_differences.rs", &["Ed25519", "EdDSA"]),
    allowed("src/inspect/checks/signature/check.rs", &["Ed448"]),
    allowed("src/inspect/keys/reader.rs", &["Base64"]),
    allowed("src/inspect/response/answer.rs", &["Bearer"]),
    allowed("src/inspect/response/token_answer.rs", &["Location"]),
    allowed("src/lab/catalogue/beyond.rs", &["openid profile offline_access", "openid profile orders.read"]),
    allowed("src/lab/catalogue/comparison.rs", &["Authorization"]),
    allowed(
        "src/lab/catalogue/field_tokens.rs",
        &["orders.read orders.write customers.read.all stock.read stock.write openid profile offline_access"],
    ),
    allowed("src/lab/catalogue/sent.rs", &["openid profile"]),
    allowed("src/platform/web_crypto.rs", &["Ed25519"]),
    allowed("src/ui/app.rs", &["noopener noreferrer"]),
    allowed("src/ui/host_configuration/panel.rs", &["grant-lab.json"]),
    allowed("src/ui/host_configuration/presets.rs", &["Ed25519"]),
    allowed("src/ui/pages/build/request.rs", &["Basic "]),
    allowed("src/ui/pages/compare/excerpt.rs", &["Location"]),
    allowed("src/ui/pages/decode/samples.rs", &["openid profile"]),
    allowed("src/ui/pages/learn/still.rs", &["Bearer"]),
];

/// What other programs call something, which is looked for in what a reader pastes, or is run as it stands.
const NAMES_OF_OTHERS: &[Allowed] = &[
    allowed("src/client/import/curl/options.rs", &[]),
    allowed("src/client/import/powershell/call.rs", &["Password", "Uri", "UserName"]),
    allowed("src/client/import/powershell/calls.rs", &["Password", "UserName"]),
    allowed("src/client/import/powershell/parameters.rs", &[]),
    allowed(
        "src/inspect/findings/key_hints.rs",
        &[
            " and ",
            " or ",
            " or 1=1",
            "drop table",
            "insert into ",
            "select * from ",
            "union all select",
            "union select",
        ],
    ),
    allowed("src/inspect/keys/key_text.rs", &["curl '"]),
    allowed("src/inspect/keys/problem.rs", &["openssl pkey -in key.pem -pubout"]),
    allowed(
        "src/inspect/paste/http_answer.rs",
        &["referrer policy", "remote address", "request method", "request url", "status code"],
    ),
    // The standard library's word, of a sentence that is its own.
    allowed("src/platform/panic.rs", &["panicked at "]),
];

/// What is known of products, with where that is written: as in `src/content/facts`, which is of no language.
const FACTS: &[Allowed] = &[
    allowed("src/atlas/matrix.rs", &["a secret with a space, +, % and : in the form"]),
    allowed(
        "src/atlas/play/requests.rs",
        &[
            "a client of Basic sends its secret in the form",
            "a grant that the client may not use",
            "a secret with a space, +, % and : in the form",
            "no client authentication and no client_id",
            "without the parameter ",
        ],
    ),
    allowed(
        "src/inspect/verdict/known_looks.rs",
        &[
            "docs.github.com, \"About authentication to GitHub\"",
            "github.blog, \"Announcing npm’s new access token format\", 2021-09-23",
            "github.blog, \"Behind GitHub’s new authentication token formats\"",
        ],
    ),
    allowed("src/inspect/verdict/platform_table.rs", &[]),
    allowed("src/inspect/verdict/remarks.rs", &["Keycloak", "Microsoft Entra ID", "Okta"]),
    allowed("src/inspect/verdict/server_table.rs", &[]),
];

/// Selectors of elements.
const SELECTORS: &[Allowed] = &[
    allowed("src/ui/dom/event.rs", &["textarea, select, input:not([type=radio], [type=checkbox])"]),
    allowed("src/ui/pages/decode/parts_line.rs", &[".members "]),
    allowed("src/ui/pages/learn/copy.rs", &[".copy .term"]),
];

/// What is wrong with a content file: for whoever writes it, beside the sentences of the JSON reader.
const FAULTS_OF_FILES: &[Allowed] = &[
    allowed("src/client/code/catalogue.rs", &["a way of quoting", "run or parsed"]),
    allowed("src/inspect/claims/dictionary.rs", &["a group", "a kind of value"]),
    allowed("src/facts/named.rs", &["a name of "]),
    allowed("src/texts.rs", &[]),
    allowed("src/ui/pages/search/entry.rs", &["a kind of entry"]),
    allowed("src/ui/route/properties.rs", &["the place reads every name that it writes"]),
];

/// What the browser's cryptography says, or its double in native tests: beside the browser's own sentences, which are in its language.
const CRYPTOGRAPHY: &[Allowed] = &[
    allowed("src/platform/software_crypto/decryption.rs", &[]),
    allowed("src/platform/software_crypto/foreign_keys.rs", &[]),
    allowed("src/platform/software_crypto/mod.rs", &[]),
    allowed("src/platform/software_crypto/private_key.rs", &[]),
    allowed("src/platform/software_crypto/public_key.rs", &[]),
    allowed(
        "src/platform/web_crypto.rs",
        &[
            "a MAC key has no halves",
            "a MAC key has no public half",
            "a public key cannot sign",
            "no key pair came back",
            "no reason was given",
            "the handle is unknown",
        ],
    ),
    allowed("src/platform/web_crypto/decryption.rs", &["a key of AES has 16, 24 or 32 octets"]),
];
