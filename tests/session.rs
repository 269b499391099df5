//! The engine's one door without the command line: a plan through `Session` with the simulator.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dialoom::domain::actor::Actor;
use dialoom::domain::batch::{BatchStatus, ItemRequest};
use dialoom::domain::conversation::{ProviderName, Subject};
use dialoom::domain::limits::{GenerationTable, LimitsTable};
use dialoom::engine::{
    AskSettings, Configuration, Draft, Event, FailedItems, GenerateError, Halt, Plan, ReadyBatch, Session,
    SessionError, SessionOptions, Terms, Watch, find_templates,
};
use dialoom::provider::{Models, ProviderConfig};
use dialoom::store::Store;

const PLAN: &str = r#"
name = "small"
template = "Investment Discovery"
[axes]
persona = ["Nurse", "Teacher", "Carpenter"]
emotion = ["worried", "curious"]
topic = ["index funds"]
"#;

/// A caller of the engine, with a database of its own and the simulator.
struct Caller {
    _folder: tempfile::TempDir,
    store: Store,
    actor: Actor,
    terms: Terms,
}

impl Caller {
    async fn new() -> Caller {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().join("d.db").to_str().unwrap()).await.unwrap();
        let models = Models::with_overrides(&Default::default());
        let info = models.info(ProviderName::Simulator, "simulator");
        let name = ProviderName::Simulator;
        let provider =
            ProviderConfig { name, base_url: String::new(), keys: vec![], user_agent: "a test".into(), models };
        let provider = dialoom::provider::connect(provider).unwrap();
        let table = GenerationTable::default();
        let ask = AskSettings::new(&table, ProviderName::Simulator, "simulator".into(), &info);
        let terms = Terms::new(provider, ask, info, &LimitsTable::default()).unwrap();
        Caller { _folder: folder, store, actor: Actor::named("tester"), terms }
    }

    fn session(&self, options: SessionOptions) -> Session {
        Session::open(&self.store, self.actor.clone(), self.terms.clone(), options)
    }

    async fn store_plan(&self) -> ReadyBatch {
        let mut plan = Plan::parse(Path::new("small.toml"), PLAN).unwrap();
        let templates = find_templates(&self.store, &mut plan, None).await.unwrap();
        let draft = Draft {
            plan,
            terms: self.terms.clone(),
            limits_table: LimitsTable::default(),
            templates,
            judge: None,
            priority: None,
        };
        let survey = draft.survey(&self.store).await.unwrap();
        draft.store(&self.store, survey, &self.actor, chrono::Utc::now()).await.unwrap()
    }
}

/// Keeps every event.
#[derive(Default)]
struct Kept(Mutex<Vec<Event>>);

impl Watch for Kept {
    fn event(&self, event: Event) {
        self.0.lock().unwrap().push(event);
    }
}

#[tokio::test]
async fn a_plan_runs_to_its_end_without_the_command_line() {
    let caller = Caller::new().await;
    let kept = Arc::new(Kept::default());
    let options = SessionOptions { watch: kept.clone(), ..SessionOptions::default() };
    let summary = caller.session(options).run(caller.store_plan().await).await.unwrap();
    assert_eq!((summary.made, summary.calls, summary.stop), (6, 6, None));
    assert_eq!((summary.batch.status, summary.batch.created_by.as_str()), (BatchStatus::Completed, "tester"));
    let events = std::mem::take(&mut *kept.0.lock().unwrap());
    assert!(matches!(&events[0], Event::Begun(counts) if counts.total == 6), "{:?}", events[0]);
    assert_eq!(events.iter().filter(|event| matches!(event, Event::Stored { .. })).count(), 6);

    let again = caller.session(SessionOptions::default()).run(caller.store_plan().await).await.unwrap();
    assert!(again.was_idle && again.calls == 0, "what is made is not made again");
}

#[tokio::test]
async fn a_stored_batch_is_worked_on_without_its_plan() {
    let caller = Caller::new().await;
    let stored = caller.store_plan().await;
    let batch = caller.store.batch(&stored.batch.to_string()).await.unwrap();
    let configuration = Configuration::of(&batch).unwrap();
    let ready = configuration.ready(&caller.store, &batch, &caller.terms, FailedItems::Leave).await.unwrap();
    assert_eq!(ready.estimate.calls, 6);
    let summary = caller.session(SessionOptions::default()).run(ready).await.unwrap();
    assert_eq!(summary.batch.counts.completed, 6);
}

#[tokio::test]
async fn a_single_conversation_belongs_to_no_batch() {
    let caller = Caller::new().await;
    let template = Arc::new(caller.store.usable_template("Investment Discovery").await.unwrap());
    let request = ItemRequest {
        template: template.text.name.clone(),
        subject: Subject { persona: "Nurse".into(), emotion: "worried".into(), topic: "index funds".into() },
        variables: Default::default(),
        tier: None,
        situation: None,
        ordinal: 0,
        drawn: Default::default(),
        source: None,
    };
    let session = || caller.session(SessionOptions::default());
    let made = session().generate(template.clone(), request.clone()).await.unwrap();
    let stored = caller.store.conversation(made.id).await.unwrap().conversation;
    assert_eq!((stored.batch_id, stored.created_by.as_str()), (None, "tester"));
    assert!(caller.store.batches(10).await.unwrap().is_empty());

    let (sender, halt) = tokio::sync::watch::channel(Halt::Gently);
    let halted = caller.session(SessionOptions { halt, ..SessionOptions::default() }).generate(template, request).await;
    assert!(matches!(halted, Err(GenerateError::Interrupted { .. })), "{halted:?}");
    drop(sender);
}

#[tokio::test]
async fn a_session_that_was_halted_before_asks_nobody() {
    let caller = Caller::new().await;
    let ready = caller.store_plan().await;
    let (_sender, halt) = tokio::sync::watch::channel(Halt::Gently);
    let halted = caller.session(SessionOptions { halt, ..SessionOptions::default() }).run(ready).await;
    assert!(matches!(halted, Err(SessionError::Interrupted)), "{:?}", halted.map(|summary| summary.calls));
    assert_eq!(caller.store.batch("small").await.unwrap().counts.pending, 6);
}

#[tokio::test]
async fn items_of_a_worker_that_gives_no_sign_of_life_are_taken_over_once_the_lease_is_over() {
    let caller = Caller::new().await;
    let ready = caller.store_plan().await;
    let lease = Duration::from_secs(2);
    let now = caller.store.now().await.unwrap();
    assert_eq!(caller.store.claim_items(ready.batch, "elsewhere/1/silent", 2, now, lease).await.unwrap().len(), 2);
    let began = std::time::Instant::now();
    let options = SessionOptions { lease, ..SessionOptions::default() };
    let summary = caller.session(options).run(ready).await.unwrap();
    assert_eq!(summary.made, 6);
    assert!(began.elapsed() > Duration::from_millis(1500), "while they were held, they were left alone");
}
