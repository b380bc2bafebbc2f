//! Territories: which companies each has, who works them, who gets them, and that nobody sees too much meanwhile.

use baton::{
    ownership::model::Assignment,
    platform::{actor::Actor, id::Id, jobs, tx},
    rekey,
};
use chrono::TimeDelta;
use serde_json::{Value as Json, json};

use crate::support::{Person, World, fields_of, socket::Socket};

fn country(is: &str) -> Json {
    json!({ "field": "country", "op": "EQ", "value": is })
}

/// Makes a territory, and waits until companies are placed.
async fn territory(world: &World, name: &str, condition: Json, team: &Id, owner: Option<&Person>) -> Json {
    let input = json!({ "name": name, "condition": condition, "teamId": team, "ownerId": owner.map(|owner| &owner.id) });
    let made = world.ana.act("createTerritory", input, "id version order name").await;
    world.pass(TimeDelta::zero()).await;
    made
}

/// A role that sees its teams' records alone, companies too.
async fn role(world: &World) -> Id {
    let all = ["COMPANY", "CONTACT", "LEAD", "DEAL", "ACTIVITY", "HANDOFF"];
    let permissions = all.map(|object| json!({ "object": object, "read": "TEAM", "create": "ALL", "edit": "TEAM", "delete": "OWN", "export": "NONE" }));
    let made = world.ana.act("createRole", json!({ "name": "Field sales" }), "id").await;
    world.ana.act("updateRole", json!({ "id": made["id"], "expectedVersion": 1, "permissions": permissions }), "id").await;
    serde_json::from_value(made["id"].clone()).unwrap()
}

/// Two teams with somebody in each who sees their team's records alone.
async fn two_teams(world: &World) -> (Id, Person, Id, Person) {
    let role = role(world).await;
    let (north, south) = (world.team("North").await, world.team("South").await);
    let nora = world.person("Nora Lund", role.key(), Some(&north)).await;
    let sven = world.person("Sven Costa", role.key(), Some(&south)).await;
    (north, nora, south, sven)
}

async fn company(world: &World, name: &str, country: &str) -> Json {
    world.ana.act("createCompany", json!({ "name": name, "country": country }), "id version territoryId").await
}

async fn names(person: &Person) -> Json {
    person.ok("{ companies(orderBy: { field: NAME }) { nodes { name } } }", json!({})).await["companies"]["nodes"].clone()
}

async fn of_company(world: &World, id: &Json) -> Json {
    world.ana.ok("query($id: ID!) { company(id: $id) { territory { name } ownerId teamId } }", json!({ "id": id })).await["company"].clone()
}

#[tokio::test]
async fn the_first_territory_that_takes_a_company_has_it() {
    let world = World::new().await;
    let (north, _, south, _) = two_teams(&world).await;
    let wide = territory(&world, "Wide", json!({ "any": [country("NO"), country("SE")] }), &north, None).await;
    let narrow = territory(&world, "Swedes", country("SE"), &south, None).await;
    assert_eq!((&wide["order"], &narrow["order"]), (&json!(0), &json!(1)));
    let (swede, spaniard) = (company(&world, "Mistral", "SE").await, company(&world, "Sirocco", "ES").await);
    assert_eq!((&swede["territoryId"], &spaniard["territoryId"]), (&wide["id"], &Json::Null));

    world.ana.act("reorderTerritories", json!({ "ids": [narrow["id"], wide["id"]] }), "id order").await;
    world.pass(TimeDelta::zero()).await;
    assert_eq!(of_company(&world, &swede["id"]).await["territory"]["name"], "Swedes");
    let listed =
        world.ana.ok("query($id: ID!) { territories { name order companyCount } companies(territoryId: $id) { nodes { name } totalCount } }", json!({ "id": narrow["id"] })).await;
    assert_eq!(listed["territories"], json!([{ "name": "Swedes", "order": 0, "companyCount": 1 }, { "name": "Wide", "order": 1, "companyCount": 0 }]));
    assert_eq!(listed["companies"], json!({ "nodes": [{ "name": "Mistral" }], "totalCount": 1 }));
    let filter = json!({ "field": "territoryId", "op": "EQ", "value": narrow["id"] });
    let filtered = world.ana.ok("query($filter: ConditionInput) { companies(filter: $filter) { totalCount } }", json!({ "filter": filter })).await;
    assert_eq!(filtered["companies"]["totalCount"], 1);
    assert_eq!(world.ana.refused("reorderTerritories", json!({ "ids": [wide["id"]] })).await["field"], "ids");

    world.ana.act("deleteTerritory", json!({ "id": narrow["id"], "expectedVersion": 3 }), "").await;
    world.pass(TimeDelta::zero()).await;
    assert_eq!(of_company(&world, &swede["id"]).await["territory"]["name"], "Wide", "it goes to the next that takes it");
}

#[tokio::test]
async fn a_company_comes_into_sight_and_leaves_it_with_its_territory() {
    let world = World::new().await;
    let (north, nora, south, sven) = two_teams(&world).await;
    territory(&world, "North", country("NO"), &north, None).await;
    territory(&world, "South", country("ES"), &south, None).await;
    let mistral = company(&world, "Mistral", "FR").await;
    let contact = world.ana.act("createContact", json!({ "emails": ["camille@mistral.example"], "companyId": mistral["id"] }), "id").await;
    let deal =
        world.ana.act("createDeal", json!({ "name": "Pilot", "companyId": mistral["id"], "contacts": [{ "contactId": contact["id"], "role": "CHAMPION" }] }), "id version").await;
    let note = world.ana.act("logActivity", json!({ "type": "note", "body": "Words about it", "subjectIds": [deal["id"]] }), "id").await;
    let everything = async |person: &Person| {
        let data = person
            .ok(
                "query($c: ID!, $d: ID!, $p: ID!, $a: ID!) { company: node(id: $c) { id } deal: node(id: $d) { id } contact: node(id: $p) { id } note: node(id: $a) { id }
                   companies { totalCount } deals { totalCount } contacts { totalCount } activities { totalCount } dealsAggregate { count } }",
                json!({ "c": mistral["id"], "d": deal["id"], "p": contact["id"], "a": note["id"] }),
            )
            .await;
        let nodes = ["company", "deal", "contact", "note"].map(|kind| !data[kind].is_null());
        let counts =
            [&data["companies"]["totalCount"], &data["deals"]["totalCount"], &data["contacts"]["totalCount"], &data["activities"]["totalCount"], &data["dealsAggregate"]["count"]];
        assert!(counts.iter().all(|count| **count == json!(i64::from(nodes[0]))), "{data}");
        assert!(nodes.iter().all(|seen| *seen == nodes[0]), "{data}");
        nodes[0]
    };
    assert!(!everything(&nora).await && !everything(&sven).await);
    let mut socket = Socket::follow(&world.base, &nora.token, None).await;
    socket.delivery().await;

    let update = |version: &Json, country: &str| json!({ "id": mistral["id"], "expectedVersion": version, "country": country });
    let moved = world.ana.act("updateCompany", update(&mistral["version"], "NO"), "version territory { name }").await;
    assert_eq!(moved["territory"]["name"], "North");
    assert!(everything(&nora).await && !everything(&sven).await);
    socket.delivery_where(|data| data["event"]["subjectId"] == mistral["id"]).await;
    // As on their own: they work it, and what comes to it is theirs too.
    let worked = nora.act("updateCompany", json!({ "id": mistral["id"], "expectedVersion": moved["version"], "phone": "+47 1" }), "version").await;
    let deal_now = nora.ok("query($id: ID!) { deal(id: $id) { version } }", json!({ "id": deal["id"] })).await["deal"]["version"].clone();
    nora.act("updateDeal", json!({ "id": deal["id"], "expectedVersion": deal_now, "nextStep": "Call" }), "id").await;
    let second = world.ana.act("createDeal", json!({ "name": "Second", "companyId": mistral["id"] }), "id").await;
    assert_eq!(nora.ok("query($id: ID!) { deal(id: $id) { name } }", json!({ "id": second["id"] })).await["deal"]["name"], "Second");
    let lead = world.ana.act("createLead", json!({ "contactId": contact["id"], "offer": "Demo" }), "id companyId").await;
    assert_eq!(lead["companyId"], mistral["id"]);
    assert_eq!(nora.ok("{ leads { nodes { id } } }", json!({})).await["leads"]["nodes"], json!([{ "id": lead["id"] }]));
    world.ana.act("deleteRecords", json!({ "ids": [second["id"], lead["id"]] }), "ok").await;

    let moved = world.ana.act("updateCompany", update(&worked["version"], "ES"), "version territory { name }").await;
    assert_eq!(moved["territory"]["name"], "South");
    assert_eq!(socket.delivery_where(|data| !data["hidden"].is_null() && data["hidden"]["id"] == mistral["id"]).await["hidden"]["id"], mistral["id"]);
    assert!(!everything(&nora).await && everything(&sven).await);
    let input = json!({ "id": mistral["id"], "expectedVersion": moved["version"], "phone": "+47 2" });
    assert_eq!(nora.refused("updateCompany", input).await["code"], "NOT_FOUND");
    world.ana.act("updateCompany", update(&moved["version"], "FR"), "id").await;
    assert!(!everything(&nora).await && !everything(&sven).await);
}

#[tokio::test]
async fn a_changed_territory_lets_nobody_see_too_much_meanwhile() {
    let world = World::new().await;
    let (north, nora, south, sven) = two_teams(&world).await;
    let nordic = territory(&world, "Nordic", country("NO"), &north, None).await;
    let rest = territory(&world, "Rest", json!({ "field": "country", "op": "IS_NOT_EMPTY" }), &south, None).await;
    let (oslo, malmo) = (company(&world, "Oslo Ltd", "NO").await, company(&world, "Malmö Ltd", "SE").await);
    let deal = world.ana.act("createDeal", json!({ "name": "Pilot", "companyId": oslo["id"] }), "id version").await;
    let sees_deal = async |person: &Person| !person.ok("query($id: ID!) { deal(id: $id) { id } }", json!({ "id": deal["id"] })).await["deal"].is_null();
    assert_eq!((names(&nora).await, names(&sven).await), (json!([{ "name": "Oslo Ltd" }]), json!([{ "name": "Malmö Ltd" }])));
    // Who sees all companies and changes their teams' alone.
    let sid = world.person("Sid Sales", "sales", Some(&north)).await;
    let phone = |version: i64| json!({ "id": oslo["id"], "expectedVersion": version, "phone": format!("+47 {version}") });
    sid.act("updateCompany", phone(1), "id").await;
    let mut socket = Socket::follow(&world.base, &sven.token, None).await;
    socket.delivery().await;

    world.ana.act("updateTerritory", json!({ "id": nordic["id"], "expectedVersion": version_of(&world, &nordic).await, "condition": country("SE") }), "id").await;
    assert_eq!((names(&nora).await, names(&sven).await), (json!([]), json!([])), "until the companies are placed anew");
    assert!(!sees_deal(&nora).await && !sees_deal(&sven).await);
    assert_eq!(sid.refused("updateCompany", phone(2)).await["code"], "FORBIDDEN");
    socket.delivery_where(|data| data["resync"] == "PERMISSIONS").await;
    // Whatever is written meanwhile tells nobody either.
    world.ana.act("updateDeal", json!({ "id": deal["id"], "expectedVersion": deal["version"], "nextStep": "Call" }), "id").await;
    assert!(!sees_deal(&nora).await && !sees_deal(&sven).await);
    // One that is written has its place at once.
    world.ana.act("updateCompany", json!({ "id": malmo["id"], "expectedVersion": malmo["version"], "phone": "+46 1" }), "id").await;
    assert_eq!(names(&nora).await, json!([{ "name": "Malmö Ltd" }]));
    world.pass(TimeDelta::zero()).await;
    assert_eq!((names(&nora).await, names(&sven).await), (json!([{ "name": "Malmö Ltd" }]), json!([{ "name": "Oslo Ltd" }])));
    assert!(!sees_deal(&nora).await && sees_deal(&sven).await);
    let told = world
        .ana
        .ok("query($id: ID!) { company(id: $id) { timeline(first: 1) { nodes { event { kind actor { name } changes { field } } } } } }", json!({ "id": oslo["id"] }))
        .await;
    let event = json!({ "kind": "CompanyTerritoryChanged", "actor": { "name": "Baton" }, "changes": [{ "field": "territoryId" }] });
    assert_eq!(told["company"]["timeline"]["nodes"][0]["event"], event);

    // Another team takes effect by itself; a team that is gone is replaced.
    world.ana.act("updateTerritory", json!({ "id": rest["id"], "expectedVersion": version_of(&world, &rest).await, "teamId": north }), "id").await;
    assert_eq!((names(&nora).await, names(&sven).await), (json!([{ "name": "Malmö Ltd" }, { "name": "Oslo Ltd" }]), json!([])));
    world.ana.act("updateTerritory", json!({ "id": rest["id"], "expectedVersion": version_of(&world, &rest).await, "teamId": south }), "id").await;
    let version = world.ana.ok("{ me { workspace { teams { id version } } } }", json!({})).await["me"]["workspace"]["teams"]
        .as_array()
        .unwrap()
        .iter()
        .find(|team| team["id"] == json!(south))
        .unwrap()["version"]
        .clone();
    let gone = json!({ "id": south, "expectedVersion": version });
    baton::identity::actions::set_teams(&world.app, &Actor::system(), &sven.id, vec![]).await.unwrap();
    assert_eq!(world.ana.refused("deleteTeam", gone.clone()).await["field"], "moveToId", "a territory names it");
    world.ana.act("deleteTeam", json!({ "id": south, "expectedVersion": version, "moveToId": north }), "").await;
    assert_eq!(names(&nora).await, json!([{ "name": "Malmö Ltd" }, { "name": "Oslo Ltd" }]));
}

async fn version_of(world: &World, territory: &Json) -> Json {
    let all = world.ana.ok("{ territories { id version } }", json!({})).await["territories"].clone();
    all.as_array().unwrap().iter().find(|found| found["id"] == territory["id"]).unwrap()["version"].clone()
}

#[tokio::test]
async fn a_change_that_comes_while_companies_are_placed_begins_anew() {
    let world = World::new().await;
    let (north, nora, ..) = two_teams(&world).await;
    company(&world, "Oslo Ltd", "NO").await;
    company(&world, "Malmö Ltd", "SE").await;
    let made = world.ana.act("createTerritory", json!({ "name": "Nordic", "condition": country("NO"), "teamId": north }), "id version").await;
    let id: Id = serde_json::from_value(made["id"].clone()).unwrap();
    let wish = async || {
        let (app, id) = (&world.app, id.clone());
        tx::write(app, &Actor::system(), move |tx| {
            let id = id.clone();
            async move { Ok(jobs::wanted(&tx, rekey::REKEY, &id).await?.unwrap_or_default()) }
        })
        .await
        .unwrap()
    };
    let first = wish().await;
    world.ana.act("updateTerritory", json!({ "id": id, "expectedVersion": 1, "condition": country("SE") }), "id").await;
    let second = wish().await;
    assert_ne!(first, second);
    // A worker that was at the first one finds that it is over, and leaves the second one alone.
    rekey::run(&world.app, &id, &first).await.unwrap();
    assert_eq!((wish().await, names(&nora).await), (second.clone(), json!([])));
    // One that is killed behind a page goes on where it was.
    rekey::run(&world.app, &id, &second).await.unwrap();
    assert_eq!(wish().await["kind"], 1, "{second}");
    world.pass(TimeDelta::zero()).await;
    assert_eq!(names(&nora).await, json!([{ "name": "Malmö Ltd" }]));
}

#[tokio::test]
async fn what_does_not_fit_one_transaction_follows_a_moment_later() {
    let world = World::new().await;
    let (north, nora, ..) = two_teams(&world).await;
    territory(&world, "North", country("NO"), &north, None).await;
    let mistral = company(&world, "Mistral", "FR").await;
    for i in 0..60 {
        world.ana.act("createDeal", json!({ "name": format!("Deal {i}"), "companyId": mistral["id"] }), "id").await;
    }
    let count = async || nora.ok("{ deals { totalCount } }", json!({})).await["deals"]["totalCount"].as_i64().unwrap();
    for (version, country, wanted) in [(1, "NO", 60), (2, "FR", 0)] {
        world.ana.act("updateCompany", json!({ "id": mistral["id"], "expectedVersion": version, "country": country }), "id").await;
        assert!((1..60).contains(&count().await), "{country}: {}", count().await);
        world.pass(TimeDelta::zero()).await;
        assert_eq!(count().await, wanted);
    }
}

#[tokio::test]
async fn people_above_a_territorys_team_work_it_too_and_the_trash_keeps_its_companies() {
    let world = World::new().await;
    let role = role(&world).await;
    let top = world.team("Top").await;
    let below: Id = serde_json::from_value(world.ana.act("createTeam", json!({ "name": "Below", "parentId": top }), "id").await["id"].clone()).unwrap();
    let tara = world.person("Tara Top", role.key(), Some(&top)).await;
    territory(&world, "All", json!({ "field": "name", "op": "IS_NOT_EMPTY" }), &below, None).await;
    let mistral = company(&world, "Mistral", "FR").await;
    assert_eq!(names(&tara).await, json!([{ "name": "Mistral" }]));
    world.ana.act("deleteRecords", json!({ "ids": [mistral["id"]] }), "ok").await;
    assert_eq!(names(&tara).await, json!([]));
    assert_eq!(tara.ok("{ companies(deleted: true) { totalCount } }", json!({})).await["companies"]["totalCount"], 1);
}

#[tokio::test]
async fn a_company_that_comes_without_an_owner_gets_the_territorys() {
    let world = World::new().await;
    let (north, nora, ..) = two_teams(&world).await;
    let owned = company(&world, "Owned", "NO").await;
    let bare = company(&world, "Bare", "NO").await;
    world.ana.act("updateCompany", json!({ "id": bare["id"], "expectedVersion": 1, "ownerId": null }), "id").await;
    let made = territory(&world, "Nordic", country("NO"), &north, Some(&nora)).await;
    assert_eq!(of_company(&world, &owned["id"]).await["ownerId"], json!(world.ana.id), "who has an owner keeps it");
    assert_eq!(of_company(&world, &bare["id"]).await, json!({ "territory": { "name": "Nordic" }, "ownerId": nora.id, "teamId": north }));
    // Taken away by hand it stays away, for as long as the company stays here.
    let cleared = world.ana.act("updateCompany", json!({ "id": bare["id"], "expectedVersion": 3, "ownerId": null }), "ownerId version").await;
    assert_eq!(cleared["ownerId"], Json::Null);

    // An inquiry from a new company: its company gets the owner, and the rule finds them.
    world.rule(None, Assignment::TerritoryOwner, None, &north).await;
    let rule = world.app.directory().rules[0].clone();
    assert_eq!(rule.assignment, Assignment::TerritoryOwner, "as it was saved");
    let contact = world.ana.act("createContact", json!({ "lastName": "Lie", "companyId": owned["id"] }), "id").await;
    let lead = world.ana.act("createLead", json!({ "contactId": contact["id"] }), "handoff { to { id } ruleName trace { matched why } }").await;
    assert_eq!(lead["handoff"]["to"]["id"], json!(nora.id));
    assert_eq!(lead["handoff"]["trace"], json!([{ "matched": true, "why": "Matched: offered to Nora Lund." }]));

    // Nobody to be found is told why, and the next rule is tried.
    world.rule(None, Assignment::User { id: nora.id.clone() }, None, &north).await;
    let trace = async |input: Json| world.ana.act("createLead", input, "handoff { trace { why } }").await["handoff"]["trace"][0]["why"].clone();
    assert_eq!(trace(json!({ "lastName": "Nobody" })).await, "The lead has no company.");
    assert_eq!(trace(json!({ "lastName": "Weber", "companyName": "Sirocco" })).await, "Sirocco is in no territory.");
    let version = version_of(&world, &made).await;
    world.ana.act("updateTerritory", json!({ "id": made["id"], "expectedVersion": version, "ownerId": null }), "id").await;
    let other = world.ana.act("createContact", json!({ "lastName": "Dahl", "companyId": owned["id"] }), "id").await;
    assert_eq!(trace(json!({ "contactId": other["id"] })).await, "The territory Nordic has no owner.");
}

#[tokio::test]
async fn who_leaves_hands_their_territories_over() {
    let world = World::new().await;
    let (north, nora, _, sven) = two_teams(&world).await;
    territory(&world, "Nordic", country("NO"), &north, Some(&nora)).await;
    let asked = world.ana.ok("query($id: ID!) { dependents(userId: $id) { companies territories { name } } }", json!({ "id": nora.id })).await;
    assert_eq!(asked["dependents"], json!({ "companies": 0, "territories": [{ "name": "Nordic" }] }));
    assert_eq!(fields_of(&world.ana.refused("deactivateUser", json!({ "id": nora.id, "expectedVersion": 1 })).await), ["successorId"]);
    world.ana.act("deactivateUser", json!({ "id": nora.id, "expectedVersion": 1, "successorId": sven.id }), "active").await;
    let now = world.ana.ok("{ territories { owner { id } team { id } } }", json!({})).await;
    assert_eq!(now["territories"], json!([{ "owner": { "id": sven.id }, "team": { "id": north } }]));
}

#[tokio::test]
async fn bad_input_is_refused_with_every_fault_and_only_administrators_change_territories() {
    let world = World::new().await;
    let (north, nora, ..) = two_teams(&world).await;
    let boss = world.person("Olga Operations", "operations", None).await;
    let made = territory(&world, "Nordic", country("NO"), &north, None).await;
    let before = world.ana.ok("{ territories { id version name condition } audit(action: \"territory\") { nodes { id } } }", json!({})).await;
    let odd = [
        json!({ "field": "ownerId", "op": "EQ", "value": nora.id }),
        json!({ "field": "territoryId", "op": "IS_EMPTY" }),
        json!({ "field": "createdAt", "op": "LT", "value": { "$": "now" } }),
    ];
    for condition in odd {
        let input = json!({ "name": "nordic", "condition": condition, "teamId": "team:none", "ownerId": "user:none" });
        assert_eq!(fields_of(&world.ana.refused("createTerritory", input).await), ["name", "condition", "teamId", "ownerId"]);
    }
    let nonsense = json!({ "id": made["id"], "expectedVersion": 2, "name": " ", "condition": { "field": "nonsense", "op": "EQ", "value": 1 }, "teamId": "team:none" });
    assert_eq!(fields_of(&world.ana.refused("updateTerritory", nonsense).await), ["name", "condition.field", "teamId"]);
    let stale = json!({ "id": made["id"], "expectedVersion": 7, "name": "New" });
    assert_eq!(world.ana.refused("updateTerritory", stale).await["field"], "expectedVersion");
    for (mutation, input) in [
        ("createTerritory", json!({ "name": "Mine", "condition": country("SE"), "teamId": north })),
        ("updateTerritory", json!({ "id": made["id"], "expectedVersion": 2, "name": "Mine" })),
        ("reorderTerritories", json!({ "ids": [made["id"]] })),
        ("deleteTerritory", json!({ "id": made["id"], "expectedVersion": 2 })),
    ] {
        for person in [&nora, &boss] {
            assert_eq!(person.refused(mutation, input.clone()).await["code"], "FORBIDDEN", "{mutation}");
        }
    }
    assert_eq!(world.ana.ok("{ territories { id version name condition } audit(action: \"territory\") { nodes { id } } }", json!({})).await, before, "nothing is written");
    let by_territory = json!([{ "object": "COMPANY", "condition": { "field": "territoryId", "op": "EQ", "value": made["id"] } }]);
    let role = world.ana.act("createRole", json!({ "name": "Narrow" }), "id").await;
    let narrowed = json!({ "id": role["id"], "expectedVersion": 1, "narrowings": by_territory });
    assert_eq!(fields_of(&world.ana.refused("updateRole", narrowed).await), ["narrowings[0].condition"]);
    // Everybody reads what a territory is called, and not by what companies are divided.
    assert_eq!(nora.ok("{ territories { name condition } }", json!({})).await["territories"], json!([{ "name": "Nordic", "condition": null }]));
    let audited = world.ana.ok("{ audit(action: \"territory\") { nodes { action } } }", json!({})).await["audit"]["nodes"].to_string();
    assert!(["TerritoryCreated", "TerritoryApplied"].iter().all(|action| audited.matches(action).count() == 1), "{audited}");
}
