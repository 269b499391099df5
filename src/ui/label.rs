//! A short text for each row that tells it from the others: what differs among the conversations shown.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::domain::conversation::Conversation;
use crate::ui::printable::printable;
use crate::ui::shorten::{shortened, text_width};

/// Between two parts of a label.
const BETWEEN: &str = " · ";
/// With less room for each part, a label has only those that tell the rows apart.
const LEAST: usize = 10;

/// The labels of the rows of a list, before they are cut.
#[derive(Debug)]
pub(crate) struct Labels {
    /// One entry a part: its value in each row.
    parts: Vec<Vec<String>>,
    /// Which of them is the emotion.
    emotion: Option<usize>,
    /// What the rows have in common: values that no label repeats.
    common: Vec<String>,
    rows: usize,
}

impl Labels {
    pub(crate) fn of(conversations: &[&Conversation]) -> Labels {
        let rows = conversations.len();
        let axes: [fn(&Conversation) -> &str; 3] = [|it| &it.persona, |it| &it.emotion, |it| &it.topic];
        let axes = axes.map(|axis| conversations.iter().map(|it| text(axis(it))).collect::<Vec<_>>());
        let stays = |values: &Vec<String>| rows == 1 || differ(values);
        let emotion = stays(&axes[1]).then(|| usize::from(stays(&axes[0])));
        let (mut parts, same): (Vec<Vec<String>>, Vec<Vec<String>>) = axes.into_iter().partition(stays);
        let mut common: Vec<String> =
            same.into_iter().filter_map(|values| values.into_iter().next()).filter(|value| value != "-").collect();
        let mut apart = number_apart(&parts, rows);
        for values in further(conversations) {
            if apart == rows {
                break;
            }
            parts.push(values);
            match number_apart(&parts, rows) {
                more if more > apart => apart = more,
                _ => drop(parts.pop()),
            }
        }
        if parts.is_empty() {
            parts.push(vec![common.join(BETWEEN); rows]);
            common.clear();
        }
        Labels { parts, emotion, common, rows }
    }

    /// The axes alone that differ; `None` where none does.
    fn of_axes(conversations: &[&Conversation]) -> Option<Labels> {
        let all = Labels::of(conversations);
        let axes: [fn(&Conversation) -> &str; 3] = [|it| &it.persona, |it| &it.emotion, |it| &it.topic];
        let values = axes.map(|axis| conversations.iter().map(|it| text(axis(it))).collect::<Vec<_>>());
        let parts: Vec<Vec<String>> = values.into_iter().filter(|values| differ(values)).collect();
        (!parts.is_empty()).then_some(Labels { parts, ..all })
    }

    /// Persona, emotion or topic that all rows share; `None` where they share none.
    pub(crate) fn common(&self) -> Option<String> {
        (!self.common.is_empty()).then(|| self.common.join(BETWEEN))
    }

    /// The label of each row, at most `room` columns wide.
    pub(crate) fn fitted(&self, room: usize) -> Vec<String> {
        let parts = self.needed(room);
        let between = text_width(BETWEEN) * parts.len().saturating_sub(1);
        let widths = shared(&parts, room.saturating_sub(between));
        let fitted: Vec<HashMap<&str, String>> = parts
            .iter()
            .zip(widths)
            .map(|(values, width)| shortened(values.iter().map(String::as_str).collect(), width))
            .collect();
        let label = |row: usize| {
            let cells = parts.iter().zip(&fitted).map(|(values, short)| short[values[row].as_str()].as_str());
            cells.collect::<Vec<_>>().join(BETWEEN)
        };
        (0..self.rows).map(label).collect()
    }

    /// All parts where there is room; else without those that tell no rows apart, the emotion last of them.
    fn needed(&self, room: usize) -> Vec<&Vec<String>> {
        let mut kept: Vec<usize> = (0..self.parts.len()).collect();
        let values = |kept: &[usize]| kept.iter().map(|place| &self.parts[*place]).collect::<Vec<_>>();
        let apart = number_apart(&values(&kept), self.rows);
        let mut places = kept.clone();
        places.sort_by_key(|place| Some(*place) == self.emotion);
        for place in places {
            let fewer: Vec<usize> = kept.iter().copied().filter(|kept| *kept != place).collect();
            let is_tight = room / kept.len() < LEAST;
            if is_tight && !fewer.is_empty() && number_apart(&values(&fewer), self.rows) == apart {
                kept = fewer;
            }
        }
        values(&kept)
    }
}

/// The title of each row, and where there is room what else differs, at most `room` columns wide.
pub(crate) fn titled(conversations: &[&Conversation], room: usize) -> Vec<String> {
    let titles: Vec<String> = conversations.iter().map(|it| text(&it.title)).collect();
    let different = titles.iter().collect::<HashSet<_>>().len();
    // Many a title is "persona on topic": cut short it says the one or the other, and the axes say both.
    let is_told = |it: &&Conversation| [&it.persona, &it.topic].iter().all(|axis| it.title.contains(axis.trim()));
    if titles.len() > 1 && (different == 1 || conversations.iter().all(is_told)) {
        return Labels::of(conversations).fitted(room);
    }
    // Titles that some rows share leave room for what tells these apart.
    let most = if different == titles.len() { room } else { room / 2 };
    let width = titles.iter().map(|title| text_width(title)).max().unwrap_or_default().min(most);
    let short = shortened(titles.iter().map(String::as_str).collect(), width);
    let rest = room.saturating_sub(width + text_width(BETWEEN));
    let others = (rest >= LEAST).then(|| Labels::of_axes(conversations)).flatten().map(|labels| labels.fitted(rest));
    let label = |(place, title): (usize, &String)| match &others {
        Some(others) => {
            let title = console::pad_str(&short[title.as_str()], width, console::Alignment::Left, None).into_owned();
            format!("{title}{BETWEEN}{}", others[place])
        }
        None => short[title.as_str()].clone(),
    };
    titles.iter().enumerate().map(label).collect()
}

/// A value on one line; "-" for none.
fn text(value: &str) -> String {
    let line = printable(value).split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { "-".into() } else { line }
}

fn differ(values: &[String]) -> bool {
    values.windows(2).any(|two| two[0] != two[1])
}

/// How many rows differ from all others in these parts.
fn number_apart<V: AsRef<[String]>>(parts: &[V], rows: usize) -> usize {
    let row = |row: usize| parts.iter().map(|values| values.as_ref()[row].as_str()).collect::<Vec<_>>();
    (0..rows).map(row).collect::<HashSet<_>>().len()
}

/// Where the axes are alike: the title, what was drawn or set, the template, the model.
fn further(conversations: &[&Conversation]) -> Vec<Vec<String>> {
    let names: BTreeSet<&String> = conversations.iter().flat_map(|it| it.parameters.keys()).collect();
    let (drawn, set): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| name.starts_with("vary."));
    let mut all = vec![conversations.iter().map(|it| text(&it.title)).collect::<Vec<_>>()];
    for name in drawn.into_iter().chain(set) {
        let value = |it: &&Conversation| text(it.parameters.get(name).map_or("", String::as_str));
        all.push(conversations.iter().map(value).collect());
    }
    let optional: [fn(&Conversation) -> Option<&String>; 2] = [|it| it.template.as_ref(), |it| it.model.as_ref()];
    for of in optional {
        all.push(conversations.iter().map(|it| text(of(it).map_or("", String::as_str))).collect());
    }
    all
}

/// The width of each part, at most `room` together: the widest gives way first.
fn shared(parts: &[&Vec<String>], room: usize) -> Vec<usize> {
    let widest = |values: &Vec<String>| values.iter().map(|value| text_width(value)).max().unwrap_or_default();
    let mut widths: Vec<usize> = parts.iter().map(|values| widest(values)).collect();
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max().filter(|width| **width > 1) {
            Some(most) => *most -= 1,
            None => break,
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_part_gives_way_first() {
        let part = |text: &str| vec![text.to_owned()];
        let (persona, emotion, topic) = (part("a very long persona"), part("fear"), part("a long topic"));
        assert_eq!(shared(&[&persona, &emotion, &topic], 20), [8, 4, 8]);
        assert_eq!(shared(&[&persona, &emotion, &topic], 100), [19, 4, 12]);
    }
}
