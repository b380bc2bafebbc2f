//! Leads through the API, from inquiry to won.

use chrono::TimeDelta;
use serde_json::{Value as Json, json};

use crate::support::{World, fields_of};

async fn new_lead(world: &World) -> Json {
    world
        .ana
        .act(
            "createLead",
            json!({ "email": "camille@mistral.example", "firstName": "Camille", "companyName": "Mistral Textiles", "offer": "Telemetry" }),
            "id version contactId companyId",
        )
        .await
}

#[tokio::test]
async fn a_lead_needs_somebody_who_asks() {
    let world = World::new().await;
    assert_eq!(fields_of(&world.ana.refused("createLead", json!({ "offer": "x".repeat(201) })).await), ["email", "offer"]);
    assert_eq!(fields_of(&world.ana.refused("createLead", json!({ "email": "nobody" })).await), ["email"]);
    assert_eq!(fields_of(&world.ana.refused("createLead", json!({ "contactId": "contact:none" })).await), ["contactId"]);
}

#[tokio::test]
async fn the_first_meaningful_activity_stops_the_clock_and_nothing_else_does() {
    let world = World::new().await;
    let lead = new_lead(&world).await;
    let state = async || world.ana.ok("query($id: ID!) { lead(id: $id) { status nextStep response { respondedAt } } }", json!({ "id": lead["id"] })).await["lead"].clone();
    world.pass(TimeDelta::minutes(5)).await;
    world.ana.act("logActivity", json!({ "type": "note", "body": "Looks big", "subjectIds": [lead["id"]] }), "meaningful").await;
    assert_eq!(state().await["response"]["respondedAt"], Json::Null);
    let refusal = world.ana.refused("logActivity", json!({ "type": "call", "subjectIds": [lead["id"]] })).await;
    assert_eq!(fields_of(&refusal), ["outcome", "nextStep"]);
    world.pass(TimeDelta::minutes(5)).await;
    let call = json!({ "type": "call", "outcome": "connected", "subjectIds": [lead["id"]], "nextStep": "Demo", "nextStepDue": "2026-03-05T10:00:00Z" });
    world.ana.act("logActivity", call, "meaningful").await;
    assert_eq!(state().await, json!({ "status": "CONTACTED", "nextStep": "Demo", "response": { "respondedAt": "2026-03-02T09:10:00+00:00" } }));
    world.pass(TimeDelta::minutes(5)).await;
    world.ana.act("logActivity", json!({ "type": "email", "subjectIds": [lead["id"]] }), "id").await;
    assert_eq!(state().await["response"]["respondedAt"], "2026-03-02T09:10:00+00:00", "only the first counts");
}

#[tokio::test]
async fn skipped_stages_count_as_passed_and_history_has_no_gaps() {
    let world = World::new().await;
    let lead = new_lead(&world).await;
    world.pass(TimeDelta::hours(2)).await;
    let moved =
        world.ana.act("moveLead", json!({ "id": lead["id"], "stageId": "stage:sales-qualified" }), "stageHistory { stageId enteredAt leftAt passed } contact { lifecycle }").await;
    let history = moved["stageHistory"].as_array().unwrap();
    let stages: Vec<(&str, bool)> = history.iter().map(|visit| (visit["stageId"].as_str().unwrap(), visit["passed"].as_bool().unwrap())).collect();
    assert_eq!(stages, [("stage:lead", false), ("stage:marketing-qualified", true), ("stage:sales-qualified", false)]);
    for pair in history.windows(2) {
        assert_eq!(pair[0]["leftAt"], pair[1]["enteredAt"]);
    }
    assert_eq!(moved["contact"]["lifecycle"], "SALES_QUALIFIED");
    for stage in ["stage:customer", "stage:disqualified", "stage:none"] {
        assert_eq!(fields_of(&world.ana.refused("moveLead", json!({ "id": lead["id"], "stageId": stage })).await), ["stageId"]);
    }
}

#[tokio::test]
async fn converting_moves_everything_over_and_winning_makes_a_customer() {
    let world = World::new().await;
    let lead = new_lead(&world).await;
    let call = json!({ "type": "call", "outcome": "connected", "subjectIds": [lead["id"]], "nextStep": "Demo", "nextStepDue": "2026-03-05T10:00:00Z" });
    world.ana.act("logActivity", call, "id").await;
    let select = "lead { state dealId stage { kind } } deal { id name nextStep company { name } contacts { contact { name } } lead { id } timeline { nodes { activity { type } event { kind } } } } company { lifecycle } contact { lifecycle }";
    let done = world.ana.act("convertLead", json!({ "id": lead["id"], "amount": "64000" }), select).await;
    assert_eq!((done["lead"]["state"].as_str(), done["lead"]["stage"]["kind"].as_str()), (Some("CONVERTED"), Some("OPPORTUNITY")));
    assert_eq!(
        (done["deal"]["name"].as_str(), done["deal"]["nextStep"].as_str(), done["deal"]["company"]["name"].as_str()),
        (Some("Mistral Textiles, Telemetry"), Some("Demo"), Some("Mistral Textiles"))
    );
    assert_eq!(done["lead"]["dealId"], done["deal"]["id"]);
    assert_eq!(done["deal"]["lead"]["id"], lead["id"]);
    let calls = done["deal"]["timeline"]["nodes"].as_array().unwrap().iter().filter(|entry| entry["activity"]["type"] == "call").count();
    assert_eq!(calls, 1, "what was done for the lead stands in the deal's timeline");
    assert_eq!((done["company"]["lifecycle"].as_str(), done["contact"]["lifecycle"].as_str()), (Some("LEAD"), Some("OPPORTUNITY")));
    assert_eq!(world.ana.refused("convertLead", json!({ "id": lead["id"] })).await["code"], "CONFLICT");

    world.ana.act("winDeal", json!({ "id": done["deal"]["id"] }), "state").await;
    let after = world.ana.ok("query($id: ID!) { lead(id: $id) { stage { kind } contact { lifecycle } company { lifecycle } } }", json!({ "id": lead["id"] })).await["lead"].clone();
    assert_eq!(after, json!({ "stage": { "kind": "CUSTOMER" }, "contact": { "lifecycle": "CUSTOMER" }, "company": { "lifecycle": "CUSTOMER" } }));
}

#[tokio::test]
async fn a_refused_conversion_leaves_nothing_behind() {
    let world = World::new().await;
    let lead = new_lead(&world).await;
    let refusal = world.ana.refused("convertLead", json!({ "id": lead["id"], "companyName": "Brand New", "amount": "-1", "stageId": "stage:contract" })).await;
    assert_eq!(fields_of(&refusal), ["amount", "expectedCloseDate"]);
    let data = world.ana.ok("{ deals { totalCount } companies { nodes { name } } leads { nodes { state version } } }", json!({})).await;
    assert_eq!(data["deals"]["totalCount"], 0);
    assert_eq!(data["companies"]["nodes"], json!([{ "name": "Mistral Textiles" }]));
    assert_eq!(data["leads"]["nodes"], json!([{ "state": "OPEN", "version": lead["version"] }]));
}

#[tokio::test]
async fn a_contacts_address_belongs_to_one_contact() {
    let world = World::new().await;
    world.ana.act("createContact", json!({ "firstName": "A", "emails": ["a@one.example"] }), "id").await;
    let refusal = world.ana.refused("createContact", json!({ "firstName": "B", "emails": ["A@ONE.example"] })).await;
    assert_eq!((refusal["code"].as_str(), refusal["field"].as_str()), (Some("CONFLICT"), Some("emails")));
    assert!(!refusal.to_string().contains("contact:"), "the refusal does not say whose it is");
}
