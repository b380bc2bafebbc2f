//! The only SurrealQL for `workspace` and `product`, and the one query that loads the directory.

use super::{
    defaults,
    model::{Product, Workspace},
};
use crate::{
    capture::model::Form,
    identity::{
        model::{Team, User},
        role::{self, Role},
    },
    ownership::model::Rule,
    platform::{
        clock::Instant,
        db::{Db, query},
        error::Result,
        record::Record,
        scope::Grounds,
    },
    provider::model::Provider,
    territory::model::Territory,
};

/// The directory's rows.
pub struct Loaded {
    pub workspace: Option<Workspace>,
    pub users: Vec<User>,
    pub teams: Vec<Team>,
    pub products: Vec<Product>,
    pub forms: Vec<Form>,
    pub rules: Vec<Rule>,
    pub roles: Vec<Role>,
    pub providers: Vec<Provider>,
    pub territories: Vec<Territory>,
}

/// Reads the directory in one request; its tables are small by nature.
pub async fn load(db: &Db) -> Result<Loaded> {
    let mut rows = db
        .query(query(
            "SELECT * FROM workspace:main; SELECT * FROM user; SELECT * FROM team; SELECT * FROM product WHERE deletedAt = NONE; SELECT * FROM form WHERE deletedAt = NONE; SELECT * FROM rule WHERE deletedAt = NONE; SELECT * FROM role WHERE deletedAt = NONE; SELECT * FROM provider; SELECT * FROM territory WHERE deletedAt = NONE",
        ))
        .await?;
    let (users, teams, products, forms) = (rows.all(1)?, rows.all(2)?, rows.all(3)?, rows.all(4)?);
    let (rules, roles, providers, territories) = (rows.all(5)?, rows.all(6)?, rows.all(7)?, rows.all(8)?);
    Ok(Loaded { workspace: rows.first(0)?, users, teams, products, forms, rules, roles, providers, territories })
}

/// Makes the workspace's record and its roles when the database is new.
pub async fn ensure(db: &Db, now: Instant) -> Result<()> {
    let mut workspace = defaults::workspace(now);
    workspace.settle(&Grounds::default());
    let mut roles = role::built_in(now);
    for role in &mut roles {
        role.settle(&Grounds::default());
    }
    let sql = "INSERT IGNORE INTO workspace $row RETURN NONE; INSERT IGNORE INTO role $roles RETURN NONE";
    db.query(query(sql).bind("row", workspace).bind("roles", roles)).await.map(drop)
}
