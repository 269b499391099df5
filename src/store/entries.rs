//! Scenarios, edge cases and vocabularies: named texts with versions, each kind in a table of its own.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::ids::TemplateId;
use crate::domain::nearest;
use crate::domain::template::unpinned;

use crate::store::conversations::filter::{id_range, is_whole, key};
use crate::store::sql::engine::{count, reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::version_entry::{VersionEntry, VersionRow};
use crate::store::{Result, Store, StoreError};

/// A kind of entry: how it is called and where it is stored.
pub trait LibraryEntry: Serialize + DeserializeOwned + Clone + PartialEq + Send + Sync {
    /// As messages call one: "scenario".
    const WHAT: &'static str;
    #[doc(hidden)]
    const TABLE: &'static str;
    #[doc(hidden)]
    const VERSIONS: &'static str;
    /// Whether its table has a column for a template.
    #[doc(hidden)]
    const HAS_TEMPLATE: bool;
    /// Unique in any case; the user types it.
    fn name(&self) -> &str;
    /// The name of its template, where entries of this kind have one; empty for none.
    fn template_mut(&mut self) -> Option<&mut String>;
    /// The names of scenarios that it refers to.
    fn scenarios_mut(&mut self) -> &mut [String] {
        &mut []
    }
    /// The same, to read.
    fn scenarios(&self) -> &[String] {
        &[]
    }
    /// Whether it is in use.
    fn is_active(&self) -> bool;
    /// The same entry, no longer in use.
    fn retired(self) -> Self;
    /// The same entry, in use.
    fn in_use(self) -> Self;
    /// The same entry, in use or not as another one.
    fn in_state_of(self, other: &Self) -> Self;
    /// The same entry under another name.
    fn renamed(self, name: &str) -> Self;
    /// The columns that only this kind has.
    #[doc(hidden)]
    #[allow(private_interfaces, reason = "the store alone calls it")]
    fn columns(&self) -> Vec<(&'static str, Value)>;
}

/// An entry as stored, in its newest version or the one that was asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stored<T> {
    /// The same for all versions.
    pub id: Uuid,
    /// Its version; the first is 1.
    pub version: u32,
    /// The content of that version.
    #[serde(flatten)]
    pub text: T,
    /// The file of that version as its author wrote it; `None` where none was kept. The template may have another name
    /// by now.
    #[serde(skip)]
    pub source: Option<String>,
    /// The name of the actor who made it.
    pub created_by: String,
    /// Time of the first version.
    pub created_at: DateTime<Utc>,
    /// Time of the last change.
    pub updated_at: DateTime<Utc>,
}

/// An entry to store.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEntry<T> {
    /// Its content.
    pub text: T,
    /// The file that says it, as its author wrote it.
    pub source: Option<String>,
}

impl<T> From<Stored<T>> for NewEntry<T> {
    fn from(stored: Stored<T>) -> NewEntry<T> {
        NewEntry { text: stored.text, source: stored.source }
    }
}

/// What an added entry did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Added {
    /// No entry had this name.
    New,
    /// The name was known, and the text is another one.
    NewVersion,
    /// The newest version says the same.
    Unchanged,
}

/// What rests on an entry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct EntryUses {
    /// Conversations, those in the trash included.
    pub conversations: u64,
    /// Batches.
    pub batches: u64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    version: i64,
    content: Json<serde_json::Value>,
    source: Option<String>,
    template: Option<String>,
    created_by: String,
    created_at: Time,
    updated_at: Time,
}

impl Store {
    /// Every entry of a kind in its newest version, sorted by name.
    pub async fn entries<T: LibraryEntry>(&self) -> Result<Vec<Stored<T>>> {
        let (template, join) = match T::HAS_TEMPLATE {
            true => ("t.name", "LEFT JOIN prompt_templates t ON t.id = e.parent_template_id"),
            false => ("CAST(NULL AS text)", ""),
        };
        let statement = Statement::new(&format!(
            "SELECT e.id, e.version, v.content, v.source, {template} AS template, e.created_by, e.created_at, e.updated_at \
             FROM {} e JOIN {} v ON v.entry_id = e.id AND v.version = e.version {join} ORDER BY e.name_key",
            T::TABLE,
            T::VERSIONS
        ));
        let rows = reading!(&self.db, |pool| statement.query_as::<Engine, Row>().fetch_all(pool).await)?;
        rows.into_iter().map(stored).collect()
    }

    /// The entry with this name (in any case) or id, or with a unique prefix of either.
    pub async fn entry<T: LibraryEntry>(&self, name_or_id: &str) -> Result<Stored<T>> {
        let given = key(name_or_id.trim());
        let mut all = self.entries::<T>().await?;
        if let Some(exact) = all.iter().position(|entry| key(entry.text.name()) == given) {
            return Ok(all.swap_remove(exact));
        }
        let range = id_range(&given);
        let fits = |entry: &&Stored<T>| {
            let is_id = range.as_ref().is_some_and(|(low, high)| (low..=high).contains(&&entry.id));
            !given.is_empty() && (key(entry.text.name()).starts_with(&given) || is_id)
        };
        let matches: Vec<&Stored<T>> = all.iter().filter(fits).collect();
        match matches.as_slice() {
            [only] => Ok((*only).clone()),
            [] => {
                let now = self.entry_once_called(name_or_id, &all).await?.map(|entry| entry.text.name().to_owned());
                let near = now.or_else(|| near(name_or_id, &all));
                Err(StoreError::NotFound { what: T::WHAT, given: name_or_id.to_owned(), near })
            }
            several => Err(StoreError::Ambiguous {
                what: T::WHAT,
                given: name_or_id.to_owned(),
                matches: several.iter().take(5).map(|entry| entry.text.name().to_owned()).collect(),
            }),
        }
    }

    /// Like `entry`, but a prefix is an error that names what it may mean: for what removes an entry.
    pub async fn whole_entry<T: LibraryEntry>(&self, name_or_id: &str) -> Result<Stored<T>> {
        let found = self.entry::<T>(name_or_id).await?;
        match is_whole(name_or_id, found.text.name(), found.id) {
            true => Ok(found),
            false => {
                let near = Some(found.text.name().to_owned());
                Err(StoreError::NotFound { what: T::WHAT, given: name_or_id.to_owned(), near })
            }
        }
    }

    /// Like `entry`; `NAME@3` is its version 3.
    pub async fn entry_version<T: LibraryEntry>(&self, name_or_id: &str) -> Result<Stored<T>> {
        let Some((name, version)) = unpinned(name_or_id.trim()) else { return self.entry(name_or_id).await };
        match self.entry::<T>(name_or_id).await {
            Err(StoreError::NotFound { .. }) => self.entry_at(self.entry::<T>(name).await?, version).await,
            found => found,
        }
    }

    /// Like `entry_version`, for new conversations: an earlier name counts where no entry has it now.
    pub(crate) async fn entry_by_any_name<T: LibraryEntry>(&self, given: &str) -> Result<Stored<T>> {
        match self.entry_version(given).await {
            Err(error @ StoreError::NotFound { .. }) => {
                match self.entry_once_called(given, &self.entries().await?).await? {
                    None => Err(error),
                    Some(renamed) => match unpinned(given.trim()) {
                        Some((_, version)) => self.entry_at(renamed, version).await,
                        None => Ok(renamed),
                    },
                }
            }
            found => found,
        }
    }

    /// The only entry that had this name before it was renamed.
    pub(crate) async fn entry_once_called<T: LibraryEntry>(
        &self,
        given: &str,
        all: &[Stored<T>],
    ) -> Result<Option<Stored<T>>> {
        let given = unpinned(given.trim()).map_or(given, |(name, _)| name);
        let statement = Statement::new(&format!("SELECT DISTINCT entry_id, content ->> 'name' FROM {}", T::VERSIONS));
        let names: Vec<(Uuid, String)> =
            reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_all(pool).await)?;
        let had_it = |id: Uuid| names.iter().any(|(of, name)| *of == id && key(name) == key(given.trim()));
        let mut found = all.iter().filter(|entry| had_it(entry.id));
        Ok(found.next().filter(|_| found.next().is_none()).cloned())
    }

    /// An entry in one of its versions.
    pub(crate) async fn entry_at<T: LibraryEntry>(&self, entry: Stored<T>, version: u32) -> Result<Stored<T>> {
        if version == entry.version {
            return Ok(entry);
        }
        let mut statement = Statement::new(&format!("SELECT content, source FROM {} WHERE entry_id = ", T::VERSIONS));
        statement.bind(entry.id).push(" AND version = ").bind(i64::from(version));
        let found: Option<(Json<serde_json::Value>, Option<String>)> =
            reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_optional(pool).await)?;
        let Some((content, source)) = found else {
            let (name, newest) = (entry.text.name().to_owned(), entry.version);
            return Err(StoreError::NoVersion { what: T::WHAT, name, given: version, newest });
        };
        let text: T = serde_json::from_value(content.0).map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
        Ok(Stored { version, text, source, ..entry })
    }

    /// The versions of an entry, newest first.
    pub async fn entry_versions<T: LibraryEntry>(&self, entry: &Stored<T>) -> Result<Vec<VersionEntry>> {
        let mut statement = Statement::new("SELECT v.version, v.created_by, v.created_at, ");
        match T::HAS_TEMPLATE {
            true => statement
                .push("(SELECT count(*) FROM conversations c WHERE c.situation ->> 'id' = ")
                .bind(entry.id.to_string())
                .push(" AND CAST(c.situation ->> 'version' AS bigint) = v.version)"),
            // No conversation names a vocabulary.
            false => statement.push("CAST(NULL AS bigint)"),
        };
        statement.push(" FROM ").push(T::VERSIONS).push(" v WHERE v.entry_id = ").bind(entry.id);
        statement.push(" ORDER BY v.version DESC");
        let rows: Vec<VersionRow> = reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_all(pool).await)?;
        Ok(rows.into_iter().map(VersionEntry::from).collect())
    }

    /// Stores entries, all or none. A known name becomes a new version where the text or its file differs. The templates
    /// that they name must exist.
    pub async fn add_entries<T: LibraryEntry>(&self, new: &[NewEntry<T>], by: &str) -> Result<Vec<(String, Added)>> {
        let (mut known, stored) = (self.known(HashMap::new(), &[]).await?, self.entries::<T>().await?);
        known.accept(&stored);
        let mut found = Vec::with_capacity(new.len());
        for entry in new {
            found.push(self.resolved(entry, &known).await?);
        }
        let (done, statements) = planned(&stored, found, (by, Time::now()));
        self.write_all(statements).await?;
        Ok(done)
    }

    /// Stores another text of an entry as its newest version, or the same in another file; the name may change.
    pub async fn edit_entry<T: LibraryEntry>(
        &self,
        before: &Stored<T>,
        new: &NewEntry<T>,
        by: &str,
    ) -> Result<Stored<T>> {
        let (mut known, other) = (self.known(HashMap::new(), &[]).await?, self.entries::<T>().await?);
        known.accept(&other);
        let (new, template) = self.resolved(new, &known).await?;
        if other.iter().any(|entry| entry.id != before.id && key(entry.text.name()) == key(new.text.name())) {
            return Err(StoreError::Taken { what: T::WHAT, name: new.text.name().to_owned() });
        }
        let has_other_file = new.source.as_deref().is_some_and(|source| !is_file_of(source, before));
        if new.text != before.text || has_other_file {
            let writes = next_version(&new, template, (before.id, before.version), (by, Time::now()));
            self.write_all(writes.into()).await?;
        }
        self.entry(&before.id.to_string()).await
    }

    /// Deletes an entry with all its versions where nothing rests on it; else returns what does, and changes nothing.
    pub async fn purge_entry<T: LibraryEntry>(&self, entry: &Stored<T>) -> Result<EntryUses> {
        let (id, name) = (entry.id, key(entry.text.name()));
        let mut used = Statement::new("SELECT count(*) FROM conversations WHERE parent_id = ");
        used.bind(id);
        // A batch names situations by id, and keeps the values of vocabularies by name.
        let batches = Statement::new(
            "SELECT CAST(configuration -> 'situations' AS text), CAST(configuration -> 'vocabularies' AS text) \
             FROM batch_jobs",
        );
        let mut deletion = Statement::new(&format!("DELETE FROM {} WHERE id = ", T::TABLE));
        deletion.bind(id);
        writing!(self, |tx| {
            let (conversations,): (i64,) = used.clone().query_as::<Engine, _>().fetch_one(&mut **tx).await?;
            let kept: Vec<(Option<String>, Option<String>)> =
                batches.clone().query_as::<Engine, _>().fetch_all(&mut **tx).await?;
            let names = |(situations, vocabularies): &(Option<String>, Option<String>)| match T::HAS_TEMPLATE {
                true => keys_of(situations.as_deref()).contains(&id.to_string()),
                false => keys_of(vocabularies.as_deref()).iter().any(|kept| key(kept) == name),
            };
            let batches = kept.iter().filter(|kept| names(kept)).count() as u64;
            let uses = EntryUses { conversations: count(conversations), batches };
            if uses == EntryUses::default() {
                deletion.clone().query::<Engine>().execute(&mut **tx).await?;
            }
            Ok(uses)
        })
    }

    async fn write_all(&self, statements: Vec<Statement>) -> Result<()> {
        writing!(self, |tx| {
            for statement in &statements {
                statement.clone().query::<Engine>().execute(&mut **tx).await?;
            }
            Ok(())
        })
    }
}

/// The keys of a JSON object.
fn keys_of(object: Option<&str>) -> Vec<String> {
    let object = object.and_then(|text| serde_json::from_str::<HashMap<String, serde_json::Value>>(text).ok());
    object.into_iter().flat_map(HashMap::into_keys).collect()
}

/// The name that may be meant: the nearest one, else the first that holds the text.
fn near<T: LibraryEntry>(given: &str, all: &[Stored<T>]) -> Option<String> {
    let names = || all.iter().map(|entry| entry.text.name());
    let part = key(given.trim());
    let holds = |name: &&str| !part.is_empty() && key(name).contains(&part);
    nearest(given, names()).or_else(|| names().find(holds)).map(str::to_owned)
}

/// What each entry does beside the known ones, and the statements that store it. A version without a file takes the first
/// that says the same.
pub(super) fn planned<T: LibraryEntry>(
    known: &[Stored<T>],
    new: Vec<(NewEntry<T>, Option<TemplateId>)>,
    by: (&str, Time),
) -> (Vec<(String, Added)>, Vec<Statement>) {
    let (mut done, mut statements) = (Vec::with_capacity(new.len()), Vec::new());
    for (entry, template) in new {
        let before = known.iter().find(|known| key(known.text.name()) == key(entry.text.name()));
        let added = match (before, &entry.source) {
            (None, _) => {
                statements.extend(insertion(&entry, template, Uuid::now_v7(), by));
                Added::New
            }
            (Some(before), Some(source)) if before.text == entry.text && before.source.is_none() => {
                statements.push(adoption::<T>(source, (before.id, before.version)));
                Added::Unchanged
            }
            (Some(before), source)
                if before.text == entry.text && source.as_ref().is_none_or(|source| is_file_of(source, before)) =>
            {
                Added::Unchanged
            }
            (Some(before), _) => {
                statements.extend(next_version(&entry, template, (before.id, before.version), by));
                Added::NewVersion
            }
        };
        done.push((entry.text.name().to_owned(), added));
    }
    (done, statements)
}

/// Whether it is the file of the stored version. Ends of lines and of the file may differ: systems change them.
fn is_file_of<T>(source: &str, stored: &Stored<T>) -> bool {
    stored.source.as_ref().is_some_and(|kept| kept.trim_end().lines().eq(source.trim_end().lines()))
}

fn stored<T: LibraryEntry>(row: Row) -> Result<Stored<T>> {
    let mut text: T = serde_json::from_value(row.content.0).map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
    if let Some(template) = text.template_mut() {
        *template = row.template.unwrap_or_default();
    }
    Ok(Stored {
        id: row.id,
        version: u32::try_from(row.version).unwrap_or(u32::MAX),
        text,
        source: row.source,
        created_by: row.created_by,
        created_at: row.created_at.into(),
        updated_at: row.updated_at.into(),
    })
}

/// The statements that store a new entry.
pub(super) fn insertion<T: LibraryEntry>(
    new: &NewEntry<T>,
    template: Option<TemplateId>,
    id: Uuid,
    (by, now): (&str, Time),
) -> [Statement; 2] {
    let mut columns = columns_of(&new.text, template, 1, (by, now));
    columns.extend([("id", id.into()), ("created_by", by.into()), ("created_at", now.into())]);
    let (names, values): (Vec<&str>, Vec<Value>) = columns.into_iter().unzip();
    let mut insert = Statement::new(&format!("INSERT INTO {} ({}) VALUES ", T::TABLE, names.join(", ")));
    insert.bind_list(values);
    [insert, version_of(new, (id, 1), (by, now))]
}

/// The statements that store the next version of an entry, from its id and newest version. Two writers of one version meet
/// at the key of the versions, and the second fails.
fn next_version<T: LibraryEntry>(
    new: &NewEntry<T>,
    template: Option<TemplateId>,
    (id, newest): (Uuid, u32),
    by: (&str, Time),
) -> [Statement; 2] {
    let version = i64::from(newest) + 1;
    let mut update = Statement::new(&format!("UPDATE {} SET ", T::TABLE));
    for (place, (name, value)) in columns_of(&new.text, template, version, by).into_iter().enumerate() {
        update.push(if place > 0 { ", " } else { "" }).push(name).push(" = ").bind(value);
    }
    update.push(" WHERE id = ").bind(id);
    [update, version_of(new, (id, version), by)]
}

/// Gives a version its file where it has none.
fn adoption<T: LibraryEntry>(source: &str, (id, version): (Uuid, u32)) -> Statement {
    let mut update = Statement::new(&format!("UPDATE {} SET source = ", T::VERSIONS));
    update.bind(source).push(" WHERE entry_id = ").bind(id).push(" AND version = ").bind(i64::from(version));
    update.push(" AND source IS NULL");
    update
}

fn columns_of<T: LibraryEntry>(
    text: &T,
    template: Option<TemplateId>,
    version: i64,
    (by, now): (&str, Time),
) -> Vec<(&'static str, Value)> {
    let mut columns = vec![
        ("name", Value::from(text.name())),
        ("name_key", key(text.name()).into()),
        ("version", version.into()),
        ("updated_by", by.into()),
        ("updated_at", now.into()),
    ];
    if T::HAS_TEMPLATE {
        columns.push(("parent_template_id", template.map(|template| template.0).into()));
    }
    columns.extend(text.columns());
    columns
}

fn version_of<T: LibraryEntry>(new: &NewEntry<T>, (id, version): (Uuid, i64), (by, now): (&str, Time)) -> Statement {
    let mut content = Statement::new(&format!(
        "INSERT INTO {} (entry_id, version, content, source, created_by, created_at) VALUES ",
        T::VERSIONS
    ));
    let source = new.source.as_deref();
    content.bind_list([Value::from(id), version.into(), Value::json(&new.text), source.into(), by.into(), now.into()]);
    content
}
