//! The only SurrealQL for the table `contact`.

use super::model::Contact;
use crate::platform::{db::query, error::Result, tx::Tx};

/// The contact with this e-mail address (lower case), also when it is in the trash.
pub async fn by_email(tx: &Tx, email: &str) -> Result<Option<Contact>> {
    let q = query("SELECT * FROM contact WITH INDEX contact_emails WHERE emails CONTAINS $email LIMIT 1").bind("email", email.to_owned());
    tx.query(q).await?.first(0)
}
