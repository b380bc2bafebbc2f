//! What the numbers mean, held to examples.

use chrono::{NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::model::{Cohort, Entry, Period, Wait, WaitTimes, business_minutes, cohort, grade, median, points, wait_times};
use crate::{
    identity::model::{BusinessHours, Team},
    platform::{
        clock::{Date, Instant},
        id::Id,
        record::Meta,
    },
};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn at(month: u32, day: u32, hour: u32, minute: u32) -> Instant {
    Utc.with_ymd_and_hms(2026, month, day, hour, minute, 0).unwrap()
}

fn waits(answered: &[f64], waiting: &[f64]) -> Vec<Wait> {
    let known = answered.iter().map(|minutes| Wait { minutes: *minutes, answered: true });
    known.chain(waiting.iter().map(|minutes| Wait { minutes: *minutes, answered: false })).collect()
}

#[test]
fn when_all_are_answered_the_median_is_that_of_the_waits() {
    assert_eq!(wait_times(waits(&[5.0, 1.0, 3.0, 2.0, 4.0], &[])).median, Some(3.0));
    let ten: Vec<f64> = (1..=10).map(f64::from).collect();
    assert_eq!(wait_times(waits(&ten, &[])), WaitTimes { median: Some(5.0), p90: Some(9.0) });
}

#[test]
fn who_still_waits_counts_for_as_long_as_they_have() {
    // The textbook example: 6, 6, 6, 6+, 7, 9+, 10, 10+, 11+, 13, 16, 17+, 19+, 20+, 22, 23, 25+, 32+, 32+, 34+, 35+ has its median at 23.
    let answered = [6.0, 6.0, 6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0];
    let waiting = [6.0, 9.0, 10.0, 11.0, 17.0, 19.0, 20.0, 25.0, 32.0, 32.0, 34.0, 35.0];
    assert_eq!(wait_times(waits(&answered, &waiting)), WaitTimes { median: Some(23.0), p90: None });
}

#[test]
fn leaving_out_who_waits_would_flatter_the_median() {
    let slow = wait_times(waits(&[10.0, 20.0], &[600.0, 600.0, 600.0]));
    assert_eq!(slow.median, None, "two of five answered say nothing about half of them");
    assert_eq!(wait_times(Vec::new()), WaitTimes::default());
}

#[test]
fn the_middle_of_two_is_their_mean() {
    assert_eq!(median(vec![4.0, 1.0]), Some(2.5));
    assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
    assert_eq!(median(Vec::new()), None);
}

fn team() -> Team {
    let hours = BusinessHours { weekdays: vec![1, 2, 3, 4, 5], from_minute: 540, to_minute: 1_080, holidays: vec![Date(day(2026, 5, 1))] };
    Team { meta: Meta::new(Id::new("team", "a"), at(1, 1, 0, 0)), name: "Sales".into(), parent_id: None, time_zone: "Europe/Berlin".into(), hours: Some(hours) }
}

#[test]
fn nights_weekends_and_holidays_do_not_count() {
    let team = team();
    // Thursday 30 April 17:30 in Berlin to Monday 4 May 09:10, with Friday a holiday.
    assert_eq!(business_minutes(Some(&team), at(4, 30, 15, 30), at(5, 4, 7, 10)), 40.0);
    assert_eq!(business_minutes(Some(&team), at(5, 2, 8, 0), at(5, 3, 20, 0)), 0.0);
    assert_eq!(business_minutes(Some(&team), at(5, 5, 8, 0), at(5, 5, 8, 25)), 25.0);
    assert_eq!(business_minutes(None, at(5, 2, 8, 0), at(5, 2, 9, 30)), 90.0);
    assert_eq!(business_minutes(None, at(5, 2, 9, 0), at(5, 2, 8, 0)), 0.0);
}

#[test]
fn a_deadline_in_business_time_is_as_many_business_minutes_away() {
    let team = team();
    for (hours, minutes) in [(0, 15), (7, 480), (31, 60), (80, 2_000), (200, 5_000)] {
        let start = at(4, 24, 0, 0) + TimeDelta::hours(hours);
        let due = crate::ownership::model::business_due(Some(&team), start, minutes);
        assert_eq!(business_minutes(Some(&team), start, due), minutes as f64);
    }
}

#[test]
fn without_dates_the_period_is_the_quarter() {
    let period = Period::asked(None, None, day(2026, 11, 19), Tz::UTC).unwrap();
    assert_eq!((period.from, period.to), (day(2026, 10, 1), day(2026, 12, 31)));
    assert_eq!((period.before().from, period.before().to), (day(2026, 7, 1), day(2026, 9, 30)));
    assert_eq!(period.before().end, period.start);
}

#[test]
fn a_period_of_days_is_compared_with_as_many_days_before_it() {
    let period = Period::asked(Some(Date(day(2026, 3, 10))), Some(Date(day(2026, 3, 16))), day(2026, 3, 20), Tz::Europe__Berlin).unwrap();
    assert_eq!((period.before().from, period.before().to), (day(2026, 3, 3), day(2026, 3, 9)));
    assert_eq!(period.start, at(3, 9, 23, 0));
    assert!(period.holds(at(3, 16, 22, 59)) && !period.holds(at(3, 16, 23, 0)));
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    assert!(Period::asked(Some(Date(day(2026, 3, 2))), Some(Date(day(2026, 3, 1))), day(2026, 3, 2), Tz::UTC).is_err());
    assert!(Period::asked(Some(Date(day(2020, 1, 1))), Some(Date(day(2026, 1, 1))), day(2026, 3, 2), Tz::UTC).is_err());
}

#[test]
fn weeks_begin_on_monday_and_stop_at_today() {
    let period = Period::of(day(2026, 10, 1), day(2026, 12, 31), Tz::UTC);
    let weeks: Vec<_> = period.weeks(at(10, 13, 12, 0)).into_iter().map(|week| (week.from, week.to)).collect();
    assert_eq!(weeks, [(day(2026, 10, 1), day(2026, 10, 4)), (day(2026, 10, 5), day(2026, 10, 11)), (day(2026, 10, 12), day(2026, 10, 18))]);
}

fn entry(stage: &str, at: Instant) -> Entry {
    Entry { stage: Id::new("stage", stage), at, passed: false }
}

#[test]
fn a_cohort_is_who_entered_in_the_period_and_converted_whenever() {
    let period = Period::of(day(2026, 1, 1), day(2026, 3, 31), Tz::UTC);
    let (lead, qualified) = (Id::new("stage", "lead"), Id::new("stage", "qualified"));
    let histories = [
        vec![entry("lead", at(1, 10, 0, 0)), entry("qualified", at(1, 14, 0, 0))],
        vec![entry("lead", at(3, 30, 0, 0)), entry("qualified", at(4, 5, 0, 0))],
        vec![entry("lead", at(2, 1, 0, 0))],
        // Entered before the period, qualified in it: of another cohort.
        vec![Entry { at: at(1, 1, 0, 0) - TimeDelta::days(1), ..entry("lead", at(1, 1, 0, 0)) }, entry("qualified", at(2, 1, 0, 0))],
        // Skipped over: in the funnel, without a duration.
        vec![entry("lead", at(2, 3, 0, 0)), Entry { passed: true, ..entry("qualified", at(2, 9, 0, 0)) }],
    ];
    let funnel = [&lead, &qualified];
    let found = cohort(histories.iter().map(Vec::as_slice), &funnel, 0, Some(1), &period);
    assert_eq!(found, Cohort { entered: 4, converted: 3, median_days: Some(5.0) });
    assert_eq!(cohort(histories.iter().map(Vec::as_slice), &funnel, 1, None, &period), Cohort { entered: 3, converted: 0, median_days: None });
}

#[test]
fn going_back_and_forth_counts_a_lead_once() {
    let period = Period::of(day(2026, 1, 1), day(2026, 3, 31), Tz::UTC);
    let history = [entry("lead", at(1, 10, 0, 0)), entry("qualified", at(1, 12, 0, 0)), entry("lead", at(1, 20, 0, 0)), entry("qualified", at(1, 25, 0, 0))];
    let (lead, qualified) = (Id::new("stage", "lead"), Id::new("stage", "qualified"));
    let found = cohort([&history[..]], &[&lead, &qualified], 0, Some(1), &period);
    assert_eq!(found, Cohort { entered: 1, converted: 1, median_days: Some(2.0) });
    let later = Period::of(day(2026, 1, 15), day(2026, 3, 31), Tz::UTC);
    assert_eq!(cohort([&history[..]], &[&lead, &qualified], 0, Some(1), &later), Cohort::default(), "it reached both before");
    assert_eq!(cohort([&history[1..]], &[&lead, &qualified], 0, Some(1), &period), Cohort::default(), "falling back reaches nothing");
}

#[test]
fn anything_at_fault_lowers_the_grade_by_a_point_at_least() {
    assert_eq!(points(0, 100, 40), 0);
    assert_eq!(points(1, 10_000, 40), 1);
    assert_eq!(points(25, 100, 40), 10);
    assert_eq!(points(500, 100, 40), 40);
    assert_eq!(grade([10, 1]), 89);
    assert_eq!(grade([80, 40]), 0);
    assert_eq!(grade([]), 100);
}
