//! The only SurrealQL for the table `activity`.

use super::model::Activity;
use crate::platform::{app::App, db::query, error::Result, id::Id};

/// A record's live activities, newest first.
pub async fn of_subject(app: &App, subject: &Id, limit: usize) -> Result<Vec<Activity>> {
    let sql = format!("SELECT * FROM activity WITH INDEX activity_subject WHERE subjectKeys CONTAINS $subject ORDER BY atDesc LIMIT {limit}");
    let found: Vec<Activity> = app.db.query(query(sql).bind("subject", subject.to_string())).await?.all(0)?;
    Ok(found.into_iter().filter(|activity| !activity.meta.is_deleted()).collect())
}
