//! The items a plan asks for, one at a time.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::axis::Axis;
use crate::domain::batch::ItemRequest;
use crate::domain::conversation::Subject;

use crate::engine::plan::definition::{Plan, PlannedItem};
use crate::engine::plan::sample::Sample;

impl Plan {
    /// How many cells it has, as a target for each of them counts: those of its axes, and the single items that are none of
    /// these, equal ones counted once. 1 where there is neither.
    pub fn cell_count(&self) -> u64 {
        let single: HashSet<ItemRequest> =
            self.items.iter().map(|item| self.request(item)).filter(|request| !self.is_of_axes(request)).collect();
        self.cells().saturating_add(single.len() as u64).max(1)
    }

    /// How many items it asks for; of a plan with a target, how many candidates it allows.
    pub fn item_count(&self) -> u64 {
        self.product_count() + self.items.len() as u64
    }

    /// Its items in order, made one at a time so that memory does not grow with the plan. The second part says where
    /// the item was written, the file's name included, for messages.
    ///
    /// First those of the axes: all combinations in the order written (the last axis changes fastest); or, with a
    /// count or target, an even sample in which a larger count begins with the items of a smaller one. Then the single
    /// items. `ordinal` tells equal ones apart, so adding an item never changes another.
    pub fn items(&self) -> impl Iterator<Item = (ItemRequest, String)> + '_ {
        let sizes: Vec<usize> = self.axes.iter().map(|(_, values)| values.len()).collect();
        let cells = self.cells();
        let sample = self.samples().then(|| Sample::new(&sizes, self.seed));
        let axes_place = format!("{} [axes]", self.path.display());
        // Only the single items are kept track of: two cells of the product are never equal.
        let mut seen: HashMap<ItemRequest, u32> = self.items.iter().map(|item| (self.request(item), 0)).collect();
        (0..self.product_count() + self.items.len() as u64).map(move |step| {
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
            let mut request = request(self.template.as_deref().unwrap_or_default(), values);
            if let Some(before) = seen.get_mut(&request) {
                *before += 1;
            }
            request.ordinal = (step / cells) as u32;
            (request, axes_place.clone())
        })
    }

    /// The combinations of the axes, held at the largest number; 0 without axes.
    pub(super) fn cells(&self) -> u64 {
        if self.axes.is_empty() {
            return 0;
        }
        self.axes.iter().fold(1, |cells: u64, (_, values)| cells.saturating_mul(values.len() as u64))
    }

    /// Whether the axes make this item, too.
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
            && request.variables.keys().all(|name| is_axis(name))
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

    fn request(&self, item: &PlannedItem) -> ItemRequest {
        let template = item.template.as_deref().or(self.template.as_deref()).unwrap_or_default();
        request(template, item.values.iter().map(|(name, value)| (name.as_str(), value.as_str())))
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
    ItemRequest { template: template.to_owned(), subject, variables, tier: None, ordinal: 0 }
}

/// The cell of a product at a place in the order written: the last axis changes fastest.
fn in_order(sizes: &[usize], place: u64) -> Vec<usize> {
    let mut rest = place;
    let mut cell = vec![0; sizes.len()];
    for (axis, size) in sizes.iter().enumerate().rev() {
        cell[axis] = (rest % *size as u64) as usize;
        rest /= *size as u64;
    }
    cell
}
