//! The ids of exports: those of earlier schemas, in one value or as JSON, are there after the migration.

use std::path::Path;

use dialoom::domain::ids::ConversationId;
use dialoom::store::Store;
use uuid::Uuid;

use super::on_both_urls;
use super::raw::raw;

/// What the migration turned into pieces.
fn migration(engine: &str) -> String {
    let file = format!("migrations/{engine}/0039_exported_ids.sql");
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

fn ids(from: u128, count: u128) -> Vec<ConversationId> {
    (from..from + count).map(|number| ConversationId(Uuid::from_u128(number))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ids_of_earlier_exports_are_all_there_in_order() {
    on_both_urls(async |url: String| {
        let store = Store::open_with(&url, &[]).await.unwrap();
        let is_postgres = url.starts_with("postgres");
        let (engine, bytes) = if is_postgres { ("postgres", "bytea") } else { ("sqlite", "BLOB") };
        raw(&url, &format!("DROP TABLE exported_ids; ALTER TABLE export_logs ADD COLUMN packed_ids {bytes}"))
            .await
            .unwrap();
        let hex = |id: &str| if is_postgres { format!("'\\x{id}'") } else { format!("x'{id}'") };
        let row = async |number: u128, packed: &str, listed: &str| {
            let id = Uuid::from_u128(number).simple().to_string();
            let id = if is_postgres { format!("'{id}'") } else { format!("x'{id}'") };
            let at = "'2026-03-01T12:00:00.000000Z'";
            let insert = format!(
                "INSERT INTO export_logs (id, scope, format, status, packed_ids, conversation_ids, created_by, created_at, \
                 updated_at) VALUES ({id}, 'all', 'jsonl', 'completed', {packed}, '{listed}', 'ada', {at}, {at})"
            );
            raw(&url, &insert).await.unwrap();
        };
        let (packed, listed) = (ids(1, 9000), ids(70_000, 3));
        let bytes: String = packed.iter().map(|id| id.0.simple().to_string()).collect();
        row(0xa1, &hex(&bytes), "[]").await;
        let mut texts: Vec<String> = listed.iter().map(ToString::to_string).collect();
        texts.insert(1, "no id".into());
        row(0xb2, "NULL", &serde_json::to_string(&texts).unwrap()).await;
        row(0xc3, &hex(""), "[]").await;
        raw(&url, &migration(engine)).await.unwrap();

        for (number, expected) in [(0xa1, packed), (0xb2, listed), (0xc3, Vec::new())] {
            let record = store.export(&Uuid::from_u128(number).to_string()).await.unwrap();
            assert!(store.exported_by(&record).await.unwrap() == expected, "{number:x}");
        }
    })
    .await;
}
