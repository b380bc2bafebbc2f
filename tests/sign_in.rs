//! The door: passwords, sessions, links for a new password.

use baton::{
    identity::{
        links::{self, Purpose},
        sessions, store,
    },
    platform::{actor::Actor, app::App, config::Config, db::query, id::Id, jobs, tx},
};
use chrono::TimeDelta;
use serde_json::{Value as Json, json};

use crate::support::{self, Answer, PASSWORD, World, browser::Browser, fields_of, socket::Socket, within_a_second};

/// Another one that nobody guesses.
const OTHER: &str = "violet tractor umbrella nine";

/// An error without what differs from request to request.
fn error_of(answer: &Answer) -> Json {
    let mut error = answer.0["errors"][0].clone();
    assert!(error["extensions"].as_object_mut().unwrap().remove("requestId").is_some());
    error
}

/// A link as its letter holds it; gives the token.
pub async fn link(app: &App, user: &Id, purpose: Purpose) -> String {
    let (link, address) = links::new(app, user, purpose);
    tx::write(app, &Actor::system(), move |tx| {
        let link = link.clone();
        async move { store::put_link(&tx, &link, false).await }
    })
    .await
    .unwrap();
    address.rsplit('/').next().unwrap().to_owned()
}

/// Everything that the database holds, as text.
pub async fn everything(app: &App) -> String {
    let mut text = String::new();
    for table in ["user", "session", "token", "link", "ended", "second_factor", "event", "job", "idempotency", "workspace"] {
        let rows: Vec<surrealdb::types::Value> = app.db.query(query(format!("SELECT * FROM {table}"))).await.unwrap().all(0).unwrap();
        text.push_str(&format!("{rows:?}"));
    }
    text
}

async fn count(app: &App, table: &str) -> usize {
    app.db.query(query(format!("SELECT * FROM {table}"))).await.unwrap().all::<surrealdb::types::Value>(0).unwrap().len()
}

#[tokio::test]
async fn who_has_an_account_shows_neither_in_the_answer_nor_in_the_work() {
    let world = World::new().await;
    world.person("Ben Okafor", "sales", None).await;
    let gone = world.person("Gone Girl", "sales", None).await;
    world.ana.act("deactivateUser", json!({ "id": gone.id, "expectedVersion": 1 }), "active").await;
    world.ana.act("inviteUser", json!({ "email": "invited@example.com", "name": "Ivy", "roleId": "role:sales", "teamIds": [] }), "mailed").await;
    let mut browser = Browser::new(&world);
    let mut refusals = Vec::new();
    for (email, password) in
        [("ben@example.com", "wrong"), ("nobody@example.com", "wrong"), ("gone@example.com", PASSWORD), ("invited@example.com", ""), ("ben@example.com", &"x".repeat(1_000))]
    {
        let before = world.app.passwords.worked();
        let answer = browser.sign_in(email, password, None).await;
        assert_eq!(world.app.passwords.worked() - before, 1, "{email}: the same work");
        refusals.push(error_of(&answer));
    }
    assert!(refusals.iter().all(|error| *error == refusals[0]), "{refusals:?}");
    assert_eq!(refusals[0]["extensions"], json!({ "code": "UNAUTHENTICATED" }));
}

#[tokio::test]
async fn each_sign_in_opens_a_new_session_and_ends_the_one_that_the_browser_had() {
    let world = World::new().await;
    let mut browser = Browser::of(&world, "ana@example.com").await;
    let first = browser.cookie.clone();
    browser.sign_in("ana@example.com", PASSWORD, None).await;
    assert_ne!(browser.cookie, first);
    assert_eq!(browser.me().await.as_deref(), Some("ana@example.com"));
    let mut old = Browser::new(&world);
    old.cookie = first;
    assert_eq!(old.me().await, None);
    let sessions = browser.ask("{ sessions { current } }", json!({})).await;
    assert_eq!(sessions.0["data"]["sessions"], json!([{ "current": true }]));
}

#[tokio::test]
async fn a_session_ends_without_use_after_two_weeks_and_in_any_case_after_ninety_days() {
    let world = World::new().await;
    let mut idle = Browser::of(&world, "ana@example.com").await;
    let mut used = Browser::of(&world, "ana@example.com").await;
    for _ in 0..6 {
        world.app.clock.advance(TimeDelta::days(13));
        assert!(used.me().await.is_some());
    }
    assert!(idle.me().await.is_none());
    world.app.clock.advance(TimeDelta::days(11));
    assert!(used.me().await.is_some(), "89 days");
    world.app.clock.advance(TimeDelta::days(2));
    assert!(used.me().await.is_none(), "91 days");
    assert_eq!(count(&world.app, "session").await, 2);
    jobs::sweep(&world.app).await.unwrap();
    assert_eq!(count(&world.app, "session").await, 0, "what is over is swept away");
}

#[tokio::test]
async fn sessions_are_listed_with_their_devices_and_revoking_one_closes_its_socket_within_a_second() {
    let world = World::new().await;
    let ben = world.person("Ben Okafor", "sales", None).await;
    let mut here = Browser::of(&world, "ana@example.com").await;
    let mut there =
        Browser::named(&world, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1");
    world.app.clock.advance(TimeDelta::minutes(5));
    there.sign_in("ana@example.com", PASSWORD, None).await;
    let mut socket = Socket::open_with(&world.base, there.cookie.as_ref().unwrap()).await;
    let mut own = Socket::open_with(&world.base, here.cookie.as_ref().unwrap()).await;

    let listed = here.ask("{ sessions { id current device address createdAt expiresAt } }", json!({})).await.0["data"]["sessions"].clone();
    let of = |device: &str| listed.as_array().unwrap().iter().find(|session| session["device"] == device).unwrap().clone();
    let phone = of("Safari on iPhone");
    assert_eq!((&phone["current"], &of("Firefox on Linux")["current"], listed.as_array().unwrap().len()), (&json!(false), &json!(true), 2));
    assert_eq!(phone["address"], "127.0.0.1");

    let id = &phone["id"];
    assert_eq!(ben.refused("revokeSession", json!({ "id": id })).await["code"], "NOT_FOUND", "nobody ends another's");
    assert_eq!(ben.ask("query($id: ID) { sessions(userId: $id) { id } }", json!({ "id": world.ana.id })).await.refusal()["code"], "FORBIDDEN");
    here.act("revokeSession", json!({ "id": id }), "").await;
    assert_eq!(socket.closes().await.0, 4403);
    assert!(there.me().await.is_none());
    within_a_second(async || {
        there.sign_in("ana@example.com", PASSWORD, None).await;
        let mut socket = Socket::open_with(&world.base, there.cookie.as_ref().unwrap()).await;
        let id =
            there.ask("{ sessions { id current } }", json!({})).await.0["data"]["sessions"].as_array().unwrap().iter().find(|session| session["current"] == true).unwrap()["id"]
                .clone();
        here.act("revokeSession", json!({ "id": id }), "").await;
        let (code, took) = socket.closes().await;
        assert_eq!(code, 4403);
        took
    })
    .await;

    here.sign_in("ana@example.com", PASSWORD, None).await;
    assert_eq!(own.closes().await.0, 4403, "the session that a sign-in replaces ends too");
    let mut third = Browser::of(&world, "ana@example.com").await;
    let mut socket = Socket::open_with(&world.base, third.cookie.as_ref().unwrap()).await;
    here.ask("mutation { revokeOtherSessions }", json!({})).await;
    assert_eq!(socket.closes().await.0, 4403);
    assert!(third.me().await.is_none() && here.me().await.is_some());
}

#[tokio::test]
async fn what_another_process_ended_ends_here_too() {
    let world = World::new().await;
    tokio::spawn(sessions::follow(world.app.clone()));
    within_a_second(async || {
        let mut browser = Browser::of(&world, "ana@example.com").await;
        assert!(browser.me().await.is_some(), "and is remembered from now on");
        let id = browser.ask("{ sessions { id } }", json!({})).await.0["data"]["sessions"][0]["id"].as_str().unwrap().to_owned();
        let mut socket = Socket::open_with(&world.base, browser.cookie.as_ref().unwrap()).await;
        let (table, key) = id.split_once(':').unwrap();
        // As the other process does it: the row goes, and a note of it stays.
        store::end(&world.app.db, &Id::new(table, key), world.app.clock.now()).await.unwrap();
        let (code, took) = socket.closes().await;
        assert_eq!(code, 4403);
        assert!(browser.me().await.is_none());
        took
    })
    .await;
}

#[tokio::test]
async fn a_changed_password_ends_every_other_session_and_this_one_goes_on_under_a_new_secret() {
    let world = World::new().await;
    let mut here = Browser::of(&world, "ana@example.com").await;
    let mut there = Browser::of(&world, "ana@example.com").await;
    let mut socket = Socket::open_with(&world.base, there.cookie.as_ref().unwrap()).await;
    let wrong = here.refused("changePassword", json!({ "current": "wrong", "password": OTHER })).await;
    assert_eq!((wrong["code"].as_str(), fields_of(&wrong)), (Some("INVALID"), vec!["current".to_owned()]));
    let weak = here.refused("changePassword", json!({ "current": PASSWORD, "password": "ana.ribeiro" })).await;
    assert_eq!(fields_of(&weak), ["password"]);
    let before = here.cookie.clone();
    here.act("changePassword", json!({ "current": PASSWORD, "password": OTHER }), "").await;
    assert_ne!(here.cookie, before);
    assert!(here.me().await.is_some() && there.me().await.is_none());
    assert_eq!(socket.closes().await.0, 4403);
    let mut old = Browser::new(&world);
    old.cookie = before;
    assert!(old.me().await.is_none());
    assert!(there.sign_in("ana@example.com", PASSWORD, None).await.0.get("errors").is_some());
    assert!(there.sign_in("ana@example.com", OTHER, None).await.0.get("errors").is_none());
    assert!(!everything(&world.app).await.contains(OTHER));
}

#[tokio::test]
async fn wrong_present_passwords_count_like_wrong_sign_ins() {
    let world = World::new().await;
    let mut browser = Browser::of(&world, "ana@example.com").await;
    for _ in 0..10 {
        assert_eq!(browser.refused("changePassword", json!({ "current": "guess", "password": OTHER })).await["code"], "INVALID");
    }
    assert_eq!(browser.refused("changePassword", json!({ "current": PASSWORD, "password": OTHER })).await["code"], "RATE_LIMITED");
}

#[tokio::test]
async fn a_hash_of_older_parameters_is_renewed_at_the_next_sign_in() {
    use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version, password_hash::SaltString};
    let world = World::new().await;
    let old = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8_192, 1, 1, None).unwrap());
    let old = old.hash_password(PASSWORD.as_bytes(), &SaltString::encode_b64(b"some-salt-bytes").unwrap()).unwrap().to_string();
    world.app.db.query(query("UPDATE $id SET passwordHash = $hash").bind("id", world.ana.id.clone()).bind("hash", old.clone())).await.unwrap();
    for _ in 0..2 {
        Browser::of(&world, "ana@example.com").await;
        let kept = store::user(&world.app.db, &world.ana.id).await.unwrap().unwrap().password_hash;
        assert!(kept != old && kept.contains("m=19456,t=2,p=1"), "{kept}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_sign_ins_at_once_leave_room_for_everybody_else() {
    let world = World::with(Config { sign_in_limit: 100_000, ..support::config() }).await;
    let before = world.app.passwords.worked();
    let mut tries = tokio::task::JoinSet::new();
    for i in 0..200 {
        let mut browser = Browser::new(&world);
        tries.spawn(async move { browser.sign_in(&format!("{i}@example.com"), "guess", None).await });
    }
    for _ in 0..20 {
        world.ana.ok("{ me { user { name } } }", json!({})).await;
    }
    let mut answers = Vec::new();
    while let Some(done) = tries.try_join_next() {
        answers.push(done.unwrap().refusal());
    }
    assert!(!tries.is_empty(), "the others were answered while passwords were still looked at");
    while let Some(done) = tries.join_next().await {
        answers.push(done.unwrap().refusal());
    }
    // Who would have waited longest was told at once to come back.
    let late: Vec<_> = answers.iter().filter(|refusal| refusal["code"] == "RATE_LIMITED").collect();
    assert!(late.iter().all(|refusal| refusal["retryAfter"] == 5) && !late.is_empty(), "{}", late.len());
    assert_eq!(answers.len() - late.len(), (world.app.passwords.worked() - before) as usize);
}

#[tokio::test]
async fn a_link_for_a_new_password_works_once_within_an_hour_and_ends_all_sessions() {
    let world = World::new().await;
    let mut browser = Browser::of(&world, "ana@example.com").await;
    let mut socket = Socket::open_with(&world.base, browser.cookie.as_ref().unwrap()).await;
    let mut elsewhere = Browser::new(&world);
    let late = link(&world.app, &world.ana.id, Purpose::Reset).await;
    world.app.clock.advance(TimeDelta::minutes(61));
    let token = link(&world.app, &world.ana.id, Purpose::Reset).await;
    let invitation = link(&world.app, &world.ana.id, Purpose::Invitation).await;
    for wrong in [&late, &invitation, "guess"] {
        assert_eq!(fields_of(&elsewhere.refused("resetPassword", json!({ "token": wrong, "password": OTHER })).await), ["token"]);
    }
    assert_eq!(fields_of(&elsewhere.refused("resetPassword", json!({ "token": token, "password": "password" })).await), ["password"]);
    let viewer = elsewhere.act("resetPassword", json!({ "token": token, "password": OTHER }), "user { email } hasPassword hasSecondFactor").await;
    assert_eq!(viewer, json!({ "user": { "email": "ana@example.com" }, "hasPassword": true, "hasSecondFactor": false }));
    assert_eq!(elsewhere.me().await.as_deref(), Some("ana@example.com"));
    assert!(browser.me().await.is_none());
    assert_eq!(socket.closes().await.0, 4403);
    assert_eq!(fields_of(&browser.refused("resetPassword", json!({ "token": token, "password": PASSWORD })).await), ["token"], "once");
    assert!(browser.sign_in("ana@example.com", OTHER, None).await.0.get("errors").is_none());
    let kept = everything(&world.app).await;
    assert!(!kept.contains(&token) && !kept.contains(&late) && !kept.contains(OTHER));
}

#[tokio::test]
async fn asking_for_a_new_password_does_the_same_for_a_known_and_an_unknown_address() {
    // Nobody listens there: what is to be sent waits.
    let port = support::process::free_port();
    let world = World::with(Config { smtp_url: Some(format!("smtp://127.0.0.1:{port}")), mail_from: Some("baton@example.com".into()), ..support::config() }).await;
    let mut browser = Browser::new(&world);
    assert_eq!(browser.ask("{ welcome { mail } }", json!({})).await.0["data"]["welcome"]["mail"], true);
    for (i, email) in ["ANA@example.com", "nobody@example.com"].iter().enumerate() {
        assert_eq!(browser.act("requestPasswordReset", json!({ "email": email }), "").await, true);
        assert_eq!(count(&world.app, "job").await, i + 1, "one job each");
        assert_eq!(count(&world.app, "link").await, 0, "no token is made before its letter is sent");
    }
    assert_eq!(jobs::run_due(&world.app).await.unwrap(), 2);
    assert_eq!(count(&world.app, "job").await, 1, "the letter to nobody is done");
    assert_eq!(count(&world.app, "link").await, 0, "the other could not be sent: its link was never told to anybody");
    for _ in 0..20 {
        world.pass(TimeDelta::hours(1)).await;
    }
    let waiting: Vec<Json> = world.app.db.query(query("SELECT VALUE state FROM job")).await.unwrap().all(0).unwrap();
    assert_eq!(waiting, [json!("waiting")], "twenty hours without a mail server lose nothing");
    assert_eq!(fields_of(&browser.refused("requestPasswordReset", json!({ "email": "nobody" })).await), ["email"]);
}

#[tokio::test]
async fn asking_too_often_is_slowed_by_address_whether_or_not_it_is_known() {
    let world = World::new().await;
    let mut browser = Browser::new(&world);
    let mut limited = Vec::new();
    for email in ["ana@example.com", "nobody@example.com"] {
        for _ in 0..5 {
            assert_eq!(browser.act("requestPasswordReset", json!({ "email": email }), "").await, true);
        }
        let query = support::mutation_text("requestPasswordReset", "");
        limited.push(error_of(&browser.ask(&query, json!({ "input": { "email": email } })).await));
    }
    assert_eq!(limited[0]["extensions"]["code"], "RATE_LIMITED");
    assert_eq!(limited[0], limited[1]);
    assert_eq!(count(&world.app, "job").await, 0, "without a mail server there is nothing to send");
}
