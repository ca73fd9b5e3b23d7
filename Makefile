# Grant Lab's commands. `make` alone lists them. What they need lands in .tools/, tests/*/node_modules/ and target/.

PORT ?= 8080

WASM := --target wasm32-unknown-unknown
export PATH := $(CURDIR)/.tools/bin:$(PATH)
unexport NO_COLOR # Trunk stops at the usual NO_COLOR=1.
# Trunk's minifier does not know the glue's syntax, says so and leaves it as it is, which is small enough.
TRUNK_LOG := warn,trunk::processing::minify=off
# Where panics happen stands in the page. Of crates that would be a path of the machine that compiled them, and another build on each.
export PAGE_RUSTFLAGS := --remap-path-prefix=$(or $(CARGO_HOME),$(HOME)/.cargo)=/cargo

PAGE := $(shell find src style embed index.html own.html boot.js own.js parts.js offline.js favicon.svg grant-lab.json manifest.webmanifest icons scripts/embed-scripts.mjs scripts/first-step.mjs scripts/html.mjs scripts/lessons.mjs scripts/own-page.mjs scripts/pack.mjs scripts/search-index.mjs scripts/split.mjs scripts/words.mjs scripts/package-lock.json Trunk.toml Cargo.toml Cargo.lock build.rs -type f 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help serve dev dist test lint size bench clients hosts samples measure docs-tools browsers release release-check notices shots e2e clean node cargo tools

help:
	@echo "make serve   build the page and serve it at http://127.0.0.1:$(PORT)/ (PORT=… for another)"
	@echo "make dev     the same with quick builds and reload, for changing the code"
	@echo "make test    everything: lint, tests in Rust, in Node and in a browser, size, end to end"
	@echo "make lint    rustfmt, clippy and the documentation, warnings refused"
	@echo "make e2e     the end-to-end tests alone"
	@echo "make dist    the release build in dist/: static files for any host"
	@echo "make size    the bytes of every file in dist/ and of each way through the page, held to budgets"
	@echo "make bench   how fast tokens come, what memory the issuer keeps, how long a click takes, how soon the page"
	@echo "             is ready and shows a result (PEER=URL beside another's page), held to the budgets"
	@echo "make hosts   the build behind real nginx, Caddy, Apache and Python, with the files of deploy/, and in frames"
	@echo "make browsers the build in Firefox and WebKitGTK: what readers do first in each area, an embedded view, no network"
	@echo "make docs-tools  mdBook, MkDocs, Sphinx and Docusaurus build a page with the embed in it, and it runs there"
	@echo "make clients ten OAuth clients of others against the local issuer, as a table"
	@echo "make samples run the samples of code in every language that this machine has, and against servers of PyPI"
	@echo "make measure ask the servers that npm and PyPI have what this grant does, and show what the facts do not say (any more)"
	@echo "make release the build as archives and as a package for npm in release/, with bill of materials, notices and checksums"
	@echo "make release-check  two clean builds are the same octets (20 minutes), the archives hold the build, a stranger uses the package"
	@echo "make notices write THIRD-PARTY-NOTICES.txt again, when a crate has changed"
	@echo "make shots   take the README's pictures again"
	@echo "make clean   remove what was built; .tools/ and node_modules/ stay"

serve: dist
	@node scripts/serve.mjs dist $(PORT)

dev: tools
	@node scripts/serve.mjs target/dev $(PORT) --watch

dist: dist/grant-lab.js

# Trunk empties dist/, so the worker and the JavaScript API are written after every build of the page.
dist/grant-lab.js: dist/index.html worker.js LICENSE THIRD-PARTY-NOTICES.txt scripts/for-hosts.mjs scripts/js-api.mjs scripts/offline.mjs $(wildcard src/js_api/local/*.mjs)
	@node scripts/offline.mjs dist
	@node scripts/js-api.mjs dist
	@node scripts/for-hosts.mjs dist

dist/index.html: $(PAGE) | tools
	@echo "Building the page into dist/ (about 1 minute when the code changed)."
	@# Scripts sort by the language of whoever builds, unless they are told one.
	@LC_ALL=C RUST_BACKTRACE=0 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$(PAGE_RUSTFLAGS)" trunk --log $(TRUNK_LOG) build --release

test: node
	@node scripts/test.mjs

e2e: node
	@node scripts/test.mjs dist e2e

lint: cargo
	cargo fmt --all --check
	cargo clippy --locked --all-targets --features software-crypto -- -D warnings
	cargo clippy --locked --all-targets $(WASM) -- -D warnings
	RUSTDOCFLAGS=-Dwarnings cargo doc --locked --no-deps --features software-crypto
	RUSTDOCFLAGS=-Dwarnings cargo doc --locked --no-deps $(WASM)

size: dist
	@node scripts/size.mjs

# Timings are no tests: they need a machine that does nothing else, and `make test` leaves them out.
bench: node dist
	@node scripts/bench.mjs

# They need web servers of Debian's, which `make test` does not. What is missing is named.
hosts: node dist
	@node scripts/hosts.mjs

# It needs Firefox or WebKitGTK, which `make test` does not.
browsers: node dist
	@node scripts/browsers.mjs

# The tools come from crates.io, PyPI and npm, so `make test` leaves it out.
docs-tools: node cargo dist
	@node scripts/docs-tools.mjs

# What they install comes from npm and PyPI, so `make test` leaves it out.
clients: node dist
	@node scripts/clients.mjs
# They need compilers and packages of many languages, which `make test` does not. What is missing is named.
samples: node cargo dist
	@node scripts/samples.mjs

# It starts servers of npm and PyPI, which answer for themselves, and compares: no test, and nothing waits for it.
measure: node
	@node scripts/measure.mjs

release: node dist
	@node scripts/release.mjs

# It builds twice from nothing, and what a stranger installs comes from npm, so `make test` leaves it out.
release-check: node tools
	@node scripts/release-check.mjs

# cargo-about takes minutes to compile, so what it says is kept, and tests/notices.rs tells when that is old.
notices: cargo
	@node scripts/notices.mjs

shots: node dist
	@node scripts/shots.mjs

clean:
	rm -rf dist release target tests/e2e/results

tools: node cargo
	@node scripts/setup.mjs

cargo:
	@command -v cargo >/dev/null || { echo "Rust is missing. Install it from https://rustup.rs, then run this again." >&2; exit 1; }

node:
	@command -v node >/dev/null || { echo "Node 20 or newer is missing. Install it from https://nodejs.org, then run this again." >&2; exit 1; }
	@node -e 'const have = process.versions.node; if (parseInt(have) < 20) { console.error("Node 20 or newer is needed, this is " + have + "."); process.exit(1); }'
