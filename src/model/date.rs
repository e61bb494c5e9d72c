//! Calendar dates, as people write them in files: `2026-10-01`.

pub use time::Date;

use time::Month;

/// Returns the date written as `YYYY-MM-DD`, or `None` if `text` is not one.
///
/// # Examples
///
/// ```
/// use stocktake::model::parse_date;
///
/// assert_eq!(parse_date("2026-10-01").unwrap().to_string(), "2026-10-01");
/// assert_eq!(parse_date("2026-02-30"), None);
/// assert_eq!(parse_date("01/10/2026"), None);
/// ```
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        digits
            .iter()
            .try_fold(0_u16, |sum, it| it.is_ascii_digit().then(|| sum * 10 + u16::from(it - b'0')))
    };
    let year = i32::from(number(&[y1, y2, y3, y4])?);
    let month = Month::try_from(u8::try_from(number(&[m1, m2])?).ok()?).ok()?;
    Date::from_calendar_date(year, month, u8::try_from(number(&[d1, d2])?).ok()?).ok()
}

/// The months, as far as it takes to tell them apart.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Returns the number of a month, 1 to 12, by its English name or the start of it.
#[must_use]
pub(crate) fn month_named(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|it| word.starts_with(it))?;
    u8::try_from(at + 1).ok()
}

/// Returns the same day `months` months later, or the last day of that month if it is shorter.
///
/// A date beyond the calendar's end is the calendar's last day.
///
/// # Panics
///
/// Never: every year has twelve months.
#[must_use]
pub fn months_later(date: Date, months: u16) -> Date {
    let count = date.year() * 12 + i32::from(u8::from(date.month())) - 1 + i32::from(months);
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
    let month = u8::try_from(month).ok().and_then(|it| Month::try_from(it).ok());
    let month = month.expect("a remainder of twelve, plus one, is a month");
    let day = date.day().min(month.length(year));
    Date::from_calendar_date(year, month, day).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(date: &str, months: u16, expected: &str) {
        assert_eq!(months_later(parse_date(date).unwrap(), months).to_string(), expected);
    }

    #[test]
    fn months_are_calendar_months() {
        check("2026-03-02", 12, "2027-03-02");
        check("2026-01-31", 1, "2026-02-28");
        check("2024-02-29", 12, "2025-02-28");
        check("2026-12-15", 1, "2027-01-15");
    }

    #[test]
    fn only_real_dates_are_dates() {
        for text in ["", "2026-13-01", "2026-00-01", "2026-1-01", "2026-10-01T00:00", "２026-10-01"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
