//! Variables: what was given, what is left out, defaults, and null.

use serde_json::{Value as Json, json};

use crate::{
    roles::role,
    support::{Person, World, browser::Browser, fields_of, socket::Socket},
};

/// Somebody with a family name, a city and labels, by their id.
async fn zoe(person: &Person) -> Json {
    person.act("createContact", json!({ "firstName": "Zoe", "lastName": "Tan", "city": "Lyon", "jobTitle": "Buyer", "tags": ["vip"] }), "id").await["id"].clone()
}

const EDIT: &str = "mutation Edit($id: ID!, $version: Int!, $first: String, $last: String, $title: String, $city: String, $tags: [String!]) {
    updateContact(input: { id: $id, expectedVersion: $version, firstName: $first, lastName: $last, jobTitle: $title, city: $city, addTags: $tags }) { ...Names } }
  fragment Names on Contact { firstName lastName jobTitle city tags }";

fn names(first: Json, last: Json, title: Json, city: Json) -> Json {
    json!({ "firstName": first, "lastName": last, "jobTitle": title, "city": city, "tags": ["vip"] })
}

#[tokio::test]
async fn what_refers_to_a_variable_that_is_not_given_is_not_given_either() {
    let world = World::new().await;
    let id = zoe(&world.ana).await;
    let edited = world.ana.ok(EDIT, json!({ "id": id, "version": 1, "city": "Paris" })).await["updateContact"].clone();
    assert_eq!(edited, names("Zoe".into(), "Tan".into(), "Buyer".into(), "Paris".into()), "three variables were not given");
    let edited = world.ana.ok(EDIT, json!({ "id": id, "version": 2, "city": null, "title": "" })).await["updateContact"].clone();
    assert_eq!(edited, names("Zoe".into(), "Tan".into(), Json::Null, Json::Null), "null and nothing clear");
    let whole = "mutation($input: UpdateContactInput!) { updateContact(input: $input) { firstName lastName jobTitle city tags } }";
    let edited = world.ana.ok(whole, json!({ "input": { "id": id, "expectedVersion": 3, "city": "Nice" } })).await["updateContact"].clone();
    assert_eq!(edited, names("Zoe".into(), "Tan".into(), Json::Null, "Nice".into()));
    let literal = format!("mutation {{ updateContact(input: {{ id: {id}, expectedVersion: 4, firstName: null }}) {{ firstName lastName jobTitle city tags }} }}");
    let edited = world.ana.ok(&literal, json!({})).await["updateContact"].clone();
    assert_eq!(edited, names(Json::Null, "Tan".into(), Json::Null, "Nice".into()));
}

#[tokio::test]
async fn the_same_is_so_on_the_socket_and_among_several_operations() {
    let world = World::new().await;
    let id = zoe(&world.ana).await;
    let mut socket = Socket::open(&world.base).await;
    socket.init(&world.ana.token).await;
    socket.say(json!({ "type": "subscribe", "id": "1", "payload": { "query": EDIT, "variables": { "id": id, "version": 1, "city": "Paris" } } })).await;
    let answer = socket.message().await["payload"]["data"]["updateContact"].clone();
    assert_eq!(answer, names("Zoe".into(), "Tan".into(), "Buyer".into(), "Paris".into()));

    // The other operation has the same variable, in the same fragment and by itself.
    let several = "query Some($n: Int, $words: String) { ...Found contacts(first: $n) { nodes { id } } } query All($n: Int, $words: String) { ...Found contacts(first: 1, after: $words) { nodes { id } } }
        fragment Found on Query { companies(first: $n, search: $words) { nodes { id } } }";
    for name in ["Some", "All"] {
        let body = json!({ "query": several, "operationName": name, "variables": {} });
        let answer: Json = world.http.post(format!("{}/graphql", world.base)).bearer_auth(&world.ana.token).json(&body).send().await.unwrap().json().await.unwrap();
        assert_eq!(answer["data"]["contacts"]["nodes"], json!([{ "id": id }]), "{name}: {answer}");
    }
}

#[tokio::test]
async fn arguments_and_parts_at_every_depth_may_refer_to_what_is_not_given() {
    let world = World::new().await;
    let id = zoe(&world.ana).await;
    let lists = "query($id: ID!, $n: Int, $after: String, $filter: ConditionInput, $order: ContactOrder, $direction: Direction, $search: String, $deleted: Boolean, $owner: ID) {
        contacts(first: $n, after: $after, filter: $filter, orderBy: $order, search: $search, deleted: $deleted, ownerId: $owner) { totalCount }
        companies(orderBy: { field: NAME, direction: $direction }) { totalCount }
        contact(id: $id) { timeline(first: $n, after: $after) { edges { cursor } } } }";
    let left_out = world.ana.ok(lists, json!({ "id": id })).await;
    let nulls = json!({ "id": id, "n": null, "after": null, "filter": null, "order": null, "direction": null, "search": null, "deleted": null, "owner": null });
    assert_eq!(left_out, world.ana.ok(lists, nulls).await, "null for an argument is as if it was not there");
    assert_eq!(left_out["contacts"]["totalCount"], 1);

    let deal = "mutation($discount: Decimal, $close: Date, $amount: Decimal) {
        createDeal(input: { name: \"Pilot\", amount: $amount, expectedCloseDate: $close, lineItems: [{ name: \"Seat\", quantity: \"2\", unitPrice: \"10\", discountPercent: $discount }] }) { amount expectedCloseDate } }";
    assert_eq!(world.ana.ok(deal, json!({})).await["createDeal"], json!({ "amount": "20", "expectedCloseDate": null }));
    // In a list there is a place for it, and null stands there.
    let tags = "mutation($tag: String) { createCompany(input: { name: \"Acme\", tags: [\"one\", $tag] }) { id } }";
    assert_eq!(fields_of(&world.ana.ask(tags, json!({})).await.refusal()), ["tags[1]"]);
}

#[tokio::test]
async fn defaults_count_everywhere_and_are_not_needed_where_something_is_given() {
    let world = World::new().await;
    let id = zoe(&world.ana).await;
    let edit =
        "mutation($version: Int!, $city: String = \"Oslo\") { updateContact(input: { id: ID, expectedVersion: $version, city: $city }) { city } }".replace("ID", &id.to_string());
    for (variables, city) in
        [(json!({ "version": 1 }), json!("Oslo")), (json!({ "version": 2, "city": "Rome" }), json!("Rome")), (json!({ "version": 3, "city": null }), Json::Null)]
    {
        assert_eq!(world.ana.ok(&edit, variables).await["updateContact"]["city"], city);
    }
    let skip = "query($skip: Boolean = true, $include: Boolean! = false) { me { user { active name @skip(if: $skip) email @include(if: $include) } } }";
    assert_eq!(world.ana.ok(skip, json!({})).await["me"]["user"], json!({ "active": true }));
    assert_eq!(world.ana.ok(skip, json!({ "skip": false, "include": true })).await["me"]["user"], json!({ "active": true, "name": "Ana Ribeiro", "email": "ana@example.com" }));
    // A limit is not passed by a default either.
    let many = "query($n: Int = 200) { companies(first: $n) { nodes { contacts(first: $n) { nodes { id } } } } }";
    assert_eq!(world.ana.ask(many, json!({})).await.refusal()["code"], "TOO_COMPLEX");
}

#[tokio::test]
async fn a_default_passes_no_rule_of_a_role() {
    let world = World::new().await;
    let fixed = role(&world, "Sales, amounts fixed", "role:sales", json!({ "fields": [{ "object": "DEAL", "field": "amount", "access": "READ" }] })).await;
    let team = world.team("Sales").await;
    let ben = world.person("Ben Okafor", fixed.key(), Some(&team)).await;
    let deal = ben.act("createDeal", json!({ "name": "Mine" }), "id").await["id"].clone();
    let edit = format!("mutation($input: UpdateDealInput! = {{ id: {deal}, expectedVersion: 1, amount: \"5\" }}) {{ updateDeal(input: $input) {{ amount }} }}");
    assert_eq!(ben.ask(&edit, json!({})).await.refusal()["code"], "FORBIDDEN");
    // A part that is not given changes nothing, so it is no change of what is protected.
    let edit = format!("mutation($amount: Decimal) {{ updateDeal(input: {{ id: {deal}, expectedVersion: 1, name: \"Ours\", amount: $amount }}) {{ name }} }}");
    assert_eq!(ben.ok(&edit, json!({})).await["updateDeal"]["name"], "Ours");
    assert_eq!(ben.ask(&edit, json!({ "amount": null })).await.refusal()["code"], "FORBIDDEN");
}

#[tokio::test]
async fn a_variable_that_is_needed_is_named_and_what_nothing_refers_to_is_an_error() {
    let world = World::new().await;
    let needed = "mutation($input: CreateDealInput!, $id: ID!) { createDeal(input: $input) { id } acceptHandoff(input: { id: $id }) { id } }";
    let refusal = world.ana.ask(needed, json!({ "id": null })).await.refusal();
    assert_eq!((fields_of(&refusal), &refusal["code"]), (vec!["input".to_owned(), "id".to_owned()], &json!("INVALID")), "{refusal}");
    assert_eq!(world.ana.ok("{ deals { totalCount } }", json!({})).await["deals"]["totalCount"], 0, "nothing ran");
    for query in ["query($unused: Int) { me { teamIds } }", "{ deals(first: $unknown) { totalCount } }"] {
        assert_eq!(world.ana.ask(query, json!({})).await.refusal()["code"], "INVALID", "{query}");
    }
    world.ana.ok("{ me { teamIds } }", json!({ "unasked": 1 })).await;
}

/// A session asks what the client asks, and its variables are no other.
#[tokio::test]
async fn a_session_leaves_out_what_a_token_does() {
    let world = World::new().await;
    let id = zoe(&world.ana).await;
    let mut browser = Browser::of(&world, "ana@example.com").await;
    let answer = browser.ask(EDIT, json!({ "id": id, "version": 1, "title": "Head of buying" })).await;
    assert_eq!(answer.0["data"]["updateContact"], names("Zoe".into(), "Tan".into(), "Head of buying".into(), "Lyon".into()), "{}", answer.0);
}
