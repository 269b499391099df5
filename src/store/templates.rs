//! Templates and their versions.

mod builtin;
mod changes;
mod insertion;
mod row;
mod versions;

pub use changes::Uses;
pub use insertion::NewVersion;
pub(super) use versions::version_writes;

use uuid::Uuid;

use crate::domain::ids::TemplateId;
use crate::domain::nearest;
use crate::domain::template::{Template, TemplateKind, TemplateText, named, pinned, unpinned};

use crate::store::conversations::filter::{id_range, is_whole, key};
use crate::store::sql::engine::reading;
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store, StoreError};
use row::{COLUMNS, TemplateRow};

impl Store {
    /// Every template in its newest version, sorted by name.
    pub async fn templates(&self, with_inactive: bool) -> Result<Vec<Template>> {
        let mut statement = Statement::new(&format!("SELECT {COLUMNS} AND v.version = t.version"));
        statement.push(" WHERE t.kind = ").bind(TemplateKind::Template.as_str());
        if !with_inactive {
            statement.push(" AND t.is_active = ").bind(true);
        }
        statement.push(" ORDER BY t.name_key");
        self.template_rows(statement).await?.into_iter().map(TemplateRow::template).collect()
    }

    /// Every partial in its newest version, sorted by name; those that are switched off, too.
    pub async fn partials(&self) -> Result<Vec<Template>> {
        let mut statement = Statement::new(&format!("SELECT {COLUMNS} AND v.version = t.version WHERE t.kind = "));
        statement.bind(TemplateKind::Partial.as_str()).push(" ORDER BY t.name_key");
        self.template_rows(statement).await?.into_iter().map(TemplateRow::template).collect()
    }

    async fn template_rows(&self, statement: Statement) -> Result<Vec<TemplateRow>> {
        Ok(reading!(&self.db, |pool| statement.query_as::<Engine, TemplateRow>().fetch_all(pool).await)?)
    }

    /// The template or partial with this name (in any case) or id, or with a unique prefix of either. `NAME@3` is its
    /// version 3. The error names the template that was called so once, else the nearest.
    pub async fn template(&self, name_or_id: &str) -> Result<Template> {
        match self.template_called(name_or_id).await {
            Err(StoreError::NotFound { what, given, near }) => {
                let near = self.once_called(name_or_id).await?.map(|template| template.text.name).or(near);
                Err(StoreError::NotFound { what, given, near })
            }
            found => found,
        }
    }

    async fn template_called(&self, name_or_id: &str) -> Result<Template> {
        let given = key(name_or_id.trim());
        let mut all = self.templates(true).await?;
        all.extend(self.partials().await?);
        if let Some(exact) = all.iter().find(|template| key(&template.text.name) == given) {
            return Ok(exact.clone());
        }
        let Some((name, version)) = unpinned(name_or_id.trim()) else { return one_of(&all, name_or_id) };
        let newest = one_of(&all, name)?;
        match version {
            it if it == newest.version => Ok(newest),
            it if (1..newest.version).contains(&it) => self.template_at(newest.id, it).await,
            it => Err(StoreError::NoVersion {
                what: "template",
                name: newest.text.name,
                given: it,
                newest: newest.version,
            }),
        }
    }

    /// Like `template`, but a prefix or a version is an error that names what it may mean: for what removes or renames one.
    pub async fn whole_template(&self, name_or_id: &str) -> Result<Template> {
        let found = self.template(name_or_id).await?;
        let newest = self.template(&found.id.to_string()).await?;
        match is_whole(name_or_id, &newest.text.name, newest.id.0) {
            true => Ok(newest),
            false => {
                let (given, near) = (name_or_id.to_owned(), Some(newest.text.name));
                Err(StoreError::NotFound { what: "template", given, near })
            }
        }
    }

    /// Like `template`, with what it is called in full: the name it has now, and the version where one was given. A version
    /// may have another name.
    pub(crate) async fn called(&self, given: &str) -> Result<(Template, String)> {
        let found = self.template(given).await?;
        let newest = self.template(&found.id.to_string()).await?;
        let called = named(given, (&newest.text.name, found.version));
        Ok((found, called))
    }

    /// The only template that had this name before it was renamed, in its newest version.
    async fn once_called(&self, given: &str) -> Result<Option<Template>> {
        let given = unpinned(given.trim()).map_or(given, |(name, _)| name);
        let statement = Statement::new("SELECT DISTINCT template_id, name FROM template_versions");
        let names: Vec<(Uuid, String)> =
            reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_all(pool).await)?;
        let mut ids: Vec<Uuid> =
            names.into_iter().filter(|(_, name)| key(name) == key(given.trim())).map(|(id, _)| id).collect();
        ids.sort_unstable();
        ids.dedup();
        match ids.as_slice() {
            [id] => self.template_called(&id.to_string()).await.map(Some),
            _ => Ok(None),
        }
    }

    /// Like `template`, for new conversations: an earlier name counts where no template has it now. A partial and a
    /// template that is switched off are errors.
    pub async fn usable_template(&self, name_or_id: &str) -> Result<Template> {
        let template = match self.template_called(name_or_id).await {
            Err(error @ StoreError::NotFound { .. }) => {
                let Some(renamed) = self.once_called(name_or_id).await? else { return Err(error) };
                match unpinned(name_or_id.trim()) {
                    Some((_, version)) => self.template_called(&pinned(&renamed.id.to_string(), version)).await?,
                    None => renamed,
                }
            }
            found => found?,
        };
        match (template.is_active, template.text.kind) {
            (_, TemplateKind::Partial) => Err(StoreError::Partial { name: template.text.name }),
            (false, _) => Err(StoreError::Inactive { what: "template", name: template.text.name }),
            (true, TemplateKind::Template) => Ok(template),
        }
    }

    /// The text of a template in one version.
    pub async fn template_version(&self, id: TemplateId, version: u32) -> Result<TemplateText> {
        Ok(self.template_at(id, version).await?.text)
    }

    /// A template in one version.
    pub(crate) async fn template_at(&self, id: TemplateId, version: u32) -> Result<Template> {
        let mut statement = Statement::new(&format!("SELECT {COLUMNS} WHERE t.id = "));
        statement.bind(id.0).push(" AND v.version = ").bind(i64::from(version));
        match self.template_rows(statement).await?.into_iter().next() {
            Some(row) => Ok(Template { version, ..row.template()? }),
            None => {
                Err(StoreError::NotFound { what: "template version", given: format!("{id} v{version}"), near: None })
            }
        }
    }
}

/// The one whose name or id begins with this, or is it.
fn one_of(all: &[Template], given: &str) -> Result<Template> {
    let lookup = key(given.trim());
    if let Some(exact) = all.iter().find(|template| key(&template.text.name) == lookup) {
        return Ok(exact.clone());
    }
    // A database has tens of templates, not thousands: comparing here is simpler than three queries.
    let range = id_range(&lookup);
    let matches: Vec<&Template> = all
        .iter()
        .filter(|template| {
            !lookup.is_empty()
                && (key(&template.text.name).starts_with(&lookup)
                    || range.as_ref().is_some_and(|(low, high)| (low..=high).contains(&&template.id.0)))
        })
        .collect();
    match matches.as_slice() {
        [only] => Ok((*only).clone()),
        [] => Err(StoreError::NotFound {
            what: "template",
            given: given.to_owned(),
            near: nearest(given, all.iter().map(|template| template.text.name.as_str())).map(str::to_owned),
        }),
        several => Err(StoreError::Ambiguous {
            what: "template",
            given: given.to_owned(),
            matches: several.iter().take(5).map(|template| template.text.name.clone()).collect(),
        }),
    }
}
