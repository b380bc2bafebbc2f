//! What a document may ask for. Everything else is refused before it is validated, whoever sends it and by whichever door.

use serde_json::{Value as Json, json};

use super::hostile::{large, small};
use crate::support::{World, socket::Socket};

#[tokio::test]
async fn hostile_documents_are_refused_with_a_code_and_a_short_answer() {
    let world = World::new().await;
    for token in [Some(&world.ana.token), None] {
        for (what, body, code) in small().into_iter().chain(large()) {
            let mut request = world.http.post(format!("{}/graphql", world.base)).header("content-type", "application/json").body(body);
            if let Some(token) = token {
                request = request.bearer_auth(token);
            }
            let response = request.send().await.unwrap();
            assert!(!response.status().is_server_error(), "{what}: {}", response.status());
            let answer = response.text().await.unwrap();
            let json: Json = serde_json::from_str(&answer).unwrap();
            assert_eq!(json["errors"][0]["extensions"]["code"], code, "{what}: {json}");
            assert_eq!(json["data"], Json::Null, "{what}");
            assert!(answer.len() < 4_000, "{what} is answered with {} bytes", answer.len());
        }
    }
}

#[tokio::test]
async fn the_socket_refuses_the_same() {
    let world = World::new().await;
    for (what, body, code) in small() {
        let Ok(payload) = serde_json::from_str::<Json>(&body) else { continue };
        let mut socket = Socket::open(&world.base).await;
        socket.init(&world.ana.token).await;
        if !payload.is_object() || what.ends_with("in the variables") {
            continue;
        }
        socket.say(json!({ "type": "subscribe", "id": "1", "payload": payload })).await;
        let refusal = socket.message().await;
        assert_eq!((refusal["type"].as_str(), refusal["payload"][0]["extensions"]["code"].as_str()), (Some("error"), Some(code)), "{what}: {refusal}");
    }
}

#[tokio::test]
async fn what_is_within_the_limits_is_answered() {
    let world = World::new().await;
    let aliases: String = (0..15).map(|i| format!("a{i}: __typename ")).collect();
    let twice = "{ deals(first: 200) { nodes { ...D owner { id } } } } fragment D on Deal { id name owner { name } owner { id } }";
    for query in [&*format!("{{ {aliases} }}"), twice, "{ companies(first: 100) { nodes { contacts(first: 50) { nodes { id } } } } }", STANDARD_INTROSPECTION] {
        world.ana.ok(query, json!({})).await;
    }
}

#[tokio::test]
async fn a_page_has_an_end() {
    let world = World::new().await;
    assert_eq!(world.ana.ask("{ deals(first: 201) { nodes { id } } }", json!({})).await.refusal()["code"], "INVALID");
    let nested = "query($n: Int!) { companies(first: $n) { nodes { contacts(first: $n) { nodes { id } } } } }";
    world.ana.ok(nested, json!({ "n": 100 })).await;
    assert_eq!(world.ana.ask(nested, json!({ "n": 200 })).await.refusal()["code"], "TOO_COMPLEX");
}

#[tokio::test]
async fn names_are_not_suggested() {
    let world = World::new().await;
    for query in [
        "{ deal { id } }",
        "{ dael(id: 1) { id } }",
        "{ welcome { workspaceNam } }",
        "{ search(qery: \"a\") { id } }",
        "mutation { signIn(input: { emial: \"a\" }) { user { id } } }",
    ] {
        let body: Json = world.http.post(format!("{}/graphql", world.base)).json(&json!({ "query": query })).send().await.unwrap().json().await.unwrap();
        assert_eq!(body["errors"][0]["extensions"]["code"], "INVALID");
        assert!(!body.to_string().contains("Did you mean"), "{body}");
    }
}

/// As graphql-js and the explorers send it.
pub const STANDARD_INTROSPECTION: &str = "query IntrospectionQuery { __schema { queryType { name } mutationType { name } subscriptionType { name }
    types { ...FullType } directives { name description locations args { ...InputValue } } } }
  fragment FullType on __Type { kind name description
    fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
    inputFields { ...InputValue } interfaces { ...TypeRef } enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
    possibleTypes { ...TypeRef } }
  fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
  fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
    ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }";
