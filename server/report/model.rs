//! What the numbers mean: periods, waits, cohorts, grades. Rules only; no I/O.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use surrealdb::types::SurrealValue;

use crate::{
    identity::model::Team,
    platform::{
        clock::{Date, Instant},
        error::{Error, Result},
        id::Id,
    },
};

/// Days that a period may span: what is opened in it is read row by row.
const LONGEST_PERIOD: i64 = 731;
/// A wait is followed through at most this many days of a team's calendar.
const LONGEST_WAIT: u64 = 731;

/// Calendar days in the workspace's zone, both ends included, and the instants that bound them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// The first instant of the first day.
    pub start: Instant,
    /// The first instant after the last day.
    pub end: Instant,
    zone: Tz,
}

impl Period {
    /// The days asked for; what is left out is the current quarter's. Errors: `INVALID` when they make no period.
    pub fn asked(from: Option<Date>, to: Option<Date>, today: NaiveDate, zone: Tz) -> Result<Self> {
        let first = from.map_or_else(|| quarter(to.map_or(today, |to| to.0)).0, |from| from.0);
        let last = to.map_or_else(|| quarter(today.max(first)).1, |to| to.0);
        if last < first {
            return Err(Error::invalid("to", "A period ends after it begins."));
        }
        if (last - first).num_days() >= LONGEST_PERIOD {
            return Err(Error::invalid("to", "A period spans at most two years."));
        }
        Ok(Self::of(first, last, zone))
    }

    pub fn of(from: NaiveDate, to: NaiveDate, zone: Tz) -> Self {
        let after = to.checked_add_days(Days::new(1)).unwrap_or(to);
        Period { from, to, start: midnight(from, zone), end: midnight(after, zone), zone }
    }

    /// What it is compared with: as many whole months before it when it is whole months, else as many days.
    pub fn before(&self) -> Self {
        let last = self.from.checked_sub_days(Days::new(1)).unwrap_or(self.from);
        let ends_month = self.to.checked_add_days(Days::new(1)).is_some_and(|next| next.day() == 1);
        let first = if self.from.day() == 1 && ends_month {
            let months = (self.to.year() - self.from.year()) * 12 + self.to.month() as i32 - self.from.month() as i32 + 1;
            self.from.checked_sub_months(Months::new(months.unsigned_abs()))
        } else {
            self.from.checked_sub_days(Days::new((self.to - self.from).num_days().unsigned_abs() + 1))
        };
        Self::of(first.unwrap_or(self.from), last, self.zone)
    }

    pub fn holds(&self, at: Instant) -> bool {
        self.start <= at && at < self.end
    }

    /// The weeks that it touches and that have begun: from Monday, the first one from its first day.
    pub fn weeks(&self, now: Instant) -> Vec<Period> {
        let mut weeks = Vec::new();
        let mut day = self.from;
        while day <= self.to && midnight(day, self.zone) <= now {
            let sunday = day.week(chrono::Weekday::Mon).last_day();
            weeks.push(Self::of(day, sunday.min(self.to), self.zone));
            let Some(monday) = sunday.checked_add_days(Days::new(1)) else { break };
            day = monday;
        }
        weeks
    }
}

/// The first and the last day of the quarter that a day is in.
fn quarter(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = NaiveDate::from_ymd_opt(day.year(), day.month0() / 3 * 3 + 1, 1).unwrap_or(day);
    let last = first.checked_add_months(Months::new(3)).and_then(|next| next.checked_sub_days(Days::new(1)));
    (first, last.unwrap_or(day))
}

/// The first instant of a day in a zone; where the clock jumps over midnight, the first one after the jump.
pub fn midnight(day: NaiveDate, zone: Tz) -> Instant {
    let local = day.and_time(NaiveTime::MIN);
    let found = (0..4).find_map(|hours| zone.from_local_datetime(&(local + TimeDelta::hours(hours))).earliest());
    found.map_or_else(|| local.and_utc(), |at: DateTime<Tz>| at.to_utc())
}

/// How many minutes of a team's business time lie between two instants. Without hours the clock never stops.
pub fn business_minutes(team: Option<&Team>, start: Instant, end: Instant) -> f64 {
    let minutes = |span: TimeDelta| span.num_milliseconds() as f64 / 60_000.0;
    if end <= start {
        return 0.0;
    }
    let Some((team, hours)) = team.and_then(|team| team.hours.as_ref().map(|hours| (team, hours))) else {
        return minutes(end - start);
    };
    let zone: Tz = team.time_zone.parse().unwrap_or(Tz::UTC);
    let (first, last) = (start.with_timezone(&zone).date_naive(), end.with_timezone(&zone).date_naive());
    let mut worked = TimeDelta::zero();
    for day in first.iter_days().take_while(|day| *day <= last).take(LONGEST_WAIT as usize) {
        if !hours.weekdays.contains(&i64::from(day.weekday().number_from_monday())) || hours.holidays.contains(&Date(day)) {
            continue;
        }
        let at = |minute: i64| zone.from_local_datetime(&(day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minute))).earliest().map(|at| at.to_utc());
        if let (Some(from), Some(to)) = (at(hours.from_minute), at(hours.to_minute)) {
            let (from, to) = (from.max(start), to.min(end));
            if from < to {
                worked += to - from;
            }
        }
    }
    minutes(worked)
}

/// How long somebody waited for an answer, or has waited so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wait {
    pub minutes: f64,
    /// Without an answer the wait is censored: it took at least so long.
    pub answered: bool,
}

/// When half and nine tenths had their answer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WaitTimes {
    pub median: Option<f64>,
    pub p90: Option<f64>,
}

/// Kaplan–Meier: the time after which a share has been answered, counting those who still wait for as long as they have.
/// `None` where too many still wait to tell.
pub fn wait_times(mut waits: Vec<Wait>) -> WaitTimes {
    // Who is answered at an instant was still waiting at it; so answers come before those who drop out there.
    waits.sort_by(|a, b| a.minutes.total_cmp(&b.minutes).then(b.answered.cmp(&a.answered)));
    let mut times = WaitTimes::default();
    let mut waiting_share = 1.0;
    for (i, wait) in waits.iter().enumerate() {
        if !wait.answered {
            continue;
        }
        waiting_share *= 1.0 - 1.0 / (waits.len() - i) as f64;
        // The tolerance is for the product's rounding: 0.1 may come out a hair above.
        if times.median.is_none() && waiting_share <= 0.5 + 1e-9 {
            times.median = Some(wait.minutes);
        }
        if times.p90.is_none() && waiting_share <= 0.1 + 1e-9 {
            times.p90 = Some(wait.minutes);
        }
    }
    times
}

/// The middle value; of two in the middle their mean.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(values[middle]),
        _ => Some(f64::midpoint(values[middle - 1], values[middle])),
    }
}

/// One entering of a stage.
#[derive(SurrealValue, Clone, Debug, PartialEq)]
pub struct Entry {
    #[surreal(rename = "stageId")]
    pub stage: Id,
    #[surreal(rename = "enteredAt")]
    pub at: Instant,
    /// Skipped over: counts in funnels, not in durations.
    pub passed: bool,
}

/// What became of those who first reached a stage in a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cohort {
    pub entered: i64,
    /// Of them, those who reached the later stage since, whenever that was.
    pub converted: i64,
    /// The median of the days between, over those who skipped neither stage.
    pub median_days: Option<f64>,
}

/// Follows those who first reached stage `from` of the funnel in the period until they reach `to`; without a stage to go to
/// nobody converts.
pub fn cohort<'a>(histories: impl IntoIterator<Item = &'a [Entry]>, funnel: &[&Id], from: usize, to: Option<usize>, period: &Period) -> Cohort {
    let mut cohort = Cohort::default();
    let mut days = Vec::new();
    for history in histories {
        let Some(begin) = reached(history, funnel, from).filter(|entry| period.holds(entry.at)) else { continue };
        cohort.entered += 1;
        if let Some(end) = to.and_then(|to| reached(history, funnel, to)) {
            cohort.converted += 1;
            if !end.passed && !begin.passed {
                days.push((end.at - begin.at).num_minutes() as f64 / 1_440.0);
            }
        }
    }
    cohort.median_days = median(days);
    cohort
}

/// The entry by which a stage was first reached, as a lead's `reached` notes it: after a later stage, falling back reaches nothing.
fn reached<'a>(history: &'a [Entry], funnel: &[&Id], stage: usize) -> Option<&'a Entry> {
    let rest = funnel.get(stage..)?;
    let first = history.iter().find(|entry| rest.contains(&&entry.stage))?;
    (rest.first() == Some(&&first.stage)).then_some(first)
}

/// A part of a whole; `None` of nothing.
pub fn rate(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Points off the grade: the share of rows at fault, times what it would cost if all were. Anything at fault costs a point.
pub fn points(count: i64, of: i64, weight: i64) -> i64 {
    if count <= 0 {
        return 0;
    }
    let share = count as f64 / of.max(count) as f64;
    ((share * weight as f64).ceil() as i64).clamp(1, weight.max(1))
}

/// 100 when nothing lowers it, never below 0.
pub fn grade(points: impl IntoIterator<Item = i64>) -> i64 {
    (100 - points.into_iter().sum::<i64>()).max(0)
}
