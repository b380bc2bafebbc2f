//! The audit: who came in, and who changed who may do what.

use baton::audit::{actions::Asked, store};
use serde_json::{Value as Json, json};

use crate::{
    roles::role,
    support::{PASSWORD, World},
};

const AUDIT: &str = "query($action: String, $actor: ID, $subject: ID, $first: Int, $after: String) {
    audit(action: $action, actorId: $actor, subjectId: $subject, first: $first, after: $after) {
        nodes { id at address action subjectId actor { kind id name } changes { field from to } detail } pageInfo { hasNextPage endCursor } } }";

async fn entries(world: &World, asked: Json) -> Vec<Json> {
    world.ana.ok(AUDIT, asked).await["audit"]["nodes"].as_array().unwrap().clone()
}

#[tokio::test]
async fn who_signs_in_and_who_fails_to_is_written_down_with_the_address() {
    let world = World::new().await;
    let sign_in = async |password: &str| {
        let query = "mutation($input: SignInInput!) { signIn(input: $input) { user { id } } }";
        let body = json!({ "query": query, "variables": { "input": { "email": "ana@example.com", "password": password } } });
        world.http.post(format!("{}/graphql", world.base)).json(&body).send().await.unwrap()
    };
    sign_in("not the password at all").await;
    world.pass(chrono::TimeDelta::seconds(1)).await;
    sign_in(PASSWORD).await;
    let signs = entries(&world, json!({ "action": "SIGN" })).await;
    let told: Vec<_> = signs.iter().map(|entry| (entry["action"].as_str().unwrap(), entry["address"].as_str().unwrap())).collect();
    assert_eq!(told, [("SignedIn", "127.0.0.1"), ("SignInFailed", "127.0.0.1")]);
    assert_eq!((&signs[0]["actor"]["name"], &signs[0]["subjectId"]), (&json!("Ana Ribeiro"), &json!(world.ana.id)));
    assert!(!json!(signs).to_string().contains(PASSWORD));
}

#[tokio::test]
async fn a_change_of_rights_is_written_with_what_was_before_and_what_is_now() {
    let world = World::new().await;
    let ben = world.person("Ben Okafor", "sales", None).await;
    let refused = world.ana.refused("updateUser", json!({ "id": ben.id, "expectedVersion": 1, "roleId": "role:none" })).await;
    assert_eq!(refused["field"], "roleId");
    world.pass(chrono::TimeDelta::seconds(1)).await;
    world.ana.act("updateUser", json!({ "id": ben.id, "expectedVersion": 1, "roleId": "role:marketing" }), "id").await;
    let about = entries(&world, json!({ "subject": ben.id })).await;
    assert_eq!(about.iter().map(|entry| entry["action"].as_str().unwrap()).collect::<Vec<_>>(), ["UserUpdated", "UserCreated"], "a refusal changes nothing and is no change");
    assert_eq!(about[0]["changes"], json!([{ "field": "roleId", "from": "role:sales", "to": "role:marketing" }]));
    assert_eq!(about[0]["actor"]["id"], json!(world.ana.id));
    world.ana.act("createDeal", json!({ "name": "Pilot" }), "id").await;
    let deals = entries(&world, json!({ "action": "deal" })).await;
    assert_eq!((deals.len(), &deals[0]["action"], &deals[0]["address"]), (1, &json!("DealCreated"), &json!("127.0.0.1")), "changes of records are in the audit too");
}

#[tokio::test]
async fn a_tokens_use_is_named_once_an_hour_and_at_each_change_of_its_address() {
    let world = World::new().await;
    let ben = world.person("Ben Okafor", "sales", None).await;
    let uses = async || entries(&world, json!({ "action": "TokenUsed", "subject": ben.id })).await;
    ben.ok("{ leads { totalCount } }", json!({})).await;
    ben.ok("{ deals { totalCount } }", json!({})).await;
    assert_eq!(uses().await.len(), 1);
    assert_eq!((&uses().await[0]["address"], &uses().await[0]["actor"]["kind"]), (&json!("127.0.0.1"), &json!("TOKEN")));
    world.pass(chrono::TimeDelta::minutes(59)).await;
    ben.ok("{ deals { totalCount } }", json!({})).await;
    assert_eq!(uses().await.len(), 1, "in the same hour");
    world.pass(chrono::TimeDelta::minutes(2)).await;
    ben.ok("{ deals { totalCount } }", json!({})).await;
    assert_eq!(uses().await.len(), 2, "in the next");
}

#[tokio::test]
async fn who_reads_the_audit_sees_no_more_of_records_than_elsewhere() {
    let world = World::new().await;
    let deal = world.ana.act("createDeal", json!({ "name": "Pilot", "amount": "4711" }), "id").await["id"].clone();
    let hidden = json!([{ "object": "DEAL", "field": "amount", "access": "HIDDEN" }]);
    let keeper = role(&world, "Keeper", "role:admin", json!({ "fields": hidden })).await;
    let blind = json!([{ "object": "DEAL", "read": "NONE", "create": "NONE", "edit": "NONE", "delete": "NONE", "export": "NONE" }]);
    let blind = role(&world, "Blind keeper", "role:admin", json!({ "permissions": blind })).await;
    for (name, role, seen) in [("Ben Okafor", keeper, Some(true)), ("Cleo Martin", blind, None)] {
        let person = world.person(name, role.key(), None).await;
        let changes = person.ok(AUDIT, json!({ "subject": deal })).await["audit"]["nodes"][0]["changes"].to_string();
        assert_eq!(changes.contains("Pilot"), seen.is_some(), "{name}: {changes}");
        assert!(!changes.contains("4711"), "{name}: {changes}");
    }
}

#[tokio::test]
async fn the_audit_is_paged_newest_first_and_for_administrators_alone() {
    let world = World::new().await;
    for i in 0..5 {
        world.pass(chrono::TimeDelta::seconds(1)).await;
        world.ana.act("createTeam", json!({ "name": format!("Team {i}") }), "id").await;
    }
    let (mut seen, mut after) = (Vec::new(), Json::Null);
    loop {
        let page = world.ana.ok(AUDIT, json!({ "action": "TeamCreated", "first": 2, "after": after })).await["audit"].clone();
        seen.extend(page["nodes"].as_array().unwrap().iter().map(|entry| entry["at"].as_str().unwrap().to_owned()));
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(seen.len(), 5);
    assert!(seen.is_sorted_by(|a, b| a > b), "{seen:?}");
    for role in ["operations", "sales", "executive"] {
        let person = world.person(&format!("{role} Person"), role, None).await;
        assert_eq!(person.ask(AUDIT, json!({})).await.refusal()["code"], "FORBIDDEN", "{role}");
    }
    assert_eq!(world.ana.ask(AUDIT, json!({ "after": "x" })).await.refusal()["field"], "after");
}

#[tokio::test]
async fn the_audits_lists_run_on_indexes_and_a_rare_action_is_looked_for_page_by_page() {
    let world = World::new().await;
    let behind = (-1_772_442_000_000_000, "01KJPWD6M00000000000000000".to_owned());
    let (by, about) = (Some(world.ana.id.clone()), Some(world.ana.id.clone()));
    for (asked, index) in [
        (Asked::default(), ["audit_at", "event_at"]),
        (Asked { actor_id: by, ..Asked::default() }, ["audit_actor", "event_actor"]),
        (Asked { subject_id: about, ..Asked::default() }, ["audit_subject", "event_subject"]),
    ] {
        let plans = store::explain(&world.app.db, &asked, Some(&behind)).await.unwrap();
        assert!(index.iter().all(|name| plans.contains(name)) && !plans.contains("TableScan"), "{plans}");
        // Of one record there are few events; all else comes in the index's order.
        assert!(!plans.contains("Sort") || asked.subject_id.is_some(), "{plans}");
    }
    baton::seed::run(&world.app, 800, 1).await.unwrap();
    let nothing = world.ana.ok(AUDIT, json!({ "action": "nothing like it" })).await["audit"].clone();
    assert_eq!((&nothing["nodes"], &nothing["pageInfo"]["hasNextPage"]), (&json!([]), &json!(true)), "not all was looked through at once");
    let (mut found, mut after) = (Vec::new(), Json::Null);
    loop {
        let page = world.ana.ok(AUDIT, json!({ "action": "campaigncreated", "first": 5, "after": after })).await["audit"].clone();
        found.extend(page["nodes"].as_array().unwrap().iter().map(|entry| entry["id"].clone()));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    let campaigns = world.ana.ok("{ campaigns { totalCount } }", json!({})).await["campaigns"]["totalCount"].as_u64().unwrap();
    let each: std::collections::HashSet<String> = found.iter().map(Json::to_string).collect();
    assert_eq!((found.len() as u64, each.len()), (campaigns, found.len()), "each once");
}
