//! Everybody who asks, and what they should see.

use baton::platform::{id::Id, record::RecordType};
use serde_json::json;

use super::schema::RECORDS;
use crate::support::{Answer, Person, World};

/// Somebody who asks.
pub struct Asker {
    pub name: &'static str,
    /// A stranger has none.
    pub person: Option<Person>,
    /// The kinds of planted record that they may see.
    pub sees: Vec<RecordType>,
    /// Every field that may be hidden is.
    pub hides: bool,
    /// May change none of what is planted.
    pub harmless: bool,
}

impl Asker {
    pub async fn ask(&self, world: &World, query: &str, variables: serde_json::Value) -> Answer {
        match &self.person {
            Some(person) => person.ask(query, variables).await,
            None => {
                let body = json!({ "query": query, "variables": variables });
                Answer(world.http.post(format!("{}/graphql", world.base)).json(&body).send().await.unwrap().json().await.unwrap())
            }
        }
    }
}

/// All of them. What is planted is another team's.
pub async fn everybody(world: &World) -> Vec<Asker> {
    let all: Vec<RecordType> = RECORDS.iter().map(|(_, kind)| *kind).collect();
    let of_all = vec![RecordType::Company, RecordType::Campaign];
    let mine = world.team("Mine").await;
    let hiding = hiding_role(world).await;
    let mut askers = vec![Asker { name: "a stranger", person: None, sees: Vec::new(), hides: false, harmless: true }];
    let roles: [(&'static str, &str, &Vec<RecordType>, bool, bool); 7] = [
        ("admin", "admin", &all, false, false),
        ("operations", "operations", &all, false, false),
        ("sales manager", "sales_manager", &of_all, false, false),
        ("sales", "sales", &of_all, false, true),
        ("marketing", "marketing", &all, false, false),
        ("executive", "executive", &all, false, true),
        ("a role that hides", hiding.key(), &all, true, true),
    ];
    for (name, role, sees, hides, harmless) in roles {
        let person = world.person(&format!("{} Asker", role.replace('_', "")), role, Some(&mine)).await;
        askers.push(Asker { name, person: Some(person), sees: sees.clone(), hides, harmless });
    }
    let seller = world.person("Tokenmaker Asker", "sales", Some(&mine)).await;
    let (_, secret) = baton::identity::tokens::open(&world.app, &seller.id, "Report".into(), Some(Id::new("role", "executive")), None).await.unwrap();
    let token = Person { token: secret, ..seller };
    askers.push(Asker { name: "a token", person: Some(token), sees: of_all, hides: false, harmless: true });
    askers
}

/// Sees everything but every field that may be hidden.
async fn hiding_role(world: &World) -> Id {
    let fields: Vec<_> = RECORDS
        .iter()
        .flat_map(|(name, kind)| baton::node::catalogue(*kind).iter().filter(|field| field.hideable).map(move |field| (name, field.name)))
        .map(|(object, field)| json!({ "object": object.to_uppercase(), "field": field, "access": "HIDDEN" }))
        .collect();
    let made = world.ana.act("createRole", json!({ "name": "Hides", "copyOfId": "role:executive" }), "id").await;
    world.ana.act("updateRole", json!({ "id": made["id"], "expectedVersion": 1, "fields": fields }), "id").await;
    serde_json::from_value(made["id"].clone()).unwrap()
}
