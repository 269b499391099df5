//! Checks a plan of any form: what must hold between its fields.

use crate::domain::LAST;
use crate::domain::axis::Axis;
use crate::domain::quoted::quoted;
use crate::domain::word::nearest;

use crate::engine::plan::definition::{Plan, PlanError, PlannedItem};
use crate::engine::plan::vary::Vary;
use crate::engine::plan::vocabularies::not_here;

/// The most items a plan can ask for: far above any real data set, to catch a slip.
pub(super) const MAX_COUNT: u64 = 10_000_000;

/// The longest name of a variable, in letters.
const LONGEST_NAME: usize = 100;

/// The subject of an error between fields; the reader of the file knows its line.
pub(super) enum About {
    Plan,
    Count,
    Axes,
    Vary,
}

impl Plan {
    /// Checks a name for a batch. The error continues "name is …".
    pub fn check_name(name: &str) -> Result<(), String> {
        if name.eq_ignore_ascii_case(LAST) {
            return Err(format!("{}, which stands for the newest batch; expected another name", quoted(name)));
        }
        if (1..=100).contains(&name.chars().count()) && !name.chars().any(char::is_control) {
            return Ok(());
        }
        Err(format!("{}; expected 1 to 100 printable characters", quoted(name)))
    }

    pub(super) fn check(&self, place: impl Fn(About) -> String) -> Result<(), PlanError> {
        let wrong = |about, message: String| PlanError { place: place(about), message, hint: None };
        Plan::check_name(&self.name).map_err(|problem| wrong(About::Plan, format!("name is {problem}")))?;
        if self.count.is_some() && self.target.is_some() {
            let hint = "Keep count (the number of calls) or target (the number of conversations that pass).";
            return Err(wrong(About::Count, "the plan has count and target; expected one of them".into()).hint(hint));
        }
        if self.template.is_some() && !self.variants.is_empty() {
            let hint = "Keep variants (each makes every item) or template.";
            return Err(
                wrong(About::Plan, "the plan has template and variants; expected one of them".into()).hint(hint)
            );
        }
        if self.target.is_some() && !self.variants.is_empty() {
            let message = "the plan has target and variants: a target ends before each variant has made every item";
            return Err(
                wrong(About::Count, message.into()).hint("Give count instead: that many items for each variant.")
            );
        }
        let needs_target =
            if self.target_per_cell { Some("target_per_cell") } else { self.max_candidates.map(|_| "max_candidates") };
        if let (Some(field), None) = (needs_target, self.target) {
            return Err(wrong(About::Count, format!("{field} belongs to a target, and there is none")));
        }
        if self.cells() == 0 && self.chunks.is_none() {
            if self.samples() {
                let field = if self.count.is_some() { "count" } else { "target" };
                let message = format!("{field} samples the axes, and there are none");
                return Err(wrong(About::Count, message).hint("Add [axes] with persona, emotion and topic."));
            }
            if self.items.is_empty() {
                let hint = "Add [axes] with values to combine, or single items.";
                return Err(wrong(About::Plan, "the plan asks for nothing".into()).hint(hint));
            }
        } else {
            self.check_axes(&wrong)?;
        }
        self.items.iter().try_for_each(|item| self.check_item(item))
    }

    /// A value of the axis and a draw of the same name would contradict each other in one prompt.
    fn check_vary(&self, wrong: &impl Fn(About, String) -> PlanError) -> Result<(), PlanError> {
        let Vary::On(draws) = &self.vary else { return Ok(()) };
        let both = self.axes.iter().find(|(name, _)| draws.iter().any(|it| it.name == *name && !it.values.is_empty()));
        both.map_or(Ok(()), |(name, _)| {
            let hint = "Keep it under [axes], or give the draw another name.";
            Err(wrong(About::Vary, format!("{name} is an axis and in [vary]; expected one of them")).hint(hint))
        })
    }

    fn check_axes(&self, wrong: &impl Fn(About, String) -> PlanError) -> Result<(), PlanError> {
        if self.names_no_template() && self.situations.is_empty() {
            let hint = "Add a line at the top: template = \"…\" (`dialoom templates list` shows them).";
            return Err(wrong(About::Axes, "there are axes and no template".into()).hint(hint));
        }
        for needed in Axis::required() {
            // A scenario or edge case may give it. Where it does not, no prompt can be made, and that is an error.
            if self.situations.is_empty() && !self.axes.iter().any(|(name, _)| name == needed.as_str()) {
                let others = self.axes.iter().map(|(name, _)| name.as_str());
                let hint = "For a fixed value, write an axis with one value.";
                let message = format!("axes.{needed} is missing{}", meant(needed.as_str(), others));
                return Err(wrong(About::Axes, message).hint(hint));
            }
        }
        self.check_vary(wrong)?;
        if self.cells() > MAX_COUNT && !self.samples() {
            let message = format!("the axes make {} combinations; expected {MAX_COUNT} at the most", self.cells());
            return Err(wrong(About::Axes, message).hint("Give a count: that many are sampled evenly."));
        }
        if self.cells() == u64::MAX {
            return Err(wrong(About::Axes, "the axes make more combinations than can be counted".into()));
        }
        if self.target.is_some_and(|target| self.max_candidates.is_some_and(|most| most < target)) {
            return Err(wrong(About::Count, "max_candidates is below target; it could never be met".into()));
        }
        let variants = self.variants.len().max(1) as u64;
        if self.product_count().saturating_mul(variants) > MAX_COUNT && variants > 1 {
            let message = format!("count and variants ask for more than {MAX_COUNT} items");
            return Err(wrong(About::Count, message).hint("Give a smaller count."));
        }
        if self.product_count() > MAX_COUNT {
            let message =
                format!("the target allows {} candidates; expected {MAX_COUNT} at the most", self.product_count());
            return Err(wrong(About::Count, message).hint("Set max_candidates."));
        }
        Ok(())
    }

    fn check_item(&self, item: &PlannedItem) -> Result<(), PlanError> {
        let wrong = |message: String| PlanError { place: self.place_of(item), message, hint: None };
        let axes = Axis::ALL.iter().copied();
        if let Some(message) = axes.filter_map(|axis| not_here(axis, item.values.get(axis.as_str())?)).next() {
            return Err(wrong(message).hint("Name the vocabulary under [axes], or give one value."));
        }
        if item.situation.is_some() {
            return Ok(());
        }
        for needed in Axis::required() {
            if !item.values.contains_key(needed.as_str()) {
                let others = item.values.keys().map(String::as_str);
                return Err(wrong(format!("{needed} is missing{}", meant(needed.as_str(), others))));
            }
        }
        if item.template.is_none() && self.names_no_template() {
            let near = meant("template", item.values.keys().map(String::as_str));
            let hint = "Name one for the item; `dialoom templates list` shows them.";
            return Err(wrong(format!("template is missing{near}")).hint(hint));
        }
        Ok(())
    }

    fn names_no_template(&self) -> bool {
        self.template.is_none() && self.variants.is_empty()
    }

    pub(super) fn place_of(&self, item: &PlannedItem) -> String {
        match item.place.strip_prefix("line ") {
            Some(line) => format!("{}:{line}", self.path.display()),
            None => format!("{} {}", self.path.display(), item.place),
        }
    }
}

/// A hint at a name that may be a slip for the needed one. Names of axes are none.
pub(super) fn meant<'a>(needed: &str, others: impl Iterator<Item = &'a str>) -> String {
    nearest(needed, others.filter(|name| Axis::named(name).is_none()))
        .map(|name| format!(" (is {} a misspelling of it?)", quoted(name)))
        .unwrap_or_default()
}

/// Checks the name of a variable.
pub(super) fn variable_name(name: &str) -> Result<(), String> {
    let letter = |(place, letter): (usize, char)| {
        letter == '_' || letter.is_ascii_alphabetic() || (place > 0 && letter.is_ascii_digit())
    };
    if name.is_empty() || !name.chars().enumerate().all(letter) {
        let given = quoted(name);
        return Err(format!("{given} cannot be a variable's name; expected letters, digits and _ with no space"));
    }
    if name.len() > LONGEST_NAME {
        return Err(format!(
            "the name {} has {} letters; at most {LONGEST_NAME} are allowed",
            quoted(name),
            name.len()
        ));
    }
    Ok(())
}
