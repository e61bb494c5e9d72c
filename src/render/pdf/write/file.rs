//! A file that grows object by object.
//!
//! An object is written as soon as it is known and then forgotten, so what is in memory is one page
//! and not the file. Objects refer to each other by numbers, which can be had before the object.

use std::io::{self, BufWriter, Write};

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};
use sha2::{Digest, Sha256};

/// A file that is being written.
pub(super) struct File<'a> {
    out: BufWriter<&'a mut dyn Write>,
    hash: Sha256,
    length: u64,
    /// Where each object begins, from number 1. None: it is not written yet.
    places: Vec<Option<u64>>,
}

impl<'a> File<'a> {
    /// Begins a file of PDF 1.7.
    pub(super) fn new(out: &'a mut dyn Write) -> io::Result<Self> {
        let (out, hash) = (BufWriter::with_capacity(1 << 16, out), Sha256::new());
        let mut file = Self { out, hash, length: 0, places: Vec::new() };
        // The second line says to whoever transfers the file that it is not text.
        file.put(b"%PDF-1.7\n%\xB5\xB5\xB5\xB5\n")?;
        Ok(file)
    }

    /// Returns the number of an object that will be written later.
    pub(super) fn reserve(&mut self) -> ObjectId {
        self.places.push(None);
        (u32::try_from(self.places.len()).unwrap_or(u32::MAX), 0)
    }

    /// Writes the object that `id` was reserved for.
    pub(super) fn set(&mut self, id: ObjectId, object: impl Into<Object>) -> io::Result<()> {
        let mut object = object.into();
        if let Object::Stream(stream) = &mut object {
            compress(stream);
        }
        let mut bytes = format!("{} 0 obj\n", id.0).into_bytes();
        serialize(&object, &mut bytes);
        bytes.extend_from_slice(b"\nendobj\n");
        let place = usize::try_from(id.0).unwrap_or(usize::MAX) - 1;
        debug_assert!(self.places[place].is_none(), "an object is written once");
        self.places[place] = Some(self.length);
        self.put(&bytes)
    }

    /// Writes an object, and returns its number.
    pub(super) fn add(&mut self, object: impl Into<Object>) -> io::Result<ObjectId> {
        let id = self.reserve();
        self.set(id, object)?;
        Ok(id)
    }

    /// Writes `object` with all that it refers to in `from`, and returns it with new numbers.
    ///
    /// What it refers to is a tree: nothing in it refers back.
    pub(super) fn transplant(
        &mut self,
        from: &mut lopdf::Document,
        object: Object,
    ) -> io::Result<Object> {
        Ok(match object {
            Object::Reference(id) => {
                let target = from.objects.remove(&id).unwrap_or(Object::Null);
                let target = self.transplant(from, target)?;
                self.add(target)?.into()
            }
            Object::Array(items) => {
                let items = items.into_iter().map(|it| self.transplant(from, it));
                Object::Array(items.collect::<io::Result<_>>()?)
            }
            Object::Dictionary(dictionary) => {
                let mut moved = Dictionary::new();
                for (key, value) in &dictionary {
                    moved.set(key.clone(), self.transplant(from, value.clone())?);
                }
                moved.into()
            }
            object => object,
        })
    }

    /// Ends the file. Its identifier is a hash of all its objects.
    pub(super) fn finish(mut self, root: ObjectId, info: ObjectId) -> io::Result<()> {
        let mut identifier = self.hash.clone().finalize().to_vec();
        identifier.truncate(16);
        let identifier = Object::String(identifier, StringFormat::Hexadecimal);
        let start = self.length;
        let size = self.places.len() + 1;
        let mut bytes = format!("xref\n0 {size}\n0000000000 65535 f \n").into_bytes();
        for place in std::mem::take(&mut self.places) {
            let place = place.expect("each reserved object is written");
            bytes.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
        }
        let trailer = Dictionary::from_iter([
            ("Size", integer(size)),
            ("Root", root.into()),
            ("Info", info.into()),
            ("ID", vec![identifier.clone(), identifier].into()),
        ]);
        bytes.extend_from_slice(b"trailer\n");
        serialize(&trailer.into(), &mut bytes);
        bytes.extend_from_slice(format!("\nstartxref\n{start}\n%%EOF\n").as_bytes());
        self.put(&bytes)?;
        self.out.flush()
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.length += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

/// Returns a count or a place as an object.
pub(super) fn integer(number: usize) -> Object {
    Object::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Compresses a stream, unless it shall stay as it is.
///
/// A compressed stream does not end in a line break: a reader could take it for the one that follows
/// each stream, and count one byte less.
fn compress(stream: &mut Stream) {
    if !stream.allows_compression {
        return;
    }
    let mut plain = stream.content.clone();
    loop {
        stream.compress().expect("memory takes all that is written to it");
        if !matches!(stream.content.last(), Some(b'\r' | b'\n')) {
            return;
        }
        plain.push(b' ');
        stream.set_plain_content(plain.clone());
    }
}

/// Appends an object as it is written.
fn serialize(object: &Object, bytes: &mut Vec<u8>) {
    match object {
        Object::Null => bytes.extend_from_slice(b"null"),
        Object::Boolean(it) => bytes.extend_from_slice(it.to_string().as_bytes()),
        Object::Integer(it) => bytes.extend_from_slice(it.to_string().as_bytes()),
        Object::Real(it) => bytes.extend_from_slice(it.to_string().as_bytes()),
        Object::Reference((number, _)) => {
            bytes.extend_from_slice(format!("{number} 0 R").as_bytes());
        }
        Object::Name(name) => serialize_name(name, bytes),
        Object::String(text, StringFormat::Literal) => {
            bytes.push(b'(');
            for &byte in text {
                match byte {
                    b'(' | b')' | b'\\' => bytes.extend_from_slice(&[b'\\', byte]),
                    b'\r' => bytes.extend_from_slice(b"\\r"),
                    byte => bytes.push(byte),
                }
            }
            bytes.push(b')');
        }
        Object::String(text, StringFormat::Hexadecimal) => {
            bytes.push(b'<');
            for byte in text {
                hexadecimal(*byte, bytes);
            }
            bytes.push(b'>');
        }
        Object::Array(items) => {
            bytes.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    bytes.push(b' ');
                }
                serialize(item, bytes);
            }
            bytes.push(b']');
        }
        Object::Dictionary(dictionary) => serialize_dictionary(dictionary, bytes),
        Object::Stream(stream) => {
            serialize_dictionary(&stream.dict, bytes);
            bytes.extend_from_slice(b"\nstream\n");
            bytes.extend_from_slice(&stream.content);
            bytes.extend_from_slice(b"\nendstream");
        }
    }
}

fn serialize_dictionary(dictionary: &Dictionary, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        serialize_name(key, bytes);
        let separates_itself = matches!(
            value,
            Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)
        );
        if !separates_itself {
            bytes.push(b' ');
        }
        serialize(value, bytes);
    }
    bytes.extend_from_slice(b">>");
}

fn serialize_name(name: &[u8], bytes: &mut Vec<u8>) {
    bytes.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            bytes.push(byte);
        } else {
            bytes.push(b'#');
            hexadecimal(byte, bytes);
        }
    }
}

/// Appends a byte as two digits.
pub(super) fn hexadecimal(byte: u8, bytes: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    bytes.extend([byte >> 4, byte & 15].map(|it| DIGITS[usize::from(it)]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(object: impl Into<Object>, expected: &str) {
        let mut bytes = Vec::new();
        serialize(&object.into(), &mut bytes);
        assert_eq!(String::from_utf8_lossy(&bytes), expected);
    }

    #[test]
    fn objects_are_written_as_the_standard_says() {
        check(Object::Real(-0.5), "-0.5");
        check(Object::string_literal("a(b)\\\r"), "(a\\(b\\)\\\\\\r)");
        check(Object::String(vec![0xFE, 0x0A], StringFormat::Hexadecimal), "<FE0A>");
        check(Object::Name(b"A B#".to_vec()), "/A#20B#23");
        let dictionary = Dictionary::from_iter([
            ("A", Object::Integer(1)),
            ("B", vec![Object::Null, true.into(), (2, 0).into()].into()),
            ("C", Object::Name(b"D".to_vec())),
        ]);
        check(dictionary, "<</A 1/B[null true 2 0 R]/C/D>>");
    }

    #[test]
    fn no_compressed_stream_ends_in_a_line_break() {
        for number in 0..2000_u32 {
            let plain = format!("{number} 0 0 rg ").repeat(20).into_bytes();
            let mut stream = Stream::new(Dictionary::new(), plain.clone());
            compress(&mut stream);
            assert!(!matches!(stream.content.last(), Some(b'\r' | b'\n')));
            assert!(stream.get_plain_content().unwrap().starts_with(&plain));
        }
    }
}
