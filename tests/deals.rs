//! Deals through the API.

use serde_json::json;

use crate::support::{World, fields_of};

const DEAL: &str = "id version name amount currency probability weightedAmount state stageId nextStep position tags company { name } owner { name } stageHistory { stageId enteredAt leftAt passed }";

#[tokio::test]
async fn a_new_deal_starts_in_the_first_stage_with_its_creator_responsible() {
    let world = World::new().await;
    let deal = world.ana.act("createDeal", json!({ "name": " Fleet rollout ", "amount": "84000.50", "tags": ["Big", "big "] }), DEAL).await;
    assert_eq!(deal["name"], "Fleet rollout");
    assert_eq!(deal["stageId"], "stage:discovery");
    assert_eq!(deal["owner"]["name"], "Ana Ribeiro");
    assert_eq!((deal["amount"].as_str(), deal["currency"].as_str()), (Some("84000.50"), Some("EUR")));
    assert_eq!((deal["probability"].as_i64(), deal["weightedAmount"].as_str()), (Some(10), Some("8400.05")));
    assert_eq!(deal["tags"], json!(["big"]));
    assert_eq!(deal["version"], 1);
}

#[tokio::test]
async fn every_fault_of_an_input_is_named_at_once_and_nothing_is_written() {
    let world = World::new().await;
    let refusal =
        world.ana.refused("createDeal", json!({ "name": "", "amount": "-1", "currency": "QQQ", "probability": 101, "companyId": "company:none", "ownerId": "user:none" })).await;
    assert_eq!(refusal["code"], "INVALID");
    let mut fields = fields_of(&refusal);
    fields.sort();
    assert_eq!(fields, ["amount", "companyId", "currency", "name", "ownerId", "probability"]);
    assert_eq!(world.ana.ok("{ deals { totalCount } }", json!({})).await["deals"]["totalCount"], 0);
}

#[tokio::test]
async fn a_stage_asks_for_its_fields_and_takes_them_with_the_move() {
    let world = World::new().await;
    let deal = world.ana.act("createDeal", json!({ "name": "Pilot" }), DEAL).await;
    let refusal = world.ana.refused("moveDeal", json!({ "id": deal["id"], "stageId": "stage:proposal" })).await;
    assert_eq!(fields_of(&refusal), ["companyId", "amount", "expectedCloseDate"]);
    let company = world.ana.act("createCompany", json!({ "name": "Copperline" }), "id").await;
    let moved = world
        .ana
        .act("moveDeal", json!({ "id": deal["id"], "stageId": "stage:proposal", "companyId": company["id"], "amount": "100", "expectedCloseDate": "2026-06-30" }), DEAL)
        .await;
    assert_eq!((moved["stageId"].as_str(), moved["probability"].as_i64(), moved["weightedAmount"].as_str()), (Some("stage:proposal"), Some(60), Some("60")));
    let history = moved["stageHistory"].as_array().unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!(history[0]["leftAt"], history[1]["enteredAt"], "a stay ends when the next begins");
    assert!(history[1]["leftAt"].is_null());
}

#[tokio::test]
async fn winning_needs_an_amount_and_losing_a_reason_and_both_only_once() {
    let world = World::new().await;
    let deal = world.ana.act("createDeal", json!({ "name": "Pilot" }), DEAL).await;
    assert_eq!(fields_of(&world.ana.refused("winDeal", json!({ "id": deal["id"] })).await), ["amount"]);
    let won = world.ana.act("winDeal", json!({ "id": deal["id"], "amount": "500" }), "state probability weightedAmount expectedCloseDate closedAt").await;
    assert_eq!(
        (won["state"].as_str(), won["probability"].as_i64(), won["weightedAmount"].as_str(), won["expectedCloseDate"].as_str()),
        (Some("WON"), Some(100), Some("500"), Some("2026-03-02"))
    );
    assert_eq!(world.ana.refused("loseDeal", json!({ "id": deal["id"], "reasonId": "reason:lost-price" })).await["code"], "CONFLICT");

    let other = world.ana.act("createDeal", json!({ "name": "Other" }), "id").await;
    assert_eq!(fields_of(&world.ana.refused("loseDeal", json!({ "id": other["id"], "reasonId": "reason:none" })).await), ["reasonId"]);
    let lost = world.ana.act("loseDeal", json!({ "id": other["id"], "reasonId": "reason:lost-price", "note": " too dear " }), "state lostReason { label } lostNote").await;
    assert_eq!((lost["state"].as_str(), lost["lostReason"]["label"].as_str(), lost["lostNote"].as_str()), (Some("LOST"), Some("Price"), Some("too dear")));
}

#[tokio::test]
async fn line_items_add_up_to_the_amount() {
    let world = World::new().await;
    let deal = world
        .ana
        .act(
            "createDeal",
            json!({ "name": "Vans", "lineItems": [{ "name": "Unit", "quantity": "3", "unitPrice": "19.99", "discountPercent": "10" }] }),
            "id version amount lineItems { id total }",
        )
        .await;
    assert_eq!((deal["amount"].as_str(), deal["lineItems"][0]["total"].as_str()), (Some("53.97"), Some("53.97")));
    let input = json!({ "id": deal["id"], "expectedVersion": 1, "addLineItems": [{ "name": "Setup", "quantity": "1", "unitPrice": "100" }] });
    let changed = world.ana.act("updateDeal", input, "amount").await;
    assert_eq!(changed["amount"], "153.97");
    let refusal = world.ana.refused("updateDeal", json!({ "id": deal["id"], "expectedVersion": 2, "addLineItems": [{ "quantity": "0", "discountPercent": "120" }] })).await;
    assert_eq!(fields_of(&refusal), ["addLineItems[0].quantity", "addLineItems[0].discountPercent", "addLineItems[0].name"]);
}

#[tokio::test]
async fn edits_of_different_fields_merge_and_of_the_same_field_conflict_with_both_values() {
    let world = World::new().await;
    let ben = world.person("Ben Okafor", "operations", None).await;
    let deal = world.ana.act("createDeal", json!({ "name": "Pilot", "amount": "100" }), DEAL).await;
    let (amount, step) = tokio::join!(
        world.ana.act("updateDeal", json!({ "id": deal["id"], "expectedVersion": 1, "amount": "200" }), "version amount"),
        ben.act("updateDeal", json!({ "id": deal["id"], "expectedVersion": 1, "nextStep": "Call", "nextStepDue": "2026-03-09T10:00:00Z" }), "version nextStep"),
    );
    assert_eq!((amount["amount"].as_str(), step["nextStep"].as_str()), (Some("200"), Some("Call")));
    let both = world.ana.ok("query($id: ID!) { deal(id: $id) { version amount nextStep weightedAmount } }", json!({ "id": deal["id"] })).await["deal"].clone();
    assert_eq!(both, json!({ "version": 3, "amount": "200", "nextStep": "Call", "weightedAmount": "20" }));

    let conflict = ben.refused("updateDeal", json!({ "id": deal["id"], "expectedVersion": 1, "amount": "300" })).await;
    assert_eq!(conflict["code"], "CONFLICT");
    assert_eq!(conflict["conflicts"][0]["field"], "amount");
    assert_eq!(
        (conflict["conflicts"][0]["yours"].as_str(), conflict["conflicts"][0]["theirs"].as_str(), conflict["conflicts"][0]["by"].as_str()),
        (Some("300"), Some("200"), Some("Ana Ribeiro"))
    );
}

#[tokio::test]
async fn a_merged_deal_is_held_to_the_rules_as_a_whole() {
    let world = World::new().await;
    let company = world.ana.act("createCompany", json!({ "name": "Copperline" }), "id").await;
    let deal = world.ana.act("createDeal", json!({ "name": "Pilot", "companyId": company["id"], "stageId": "stage:qualified" }), "id version").await;
    let refusal = world.ana.refused("updateDeal", json!({ "id": deal["id"], "expectedVersion": 1, "companyId": null })).await;
    assert_eq!(fields_of(&refusal), ["companyId"]);
}

#[tokio::test]
async fn a_replayed_mutation_has_one_effect_and_the_same_answer() {
    let world = World::new().await;
    let input = json!({ "name": "Pilot", "idempotencyKey": "once" });
    let (first, second) = tokio::join!(world.ana.act("createDeal", input.clone(), DEAL), world.ana.act("createDeal", input.clone(), DEAL));
    assert_eq!(first, second);
    world.ana.act("updateDeal", json!({ "id": first["id"], "expectedVersion": 1, "name": "Renamed" }), "id").await;
    assert_eq!(world.ana.act("createDeal", input, DEAL).await, first, "the first answer, also after the deal has changed");
    assert_eq!(world.ana.ok("{ deals { totalCount } }", json!({})).await["deals"]["totalCount"], 1);
    let another = json!({ "name": "Another", "idempotencyKey": "once" });
    assert_eq!(fields_of(&world.ana.refused("createDeal", another.clone()).await), ["idempotencyKey"]);
    world.app.clock.advance(chrono::TimeDelta::hours(25));
    baton::platform::jobs::sweep(&world.app).await.unwrap();
    world.ana.act("createDeal", another, "id").await;
}

#[tokio::test]
async fn cards_keep_the_place_they_were_put_in() {
    let world = World::new().await;
    let mut ids = Vec::new();
    for name in ["a", "b", "c"] {
        ids.push(world.ana.act("createDeal", json!({ "name": name }), "id").await["id"].clone());
    }
    let column = async || {
        let data = world.ana.ok("{ deals(stageId: \"stage:discovery\", state: OPEN, orderBy: { field: POSITION }) { nodes { name } } }", json!({})).await;
        data["deals"]["nodes"].as_array().unwrap().iter().map(|deal| deal["name"].as_str().unwrap().to_owned()).collect::<String>()
    };
    assert_eq!(column().await, "abc");
    world.ana.act("moveDeal", json!({ "id": ids[2], "stageId": "stage:discovery", "beforeId": ids[0] }), "id").await;
    assert_eq!(column().await, "cab");
    world.ana.act("moveDeal", json!({ "id": ids[2], "stageId": "stage:discovery", "afterId": ids[0] }), "id").await;
    assert_eq!(column().await, "acb");
}

#[tokio::test]
async fn a_deleted_deal_is_found_nowhere_and_comes_back_whole() {
    let world = World::new().await;
    let deal = world.ana.act("createDeal", json!({ "name": "Zebra crossing", "amount": "5" }), DEAL).await;
    world.searchable(&world.ana, "zebra").await;
    let outcome = world.ana.act("deleteRecords", json!({ "ids": [deal["id"], "deal:none"] }), "id ok code").await;
    assert_eq!(outcome, json!([{ "id": deal["id"], "ok": true, "code": null }, { "id": "deal:none", "ok": false, "code": "NOT_FOUND" }]));
    let data = world.ana.ok("{ deals { totalCount } dealsAggregate { count } trash: deals(deleted: true) { nodes { name } } }", json!({})).await;
    assert_eq!(data, json!({ "deals": { "totalCount": 0 }, "dealsAggregate": { "count": 0 }, "trash": { "nodes": [{ "name": "Zebra crossing" }] } }));
    assert_eq!(world.ana.refused("updateDeal", json!({ "id": deal["id"], "expectedVersion": 2, "name": "x" })).await["code"], "NOT_FOUND");
    world.ana.act("restoreRecords", json!({ "ids": [deal["id"]] }), "ok").await;
    let back = world.ana.ok("query($id: ID!) { deal(id: $id) { name amount deletedAt } }", json!({ "id": deal["id"] })).await["deal"].clone();
    assert_eq!(back, json!({ "name": "Zebra crossing", "amount": "5", "deletedAt": null }));
}

#[tokio::test]
async fn sums_are_the_servers_and_name_what_they_leave_out() {
    let world = World::new().await;
    for (name, amount, currency) in [("a", "100", "EUR"), ("b", "50.50", "EUR"), ("c", "999", "USD")] {
        world.ana.act("createDeal", json!({ "name": name, "amount": amount, "currency": currency }), "id").await;
    }
    let sums = world.ana.ok("{ dealsAggregate(groupBy: STAGE, state: OPEN) { count amount weightedAmount otherCurrencies groups { key count amount } } }", json!({})).await["dealsAggregate"].clone();
    assert_eq!(
        sums,
        json!({ "count": 3, "amount": "150.50", "weightedAmount": "15.05", "otherCurrencies": 1, "groups": [{ "key": "stage:discovery", "count": 3, "amount": "150.50" }] })
    );
}
