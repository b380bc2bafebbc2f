//! What is given in the wrong form: each fault has its code, its field, and words that help.

use serde_json::{Value as Json, json};

use crate::support::{Answer, World, fields_of};

/// The field and the words of each fault.
fn faults(answer: &Answer) -> Vec<(String, String)> {
    let refusal = answer.refusal();
    assert_eq!(refusal["code"], "INVALID", "{refusal}");
    assert!(answer.0["data"].is_null(), "{}", answer.0);
    refusal["faults"].as_array().unwrap().iter().map(|fault| (fault["field"].as_str().unwrap().to_owned(), fault["message"].as_str().unwrap().to_owned())).collect()
}

#[tokio::test]
async fn a_scalar_in_the_wrong_form_names_its_field_and_says_how_it_is_written() {
    let world = World::new().await;
    let deal = world.ana.act("createDeal", json!({ "name": "Pilot" }), "id").await["id"].clone();
    let edit = "mutation($input: UpdateDealInput!) { updateDeal(input: $input) { id } }";
    for (field, value, words) in [
        ("amount", json!("1.234,56"), "1234.56"),
        ("amount", json!("1,234.56"), "1234.56"),
        ("amount", json!("NaN"), "1234.56"),
        ("amount", json!(true), "1234.56"),
        ("amount", json!({ "value": 1 }), "1234.56"),
        ("expectedCloseDate", json!("2026-02-30"), "2026-11-28"),
        ("expectedCloseDate", json!("tomorrow"), "2026-11-28"),
        ("expectedCloseDate", json!(20261128), "2026-11-28"),
        ("nextStepDue", json!("2026-11-28"), "2026-11-28T10:00:00Z"),
        ("nextStepDue", json!("2026-11-28T25:00:00Z"), "2026-11-28T10:00:00Z"),
        ("probability", json!(50.5), "whole number"),
        ("probability", json!("50"), "whole number"),
        ("probability", json!(2_147_483_648_i64), "2147483647"),
        ("nextStep", json!(5), "a text"),
        ("nextStep", json!(["Call"]), "a text"),
        ("campaignId", json!(true), "an id"),
        ("expectedVersion", json!(null), "null"),
        ("addTags", json!([["a"]]), "a text"),
        ("amuont", json!("5"), "no such field"),
    ] {
        let mut input = json!({ "id": deal, "expectedVersion": 1 });
        input[field] = value.clone();
        let found = faults(&world.ana.ask(edit, json!({ "input": input })).await);
        let at = if field == "addTags" { "addTags[0]" } else { field };
        assert!(matches!(found.as_slice(), [(name, message)] if name == at && message.contains(words)), "{field} {value}: {found:?}");
    }
}

#[tokio::test]
async fn everything_in_the_wrong_form_is_named_at_once_wherever_it_stands() {
    let world = World::new().await;
    let input = json!({
        "amount": "1.234,56",
        "expectedCloseDate": "30.2.",
        "lineItems": [{ "name": "Seat", "quantity": "1" }, { "quantity": "many", "unitPrice": "1,00", "colour": "red" }, "none"],
        "contacts": { "contactId": {}, "role": "KING" },
    });
    let create = "mutation($input: CreateDealInput!) { createDeal(input: $input) { id } }";
    let named: Vec<String> = faults(&world.ana.ask(create, json!({ "input": input })).await).into_iter().map(|(field, _)| field).collect();
    for field in ["name", "amount", "expectedCloseDate", "lineItems[1].quantity", "lineItems[1].unitPrice", "lineItems[1].colour", "lineItems[2]", "contacts.contactId"] {
        assert!(named.iter().any(|found| found == field), "{field} is not among {named:?}");
    }
    // The same, written into the document, in a fragment, and as arguments of their own.
    let literal = "mutation { createDeal(input: { amount: \"1.234,56\", probability: 3000000000, tags: [5] }) { id } }";
    assert_eq!(fields_of(&world.ana.ask(literal, json!({})).await.refusal()).sorted(), ["amount", "name", "probability", "tags[0]"]);
    let query = "query($first: Int) { ...Lists company { id } } fragment Lists on Query { deals(first: $first, state: \"OPEN\", after: 5) { totalCount } contacts(orderBy: { field: HEIGHT }) { totalCount } }";
    assert_eq!(fields_of(&world.ana.ask(query, json!({ "first": 5.5 })).await.refusal()).sorted(), ["after", "first", "id", "orderBy.field", "state"]);
    assert_eq!(world.ana.ok("{ deals { totalCount } }", json!({})).await["deals"]["totalCount"], 0, "nothing was made");
}

trait Sorted {
    fn sorted(self) -> Self;
}

impl Sorted for Vec<String> {
    fn sorted(mut self) -> Self {
        self.sort();
        self
    }
}

#[tokio::test]
async fn whole_numbers_have_32_bits_going_in_and_coming_out() {
    let world = World::new().await;
    for number in [2_147_483_648_i64, -2_147_483_649, 3_000_000_000, 9_007_199_254_740_993, 4_294_967_297] {
        for field in ["employees", "accountTier"] {
            let by_variable = world.ana.refused("createCompany", json!({ "name": "Acme", field: number })).await;
            assert_eq!((&by_variable["code"], fields_of(&by_variable)), (&json!("INVALID"), vec![field.to_owned()]), "{number}");
            let literal = format!("mutation {{ createCompany(input: {{ name: \"Acme\", {field}: {number} }}) {{ id }} }}");
            assert_eq!(fields_of(&world.ana.ask(&literal, json!({})).await.refusal()), [field], "{number}");
        }
    }
    for number in [100_000_001, 2_147_483_647] {
        assert_eq!(fields_of(&world.ana.refused("createCompany", json!({ "name": "Acme", "employees": number })).await), ["employees"], "more than there are");
    }
    assert_eq!(world.ana.act("createCompany", json!({ "name": "Acme", "employees": 100_000_000 }), "employees").await["employees"], 100_000_000);
}

/// What JSON can only write as a text may be one; an id may be a number.
#[tokio::test]
async fn what_the_specification_lets_through_goes_through() {
    let world = World::new().await;
    let data = world.ana.ok("query($state: DealState) { deals(state: $state) { totalCount } }", json!({ "state": "OPEN" })).await;
    assert_eq!(data["deals"]["totalCount"], 0);
    let made = world.ana.act("createDeal", json!({ "name": "Pilot", "amount": 12, "tags": "one" }), "amount tags").await;
    assert_eq!(made, json!({ "amount": "12", "tags": ["one"] }), "a number is an amount, and one stands for a list of one");
    assert_eq!(world.ana.ask("{ deal(id: 5) { id } }", json!({})).await.refusal()["field"], "id", "which is no deal's");
}

#[tokio::test]
async fn nobody_gets_all_of_a_long_list_of_faults_back() {
    let world = World::new().await;
    let tags: Vec<i64> = (0..2_000).collect();
    let name = "x".repeat(100_000);
    let mut input = json!({ "name": "Pilot", "tags": tags });
    input[&name] = json!(1);
    let answer = world.ana.ask("mutation($input: CreateDealInput!) { createDeal(input: $input) { id } }", json!({ "input": input })).await;
    assert_eq!(faults(&answer).len(), 20);
    assert!(answer.0.to_string().len() < 6_000, "{} bytes", answer.0.to_string().len());
}

/// A part with a default would be set by whoever reads the schema and leaves it out; null would clear.
#[tokio::test]
async fn no_part_of_an_input_has_null_for_its_default() {
    assert!(!std::fs::read_to_string("schema.graphql").unwrap().contains("= null"));
    let world = World::new().await;
    let all = "{ __schema { types { name inputFields { name defaultValue } fields { name args { name defaultValue } } } directives { args { name defaultValue } } } }";
    let mut found = Vec::new();
    defaults(&world.ana.ok(all, json!({})).await["__schema"], &mut found);
    assert!(found.contains(&"20".to_owned()) && !found.contains(&"null".to_owned()), "{found:?}");
}

fn defaults(part: &Json, found: &mut Vec<String>) {
    if let Some(default) = part["defaultValue"].as_str() {
        found.push(default.to_owned());
    }
    match part {
        Json::Array(items) => items.iter().for_each(|item| defaults(item, found)),
        Json::Object(fields) => fields.values().for_each(|field| defaults(field, found)),
        _ => {}
    }
}
