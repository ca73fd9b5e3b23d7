//! Which claims tell which server, and what they say there.

use super::about::About::{Client, Person};
use super::contents::Contents;
use super::evidence::Weight::{Points, Says};
use super::kind::Kind;
use super::marks::Mark::{Begins, Has, Is, Lacks, Same};
use super::server::{Saying, Server};

/// The servers, those with the narrower marks first.
const SERVERS: &[Server] = &[
    Server {
        name: "Keycloak",
        source: "Keycloak, ServiceAccountTest.java (00dd0dd7)",
        known_by: &[
            &[Is("typ", "Bearer"), Has("azp"), Has("realm_access")],
            &[Has("azp"), Has("clientHost")],
            &[Has("azp"), Begins("preferred_username", "service-account-")],
        ],
        kinds: &[],
        says: &[
            Saying { about: Client, weight: Says, when: &[Begins("preferred_username", "service-account-")] },
            Saying { about: Client, weight: Says, when: &[Has("clientHost")] },
            Saying { about: Client, weight: Says, when: &[Has("clientAddress")] },
        ],
        details_for_programs: false,
    },
    Server {
        name: "Microsoft Entra ID",
        source: "learn.microsoft.com, access-token-claims-reference",
        known_by: &[&[Has("tid"), Has("appid")], &[Has("tid"), Has("azp"), Has("azpacr")]],
        kinds: &[(Kind::AccessToken, &[Has("tid")])],
        says: &[
            Saying { about: Client, weight: Says, when: &[Is("idtyp", "app")] },
            Saying { about: Person, weight: Says, when: &[Is("idtyp", "user")] },
            Saying { about: Person, weight: Says, when: &[Has("scp")] },
            Saying { about: Client, weight: Says, when: &[Same("sub", "oid"), Lacks("scp")] },
            Saying { about: Client, weight: Points, when: &[Has("roles"), Lacks("scp")] },
        ],
        details_for_programs: false,
    },
];

/// The server that wrote a token, as far as its claims tell.
pub(super) fn server_of(token: Contents<'_>) -> Option<&'static Server> {
    SERVERS.iter().find(|server| server.is_known_by(token))
}
