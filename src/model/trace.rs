//! What in a text leads to a person: e-mail addresses, phone numbers and NHS numbers.
//!
//! The check digit of an NHS number follows modulus 11. Source: NHS Data Model and Dictionary,
//! *NHS Number*.

use std::ops::Range;

/// How many digits a number has at least that identifies somebody.
const SHORTEST: usize = 9;

/// Something in a text that leads to a person.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Trace {
    /// What it is.
    pub kind: TraceKind,
    /// Where it stands, in bytes.
    pub span: Range<usize>,
}

/// What leads to a person.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TraceKind {
    /// An e-mail address.
    Email,
    /// A number with the form and the check digit of an NHS number.
    NhsNumber,
    /// A number that is written like a phone number.
    PhoneNumber,
}

impl TraceKind {
    /// Returns what it is called: `phone number`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "e-mail address",
            Self::NhsNumber => "NHS number",
            Self::PhoneNumber => "phone number",
        }
    }
}

/// Returns what in a text leads to a person: first addresses, then numbers, each in order.
#[must_use]
pub fn traces(text: &str) -> Vec<Trace> {
    let mut traces: Vec<Trace> =
        emails(text).map(|span| Trace { kind: TraceKind::Email, span }).collect();
    if text.bytes().filter(u8::is_ascii_digit).count() < SHORTEST {
        return traces;
    }
    traces.extend(numbers(text).filter_map(|it| {
        let kind = if is_nhs_number(&it) {
            TraceKind::NhsNumber
        } else if is_phone_number(&it) {
            TraceKind::PhoneNumber
        } else {
            return None;
        };
        Some(Trace { kind, span: it.span })
    }));
    traces
}

/// Returns a text with a word in place of all that leads to a person.
#[must_use]
pub fn without_traces(text: &str) -> String {
    let mut traces = traces(text);
    traces.sort_by_key(|it| it.span.start);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for Trace { kind, span } in traces.into_iter().filter(|it| !it.span.is_empty()) {
        if span.start < done {
            continue;
        }
        out.push_str(text.get(done..span.start).unwrap_or_default());
        out.push_str(&format!("[{} taken out]", kind.name()));
        done = span.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// Returns where the e-mail addresses of a text stand.
fn emails(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices('@').filter_map(|(at, _)| {
        let (before, after) = text.split_at(at);
        let is_local = |it: char| it.is_alphanumeric() || "._%+-".contains(it);
        let local = before.rsplit(|it| !is_local(it)).next().unwrap_or_default();
        let after = after.get(1..).unwrap_or_default();
        let is_host = |it: char| it.is_alphanumeric() || it == '.' || it == '-';
        let host = after.split(|it| !is_host(it)).next().unwrap_or_default();
        let host = host.trim_end_matches(['.', '-']);
        let top = host.rsplit_once('.').map(|(_, it)| it);
        let is_email = local.chars().any(char::is_alphanumeric)
            && top.is_some_and(|it| it.chars().count() >= 2 && it.chars().all(char::is_alphabetic));
        is_email.then(|| at - local.len()..at + 1 + host.len())
    })
}

/// A number as people write it: digits in groups.
struct Number {
    /// Whether a plus stands before it.
    is_international: bool,
    groups: Vec<String>,
    /// Where it stands.
    span: Range<usize>,
}

impl Number {
    fn digits(&self) -> String {
        self.groups.concat()
    }
}

/// Returns the numbers of a text that are long enough to identify somebody: digits in groups, with
/// one space, hyphen, bracket or point between them.
fn numbers(text: &str) -> impl Iterator<Item = Number> {
    let mut rest = text;
    let mut done = 0;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(|it: char| it.is_ascii_digit())?;
            let (before, from) = rest.split_at(start);
            let (number, length) = number_at(from);
            let is_part_of_word = before.ends_with(|it: char| it.is_alphanumeric() || it == '_');
            let plus = before.trim_end_matches(['(', ' ']).strip_suffix('+').map(str::len);
            let span = done + plus.unwrap_or(start)..done + start + length;
            rest = from.get(length..).unwrap_or_default();
            done = span.end;
            let is_cut = rest.starts_with(|it: char| it.is_alphanumeric() || it == '_');
            let digits: usize = number.iter().map(String::len).sum();
            if digits >= SHORTEST && !is_part_of_word && !is_cut {
                let is_international = plus.is_some();
                return Some(Number { is_international, groups: number, span });
            }
        }
    })
}

/// Returns the groups of the number that a text starts with, and how long it is, in bytes.
fn number_at(text: &str) -> (Vec<String>, usize) {
    let mut groups = vec![String::new()];
    let (mut length, mut gap) = (0, 0);
    for (at, character) in text.char_indices() {
        match character {
            '0'..='9' => {
                if gap > 0 {
                    groups.push(String::new());
                }
                gap = 0;
                length = at + 1;
                if let Some(group) = groups.last_mut() {
                    group.push(character);
                }
            }
            // A bracket may have a space beside it.
            ' ' | '-' | '.' | '(' | ')' | '\u{a0}' | '\u{2010}'..='\u{2013}' if gap < 2 => gap += 1,
            _ => break,
        }
    }
    (groups, length)
}

/// Tells whether a number has the form and the check digit of an NHS number.
fn is_nhs_number(number: &Number) -> bool {
    let lengths: Vec<usize> = number.groups.iter().map(String::len).collect();
    if number.is_international || !matches!(lengths[..], [10] | [3, 3, 4]) {
        return false;
    }
    let digits: Vec<u32> = number.digits().bytes().map(|it| u32::from(it - b'0')).collect();
    let [first @ .., check] = digits.as_slice() else { return false };
    // No number starts with 0, and one digit ten times over is a placeholder.
    if digits[0] == 0 || first.iter().all(|it| it == check) {
        return false;
    }
    let sum: u32 = first.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    (11 - sum % 11) % 11 == *check
}

/// Tells whether a number is written like a phone number: `020 7946 0000`, `+44 20 7946 0000`.
fn is_phone_number(number: &Number) -> bool {
    let digits = number.digits();
    if number.is_international {
        return (9..=15).contains(&digits.len());
    }
    (10..=11).contains(&digits.len())
        && digits.starts_with('0')
        && !digits.starts_with("00")
        && number.groups.iter().all(|it| it.len() >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let name = |trace: &Trace| match trace.kind {
            TraceKind::Email => "email",
            TraceKind::NhsNumber => "nhs",
            TraceKind::PhoneNumber => "phone",
        };
        let found: Vec<&str> = traces(text).iter().map(name).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn e_mail_addresses_are_found() {
        check("ask it-team@example.nhs.uk.", &["email"]);
        check("<a.b+c@example.org>", &["email"]);
        check("mailto:a@example.org", &["email"]);
        check("prices @ £3, @team, a@b, user@localhost, 5 @ 10.5", &[]);
    }

    #[test]
    fn nhs_numbers_are_known_by_their_check_digit() {
        // The number that the NHS Data Model and Dictionary works through.
        check("943 476 5919", &["nhs"]);
        check("NHS no. 9434765919, seen on Monday", &["nhs"]);
        check("943-476-5919", &["nhs"]);
        check("943 476 5918", &[]);
        check("9434765919123 and X9434765919 and 94347659 19", &[]);
        check("9999999999 and 1111111111", &[]);
    }

    #[test]
    fn phone_numbers_are_found_as_people_write_them() {
        for number in [
            "020 7946 0000",
            "(020) 7946 0000",
            "+44 20 7946 0000",
            "+44 (0)20 7946 0000",
            "07700 900123",
            "07700-900-123",
            "0161 496 0000.",
            "+353 1 234 5678",
        ] {
            check(&format!("call {number}"), &["phone"]);
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        check("2026-10-01, 1 October 2026 to 31.03.2027, 08:30", &[]);
        check("£1,240,000 for 12000 devices in 2026/27", &[]);
        check("ticket 12345678, version 1.2.3.4.5.6.7.8.9.0", &[]);
        check("0.1 0.2 0.3 0.4 0.5 0.6", &[]);
        check("from 2024 2025 2026 to 2027", &[]);
    }

    #[test]
    fn what_names_somebody_is_taken_out() {
        for (text, clean) in [
            ("Ask a.b@example.nhs.uk.", "Ask [e-mail address taken out]."),
            (
                "Ŵ: call 020 7946 0000 or +44 (0)20 7946 0000!",
                "Ŵ: call [phone number taken out] or [phone number taken out]!",
            ),
            ("no. 943 476 5919", "no. [NHS number taken out]"),
            ("11 of 18 since 2026-10-01", "11 of 18 since 2026-10-01"),
            ("", ""),
        ] {
            assert_eq!(without_traces(text), clean);
        }
    }

    proptest::proptest! {
        #[test]
        fn one_digit_in_eleven_is_the_check_digit(first in 100_000_000_u32..1_000_000_000) {
            let texts = (0..10).map(|check| format!("{first}{check}"));
            let found = texts.filter(|it| numbers(it).any(|it| is_nhs_number(&it))).count();
            proptest::prop_assert!(found <= 1);
        }

        #[test]
        fn any_text_can_be_searched(text in proptest::prelude::any::<String>()) {
            let _ = without_traces(&text);
        }

        #[test]
        fn what_is_taken_out_is_not_found_again(before in ".{0,20}", after in ".{0,20}") {
            let text = format!("{before}; it-team@example.nhs.uk or 020 7946 0000; {after}");
            let clean = without_traces(&text);
            proptest::prop_assert!(!clean.contains("it-team@example") && !clean.contains("7946"));
        }
    }
}
