//! Recall and precision on generated pairs, whose similarity is computed here from the words themselves.

use std::collections::HashSet;

use dialoom::store::Store;

use crate::support::{Figures, Folder, Goal, measure as run};
use crate::texts;

/// Conversations in a transaction.
const AT_ONCE: usize = 500;

pub fn measure(runtime: &tokio::runtime::Runtime, pairs: u64, figures: &mut Figures) {
    let folder = Folder::new();
    let path = folder.file("dialoom.db").display().to_string();
    let mut exact = Vec::new();
    let mut conversations = Vec::new();
    for n in 0..pairs {
        let (one, other) = texts::pair(n);
        exact.push(jaccard(&triples(&one), &triples(&other)));
        conversations.push(texts::of_turns(&format!("first {n}"), &one));
        conversations.push(texts::of_turns(&format!("second {n}"), &other));
    }
    runtime.block_on(async {
        let store = Store::open(&path).await.expect("a fresh file can be opened");
        for some in conversations.chunks(AT_ONCE) {
            store.add_conversations(some).await.expect("room on the disk");
        }
        store.close().await;
    });
    for threshold in ["0.5", "0.6", "0.7", "0.8", "0.9"] {
        let found = groups(&folder, threshold);
        add(figures, &format!("duplicates --threshold {threshold}"), &exact, threshold, &found);
    }
    add(figures, "serious finding as it is saved", &exact, "0.8", &serious(&folder));
}

/// The pairs that `duplicates` lists.
fn groups(folder: &Folder, threshold: &str) -> HashSet<usize> {
    let said = run(folder.dialoom(["duplicates", "--threshold", threshold, "--json"])).stdout;
    let said: serde_json::Value = serde_json::from_str(&said).expect("one JSON document");
    let groups = said["groups"].as_array().expect("a list of groups");
    let title = |member: &serde_json::Value| number(member["title"].as_str().unwrap_or_default());
    let pair = |group: &serde_json::Value| {
        let members: HashSet<usize> = group["members"].as_array().into_iter().flatten().map(title).collect();
        assert_eq!(members.len(), 1, "no two pairs share a word: {group}");
        members.into_iter().next()
    };
    groups.iter().filter_map(pair).collect()
}

/// The pairs with a serious finding.
fn serious(folder: &Folder) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut cursor = String::new();
    loop {
        let mut command = folder.dialoom(["list", "--finding", "near_duplicate", "--json", "--limit", "1000"]);
        if !cursor.is_empty() {
            command.args(["--cursor", &cursor]);
        }
        let said: serde_json::Value = serde_json::from_str(&run(command).stdout).expect("one JSON document");
        for it in said["conversations"].as_array().into_iter().flatten() {
            let findings = it["quality_metrics"]["findings"].as_array().cloned().unwrap_or_default();
            if findings.iter().any(|note| note["finding"] == "near_duplicate" && note["severity"] == "serious") {
                found.insert(number(it["title"].as_str().unwrap_or_default()));
            }
        }
        match said["next_cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => return found,
        }
    }
}

fn number(title: &str) -> usize {
    title.rsplit(' ').next().and_then(|number| number.parse().ok()).expect("a title with a number")
}

fn add(figures: &mut Figures, what: &str, exact: &[f64], threshold: &str, found: &HashSet<usize>) {
    let least: f64 = threshold.parse().expect("a number");
    let alike = exact.iter().filter(|it| **it >= least).count();
    let right = found.iter().filter(|pair| exact[**pair] >= least).count();
    let recall = format!("{what}: recall of {alike} pairs of {}", exact.len());
    let precision = format!("{what}: precision of {} found", found.len());
    let is_near = |similarity: &f64| (least..least + 0.05).contains(similarity);
    let near = exact.iter().filter(|it| is_near(it)).count();
    let near_found = found.iter().filter(|pair| is_near(&exact[**pair])).count();
    let hardest = format!("{what}: recall of the {near} pairs within 0.05 above");
    for (name, part, all) in [(recall, right, alike), (hardest, near_found, near), (precision, right, found.len())] {
        let share = part as f64 / all.max(1) as f64;
        match threshold {
            "0.8" => figures.goal(name, share, "", Goal::AtLeast, 0.95),
            _ => figures.add(name, share, ""),
        }
    }
}

/// The word triples of each turn, as texts: independent of the hashes of the program.
fn triples(turns: &[String]) -> HashSet<[String; 3]> {
    let mut all = HashSet::new();
    for turn in turns {
        let words: Vec<String> =
            turn.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_owned).collect();
        all.extend(words.windows(3).map(|it| [it[0].clone(), it[1].clone(), it[2].clone()]));
    }
    all
}

fn jaccard(one: &HashSet<[String; 3]>, other: &HashSet<[String; 3]>) -> f64 {
    let common = one.intersection(other).count();
    common as f64 / (one.len() + other.len() - common).max(1) as f64
}
