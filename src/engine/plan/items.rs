//! The items a plan asks for, made one at a time.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::axis::Axis;
use crate::domain::batch::ItemRequest;
use crate::domain::conversation::Subject;
use crate::domain::language::LANGUAGE;

use crate::engine::plan::chunks::CHUNKS;
use crate::engine::plan::definition::{Plan, PlannedItem};
use crate::engine::plan::sample::Sample;

impl Plan {
    /// The number of cells, at least 1: those of the axes, and different single items outside the axes.
    pub fn cell_count(&self) -> u64 {
        let single: HashSet<ItemRequest> =
            self.items.iter().map(|item| self.request(item)).filter(|request| !self.is_of_axes(request)).collect();
        self.cells().saturating_add(single.len() as u64).max(1)
    }

    /// The number of items; with a target, the most candidates.
    pub fn item_count(&self) -> u64 {
        self.product_count() + self.items.len() as u64
    }

    /// Its items in order, each with its file and place for messages. Memory does not grow with the plan.
    ///
    /// First the items of the axes. Without a count or target these are all combinations, where the last axis changes
    /// fastest. With one they are an even sample, and a larger count begins with the items of a smaller one. Then the
    /// single items. `ordinal` tells equal items apart, so adding one never changes another. Each draws from the table of variation.
    pub fn items(&self) -> impl Iterator<Item = (ItemRequest, String)> + '_ {
        let sizes: Vec<usize> = self.axes.iter().map(|(_, values)| values.len()).collect();
        let cells = self.cells();
        let sample = self.samples().then(|| Sample::new(&sizes, self.seed));
        let axes_place = format!("{} [axes]", self.path.display());
        // Two cells of the product are never equal, so it is enough to count single items.
        let mut seen: HashMap<ItemRequest, u32> = self.items.iter().map(|item| (self.request(item), 0)).collect();
        let vary = self.starter.with(&self.vary);
        let requests = (0..self.product_count() + self.items.len() as u64).map(move |step| {
            if let Some(item) = step.checked_sub(self.product_count()) {
                let item = &self.items[item as usize];
                let mut request = self.request(item);
                let before = seen.entry(request.clone()).or_default();
                let ordinal = *before;
                *before += 1;
                request.ordinal = ordinal;
                return (request, self.place_of(item));
            }
            let cell = match &sample {
                Some(sample) => sample.cell(step),
                None => in_order(&sizes, step),
            };
            let values =
                self.axes.iter().zip(cell).map(|((name, values), value)| (name.as_str(), values[value].as_str()));
            let mut request = self.of(self.template.as_deref().unwrap_or_default(), values);
            if let Some(before) = seen.get_mut(&request) {
                *before += 1;
            }
            request.ordinal = (step / cells) as u32;
            (request, axes_place.clone())
        });
        requests.map(move |(mut request, place)| {
            request.drawn = vary.draw(self.seed, &request);
            (request, place)
        })
    }

    /// The number of combinations of the axes, at most `u64::MAX`; 0 without axes.
    pub(super) fn cells(&self) -> u64 {
        if self.axes.is_empty() {
            return 0;
        }
        self.axes.iter().fold(1, |cells: u64, (_, values)| cells.saturating_mul(values.len() as u64))
    }

    /// Whether the axes make an equal item.
    fn is_of_axes(&self, request: &ItemRequest) -> bool {
        let subject = &request.subject;
        let value = |name: &str| match Axis::named(name) {
            Some(axis) => Some(subject.on(axis)),
            None => request.variables.get(name),
        };
        let is_axis = |name: &str| self.axes.iter().any(|(axis, _)| axis == name);
        self.template.as_ref() == Some(&request.template)
            && !self.axes.is_empty()
            && self.axes.iter().all(|(name, values)| value(name).is_some_and(|value| values.contains(value)))
            && (subject.topic.is_empty() || is_axis(Axis::Topic.as_str()))
            && request.variables.iter().all(|(name, value)| is_axis(name) || self.is_language(name, value))
    }

    pub(super) fn samples(&self) -> bool {
        self.count.is_some() || self.target.is_some()
    }

    pub(super) fn product_count(&self) -> u64 {
        match (self.count, self.target) {
            (Some(count), _) => count,
            (None, Some(target)) => {
                let cells = if self.target_per_cell { self.cells() } else { 1 };
                self.max_candidates.unwrap_or(target.saturating_mul(cells).saturating_mul(3))
            }
            (None, None) => self.cells(),
        }
    }

    /// Whether this is what the plan says for every item.
    fn is_language(&self, name: &str, value: &str) -> bool {
        name == LANGUAGE && self.language.as_deref() == Some(value)
    }

    fn of<'a>(&self, template: &str, values: impl Iterator<Item = (&'a str, &'a str)>) -> ItemRequest {
        let mut request = request(template, values);
        if let Some(language) = &self.language {
            request.variables.entry(LANGUAGE.to_owned()).or_insert_with(|| language.clone());
        }
        if !self.sources.is_empty()
            && let Some(source) = request.variables.remove(CHUNKS).and_then(|chunk| self.sources.get(&chunk))
        {
            request.source = Some(Box::new(source.clone()));
        }
        request
    }

    fn request(&self, item: &PlannedItem) -> ItemRequest {
        let template = item.template.as_deref().or(self.template.as_deref()).unwrap_or_default();
        self.of(template, item.values.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }
}

fn request<'a>(template: &str, values: impl Iterator<Item = (&'a str, &'a str)>) -> ItemRequest {
    let mut subject = Subject::default();
    let mut variables = BTreeMap::new();
    for (name, value) in values {
        match Axis::named(name) {
            Some(axis) => value.clone_into(subject.on_mut(axis)),
            None => drop(variables.insert(name.to_owned(), value.to_owned())),
        }
    }
    let template = template.to_owned();
    ItemRequest { template, subject, variables, tier: None, ordinal: 0, drawn: BTreeMap::new(), source: None }
}

/// The cell at a place of the whole product: the last axis changes fastest.
fn in_order(sizes: &[usize], place: u64) -> Vec<usize> {
    let mut rest = place;
    let mut cell = vec![0; sizes.len()];
    for (axis, size) in sizes.iter().enumerate().rev() {
        cell[axis] = (rest % *size as u64) as usize;
        rest /= *size as u64;
    }
    cell
}
