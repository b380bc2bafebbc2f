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
