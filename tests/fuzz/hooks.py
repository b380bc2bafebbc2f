"""What the fuzzer gives for ids and for the schema's own scalars, and what no answer may hold."""

import json
import os

import schemathesis
from hypothesis import strategies as st
from schemathesis.graphql import nodes

# Ids of records that are there, so that more is reached than "there is no such".
REAL = os.environ["BATON_FUZZ_IDS"].split()
TABLES = sorted({name.partition(":")[0] for name in REAL})

made_up = st.builds("{}:{}".format, st.sampled_from(TABLES), st.from_regex(r"[0-9A-Za-z_-]{1,30}", fullmatch=True))
# Real ones come first: they are drawn more often.
schemathesis.graphql.scalar("ID", (st.sampled_from(REAL) | st.sampled_from(REAL) | made_up | st.text(max_size=40)).map(nodes.String))

amounts = st.decimals(min_value=-10, max_value=2_000_000, places=2).map(str)
odd_amounts = st.sampled_from(["79228162514264337593543950335", "1e28", "0.0001", "-0", "NaN", "1.234,56", "1,234.56", "1_000", "", " 5"])
schemathesis.graphql.scalar("Decimal", (amounts | odd_amounts).map(nodes.String) | st.integers(-10, 10**15).map(nodes.Int))

odd_dates = st.sampled_from(["2026-02-30", "0001-01-01", "9999-12-31", "+12026-01-01", "-0001-01-01", "2026-1-5", "tomorrow"])
schemathesis.graphql.scalar("Date", (st.dates().map(str) | odd_dates).map(nodes.String))

odd_instants = st.sampled_from(["2026-11-28", "2026-11-28T10:00:00", "9999-12-31T23:59:59Z", "+262142-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "now"])
instants = st.datetimes().map(lambda at: at.isoformat() + "Z")
schemathesis.graphql.scalar("DateTime", (instants | odd_instants).map(nodes.String))

plain = st.text(max_size=20).map(nodes.String) | st.integers(-(2**53), 2**53).map(nodes.Int) | st.booleans().map(nodes.Boolean)
schemathesis.graphql.scalar("JSON", plain | st.lists(plain, max_size=5).map(nodes.List))


@schemathesis.check
def errors_are_the_requests_own(ctx, response, case):
    """Every error says by a code what its sender can do, and none of them is the server's."""
    assert response.status_code < 500, f"status {response.status_code}"
    for error in response.json().get("errors", []):
        code = error.get("extensions", {}).get("code")
        assert code, f"an error without a code: {json.dumps(error)}"
        assert code not in ("INTERNAL", "TIMEOUT", "UNAUTHENTICATED") or case.operation.label in OF_STRANGERS and code == "UNAUTHENTICATED", json.dumps(error)


# What asks for a password or a code again, and says so when it is wrong.
OF_STRANGERS = ("Mutation.signIn", "Mutation.removeSecondFactor", "Mutation.confirmSecondFactor", "Mutation.resetPassword")
