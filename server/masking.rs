//! Hides fields where answers leave: a role's hidden fields are null in every answer, and what it may not change it cannot send.
//! Weighs answers there too.
//!
//! An extension of the schema sees each field by the name of its type, so there is one place for all of them. It costs every
//! field of an answer a little, so there are two schemas: [`Api`] answers with the other one where a role has no such rules, and
//! no page is asked for that could become long.

use std::sync::{Arc, OnceLock};

use async_graphql::{
    Request, ServerResult, Value, Variables, async_trait,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextPrepareRequest, NextResolve, ResolveInfo},
};

use crate::{
    http::{context::Asking, weight::Weight},
    platform::{
        app::App,
        error::Error,
        mask::FieldRules,
        record::RecordType::{self, Activity, Campaign, Company, Contact, Deal, Handoff, Lead},
    },
    schema::{self, BatonSchema},
};

/// The API, with and without the extension that hides fields and weighs answers.
pub struct Api {
    plain: BatonSchema,
    guarded: BatonSchema,
}

impl Api {
    pub fn new(app: &App) -> Self {
        Api { plain: schema::builder().data(app.clone()).finish(), guarded: schema::builder().data(app.clone()).extension(Guarding).finish() }
    }

    /// The schema that answers somebody with these rules.
    pub fn under(&self, rules: &FieldRules, weighed: bool) -> &BatonSchema {
        if rules.is_empty() && !weighed { &self.plain } else { &self.guarded }
    }
}

/// The types of records; their fields have the catalogue's names.
const RECORDS: [(&str, RecordType); 7] =
    [("Company", Company), ("Contact", Contact), ("Lead", Lead), ("Deal", Deal), ("Activity", Activity), ("Campaign", Campaign), ("Handoff", Handoff)];

/// Fields of other types that tell a record's field: type, field, and whose field that is.
pub const TELLING: &[(&str, &str, RecordType, &str)] = &[
    ("DealsAggregate", "amount", Deal, "amount"),
    ("DealsAggregate", "weightedAmount", Deal, "weightedAmount"),
    ("DealGroup", "amount", Deal, "amount"),
    ("DealGroup", "weightedAmount", Deal, "weightedAmount"),
    ("LostReasonCount", "amount", Deal, "amount"),
    ("LostReasons", "reasons", Deal, "lostReasonId"),
    ("LostReasons", "coverage", Deal, "lostReasonId"),
    ("LostReasons", "previousCoverage", Deal, "lostReasonId"),
    ("LeadGroup", "averageScore", Lead, "score"),
    ("LeadGroup", "withoutNextStep", Lead, "nextStep"),
    ("LeadGroup", "overdue", Lead, "nextStepDue"),
    ("ResponseTime", "medianMinutes", Lead, "response"),
    ("ResponseTime", "p90Minutes", Lead, "response"),
    ("ResponseTime", "previousMedianMinutes", Lead, "response"),
    ("ResponseTime", "trend", Lead, "response"),
];

/// Fields that hold a record's name.
const NAMES: [(&str, &str); 3] = [("Contact", "name"), ("Lead", "name"), ("SearchHit", "title")];

/// What a mutation changes.
pub fn changed_by(mutation: &str) -> &'static [RecordType] {
    match mutation {
        "createCompany" | "updateCompany" => &[Company],
        "createContact" | "updateContact" => &[Contact],
        "createLead" => &[Lead, Contact],
        "updateLead" | "moveLead" | "disqualifyLead" => &[Lead],
        "createDeal" | "updateDeal" | "moveDeal" | "winDeal" | "loseDeal" => &[Deal],
        "convertLead" => &[Deal, Company],
        "createCampaign" | "updateCampaign" => &[Campaign],
        "logActivity" | "completeActivity" => &[Activity, Lead, Deal],
        "offerHandoff" | "acceptHandoff" | "declineHandoff" | "withdrawHandoff" => &[Handoff],
        _ => &[],
    }
}

/// Whether a field of an answer tells a hidden one.
pub fn is_hidden(rules: &FieldRules, parent: &str, field: &str) -> bool {
    match RECORDS.iter().find(|(name, _)| *name == parent) {
        Some((_, kind)) => rules.hides(*kind, field),
        None => TELLING.iter().any(|(name, telling, kind, told)| *name == parent && *telling == field && rules.hides(*kind, told)),
    }
}

/// Parts of inputs that are not called after the field that they change: the mutation's beginning, the part, the field.
const OTHERWISE_CALLED: [(&str, &str, &str); 9] = [
    ("", "email", "emails"),
    ("", "phone", "phones"),
    ("", "closeDate", "expectedCloseDate"),
    ("loseDeal", "reasonId", "lostReasonId"),
    ("loseDeal", "note", "lostNote"),
    ("disqualifyLead", "reasonId", "disqualifiedReasonId"),
    ("disqualifyLead", "note", "disqualifiedNote"),
    ("declineHandoff", "reasonId", "declineReasonId"),
    ("declineHandoff", "note", "declineNote"),
];

/// The field of the catalogue that a part of a mutation's input changes: `addTags` changes `tags`.
fn changed_field(mutation: &str, part: &str) -> String {
    if let Some((_, _, field)) = OTHERWISE_CALLED.iter().find(|(of, called, _)| mutation.starts_with(of) && *called == part) {
        return (*field).to_owned();
    }
    let rest = ["add", "remove", "set"].iter().find_map(|verb| part.strip_prefix(verb)).filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(part);
    let mut letters = rest.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

struct Guarding;

impl ExtensionFactory for Guarding {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Guard { variables: OnceLock::new() })
    }
}

/// The extension, for one request.
struct Guard {
    variables: OnceLock<Variables>,
}

#[async_trait::async_trait]
impl Extension for Guard {
    async fn prepare_request(&self, ctx: &ExtensionContext<'_>, request: Request, next: NextPrepareRequest<'_>) -> ServerResult<Request> {
        let _ = self.variables.set(request.variables.clone());
        next.run(ctx, request).await
    }

    async fn resolve(&self, ctx: &ExtensionContext<'_>, info: ResolveInfo<'_>, next: NextResolve<'_>) -> ServerResult<Option<Value>> {
        if info.is_for_introspection {
            return next.run(ctx, info).await;
        }
        let weight = ctx.data_opt::<Arc<Weight>>();
        // Nothing more is made of an answer that is too long; what is to be changed is changed all the same.
        if info.parent_type != "Mutation" && weight.is_some_and(|weight| weight.is_over()) {
            return Ok(Some(Value::Null));
        }
        let (name, json) = (info.alias.unwrap_or(info.name), info.return_type.starts_with("JSON"));
        let value = match ctx.data_opt::<Asking>().and_then(|asking| asking.0.as_ref()) {
            Some(actor) => self.masked(&actor.access.fields, ctx, info, next).await?,
            None => next.run(ctx, info).await?,
        };
        if let (Some(weight), Some(value)) = (weight, &value) {
            weight.add(name, value, json);
        }
        Ok(value)
    }
}

impl Guard {
    /// A field as it may be shown.
    async fn masked(&self, rules: &FieldRules, ctx: &ExtensionContext<'_>, info: ResolveInfo<'_>, next: NextResolve<'_>) -> ServerResult<Option<Value>> {
        if rules.is_empty() {
            return next.run(ctx, info).await;
        }
        if info.parent_type == "Mutation" {
            self.check_input(rules, &info)?;
        }
        if is_hidden(rules, info.parent_type, info.name) {
            return Ok(Some(if info.return_type.starts_with('[') { Value::List(Vec::new()) } else { Value::Null }));
        }
        let name_of = NAMES.contains(&(info.parent_type, info.name));
        let value = next.run(ctx, info).await?;
        Ok(match value {
            Some(Value::String(name)) if name_of => Some(Value::String(rules.name(Contact, &name).to_owned())),
            value => value,
        })
    }

    /// Errors: `FORBIDDEN` naming every field of the input that the role may not change.
    fn check_input(&self, rules: &FieldRules, info: &ResolveInfo<'_>) -> ServerResult<()> {
        let kinds = changed_by(info.name);
        let variable = |name| Ok::<_, std::convert::Infallible>(self.variables.get().and_then(|variables| variables.get(&name).cloned()).unwrap_or_default());
        let input = info.field.get_argument("input").and_then(|input| input.node.clone().into_const_with(variable).ok());
        let Some(Value::Object(parts)) = input else { return Ok(()) };
        let refused = parts.keys().filter(|part| kinds.iter().any(|kind| rules.protects(*kind, &changed_field(info.name, part))));
        let error = refused.fold(None, |error: Option<Error>, part| Some(error.unwrap_or_else(|| Error::forbidden("change this")).with_field(part)));
        match error {
            Some(error) => Err(async_graphql::Error::new_with_source(error).into_server_error(info.field.name.pos)),
            None => Ok(()),
        }
    }
}
