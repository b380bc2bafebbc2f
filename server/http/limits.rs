//! Limits on what comes from outside: wrong passwords and form submissions, by account and by address. Bounded memory.

use std::{collections::HashMap, sync::Mutex};

use chrono::TimeDelta;

use crate::platform::{
    clock::{Instant, lock},
    config::Config,
    error::{Error, Result},
};

const MOST_TRACKED: usize = 50_000;
const SIGN_IN_WINDOW: TimeDelta = TimeDelta::minutes(15);
const FORM_WINDOW: TimeDelta = TimeDelta::minutes(10);

/// Counters over time windows.
pub struct Limits {
    sign_in: u32,
    form: u32,
    counts: Mutex<HashMap<String, (Instant, u32)>>,
}

impl Limits {
    pub fn new(config: &Config) -> Self {
        Limits { sign_in: config.sign_in_limit, form: config.form_limit, counts: Mutex::default() }
    }

    /// Errors: `RATE_LIMITED` when the account or the address gave too many wrong passwords.
    pub fn check_sign_in(&self, now: Instant, email: &str, address: &str) -> Result<()> {
        for key in [format!("account {email}"), format!("sign-in {address}")] {
            let limit = if key.starts_with("account") { self.sign_in } else { self.sign_in * 5 };
            if let Some(wait) = self.over(now, &key, limit, SIGN_IN_WINDOW) {
                return Err(Error::rate_limited("Too many wrong passwords. Try again later.", wait));
            }
        }
        Ok(())
    }

    pub fn wrong_password(&self, now: Instant, email: &str, address: &str) {
        self.add(now, format!("account {email}"), SIGN_IN_WINDOW);
        self.add(now, format!("sign-in {address}"), SIGN_IN_WINDOW);
    }

    pub fn signed_in(&self, email: &str, _address: &str) {
        lock(&self.counts).remove(&format!("account {email}"));
    }

    /// Counts a form submission. Errors: `RATE_LIMITED`.
    pub fn form(&self, now: Instant, address: &str) -> Result<()> {
        let key = format!("form {address}");
        match self.over(now, &key, self.form, FORM_WINDOW) {
            Some(wait) => Err(Error::rate_limited("Too many messages from here. Try again in a few minutes.", wait)),
            None => {
                self.add(now, key, FORM_WINDOW);
                Ok(())
            }
        }
    }

    /// Seconds to wait when the limit is used up.
    fn over(&self, now: Instant, key: &str, limit: u32, window: TimeDelta) -> Option<u64> {
        let counts = lock(&self.counts);
        let (since, count) = counts.get(key)?;
        let left = *since + window - now;
        (*count >= limit && left > TimeDelta::zero()).then(|| left.num_seconds().max(1) as u64)
    }

    fn add(&self, now: Instant, key: String, window: TimeDelta) {
        let mut counts = lock(&self.counts);
        if counts.len() >= MOST_TRACKED {
            counts.retain(|_, (since, _)| *since + window > now);
        }
        if counts.len() >= MOST_TRACKED {
            counts.clear();
        }
        let entry = counts.entry(key).or_insert((now, 0));
        if entry.0 + window <= now {
            *entry = (now, 0);
        }
        entry.1 += 1;
    }
}
