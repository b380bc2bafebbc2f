//! Where a visitor came from: UTM parameters, referrer, landing page, and the channel that they add up to.

use std::collections::BTreeMap;

use url::Url;

use crate::contact::model::Source;

const LONGEST: usize = 500;

/// Reads source fields from what was sent and from the address of the page that held the form. What was sent wins.
pub fn read(sent: &BTreeMap<String, String>, page: Option<&str>, referrer: Option<&str>) -> Source {
    let page_url = sent.get("landingPage").map(String::as_str).or(page).and_then(|text| Url::parse(text).ok());
    let of_page: BTreeMap<String, String> = page_url.as_ref().map(|url| url.query_pairs().into_owned().collect()).unwrap_or_default();
    let utm = |name: &str| {
        let short = format!("utm{}{}", name[..1].to_uppercase(), &name[1..]);
        let value = sent.get(&format!("utm_{name}")).or_else(|| sent.get(&short)).or_else(|| of_page.get(&format!("utm_{name}")));
        value.map(|text| text.trim().chars().take(LONGEST).collect::<String>()).filter(|text| !text.is_empty())
    };
    let referrer = sent.get("referrer").map(String::as_str).or(referrer).map(|text| text.chars().take(LONGEST).collect::<String>()).filter(|text| !text.is_empty());
    let mut source = Source {
        utm_source: utm("source"),
        utm_medium: utm("medium"),
        utm_campaign: utm("campaign"),
        utm_content: utm("content"),
        utm_term: utm("term"),
        landing_page: page_url.map(|url| url.to_string().chars().take(LONGEST).collect()),
        referrer,
        ..Source::default()
    };
    source.source = source.utm_source.as_ref().map(|text| text.to_lowercase()).or_else(|| referrer_host(&source));
    source.medium = source.utm_medium.as_ref().map(|text| text.to_lowercase());
    name_channel(&mut source);
    source
}

/// The host that led here, unless it is the page's own.
fn referrer_host(source: &Source) -> Option<String> {
    let host = |text: &Option<String>| text.as_ref().and_then(|text| Url::parse(text).ok()).and_then(|url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned()));
    let from = host(&source.referrer)?;
    (host(&source.landing_page).as_ref() != Some(&from)).then_some(from)
}

/// Names the channel from medium, source and referrer when it is not named yet.
pub fn name_channel(source: &mut Source) {
    if source.channel.is_some() {
        return;
    }
    const SOCIAL: [&str; 9] = ["linkedin", "facebook", "instagram", "twitter", "x.com", "t.co", "youtube", "tiktok", "xing"];
    const SEARCH: [&str; 6] = ["google", "bing", "duckduckgo", "ecosia", "yahoo", "baidu"];
    let medium = source.medium.clone().or_else(|| source.utm_medium.clone()).unwrap_or_default().to_lowercase();
    let from = source.source.clone().or_else(|| source.utm_source.clone()).unwrap_or_default().to_lowercase();
    let is = |names: &[&str]| names.iter().any(|name| from.contains(name));
    let channel = match medium.as_str() {
        "cpc" | "ppc" | "paid" | "paidsearch" | "paid-search" | "paid_search" | "ads" if is(&SOCIAL) => "paid social",
        "cpc" | "ppc" | "paid" | "paidsearch" | "paid-search" | "paid_search" | "ads" => "paid search",
        "paid-social" | "paid_social" | "paidsocial" => "paid social",
        "display" | "banner" | "cpm" => "display",
        "email" | "e-mail" | "newsletter" => "email",
        "social" | "social-media" => "organic social",
        "referral" | "partner" | "affiliate" => "referral",
        "event" | "webinar" => "event",
        "organic" => "organic search",
        _ if from.is_empty() => "direct",
        _ if is(&SOCIAL) => "organic social",
        _ if is(&SEARCH) => "organic search",
        _ => "referral",
    };
    source.channel = Some(channel.to_owned());
}
