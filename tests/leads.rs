//! Leads through the API, from inquiry to won.

use baton::{
    platform::{actor::Actor, id::Id, tx},
    workspace::Workspace,
};
use chrono::TimeDelta;
use serde_json::{Value as Json, json};

use crate::support::{Person, World, fields_of};

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

/// Makes a lifecycle stage ask for fields, as an operating model would.
async fn require(world: &World, stage: &str, fields: &[&str]) {
    let (stage, fields) = (Id::new("stage", stage), fields.iter().map(|field| (*field).to_owned()).collect::<Vec<_>>());
    tx::write(&world.app, &Actor::system(), move |tx| {
        let (stage, fields) = (stage.clone(), fields.clone());
        async move {
            let before: Workspace = tx.get(&Workspace::only()).await?;
            let mut after = before.clone();
            after.lead_stages.iter_mut().find(|known| known.id == stage).unwrap().required_fields = fields;
            tx.save(&before, after, "WorkspaceChanged").await
        }
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_lifecycle_stage_asks_for_its_fields_and_takes_them_with_the_move() {
    let world = World::new().await;
    require(&world, "sales-qualified", &["score", "salesOwnerId", "nextStep", "nextStepDue"]).await;
    let lead = new_lead(&world).await;
    let mut input = json!({ "id": lead["id"], "stageId": "stage:sales-qualified" });
    assert_eq!(fields_of(&world.ana.refused("moveLead", input.clone()).await), ["score", "salesOwnerId", "nextStep", "nextStepDue"]);
    for (field, value) in [("score", json!(170)), ("salesOwnerId", json!("user:none")), ("nextStep", json!("Demo")), ("nextStepDue", json!("2026-03-05T10:00:00Z"))] {
        input[field] = value;
    }
    assert_eq!(fields_of(&world.ana.refused("moveLead", input.clone()).await), ["salesOwnerId", "score"]);
    input["score"] = json!(70);
    input["salesOwnerId"] = json!(world.ana.id);
    let moved = world.ana.act("moveLead", input, "stageId score salesOwnerId nextStep reached { lead marketingQualified salesQualified opportunity }").await;
    assert_eq!(
        moved,
        json!({ "stageId": "stage:sales-qualified", "score": 70, "salesOwnerId": world.ana.id, "nextStep": "Demo",
            "reached": { "lead": "2026-03-02T09:00:00+00:00", "marketingQualified": "2026-03-02T09:00:00+00:00", "salesQualified": "2026-03-02T09:00:00+00:00", "opportunity": null } })
    );
}

#[tokio::test]
async fn falling_back_reaches_nothing_anew() {
    let world = World::new().await;
    let lead = new_lead(&world).await;
    let mut reached = Json::Null;
    for (hours, stage) in [(1, "marketing-qualified"), (1, "lead"), (1, "subscriber"), (1, "marketing-qualified")] {
        world.pass(TimeDelta::hours(hours)).await;
        reached =
            world.ana.act("moveLead", json!({ "id": lead["id"], "stageId": format!("stage:{stage}") }), "reached { subscriber lead marketingQualified }").await["reached"].clone();
    }
    assert_eq!(reached, json!({ "subscriber": null, "lead": "2026-03-02T09:00:00+00:00", "marketingQualified": "2026-03-02T10:00:00+00:00" }));
}

#[tokio::test]
async fn a_note_on_a_disqualification_leaves_what_they_wrote_alone() {
    let world = World::new().await;
    let lead = world.ana.act("createLead", json!({ "email": "camille@mistral.example", "message": "We lose a pallet a week." }), "id").await;
    let input = json!({ "id": lead["id"], "reasonId": "reason:disqualified-no-need", "note": " Bought elsewhere. " });
    let done = world.ana.act("disqualifyLead", input, "message disqualifiedNote").await;
    assert_eq!(done, json!({ "message": "We lose a pallet a week.", "disqualifiedNote": "Bought elsewhere." }));
}

#[tokio::test]
async fn what_was_planned_can_be_completed_with_its_notes() {
    let world = World::new().await;
    let lead = new_lead(&world).await;
    let planned = json!({ "type": "meeting", "subject": "Demo", "body": "Bring the samples", "dueAt": "2026-03-03T10:00:00Z", "subjectIds": [lead["id"]] });
    let (first, second) = (world.ana.act("logActivity", planned.clone(), "id").await, world.ana.act("logActivity", planned, "id").await);
    let done = world.ana.act("completeActivity", json!({ "id": first["id"], "body": "They want two sites." }), "state body").await;
    assert_eq!(done, json!({ "state": "DONE", "body": "They want two sites." }));
    assert_eq!(world.ana.act("completeActivity", json!({ "id": second["id"] }), "body").await["body"], "Bring the samples");
}

#[tokio::test]
async fn who_takes_in_an_inquiry_sees_it_and_nobody_elses() {
    let world = World::new().await;
    let (north, south) = (world.team("North").await, world.team("South").await);
    let nora = world.person("Nora Holm", "sales", Some(&north)).await;
    let sven = world.person("Sven Berg", "sales", Some(&south)).await;
    let lead = nora.act("createLead", json!({ "email": "camille@mistral.example", "message": "Call me", "offer": "Demo" }), "id salesOwnerId").await;
    assert_eq!(lead["salesOwnerId"], json!(nora.id));
    let sees = async |person: &Person| person.ok("query($id: ID!) { lead(id: $id) { message contact { name } } }", json!({ "id": lead["id"] })).await["lead"].clone();
    assert_eq!(sees(&nora).await, json!({ "message": "Call me", "contact": { "name": "camille@mistral.example" } }));
    let refusal = sven.refused("createLead", json!({ "email": "camille@mistral.example", "offer": "Demo" })).await;
    assert_eq!(refusal["code"], "CONFLICT");
    assert!(!refusal.to_string().contains("lead:") && !refusal.to_string().contains("Call me"), "{refusal}");
    assert_eq!(sees(&sven).await, Json::Null);
    let kinds = world.ana.ok("query($id: ID!) { lead(id: $id) { timeline { nodes { event { kind } } } } }", json!({ "id": lead["id"] })).await;
    assert!(kinds.to_string().contains("LeadAskedAgain"), "whoever is responsible hears of it: {kinds}");
}

#[tokio::test]
async fn a_lead_becomes_one_deal_however_often_it_is_converted_at_once() {
    let world = World::new().await;
    let lead = new_lead(&world).await;
    let mutation = "mutation($input: ConvertLeadInput!) { convertLead(input: $input) { deal { id } } }";
    let answers = futures::future::join_all((0..6).map(|_| world.ana.ask(mutation, json!({ "input": { "id": lead["id"] } })))).await;
    let (done, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.0.get("errors").is_none());
    assert_eq!((done.len(), refused.len()), (1, 5));
    assert!(refused.iter().all(|answer| answer.refusal()["message"] == "This lead has been converted already."));
    assert_eq!(world.ana.ok("{ deals { totalCount } }", json!({})).await["deals"]["totalCount"], 1);
}
