//! The rare words a pattern cannot do without: where a turn has none of them, the pattern is not tried.

use crate::quality::language::is_common_id;
use crate::quality::phrases::program::{Node, Step};

/// What a common word costs: it stands in nearly every turn.
const COMMON: usize = 50;

/// Words of which every match has at least one; `None` where there is no such set.
pub(super) fn anchor(node: &Node) -> Option<Vec<u64>> {
    match node {
        Node::Step(Step::Word(id)) => Some(vec![*id]),
        Node::Step(Step::OneOf(ids)) => Some(ids.clone()),
        Node::Step(_) | Node::Gap(_) | Node::Not(_) => None,
        Node::All(nodes) => nodes.iter().filter_map(anchor).min_by_key(|words| cost(words)),
        Node::Any(nodes) => {
            let all: Option<Vec<Vec<u64>>> = nodes.iter().map(anchor).collect();
            all.map(|all| all.concat())
        }
    }
}

fn cost(words: &[u64]) -> usize {
    words.iter().map(|id| if is_common_id(*id) { COMMON } else { 1 }).sum()
}
