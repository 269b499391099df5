//! All rows of a list as one JSON document, page by page: the whole is never in memory.

use crate::app::App;
use crate::domain::filter::{Filter, Order};
use crate::domain::ids::ConversationId;
use crate::error::{Exit, Failure};

use crate::cli::list::quick::{ALL_COUNTED_TO, COUNTED_TO, Counts};
use crate::cli::list::{Document, LeftOut};
use crate::cli::reading::Reading;

/// Rows read at once.
const AT_ONCE: u32 = 200;

/// `given` is the filter without the quick word.
pub(super) async fn print(
    app: &App,
    (given, filter): (&Filter, &Filter),
    order: Order,
    left_out: Option<LeftOut>,
) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let counts = Counts::under(store, given).await?;
    let (mut cursor, mut reading, mut before) = (None, Vec::new(), "{\"conversations\":[\n");
    loop {
        let page = store.list(filter, order, AT_ONCE, cursor.as_deref()).await?;
        for conversation in &page.conversations {
            app.ui.json_piece(&format!("{before}{}", text(conversation)?))?;
            before = ",\n";
        }
        let ids: Vec<ConversationId> = page.conversations.iter().map(|it| it.id).collect();
        reading.extend(Reading::of(&ids, &store.claims(&ids).await?));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    // The rest of the document is as that of a page.
    let rest = Document {
        counts,
        counted_to: COUNTED_TO,
        all_counted_to: ALL_COUNTED_TO,
        left_out,
        reading,
        ..Document::default()
    };
    let rest = text(&rest)?;
    let rest = rest.strip_prefix("{\"conversations\":[").unwrap_or(&rest);
    let begun = if before == ",\n" { "" } else { before };
    app.ui.json_piece(&format!("{begun}{rest}\n"))?;
    Ok(Exit::Done)
}

fn text(value: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| Failure::new("a row has no JSON form").because(error))
}
