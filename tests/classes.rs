//! Subscriptions that ask the same are served together, and nothing is encoded that nobody wants.

use baton::platform::config::Config;
use serde_json::{Value as Json, json};

use crate::support::{World, config, socket::Socket};

/// A subscription on an open socket, past its first position; gives the cursor there.
async fn subscribe(socket: &mut Socket, id: usize, query: &str, variables: Json) -> String {
    socket.say(json!({ "type": "subscribe", "id": id.to_string(), "payload": { "query": query, "variables": variables } })).await;
    let first = socket.message().await;
    assert_eq!(first["type"], "next", "{query}: {first}");
    first["payload"]["data"]["events"]["cursor"].as_str().unwrap().to_owned()
}

async fn open(world: &World) -> Socket {
    let mut socket = Socket::open(&world.base).await;
    socket.init(&world.ana.token).await;
    socket
}

#[tokio::test]
async fn where_a_subscriber_stands_makes_no_class_of_its_own() {
    let world = World::new().await;
    let mut socket = open(&world).await;
    let start = subscribe(&mut socket, 0, "subscription { events { cursor event { id } } }", json!({})).await;
    world.ana.act("createDeal", json!({ "name": "Pilot" }), "id").await;
    let event = socket.message().await["payload"]["data"]["events"].clone();
    let later = event["cursor"].as_str().unwrap().to_owned();
    let same = [
        ("subscription($after: String) { events(after: $after) { cursor event { id } } }", json!({ "after": later })),
        ("subscription($after: String) { events(after: $after) { cursor event { id } } }", json!({ "after": null })),
        ("subscription($after: String) { events(after: $after) { cursor event { id } } }", json!({})),
        ("subscription($since: String) { events(after: $since) { cursor event { id } } }", json!({ "since": later, "unasked": 5 })),
        ("subscription($x: String = \"LATER\") {\n  events(after: $x) {\n    cursor,\n    event { id } # all\n  }\n}", json!({})),
        ("subscription { events(after: \"LATER\") { cursor event { id } } }", json!({})),
    ];
    for (i, (query, variables)) in same.into_iter().enumerate() {
        subscribe(&mut socket, i + 1, &query.replace("LATER", &later), variables).await;
        assert_eq!(world.app.classes.numbers().classes, 1, "{query}");
    }
    // Each still begins where it stands.
    socket.say(json!({ "type": "subscribe", "id": "again", "payload": { "query": "subscription($from: String) { events(after: $from) { cursor event { id } } }", "variables": { "from": start } } })).await;
    assert_eq!(socket.message().await["payload"]["data"]["events"]["event"], event["event"]);
    for (i, query) in ["subscription { events(types: [DEAL]) { cursor event { id } } }", "subscription { events { cursor event { kind } } }"].into_iter().enumerate() {
        let mut other = open(&world).await;
        subscribe(&mut other, 1, query, json!({})).await;
        assert_eq!(world.app.classes.numbers().classes, 2, "{i} asks something else");
        other.close().await;
        while world.app.classes.numbers().classes > 1 {
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn an_event_is_encoded_for_those_who_want_it_alone() {
    let world = World::new().await;
    let deal = world.ana.act("createDeal", json!({ "name": "Pilot" }), "id").await["id"].clone();
    let other = world.ana.act("createDeal", json!({ "name": "Other" }), "id").await["id"].clone();
    let mut of_one = open(&world).await;
    subscribe(&mut of_one, 1, "subscription($id: ID) { events(subjectId: $id) { cursor event { kind } } }", json!({ "id": deal })).await;
    let mut of_companies = open(&world).await;
    subscribe(&mut of_companies, 1, "subscription($types: [RecordType!] = [COMPANY]) { events(types: $types) { cursor event { kind } } }", json!({})).await;
    let mut of_all = open(&world).await;
    subscribe(&mut of_all, 1, "subscription { events { cursor event { kind } } }", json!({})).await;

    let kind = async |socket: &mut Socket| socket.message().await["payload"]["data"]["events"]["event"]["kind"].clone();
    for i in 0..20 {
        world.ana.act("updateDeal", json!({ "id": other, "expectedVersion": i + 1, "amount": format!("{}", i + 1) }), "id").await;
    }
    for _ in 0..20 {
        assert_eq!(kind(&mut of_all).await, "DealUpdated");
    }
    world.ana.act("updateDeal", json!({ "id": deal, "expectedVersion": 1, "amount": "5" }), "id").await;
    world.ana.act("createCompany", json!({ "name": "Acme" }), "id").await;
    assert_eq!((kind(&mut of_all).await, kind(&mut of_all).await), (json!("DealUpdated"), json!("CompanyCreated")));
    assert_eq!(kind(&mut of_one).await, "DealUpdated", "the first that it hears");
    assert_eq!(kind(&mut of_companies).await, "CompanyCreated", "the first that it hears");
    assert_eq!(world.app.classes.encoded(), 22 + 1 + 1);
}

/// What somebody does not want to hear of may still change what they see.
#[tokio::test]
async fn who_wants_deals_alone_hears_that_their_rights_changed() {
    let world = World::new().await;
    let sales = world.team("Sales").await;
    let ben = world.person("Ben Okafor", "sales", None).await;
    let mut socket = Socket::open(&world.base).await;
    socket.init(&ben.token).await;
    subscribe(&mut socket, 1, "subscription { events(types: [DEAL]) { cursor resync event { kind } } }", json!({})).await;
    baton::identity::actions::set_teams(&world.app, &baton::platform::actor::Actor::system(), &ben.id, vec![sales]).await.unwrap();
    assert_eq!(socket.message().await["payload"]["data"]["events"]["resync"], "PERMISSIONS");
}

#[tokio::test]
async fn a_token_has_so_many_subscriptions_over_all_its_sockets_and_one_that_ends_makes_room() {
    let world = World::with(Config { subscription_limit: 3, ..config() }).await;
    let ben = world.person("Ben Okafor", "sales", None).await;
    let query = "subscription { events { cursor } }";
    let (mut one, mut two) = (open(&world).await, open(&world).await);
    subscribe(&mut one, 1, query, json!({})).await;
    subscribe(&mut one, 2, query, json!({})).await;
    subscribe(&mut two, 1, query, json!({})).await;
    two.say(json!({ "type": "subscribe", "id": "2", "payload": { "query": query } })).await;
    let refusal = two.message().await;
    assert_eq!((&refusal["type"], &refusal["id"]), (&json!("error"), &json!("2")), "{refusal}");
    let extensions = &refusal["payload"][0]["extensions"];
    assert!(extensions["code"] == "RATE_LIMITED" && extensions["retryAfter"].is_number() && refusal["payload"][0]["message"].as_str().unwrap().contains("at most 3"), "{refusal}");
    // Queries are not counted, and others are not touched.
    two.say(json!({ "type": "subscribe", "id": "3", "payload": { "query": "{ __typename }" } })).await;
    assert_eq!(two.message().await["type"], "next");
    assert_eq!(two.message().await["type"], "complete");
    let mut bens = Socket::open(&world.base).await;
    bens.init(&ben.token).await;
    subscribe(&mut bens, 1, query, json!({})).await;
    one.say(json!({ "type": "complete", "id": "1" })).await;
    // The socket has heard of it when it answers again.
    one.say(json!({ "type": "ping" })).await;
    assert_eq!(one.message().await["type"], "pong");
    subscribe(&mut two, 4, query, json!({})).await;
}
