//! The API's description.

use serde_json::json;

use crate::support::World;

/// `make schema` writes it; a change of the code without it shows here.
#[test]
fn schema_graphql_is_what_the_code_says() {
    let kept = std::fs::read_to_string("schema.graphql").unwrap();
    assert!(kept == baton::schema::sdl(), "schema.graphql is stale: run `make schema`");
}

#[tokio::test]
async fn everything_of_ours_has_a_description() {
    let world = World::new().await;
    let data = world.ana.ok("{ __schema { types { name kind description fields { name description } inputFields { name description } } } }", json!({})).await;
    let mut bare = Vec::new();
    for kind in data["__schema"]["types"].as_array().unwrap() {
        let name = kind["name"].as_str().unwrap();
        if name.starts_with("__") || ["Query", "Mutation", "Subscription", "Decimal", "Int", "Float", "String", "Boolean", "ID"].contains(&name) {
            continue;
        }
        if kind["description"].as_str().unwrap_or_default().is_empty() {
            bare.push(name.to_owned());
        }
        for field in ["fields", "inputFields"].iter().flat_map(|of| kind[*of].as_array().into_iter().flatten()) {
            if field["description"].as_str().unwrap_or_default().is_empty() {
                bare.push(format!("{name}.{}", field["name"].as_str().unwrap()));
            }
        }
    }
    assert_eq!(bare, Vec::<String>::new());
}

#[tokio::test]
async fn what_asks_too_much_is_refused_as_too_complex() {
    let world = World::new().await;
    let (open, close) = ("{ lead { deal ".repeat(12), "} }".repeat(12));
    let deep = format!("{{ me {{ user {{ id }} }} deals {{ nodes {open} {{ id }} {close} }} }}");
    assert_eq!(world.ana.ask(&deep, json!({})).await.refusal()["code"], "TOO_COMPLEX");
    let wide: String = (0..3_000).map(|i| format!("a{i}: me {{ teamIds }} ")).collect();
    assert_eq!(world.ana.ask(&format!("{{ {wide} }}"), json!({})).await.refusal()["code"], "TOO_COMPLEX");
}
