//! The checks on labelled conversations: how many bad ones they find, and how many good ones they accuse.
//!
//! `cargo test --test all content:: -- --nocapture` prints the table. `CONTENT_CASES=FILE` reads another file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dialoom::domain::conversation::{Subject, Turn};
use dialoom::domain::finding::{Finding, Severity};
use dialoom::quality::{Context, assess};
use serde::Deserialize;

/// A conversation with one careful reader's label.
#[derive(Debug, Deserialize)]
struct Labelled {
    #[serde(default)]
    key: String,
    name: String,
    label: String,
    kind: String,
    /// What a bad one deserves; `None` for a good one.
    severity: Option<Severity>,
    title: String,
    persona: String,
    emotion: String,
    topic: String,
    turns_asked: u32,
    language: String,
    turns: Vec<Turn>,
}

/// What a model is asked: the built-in templates.
const PROMPTS: &str = concat!(
    include_str!("../data/templates/financial-planning-triumph.toml"),
    include_str!("../data/templates/investment-discovery.toml"),
    include_str!("../data/templates/retirement-planning-anxiety-to-relief.toml"),
);

impl Labelled {
    /// The severity and the name of each finding.
    fn found(&self) -> Vec<(Severity, String)> {
        let subject =
            Subject { persona: self.persona.clone(), emotion: self.emotion.clone(), topic: self.topic.clone() };
        let stages = ["Anxiety", "Clarification", "Planning", "Reassurance", "Confidence"].map(str::to_owned);
        let context = Context {
            turns_asked: self.turns_asked,
            turn_limits: &[1200],
            title: Some(&self.title),
            subject: Some(&subject),
            prompt: [PROMPTS, ""],
            stages: &stages,
            plain_prose: true,
            language: &self.language,
            ..Context::default()
        };
        let notes = assess(&self.turns, &context).metrics.findings;
        notes.into_iter().map(|note| (note.severity, format!("{}: {}", note.finding, note.excerpt))).collect()
    }
}

/// How many of a kind have a serious finding, of how many.
#[derive(Debug, Default)]
struct Row {
    serious: u32,
    all: u32,
}

#[test]
fn nine_of_ten_bad_conversations_are_found_and_good_ones_are_left_alone() {
    let kept = || {
        let files = [
            include_str!("content/labelled.jsonl"),
            include_str!("content/unseen.jsonl"),
            include_str!("content/subtle.jsonl"),
            include_str!("content/fresh.jsonl"),
            include_str!("content/siblings.jsonl"),
            include_str!("content/sly.jsonl"),
            include_str!("content/plain.jsonl"),
            include_str!("content/traps.jsonl"),
            include_str!("content/everyday.jsonl"),
            include_str!("content/cousins.jsonl"),
            include_str!("content/other-subjects.jsonl"),
            include_str!("content/figures.jsonl"),
            include_str!("content/kinds.jsonl"),
            include_str!("content/natural.jsonl"),
            include_str!("content/ordinary.jsonl"),
            include_str!("content/damaged.jsonl"),
            include_str!("content/fair.jsonl"),
            include_str!("content/slips.jsonl"),
            include_str!("content/voices.jsonl"),
            include_str!("content/small-town.jsonl"),
            include_str!("content/neighbours.jsonl"),
            include_str!("content/harbour.jsonl"),
            include_str!("content/drawers.jsonl"),
            include_str!("content/orchard.jsonl"),
            include_str!("content/mill.jsonl"),
            include_str!("content/ferry.jsonl"),
        ];
        files.map(str::to_owned).to_vec()
    };
    let sets =
        std::env::var("CONTENT_CASES").map_or_else(|_| kept(), |path| vec![std::fs::read_to_string(path).unwrap()]);
    let hints = sets.iter().map(|set| holds_the_limits(set, 90));
    let (hinted, good) = hints.fold((0, 0), |(hinted, good), one| (hinted + one.0, good + one.1));
    assert!(4 * hinted <= good, "{hinted} of {good} good ones have a hint");
    // Words alone do not tell more of these.
    if std::env::var_os("CONTENT_CASES").is_none() {
        holds_the_limits(include_str!("content/drift.jsonl"), 80);
        holds_the_limits(include_str!("content/desks.jsonl"), 85);
        // The kinds that words tell least: nonsense in real words, contradictions, another subject from the middle on.
        holds_the_limits(include_str!("content/faint.jsonl"), 40);
        // It holds harmful advice, contradictions and invented links, too.
        holds_the_limits(include_str!("content/mixed.jsonl"), 75);
        // Riddles: each fault in the most unusual words that its author found.
        holds_the_limits(include_str!("content/unusual.jsonl"), 55);
    }
}

/// A short exchange in which the assistant states a sum.
#[derive(Debug, Deserialize)]
struct Sum {
    key: String,
    language: String,
    wrong: bool,
    turns: Vec<Turn>,
}

#[test]
fn three_of_ten_wrong_sums_in_any_words_are_found_and_no_right_one_is_accused() {
    let (mut found, mut wrong, mut accused) = (0, 0, Vec::new());
    for line in include_str!("content/exchanges/sums.jsonl").lines() {
        let sum: Sum = serde_json::from_str(line).unwrap();
        let notes = assess(&sum.turns, &Context { language: &sum.language, ..Context::default() }).metrics.findings;
        let is_found = notes.iter().any(|note| note.finding == Finding::Arithmetic);
        wrong += u32::from(sum.wrong);
        found += u32::from(sum.wrong && is_found);
        if is_found && !sum.wrong {
            accused.push(sum.key);
        }
    }
    assert!(10 * found >= 3 * wrong, "{found} of {wrong} wrong sums are found");
    assert!(accused.is_empty(), "right ones are accused: {accused:?}");
}

/// Asserts that so many percent of the bad ones have a serious finding, and at most one of fifty good ones. Returns how
/// many good ones have a hint, and how many there are.
#[expect(clippy::print_stdout, reason = "the table is for whoever asks for it")]
fn holds_the_limits(text: &str, least: u32) -> (u32, u32) {
    let mut table: BTreeMap<String, Row> = BTreeMap::new();
    let (mut wrong, mut hinted) = (String::new(), 0);
    for line in text.lines() {
        let case: Labelled = serde_json::from_str(line).unwrap();
        let found = case.found();
        let is_serious = found.iter().any(|it| it.0 == Severity::Serious);
        let deserves = case.label == "bad" && case.severity != Some(Severity::Hint);
        let kind = if case.label == "bad" && !deserves { format!("{} (hint)", case.kind) } else { case.kind.clone() };
        hinted += u32::from(case.label == "good" && !found.is_empty());
        let row = table.entry(kind).or_default();
        row.serious += u32::from(is_serious);
        row.all += 1;
        if deserves != is_serious && (case.label == "good" || deserves) {
            let _ = writeln!(wrong, "{} ({}, {}): {found:?}", case.name, case.kind, case.key);
        }
    }
    let mut shown = String::new();
    for (kind, row) in &table {
        let _ = writeln!(shown, "{kind:24} {:3} of {:3}", row.serious, row.all);
    }
    println!("{shown}\n{wrong}");
    let sum = |is: &dyn Fn(&str) -> bool| {
        let rows = table.iter().filter(|(kind, _)| is(kind)).map(|(_, row)| row);
        rows.fold((0, 0), |(serious, all), row| (serious + row.serious, all + row.all))
    };
    let (caught, bad) = sum(&|kind| kind != "good" && !kind.ends_with("(hint)"));
    let (accused, good) = sum(&|kind| kind == "good");
    assert!(100 * caught >= least * bad, "{caught} of {bad} bad ones are found\n{wrong}");
    assert!(50 * accused <= good, "{accused} of {good} good ones are accused\n{wrong}");
    println!("{hinted} of {good} good ones have a hint");
    (hinted, good)
}

/// A conversation of so many turns, no two alike.
fn talk(turns: usize) -> Vec<Turn> {
    let text = |at: usize| {
        format!(
            "In week {at} we paid ${} for the rent and {} for the car, and my sister said that the plan holds if I keep \
             to number {at}. What would you do about the other {} that are still open, and who should call the bank?",
            at * 7 + 300,
            at * 3 + 50,
            at % 97
        )
    };
    let role = |at: usize| ["user", "assistant"][at % 2].parse().unwrap();
    (0..turns).map(|at| Turn { role: role(at), content: text(at) }).collect()
}

/// With subject and source every check looks.
#[cfg(target_os = "linux")]
const SOURCE: &str =
    "The rent is 300 dollars, and rises by 7 dollars a week. The car costs 50 dollars, and 3 more a week.";

/// The time the checks take on this processor, in nanoseconds: the least of a few runs.
#[cfg(target_os = "linux")]
fn cost(turns: &[Turn]) -> i64 {
    let now = || {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        time.tv_sec * 1_000_000_000 + time.tv_nsec
    };
    let [persona, emotion, topic] = ["a tenant", "worry", "the rent and the car"].map(str::to_owned);
    let subject = Subject { persona, emotion, topic };
    let run = |_| {
        let context = Context { subject: Some(&subject), source: Some(SOURCE), ..Context::default() };
        let start = now();
        let _ = assess(turns, &context);
        now() - start
    };
    (0..5).map(run).min().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn ten_times_the_turns_take_about_ten_times_as_long() {
    let (short, long) = (cost(&talk(1_000)), cost(&talk(10_000)));
    // A quadratic check would take a hundred times as long; larger tables cost a little more per entry.
    assert!(long <= 14 * short, "{short} ns for 1,000 turns, {long} ns for 10,000");
}

/// An import may bring a turn of megabytes.
#[cfg(target_os = "linux")]
#[test]
fn ten_times_the_text_of_a_turn_takes_about_ten_times_as_long() {
    for sentence in [
        "I pay $300 a month and 12 times that is $3,600, so 20 percent of it is $720. ",
        "Call 555-0134 or write to jo@example.com by 3 May. ",
        "One line\nTwo lines: yes, and 'no' to [Name] in {braces} and <b>tags</b>\n",
        "and then twelve of them went on with 7 others to 48 doors, ",
        "See https://a.example/x?y=1&amp;z=2 now, (insert it) ____ %s. ",
        "((((((((((((((((((((",
        "[[[[[[[[[[[[[[[[[[[[",
        "unbekanntewortteile",
        "a-a-a-a-a-a-a-a-a-a-",
        "jo@example.org,jim@example.net;",
    ] {
        let turns = |times: usize| {
            let [user, assistant] = ["user", "assistant"].map(|role| role.parse().unwrap());
            let asked = Turn { role: user, content: "How do I pay the rent for the car on time?".into() };
            vec![asked, Turn { role: assistant, content: sentence.repeat(times) }]
        };
        let (short, long) = (cost(&turns(150)), cost(&turns(1_500)));
        assert!(long <= 20 * short, "{short} ns for 150, {long} ns for 1,500 of {sentence:?}");
    }
}
