//! Three answers in ten are broken in every way there is: in the end every item is made, once.

use std::time::Duration;

use super::kept::Kept;
use super::scale::{figure, sized};
use super::setting::{Price, write_plan, write_settings};
use crate::support::stand_in::{Answer, Protocol, Step, mix};
use crate::support::world::World;

#[test]
fn every_item_is_made_although_three_answers_in_ten_are_broken() {
    let items = sized(120, 1000);
    let faults: Vec<(f64, Step)> = vec![
        (0.03, Answer::RateLimited(Some(0)).into()),
        (0.005, Answer::RateLimited(Some(1)).into()),
        (0.025, Answer::RateLimited(None).into()),
        (0.04, Answer::Error(500, "api_error", "something broke").into()),
        (0.04, Answer::Error(529, "overloaded_error", "too much to do").into()),
        (0.02, Answer::Hang.into()),
        (0.04, Answer::CutConnection.into()),
        (0.02, Answer::Close.into()),
        (0.04, Answer::CutJson.into()),
        (0.04, Answer::Prose.into()),
    ];
    let share: f64 = faults.iter().map(|(share, _)| share).sum();
    assert!((share - 0.3).abs() < 1e-9);
    let ordeal = World::new().asking(Protocol::Anthropic, mix(3, faults));
    write_plan(&ordeal, "faults", items);
    write_settings(
        &ordeal,
        Price { input: 3.0, output: 15.0 },
        "requests = 1000000\nconcurrency = 50\nmax_retries = 30\nmax_answer_retries = 30\nretry_base_ms = 10\n\
         retry_cap_ms = 40\ntimeout_seconds = 1.5",
    );
    let output = ordeal.start(["batch", "run", "faults.toml"]).end_within(Duration::from_secs(300));
    let kept = Kept::of(&ordeal);
    let journal = ordeal.stand_in.journal();
    let answered: usize = journal.iter().filter(|entry| entry.billed.is_some()).count();
    let what = format!("30 % mixed faults, {items} items");
    figure(&format!("{what}: items completed"), kept.items_in("completed"), &items.to_string());
    figure(&format!("{what}: stored twice"), kept.stored_twice(), "0");
    figure(&format!("{what}: requests / answers that may be billed"), format!("{} / {answered}", journal.len()), "");
    output.ok();
    kept.is_exactly(&["faults"], items);
    assert!(journal.len() > items * 5 / 4, "there were faults: {} requests", journal.len());
}
