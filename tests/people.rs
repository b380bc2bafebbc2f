//! People: inviting, changing, letting go, and what becomes of what they held.

use baton::{identity::links::Purpose, ownership::model::Assignment, platform::id::Id};
use chrono::TimeDelta;
use serde_json::{Value as Json, json};

use crate::{
    sign_in::{everything, link},
    support::{PASSWORD, Person, World, browser::Browser, fields_of, socket::Socket},
};

async fn invite(world: &World, email: &str) -> Json {
    let team = world.team("Sales").await;
    let input = json!({ "email": email, "name": "Ivy", "roleId": "role:sales", "teamIds": [team] });
    world.ana.act("inviteUser", input, "link mailed user { id version active invited roleId teamIds }").await
}

fn token_of(sent: &Json) -> String {
    sent["link"].as_str().unwrap().rsplit_once("/invitation/").unwrap().1.to_owned()
}

#[tokio::test]
async fn an_invitation_is_accepted_once_with_a_name_and_a_password() {
    let world = World::new().await;
    let sent = invite(&world, "IVY@example.com").await;
    assert_eq!((&sent["mailed"], &sent["user"]["active"], &sent["user"]["invited"]), (&json!(false), &json!(false), &json!(true)));
    let token = token_of(&sent);
    let mut browser = Browser::new(&world);
    let read = "query($token: String!) { invitation(token: $token) { email name workspaceName } }";
    let seen = browser.ask(read, json!({ "token": token })).await.0["data"]["invitation"].clone();
    assert_eq!((&seen["email"], &seen["name"]), (&json!("ivy@example.com"), &json!("Ivy")));
    let weak = browser.refused("acceptInvitation", json!({ "token": token, "name": "", "password": "ivy@example" })).await;
    assert_eq!(fields_of(&weak), ["name", "password"]);
    let viewer = browser.act("acceptInvitation", json!({ "token": token, "name": "Ivy Lane", "password": PASSWORD }), "user { name active invited }").await;
    assert_eq!(viewer["user"], json!({ "name": "Ivy Lane", "active": true, "invited": false }));
    assert_eq!(browser.me().await.as_deref(), Some("ivy@example.com"));
    let again = browser.refused("acceptInvitation", json!({ "token": token, "name": "Eve", "password": PASSWORD })).await;
    assert_eq!(fields_of(&again), ["token"]);
    assert_eq!(browser.ask(read, json!({ "token": token })).await.0["data"]["invitation"], Json::Null);
    Browser::of(&world, "ivy@example.com").await;
    let kept = everything(&world.app).await;
    assert!(!kept.contains(&token) && !kept.contains(PASSWORD));
}

#[tokio::test]
async fn inviting_again_replaces_the_link_and_a_link_is_over_after_a_week() {
    let world = World::new().await;
    let first = token_of(&invite(&world, "ivy@example.com").await);
    let again = invite(&world, "ivy@example.com").await;
    let second = token_of(&again);
    let mut browser = Browser::new(&world);
    let accept = |token: &str| json!({ "token": token, "name": "Ivy", "password": PASSWORD });
    assert_eq!(fields_of(&browser.refused("acceptInvitation", accept(&first)).await), ["token"]);
    world.app.clock.advance(TimeDelta::days(7) + TimeDelta::seconds(1));
    assert_eq!(fields_of(&browser.refused("acceptInvitation", accept(&second)).await), ["token"]);
    let third = token_of(&invite(&world, "ivy@example.com").await);
    let reset = link(&world.app, &serde_json::from_value(again["user"]["id"].clone()).unwrap(), Purpose::Reset).await;
    assert_eq!(fields_of(&browser.refused("resetPassword", json!({ "token": reset, "password": PASSWORD })).await), ["token"], "who has not accepted has no password to reset");
    browser.act("acceptInvitation", accept(&third), "user { id }").await;
    let taken = world.ana.refused("inviteUser", json!({ "email": "ivy@example.com", "name": " ", "roleId": "role:none", "teamIds": ["team:none"] })).await;
    assert_eq!(fields_of(&taken), ["roleId", "name", "teamIds[0]", "email"]);
}

#[tokio::test]
async fn an_invitation_can_be_taken_back() {
    let world = World::new().await;
    let sent = invite(&world, "ivy@example.com").await;
    let id = &sent["user"]["id"];
    let pending = world.ana.refused("reactivateUser", json!({ "id": id, "expectedVersion": 1 })).await;
    assert_eq!(fields_of(&pending), ["id"]);
    let gone = world.ana.act("deactivateUser", json!({ "id": id, "expectedVersion": 1 }), "active invited").await;
    assert_eq!(gone, json!({ "active": false, "invited": false }));
    let mut browser = Browser::new(&world);
    let refused = browser.refused("acceptInvitation", json!({ "token": token_of(&sent), "name": "Ivy", "password": PASSWORD })).await;
    assert_eq!(fields_of(&refused), ["token"]);
    let again = token_of(&invite(&world, "ivy@example.com").await);
    browser.act("acceptInvitation", json!({ "token": again, "name": "Ivy", "password": PASSWORD }), "user { id }").await;
}

#[tokio::test]
async fn only_who_looks_after_people_changes_them_and_everybody_their_own_name() {
    let world = World::new().await;
    let operations = world.person("Otto Ops", "operations", None).await;
    let ben = world.person("Ben Okafor", "sales", None).await;
    let ana = json!(world.ana.id);
    for person in [&operations, &ben] {
        for (mutation, input) in [
            ("inviteUser", json!({ "email": "x@example.com", "name": "X", "roleId": "role:sales", "teamIds": [] })),
            ("updateUser", json!({ "id": ana, "expectedVersion": 1, "name": "Hacked" })),
            ("updateUser", json!({ "id": person.id, "expectedVersion": 1, "roleId": "role:admin" })),
            ("updateUser", json!({ "id": person.id, "expectedVersion": 1, "teamIds": [] })),
            ("deactivateUser", json!({ "id": ana, "expectedVersion": 1 })),
            ("reactivateUser", json!({ "id": ana, "expectedVersion": 1 })),
        ] {
            assert_eq!(person.refused(mutation, input).await["code"], "FORBIDDEN", "{mutation}");
        }
        assert_eq!(person.ask("query($id: ID!) { dependents(userId: $id) { openLeads } }", json!({ "id": ana })).await.refusal()["code"], "FORBIDDEN");
        let own = person.act("updateUser", json!({ "id": person.id, "expectedVersion": 1, "name": "Me", "outOfOffice": true }), "name outOfOffice").await;
        assert_eq!(own, json!({ "name": "Me", "outOfOffice": true }));
    }
    assert_eq!(ben.refused("createTeam", json!({ "name": "No" })).await["code"], "FORBIDDEN");
    operations.act("createTeam", json!({ "name": "Yes" }), "id").await;
}

#[tokio::test]
async fn edits_of_one_field_conflict_and_the_last_administrator_stays() {
    let world = World::new().await;
    let ben = world.person("Ben Okafor", "sales", None).await;
    let update = |changes: Json| {
        let mut input = json!({ "id": ben.id, "expectedVersion": 1 });
        input.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        input
    };
    world.ana.act("updateUser", update(json!({ "name": "Benjamin" })), "id").await;
    let conflict = world.ana.refused("updateUser", update(json!({ "name": "Benny" }))).await;
    assert_eq!((&conflict["code"], &conflict["field"], &conflict["conflicts"][0]["theirs"]), (&json!("CONFLICT"), &json!("name"), &json!("Benjamin")));
    let merged = world.ana.act("updateUser", update(json!({ "roleId": "role:admin" })), "name roleId version").await;
    assert_eq!(merged, json!({ "name": "Benjamin", "roleId": "role:admin", "version": 3 }));
    let mine = json!({ "id": world.ana.id, "expectedVersion": 1, "roleId": "role:sales" });
    let his = json!({ "id": ben.id, "expectedVersion": 3, "roleId": "role:sales" });
    // At once: each alone would leave the other.
    let text = crate::support::mutation_text("updateUser", "id");
    let (a, b) = tokio::join!(world.ana.ask(&text, json!({ "input": his })), ben.ask(&text, json!({ "input": mine })));
    let refused = [&a, &b].iter().filter(|answer| answer.0.get("errors").is_some()).count();
    assert_eq!(refused, 1, "{a:?} {b:?}");
    let admins: Vec<Json> = world.ana.ok("{ me { workspace { users { id roleId active } } } }", json!({})).await["me"]["workspace"]["users"].as_array().unwrap().clone();
    let left: Vec<_> = admins.iter().filter(|user| user["roleId"] == "role:admin").collect();
    assert_eq!(left.len(), 1);
    let last = if left[0]["id"] == json!(world.ana.id) { &world.ana } else { &ben };
    let version = if left[0]["id"] == json!(world.ana.id) { 1 } else { 3 };
    assert_eq!(fields_of(&last.refused("updateUser", json!({ "id": last.id, "expectedVersion": version, "roleId": "role:sales" })).await), ["roleId"]);
    assert_eq!(fields_of(&last.refused("deactivateUser", json!({ "id": last.id, "expectedVersion": version, "successorId": last.id })).await), ["id", "successorId"]);
}

/// Ben with something of everything; gives what he holds.
async fn busy(world: &World, ben: &Person) -> Json {
    let ana = &world.ana;
    let company = ana.act("createCompany", json!({ "name": "Arcwell", "ownerId": ben.id }), "id").await["id"].clone();
    let contact = ana.act("createContact", json!({ "firstName": "Camille", "ownerId": ben.id }), "id").await["id"].clone();
    let campaign = ana.act("createCampaign", json!({ "name": "Spring", "ownerId": ben.id }), "id").await["id"].clone();
    let deal = ana.act("createDeal", json!({ "name": "Pilot", "ownerId": ben.id }), "id").await["id"].clone();
    let lead = ana.act("createLead", json!({ "lastName": "Dupont", "email": "dupont@example.com" }), "id").await["id"].clone();
    let offer = ana.act("offerHandoff", json!({ "subjectId": lead, "toId": ben.id }), "id").await["id"].clone();
    ben.act("acceptHandoff", json!({ "id": offer }), "id").await;
    let task = ben.act("logActivity", json!({ "type": "task", "subject": "Call back", "dueAt": "2026-04-01T09:00:00Z", "subjectIds": [lead] }), "id").await["id"].clone();
    let closed = ana.act("createDeal", json!({ "name": "Old", "ownerId": ben.id, "amount": "7", "expectedCloseDate": "2026-03-01" }), "id").await["id"].clone();
    let lost = ana.ok("{ me { workspace { lostReasons { id } } } }", json!({})).await["me"]["workspace"]["lostReasons"][0]["id"].clone();
    ana.act("loseDeal", json!({ "id": closed, "reasonId": lost }), "id").await;
    json!({ "company": company, "contact": contact, "campaign": campaign, "deal": deal, "lead": lead, "task": task, "closed": closed })
}

const HELD: &str = "query($company: ID!, $contact: ID!, $campaign: ID!, $deal: ID!, $lead: ID!, $closed: ID!) {
  company(id: $company) { owner { id } teamId } contact(id: $contact) { owner { id } teamId } campaign(id: $campaign) { ownerId teamId }
  deal(id: $deal) { owner { id } teamId } lead(id: $lead) { responsible { id } salesOwnerId teamId } closed: deal(id: $closed) { owner { id } teamId } }";

/// Who holds each of them, and for which team.
async fn held(world: &World, ids: &Json) -> Vec<(String, Json, Json)> {
    let data = world.ana.ok(HELD, ids.clone()).await;
    let mut found: Vec<(String, Json, Json)> = data
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, record)| {
            let owner = if name == "campaign" { record["ownerId"].clone() } else { record[if name == "lead" { "responsible" } else { "owner" }]["id"].clone() };
            (name.clone(), owner, record["teamId"].clone())
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

#[tokio::test]
async fn open_records_follow_to_a_new_team_when_that_is_asked_and_closed_ones_stay() {
    let world = World::new().await;
    let (north, south) = (world.team("North").await, world.team("South").await);
    let ben = world.person("Ben Okafor", "sales", Some(&north)).await;
    let ids = busy(&world, &ben).await;
    let moved = world.ana.act("updateUser", json!({ "id": ben.id, "expectedVersion": 1, "teamIds": [south] }), "version").await;
    assert!(held(&world, &ids).await.iter().all(|(_, _, team)| *team == json!(north)), "not asked, not moved");
    world.ana.act("updateUser", json!({ "id": ben.id, "expectedVersion": moved["version"], "teamIds": [south], "moveOpenRecords": true }), "version").await;
    for (name, owner, team) in held(&world, &ids).await {
        assert_eq!(owner, json!(ben.id), "{name}");
        assert_eq!(team, json!(if name == "closed" { &north } else { &south }), "{name}");
    }
}

#[tokio::test]
async fn who_leaves_hands_everything_over_in_one_go() {
    let world = World::new().await;
    let (north, south) = (world.team("North").await, world.team("South").await);
    let ben = world.person("Ben Okafor", "sales", Some(&north)).await;
    let cara = world.person("Cara Diaz", "sales", Some(&south)).await;
    let ids = busy(&world, &ben).await;
    for i in 0..110 {
        world.ana.act("createDeal", json!({ "name": format!("Deal {i}"), "ownerId": ben.id }), "id").await;
    }
    world.rule(None, Assignment::User { id: ben.id.clone() }, None, &north).await;
    let mut browser = Browser::of(&world, "ben@example.com").await;
    let mut socket = Socket::open_with(&world.base, browser.cookie.as_ref().unwrap()).await;

    let asked = "query($id: ID!) { dependents(userId: $id) { openLeads openDeals contacts companies campaigns plannedActivities offers rules { name assignee { id } } stages { id } teams { name } isDefaultOwner } }";
    let depends = world.ana.ok(asked, json!({ "id": ben.id })).await["dependents"].clone();
    let numbers: Vec<i64> =
        ["openLeads", "openDeals", "contacts", "companies", "campaigns", "plannedActivities", "offers"].iter().map(|name| depends[name].as_i64().unwrap()).collect();
    assert_eq!(numbers[1..], [111, 1, 1, 1, 1, 0], "{depends}");
    assert!(numbers[0] >= 1);
    assert_eq!((&depends["rules"][0]["assignee"]["id"], &depends["teams"][0]["name"], &depends["isDefaultOwner"]), (&json!(ben.id), &json!("North"), &json!(false)));

    let alone = world.ana.refused("deactivateUser", json!({ "id": ben.id, "expectedVersion": 1 })).await;
    assert_eq!((&alone["code"], fields_of(&alone)), (&json!("INVALID"), vec!["successorId".to_owned()]));
    let gone = world.ana.act("deactivateUser", json!({ "id": ben.id, "expectedVersion": 1, "successorId": cara.id }), "active version").await;
    assert_eq!(gone["active"], false);
    assert_eq!(socket.closes().await.0, 4403);
    assert!(browser.me().await.is_none());
    assert_eq!(ben.ok("{ me { user { id } } }", json!({})).await["me"], Json::Null, "tokens end too");

    for (name, owner, team) in held(&world, &ids).await {
        let (who, whose) = if name == "closed" { (&ben.id, &north) } else { (&cara.id, &south) };
        assert_eq!((owner, team), (json!(who), json!(whose)), "{name}");
    }
    let after = world.ana.ok(asked, json!({ "id": ben.id })).await["dependents"].clone();
    assert_eq!(
        after,
        json!({ "openLeads": 0, "openDeals": 0, "contacts": 0, "companies": 0, "campaigns": 0, "plannedActivities": 0, "offers": 0, "rules": [], "stages": [], "teams": [], "isDefaultOwner": false })
    );
    let events = world.ana.ok("query($id: ID!) { deal(id: $id) { timeline(first: 1) { nodes { event { kind actor { name } } } } } }", json!({ "id": ids["deal"] })).await;
    assert_eq!(events["deal"]["timeline"]["nodes"][0]["event"], json!({ "kind": "DealHandedOff", "actor": { "name": "Ana Ribeiro" } }));
    // The same call once more finds nothing left to do.
    let again = world.ana.act("deactivateUser", json!({ "id": ben.id, "expectedVersion": gone["version"], "successorId": cara.id }), "active version").await;
    assert_eq!(again, gone);

    let back = world.ana.act("reactivateUser", json!({ "id": ben.id, "expectedVersion": gone["version"] }), "active outOfOffice").await;
    assert_eq!(back, json!({ "active": true, "outOfOffice": false }));
    Browser::of(&world, "ben@example.com").await;
}

#[tokio::test]
async fn the_default_owner_and_stage_owners_are_replaced_and_open_offers_go_on() {
    let world = World::new().await;
    let ben = world.person("Ben Okafor", "admin", None).await;
    let cara = world.person("Cara Diaz", "sales", None).await;
    let team = world.team("Sales").await;
    let dan = world.person("Dan Eriksen", "sales", Some(&team)).await;
    world.rule(None, Assignment::User { id: cara.id.clone() }, Some(&dan.id), &team).await;
    let lead = world.ana.act("createLead", json!({ "lastName": "Dupont", "email": "dupont@example.com" }), "id responsible { id } handoff { to { id } }").await;
    assert_eq!((&lead["responsible"]["id"], &lead["handoff"]["to"]["id"]), (&json!(world.ana.id), &json!(cara.id)));

    assert_eq!(fields_of(&ben.refused("deactivateUser", json!({ "id": world.ana.id, "expectedVersion": 1 })).await), ["successorId"], "the default owner");
    ben.act("deactivateUser", json!({ "id": world.ana.id, "expectedVersion": 1, "successorId": ben.id }), "active").await;
    let now = ben
        .ok(
            "query($id: ID!) { lead(id: $id) { responsible { id } handoff { id from { id } to { id } chain { assignee { id } } } } me { workspace { defaultOwnerId } } }",
            json!({ "id": lead["id"] }),
        )
        .await;
    assert_eq!(now["me"]["workspace"]["defaultOwnerId"], json!(ben.id));
    assert_eq!((&now["lead"]["responsible"]["id"], &now["lead"]["handoff"]["from"]["id"], &now["lead"]["handoff"]["to"]["id"]), (&json!(ben.id), &json!(ben.id), &json!(cara.id)));

    // The rule names Cara, so somebody has to take that over; her offer goes on to the next in its chain.
    ben.act("deactivateUser", json!({ "id": cara.id, "expectedVersion": 1, "successorId": dan.id }), "active").await;
    let now = ben.ok("query($id: ID!) { lead(id: $id) { handoff { id to { id } } } }", json!({ "id": lead["id"] })).await;
    assert_eq!(now["lead"]["handoff"]["to"]["id"], json!(dan.id));
    let reason = ben.ok("{ me { workspace { declineReasons { id } } } }", json!({})).await["me"]["workspace"]["declineReasons"][0]["id"].clone();
    let decline = async |who: &Person| {
        let offer = ben.ok("query($id: ID!) { lead(id: $id) { handoff { id } } }", json!({ "id": lead["id"] })).await["lead"]["handoff"]["id"].clone();
        who.act("declineHandoff", json!({ "id": offer, "reasonId": reason }), "state").await;
    };
    decline(&dan).await;
    decline(&dan).await;
    let end = ben.ok("query($id: ID!) { lead(id: $id) { responsible { id } handoff { id } } }", json!({ "id": lead["id"] })).await;
    assert_eq!(end["lead"], json!({ "responsible": { "id": ben.id }, "handoff": null }), "the chain ends with who is the default owner now");
}

#[tokio::test]
async fn who_holds_nothing_leaves_without_a_successor_and_an_offer_alone_needs_none() {
    let world = World::new().await;
    let ben = world.person("Ben Okafor", "sales", None).await;
    let deal = world.ana.act("createDeal", json!({ "name": "Pilot" }), "id").await["id"].clone();
    world.ana.act("offerHandoff", json!({ "subjectId": deal, "toId": ben.id }), "id").await;
    world.ana.act("deactivateUser", json!({ "id": ben.id, "expectedVersion": 1 }), "active").await;
    let states = world.ana.ok("query($id: ID!) { handoffs(subjectId: $id) { nodes { state } } }", json!({ "id": deal })).await;
    assert_eq!(states["handoffs"]["nodes"], json!([{ "state": "WITHDRAWN" }]));
    let id: Id = ben.id.clone();
    assert_eq!(fields_of(&world.ana.refused("createDeal", json!({ "name": "No", "ownerId": id })).await), ["ownerId"]);
}
