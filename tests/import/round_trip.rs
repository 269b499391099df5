//! Export and import give back the same conversations, in every format that can carry them.

use std::path::Path;

use dialoom::domain::conversation::{Conversation, NewConversation, ProviderName, Subject, Tier, Turn};
use dialoom::domain::export::{ExportFormat, ExportShape, Include};
use dialoom::domain::filter::{Filter, Order};
use dialoom::domain::status::Status;
use dialoom::export::{self, Arranging, Included, Options, Picking, Selection, Target};
use dialoom::import::{self, Input, Job};
use dialoom::store::{FullConversation, Store};
use proptest::prelude::*;

use crate::support::sample;

/// Texts that every format carries whole: an export trims, and drops what hides text.
const PLAIN: &str = "[a-zä日🙂\"'{},;:=#*-][a-zA-Zä日🙂 \"'\\\\{},;:=\n\t#*-]{0,40}[a-z日🙂\"'.,;]";
/// Texts that only JSON carries: everything but NUL.
const WILD: &str = "[^\0]{0,30}[a-z<|>\u{202e}][^\0]{0,10}";
const NAME: &str = "[a-zA-Zä日\"',;][a-zA-Zä日 \"',;:=-]{0,20}[a-z日]";

fn conversation(contents: Vec<(String, String)>, names: Vec<String>) -> NewConversation {
    let mut new = sample::conversation(&names[0], 8.0, 3);
    new.subject = Subject { persona: names[1].clone(), emotion: names[2].clone(), topic: names[3].clone() };
    new.turns = sample::turns(contents.len() * 2, |number| {
        let (asked, answered) = &contents[(number - 1) / 2];
        if number % 2 == 1 { asked.clone() } else { answered.clone() }
    });
    new.intent = Some(names[4].clone());
    new.tone = Some(names[5].clone());
    new.tier = Tier::EdgeCase;
    new.categories = vec![names[4].clone(), names[5].clone()];
    new.provider = Some(ProviderName::Simulator);
    new.parameters = [("system".to_owned(), names[3].clone()), ("age".to_owned(), "61".to_owned())].into();
    new
}

fn conversations(content: &'static str) -> impl Strategy<Value = Vec<NewConversation>> {
    let contents = prop::collection::vec((content, content), 1..5);
    let names = prop::collection::vec(NAME, 6);
    let one = (contents, names).prop_map(|(contents, names)| conversation(contents, names));
    prop::collection::vec(one, 1..6)
}

async fn all(store: &Store) -> Vec<FullConversation> {
    store.list_full(&Filter::default(), Order::OLDEST, 100, None).await.unwrap().0
}

/// The conversations of a store, exported and imported into another.
async fn carried(
    folder: &Path,
    made: &[NewConversation],
    (format, shape): (ExportFormat, Option<ExportShape>),
) -> [Vec<FullConversation>; 2] {
    let from = Store::open(folder.join("from.db").to_str().unwrap()).await.unwrap();
    from.add_conversations(made).await.unwrap();
    let metadata = Include { metadata: true, timestamps: true, ..Include::default() };
    let job = export::Job {
        by: "ann".into(),
        selection: Selection::Filter(Box::new(Filter { status: Status::ALL.to_vec(), ..Filter::default() })),
        included: Included { simulated: true, unread_serious: true },
        format,
        options: Options {
            include: if format == ExportFormat::Jsonl { metadata } else { Include::default() },
            shape,
            ..Options::default()
        },
        picking: Picking::default(),
        expires_at: None,
        arranging: Arranging::default(),
        process: None,
        is_dry_run: false,
    };
    let mut bytes = Vec::new();
    let progress = export::Progress::default();
    export::run(&from, job, Target::Writer(&mut bytes), std::future::pending(), &progress).await.unwrap();
    std::fs::write(folder.join("file"), &bytes).unwrap();
    let to = Store::open(folder.join("to.db").to_str().unwrap()).await.unwrap();
    let job = async || Job {
        by: "ben".into(),
        inputs: vec![Input::open(&folder.join("file")).await.unwrap()],
        options: import::Options::default(),
        keep_going: false,
    };
    let import = async |store: &Store| {
        let checked = import::check(job().await, |_| {}, std::future::pending()).await.unwrap();
        checked.save(store, |_| {}, std::future::pending()).await.unwrap()
    };
    let done = import(&to).await;
    assert_eq!(done.imported, made.len() as u64, "{done:?}");
    let again = import(&from).await;
    assert_eq!((again.imported, again.already_there), (0, made.len() as u64), "it came from here");
    let both = [all(&from).await, all(&to).await];
    from.close().await;
    to.close().await;
    both
}

fn turns(full: &FullConversation) -> Vec<Turn> {
    full.turns.iter().map(|turn| Turn { role: turn.role, content: turn.content.clone() }).collect()
}

/// What every format carries.
fn told(it: &Conversation) -> impl PartialEq + std::fmt::Debug {
    (
        it.id,
        [&it.title, &it.persona, &it.emotion, &it.topic].map(String::clone),
        (it.tier, it.provider, it.model.clone(), it.created_at),
    )
}

/// What only our own format carries.
fn told_whole(it: &Conversation) -> impl PartialEq + std::fmt::Debug {
    (
        (it.intent.clone(), it.tone.clone(), it.categories.clone(), it.parameters.clone()),
        (it.quality_threshold, it.total_tokens, it.tokens_estimated, it.parent_id),
    )
}

fn check(made: &[NewConversation], format: ExportFormat, shape: Option<ExportShape>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let [before, after] = runtime.block_on(carried(folder.path(), made, (format, shape)));
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(turns(before), turns(after));
        assert_eq!(told(&before.conversation), told(&after.conversation));
        if format == ExportFormat::Json {
            assert_eq!(told_whole(&before.conversation), told_whole(&after.conversation));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn our_own_json_carries_everything(made in conversations(WILD)) {
        check(&made, ExportFormat::Json, None);
    }

    #[test]
    fn jsonl_with_its_metadata_and_csv_carry_text_subject_and_origin(made in conversations(PLAIN)) {
        check(&made, ExportFormat::Jsonl, None);
        check(&made, ExportFormat::Csv, None);
    }

    #[test]
    fn the_shapes_of_trainers_carry_a_conversation_whole(made in conversations(PLAIN)) {
        for shape in [ExportShape::PromptCompletion, ExportShape::Gemini] {
            check(&made, ExportFormat::Jsonl, Some(shape));
        }
    }
}
