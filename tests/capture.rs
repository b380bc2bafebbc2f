//! Public forms.

use reqwest::header::{ACCEPT, CONTENT_TYPE};
use serde_json::{Value as Json, json};

use crate::support::World;

#[tokio::test]
async fn a_submission_becomes_contact_company_lead_touchpoint_and_consent_together() {
    let world = World::new().await;
    let form = [
        ("firstName", "Camille"),
        ("lastName", "Laurent"),
        ("email", " Camille@Mistral.example "),
        ("company", "Mistral Textiles"),
        ("message", "We lose a pallet a week."),
        ("consent", "yes"),
        ("landingPage", "https://arcwell.example/pricing?utm_source=LinkedIn&utm_medium=cpc&utm_campaign=cold-chain"),
        ("referrer", "https://www.linkedin.com/feed"),
    ];
    let response = world.http.post(format!("{}/f/contact-us", world.base)).header(ACCEPT, "text/html").form(&form).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.text().await.unwrap().contains("We have your message"));
    let data = world
        .ana
        .ok(
            "{ leads { nodes { name message responsible { name } source { channel utmSource utmCampaign source medium referrer formId } response { startedAt dueAt respondedAt }
               contact { emails firstName consents { channel given via text } source { utmCampaign } company { name domains } } } } forms { submissionCount } }",
            json!({}),
        )
        .await;
    let lead = &data["leads"]["nodes"][0];
    assert_eq!(
        (lead["name"].as_str(), lead["message"].as_str(), lead["responsible"]["name"].as_str()),
        (Some("Camille Laurent"), Some("We lose a pallet a week."), Some("Ana Ribeiro"))
    );
    assert_eq!(
        (lead["source"]["channel"].as_str(), lead["source"]["utmSource"].as_str(), lead["source"]["source"].as_str()),
        (Some("paid social"), Some("LinkedIn"), Some("linkedin"))
    );
    assert_eq!(lead["contact"]["emails"], json!(["camille@mistral.example"]));
    assert_eq!((lead["contact"]["consents"][0]["given"].as_bool(), lead["contact"]["consents"][0]["via"].as_str()), (Some(true), Some("Contact us")));
    assert_eq!(lead["contact"]["company"], json!({ "name": "Mistral Textiles", "domains": ["mistral.example"] }));
    assert_eq!((lead["response"]["startedAt"].as_str(), lead["response"]["respondedAt"].as_str()), (Some("2026-03-02T09:00:00+00:00"), None));
    assert_eq!(data["forms"][0]["submissionCount"], 1);
}

#[tokio::test]
async fn bad_input_names_every_wrong_field_and_keeps_what_was_typed() {
    let world = World::new().await;
    let url = format!("{}/f/contact-us", world.base);
    let response = world.submit(json!({ "email": "no address", "firstName": "x".repeat(300), "message": "Hello" })).await;
    assert_eq!(response.status(), 422);
    let body: Json = response.json().await.unwrap();
    let mut fields: Vec<&str> = body["error"]["faults"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap()).collect();
    fields.sort_unstable();
    assert_eq!((body["error"]["code"].as_str(), fields), (Some("INVALID"), vec!["email", "firstName"]));

    let page = world.http.post(&url).header(ACCEPT, "text/html").form(&[("message", "Hello \"there\" <b>"), ("lastName", "Laurent")]).send().await.unwrap();
    assert_eq!(page.status(), 422);
    let text = page.text().await.unwrap();
    assert!(text.contains("E-mail is needed.") && text.contains("Hello &quot;there&quot; &lt;b&gt;") && text.contains("value=\"Laurent\""), "{text}");
    assert_eq!(world.ana.ok("{ leads { totalCount } contacts { totalCount } }", json!({})).await, json!({ "leads": { "totalCount": 0 }, "contacts": { "totalCount": 0 } }));
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_its_reason() {
    let world = World::new().await;
    let url = format!("{}/f/contact-us", world.base);
    let post = |kind: &'static str, body: String| world.http.post(&url).header(CONTENT_TYPE, kind).body(body).send();
    assert_eq!(post("application/json", "{".into()).await.unwrap().status(), 400);
    assert_eq!(post("application/json", "[1]".into()).await.unwrap().status(), 400);
    assert_eq!(post("text/plain", "email=a".into()).await.unwrap().status(), 415);
    assert_eq!(post("application/json", json!({ "email": "a@b.example", "message": "x".repeat(70_000) }).to_string()).await.unwrap().status(), 413);
    assert_eq!(post("application/json", json!({ "email": ["a@b.example"] }).to_string()).await.unwrap().status(), 422);
    assert_eq!(world.http.post(format!("{}/f/none", world.base)).json(&json!({})).send().await.unwrap().status(), 404);
    assert_eq!(world.http.get(format!("{}/f/none", world.base)).send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn a_known_contact_is_found_whatever_the_case_and_its_first_touch_stays() {
    let world = World::new().await;
    world.submit(json!({ "email": "camille@mistral.example", "firstName": "Camille", "utm_source": "linkedin" })).await;
    let lead = world.ana.ok("{ leads { nodes { id version } } }", json!({})).await["leads"]["nodes"][0].clone();
    world.submit(json!({ "email": "CAMILLE@Mistral.Example", "firstName": "Kamille", "lastName": "Laurent", "utm_source": "google" })).await;
    let data = world.ana.ok("{ contacts { nodes { firstName lastName source { utmSource } } } leads { nodes { id version } } forms { submissionCount } }", json!({})).await;
    assert_eq!(
        data["contacts"]["nodes"],
        json!([{ "firstName": "Camille", "lastName": "Laurent", "source": { "utmSource": "linkedin" } }]),
        "what is known is kept, gaps are filled"
    );
    assert_eq!(data["leads"]["nodes"].as_array().unwrap().len(), 1, "the open lead is asked about again");
    assert_eq!(data["leads"]["nodes"][0]["id"], lead["id"]);
    assert_eq!(data["forms"][0]["submissionCount"], 2);

    world.ana.act("disqualifyLead", json!({ "id": lead["id"], "reasonId": "reason:disqualified-no-need" }), "state").await;
    world.submit(json!({ "email": "camille@mistral.example" })).await;
    assert_eq!(world.ana.ok("{ leads { totalCount } }", json!({})).await["leads"]["totalCount"], 2, "after the last one closed there is a new lead");
}

#[tokio::test]
async fn an_inquiry_from_a_contact_in_the_trash_restores_it() {
    let world = World::new().await;
    let contact = world.ana.act("createContact", json!({ "firstName": "Camille", "emails": ["camille@mistral.example"] }), "id").await;
    world.ana.act("deleteRecords", json!({ "ids": [contact["id"]] }), "ok").await;
    world.submit(json!({ "email": "camille@mistral.example" })).await;
    let contacts = world.ana.ok("{ contacts { nodes { id deletedAt } } }", json!({})).await["contacts"]["nodes"].clone();
    assert_eq!(contacts, json!([{ "id": contact["id"], "deletedAt": null }]));
}

#[tokio::test]
async fn fifty_submissions_of_one_address_at_once_make_one_contact_and_one_lead() {
    let world = World::new().await;
    let posts = (0..50).map(|_| world.submit(json!({ "email": "camille@mistral.example" })));
    for response in futures::future::join_all(posts).await {
        assert_eq!(response.status(), 200);
    }
    let data = world.ana.ok("{ contacts { totalCount } leads { totalCount } forms { submissionCount } }", json!({})).await;
    assert_eq!(data, json!({ "contacts": { "totalCount": 1 }, "leads": { "totalCount": 1 }, "forms": [{ "submissionCount": 50 }] }));
}

#[tokio::test]
async fn machines_are_caught_without_a_word_and_floods_are_slowed() {
    let mut config = baton::platform::config::Config::in_memory();
    config.form_limit = 3;
    let world = World::with(config).await;
    let caught = world.submit(json!({ "email": "bot@spam.example", "website_url": "http://spam.example" })).await;
    assert_eq!(caught.status(), 200);
    assert_eq!(world.ana.ok("{ leads { totalCount } }", json!({})).await["leads"]["totalCount"], 0);
    for _ in 0..3 {
        assert_eq!(world.submit(json!({ "email": "a@b.example" })).await.status(), 200);
    }
    let slowed = world.submit(json!({ "email": "a@b.example" })).await;
    assert_eq!(slowed.status(), 429);
    assert!(slowed.headers().contains_key("retry-after"));
    world.app.clock.advance(chrono::TimeDelta::minutes(11));
    assert_eq!(world.submit(json!({ "email": "a@b.example" })).await.status(), 200);
}

#[tokio::test]
async fn another_site_may_send_but_not_read_more_than_the_answer() {
    let world = World::new().await;
    let preflight = world.http.request(reqwest::Method::OPTIONS, format!("{}/f/contact-us", world.base)).header("origin", "https://elsewhere.example").send().await.unwrap();
    assert_eq!((preflight.status().as_u16(), preflight.headers()["access-control-allow-origin"].to_str().unwrap()), (204, "*"));
    assert!(!preflight.headers().contains_key("access-control-allow-credentials"));
}

#[tokio::test]
async fn an_address_in_a_header_counts_only_when_a_trusted_proxy_sends_it() {
    let mut config = baton::platform::config::Config::in_memory();
    config.form_limit = 2;
    let (open, behind) = (World::with(config.clone()).await, {
        config.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
        World::with(config).await
    });
    let post = async |world: &World, forwarded: &str| {
        let sent = world.http.post(format!("{}/f/contact-us", world.base)).header("x-forwarded-for", forwarded).json(&json!({ "email": "a@b.example" }));
        sent.send().await.unwrap().status().as_u16()
    };
    let mut spoofed = Vec::new();
    for i in 0..3 {
        spoofed.push(post(&open, &format!("198.51.100.{i}")).await);
    }
    assert_eq!(spoofed, [200, 200, 429], "without a trusted proxy the header says nothing");
    let mut clients = Vec::new();
    for forwarded in ["198.51.100.1", "198.51.100.1", "6.6.6.6, 198.51.100.1", "198.51.100.2", "198.51.100.1, 127.0.0.9"] {
        clients.push(post(&behind, forwarded).await);
    }
    assert_eq!(clients, [200, 200, 429, 200, 429], "the rightmost address that is no proxy of ours is the client");
}

#[tokio::test]
async fn a_company_in_the_trash_does_not_stop_an_inquiry() {
    let world = World::new().await;
    let company = world.ana.act("createCompany", json!({ "name": "Mistral", "domains": ["mistral.example"] }), "id").await;
    world.ana.act("deleteRecords", json!({ "ids": [company["id"]] }), "ok").await;
    assert_eq!(world.submit(json!({ "email": "camille@mistral.example", "company": "Mistral" })).await.status(), 200);
    let lead = world.ana.ok("{ leads { nodes { company { name domains } } } }", json!({})).await["leads"]["nodes"].clone();
    assert_eq!(lead, json!([{ "company": { "name": "Mistral", "domains": [] } }]), "the domain stays with the one in the trash");
}

#[tokio::test]
async fn a_contact_does_not_grow_with_every_submission() {
    let world = World::new().await;
    for i in 0..25 {
        world.submit(json!({ "email": "camille@mistral.example", "phone": format!("+44 20 {i}"), "consent": "yes" })).await;
    }
    let contact = world.ana.ok("{ contacts { nodes { phones consents { given } } } }", json!({})).await["contacts"]["nodes"][0].clone();
    assert_eq!((contact["phones"].as_array().unwrap().len(), contact["consents"].as_array().unwrap().len()), (20, 1));
}

#[tokio::test]
async fn inquiries_of_one_contact_at_once_make_one_lead_by_whatever_way_they_come() {
    let world = World::new().await;
    let contact = world.ana.act("createContact", json!({ "firstName": "Camille", "emails": ["camille@mistral.example"] }), "id").await;
    // Once before, so that nothing else about the contact changes.
    let first = world.ana.act("createLead", json!({ "contactId": contact["id"] }), "id").await;
    world.ana.act("disqualifyLead", json!({ "id": first["id"], "reasonId": "reason:disqualified-spam" }), "id").await;
    let asked = (0..12).map(|_| world.ana.act("createLead", json!({ "contactId": contact["id"] }), "id"));
    let leads: std::collections::BTreeSet<String> = futures::future::join_all(asked).await.into_iter().map(|lead| lead["id"].to_string()).collect();
    assert_eq!(leads.len(), 1, "{leads:?}");
}
