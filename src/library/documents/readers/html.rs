//! A web page: its text with headings as in Markdown, without scripts, menus and the ends of pages.

use crate::library::documents::outline::headings;
use crate::library::documents::readers::plain::decoded;
use crate::library::documents::readers::reading::{LONGEST_TEXT, ReadError, Reading};

/// What is no part of the article.
const HIDDEN: &str = "nav, footer, aside, form, noscript, template { display: none; }";

/// Lines are as long as paragraphs: chunks are split at sentences.
const WIDTH: usize = 1_000_000;

pub(super) fn html(bytes: &[u8]) -> Result<Reading, ReadError> {
    let source = decoded(bytes)?;
    let damaged = |error: html2text::Error| ReadError::damaged("HTML", error);
    let config = html2text::config::plain().link_footnotes(false).no_table_borders().allow_width_overflow();
    let config = config.empty_img_mode(html2text::config::ImageRenderMode::IgnoreEmpty);
    let config = config.add_css(HIDDEN).map_err(damaged)?;
    let text = config.string_from_read(source.as_bytes(), WIDTH).map_err(damaged)?;
    if text.len() > LONGEST_TEXT {
        return Err(ReadError::text_too_long());
    }
    let text = text.replace('\0', "\u{fffd}");
    let headings = headings(&text);
    Ok(Reading { text, headings, pages: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_text_with_headings_and_without_scripts_and_menus() {
        let page = "<html><head><title>T</title><style>p{}</style></head><body><nav>Home</nav><h1>Loans</h1>\
            <p>A loan &amp; its <b>rate</b>: 5&nbsp;%.</p><script>evil()</script><h2>Fees</h2><ul><li>one</li></ul>\
            <footer>imprint</footer></body></html>";
        let reading = html(page.as_bytes()).expect("a page");
        let titles: Vec<_> = reading.headings.iter().map(|it| (it.level, it.title.as_str())).collect();
        assert_eq!(titles, [(1, "Loans"), (2, "Fees")], "{}", reading.text);
        assert!(reading.text.contains("A loan & its") && reading.text.contains("one"), "{}", reading.text);
        for gone in ["evil", "Home", "imprint", "p{}"] {
            assert!(!reading.text.contains(gone), "{gone}: {}", reading.text);
        }
    }
}
