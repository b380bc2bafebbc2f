//! API tokens: told once, with a role of their own, and over when they should be.

use chrono::TimeDelta;
use serde_json::{Value as Json, json};

use crate::{
    sign_in::everything,
    support::{PASSWORD, Person, World, browser::Browser, fields_of, socket::Socket},
};

const MADE: &str = "secret token { id name role { name } user { email } expiresAt }";

fn bearer(world: &World, secret: &Json) -> Person {
    Person { token: secret.as_str().unwrap().to_owned(), ..world.ana.clone() }
}

#[tokio::test]
async fn a_token_may_do_what_its_role_and_its_person_both_may() {
    let world = World::new().await;
    let mut browser = Browser::of(&world, "ana@example.com").await;
    let made = browser.act("createToken", json!({ "name": "Report", "roleId": "role:executive" }), MADE).await;
    assert_eq!((&made["token"]["name"], &made["token"]["role"]["name"], &made["token"]["user"]["email"]), (&json!("Report"), &json!("Executive"), &json!("ana@example.com")));
    let reader = bearer(&world, &made["secret"]);
    let deal = world.ana.act("createDeal", json!({ "name": "Pilot" }), "id").await["id"].clone();
    assert_eq!(reader.ok("query($id: ID!) { deal(id: $id) { name } }", json!({ "id": deal })).await["deal"]["name"], "Pilot");
    assert_eq!(reader.refused("createDeal", json!({ "name": "No" })).await["code"], "FORBIDDEN");
    assert_eq!(reader.refused("createTeam", json!({ "name": "No" })).await["code"], "FORBIDDEN");
    let whole = browser.act("createToken", json!({ "name": "All" }), MADE).await;
    assert_eq!(whole["token"]["role"], Json::Null);
    bearer(&world, &whole["secret"]).act("createDeal", json!({ "name": "Yes" }), "id").await;
    assert!(!everything(&world.app).await.contains(made["secret"].as_str().unwrap()));
}

#[tokio::test]
async fn a_token_grows_no_stronger_than_its_person() {
    let world = World::new().await;
    let ben = world.person("Ben Okafor", "operations", None).await;
    let mut browser = Browser::of(&world, "ben@example.com").await;
    let refused = browser.refused("createToken", json!({ "name": " ", "roleId": "role:admin", "expiresAt": "2020-01-01T00:00:00Z" })).await;
    assert_eq!(fields_of(&refused), ["name", "expiresAt", "roleId"]);
    assert_eq!(fields_of(&browser.refused("createToken", json!({ "name": "X", "roleId": "role:nobody" })).await), ["roleId"]);
    let secret = browser.act("createToken", json!({ "name": "Rules", "roleId": "role:operations" }), MADE).await["secret"].clone();
    let token = bearer(&world, &secret);
    token.act("createTeam", json!({ "name": "Sales" }), "id").await;
    world.ana.act("updateUser", json!({ "id": ben.id, "expectedVersion": 1, "roleId": "role:executive" }), "id").await;
    assert_eq!(token.refused("createTeam", json!({ "name": "More" })).await["code"], "FORBIDDEN", "its person may no more either");
    assert_eq!(ben.refused("createToken", json!({ "name": "Longer life" })).await["code"], "FORBIDDEN", "a token makes no token");
}

#[tokio::test]
async fn a_token_subscribes_and_its_socket_closes_within_a_second_of_its_end() {
    let world = World::new().await;
    let ben = world.person("Ben Okafor", "sales", None).await;
    let mut browser = Browser::of(&world, "ben@example.com").await;
    let made = browser.act("createToken", json!({ "name": "Watcher" }), MADE).await;
    let mut socket = Socket::follow(&world.base, made["secret"].as_str().unwrap(), None).await;
    socket.delivery().await;
    assert_eq!(ben.ok("{ tokens { name } }", json!({})).await["tokens"].as_array().unwrap().len(), 2, "the one that tests use, and this");
    let all = world.ana.ok("{ tokens { id name user { name } } }", json!({})).await["tokens"].clone();
    assert_eq!(all.as_array().unwrap().len(), 3, "who looks after people sees everybody's");
    let id = &made["token"]["id"];
    let cara = world.person("Cara Diaz", "operations", None).await;
    assert_eq!(cara.refused("revokeToken", json!({ "id": id })).await["code"], "NOT_FOUND");
    assert_eq!(browser.refused("revokeSession", json!({ "id": id })).await["code"], "NOT_FOUND", "a token is no session");
    world.ana.act("revokeToken", json!({ "id": id }), "").await;
    let (code, took) = socket.closes().await;
    assert!(code == 4403 && took.as_secs() < 1, "{code} after {took:?}");
}

#[tokio::test]
async fn a_token_is_over_when_it_was_said_to_be() {
    let world = World::new().await;
    let mut browser = Browser::of(&world, "ana@example.com").await;
    let until = world.app.clock.now() + TimeDelta::hours(1);
    let made = browser.act("createToken", json!({ "name": "Short", "expiresAt": until }), MADE).await;
    let token = bearer(&world, &made["secret"]);
    let me = "{ me { user { email } } }";
    assert!(token.ok(me, json!({})).await["me"].is_object());
    let mut socket = Socket::open(&world.base).await;
    socket.init(&token.token).await;
    world.app.clock.advance(TimeDelta::minutes(61));
    assert_eq!(token.ok(me, json!({})).await["me"], Json::Null);
    assert_eq!(socket.closes().await.0, 4403);
    assert!(world.ana.ok("{ tokens { name } }", json!({})).await["tokens"].as_array().unwrap().iter().all(|token| token["name"] != "Short"));
}

/// It could otherwise keep its person out, or give itself a longer life.
#[tokio::test]
async fn a_token_changes_nothing_of_how_its_person_signs_in() {
    let world = World::new().await;
    let other = "violet tractor umbrella nine";
    for (mutation, input) in [
        ("changePassword", json!({ "current": PASSWORD, "password": other })),
        ("removeSecondFactor", json!({ "password": PASSWORD, "code": "000000" })),
        ("confirmSecondFactor", json!({ "code": "000000" })),
        ("createToken", json!({ "name": "Another" })),
    ] {
        assert_eq!(world.ana.refused(mutation, input).await["code"], "FORBIDDEN", "{mutation}");
    }
    let mut browser = Browser::of(&world, "ana@example.com").await;
    browser.act("changePassword", json!({ "current": PASSWORD, "password": other }), "").await;
    assert_eq!(browser.me().await.as_deref(), Some("ana@example.com"), "the session goes on");
}
