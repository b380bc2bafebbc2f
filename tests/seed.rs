//! Sample records: as good as made by hand, the same for the same seed, and never in each other's way.

use baton::{
    deal::model::StageVisit,
    event::model::Event,
    lead::model::Lead,
    platform::{db::query, id::Id},
    seed,
};
use serde_json::json;

use crate::support::World;

async fn texts(world: &World, sql: &str) -> Vec<String> {
    world.app.db.query(query(sql)).await.unwrap().all(0).unwrap()
}

async fn count(world: &World, table: &str) -> usize {
    world.app.db.query(query(format!("SELECT VALUE id FROM {table}"))).await.unwrap().all::<Id>(0).unwrap().len()
}

#[tokio::test]
async fn every_sample_record_has_exactly_one_event_of_its_first_version() {
    let world = World::new().await;
    seed::run(&world.app, 60, 3).await.unwrap();
    for table in ["company", "contact", "lead", "deal", "activity", "handoff", "campaign"] {
        let records: Vec<Id> = world.app.db.query(query(format!("SELECT VALUE id FROM {table}"))).await.unwrap().all(0).unwrap();
        assert!(!records.is_empty(), "no {table}");
        for record in records {
            let events: Vec<Event> =
                world.app.db.query(query("SELECT * FROM event WHERE subject = $id ORDER BY version").bind("id", record.clone())).await.unwrap().all(0).unwrap();
            let versions: Vec<i64> = events.iter().map(|event| event.version).collect();
            assert_eq!(versions, (1..=events.len() as i64).collect::<Vec<_>>(), "{record}");
            assert!(!versions.is_empty(), "{record} has no event");
            assert_eq!(events[0].snapshot["id"], json!(record));
        }
    }
}

#[tokio::test]
async fn the_same_seed_on_the_same_day_gives_the_same_sample() {
    let (one, two) = (World::new().await, World::new().await);
    seed::run(&one.app, 80, 5).await.unwrap();
    seed::run(&two.app, 80, 5).await.unwrap();
    for sql in [
        "SELECT VALUE name FROM contact ORDER BY name",
        "SELECT VALUE name + ' ' + <string>(amount ?? 0) FROM deal ORDER BY name",
        "SELECT VALUE <string>openedAt FROM lead WHERE contactId != NONE ORDER BY openedAt",
    ] {
        let (a, b) = (texts(&one, sql).await, texts(&two, sql).await);
        assert!(!a.is_empty());
        assert_eq!(a, b, "{sql}");
    }
}

#[tokio::test]
async fn another_seed_adds_another_sample_and_the_same_one_is_refused() {
    let world = World::new().await;
    seed::run(&world.app, 50, 1).await.unwrap();
    let people = world.app.directory().users().len();
    seed::run(&world.app, 50, 2).await.unwrap();
    assert_eq!((count(&world, "contact").await, world.app.directory().users().len()), (100, people));
    let refused = seed::run(&world.app, 50, 2).await.unwrap_err();
    assert_eq!(refused.faults()[0].field, "seed");
    assert_eq!(count(&world, "contact").await, 100);
}

#[tokio::test]
async fn stage_history_has_no_gaps_and_nothing_lies_in_the_future() {
    let world = World::new().await;
    seed::run(&world.app, 200, 9).await.unwrap();
    let now = world.app.clock.now();
    let whole = |history: &[StageVisit], closed: bool| {
        assert!(!history.is_empty());
        for pair in history.windows(2) {
            assert_eq!(pair[0].left_at, Some(pair[1].entered_at));
        }
        for visit in history {
            assert!(visit.entered_at <= now && visit.left_at.is_none_or(|left| visit.entered_at <= left && left <= now));
        }
        assert!(closed || history.last().unwrap().left_at.is_none());
    };
    let leads: Vec<Lead> = world.app.db.query(query("SELECT * FROM lead")).await.unwrap().all(0).unwrap();
    for lead in &leads {
        whole(&lead.stage_history, lead.closed_at.is_some());
        assert!(lead.opened_at <= lead.meta.updated_at && lead.meta.updated_at <= now);
        assert!(world.app.directory().can_hold(&lead.responsible_id));
    }
    let deals: Vec<baton::deal::model::Deal> = world.app.db.query(query("SELECT * FROM deal")).await.unwrap().all(0).unwrap();
    for deal in &deals {
        whole(&deal.stage_history, deal.closed_at.is_some());
        assert!(world.app.directory().can_hold(&deal.owner_id));
    }
}

#[tokio::test]
async fn a_fresh_sample_has_something_waiting_for_whoever_set_it_up() {
    let world = World::new().await;
    seed::sample(&world.app).await.unwrap();
    let today = world.ana.ok("{ today { handoffs { dueAt state } overdue { id } due { id } unowned open } me { workspace { sampleData } } }", json!({})).await;
    assert_eq!(today["today"]["handoffs"].as_array().unwrap().len(), 3);
    let planned = today["today"]["overdue"].as_array().unwrap().len() + today["today"]["due"].as_array().unwrap().len();
    assert!(planned >= 3);
    assert_eq!((&today["today"]["unowned"], &today["me"]["workspace"]["sampleData"]), (&json!(0), &json!(true)));
    assert_eq!(count(&world, "contact").await, 500);
    // A sample's inquiries are found like any other.
    let name = texts(&world, "SELECT VALUE name FROM company ORDER BY name LIMIT 1").await.remove(0);
    world.searchable(&world.ana, &name).await;
}
