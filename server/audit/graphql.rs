//! The audit in the API.

use async_graphql::{Context, Json, Object, Result, SimpleObject};

use super::{
    actions::{self, Asked, Page},
    model::Entry,
    store,
};
use crate::{
    event::graphql::ChangeNode,
    http::context::{actor, app},
    platform::{actor::ActorStamp, clock::Instant, id::Id, page::PageInfo},
};

/// Something that was done: a change of any record, of people and roles; a sign-in, also a failed one; a use of a token.
#[derive(SimpleObject)]
pub struct AuditEntry {
    /// Its id.
    id: Id,
    /// When.
    at: Instant,
    /// Who did it.
    actor: ActorStamp,
    /// The network address that the request came from, where it is known.
    address: Option<String>,
    /// What was done, in the past tense, for example `SignedIn`, `SignInFailed`, `RoleChanged`.
    action: String,
    /// Whom or what it was done to.
    subject_id: Option<Id>,
    /// Which fields changed.
    changes: Vec<ChangeNode>,
    /// What else is known, for example the device.
    detail: Option<Json<serde_json::Value>>,
    /// When what it told was erased, with a person.
    erased_at: Option<Instant>,
}

/// The end of the chain that seals the audit: what it covers cannot be changed without `baton audit verify` finding it.
#[derive(SimpleObject)]
pub struct AuditSeal {
    /// Counts the seals from 1.
    number: i64,
    /// The chain's hash. Kept elsewhere, it also tells a chain that was made anew.
    hash: String,
    /// When it was sealed.
    at: Option<Instant>,
}

impl From<Entry> for AuditEntry {
    fn from(entry: Entry) -> Self {
        AuditEntry {
            changes: entry.changes.iter().map(Into::into).collect(),
            id: entry.id,
            at: entry.at,
            actor: entry.actor,
            address: entry.address,
            action: entry.action,
            subject_id: entry.subject_id,
            detail: Some(entry.detail).filter(|detail| detail.as_object().is_some_and(|fields| !fields.is_empty())).map(Json),
            erased_at: entry.erased_at,
        }
    }
}

/// A page of the audit.
#[derive(SimpleObject)]
pub struct AuditConnection {
    /// The entries, newest first.
    nodes: Vec<AuditEntry>,
    /// What lies behind.
    page_info: PageInfo,
}

impl From<Page> for AuditConnection {
    fn from(page: Page) -> Self {
        let page_info = PageInfo { has_next_page: page.has_next, has_previous_page: false, start_cursor: None, end_cursor: page.end };
        AuditConnection { nodes: page.entries.into_iter().map(AuditEntry::from).collect(), page_info }
    }
}

#[derive(Default)]
pub struct AuditQuery;

#[Object]
impl AuditQuery {
    /// Everything that was done, by whom and from where; newest first. For those who administer.
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the API")]
    async fn audit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only what this person or token did.")] actor_id: Option<Id>,
        #[graphql(desc = "Only what was done to this person, role, team, …")] subject_id: Option<Id>,
        #[graphql(desc = "Only actions with this in their name, in any case. A rare one is looked for page by page: a page may have few entries or none and a next one.")]
        action: Option<String>,
        #[graphql(desc = "Not before.")] from: Option<Instant>,
        #[graphql(desc = "Before.")] to: Option<Instant>,
        #[graphql(desc = "At most 200; 50 when left out.")] first: Option<i32>,
        after: Option<String>,
    ) -> Result<AuditConnection> {
        let action = action.map(|action| action.trim().to_owned()).filter(|action| !action.is_empty());
        let asked = Asked { actor_id, subject_id, action, from, to };
        Ok(actions::page(app(ctx), actor(ctx)?, asked, first.unwrap_or(50), after.as_deref()).await?.into())
    }

    /// Where the chain ends that seals the audit; null until something is sealed. For those who administer.
    async fn audit_seal(&self, ctx: &Context<'_>) -> Result<Option<AuditSeal>> {
        actor(ctx)?.may_administer()?;
        let head = store::head(&app(ctx).db).await?;
        Ok(head.map(|head| AuditSeal { number: head.number, hash: head.hash, at: head.at }))
    }
}
