//! The only SurrealQL for `workspace` and `product`, and the one query that loads the directory.

use super::{
    defaults,
    model::{Product, Workspace},
};
use crate::{
    capture::model::Form,
    identity::model::{Team, User},
    ownership::model::Rule,
    platform::{
        clock::Instant,
        db::{Db, query},
        error::Result,
        record::Record,
    },
    provider::model::Provider,
};

/// The directory's rows.
pub struct Loaded {
    pub workspace: Option<Workspace>,
    pub users: Vec<User>,
    pub teams: Vec<Team>,
    pub products: Vec<Product>,
    pub forms: Vec<Form>,
    pub rules: Vec<Rule>,
    pub providers: Vec<Provider>,
}

/// Reads the directory in one request; its tables are small by nature.
pub async fn load(db: &Db) -> Result<Loaded> {
    let mut rows = db
        .query(query(
            "SELECT * FROM workspace:main; SELECT * FROM user; SELECT * FROM team; SELECT * FROM product WHERE deletedAt = NONE; SELECT * FROM form WHERE deletedAt = NONE; SELECT * FROM rule WHERE deletedAt = NONE; SELECT * FROM provider",
        ))
        .await?;
    Ok(Loaded { workspace: rows.first(0)?, users: rows.all(1)?, teams: rows.all(2)?, products: rows.all(3)?, forms: rows.all(4)?, rules: rows.all(5)?, providers: rows.all(6)? })
}

/// Makes the workspace's record when the database is new.
pub async fn ensure(db: &Db, now: Instant) -> Result<()> {
    let mut workspace = defaults::workspace(now);
    workspace.settle();
    db.query(query("INSERT IGNORE INTO workspace $row RETURN NONE").bind("row", workspace)).await.map(drop)
}
