//! Who sees an activity: whoever sees one of the records that it is about. Its keys follow theirs.

use std::collections::HashMap;

use serde_json::json;

use super::{model::Activity, store};
use crate::platform::{
    actor::Actor,
    app::App,
    error::Result,
    id::Id,
    jobs,
    record::{Record, RecordType},
    scope,
    tx::{self, Tx},
};

/// The job that does what one transaction has no room for.
pub const FOLLOW: &str = "activity.follow";
/// Activities that follow in the transaction of the change; more follow a moment later.
const AT_ONCE: usize = 200;

/// Gives the activities about a record the keys that they have now; those that did not fit follow by a job.
pub async fn follow(tx: &Tx, subject: &Id) -> Result<()> {
    let mut linked = store::linked(tx, subject, "", AT_ONCE + 1).await?;
    if linked.len() > AT_ONCE {
        linked.truncate(AT_ONCE);
        let after = linked.last().map(|activity| activity.meta.id.key().to_owned());
        jobs::schedule(tx, FOLLOW, subject, tx.now(), json!({ "after": after })).await?;
    }
    settle(tx, linked).await
}

/// The job: goes on behind the last one, in the order of their ids.
pub async fn follow_rest(app: &App, subject: &Id, after: Option<&str>) -> Result<()> {
    let (subject, after) = (subject.clone(), after.unwrap_or_default().to_owned());
    tx::write(app, &Actor::system(), move |tx| {
        let (subject, after) = (subject.clone(), after.clone());
        async move {
            let linked = store::linked(&tx, &subject, &after, AT_ONCE).await?;
            if linked.len() == AT_ONCE {
                let after = linked.last().map(|activity| activity.meta.id.key().to_owned());
                jobs::schedule(&tx, FOLLOW, &subject, tx.now(), json!({ "after": after })).await?;
            }
            settle(&tx, linked).await
        }
    })
    .await
}

/// Saves those whose keys are others now.
async fn settle(tx: &Tx, activities: Vec<Activity>) -> Result<()> {
    let inherited = inherited(tx, &activities).await?;
    for (before, inherited) in activities.into_iter().zip(inherited) {
        let mut after = Activity { inherited, ..before.clone() };
        after.settle(&tx.app().directory().grounds);
        if after.meta.keys != before.meta.keys {
            tx.save(&before, after, tx.part_of(&before.meta.id, "ActivityShared")).await?;
        }
    }
    Ok(())
}

/// The keys that each of these has from the records that it is about.
pub async fn inherited(tx: &Tx, activities: &[Activity]) -> Result<Vec<Vec<String>>> {
    let subjects: Vec<Id> = activities.iter().flat_map(|activity| activity.subject_ids.iter().cloned()).collect();
    let keys: HashMap<Id, Vec<String>> = if subjects.is_empty() { HashMap::new() } else { store::keys_of(tx, subjects).await? };
    let of = |activity: &Activity| {
        let known = activity.subject_ids.iter().filter_map(|id| Some((RecordType::of_table(id.table())?, keys.get(id)?.as_slice())));
        scope::inherited(known, &tx.app().directory().grounds.narrowings)
    };
    Ok(activities.iter().map(of).collect())
}
