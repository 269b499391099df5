//! A filter as the flags that mean it, for a command to type next.

use chrono::SecondsFormat;

use crate::domain::axis_match::AxisMatch;
use crate::domain::filter::{Filter, Superseded, Unread, Without};

use crate::cli::shell;

/// The flags; texts of the axes are marked, so that they mean the same to every command. What no flag can say is left
/// out: the command then shows more, never less.
pub(crate) fn flags_of(filter: &Filter) -> Vec<String> {
    let mut flags = Vec::new();
    let mut add = |name: &str, value: &str| flags.push(shell::flag(name, value));
    let list = |words: Vec<&str>| (!words.is_empty()).then(|| words.join(","));
    let marked = |value: &AxisMatch| match value {
        AxisMatch::Whole(text) => format!("={text}"),
        AxisMatch::Part(text) => format!("~{text}"),
    };
    let lists = [
        ("--status", list(filter.status.iter().map(|it| it.as_str()).collect())),
        ("--tier", list(filter.tier.iter().map(|it| it.as_str()).collect())),
        ("--provider", list(filter.provider.iter().map(|it| it.as_str()).collect())),
        ("--confidence", list(filter.confidence.iter().map(|it| it.as_str()).collect())),
        ("--finding", list(filter.finding.iter().map(|it| it.as_str()).collect())),
    ];
    lists.iter().for_each(|(name, words)| words.iter().for_each(|words| add(name, words)));
    for (name, values) in [("--persona", &filter.persona), ("--emotion", &filter.emotion), ("--topic", &filter.topic)] {
        values.iter().for_each(|value| add(name, &marked(value)));
    }
    for (name, values) in [
        ("--category", &filter.category),
        ("--template", &filter.template),
        ("--batch", &filter.batch),
        ("--source", &filter.source),
        ("--document", &filter.document),
        ("--tag", &filter.tag),
        ("--created-by", &filter.created_by),
    ] {
        values.iter().for_each(|value| add(name, value));
    }
    for (name, values) in &filter.param {
        values.iter().for_each(|value| add("--param", &format!("{name}={value}")));
    }
    let scores = [("--min-quality", filter.min_quality), ("--max-quality", filter.max_quality)];
    scores.iter().for_each(|(name, score)| score.iter().for_each(|score| add(name, &score.to_string())));
    filter.search.iter().for_each(|words| add("--search", words));
    for (name, age, at) in [("--since", filter.since_age, filter.since), ("--until", filter.until_age, filter.until)] {
        match (age, at) {
            // Ages are whole minutes.
            (Some(seconds), _) => add(name, &format!("{}m", seconds / 60)),
            (None, Some(at)) => add(name, &at.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
            (None, None) => {}
        }
    }
    let switches = [
        ("--no-findings", filter.without == Without::Findings),
        ("--sent-back", filter.sent_back),
        ("--old-text", filter.old_text),
        ("--superseded", filter.superseded == Superseded::Only),
    ];
    flags.extend(switches.iter().filter(|(_, is_on)| *is_on).map(|(name, _)| (*name).to_owned()));
    flags.extend(filter.unread_serious.map(|unread| match unread {
        Unread::Any => "--unread-serious".to_owned(),
        when => format!("--unread-serious={when}"),
    }));
    flags
}
