//! Baton: a CRM workspace that people work in together, live. In reading order:
//!
//! - [`platform`]: the four ideas that carry the weight (`Tx`, `Scope`, `Condition`, the field catalogue) and what is under them
//! - [`workspace`], [`identity`], [`provider`]: what a workspace defines for itself, the people in it, and where they sign in
//! - [`company`], [`contact`], [`lead`], [`deal`], [`activity`], [`campaign`]: records
//! - [`ownership`], [`territory`], [`capture`]: who is responsible, and how inquiries come in
//! - [`event`], [`audit`], [`search`], [`report`], [`timeline`], [`trash`], [`share`], [`rekey`], [`erasure`]: what happens to records
//! - [`schema`], [`masking`], [`listing`], [`node`], [`http`]: the API and its outside
//! - [`commands`], [`seed`], [`migrations`]: the command line

#![recursion_limit = "512"]

pub mod activity;
pub mod audit;
pub mod campaign;
pub mod capture;
pub mod commands;
pub mod company;
pub mod contact;
pub mod deal;
pub mod erasure;
pub mod event;
pub mod http;
pub mod identity;
pub mod lead;
pub mod listing;
pub mod masking;
pub mod migrations;
pub mod node;
pub mod ownership;
pub mod platform;
pub mod provider;
pub mod rekey;
pub mod report;
pub mod schema;
pub mod search;
pub mod seed;
pub mod share;
pub mod territory;
pub mod timeline;
pub mod trash;
pub mod workspace;
