//! Where inquiries came from: a channel, the campaign behind it, and what its links and pages carry.

use chrono::TimeDelta;
use serde_json::json;

use super::{
    cast::Cast,
    dice::{Deck, Dice},
};
use crate::{
    campaign::model::{Campaign, Touchpoint},
    contact::model::Source,
    lead::model::Lead,
    platform::clock::Instant,
};

/// Channels, each as often as it brings somebody.
const CHANNELS: [(&str, usize); 9] =
    [("organic search", 5), ("paid search", 4), ("direct", 3), ("email", 3), ("paid social", 3), ("referral", 3), ("event", 2), ("organic social", 2), ("offline", 1)];

/// Draws channels; those of today from a deck of their own, so that each is among the new leads.
pub struct Channels {
    usual: Deck<&'static str>,
    today: Deck<&'static str>,
}

impl Channels {
    pub fn new() -> Self {
        let each: Vec<(&str, usize)> = CHANNELS.iter().map(|(channel, _)| (*channel, 1)).collect();
        Channels { usual: Deck::new(&CHANNELS), today: Deck::new(&each) }
    }

    /// Where an inquiry of that time came from.
    pub fn source(&mut self, cast: &Cast, dice: &mut Dice, opened: Instant) -> Source {
        let channel = if opened < cast.day { self.usual.draw(dice) } else { self.today.draw(dice) };
        let running = cast.running(channel, opened.date_naive());
        let campaign = if running.is_empty() || dice.chance(0.2) { None } else { Some(*dice.pick(&running)) };
        let mut source = by(dice, channel, campaign);
        source.channel = Some(channel.to_owned());
        source.campaign_id = campaign.map(|campaign| campaign.meta.id.clone());
        source.offer = campaign.and_then(|campaign| campaign.offer.clone()).or_else(|| dice.chance(0.75).then(|| some(dice, &["Demo", "Trial", "Consultation", "Price list"])));
        if source.offline_source.is_none() {
            source.form_id = cast.form.as_ref().map(|form| form.meta.id.clone());
        }
        source
    }
}

/// What the links and pages of a channel carry.
fn by(dice: &mut Dice, channel: &str, campaign: Option<&Campaign>) -> Source {
    let name = campaign.and_then(|campaign| campaign.utm_campaign.clone());
    let tagged = |source: &str, medium: &str, usual: &str| {
        let name = name.clone().unwrap_or_else(|| usual.to_owned());
        Source {
            source: Some(source.into()),
            medium: Some(medium.into()),
            utm_source: Some(source.into()),
            utm_medium: Some(medium.into()),
            landing_page: Some(format!("https://www.example.com/start?utm_source={source}&utm_medium={medium}&utm_campaign={name}")),
            utm_campaign: Some(name),
            ..Source::default()
        }
    };
    let referred = |from: &str, page: &str| Source {
        source: Some(from.into()),
        referrer: Some(format!("https://www.{from}/")),
        landing_page: Some(format!("https://www.example.com/{page}")),
        ..Source::default()
    };
    let offline = |what: String| Source { offline_source: Some(what), ..Source::default() };
    match channel {
        "paid search" => Source { utm_term: Some(some(dice, &["handover software", "lead routing", "crm for teams", "crm self hosted"])), ..tagged("google", "cpc", "brand") },
        "paid social" => Source { utm_content: Some(some(dice, &["video", "carousel", "case-study"])), ..tagged("linkedin", "paid-social", "retargeting") },
        "email" => Source { utm_content: Some(some(dice, &["top-story", "button", "footer"])), ..tagged("newsletter", "email", "onboarding-mails") },
        "organic search" => {
            let from = dice.weighted(&[("google.com", 7), ("bing.com", 2), ("duckduckgo.com", 1)]);
            referred(from, if campaign.is_some() { "handover-guide" } else { "" })
        }
        "organic social" => referred(dice.weighted(&[("linkedin.com", 4), ("youtube.com", 1)]), "blog/handovers"),
        "referral" if campaign.is_some() => tagged("partner", "partner", "partner-referrals"),
        "referral" => referred(dice.weighted(&[("ops-weekly.example", 2), ("crm-finder.example", 2), ("nordic-partners.example", 1)]), ""),
        "event" => offline(campaign.map_or_else(|| "Trade fair".into(), |campaign| campaign.name.clone())),
        "offline" => offline(some(dice, &["Call to the office", "Met at a customer's", "Letter"])),
        _ => Source { landing_page: Some(format!("https://www.example.com/{}", dice.pick(&["", "pricing", "contact"]))), ..Source::default() },
    }
}

fn some(dice: &mut Dice, of: &[&str]) -> String {
    (*dice.pick(of)).to_owned()
}

/// The touch that an inquiry is, and now and then a visit some minutes before.
pub fn touchpoints(dice: &mut Dice, lead: &Lead) -> Vec<Touchpoint> {
    let source = lead.source.clone().unwrap_or_default();
    let kind = match (&source.form_id, source.channel.as_deref()) {
        (Some(_), _) => "form submission",
        (None, Some("event")) => "event attendance",
        _ => "inquiry",
    };
    let mut touch = |kind: &str, at: Instant, source: Source, payload| Touchpoint {
        id: dice.id("touchpoint", at),
        kind: kind.into(),
        at,
        contact_id: lead.contact_id.clone(),
        company_id: lead.company_id.clone(),
        lead_id: Some(lead.meta.id.clone()),
        source,
        payload,
    };
    let asked = touch(kind, lead.opened_at, source.clone(), json!({ "message": lead.message }));
    if source.landing_page.is_none() {
        return vec![asked];
    }
    // A visit is of a page, not of its form.
    let seen = touch("page visit", lead.opened_at - TimeDelta::minutes(11), Source { form_id: None, ..source }, json!({}));
    if dice.chance(0.25) { vec![Touchpoint { lead_id: None, ..seen }, asked] } else { vec![asked] }
}
