//! Words without their endings, so that "retiring" is "retirement": light, for a few European languages.

use crate::quality::text::word_id;

/// Longest first.
const ENDINGS: &[&str] = &[
    "izations", "isations", "ization", "isation", "amientos", "amiento", "imiento", "ements", "aciones", "ments",
    "ement", "ation", "ations", "iness", "ungen", "mente", "ement", "ment", "ness", "ions", "able", "ible", "ally",
    "ción", "ing", "ies", "ion", "ers", "ung", "ion", "ado", "ada", "ed", "es", "er", "en", "ly", "al", "s", "e", "y",
    "n",
];

/// The letters a stem keeps at least.
const SHORTEST: usize = 3;

/// The stem of a word in lower case.
pub(crate) fn stem(word: &str) -> &str {
    let mut stem = word;
    // "retirements": twice at most.
    for _ in 0..2 {
        // Few words end with the letter of no ending.
        if !stem.ends_with(['s', 't', 'e', 'n', 'g', 'o', 'a', 'd', 'r', 'y', 'l']) {
            break;
        }
        let ending = ENDINGS.iter().find(|ending| {
            // "Earn" is no "ear".
            let least = if **ending == "n" { SHORTEST + 1 } else { SHORTEST.max(ending.len()) };
            stem.strip_suffix(**ending).is_some_and(|rest| rest.chars().count() >= least)
        });
        match ending {
            Some(ending) => stem = &stem[..stem.len() - ending.len()],
            None => break,
        }
    }
    // "planning" doubles its last letter.
    let mut last = stem.chars().rev();
    match (last.next(), last.next()) {
        (Some(one), Some(two)) if one == two && stem.len() > 3 && !matches!(one, 'l' | 's') => {
            &stem[..stem.len() - one.len_utf8()]
        }
        _ => stem,
    }
}

/// Equal for words of one stem.
pub(crate) fn stem_id(word: &str) -> u64 {
    word_id(stem(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_forms_have_one_stem() {
        for forms in [
            ["retire", "retiring", "retired", "retirement"].as_slice(),
            &["mortgage", "mortgages"],
            &["claim", "claims", "claiming", "claimed"],
            &["anxious", "anxiously"],
            &["rent", "rents", "renting"],
            &["benefit", "benefits"],
            &["invest", "investing", "investment", "investments"],
            &["debt", "debts"],
            &["worry", "worries"],
        ] {
            let stems: Vec<&str> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.iter().all(|it| *it == stems[0]), "{forms:?}: {stems:?}");
        }
        assert_ne!(stem("internet"), stem("interest"));
        assert_ne!(stem("bread"), stem("brand"));
        assert_ne!(stem("earner"), stem("early"));
    }
}
