//! Routing and handoffs: who is responsible, and how that passes on.

use baton::ownership::model::Assignment;
use chrono::TimeDelta;
use serde_json::{Value as Json, json};

use crate::support::{Person, World};

const LEAD: &str = "id responsibleId offeredToId salesOwnerId handoff { id state toId dueAt trace { matched why } chain { assignee { name } role current } }";

/// A person writes through the form; gives the lead as an admin sees it.
async fn inquiry(world: &World, email: &str) -> Json {
    // Each comes a second after the one before, so that the newest is plain.
    world.app.clock.advance(TimeDelta::seconds(1));
    assert_eq!(world.submit(json!({ "email": email, "firstName": "Camille" })).await.status(), 200);
    world.ana.ok(&format!("{{ leads(first: 1) {{ nodes {{ {LEAD} }} }} }}"), json!({})).await["leads"]["nodes"][0].clone()
}

async fn lead(world: &World, id: &Json) -> Json {
    world.ana.ok(&format!("query($id: ID!) {{ lead(id: $id) {{ {LEAD} }} }}"), json!({ "id": id })).await["lead"].clone()
}

async fn team_of_two(world: &World) -> (baton::platform::id::Id, Person, Person) {
    let team = world.team("Sales").await;
    let ben = world.person("Ben Okafor", "sales", Some(&team)).await;
    let cleo = world.person("Cleo Martin", "sales", Some(&team)).await;
    (team, ben, cleo)
}

#[tokio::test]
async fn the_giver_stays_responsible_until_the_taker_accepts() {
    let world = World::new().await;
    let (team, ben, cleo) = team_of_two(&world).await;
    world.route_to(&team).await;
    let offered = inquiry(&world, "camille@mistral.example").await;
    assert_eq!(offered["responsibleId"], json!(world.ana.id), "the giver");
    let (taker, other) = if offered["offeredToId"] == json!(ben.id) { (&ben, &cleo) } else { (&cleo, &ben) };
    assert_eq!(offered["handoff"]["dueAt"], "2026-03-02T09:30:01+00:00");

    let handoff = json!({ "id": offered["handoff"]["id"] });
    assert_eq!(other.refused("acceptHandoff", handoff.clone()).await["code"], "NOT_FOUND", "what is offered to a colleague alone is not seen");
    taker.act("acceptHandoff", handoff, "state").await;
    let after = lead(&world, &offered["id"]).await;
    assert_eq!((&after["responsibleId"], &after["salesOwnerId"], &after["handoff"]), (&json!(taker.id), &json!(taker.id), &Json::Null));
}

#[tokio::test]
async fn of_two_who_accept_one_wins_and_the_other_is_told_who() {
    let world = World::new().await;
    let (team, ben, cleo) = team_of_two(&world).await;
    let deal = world.ana.act("createDeal", json!({ "name": "Pilot" }), "id").await;
    let offer = world.ana.act("offerHandoff", json!({ "subjectId": deal["id"], "toId": team, "reason": "Your region" }), "id").await;
    let mutation = "mutation($input: AcceptHandoffInput!) { acceptHandoff(input: $input) { answeredById } }";
    let input = json!({ "input": { "id": offer["id"] } });
    let (first, second) = tokio::join!(ben.ask(mutation, input.clone()), cleo.ask(mutation, input.clone()));
    let (won, lost) = if first.0.get("errors").is_none() { (first, second) } else { (second, first) };
    let winner = won.0["data"]["acceptHandoff"]["answeredById"].clone();
    let refusal = lost.refusal();
    assert_eq!((refusal["code"].as_str(), &refusal["byId"]), (Some("CONFLICT"), &winner));
    assert_eq!(world.ana.ok("query($id: ID!) { deal(id: $id) { ownerId } }", json!({ "id": deal["id"] })).await["deal"]["ownerId"], winner);
}

#[tokio::test]
async fn declined_and_expired_offers_go_down_the_chain_to_the_default_owner() {
    let world = World::new().await;
    let (team, ben, cleo) = team_of_two(&world).await;
    world.rule(None, Assignment::User { id: ben.id.clone() }, Some(&cleo.id), &team).await;
    let first = inquiry(&world, "camille@mistral.example").await;
    assert_eq!(first["offeredToId"], json!(ben.id));
    let roles: Vec<&str> = first["handoff"]["chain"].as_array().unwrap().iter().map(|step| step["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["ASSIGNED", "BACKUP", "FALLBACK", "DEFAULT"]);

    let refusal = ben.refused("declineHandoff", json!({ "id": first["handoff"]["id"], "reasonId": "reason:none" })).await;
    assert_eq!(refusal["field"], "reasonId");
    world.pass(TimeDelta::minutes(1)).await;
    ben.act("declineHandoff", json!({ "id": first["handoff"]["id"], "reasonId": "reason:decline-at-capacity" }), "state").await;
    let second = lead(&world, &first["id"]).await;
    assert_eq!((&second["offeredToId"], &second["responsibleId"]), (&json!(cleo.id), &json!(world.ana.id)));

    world.pass(TimeDelta::minutes(29)).await;
    assert_eq!(lead(&world, &first["id"]).await["offeredToId"], json!(cleo.id), "not before its time");
    world.pass(TimeDelta::minutes(1)).await;
    let third = lead(&world, &first["id"]).await;
    assert_eq!(third["offeredToId"], json!(team), "then to the fallback queue");
    world.pass(TimeDelta::minutes(31)).await;
    let last = lead(&world, &first["id"]).await;
    assert_eq!((&last["offeredToId"], &last["handoff"], &last["responsibleId"]), (&Json::Null, &Json::Null, &json!(world.ana.id)));
    let states = world.ana.ok("query($id: ID!) { lead(id: $id) { handoffs { state } } }", json!({ "id": first["id"] })).await["lead"]["handoffs"].clone();
    assert_eq!(states, json!([{ "state": "EXPIRED" }, { "state": "EXPIRED" }, { "state": "DECLINED" }]));
}

#[tokio::test]
async fn round_robin_takes_turns_and_skips_who_is_out_of_office_and_says_so() {
    let world = World::new().await;
    let (team, ben, cleo) = team_of_two(&world).await;
    world.route_to(&team).await;
    let mut offered = Vec::new();
    for i in 0..4 {
        offered.push(inquiry(&world, &format!("p{i}@mistral.example")).await["offeredToId"].clone());
    }
    assert_eq!(offered.iter().filter(|to| **to == json!(ben.id)).count(), 2, "each has had two of four");
    assert_ne!(offered[0], offered[1]);

    baton::identity::actions::set_out_of_office(&world.app, &baton::platform::actor::Actor::system(), &ben.id, true).await.unwrap();
    for i in 4..6 {
        let lead = inquiry(&world, &format!("p{i}@mistral.example")).await;
        assert_eq!(lead["offeredToId"], json!(cleo.id));
    }
    let trace = lead(&world, &world.ana.ok("{ leads(first: 2) { nodes { id } } }", json!({})).await["leads"]["nodes"][0]["id"]).await["handoff"]["trace"].clone();
    let text =
        trace.to_string() + &lead(&world, &world.ana.ok("{ leads(first: 2) { nodes { id } } }", json!({})).await["leads"]["nodes"][1]["id"]).await["handoff"]["trace"].to_string();
    assert!(text.contains("Ben Okafor is out of office."), "the trace says who was skipped: {text}");
}

#[tokio::test]
async fn the_first_rule_whose_condition_holds_decides() {
    let world = World::new().await;
    let (team, ben, cleo) = team_of_two(&world).await;
    let linkedin = json!({ "field": "source.utmSource", "op": "EQ", "value": "LinkedIn" });
    world.rule(Some(linkedin), Assignment::User { id: cleo.id.clone() }, None, &team).await;
    world.rule(None, Assignment::User { id: ben.id.clone() }, None, &team).await;
    world.submit(json!({ "email": "a@one.example", "utm_source": "linkedin" })).await;
    world.app.clock.advance(TimeDelta::seconds(1));
    world.submit(json!({ "email": "b@two.example" })).await;
    let leads = world.ana.ok("{ leads { nodes { offeredToId } } }", json!({})).await["leads"]["nodes"].clone();
    assert_eq!(leads, json!([{ "offeredToId": ben.id }, { "offeredToId": cleo.id }]));
}

#[tokio::test]
async fn a_rule_that_names_nobody_is_refused() {
    let world = World::new().await;
    let empty = world.team("Empty").await;
    let new = baton::ownership::rules::NewRule {
        name: String::new(),
        condition: Some(serde_json::from_value(json!({ "field": "nonsense", "op": "EQ", "value": 1 })).unwrap()),
        assignment: Assignment::RoundRobin { id: empty.clone() },
        backup_id: None,
        fallback_id: empty,
        accept_within_minutes: 0,
        respond_within_minutes: 60,
    };
    let error = baton::ownership::rules::create(&world.app, &baton::platform::actor::Actor::system(), new).await.unwrap_err();
    let fields: Vec<&str> = error.faults().iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(fields, ["name", "condition.field", "assignment", "fallbackId", "acceptWithinMinutes"]);
}

#[tokio::test]
async fn no_open_lead_or_deal_is_ever_without_a_responsible_person() {
    let world = World::new().await;
    let lead = inquiry(&world, "camille@mistral.example").await;
    assert_eq!((&lead["responsibleId"], &lead["handoff"]), (&json!(world.ana.id), &Json::Null), "without rules the default owner holds it, unasked");
    let data = world.ana.ok("{ overview { unowned { count open } } }", json!({})).await;
    assert_eq!(data["overview"]["unowned"], json!({ "count": 0, "open": 1 }));
}

#[tokio::test]
async fn a_contact_is_seen_by_who_sees_its_leads_and_deals_and_no_longer() {
    let world = World::new().await;
    let (team, ben, cleo) = team_of_two(&world).await;
    let solo = world.team("Partners").await;
    let dana = world.person("Dana Osei", "sales", Some(&solo)).await;
    world.rule(None, Assignment::User { id: dana.id.clone() }, Some(&ben.id), &team).await;
    let offered = inquiry(&world, "camille@mistral.example").await;
    let sees = async |person: &Person| person.ok("{ contacts { nodes { name } } }", json!({})).await["contacts"]["nodes"].as_array().unwrap().len() == 1;
    assert!(sees(&dana).await && !sees(&ben).await, "who is offered the lead sees its contact");
    dana.act("declineHandoff", json!({ "id": offered["handoff"]["id"], "reasonId": "reason:decline-at-capacity" }), "state").await;
    assert!(!sees(&dana).await && sees(&ben).await, "who declined it does not see it any more");
    let second = lead(&world, &offered["id"]).await;
    ben.act("acceptHandoff", json!({ "id": second["handoff"]["id"] }), "state").await;
    assert!(sees(&ben).await && sees(&cleo).await, "the taker's team sees what is the team's");

    let deal = ben.act("convertLead", json!({ "id": offered["id"], "companyName": "Mistral" }), "deal { id } contact { version }").await;
    let contact = world.ana.ok("{ contacts { nodes { version } } }", json!({})).await["contacts"]["nodes"][0].clone();
    assert_eq!(deal["contact"]["version"], contact["version"], "what came of it is as it is");
    world.ana.act("updateDeal", json!({ "id": deal["deal"]["id"], "expectedVersion": 1, "ownerId": dana.id }), "id").await;
    assert!(sees(&dana).await, "by the deal");
    world.ana.act("deleteRecords", json!({ "ids": [deal["deal"]["id"]] }), "ok").await;
    assert!(!sees(&dana).await && sees(&ben).await, "a deal in the trash shows nothing");
    world.ana.act("restoreRecords", json!({ "ids": [deal["deal"]["id"]] }), "ok").await;
    assert!(sees(&dana).await);
    world.ana.act("deleteRecords", json!({ "ids": [offered["id"]] }), "ok").await;
    assert!(!sees(&ben).await && sees(&dana).await);
}

#[tokio::test]
async fn what_is_over_is_offered_to_nobody_any_more() {
    let world = World::new().await;
    let (_, ben, cleo) = team_of_two(&world).await;
    let partners = world.team("Partners").await;
    let dana = world.person("Dana Osei", "sales", Some(&partners)).await;
    let waiting = async || dana.ok("{ handoffs(box: TO_ACCEPT) { nodes { subjectId } } deals { nodes { id } } leads { nodes { id } } }", json!({})).await;
    let nothing = json!({ "handoffs": { "nodes": [] }, "deals": { "nodes": [] }, "leads": { "nodes": [] } });
    for ending in ["win", "lose", "delete", "reassign"] {
        let deal = world.ana.act("createDeal", json!({ "name": "Pilot", "amount": "10", "ownerId": ben.id }), "id").await;
        let offer = world.ana.act("offerHandoff", json!({ "subjectId": deal["id"], "toId": dana.id }), "id").await;
        assert_eq!(waiting().await["handoffs"]["nodes"], json!([{ "subjectId": deal["id"] }]));
        match ending {
            "win" => world.ana.act("winDeal", json!({ "id": deal["id"] }), "id").await,
            "lose" => world.ana.act("loseDeal", json!({ "id": deal["id"], "reasonId": "reason:lost-price" }), "id").await,
            "delete" => world.ana.act("deleteRecords", json!({ "ids": [deal["id"]] }), "ok").await,
            _ => world.ana.act("updateDeal", json!({ "id": deal["id"], "expectedVersion": 2, "ownerId": cleo.id }), "id").await,
        };
        assert_eq!(waiting().await, nothing, "after {ending}");
        assert!(dana.refused("acceptHandoff", json!({ "id": offer["id"] })).await["message"].as_str().unwrap().contains("withdrawn"));
    }
    let lead = world.ana.act("createLead", json!({ "email": "camille@mistral.example" }), "id").await;
    world.ana.act("offerHandoff", json!({ "subjectId": lead["id"], "toId": dana.id }), "id").await;
    world.ana.act("deleteRecords", json!({ "ids": [lead["id"]] }), "ok").await;
    assert_eq!(waiting().await, nothing);
    let restored = world.ana.act("restoreRecords", json!({ "ids": [lead["id"]] }), "ok").await;
    assert_eq!(restored, json!([{ "ok": true }]));
    let back = self::lead(&world, &lead["id"]).await;
    assert_eq!((&back["offeredToId"], &back["handoff"], &back["responsibleId"]), (&Json::Null, &Json::Null, &json!(world.ana.id)));
}

#[tokio::test]
async fn what_waits_to_be_accepted_stands_in_the_order_of_its_clocks() {
    let world = World::new().await;
    let (team, ben, _) = team_of_two(&world).await;
    for (name, to, minutes) in [("Later", &ben.id, 90), ("Soon", &team, 20), ("Last", &team, 300), ("Next", &ben.id, 45)] {
        let deal = world.ana.act("createDeal", json!({ "name": name }), "id").await;
        world.ana.act("offerHandoff", json!({ "subjectId": deal["id"], "toId": to, "acceptWithinMinutes": minutes }), "id").await;
        world.app.clock.advance(TimeDelta::seconds(1));
    }
    let list = async |arguments: &str| {
        let query = format!("{{ handoffs(box: TO_ACCEPT, {arguments}) {{ nodes {{ subject {{ ... on Deal {{ name }} }} }} pageInfo {{ endCursor }} }} }}");
        let found = ben.ok(&query, json!({})).await["handoffs"].clone();
        let names: Vec<String> = found["nodes"].as_array().unwrap().iter().map(|node| node["subject"]["name"].as_str().unwrap().to_owned()).collect();
        (names, found["pageInfo"]["endCursor"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(list("first: 10").await.0, ["Soon", "Next", "Later", "Last"]);
    let (first, cursor) = list("first: 2").await;
    assert_eq!(first, ["Soon", "Next"]);
    assert_eq!(list(&format!("first: 2, after: \"{cursor}\"")).await.0, ["Later", "Last"]);
}

#[tokio::test]
async fn only_who_may_work_on_it_is_asked_and_who_holds_it_is_not_asked_again() {
    let world = World::new().await;
    let (team, ben, _) = team_of_two(&world).await;
    let reader = world.person("Rita Vale", "executive", None).await;
    let deal = world.ana.act("createDeal", json!({ "name": "Pilot" }), "id").await;
    assert_eq!(world.ana.refused("offerHandoff", json!({ "subjectId": deal["id"], "toId": reader.id })).await["field"], "toId");
    // Ana is the giver and stands in the chain as the backup.
    world.rule(None, Assignment::User { id: ben.id.clone() }, Some(&world.ana.id), &team).await;
    let offered = inquiry(&world, "camille@mistral.example").await;
    ben.act("declineHandoff", json!({ "id": offered["handoff"]["id"], "reasonId": "reason:decline-at-capacity" }), "state").await;
    let after = lead(&world, &offered["id"]).await;
    assert_eq!((&after["responsibleId"], &after["offeredToId"], &after["handoff"]), (&json!(world.ana.id), &Json::Null, &Json::Null));
}

#[tokio::test]
async fn an_offer_is_accepted_or_runs_out_and_never_both() {
    let world = World::new().await;
    let (team, ben, cleo) = team_of_two(&world).await;
    world.rule(None, Assignment::User { id: ben.id.clone() }, Some(&cleo.id), &team).await;
    for i in 0..8 {
        let offered = inquiry(&world, &format!("p{i}@mistral.example")).await;
        world.app.clock.advance(TimeDelta::minutes(30));
        let mutation = "mutation($input: AcceptHandoffInput!) { acceptHandoff(input: $input) { state } }";
        let (answer, ran) = tokio::join!(ben.ask(mutation, json!({ "input": { "id": offered["handoff"]["id"] } })), baton::platform::jobs::run_due(&world.app));
        ran.unwrap();
        let after = lead(&world, &offered["id"]).await;
        if answer.0.get("errors").is_none() {
            assert_eq!((&after["responsibleId"], &after["offeredToId"]), (&json!(ben.id), &Json::Null), "number {i} was taken");
        } else {
            assert_eq!(answer.refusal()["state"], "EXPIRED");
            assert_eq!((&after["responsibleId"], &after["offeredToId"]), (&json!(world.ana.id), &json!(cleo.id)), "number {i} ran out");
            cleo.act("acceptHandoff", json!({ "id": after["handoff"]["id"] }), "state").await;
        }
    }
}
