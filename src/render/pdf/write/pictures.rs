//! Pictures made of dots.
//!
//! Source: ISO 32000-1:2008, 8.9.5.

use std::io;

use lopdf::{Dictionary, Object, Stream};

use super::file::File;
use crate::report::{Picture, Pixels};

/// Writes the pictures, and returns them by the names by which pages call them.
pub(super) fn write(file: &mut File<'_>, pictures: &[Picture]) -> io::Result<Dictionary> {
    let mut all = Dictionary::new();
    for (at, picture) in pictures.iter().enumerate() {
        let stream = match picture.pixels() {
            Pixels::Rgba(dots) => {
                let colours = dots.chunks_exact(4).flat_map(|it| [it[0], it[1], it[2]]).collect();
                let mut stream = image(picture, "DeviceRGB", colours);
                if is_transparent(picture) {
                    let opacity = dots.iter().skip(3).step_by(4).copied().collect();
                    let mask = file.add(image(picture, "DeviceGray", opacity))?;
                    stream.dict.set("SMask", mask);
                }
                stream
            }
            Pixels::Jpeg { has_colour } => {
                let space = if *has_colour { "DeviceRGB" } else { "DeviceGray" };
                let mut stream = image(picture, space, picture.file().to_vec());
                stream.dict.set("Filter", super::name("DCTDecode"));
                stream.with_compression(false)
            }
        };
        all.set(name(at), file.add(stream)?);
    }
    Ok(all)
}

/// Tells whether a picture lets something shine through.
pub(super) fn is_transparent(picture: &Picture) -> bool {
    match picture.pixels() {
        Pixels::Rgba(dots) => dots.iter().skip(3).step_by(4).any(|it| *it < u8::MAX),
        Pixels::Jpeg { .. } => false,
    }
}

/// Returns the name by which pages call a picture.
pub(super) fn name(at: usize) -> String {
    format!("Picture{at}")
}

fn image(picture: &Picture, space: &str, bytes: Vec<u8>) -> Stream {
    let (width, height) = picture.size();
    let number = |it: u32| Object::Integer(i64::from(it));
    let dictionary = Dictionary::from_iter([
        ("Type", super::name("XObject")),
        ("Subtype", super::name("Image")),
        ("Width", number(width)),
        ("Height", number(height)),
        ("ColorSpace", super::name(space)),
        ("BitsPerComponent", number(8)),
    ]);
    Stream::new(dictionary, bytes)
}
