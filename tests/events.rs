//! Live updates: the protocol, order, resuming, and losing nothing.

use std::collections::{HashMap, HashSet};

use baton::{identity::actions, platform::actor::Actor};
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde_json::{Value as Json, json};

use crate::support::{
    World,
    socket::{Heard, Socket},
    within_a_second,
};

#[tokio::test]
async fn the_protocols_rules_have_their_close_codes() {
    let world = World::new().await;
    let base = &world.base;
    let subscribe = json!({ "type": "subscribe", "id": "1", "payload": { "query": "subscription { events { cursor } }" } });

    let mut socket = Socket::open(base).await;
    socket.say_raw("not json").await;
    assert_eq!(socket.hear().await, Heard::Closed(4400));

    let mut socket = Socket::open(base).await;
    socket.say(json!({ "type": "nonsense" })).await;
    assert_eq!(socket.hear().await, Heard::Closed(4400));

    let mut socket = Socket::open(base).await;
    socket.say(subscribe.clone()).await;
    assert_eq!(socket.hear().await, Heard::Closed(4401));

    let mut socket = Socket::open(base).await;
    socket.say(json!({ "type": "connection_init", "payload": { "authorization": "Bearer baton_wrong" } })).await;
    assert_eq!(socket.hear().await, Heard::Closed(4403));

    let mut socket = Socket::open_as(base, None).await;
    assert_eq!(socket.hear().await, Heard::Closed(4406));

    let mut socket = Socket::open(base).await;
    assert_eq!(socket.hear().await, Heard::Closed(4408), "silence is not waited for");

    let mut socket = Socket::open(base).await;
    socket.init(&world.ana.token).await;
    socket.say(subscribe.clone()).await;
    assert_eq!(socket.message().await["type"], "next");
    socket.say(subscribe).await;
    assert_eq!(socket.hear().await, Heard::Closed(4409));

    let mut socket = Socket::open(base).await;
    socket.init(&world.ana.token).await;
    socket.say(json!({ "type": "connection_init" })).await;
    assert_eq!(socket.hear().await, Heard::Closed(4429));
}

#[tokio::test]
async fn queries_and_mutations_work_over_the_socket_and_refusals_are_errors() {
    let world = World::new().await;
    let mut socket = Socket::open(&world.base).await;
    socket.init(&world.ana.token).await;
    socket.say(json!({ "type": "subscribe", "id": "q", "payload": { "query": "{ me { user { name } } }" } })).await;
    let answer = socket.message().await;
    assert_eq!((answer["type"].as_str(), answer["payload"]["data"]["me"]["user"]["name"].as_str()), (Some("next"), Some("Ana Ribeiro")));
    assert_eq!(socket.message().await, json!({ "type": "complete", "id": "q" }));
    for query in ["{ nonsense }", "subscription { events(after: \"nonsense\") { cursor } }", "subscription { nonsense }"] {
        socket.say(json!({ "type": "subscribe", "id": "bad", "payload": { "query": query } })).await;
        let refusal = socket.message().await;
        assert_eq!(
            (refusal["type"].as_str(), refusal["id"].as_str(), refusal["payload"][0]["extensions"]["code"].as_str()),
            (Some("error"), Some("bad"), Some("INVALID")),
            "{query}: {refusal}"
        );
    }
    socket.say(json!({ "type": "ping" })).await;
    assert_eq!(socket.message().await["type"], "pong");
}

#[tokio::test]
async fn a_change_reaches_who_may_see_it_with_what_changed() {
    let world = World::new().await;
    let team = world.team("Sales").await;
    let ben = world.person("Ben Okafor", "sales", Some(&team)).await;
    let mut anas = Socket::follow(&world.base, &world.ana.token, None).await;
    let mut bens = Socket::follow(&world.base, &ben.token, None).await;
    anas.delivery().await;
    bens.delivery().await;
    let deal = world.ana.act("createDeal", json!({ "name": "Secret" }), "id").await;
    world.ana.act("updateDeal", json!({ "id": deal["id"], "expectedVersion": 1, "amount": "10" }), "id").await;
    assert_eq!(anas.event().await["kind"], "DealCreated");
    let update = anas.event().await;
    assert_eq!((update["kind"].as_str(), update["version"].as_i64(), update["actor"]["name"].as_str()), (Some("DealUpdated"), Some(2), Some("Ana Ribeiro")));
    assert!(update["changes"].as_array().unwrap().contains(&json!({ "field": "amount", "from": null, "to": "10" })), "{update}");
    assert_eq!(update["snapshot"]["amount"], "10");

    // Ben hears of the deal only once it is his, and of its leaving again only its id.
    world.ana.act("updateDeal", json!({ "id": deal["id"], "expectedVersion": 2, "ownerId": ben.id }), "id").await;
    let first = bens.delivery().await;
    assert_eq!((first["event"]["subjectId"].clone(), first["event"]["version"].as_i64()), (deal["id"].clone(), Some(3)));
    world.ana.act("updateDeal", json!({ "id": deal["id"], "expectedVersion": 3, "ownerId": world.ana.id }), "id").await;
    let gone = bens.delivery().await;
    assert_eq!((&gone["event"], &gone["hidden"]["id"]), (&Json::Null, &deal["id"]));
}

/// Ben joins the team whose deals he did not see: his screen fetches anew, live and when he was away meanwhile.
#[tokio::test]
async fn who_may_see_more_or_less_is_told_to_fetch_anew() {
    let world = World::new().await;
    let sales = world.team("Sales").await;
    let ben = world.person("Ben Okafor", "sales", None).await;
    let cleo = world.person("Cleo Marsh", "sales", Some(&sales)).await;
    let deal = cleo.act("createDeal", json!({ "name": "The team's" }), "id").await;
    let mut socket = Socket::follow(&world.base, &ben.token, None).await;
    let start = socket.delivery().await["cursor"].as_str().unwrap().to_owned();
    actions::set_teams(&world.app, &Actor::system(), &ben.id, vec![sales]).await.unwrap();
    assert_eq!(socket.delivery().await["resync"], "PERMISSIONS");
    assert_eq!(ben.ok("{ deals(first: 5) { nodes { id } } }", json!({})).await["deals"]["nodes"][0]["id"], deal["id"]);
    let mut resuming = Socket::follow(&world.base, &ben.token, Some(&start)).await;
    assert_eq!(resuming.delivery().await["resync"], "PERMISSIONS");
    // Nobody else's rights changed.
    let mut cleos = Socket::follow(&world.base, &cleo.token, Some(&start)).await;
    assert_eq!(cleos.delivery().await["event"]["kind"], "UserTeamsChanged");
}

#[tokio::test]
async fn a_revoked_token_closes_its_socket_within_a_second() {
    let world = World::new().await;
    within_a_second(async || {
        let token = baton::identity::actions::create_token(&world.app, "ana@example.com").await.unwrap();
        let mut socket = Socket::follow(&world.base, &token, None).await;
        socket.delivery().await;
        baton::identity::sessions::end(&world.app, &baton::identity::sessions::row("token", &token)).await.unwrap();
        let since = std::time::Instant::now();
        assert_eq!(socket.hear().await, Heard::Closed(4403));
        since.elapsed()
    })
    .await;
}

#[tokio::test]
async fn a_cursor_older_than_the_horizon_asks_to_fetch_anew() {
    let world = World::new().await;
    let old = ulid::Ulid::from_parts(1_000, 0).to_string();
    let mut socket = Socket::follow(&world.base, &world.ana.token, Some(&old)).await;
    assert_eq!(socket.delivery().await["resync"], "HORIZON");
}

/// One commit is held for a while, its event ids minted, while a thousand others pass.
#[tokio::test]
async fn a_stalled_commit_is_missed_by_no_subscriber_live_or_resuming() {
    let world = World::new().await;
    let mut live = Socket::follow(&world.base, &world.ana.token, None).await;
    let start = live.delivery().await["cursor"].as_str().unwrap().to_owned();
    let release = world.app.stall_next_commit();
    let ana = world.ana.clone();
    let stalled = tokio::spawn(async move { ana.act("createDeal", json!({ "name": "stalled" }), "id").await });
    while world.app.awaits_stall() {
        tokio::task::yield_now().await;
    }
    for i in 0..1_000 {
        world.ana.act("createDeal", json!({ "name": format!("passing {i}") }), "id").await;
    }
    let mut cursor = start.clone();
    let mut seen = HashSet::new();
    while seen.len() < 1_000 {
        let delivery = live.delivery().await;
        cursor = delivery["cursor"].as_str().unwrap().to_owned();
        seen.extend(delivery["event"]["id"].as_str().map(str::to_owned));
    }
    assert!(!stalled.is_finished(), "it is still held");
    drop(release);
    let deal = stalled.await.unwrap();
    let event = loop {
        let event = live.event().await;
        if seen.insert(event["id"].as_str().unwrap().to_owned()) {
            break event;
        }
    };
    assert_eq!((event["subjectId"].clone(), event["snapshot"]["name"].as_str()), (deal["id"].clone(), Some("stalled")));
    // Who resumes from the cursor that was the newest while it was held gets it too, though its id is older than a thousand others.
    let mut resuming = Socket::follow(&world.base, &world.ana.token, Some(&cursor)).await;
    let mut found = false;
    while !found {
        found = resuming.event().await["snapshot"]["name"] == "stalled";
    }
}

/// 200 subscribers, each cut 20 times at random during 2,000 changes, end with every event.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_subscribers_cut_twenty_times_each_end_with_every_event_in_order() {
    const SUBSCRIBERS: usize = 200;
    const CUTS: usize = 20;
    const CHANGES: usize = 2_000;
    let world = World::new().await;
    let mut ids = Vec::new();
    for i in 0..20 {
        ids.push(world.ana.act("createDeal", json!({ "name": format!("deal {i}") }), "id").await["id"].clone());
    }
    let mut probe = Socket::follow(&world.base, &world.ana.token, None).await;
    let start = probe.delivery().await["cursor"].as_str().unwrap().to_owned();
    drop(probe);
    let followers: Vec<_> =
        (0..SUBSCRIBERS).map(|seed| tokio::spawn(follow_with_cuts(vec![world.base.clone()], world.ana.token.clone(), start.clone(), seed as u64, CUTS, CHANGES))).collect();
    let mut writers = Vec::new();
    for (w, ids) in ids.chunks(5).enumerate() {
        let (ana, ids) = (world.ana.clone(), ids.to_vec());
        writers.push(tokio::spawn(async move {
            for i in 0..CHANGES / 4 {
                let id = &ids[i % ids.len()];
                ana.act("moveDeal", json!({ "id": id, "stageId": "stage:discovery", "amount": format!("{}", w * 10_000 + i + 1) }), "id").await;
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    for follower in followers {
        assert_whole(follower.await.unwrap(), 2, CHANGES);
    }
}

/// Each record's versions came in order, from the `first` on, without a gap.
pub fn assert_whole(seen: HashMap<String, Vec<i64>>, first: i64, changes: usize) {
    assert_eq!(seen.values().map(Vec::len).sum::<usize>(), changes);
    for (subject, versions) in seen {
        let wanted: Vec<i64> = (first..first + versions.len() as i64).collect();
        assert_eq!(versions, wanted, "{subject} came out of order or with a gap");
    }
}

/// Follows until every change of a deal has come, dropping the connection now and then and coming back to any of the servers; gives
/// each record's versions as they came.
pub async fn follow_with_cuts(bases: Vec<String>, token: String, start: String, seed: u64, cuts: usize, changes: usize) -> HashMap<String, Vec<i64>> {
    let mut random = StdRng::seed_from_u64(seed);
    let mut cut_at: Vec<usize> = (0..cuts).map(|_| random.random_range(1..changes)).collect();
    cut_at.sort_unstable();
    let mut cut_at = cut_at.into_iter().peekable();
    let mut cursor = start;
    let mut seen = HashSet::new();
    let mut versions: HashMap<String, Vec<i64>> = HashMap::new();
    let mut socket = Socket::follow(&bases[seed as usize % bases.len()], &token, Some(&cursor)).await;
    while seen.len() < changes {
        let delivery = socket.delivery().await;
        cursor = delivery["cursor"].as_str().unwrap().to_owned();
        let event = &delivery["event"];
        if event["subjectId"].as_str().is_some_and(|id| id.starts_with("deal:")) && seen.insert(event["id"].as_str().unwrap().to_owned()) {
            versions.entry(event["subjectId"].as_str().unwrap().to_owned()).or_default().push(event["version"].as_i64().unwrap());
        }
        if cut_at.next_if(|at| seen.len() >= *at).is_some() {
            drop(socket);
            socket = Socket::follow(&bases[random.random_range(0..bases.len())], &token, Some(&cursor)).await;
        }
    }
    assert!(cut_at.peek().is_none(), "every cut was made");
    versions
}
