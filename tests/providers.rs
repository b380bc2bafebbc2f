//! Providers as records: who may change them, what is checked, and where the client secret is not. Signing in through one is
//! tested in `tests/browser`.

use axum::{Json as Body, Router, routing::get};
use baton::{
    identity::model::User,
    platform::{actor::Actor, db::query, id::Id, jobs, secrets, tx},
    provider::{
        model::Profile,
        person,
        sign_in::{Reason, Refusal},
    },
};
use chrono::TimeDelta;
use serde_json::{Value as Json, json};
use surrealdb::types::SurrealValue;

use crate::support::{self, World, fields_of};

const SECRET: &str = "the-client-secret-of-northwind";
const SHOWN: &str = "id version name issuer clientId allowedDomains roleId enabled secretSetAt redirectUri";

/// A workspace that may ask this machine.
async fn world() -> World {
    let mut config = support::config();
    config.allow_internal = vec!["127.0.0.1".parse().unwrap()];
    config.public_url = Some("https://crm.example.com".into());
    World::with(config).await
}

/// A server that describes itself, with these lines put over; gives its issuer.
async fn serve(over: Json) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let mut description = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
    });
    description.as_object_mut().unwrap().extend(over.as_object().unwrap().clone());
    let routes = Router::new().route("/.well-known/openid-configuration", get(async move || Body(description)));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    issuer
}

fn northwind(issuer: &str) -> Json {
    json!({ "name": "Northwind", "issuer": issuer, "clientId": "baton", "clientSecret": SECRET, "allowedDomains": ["@Example.com ", "example.com"], "roleId": "role:sales" })
}

#[tokio::test]
async fn a_provider_can_be_made_changed_and_removed_and_the_sign_in_page_knows() {
    let world = world().await;
    let issuer = serve(json!({})).await;
    let made = world.ana.act("createProvider", northwind(&issuer), SHOWN).await;
    let id = made["id"].as_str().unwrap();
    assert_eq!(made["allowedDomains"], json!(["example.com"]));
    assert_eq!(made["redirectUri"], format!("https://crm.example.com/auth/{}/callback", &id["provider:".len()..]));
    assert_eq!(world.ana.ok(&format!("{{ providers {{ {SHOWN} }} }}"), json!({})).await["providers"], json!([made]));
    let welcome = async || {
        let body = json!({ "query": "{ welcome { providers { id name } } }" });
        let answer: Json = world.http.post(format!("{}/graphql", world.base)).json(&body).send().await.unwrap().json().await.unwrap();
        answer["data"]["welcome"]["providers"].clone()
    };
    assert_eq!(welcome().await, json!([{ "id": id, "name": "Northwind" }]), "strangers see what they may click");

    let changed = world.ana.act("updateProvider", json!({ "id": id, "expectedVersion": 1, "name": "North", "roleId": null, "allowedDomains": [] }), SHOWN).await;
    assert_eq!((&changed["name"], &changed["roleId"], &changed["allowedDomains"], &changed["version"]), (&json!("North"), &Json::Null, &json!([]), &json!(2)));
    let late = world.ana.refused("updateProvider", json!({ "id": id, "expectedVersion": 1, "name": "South" })).await;
    assert_eq!((&late["code"], &late["field"]), (&json!("CONFLICT"), &json!("name")));
    world.ana.act("updateProvider", json!({ "id": id, "expectedVersion": 2, "enabled": false }), "id").await;
    assert_eq!(welcome().await, json!([]));
    assert_eq!(world.ana.ok("mutation($input: DeleteProviderInput!) { deleteProvider(input: $input) }", json!({ "input": { "id": id } })).await["deleteProvider"], true);
    assert_eq!(world.ana.ok("{ providers { id } }", json!({})).await["providers"], json!([]));
    assert_eq!(world.ana.refused("updateProvider", json!({ "id": id, "expectedVersion": 3 })).await["code"], "NOT_FOUND");
}

#[tokio::test]
async fn only_who_decides_who_gets_in_sees_and_changes_providers() {
    let world = world().await;
    let issuer = serve(json!({})).await;
    for role in ["operations", "sales_manager", "sales", "marketing", "executive"] {
        let person = world.person(&format!("{} Person", role.replace('_', "")), role, None).await;
        assert_eq!(person.refused("createProvider", northwind(&issuer)).await["code"], "FORBIDDEN", "{role}");
        assert_eq!(person.ask("{ providers { id } }", json!({})).await.refusal()["code"], "FORBIDDEN", "{role}");
    }
    assert_eq!(world.ana.ok("{ providers { id } }", json!({})).await["providers"], json!([]));
}

#[tokio::test]
async fn all_faults_of_a_provider_are_named_and_its_server_must_describe_itself_rightly() {
    let world = world().await;
    let input = json!({ "name": " ", "issuer": "id.example.com", "clientId": "", "clientSecret": " ", "allowedDomains": ["x"], "roleId": "role:king" });
    let faults = world.ana.refused("createProvider", input).await;
    assert_eq!(fields_of(&faults), ["name", "issuer", "clientId", "allowedDomains", "clientSecret", "roleId"]);

    let right = serve(json!({})).await;
    let refused = async |issuer: &str| {
        let refusal = world.ana.refused("createProvider", northwind(issuer)).await;
        assert_eq!(fields_of(&refusal), ["issuer"], "{issuer}");
        refusal["message"].as_str().unwrap().to_owned()
    };
    assert!(refused(&format!("{right}/")).await.contains("exactly"), "a slash makes another issuer");
    assert!(refused(&serve(json!({ "issuer": "https://accounts.example.com" })).await).await.contains("https://accounts.example.com"));
    assert!(refused(&serve(json!({ "response_types_supported": ["id_token"] })).await).await.contains("code flow"));
    assert!(refused(&serve(json!({ "jwks_uri": null })).await).await.contains("something else"));
    assert!(refused(&serve(json!({ "token_endpoint": "https://169.254.169.254/token" })).await).await.contains("internal"));
    assert!(refused(&serve(json!({ "jwks_uri": "http://keys.example.com/" })).await).await.contains("https://"));
    assert!(refused(&right.replace("127.0.0.1", "localhost")).await.contains("https://"), "it is not allowed by that name");

    world.ana.act("createProvider", northwind(&right), "id").await;
    assert_eq!(fields_of(&world.ana.refused("createProvider", northwind(&right)).await), ["clientId"], "the same client twice");
    let repeated = json!({ "idempotencyKey": "once", "name": "Other", "issuer": right, "clientId": "other", "clientSecret": SECRET });
    let first = world.ana.act("createProvider", repeated.clone(), "id").await;
    assert_eq!(world.ana.act("createProvider", repeated, "id").await, first);
}

#[tokio::test]
async fn the_client_secret_is_sealed_and_in_no_answer_or_event() {
    #[derive(SurrealValue)]
    #[surreal(rename_all = "camelCase")]
    struct Row {
        client_secret: String,
    }
    let world = world().await;
    let issuer = serve(json!({})).await;
    let made = world.ana.act("createProvider", northwind(&issuer), "id secretSetAt").await;
    let id: Id = serde_json::from_value(made["id"].clone()).unwrap();
    let opened = async || {
        let row: Row = world.app.db.query(query("SELECT clientSecret FROM $id").bind("id", id.clone())).await.unwrap().first(0).unwrap().unwrap();
        assert!(!row.client_secret.contains(SECRET));
        (row.client_secret.clone(), String::from_utf8(world.app.secrets.open(&row.client_secret, &secrets::context(&id, "clientSecret")).unwrap()).unwrap())
    };
    let (first, plain) = opened().await;
    assert_eq!(plain, SECRET);
    world.app.clock.advance(TimeDelta::seconds(5));
    let changed = world.ana.act("updateProvider", json!({ "id": id, "expectedVersion": 1, "clientSecret": "another" }), "version secretSetAt").await;
    assert_eq!(changed["version"], 2);
    assert_ne!(changed["secretSetAt"], made["secretSetAt"], "that it changed is told");
    assert_eq!(opened().await.1, "another");

    let sealed = secrets::rotate(&world.app).await.unwrap();
    assert_eq!(sealed, 1);
    let (after, plain) = opened().await;
    assert_eq!(plain, "another");
    assert_ne!(after.split('.').nth(1), first.split('.').nth(1), "it is sealed with the new key");
    assert_eq!(world.app.directory().providers[0].client_secret, after, "and is so in memory too");

    let events = baton::event::store::of_subject(&world.app, &id, None, 50).await.unwrap();
    let told = serde_json::to_string(&events).unwrap();
    assert_eq!(events.len(), 2, "sealing again is no change");
    assert!(!told.contains(SECRET) && !told.contains("v1.") && !told.contains("clientSecret"), "{told}");
}

fn profile(email: &str, verified: bool) -> Profile {
    Profile { email: Some(email.into()), email_verified: verified, name: Some("Zoe Adler".into()), ..Profile::default() }
}

fn reason(outcome: Result<Id, Refusal>) -> Reason {
    outcome.unwrap_err().reason
}

#[tokio::test]
async fn an_account_belongs_to_who_has_its_verified_address_and_from_then_on_to_them() {
    let world = world().await;
    let ben = world.person("Ben Okafor", "sales", None).await;
    let issuer = serve(json!({})).await;
    world.ana.act("createProvider", northwind(&issuer), "id").await;
    let provider = world.app.directory().providers[0].clone();
    let of = async |subject: &str, profile: Profile| person::of(&world.app, &provider, subject, profile).await;

    assert_eq!(reason(of("b", profile("ben@example.com", false)).await), Reason::EmailUnverified);
    assert_eq!(reason(of("b", Profile::default()).await), Reason::EmailUnverified);
    assert_eq!(reason(of("b", profile("ben@example.org", true)).await), Reason::DomainNotAllowed);
    assert_eq!(of("b", profile(" Ben@Example.com", true)).await.unwrap(), ben.id);
    assert_eq!(of("b", profile("ana@example.com", true)).await.unwrap(), ben.id, "whose address it is now does not matter any more");

    let zoe = of("z", profile("zoe@example.com", true)).await.unwrap();
    let added = world.app.directory().user(&zoe).cloned().unwrap();
    assert_eq!((added.name.as_str(), added.email.as_str(), added.role_id.as_str(), added.active), ("Zoe Adler", "zoe@example.com", "role:sales", true));
    let sign_in = json!({ "query": "mutation { signIn(input: { email: \"zoe@example.com\", password: \"\" }) { user { id } } }" });
    let refused: Json = world.http.post(format!("{}/graphql", world.base)).json(&sign_in).send().await.unwrap().json().await.unwrap();
    assert_eq!(refused["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "no password is theirs, the empty one neither");

    for user in [ben.id.clone(), zoe.clone()] {
        tx::write(&world.app, &Actor::system(), move |tx| {
            let user = user.clone();
            async move {
                let before: User = tx.get(&user).await?;
                tx.save(&before, User { active: false, ..before.clone() }, "UserDeactivated").await
            }
        })
        .await
        .unwrap();
    }
    assert_eq!(reason(of("b", profile("ben@example.com", true)).await), Reason::PersonDeactivated);
    assert_eq!(reason(of("new", profile("zoe@example.com", true)).await), Reason::PersonDeactivated, "by another account neither");

    world.ana.ok("mutation($input: DeleteProviderInput!) { deleteProvider(input: $input) }", json!({ "input": { "id": provider.meta.id } })).await;
    assert_eq!(of("b", profile("ana@example.com", true)).await.unwrap(), world.ana.id, "with the provider its accounts are forgotten");
}

#[tokio::test]
async fn two_first_sign_ins_of_one_new_person_at_once_add_them_once() {
    let world = world().await;
    let issuer = serve(json!({})).await;
    world.ana.act("createProvider", northwind(&issuer), "id").await;
    let provider = world.app.directory().providers[0].clone();
    let both = futures::future::join_all((0..4).map(|_| person::of(&world.app, &provider, "z", profile("zoe@example.com", true)))).await;
    let ids: Vec<Id> = both.into_iter().map(|outcome| outcome.unwrap()).collect();
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(world.app.directory().users().iter().filter(|user| user.email == "zoe@example.com").count(), 1);
}

/// Goes to a provider and comes back after a while, with a code that nobody takes; gives where it ends.
async fn come_back(world: &World, key: &str, after: TimeDelta) -> String {
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let location = |answer: &reqwest::Response| answer.headers()["location"].to_str().unwrap().to_owned();
    let away = browser.get(format!("{}/auth/{key}/start", world.base)).send().await.unwrap();
    let there = url::Url::parse(&location(&away)).unwrap();
    let state = there.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    let cookie = away.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    world.app.clock.advance(after);
    let back = browser.get(format!("{}/auth/{key}/callback?code=x&state={state}", world.base)).header("cookie", cookie).send().await.unwrap();
    location(&back)
}

#[tokio::test]
async fn a_sign_in_must_come_back_within_ten_minutes_and_many_that_fail_are_slowed() {
    let mut config = support::config();
    config.allow_internal = vec!["127.0.0.1".parse().unwrap()];
    config.sign_in_limit = 1;
    let world = World::with(config).await;
    let issuer = serve(json!({})).await;
    let id = world.ana.act("createProvider", northwind(&issuer), "id").await["id"].as_str().unwrap().to_owned();
    let key = &id["provider:".len()..];
    for (minutes, code) in [(10, "ATTEMPT_OVER"), (9, "TOKEN_REFUSED")] {
        assert_eq!(come_back(&world, key, TimeDelta::minutes(minutes)).await, format!("/sign-in?error={code}"), "after {minutes} minutes");
    }
    world.app.clock.advance(TimeDelta::minutes(30));
    for _ in 0..5 {
        assert_eq!(come_back(&world, key, TimeDelta::zero()).await, "/sign-in?error=TOKEN_REFUSED");
    }
    assert_eq!(come_back(&world, key, TimeDelta::zero()).await, "/sign-in?error=RATE_LIMITED");
    world.app.clock.advance(TimeDelta::minutes(16));
    assert_eq!(come_back(&world, key, TimeDelta::zero()).await, "/sign-in?error=TOKEN_REFUSED");

    let remembered = async || world.app.db.query(query("SELECT VALUE id FROM provider_attempt")).await.unwrap().all::<Id>(0).unwrap().len();
    jobs::sweep(&world.app).await.unwrap();
    assert_eq!(remembered().await, 1, "what could still come a second time");
    world.app.clock.advance(TimeDelta::minutes(11));
    jobs::sweep(&world.app).await.unwrap();
    assert_eq!(remembered().await, 0);
}
