//! What to say about a value of a filter that no conversation has.

use crate::app::App;
use crate::domain::axis::Axis;
use crate::domain::axis_match::AxisMatch;
use crate::domain::filter::Filter;
use crate::domain::nearest;
use crate::error::Failure;
use crate::ui::count;

use crate::cli::shell;

/// The most values that are compared with a misspelt one.
const COMPARED: u32 = 1000;

/// Says which values of the axis filters no conversation has, and what to type instead.
pub(super) async fn say(app: &App, filter: &Filter) -> Result<(), Failure> {
    for axis in Axis::ALL {
        for asked in filter.on(*axis) {
            if let Some(line) = about(app, *axis, asked).await? {
                app.ui.note(&line);
            }
        }
    }
    Ok(())
}

async fn about(app: &App, axis: Axis, asked: &AxisMatch) -> Result<Option<String>, Failure> {
    let store = app.store().await?;
    if !store.axis_values(axis, Some(asked), 1).await?.is_empty() {
        return Ok(None);
    }
    if let AxisMatch::Whole(whole) = asked
        && let Ok(part) = AxisMatch::whole_unless_marked(&format!("~{whole}"))
        && let holding @ 1.. = store.axis_values(axis, Some(&part), COMPARED).await?.len() as u64
    {
        let command = shell::again_changed(&|flag, typed| {
            let is_it = flag == axis.as_str() && (typed == whole || typed.strip_prefix('=') == Some(whole));
            is_it.then(|| part.to_string())
        });
        let holding = count(holding, axis.as_str());
        return Ok(Some(format!("no conversation has the {axis} \"{whole}\"; to match a part ({holding}): {command}")));
    }
    let known = store.axis_values(axis, None, COMPARED).await?;
    let (what, text) = match asked {
        AxisMatch::Whole(whole) => (format!("the {axis}"), whole),
        AxisMatch::Part(part) => (format!("{} {axis} with", article(axis)), part),
    };
    let near = nearest(text, known.iter().map(String::as_str));
    let near = near.map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default();
    Ok((!known.is_empty()).then(|| format!("no conversation has {what} \"{text}\"{near}")))
}

fn article(axis: Axis) -> &'static str {
    if axis == Axis::Emotion { "an" } else { "a" }
}
