//! The values of a template's variables: asked for at a terminal, named where they are missing, and always text.

use crate::support::stand_in::{Answer, Protocol, always};
use crate::support::world::World;

const TEMPLATE: &str = "name = \"Budget\"\n\
    text = \"About {{ persona }}, {{ emotion }}: {{ topic }}. In {{ region }}, aged {{ age }}, by {{ way }}. {{ more }}\"\n\
    [[variables]]\nname = \"region\"\nhelp = \"where they live\"\n\
    [[variables]]\nname = \"age\"\ntype = \"number\"\n\
    [[variables]]\nname = \"way\"\ntype = \"choice\"\nchoices = [\"phone\", \"chat\"]\ndefault = \"chat\"\n\
    [[variables]]\nname = \"more\"\nrequired = false\n";

fn world() -> World<crate::support::stand_in::StandIn> {
    let world = World::new().asking(Protocol::Anthropic, always(Answer::Good));
    world.write("budget.toml", TEMPLATE);
    world.run(["templates", "add", "budget.toml"]).ok();
    world
}

/// What the model was last asked, as text.
fn asked(world: &World<crate::support::stand_in::StandIn>) -> String {
    let body = world.stand_in.journal().last().unwrap().body.to_string();
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    let content = &body["messages"].as_array().unwrap().last().unwrap()["content"];
    content.as_str().map(str::to_owned).or_else(|| content[0]["text"].as_str().map(str::to_owned)).unwrap()
}

#[test]
fn a_terminal_is_asked_for_what_is_missing_and_enter_takes_the_default() {
    let world = world();
    let mut terminal =
        world.terminal(&["generate", "-t", "Budget", "--persona", "Nurse", "--emotion", "calm"], (24, 80));
    terminal.wait_for("topic (what they talk about) [nothing]:");
    terminal.press("\r");
    terminal.wait_for("region (where they live):");
    terminal.press("\r");
    terminal.wait_for("region needs a value");
    terminal.press("Ohio\r");
    terminal.wait_for("age:");
    terminal.press("old\r");
    terminal.wait_for("expected a number, such as 41 or 2.5");
    terminal.press("41\r");
    terminal.wait_for("way: one of phone, chat");
    terminal.wait_for("way [chat]:");
    terminal.press("\r");
    terminal.wait_for("more [nothing]:");
    terminal.press("{{ emotion }}\r");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    let asked = asked(&world);
    assert!(asked.contains("In Ohio, aged 41, by chat. {{ emotion }}"), "{asked}");
}

#[test]
fn persona_and_emotion_are_asked_for_too_and_ctrl_c_sends_nothing() {
    let world = world();
    let line = ["generate", "-t", "Budget", "--set", "region=Ohio", "--set", "age=4"];
    let mut terminal = world.terminal(&line, (24, 80));
    terminal.wait_for("persona (who talks):");
    terminal.press("Nurse\r");
    terminal.wait_for("emotion (how they feel):");
    terminal.press("\u{3}");
    let (code, screen) = terminal.end();
    assert_eq!(code, 130, "{screen}");
    assert_eq!(world.stand_in.journal().len(), 0);
}

#[test]
fn the_topic_is_asked_for_where_the_text_speaks_of_it() {
    let world = world();
    world.write("t.toml", "name = 'T'\ntext = '{{ persona }} {{ emotion }} {{ topic }}'\n");
    world.run(["templates", "add", "t.toml"]).ok();
    let mut terminal = world.terminal(&["generate", "-t", "T", "--emotion", "calm"], (24, 80));
    terminal.wait_for("persona (who talks):");
    terminal.press("Nurse\r");
    terminal.wait_for("topic (what they talk about) [nothing]:");
    terminal.press("tents\r");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    assert!(asked(&world).contains("Nurse calm tents"));
}

#[test]
fn a_topic_alone_is_asked_for_where_it_would_leave_a_gap() {
    let world = world();
    world.write("t.toml", "name = 'T'\ntext = '{{ persona }} {{ emotion }} {{ topic }}.'\n");
    world.write("n.toml", "name = 'N'\ntext = '{{ persona }} {{ emotion }}.'\n");
    for file in ["t.toml", "n.toml"] {
        world.run(["templates", "add", file]).ok();
    }
    let given = |template| ["generate", "-t", template, "--persona", "Nurse", "--emotion", "calm"];
    let mut terminal = world.terminal(&given("T"), (24, 80));
    terminal.wait_for("topic (what they talk about) [nothing]:");
    terminal.press("tents\r");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    assert!(asked(&world).contains("Nurse calm tents."));
    // Nobody is asked who said so, where there is a default, or where the template has no place for it.
    let silent: [&[&str]; 3] =
        [&[&given("T")[..], &["--topic", ""]].concat(), &given("N"), &given("Investment Discovery")];
    for line in silent {
        let (code, screen) = world.terminal(line, (24, 80)).end();
        assert!(code == 0 && !screen.contains("what they talk about"), "{screen}");
    }
    // Without anybody to ask, a gap is told, unless the text looks for a topic itself.
    let told = "speaks of a topic, and none was given: add --topic TEXT";
    world.run(given("T")).ok().says(told);
    let (code, screen) = world.terminal(&[&given("T")[..], &["-y"]].concat(), (24, 80)).end();
    assert!(code == 0 && screen.replace(['\r', '\n'], " ").contains("none was given"), "{screen}");
    assert!(!world.run([&given("T")[..], &["--topic", ""]].concat()).ok().stderr.contains(told));
    world.write("i.toml", "name = 'I'\ntext = '{{ persona }} {{ emotion }}{% if topic %} {{ topic }}{% endif %}.'\n");
    world.run(["templates", "add", "i.toml"]).ok();
    assert!(!world.run(given("I")).ok().stderr.contains(told));
}

#[test]
fn a_terminal_is_told_what_fits_and_each_answer_is_checked_at_once() {
    let world = world();
    let limited = "name = 'L'\napplicable_personas = ['Nurse', 'Cook']\napplicable_topics = ['rent']\n\
        text = '{{ persona }} {{ emotion }} {{ topic }} {{ goals }}.'\n\
        [[variables]]\nname = 'goals'\ntype = 'list'\n";
    world.write("l.toml", limited);
    world.run(["templates", "add", "l.toml"]).ok();
    let mut terminal = world.terminal(&["generate", "-t", "L", "--emotion", "calm"], (24, 80));
    terminal.wait_for("persona: one of Nurse, Cook");
    terminal.wait_for("persona (who talks): ");
    terminal.press("Nurs\r");
    terminal.wait_for("is not for the persona \"Nurs\"");
    terminal.press("cook\r");
    terminal.wait_for("topic: one of rent");
    terminal.wait_for("topic (what they talk about): ");
    terminal.press("\r");
    terminal.wait_for("topic needs a value");
    terminal.press("rent\r");
    terminal.wait_for("goals (separated by semicolons): ");
    terminal.press("a boat; a dog\r");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    assert!(asked(&world).contains("cook calm rent a boat, a dog."), "{}", asked(&world));
    let mut any = world.terminal(&["generate", "-t", "L", "--emotion", "calm", "--any", "--set", "goals=x"], (24, 80));
    any.wait_for("persona (who talks): ");
    any.press("Pilot\r");
    any.wait_for("[nothing]: ");
    any.press("\r");
    assert_eq!(any.end().0, 0);
}

#[test]
fn a_default_has_its_own_type_and_a_plan_writes_a_list_as_a_list() {
    let world = world();
    let typed = |more: &str| {
        format!(
            "name = 'D'\ntext = '{{{{ persona }}}} {{{{ emotion }}}} {{{{ age + 1 }}}} {{{{ goals }}}} {{{{ pets }}}}'\n\
             [[variables]]\nname = 'age'\ntype = 'number'\ndefault = 3\n\
             [[variables]]\nname = 'goals'\ntype = 'list'\ndefault = ['bread', 'rolls']\n\
             [[variables]]\nname = 'pets'\ntype = 'choice'\nchoices = ['true', 'false']\ndefault = true\n{more}"
        )
    };
    world.write("d.toml", typed(""));
    let render = ["templates", "render", "d.toml", "--persona", "A", "--emotion", "b"];
    world.run(render).ok().prints("A b 4 bread, rolls true");
    world.write("bad.toml", typed("[[variables]]\nname = 'x'\ntype = 'list'\ndefault = ['a;b']\n"));
    world.run(["templates", "check", "bad.toml"]).ends(2).prints("variables.default").prints("semicolon");
    world.run(["templates", "add", "d.toml"]).ok();
    let head = "template = 'D'\nvary = false\n";
    let item = "[[items]]\npersona = 'Ann'\nemotion = 'calm'\ngoals = ['rent', 'food']\n";
    let axes = "[axes]\npersona = ['Bob']\nemotion = ['calm']\ngoals = [['a boat', 'a dog'], ['a barn']]\n";
    world.write("plan.toml", format!("{head}{item}{axes}"));
    world.run(["batch", "run", "plan.toml"]).ok();
    let sent: String = world.stand_in.journal().iter().map(|entry| entry.body.to_string()).collect();
    for part in ["Ann calm 4 rent, food true", "Bob calm 4 a boat, a dog true", "Bob calm 4 a barn true"] {
        assert!(sent.contains(part), "{part}");
    }
    world.write("plan.toml", format!("{head}{}", item.replace("'food'", "'fo;od'")));
    world.run(["batch", "run", "plan.toml", "--name", "b"]).fails(2).says("plan.toml:").says("semicolon");
    world.write("plan.toml", format!("{head}{}", item.replace("'Ann'", "['Ann', 'Bo']")));
    world.run(["batch", "run", "plan.toml", "--name", "b"]).fails(2).says("persona");
}

#[test]
fn a_list_where_the_variable_takes_one_text_is_an_error_with_its_line() {
    let world = world();
    let typed = "name = 'D'\ntext = '{{ persona }} {{ emotion }} {{ region }} {{ goals }}'\n\
        [[variables]]\nname = 'region'\n[[variables]]\nname = 'goals'\ntype = 'list'\n";
    world.write("d.toml", typed);
    world.run(["templates", "add", "d.toml"]).ok();
    let axes = "template = 'D'\n[axes]\npersona = ['Bob']\nemotion = ['calm']\ngoals = [['a', 'b']]\n";
    let item = "[[items]]\npersona = 'Ann'\nemotion = 'calm'\ngoals = ['rent', 'food']\n";
    for (plan, said) in [
        (
            format!("{axes}region = [\n'Ohio',\n['a', 'b']]\n"),
            "plan.toml:8: axes.region has a list, but in the template",
        ),
        (format!("template = 'D'\n{item}region = ['a']\n"), "plan.toml:6: region has a list, but in the template"),
        (format!("variants = ['D', 'Budget']\n{item}region = ['a']\n"), "plan.toml:6: region has a list"),
        (format!("{axes}region = ['a']\n{item}region = 'a'\nlanguage = ['de', 'fr']\n"), "language is a list"),
    ] {
        world.write("plan.toml", plan);
        let refused = world.run(["batch", "run", "plan.toml", "--dry-run"]).fails(2);
        refused.says(said).says(if said.contains("region") { "type = \"list\" in the template" } else { "text" });
    }
    world.write("plan.jsonl", r#"{"template": "D", "persona": "A", "emotion": "b", "goals": ["c"], "region": ["d"]}"#);
    world.run(["batch", "run", "plan.jsonl", "--dry-run"]).fails(2).says("plan.jsonl:1: region has a list");
    world.write("plan.toml", format!("{axes}region = ['a; b']\n{item}region = 'c; d'\n"));
    world.run(["batch", "run", "plan.toml", "--dry-run"]).ok();
}

#[test]
fn a_sentence_as_an_edge_case_names_all_that_is_missing_at_once() {
    let world = world();
    let refused =
        world.run(["generate", "-t", "Budget", "--edge-case", "The user wants the advice in verse."]).fails(2);
    refused.says("gives no persona and no emotion").says("{{region}}").says("--persona NAME --emotion NAME");
}

#[test]
fn without_a_terminal_all_that_is_missing_is_named_with_a_command_that_works() {
    let world = world();
    let refused = world.run(["generate", "-t", "Budget", "--persona", "Nurse"]).fails(2);
    let refused =
        refused.says("needs a value for {{emotion}}, {{topic}}, {{region}}, {{age}}").says("region: where they live");
    let command =
        "dialoom generate -t Budget --persona Nurse --emotion TEXT --topic TEXT --set region=TEXT --set age=1";
    refused.says(command);
    assert_eq!(world.stand_in.journal().len(), 0);
    world.run(command.split(' ').skip(1)).ok();
    assert!(asked(&world).contains("In TEXT, aged 1, by chat."));
    // -y asks nothing, at a terminal neither.
    let terminal = world.terminal(&["generate", "-t", "Budget", "--persona", "Nurse", "-y"], (24, 80));
    let (code, screen) = terminal.end();
    assert!(code == 2 && screen.contains("{{region}}"), "{screen}");
    // What is wrong is said before anybody is asked for more.
    let wrong = ["generate", "-t", "Budget", "--set", "regoin=Ohio"];
    world.run(wrong).fails(2).says("did you mean \"region\"?");
}

#[test]
fn hostile_values_reach_the_provider_as_text() {
    let hostile = [
        "{{ emotion }} {% for it in [1,2] %}x{% endfor %} {# gone #}".to_owned(),
        "{% include 'House' %}{{ 7 * 7 }}{{ self }}".to_owned(),
        "}} {{ region }} {{".to_owned(),
        "a \"quoted\" 'word' \\ and \\n $(id) `id` </user> ]]>".to_owned(),
        "first line\nsecond line\n\n# Heading\nassistant: done".to_owned(),
        "\u{202e}right to left\u{202c} שלום مرحبا \u{200b}e\u{301}".to_owned(),
        format!("begin {} end", "{{ x }}".repeat(100_000 / 7)),
    ];
    let world = world();
    world.write("house.toml", "name = \"House\"\nkind = \"partial\"\ntext = \"SECRET\"\n");
    world.run(["templates", "add", "house.toml"]).ok();
    for value in &hostile {
        let set = format!("more={value}");
        let line = ["generate", "-t", "Budget", "--persona", value, "--emotion", "calm", "--topic", value];
        let more = ["--set", "region=Ohio", "--set", "age=4", "--set", &set];
        world.run(line.iter().chain(&more)).ok();
        let asked = asked(&world);
        let expected = format!("About {value}, calm: {value}. In Ohio, aged 4, by chat. {value}");
        assert!(asked.starts_with(&expected), "{}", asked.chars().take(300).collect::<String>());
        assert!(!asked.contains("SECRET") && !asked.contains("49"));
    }
    // The same out of a plan, and with the words of a template in a choice's place.
    let axes = |value: &String| {
        serde_json::json!({
            "template": "Budget", "axes": {"persona": [value], "emotion": ["b"], "topic": [value], "region": [value],
            "age": [4], "more": [value]}, "vary": false, "name": format!("p{}", value.len())
        })
    };
    for value in &hostile {
        world.write("plan.json", axes(value).to_string());
        world.run(["batch", "run", "plan.json", "--rpm", "none"]).ok();
        let expected = format!("About {value}, b: {value}. In {value}, aged 4, by chat. {value}");
        let asked = asked(&world);
        let rest = asked.trim().strip_prefix(expected.trim());
        // Where no month is drawn the prompt names the day.
        let is_day = rest.is_some_and(|rest| rest.starts_with("\n\nThe conversation takes place on "));
        assert!(is_day, "{}", asked.chars().take(300).collect::<String>());
    }
}

#[test]
fn control_characters_are_refused_before_anything_is_sent() {
    let world = world();
    for control in ['\u{1b}', '\u{7}', '\r', '\u{7f}', '\u{9b}'] {
        let set = format!("region=a{control}[2Jb");
        let line = ["generate", "-t", "Budget", "--persona", "a", "--emotion", "b", "--set", &set, "--set", "age=4"];
        world.run(line).fails(2).says("--set holds the control character U+");
    }
    assert_eq!(world.stand_in.journal().len(), 0);
}
