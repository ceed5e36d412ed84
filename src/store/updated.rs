//! When a file was last written, and which day it is.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::model::Date;

const DAY: u64 = 24 * 60 * 60;

/// The day in UTC on which a file was last written, as its folder says; `None` when nobody can tell.
pub fn updated(file: &Path) -> Option<Date> {
    let written: SystemTime = std::fs::metadata(file).ok()?.modified().ok()?;
    day(written.duration_since(UNIX_EPOCH).ok()?)
}

/// The day in UTC that it is now; `None` while the clock is before 1970.
pub fn today() -> Option<Date> {
    day(SystemTime::now().duration_since(UNIX_EPOCH).ok()?)
}

/// The day that a time since 1970 falls into. Years are counted from March, so that the leap day comes last.
fn day(since: Duration) -> Option<Date> {
    // From 1 March of the year 0; 400 years have always the same number of days.
    let days = since.as_secs() / DAY + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = match month_from_march {
        0..=9 => month_from_march + 3,
        _ => month_from_march - 9,
    };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    Some(Date {
        year: u16::try_from(year).ok()?,
        month: u8::try_from(month).ok()?,
        day: u8::try_from(day).ok()?,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_days_of_the_calendar() {
        for (seconds, expected) in [
            (0, "1970-01-01"),
            (86_399, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_767_225_599, "2025-12-31"),
            (1_767_225_600, "2026-01-01"),
            (4_107_542_400, "2100-03-01"),
        ] {
            let day = day(Duration::from_secs(seconds)).unwrap();
            assert_eq!(day.to_string(), expected);
        }
    }
}
