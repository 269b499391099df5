//! What template files would change in the library. Nothing is stored before all of them are good.

use crate::domain::template::{Template, TemplateKind, TemplateText, pinned};
use crate::library::diff::diff;
use crate::library::templates::file_of;
use crate::library::templates::partials::with_partials;
use crate::library::templates::renewed::{Renewed, renewed};
use crate::store::{NewVersion, Store, StoreError};
use crate::templates::file;

/// A file that was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Arrival {
    /// For messages.
    pub path: String,
    pub text: TemplateText,
    /// The file as it was written.
    pub source: String,
}

/// What a file changes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    New,
    /// It is another text than the newest version.
    Next {
        of: Box<Template>,
        diff: String,
    },
    /// The newest version says the same.
    Same(Box<Template>),
}

/// What files change.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Arrivals {
    /// Each file with what it changes.
    pub files: Vec<(Arrival, Change)>,
    /// The templates that include a changed partial and are in no file.
    pub renewed: Vec<Renewed>,
}

/// Why files cannot be taken into the library.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LibraryError {
    #[error("{first} and {second} are both named \"{name}\"")]
    Twice { first: String, second: String, name: String },
    #[error("{path} is a {given}, and \"{name}\" in the library is a {stored}")]
    OtherKind { path: String, name: String, given: TemplateKind, stored: TemplateKind },
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Compares the files with what is stored. A file may include partials of the library and of the other files.
pub(crate) async fn survey(store: &Store, files: Vec<Arrival>) -> Result<Arrivals, LibraryError> {
    let partials = store.partials().await?;
    let mut library: Vec<TemplateText> =
        files.iter().map(|file| &file.text).filter(|text| text.kind == TemplateKind::Partial).cloned().collect();
    library.extend(partials.iter().map(|partial| partial.text.clone()));
    let mut stored = store.templates(true).await?;
    stored.extend(partials);
    let key = |name: &str| name.to_lowercase();
    let mut arrivals: Vec<(Arrival, Change)> = Vec::new();
    for file in files {
        let name = file.text.name.clone();
        if let Some((first, _)) = arrivals.iter().find(|(other, _)| key(&other.text.name) == key(&name)) {
            return Err(LibraryError::Twice { first: first.path.clone(), second: file.path, name });
        }
        let file = Arrival { text: with_partials(file.text, &library), ..file };
        let change = match stored.iter().find(|template| key(&template.text.name) == key(&name)) {
            None => Change::New,
            Some(template) if template.text.kind != file.text.kind => {
                let (given, stored) = (file.text.kind, template.text.kind);
                return Err(LibraryError::OtherKind { path: file.path, name, given, stored });
            }
            Some(template) => compared(template, &file),
        };
        arrivals.push((file, change));
    }
    let others: Vec<Template> = stored
        .into_iter()
        .filter(|template| arrivals.iter().all(|(file, _)| key(&file.text.name) != key(&template.text.name)))
        .collect();
    let is_changed_partial = |(file, change): &&(Arrival, Change)| {
        file.text.kind == TemplateKind::Partial && !matches!(change, Change::Same(_))
    };
    let changed: Vec<&str> =
        arrivals.iter().filter(is_changed_partial).map(|(file, _)| file.text.name.as_str()).collect();
    let renewed = renewed(&others, &library, &changed);
    Ok(Arrivals { files: arrivals, renewed })
}

fn compared(template: &Template, file: &Arrival) -> Change {
    let before = file_of(template);
    // Systems change the ends of lines.
    let is_same_file = template.source.as_ref().is_none_or(|source| source.lines().eq(file.source.lines()));
    if is_same_file && template.text == with_end_of(&file.text, &template.text) {
        return Change::Same(Box::new(template.clone()));
    }
    let (from, to) = (pinned(&template.text.name, template.version), file.path.clone());
    let mut diff = diff((&from, &before), (&to, &file.source));
    if diff.is_empty() {
        diff = "The file is the same; a partial that it includes has changed.\n".into();
    }
    Change::Next { of: Box::new(template.clone()), diff }
}

/// The text with the end of line that another one has: printing a file adds one.
fn with_end_of(text: &TemplateText, other: &TemplateText) -> TemplateText {
    let is_same = |text: &TemplateText| text.text.strip_suffix('\n').unwrap_or(&text.text).to_owned();
    match is_same(text) == is_same(other) {
        true => TemplateText { text: other.text.clone(), ..text.clone() },
        false => text.clone(),
    }
}

impl Arrivals {
    /// The versions to store: of what is new or changed, then of what includes a changed partial.
    pub(crate) fn versions(&self) -> Vec<NewVersion> {
        let version =
            |of, file: &Arrival| NewVersion { of, text: file.text.clone(), source: Some(file.source.clone()) };
        let new = self.files.iter().filter_map(|(file, change)| match change {
            Change::New => Some(version(None, file)),
            Change::Next { of, .. } => Some(version(Some((of.id, of.version)), file)),
            Change::Same(_) => None,
        });
        new.chain(self.renewed.iter().map(Renewed::version)).collect()
    }

    /// The names of known templates that are switched off: a file does not switch them on.
    pub(crate) fn switched_off(&self) -> impl Iterator<Item = &str> {
        let known = self.files.iter().filter_map(|(_, change)| match change {
            Change::New => None,
            Change::Next { of, .. } => Some(of),
            Change::Same(template) => Some(template),
        });
        known.filter(|template| !template.is_active).map(|template| template.text.name.as_str())
    }

    /// Stores what is new or changed: all of it or nothing. The newest version of each file, in their order.
    pub(crate) async fn store(&self, store: &Store, by: &str) -> Result<Vec<Template>, LibraryError> {
        let mut stored = store.add_versions(&self.versions(), by).await?.into_iter();
        let mut templates = Vec::with_capacity(self.files.len());
        for (_, change) in &self.files {
            templates.push(match change {
                Change::Same(template) => (**template).clone(),
                Change::New | Change::Next { .. } => match stored.next() {
                    Some((id, version)) => store.template_at(id, version).await?,
                    None => continue,
                },
            });
        }
        Ok(templates)
    }
}

/// An earlier version as the next one, under the name that the template has now.
pub(crate) fn restored(newest: &Template, earlier: &Template, name: &str) -> NewVersion {
    let text = TemplateText { name: name.to_owned(), ..earlier.text.clone() };
    let source = earlier.source.as_ref().and_then(|source| file::renamed(source, name));
    NewVersion { of: Some((newest.id, newest.version)), text, source }
}
