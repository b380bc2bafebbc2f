//! Baton: a CRM workspace that people work in together, live. In reading order:
//!
//! - [`platform`]: the four ideas that carry the weight (`Tx`, `Scope`, `Condition`, the field catalogue) and what is under them
//! - [`workspace`], [`identity`]: what a workspace defines for itself, and the people in it
//! - [`company`], [`contact`], [`lead`], [`deal`], [`activity`], [`campaign`]: records
//! - [`ownership`], [`capture`]: who is responsible, and how inquiries come in
//! - [`event`], [`search`], [`report`], [`timeline`], [`trash`]: what happens to records
//! - [`schema`], [`listing`], [`node`], [`http`]: the API and its outside
//! - [`commands`], [`seed`], [`migrations`]: the command line

#![recursion_limit = "512"]

pub mod platform;
pub mod migrations;
pub mod workspace;
pub mod identity;
pub mod company;
pub mod contact;
pub mod lead;
pub mod deal;
pub mod activity;
pub mod campaign;
pub mod ownership;
pub mod capture;
pub mod event;
pub mod search;
//TMP pub mod report;
pub mod timeline;
pub mod trash;
pub mod listing;
pub mod node;
pub mod schema;
pub mod http;
pub mod seed { pub async fn sample(_: &crate::platform::app::App) -> crate::platform::error::Result<()> { Ok(()) } pub async fn run(_: &crate::platform::app::App, _: usize, _: u64) -> crate::platform::error::Result<()> { Ok(()) } } //TMP
pub mod commands;
