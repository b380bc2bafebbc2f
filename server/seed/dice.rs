//! Chance that can be thrown again: the same seed gives the same sample.

use chrono::TimeDelta;
use rand::{Rng, SeedableRng, rngs::StdRng};
use ulid::Ulid;

use crate::platform::{clock::Instant, id::Id};

/// A source of chance.
pub struct Dice(StdRng);

impl Dice {
    /// Chance that follows from the sample's size and seed alone.
    pub fn new(contacts: usize, seed: u64) -> Self {
        Dice(StdRng::seed_from_u64(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ contacts as u64))
    }

    /// True in `share` of all throws.
    pub fn chance(&mut self, share: f64) -> bool {
        self.0.random_bool(share.clamp(0.0, 1.0))
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.0.random_range(0..of.len())]
    }

    /// One of several, each as often as its weight says.
    pub fn weighted<T: Copy>(&mut self, of: &[(T, u32)]) -> T {
        let total: u32 = of.iter().map(|(_, weight)| weight).sum();
        let mut at = self.0.random_range(0..total.max(1));
        for (value, weight) in of {
            if at < *weight {
                return *value;
            }
            at -= weight;
        }
        of[0].0
    }

    /// A whole number, both ends included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        self.0.random_range(least..=most.max(least))
    }

    /// From 0 to below 1.
    pub fn share(&mut self) -> f64 {
        self.0.random()
    }

    /// Waiting times: mostly short, now and then long.
    pub fn wait(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.share()).ln()
    }

    /// Sizes: half below the median, a few far above.
    pub fn size(&mut self, median: f64, spread: f64) -> f64 {
        let normal = (-2.0 * (1.0 - self.share()).ln()).sqrt() * (std::f64::consts::TAU * self.share()).cos();
        median * (spread * normal).exp()
    }

    /// A record's id as it would have been given at that time.
    pub fn id(&mut self, table: &str, at: Instant) -> Id {
        Id::new(table, Ulid::from_parts(at.timestamp_millis().max(0) as u64, self.0.random()))
    }
}

/// Cards that come up as often as their weights say: each once before the first comes again. So a small sample holds
/// everything in its share too.
pub struct Deck<T> {
    cards: Vec<T>,
    left: Vec<T>,
}

impl<T: Copy> Deck<T> {
    pub fn new(of: &[(T, usize)]) -> Self {
        Deck { cards: of.iter().flat_map(|(card, times)| std::iter::repeat_n(*card, *times)).collect(), left: Vec::new() }
    }

    /// The next card; the deck is shuffled whenever it has run out. A deck has at least one card.
    pub fn draw(&mut self, dice: &mut Dice) -> T {
        if self.left.is_empty() {
            self.left.clone_from(&self.cards);
        }
        let i = dice.0.random_range(0..self.left.len());
        self.left.swap_remove(i)
    }
}

/// Shares of a span that lie evenly, however many are taken: no week of a year stays empty.
#[derive(Default)]
pub struct Rhythm(u32);

impl Rhythm {
    /// From 0 to below 1: steps of the golden ratio.
    pub fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(1);
        (f64::from(self.0) * 0.618_033_988_749_895).fract()
    }
}

/// `days` later, parts of days included.
pub fn later(at: Instant, days: f64) -> Instant {
    at + TimeDelta::seconds((days * 86_400.0) as i64)
}
