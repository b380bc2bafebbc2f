//! Records of another team, with a word of its own in each field.

use baton::{
    node::catalogue,
    platform::record::RecordType::{self, Activity, Campaign, Company, Contact, Deal, Handoff, Lead},
};
use serde_json::{Value as Json, json};

use super::people::Asker;
use crate::support::World;

/// A word that stands in one field of one record.
pub struct Word {
    pub text: &'static str,
    pub kind: RecordType,
    pub field: &'static str,
}

const fn word(text: &'static str, kind: RecordType, field: &'static str) -> Word {
    Word { text, kind, field }
}

/// All of them. Numbers are of a kind that nothing else has.
pub const WORDS: &[Word] = &[
    word("zqcname", Company, "name"),
    word("zqcindustry", Company, "industry"),
    word("73917391", Company, "annualRevenue"),
    word("zqcaddress", Company, "address"),
    word("zqccity", Company, "city"),
    word("zqcregion", Company, "region"),
    word("zqcdescription", Company, "description"),
    word("zqcdomain", Company, "domains"),
    word("zqcwebsite", Company, "website"),
    word("zqctag", Company, "tags"),
    word("zqpfirst", Contact, "firstName"),
    word("zqplast", Contact, "lastName"),
    word("zqpmail", Contact, "emails"),
    word("555019273", Contact, "phones"),
    word("zqptitle", Contact, "jobTitle"),
    word("zqpdepartment", Contact, "department"),
    word("zqpcity", Contact, "city"),
    word("zqptag", Contact, "tags"),
    word("zqlmessage", Lead, "message"),
    word("zqloffer", Lead, "offer"),
    word("zqlcampaign", Lead, "source"),
    word("zqlstep", Lead, "nextStep"),
    word("zqdname", Deal, "name"),
    word("8141947", Deal, "amount"),
    word("zqdstep", Deal, "nextStep"),
    word("zqdrival", Deal, "competitors"),
    word("zqdtag", Deal, "tags"),
    word("2031-07-19", Deal, "expectedCloseDate"),
    word("zqasubject", Activity, "subject"),
    word("zqabody", Activity, "body"),
    word("zqaoutcome", Activity, "outcome"),
    word("zqkname", Campaign, "name"),
    word("6217391", Campaign, "budget"),
    word("zqkdescription", Campaign, "description"),
    word("zqhnote", Handoff, "note"),
    word("zqhreason", Handoff, "reason"),
];

impl Word {
    /// Whether somebody may come to read it.
    pub fn is_for(&self, asker: &Asker) -> bool {
        let hidden = asker.hides && catalogue(self.kind).iter().any(|field| field.hideable && field.tells(self.field));
        asker.sees.contains(&self.kind) && !hidden
    }
}

/// What was planted.
pub struct Planted {
    pub ids: Vec<(RecordType, Json)>,
    pub owner: Json,
    pub territory: Json,
}

impl Planted {
    pub fn id(&self, kind: RecordType) -> &Json {
        &self.ids.iter().find(|(planted, _)| *planted == kind).unwrap().1
    }
}

pub async fn plant(world: &World) -> Planted {
    let other = world.team("Other").await;
    let owner = world.person("Otto Other", "admin", Some(&other)).await;
    let taker = world.person("Olga Other", "admin", Some(&other)).await;
    // It takes the company, by a word that not everybody reads.
    let territory = json!({ "name": "Theirs", "condition": { "field": "region", "op": "EQ", "value": "zqcregion" }, "teamId": other, "ownerId": owner.id });
    let territory = world.ana.act("createTerritory", territory, "id").await;
    let company = json!({ "name": "zqcname", "industry": "zqcindustry", "annualRevenue": "73917391", "currency": "EUR", "address": "zqcaddress", "city": "zqccity", "region": "zqcregion",
        "description": "zqcdescription", "domains": ["zqcdomain.example"], "website": "https://zqcwebsite.example", "tags": ["zqctag"], "ownerId": owner.id });
    let company = owner.act("createCompany", company, "id").await["id"].clone();
    let contact = json!({ "firstName": "zqpfirst", "lastName": "zqplast", "emails": ["zqpmail@elsewhere.example"], "phones": ["+49 555019273"], "jobTitle": "zqptitle",
        "department": "zqpdepartment", "city": "zqpcity", "tags": ["zqptag"], "companyId": company, "ownerId": owner.id });
    let contact = owner.act("createContact", contact, "id").await["id"].clone();
    let lead = json!({ "contactId": contact, "message": "zqlmessage", "offer": "zqloffer", "source": { "utmCampaign": "zqlcampaign" } });
    let lead = owner.act("createLead", lead, "id version").await;
    let update = json!({ "id": lead["id"], "expectedVersion": lead["version"], "nextStep": "zqlstep", "nextStepDue": "2031-01-01T00:00:00Z", "salesOwnerId": owner.id });
    owner.act("updateLead", update, "id").await;
    let deal = json!({ "name": "zqdname", "amount": "8141947", "currency": "EUR", "nextStep": "zqdstep", "nextStepDue": "2031-01-01T00:00:00Z", "competitors": ["zqdrival"],
        "tags": ["zqdtag"], "expectedCloseDate": "2031-07-19", "companyId": company, "ownerId": owner.id, "contacts": [{ "contactId": contact, "role": "CHAMPION" }] });
    let deal = owner.act("createDeal", deal, "id").await["id"].clone();
    let activity = json!({ "type": "call", "subject": "zqasubject", "body": "zqabody", "outcome": "zqaoutcome", "subjectIds": [deal, lead["id"], contact] });
    let activity = owner.act("logActivity", activity, "id").await["id"].clone();
    let campaign = json!({ "name": "zqkname", "budget": "6217391", "currency": "EUR", "description": "zqkdescription", "ownerId": owner.id });
    let campaign = owner.act("createCampaign", campaign, "id").await["id"].clone();
    let handoff = json!({ "subjectId": deal, "toId": taker.id, "reason": "zqhreason", "note": "zqhnote" });
    let handoff = owner.act("offerHandoff", handoff, "id").await["id"].clone();
    let ids = vec![(Company, company), (Contact, contact), (Lead, lead["id"].clone()), (Deal, deal), (Activity, activity), (Campaign, campaign), (Handoff, handoff)];
    Planted { ids, owner: json!(owner.id), territory: territory["id"].clone() }
}
