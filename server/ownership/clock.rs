//! The clock of an offer: when it runs out, the next in the chain is asked.

use super::{
    actions,
    model::{Handoff, HandoffState},
    subject::Subject,
};
use crate::platform::{actor::Actor, app::App, error::Result, id::Id, tx};

/// The job that ends an offer when its time has run out.
pub const EXPIRE: &str = "handoff.expire";

/// Ends an offer whose time has run out; does nothing when it was answered meanwhile.
pub async fn expire(app: &App, handoff: &Id) -> Result<()> {
    let id = handoff.clone();
    tx::write(app, &Actor::system(), move |tx| {
        let id = id.clone();
        async move {
            let Some(before) = tx.find::<Handoff>(&id).await? else { return Ok(()) };
            let over = before.state == HandoffState::Offered && before.due_at.is_some_and(|due| due <= tx.now());
            if !over {
                return Ok(());
            }
            let ended = actions::end(&tx, &before, HandoffState::Expired, |_| {}).await?;
            match Subject::find(&tx, &before.subject_id).await?.filter(Subject::is_open) {
                Some(subject) => actions::offer_next(&tx, &subject, &ended).await,
                None => Ok(()),
            }
        }
    })
    .await
}
