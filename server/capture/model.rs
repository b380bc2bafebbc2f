//! Public forms: what they ask, and what an answer must look like.

use async_graphql::SimpleObject;
use serde::{Deserialize, Serialize};
use surrealdb::types::{SurrealValue, Value};

use crate::{
    platform::{
        id::Id,
        record::{Meta, Record, RecordType},
    },
    record_meta,
};

/// One question of a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, SurrealValue, SimpleObject)]
pub struct FormField {
    /// What it fills: `email`, `firstName`, `lastName`, `company`, `phone`, `message`, `consent`.
    pub name: String,
    /// What the visitor reads.
    pub label: String,
    /// `email`, `text`, `tel`, `textarea` or `checkbox`.
    #[serde(rename = "type")]
    #[surreal(rename = "type")]
    #[graphql(name = "type")]
    pub kind: String,
    /// Must be answered.
    pub required: bool,
}

/// A public form that turns visitors into leads.
#[derive(Clone, Debug, PartialEq, Serialize, SurrealValue)]
#[serde(rename_all = "camelCase")]
#[surreal(rename_all = "camelCase")]
pub struct Form {
    #[serde(flatten)]
    #[surreal(flatten)]
    pub meta: Meta,
    /// Its address: `/f/{slug}`.
    pub slug: String,
    pub name: String,
    pub title: String,
    pub intro: Option<String>,
    pub offer: Option<String>,
    pub thanks: String,
    pub fields: Vec<FormField>,
}

impl Record for Form {
    const TYPE: RecordType = RecordType::Form;
    record_meta!();

    fn audience(&self) -> Vec<Id> {
        Vec::new()
    }
}
