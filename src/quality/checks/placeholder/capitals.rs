//! Orders to fill something in, in capitals: "INSERT AMOUNT".

use std::ops::Range;

use crate::quality::checks::placeholder::words::table;
use crate::quality::text::{TurnText, Word};

/// The fewest letters of a word that is written in capitals on purpose.
const LETTERS: usize = 4;

/// Two words in capitals beside each other, one of them an order to fill in; in a text that is in capitals throughout
/// they say nothing.
pub(super) fn order(turn: &TurnText<'_>) -> Option<Range<usize>> {
    let is_loud = |word: &Word| {
        let shown = turn.shown(word);
        shown.chars().count() >= LETTERS && shown.chars().all(char::is_uppercase)
    };
    let orders = |word: &Word| table("orders").contains(&turn.shown(word).to_lowercase().as_str());
    let is_order = |pair: &[Word]| {
        let beside = !pair[0].sign_follows && !turn.is_code(pair[0].start as usize) && !pair[0].quoted;
        beside && pair.iter().all(is_loud) && pair.iter().any(orders)
    };
    let at = turn.words.windows(2).position(is_order)?;
    let loud = turn.words.iter().filter(|word| is_loud(word)).count();
    (4 * loud < turn.words.len()).then(|| turn.words[at].start as usize..turn.words[at + 1].end as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Role;
    use crate::quality::text::prepare;

    #[test]
    fn an_order_in_capitals_is_told_from_a_loud_text() {
        let found = |text: &str| order(&prepare(Role::Assistant, text)).map(|range| text[range].to_owned());
        let spanish = "La residencia de este curso es de RELLENAR CANTIDAD euros, y el plazo termina en mayo.";
        assert_eq!(found(spanish).as_deref(), Some("RELLENAR CANTIDAD"));
        let german = "Die Miete beträgt dann BETRAG EINFÜGEN Euro im Monat, und der Vertrag beginnt im Mai.";
        assert_eq!(found(german).as_deref(), Some("BETRAG EINFÜGEN"));
        assert_eq!(found("PRESS ENTER TWICE, THEN FILL THE FORM ABOVE"), None);
        assert_eq!(found("Press ENTER twice, and send the form to NASA before the week is over."), None);
    }
}
