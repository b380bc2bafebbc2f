//! Making and editing deals.

use rust_decimal::Decimal;

use super::{
    inputs::{CreateDealInput, LineItemInput, UpdateDealInput},
    model::{Deal, DealContact, DealState, LineItem, line_total, position_between},
    store,
};
use crate::{
    campaign::model::Campaign,
    company::model::Company,
    contact::model::Contact,
    ownership,
    platform::{
        actor::Actor,
        app::App,
        error::{Error, Faults, Result},
        id::Id,
        once,
        patch::{check_conflicts, patch, patch_tags, patch_text, tidy},
        record::{Meta, RecordType},
        scope::Verb,
        tx::Tx,
    },
    workspace::model::{ForecastCategory, PipelineStage},
};

/// Makes a deal. Errors: `INVALID` with every field at fault, `FORBIDDEN`.
pub async fn create(app: &App, actor: &Actor, input: CreateDealInput) -> Result<Deal> {
    actor.may(RecordType::Deal, Verb::Create)?;
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("createDeal {input:?}"), move |tx| {
        let input = input.clone();
        async move { create_in(&tx, input, None).await }
    })
    .await
}

/// Makes a deal inside a transaction; `lead_id` when it comes from a lead.
pub async fn create_in(tx: &Tx, input: CreateDealInput, lead_id: Option<Id>) -> Result<Deal> {
    let directory = tx.app().directory();
    let mut faults = Faults::default();
    let pipeline = match &input.pipeline_id {
        Some(id) => directory.workspace.pipelines.iter().find(|pipeline| pipeline.id == *id),
        None => directory.workspace.pipelines.first(),
    };
    let stage = match (&input.stage_id, pipeline) {
        (Some(id), Some(pipeline)) => pipeline.stages.iter().find(|stage| stage.id == *id),
        (None, Some(pipeline)) => pipeline.stages.first(),
        (_, None) => None,
    };
    let (Some(pipeline), Some(stage)) = (pipeline, stage) else {
        return Err(Error::invalid(if pipeline.is_none() { "pipelineId" } else { "stageId" }, "There is no such pipeline or stage."));
    };
    let owner_id = input.owner_id.clone().or_else(|| tx.actor().user().cloned()).or_else(|| directory.workspace.default_owner_id.clone());
    let Some(owner_id) = owner_id else { return Err(Error::invalid("ownerId", "A deal needs somebody responsible.")) };
    tx.refer_user(&mut faults, "ownerId", Some(&owner_id));
    tx.refer::<Company>(&mut faults, "companyId", input.company_id.as_ref()).await?;
    tx.refer::<Campaign>(&mut faults, "campaignId", input.campaign_id.as_ref()).await?;
    let contacts = merge_contacts(tx, Vec::new(), input.contacts.unwrap_or_default(), &mut faults).await?;
    let line_items = make_line_items(tx, input.line_items.unwrap_or_default(), "lineItems", &mut faults);
    let position = position_between(store::last_position(tx, &stage.id).await?, None).unwrap_or_default();
    let mut deal = Deal {
        meta: Meta::new(tx.id("deal"), tx.now()),
        name: input.name.trim().to_owned(),
        company_id: input.company_id,
        contacts,
        pipeline_id: pipeline.id.clone(),
        stage_id: stage.id.clone(),
        state: DealState::Open,
        amount: input.amount,
        currency: Some(tidy(input.currency).map_or_else(|| directory.workspace.base_currency.clone(), |code| code.to_uppercase())),
        own_probability: input.probability,
        probability: stage.probability,
        weighted_amount: None,
        forecast_category: ForecastCategory::Pipeline,
        expected_close_date: input.expected_close_date,
        line_items,
        team_id: directory.team_of(&owner_id).cloned(),
        owner_id,
        next_step: tidy(input.next_step),
        next_step_due: input.next_step_due,
        lead_id,
        campaign_id: input.campaign_id,
        competitors: Vec::new(),
        tags: Vec::new(),
        lost_reason_id: None,
        lost_note: None,
        closed_at: None,
        position,
        stage_entered_at: tx.now(),
        stage_history: Vec::new(),
        offered_to: None,
        territory_key: None,
        contact_keys: Vec::new(),
        name_key: String::new(),
        amount_desc: 0,
        close_key: String::new(),
        closed_desc: 0,
    };
    patch_tags(&mut deal.tags, input.tags, None);
    patch_tags(&mut deal.competitors, input.competitors, None);
    deal.enter(stage, tx.now(), tx.actor().user().cloned());
    deal.follow(stage);
    deal.check(&mut faults);
    deal.check_requirements(stage, &mut faults);
    faults.check()?;
    tx.create(deal, "DealCreated").await
}

/// Edits a deal. Errors: `INVALID`, `CONFLICT` with both values, `NOT_FOUND`, `FORBIDDEN`.
pub async fn update(app: &App, actor: &Actor, input: UpdateDealInput) -> Result<Deal> {
    let key = input.idempotency_key.clone();
    once::write_once(app, actor, key.as_deref(), &format!("updateDeal {input:?}"), move |tx| {
        let input = input.clone();
        async move {
            let before: Deal = tx.get_to(Verb::Edit, &input.id).await?;
            let mut faults = Faults::default();
            let expected = input.expected_version;
            let mut after = patched(&tx, &before, input, &mut faults).await?;
            check_conflicts(&tx, &before, &after, expected, &["tags", "contacts", "lineItems", "teamId", "weightedAmount", "probability", "forecastCategory"]).await?;
            // The merged record is held to the rules as a whole.
            after.check(&mut faults);
            if after.state == DealState::Open && after.stage_id == before.stage_id {
                check_still_fit(&before, &after, stage_of(&tx, &after)?.as_ref(), &mut faults);
            }
            faults.check()?;
            if after.owner_id != before.owner_id {
                ownership::actions::withdraw(&tx, &before.meta.id).await?;
                after.offered_to = None;
            }
            tx.save(&before, after, "DealUpdated").await
        }
    })
    .await
}

async fn patched(tx: &Tx, before: &Deal, input: UpdateDealInput, faults: &mut Faults) -> Result<Deal> {
    let mut after = before.clone();
    if let Some(name) = input.name {
        after.name = name.trim().to_owned();
    }
    patch(&mut after.company_id, input.company_id);
    patch(&mut after.amount, input.amount);
    if let Some(code) = tidy(input.currency) {
        after.currency = Some(code.to_uppercase());
    }
    patch(&mut after.own_probability, input.probability);
    patch(&mut after.expected_close_date, input.expected_close_date);
    patch_text(&mut after.next_step, input.next_step);
    patch(&mut after.next_step_due, input.next_step_due);
    patch(&mut after.campaign_id, input.campaign_id);
    patch_tags(&mut after.tags, input.add_tags, input.remove_tags);
    if let Some(owner) = input.owner_id {
        tx.refer_user(faults, "ownerId", Some(&owner));
        after.team_id = tx.app().directory().team_of(&owner).cloned();
        after.owner_id = owner;
    }
    if after.company_id != before.company_id {
        tx.refer::<Company>(faults, "companyId", after.company_id.as_ref()).await?;
    }
    if after.campaign_id != before.campaign_id {
        tx.refer::<Campaign>(faults, "campaignId", after.campaign_id.as_ref()).await?;
    }
    let gone = input.remove_contacts.unwrap_or_default();
    after.contacts.retain(|member| !gone.contains(&member.contact_id));
    after.contacts = merge_contacts(tx, after.contacts, input.add_contacts.unwrap_or_default(), faults).await?;
    let gone = input.remove_line_items.unwrap_or_default();
    after.line_items.retain(|item| !gone.contains(&item.id));
    after.line_items.extend(make_line_items(tx, input.add_line_items.unwrap_or_default(), "addLineItems", faults));
    if let Some(stage) = stage_of(tx, &after)? {
        after.follow(&stage);
    }
    Ok(after)
}

/// What the stage required when the deal entered may be changed, but not taken away.
fn check_still_fit(before: &Deal, after: &Deal, stage: Option<&PipelineStage>, faults: &mut Faults) {
    let Some(stage) = stage else { return };
    let mut was = Faults::default();
    before.check_requirements(stage, &mut was);
    if was.is_empty() {
        after.check_requirements(stage, faults);
    }
}

/// The stage that a deal is in, as the workspace defines it now; `None` when it was taken away since.
pub fn stage_of(tx: &Tx, deal: &Deal) -> Result<Option<PipelineStage>> {
    Ok(tx.app().directory().workspace.pipeline_stage(&deal.stage_id).map(|(_, stage)| stage.clone()))
}

async fn merge_contacts(tx: &Tx, mut committee: Vec<DealContact>, add: Vec<DealContact>, faults: &mut Faults) -> Result<Vec<DealContact>> {
    for member in add {
        tx.refer::<Contact>(faults, "contacts", Some(&member.contact_id)).await?;
        match committee.iter_mut().find(|known| known.contact_id == member.contact_id) {
            Some(known) => known.role = member.role,
            None => committee.push(member),
        }
    }
    Ok(committee)
}

fn make_line_items(tx: &Tx, inputs: Vec<LineItemInput>, field: &str, faults: &mut Faults) -> Vec<LineItem> {
    let directory = tx.app().directory();
    let mut items = Vec::with_capacity(inputs.len());
    for (i, input) in inputs.into_iter().enumerate() {
        let at = |name: &str| format!("{field}[{i}].{name}");
        let product = input.product_id.as_ref().and_then(|id| directory.products.iter().find(|product| product.meta.id == *id));
        if input.product_id.is_some() && product.is_none() {
            faults.add(&at("productId"), "There is no such product.");
        }
        let name = tidy(input.name).or_else(|| product.map(|product| product.name.clone()));
        let unit_price = input.unit_price.or_else(|| product.and_then(|product| product.unit_price));
        let discount_percent = input.discount_percent.unwrap_or_default();
        if input.quantity <= Decimal::ZERO {
            faults.add(&at("quantity"), "A quantity is more than 0.");
        }
        if !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&discount_percent) {
            faults.add(&at("discountPercent"), "A discount is 0 to 100 percent.");
        }
        match (name, unit_price) {
            (Some(name), Some(unit_price)) if unit_price >= Decimal::ZERO => {
                let total = line_total(input.quantity, unit_price, discount_percent);
                items.push(LineItem { id: tx.id("item"), product_id: input.product_id, name, quantity: input.quantity, unit_price, discount_percent, total });
            }
            (None, _) => faults.add(&at("name"), "Say what is sold."),
            _ => faults.add(&at("unitPrice"), "Give a price that is not negative."),
        }
    }
    items
}
