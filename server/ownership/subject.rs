//! What can be passed on: leads and deals, behind one face.

use crate::{
    deal::model::{Deal, DealState},
    lead::model::{Lead, LeadState},
    platform::{
        error::{Error, Result},
        id::Id,
        record::RecordType,
        scope::Verb,
        tx::Tx,
    },
};

/// A lead or a deal.
#[derive(Clone, Debug)]
pub enum Subject {
    Lead(Box<Lead>),
    Deal(Box<Deal>),
}

impl Subject {
    /// The live record with this id, whoever asks: for clocks and chains.
    pub async fn find(tx: &Tx, id: &Id) -> Result<Option<Self>> {
        Ok(match id.table() {
            "lead" => tx.find::<Lead>(id).await?.map(|lead| Subject::Lead(Box::new(lead))),
            "deal" => tx.find::<Deal>(id).await?.map(|deal| Subject::Deal(Box::new(deal))),
            _ => None,
        })
    }

    /// A record that the actor may change. Errors: `NOT_FOUND`, `FORBIDDEN`, `INVALID` for what cannot be passed on.
    pub async fn get(tx: &Tx, id: &Id) -> Result<Self> {
        match id.table() {
            "lead" => Ok(Subject::Lead(Box::new(tx.get_to::<Lead>(Verb::Edit, id).await?))),
            "deal" => Ok(Subject::Deal(Box::new(tx.get_to::<Deal>(Verb::Edit, id).await?))),
            _ => Err(Error::invalid("subjectId", "Only leads and deals are handed off.")),
        }
    }

    pub fn is_open(&self) -> bool {
        match self {
            Subject::Lead(lead) => lead.state == LeadState::Open && !lead.meta.is_deleted(),
            Subject::Deal(deal) => deal.state == DealState::Open && !deal.meta.is_deleted(),
        }
    }

    pub fn responsible(&self) -> &Id {
        match self {
            Subject::Lead(lead) => &lead.responsible_id,
            Subject::Deal(deal) => &deal.owner_id,
        }
    }

    /// Who sees it.
    pub fn keys(&self) -> &[String] {
        match self {
            Subject::Lead(lead) => &lead.meta.keys,
            Subject::Deal(deal) => &deal.meta.keys,
        }
    }

    /// What it is, for rights.
    pub fn kind(&self) -> RecordType {
        match self {
            Subject::Lead(_) => RecordType::Lead,
            Subject::Deal(_) => RecordType::Deal,
        }
    }

    /// Notes whom it is offered to now, or nobody; who is offered it sees it. Gives its keys.
    pub async fn offered(&self, tx: &Tx, handoff: Option<&Id>, to: Option<&Id>) -> Result<Vec<String>> {
        match self {
            Subject::Lead(before) => {
                let after = Lead { handoff_id: handoff.cloned(), offered_to_id: to.cloned(), ..(**before).clone() };
                tx.save(&**before, after, tx.part_of(&before.meta.id, if handoff.is_some() { "LeadOffered" } else { "LeadOfferEnded" })).await.map(|lead| lead.meta.keys)
            }
            Subject::Deal(before) => {
                let after = Deal { offered_to: to.cloned(), ..(**before).clone() };
                tx.save(&**before, after, tx.part_of(&before.meta.id, if handoff.is_some() { "DealOffered" } else { "DealOfferEnded" })).await.map(|deal| deal.meta.keys)
            }
        }
    }

    /// Passes responsibility to a person or, for a lead, a queue.
    pub async fn pass_to(&self, tx: &Tx, taker: &Id, backup: Option<&Id>) -> Result<()> {
        let directory = tx.app().directory();
        let team = if taker.table() == "team" { Some(taker.clone()) } else { directory.team_of(taker).cloned() };
        match self {
            Subject::Lead(before) => {
                let mut after = Lead { responsible_id: taker.clone(), team_id: team, handoff_id: None, offered_to_id: None, ..(**before).clone() };
                if taker.table() == "user" {
                    after.sales_owner_id = Some(taker.clone());
                }
                if backup.is_some_and(|backup| backup.table() == "user") {
                    after.backup_owner_id = backup.cloned();
                }
                tx.save(&**before, after, "LeadHandedOff").await.map(drop)
            }
            Subject::Deal(before) => {
                let after = Deal { owner_id: taker.clone(), team_id: team, offered_to: None, ..(**before).clone() };
                tx.save(&**before, after, "DealHandedOff").await.map(drop)
            }
        }
    }
}
