//! The second factor: codes, each once; recovery codes; and what an attacker gets for guessing.

use chrono::TimeDelta;
use serde_json::{Value as Json, json};
use totp_rs::{Algorithm, Secret, TOTP};

use crate::{
    sign_in::{everything, link},
    support::{PASSWORD, World, browser::Browser, fields_of},
};

const BEGIN: &str = "mutation { beginSecondFactor { secret uri svg } }";

/// What the app on somebody's phone shows now.
fn shows(world: &World, secret: &str) -> String {
    let bytes = Secret::Encoded(secret.to_owned()).to_bytes().unwrap();
    TOTP::new(Algorithm::SHA1, 6, 0, 30, bytes, None, String::new()).unwrap().generate(world.app.clock.now().timestamp().unsigned_abs())
}

/// Turns Ana's on; gives her browser, the secret, and the recovery codes.
async fn turned_on(world: &World) -> (Browser, String, Vec<String>) {
    let mut browser = Browser::of(world, "ana@example.com").await;
    let secret = browser.ask(BEGIN, json!({})).await.0["data"]["beginSecondFactor"]["secret"].as_str().unwrap().to_owned();
    let codes = browser.act("confirmSecondFactor", json!({ "code": shows(world, &secret) }), "codes").await["codes"].clone();
    world.app.clock.advance(TimeDelta::seconds(30));
    (browser, secret, serde_json::from_value(codes).unwrap())
}

fn field(answer: &Json) -> (Option<&str>, Option<&str>) {
    (answer["code"].as_str(), answer["field"].as_str())
}

#[tokio::test]
async fn a_second_factor_is_asked_for_once_a_code_has_confirmed_it() {
    let world = World::new().await;
    let mut browser = Browser::of(&world, "ana@example.com").await;
    let setup = browser.ask(BEGIN, json!({})).await.0["data"]["beginSecondFactor"].clone();
    let secret = setup["secret"].as_str().unwrap();
    let uri = setup["uri"].as_str().unwrap();
    assert!(uri.starts_with("otpauth://totp/") && uri.contains(&format!("secret={secret}")) && uri.contains("ana%40example.com"), "{uri}");
    assert!(setup["svg"].as_str().unwrap().contains("<svg"));
    Browser::of(&world, "ana@example.com").await;
    assert_eq!(fields_of(&browser.refused("confirmSecondFactor", json!({ "code": "000000" })).await), ["code"]);
    let codes = browser.act("confirmSecondFactor", json!({ "code": shows(&world, secret) }), "codes").await;
    assert_eq!(codes["codes"].as_array().unwrap().len(), 10);
    assert_eq!(browser.ask("{ me { hasSecondFactor } }", json!({})).await.0["data"]["me"]["hasSecondFactor"], true);
    assert_eq!(browser.ask(BEGIN, json!({})).await.refusal()["code"], "CONFLICT");

    let mut door = Browser::new(&world);
    assert_eq!(field(&door.sign_in("ana@example.com", PASSWORD, None).await.refusal()), (Some("UNAUTHENTICATED"), Some("code")));
    assert_eq!(field(&door.sign_in("ana@example.com", "wrong", None).await.refusal()), (Some("UNAUTHENTICATED"), None), "only who knows the password hears of it");
    assert_eq!(
        field(&door.sign_in("ana@example.com", PASSWORD, Some(&shows(&world, secret))).await.refusal()),
        (Some("UNAUTHENTICATED"), Some("code")),
        "the code that confirmed it was used"
    );
    world.app.clock.advance(TimeDelta::seconds(30));
    let code = shows(&world, secret);
    assert!(door.sign_in("ana@example.com", PASSWORD, Some(&format!("{} {}", &code[..3], &code[3..]))).await.0.get("errors").is_none());
    assert_eq!(field(&door.sign_in("ana@example.com", PASSWORD, Some(&code)).await.refusal()), (Some("UNAUTHENTICATED"), Some("code")), "once");
}

#[tokio::test]
async fn a_code_is_good_one_step_before_and_after_its_time() {
    let world = World::new().await;
    let (mut browser, secret, _) = turned_on(&world).await;
    for (wait, fine) in [(30, true), (61, false)] {
        world.app.clock.advance(TimeDelta::minutes(10));
        // To the start of a step, so that the wait counts whole ones.
        world.app.clock.advance(TimeDelta::seconds(30 - world.app.clock.now().timestamp() % 30));
        let code = shows(&world, &secret);
        world.app.clock.advance(TimeDelta::seconds(wait));
        assert_eq!(browser.sign_in("ana@example.com", PASSWORD, Some(&code)).await.0.get("errors").is_none(), fine, "{wait} seconds later");
    }
}

#[tokio::test]
async fn of_two_who_use_a_code_at_once_one_gets_in() {
    let world = World::new().await;
    let (_, secret, codes) = turned_on(&world).await;
    for code in [shows(&world, &secret), codes[0].clone()] {
        let tries = (0..4).map(|_| {
            let (mut browser, code) = (Browser::new(&world), code.clone());
            async move { browser.sign_in("ana@example.com", PASSWORD, Some(&code)).await.0.get("errors").is_none() }
        });
        let inside = futures::future::join_all(tries).await.into_iter().filter(|inside| *inside).count();
        assert_eq!(inside, 1, "{code}");
    }
}

#[tokio::test]
async fn a_recovery_code_works_once_however_it_is_typed() {
    let world = World::new().await;
    let (_, _, codes) = turned_on(&world).await;
    let mut door = Browser::new(&world);
    for code in &codes[..2] {
        let typed = code.to_uppercase().replace('-', " ");
        assert!(door.sign_in("ana@example.com", PASSWORD, Some(&typed)).await.0.get("errors").is_none());
        assert!(door.sign_in("ana@example.com", PASSWORD, Some(code)).await.0.get("errors").is_some());
    }
}

#[tokio::test]
async fn wrong_codes_count_as_wrong_passwords_do_and_the_right_password_between_them_does_not_help() {
    let world = World::new().await;
    let (_, secret, _) = turned_on(&world).await;
    let mut door = Browser::new(&world);
    for i in 0..5 {
        assert_eq!(field(&door.sign_in("ana@example.com", PASSWORD, None).await.refusal()).1, Some("code"));
        assert_eq!(field(&door.sign_in("ana@example.com", PASSWORD, Some(&format!("{i:06}"))).await.refusal()).1, Some("code"));
    }
    assert_eq!(door.sign_in("ana@example.com", PASSWORD, Some(&shows(&world, &secret))).await.refusal()["code"], "RATE_LIMITED");
}

#[tokio::test]
async fn it_is_removed_with_both_factors_and_a_session_or_token_alone_cannot_add_one() {
    let world = World::new().await;
    let (mut browser, secret, codes) = turned_on(&world).await;
    assert_eq!(field(&browser.refused("removeSecondFactor", json!({ "password": "wrong", "code": shows(&world, &secret) })).await), (Some("INVALID"), Some("password")));
    assert_eq!(field(&browser.refused("removeSecondFactor", json!({ "password": PASSWORD, "code": "000000" })).await), (Some("UNAUTHENTICATED"), Some("code")));
    assert_eq!(browser.act("removeSecondFactor", json!({ "password": PASSWORD, "code": codes[9] }), "").await, true);
    Browser::of(&world, "ana@example.com").await;
    assert_eq!(world.ana.ask(BEGIN, json!({})).await.refusal()["code"], "FORBIDDEN");
}

#[tokio::test]
async fn guessing_codes_to_remove_it_is_limited_too() {
    let world = World::new().await;
    let (mut browser, secret, _) = turned_on(&world).await;
    for i in 0..10 {
        assert_eq!(field(&browser.refused("removeSecondFactor", json!({ "password": PASSWORD, "code": format!("{i:06}") })).await).1, Some("code"));
    }
    assert_eq!(browser.refused("removeSecondFactor", json!({ "password": PASSWORD, "code": shows(&world, &secret) })).await["code"], "RATE_LIMITED");
}

#[tokio::test]
async fn a_link_from_the_mail_is_one_factor_and_not_both() {
    let world = World::new().await;
    let (_, secret, _) = turned_on(&world).await;
    let token = link(&world.app, &world.ana.id, baton::identity::links::Purpose::Reset).await;
    let mut browser = Browser::new(&world);
    let input = |code: Option<String>| json!({ "token": token, "password": "violet tractor umbrella nine", "code": code });
    assert_eq!(field(&browser.refused("resetPassword", input(None)).await), (Some("UNAUTHENTICATED"), Some("code")));
    browser.act("resetPassword", input(Some(shows(&world, &secret))), "hasSecondFactor").await;
    assert!(browser.me().await.is_some());
}

#[tokio::test]
async fn neither_the_secret_nor_a_recovery_code_stands_in_the_database() {
    let world = World::new().await;
    let (_, secret, codes) = turned_on(&world).await;
    let kept = everything(&world.app).await;
    let bytes = Secret::Encoded(secret.clone()).to_bytes().unwrap();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(kept.contains("sealed"), "the second factor is among what was looked at");
    for told in codes.iter().chain([&secret, &hex]) {
        assert!(!kept.contains(told.as_str()) && !kept.contains(&told.replace('-', "")));
    }
}
