//! Search: what is found, and what stands first.

use serde_json::{Value as Json, json};

use crate::support::{Person, World};

async fn found(person: &Person, words: &str) -> Vec<(String, String)> {
    let hits = person.ok("query($q: String!) { search(query: $q) { type title } }", json!({ "q": words })).await["search"].clone();
    let text = |hit: &Json, name: &str| hit[name].as_str().unwrap().to_owned();
    hits.as_array().unwrap().iter().map(|hit| (text(hit, "type"), text(hit, "title"))).collect()
}

fn titles(hits: &[(String, String)]) -> Vec<&str> {
    hits.iter().map(|(_, title)| title.as_str()).collect()
}

#[tokio::test]
async fn names_that_begin_with_the_words_stand_first_then_their_words_then_what_is_about_them() {
    let world = World::new().await;
    for name in ["Bed and breakfast", "Search and rescue", "Andover rollout", "Salt and pepper", "An"] {
        world.ana.act("createDeal", json!({ "name": name }), "id").await;
    }
    for (first, last) in [("Petra", "Andersen"), ("Anders", "Ek"), ("Ana", "Lima"), ("Noor", "Haddad")] {
        world.ana.act("createContact", json!({ "firstName": first, "lastName": last }), "id").await;
    }
    world.ana.act("createCompany", json!({ "name": "Anvil Works" }), "id").await;
    world.ana.act("createCompany", json!({ "name": "Red Anchor" }), "id").await;
    world.ana.act("createContact", json!({ "firstName": "Last", "lastName": "One" }), "id").await;
    world.searchable(&world.ana, "last one").await;

    let hits = found(&world.ana, "an").await;
    let all = titles(&hits);
    assert_eq!(all[0], "An", "the whole title comes first, whatever it is");
    let place = |title: &str| all.iter().position(|found| *found == title).unwrap_or_else(|| panic!("{title} was not found: {all:?}"));
    let classes = [
        vec!["Anders Ek", "Ana Lima"],
        vec!["Anvil Works"],
        vec!["Andover rollout"],
        vec!["Petra Andersen"],
        vec!["Red Anchor"],
        vec!["Bed and breakfast", "Search and rescue", "Salt and pepper"],
    ];
    for pair in classes.windows(2) {
        for (before, after) in pair[0].iter().flat_map(|before| pair[1].iter().map(move |after| (before, after))) {
            assert!(place(before) < place(after), "{before} before {after}: {all:?}");
        }
    }
    assert!(!all.contains(&"Noor Haddad"));
    assert_eq!(titles(&found(&world.ana, "ander").await), ["Anders Ek", "Petra Andersen"]);
    assert_eq!(titles(&found(&world.ana, "ek anders").await), ["Anders Ek"], "in whatever order");
    assert_eq!(found(&world.ana, "ana, LIMA").await[0], ("CONTACT".to_owned(), "Ana Lima".to_owned()));
}

#[tokio::test]
async fn a_short_beginning_of_very_many_words_finds_them_all() {
    let world = World::new().await;
    for i in 0..90 {
        world.ana.act("createContact", json!({ "firstName": format!("Zed{i:02}") }), "id").await;
    }
    world.searchable(&world.ana, "zed89").await;
    let hits = world.ana.ok("{ search(query: \"z\", first: 100) { title } }", json!({})).await["search"].clone();
    assert_eq!(hits.as_array().unwrap().len(), 90);
}

#[tokio::test]
async fn totals_above_a_searched_list_are_those_of_the_list() {
    let world = World::new().await;
    for (i, name) in ["Harbor cranes", "Harbor lights", "Mountain rail"].into_iter().enumerate() {
        world.ana.act("createDeal", json!({ "name": name, "amount": format!("{}00", i + 1) }), "id").await;
        world
            .ana
            .act("createLead", json!({ "email": format!("p{i}@{}.example", name.split(' ').next().unwrap().to_lowercase()), "firstName": name.split(' ').next().unwrap() }), "id")
            .await;
    }
    world.searchable(&world.ana, "mountain rail").await;
    world.searchable(&world.ana, "p2").await;
    let query = "query($q: String) {
        deals(search: $q) { totalCount } dealSums: dealsAggregate(search: $q, groupBy: STAGE) { count amount groups { count } }
        leads(search: $q) { totalCount } leadSums: leadsAggregate(search: $q, groupBy: STAGE) { count groups { count } } }";
    for (words, count, amount) in [("harbor", 2, "300"), ("mountain", 1, "300"), ("nothing", 0, "0"), ("", 3, "600")] {
        let data = world.ana.ok(query, json!({ "q": words })).await;
        assert_eq!((&data["deals"]["totalCount"], &data["dealSums"]["count"], &data["dealSums"]["amount"]), (&json!(count), &json!(count), &json!(amount)), "{words}");
        assert_eq!((&data["leads"]["totalCount"], &data["leadSums"]["count"]), (&json!(count), &json!(count)), "{words}");
        let grouped: i64 = data["leadSums"]["groups"].as_array().unwrap().iter().map(|group| group["count"].as_i64().unwrap()).sum();
        assert_eq!(grouped, count);
    }
}

#[tokio::test]
async fn a_searched_trash_holds_what_was_deleted_and_a_searched_list_what_was_not() {
    let world = World::new().await;
    let team = world.team("Sales").await;
    let ben = world.person("Ben Okafor", "sales", Some(&team)).await;
    let mut ids = Vec::new();
    for name in ["Harbor cranes", "Harbor lights", "Harbor walls"] {
        ids.push(world.ana.act("createDeal", json!({ "name": name, "ownerId": ben.id }), "id").await["id"].clone());
    }
    let foreign = world.ana.act("createDeal", json!({ "name": "Harbor office" }), "id").await["id"].clone();
    world.ana.act("deleteRecords", json!({ "ids": [ids[0], ids[1], foreign] }), "ok").await;
    // What comes into the index in order is there once the last of it is.
    world.ana.act("createDeal", json!({ "name": "Last one" }), "id").await;
    world.searchable(&world.ana, "last one").await;
    let names = async |person: &Person, deleted: Json| {
        let found =
            person.ok("query($deleted: Boolean) { deals(search: \"harbor\", deleted: $deleted) { totalCount nodes { name } } }", json!({ "deleted": deleted })).await["deals"]
                .clone();
        let mut names: Vec<String> = found["nodes"].as_array().unwrap().iter().map(|node| node["name"].as_str().unwrap().to_owned()).collect();
        names.sort();
        assert_eq!(found["totalCount"], names.len());
        names
    };
    assert_eq!(names(&ben, json!(true)).await, ["Harbor cranes", "Harbor lights"], "the trash, as far as it is Ben's");
    assert_eq!(names(&world.ana, json!(true)).await, ["Harbor cranes", "Harbor lights", "Harbor office"]);
    for live in [json!(false), Json::Null] {
        assert_eq!(names(&ben, live).await, ["Harbor walls"]);
    }
}
