//! Stamps in a Word document, and reading them again.
//!
//! They are in the document's own properties, which no reader sees and Word keeps when it saves. A property of a
//! document is not to be longer than 255 characters there, so a stamp goes over several.

use std::fmt::Write;
use std::io::{Cursor, Read};

use zip::ZipArchive;

/// What the properties with stamps begin with; the numbers of the stamp and of the piece follow.
const NAME: &str = "rolebook-stamp-";
/// Characters of a stamp in one property.
const PIECE: usize = 240;
/// Bytes of a part that are read; nobody's posting is as long.
const MOST: u64 = 16 * 1024 * 1024;

const PROPERTIES: &str = "docProps/custom.xml";
const DOCUMENT: &str = "word/document.xml";

/// The part of a document with these stamps, which are of characters that XML takes as they are.
pub(super) fn part(stamps: &[String]) -> Vec<u8> {
    let mut part = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Properties \
         xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">",
    );
    let pieces = stamps.iter().enumerate().flat_map(|(n, stamp)| {
        let pieces = stamp.as_bytes().chunks(PIECE).enumerate();
        pieces.map(move |(m, piece)| (n, m, String::from_utf8_lossy(piece)))
    });
    // Numbers below 2 are taken.
    for (id, (n, m, piece)) in (2..).zip(pieces) {
        // Writing to a String cannot fail.
        let _ = write!(
            part,
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{id}\" \
             name=\"{NAME}{n:04}-{m:04}\"><vt:lpwstr>{piece}</vt:lpwstr></property>"
        );
    }
    part.push_str("</Properties>");
    part.into_bytes()
}

/// The stamps of a document, and behind them what it says, a line for each paragraph, with its markup; `None` of what
/// is no Word document.
pub fn text_of(bytes: &[u8]) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut part = |name: &str| {
        let mut text = Vec::new();
        let file = archive.by_name(name).ok()?;
        file.take(MOST).read_to_end(&mut text).ok()?;
        String::from_utf8(text).ok()
    };
    let said = part(DOCUMENT)?.replace("</w:p>", "</w:p>\n");
    let properties = part(PROPERTIES).unwrap_or_default();
    Some(format!("{}\n{said}", stamps_in(&properties)))
}

/// The stamps in the part of the properties, a line each.
fn stamps_in(part: &str) -> String {
    let between = |text: &str, start: &str, end: &str| {
        let from = text.find(start)? + start.len();
        let to = from + text[from..].find(end)?;
        Some(text[from..to].to_owned())
    };
    let mut pieces: Vec<(String, String)> = part
        .split("<property")
        .filter_map(|property| {
            let numbers = between(property, &format!("name=\"{NAME}"), "\"")?;
            Some((numbers, between(property, "<vt:lpwstr>", "</vt:lpwstr>")?))
        })
        .collect();
    pieces.sort();
    let mut stamps = String::new();
    for (numbers, piece) in pieces {
        if numbers.ends_with("-0000") {
            stamps.push('\n');
        }
        stamps.push_str(&piece);
    }
    stamps
}
