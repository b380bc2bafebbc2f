//! When people are at work. What the sample's people do, they do in the office hours of whoever does it.

use std::ops::Range;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Timelike, Weekday};
use chrono_tz::Tz;

use super::dice::{Dice, later};
use crate::platform::clock::Instant;

/// Minutes after midnight that work is done in, before and after lunch.
const MORNING: (i64, i64) = (8 * 60 + 30, 12 * 60 + 15);
const AFTERNOON: (i64, i64) = (13 * 60, 17 * 60 + 45);
/// Minutes after midnight that somebody may still be found in the office.
const OFFICE: (i64, i64) = (7 * 60 + 30, 19 * 60);
/// Throws at a span before it counts as too short for work.
const THROWS: usize = 6;

/// A moment of work on the day of `near`, or on the Monday after it.
pub fn at_work(dice: &mut Dice, zone: Tz, near: Instant) -> Instant {
    let day = near.with_timezone(&zone).date_naive();
    on(dice, zone, day + Days::new((3 - past_friday(day)) % 3))
}

/// A moment of work on the day of `near`, or on the Friday before it.
pub fn at_work_before(dice: &mut Dice, zone: Tz, near: Instant) -> Instant {
    let day = near.with_timezone(&zone).date_naive();
    on(dice, zone, day - Days::new(past_friday(day)))
}

/// A moment of work after `at`, about so many days later.
pub fn at_work_after(dice: &mut Dice, zone: Tz, at: Instant, days: f64) -> Instant {
    let found = at_work(dice, zone, later(at, days));
    // Later on the same day may have come out earlier; the next day never does.
    if found > at { found } else { at_work(dice, zone, at + TimeDelta::days(1)) }
}

/// A moment of work in a span of time; `None` when it is too short for any.
pub fn at_work_within(dice: &mut Dice, zone: Tz, span: &Range<Instant>) -> Option<Instant> {
    let minutes = (span.end - span.start).num_minutes();
    if minutes < 30 {
        return None;
    }
    (0..THROWS).find_map(|_| {
        let near = span.start + TimeDelta::minutes(dice.between(10, minutes - 1));
        Some(at_work(dice, zone, near)).filter(|at| span.contains(at))
    })
}

/// `at`, or early on the next day of work if that is at night or on a weekend.
pub fn in_the_office(dice: &mut Dice, zone: Tz, at: Instant) -> Instant {
    let there = at.with_timezone(&zone);
    let minute = i64::from(there.hour() * 60 + there.minute());
    let day = there.date_naive();
    if past_friday(day) == 0 && (OFFICE.0..=OFFICE.1).contains(&minute) {
        return at;
    }
    // Before work begins it is still the same day.
    let next = if minute < OFFICE.0 { day } else { day + Days::new(1) };
    let next = next + Days::new((3 - past_friday(next)) % 3);
    local(zone, next, MORNING.0 + dice.between(0, 60)) + TimeDelta::seconds(dice.between(0, 59))
}

/// Whether people in `zone` are at work at that time and for two hours more.
pub fn is_open(zone: Tz, at: Instant) -> bool {
    let there = at.with_timezone(&zone);
    let minute = i64::from(there.hour() * 60 + there.minute());
    past_friday(there.date_naive()) == 0 && (MORNING.0..=AFTERNOON.1 - 120).contains(&minute)
}

/// When somebody in `zone` writes to a company, so many days before `day`: mostly from the office, now and then from the sofa.
pub fn inquiry(dice: &mut Dice, zone: Tz, day: Instant, days_ago: i64) -> Instant {
    let date = (day - TimeDelta::days(days_ago.max(1))).date_naive();
    let past = past_friday(date);
    let (back, from, to) = match dice.between(0, 9) {
        // Some inquiries of a weekend stay there; the others fall back to Friday.
        0..=2 if past > 0 => (0, 9 * 60, 21 * 60),
        0 => (0, 18 * 60, 22 * 60),
        _ => (past, 8 * 60, 18 * 60),
    };
    let minute = dice.between(from, to);
    let at = local(zone, date - Days::new(back), minute) + TimeDelta::seconds(dice.between(0, 59));
    // West of Greenwich an evening is the next day already.
    if at < day { at } else { at - TimeDelta::days(1) }
}

fn on(dice: &mut Dice, zone: Tz, day: NaiveDate) -> Instant {
    let (from, to) = if dice.chance(0.52) { MORNING } else { AFTERNOON };
    let minute = dice.between(from, to);
    local(zone, day, minute) + TimeDelta::seconds(dice.between(0, 59))
}

/// How many days a day of a weekend lies behind its Friday; 0 for days of work.
fn past_friday(day: NaiveDate) -> u64 {
    match day.weekday() {
        Weekday::Sat => 1,
        Weekday::Sun => 2,
        _ => 0,
    }
}

fn local(zone: Tz, day: NaiveDate, minute: i64) -> Instant {
    let at = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minute);
    // No zone of ours jumps over an hour that is worked.
    zone.from_local_datetime(&at).earliest().map_or_else(|| at.and_utc(), |at: DateTime<Tz>| at.to_utc())
}
