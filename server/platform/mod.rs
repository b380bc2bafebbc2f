//! What every slice stands on. Read in this order.

pub mod actor;
pub mod app;
pub mod clock;
pub mod condition;
pub mod condition_sql;
pub mod config;
pub mod db;
pub mod error;
pub mod field;
mod follow;
pub mod id;
pub mod jobs;
pub mod load;
pub mod mail;
pub mod mask;
pub mod money;
pub mod once;
pub mod outgoing;
pub mod page;
pub mod patch;
pub mod publish;
mod ranges;
pub mod record;
pub mod rewrite;
pub mod scope;
pub mod secrets;
pub mod tx;
