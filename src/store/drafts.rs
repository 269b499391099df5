//! Saves the draft of a scenario in the transaction of the call that wrote it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::ids::TemplateId;
use crate::domain::scenario::ScenarioText;

use crate::store::conversations::filter::key;
use crate::store::entries::{NewEntry, insertion};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;

/// A variation of a scenario that a model wrote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewDraft {
    /// Its own id.
    pub id: Uuid,
    /// The scenario that it varies.
    pub of: Uuid,
    /// With the name that the model gave it: it gets a number where another scenario has that name.
    pub text: ScenarioText,
}

/// Saves drafts in a transaction: `save_drafts!(tx, drafts, now)`. `drafts` is a slice of [`NewDraft`], each with who
/// asked for it.
macro_rules! save_drafts {
    ($tx:ident, $drafts:expr, $now:expr) => {{
        use $crate::store::drafts::{counted, inserts, named, select_names, select_template};
        for (draft, by) in $drafts {
            let template =
                select_template(draft).query_as::<Engine, (uuid::Uuid,)>().fetch_optional(&mut **$tx).await?;
            let taken = select_names().query_as::<Engine, (String,)>().fetch_all(&mut **$tx).await?;
            // Another transaction may take a name meanwhile: then the next one is free.
            for text in named(draft, taken) {
                let [entry, version] = inserts(draft.id, &text, template, (by, $now));
                if entry.query::<Engine>().execute(&mut **$tx).await?.rows_affected() > 0 {
                    version.query::<Engine>().execute(&mut **$tx).await?;
                    counted(draft).query::<Engine>().execute(&mut **$tx).await?;
                    break;
                }
            }
        }
    }};
}
pub(crate) use save_drafts;

/// The template by its name: it may be gone by now.
pub(crate) fn select_template(draft: &NewDraft) -> Statement {
    let mut select = Statement::new("SELECT id FROM prompt_templates WHERE name_key = ");
    select.bind(key(&draft.text.template));
    select
}

pub(crate) fn select_names() -> Statement {
    Statement::new("SELECT name_key FROM scenarios")
}

/// The draft by its name, by "name 2", "name 3", as far as no scenario has that name.
pub(crate) fn named(draft: &NewDraft, taken: Vec<(String,)>) -> impl Iterator<Item = ScenarioText> {
    let taken: BTreeSet<String> = taken.into_iter().map(|(name,)| name).collect();
    let wanted = &draft.text.name;
    let numbered = (2u32..).map(move |number| format!("{wanted} {number}"));
    let free = std::iter::once(wanted.clone()).chain(numbered).filter(move |name| !taken.contains(&key(name)));
    free.map(|name| ScenarioText { name, ..draft.text.clone() })
}

/// The statements that store a draft. The first changes no row where its name is taken.
pub(crate) fn inserts(id: Uuid, text: &ScenarioText, template: Option<(Uuid,)>, by: (&str, Time)) -> [Statement; 2] {
    let new = NewEntry { text: text.clone(), source: None };
    let [mut entry, version] = insertion(&new, template.map(|(id,)| TemplateId(id)), id, by);
    entry.push(" ON CONFLICT (name_key) DO NOTHING");
    [entry, version]
}

/// Counts a draft at its original, where that is still there.
pub(crate) fn counted(draft: &NewDraft) -> Statement {
    let mut count = Statement::new("UPDATE scenarios SET variation_count = variation_count + 1 WHERE id = ");
    count.bind(draft.of);
    count
}
