//! Limits on what comes from outside: wrong passwords and form submissions, by account and by address. Bounded memory.

use std::{collections::HashMap, net::IpAddr, sync::Mutex};

use chrono::TimeDelta;

use crate::platform::{
    clock::{Instant, lock},
    config::Config,
    error::{Error, Result},
};

const MOST_TRACKED: usize = 50_000;
const SIGN_IN_WINDOW: TimeDelta = TimeDelta::minutes(15);
const RESET_WINDOW: TimeDelta = TimeDelta::hours(1);
/// Links for a new password that may be asked for in that time, for one account and from one address.
const MOST_RESETS: u32 = 5;
const FORM_WINDOW: TimeDelta = TimeDelta::minutes(10);
/// Addresses that one household or company has in IPv6.
const SUBNET: u128 = u128::MAX << 64;

/// Counters over time windows.
pub struct Limits {
    sign_in: u32,
    form: u32,
    counts: Mutex<Counts>,
}

type Counts = HashMap<String, (Instant, u32)>;

impl Limits {
    pub fn new(config: &Config) -> Self {
        Limits { sign_in: config.sign_in_limit, form: config.form_limit, counts: Mutex::default() }
    }

    /// Counts a try to sign in, before its password is looked at: many tries at once are many tries.
    ///
    /// Errors: `RATE_LIMITED` when the account or the address gave too many wrong passwords.
    pub fn sign_in(&self, now: Instant, email: &str, address: &str) -> Result<()> {
        let tries = [(account(email), self.sign_in), (sign_in_from(address), self.sign_in.saturating_mul(5))];
        let mut counts = lock(&self.counts);
        if let Some(wait) = tries.iter().filter_map(|(key, limit)| over(&counts, now, key, *limit, SIGN_IN_WINDOW)).max() {
            return Err(Error::rate_limited("Too many wrong passwords. Try again later.", wait));
        }
        for (key, _) in tries {
            add(&mut counts, now, key, SIGN_IN_WINDOW);
        }
        Ok(())
    }

    /// The password was right: the account starts anew, and the try does not count against the address.
    pub fn signed_in(&self, email: &str, address: &str) {
        let mut counts = lock(&self.counts);
        counts.remove(&account(email));
        if let Some((_, count)) = counts.get_mut(&sign_in_from(address)) {
            *count = count.saturating_sub(1);
        }
    }

    /// Counts a wish for a new password, whether or not the account exists. Errors: `RATE_LIMITED`.
    pub fn reset(&self, now: Instant, email: &str, address: &str) -> Result<()> {
        let wishes = [(format!("reset {email}"), MOST_RESETS), (format!("reset from {}", origin(address)), MOST_RESETS * 4)];
        let mut counts = lock(&self.counts);
        if let Some(wait) = wishes.iter().filter_map(|(key, limit)| over(&counts, now, key, *limit, RESET_WINDOW)).max() {
            return Err(Error::rate_limited("A link was asked for too often. Look into your mail, or try again later.", wait));
        }
        for (key, _) in wishes {
            add(&mut counts, now, key, RESET_WINDOW);
        }
        Ok(())
    }

    /// Counts a sign-in that came back from a provider; each costs questions to other servers. Errors: `RATE_LIMITED`.
    pub fn provider(&self, now: Instant, address: &str) -> Result<()> {
        let key = provider_from(address);
        let mut counts = lock(&self.counts);
        if let Some(wait) = over(&counts, now, &key, self.sign_in.saturating_mul(5), SIGN_IN_WINDOW) {
            return Err(Error::rate_limited("Too many failed sign-ins. Try again later.", wait));
        }
        add(&mut counts, now, key, SIGN_IN_WINDOW);
        Ok(())
    }

    /// It ended with a session: it does not count against the address.
    pub fn provider_ended_well(&self, address: &str) {
        if let Some((_, count)) = lock(&self.counts).get_mut(&provider_from(address)) {
            *count = count.saturating_sub(1);
        }
    }

    /// Counts a form submission. Errors: `RATE_LIMITED`.
    pub fn form(&self, now: Instant, address: &str) -> Result<()> {
        let key = format!("form {}", origin(address));
        let mut counts = lock(&self.counts);
        match over(&counts, now, &key, self.form, FORM_WINDOW) {
            Some(wait) => Err(Error::rate_limited("Too many messages from here. Try again in a few minutes.", wait)),
            None => {
                add(&mut counts, now, key, FORM_WINDOW);
                Ok(())
            }
        }
    }
}

fn account(email: &str) -> String {
    format!("account {email}")
}

fn sign_in_from(address: &str) -> String {
    format!("sign-in {}", origin(address))
}

fn provider_from(address: &str) -> String {
    format!("provider {}", origin(address))
}

/// Whom an address stands for: in IPv6 everybody has as many as they like, so the subnet counts.
fn origin(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(address)) => IpAddr::from((address.to_bits() & SUBNET).to_be_bytes()).to_string(),
        _ => address.to_owned(),
    }
}

/// Seconds to wait when the limit is used up.
fn over(counts: &Counts, now: Instant, key: &str, limit: u32, window: TimeDelta) -> Option<u64> {
    let (since, count) = counts.get(key)?;
    let left = *since + window - now;
    (*count >= limit && left > TimeDelta::zero()).then(|| left.num_seconds().max(1) as u64)
}

fn add(counts: &mut Counts, now: Instant, key: String, window: TimeDelta) {
    if counts.len() >= MOST_TRACKED {
        counts.retain(|_, (since, _)| *since + window > now);
    }
    if counts.len() >= MOST_TRACKED {
        // Who floods us loses the older half of all counts, never the newest: theirs.
        let mut ages: Vec<Instant> = counts.values().map(|(since, _)| *since).collect();
        let (_, middle, _) = ages.select_nth_unstable(MOST_TRACKED / 2);
        let middle = *middle;
        counts.retain(|_, (since, _)| *since > middle);
    }
    let entry = counts.entry(key).or_insert((now, 0));
    if entry.0 + window <= now {
        *entry = (now, 0);
    }
    entry.1 += 1;
}
