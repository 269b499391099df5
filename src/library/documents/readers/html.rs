//! A web page: its text with headings as in Markdown, without scripts, menus and the ends of pages.

use html2text::Handle;

use crate::library::documents::outline::headings;
use crate::library::documents::readers::plain::decoded;
use crate::library::documents::readers::reading::{LONGEST_TEXT, ReadError, Reading};

/// What is no part of the article, what somebody struck out, and what no browser shows.
const HIDDEN: &str = "nav, footer, aside, form, noscript, template, s, strike, del, [hidden] { display: none; }";

/// What begins on a line of its own, and is none to the renderer.
const BLOCKS: [&str; 15] = [
    "address",
    "article",
    "center",
    "details",
    "dialog",
    "fieldset",
    "figcaption",
    "figure",
    "header",
    "hgroup",
    "legend",
    "main",
    "search",
    "section",
    "summary",
];

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
    let page = config.parse_html(source.as_bytes()).map_err(damaged)?;
    let block = config.parse_html(&b"<div></div>"[..]).map_err(damaged)?;
    prepare(&page.document, &block.document);
    let tree = config.dom_to_render_tree(&page).map_err(damaged)?;
    let text = config.render_to_string(tree, WIDTH).map_err(damaged)?;
    if text.len() > LONGEST_TEXT {
        return Err(ReadError::text_too_long());
    }
    let text = text.replace('\0', "\u{fffd}");
    let headings = headings(&text);
    Ok(Reading { text, headings, pages: Vec::new() })
}

type Node = <Handle as std::ops::Deref>::Target;

/// Takes out of a page what its own style hides, and puts a `div` around what begins on a line of its own.
fn prepare(page: &Handle, sample: &Handle) {
    let last = |node: &Handle| node.children.borrow().last().cloned();
    let Some(div) = std::iter::successors(Some(sample.clone()), last).last() else { return };
    let mut open = vec![page.clone()];
    while let Some(node) = open.pop() {
        let mut children = node.children.borrow_mut();
        children.retain(|child| !is_hidden(child));
        open.extend(children.iter().cloned());
        for child in children.iter_mut().filter(|child| is_block(child)) {
            let html2text::Element { name, .. } = &div.data else { return };
            let around = Node::new(html2text::Element {
                name: name.clone(),
                attrs: Default::default(),
                template_contents: Default::default(),
                mathml_annotation_xml_integration_point: false,
            });
            let inner = std::mem::replace(child, around);
            child.children.borrow_mut().push(inner);
        }
    }
}

fn is_block(node: &Handle) -> bool {
    matches!(&node.data, html2text::Element { name, .. } if BLOCKS.contains(&&*name.local))
}

/// Whether the element's own style hides it or strikes it out. The whole page may be hidden until a script shows it.
fn is_hidden(node: &Handle) -> bool {
    let html2text::Element { name, attrs, .. } = &node.data else { return false };
    let attrs = attrs.borrow();
    let Some(style) = attrs.iter().find(|attr| &*attr.name.local == "style") else { return false };
    let style: String = style.value.chars().filter(|letter| !letter.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    // The last one counts.
    let value = |property: &str| {
        let mut given = style.split(';').filter_map(|part| part.split_once(':')).filter(|(name, _)| *name == property);
        given.next_back().map(|(_, value)| value.trim_end_matches("!important"))
    };
    let is_struck = ["text-decoration", "text-decoration-line"]
        .iter()
        .any(|property| value(property).is_some_and(|value| value.contains("line-through")));
    (value("display") == Some("none") || is_struck) && !matches!(&*name.local, "html" | "body")
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
    fn what_is_struck_out_or_hidden_is_left_out() {
        for gone in [
            "<s>gone</s>",
            "<strike>gone</strike>",
            "<del>gone</del>",
            "<div hidden>gone</div>",
            "<p style=\"display:none\">gone</p>",
            "<p style=\"color: red; DISPLAY : none !important;\">gone<b>gone</b></p>",
            "<span style=\"text-decoration: line-through red\">gone</span>",
        ] {
            let page =
                format!("<html style=\"display:none\"><body><p>A fee of 10 {gone}</p><p>and 5.</p></body></html>");
            let text = html(page.as_bytes()).expect("a page").text;
            assert!(text.contains("A fee of 10") && text.contains("and 5."), "{gone}: {text}");
            assert!(!text.contains("gone") && !text.contains('\u{336}'), "{gone}: {text}");
        }
        let shown = "<p style=\"display:none;display:block\">shown</p><p style=\"--display:none\">too</p>";
        assert_eq!(html(shown.as_bytes()).expect("a page").text.trim(), "shown\n\ntoo");
    }

    #[test]
    fn blocks_are_on_lines_of_their_own() {
        let page = "<details><summary>How much?</summary>Five.</details><section>One</section><section>Two</section>\
            <figure><img src=x><figcaption>Rates</figcaption></figure>After";
        let text = html(page.as_bytes()).expect("a page").text;
        let lines: Vec<_> = text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["How much?", "Five.", "One", "Two", "Rates", "After"]);
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
