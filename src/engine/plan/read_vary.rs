//! Reads the `vary` of a plan: `false`, or a table of axes. An axis is a list, a table of weights, or `false`.

use std::collections::HashSet;

use crate::domain::axis::Axis;
use crate::domain::quoted::quoted;
use crate::engine::plan::definition::PlanError;
use crate::engine::plan::node::{Entry, Node, Value};
use crate::engine::plan::read::Reader;
use crate::engine::plan::vary::{Vary, VaryAxis};

const AXIS: &str =
    "a list, as in [\"chat\", \"phone\"], weights, as in { \"chat\" = 3, \"phone\" = 1 }, or false to drop it";
/// Names that a draw cannot have, and where what they stand for is set.
const SET_ELSEWHERE: [(&[&str], &str); 4] = [
    (&["template", "variants", "count", "target", "seed", "language"], "at the top of the plan"),
    (&["scenario", "scenarios", "edge_case", "edge_cases", "tier"], "at the top of the plan or in its [[items]]"),
    (&["chunk", "chunks"], "under [axes]"),
    (&["provider", "model", "temperature", "max_tokens", "turns"], "under [generation]"),
];
/// The largest weight, and the most values an axis may come to with them.
const MOST: u64 = 1000;

impl Reader<'_> {
    pub(super) fn vary(&self, node: Node) -> Result<Vary, PlanError> {
        let entries = match node.value {
            Value::Bool(false) => return Ok(Vary::Off),
            Value::Bool(true) => return Ok(Vary::On(Vec::new())),
            Value::Table(entries) => entries,
            _ => {
                return Err(self.wrong(
                    "vary",
                    &node,
                    "false, or a table of lists, as in channel = [\"chat\", \"phone\"]",
                ));
            }
        };
        let named = entries.into_iter().filter(|entry| !entry.node.is_null());
        named.map(|entry| self.vary_axis(entry)).collect::<Result<_, _>>().map(Vary::On)
    }

    fn vary_axis(&self, Entry { key, line, node }: Entry) -> Result<VaryAxis, PlanError> {
        self.variable_name(line, &key)?;
        self.is_free(line, &key)?;
        let field = format!("vary.{key}");
        let at = node.line;
        let values = match node.without_nulls().value {
            Value::Bool(false) => return Ok(VaryAxis { name: key, values: Vec::new() }),
            Value::List(nodes) => nodes
                .into_iter()
                .map(|node| Ok((node.line, self.value(&field, node)?, 1)))
                .collect::<Result<Vec<_>, PlanError>>()?,
            Value::Table(entries) => entries
                .into_iter()
                .filter(|entry| !entry.node.is_null())
                .map(|entry| {
                    let value = self.filled(&field, entry.line, &entry.key)?;
                    let weight = self.whole(&format!("{field}.{value}"), &entry.node, 1, MOST)?;
                    Ok((entry.line, value, weight as u32))
                })
                .collect::<Result<Vec<_>, PlanError>>()?,
            value => return Err(self.wrong(&field, &Node { line: at, value }, AXIS)),
        };
        if values.is_empty() {
            return Err(self.error(line, format!("{field} is empty; expected {AXIS}")));
        }
        let mut seen = HashSet::new();
        if let Some((line, value, _)) = values.iter().find(|(_, value, _)| !seen.insert(value.as_str())) {
            let hint = "Give every value once; weights say how often it comes: { \"chat\" = 3, \"phone\" = 1 }.";
            return Err(self.error(*line, format!("{field} has {} twice", quoted(value))).hint(hint));
        }
        let total: u64 = values.iter().map(|(_, _, weight)| u64::from(*weight)).sum();
        if total > MOST {
            let message =
                format!("{field} comes to {total} values, each as often as its weight; expected {MOST} at the most");
            return Err(self.error(line, message).hint("Divide the weights by the same number."));
        }
        Ok(VaryAxis { name: key, values: values.into_iter().map(|(_, value, weight)| (value, weight)).collect() })
    }

    /// A draw is one more note in the prompt. Under the name of something that is set elsewhere it would contradict that.
    fn is_free(&self, line: usize, key: &str) -> Result<(), PlanError> {
        let wrong = |what: &str, hint: String| Err(self.error(line, format!("vary.{key} {what}")).hint(hint));
        if let Some(axis) = Axis::named(key) {
            return wrong(
                "is an axis, and draws stand beside the axes",
                format!("Put it under [axes]: {axis} = [\"…\"]."),
            );
        }
        let what = "is set in a place of its own, and no item draws it";
        let place = SET_ELSEWHERE.iter().find(|(names, _)| names.contains(&key)).map(|(_, place)| place);
        place.map_or(Ok(()), |place| wrong(what, format!("Set it {place}, or give the draw another name.")))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use std::path::Path;

    use chrono::NaiveDate;

    use super::*;
    use crate::domain::batch::ItemRequest;
    use crate::engine::plan::{Plan, VaryTable};

    const HEAD: &str = "template = \"T\"\n[axes]\npersona = [\"Ann\", \"Bob\"]\nemotion = [\"fear\", \"shame\"]\n";

    fn parse(name: &str, content: &str) -> Result<Plan, PlanError> {
        let mut plan = Plan::parse(Path::new(name), content)?;
        plan.starter = VaryTable::starter(NaiveDate::from_ymd_opt(2026, 11, 26).unwrap());
        Ok(plan)
    }

    fn requests(plan: &Plan) -> Vec<ItemRequest> {
        plan.items().map(|(request, _)| request).collect()
    }

    #[test]
    fn toml_and_json_say_the_same() {
        let toml = format!(
            "{HEAD}[vary]\nchannel = [\"chat\", 2]\nmood = {{ \"wry\" = 3, \"dry\" = 1 }}\nuser_stance = false\n"
        );
        let json = r#"{"template":"T","axes":{"persona":["Ann","Bob"],"emotion":["fear","shame"]},
            "vary":{"channel":["chat",2],"mood":{"wry":3,"dry":1},"user_stance":false,"ending":null}}"#;
        let (toml, json) = (parse("p.toml", &toml).unwrap(), parse("p.json", json).unwrap());
        assert_eq!(requests(&toml), requests(&json));
        let drawn = &requests(&toml)[0].drawn;
        assert!(["chat", "2"].contains(&drawn["channel"].as_str()) && ["wry", "dry"].contains(&drawn["mood"].as_str()));
        assert!(!drawn.contains_key("user_stance") && drawn.contains_key("ending"), "{drawn:?}");
        let off = r#"{"template":"T","axes":{"persona":["Ann"],"emotion":["fear"]},"vary":false}"#;
        for plan in [parse("p.toml", &format!("vary = false\n{HEAD}")).unwrap(), parse("p.json", off).unwrap()] {
            assert!(requests(&plan).iter().all(|request| request.drawn.is_empty()));
        }
        let rows = parse("p.csv", "template,persona,emotion\nT,Ann,fear\nT,Ann,fear\n").unwrap();
        let rows = requests(&rows);
        assert!(rows[0].drawn.len() >= 9 && rows[0].drawn != rows[1].drawn, "{rows:?}");
    }

    #[test]
    fn draws_stay_when_items_cells_or_their_order_change() {
        let items = "[[items]]\npersona = \"Ann\"\nemotion = \"fear\"\n";
        let before = parse("p.toml", &format!("count = 6\n{HEAD}{items}")).unwrap();
        let reversed = HEAD.replace("\"Ann\", \"Bob\"", "\"Cem\", \"Bob\", \"Ann\"");
        let after = parse("p.toml", &format!("count = 40\n{reversed}{items}{items}")).unwrap();
        let after = requests(&after);
        for request in requests(&before) {
            assert!(after.contains(&request), "{request:?}");
        }
        assert_eq!(after.iter().map(|it| (&it.subject, &it.drawn)).collect::<HashSet<_>>().len(), after.len());
    }

    #[test]
    fn what_cannot_be_drawn_from_names_its_line_and_what_was_expected() {
        let said = |text: &str| parse("p.toml", &format!("{HEAD}{text}")).unwrap_err().to_string();
        for (text, expected) in [
            ("vary = 3", "p.toml:5: vary is the number 3; expected false, or a table"),
            ("[vary]\nchannel = 3", "p.toml:6: vary.channel is the number 3; expected a list"),
            ("[vary]\nchannel = []", "p.toml:6: vary.channel is empty"),
            ("[vary]\nchannel = {}", "p.toml:6: vary.channel is empty"),
            ("[vary]\nchannel = [\"a\",\n\"b\", \"a\"]", "p.toml:7: vary.channel has \"a\" twice"),
            ("[vary]\nchannel = [\"a\", \" a\"]", "vary.channel has \"a\" twice"),
            ("[vary]\nchannel = [\"\"]", "p.toml:6: vary.channel is empty"),
            ("[vary]\nchannel = [[]]", "p.toml:6: vary.channel is a list; expected a text"),
            ("[vary]\nchannel = { a = 0 }", "p.toml:6: vary.channel.a is 0; expected a whole number from 1 to 1000"),
            ("[vary]\nchannel = { a = \"often\" }", "vary.channel.a is the text \"often\""),
            ("[vary]\nchannel = { a = 0.5 }", "vary.channel.a is 0.5; expected a whole number"),
            ("[vary]\nchannel = { a = 900, b = 101 }", "vary.channel comes to 1001 values"),
            ("[vary]\npersona = [\"Cem\"]", "p.toml:6: vary.persona is an axis, and draws stand beside the axes"),
            ("[vary]\nchannel = [\"a\"]\ntopic = { a = 1 }", "p.toml:7: vary.topic is an axis"),
            ("[vary]\nemotion = false", "p.toml:6: vary.emotion is an axis"),
            ("[vary]\nturns = [8, 10]", "p.toml:6: vary.turns is set in a place of its own"),
            ("[vary]\ntemplate = [\"a\"]", "p.toml:6: vary.template is set in a place of its own"),
            ("country = [\"Chile\"]\n[vary]\n\ncountry = [\"Peru\"]", "p.toml:6: country is an axis and in [vary]"),
            ("[vary]\n\"my channel\" = [\"a\"]", "p.toml:6: \"my channel\" cannot be a variable's name"),
        ] {
            // A key behind [axes] belongs to them, so `vary = 3` stands before the tables.
            let said = match text.starts_with("vary") {
                true => parse("p.toml", &format!("\n\n\n\n{text}\n{HEAD}")).unwrap_err().to_string(),
                false => said(text),
            };
            assert!(said.contains(expected), "{text}: {said}");
        }
    }

    #[test]
    fn a_name_that_is_set_elsewhere_says_where() {
        let hint = |text: &str| parse("p.toml", &format!("{HEAD}{text}")).unwrap_err().hint.unwrap();
        assert_eq!(hint("[vary]\npersona = [\"Cem\"]"), "Put it under [axes]: persona = [\"…\"].");
        let turns = hint("[vary]\nturns = [8, 10]");
        assert_eq!(turns, "Set it under [generation], or give the draw another name.");
        let both = hint("country = [\"Chile\"]\n[vary]\ncountry = [\"Peru\"]");
        assert_eq!(both, "Keep it under [axes], or give the draw another name.");
        // An axis of the plan takes the place of one of the starter table.
        let own = parse("p.toml", &format!("{HEAD}channel = [\"fax\"]\n[vary]\nchannel = false\n")).unwrap();
        assert!(requests(&own).iter().all(|request| !request.drawn.contains_key("channel")));
    }
}
