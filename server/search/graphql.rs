//! Search in the API.

use async_graphql::{Context, Object, Result, SimpleObject};

use super::index::Within;
use crate::{
    http::context::{actor, app},
    platform::{error::Error, id::Id, record::RecordType, scope::Verb},
};

const USUAL: [RecordType; 5] = [RecordType::Lead, RecordType::Contact, RecordType::Company, RecordType::Deal, RecordType::Campaign];

/// Something that was found.
#[derive(SimpleObject)]
pub struct SearchHit {
    /// The record's id.
    id: Id,
    /// What it is.
    #[graphql(name = "type")]
    kind: RecordType,
    /// Its name.
    title: String,
    /// What tells it from others of that name.
    subtitle: Option<String>,
}

#[derive(Default)]
pub struct SearchQuery;

#[Object]
impl SearchQuery {
    /// Records that you may see, by the beginnings of words: names, e-mail addresses, numbers, domains. Best first.
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most 200 characters; every word must match, the last may be unfinished.")] query: String,
        #[graphql(desc = "Only these kinds of record.")] types: Option<Vec<RecordType>>,
        #[graphql(default_with = "Some(20)", desc = "At most 100.")] first: Option<i32>,
    ) -> Result<Vec<SearchHit>> {
        let actor = actor(ctx)?;
        if query.chars().count() > 200 {
            return Err(Error::invalid("query", "A search has at most 200 characters.").into());
        }
        let Some(limit) = usize::try_from(first.unwrap_or(20)).ok().filter(|limit| *limit <= 100) else {
            return Err(Error::invalid("first", "A search gives 0 to 100 matches.").into());
        };
        let kinds: Vec<RecordType> = types.unwrap_or_else(|| USUAL.to_vec());
        let within: Vec<Within> = USUAL.iter().filter(|kind| kinds.contains(kind)).map(|kind| Within::of(actor, *kind, actor.scope(*kind, Verb::Read))).collect();
        let hits = app(ctx).search.find(&query, &within, limit).await?;
        Ok(hits.into_iter().map(|hit| SearchHit { id: hit.id, kind: hit.kind, title: hit.title, subtitle: hit.subtitle }).collect())
    }
}
