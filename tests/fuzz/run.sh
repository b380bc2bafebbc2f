#!/usr/bin/env bash
# Asks every operation of the API for random things, as four roles: FUZZ_EXAMPLES (50) times each. Fails when an answer holds an
# error of the server's, or one without a code. BATON_BINARY names the server; FUZZ_ROLES and FUZZ_SEED choose less and other things.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=4.32.5
tools="${XDG_CACHE_HOME:-$HOME/.cache}/baton/schemathesis-$version"
if [ ! -x "$tools/bin/schemathesis" ]; then
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet "schemathesis==$version"
fi

folder=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT
baton() { "$BATON_BINARY" "$@" --data "$folder"; }
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url="http://127.0.0.1:$port"
baton serve --listen "127.0.0.1:$port" --rate-limit 0 --stranger-rate-limit 0 --sign-in-limit 1000000 >"$folder/out" 2>"$folder/log" &
server=$!
for _ in $(seq 300); do
  curl --silent --fail "$url/health/ready" >/dev/null && break
  kill -0 "$server" || { cat "$folder/log"; exit 1; }
  sleep 0.1
done

# Whoever sets the workspace up is none of those who ask: what they do to themselves must not end the run.
person() { echo "a long enough password" | baton user create --email "$1@example.com" --name "$1" --role "$2" --password-stdin >/dev/null; }
person root admin
baton seed --contacts 50 >/dev/null
token=$(baton token create --user root@example.com)
ask() { curl --silent --fail "$url/graphql" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d "$1"; }
BATON_FUZZ_IDS=$(ask '{"query": "{ companies(first: 5) { nodes { id } } contacts(first: 5) { nodes { id } } leads(first: 5) { nodes { id } } deals(first: 5) { nodes { id } } activities(first: 5) { nodes { id } } campaigns(first: 3) { nodes { id } } handoffs(first: 3) { nodes { id } } me { workspace { teams { id } products { id } pipelines { id stages { id } } leadStages { id } lostReasons { id } disqualifiedReasons { id } declineReasons { id } } } }"}' |
  python3 -c 'import json, re, sys; text = sys.stdin.read(); assert "errors" not in json.loads(text), text; print(*sorted(set(re.findall("\"id\": ?\"([^\"]+)\"", text))))')
export BATON_FUZZ_IDS SCHEMATHESIS_HOOKS=tests/fuzz/hooks.py

failed=0
for role in ${FUZZ_ROLES:-admin operations sales executive}; do
  person "$role" "$role"
  echo "As $role:"
  PYTHONPATH=. "$tools/bin/schemathesis" run schema.graphql --url "$url/graphql" --header "Authorization: Bearer $(baton token create --user "$role@example.com")" \
    --checks errors_are_the_requests_own --phases fuzzing --mode positive --max-examples "${FUZZ_EXAMPLES:-50}" --seed "${FUZZ_SEED:-1}" \
    --continue-on-failure --suppress-health-check all --warnings off --request-timeout 60 || failed=1
done
if grep -E '"level":"ERROR"| ERROR |panicked' "$folder/log"; then
  echo "The server logged errors."
  failed=1
fi
exit "$failed"
