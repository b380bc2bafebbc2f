//! The rows of one page, out of the index ranges of a scope's keys.

use std::collections::HashSet;

use surrealdb::types::{SurrealValue, Value};

use super::{
    app::App,
    condition::Terms,
    db::{Query, query},
    error::{Error, Result},
    id::Id,
    page::{ListIndex, ListQuery, Place, SortValue, Window, filter, keyed, with_vars},
    scope::Scope,
};

/// A record of a list as it is stored, and its place there.
pub struct Found {
    pub value: SortValue,
    pub id: Id,
    pub row: Value,
}

impl Found {
    fn place(&self) -> (&SortValue, &Id) {
        (&self.value, &self.id)
    }
}

/// A list within a scope, from a window on.
pub struct Ranges<'a> {
    pub table: &'static str,
    pub scope: &'a Scope,
    pub indexes: &'a [ListIndex],
    pub terms: &'a Terms,
    pub asked: &'a ListQuery,
    pub window: &'a Window,
}

/// A stretch of one key's range: what is behind a place, and no more than `limit`.
struct Stretch {
    key: usize,
    limit: usize,
    behind: Option<Place>,
}

impl Ranges<'_> {
    /// The rows of the page and one more if there is one, in the order of the index.
    ///
    /// Every row that is read costs, and of all keys' rows a page takes only the first ones. So each range is asked for its
    /// share of the page and a little more, and those that may hold more of it again for their share of what is missing.
    pub async fn gather(&self, app: &App) -> Result<Vec<Found>> {
        let wanted = self.window.size + 1;
        let mut found: Vec<Found> = Vec::with_capacity(wanted);
        let mut seen = HashSet::new();
        let mut stretches = self.first();
        while !stretches.is_empty() {
            let mut answer = app.db.query(self.query(&stretches)).await?;
            let mut ends = Vec::new();
            let mut at = 0;
            for stretch in &stretches {
                let mut rows = Vec::new();
                for _ in self.ways(stretch) {
                    rows.extend(answer.all::<Value>(at)?);
                    at += 1;
                }
                rows.truncate(stretch.limit);
                let is_full = rows.len() == stretch.limit;
                let mut end = None;
                for row in rows {
                    let Value::Object(fields) = &row else { continue };
                    let Some(id) = fields.get("id").cloned().map(Id::from_value).transpose().map_err(Error::internal)? else { continue };
                    let value = SortValue::of(fields.get(self.asked.sort.column));
                    end = Some((value.clone(), id.clone()));
                    if seen.insert(id.clone()) {
                        found.push(Found { value, id, row });
                    }
                }
                if is_full {
                    ends.extend(end.map(|end| (stretch.key, end)));
                }
            }
            found.sort_by(|a, b| self.window.order(a.place(), b.place()));
            let missing = |end: &Place| wanted.saturating_sub(found.partition_point(|found| self.window.order(found.place(), (&end.0, &end.1)).is_le()));
            ends.retain(|(_, end)| missing(end) > 0);
            let keys = ends.len();
            stretches = ends.into_iter().map(|(key, end)| Stretch { key, limit: self.share(missing(&end), keys), behind: Some(end) }).collect();
        }
        Ok(found)
    }

    /// What is asked for first.
    fn first(&self) -> Vec<Stretch> {
        let keys = self.scope.keys().len();
        (0..keys).map(|key| Stretch { key, limit: self.share(self.window.size + 1, keys), behind: self.window.from.clone() }).collect()
    }

    /// What one of so many keys is asked for: half as much again as its share, as shares are never equal. All, where the
    /// database does not stop at a limit.
    fn share(&self, rows: usize, keys: usize) -> usize {
        if self.is_covered() { rows.min((3 * rows).div_ceil(2 * keys)) } else { rows }
    }

    /// The conditions under which a stretch is asked for, each in a statement of its own.
    ///
    /// Behind a place there are two, what has the same sort value and what is beyond it: an index range answers the second
    /// alone, and stops at the limit. Where other conditions keep it from that, one statement for both is cheaper.
    fn ways(&self, stretch: &Stretch) -> &'static [&'static str] {
        match (&stretch.behind, self.is_covered()) {
            (None, _) => &[""],
            (Some(_), true) => &[" AND {column} = $from{i} AND id {beyond} $fromId{i}", " AND {column} {beyond} $from{i}"],
            (Some(_), false) => &[" AND {column} {beyond}= $from{i} AND ({column} {beyond} $from{i} OR id {beyond} $fromId{i})"],
        }
    }

    /// The statements of each stretch, in their order.
    fn query(&self, stretches: &[Stretch]) -> Query {
        let Ranges { table, asked, .. } = self;
        let (filter, vars) = filter(self.terms, asked);
        let column = asked.sort.column;
        let (order, beyond) = if self.window.ascending { ("ASC", ">") } else { ("DESC", "<") };
        let index = match (&asked.linked, self.index()) {
            (Some((index, _, _)), _) => format!("WITH INDEX {index} "),
            (None, Some(index)) => format!("WITH INDEX {} ", index.name(table)),
            (None, None) => String::new(),
        };
        let mut statements = Vec::new();
        for (i, stretch) in stretches.iter().enumerate() {
            let limit = stretch.limit;
            for way in self.ways(stretch) {
                let from = way.replace("{column}", column).replace("{beyond}", beyond).replace("{i}", &i.to_string());
                statements.push(format!("SELECT * FROM {table} {index}WHERE keys CONTAINS $key{i}{filter}{from} ORDER BY {column} {order}, id {order} LIMIT {limit}"));
            }
        }
        let mut built = with_vars(query(statements.join(";")), vars);
        for (i, Stretch { key, behind, .. }) in stretches.iter().enumerate() {
            built = built.bind(&format!("key{i}"), keyed(&self.scope.keys()[*key], asked.deleted));
            if let Some((value, id)) = behind {
                built = built.bind(&format!("from{i}"), value.clone().into_value()).bind(&format!("fromId{i}"), id.clone());
            }
        }
        built
    }

    /// The declared index that serves most of the equalities, and the sort.
    fn index(&self) -> Option<&ListIndex> {
        let given = |column: &&str| self.asked.equals.iter().any(|(given, _)| given == column);
        let serving = self.indexes.iter().filter(|index| index.sort == self.asked.sort.column && index.prefix.iter().all(given));
        serving.max_by_key(|index| index.prefix.len())
    }

    /// Whether the index answers all that is asked, so that reading stops at a limit.
    fn is_covered(&self) -> bool {
        let asked = self.asked;
        let whole = |index: &ListIndex| asked.equals.iter().all(|(column, _)| index.prefix.contains(column));
        asked.condition.is_none() && asked.linked.is_none() && self.index().is_some_and(whole)
    }

    /// The plans of the first rows and of those behind a place.
    pub async fn explain(&self, app: &App) -> Result<Vec<String>> {
        let place = (SortValue::Int(0), Id::new(self.table, "x"));
        let behind: Vec<Stretch> = self.first().into_iter().map(|stretch| Stretch { behind: Some(place.clone()), ..stretch }).collect();
        let mut plans = Vec::new();
        for stretches in [self.first(), behind] {
            let built = self.query(&stretches);
            let sql = built.sql().split(';').map(|one| format!("EXPLAIN {one}")).collect::<Vec<_>>().join(";");
            let mut answer = app.db.query(built.with_sql(sql)).await?;
            for i in 0..stretches.iter().map(|stretch| self.ways(stretch).len()).sum() {
                plans.push(format!("{:?}", answer.all::<Value>(i)?));
            }
        }
        Ok(plans)
    }
}
