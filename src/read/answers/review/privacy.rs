//! Privacy: e-mail addresses, phone numbers and NHS numbers in free text.
//!
//! An answers file is kept, compared and passed on. It needs roles, and no people.
//!
//! The check digit of an NHS number follows modulus 11. Source: NHS Data Model and Dictionary,
//! *NHS Number*.

use super::super::super::fields::Reader;
use super::super::super::tree::{Node, Value};
use crate::diagnostic::Code;

/// The keys whose texts are names of things, and no free text.
const NAMES: [&str; 9] =
    ["framework", "ods_code", "type", "region", "settings", "dated", "due", "assessed_on", "code"];

/// How many digits a number has at least that identifies somebody.
const SHORTEST: usize = 9;

/// Reports what identifies people, anywhere in a file.
pub(super) fn review(tree: &Node, reader: &mut Reader) {
    let Value::Table(entries) = &tree.value else { return };
    for entry in entries {
        match (&entry.node.value, entry.key.as_str()) {
            (Value::Table(answers), "answers") => {
                for answer in answers {
                    reader.about(&answer.key, |reader| walk(&answer.node, &answer.key, reader));
                }
            }
            _ => walk(&entry.node, &entry.key, reader),
        }
    }
}

fn walk(node: &Node, key: &str, reader: &mut Reader) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|it| walk(it, key, reader)),
        Value::Table(entries) => entries.iter().for_each(|it| walk(&it.node, &it.key, reader)),
        Value::Text(text) if !NAMES.contains(&key) => text_of(text, key, node, reader),
        _ => {}
    }
}

fn text_of(text: &str, key: &str, node: &Node, reader: &mut Reader) {
    // An address of the web has numbers of its own.
    let is_link = key == "link";
    if has_email(text) {
        let help = "name the role or the team: whoever holds it changes, and the file stays";
        let message = "there is an e-mail address in this text";
        reader.report(Code::EmailInText, &node.span, message, help);
    }
    if is_link || text.bytes().filter(u8::is_ascii_digit).count() < SHORTEST {
        return;
    }
    for number in numbers(text) {
        if is_nhs_number(&number) {
            let message = "there is a number in this text that can be somebody's NHS number";
            let help = "remove it if it is one; `stocktake explain nhs-number-in-text` says what else to do";
            reader.report(Code::NhsNumberInText, &node.span, message, help);
        } else if is_phone_number(&number) {
            let message = "there is a phone number in this text";
            let help = "remove it, or name the team: an answers file is kept and passed on";
            reader.report(Code::PhoneInText, &node.span, message, help);
        } else {
            continue;
        }
        break;
    }
}

/// Tells whether a text has an e-mail address in it.
fn has_email(text: &str) -> bool {
    text.match_indices('@').any(|(at, _)| {
        let (before, after) = text.split_at(at);
        let is_local = |it: char| it.is_alphanumeric() || "._%+-".contains(it);
        let local = before.chars().rev().take_while(|it| is_local(*it)).any(char::is_alphanumeric);
        let is_host = |it: &char| it.is_alphanumeric() || *it == '.' || *it == '-';
        let host: String = after.chars().skip(1).take_while(is_host).collect();
        let host = host.trim_end_matches(['.', '-']);
        let top = host.rsplit_once('.').map(|(_, it)| it);
        local && top.is_some_and(|it| it.len() >= 2 && it.chars().all(char::is_alphabetic))
    })
}

/// A number as people write it: digits in groups.
struct Number {
    /// Whether a plus stands before it.
    is_international: bool,
    groups: Vec<String>,
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
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(|it: char| it.is_ascii_digit())?;
            let (before, from) = rest.split_at(start);
            let (number, length) = number_at(from);
            let last = before.trim_end_matches(['(', ' ']).chars().next_back();
            let is_international = last == Some('+');
            let is_part_of_word = before.ends_with(|it: char| it.is_alphanumeric() || it == '_');
            rest = from.get(length..).unwrap_or_default();
            let is_cut = rest.starts_with(|it: char| it.is_alphanumeric() || it == '_');
            let digits: usize = number.iter().map(String::len).sum();
            if digits >= SHORTEST && !is_part_of_word && !is_cut {
                return Some(Number { is_international, groups: number });
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
        let mut found = Vec::new();
        if has_email(text) {
            found.push("email");
        }
        for number in numbers(text) {
            if is_nhs_number(&number) {
                found.push("nhs");
            } else if is_phone_number(&number) {
                found.push("phone");
            }
        }
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

    proptest::proptest! {
        #[test]
        fn one_digit_in_eleven_is_the_check_digit(first in 100_000_000_u32..1_000_000_000) {
            let texts = (0..10).map(|check| format!("{first}{check}"));
            let found = texts.filter(|it| numbers(it).any(|it| is_nhs_number(&it))).count();
            proptest::prop_assert!(found <= 1);
        }

        #[test]
        fn any_text_can_be_searched(text in proptest::prelude::any::<String>()) {
            let _ = (has_email(&text), numbers(&text).count());
        }
    }
}
