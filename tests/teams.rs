//! Teams: a tree, and what becomes of what a deleted one held.

use baton::ownership::model::Assignment;
use serde_json::json;

use crate::support::{World, fields_of};

#[tokio::test]
async fn teams_form_a_tree_and_never_a_ring() {
    let world = World::new().await;
    let refused = world.ana.refused("createTeam", json!({ "name": " ", "parentId": "team:none", "timeZone": "Mars" })).await;
    assert_eq!(fields_of(&refused), ["name", "timeZone", "parentId"]);
    let top = world.ana.act("createTeam", json!({ "name": "Top", "timeZone": "Europe/Paris" }), "id version timeZone").await;
    assert_eq!(top["timeZone"], "Europe/Paris");
    let below = world.ana.act("createTeam", json!({ "name": "Below", "parentId": top["id"] }), "id parentId").await;
    assert_eq!(below["parentId"], top["id"]);
    for parent in [&top["id"], &below["id"]] {
        let ring = world.ana.refused("updateTeam", json!({ "id": top["id"], "expectedVersion": 1, "parentId": parent })).await;
        assert_eq!(fields_of(&ring), ["parentId"]);
    }
    let free = world.ana.act("updateTeam", json!({ "id": below["id"], "expectedVersion": 1, "parentId": null, "name": "Beside" }), "parentId name version").await;
    assert_eq!(free, json!({ "parentId": null, "name": "Beside", "version": 2 }));
    let text = crate::support::mutation_text("updateTeam", "id");
    let under = |id: &serde_json::Value, parent: &serde_json::Value, version: i64| json!({ "input": { "id": id, "expectedVersion": version, "parentId": parent } });
    let (a, b) = tokio::join!(world.ana.ask(&text, under(&top["id"], &below["id"], 1)), world.ana.ask(&text, under(&below["id"], &top["id"], 2)));
    assert_eq!([a, b].iter().filter(|answer| answer.0.get("errors").is_some()).count(), 1, "two changes that would make a ring together");
}

#[tokio::test]
async fn a_deleted_team_leaves_its_people_records_and_rules_to_another() {
    let world = World::new().await;
    let (top, old, new) = (world.team("Top").await, world.team("Old").await, world.team("New").await);
    world.ana.act("updateTeam", json!({ "id": old, "expectedVersion": 1, "parentId": top }), "id").await;
    let below = world.ana.act("createTeam", json!({ "name": "Below", "parentId": old }), "id").await["id"].clone();
    let ben = world.person("Ben Okafor", "sales", Some(&old)).await;
    let open = world.ana.act("createDeal", json!({ "name": "Pilot", "ownerId": ben.id }), "id").await["id"].clone();
    world.rule(None, Assignment::RoundRobin { id: old.clone() }, None, &old).await;

    let refused = world.ana.refused("deleteTeam", json!({ "id": old, "expectedVersion": 2 })).await;
    assert_eq!(fields_of(&refused), ["moveToId"]);
    assert_eq!(fields_of(&world.ana.refused("deleteTeam", json!({ "id": old, "expectedVersion": 2, "moveToId": old })).await), ["moveToId"]);
    assert_eq!(ben.refused("deleteTeam", json!({ "id": old, "expectedVersion": 2, "moveToId": new })).await["code"], "FORBIDDEN");
    world.ana.act("deleteTeam", json!({ "id": old, "expectedVersion": 2, "moveToId": new }), "").await;

    let data =
        world.ana.ok("query($id: ID!) { deal(id: $id) { owner { id teamIds } teamId } me { workspace { teams { id name parentId memberIds } } } }", json!({ "id": open })).await;
    assert_eq!(data["deal"], json!({ "owner": { "id": ben.id, "teamIds": [new] }, "teamId": new }));
    let teams = data["me"]["workspace"]["teams"].as_array().unwrap();
    let names: Vec<_> = teams.iter().map(|team| team["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Below", "New", "Top"]);
    assert_eq!(teams[0]["parentId"], json!(top), "{below} hangs under the one above");
    assert_eq!(teams[1]["memberIds"], json!([ben.id]));
    // The rule goes to the new team's people.
    let lead = world.ana.act("createLead", json!({ "lastName": "Dupont" }), "handoff { to { id } }").await;
    assert_eq!(lead["handoff"]["to"]["id"], json!(ben.id));
    world.ana.act("deleteTeam", json!({ "id": below, "expectedVersion": 2 }), "").await;
}
