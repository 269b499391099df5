//! `{"prompt":[…],"chosen":[…],"rejected":[…]}`: the turns that both share up to a question, and what came after.

use crate::export::example::Fields;
use crate::export::shapes::exchange::Exchange;
use crate::export::shapes::messages::chat;
use crate::export::talk::Talk;

/// `None` where both say the same. Where not even the first question is shared, the prompt is that of the approved one.
pub(super) fn fields<'a>(chosen: Exchange<'a>, rejected: &'a Talk<'_>) -> Option<Fields<'a>> {
    let shared = chosen.turns.iter().zip(&rejected.turns).take_while(|(one, other)| one == other).count();
    // The prompt ends with a question: places 1, 3, 5.
    let asked = if shared.is_multiple_of(2) { shared.saturating_sub(1).max(1) } else { shared };
    let (chosen_rest, rejected_rest) = (chosen.turns.get(asked..)?, rejected.turns.get(asked..)?);
    if chosen_rest == rejected_rest {
        return None;
    }
    Some(Fields(vec![
        ("prompt", chat(chosen.system, &chosen.turns[..asked])),
        ("chosen", chat(None, chosen_rest)),
        ("rejected", chat(None, rejected_rest)),
    ]))
}
