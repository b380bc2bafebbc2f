//! Lists in the API: arguments to a scoped, indexed page, and a page to a Relay connection.

use async_graphql::Context;
use surrealdb::types::{SurrealValue, Value};

use crate::{
    http::context::{actor, app, terms},
    node::catalogue,
    platform::{
        actor::Actor,
        app::App,
        condition::{Condition, ConditionInput, Terms},
        error::{Error, Faults, Result},
        field::Field,
        id::Id,
        load,
        page::{self, Direction, LARGEST_PAGE, ListIndex, ListQuery, Page, PageArgs, Sort},
        patch::tidy,
        record::{Record, RecordType},
        scope::{Reach, Scope, Verb},
    },
    search::index::Within,
};

/// The arguments that all lists share.
#[derive(Default)]
pub struct ListArgs {
    pub filter: Option<ConditionInput>,
    pub search: Option<String>,
    pub deleted: Option<bool>,
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
}

/// A list that is being asked for.
pub struct Listing {
    object: RecordType,
    indexes: &'static [ListIndex],
    search: Option<String>,
    query: ListQuery,
}

/// A page, and what counting the whole list would take.
pub struct Listed<R> {
    pub page: Page<R>,
    pub counted: Counted,
}

/// How many records there are in all: counted when asked for.
pub enum Counted {
    Known(i64),
    Ask(Box<(Scope, Terms, ListQuery)>),
}

impl Listing {
    /// Errors: `INVALID` naming every part of the filter that is at fault.
    pub fn new(ctx: &Context<'_>, object: RecordType, indexes: &'static [ListIndex], args: ListArgs, sort: Sort, direction: Direction) -> Result<Self> {
        let condition = checked(actor(ctx)?, args.filter.as_ref(), object)?;
        let page = PageArgs { first: args.first, after: args.after, last: args.last, before: args.before };
        let query = ListQuery { equals: Vec::new(), linked: None, condition, sort, direction, deleted: args.deleted.unwrap_or(false), page };
        Ok(Listing { object, indexes, search: args.search, query })
    }

    /// Only records whose `column` has this value, if one is given.
    pub fn equal<T: SurrealValue>(mut self, column: &'static str, value: Option<T>) -> Self {
        self.query.equals.extend(value.map(|value| (column, value.into_value())));
        self
    }

    /// Only records that refer to this record. Errors: `INVALID` when it is an id of another table.
    pub fn equal_id(self, column: &'static str, table: &str, id: Option<Id>) -> Result<Self> {
        let id = id.map(|id| Id::parse(table, id.as_str(), column)).transpose()?;
        Ok(self.equal(column, id))
    }

    /// Only records whose array `column` holds this id; `index` serves that.
    pub fn linked(mut self, index: &'static str, column: &'static str, id: Option<Id>) -> Self {
        self.query.linked = id.map(|id| (index, column, id));
        self
    }

    /// Also under this condition.
    pub fn and(mut self, condition: Condition) -> Self {
        self.query.condition = Some(match self.query.condition.take() {
            Some(first) => Condition::All(vec![first, condition]),
            None => condition,
        });
        self
    }

    /// The page as the actor may see it.
    pub async fn load<R: Record>(self, ctx: &Context<'_>) -> Result<Listed<R>> {
        let (app, actor, terms) = (app(ctx), actor(ctx)?, terms(ctx)?);
        let scope = actor.scope(R::TYPE, Verb::Read);
        self.load_within(scope, app, actor, terms).await
    }

    /// The page within a narrower scope than the actor's own.
    pub async fn load_mine<R: Record>(self, ctx: &Context<'_>) -> Result<Listed<R>> {
        let (app, actor, terms) = (app(ctx), actor(ctx)?, terms(ctx)?);
        actor.may(R::TYPE, Verb::Read)?;
        let scope = actor.scope_within(R::TYPE, Verb::Read, Reach::Team);
        self.load_within(scope, app, actor, terms).await
    }

    async fn load_within<R: Record>(self, scope: Scope, app: &App, actor: &Actor, terms: Terms) -> Result<Listed<R>> {
        // What a list is ordered and cut by tells the values of hidden fields.
        let rules = &actor.access.fields;
        rules.may_ask(self.object, self.query.sort.tells, "orderBy")?;
        for (column, _) in &self.query.equals {
            rules.may_ask(self.object, column, column)?;
        }
        let deleted = self.query.deleted;
        // The trash has keys of its own in the index too.
        let searched = if deleted { scope.in_trash() } else { scope.clone() };
        if let Some(ids) = found(app, actor, R::TYPE, &searched, self.search.clone()).await? {
            let mut rows = load::fetch::<R>(app, actor, &ids, deleted).await?;
            rows.retain(|row| self.fits(row, &terms));
            let count = rows.len() as i64;
            let size = usize::try_from(self.query.page.first.unwrap_or(50)).unwrap_or(0).min(LARGEST_PAGE);
            let has_next = rows.len() > size;
            rows.truncate(size);
            let page = Page { rows: rows.into_iter().map(|row| (row.id().to_string(), row)).collect(), has_next, has_previous: false };
            return Ok(Listed { page, counted: Counted::Known(count) });
        }
        let page = page::list::<R>(app, &scope, self.indexes, &terms, &self.query).await?;
        Ok(Listed { page, counted: Counted::Ask(Box::new((scope, terms, self.query))) })
    }

    /// Whether a record that a search found is also within the list's other arguments.
    fn fits<R: Record>(&self, row: &R, terms: &Terms) -> bool {
        let snapshot = row.snapshot();
        let equal = self.query.equals.iter().all(|(column, value)| match value {
            Value::RecordId(_) => Id::from_value(value.clone()).is_ok_and(|id| snapshot.get(*column).and_then(|found| found.as_str()) == Some(id.as_str())),
            Value::String(text) => snapshot.get(*column).and_then(|found| found.as_str()) == Some(text),
            _ => false,
        });
        equal && self.query.condition.as_ref().is_none_or(|condition| condition.holds(&snapshot, terms))
    }
}

/// What a list's search finds, best first: at most 200. `None` when nothing is searched for.
pub async fn found(app: &App, actor: &Actor, kind: RecordType, scope: &Scope, search: Option<String>) -> Result<Option<Vec<Id>>> {
    let Some(words) = tidy(search) else { return Ok(None) };
    let hits = app.search.find(&words, &[Within::of(actor, kind, scope.clone())], LARGEST_PAGE).await?;
    Ok(Some(hits.into_iter().map(|hit| hit.id).collect()))
}

/// A group's key as the API tells it: a name or an id.
pub fn key_text(key: &Value) -> Option<String> {
    match key {
        Value::String(text) => Some(text.clone()),
        Value::RecordId(_) => Id::from_value(key.clone()).ok().map(|id| id.to_string()),
        _ => None,
    }
}

/// A filter, checked against the fields that the actor sees. Errors: `INVALID` naming every place at fault.
pub fn checked(actor: &Actor, filter: Option<&ConditionInput>, object: RecordType) -> Result<Option<Condition>> {
    let Some(filter) = filter else { return Ok(None) };
    let mut faults = Faults::default();
    let sees = |field: &Field| !actor.access.fields.hides(object, field.name);
    let condition = Condition::check(filter, catalogue(object), &sees, "filter", &mut faults);
    faults.check()?;
    let condition = condition.ok_or_else(|| Error::invalid("filter", "This filter cannot be read."))?;
    Ok(Some(actor.access.fields.filter(object, condition)))
}

impl Counted {
    pub async fn count<R: Record>(&self, ctx: &Context<'_>) -> Result<i64> {
        match self {
            Counted::Known(count) => Ok(*count),
            Counted::Ask(asked) => page::count::<R>(app(ctx), &asked.0, &asked.1, &asked.2).await,
        }
    }
}

/// Declares a Relay connection and its edge over a record.
#[macro_export]
macro_rules! connection {
    ($connection:ident, $edge:ident, $node:ident) => {
        /// A page of a list.
        pub struct $connection($crate::listing::Listed<$node>);

        impl From<$crate::listing::Listed<$node>> for $connection {
            fn from(listed: $crate::listing::Listed<$node>) -> Self {
                Self(listed)
            }
        }

        /// A row with its cursor.
        #[derive(async_graphql::SimpleObject)]
        pub struct $edge {
            /// Where the row stands; opaque.
            cursor: String,
            /// The record.
            node: $node,
        }

        /// A page of a list.
        #[async_graphql::Object]
        impl $connection {
            /// The rows with their cursors.
            async fn edges(&self) -> Vec<$edge> {
                self.0.page.rows.iter().map(|(cursor, node)| $edge { cursor: cursor.clone(), node: node.clone() }).collect()
            }

            /// The rows alone.
            async fn nodes(&self) -> Vec<$node> {
                self.0.page.rows.iter().map(|(_, node)| node.clone()).collect()
            }

            /// What lies before and behind.
            async fn page_info(&self) -> $crate::platform::page::PageInfo {
                self.0.page.info()
            }

            /// How many there are in all. Costs time in proportion: ask only when it is shown.
            async fn total_count(&self, ctx: &async_graphql::Context<'_>) -> async_graphql::Result<i64> {
                Ok(self.0.counted.count::<$node>(ctx).await?)
            }
        }
    };
}
