#!/usr/bin/env bash
# Runs a command beside a SurrealDB server in memory, which it starts and stops: SURREAL is the server's binary.
set -euo pipefail
port=$(node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
export SURREAL_ONLINE_VERSION_CHECK=false BATON_TEST_DATABASE=ws://127.0.0.1:$port
"$SURREAL" start --no-banner --log error --user root --pass root --bind "127.0.0.1:$port" memory &
trap 'kill %1' EXIT
until curl --silent --fail "http://127.0.0.1:$port/health" >/dev/null; do
  kill -0 %1 || { echo "the SurrealDB server did not start" >&2; exit 1; }
  sleep 0.1
done
"$@"
