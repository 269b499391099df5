//! Numbers and texts as a page shows them.

use maud::{Markup, html};

use crate::domain::excerpt::cut;

/// The longest name, in characters.
const NAME: usize = 60;

/// "12,345".
pub(super) fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// "37 %"; nothing is 0 % or 100 % that is not exactly that.
pub(super) fn percent(share: f64) -> String {
    match share * 100.0 {
        all if all > 99.5 && all < 100.0 => "> 99 %".to_owned(),
        some if some > 0.0 && some < 0.5 => "< 1 %".to_owned(),
        percent => format!("{percent:.0} %"),
    }
}

/// The percentage of a part; "–" of nothing.
pub(super) fn share(part: u64, all: u64) -> String {
    if all == 0 { "–".to_owned() } else { percent(part as f64 / all as f64) }
}

/// A name or another text of people, on one line.
pub(super) fn name(text: &str) -> String {
    let short = cut(text, NAME);
    if short.is_empty() { "(none)".to_owned() } else { short }
}

/// "7.4", or "–" where there is none.
pub(super) fn mean(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.1}"))
}

/// `cut_off` as "cut off".
pub(super) fn words(word: &str) -> String {
    word.replace('_', " ")
}

/// A command to type. No line ends inside the name of a flag.
pub(super) fn command(text: &str) -> Markup {
    html! {
        code { @for (place, word) in text.split(' ').enumerate() {
            @if place > 0 { " " }
            @if word.starts_with("--") { span class="flag" { (word) } } @else { (word) }
        } }
    }
}

/// The command that lists what a section counts.
pub(super) fn rows(see: &str) -> Markup {
    html! { p class="see" { "See the rows: " (command(see)) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_shares_never_rounded_to_all_or_nothing() {
        assert_eq!([0, 999, 1000, 1_234_567].map(number), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([0.0, 0.001, 0.5, 0.999, 1.0].map(percent), ["0 %", "< 1 %", "50 %", "> 99 %", "100 %"]);
        assert_eq!((share(1, 0), name(" \n"), mean(None)), ("–".into(), "(none)".into(), "–".into()));
    }
}
