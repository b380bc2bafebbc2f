//! Requests that nobody sends with good in mind, as bodies. Also what the load test repeats.

use serde_json::{Value as Json, json};

/// A name, the body, and the code that refuses it.
pub type Hostile = (&'static str, String, &'static str);

fn text(query: String) -> String {
    json!({ "query": query }).to_string()
}

/// A nested text: `open` many times, a core, `close` as often.
pub fn nested(open: &str, core: &str, close: &str, times: usize) -> String {
    format!("{}{core}{}", open.repeat(times), close.repeat(times))
}

/// The larger ones, which are refused by their size alone.
pub fn large() -> Vec<Hostile> {
    let numbers: Vec<Json> = (0..50_000).map(Json::from).collect();
    let find = "query($q: String!) { search(query: $q) { id } }";
    vec![
        ("ten thousand aliases", text(format!("{{ {} }}", (0..10_000).map(|i| format!("a{i}: __typename ")).collect::<String>())), "TOO_COMPLEX"),
        ("a query of a megabyte", text(format!("{{ {} }}", "__typename ".repeat(100_000))), "TOO_COMPLEX"),
        ("a string of a megabyte", text(format!("{{ search(query: \"{}\") {{ id }} }}", "x".repeat(1_000_000))), "TOO_COMPLEX"),
        ("a variable of a megabyte", json!({ "query": find, "variables": { "q": "x".repeat(1_000_000) } }).to_string(), "TOO_COMPLEX"),
        ("fifty thousand variables", json!({ "query": find, "variables": { "q": "x", "more": numbers } }).to_string(), "TOO_COMPLEX"),
        ("a comment of a hundred thousand bytes", text(format!("{{ __typename #{} \n }}", "x".repeat(100_000))), "TOO_COMPLEX"),
    ]
}

/// Those that are small, and grow where they are believed.
pub fn small() -> Vec<Hostile> {
    let json = |open: &str, close: &str| format!("{{\"query\":\"{{ __typename }}\",\"variables\":{{\"a\":{}}}}}", nested(open, "1", close, 10_000));
    let bomb: String = (0..30).map(|i| format!("fragment F{i} on Query {{ ...F{} ...F{} }} ", i + 1, i + 1)).collect();
    let twice: String = (0..30).map(|i| format!("fragment F{i} on Deal {{ lead {{ deal {{ ...F{} }} }} }} ", i + 1)).collect();
    let types = |i: usize| format!("fragment T{i} on __Type {{ ofType {{ ...T{} ...T{} }} }} ", i + 1, i + 1);
    vec![
        ("sixteen aliases", text(format!("{{ {} }}", (0..16).map(|i| format!("a{i}: __typename ")).collect::<String>())), "TOO_COMPLEX"),
        ("a thousand and one tokens", text(format!("{{ {} }}", "__typename ".repeat(999))), "TOO_COMPLEX"),
        ("five hundred times the same field", text(format!("{{ {} }}", "__typename ".repeat(500))), "TOO_COMPLEX"),
        ("fifty-one directives", text(format!("{{ {} }}", "... @skip(if: true) { __typename } ".repeat(51))), "TOO_COMPLEX"),
        ("a directive ten times at one place", text("{ __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }".into()), "INVALID"),
        ("seven levels", text("{ deals { nodes { lead { deal { lead { deal { id } } } } } } }".into()), "TOO_COMPLEX"),
        (
            "seven levels by fragments",
            text("{ deals { nodes { ...A } } } fragment A on Deal { lead { deal { ...B } } } fragment B on Deal { lead { deal { id } } }".into()),
            "TOO_COMPLEX",
        ),
        ("thousands of braces", text(nested("{a", "{b}", "}", 3_000)), "TOO_COMPLEX"),
        ("braces that never close", text("{a".repeat(4_000)), "TOO_COMPLEX"),
        ("thousands of inline fragments", text(nested("{...", "{b}", "}", 2_000)), "TOO_COMPLEX"),
        ("nested lists in an argument", text(format!("{{ search(query: {}) {{ id }} }}", nested("[", "1", "]", 5_000))), "TOO_COMPLEX"),
        ("nested objects in an argument", text(format!("{{ search(query: {}) {{ id }} }}", nested("{a:", "1", "}", 3_000))), "TOO_COMPLEX"),
        ("a nested type of a variable", text(format!("query($a: {}) {{ __typename }}", nested("[", "Int", "]", 5_000))), "TOO_COMPLEX"),
        ("nested lists in the variables", json("[", "]"), "TOO_COMPLEX"),
        ("nested objects in the variables", json("{\"a\":", "}"), "TOO_COMPLEX"),
        ("nested lists for a body", nested("[", "1", "]", 10_000), "TOO_COMPLEX"),
        ("a batch of a hundred", json!(vec![json!({ "query": "{ __typename }" }); 100]).to_string(), "INVALID"),
        ("a fragment that spreads itself", text("{ ...A } fragment A on Query { ...A ...A }".into()), "INVALID"),
        ("fragments in a circle", text("{ ...A } fragment A on Query { ...B ...B } fragment B on Query { ...C ...C } fragment C on Query { ...A ...A }".into()), "INVALID"),
        ("a circle that nobody uses", text("{ __typename } fragment A on Query { ...B } fragment B on Query { ...A }".into()), "INVALID"),
        ("a fragment bomb", text(format!("{{ ...F0 }} {bomb} fragment F30 on Query {{ __typename }}")), "TOO_COMPLEX"),
        ("a fragment bomb with levels", text(format!("{{ deals {{ nodes {{ ...F0 }} }} }} {twice} fragment F30 on Deal {{ id }}")), "TOO_COMPLEX"),
        ("pages within pages", text("{ companies(first: 200) { nodes { contacts(first: 200) { nodes { id } } } } }".into()), "TOO_COMPLEX"),
        ("introspection in a circle", text("{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }".into()), "TOO_COMPLEX"),
        (
            "a bomb of introspection",
            text(format!("{{ __type(name: \"Deal\") {{ ...T0 }} }} {} fragment T14 on __Type {{ name }}", (0..14).map(types).collect::<String>())),
            "TOO_COMPLEX",
        ),
        ("the schema many times", text(format!("{{ {} }}", (0..9).map(|i| format!("a{i}: __schema {{ types {{ name }} }} ")).collect::<String>())), "TOO_COMPLEX"),
        ("deep introspection", text(format!("{{ __type(name: \"Deal\") {} }}", nested("{ofType", "{name}", "}", 25))), "TOO_COMPLEX"),
        ("a string that never ends", text(format!("{{ search(query: \"{}", "x".repeat(10_000))), "INVALID"),
        ("a field with a long name", text(format!("{{ {} }}", "x".repeat(14_000))), "INVALID"),
        ("many unknown fields", text(format!("{{ {} }}", (0..900).map(|i| format!("x{i} ")).collect::<String>())), "INVALID"),
        ("an unknown argument with a long value", text(format!("{{ search(query: 1, {}: \"{}\") {{ id }} }}", "y".repeat(5_000), "z".repeat(5_000))), "INVALID"),
        ("noise", text("\u{0}\u{feff}\"\"\" \\ @ @ : : { ( [ \"".repeat(20)), "TOO_COMPLEX"),
        ("no operation", text(String::new()), "INVALID"),
    ]
}
