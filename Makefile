# The project's commands. `make help` lists them.
export CARGO_TARGET_DIR ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/baton/target
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD = 1
PROFILE_DIR := $(CARGO_TARGET_DIR)/debug

.PHONY: help run build web test test-rust test-web test-browser test-crash test-cluster test-fuzz check fix schema binary bench wrk tools

help: ## Lists the commands.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk 'BEGIN { FS = ":.*## " } { printf "  make %-14s %s\n", $$1, $$2 }'

run: tools web ## Builds everything and serves a workspace on http://127.0.0.1:8080, kept in ./data.
	cargo build --locked
	$(PROFILE_DIR)/baton serve

tools:
	@./server/clang.sh
	@command -v cargo >/dev/null || { echo "Baton needs Rust 1.95 or newer: https://rustup.rs, then run this again."; exit 1; }
	@command -v node >/dev/null || { echo "Baton needs Node.js 20 or newer: https://nodejs.org, then run this again."; exit 1; }
	@command -v npm >/dev/null || { echo "Baton needs npm, which comes with Node.js; install it, then run this again."; exit 1; }

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	cd web && npm install --no-save --no-audit --no-fund
	@touch $@

tests/browser/node_modules/.package-lock.json: tests/browser/package.json tests/browser/package-lock.json
	cd tests/browser && npm install --no-save --no-audit --no-fund
	@touch $@

web: tools web/node_modules/.package-lock.json ## Builds the web client.
	cd web && npm run codegen --silent && npm run build --silent

build: web ## Builds the client and the server.
	cargo build --locked

test: tools test-rust test-web test-browser ## Runs every test: Rust, web, and the browser in a real Chromium.

test-rust: tools
	cargo test --locked

test-web: web/node_modules/.package-lock.json
	cd web && npm run codegen --silent && npm test --silent

test-browser: web tests/browser/node_modules/.package-lock.json
	cargo build --locked
	@./tests/browser/chromium.sh
	cd tests/browser && BATON_BINARY=$(PROFILE_DIR)/baton npm test --silent

test-crash: tools ## Kills the server a hundred times while it writes (BATON_CRASH_ROUNDS) and looks whether anything is lost.
	BATON_CRASH_ROUNDS=$(or $(BATON_CRASH_ROUNDS),100) cargo test --locked --test baton -- --nocapture --exact crash::kill_9_loses_nothing_that_was_acknowledged

test-cluster: tools ## Runs two Batons on one SurrealDB server, which it builds first (about 20 minutes, once).
	CARGO_TARGET_DIR=$(CARGO_TARGET_DIR)/surreal cargo build --locked --manifest-path tests/surreal/Cargo.toml
	SURREAL=$(CARGO_TARGET_DIR)/surreal/debug/surreal ./tests/surreal/with.sh cargo test --locked --test baton -- --ignored --test-threads=1 cluster::

test-fuzz: tools ## Asks every operation for random things, as four roles; needs Python 3.10 or newer, installs schemathesis.
	cargo build --locked
	BATON_BINARY=$(PROFILE_DIR)/baton ./tests/fuzz/run.sh

check: tools web/node_modules/.package-lock.json ## Formatting, lints, types, and whether schema.graphql is current.
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	cargo run --locked --quiet -- schema | diff -u schema.graphql - || { echo "schema.graphql is stale: run 'make schema'."; exit 1; }
	cd web && npm run codegen --silent && npm run check --silent

fix: ## Formats everything.
	cargo fmt
	cd web && npm run fix --silent

schema: ## Writes schema.graphql from the code.
	cargo run --locked --quiet -- schema > schema.graphql.new && mv schema.graphql.new schema.graphql

binary: web ## Builds for release; the last line is the binary's path.
	cargo build --locked --release
	@echo $(CARGO_TARGET_DIR)/release/baton

bench: tools wrk tests/browser/node_modules/.package-lock.json $(if $(BENCH_BINARY),,binary) ## Measures a release build on 100,000 contacts (BENCH_CONTACTS) against its goals.
	BENCH_BINARY=$(or $(BENCH_BINARY),$(CARGO_TARGET_DIR)/release/baton) node tests/bench/run.mjs

wrk:
	@command -v wrk >/dev/null || { echo "The bench needs wrk, on Debian: apt-get install wrk. Then run this again."; exit 1; }
