//! Contracted words taken apart, so that "can't", "can’t", "cannot" and "can not" are the same words.

/// The parts of a word in lower case with straight apostrophes; `None` where it is one word.
pub(super) fn parts(word: &str) -> Option<(&str, &str)> {
    if word == "cannot" {
        return Some(("can", "not"));
    }
    if !word.contains('\'') {
        return None;
    }
    match word {
        "can't" => return Some(("can", "not")),
        "won't" => return Some(("will", "not")),
        "shan't" => return Some(("shall", "not")),
        "i'm" => return Some(("i", "am")),
        "let's" => return Some(("let", "us")),
        _ => {}
    }
    const ENDINGS: [(&str, &str); 6] =
        [("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would"), ("'s", "is")];
    for (ending, full) in ENDINGS {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| !stem.is_empty()) {
            return Some((stem, full));
        }
    }
    // French and Italian put the short word first: "j'ai", "qu'il", "l'argent".
    let at = word.find('\'')? + 1;
    (at < word.len() && at <= 5).then(|| word.split_at(at))
}
