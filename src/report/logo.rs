//! The organisation's logo: a picture made of dots, from a file that anybody can have made.

use std::fmt;
use std::io::Cursor;
use std::sync::Arc;

use zune_jpeg::zune_core::bytestream::ZCursor;

/// The longest side of a picture, in dots.
const LONGEST: u32 = 4096;

/// A picture that stands for the organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Logo {
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// The picture.
    pub picture: Picture,
}

/// A picture that every viewer can show.
///
/// Invariant: it was decoded once, whole; both sides are between 1 and 4096 dots.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    file: Arc<[u8]>,
    width: u32,
    height: u32,
    pixels: Pixels,
}

/// What a picture is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Pixels {
    /// From a PNG file: red, green, blue and opacity, a byte each, row by row from the top.
    Rgba(Arc<[u8]>),
    /// From a JPEG file, which can be shown as it is: in colour, or else in grey.
    Jpeg {
        /// Whether it has colours.
        has_colour: bool,
    },
}

/// Why a file is no picture that can be shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PictureError(String);

impl fmt::Display for PictureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PictureError {}

impl Picture {
    /// Returns the picture in a PNG or JPEG file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file is neither, is damaged, or too large to be a logo.
    pub fn new(file: &[u8]) -> Result<Self, PictureError> {
        if file.starts_with(b"\x89PNG") {
            png(file)
        } else if file.starts_with(b"\xff\xd8") {
            jpeg(file)
        } else {
            Err(PictureError("it is neither PNG nor JPEG".to_owned()))
        }
    }

    /// Returns the file.
    #[must_use]
    pub fn file(&self) -> &[u8] {
        &self.file
    }

    /// Returns the media type of the file: `image/png`.
    #[must_use]
    pub const fn media_type(&self) -> &'static str {
        match self.pixels {
            Pixels::Rgba(_) => "image/png",
            Pixels::Jpeg { .. } => "image/jpeg",
        }
    }

    /// Returns how many dots there are across and down.
    #[must_use]
    pub const fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Returns what it is made of.
    #[must_use]
    pub const fn pixels(&self) -> &Pixels {
        &self.pixels
    }
}

fn damaged(error: impl fmt::Display) -> PictureError {
    PictureError(format!("it is damaged: {error}"))
}

fn checked(width: u32, height: u32) -> Result<(), PictureError> {
    if width == 0 || height == 0 || width > LONGEST || height > LONGEST {
        let limit = format!("a side of it may have 1 to {LONGEST} dots");
        return Err(PictureError(format!("it has {width} by {height} dots; {limit}")));
    }
    Ok(())
}

fn png(file: &[u8]) -> Result<Picture, PictureError> {
    let mut decoder = png::Decoder::new(Cursor::new(file));
    decoder.set_transformations(
        png::Transformations::normalize_to_color8() | png::Transformations::ALPHA,
    );
    let (width, height) = decoder.read_header_info().map_err(damaged)?.size();
    checked(width, height)?;
    let mut reader = decoder.read_info().map_err(damaged)?;
    let size = reader.output_buffer_size().ok_or_else(|| damaged("it is too large"))?;
    let mut bytes = vec![0; size];
    let frame = reader.next_frame(&mut bytes).map_err(damaged)?;
    bytes.truncate(frame.buffer_size());
    let rgba: Vec<u8> = match frame.color_type {
        png::ColorType::Rgba => bytes,
        png::ColorType::GrayscaleAlpha => {
            bytes.chunks_exact(2).flat_map(|it| [it[0], it[0], it[0], it[1]]).collect()
        }
        other => return Err(damaged(format!("unexpected colours {other:?}"))),
    };
    Ok(Picture { file: file.into(), width, height, pixels: Pixels::Rgba(rgba.into()) })
}

fn jpeg(file: &[u8]) -> Result<Picture, PictureError> {
    let mut decoder = zune_jpeg::JpegDecoder::new(ZCursor::new(file));
    decoder.decode_headers().map_err(damaged)?;
    let info = decoder.info().ok_or_else(|| damaged("it has no header"))?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    checked(width, height)?;
    let has_colour = match info.components {
        1 => false,
        3 => true,
        _ => {
            return Err(PictureError(
                "it is made for print (CMYK); save it for screens".to_owned(),
            ));
        }
    };
    decoder.decode().map_err(damaged)?;
    Ok(Picture { file: file.into(), width, height, pixels: Pixels::Jpeg { has_colour } })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a PNG file of 2 by 1 dots: red, and half of it blue.
    fn file() -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 2, 1);
        encoder.set_color(png::ColorType::Rgba);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[255, 0, 0, 255, 0, 0, 255, 128]).unwrap();
        writer.finish().unwrap();
        file
    }

    #[test]
    fn dots_of_a_png_file_are_known() {
        let picture = Picture::new(&file()).unwrap();
        assert_eq!((picture.size(), picture.media_type()), ((2, 1), "image/png"));
        assert_eq!(picture.pixels(), &Pixels::Rgba([255, 0, 0, 255, 0, 0, 255, 128].into()));
    }

    #[test]
    fn what_is_no_picture_is_refused_wherever_it_is_cut_off() {
        let file = file();
        for end in 0..file.len() - 12 {
            assert!(Picture::new(&file[..end]).is_err(), "{end}");
        }
        for text in [&b"<svg/>"[..], b"", b"GIF89a", b"\xff\xd8\xff\xe0 and no more"] {
            assert!(Picture::new(text).is_err());
        }
    }

    #[test]
    fn a_huge_picture_is_refused_before_it_takes_memory() {
        let mut file = Vec::new();
        let encoder = png::Encoder::new(&mut file, 60_000, 60_000);
        drop(encoder.write_header().unwrap());
        let error = Picture::new(&file).unwrap_err().to_string();
        assert!(error.contains("60000 by 60000"), "{error}");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_a_picture_or_refused(
            bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200),
            is_png in proptest::prelude::any::<bool>(),
        ) {
            let start: &[u8] = if is_png { b"\x89PNG\r\n\x1a\n" } else { b"\xff\xd8" };
            let _ = Picture::new(&[start, &bytes].concat());
        }
    }
}
