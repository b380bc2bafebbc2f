//! Moving a deal across the board, winning it and losing it.

use super::{
    actions::stage_of,
    inputs::{LoseDealInput, MoveDealInput, WinDealInput},
    model::{Deal, DealState, end_visit, position_between},
    store,
};
use crate::{
    company::model::Company,
    ownership,
    platform::{
        actor::Actor,
        app::App,
        clock::Date,
        error::{Error, Faults, Result},
        id::Id,
        once,
        patch::tidy,
        scope::Verb,
        tx::Tx,
    },
};

/// To a stage, and to a place in it. Moving a won or lost deal opens it again.
///
/// Errors: `INVALID` naming every field that the stage requires and the deal lacks.
pub async fn move_to(app: &App, actor: &Actor, input: MoveDealInput) -> Result<Deal> {
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("moveDeal {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let before: Deal = tx.get_to(Verb::Edit, &input.id).await?;
            let directory = tx.app().directory();
            let Some((pipeline, stage)) = directory.workspace.pipeline_stage(&input.stage_id) else {
                return Err(Error::invalid("stageId", "There is no such stage."));
            };
            let mut faults = Faults::default();
            let mut after = before.clone();
            after.amount = input.amount.or(after.amount);
            after.currency = tidy(input.currency).map(|code| code.to_uppercase()).or(after.currency);
            after.expected_close_date = input.expected_close_date.or(after.expected_close_date);
            after.next_step = tidy(input.next_step).or(after.next_step);
            after.next_step_due = input.next_step_due.or(after.next_step_due);
            if input.company_id.is_some() {
                tx.refer::<Company>(&mut faults, "companyId", input.company_id.as_ref()).await?;
                after.company_id = input.company_id;
            }
            let reopened = before.state != DealState::Open;
            if reopened {
                after.state = DealState::Open;
                after.closed_at = None;
                after.lost_reason_id = None;
                after.lost_note = None;
                after.stage_history.push(super::model::StageVisit {
                    stage_id: stage.id.clone(),
                    entered_at: tx.now(),
                    left_at: None,
                    by_id: tx.actor().user().cloned(),
                    passed: false,
                });
                after.stage_id = stage.id.clone();
                after.stage_entered_at = tx.now();
            }
            after.pipeline_id = pipeline.id.clone();
            let entering = before.stage_id != stage.id;
            after.enter(stage, tx.now(), tx.actor().user().cloned());
            after.position = place(&tx, &before, &stage.id, input.after_id.as_ref(), input.before_id.as_ref(), entering || reopened).await?;
            after.follow(stage);
            after.check(&mut faults);
            if entering || reopened {
                after.check_requirements(stage, &mut faults);
            }
            faults.check()?;
            tx.save(&before, after, if reopened { "DealReopened" } else { "DealMoved" }).await
        }
    })
    .await
}

/// Won: counts with its whole amount from now on.
pub async fn win(app: &App, actor: &Actor, input: WinDealInput) -> Result<Deal> {
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("winDeal {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let before: Deal = tx.get_to(Verb::Edit, &input.id).await?;
            still_open(&before)?;
            let mut faults = Faults::default();
            let mut after = before.clone();
            after.amount = input.amount.or(after.amount);
            after.currency = tidy(input.currency).map(|code| code.to_uppercase()).or(after.currency);
            if after.amount.is_none() {
                faults.add("amount", "Winning needs an amount.");
            }
            let zone = tx.app().directory().workspace.zone();
            after.expected_close_date = Some(input.close_date.unwrap_or_else(|| Date(tx.now().with_timezone(&zone).date_naive())));
            after.state = DealState::Won;
            close(&tx, &mut after).await?;
            after.check(&mut faults);
            faults.check()?;
            let won = tx.save(&before, after, "DealWon").await?;
            crate::lead::lifecycle::deal_won(&tx, &won).await?;
            Ok(won)
        }
    })
    .await
}

/// Lost, for a reason from the list.
pub async fn lose(app: &App, actor: &Actor, input: LoseDealInput) -> Result<Deal> {
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("loseDeal {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let before: Deal = tx.get_to(Verb::Edit, &input.id).await?;
            still_open(&before)?;
            if tx.app().directory().workspace.lost_reason(&input.reason_id).is_none() {
                return Err(Error::invalid("reasonId", "Choose a reason from the workspace's list."));
            }
            let mut after = before.clone();
            after.state = DealState::Lost;
            after.lost_reason_id = Some(input.reason_id);
            after.lost_note = tidy(input.note);
            close(&tx, &mut after).await?;
            tx.save(&before, after, "DealLost").await
        }
    })
    .await
}

fn still_open(deal: &Deal) -> Result<()> {
    match deal.state {
        DealState::Open => Ok(()),
        DealState::Won => Err(Error::conflict("This deal has been won already.")),
        DealState::Lost => Err(Error::conflict("This deal has been lost already.")),
    }
}

/// Ends a deal: its open offer is withdrawn, as there is nothing left to take over.
async fn close(tx: &Tx, deal: &mut Deal) -> Result<()> {
    ownership::actions::withdraw(tx, &deal.meta.id).await?;
    deal.offered_to = None;
    deal.closed_at = Some(tx.now());
    end_visit(&mut deal.stage_history, tx.now());
    if let Some(stage) = stage_of(tx, deal)? {
        deal.follow(&stage);
    }
    Ok(())
}

/// The position between the neighbours that were named; the end of the column when none was.
async fn place(tx: &Tx, deal: &Deal, stage: &Id, after: Option<&Id>, before: Option<&Id>, entering: bool) -> Result<f64> {
    let neighbour = async |id: &Id, field: &str| -> Result<f64> {
        let other: Deal = tx.get(id).await?;
        if other.stage_id == *stage && other.state == DealState::Open { Ok(other.position) } else { Err(Error::invalid(field, "This deal is not in that stage any more.")) }
    };
    let (above, below) = match (after, before) {
        (Some(id), _) => {
            let above = neighbour(id, "afterId").await?;
            (Some(above), store::position_after(tx, stage, above).await?)
        }
        (None, Some(id)) => {
            let below = neighbour(id, "beforeId").await?;
            (store::position_before(tx, stage, below).await?, Some(below))
        }
        (None, None) if !entering => return Ok(deal.position),
        (None, None) => (store::last_position(tx, stage).await?, None),
    };
    // Halving a gap a thousand wide takes sixty moves into the same place to use it up; then the card goes last.
    match position_between(above, below) {
        Some(position) => Ok(position),
        None => Ok(store::last_position(tx, stage).await?.unwrap_or_default() + 1024.0),
    }
}
