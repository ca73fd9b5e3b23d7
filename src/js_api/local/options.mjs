// What stands on the command line: options of the command, and policies of the issuer by their names in the style of one.

/** What is wrong with the command line. */
export class Usage extends Error {}

/** Options of the command that have a value, and those that have none. */
const WITH_VALUE = ["port", "config", "play"];
const ALONE = ["help", "json", "version"];
const SHORT = { "-h": "--help", "-v": "--version" };

/** The policies, as `createIssuer` calls them; a test holds this to what it lists. */
export const POLICIES = [
  "openid", "refresh", "accessToken", "alg", "sub", "lifetime", "dpopNonce", "assertionAudience", "assertionAudienceForm", "clockSkew",
  "profile", "grants", "personalClientIds", "apiScopes", "basicSecret", "assertionGrants", "userinfoAccounts", "userClaims", "expiresIn",
];

const kebab = (name) => name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);

export const HELP = `grant-lab: an OAuth 2.0 authorization server and OpenID Provider on this machine, for tests and samples.

  npx ./dist --port 9400 [--config file.json] [--json] [--POLICY value …]

  --port N      the port on 127.0.0.1, 9400 by default; 0 takes a free one
  --config F    clients, APIs, people and policies as JSON (configuration.schema.json), for instance what the page exports
  --play ID     answers as that server does, with its policies in place of all others (keycloak, doorkeeper, …)
  --json        everything that is told, as one JSON object a line: first the issuer with its clients, then each request
  --version     the version
  --help        this

Policies go over those of the file; grant-lab.d.ts says what each does, under IssuerOptions:
${POLICIES.map((name) => `  --${kebab(name)}`).join("\n")}

A teaching aid: its secrets are published and it guards nothing. It answers this machine alone, and is not for production.
`;

/**
 * The options of the command by their names, and the `policies`.
 *
 * Throws `Usage` with a sentence for whoever typed it.
 */
export function read(argv) {
  const options = { port: 9400, policies: {} };
  const given = new Set();
  for (let rest = argv.map((word) => SHORT[word] ?? word); rest.length > 0; ) {
    const [, name, value] = /^--([a-z-]+)(?:=([^]*))?$/.exec(rest.shift()) ?? [];
    if (name === undefined) throw new Usage(`An option begins with two dashes. ${KNOWN}`);
    if (given.has(name)) throw new Usage(`--${name} is given twice.`);
    given.add(name);
    if (ALONE.includes(name)) {
      if (value !== undefined) throw new Usage(`--${name} has no value.`);
      options[name] = true;
      continue;
    }
    const policy = POLICIES.find((known) => kebab(known) === name);
    if (!policy && !WITH_VALUE.includes(name)) throw new Usage(`There is no option --${name}. ${KNOWN}`);
    const text = value ?? rest.shift();
    if (text === undefined) throw new Usage(`--${name} needs a value.`);
    if (policy) options.policies[policy] = /^\d{1,9}$/.test(text) ? Number(text) : text;
    else options[name] = name === "port" ? portOf(text) : text;
  }
  const [policy] = Object.keys(options.policies);
  if (options.play !== undefined && policy) throw new Usage(`--play has the policies of its server, and leaves no choice to --${kebab(policy)}.`);
  return options;
}

const KNOWN = `The options: ${[...WITH_VALUE, ...ALONE, ...POLICIES].map((name) => `--${kebab(name)}`).join(", ")}.`;

function portOf(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Usage(`--port is a whole number from 0 to 65535, not ${JSON.stringify(text.slice(0, 80))}.`);
}
