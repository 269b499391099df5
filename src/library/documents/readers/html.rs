//! A web page: its text with headings as in Markdown, without scripts, menus and the ends of pages.

use crate::library::documents::outline::headings;
use crate::library::documents::readers::plain::decoded;
use crate::library::documents::readers::reading::{LONGEST_TEXT, ReadError, Reading};

/// What is no part of the article.
const HIDDEN: &str = "nav, footer, aside, form, noscript, template { display: none; }";

/// Lines are as long as paragraphs: chunks are split at sentences.
const WIDTH: usize = 1_000_000;

/// As browsers do. The parser's time grows with the square of the depth.
const DEEPEST: usize = 512;

/// Elements that never hold others, or that the next of their kind closes.
const FLAT: [&str; 27] = [
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot", "br", "hr", "img", "input", "meta",
    "link", "col", "area", "base", "embed", "source", "track", "wbr", "param", "html", "body",
];

/// Elements whose content is no markup, or of another kind that is not rendered.
const RAW: [&str; 6] = ["script", "style", "svg", "math", "textarea", "title"];

/// Whether elements are open one in another beyond the limit, by a quick look at the tags alone.
fn is_too_deep(source: &str) -> bool {
    let (mut depth, mut rest) = (0_usize, source);
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let closing = after.strip_prefix('/');
        let tag = closing.unwrap_or(after);
        let name = &tag[..tag.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(tag.len())];
        let name = name.get(..12).unwrap_or(name).to_ascii_lowercase();
        if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) || FLAT.contains(&name.as_str()) {
            continue;
        }
        if closing.is_some() {
            depth = depth.saturating_sub(1);
            continue;
        }
        if RAW.contains(&name.as_str()) {
            let is_end = |(at, _): &(usize, &str)| {
                tag.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(&name))
            };
            rest = tag.match_indices("</").find(is_end).map_or("", |(at, _)| &tag[at + 2..]);
            continue;
        }
        depth += 1;
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

pub(super) fn html(bytes: &[u8]) -> Result<Reading, ReadError> {
    let source = decoded(bytes)?;
    if is_too_deep(&source) {
        return Err(ReadError::damaged("HTML", format!("its elements are nested more than {DEEPEST} deep")));
    }
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

    #[test]
    fn only_elements_that_are_really_nested_count_as_deep() {
        for flat in [
            "<p>one<li>two<br>".repeat(2_000),
            "<div><b>x</b></div>".repeat(2_000),
            format!("<svg>{}</svg>", "<path d='M0 0'/>".repeat(2_000)),
            format!("<script>{}</script>", "if (a<b) c();".repeat(2_000)),
            format!("<!-- {} -->", "<div>".repeat(2_000)),
            "1 < 2, a<".repeat(2_000),
        ] {
            assert!(!is_too_deep(&flat), "{}", &flat[..20]);
        }
        for deep in ["<div>", "<DIV class=a>", "<b>", "<ul><li>", "<table><tr><td>"] {
            assert!(is_too_deep(&deep.repeat(600)), "{deep}");
        }
    }
}
