//! TeX in an answer whose backslashes were not doubled: JSON takes the `\f` of `\frac` for a form feed.

use serde_json::Value;

/// A letter that JSON takes for an escape, the character it becomes, and the TeX commands that begin with it, without
/// that letter. Those in the last list may be words on a line of their own, so they count inside of formulas only.
type Row = (char, char, &'static [&'static str], &'static [&'static str]);

const TAKEN: [Row; 5] = [
    (
        'b',
        '\u{8}',
        &[
            "ackslash",
            "ar",
            "ecause",
            "egin",
            "eta",
            "f",
            "ig",
            "igg",
            "igl",
            "igr",
            "inom",
            "mod",
            "oldsymbol",
            "ot",
            "oxed",
            "ullet",
        ],
        &[],
    ),
    ('f', '\u{c}', &["box", "lat", "orall", "rac", "rown"], &[]),
    ('n', '\n', &["abla", "earrow", "eq", "otin", "subseteq"], &["e", "eg", "ot", "u"]),
    ('r', '\r', &["angle", "brace", "ceil", "floor", "ho", "ight", "ightarrow", "vert"], &[]),
    (
        't',
        '\t',
        &[
            "anh", "binom", "ext", "extbf", "extit", "extrm", "extsf", "exttt", "frac", "heta", "ilde", "imes",
            "riangle",
        ],
        &["an", "au", "o", "op"],
    ),
];

/// The usual TeX commands that begin with no escape of JSON.
const OTHERS: &[&str] = &[
    "Delta",
    "Gamma",
    "Lambda",
    "Omega",
    "Phi",
    "Pi",
    "Psi",
    "Rightarrow",
    "Sigma",
    "Theta",
    "alpha",
    "approx",
    "cdot",
    "cdots",
    "chi",
    "cos",
    "delta",
    "dfrac",
    "displaystyle",
    "div",
    "dots",
    "end",
    "epsilon",
    "equiv",
    "exp",
    "gamma",
    "ge",
    "geq",
    "hat",
    "hline",
    "implies",
    "in",
    "infty",
    "int",
    "kappa",
    "lambda",
    "ldots",
    "le",
    "left",
    "leq",
    "lfloor",
    "lim",
    "ln",
    "log",
    "mathbb",
    "mathbf",
    "mathrm",
    "max",
    "min",
    "mu",
    "omega",
    "operatorname",
    "overline",
    "partial",
    "phi",
    "pi",
    "pm",
    "prod",
    "propto",
    "psi",
    "quad",
    "qquad",
    "sigma",
    "sim",
    "sin",
    "sqrt",
    "subset",
    "sum",
    "underbrace",
    "underline",
    "uparrow",
    "upsilon",
    "varepsilon",
    "vec",
    "xi",
    "zeta",
];

/// The ASCII letters that a text begins with.
fn word(text: &str) -> &str {
    &text[..text.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(text.len())]
}

/// Whether a text that stands behind a backslash begins with a command that JSON knows no escape for.
pub(super) fn is_command(text: &str) -> bool {
    OTHERS.contains(&word(text))
}

/// How far a formula is followed, in characters.
const LONGEST_FORMULA: usize = 400;

/// Whether a formula stands from here to the next `\]`.
pub(super) fn is_display(text: &str) -> bool {
    let most = text.char_indices().nth(LONGEST_FORMULA).map_or(text.len(), |(at, _)| at);
    text[..most].find("\\]").is_some_and(|end| text[..end].contains(['\\', '=', '^', '_']))
}

/// Gives the commands in all strings of a value their backslash back. Says whether there were any.
pub(super) fn restore(value: &mut Value) -> bool {
    match value {
        Value::String(text) => match restored(text) {
            Some(mended) => {
                *text = mended;
                true
            }
            None => false,
        },
        Value::Array(values) => values.iter_mut().fold(false, |any, value| restore(value) | any),
        Value::Object(fields) => fields.values_mut().fold(false, |any, value| restore(value) | any),
        _ => false,
    }
}

fn restored(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut copied = 0;
    for (at, control) in text.match_indices(|letter: char| letter < ' ') {
        let rest = &text[at + 1..];
        let Some((letter, _, sure, words)) = TAKEN.iter().find(|row| control.starts_with(row.1)) else { continue };
        let name = word(rest);
        let is_word = || is_in_formula(&format!("{out}{}", &text[copied..at]), rest);
        if sure.contains(&name) || words.contains(&name) && is_word() {
            out.push_str(&text[copied..at]);
            out.extend(['\\', *letter]);
            copied = at + 1;
        }
    }
    (copied > 0).then(|| out + &text[copied..])
}

/// Whether a formula is open after `before`, on the same line, and ends in the paragraph `after` it.
fn is_in_formula(before: &str, after: &str) -> bool {
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let after = after.split("\n\n").next().unwrap_or_default();
    let is_open = |open: &str, close: &str| {
        line.rfind(open).is_some_and(|at| !line[at..].contains(close)) && after.contains(close)
    };
    // An amount begins with a dollar sign as well.
    let is_sign = |at: &usize| !line[at + 1..].starts_with(|letter: char| letter.is_ascii_digit());
    let signs = line.match_indices('$').map(|(at, _)| at).filter(is_sign).count();
    signs % 2 == 1 && after.contains('$') || is_open("\\(", "\\)") || is_open("\\[", "\\]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_get_their_backslash_back() {
        for (given, read) in [
            ("\u{c}rac{1}{2}", r"\frac{1}{2}"),
            ("3 \times 4 \neq 11", r"3 \times 4 \neq 11"),
            ("\u{8}eta and \rho", r"\beta and \rho"),
            ("\text{rate} = \theta", r"\text{rate} = \theta"),
            ("so $x \to \nu$ holds", r"so $x \to \nu$ holds"),
            (r"\(a \cdot b", r"\(a \cdot b"),
            ("\\(a \ne b\\)", r"\(a \ne b\)"),
        ] {
            let mut value = serde_json::json!([{ "content": given }]);
            assert_eq!(restore(&mut value), given != read, "{given}");
            assert_eq!(value[0]["content"], read);
        }
    }

    #[test]
    fn tabs_and_line_breaks_between_words_stay() {
        for text in [
            "one\ntwo",
            "\tan apple\n\to eat",
            "You pay $500.\nu can save $20",
            "from $5\nto $6\n",
            "a\r\nb",
            "e\ne\nu",
            "\u{8}egins",
            "\textual",
            "\u{1b}[31m",
        ] {
            assert_eq!(restored(text), None, "{text:?}");
        }
    }
}
