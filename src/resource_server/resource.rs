//! What the demo APIs offer, and what a token needs for each.
//!
//! | address, in the page | for |
//! |---|---|
//! | `https://api.test/orders` | the scope `orders.read` |
//! | `https://api.test/orders/export` | authorization details of type `orders_export` that allow `read` (RFC 9396) |
//! | `https://api.test/customers` | the scope `customers.read.all`: every customer's record, whoever the token is about |
//! | `https://api.test/me` | a person who signed in, never a client |
//! | `https://api.test/me/by-sub` | a `sub` that is a customer's. Careless on purpose: it never asks whether the token is about a person |
//! | `https://stock.test/stock` | the scope `stock.read` |
//!
//! Where the issuer has another name, `https://issuer.example/api` stands for `https://api.test`, and `https://issuer.example/api/stock` is the
//! stock.

use serde_json::{Value, json};

use crate::cite::Citation;
use crate::jose::counted;
use crate::oauth::ActiveToken;
use crate::oauth::introspection::PERSON as SUB_TYPE_PERSON;
use crate::protected_resource::orders_export::ExportDetail;
use crate::protected_resource::{self, Refusal};
use crate::server::{Check, Trace, quoted};

use super::api::DemoApi;

static SCOPE: Check = Check::new("Scope", Citation::rfc(6750, "3.1"));
static DETAILS: Check = Check::new("Authorization details", Citation::rfc(9396, "9.1"));
static SUB_ALONE: Check = Check::new("Customer, by sub alone", Citation::rfc(9068, "5"));
static PERSON: Check = Check::new("Person or client", Citation::rfc(9700, "4.15.1"));

/// Something that an API offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resource {
    Orders,
    Customers,
    Export,
    Me,
    MeBySub,
    Stock,
}

impl Resource {
    /// What this API offers at this path, which is compared exactly.
    pub(super) fn at(api: DemoApi, path: &str) -> Option<Self> {
        let known = match path {
            "/orders" => Self::Orders,
            "/customers" => Self::Customers,
            "/orders/export" => Self::Export,
            "/me" => Self::Me,
            "/me/by-sub" => Self::MeBySub,
            "/stock" => Self::Stock,
            _ => return None,
        };
        (known.api() == api).then_some(known)
    }

    /// The API that offers it.
    const fn api(self) -> DemoApi {
        match self {
            Self::Orders | Self::Customers | Self::Export | Self::Me | Self::MeBySub => DemoApi::Orders,
            Self::Stock => DemoApi::Stock,
        }
    }

    /// What a good token for the API gets here.
    pub(crate) fn give(self, token: &ActiveToken, trace: &mut Trace) -> Result<Value, Refusal> {
        match self {
            Self::Orders => {
                protected_resource::require(&SCOPE, token, "orders.read", trace)?;
                Ok(json!({"orders": orders(usize::MAX)}))
            }
            Self::Stock => {
                protected_resource::require(&SCOPE, token, "stock.read", trace)?;
                Ok(json!({"stock": [{"item": "Desk lamp", "quantity": 31}, {"item": "Tea pot", "quantity": 4}]}))
            }
            // No user in the token is not no user's data (RFC 6749 §4.4).
            Self::Customers => {
                protected_resource::require(&SCOPE, token, "customers.read.all", trace)?;
                let all =
                    CUSTOMERS.map(|(id, name, address)| json!({"customer": id, "name": name, "address": address}));
                Ok(json!({"customers": all}))
            }
            Self::Export => export(token, trace),
            Self::Me => me(token, trace),
            Self::MeBySub => me_by_sub(token, trace),
        }
    }
}

/// As many orders as the authorization details allow: those of the object that allows most.
fn export(token: &ActiveToken, trace: &mut Trace) -> Result<Value, Refusal> {
    let read = token.authorization_details.iter().filter_map(|detail| ExportDetail::read(detail).ok());
    let allowed = read.filter(|detail| detail.allows("read")).map(|detail| detail.max_rows).max();
    let saw = format!("{} in authorization_details.", counted(&token.authorization_details.len(), "object"));
    match allowed {
        Some(max_rows) => {
            let rows = counted(&max_rows, "row");
            trace.passed(&DETAILS, saw, format!("One is an orders_export that allows read, up to {rows}."));
            Ok(json!({"max_rows": max_rows, "rows": orders(usize::try_from(max_rows).unwrap_or(usize::MAX))}))
        }
        None => {
            trace.refused(&DETAILS, saw, "403 insufficient_scope. None is an orders_export that allows read.");
            Err(Refusal::Forbidden("The access token has no authorization details that allow this export."))
        }
    }
}

/// The person behind the token. `sub` alone does not say whether it is one: first the API makes sure that it is not a client's
/// (PRS-08). A client that bears a person's identifier is still a client.
fn me(token: &ActiveToken, trace: &mut Trace) -> Result<Value, Refusal> {
    let sub = token.sub.as_deref().unwrap_or_default();
    let client_id = token.client_id.as_ref().map_or("", |id| id.as_str());
    let is_about_a_person = token.sub_type.as_deref() == Some(SUB_TYPE_PERSON) && sub != client_id && !sub.is_empty();
    let sub_type = token.sub_type.as_deref().unwrap_or("none");
    let saw = format!("sub {}, client_id {}, sub_type {}.", quoted(sub), quoted(client_id), quoted(sub_type));
    if is_about_a_person {
        trace.passed(&PERSON, saw, "A person. Only now sub is used.");
        Ok(json!({"sub": sub, "client_id": client_id}))
    } else {
        trace.refused(&PERSON, saw, "403 insufficient_scope. A client's token: sub names no person.");
        Err(Refusal::Forbidden("The access token is a client's, and this resource is about a person."))
    }
}

/// What is kept for the customer whose identifier `sub` is, as a careless API would give it: a client with a person's identifier is taken for
/// that person (RFC 9068 §5).
fn me_by_sub(token: &ActiveToken, trace: &mut Trace) -> Result<Value, Refusal> {
    let sub = token.sub.as_deref().unwrap_or_default();
    match CUSTOMERS.iter().find(|customer| customer.0 == sub) {
        Some((id, name, address)) => {
            trace.noted(
                &SUB_ALONE,
                quoted(sub),
                "A customer's identifier. Whether a person stands behind the token was not asked.",
            );
            Ok(json!({"customer": id, "name": name, "address": address}))
        }
        None => {
            trace.refused(&SUB_ALONE, quoted(sub), "403 insufficient_scope. No customer has this identifier.");
            Err(Refusal::Forbidden("The sub of the access token is no customer's."))
        }
    }
}

/// The API's own customers: identifier, name, where parcels go.
const CUSTOMERS: [(&str, &str, &str); 3] = [
    ("user-82c1", "Sam Okafor", "4 Quay Street"),
    ("user-19b7", "Mira Lindt", "11 Mill Lane"),
    ("user-5d40", "Jon Abara", "2 Harbour Road"),
];

fn orders(limit: usize) -> Vec<Value> {
    let rows = [("order-1041", "Desk lamp", 1), ("order-1042", "Notebook", 12), ("order-1043", "Tea pot", 2)];
    let row = |(id, item, quantity)| json!({"id": id, "item": item, "quantity": quantity});
    rows.into_iter().take(limit).map(row).collect()
}
