//! The audit is sealed: every change of what was sealed is found, and erasing a person is told from tampering.

use baton::{
    audit::{seal, verify},
    platform::{actor::Actor, db::query, id::Id},
};
use serde_json::{Value as Json, json};
use surrealdb::types::Value;

use crate::support::{Person, World};

/// What a check says; `Ok` is the sound one's last lines.
async fn check(world: &World, head: Option<&str>) -> Result<String, String> {
    let report = verify::run(&world.app, head).await.unwrap();
    if report.is_sound() { Ok(report.told()) } else { Err(report.told()) }
}

async fn run(world: &World, sql: &str, id: &str) -> Vec<Value> {
    let (table, key) = id.split_once(':').unwrap();
    world.app.db.query(query(sql.to_owned()).bind("id", Id::new(table, key))).await.unwrap().all(0).unwrap()
}

/// Ids of all rows of a table.
async fn ids(world: &World, table: &str) -> Vec<String> {
    let found: Vec<Id> = world.app.db.query(query(format!("SELECT VALUE id FROM {table}"))).await.unwrap().all(0).unwrap();
    found.iter().map(Id::to_string).collect()
}

/// A workspace in which something was done, sealed.
async fn sealed() -> World {
    let world = World::new().await;
    let deal = world.ana.act("createDeal", json!({ "name": "Pilot" }), "id").await["id"].clone();
    world.ana.act("updateDeal", json!({ "id": deal, "expectedVersion": 1, "name": "Pilot two", "nextStep": "Call" }), "id").await;
    world.cookie("ana@example.com").await;
    assert!(seal::run(&world.app).await.unwrap() > 4);
    assert_eq!(seal::run(&world.app).await.unwrap(), 0, "once is enough");
    world
}

#[tokio::test]
async fn what_was_done_is_sealed_and_the_check_says_so() {
    let world = sealed().await;
    let told = check(&world, None).await.unwrap();
    assert!(told.contains("in 1 seals; erased 0; not sealed yet 0."), "{told}");
    let head = told.rsplit(' ').next().unwrap().to_owned();
    world.ana.act("createTeam", json!({ "name": "Later" }), "id").await;
    assert!(check(&world, Some(&head)).await.unwrap().contains("not sealed yet 1."));
    seal::run(&world.app).await.unwrap();
    assert!(check(&world, Some(&head)).await.unwrap().contains("in 2 seals; erased 0; not sealed yet 0."));
    let other = format!("1:{}", "0".repeat(64));
    assert!(check(&world, Some(&other)).await.unwrap_err().contains("has not the hash that you noted"));
    assert!(check(&world, Some("9:abc")).await.unwrap_err().contains("shorter"));
    let shown = world.ana.ok("{ auditSeal { number hash } }", json!({})).await["auditSeal"].clone();
    assert_eq!(format!("{}:{}", shown["number"], shown["hash"].as_str().unwrap()), check(&world, None).await.unwrap().rsplit(' ').next().unwrap());
    let ben = world.person("Ben Okafor", "operations", None).await;
    assert_eq!(ben.ask("{ auditSeal { number } }", json!({})).await.refusal()["code"], "FORBIDDEN");
}

/// Every place in a value where one thing can be put in the place of another.
fn variants(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(fields) => {
            let inside = fields.iter().flat_map(|(name, inner)| {
                variants(inner).into_iter().map(move |variant| {
                    let mut copy = fields.clone();
                    copy.insert(name.clone(), variant);
                    Value::Object(copy)
                })
            });
            let without = fields.keys().map(|name| {
                let mut copy = fields.clone();
                copy.remove(name);
                Value::Object(copy)
            });
            inside.chain(without).collect()
        }
        Value::Array(items) => {
            let items: Vec<Value> = items.iter().cloned().collect();
            let inside = (0..items.len()).flat_map(|i| {
                let items = items.clone();
                variants(&items[i].clone()).into_iter().map(move |variant| {
                    let mut copy = items.clone();
                    copy[i] = variant;
                    Value::from_t(copy)
                })
            });
            inside.chain([Value::from_t([items.clone(), vec![Value::from_t("more".to_owned())]].concat())]).collect()
        }
        // Each byte of a text.
        Value::String(text) => (0..text.len())
            .filter(|at| text.is_char_boundary(*at) && text.as_bytes()[*at].is_ascii())
            .map(|at| {
                let mut bytes = text.as_bytes().to_vec();
                bytes[at] = if bytes[at] == b'x' { b'y' } else { b'x' };
                Value::from_t(String::from_utf8(bytes).unwrap())
            })
            .collect(),
        Value::Number(_) => vec![Value::from_t(987_654_i64), Value::from_t("987654".to_owned())],
        Value::Bool(on) => vec![Value::from_t(!on)],
        Value::Datetime(_) | Value::RecordId(_) => vec![Value::from_t("2026-01-01T00:00:00Z".to_owned())],
        _ => vec![Value::from_t("something".to_owned())],
    }
}

/// The digest of what is written is that of what is then stored: for records of every kind, with nearly all that they hold.
#[tokio::test]
async fn records_of_every_kind_are_sealed_as_they_are_stored() {
    let world = World::new().await;
    crate::matrix::planted::plant(&world).await;
    assert!(seal::run(&world.app).await.unwrap() > 20);
    check(&world, None).await.unwrap();
}

/// Without what this process has in memory of it: the seed is written past it.
#[tokio::test]
async fn what_others_wrote_is_sealed_from_what_is_stored() {
    let world = World::new().await;
    baton::seed::run(&world.app, 100, 1).await.unwrap();
    let sealed = seal::run(&world.app).await.unwrap();
    assert!(sealed > 300, "{sealed}");
    check(&world, None).await.unwrap();
}

/// Its digest is taken when it is written, and not when it is sealed.
#[tokio::test]
async fn a_change_before_the_seal_is_found_too() {
    let world = World::new().await;
    world.ana.act("createCompany", json!({ "name": "Harbour" }), "id").await;
    let id = ids(&world, "event").await.pop().unwrap();
    run(&world, "UPDATE $id SET snapshot.name = 'Port'", &id).await;
    seal::run(&world.app).await.unwrap();
    assert!(check(&world, None).await.unwrap_err().contains(&format!("{id} was changed")));
}

#[tokio::test]
async fn flipping_any_byte_of_any_entry_is_found() {
    let world = sealed().await;
    let mut flips = 0;
    for table in ["audit", "event", "seal"] {
        for id in ids(&world, table).await {
            let original = run(&world, "SELECT * FROM $id", &id).await.remove(0);
            let Value::Object(fields) = &original else { panic!("a row is an object") };
            let mut rest = fields.clone();
            let key = rest.remove("id").unwrap();
            // Of long rows every seventh place: the shape of all rows of a table is the same.
            let all = variants(&Value::Object(rest));
            let step = if all.len() > 400 { 7 } else { 1 };
            for variant in all.into_iter().step_by(step) {
                let Value::Object(mut changed) = variant.clone() else { panic!("a row is an object") };
                changed.insert("id".to_owned(), key.clone());
                put(&world, &id, Value::Object(changed)).await;
                assert!(check(&world, None).await.is_err(), "not found in {id}: {variant:?}");
                flips += 1;
            }
            put(&world, &id, original.clone()).await;
        }
    }
    check(&world, None).await.unwrap();
    assert!(flips > 1_000, "{flips}");
}

async fn put(world: &World, id: &str, row: Value) {
    let (table, key) = id.split_once(':').unwrap();
    world.app.db.query(query("UPSERT $id CONTENT $row RETURN NONE").bind("id", Id::new(table, key)).bind("row", row)).await.unwrap();
}

#[tokio::test]
async fn what_is_removed_added_or_cut_off_is_found() {
    let world = sealed().await;
    for table in ["audit", "event", "seal"] {
        for id in ids(&world, table).await {
            let original = run(&world, "SELECT * FROM $id", &id).await.remove(0);
            run(&world, "DELETE $id", &id).await;
            assert!(check(&world, None).await.is_err(), "{id} is gone and nobody sees it");
            put(&world, &id, original.clone()).await;
            // The same entry once more, under an id inside what is sealed.
            if table != "seal" {
                let early = format!("{table}:00000000000000000000000001");
                let Value::Object(mut copy) = original else { panic!("a row is an object") };
                copy.remove("id");
                copy.insert("subject".to_owned(), Value::from_t(Id::new("deal", "00000000000000000000000002")));
                put(&world, &early, Value::Object(copy)).await;
                assert!(check(&world, None).await.unwrap_err().contains("was added after"), "{id}");
                run(&world, "DELETE $id", &early).await;
            }
        }
    }
    check(&world, None).await.unwrap();
}

/// Everything that the database holds, as text.
async fn everything(world: &World) -> String {
    let info: Vec<Value> = world.app.db.query(query("INFO FOR DB")).await.unwrap().all(0).unwrap();
    let tables: Vec<String> = info[0].clone().into_json_value()["tables"].as_object().unwrap().keys().cloned().collect();
    assert!(tables.len() > 15, "{tables:?}");
    let mut all = String::new();
    for table in tables {
        let rows: Vec<Value> = world.app.db.query(query(format!("SELECT * FROM {table}"))).await.unwrap().all(0).unwrap();
        all.push_str(&Value::from_t(rows).into_json_value().to_string());
    }
    all
}

const WORDS: [&str; 6] = ["Ottoline", "Quellwasser", "ottoline.quellwasser@gmail.com", "+49 30 5550199", "zinnoberrot", "Wendeltreppe"];

/// Somebody who asked by a form, was met together with somebody else, and bought.
async fn met(world: &World) -> (String, String) {
    let ana = &world.ana;
    let sent =
        json!({ "firstName": WORDS[0], "lastName": WORDS[1], "email": WORDS[2], "phone": WORDS[3], "message": "The zinnoberrot one, by the Wendeltreppe", "submission": "once" });
    assert!(world.submit(sent).await.status().is_success());
    let lead = ana.ok("{ leads { nodes { id contact { id version } } } }", json!({})).await["leads"]["nodes"][0].clone();
    let contact = lead["contact"]["id"].as_str().unwrap().to_owned();
    let other = ana.act("createContact", json!({ "firstName": "Bela", "lastName": "Other", "emails": ["bela@example.com"] }), "id").await["id"].clone();
    ana.act(
        "updateContact",
        json!({ "id": contact, "expectedVersion": lead["contact"]["version"], "jobTitle": "Keeper of the Wendeltreppe", "addTags": ["zinnoberrot"], "idempotencyKey": "k1" }),
        "id",
    )
    .await;
    ana.act("logActivity", json!({ "type": "note", "subject": "About Ottoline Quellwasser", "body": "zinnoberrot", "subjectIds": [lead["id"]], "idempotencyKey": "k2" }), "id")
        .await;
    ana.act(
        "logActivity",
        json!({ "type": "meeting", "subject": "OTTOLINE QUELLWASSER and Bela", "body": "Write to Ottoline.Quellwasser@Gmail.com. Bela agrees.", "subjectIds": [contact, other] }),
        "id",
    )
    .await;
    let lead = ana.ok("query($id: ID!) { lead(id: $id) { id version } }", json!({ "id": lead["id"] })).await["lead"].clone();
    ana.act("updateLead", json!({ "id": lead["id"], "expectedVersion": lead["version"], "nextStep": "Call Ottoline at the Wendeltreppe" }), "id").await;
    let converted = ana
        .act("convertLead", json!({ "id": lead["id"], "dealName": "Boiler for Ottoline Quellwasser", "amount": "1000", "idempotencyKey": "k3" }), "deal { id version }")
        .await["deal"]
        .clone();
    ana.act("updateDeal", json!({ "id": converted["id"], "expectedVersion": converted["version"], "nextStep": "Ring +49 30 5550199" }), "id").await;
    world.searchable(ana, "Quellwasser").await;
    (contact, converted["id"].as_str().unwrap().to_owned())
}

async fn erase(who: &Person, contact: &str) -> Json {
    who.ok("mutation($input: EraseContactInput!) { eraseContact(input: $input) { contactId records entries } }", json!({ "input": { "id": contact } })).await["eraseContact"]
        .clone()
}

#[tokio::test]
async fn after_an_erasure_nothing_of_the_person_is_left_and_the_chain_holds() {
    let world = World::new().await;
    let (contact, deal) = met(&world).await;
    seal::run(&world.app).await.unwrap();
    let before = everything(&world).await;
    for word in WORDS {
        assert!(before.contains(word), "{word} was never there");
    }
    let counts = "{ leads { totalCount } deals { totalCount } dealsAggregate { count amount } activities { totalCount } }";
    let numbers = world.ana.ok(counts, json!({})).await;
    let erased = erase(&world.ana, &contact).await;
    assert!(erased["records"].as_i64().unwrap() >= 4 && erased["entries"].as_i64().unwrap() >= 8, "{erased}");
    let after = everything(&world).await.to_lowercase();
    for word in WORDS {
        let left = after.find(&word.to_lowercase()).map(|at| after[at.saturating_sub(300)..].chars().take(600).collect::<String>());
        assert_eq!(left, None, "{word} is left");
    }
    assert_eq!(world.ana.ok(counts, json!({})).await, numbers, "every number is as it was");
    let shown = world.ana.ok("query($id: ID!) { deal(id: $id) { name nextStep contacts { contactId } } }", json!({ "id": deal })).await["deal"].clone();
    assert_eq!(shown, json!({ "name": "Boiler for [erased]", "nextStep": "Ring [erased]", "contacts": [] }));
    let kept = world.ana.ok("{ activities { nodes { type subject body } } }", json!({})).await["activities"]["nodes"].to_string();
    assert!(kept.contains("[erased] and Bela") && kept.contains("Write to [erased]. Bela agrees."), "{kept}");
    // Search follows the events.
    for _ in 0..200 {
        let found = world.ana.ok("{ search(query: \"Quellwasser\") { id } }", json!({})).await["search"].clone();
        if found == json!([]) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    for word in ["Quellwasser", "ottoline", "5550199"] {
        assert_eq!(world.ana.ok("query($q: String!) { search(query: $q) { id } }", json!({ "q": word })).await["search"], json!([]), "{word}");
    }
    let told = check(&world, None).await.unwrap();
    assert!(told.contains(&format!("erased {}", erased["entries"])) || !told.contains("erased 0"), "{told}");
    seal::run(&world.app).await.unwrap();
    let told = check(&world, None).await.unwrap();
    assert!(told.contains(&format!("erased {};", erased["entries"])), "{told}");
    // The history says that something was, and not what.
    let history = world.ana.ok("query($id: ID!) { history(id: $id) { nodes { kind erasedAt changes { field } } } }", json!({ "id": deal })).await["history"]["nodes"].clone();
    assert_eq!(history[0]["kind"], "DealErased");
    assert!(history.as_array().unwrap().iter().any(|event| event["erasedAt"].is_string() && event["changes"] == json!([])), "{history}");
    assert_eq!(world.ana.refused("eraseContact", json!({ "id": contact })).await["code"], "NOT_FOUND");
}

#[tokio::test]
async fn an_erasure_that_no_entry_tells_is_tampering() {
    let world = World::new().await;
    let (contact, _) = met(&world).await;
    erase(&world.ana, &contact).await;
    seal::run(&world.app).await.unwrap();
    check(&world, None).await.unwrap();
    // An entry that looks erased, digest and all, and is named nowhere.
    let deal = world.ana.act("createDeal", json!({ "name": "Pilot" }), "id").await["id"].clone();
    seal::run(&world.app).await.unwrap();
    let rows = baton::event::store::rows_of(&world.app.db, &Id::new("deal", deal.as_str().unwrap().split_once(':').unwrap().1), i64::MIN, 1).await.unwrap();
    let sql = "UPDATE $id SET changes = [], snapshot = {}, salt = NONE, address = NONE, digest = $digest, erasedAt = time::now()";
    world.app.db.query(query(sql).bind("id", rows[0].0.id.clone()).bind("digest", rows[0].0.payload())).await.unwrap();
    assert!(check(&world, None).await.unwrap_err().contains("was erased, and no entry says so"));
}

#[tokio::test]
async fn only_administrators_erase_and_a_crash_is_made_good_by_the_job() {
    let world = World::new().await;
    let (contact, deal) = met(&world).await;
    for role in ["operations", "sales_manager", "marketing"] {
        let person = world.person(&format!("{role} Person"), role, None).await;
        person.ok("{ leads { totalCount } }", json!({})).await;
        let before = everything(&world).await;
        assert_eq!(person.refused("eraseContact", json!({ "id": contact })).await["code"], "FORBIDDEN");
        assert!(everything(&world).await == before, "a refusal changes nothing");
    }
    // As if the process had ended right after the contact went: the job is there and goes on.
    let (id, app) = (Id::new("contact", contact.split_once(':').unwrap().1), world.app.clone());
    baton::platform::tx::write(&app, &Actor::system(), move |tx| {
        let id = id.clone();
        async move {
            let contact: baton::contact::model::Contact = tx.get(&id).await?;
            tx.remove(&contact, "ContactErased").await?;
            let words = json!(["ottoline.quellwasser@gmail.com", "+49 30 5550199", "ottoline quellwasser"]);
            baton::platform::jobs::schedule(&tx, baton::erasure::ERASE, &id, tx.now(), words).await
        }
    })
    .await
    .unwrap();
    world.pass(chrono::TimeDelta::minutes(2)).await;
    let after = everything(&world).await.to_lowercase();
    for word in WORDS {
        assert!(!after.contains(&word.to_lowercase()), "{word} is left");
    }
    assert_eq!(world.ana.ok("query($id: ID!) { deal(id: $id) { name } }", json!({ "id": deal })).await["deal"]["name"], "Boiler for [erased]");
}
