//! Taking in what visitors send.

use std::collections::BTreeMap;

use serde_json::json;
use sha2::{Digest, Sha256};
use surrealdb::types::SurrealValue;

use super::{
    model::{Form, FormField},
    source,
};
use crate::{
    contact::model::{Consent, check_email},
    lead::{
        intake::{self, Inquiry},
        model::Lead,
    },
    platform::{
        actor::{Actor, ActorKind},
        app::App,
        error::{Error, Faults, Result},
        id::Id,
        once,
        patch::tidy,
        record::Meta,
        tx::Tx,
    },
};

/// The consent that the first form asks for.
pub const CONSENT_TEXT: &str = "You may write to me by e-mail about products and events. I can withdraw this at any time.";
/// Filled by machines only: the page hides it.
pub const HONEYPOT: &str = "website_url";

/// The form that every workspace starts with.
pub async fn create_first_form(tx: &Tx) -> Result<Form> {
    let ask = |name: &str, label: &str, kind: &str, required: bool| FormField { name: name.into(), label: label.into(), kind: kind.into(), required };
    let form = Form {
        meta: Meta::new(tx.id("form"), tx.now()),
        slug: "contact-us".into(),
        name: "Contact us".into(),
        title: "Talk to us".into(),
        intro: Some("Tell us what you need. A person answers.".into()),
        offer: None,
        thanks: "Thank you. A person will get back to you.".into(),
        fields: vec![
            ask("firstName", "First name", "text", false),
            ask("lastName", "Last name", "text", false),
            ask("email", "E-mail", "email", true),
            ask("company", "Company", "text", false),
            ask("phone", "Phone", "tel", false),
            ask("message", "How can we help?", "textarea", false),
            ask("consent", CONSENT_TEXT, "checkbox", false),
        ],
    };
    tx.create(form, "FormCreated").await
}

/// The live form at an address.
pub fn form(app: &App, slug: &str) -> Result<Form> {
    app.directory().forms.iter().find(|form| form.slug == slug).cloned().ok_or_else(|| Error::not_found("form"))
}

/// Turns a submission into contact, lead, touchpoint, routing and offer: together, or nothing.
///
/// Errors: `INVALID` naming every field at fault, `RATE_LIMITED`. What a honeypot caught is taken without a word.
pub async fn submit(app: &App, form: &Form, sent: BTreeMap<String, String>, page: Option<&str>, referrer: Option<&str>, address: &str) -> Result<Option<Lead>> {
    if sent.get(HONEYPOT).is_some_and(|text| !text.trim().is_empty()) {
        tracing::info!(form.id = %form.meta.id, "a machine filled in a form");
        return Ok(None);
    }
    app.limits.form(app.clock.now(), address)?;
    let answers = check(form, &sent)?;
    let mut came_from = source::read(&sent, page, referrer);
    came_from.form_id = Some(form.meta.id.clone());
    came_from.offer = form.offer.clone();
    let text = |name: &str| answers.get(name).cloned().and_then(|text| tidy(Some(text)));
    let consent = answers.get("consent").filter(|answer| is_yes(answer)).map(|_| Consent {
        channel: "email".into(),
        given: true,
        text: form.fields.iter().find(|field| field.name == "consent").map(|field| field.label.clone()),
        at: app.clock.now(),
        via: form.name.clone(),
    });
    let inquiry = Inquiry {
        contact_id: None,
        email: text("email").map(|email| email.to_lowercase()),
        first_name: text("firstName"),
        last_name: text("lastName"),
        company_name: text("company"),
        phone: text("phone"),
        offer: form.offer.clone(),
        message: text("message"),
        source: came_from,
        consent,
        touch: "form submission",
        payload: json!(answers),
        turn: app.next_turn(),
    };
    // A double click and a busy visitor wait for each other instead of running into each other.
    let _turn = app.queue(&format!("inquiry {}", inquiry.email.as_deref().unwrap_or_default())).await;
    let actor = Actor::unlimited(ActorKind::Form, Some(form.meta.id.clone()), &form.name).at(address);
    let input = format!("submit {} {answers:?}", form.slug);
    // Sent twice by a nervous finger is one submission; changed and sent again is another.
    let key = sent.get("submission").filter(|key| !key.is_empty()).map(|key| format!("{:x}", Sha256::digest(format!("{key}\n{input}"))));
    once::write_once(app, &actor, key.as_deref(), &input, move |tx| {
        let inquiry = inquiry.clone();
        async move { intake::take_in(&tx, inquiry).await }
    })
    .await
    .map(Some)
}

fn is_yes(answer: &str) -> bool {
    matches!(answer.trim().to_lowercase().as_str(), "on" | "true" | "yes" | "1")
}

/// The answers to the form's questions, or every fault among them.
fn check(form: &Form, sent: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>> {
    let mut faults = Faults::default();
    let mut answers = BTreeMap::new();
    for field in &form.fields {
        let answer = sent.get(&field.name).map(|text| text.trim()).unwrap_or_default();
        let most = if field.kind == "textarea" { 10_000 } else { 200 };
        if answer.is_empty() {
            if field.required {
                faults.add(&field.name, format!("{} is needed.", field.label));
            }
            continue;
        }
        if answer.chars().count() > most {
            faults.add(&field.name, format!("At most {most} characters."));
        } else if answer.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            faults.add(&field.name, "This holds characters that cannot be typed.");
        } else if field.kind == "email" {
            check_email(&mut faults, &field.name, answer);
        }
        answers.insert(field.name.clone(), answer.to_owned());
    }
    faults.check()?;
    Ok(answers)
}

/// How many submissions a form has had.
pub async fn submissions(app: &App, form: &Id) -> Result<i64> {
    #[derive(SurrealValue)]
    struct Count {
        count: i64,
    }
    let q = crate::platform::db::query("SELECT count() FROM touchpoint WITH INDEX touchpoint_form WHERE source.formId = $form GROUP ALL").bind("form", form.clone());
    Ok(app.db.query(q).await?.first::<Count>(0)?.map_or(0, |row| row.count))
}
