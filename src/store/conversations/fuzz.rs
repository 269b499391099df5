//! Mutated cursors.

use crate::domain::filter::{Direction, Filter, Order, SortKey};
use crate::fuzzer::{fuzz, is_for_people};
use crate::store::conversations::cursor::{list, parts};
use crate::store::pages::{Way, sealed};

#[test]
fn every_cursor_is_one_of_this_list_or_is_refused() {
    let filter = Filter::default();
    let orders: Vec<Order> =
        SortKey::ALL.iter().map(|key| Order { key: *key, direction: Direction::Ascending }).collect();
    let texts = ["4f8k2m9qxc", "4f8k2m9qxc-7.8", "4f8k2m9qxc-needs_revision", "4f8k2m9qxc--1"];
    let seeds: Vec<String> = orders
        .iter()
        .flat_map(|order| {
            texts.map(|text| [Way::Next, Way::Previous].map(|way| sealed(way, text, &list(&filter, *order))))
        })
        .flatten()
        .collect();
    fuzz("cursor", &seeds, &["-", "none", "9223372036854775807", "-1", "null"], |input| {
        let text = String::from_utf8_lossy(input);
        let read = orders.iter().map(|order| match parts(&text, &filter, *order) {
            Ok((way, short_id, kept)) => {
                let kept = kept.map(|kept| format!("-{kept}")).unwrap_or_default();
                let again = format!("{short_id}{kept}");
                assert_eq!(sealed(way, &again, &list(&filter, *order)), text.trim());
                "good"
            }
            Err(error) => {
                is_for_people(&error.to_string());
                "refused"
            }
        });
        read.collect::<Vec<_>>().join(" ")
    });
}
