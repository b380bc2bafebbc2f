//! The public form's page: plain HTML, no script, its style from `/form.css`.

use std::{collections::BTreeMap, fmt::Write};

use axum::{http::header, response::IntoResponse};

use crate::{
    capture::{
        actions::HONEYPOT,
        model::{Form, FormField},
    },
    platform::error::Fault,
};

/// `GET /form.css`.
pub async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")], include_str!("form.css"))
}

/// The form with what was typed so far, and what is wrong with it.
pub fn form(workspace: &str, form: &Form, values: &BTreeMap<String, String>, faults: &[Fault]) -> String {
    let mut body = format!("<h1>{}</h1>", escape(&form.title));
    if let Some(intro) = &form.intro {
        let _ = write!(body, "<p class=\"intro\">{}</p>", escape(intro));
    }
    if !faults.is_empty() {
        let many = if faults.len() == 1 { "One answer needs".to_owned() } else { format!("{} answers need", faults.len()) };
        let _ = write!(body, "<div class=\"problem\" role=\"alert\"><strong>{many} your attention.</strong><ul>");
        for fault in faults {
            let label = form.fields.iter().find(|field| field.name == fault.field).map_or(fault.field.as_str(), |field| field.label.as_str());
            let _ = write!(body, "<li><a href=\"#{}\">{}</a>: {}</li>", escape(&fault.field), escape(label), escape(&fault.message));
        }
        body.push_str("</ul></div>");
    }
    let _ = write!(body, "<form method=\"post\" action=\"/f/{}\" novalidate>", escape(&form.slug));
    for field in &form.fields {
        let value = values.get(&field.name).map(String::as_str).unwrap_or_default();
        let fault = faults.iter().find(|fault| fault.field == field.name);
        body.push_str(&question(field, value, fault));
    }
    for hidden in ["landingPage", "referrer", "submission", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"] {
        if let Some(value) = values.get(hidden) {
            let _ = write!(body, "<input type=\"hidden\" name=\"{hidden}\" value=\"{}\">", escape(value));
        }
    }
    let _ = write!(
        body,
        "<div class=\"trap\" aria-hidden=\"true\"><label>Leave this empty<input name=\"{HONEYPOT}\" tabindex=\"-1\" autocomplete=\"off\"></label></div><button type=\"submit\">Send message</button></form>"
    );
    layout(workspace, &form.title, &body)
}

fn question(field: &FormField, value: &str, fault: Option<&Fault>) -> String {
    let (name, label) = (escape(&field.name), escape(&field.label));
    let required = if field.required { " required aria-required=\"true\"" } else { "" };
    let (described, invalid, error) = match fault {
        Some(fault) => (format!(" aria-describedby=\"{name}-error\""), " aria-invalid=\"true\"", format!("<p class=\"error\" id=\"{name}-error\">{}</p>", escape(&fault.message))),
        None => (String::new(), "", String::new()),
    };
    let optional = if field.required || field.kind == "checkbox" { "" } else { " <span class=\"optional\">optional</span>" };
    let half = if matches!(field.name.as_str(), "firstName" | "lastName") { " half" } else { "" };
    match field.kind.as_str() {
        "checkbox" => {
            let checked = if value.is_empty() { "" } else { " checked" };
            format!(
                "<div class=\"field check\"><input type=\"checkbox\" id=\"{name}\" name=\"{name}\" value=\"yes\"{checked}{invalid}{described}><label for=\"{name}\">{label}</label>{error}</div>"
            )
        }
        "textarea" => format!(
            "<div class=\"field\"><label for=\"{name}\">{label}{optional}</label><textarea id=\"{name}\" name=\"{name}\" rows=\"5\" maxlength=\"10000\"{required}{invalid}{described}>{}</textarea>{error}</div>",
            escape(value)
        ),
        kind => format!(
            "<div class=\"field{half}\"><label for=\"{name}\">{label}{optional}</label><input type=\"{}\" id=\"{name}\" name=\"{name}\" value=\"{}\" autocomplete=\"{}\" maxlength=\"254\"{required}{invalid}{described}>{error}</div>",
            escape(kind),
            escape(value),
            autocomplete(&field.name)
        ),
    }
}

fn autocomplete(name: &str) -> &'static str {
    match name {
        "email" => "email",
        "firstName" => "given-name",
        "lastName" => "family-name",
        "company" => "organization",
        "phone" => "tel",
        _ => "on",
    }
}

/// A page that only says something.
pub fn message(workspace: &str, title: &str, text: &str) -> String {
    layout(workspace, title, &format!("<h1>{}</h1><p class=\"intro\" role=\"status\">{}</p>", escape(title), escape(text)))
}

fn layout(workspace: &str, title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{} · {}</title><link rel=\"stylesheet\" href=\"/form.css\"></head><body><main><p class=\"brand\">{}</p>{body}</main></body></html>",
        escape(title),
        escape(workspace),
        escape(workspace)
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
