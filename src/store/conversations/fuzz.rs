//! Mutated cursors.

use uuid::Uuid;

use crate::domain::filter::{Filter, Order};
use crate::fuzzer::{fuzz, is_for_people};
use crate::store::conversations::cursor::Cursor;
use crate::store::sql::value::Value;

#[test]
fn every_cursor_reads_back_the_same_or_is_refused() {
    let filter = Filter::default();
    let orders: Vec<Order> = ["created", "quality", "title", "status", "turns", "cost"].map(order).into();
    let keys: [Value; 3] = ["Ängste \"x\"".to_owned().into(), 7_i64.into(), 8.5.into()];
    let seeds: Vec<String> = (orders.iter())
        .flat_map(|order| keys.iter().map(|key| Cursor { key: key.clone(), id: Uuid::nil() }.text(&filter, *order)))
        .collect();
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let words = ["\"number\":", "\"text\":", "9223372036854775807", "-1", "null"].map(hex);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    fuzz("cursor", &seeds, &words, |input| {
        let text = String::from_utf8_lossy(input);
        let read = orders.iter().map(|order| match Cursor::read(&text, &filter, *order) {
            Ok(cursor) => {
                let written = cursor.text(&filter, *order);
                let again = Cursor::read(&written, &filter, *order).expect("a cursor");
                assert_eq!(again.text(&filter, *order), written);
                assert_eq!((format!("{:?}", again.key), again.id), (format!("{:?}", cursor.key), cursor.id));
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

fn order(key: &str) -> Order {
    Order { key: key.parse().expect("a key to sort by"), ..Order::OLDEST }
}
