//! What happens by itself: the trash is emptied, jobs that died are seen, settings are read.

use std::process::Command;

use baton::{
    event,
    platform::{actor::Actor, id::Id, jobs, tx},
};
use chrono::TimeDelta;
use serde_json::{Value as Json, json};

use crate::support::{
    World,
    process::{Server, free_port},
};

#[tokio::test]
async fn what_has_lain_in_the_trash_for_thirty_days_is_gone_for_ever_and_its_history_stays() {
    let world = World::new().await;
    let contact = world.ana.act("createContact", json!({ "firstName": "Camille", "emails": ["camille@mistral.example"] }), "id").await["id"].clone();
    assert_eq!(world.submit(json!({ "email": "camille@mistral.example", "message": "Hello" })).await.status(), 200);
    let company = world.ana.act("createCompany", json!({ "name": "Mistral" }), "id").await["id"].clone();
    let deal = world.ana.act("createDeal", json!({ "name": "Pilot" }), "id").await["id"].clone();
    let lead = world.ana.ok("{ leads { nodes { id } } }", json!({})).await["leads"]["nodes"][0]["id"].clone();
    let note = world.ana.act("logActivity", json!({ "type": "note", "body": "Seen", "subjectIds": [deal] }), "id").await["id"].clone();
    let campaign = world.ana.act("createCampaign", json!({ "name": "Spring" }), "id").await["id"].clone();
    let kept = world.ana.act("createDeal", json!({ "name": "Kept" }), "id").await["id"].clone();
    let all = json!([contact, company, deal, lead, note, campaign]);
    world.ana.act("deleteRecords", json!({ "ids": all }), "ok").await;
    world.app.clock.advance(TimeDelta::days(10));
    let later = world.ana.act("createDeal", json!({ "name": "Later" }), "id").await["id"].clone();
    world.ana.act("deleteRecords", json!({ "ids": [later] }), "ok").await;

    world.app.clock.advance(TimeDelta::days(19));
    jobs::sweep(&world.app).await.unwrap();
    let restored = world.ana.act("restoreRecords", json!({ "ids": [company] }), "ok").await;
    assert_eq!(restored, json!([{ "ok": true }]), "after 29 days everything can be restored");

    world.app.clock.advance(TimeDelta::days(2));
    jobs::sweep(&world.app).await.unwrap();
    let state = async |id: &Json| {
        let outcome = world.ana.act("restoreRecords", json!({ "ids": [id] }), "ok code").await;
        outcome[0]["code"].as_str().map_or_else(|| "there".to_owned(), str::to_owned)
    };
    for id in [&contact, &deal, &lead, &note, &campaign] {
        assert_eq!(state(id).await, "NOT_FOUND", "{id}");
    }
    for id in [&company, &kept, &later] {
        assert_eq!(state(id).await, "there", "{id}");
    }
    let id: Id = serde_json::from_value(contact.clone()).unwrap();
    let history = event::store::of_subject(&world.app, &id, None, 50).await.unwrap();
    assert_eq!(history[0].kind, "ContactRemoved");
    assert_eq!(history.last().unwrap().kind, "ContactCreated");
    let versions: Vec<i64> = history.iter().rev().map(|event| event.version).collect();
    assert_eq!(versions, (1..=history.len() as i64).collect::<Vec<_>>(), "the history has no gap");
    let again = world.ana.act("createContact", json!({ "firstName": "Camille", "emails": ["camille@mistral.example"] }), "id").await;
    assert_ne!(again["id"], contact, "the address is free again");
    assert_eq!(world.ana.ok("{ forms { submissionCount } }", json!({})).await["forms"][0]["submissionCount"], 0, "what they sent went with them");
}

#[tokio::test]
async fn more_than_fits_one_transaction_leaves_the_trash_too() {
    let world = World::new().await;
    let mut ids = Vec::new();
    for i in 0..210 {
        ids.push(world.ana.act("createCompany", json!({ "name": format!("Company {i}") }), "id").await["id"].clone());
    }
    world.ana.act("deleteRecords", json!({ "ids": ids }), "ok").await;
    world.app.clock.advance(TimeDelta::days(31));
    jobs::sweep(&world.app).await.unwrap();
    assert_eq!(world.ana.ok("{ companies(deleted: true) { totalCount } }", json!({})).await["companies"]["totalCount"], 0);
}

#[tokio::test]
async fn a_job_that_failed_too_often_is_seen_by_those_who_run_the_workspace() {
    let world = World::new().await;
    let ben = world.person("Ben Okafor", "sales", None).await;
    let subject = Id::new("deal", "01J9ZQ4M3N8W5T2R6Y7K0B1C2D");
    let (at, of) = (world.app.clock.now(), subject.clone());
    tx::write(&world.app, &Actor::system(), move |tx| {
        let of = of.clone();
        async move { jobs::schedule(&tx, "nobody.knows", &of, at, json!({})).await }
    })
    .await
    .unwrap();
    let dead = async || {
        let text = world.http.get(format!("{}/metrics", world.base)).send().await.unwrap().text().await.unwrap();
        let line = text.lines().find(|line| line.starts_with("baton_jobs_dead ")).unwrap_or_else(|| panic!("no number in {text}")).to_owned();
        line.rsplit(' ').next().unwrap().parse::<i64>().unwrap()
    };
    for _ in 0..7 {
        world.pass(TimeDelta::minutes(30)).await;
    }
    assert_eq!(dead().await, 0, "it is tried eight times");
    world.pass(TimeDelta::minutes(30)).await;
    assert_eq!(dead().await, 1);
    world.pass(TimeDelta::days(1)).await;
    let jobs = world.ana.ok("{ deadJobs { kind subjectId tries error } }", json!({})).await["deadJobs"].clone();
    assert_eq!(jobs, json!([{ "kind": "nobody.knows", "subjectId": subject, "tries": 8, "error": "no worker knows the job “nobody.knows”" }]));
    assert_eq!(ben.ask("{ deadJobs { kind } }", json!({})).await.refusal()["code"], "FORBIDDEN");
}

#[test]
fn a_switch_in_the_environment_is_spelled_as_people_spell_it() {
    let schema = |value: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_baton")).arg("schema").env("BATON_LOG_JSON", value).current_dir(std::env::temp_dir()).output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    for value in ["1", "0", "yes", "no", "true", "false", "on", "off"] {
        assert!(schema(value).0, "{value}: {}", schema(value).1);
    }
    let (fine, said) = schema("perhaps");
    assert!(!fine && said.contains("perhaps"), "{said}");
    let output = Command::new(env!("CARGO_BIN_EXE_baton")).arg("schema").env("BATON_TRUSTED_PROXIES", "10.0.0.0/8,proxy").current_dir(std::env::temp_dir()).output().unwrap();
    assert!(!output.status.success() && String::from_utf8(output.stderr).unwrap().contains("“proxy” is neither an address nor a network"));
}

/// A file keeps what is written for a terminal, and what is printed at a stop is read as a fault.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_is_no_terminal_has_no_colours_and_a_stop_says_nothing() {
    let folder = std::env::temp_dir().join(format!("baton-log-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let log = folder.join("log");
    let server = Server::start_logging_to(std::fs::File::create(&log).unwrap().into(), free_port(), &["--data", folder.to_str().unwrap(), "--log", "info"]);
    assert_eq!(reqwest::get(format!("{}/health/ready", server.base)).await.unwrap().status(), 200);
    let before = std::fs::read_to_string(&log).unwrap();
    assert!(before.contains("serving") && !before.contains('\u{1b}'), "{before}");
    assert!(server.terminate().success());
    let after = std::fs::read_to_string(&log).unwrap();
    let said: Vec<&str> = after[before.len()..].lines().filter(|line| !line.contains(" INFO ")).collect();
    assert_eq!(said, Vec::<&str>::new());
    std::fs::remove_dir_all(&folder).unwrap();
}
