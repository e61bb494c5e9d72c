//! A line of text that somebody types.

use super::Key;

/// How many characters a text has at most. A text that is longer is refused, not cut.
pub(super) const LIMIT: usize = 20_000;

/// A line of text, and the place in it where the next character goes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Field {
    chars: Vec<char>,
    cursor: usize,
}

impl Field {
    /// Returns a field with a text, and the cursor behind it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut field = Self::default();
        field.insert_text(text);
        field
    }

    /// Returns the text as it is typed.
    #[must_use]
    pub fn typed(&self) -> String {
        self.chars.iter().collect()
    }

    /// Returns the text before the cursor.
    #[must_use]
    pub fn before_cursor(&self) -> String {
        self.chars.iter().take(self.cursor).collect()
    }

    /// Returns the text, without white space around it.
    #[must_use]
    pub fn text(&self) -> String {
        self.typed().trim().to_owned()
    }

    /// Tells whether there is room for a text.
    #[must_use]
    pub fn has_room_for(&self, text: &str) -> bool {
        self.chars.len() + text.chars().count() <= LIMIT
    }

    /// Puts a text where the cursor is. What breaks a line becomes a space.
    pub fn insert_text(&mut self, text: &str) {
        for character in text.replace("\r\n", "\n").chars() {
            match character {
                '\n' | '\r' | '\t' => self.insert(' '),
                it => self.insert(it),
            }
        }
    }

    fn insert(&mut self, character: char) {
        if self.chars.len() < LIMIT && !character.is_control() {
            self.chars.insert(self.cursor, character);
            self.cursor += 1;
        }
    }

    /// Takes a key that changes the text or moves the cursor; others do nothing.
    pub(super) fn press(&mut self, key: Key) {
        match key {
            Key::Char(it) => self.insert(it),
            Key::Backspace if self.cursor > 0 => {
                self.cursor -= 1;
                self.chars.remove(self.cursor);
            }
            Key::Delete if self.cursor < self.chars.len() => {
                self.chars.remove(self.cursor);
            }
            Key::Left => self.cursor = self.cursor.saturating_sub(1),
            Key::Right => self.cursor = self.chars.len().min(self.cursor + 1),
            Key::Home => self.cursor = 0,
            Key::End => self.cursor = self.chars.len(),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_change_the_text_where_the_cursor_is() {
        let mut field = Field::new("Wifi");
        for key in [Key::Left, Key::Left, Key::Char('-'), Key::End, Key::Backspace, Key::Home] {
            field.press(key);
        }
        for key in [Key::Delete, Key::Char('w'), Key::Backspace, Key::Char('W'), Key::Backspace] {
            field.press(key);
        }
        assert_eq!((field.typed().as_str(), field.before_cursor().as_str()), ("i-f", ""));
    }

    #[test]
    fn a_text_is_one_line_without_what_cannot_be_seen() {
        assert_eq!(Field::new(" two\r\nlines\u{1b}[0m ").text(), "two lines[0m");
        assert_eq!(Field::new(&"a".repeat(LIMIT + 9)).typed().len(), LIMIT);
    }
}
