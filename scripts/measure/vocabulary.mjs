// The two files of measurements name their questions and what they ask for in their own ways; what is measured again keeps them.

/** What every server is told about: the scope that its client may have. */
export const SCOPE = "orders.read";

/** A secret that each spelling of Basic writes differently, and one for each character that makes it so (RFC 6749 §2.3.1). */
export const SPELT = "a b+c%d:e";
export const CHARACTERS = { space: "a b", plus: "a+b", percent: "a%41b", colon: "a:b" };

/** By the file that a server's measurements stand in. */
export const FILES = {
  "npm-servers": {
    unknown: "nope.unknown",
    resource: "https://api.example.com",
    otherResource: "https://other.example.com",
    offline: "offline_access",
    lists: [
      "dpop_signing_alg_values_supported",
      "grant_types_supported",
      "id_token_signing_alg_values_supported",
      "response_types_supported",
      "scopes_supported",
      "subject_types_supported",
      "token_endpoint_auth_methods_supported",
      "token_endpoint_auth_signing_alg_values_supported",
    ],
    text: { "(body)": "<text, not JSON>" },
  },
  "other-servers": {
    unknown: "no.such.scope",
    resource: "https://api.example.com/orders",
    offline: `${SCOPE} offline_access`,
    lists: ["grant_types_supported", "response_types_supported", "scopes_supported", "token_endpoint_auth_methods_supported"],
    text: {},
  },
};
