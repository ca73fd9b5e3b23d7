//! Which claims tell which platform: what gives tokens to the software that runs on it, and services that make applications' tokens.
//!
//! Each source is documentation of the platform. Rows of the table in the tests say when it was read.

use super::kind::Kind;
use super::marks::Mark::{Begins, Ends, Has, HeaderHas, Holds, Inside, Is, Named, Object, Same};
use super::server::{Saying, Server, person};

/// The platforms and services.
pub(super) const PLATFORMS: &[Server] = &[
    workload(
        "GitHub Actions",
        "docs.github.com, OpenID Connect reference",
        &[
            &[Is("iss", "https://token.actions.githubusercontent.com")],
            &[Begins("iss", "https://token.actions.githubusercontent.com/")],
            &[Has("job_workflow_ref"), Has("repository")],
            &[Ends("iss", "/_services/token"), Has("repository")],
        ],
    ),
    workload(
        "GitLab CI/CD",
        "docs.gitlab.com, ci/secrets/id_token_authentication",
        &[&[Has("project_path"), Has("namespace_path"), Has("pipeline_id")], &[Begins("sub", "project_path:")]],
    ),
    workload(
        "Kubernetes",
        "kubernetes.io, service-accounts-admin",
        &[
            &[Object("kubernetes.io")],
            &[Has("kubernetes.io/serviceaccount/namespace")],
            &[Begins("sub", "system:serviceaccount:")],
        ],
    ),
    workload(
        "Google Cloud",
        "cloud.google.com, verifying-instance-identity",
        &[
            &[Inside("google", "compute_engine")],
            &[Ends("email", ".gserviceaccount.com"), Holds("iss", "accounts.google.com")],
            &[Is("iss", "https://accounts.google.com"), Same("sub", "azp")],
        ],
    ),
    workload(
        "AWS STS",
        "docs.aws.amazon.com/IAM, id_roles_providers_outbound_token_claims",
        &[&[Object("https://sts.amazonaws.com/")], &[Ends("iss", ".tokens.sts.global.api.aws")]],
    ),
    workload("SPIFFE", "spiffe.io, JWT-SVID: the subject is a SPIFFE ID", &[&[Begins("sub", "spiffe://")]]),
    workload("CircleCI", "circleci.com/docs, openid-connect-tokens", &[&[Named("oidc.circleci.com/")]]),
    workload(
        "Buildkite",
        "buildkite.com/docs, cli-oidc",
        &[&[Has("organization_slug"), Has("pipeline_slug"), Has("build_number")]],
    ),
    workload(
        "HCP Terraform",
        "developer.hashicorp.com, workload-identity-tokens",
        &[&[Has("terraform_workspace_id")], &[Has("terraform_run_id")]],
    ),
    Server {
        name: "Supabase",
        source: "supabase.com/docs, jwt-fields",
        known_by: &[
            &[Is("iss", "supabase"), Has("ref"), Has("role")],
            &[Has("aal"), Has("session_id"), Has("role")],
            &[Ends("iss", ".supabase.co/auth/v1")],
        ],
        kinds: &[(Kind::ApiKey, &[Is("iss", "supabase"), Has("ref")]), (Kind::SessionToken, &[Has("session_id")])],
        says: &[person(&[Is("role", "authenticated"), Has("sub")])],
        details_for_programs: false,
    },
    Server {
        name: "AWS load balancer",
        source: "docs.aws.amazon.com/elasticloadbalancing, listener-authenticate-users",
        known_by: &[&[HeaderHas("signer"), HeaderHas("client")]],
        kinds: &[(Kind::UserInfoResponse, &[])],
        says: NOTHING,
        details_for_programs: false,
    },
    Server {
        name: "Firebase",
        source: "firebase.google.com, DecodedIdToken",
        known_by: &[
            &[Begins("iss", "https://securetoken.google.com/")],
            &[Begins("iss", "https://session.firebase.google.com/")],
        ],
        kinds: &[
            (Kind::IdToken, &[Begins("iss", "https://securetoken.google.com/")]),
            (Kind::SessionToken, &[Begins("iss", "https://session.firebase.google.com/")]),
        ],
        says: &[person(&[Object("firebase")])],
        details_for_programs: false,
    },
];

/// A platform whose tokens are all about the software that runs on it.
const fn workload(
    name: &'static str,
    source: &'static str,
    known_by: &'static [&'static [super::marks::Mark]],
) -> Server {
    Server { name, source, known_by, kinds: &[(Kind::WorkloadToken, &[])], says: NOTHING, details_for_programs: true }
}

const NOTHING: &[Saying] = &[];
