//! Every way to what is planted, for everybody.

use baton::{
    node::catalogue,
    platform::{
        db::query,
        record::RecordType::{self, Activity, Campaign, Company, Contact, Deal, Handoff, Lead},
    },
};
use serde_json::{Value as Json, json};
use surrealdb::types::Value;

use super::{
    people::{Asker, everybody},
    planted::{Planted, WORDS, plant},
    schema::{RECORDS, Types},
};
use crate::support::{Answer, World, socket::Socket};

/// The list of each kind of record, and its order's input.
const LISTS: [(RecordType, &str, Option<&str>); 7] = [
    (Company, "companies", Some("CompanySort")),
    (Contact, "contacts", Some("ContactSort")),
    (Lead, "leads", Some("LeadSort")),
    (Deal, "deals", Some("DealSort")),
    (Activity, "activities", None),
    (Campaign, "campaigns", None),
    (Handoff, "handoffs", None),
];

/// Adds a fault for each word in an answer that is not for whoever asked.
fn check(faults: &mut Vec<String>, asker: &Asker, door: &str, answer: &Json) {
    let text = answer.to_string();
    for word in WORDS.iter().filter(|word| text.contains(word.text) && !word.is_for(asker)) {
        faults.push(format!("{} reads {}.{} through {door}", asker.name, word.kind.table(), word.field));
    }
}

/// Whether a request was refused for who asks, and not for its form. What it refers to may be what is not there for them.
fn refused(answer: &Answer) -> bool {
    let error = &answer.0["errors"][0];
    let code = error["extensions"]["code"].as_str().unwrap_or_default();
    ["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND"].contains(&code) || (code == "INVALID" && error["message"].as_str().is_some_and(|message| message.starts_with("There is no such")))
}

#[tokio::test]
async fn nobody_reads_what_is_not_theirs_by_any_query() {
    let world = World::new().await;
    let planted = plant(&world).await;
    let types = Types::read(&world).await;
    let mut faults = Vec::new();
    for asker in everybody(&world).await {
        for field in &types.objects["Query"] {
            for arguments in arguments(&types, field, &planted) {
                let mut answer = json!(null);
                // As deep as the limits let it.
                for depth in (0..=3).rev() {
                    let selection = match field.answer.kind.as_str() {
                        "OBJECT" => format!("{{ {} }}", types.selection(&field.answer.name, depth)),
                        "INTERFACE" => format!("{{ __typename {} }}", RECORDS.map(|(name, _)| format!("... on {name} {{ {} }}", types.selection(name, 0))).join(" ")),
                        _ => String::new(),
                    };
                    answer = asker.ask(&world, &format!("{{ {}{arguments} {selection} }}", field.name), json!({})).await.0;
                    if answer["errors"][0]["extensions"]["code"] != "TOO_COMPLEX" {
                        break;
                    }
                }
                assert_ne!(answer["errors"][0]["extensions"]["code"], "TOO_COMPLEX", "{} cannot be asked", field.name);
                assert!(!answer.to_string().contains("Unknown field") && !answer.to_string().contains("parse"), "{}{arguments}: {answer}", field.name);
                check(&mut faults, &asker, &field.name, &answer);
            }
        }
    }
    faults.sort();
    faults.dedup();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The arguments that a root field needs, in every way that makes sense.
fn arguments(types: &Types, field: &super::schema::SchemaField, planted: &Planted) -> Vec<String> {
    let needed: Vec<_> = field.arguments.iter().filter(|(_, kind)| kind.required).collect();
    let values: Vec<String> = match needed.as_slice() {
        [] => return vec![String::new()],
        [(name, kind)] => match (name.as_str(), kind.name.as_str()) {
            ("id", "ID") => planted.ids.iter().map(|(_, id)| id.to_string()).collect(),
            ("userId", "ID") => vec![planted.owner.to_string()],
            ("query", "String") => WORDS.iter().map(|word| json!(word.text).to_string()).collect(),
            ("token", "String") => vec!["\"none\"".to_owned()],
            (_, kind) => types.enums.get(kind).unwrap_or_else(|| panic!("say what {}.{name} takes", field.name)).clone(),
        },
        more => panic!("say what {} takes: {more:?}", field.name),
    };
    values.into_iter().map(|value| format!("({}: {value})", needed[0].0)).collect()
}

#[tokio::test]
async fn nobody_finds_orders_or_counts_by_what_is_not_theirs() {
    let world = World::new().await;
    let planted = plant(&world).await;
    let types = Types::read(&world).await;
    world.searchable(&world.ana, "zqdname").await;
    let mut faults = Vec::new();
    for asker in everybody(&world).await {
        for (kind, list, sort) in LISTS {
            let sees = asker.sees.contains(&kind);
            let mut wrong = |door: String, answer: &Answer, hidden: bool| {
                let data = &answer.0["data"][list];
                let right = if hidden || asker.person.is_none() {
                    answer.0["data"].is_null() && answer.0["errors"][0]["message"].is_string()
                } else if sees {
                    data["nodes"].as_array().is_some_and(|nodes| nodes.len() as i64 == data["totalCount"].as_i64().unwrap_or(-1))
                } else {
                    data["nodes"] == json!([]) && data["totalCount"] == 0
                };
                if !right {
                    faults.push(format!("{} {door} of {list}: {}", asker.name, answer.0));
                }
            };
            for row in catalogue(kind).iter().filter(|row| row.filterable) {
                let filter = json!({ "field": row.name, "op": "IS_NOT_EMPTY" });
                let text = format!("query($filter: ConditionInput) {{ {list}(filter: $filter) {{ nodes {{ id }} totalCount }} }}");
                let hidden = asker.hides && catalogue(kind).iter().any(|other| other.hideable && other.tells(row.name));
                wrong(format!("filters by {}", row.name), &asker.ask(&world, &text, json!({ "filter": filter })).await, hidden);
            }
            for value in sort.into_iter().flat_map(|sort| &types.enums[sort]) {
                let text = format!("{{ {list}(orderBy: {{ field: {value} }}) {{ nodes {{ id }} totalCount }} }}");
                let hidden = asker.hides && ["AMOUNT", "EXPECTED_CLOSE_DATE", "SCORE", "NEXT_STEP_DUE"].contains(&value.as_str());
                wrong(format!("orders by {value}"), &asker.ask(&world, &text, json!({})).await, hidden);
            }
        }
        for (kind, text) in [(Deal, "{ a: dealsAggregate { count amount weightedAmount } }"), (Lead, "{ a: leadsAggregate { count groups { averageScore } } }")] {
            let answer = asker.ask(&world, text, json!({})).await;
            let count = if asker.person.is_none() { Json::Null } else { json!(i64::from(asker.sees.contains(&kind))) };
            if answer.0["data"]["a"]["count"] != count {
                faults.push(format!("{} counts {}s: {}", asker.name, kind.table(), answer.0));
            }
            check(&mut faults, &asker, text, &answer.0);
        }
        for (kind, grouping) in [(Deal, "DealGrouping"), (Lead, "LeadGrouping")] {
            for value in &types.enums[grouping] {
                let text = format!("{{ {}sAggregate(groupBy: {value}) {{ count groups {{ key count }} }} }}", kind.table());
                let answer = asker.ask(&world, &text, json!({})).await;
                let hidden = asker.hides && ["LOST_REASON", "CHANNEL"].contains(&value.as_str());
                if (hidden || asker.person.is_none()) != answer.0["data"].is_null() {
                    faults.push(format!("{} groups by {value}: {}", asker.name, answer.0));
                }
            }
        }
        for word in WORDS {
            let text = format!("{{ search(query: {:?}) {{ id title subtitle }} }}", word.text);
            let answer = asker.ask(&world, &text, json!({})).await;
            let found = answer.0["data"]["search"].as_array().is_some_and(|hits| hits.iter().any(|hit| hit["id"] == *planted.id(word.kind)));
            if found && !word.is_for(&asker) {
                faults.push(format!("{} finds {}.{} by its word", asker.name, word.kind.table(), word.field));
            }
        }
    }
    faults.sort();
    faults.dedup();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test]
async fn nobody_hears_what_is_not_theirs() {
    let world = World::new().await;
    let mut first = Socket::follow(&world.base, &world.ana.token, None).await;
    let start = first.delivery().await["cursor"].as_str().unwrap().to_owned();
    let askers = everybody(&world).await;
    let mut live = Vec::new();
    for asker in askers.iter().filter(|asker| asker.person.is_some()) {
        let mut socket = Socket::follow(&world.base, &asker.person.as_ref().unwrap().token, None).await;
        socket.delivery().await;
        live.push((asker, socket));
    }
    plant(&world).await;
    // Everybody sees the workspace's own records, so this comes last for all.
    world.ana.act("createTeam", json!({ "name": "The last" }), "id").await;
    let is_last = |data: &Json| data["event"]["kind"] == "TeamCreated" && data["event"]["snapshot"]["name"] == "The last";
    let mut faults = Vec::new();
    for (asker, mut socket) in live {
        let mut again = Socket::follow(&world.base, &asker.person.as_ref().unwrap().token, Some(&start)).await;
        for (door, socket) in [("a live event", &mut socket), ("a replayed event", &mut again)] {
            loop {
                let delivery = socket.delivery().await;
                check(&mut faults, asker, door, &delivery);
                if is_last(&delivery) {
                    break;
                }
            }
        }
    }
    faults.sort();
    faults.dedup();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Mutations of one's own account, and those that strangers use.
const OWN: [&str; 15] = [
    "acceptInvitation",
    "beginSecondFactor",
    "changePassword",
    "confirmSecondFactor",
    "createToken",
    "removeSecondFactor",
    "requestPasswordReset",
    "resetPassword",
    "revokeOtherSessions",
    "revokeSession",
    "revokeToken",
    "setUp",
    "signIn",
    "signOut",
    "viewAs",
];

/// What each other mutation would do to what is planted.
fn harm(planted: &Planted) -> Vec<(&'static str, Json)> {
    let id = |kind| planted.id(kind);
    let edit = |kind, field: &str, value: Json| json!({ "id": id(kind), "expectedVersion": 1, field: value });
    vec![
        ("acceptHandoff", json!({ "id": id(Handoff) })),
        ("declineHandoff", json!({ "id": id(Handoff), "reasonId": "reason:decline-at-capacity" })),
        ("offerHandoff", json!({ "subjectId": id(Deal), "toId": planted.owner })),
        ("completeActivity", json!({ "id": id(Activity) })),
        ("logActivity", json!({ "type": "note", "body": "Mine", "subjectIds": [id(Deal)] })),
        ("convertLead", json!({ "id": id(Lead) })),
        ("moveLead", json!({ "id": id(Lead), "stageId": "stage:sales-qualified" })),
        ("disqualifyLead", json!({ "id": id(Lead), "reasonId": "reason:disqualified-spam" })),
        ("updateLead", edit(Lead, "nextStep", json!(null))),
        ("updateCompany", edit(Company, "name", json!("Mine"))),
        ("updateContact", edit(Contact, "firstName", json!("Mine"))),
        ("updateDeal", edit(Deal, "name", json!("Mine"))),
        ("moveDeal", json!({ "id": id(Deal), "stageId": "stage:qualified" })),
        ("winDeal", json!({ "id": id(Deal) })),
        ("loseDeal", json!({ "id": id(Deal), "reasonId": "reason:lost-price" })),
        ("shareRecord", json!({ "id": id(Deal), "withId": planted.owner, "level": "EDIT" })),
        ("unshareRecord", json!({ "id": id(Deal), "withId": planted.owner })),
        ("createCampaign", json!({ "name": "Mine" })),
        ("createProvider", json!({ "name": "Mine", "issuer": "https://id.example", "clientId": "x", "clientSecret": "x" })),
        ("updateProvider", json!({ "id": "provider:none", "expectedVersion": 1, "name": "Mine" })),
        ("deleteProvider", json!({ "id": "provider:none" })),
        ("createRole", json!({ "name": "Mine" })),
        ("updateRole", json!({ "id": "role:sales", "expectedVersion": 1, "operates": true })),
        ("deleteRole", json!({ "id": "role:sales", "moveToId": "role:admin" })),
        ("createTeam", json!({ "name": "Mine" })),
        ("updateTeam", json!({ "id": "team:none", "expectedVersion": 1, "name": "Mine" })),
        ("deleteTeam", json!({ "id": "team:none", "expectedVersion": 1 })),
        ("createTerritory", json!({ "name": "Mine", "condition": { "field": "name", "op": "IS_NOT_EMPTY" }, "teamId": "team:none" })),
        ("updateTerritory", json!({ "id": planted.territory, "expectedVersion": 1, "name": "Mine" })),
        ("reorderTerritories", json!({ "ids": [planted.territory] })),
        ("deleteTerritory", json!({ "id": planted.territory, "expectedVersion": 1 })),
        ("inviteUser", json!({ "email": "mine@example.com", "name": "Mine", "roleId": "role:admin", "teamIds": [] })),
        ("updateUser", json!({ "id": planted.owner, "expectedVersion": 1, "name": "Mine" })),
        ("deactivateUser", json!({ "id": planted.owner, "expectedVersion": 1 })),
        ("reactivateUser", json!({ "id": planted.owner, "expectedVersion": 1 })),
        ("eraseContact", json!({ "id": id(Contact) })),
        ("deleteRecords", json!({ "ids": [id(Deal), id(Lead), id(Contact), id(Company), id(Activity), id(Campaign)] })),
        ("restoreRecords", json!({ "ids": [id(Deal)] })),
    ]
}

/// Mutations that make something new of one's own; strangers and who makes nothing are refused.
fn new() -> Vec<(&'static str, Json)> {
    vec![
        ("createCompany", json!({ "name": "Mine" })),
        ("createContact", json!({ "firstName": "Mine" })),
        ("createLead", json!({ "email": "mine@example.com" })),
        ("createDeal", json!({ "name": "Mine" })),
    ]
}

#[tokio::test]
async fn a_refusal_changes_nothing() {
    let world = World::new().await;
    let planted = plant(&world).await;
    let types = Types::read(&world).await;
    let (harm, new) = (harm(&planted), new());
    let unknown: Vec<&str> =
        types.objects["Mutation"].iter().map(|field| field.name.as_str()).filter(|name| !OWN.contains(name) && !harm.iter().chain(&new).any(|(known, _)| known == name)).collect();
    assert!(unknown.is_empty(), "say what {unknown:?} would do to what is planted");
    let askers = everybody(&world).await;
    let before = everything(&world).await;
    let mut faults = Vec::new();
    for asker in askers.iter().filter(|asker| asker.harmless) {
        let makes = asker.name == "sales";
        for (mutation, input) in harm.iter().chain(new.iter().filter(|_| !makes)) {
            let field = types.objects["Mutation"].iter().find(|field| field.name == *mutation).unwrap();
            let kind = &field.arguments[0].1.name;
            let selection = if field.answer.kind == "OBJECT" || field.answer.kind == "INTERFACE" { "{ __typename }" } else { "" };
            let selection = if mutation.ends_with("Records") { "{ ok code }" } else { selection };
            let text = format!("mutation($input: {kind}!) {{ {mutation}(input: $input) {selection} }}");
            let answer = asker.ask(&world, &text, json!({ "input": input })).await;
            let each_refused = answer.0["data"][mutation].as_array().is_some_and(|outcomes| outcomes.iter().all(|outcome| outcome["ok"] == false));
            if !refused(&answer) && !each_refused {
                faults.push(format!("{} is not refused {mutation}: {}", asker.name, answer.0));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(before == everything(&world).await, "something was written all the same");
}

/// All records and events, as the database has them.
async fn everything(world: &World) -> String {
    let tables = [
        "company",
        "contact",
        "lead",
        "deal",
        "activity",
        "campaign",
        "handoff",
        "touchpoint",
        "user",
        "team",
        "role",
        "provider",
        "territory",
        "workspace",
        "rule",
        "form",
        "event",
        "link",
    ];
    let mut text = String::new();
    for table in tables {
        let rows: Vec<Value> = world.app.db.query(query(format!("SELECT * FROM {table}"))).await.unwrap().all(0).unwrap();
        text.push_str(&format!("{table} {rows:?}\n"));
    }
    text
}
