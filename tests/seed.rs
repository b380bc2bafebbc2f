//! Sample records: as good as made by hand, the same for the same seed, and never in each other's way.

use std::collections::{BTreeMap, BTreeSet};

use baton::{
    activity::model::{Activity, ActivityState},
    company::model::Company,
    contact::model::Contact,
    deal::model::{Deal, DealState, StageVisit},
    event::model::Event,
    lead::model::{Lead, LeadState, LeadStatus},
    ownership::model::Handoff,
    platform::{db::query, id::Id},
    seed,
};
use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use serde_json::json;
use surrealdb::types::SurrealValue;

use crate::support::World;

async fn texts(world: &World, sql: &str) -> Vec<String> {
    world.app.db.query(query(sql)).await.unwrap().all(0).unwrap()
}

async fn all<R: SurrealValue>(world: &World, table: &str) -> Vec<R> {
    world.app.db.query(query(format!("SELECT * FROM {table}"))).await.unwrap().all(0).unwrap()
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
        "SELECT VALUE name + ' ' + <string>openedAt + ' ' + status + ' ' + (channel ?? '') FROM lead WHERE openedAt < d'2026-03-02' ORDER BY name, openedAt",
        "SELECT VALUE subject + ' ' + type + ' ' + <string>happenedAt FROM activity WHERE state = 'DONE' ORDER BY happenedAt, subject",
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
    let deals: Vec<Deal> = world.app.db.query(query("SELECT * FROM deal")).await.unwrap().all(0).unwrap();
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

#[tokio::test]
async fn a_sample_has_as_many_records_as_it_promises() {
    let world = World::new().await;
    seed::run(&world.app, 300, 1).await.unwrap();
    let activities = all::<Activity>(&world, "activity").await.len();
    assert_eq!((count(&world, "contact").await, count(&world, "company").await, count(&world, "deal").await), (300, 60, 60));
    assert!((590..=630).contains(&activities), "{activities} activities");
}

#[tokio::test]
async fn work_is_done_in_the_office_hours_of_whoever_does_it() {
    let world = World::new().await;
    seed::run(&world.app, 300, 2).await.unwrap();
    let directory = world.app.directory();
    let local = |owner: &Id, at: DateTime<Utc>| {
        let zone = directory.team_of(owner).and_then(|team| directory.team(team)).map_or("Europe/Berlin", |team| team.time_zone.as_str());
        at.with_timezone(&zone.parse::<Tz>().unwrap())
    };
    let activities: Vec<Activity> = all(&world, "activity").await;
    let done: Vec<_> = activities.iter().filter(|activity| activity.state == ActivityState::Done).collect();
    assert!(done.len() > 500);
    for activity in done {
        let at = local(&activity.owner_id, activity.happened_at.unwrap());
        assert!((7..20).contains(&at.hour()) && at.weekday().number_from_monday() <= 5, "{} at {at}", activity.meta.id);
    }
    for activity in activities.iter().filter(|activity| activity.state == ActivityState::Planned) {
        let at = local(&activity.owner_id, activity.due_at.unwrap());
        assert!((7..20).contains(&at.hour()), "{} is due at {at}", activity.meta.id);
        let subject = activity.subject.as_deref().unwrap();
        assert_eq!(subject.starts_with("Call "), activity.kind == "call", "{subject} is a {}", activity.kind);
        assert_eq!(subject.starts_with("Send "), activity.kind == "email" && !subject.starts_with("Follow"), "{subject} is a {}", activity.kind);
    }
}

#[tokio::test]
async fn what_a_new_user_sees_is_alive_and_mostly_in_order() {
    let world = World::new().await;
    seed::sample(&world.app).await.unwrap();
    let question = "{ overview { views { key count } unowned { count } responseTime { medianMinutes trend { date value } } handoffs { offered } } forms { submissionCount } }";
    let answer = world.ana.ok(question, json!({})).await;
    let leads: Vec<Lead> = all(&world, "lead").await;
    let open: Vec<&Lead> = leads.iter().filter(|lead| lead.state == LeadState::Open).collect();
    let views: BTreeMap<&str, usize> =
        answer["overview"]["views"].as_array().unwrap().iter().map(|view| (view["key"].as_str().unwrap(), view["count"].as_u64().unwrap() as usize)).collect();
    assert!(open.len() >= 25, "{} open leads", open.len());
    for (view, count) in &views {
        assert!(*count >= 1, "nothing in {view}");
    }
    assert!(3 * views["stuck"] <= open.len(), "{} of {} leads are stuck", views["stuck"], open.len());
    assert!(2 * views["untouched"] <= open.len(), "{} of {} leads are untouched", views["untouched"], open.len());
    assert!(open.iter().any(|lead| lead.next_step.is_none() && lead.status != LeadStatus::New));
    assert_eq!(answer["overview"]["unowned"]["count"].as_i64().map(|count| count < 60), Some(true));
    let trend = answer["overview"]["responseTime"]["trend"].as_array().unwrap();
    // The last week has just begun.
    for week in &trend[..trend.len() - 1] {
        assert!(week["value"].is_number(), "nothing in the week of {}", week["date"]);
    }
    let new: BTreeSet<&str> = open.iter().filter(|lead| lead.status == LeadStatus::New).filter_map(|lead| lead.channel.as_deref()).collect();
    let known: BTreeSet<&str> = leads.iter().filter_map(|lead| lead.channel.as_deref()).collect();
    assert_eq!((known.len(), &new), (9, &known));
    for lead in &leads {
        let source = lead.source.as_ref().unwrap();
        let paid = matches!(lead.channel.as_deref(), Some("paid search" | "paid social" | "email"));
        assert!(!paid || (source.utm_source.is_some() && source.utm_medium.is_some() && source.utm_campaign.is_some()), "{}", lead.meta.id);
    }
    let by_form = leads.iter().filter(|lead| lead.source.as_ref().is_some_and(|source| source.form_id.is_some())).count();
    assert!(by_form > leads.len() / 2);
    assert_eq!(answer["forms"][0]["submissionCount"], json!(by_form));
    let states: BTreeSet<String> = all::<Handoff>(&world, "handoff").await.iter().map(|handoff| format!("{:?}", handoff.state)).collect();
    assert_eq!(states, ["Accepted", "Declined", "Expired", "Offered", "Withdrawn"].map(str::to_owned).into());
    let now = world.app.clock.now();
    let deals: Vec<Deal> = all(&world, "deal").await;
    let won = deals.iter().filter(|deal| deal.state == DealState::Won && deal.closed_at.unwrap() > now - TimeDelta::days(30)).count();
    assert!(won >= 1 && deals.iter().filter(|deal| deal.state == DealState::Open).count() >= 20, "{won} deals were won lately");
}

#[tokio::test]
async fn two_people_of_one_name_are_one_person_entered_twice() {
    let world = World::new().await;
    seed::sample(&world.app).await.unwrap();
    let mut seen: BTreeSet<String> = world.app.directory().users().into_iter().map(|user| user.name.to_lowercase()).collect();
    let mut twice = 0;
    let mut contacts: Vec<Contact> = all(&world, "contact").await;
    contacts.sort_by_key(|contact| contact.emails.iter().any(|email| email.contains("+web@")));
    for contact in contacts.iter().filter(|contact| contact.first_name.is_some()) {
        let known = !seen.insert(contact.name.to_lowercase());
        let again = contact.emails.iter().any(|email| email.contains("+web"));
        assert_eq!(known, again, "{}", contact.name);
        twice += usize::from(again);
    }
    assert!((1..25).contains(&twice), "{twice} people were entered twice");
}

#[tokio::test]
async fn larger_companies_buy_more() {
    let world = World::new().await;
    seed::run(&world.app, 600, 4).await.unwrap();
    let companies: BTreeMap<Id, i64> = all::<Company>(&world, "company").await.into_iter().filter_map(|company| Some((company.meta.id, company.employees?))).collect();
    let base = world.app.directory().workspace.base_currency.clone();
    let (mut small, mut large) = (Vec::new(), Vec::new());
    for deal in all::<Deal>(&world, "deal").await {
        let Some(employees) = deal.company_id.as_ref().and_then(|id| companies.get(id)) else { continue };
        let (Some(amount), true) = (deal.amount, deal.currency.as_ref() == Some(&base)) else { continue };
        match employees {
            ..=60 => small.push(amount),
            400.. => large.push(amount),
            _ => {}
        }
    }
    small.sort();
    large.sort();
    assert!(small[small.len() / 2] * rust_decimal::Decimal::from(3) < large[large.len() / 2], "{small:?} {large:?}");
}
