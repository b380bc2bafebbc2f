//! Erasing a person for privacy: at once, for ever, and recorded.
//!
//! The contact goes, with all that was sent by them and written to them alone. Their leads, activities and handoffs stay
//! without words, so that every number stays right. What others are part of too (deals, meetings of several) loses their
//! name, addresses and numbers. The history of all of these loses what it told; [`crate::audit::verify`] knows that.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use chrono::TimeDelta;
use serde_json::json;

use crate::{
    activity::{self, model::Activity},
    audit::{self, digest::Row, verify::ERASED},
    contact::model::{Contact, Source},
    deal::{self, model::Deal},
    event,
    http::context::{actor, app},
    lead::{self, model::Lead},
    ownership::{self, model::Handoff},
    platform::{
        actor::Actor,
        app::App,
        error::{Error, Result},
        id::Id,
        jobs, once,
        tx::{self, Tx},
    },
};

/// The job that ends what a crash interrupted.
pub const ERASE: &str = "contact.erase";
/// The job that rewrites the store's files, once for all who were erased shortly before.
pub const REWRITE: &str = "store.rewrite";
/// Records or entries of one transaction: it is short, and small in memory.
const BATCH: usize = 100;
/// What a person is called who was erased.
const NOBODY: &str = "Erased person";
const GAP: &str = "[erased]";
/// The events of erasing; they tell nothing that would have to be erased.
const KINDS: [&str; 5] = ["ContactErased", "LeadErased", "DealErased", "ActivityErased", "HandoffErased"];

/// Whom to erase.
#[derive(InputObject, Clone, Debug)]
pub struct EraseContactInput {
    /// The contact.
    pub id: Id,
}

/// What was erased.
#[derive(SimpleObject, Clone, Debug)]
pub struct ErasedContact {
    /// The contact that was; it is nowhere any more.
    pub contact_id: Id,
    /// How many leads, deals, activities and handoffs lost what they told about the person.
    pub records: i64,
    /// How many entries of the history lost what they told.
    pub entries: i64,
}

#[derive(Default)]
pub struct ErasureMutation;

#[Object]
impl ErasureMutation {
    /// Erases a person for privacy, also from the trash: for ever, from records, search and history. For those who administer.
    /// Files of the server lose the last of it at its next start.
    async fn erase_contact(&self, ctx: &Context<'_>, input: EraseContactInput) -> async_graphql::Result<ErasedContact> {
        Ok(erase(app(ctx), actor(ctx)?, input).await?)
    }
}

/// The words that tell who somebody is, lower case.
#[derive(Clone, Debug)]
struct Words(Vec<String>);

impl Words {
    fn of(contact: &Contact) -> Self {
        let name = [&contact.first_name, &contact.last_name].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        // A single given name is too many people's.
        let name = Some(name).filter(|name| name.contains(' '));
        let words = contact.emails.iter().chain(&contact.phones).cloned().chain(name);
        Words(words.map(|word| word.trim().to_lowercase()).filter(|word| word.chars().count() > 3).collect())
    }

    fn are_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.0.iter().any(|word| text.contains(word))
    }

    /// The text without them.
    fn cut(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for word in &self.0 {
            // Lower case may have another length in some scripts: look for it in the text as it stands, letter by letter.
            while let Some((start, end)) = find(&text, word) {
                text.replace_range(start..end, GAP);
            }
        }
        text
    }

    fn cut_from(&self, text: &mut Option<String>) {
        *text = text.take().map(|text| self.cut(&text));
    }
}

/// Where `word`, lower case, stands in a text of any case.
fn find(text: &str, word: &str) -> Option<(usize, usize)> {
    text.char_indices().map(|(start, _)| start).find_map(|start| {
        let mut rest = text[start..].char_indices();
        let mut left = word;
        while !left.is_empty() {
            let (_, letter) = rest.next()?;
            let lower: String = letter.to_lowercase().collect();
            left = left.strip_prefix(lower.as_str())?;
        }
        Some((start, rest.next().map_or(text.len(), |(at, _)| start + at)))
    })
}

/// What is read now may be kept in the files for so long: by an operation or a transaction that began before the erasure.
fn longest_read(app: &App) -> TimeDelta {
    TimeDelta::seconds(app.config.time_limit.max(tx::LONGEST.as_secs()) as i64 + 5)
}

/// Erases a contact. Errors: `FORBIDDEN`, `NOT_FOUND`.
pub async fn erase(app: &App, actor: &Actor, input: EraseContactInput) -> Result<ErasedContact> {
    actor.may_administer()?;
    let id = Id::parse("contact", input.id.as_str(), "id")?;
    // Who erases the same one twice at once waits, and finds nothing.
    let _turn = app.queue(&format!("erase {id}")).await;
    let words = tx::write(app, actor, {
        let id = id.clone();
        move |tx| {
            let id = id.clone();
            async move {
                let contact: Contact = tx.find(&id).await?.ok_or_else(|| Error::not_found("contact"))?;
                let words = Words::of(&contact);
                tx.remove(&contact, "ContactErased").await?;
                // If this process ends before it is through, the job goes on.
                jobs::schedule(&tx, ERASE, &id, tx.now() + TimeDelta::minutes(1), json!(words.0)).await?;
                Ok(words)
            }
        }
    })
    .await?;
    go_on(app, actor, &id, words).await
}

/// The job: goes on where it was interrupted.
pub async fn run(app: &App, contact: &Id, payload: &serde_json::Value) -> Result<()> {
    let words = payload.as_array().into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect();
    go_on(app, &Actor::system(), contact, Words(words)).await.map(drop)
}

/// Does what is left to do: each step finds only what is not erased yet.
async fn go_on(app: &App, actor: &Actor, contact: &Id, words: Words) -> Result<ErasedContact> {
    let mut erased = ErasedContact { contact_id: contact.clone(), records: 0, entries: 0 };
    let leads = lead::store::all_of_contact(&app.db, contact).await?;
    let deals = deal::store::all_of_contact(&app.db, contact).await?;
    // Deals that came from their leads, and those that they were part of: others are in these too.
    let mut shared: Vec<Id> = deals.iter().cloned().chain(deal::store::of_leads(&app.db, &leads).await?).collect();
    shared.sort();
    shared.dedup();
    let (mut own, mut linked) = (leads.clone(), Vec::new());
    let about: Vec<Id> = [contact].into_iter().chain(&leads).cloned().collect();
    for subject in about.iter().chain(&shared) {
        for (id, subjects) in activity::store::all_of(&app.db, subject).await? {
            // What is about no other person is theirs alone.
            let (theirs, others): (Vec<_>, Vec<_>) = subjects.iter().filter(|id| matches!(id.table(), "contact" | "lead")).partition(|id| about.contains(id));
            if !theirs.is_empty() && others.is_empty() { own.push(id) } else { linked.push(id) }
        }
    }
    for subject in &leads {
        own.extend(ownership::store::all_of(&app.db, subject).await?);
    }
    for subject in shared.clone().iter().filter(|id| id.table() == "deal") {
        shared.extend(ownership::store::all_of(&app.db, subject).await?);
    }
    shared.append(&mut linked);
    for ids in [&mut own, &mut shared] {
        ids.sort();
        ids.dedup();
    }
    for (ids, alone) in [(&own, true), (&shared, false)] {
        for batch in ids.chunks(BATCH) {
            let (batch, words) = (batch.to_vec(), words.clone());
            erased.records += tx::write(app, actor, move |tx| {
                let (batch, words) = (batch.clone(), words.clone());
                async move {
                    let mut changed = 0;
                    for id in &batch {
                        changed += i64::from(record(&tx, id, &words, alone).await?);
                    }
                    Ok(changed)
                }
            })
            .await?;
        }
    }
    tx::write(app, actor, {
        let (contact, ids) = (contact.clone(), about.clone());
        let words = words.clone();
        move |tx| {
            let (contact, ids, words) = (contact.clone(), ids.clone(), words.clone());
            async move {
                crate::campaign::store::empty_touchpoints(&tx, &contact).await?;
                once::forget(&tx, ids.iter().map(Id::to_string).chain(words.0)).await
            }
        }
    })
    .await?;
    own.push(contact.clone());
    for (ids, alone) in [(&own, true), (&shared, false)] {
        for id in ids {
            erased.entries += history(app, actor, id, contact, &words, alone).await?;
        }
    }
    let subject = contact.clone();
    tx::write(app, actor, move |tx| {
        let (subject, deals) = (subject.clone(), deals.clone());
        async move {
            // Last: by these links the deals are found again.
            for deal in &deals {
                change::<Deal>(&tx, deal, "DealErased", |deal| deal.contacts.retain(|member| member.contact_id != subject)).await?;
            }
            let quiet = tx.now() + longest_read(tx.app());
            jobs::schedule(&tx, REWRITE, &Id::new("workspace", "files"), quiet, json!({})).await?;
            jobs::cancel(&tx, ERASE, &subject).await
        }
    })
    .await?;
    tracing::info!(contact.id = %contact, erased.records = erased.records, erased.entries = erased.entries, "a person was erased");
    Ok(erased)
}

/// Takes what one record tells about the person; whether there was anything.
async fn record(tx: &Tx, id: &Id, words: &Words, alone: bool) -> Result<bool> {
    match id.table() {
        "lead" => {
            change::<Lead>(tx, id, "LeadErased", |lead| {
                lead.name = NOBODY.into();
                lead.source = lead.source.take().map(coarse);
                for text in [&mut lead.message, &mut lead.next_step, &mut lead.disqualified_note] {
                    *text = None;
                }
            })
            .await
        }
        "deal" => {
            change::<Deal>(tx, id, "DealErased", |deal| {
                deal.name = words.cut(&deal.name);
                words.cut_from(&mut deal.next_step);
                words.cut_from(&mut deal.lost_note);
            })
            .await
        }
        "activity" => {
            change::<Activity>(tx, id, "ActivityErased", |activity| {
                for text in [&mut activity.subject, &mut activity.body, &mut activity.outcome] {
                    if alone {
                        *text = None;
                    } else {
                        words.cut_from(text);
                    }
                }
            })
            .await
        }
        _ => {
            change::<Handoff>(tx, id, "HandoffErased", |handoff| {
                words.cut_from(&mut handoff.reason);
                for text in [&mut handoff.note, &mut handoff.decline_note] {
                    if alone {
                        *text = None;
                    } else {
                        words.cut_from(text);
                    }
                }
                for step in &mut handoff.trace {
                    step.why = words.cut(&step.why);
                }
            })
            .await
        }
    }
}

async fn change<R: crate::platform::record::Record>(tx: &Tx, id: &Id, kind: &'static str, edit: impl FnOnce(&mut R)) -> Result<bool> {
    let Some(before) = tx.find::<R>(id).await? else { return Ok(false) };
    let mut after = before.clone();
    edit(&mut after);
    if after.snapshot() == before.snapshot() {
        return Ok(false);
    }
    tx.erase(&before, after, kind).await?;
    Ok(true)
}

/// What of a source counts in reports and tells nothing about a person.
fn coarse(source: Source) -> Source {
    Source { utm_content: None, utm_term: None, landing_page: None, referrer: None, offline_source: None, ..source }
}

/// Takes what a record's history tells, and says in the audit of which entries. Of what is shared: of those that name the person.
async fn history(app: &App, actor: &Actor, subject: &Id, contact: &Id, words: &Words, alone: bool) -> Result<i64> {
    let mut after = i64::MIN;
    let mut erased = 0;
    loop {
        let page = event::store::rows_of(&app.db, subject, after, BATCH).await?;
        let Some((_, last)) = page.last() else { return Ok(erased) };
        after = *last;
        let full = page.len() == BATCH;
        let telling: Vec<Id> =
            page.into_iter().map(|(row, _)| row).filter(|row| !row.is_erased() && !KINDS.contains(&row.kind()) && (alone || words.are_in(&row.told()))).map(|row| row.id).collect();
        if !telling.is_empty() {
            let contact = contact.clone();
            erased += tx::write(app, actor, move |tx| {
                let (telling, contact) = (telling.clone(), contact.clone());
                async move {
                    // Read again: their digest is of what this transaction sees.
                    let rows: Vec<Row> = event::store::rows(&tx, &telling).await?.into_iter().filter(|row| !row.is_erased()).collect();
                    audit::store::erase(&tx, &rows).await?;
                    let ids: Vec<&Id> = rows.iter().map(|row| &row.id).collect();
                    tx.note(ERASED, Some(&contact), json!({ "ids": ids }));
                    Ok(rows.len() as i64)
                }
            })
            .await?;
        }
        if !full {
            return Ok(erased);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_in_any_case_and_nothing_else_is() {
        let words = Words(vec!["jane doe".into(), "jane@example.com".into(), "straße 1".into()]);
        assert_eq!(words.cut("Spoke with JANE DOE (Jane@Example.com), jane stays"), "Spoke with [erased] ([erased]), jane stays");
        assert_eq!(words.cut("İ at STRAßE 1 İ"), "İ at [erased] İ");
        assert_eq!(words.cut("nothing"), "nothing");
        assert!(words.are_in("to JANE@example.COM") && !words.are_in("to Jane"));
    }
}
