//! Passwords: argon2id with 19 MiB and two passes (OWASP's first choice), few at a time, so that sign-ins leave room for the API.

use std::{
    num::NonZero,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version, password_hash::SaltString};
use thread_priority::{ThreadPriority, set_current_thread_priority};
use tokio::sync::{Semaphore, oneshot};

use crate::platform::error::{Error, Faults, Result};

/// Kibibytes and passes of a new hash.
const MEMORY: u32 = 19_456;
const PASSES: u32 = 2;

/// Who waits for a hash behind so many others is told to come back.
const MOST_WAITING: usize = 64;
/// After so many seconds.
const COME_BACK: u64 = 5;

/// Of 0 to 99, where threads have 50: on Linux a niceness of 9. A hash gives way to whatever else there is to do, and
/// still gets a tenth of a core that is never idle.
const BEHIND: u8 = 25;

/// A hash that no password has, to spend the same time on accounts that do not exist.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZS1zYWx0LWJ5dGVz$7WfXn2cTgLrZ6Y3qQqJ0mK0l2tYk8v5o9s1bE4uHn0A";

/// A password longer than this is refused.
const LONGEST: usize = 256;
/// What is guessed of a password is guessed of its beginning: the time to find that out grows with the square of its length.
const GUESSED: usize = 80;
/// Of zxcvbn's 0 to 4: safe against 10^8 guesses, and so against everybody without the hash.
const STRONG: u8 = 3;

/// Where passwords are hashed: at most half of the machine's cores at once, each for tens of milliseconds.
pub struct Passwords {
    permits: Arc<Semaphore>,
    waiting: AtomicUsize,
    worked: AtomicU64,
}

impl Default for Passwords {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        Passwords { permits: Arc::new(Semaphore::new((cores / 2).clamp(1, 4))), waiting: AtomicUsize::new(0), worked: AtomicU64::new(0) }
    }
}

/// Whether a password was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub right: bool,
    /// It was hashed with other parameters than today's.
    pub stale: bool,
}

impl Passwords {
    /// Hashes a password that somebody chose. Errors: `RATE_LIMITED` when too many wait.
    pub async fn hash(&self, password: String) -> Result<String> {
        self.work(move || {
            let salt = SaltString::encode_b64(&rand::random::<[u8; 16]>()).map_err(Error::internal)?;
            Ok(argon2().hash_password(password.as_bytes(), &salt).map_err(Error::internal)?.to_string())
        })
        .await
    }

    /// Whether `password` is the one behind `hash`; without a hash the answer is no, after the same work.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<Verdict> {
        self.work(move || {
            let known = hash.is_some();
            let text = hash.unwrap_or_else(|| NOBODY.to_owned());
            let parsed = PasswordHash::new(&text).map_err(Error::internal)?;
            // What is too long was never taken as a password: it costs as much as any other wrong one.
            let right = argon2().verify_password(password.as_bytes(), &parsed).is_ok() && known && password.chars().count() <= LONGEST;
            let kept = Params::try_from(&parsed).map_err(Error::internal)?;
            Ok(Verdict { right, stale: kept.m_cost() != MEMORY || kept.t_cost() != PASSES || parsed.algorithm.as_str() != "argon2id" })
        })
        .await
    }

    /// Hashes computed since the start: tests hold one refusal's work against another's.
    pub fn worked(&self) -> u64 {
        self.worked.load(Ordering::Relaxed)
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let place = Place::behind(&self.waiting)?;
        let permit = self.permits.clone().acquire_owned().await.map_err(Error::internal)?;
        drop(place);
        self.worked.fetch_add(1, Ordering::Relaxed);
        let (done, outcome) = oneshot::channel();
        // A thread of its own: a priority that was lowered cannot be raised again.
        std::thread::Builder::new()
            .name("password".into())
            .spawn(move || {
                // Who hangs up meanwhile does not free the core: the permit ends with the work.
                let _permit = permit;
                let behind = BEHIND.try_into().map(ThreadPriority::Crossplatform);
                if !behind.is_ok_and(|behind| set_current_thread_priority(behind).is_ok()) {
                    tracing::debug!("passwords are hashed at the usual priority: the system allows no other");
                }
                let _ = done.send(work());
            })
            .map_err(Error::internal)?;
        outcome.await.map_err(Error::internal)?
    }
}

/// A place in the queue, free again when it is dropped.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn behind(waiting: &'a AtomicUsize) -> Result<Self> {
        let place = Place(waiting);
        if waiting.fetch_add(1, Ordering::Relaxed) >= MOST_WAITING {
            return Err(Error::rate_limited("Too many people are signing in at this moment. Try again in a few seconds.", COME_BACK));
        }
        Ok(place)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(MEMORY, PASSES, 1, None).unwrap_or_default())
}

/// Checks that a new password stands up to guessing; `known` is what everybody knows of the person: name, address, workspace.
pub fn check_strength(faults: &mut Faults, field: &str, password: &str, known: &[&str]) {
    let length = password.chars().count();
    if length > LONGEST {
        return faults.add(field, format!("A password has at most {LONGEST} characters."));
    }
    // Parts of what is known too: of `ana.ribeiro@arcwell.example` also `ribeiro` and `arcwell`.
    let parts: Vec<&str> = known.iter().copied().chain(known.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))).filter(|part| part.len() > 2).collect();
    let beginning: String = password.chars().take(GUESSED).collect();
    let guessed = zxcvbn::zxcvbn(&beginning, &parts);
    if u8::from(guessed.score()) < STRONG {
        let why = guessed.feedback().and_then(|feedback| feedback.warning()).map(|warning| format!("{warning} ")).unwrap_or_default();
        faults.add(field, format!("This password would be guessed too soon. {why}Take four or more words that do not belong together."));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(password: &str) -> Option<String> {
        let mut faults = Faults::default();
        check_strength(&mut faults, "password", password, &["Ana Ribeiro", "ana.ribeiro@arcwell.example", "Northwind"]);
        faults.check().err().map(|error| error.to_string())
    }

    #[test]
    fn a_password_that_would_be_guessed_is_refused_and_the_message_tells_what_to_do() {
        for weak in ["", "password", "Passw0rd!", "qwertyuiop", "anaribeiro", "ribeiro.ana", "northwind1", "1988-12-24", "aaaaaaaaaaaaaaaa"] {
            let message = fault(weak).unwrap_or_else(|| panic!("“{weak}” was taken"));
            assert!(message.contains("Take four or more words"), "{message}");
        }
        for strong in ["correct horse battery", "a long enough password", "a fine long password", "measured many times", "vK7#qLp2!zR9"] {
            assert_eq!(fault(strong), None, "{strong}");
        }
        assert_eq!(fault(&"vK7#qLp2!zR9 ".repeat(20)).as_deref(), Some("A password has at most 256 characters."));
    }

    #[tokio::test]
    async fn a_hash_of_other_parameters_is_right_and_stale() {
        let passwords = Passwords::default();
        let fresh = passwords.hash("a long enough password".into()).await.unwrap();
        let salt = SaltString::encode_b64(b"some-salt-bytes").unwrap();
        let old = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8_192, 1, 1, None).unwrap()).hash_password(b"a long enough password", &salt).unwrap().to_string();
        let verdict = async |hash: Option<String>| passwords.verify("a long enough password".into(), hash).await.unwrap();
        assert_eq!(verdict(Some(fresh)).await, Verdict { right: true, stale: false });
        assert_eq!(verdict(Some(old)).await, Verdict { right: true, stale: true });
        assert!(!verdict(None).await.right);
    }

    #[tokio::test]
    async fn who_would_wait_too_long_is_told_to_come_back() {
        let passwords = Passwords::default();
        let tries = (0..200).map(|_| passwords.verify("guess".into(), None));
        let refused: Vec<_> = futures::future::join_all(tries).await.into_iter().filter_map(Result::err).collect();
        assert!(refused.len() > 100, "{}", refused.len());
        assert!(refused.iter().all(|error| error.extensions()["retryAfter"] == COME_BACK));
        assert_eq!(passwords.worked() as usize, 200 - refused.len());
        assert!(passwords.verify("guess".into(), None).await.is_ok(), "the places are free again");
    }
}
