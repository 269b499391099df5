//! Servers that answer no call, ask for long pauses, or answer with what nothing can be read in.

use crate::support::stand_in::{Answer, Protocol, Step, always};
use crate::support::world::World;

/// Prices, and pauses that no test waits for.
const SETTINGS: &str = "[limits]\nretry_base_ms = 5\n[prices.\"m\"]\ninput = 1\noutput = 1\n";

#[test]
fn a_server_that_breaks_off_or_times_out_is_not_paid_for_the_whole_plan() {
    let gateway = || Answer::Raw(502, "text/html", "<html><title>Bad Gateway</title></html>".into());
    for (answer, hint) in
        [(Answer::CutConnection, "dialoom doctor"), (gateway(), "dialoom doctor"), (Answer::Hang, "--timeout 1")]
    {
        let shop = World::new().settings(SETTINGS).asking(Protocol::OpenAi, always(answer.clone()));
        let shop = shop.plan(30, "timeout_seconds = 0.5");
        let stopped = shop.run(["batch", "run", "plan.toml", "--model", "m"]).fails(1);
        let stopped = stopped.says("in a row got no answer; up to $").says("may have been billed").says(hint);
        assert!(stopped.stderr.contains("Then resume with: dialoom batch resume"), "{}", stopped.stderr);
        let calls = shop.stand_in.journal().len();
        assert!((8..=12).contains(&calls), "{answer:?}: {calls} calls");
    }
}

#[test]
fn a_long_pause_of_the_server_is_said_even_when_quiet() {
    let busy = Step::from(Answer::Error(503, "api_error", "maintenance")).header("retry-after", "3600");
    for limits in ["", "requests = \"none\""] {
        for step in [busy.clone(), Step::from(Answer::RateLimited(Some(3600)))] {
            let shop = World::new().asking(Protocol::OpenAi, always(step)).plan(3, limits);
            let live = shop.start(["-q", "batch", "run", "plan.toml"]);
            live.wait_to_say("60 min");
            live.signal("INT");
            let ended = live.end().ends(130).says("interrupted: everything made so far is kept");
            assert!(ended.stderr.contains("resume with: dialoom batch resume"), "{}", ended.stderr);
            assert!(ended.stderr.matches("60 min").count() <= 2, "{}", ended.stderr);
        }
    }
    let shop = World::new().asking(Protocol::OpenAi, always(busy));
    let line =
        ["-q", "generate", "-t", "Investment Discovery", "--persona", "Nurse", "--emotion", "worried", "--model", "m"];
    let live = shop.start(line);
    live.wait_to_say("retry in 60 min");
    live.signal("INT");
    live.end().ends(130).says("overloaded");
}

#[test]
fn where_nothing_is_stored_the_advice_names_the_log_and_a_page_the_doctor() {
    let text = Answer::Text("I would rather talk about the weather.".into());
    let shop = World::new().asking(Protocol::OpenAi, always(text)).plan(3, "max_answer_retries = 0");
    let ended = shop.run(["batch", "run", "plan.toml"]).ends(3);
    assert!(!ended.stderr.contains("read the worst first"), "{}", ended.stderr);
    let command = ended.stderr.split("see the answers: dialoom ").nth(1).unwrap().lines().next().unwrap().to_owned();
    shop.run(command.split(' ')).ok().prints("rather talk about the weather");
    let empty = Answer::Raw(200, "application/json", String::new());
    let shop = World::new().asking(Protocol::OpenAi, always(empty)).plan(30, "retry_base_ms = 1");
    shop.run(["batch", "run", "plan.toml"]).fails(1).says("with an empty body").says("dialoom doctor");
}

#[test]
fn answers_that_end_at_the_token_limit_name_twice_of_it() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::MaxTokens)).plan(3, "max_answer_retries = 0");
    shop.run(["batch", "run", "plan.toml", "--max-tokens", "300"]).ends(3).says("--max-tokens 600");
}
