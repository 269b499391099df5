//! The stand-in and the simulator as judges: what they answer is read as a model's marks would be.

use std::time::Duration;

use dialoom::domain::conversation::{ProviderName, Role, Subject, Turn};
use dialoom::provider::{ChatRequest, Models, ProviderConfig, Schema, SentBell, connect};
use dialoom::quality::judge::{self, Asked, Marks, MarksError, Rubric};
use secrecy::SecretString;

use crate::support::stand_in::{Answer, MarksFault, StandIn, always};

const TALK: [&str; 7] = [
    "I'm a nurse, and my pension worries me: should the mortgage come first?",
    "Let's compare the two. What rate does the mortgage have, and what does your employer add?",
    "It is 6.1 percent, and \"they\" add nothing beyond the first two hundred a month.",
    "Then take the two hundred first; nobody else doubles your money on the day you pay it in.",
    "And whatever is left after that, does it go into the house?",
    "At that rate it may, once three months of expenses lie in an account you can reach.",
    "So the order is employer, cushion, house; did I get that right?",
];

fn talk(last: &str) -> Vec<Turn> {
    let said = TALK.iter().copied().chain([last]).enumerate();
    let turn = |(at, content): (usize, &str)| Turn {
        role: if at % 2 == 0 { Role::User } else { Role::Assistant },
        content: content.to_owned(),
    };
    said.map(turn).collect()
}

/// What a provider at this address says about the turns.
async fn judged(name: ProviderName, url: &str, turns: &[Turn]) -> Result<Marks, MarksError> {
    let config = ProviderConfig {
        name,
        base_url: url.to_owned(),
        keys: vec![SecretString::from("sk-0123456789")],
        user_agent: "dialoom/test".to_owned(),
        models: Models::default(),
    };
    let subject = Subject { persona: "Nurse".into(), emotion: "Anxious".into(), topic: "pension".into() };
    let question = judge::question(&Rubric::default(), &Asked::about(&subject), turns);
    let request = ChatRequest {
        model: "some-model".into(),
        system: question.system.into(),
        prompt: question.text,
        schema: Schema::new(&question.schema, &question.bounded),
        max_tokens: 1024,
        temperature: Some(0.0),
        timeout: Duration::from_secs(20),
        subject,
        turns: 0,
        rests_on_source: false,
        seed: 1,
        sent: SentBell::default(),
    };
    let provider = connect(config).expect("it can be reached");
    judge::read(&provider.complete(&request, 0).await.expect("an answer").text, turns)
}

fn values(marks: &Marks) -> [u8; 3] {
    [marks.relevance.value, marks.accuracy.value, marks.overall.value]
}

#[tokio::test]
async fn every_provider_gives_a_good_text_more_than_a_bad_one() {
    let stand_in = StandIn::start(always(Answer::Good));
    for name in [ProviderName::Anthropic, ProviderName::OpenAi, ProviderName::Simulator] {
        let good = judged(name, &stand_in.url(), &talk("Yes, because the rate of the mortgage is higher.")).await;
        let good = good.unwrap_or_else(|error| panic!("{name}: {error}"));
        let bad = judged(name, &stand_in.url(), &talk("Well, as an AI language model I cannot say.")).await;
        let bad = bad.unwrap_or_else(|error| panic!("{name}: {error}"));
        for (good, bad) in values(&good).iter().zip(values(&bad)) {
            assert!(*good > bad, "{name}: {good} and {bad}");
        }
    }
}

#[tokio::test]
async fn marks_that_do_not_count_come_as_they_were_ordered() {
    let turns = talk("Yes, because the rate of the mortgage is higher.");
    for name in [ProviderName::Anthropic, ProviderName::OpenAi] {
        for (answer, code) in [
            (Answer::FaultyMarks(MarksFault::OutOfRange), "marks_out_of_range"),
            (Answer::FaultyMarks(MarksFault::NotWhole), "marks_not_whole"),
            (Answer::FaultyMarks(MarksFault::NoQuote), "marks_without_quote"),
            (Answer::FaultyMarks(MarksFault::QuoteElsewhere), "marks_quote_not_in_text"),
            (Answer::CutJson, "answer_cut_off"),
            (Answer::Text("Very good.".into()), "answer_no_json"),
        ] {
            let stand_in = StandIn::start(always(answer));
            let error = judged(name, &stand_in.url(), &turns).await.expect_err("it does not count");
            assert_eq!(error.code(), code, "{name}: {error}");
        }
        for answer in [Answer::Marks([2, 4, 10]), Answer::Prose, Answer::Fence] {
            let stand_in = StandIn::start(always(answer.clone()));
            let marks = judged(name, &stand_in.url(), &turns).await.expect("they count");
            let expected = if answer == Answer::Marks([2, 4, 10]) { [2, 4, 10] } else { [9, 8, 7] };
            assert_eq!(values(&marks), expected, "{name}: {answer:?}");
        }
    }
}
