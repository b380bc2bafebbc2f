//! Limits on what comes from outside: requests by credential, person and address, open sockets and subscriptions, wrong passwords,
//! and form submissions. Bounded memory.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex},
};

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

/// Sockets of one address, for each that one credential may have; an office shares its address.
const SOCKETS_OF_ADDRESS: usize = 10;
/// Sockets of one address that show no credential.
const SOCKETS_OF_STRANGERS: usize = 20;
/// Seconds after which somebody who has too much open may look again.
const UNTIL_ONE_CLOSES: u64 = 10;
/// A person's requests by all of their credentials, for each of one credential.
const CREDENTIALS_AT_ONCE: f64 = 2.0;
/// Seconds of requests that may come at once.
const BURST_SECONDS: f64 = 20.0;

/// Counters over time windows.
pub struct Limits {
    sign_in: u32,
    form: u32,
    requests: f64,
    strangers: f64,
    sockets: usize,
    subscriptions: usize,
    counts: Mutex<Counts>,
    buckets: Mutex<HashMap<String, Bucket>>,
    open: Arc<Mutex<HashMap<String, usize>>>,
}

type Counts = HashMap<String, (Instant, u32)>;

/// Fills at a rate, up to a burst; each request takes one.
struct Bucket {
    left: f64,
    since: Instant,
    rate: f64,
}

impl Bucket {
    fn fill(&mut self, now: Instant) {
        let seconds = (now - self.since).num_milliseconds().max(0) as f64 / 1_000.0;
        self.left = (self.left + seconds * self.rate).min(self.rate * BURST_SECONDS);
        self.since = now;
    }
}

/// Whose requests are counted together.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'a> {
    /// A session or token that was good lately, by the id of its row.
    Credential(&'a str),
    Person(&'a str),
    /// Everybody at an address who has shown nothing good.
    Strangers(&'a str),
}

impl Whose<'_> {
    fn key(self) -> String {
        match self {
            Whose::Credential(row) => row.to_owned(),
            Whose::Person(id) => format!("person {id}"),
            Whose::Strangers(address) => format!("from {}", origin(address)),
        }
    }
}

/// A place among the open sockets or subscriptions, until it is dropped.
pub struct Place {
    key: String,
    open: Arc<Mutex<HashMap<String, usize>>>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = lock(&self.open);
        if let Some(count) = open.get_mut(&self.key) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.key);
            }
        }
    }
}

impl Limits {
    pub fn new(config: &Config) -> Self {
        Limits {
            sign_in: config.sign_in_limit,
            form: config.form_limit,
            requests: config.rate_limit.into(),
            strangers: config.stranger_rate_limit.into(),
            sockets: config.socket_limit,
            subscriptions: config.subscription_limit,
            counts: Mutex::default(),
            buckets: Mutex::default(),
            open: Arc::default(),
        }
    }

    /// Counts a request. Errors: `RATE_LIMITED`, with the seconds until the next one may come.
    pub fn request(&self, now: Instant, whose: Whose<'_>) -> Result<()> {
        let rate = match whose {
            Whose::Credential(_) => self.requests,
            Whose::Person(_) => self.requests * CREDENTIALS_AT_ONCE,
            Whose::Strangers(_) => self.strangers,
        };
        if rate == 0.0 {
            return Ok(());
        }
        let mut buckets = lock(&self.buckets);
        if buckets.len() >= MOST_TRACKED {
            forget_full(&mut buckets, now);
        }
        let bucket = buckets.entry(whose.key()).or_insert(Bucket { left: rate * BURST_SECONDS, since: now, rate });
        bucket.fill(now);
        if bucket.left < 1.0 {
            let wait = ((1.0 - bucket.left) / rate).ceil().max(1.0) as u64;
            return Err(Error::rate_limited("Too many requests. Try again a little later.", wait));
        }
        bucket.left -= 1.0;
        Ok(())
    }

    /// Whether a credential was good lately. One that was not is a stranger's until it has been looked at, so that guessing
    /// many is what a stranger does.
    pub fn knows(&self, credential: &str) -> bool {
        self.requests == 0.0 || lock(&self.buckets).contains_key(credential)
    }

    /// Takes a place for a socket of an address. Errors: `RATE_LIMITED`.
    pub fn socket_from(&self, address: &str) -> Result<Place> {
        self.place(format!("from {}", origin(address)), self.sockets.saturating_mul(SOCKETS_OF_ADDRESS), "sockets")
    }

    /// Takes a place for a socket of a credential, or of a stranger at an address. Errors: `RATE_LIMITED`.
    pub fn socket_of(&self, credential: Option<&str>, address: &str) -> Result<Place> {
        match credential {
            Some(row) => self.place(row.to_owned(), self.sockets, "sockets"),
            None => self.place(format!("stranger {}", origin(address)), self.sockets.min(SOCKETS_OF_STRANGERS), "sockets"),
        }
    }

    /// Takes a place for a subscription of a credential, over all its sockets. Errors: `RATE_LIMITED`.
    pub fn subscription_of(&self, credential: &str) -> Result<Place> {
        self.place(format!("subscriptions {credential}"), self.subscriptions, "subscriptions")
    }

    fn place(&self, key: String, most: usize, what: &str) -> Result<Place> {
        let mut open = lock(&self.open);
        let count = open.get(&key).copied().unwrap_or(0);
        if count >= most {
            return Err(Error::rate_limited(format!("Too many open {what}: at most {most}. Close one first."), UNTIL_ONE_CLOSES));
        }
        open.insert(key.clone(), count + 1);
        Ok(Place { key, open: self.open.clone() })
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

/// Makes room: a full bucket says nothing. When that is not enough the fuller half goes, never that of who floods us.
fn forget_full(buckets: &mut HashMap<String, Bucket>, now: Instant) {
    buckets.retain(|_, bucket| {
        bucket.fill(now);
        bucket.left < bucket.rate * BURST_SECONDS
    });
    if buckets.len() > MOST_TRACKED / 2 {
        let mut left: Vec<f64> = buckets.values().map(|bucket| bucket.left / bucket.rate).collect();
        let half = left.len() / 2;
        let middle = *left.select_nth_unstable_by(half, f64::total_cmp).1;
        buckets.retain(|_, bucket| bucket.left / bucket.rate < middle);
    }
}

/// Whom an address stands for: in IPv6 everybody has as many as they like, so the subnet counts.
pub fn origin(address: &str) -> String {
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
