//! What is done with a stored template and its versions.

use std::path::PathBuf;

use serde_json::json;

use crate::app::App;
use crate::cli::confirm::confirmed;
use crate::cli::shell::operand;
use crate::cli::templates::folder::{arrival, check_renewed, names, say_renewed, take};
use crate::cli::versions;
use crate::domain::name;
use crate::domain::quoted::listed;
use crate::domain::template::{Template, TemplateKind, TemplateText, pinned};
use crate::error::{Exit, Failure};
use crate::library::templates::{Arrival, Renewed, file_of, includes, renewed, restored};
use crate::store::{NewVersion, Store, Uses};
use crate::templates::{check, file};
use crate::ui::{Draft, count, has_editor};

pub(super) async fn edit(app: &App, name: &str, path: Option<PathBuf>) -> Result<Exit, Failure> {
    let template = app.store().await?.template(name).await?;
    let name = template.text.name.clone();
    if let Some(path) = path {
        return take(app, vec![arrival(&path)?], Some(&name)).await;
    }
    if !app.ui.can_ask() && !has_editor() {
        return Err(Failure::bad_input("cannot open an editor without a terminal")
            .hint("Set $VISUAL or $EDITOR, or give the new text with --file FILE."));
    }
    let draft = Draft::new(&file_of(&template))?;
    let source = draft.edit()?;
    let path = pinned(&name, template.version + 1);
    let taken = match file::parse(path.as_ref(), &source) {
        Ok(text) => take(app, vec![Arrival { path, text, source }], Some(&name)).await,
        Err(error) => Err(Failure::bad_input(error.to_string())),
    };
    taken.map_err(|failure| match draft.keep() {
        Some(path) => failure.hint(format!("Your text is kept in {}", path.display())),
        None => failure,
    })
}

pub(super) async fn remove(app: &App, name: &str, purge: bool) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let template = store.whole_template(name).await?;
    let name = &template.text.name;
    if !purge {
        let changed = store.set_template_active(template.id, false, &app.settings.user).await?;
        if template.text.kind == TemplateKind::Partial && !app.ui.wants_json() {
            let users = users_of(store, name).await?;
            let names: Vec<&str> = users.iter().map(|user| user.text.name.as_str()).collect();
            if !names.is_empty() {
                app.ui.note(&format!("these include it, and keep its text: {}", listed(&names)));
            }
        }
        return said(app, changed, name, if changed { "switched off" } else { "was switched off already" });
    }
    check_unused(store, &template, "deleted").await?;
    let what = format!("delete the template \"{name}\" with {}", count(template.version.into(), "version"));
    if !confirmed(app, &what, "Add -y to delete without the question.")? {
        return Ok(Exit::Done);
    }
    let uses = store.purge_template(template.id).await?;
    if uses == Uses::default() {
        return said(app, true, name, "deleted");
    }
    let rests = [
        (uses.conversations, "conversation"),
        (uses.calls, "call"),
        (uses.derived, "scenario or edge case"),
        (uses.batches, "batch"),
    ];
    let failure = Failure::bad_input(format!("the template \"{name}\" is in use; nothing was deleted"));
    let failure = rests.iter().filter(|(number, _)| *number > 0).fold(failure, |failure, (number, what)| {
        failure.because(format!(
            "{} on it: {number}",
            if *what == "batch" { "batches".into() } else { format!("{what}s") }
        ))
    });
    Err(failure.hint("Switch it off instead: leave --purge out."))
}

pub(super) async fn restore(app: &App, given: &str) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let template = store.template(given).await?;
    let newest = store.template(&template.id.to_string()).await?;
    let name = newest.text.name.clone();
    let switched = store.set_template_active(newest.id, true, &app.settings.user).await?;
    if !versions::is_pinned(given, &name) {
        return said(app, switched, &name, if switched { "switched on" } else { "was switched on already" });
    }
    if template.version == newest.version {
        return said(app, false, &name, &format!("version {} is the newest already", newest.version));
    }
    let next = restored(&newest, &template, &name);
    if next.text == newest.text && next.source == newest.source {
        return said(app, switched, &name, "it has that text already: nothing was changed");
    }
    stored(app, &next).await
}

pub(super) async fn rename(app: &App, name: &str, new: &str) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let newest = store.whole_template(name).await?;
    if let Some(fault) = name::unfit(new).filter(|_| new != newest.text.name) {
        return Err(Failure::bad_input(format!("the new name {fault}")).hint("Give another name."));
    }
    check_unused(store, &newest, "renamed").await?;
    let text = TemplateText { name: new.to_owned(), ..newest.text.clone() };
    if let Some(problem) = check(&text).into_iter().find(|problem| problem.fatal) {
        return Err(Failure::bad_input(problem.message).hint("Give another name."));
    }
    if new == newest.text.name {
        return said(app, false, new, "has that name already");
    }
    let done = stored(app, &restored(&newest, &newest, new)).await?;
    let old = &newest.text.name;
    if !app.ui.wants_json() && old.to_lowercase() != new.to_lowercase() {
        app.ui.note(&format!(
            "files that still say \"{old}\" bring it back when they are added: change the name there, too"
        ));
    }
    Ok(done)
}

async fn stored(app: &App, new: &NewVersion) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let partials = store.partials().await?.into_iter().map(|partial| partial.text);
    let library: Vec<TemplateText> = std::iter::once(new.text.clone()).chain(partials).collect();
    let renewed = match new.text.kind {
        TemplateKind::Partial => renewed(&users_of(store, &new.text.name).await?, &library, &[&new.text.name]),
        TemplateKind::Template => Vec::new(),
    };
    check_renewed(&renewed)?;
    let all: Vec<NewVersion> = std::iter::once(new.clone()).chain(renewed.iter().map(Renewed::version)).collect();
    store.add_versions(&all, &app.settings.user).await?;
    let template = store.template(&new.text.name).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({"template": template, "renewed": names(&renewed)}))?;
        return Ok(Exit::Done);
    }
    app.ui.out(&template.text.name)?;
    app.ui.note(&format!("stored as version {}", template.version));
    say_renewed(app, &renewed);
    Ok(Exit::Done)
}

/// The templates and partials whose newest version includes this partial.
async fn users_of(store: &Store, partial: &str) -> Result<Vec<Template>, Failure> {
    let mut all = store.templates(true).await?;
    all.extend(store.partials().await?);
    all.retain(|template| includes(template, partial));
    Ok(all)
}

/// A partial that others include keeps its name, and stays.
async fn check_unused(store: &Store, template: &Template, what: &str) -> Result<(), Failure> {
    let name = &template.text.name;
    let users = match template.text.kind {
        TemplateKind::Partial => users_of(store, name).await?,
        TemplateKind::Template => return Ok(()),
    };
    let Some(first) = users.first() else { return Ok(()) };
    let names: Vec<&str> = users.iter().map(|user| user.text.name.as_str()).collect();
    let failure = Failure::bad_input(format!("the partial \"{name}\" cannot be {what}: others include it"));
    Err(failure
        .because(listed(&names))
        .hint(format!("Take it out of them first: dialoom templates edit {}", operand(&first.text.name))))
}

fn said(app: &App, changed: bool, name: &str, what: &str) -> Result<Exit, Failure> {
    if app.ui.wants_json() {
        app.ui.json(&json!({"template": name, "changed": changed}))?;
        return Ok(Exit::Done);
    }
    app.ui.out(name)?;
    app.ui.note(what);
    Ok(Exit::Done)
}

pub(super) async fn rate(app: &App, name: &str, rating: u32) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let (template, name) = store.called(name).await?;
    let rating = u8::try_from(rating).unwrap_or(5);
    let mean = store.rate_template((template.id, template.version), &app.settings.user, rating).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({"template": name, "rating": mean}))?;
        return Ok(Exit::Done);
    }
    app.ui.out(&name)?;
    app.ui.note(&format!("rated {rating}; with the last rating of each person, of any version, the mean is {mean:.1}"));
    Ok(Exit::Done)
}

pub(super) async fn versions(app: &App, name: &str) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let template = store.template(name).await?;
    let all = store.template_versions(template.id).await?;
    versions::list(app, "template", &template.text.name, &all)
}

pub(super) async fn differ(app: &App, first: &str, second: Option<&str>) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let mut first = store.template(first).await?;
    let is_alone = second.is_none();
    let second = match second {
        Some(second) => store.template(second).await?,
        None => store.template(&first.id.to_string()).await?,
    };
    if is_alone && first.version == second.version && first.version > 1 {
        first = store.template(&pinned(&first.id.to_string(), first.version - 1)).await?;
    }
    let label = |it: &Template| pinned(&it.text.name, it.version);
    versions::differ(app, (&label(&first), &file_of(&first)), (&label(&second), &file_of(&second)))
}
