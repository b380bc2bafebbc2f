//! Lists: what a page holds, what it costs, and that it agrees with a model in memory.

use std::collections::BTreeMap;

use baton::{
    activity, campaign, company, contact, deal, lead, ownership,
    platform::{
        actor::Actor,
        condition::Terms,
        db::query_range,
        id::Id,
        page::{self, Direction, ListIndex, ListQuery, PageArgs, Sort},
        record::Record,
        scope::{Reach, Scope},
    },
};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use serde_json::{Value as Json, json};
use surrealdb::types::{SurrealValue, Value};

use crate::support::{World, start_of_time};

/// Every list that a screen shows runs on an index, with its limit pushed down: it neither scans its table nor sorts.
#[tokio::test]
async fn no_list_that_a_screen_shows_scans_its_table_or_sorts() {
    let world = World::new().await;
    let id = |table: &str| Id::new(table, "x").into_value();
    let state = |name: &str| name.to_owned().into_value();
    let mut plans = Plans { world: &world, faults: Vec::new() };
    for sort in [deal::model::NEWEST, deal::model::CHANGED, deal::model::NAME, deal::model::AMOUNT, deal::model::CLOSE_DATE] {
        plans.check::<deal::model::Deal>(deal::model::INDEXES, sort, vec![]).await;
    }
    plans.check::<deal::model::Deal>(deal::model::INDEXES, deal::model::POSITION, vec![("state", state("OPEN")), ("stageId", id("stage"))]).await;
    for equal in ["stageId", "ownerId", "companyId"] {
        plans.check::<deal::model::Deal>(deal::model::INDEXES, deal::model::NEWEST, vec![(equal, id("x"))]).await;
    }
    for sort in [deal::model::NEWEST, deal::model::CLOSE_DATE] {
        plans.check::<deal::model::Deal>(deal::model::INDEXES, sort, vec![("state", state("OPEN"))]).await;
    }
    for sort in [lead::model::OPENED, lead::model::CHANGED, lead::model::SCORE, lead::model::DUE] {
        plans.check::<lead::model::Lead>(lead::model::INDEXES, sort, vec![]).await;
    }
    for sort in [lead::model::OPENED, lead::model::SCORE, lead::model::DUE] {
        plans.check::<lead::model::Lead>(lead::model::INDEXES, sort, vec![("state", state("OPEN"))]).await;
    }
    for equal in ["stageId", "responsibleId", "contactId"] {
        plans.check::<lead::model::Lead>(lead::model::INDEXES, lead::model::OPENED, vec![(equal, id("x"))]).await;
    }
    for sort in [contact::model::NEWEST, contact::model::CHANGED, contact::model::NAME] {
        plans.check::<contact::model::Contact>(contact::model::INDEXES, sort, vec![]).await;
    }
    for equal in ["companyId", "ownerId"] {
        plans.check::<contact::model::Contact>(contact::model::INDEXES, contact::model::NAME, vec![(equal, id("x"))]).await;
    }
    for sort in [company::model::NEWEST, company::model::CHANGED, company::model::NAME] {
        plans.check::<company::model::Company>(company::model::INDEXES, sort, vec![]).await;
    }
    for equal in ["ownerId", "territoryId"] {
        plans.check::<company::model::Company>(company::model::INDEXES, company::model::NAME, vec![(equal, id("x"))]).await;
    }
    plans.check::<activity::model::Activity>(activity::model::INDEXES, activity::model::NEWEST, vec![]).await;
    plans.check::<activity::model::Activity>(activity::model::INDEXES, activity::model::DUE, vec![("state", state("PLANNED")), ("ownerId", id("user"))]).await;
    plans.check::<campaign::model::Campaign>(campaign::model::INDEXES, campaign::model::NEWEST, vec![]).await;
    for sort in [ownership::model::NEWEST, ownership::model::DUE] {
        plans.check::<ownership::model::Handoff>(ownership::model::INDEXES, sort, vec![("state", state("OFFERED"))]).await;
    }
    assert!(plans.faults.is_empty(), "{}", plans.faults.join("\n\n"));
}

struct Plans<'a> {
    world: &'a World,
    faults: Vec<String>,
}

impl Plans<'_> {
    /// Both directions, for everybody's list and for a person's with three teams.
    async fn check<R: Record>(&mut self, indexes: &[ListIndex], sort: Sort, equals: Vec<(&'static str, Value)>) {
        let teams = [Id::new("team", "a"), Id::new("team", "b"), Id::new("team", "c")];
        let terms = Terms { me: None, now: start_of_time(), today: start_of_time().date_naive() };
        for scope in [Scope::all(), Scope::of(Reach::Team, Some(&Id::new("user", "me")), &teams)] {
            for direction in [Direction::Asc, Direction::Desc] {
                let asked =
                    ListQuery { equals: equals.clone(), linked: None, condition: None, sort, direction, deleted: false, page: PageArgs { first: Some(50), ..PageArgs::default() } };
                let counts = page::explain_count::<R>(&self.world.app, &scope, &terms, &asked).await.unwrap();
                let scans = counts.iter().any(|plan| plan.contains("TableScan"));
                if scans || !counts[0].contains("IndexCountScan") || counts.len() != scope.keys().len() {
                    self.faults.push(format!("{} is counted by {counts:?}", R::TYPE.table()));
                }
                for plan in page::explain::<R>(&self.world.app, &scope, indexes, &terms, &asked).await.unwrap() {
                    // What has the same sort value as a place is few: all of it may be read.
                    let limited = plan.contains(", limit: ") || plan.contains("id > ") || plan.contains("id < ");
                    if plan.contains("TableScan") || plan.contains("Sort") || !plan.contains("IndexScan") || !limited {
                        let under: Vec<_> = equals.iter().map(|(column, _)| column).collect();
                        self.faults.push(format!("{} by {} {direction:?} under {under:?}: {plan}", R::TYPE.table(), sort.column));
                    }
                }
            }
        }
    }
}

/// Pages of all records, for what reads everything once: each reads its own part of the table.
#[tokio::test]
async fn a_range_of_records_is_read_to_its_limit_and_no_further() {
    let world = World::new().await;
    baton::seed::run(&world.app, 100, 1).await.unwrap();
    let asked = query_range("*", "event", "0", '~', 5);
    let plan = format!("EXPLAIN ANALYZE {}", asked.sql());
    let plan = format!("{:?}", world.app.db.query(asked.with_sql(plan)).await.unwrap().all::<Value>(0).unwrap());
    assert!(plan.contains("DynamicScan") && plan.contains("limit: 5] {rows: 5,"), "{plan}");
}

/// What a page of contacts shows with them is found by index too.
#[tokio::test]
async fn open_deals_of_many_contacts_are_index_ranges() {
    let world = World::new().await;
    let contacts: Vec<Id> = (0..50).map(|i| Id::new("contact", format!("c{i}"))).collect();
    let plan = baton::deal::store::explain_open_of_contacts(&world.app, &contacts).await.unwrap();
    assert!(!plan.contains("TableScan") && plan.contains("IndexScan"), "{plan}");
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_double_in_both_directions_and_scopes() {
    let world = World::new().await;
    let (one, two) = (world.team("One").await, world.team("Two").await);
    let ben = world.person("Ben Okafor", "sales", Some(&one)).await;
    let both = world.person("Both Teams", "sales", Some(&one)).await;
    baton::identity::actions::set_teams(&world.app, &Actor::system(), &both.id, vec![one.clone(), two.clone()]).await.unwrap();
    let cleo = world.person("Cleo Martin", "sales", Some(&two)).await;
    for i in 0..25 {
        let owner = [&ben.id, &both.id, &cleo.id][i % 3];
        // Ties in the sort column must not lose rows between pages.
        world.ana.act("createDeal", json!({ "name": format!("deal {}", i / 4), "ownerId": owner }), "id").await;
    }
    for (person, count) in [(&world.ana, 25), (&both, 25), (&ben, 17), (&cleo, 8)] {
        // What several keys see is counted once.
        assert_eq!(person.ok("{ deals { totalCount } }", json!({})).await["deals"]["totalCount"], count);
        for direction in ["ASC", "DESC"] {
            let all = names(person, direction, "first: 200", "").await.0;
            assert_eq!(all.len(), count);
            let (mut paged, mut cursor) = (Vec::new(), String::new());
            loop {
                let after = if cursor.is_empty() { String::new() } else { format!(", after: \"{cursor}\"") };
                let (rows, info) = names(person, direction, "first: 4", &after).await;
                paged.extend(rows);
                if info["hasNextPage"] == false {
                    break;
                }
                cursor = info["endCursor"].as_str().unwrap().to_owned();
            }
            assert_eq!(paged, all);
            let (last, info) = names(person, direction, "last: 3", "").await;
            assert_eq!((last.as_slice(), info["hasPreviousPage"].as_bool()), (&all[count - 3..], Some(true)));
            let (before, _) = names(person, direction, "last: 3", &format!(", before: \"{}\"", info["startCursor"].as_str().unwrap())).await;
            assert_eq!(before, &all[count - 6..count - 3]);
        }
    }
}

async fn names(person: &crate::support::Person, direction: &str, size: &str, cursor: &str) -> (Vec<String>, Json) {
    let query = format!(
        "{{ deals({size}{cursor}, orderBy: {{ field: NAME, direction: {direction} }}) {{ nodes {{ id name }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
    );
    let list = person.ok(&query, json!({})).await["deals"].clone();
    (list["nodes"].as_array().unwrap().iter().map(|node| node["id"].as_str().unwrap().to_owned()).collect(), list["pageInfo"].clone())
}

#[tokio::test]
async fn paging_arguments_that_make_no_sense_are_refused_by_name() {
    let world = World::new().await;
    for (arguments, field) in
        [("first: 201", "first"), ("first: -1", "first"), ("last: 500", "last"), ("first: 1, last: 1", "last"), ("after: \"x\"", "after"), ("last: 1, before: \"e30\"", "before")]
    {
        let refusal = world.ana.ask(&format!("{{ deals({arguments}) {{ nodes {{ id }} }} }}"), json!({})).await.refusal();
        assert_eq!((refusal["code"].as_str(), refusal["field"].as_str()), (Some("INVALID"), Some(field)), "{arguments}");
    }
}

/// A deal as the model knows it: name, amount, version, whether it is in the trash.
type Row = (String, i64, i64, bool);

/// Random operations on deals, mirrored in a map; the API and the map must agree after each of them.
#[tokio::test]
async fn random_operations_agree_with_a_model_in_memory() {
    let world = World::new().await;
    let mut random = StdRng::seed_from_u64(7);
    let mut model: BTreeMap<String, Row> = BTreeMap::new();
    let stages = ["discovery", "qualified"];
    let company = world.ana.act("createCompany", json!({ "name": "Copperline" }), "id").await["id"].clone();
    let mut stage_of: BTreeMap<String, usize> = BTreeMap::new();
    for step in 0..160 {
        let known: Vec<String> = model.keys().cloned().collect();
        match (random.random_range(0..6), known.choose(&mut random).cloned()) {
            (0 | 1, _) | (_, None) => {
                let (name, amount) = (format!("deal {step}"), random.random_range(0..100_i64));
                let deal = world.ana.act("createDeal", json!({ "name": name, "amount": amount.to_string(), "companyId": company }), "id").await;
                let id = deal["id"].as_str().unwrap().to_owned();
                stage_of.insert(id.clone(), 0);
                model.insert(id, (name, amount, 1, false));
            }
            (2, Some(id)) => {
                let row = model.get_mut(&id).unwrap();
                let amount = random.random_range(0..100_i64);
                let input = json!({ "id": id, "expectedVersion": row.2, "amount": amount.to_string() });
                if row.3 {
                    assert_eq!(world.ana.refused("updateDeal", input).await["code"], "NOT_FOUND");
                } else {
                    world.ana.act("updateDeal", input, "version").await;
                    row.2 += i64::from(amount != row.1);
                    row.1 = amount;
                }
            }
            (3, Some(id)) => {
                let row = model.get_mut(&id).unwrap();
                let stage = random.random_range(0..stages.len());
                if !row.3 {
                    let moved = world.ana.act("moveDeal", json!({ "id": id, "stageId": format!("stage:{}", stages[stage]) }), "version").await;
                    row.2 = moved["version"].as_i64().unwrap();
                    stage_of.insert(id, stage);
                }
            }
            (4, Some(id)) => {
                let row = model.get_mut(&id).unwrap();
                world.ana.act("deleteRecords", json!({ "ids": [id] }), "ok").await;
                row.2 += i64::from(!row.3);
                row.3 = true;
            }
            (_, Some(id)) => {
                let row = model.get_mut(&id).unwrap();
                world.ana.act("restoreRecords", json!({ "ids": [id] }), "ok").await;
                row.2 += i64::from(row.3);
                row.3 = false;
            }
        }
        if step % 8 == 7 {
            agree(&world, &model, &stage_of, &stages).await;
        }
    }
    agree(&world, &model, &stage_of, &stages).await;
}

async fn agree(world: &World, model: &BTreeMap<String, Row>, stage_of: &BTreeMap<String, usize>, stages: &[&str]) {
    let query = "{ byAmount: deals(first: 200, orderBy: { field: AMOUNT, direction: DESC }) { nodes { id amount version } totalCount } trash: deals(first: 200, deleted: true) { nodes { id } }
        sums: dealsAggregate(groupBy: STAGE) { count amount groups { key count amount } } dear: deals(first: 200, filter: { field: \"amount\", op: GT, value: \"50\" }) { nodes { id } } }";
    let data = world.ana.ok(query, json!({})).await;
    let live: Vec<(&String, &Row)> = model.iter().filter(|(_, row)| !row.3).collect();
    let ids = |list: &Json| {
        let mut ids: Vec<String> = list["nodes"].as_array().unwrap().iter().map(|node| node["id"].as_str().unwrap().to_owned()).collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&data["byAmount"]), live.iter().map(|(id, _)| (*id).clone()).collect::<Vec<_>>());
    assert_eq!(ids(&data["trash"]), model.iter().filter(|(_, row)| row.3).map(|(id, _)| id.clone()).collect::<Vec<_>>());
    assert_eq!(ids(&data["dear"]), live.iter().filter(|(_, row)| row.1 > 50).map(|(id, _)| (*id).clone()).collect::<Vec<_>>());
    let amounts: Vec<i64> = data["byAmount"]["nodes"].as_array().unwrap().iter().map(|node| node["amount"].as_str().unwrap().parse().unwrap()).collect();
    assert!(amounts.is_sorted_by(|a, b| a >= b), "{amounts:?}");
    for node in data["byAmount"]["nodes"].as_array().unwrap() {
        let row = &model[node["id"].as_str().unwrap()];
        assert_eq!((node["version"].as_i64(), node["amount"].as_str()), (Some(row.2), Some(row.1.to_string().as_str())));
    }
    assert_eq!(
        (data["sums"]["count"].as_u64(), data["sums"]["amount"].as_str()),
        (Some(live.len() as u64), Some(live.iter().map(|(_, row)| row.1).sum::<i64>().to_string().as_str()))
    );
    for (i, stage) in stages.iter().enumerate() {
        let wanted = live.iter().filter(|(id, _)| stage_of[*id] == i).count() as u64;
        let found = data["sums"]["groups"].as_array().unwrap().iter().find(|group| group["key"] == format!("stage:{stage}")).map_or(0, |group| group["count"].as_u64().unwrap());
        assert_eq!(found, wanted, "deals in {stage}");
    }
}
