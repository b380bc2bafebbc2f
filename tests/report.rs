//! Reports through the API: a number, its definition, and the list of its rows say the same.

use baton::seed;
use chrono::TimeDelta;
use serde_json::{Value as Json, json};

use crate::support::{Person, World};

const ROWS: &str = "rows { type condition }";

async fn overview(person: &Person, select: &str) -> Json {
    person.ok(&format!("{{ overview {{ {select} }} }}"), json!({})).await["overview"].clone()
}

/// How many rows the list behind a number has, for the same person.
async fn listed(person: &Person, rows: &Json) -> i64 {
    let (list, table) = match rows["type"].as_str().unwrap() {
        "LEAD" => ("leads", "lead"),
        "DEAL" => ("deals", "deal"),
        "CONTACT" => ("contacts", "contact"),
        "COMPANY" => ("companies", "company"),
        "HANDOFF" => ("handoffs", "handoff"),
        other => panic!("no list of {other}"),
    };
    let query = format!("query($filter: ConditionInput) {{ {list}(filter: $filter, first: 1) {{ totalCount }} }}");
    let data = person.ok(&query, json!({ "filter": rows["condition"] })).await;
    data[list]["totalCount"].as_i64().unwrap_or_else(|| panic!("{table} were not counted"))
}

#[tokio::test]
async fn every_number_counts_the_rows_of_the_list_beside_it() {
    let world = World::new().await;
    seed::run(&world.app, 600, 7).await.unwrap();
    let select = format!(
        "responseTime {{ answered waiting {ROWS} readiness {{ lowers {{ label count {ROWS} }} }} }}
        stageConversion {{ {ROWS} stages {{ stageId entered converted {ROWS} convertedRows {{ type condition }} }} readiness {{ lowers {{ label count {ROWS} }} }} }}
        unowned {{ count open {ROWS} readiness {{ lowers {{ label count {ROWS} }} }} }}
        lostReasons {{ lost covered reasons {{ label count {ROWS} }} {ROWS} readiness {{ lowers {{ label count {ROWS} }} }} }}
        handoffs {{ offered {ROWS} assignees {{ offered {ROWS} }} readiness {{ lowers {{ label count {ROWS} }} }} }}
        views {{ key count {ROWS} }} readiness {{ grade lowers {{ label count {ROWS} }} }}"
    );
    let team = world.app.directory().teams().iter().find(|team| team.name == "EMEA Sales").map(|team| team.meta.id.clone());
    let seller = world.person("Nora Holm", "sales", team.as_ref()).await;
    for person in [world.ana.clone(), seller] {
        let year = format!("{{ overview(from: \"2025-03-03\", to: \"2026-03-02\") {{ {select} }} }}");
        let found = person.ok(&year, json!({})).await["overview"].clone();
        let mut held: Vec<(String, i64, Json)> = Vec::new();
        let mut hold = |name: &str, count: &Json, rows: &Json| held.push((name.to_owned(), count.as_i64().unwrap(), rows.clone()));
        let time = &found["responseTime"];
        hold("answered and waiting", &json!(time["answered"].as_i64().unwrap() + time["waiting"].as_i64().unwrap()), &time["rows"]);
        hold("unowned", &found["unowned"]["count"], &found["unowned"]["rows"]);
        hold("lost", &found["lostReasons"]["lost"], &found["lostReasons"]["rows"]);
        let stages = found["stageConversion"]["stages"].as_array().unwrap();
        assert!(stages.len() == 5 && stages.iter().all(|stage| stage["entered"].as_i64() > Some(0)), "a year of this sample has leads in every stage");
        for stage in stages {
            let name = stage["stageId"].as_str().unwrap();
            hold(&format!("entered {name}"), &stage["entered"], &stage["rows"]);
            if stage["convertedRows"].is_null() {
                assert_eq!((name, &stage["converted"]), ("stage:customer", &json!(0)));
            } else {
                hold(&format!("went on from {name}"), &stage["converted"], &stage["convertedRows"]);
            }
        }
        hold("handoffs", &found["handoffs"]["offered"], &found["handoffs"]["rows"]);
        for assignee in found["handoffs"]["assignees"].as_array().unwrap() {
            hold("handoffs of one", &assignee["offered"], &assignee["rows"]);
        }
        for reason in found["lostReasons"]["reasons"].as_array().unwrap() {
            hold(reason["label"].as_str().unwrap(), &reason["count"], &reason["rows"]);
        }
        for view in found["views"].as_array().unwrap() {
            hold(view["key"].as_str().unwrap(), &view["count"], &view["rows"]);
        }
        for part in ["responseTime", "stageConversion", "unowned", "lostReasons", "handoffs"] {
            for finding in found[part]["readiness"]["lowers"].as_array().unwrap() {
                hold(finding["label"].as_str().unwrap(), &finding["count"], &finding["rows"]);
            }
        }
        for finding in found["readiness"]["lowers"].as_array().unwrap() {
            hold(finding["label"].as_str().unwrap(), &finding["count"], &finding["rows"]);
        }
        assert!(held.len() > 15, "a sample of this size has something to say");
        for (name, count, rows) in held {
            assert_eq!(listed(&person, &rows).await, count, "{name}: {rows}");
        }
        assert_eq!(found["unowned"]["count"], 0, "nobody is ever dropped");
        let open = person.ok("{ leads(state: OPEN, first: 1) { totalCount } deals(state: OPEN, first: 1) { totalCount } }", json!({})).await;
        let both = open["leads"]["totalCount"].as_i64().unwrap() + open["deals"]["totalCount"].as_i64().unwrap();
        assert_eq!(found["unowned"]["open"], both);
    }
}

#[tokio::test]
async fn response_time_counts_who_still_waits_for_as_long_as_they_have() {
    let world = World::new().await;
    let mut leads = Vec::new();
    for (i, wait) in [10, 20, 30].into_iter().enumerate() {
        let lead = world.ana.act("createLead", json!({ "email": format!("asks{i}@mistral.example") }), "id").await;
        leads.push((lead["id"].clone(), wait));
    }
    world.ana.act("createLead", json!({ "email": "waits@mistral.example" }), "id").await;
    world.pass(TimeDelta::minutes(10)).await;
    for (lead, _) in leads {
        let call = json!({ "type": "call", "outcome": "connected", "subjectIds": [lead], "nextStep": "Demo", "nextStepDue": "2026-03-05T10:00:00Z" });
        world.ana.act("logActivity", call, "id").await;
        world.pass(TimeDelta::minutes(10)).await;
    }
    let time = overview(&world.ana, "responseTime { medianMinutes p90Minutes answered waiting definition trend { date value second } }").await["responseTime"].clone();
    assert_eq!((&time["medianMinutes"], &time["p90Minutes"]), (&json!(20.0), &Json::Null), "a quarter still waits: nobody knows when nine tenths are answered");
    assert_eq!((&time["answered"], &time["waiting"]), (&json!(3), &json!(1)));
    assert!(time["definition"].as_str().unwrap().contains("Kaplan–Meier"));
    assert_eq!(time["trend"].as_array().unwrap().last().unwrap()["value"], 20.0);
}

#[tokio::test]
async fn a_lead_closed_in_silence_lowers_the_readiness_and_not_the_median() {
    let world = World::new().await;
    let lead = world.ana.act("createLead", json!({ "email": "spam@mistral.example", "source": { "channel": "direct" } }), "id").await;
    world.ana.act("disqualifyLead", json!({ "id": lead["id"], "reasonId": "reason:disqualified-spam" }), "id").await;
    let time = overview(&world.ana, "responseTime { medianMinutes answered waiting readiness { grade lowers { label count points } } }").await["responseTime"].clone();
    assert_eq!((&time["medianMinutes"], &time["answered"], &time["waiting"]), (&Json::Null, &json!(0), &json!(0)));
    assert_eq!(time["readiness"]["grade"], 40);
    assert_eq!(time["readiness"]["lowers"][0], json!({ "label": "leads closed without an answer on record", "count": 1, "points": 60 }));
}

#[tokio::test]
async fn reasons_that_say_nothing_are_not_covered_and_are_one_step_away() {
    let world = World::new().await;
    for (i, reason) in ["price", "price", "timing", "other"].into_iter().enumerate() {
        let deal = world.ana.act("createDeal", json!({ "name": format!("Deal {i}"), "amount": "1000", "currency": if i == 1 { "USD" } else { "EUR" } }), "id").await;
        world.ana.act("loseDeal", json!({ "id": deal["id"], "reasonId": format!("reason:lost-{reason}") }), "id").await;
    }
    let found = overview(&world.ana, "lostReasons { lost covered coverage reasons { label other count amount } } views { key count rows { type condition } }").await;
    let lost = &found["lostReasons"];
    assert_eq!((&lost["lost"], &lost["covered"], &lost["coverage"]), (&json!(4), &json!(3), &json!(0.75)));
    assert_eq!(lost["reasons"][0], json!({ "label": "Price", "other": false, "count": 2, "amount": "1000" }), "the dollars are counted, not added to euros");
    let view = found["views"].as_array().unwrap().iter().find(|view| view["key"] == "lostReasons").unwrap();
    assert_eq!((view["count"].as_i64(), listed(&world.ana, &view["rows"]).await), (Some(1), 1));
}

#[tokio::test]
async fn everybody_gets_the_numbers_of_what_they_may_see() {
    let world = World::new().await;
    let (north, south) = (world.team("North").await, world.team("South").await);
    let nora = world.person("Nora Holm", "sales", Some(&north)).await;
    let sven = world.person("Sven Berg", "sales", Some(&south)).await;
    for (person, deals) in [(&nora, 1), (&sven, 2)] {
        for i in 0..deals {
            let deal = person.act("createDeal", json!({ "name": format!("Deal {i}") }), "id").await;
            person.act("loseDeal", json!({ "id": deal["id"], "reasonId": "reason:lost-price" }), "id").await;
            person.act("createDeal", json!({ "name": "Open" }), "id").await;
        }
    }
    for (person, lost) in [(&nora, 1), (&sven, 2), (&world.ana, 3)] {
        let found = overview(person, "lostReasons { lost } unowned { open count }").await;
        assert_eq!((&found["lostReasons"]["lost"], &found["unowned"]["open"]), (&json!(lost), &json!(lost)));
        let today = person.ok("{ today { open unowned } }", json!({})).await["today"].clone();
        assert_eq!(today, json!({ "open": lost, "unowned": 0 }));
    }
}

#[tokio::test]
async fn a_cohort_is_followed_from_stage_to_stage() {
    let world = World::new().await;
    for i in 0..4 {
        let lead = world.ana.act("createLead", json!({ "email": format!("lead{i}@mistral.example") }), "id").await;
        if i < 2 {
            world.pass(TimeDelta::days(1)).await;
            world.ana.act("moveLead", json!({ "id": lead["id"], "stageId": "stage:marketing-qualified" }), "id").await;
        }
        if i == 0 {
            let done = world.ana.act("convertLead", json!({ "id": lead["id"], "companyName": "Mistral", "amount": "100" }), "deal { id }").await;
            world.ana.act("winDeal", json!({ "id": done["deal"]["id"] }), "id").await;
        }
    }
    let found = overview(&world.ana, "stageConversion { overallRate stages { stageId entered converted rate medianDays } }").await["stageConversion"].clone();
    let stage = |i: usize| (found["stages"][i]["entered"].as_i64().unwrap(), found["stages"][i]["converted"].as_i64().unwrap());
    assert_eq!(found["stages"][0]["stageId"], "stage:lead", "nobody subscribed");
    assert_eq!([stage(0), stage(1), stage(2), stage(3), stage(4)], [(4, 2), (2, 1), (1, 1), (1, 1), (1, 0)]);
    assert_eq!((&found["stages"][0]["medianDays"], &found["stages"][2]["medianDays"]), (&json!(1.0), &Json::Null), "the skipped stage took no time");
    assert_eq!(found["overallRate"], 0.25);
}

#[tokio::test]
async fn a_period_that_is_none_is_refused() {
    let world = World::new().await;
    let answer = world.ana.ask("{ overview(from: \"2026-03-02\", to: \"2026-03-01\") { asOf } }", json!({})).await;
    assert_eq!(answer.refusal()["field"], "to");
    let found = overview(&world.ana, "from to asOf").await;
    assert_eq!((&found["from"], &found["to"]), (&json!("2026-01-01"), &json!("2026-03-31")), "without dates it is this quarter");
}

#[tokio::test]
async fn handoffs_are_reliable_when_they_are_taken_in_time() {
    let world = World::new().await;
    let team = world.team("Sales").await;
    let ben = world.person("Ben Okafor", "sales", Some(&team)).await;
    for (i, answer) in ["accept", "accept", "late", "open"].into_iter().enumerate() {
        let lead = world.ana.act("createLead", json!({ "email": format!("lead{i}@mistral.example") }), "id").await;
        let offer = world.ana.act("offerHandoff", json!({ "subjectId": lead["id"], "toId": ben.id, "acceptWithinMinutes": 30 }), "id").await;
        if answer == "accept" {
            world.pass(TimeDelta::minutes(10 + 10 * i as i64)).await;
            ben.act("acceptHandoff", json!({ "id": offer["id"] }), "id").await;
        } else if answer == "late" {
            world.pass(TimeDelta::minutes(31)).await;
        }
    }
    let select = "handoffs { offered inTime rate expired medianMinutes definition readiness { grade lowers { label count } }
        assignees { assignee { name kind } offered inTime declined expired medianMinutes } }";
    let found = overview(&world.ana, select).await["handoffs"].clone();
    let ben = json!({ "assignee": { "name": "Ben Okafor", "kind": "USER" }, "offered": 3, "inTime": 2, "declined": 0, "expired": 1, "medianMinutes": 15.0 });
    assert_eq!(found["assignees"], json!([ben]), "the one that still runs is not counted");
    assert_eq!((&found["offered"], &found["inTime"], &found["expired"], &found["medianMinutes"]), (&json!(3), &json!(2), &json!(1), &json!(15.0)));
    assert!((found["rate"].as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-9 && found["definition"].as_str().unwrap().contains("within its time"));
    assert_eq!(found["readiness"], json!({ "grade": 80, "lowers": [{ "label": "offers timed round the clock, to teams without hours", "count": 4 }] }));
}

#[tokio::test]
async fn today_holds_what_waits_for_the_person_who_asks() {
    let world = World::new().await;
    let team = world.team("Sales").await;
    let ben = world.person("Ben Okafor", "sales", Some(&team)).await;
    let lead = world.ana.act("createLead", json!({ "email": "lead@mistral.example" }), "id").await;
    world.ana.act("offerHandoff", json!({ "subjectId": lead["id"], "toId": team }), "id").await;
    let company = ben.act("createCompany", json!({ "name": "Mistral" }), "id").await;
    let deal = async |name: &str, date: &str, step: bool| {
        let mut input = json!({ "name": name, "companyId": company["id"], "amount": "10", "expectedCloseDate": date });
        if step {
            input["nextStep"] = json!("Call");
            input["nextStepDue"] = json!("2026-03-05T10:00:00Z");
        }
        ben.act("createDeal", input, "id").await
    };
    deal("Quiet", "2026-04-01", false).await;
    let passed = deal("Late", "2026-03-03", true).await;
    deal("Fine", "2026-04-01", true).await;
    let further = deal("Headless", "2026-04-01", true).await;
    ben.act("moveDeal", json!({ "id": further["id"], "stageId": "stage:qualified" }), "id").await;
    let task = |subject: &str, due: &str| json!({ "type": "task", "subject": subject, "dueAt": due, "subjectIds": [passed["id"]] });
    ben.act("logActivity", task("Yesterday", "2026-03-04T15:00:00Z"), "id").await;
    ben.act("logActivity", task("This morning", "2026-03-05T08:00:00Z"), "id").await;
    ben.act("logActivity", task("Tonight", "2026-03-05T20:00:00Z"), "id").await;
    ben.act("logActivity", task("Tomorrow", "2026-03-06T08:00:00Z"), "id").await;
    world.app.clock.advance(TimeDelta::days(3));
    ben.act("logActivity", json!({ "type": "note", "body": "Seen", "subjectIds": [passed["id"]] }), "id").await;
    let select = "handoffs { subjectId } overdue { subject } due { subject } done attention { deal { name } reason days } open unowned measuredAt";
    let today = ben.ok(&format!("{{ today {{ {select} }} }}"), json!({})).await["today"].clone();
    assert_eq!(today["handoffs"], json!([{ "subjectId": lead["id"] }]), "offered to the team is offered to Ben");
    assert_eq!(today["overdue"], json!([{ "subject": "Yesterday" }, { "subject": "This morning" }]));
    assert_eq!(today["due"], json!([{ "subject": "Tonight" }]));
    assert_eq!(today["done"], 1);
    let attention = json!([
        { "deal": { "name": "Late" }, "reason": "CLOSE_DATE_PASSED", "days": 2 },
        { "deal": { "name": "Quiet" }, "reason": "NO_NEXT_STEP", "days": null },
        { "deal": { "name": "Headless" }, "reason": "NO_DECISION_MAKER", "days": null },
    ]);
    assert_eq!(today["attention"], attention);
    assert_eq!(
        world.ana.ok("{ today { handoffs { id } overdue { id } attention { reason } } }", json!({})).await["today"],
        json!({ "handoffs": [], "overdue": [], "attention": [] })
    );
}

#[tokio::test]
async fn a_number_is_never_older_than_the_last_commit() {
    let world = World::new().await;
    let numbers = async || {
        let found = overview(&world.ana, "lostReasons { lost } unowned { open }").await;
        (found["lostReasons"]["lost"].as_i64().unwrap(), found["unowned"]["open"].as_i64().unwrap())
    };
    assert_eq!(numbers().await, (0, 0));
    for i in 1..=3 {
        let deal = world.ana.act("createDeal", json!({ "name": format!("Deal {i}") }), "id").await;
        assert_eq!(numbers().await, (i - 1, 1));
        world.ana.act("loseDeal", json!({ "id": deal["id"], "reasonId": "reason:lost-price" }), "id").await;
        assert_eq!(numbers().await, (i, 0));
        let ids = json!({ "ids": [deal["id"]] });
        world.ana.act("deleteRecords", ids.clone(), "ok").await;
        assert_eq!(numbers().await, (i - 1, 0), "what is in the trash is not counted");
        world.ana.act("restoreRecords", ids, "ok").await;
        assert_eq!(numbers().await, (i, 0));
    }
}
