//! What every slice stands on. Read in this order.

pub mod app;
pub mod config;
pub mod error;
pub mod id;
pub mod clock;
pub mod money;
pub mod actor;
pub mod scope;
pub mod field;
pub mod condition;
pub mod condition_sql;
pub mod db;
pub mod record;
pub mod tx;
pub mod patch;
pub mod page;
pub mod load;
pub mod jobs;
