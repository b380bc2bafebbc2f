//! A record's timeline: its activities and its events, newest first.

use async_graphql::{Context, Object, SimpleObject};
use std::sync::Arc;

use crate::{
    activity::{self, model::Activity},
    event::{graphql::EventNode, model::Event, store as events},
    http::context::app,
    node,
    platform::{
        actor::Actor,
        app::App,
        clock::Instant,
        error::{Error, Result},
        id::Id,
        page::{self, PageInfo},
        record::RecordType,
        scope::Verb,
    },
};

/// A page of a record's history.
#[derive(SimpleObject)]
pub struct HistoryConnection {
    /// The events, newest first.
    nodes: Vec<EventNode>,
    /// What lies behind.
    page_info: PageInfo,
}

#[derive(Default)]
pub struct HistoryQuery;

#[Object]
impl HistoryQuery {
    /// What happened to a record, newest first: every change with what was before. Errors: `NOT_FOUND`, also for what you may not see.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The record.")] id: Id,
        #[graphql(desc = "At most 200; 50 when left out.")] first: Option<i32>,
        after: Option<String>,
    ) -> async_graphql::Result<HistoryConnection> {
        let size = page::size(first.unwrap_or(50), "first")?;
        let before = after.map(|text| text.parse().map_err(|_| Error::invalid("after", "This cursor is not of this list."))).transpose()?;
        if node::load(ctx, &id).await?.is_none() {
            return Err(Error::not_found("record").into());
        }
        let mut events = events::of_subject(app(ctx), &id, before, size + 1).await?;
        let has_next_page = events.len() > size;
        events.truncate(size);
        let cursor = |event: Option<&Event>| event.map(|event| event.version.to_string());
        let page_info = PageInfo { has_next_page, has_previous_page: before.is_some(), start_cursor: cursor(events.first()), end_cursor: cursor(events.last()) };
        Ok(HistoryConnection { nodes: events.into_iter().map(|event| EventNode(Arc::new(event))).collect(), page_info })
    }
}

/// One entry: an activity or an event.
#[derive(SimpleObject, Clone)]
pub struct TimelineItem {
    /// Its id: the activity's or the event's.
    pub id: Id,
    /// When it happened; what is planned stands at its due time.
    pub at: Instant,
    /// Something done or to do.
    pub activity: Option<Activity>,
    /// A change of the record.
    pub event: Option<EventNode>,
}

/// A page of a timeline.
#[derive(SimpleObject)]
pub struct TimelineConnection {
    /// The entries with their cursors.
    edges: Vec<TimelineEdge>,
    /// The entries alone.
    nodes: Vec<TimelineItem>,
    /// What lies behind.
    page_info: PageInfo,
}

/// An entry with its cursor.
#[derive(SimpleObject)]
pub struct TimelineEdge {
    /// Where it stands; opaque.
    cursor: String,
    /// The entry.
    node: TimelineItem,
}

/// The timeline of a record that the caller has seen through its scope already.
pub async fn of(app: &App, actor: &Actor, subject: &Id, first: i32, after: Option<String>) -> Result<TimelineConnection> {
    let size = page::size(first, "first")?;
    // Both lists are short for one record; the page is cut from their merge. A cursor counts the entries before it.
    let skip: usize = match &after {
        Some(text) => text.parse().map_err(|_| Error::invalid("after", "This cursor is not of this list."))?,
        None => 0,
    };
    let wanted = skip + size + 1;
    let (happened, done) = futures::try_join!(events::of_subject(app, subject, None, wanted), activity::store::of_subject(app, subject, wanted))?;
    // A role may not let see activities at all, or only one's own.
    let scope = actor.scope(RecordType::Activity, Verb::Read);
    let done = done.into_iter().filter(|activity| scope.sees(&activity.meta.keys));
    let mut items: Vec<TimelineItem> =
        happened.into_iter().map(|event| TimelineItem { id: event.id.clone(), at: event.at, activity: None, event: Some(EventNode(Arc::new(event))) }).collect();
    items.extend(done.map(|activity| TimelineItem { id: activity.meta.id.clone(), at: activity.at(), activity: Some(activity), event: None }));
    items.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| b.id.key().cmp(a.id.key())));
    let has_next_page = items.len() > skip + size;
    let nodes: Vec<TimelineItem> = items.into_iter().skip(skip).take(size).collect();
    let edges: Vec<TimelineEdge> = nodes.iter().enumerate().map(|(i, node)| TimelineEdge { cursor: (skip + i + 1).to_string(), node: node.clone() }).collect();
    let page_info = PageInfo {
        has_next_page,
        has_previous_page: skip > 0,
        start_cursor: edges.first().map(|edge| edge.cursor.clone()),
        end_cursor: edges.last().map(|edge| edge.cursor.clone()),
    };
    Ok(TimelineConnection { edges, nodes, page_info })
}
