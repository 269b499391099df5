//! Numbers and answers at their limits: nothing panics, hangs, or is lost.

use std::time::Duration;

use crate::support::stand_in::{Answer, BOTH, Protocol, always, every_time};
use crate::support::world::World;

#[test]
fn waits_between_tries_may_have_any_length_in_a_plan() {
    for limits in [
        "retry_base_ms = 9223372036854775807\nretry_cap_ms = 1\nmax_retries = 100",
        "retry_base_ms = 1\nretry_cap_ms = 1\nmax_retries = 100",
        "retry_base_ms = 0\nretry_cap_ms = 0\nmax_retries = 3",
        "window_seconds = 1e300\ntimeout_seconds = 1e300",
        "max_cost_usd = 1e300",
    ] {
        let failing = Answer::Error(500, "api_error", "oops");
        let shop = World::new().asking(Protocol::Anthropic, every_time("Person 01", failing)).plan(2, limits);
        let output = shop.start(["batch", "run", "plan.toml"]).end_within(Duration::from_secs(60));
        let said = format!("{limits}: {}", output.stderr);
        assert!(!said.contains("panicked") && !said.contains("overflow"), "{said}");
        assert!(matches!(output.code, Some(0..=3)), "{said}");
        assert!(output.code == Some(2) || shop.number("SELECT count(*) FROM conversations") == 1, "{said}");
    }
}

#[test]
fn a_count_that_no_call_can_have_costs_the_worst_case_and_keeps_no_other_answer_out() {
    let counts = [
        r#"{"input_tokens":9200000000000000000,"output_tokens":9200000000000000000,"prompt_tokens":9200000000000000000,"completion_tokens":9200000000000000000}"#,
        r#"{"input_tokens":18446744073709551615,"output_tokens":1,"prompt_tokens":18446744073709551615,"completion_tokens":1}"#,
        r#"{"input_tokens":1e300,"output_tokens":1e300,"prompt_tokens":1e300,"completion_tokens":1e300}"#,
        r#"{"input_tokens":-5,"output_tokens":"9","prompt_tokens":-5,"completion_tokens":"9"}"#,
    ];
    for protocol in BOTH {
        for count in counts {
            let script = every_time("Person 02", Answer::Usage(count));
            let shop = World::new().asking(protocol, script).plan(3, "concurrency = 1");
            shop.work(&[]).ok();
            shop.is_complete(3);
            shop.run(["stats"]).ok();
            let cost = shop.batch()["cost_usd"].as_f64().unwrap_or_default();
            assert!(cost < 100.0, "{protocol:?} {count}: {cost}");
            assert!(shop.files().iter().all(|name| !name.contains("spool")), "{:?}", shop.files());
        }
    }
}

/// A conversation of so many turns that begin alike.
fn alike(turns: usize) -> String {
    let turn = |number: usize| {
        let role = if number.is_multiple_of(2) { "user" } else { "assistant" };
        format!(
            "{{\"role\":\"{role}\",\"content\":\"We look at your savings account and the plan for it, number {number}.\"}}"
        )
    };
    format!("{{\"title\":\"x\",\"turns\":[{}]}}", (0..turns).map(turn).collect::<Vec<_>>().join(","))
}

#[test]
fn an_answer_of_many_turns_that_begin_alike_keeps_nobody_waiting() {
    for (turns, kept) in [(1_000, 2), (10_000, 1), (100_000, 1)] {
        let script = every_time("Person 01", Answer::Text(alike(turns)));
        let limits = "concurrency = 1\nmax_retries = 0\nmax_answer_retries = 0";
        let shop = World::new().asking(Protocol::Anthropic, script).plan(2, limits);
        let output = shop.start(["batch", "run", "plan.toml"]).end_within(Duration::from_secs(120));
        assert_eq!(shop.number("SELECT count(*) FROM conversations"), kept, "{turns} turns: {}", output.stderr);
    }
}

#[test]
fn a_prompt_is_made_while_an_endless_template_is_refused() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good));
    let ten = "[1,2,3,4,5,6,7,8,9,0]";
    let nested = |depth: usize| {
        let open: String = (0..depth).map(|level| format!("{{% for v{level} in {ten} %}}")).collect();
        format!("{open}x{}", "{% endfor %}".repeat(depth))
    };
    for (text, is_good) in [
        (nested(2), true),
        (nested(12), false),
        (format!("{{% set x = 'aaaaaaaa' %}}{}{{{{ x }}}}", "{% set x = x ~ x %}".repeat(60)), false),
        ("{% set x = 'a' * 9999999999 %}{{ x }}".into(), false),
        ("{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}".into(), false),
        (format!("{{{{ {}1 }}}}", "1 + ".repeat(40_000)), false),
        (format!("{{{{ {}1{} }}}}", "(".repeat(40_000), ")".repeat(40_000)), false),
        (format!("{}x{}", "{% if 1 %}".repeat(20_000), "{% endif %}".repeat(20_000)), false),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}".into(), false),
    ] {
        shop.write(
            "t.toml",
            format!("name = \"T\"\ntext = \"\"\"\n{text}\n{{{{persona}}}} {{{{emotion}}}} {{{{topic}}}}\n\"\"\"\n"),
        );
        let output = shop.start(["templates", "check", "t.toml"]).end_within(Duration::from_secs(60));
        let said = format!("{text:.60}: {:?} {}", output.code, output.stderr);
        assert!(output.code == Some(if is_good { 0 } else { 2 }) || (!is_good && output.code == Some(1)), "{said}");
    }
}
