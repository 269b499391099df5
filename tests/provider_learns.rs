//! Both protocols over real HTTP, against the stand-in: what a provider learns from a server that refuses a field.

use std::sync::Arc;

use dialoom::domain::conversation::ProviderName;
use dialoom::provider::{ChatRequest, ErrorKind, Schema};
use dialoom::templates::answer;

use crate::provider::{BOTH, ask, provider, refusing, request};
use crate::support::stand_in::{Answer, Question, StandIn, always};

#[tokio::test]
async fn a_field_the_server_refuses_is_left_out_from_then_on_and_no_call_asks_twice() {
    for (name, field, message, refused) in [
        // The lengths go first, then the schema.
        (ProviderName::OpenAi, "response_format", "'response_format.type' must be 'text'", 2),
        (ProviderName::OpenAi, "temperature", "Unsupported value: 'temperature' does not support 0.7", 1),
        (
            ProviderName::OpenAi,
            "max_tokens",
            "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
            1,
        ),
        (ProviderName::Anthropic, "output_config", "output_config: Extra inputs are not permitted", 1),
        (ProviderName::Anthropic, "temperature", "temperature: Extra inputs are not permitted", 1),
    ] {
        let stand_in = refusing(field, message);
        let provider = provider(name, &stand_in.url());
        let error = provider.complete(&request("one"), 0).await.expect_err("refused");
        assert_eq!((error.kind, stand_in.journal().len()), (ErrorKind::Adapted, 1), "one call is one request");
        assert!(
            error.message.contains(" left out from now on: http") || error.message.contains(" used from now on: http")
        );
        assert!(error.message.contains(message) && error.hint.is_none(), "{error}");
        for prompt in ["one", "two", "three"] {
            ask(&*provider, &request(prompt)).await.1.expect("an answer");
        }
        assert_eq!(stand_in.journal().len(), refused + 3, "{field}: refusals, then three answers");
        assert_eq!((stand_in.delivered(), stand_in.paid_twice()), (3, vec![]));
    }
}

#[tokio::test]
async fn a_server_that_minds_lengths_still_gets_the_schema() {
    let stand_in = StandIn::start(Arc::new(|question: &Question| {
        let minds = question.body.contains("maxItems");
        if minds {
            Answer::Error(400, "invalid_request_error", "schema: 'maxItems' is not permitted")
        } else {
            Answer::Good
        }
        .into()
    }));
    let (calls, reply) = ask(&*provider(ProviderName::OpenAi, &stand_in.url()), &request("p")).await;
    reply.expect("an answer");
    let last = stand_in.journal().pop().expect("asked");
    assert_eq!((calls, last.body.contains("json_schema")), (2, true));
}

#[tokio::test]
async fn lengths_go_to_servers_with_a_grammar_and_never_to_the_messages_api() {
    let stand_in = StandIn::start(always(Answer::Good));
    for name in BOTH {
        provider(name, &stand_in.url()).complete(&request("p"), 0).await.expect("an answer");
    }
    let journal = stand_in.journal();
    assert_eq!(journal.iter().map(|entry| entry.body.contains("maxItems")).collect::<Vec<_>>(), [false, true]);
}

#[tokio::test]
async fn the_schema_keeps_its_order_on_the_wire() {
    let stand_in = StandIn::start(always(Answer::Good));
    let request = ChatRequest { schema: Schema::new(&answer::schema(), &answer::bounded_schema(5)), ..request("p") };
    for name in BOTH {
        provider(name, &stand_in.url()).complete(&request, 0).await.expect("an answer");
    }
    for entry in stand_in.journal() {
        let at = |part: &str| entry.body.find(part).unwrap_or_else(|| panic!("no {part} in {}", entry.body));
        assert!(at(r#""title":{"type""#) < at(r#""turns":{"type""#), "{}", entry.body);
        assert!(at(r#""role":{"type""#) < at(r#""content":{"type""#), "{}", entry.body);
    }
    assert!(
        stand_in.journal()[1].body.contains(r#""minItems":6,"maxItems":6"#),
        "odd is raised by one, as in the prompt"
    );
}

#[tokio::test]
async fn calls_that_learn_at_the_same_time_all_get_their_answer() {
    let stand_in = refusing("response_format", "response_format is not supported");
    let provider = provider(ProviderName::OpenAi, &stand_in.url());
    let calls: Vec<_> = (0..50)
        .map(|number| {
            let provider = Arc::clone(&provider);
            tokio::spawn(async move { ask(&*provider, &request(&format!("prompt {number}"))).await })
        })
        .collect();
    let mut asked = 0;
    for call in calls {
        let (calls, reply) = call.await.expect("no panic");
        reply.expect("an answer");
        assert!(calls <= 3, "two things to learn, {calls} calls");
        asked += calls as usize;
    }
    assert_eq!(stand_in.journal().len(), asked, "every request is a call of its own");
    assert_eq!((stand_in.delivered(), stand_in.paid_twice()), (50, vec![]));
}

#[tokio::test]
async fn a_refusal_that_nothing_is_left_to_leave_out_for_is_an_error() {
    let stand_in = StandIn::start(always(Answer::Error(400, "invalid_request_error", "response_format is wrong")));
    let (calls, reply) = ask(&*provider(ProviderName::OpenAi, &stand_in.url()), &request("p")).await;
    assert_eq!((reply.expect_err("refused").kind, calls), (ErrorKind::BadRequest, 3));
}
