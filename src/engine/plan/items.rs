//! The items a plan asks for, made one at a time.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::axis::Axis;
use crate::domain::batch::ItemRequest;
use crate::domain::conversation::Subject;
use crate::domain::language::LANGUAGE;

use crate::engine::plan::chunks::{CHUNK, CHUNKS};
use crate::engine::plan::definition::{Plan, PlannedItem, PlannedList};
use crate::engine::plan::situations::{NamedSituation, PlannedSituation};

impl Plan {
    /// The number of cells, at least 1: those of the axes, and different single items outside the axes.
    pub fn cell_count(&self) -> u64 {
        let single: HashSet<ItemRequest> =
            self.items.iter().map(|item| self.request(item)).filter(|request| !self.is_of_axes(request)).collect();
        self.cells().saturating_add(single.len() as u64).max(1)
    }

    /// The number of items; with a target, the most candidates.
    pub fn item_count(&self) -> u64 {
        let variants = self.variants.len().max(1) as u64;
        let single = |item: &PlannedItem| if item.template.is_none() { variants } else { 1 };
        self.product_count() * variants + self.items.iter().map(single).sum::<u64>()
    }

    /// Its items in order, each with its file and place for messages. Memory grows with the count of a sample by a few bytes
    /// an item, else not at all.
    ///
    /// First the items of the axes. Without a count or target these are all combinations, where the last axis changes
    /// fastest. With one they are an even sample, and a larger count begins with the items of a smaller one. Then the
    /// single items. `ordinal` tells equal items apart, so adding one never changes another. Each draws from the table of
    /// variation. With variants each of them makes an item in turn, with the same draws.
    pub fn items(&self) -> impl Iterator<Item = (ItemRequest, String)> + '_ {
        let sizes = self.sizes();
        let cells = self.cells();
        let mut sample = self.samples().then(|| self.sampling.cells(&sizes, self.seed));
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
            let sampled = sample.as_mut().and_then(Iterator::next);
            let mut cell = sampled.unwrap_or_else(|| in_order(&sizes, step));
            let situation = (!self.situations.is_empty()).then(|| &self.situations[cell.remove(0)]);
            let values =
                self.axes.iter().zip(cell).map(|((name, values), value)| (name.as_str(), values[value].as_str()));
            let own = situation.and_then(|planned| self.own_template(&planned.named));
            let mut request = self.of(own.or(self.template.as_deref()).unwrap_or_default(), values);
            if let Some(planned) = situation {
                self.found.situate(&mut request, &planned.named);
            }
            if let Some(before) = seen.get_mut(&request) {
                *before += 1;
            }
            request.ordinal = (step / cells) as u32;
            (request, situation.map_or(&axes_place, |planned| &planned.place).clone())
        });
        requests.flat_map(move |(mut request, place)| {
            request.drawn = vary.draw(self.seed, &request);
            self.in_variants(request).into_iter().map(move |request| (request, place.clone()))
        })
    }

    /// One request for each variant, where the plan has some and the request names no template.
    fn in_variants(&self, request: ItemRequest) -> Vec<ItemRequest> {
        if self.variants.is_empty() || !request.template.is_empty() {
            return vec![request];
        }
        let variant = |name: &String| ItemRequest { template: name.clone(), ..request.clone() };
        self.variants.iter().map(variant).collect()
    }

    /// The template of a scenario or edge case; `None` where variants take its place.
    fn own_template(&self, named: &NamedSituation) -> Option<&str> {
        self.found.template(named).filter(|_| self.variants.is_empty())
    }

    /// Every list that the plan gives for a variable, with the templates of its items.
    pub(crate) fn lists_with_templates(&self) -> impl Iterator<Item = (&PlannedList, Vec<&str>)> {
        let of_axes = self.lists.iter().map(|list| (list, self.templates_of_axes()));
        let of_items = self.items.iter().flat_map(|item| {
            item.lists.iter().map(|list| (list, self.templates_of(item.template.as_deref(), item.situation.as_ref())))
        });
        of_axes.chain(of_items)
    }

    fn templates_of_axes(&self) -> Vec<&str> {
        match self.situations.is_empty() {
            true => self.templates_of(None, None),
            false => self.situations.iter().flat_map(|it| self.templates_of(None, Some(&it.named))).collect(),
        }
    }

    /// The template that is named, or that of the scenario or edge case, or those of the plan.
    pub(super) fn templates_of<'a>(
        &'a self,
        named: Option<&'a str>,
        situation: Option<&NamedSituation>,
    ) -> Vec<&'a str> {
        let own = named.or_else(|| self.own_template(situation?)).or(self.template.as_deref());
        own.map_or_else(|| self.variants.iter().map(String::as_str).collect(), |own| vec![own])
    }

    /// The number of combinations of the axes, at most `u64::MAX`; 0 without axes.
    pub(super) fn cells(&self) -> u64 {
        let sizes = self.sizes();
        if sizes.is_empty() {
            return 0;
        }
        sizes.into_iter().fold(1, |cells: u64, size| cells.saturating_mul(size as u64))
    }

    /// The number of values of each axis. The first is that of scenarios and edge cases, where there are any.
    fn sizes(&self) -> Vec<usize> {
        let situations = Some(self.situations.len()).filter(|count| *count > 0);
        situations.into_iter().chain(self.axes.iter().map(|(_, values)| values.len())).collect()
    }

    /// Every scenario and edge case that the plan names, with a place that names it.
    pub(crate) fn all_situations(&self) -> impl Iterator<Item = PlannedSituation> + '_ {
        let of_item = |item: &PlannedItem| {
            item.situation.clone().map(|named| PlannedSituation { named, place: self.place_of(item) })
        };
        self.situations.iter().cloned().chain(self.items.iter().filter_map(of_item))
    }

    /// Whether the axes make an equal item.
    fn is_of_axes(&self, request: &ItemRequest) -> bool {
        if !self.situations.is_empty() {
            return self.is_of_situations(request);
        }
        let subject = &request.subject;
        let value = |name: &str| match Axis::named(name) {
            Some(axis) => Some(subject.on(axis)),
            None => request.variables.get(name),
        };
        let is_axis = |name: &str| self.axes.iter().any(|(axis, _)| axis == name);
        request.situation.is_none()
            && request.tier.is_none()
            && self.template.as_deref().unwrap_or_default() == request.template
            && !self.axes.is_empty()
            && self.axes.iter().all(|(name, values)| value(name).is_some_and(|value| values.contains(value)))
            && (subject.topic.is_empty() || is_axis(Axis::Topic.as_str()))
            && request.variables.iter().all(|(name, value)| is_axis(name) || self.is_language(name, value))
    }

    /// The same where scenarios and edge cases are an axis. What they leave open is known for each of them alone.
    fn is_of_situations(&self, request: &ItemRequest) -> bool {
        let Some(situation) = &request.situation else { return false };
        self.situations.iter().any(|planned| {
            let values = self.axes.iter().map(|(name, values)| {
                let given = match Axis::named(name) {
                    Some(axis) => Some(request.subject.on(axis)),
                    None => request.variables.get(name),
                };
                given.filter(|given| values.contains(given)).map(|given| (name.as_str(), given.as_str()))
            });
            let Some(values) = values.collect::<Option<Vec<_>>>() else { return false };
            let own = self.found.template(&planned.named).or(self.template.as_deref()).unwrap_or_default();
            let mut equal = self.of(own, values.into_iter());
            self.found.situate(&mut equal, &planned.named);
            equal.situation.as_ref() == Some(situation) && equal == request.cell()
        })
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
            && let Some(given) = request.variables.remove(CHUNKS).or_else(|| request.variables.remove(CHUNK))
            && let Some(source) = self.sources.get(&given)
        {
            request.source = Some(Box::new(source.clone()));
        }
        request
    }

    fn request(&self, item: &PlannedItem) -> ItemRequest {
        let own = item.situation.as_ref().and_then(|named| self.own_template(named));
        let template = item.template.as_deref().or(own).or(self.template.as_deref()).unwrap_or_default();
        let values = item.values.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut request = ItemRequest { tier: item.tier, ..self.of(template, values) };
        if let Some(named) = &item.situation {
            self.found.situate(&mut request, named);
        }
        request
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
    ItemRequest {
        template: template.to_owned(),
        subject,
        variables,
        tier: None,
        situation: None,
        ordinal: 0,
        drawn: BTreeMap::new(),
        source: None,
    }
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
