//! The checks of the scanner graphql-cop, as a stranger and as somebody with a token: none finds anything.

use reqwest::{RequestBuilder, header::ACCEPT};
use serde_json::{Value as Json, json};

use crate::support::World;

async fn json_of(request: RequestBuilder) -> Json {
    request.send().await.unwrap().json().await.unwrap_or_default()
}

#[tokio::test]
async fn a_scan_finds_nothing() {
    let world = World::new().await;
    let url = format!("{}/graphql", world.base);
    for token in [None, Some(&world.ana.token)] {
        let with = |request: RequestBuilder| match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        let ask = |query: String| json_of(with(world.http.post(&url)).json(&json!({ "query": query, "operationName": "cop" })));

        let answer = ask("query cop { __typename }".into()).await;
        assert_eq!(answer["data"]["__typename"], "Query", "the endpoint is there");
        assert!(answer["extensions"]["tracing"].is_null(), "trace mode");

        let aliases: String = (0..101).map(|i| format!("alias{i}:__typename \n")).collect();
        assert!(ask(format!("query cop {{ {aliases} }}")).await["data"]["alias100"].is_null(), "alias overloading");
        let fields = "__typename \n".repeat(500);
        assert!(ask(format!("query cop {{ {fields} }}")).await["data"]["__typename"].is_null(), "field duplication");
        let answer = ask("query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }".into()).await;
        assert_eq!(answer["errors"].as_array().unwrap().len(), 1, "directive overloading");
        let circular = "query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }";
        assert!(ask(circular.into()).await["data"].is_null(), "circular introspection");
        let answer = ask("query cop { __schema { directive } }".into()).await;
        assert!(!answer.to_string().contains("Did you mean"), "field suggestions");
        let answer = ask("qwerty cop { abc }".into()).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "INVALID");
        assert!(!answer.to_string().to_lowercase().contains("exception"), "unhandled errors");

        let batch = vec![json!({ "query": "query cop { __typename }" }); 10];
        assert!(!json_of(with(world.http.post(&url)).json(&batch)).await.is_array(), "batching");
        let answer = json_of(with(world.http.get(&url)).query(&[("query", "mutation cop { __typename }")])).await;
        assert!(answer["data"]["__typename"].is_null(), "mutations by GET");
        let answer = json_of(with(world.http.post(&url)).form(&[("query", "query cop { __typename }")])).await;
        assert!(answer["data"]["__typename"].is_null(), "queries as forms");
        for path in ["/graphql", "/graphiql", "/playground", "/console"] {
            let page = with(world.http.get(format!("{}{path}", world.base))).header(ACCEPT, "text/html").send().await.unwrap().text().await.unwrap();
            assert!(!["graphiql.min.css", "GraphQL Playground", "GraphiQL", "graphql-playground"].iter().any(|sign| page.contains(sign)), "an explorer at {path}");
        }
    }
    // Who shows a token may introspect and read by GET: no link on another site can show one.
    let answer = json_of(world.http.get(&url).query(&[("query", "query cop { __typename }")])).await;
    assert!(answer["data"].is_null(), "queries by GET");
    let answer = json_of(world.http.post(&url).json(&json!({ "query": "query cop { __schema { types { name fields { name } } } }" }))).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "introspection");
}
