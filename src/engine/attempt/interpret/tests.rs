use std::sync::Arc;

use chrono::Utc;

use super::*;
use crate::domain::batch::ItemRequest;
use crate::domain::conversation::ProviderName;
use crate::domain::ids::TemplateId;
use crate::domain::limits::{LimitsTable, Style};
use crate::domain::money::Usd;
use crate::domain::template::{Template, TemplateText};
use crate::engine::attempt::steps::generate::Generation;
use crate::provider::{LimitHeaders, Models};
use crate::templates::builtin;

struct World {
    ask: AskSettings,
    info: ModelInfo,
    limits: Limits,
    work: Work,
}

impl World {
    fn new() -> World {
        let info = Models::with_overrides(&Default::default()).info(ProviderName::Simulator, "simulator");
        let template = builtin().remove(0);
        let mut request = ItemRequest {
            template: template.name.clone(),
            subject: Default::default(),
            variables: Default::default(),
            tier: None,
            situation: None,
            ordinal: 0,
            drawn: Default::default(),
            source: None,
        };
        request.subject.persona = "Nurse".into();
        request.subject.topic = "funds".into();
        World {
            ask: AskSettings {
                provider: ProviderName::Simulator,
                model: "simulator".into(),
                temperature: None,
                max_tokens: None,
                turns: 2,
                style: Style::Full,
                assistant_identity: None,
                today: None,
            },
            info,
            limits: LimitsTable::default().settle().expect("defaults are in range"),
            work: Work::Generate(Generation { request, template: Arc::new(stored(template)), estimate: Usd::ZERO }),
        }
    }

    fn interpret(&self, result: Result<Reply, CallError>, tries: Tries) -> Interpretation {
        let World { ask, info, limits, work } = self;
        interpret(&Asked { ask, info, limits, work, prompt: [""; 2] }, &result, &tries, 0.5)
    }
}

fn stored(text: TemplateText) -> Template {
    Template {
        source: None,
        id: TemplateId::new(),
        version: 1,
        text,
        is_active: true,
        usage_count: 0,
        rating: None,
        rating_count: 0,
        success_rate: None,
        created_by: "test".into(),
        created_at: Utc::now(),
        updated_at: Utc::now(),
    }
}

fn reply(text: &str, stop: Stop) -> Reply {
    let limits = LimitHeaders::default();
    Reply { text: text.into(), stop, usage: None, model: "a-model".into(), request_id: None, limits }
}

fn error(kind: ErrorKind, retry_after: Option<Duration>) -> CallError {
    CallError {
        kind,
        status: None,
        message: "it failed".into(),
        hint: None,
        maybe_billed: false,
        retry_after,
        limits: LimitHeaders::default(),
        request_id: None,
        body: None,
    }
}

const CONVERSATION: &str =
    r#"{"turns": [{"role": "user", "content": "Hello?"}, {"role": "assistant", "content": "Hello."}]}"#;

#[test]
fn a_conversation_is_stored_and_named_after_its_subject_where_it_has_no_title() {
    let said = World::new().interpret(Ok(reply(CONVERSATION, Stop::Complete)), Tries::new(2048));
    assert_eq!((said.status, said.error, said.next), (AttemptStatus::Success, None, Next::Store));
    let Some(Product::Conversation(made)) = said.product else { panic!("it is one") };
    assert_eq!((made.title.as_str(), made.turns.len(), made.model.as_str()), ("Nurse - funds", 2, "a-model"));
    assert_eq!((said.tries, said.pause_key), (Tries { calls: 1, ..Tries::new(2048) }, None));
}

#[test]
fn a_conversation_counts_for_whatever_reason_it_ended_but_a_refusal() {
    for stop in [Stop::Complete, Stop::MaxTokens, Stop::Other("pause".into()), Stop::Other("something_new".into())] {
        let said = World::new().interpret(Ok(reply(CONVERSATION, stop.clone())), Tries::new(2048));
        assert_eq!((said.status, said.error, said.next), (AttemptStatus::Success, None, Next::Store), "{stop:?}");
    }
    let stop = Stop::Refusal { category: Some("content_filter".into()), explanation: None };
    let said = World::new().interpret(Ok(reply(CONVERSATION, stop)), Tries::new(2048));
    assert_eq!((said.error.map(|error| error.0), said.next), (Some("refusal"), Next::Fail));
}

#[test]
fn a_refusal_fails_at_once_and_an_unknown_end_without_a_conversation_is_asked_again() {
    let stop = Stop::Refusal { category: Some("cyber".into()), explanation: Some("no".into()) };
    let said = World::new().interpret(Ok(reply("", stop)), Tries::new(2048));
    assert_eq!(said.error, Some(("refusal", "the model refused (cyber): no".into())));
    assert_eq!((said.status, said.next, said.product), (AttemptStatus::Failed, Next::Fail, None));
    let said = World::new().interpret(Ok(reply("Hm.", Stop::Other("pause".into()))), Tries::new(2048));
    let (code, message) = said.error.expect("it is no conversation");
    assert_eq!((code, said.next), ("unexpected_stop", Next::Retry(Duration::ZERO)));
    assert!(message.contains("unknown reason: pause; the answer holds no JSON"), "{message}");
}

#[test]
fn an_answer_that_is_cut_off_is_asked_again_with_more_tokens_until_retries_are_used_up() {
    let world = World::new();
    let mut tries = Tries::new(2048);
    for again in 0..world.limits.max_answer_retries {
        let said = world.interpret(Ok(reply("{\"turns\": [", Stop::MaxTokens)), tries);
        assert_eq!((said.next, said.tries.bad_answers), (Next::Retry(Duration::ZERO), again + 1));
        assert!(said.error.expect("it is one").1.contains(&format!("limit of {} tokens", tries.max_tokens)));
        assert_eq!(said.tries.max_tokens, tries.max_tokens + tries.max_tokens / 2);
        tries = said.tries;
    }
    let said = world.interpret(Ok(reply("{\"turns\": [", Stop::MaxTokens)), tries);
    assert_eq!((said.next, said.tries.max_tokens), (Next::Fail, tries.max_tokens));
}

#[test]
fn an_answer_that_fills_the_context_is_not_asked_again() {
    let said = World::new().interpret(Ok(reply("{\"turns\": [", Stop::ContextLength)), Tries::new(2048));
    let (code, message) = said.error.expect("it is one");
    assert_eq!((code, said.next, said.tries.max_tokens), ("context_length", Next::Fail, 2048));
    assert!(message.contains("--turns"), "{message}");
    let said = World::new().interpret(Ok(reply(CONVERSATION, Stop::ContextLength)), Tries::new(2048));
    assert_eq!(said.next, Next::Store);
}

#[test]
fn reasoning_that_used_up_the_tokens_names_the_flag_that_helps() {
    let said = World::new().interpret(Ok(reply("<think>hm", Stop::MaxTokens)), Tries::new(2048));
    let (code, message) = said.error.expect("it is one");
    assert_eq!(code, "answer_only_reasoning");
    assert!(message.contains("the limit of 2048 tokens; raise --max-tokens"), "{message}");
}

#[test]
fn a_repaired_answer_is_stored_and_its_log_row_names_the_repair() {
    let text = r#"{"title":"t","turns":[{"role":"user","content":"a"},{"role":"assistant","content":"b"},]}"#;
    let said = World::new().interpret(Ok(reply(text, Stop::Complete)), Tries::new(2048));
    assert_eq!((said.status, said.next), (AttemptStatus::Success, Next::Store));
    assert_eq!(said.error, Some(("repaired", "the answer was repaired: trailing_comma".to_owned())));
}

#[test]
fn an_answer_without_json_is_asked_again_with_as_many_tokens() {
    let said = World::new().interpret(Ok(reply("no", Stop::Complete)), Tries::new(2048));
    assert_eq!((said.error.map(|error| error.0), said.next), (Some("answer_no_json"), Next::Retry(Duration::ZERO)));
    assert_eq!(said.tries, Tries { calls: 1, bad_answers: 1, ..Tries::new(2048) });
}

#[test]
fn a_rate_limit_pauses_the_key_and_sends_the_item_back_to_the_limiter() {
    let world = World::new();
    let wait = Duration::from_secs(40);
    let said = world.interpret(Err(error(ErrorKind::RateLimited, Some(wait))), Tries::new(2048));
    assert_eq!((said.status, said.pause_key), (AttemptStatus::RateLimited, Some(wait)));
    assert_eq!((said.next, said.tries.rate_limited), (Next::Retry(Duration::ZERO), 1));
    let often = Tries { rate_limited: MOST_RATE_LIMITED, ..Tries::new(2048) };
    let said = world.interpret(Err(error(ErrorKind::RateLimited, Some(wait))), often);
    assert_eq!((said.next, said.pause_key), (Next::Fail, Some(wait)), "the others wait all the same");
}

#[test]
fn a_failed_call_is_made_again_after_a_growing_delay_until_retries_are_used_up() {
    let world = World::new();
    for (kind, status) in [
        (ErrorKind::Server, AttemptStatus::Failed),
        (ErrorKind::Timeout, AttemptStatus::Timeout),
        (ErrorKind::Connection, AttemptStatus::Failed),
    ] {
        let mut tries = Tries::new(2048);
        for seconds in [1.5, 2.5, 4.5] {
            let said = world.interpret(Err(error(kind, None)), tries);
            assert_eq!((said.status, said.next), (status, Next::Retry(Duration::from_secs_f64(seconds))));
            tries = said.tries;
        }
        assert_eq!(world.interpret(Err(error(kind, None)), tries).next, Next::Fail, "{kind:?}");
    }
}

#[test]
fn an_overloaded_server_is_waited_for_twice_as_often_and_costs_the_item_no_retry() {
    let world = World::new();
    let mut tries = Tries::new(2048);
    for _ in 0..world.limits.max_retries * OVERLOAD_PATIENCE {
        let said = world.interpret(Err(error(ErrorKind::Overloaded, None)), tries);
        assert!(matches!(said.next, Next::Retry(wait) if wait >= Duration::from_secs(1)), "{:?}", said.next);
        tries = said.tries;
    }
    assert_eq!(tries.failures, 0);
    assert_eq!(world.interpret(Err(error(ErrorKind::Overloaded, None)), tries).next, Next::Fail);
}

#[test]
fn a_field_that_is_left_out_from_now_on_is_asked_without_at_once_a_few_times() {
    let world = World::new();
    let adapted = |adapted| Tries { adapted, ..Tries::new(2048) };
    let next = |tries| world.interpret(Err(error(ErrorKind::Adapted, None)), tries).next;
    assert_eq!([next(adapted(0)), next(adapted(MOST_ADAPTED))], [Next::Retry(Duration::ZERO), Next::Fail]);
}

#[test]
fn a_wrong_request_fails_its_item_and_a_wrong_key_stops_the_run() {
    let world = World::new();
    assert_eq!(world.interpret(Err(error(ErrorKind::BadRequest, None)), Tries::new(2048)).next, Next::Fail);
    let mut wrong_key = error(ErrorKind::BadKey, None);
    wrong_key.hint = Some("Check the key.".into());
    let said = world.interpret(Err(wrong_key.clone()), Tries::new(2048));
    assert_eq!(said.next, Next::StopRun(Box::new(wrong_key)));
    assert_eq!(said.error, Some(("bad_key", "it failed. Check the key.".into())));
}
