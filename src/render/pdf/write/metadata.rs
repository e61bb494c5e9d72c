//! What a file says about itself.

use std::fmt::Write;
use std::io;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::file::File;
use super::{name, text};
use crate::render::pdf::Document;
use crate::render::pdf::text::clean::outside;

/// The key of what the report was made from.
pub(super) const PROVENANCE: &str = "StocktakeProvenance";

const PRODUCER: &str = "printpdf 0.12";

/// Returns what a file says that it was made from, if it was written here.
pub(in crate::render::pdf) fn provenance(file: &[u8]) -> Option<String> {
    let key = format!("/{PROVENANCE}(");
    let start = file.windows(key.len()).rposition(|it| it == key.as_bytes())? + key.len();
    let mut bytes = file.get(start..)?.iter();
    let mut text = String::new();
    loop {
        match bytes.next()? {
            b')' => return Some(text),
            b'\\' => text.push(char::from(*bytes.next()?)),
            byte => text.push(char::from(*byte)),
        }
    }
}

/// Adds title, language, viewer preferences, and XMP. Returns the number of the information dictionary.
pub(super) fn write(
    file: &mut File<'_>,
    catalog: &mut Dictionary,
    document: &Document,
) -> io::Result<ObjectId> {
    let stream = Dictionary::from_iter([("Type", name("Metadata")), ("Subtype", name("XML"))]);
    // Whoever looks for it need not know how a PDF is compressed.
    let stream = Stream::new(stream, xmp(document).into_bytes()).with_compression(false);
    catalog.set("Metadata", file.add(stream)?);
    catalog.set("Lang", text(&outside(language(document))));
    catalog.set("ViewerPreferences", Dictionary::from_iter([("DisplayDocTitle", true.into())]));
    file.add(info(document))
}

/// Returns what viewers show in their window. A file without a title could not say what it is.
fn title(document: &Document) -> &str {
    match document.title.trim() {
        "" => "Untitled",
        title => title,
    }
}

/// Returns the language of the text, or that nobody knows it.
fn language(document: &Document) -> &str {
    match document.language.trim() {
        "" => "und",
        language => language,
    }
}

fn info(document: &Document) -> Dictionary {
    let mut info = Dictionary::new();
    let mut set = |key: &str, value: &str| {
        if !value.is_empty() {
            info.set(key, text(&outside(value)));
        }
    };
    set("Title", title(document));
    set("Author", &document.author);
    set("Subject", &document.subject);
    set("Keywords", &document.keywords.join(", "));
    set("Creator", &document.creator);
    set("Producer", PRODUCER);
    set(PROVENANCE, document.provenance.as_deref().unwrap_or_default());
    if let Some(date) = document.created {
        let (year, month, day) = date.to_calendar_date();
        let date = format!("D:{year:04}{:02}{day:02}000000Z", u8::from(month));
        info.set("CreationDate", Object::string_literal(date.clone()));
        info.set("ModDate", Object::string_literal(date));
    }
    info
}

fn xmp(document: &Document) -> String {
    let mut xmp = String::from(concat!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n",
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n",
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n",
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"",
        " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n",
        "<pdfuaid:part>1</pdfuaid:part>\n",
    ));
    let mut set = |open: &str, value: &str, close: &str| {
        if !value.is_empty() {
            let written = writeln!(xmp, "{open}{}{close}", escape(value));
            written.expect("a string takes all that is written to it");
        }
    };
    let any = "<rdf:Alt><rdf:li xml:lang=\"x-default\">";
    set(&format!("<dc:title>{any}"), title(document), "</rdf:li></rdf:Alt></dc:title>");
    let open = "<dc:creator><rdf:Seq><rdf:li>";
    set(open, &document.author, "</rdf:li></rdf:Seq></dc:creator>");
    let open = format!("<dc:description>{any}");
    set(&open, &document.subject, "</rdf:li></rdf:Alt></dc:description>");
    let open = "<dc:language><rdf:Bag><rdf:li>";
    set(open, language(document), "</rdf:li></rdf:Bag></dc:language>");
    set("<pdf:Keywords>", &document.keywords.join(", "), "</pdf:Keywords>");
    set("<xmp:CreatorTool>", &document.creator, "</xmp:CreatorTool>");
    set("<pdf:Producer>", PRODUCER, "</pdf:Producer>");
    if let Some(date) = document.created {
        let (year, month, day) = date.to_calendar_date();
        let date = format!("{year:04}-{:02}-{day:02}T00:00:00Z", u8::from(month));
        set("<xmp:CreateDate>", &date, "</xmp:CreateDate>");
        set("<xmp:ModifyDate>", &date, "</xmp:ModifyDate>");
    }
    xmp.push_str("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
    xmp
}

/// Returns `text` as XML takes it between tags.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in outside(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_escaped() {
        let document = Document { title: "R&D <now>\u{0}".into(), ..Document::default() };
        assert!(xmp(&document).contains(">R&amp;D &lt;now&gt;[U+0000]<"));
    }

    #[test]
    fn a_document_always_has_a_title_and_a_language() {
        let document = Document { language: String::new(), ..Document::default() };
        let xmp = xmp(&document);
        assert!(xmp.contains(">Untitled<") && xmp.contains(">und<"));
        assert_eq!(info(&document).get(b"Title").unwrap(), &Object::string_literal("Untitled"));
    }

    #[test]
    fn an_undated_document_has_no_date() {
        assert!(!xmp(&Document::default()).contains("Date"));
        assert!(!info(&Document::default()).has(b"CreationDate"));
    }

    #[test]
    fn a_date_is_written_at_midnight() {
        let date = time::Date::from_calendar_date(2026, time::Month::November, 2).unwrap();
        let document = Document { created: Some(date), ..Document::default() };
        assert!(xmp(&document).contains("2026-11-02T00:00:00Z"));
        let expected = Object::string_literal("D:20261102000000Z");
        assert_eq!(info(&document).get(b"CreationDate").unwrap(), &expected);
    }
}
