//! The condition language's two evaluators, held to the same answer by random conditions over random records.

use std::collections::BTreeSet;

use baton::platform::{
    condition::{Condition, ConditionInput, Op, Terms},
    condition_sql,
    config::Config,
    db::{Db, query},
    error::Faults,
    field::{Field, FieldKind, field},
};
use chrono::{DateTime, NaiveDate, Utc};
use proptest::{
    prelude::*,
    test_runner::{Config as RunConfig, TestRunner},
};
use serde_json::{Map, Value as Json, json};
use surrealdb::types::SurrealValue;

const FIELDS: &[Field] = &[
    field("text", "Text", FieldKind::Text),
    field("state", "State", FieldKind::Enum),
    field("count", "Count", FieldKind::Integer),
    field("amount", "Amount", FieldKind::Money),
    field("day", "Day", FieldKind::Date),
    field("at", "At", FieldKind::DateTime),
    field("flag", "Flag", FieldKind::Boolean),
    field("owner", "Owner", FieldKind::Reference),
    field("tags", "Tags", FieldKind::Tags),
    field("source.name", "Source", FieldKind::Text),
];

/// A record with every kind of field, as slices keep them.
#[derive(Clone, Debug, SurrealValue, serde::Serialize)]
struct Row {
    id: baton::platform::id::Id,
    text: Option<String>,
    state: Option<String>,
    count: Option<i64>,
    amount: Option<rust_decimal::Decimal>,
    day: Option<baton::platform::clock::Date>,
    at: Option<DateTime<Utc>>,
    flag: Option<bool>,
    owner: Option<baton::platform::id::Id>,
    #[surreal(default)]
    tags: Vec<String>,
    source: Option<Source>,
}

#[derive(Clone, Debug, SurrealValue, serde::Serialize)]
struct Source {
    name: Option<String>,
}

fn texts() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["Ana", "ana", "ÉCLAIR", "éclair", "straße", "STRASSE", "İstanbul", "", "x y", "100", "né"]).prop_map(str::to_owned)
}

fn amounts() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["0", "0.1", "0.10", "64000.00", "64000", "-3", "99999999999.9999"]).prop_map(str::to_owned)
}

fn days() -> impl Strategy<Value = NaiveDate> {
    prop::sample::select(vec!["2026-03-01", "2026-03-02", "2026-03-03"]).prop_map(|day| day.parse().unwrap())
}

fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    prop::sample::select(vec!["2026-03-02T08:59:59.999Z", "2026-03-02T09:00:00Z", "2026-03-02T09:00:00.001Z"]).prop_map(|at| at.parse().unwrap())
}

fn owners() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["user:a", "user:b"]).prop_map(str::to_owned)
}

fn rows() -> impl Strategy<Value = Row> {
    use prop::option::of;
    (
        of(texts()),
        of(prop::sample::select(vec!["OPEN", "WON"])),
        of(-2_i64..3),
        of(amounts()),
        of(days()),
        of(instants()),
        of(any::<bool>()),
        of(owners()),
        prop::collection::vec(texts(), 0..3),
        of(of(texts())),
    )
        .prop_map(|(text, state, count, amount, day, at, flag, owner, tags, source)| Row {
            id: baton::platform::id::Id::new("row", "new"),
            // Empty text is kept as missing everywhere.
            text: text.filter(|text| !text.is_empty()),
            state: state.map(str::to_owned),
            count,
            amount: amount.map(|amount| amount.parse().unwrap()),
            day: day.map(baton::platform::clock::Date),
            at,
            flag,
            owner: owner.map(|owner| serde_json::from_value(json!(owner)).unwrap()),
            tags: tags.into_iter().map(|tag| tag.to_lowercase()).filter(|tag| !tag.is_empty()).collect::<BTreeSet<_>>().into_iter().collect(),
            source: source.map(|name| Source { name: name.filter(|text| !text.is_empty()) }),
        })
}

fn values(kind: FieldKind) -> BoxedStrategy<Json> {
    match kind {
        FieldKind::Text | FieldKind::LongText | FieldKind::Tags => texts().prop_map(Json::from).boxed(),
        FieldKind::Enum => prop::sample::select(vec!["OPEN", "WON", "LOST"]).prop_map(Json::from).boxed(),
        FieldKind::Integer => (-2_i64..3).prop_map(Json::from).boxed(),
        FieldKind::Decimal | FieldKind::Money => amounts().prop_map(Json::from).boxed(),
        FieldKind::Date => prop_oneof![days().prop_map(|day| json!(day)), Just(json!({ "$": "today" }))].boxed(),
        FieldKind::DateTime => prop_oneof![instants().prop_map(|at| json!(at)), Just(json!({ "$": "now" }))].boxed(),
        FieldKind::Boolean => any::<bool>().prop_map(Json::from).boxed(),
        FieldKind::Object => Just(Json::Null).boxed(),
        FieldKind::Reference => prop_oneof![owners().prop_map(Json::from), Just(json!({ "$": "me" }))].boxed(),
    }
}

fn ops(kind: FieldKind) -> Vec<Op> {
    let mut ops = vec![Op::IsEmpty, Op::IsNotEmpty];
    match kind {
        FieldKind::Tags => ops.push(Op::Contains),
        FieldKind::Text | FieldKind::LongText => ops.extend([Op::Eq, Op::Ne, Op::In, Op::Contains, Op::StartsWith]),
        FieldKind::Enum | FieldKind::Boolean | FieldKind::Reference => ops.extend([Op::Eq, Op::Ne, Op::In]),
        _ => ops.extend([Op::Eq, Op::Ne, Op::In, Op::Lt, Op::Lte, Op::Gt, Op::Gte]),
    }
    ops
}

fn tests() -> impl Strategy<Value = Json> {
    prop::sample::select(FIELDS).prop_flat_map(|field| {
        let one = values(field.kind);
        let many = prop::collection::vec(values(field.kind), 0..3);
        (prop::sample::select(ops(field.kind)), one, many).prop_map(move |(op, one, many)| {
            let mut test = json!({ "field": field.name, "op": op });
            match op {
                Op::IsEmpty | Op::IsNotEmpty => {}
                Op::In => test["value"] = Json::Array(many),
                _ => test["value"] = one,
            }
            test
        })
    })
}

fn conditions() -> impl Strategy<Value = Json> {
    tests().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(|all| json!({ "all": all })),
            prop::collection::vec(inner.clone(), 0..3).prop_map(|any| json!({ "any": any })),
            inner.prop_map(|not| json!({ "not": not })),
        ]
    })
}

#[test]
fn memory_and_database_give_the_same_answer() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(10 << 20).build().unwrap();
    let db = runtime.block_on(Db::open(&Config::in_memory())).unwrap();
    runtime.block_on(db.query(query("DEFINE TABLE row SCHEMALESS"))).unwrap();
    let terms = Terms { me: Some(serde_json::from_value(json!("user:a")).unwrap()), now: "2026-03-02T09:00:00Z".parse().unwrap(), today: "2026-03-02".parse().unwrap() };
    let nobody = Terms { me: None, ..terms.clone() };
    let mut runner = TestRunner::new(RunConfig { cases: 60, failure_persistence: None, ..RunConfig::default() });
    let cases = (prop::collection::vec(rows(), 1..12), prop::collection::vec(conditions(), 12));
    runner
        .run(&cases, |(rows, conditions)| {
            let rows: Vec<Row> = rows.into_iter().enumerate().map(|(i, row)| Row { id: baton::platform::id::Id::new("row", format!("r{i:02}")), ..row }).collect();
            runtime.block_on(db.query(query("DELETE row; INSERT INTO row $rows RETURN NONE").bind("rows", rows.clone()))).unwrap();
            for input in conditions {
                let typed: ConditionInput = serde_json::from_value(input.clone()).unwrap();
                let mut faults = Faults::default();
                let condition = Condition::check(&typed, FIELDS, &|_| true, "filter", &mut faults);
                prop_assert!(condition.is_some(), "{input} was refused: {faults:?}");
                let condition = condition.unwrap();
                for terms in [&terms, &nobody] {
                    let in_memory: Vec<String> = rows.iter().filter(|row| condition.holds(&snapshot(row), terms)).map(|row| row.id.to_string()).collect();
                    let compiled = condition_sql::compile(&condition, terms);
                    let sql = format!("SELECT VALUE id FROM row WHERE {} ORDER BY id", compiled.sql);
                    let asked = compiled.vars.iter().fold(query(sql.clone()), |asked, (name, value)| asked.bind(name, value.clone()));
                    let in_database: Vec<baton::platform::id::Id> = runtime.block_on(db.query(asked)).unwrap().all(0).unwrap();
                    let in_database: Vec<String> = in_database.iter().map(ToString::to_string).collect();
                    prop_assert_eq!(in_memory, in_database, "{} as {} over {:?}", input, sql, rows);
                }
            }
            Ok(())
        })
        .unwrap();
}

fn snapshot(row: &Row) -> Map<String, Json> {
    serde_json::to_value(row).unwrap().as_object().unwrap().clone()
}

#[test]
fn what_cannot_be_tested_is_refused_with_its_place() {
    let refused = |input: Json| {
        let mut faults = Faults::default();
        Condition::check(&serde_json::from_value(input).unwrap(), FIELDS, &|_| true, "filter", &mut faults);
        faults.check().unwrap_err().faults().iter().map(|fault| fault.field.clone()).collect::<Vec<_>>()
    };
    assert_eq!(refused(json!({})), ["filter"]);
    assert_eq!(refused(json!({ "all": [], "any": [] })), ["filter"]);
    assert_eq!(
        refused(json!({ "all": [{ "field": "none", "op": "EQ", "value": 1 }, { "field": "count", "op": "CONTAINS", "value": 1 }] })),
        ["filter.all[0].field", "filter.all[1].op"]
    );
    assert_eq!(refused(json!({ "field": "count", "op": "EQ", "value": "many" })), ["filter.value"]);
    assert_eq!(refused(json!({ "field": "count", "op": "EQ", "value": null })), ["filter.value"]);
    assert_eq!(refused(json!({ "field": "count", "op": "IN", "value": 3 })), ["filter.value"]);
    let deep = (0..20).fold(json!({ "field": "count", "op": "IS_EMPTY" }), |inner, _| json!({ "not": inner }));
    assert_eq!(refused(deep).len(), 1);
}
