// The client that both servers know, or need not know, as they would get it from a registration (RFC 7591).
export const CLIENT = { client_id: "nightly-report", client_secret: "the-secret-of-a-benchmark", scope: "orders.read" };
