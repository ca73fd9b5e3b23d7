//! Which claims tell which platform: what gives tokens to the software that runs on it, and services that make applications' tokens.
//!
//! Each source is documentation of the platform, read in stored copies on 2026-11-30. The table in the tests has the commits.

use super::kind::Kind;
use super::marks::Mark::{Begins, Ends, Has, HeaderHas, Holds, Inside, Is, Named, Object, Same};
use super::server::{Saying, Server, either, person};

/// The platforms and services.
pub(super) const PLATFORMS: &[Server] = &[
    workload(
        "GitHub Actions",
        "docs.github.com, OpenID Connect reference, read on 2026-11-30",
        &[
            &[Is("iss", "https://token.actions.githubusercontent.com")],
            &[Begins("iss", "https://token.actions.githubusercontent.com/")],
            &[Has("job_workflow_ref"), Has("repository")],
            // GitHub Enterprise Server, and enterprises at ghe.com.
            &[Ends("iss", "/_services/token"), Has("repository")],
            &[Begins("iss", "https://token.actions."), Has("repository")],
            // Of a job without a reusable workflow the reference promises no `job_workflow_ref`.
            &[Has("repository"), Has("workflow_ref")],
        ],
    ),
    workload(
        "GitLab CI/CD",
        "docs.gitlab.com, ci/secrets/id_token_authentication, read on 2026-11-30",
        &[&[Has("project_path"), Has("namespace_path"), Has("pipeline_id")], &[Begins("sub", "project_path:")]],
    ),
    workload(
        "Kubernetes",
        "kubernetes.io, service-accounts-admin, read on 2026-11-30",
        &[
            &[Object("kubernetes.io")],
            &[Has("kubernetes.io/serviceaccount/namespace")],
            &[Begins("sub", "system:serviceaccount:")],
        ],
    ),
    workload(
        "Google Cloud",
        "cloud.google.com, verifying-instance-identity, read on 2026-11-30",
        &[
            &[Inside("google", "compute_engine")],
            &[Ends("email", ".gserviceaccount.com"), Holds("iss", "accounts.google.com")],
            &[Is("iss", "https://accounts.google.com"), Same("sub", "azp")],
        ],
    ),
    Server {
        name: "AWS STS",
        source: "docs.aws.amazon.com/IAM, id_roles_providers_outbound_token_claims, read on 2026-11-30",
        known_by: &[&[Object(AWS_CLAIMS)], &[Ends("iss", ".tokens.sts.global.api.aws")]],
        kinds: &[(Kind::WorkloadToken, &[])],
        // Whatever principal of IAM asks gets one: a role's session may be a person's of the Identity Center or of another provider, and
        // an IAM user may be either.
        says: &[
            person(&[Inside(AWS_CLAIMS, "identity_store_user_id")]),
            either(&[Inside(AWS_CLAIMS, "federated_provider")]),
            either(&[Holds("sub", ":user/")]),
        ],
        details_for_programs: true,
    },
    workload(
        "SPIFFE",
        "SPIFFE JWT-SVID §3.1: the subject is a SPIFFE ID; read on 2026-11-30",
        &[&[Begins("sub", "spiffe://")]],
    ),
    workload(
        "CircleCI",
        "circleci.com/docs, openid-connect-tokens, read on 2026-11-30",
        &[&[Named("oidc.circleci.com/")]],
    ),
    workload(
        "Buildkite",
        "buildkite.com/docs, cli-oidc, read on 2026-11-30",
        &[&[Has("organization_slug"), Has("pipeline_slug"), Has("build_number")]],
    ),
    workload(
        "HCP Terraform",
        "developer.hashicorp.com, workload-identity-tokens, read on 2026-11-30",
        &[&[Has("terraform_workspace_id")], &[Has("terraform_run_id")]],
    ),
    Server {
        name: "Supabase",
        source: "supabase.com/docs, jwt-fields, read on 2026-11-30",
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
        source: "docs.aws.amazon.com/elasticloadbalancing, listener-authenticate-users, read on 2026-11-30",
        known_by: &[&[HeaderHas("signer"), HeaderHas("client")]],
        kinds: &[(Kind::UserInfoResponse, &[])],
        says: NOTHING,
        details_for_programs: false,
    },
    Server {
        name: "Firebase",
        source: "firebase.google.com, DecodedIdToken, read on 2026-11-30",
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

/// Where AWS STS writes what it knows of the principal and its session.
const AWS_CLAIMS: &str = "https://sts.amazonaws.com/";
