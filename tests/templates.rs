//! `templates`: list, show, add, render, check.

use crate::support::world::World;

const GOOD: &str = r#"
name = "Debt Relief"
description = "Somebody finds a way out of debt."
category = "Debt"
structure = ["Shame", "Plan", "Relief"]
tone = "warm"
text = """
Write about {{ persona }}, who feels {{ emotion }}, in {{ region }}.
The subject is {{ topic }}.
"""
[[variables]]
name = "persona"
[[variables]]
name = "emotion"
[[variables]]
name = "topic"
[[variables]]
name = "region"
help = "Where they live."
"#;

const ALL: [&str; 8] = ["--persona", "Nurse", "--emotion", "shame", "--topic", "cards", "--set", "region=Ohio"];

#[test]
fn the_three_built_in_ones_are_there_from_the_first_start() {
    let sandbox = World::new();
    let output = sandbox.run(["templates", "list"]).ok();
    let names: Vec<&str> = output.stdout.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(names, ["Financial Planning Triumph", "Investment Discovery", "Retirement Planning Anxiety to Relief"]);
    let json = sandbox.run(["templates", "list", "--json"]).ok().json();
    assert_eq!(json["templates"].as_array().unwrap().len(), 3);
    assert_eq!(json["templates"][1]["name"], "Investment Discovery");
    assert_eq!(json["templates"][1]["complexity"], 6);
    assert_eq!(json["templates"][1]["is_active"], true);
}

#[test]
fn a_shown_template_is_a_file_that_is_good_as_it_is() {
    let sandbox = World::new();
    let shown = sandbox.run(["templates", "show", "investment discovery"]).ok().stdout;
    sandbox.write("shown.toml", &shown);
    sandbox.run(["templates", "check", "shown.toml"]).ok();
    let json = sandbox.run(["templates", "show", "Investment Discovery", "--json"]).ok().json();
    assert_eq!(json["template"]["version"], 1);
    sandbox.run(["templates", "show", "Investment Discvery"]).fails(2).says("did you mean \"Investment Discovery\"?");
}

#[test]
fn a_good_file_is_added_once_and_the_same_again_changes_nothing() {
    let sandbox = World::new();
    sandbox.write("debt.toml", GOOD);
    let output = sandbox.run(["templates", "add", "debt.toml"]).ok();
    assert_eq!(output.stdout, "Debt Relief\n");
    sandbox.run(["templates", "add", "debt.toml"]).ok().says("nothing was stored");
    let json = sandbox.run(["templates", "show", "Debt Relief", "--json"]).ok().json();
    assert_eq!(json["template"]["created_by"], "rita");
}

#[test]
fn what_is_shown_of_a_markdown_file_keeps_its_last_empty_lines() {
    let world = World::new();
    for (name, end) in [("one", "\n\n\n"), ("two", "\n"), ("three", ""), ("four", "\r\n\r\n")] {
        let head = "+++\nname = 'NAME'\n+++\n".replace("NAME", name);
        let file = format!("{head}{{{{ persona }}}} is {{{{ emotion }}}}.{end}");
        world.write("t.md", &file);
        world.run(["templates", "add", "t.md"]).ok();
        let shown = world.run(["templates", "show", name]).ok().stdout;
        // No carriage return reaches a terminal.
        assert_eq!(shown, if end.is_empty() { format!("{file}\n") } else { file.replace('\r', "") });
        world.write("t.md", shown);
        world.run(["templates", "add", "t.md"]).ok().says("says the same as version 1");
    }
}

#[test]
fn a_bad_file_is_not_added_and_every_problem_is_told() {
    let sandbox = World::new();
    sandbox.write("bad.toml", GOOD.replace("{{ region }}", "{{ regoin }} {{ perssona }}"));
    let output = sandbox.run(["templates", "add", "bad.toml"]).fails(2).says("nothing was added");
    output.says("regoin").says("perssona");
    assert!(!sandbox.path().join("dialoom.db").exists(), "checked before the database is made");
    sandbox.run(["templates", "add", "no.toml"]).fails(2).says("the template file no.toml cannot be read");
}

#[test]
fn a_prompt_is_rendered_with_every_variable_filled() {
    let sandbox = World::new();
    sandbox.write("debt.toml", GOOD);
    let arguments = ["templates", "render", "debt.toml"].iter().chain(&ALL);
    let output = sandbox.run(arguments.clone()).ok();
    output.prints("Write about Nurse, who feels shame, in Ohio.").prints("The subject is cards.");
    let json = sandbox.run(arguments.chain(&["--json"])).ok().json();
    assert!(json["prompt"].as_str().unwrap().contains("in Ohio."));
    assert!(json["system"].as_str().unwrap().contains("turns"));
    assert!(sandbox.files() == ["debt.toml"], "no database is needed for a file");
}

#[test]
fn a_missing_and_an_unknown_variable_are_named() {
    let sandbox = World::new();
    sandbox.write("debt.toml", GOOD);
    let given = ["templates", "render", "debt.toml"].iter().chain(&ALL[..6]);
    let output = sandbox.run(given.clone()).fails(2);
    output.says("needs a value for {{region}} (Where they live.)").says("--set region=TEXT");
    let output = sandbox.run(given.chain(&["--set", "region=a", "--set", "regoin=b"])).fails(2);
    output.says("has no variable \"regoin\"").says("did you mean \"region\"?");
    sandbox.run(["templates", "render", "debt.toml", "--set", "nothing"]).fails(2).says("expected NAME=VALUE");
}

#[test]
fn check_names_every_problem_and_needs_no_database_for_files() {
    let sandbox = World::new();
    sandbox.write("good.toml", GOOD);
    sandbox.write("bad.toml", GOOD.replace("{{ region }}", "{{ regoin }}"));
    sandbox.write("broken.toml", "name = ");
    sandbox.run(["templates", "check", "good.toml"]).ok().prints("good.toml: good");
    let output = sandbox.run(["templates", "check", "good.toml", "bad.toml", "broken.toml"]).ends(2);
    output.prints("bad.toml: error: text line 1: ").prints("regoin").prints("broken.toml:1: error: ");
    assert_eq!(sandbox.files(), ["bad.toml", "broken.toml", "good.toml"]);
    let json = sandbox.run(["templates", "check", "bad.toml", "--json"]).ends(2).json();
    assert_eq!(json["templates"][0]["ok"], false);
    assert_eq!(json["templates"][0]["problems"][0]["fatal"], true);
    sandbox.run(["templates", "check", "Investment Discovery"]).ok().prints("Investment Discovery: good");
    sandbox.run(["templates", "check"]).fails(2);
}

#[test]
fn every_edit_is_a_version_and_comments_stay() {
    for sandbox in [World::new(), World::new().on_postgres()] {
        sandbox.write("debt.toml", format!("# why it is so\n{GOOD}"));
        sandbox.run(["templates", "add", "debt.toml"]).ok();
        sandbox.write("debt.toml", format!("# why it is so\n{GOOD}").replace("warm", "calm"));
        sandbox.run(["templates", "add", "debt.toml"]).fails(2).says("+tone = \"calm\"").says("-y");
        sandbox.run(["templates", "add", "debt.toml", "-y"]).ok().says("added as version 2");
        sandbox.run(["templates", "show", "debt relief@1"]).ok().prints("# why it is so").prints("tone = \"warm\"");
        sandbox.run(["templates", "diff", "Debt Relief@1"]).ok().prints("-tone = \"warm\"");
        sandbox.run(["templates", "restore", "Debt Relief@1"]).ok().says("stored as version 3");
        let again = sandbox.run(["templates", "restore", "Debt Relief@1"]).ok();
        again.says("it has that text already: nothing was changed");
        sandbox.run(["templates", "show", "Debt Relief"]).ok().prints("# why it is so").prints("tone = \"warm\"");
        sandbox.run(["templates", "rename", "Debt Relief", "Way Out"]).ok().says("version 4");
        sandbox.run(["templates", "show", "Way Out"]).ok().prints("name = \"Way Out\"").prints("# why it is so");
        sandbox.run(["templates", "show", "Way Out@9"]).fails(2).says("its newest is 4").says("templates versions");
        let versions = sandbox.run(["templates", "versions", "Way Out", "--json"]).ok().json();
        assert_eq!(versions["versions"].as_array().unwrap().len(), 4);
        sandbox.run(["templates", "rate", "Way Out", "4"]).ok().says("the mean is 4.0");
        sandbox.run(["templates", "rate", "Way Out", "2", "--user", "ann"]).ok().says("3.0");
        sandbox.run(["templates", "list"]).ok().prints("RATING").prints("3.0 (2)");
        sandbox.run(["templates", "show", "Way Out"]).ok().says("rated 3.0 (2)");
        sandbox.run(["templates", "remove", "Way Out"]).ok();
        sandbox.run(["templates", "show", "Way Out"]).ok();
        sandbox.run(["generate", "-t", "Way Out", "--persona", "a", "--emotion", "b"]).fails(2).says("restore");
        sandbox.run(["templates", "restore", "Way Out"]).ok().says("switched on");
        sandbox.run(["templates", "remove", "Way Out", "--purge", "-y"]).ok().says("deleted");
        sandbox.run(["templates", "show", "Way Out"]).fails(2);
    }
}

#[test]
fn a_folder_comes_back_the_same_and_a_bad_file_stores_none() {
    let sandbox = World::new();
    let head = "+++\n# a comment\nname = \"House\"\nkind = \"partial\"\n+++\n\nSpeak plainly, {{ persona }}.\n";
    sandbox.write("lib/house.md", head);
    sandbox.write("lib/debt.toml", GOOD.replace("The subject", "{% include 'house' %} The subject"));
    sandbox.run(["templates", "import", "lib"]).ok();
    sandbox.run(["templates", "export", "out"]).ok();
    assert_eq!(sandbox.read("out/house.md"), head);
    assert_eq!(sandbox.read("out/debt-relief.toml"), sandbox.read("lib/debt.toml"));
    let shown = ["templates", "render", "Debt Relief"].iter().chain(&ALL);
    sandbox.run(shown).ok().prints("Speak plainly, Nurse.");
    sandbox.run(["generate", "-t", "House", "--persona", "a", "--emotion", "b"]).fails(2).says("is a partial");
    sandbox.write("bad/a.toml", GOOD.replace("Debt Relief", "Other"));
    sandbox.write("bad/b.md", "+++\nname = \"B\"\ntoen = \"x\"\n+++\nText");
    sandbox.run(["templates", "import", "bad"]).fails(2).says("bad/b.md:3: unknown field \"toen\"");
    sandbox.run(["templates", "show", "Other"]).fails(2);
}

#[test]
fn a_value_is_held_to_its_type_before_anything_is_sent() {
    let world = World::new();
    let typed = "name = \"T\"\ntext = \"{{ persona }} {{ emotion }} {{ age }} {{ way }} {% for it in goals %}[{{ it }}]{% endfor %}{{ goals }}\"\n\
        [[variables]]\nname = \"age\"\ntype = \"number\"\n[[variables]]\nname = \"way\"\ntype = \"choice\"\nchoices = [\"phone\", \"chat\"]\ndefault = \"chat\"\n\
        [[variables]]\nname = \"goals\"\ntype = \"list\"\n";
    world.write("t.toml", typed);
    let render = |set: &[&str]| {
        let set = set.iter().flat_map(|it| ["--set", it]);
        world.run(["templates", "render", "t.toml", "--persona", "A", "--emotion", "b"].into_iter().chain(set))
    };
    render(&["age=41", "goals=rent; {{ food }}"]).ok().prints("A b 41 chat [rent][{{ food }}]rent, {{ food }}");
    render(&["age=old", "goals=a"]).fails(2).says("{{age}} is \"old\"; expected a number");
    render(&["age=4", "goals=a", "way=phon"]).fails(2).says("expected one of: phone, chat (did you mean \"phone\"?)");
    world.write("t.toml", typed.replace("default = \"chat\"", "default = \"post\""));
    world.run(["templates", "check", "t.toml"]).ends(2).prints("the default of variable \"way\" does not fit");
    world.write("t.toml", typed.replace("\"number\"", "\"numbr\""));
    world
        .run(["templates", "check", "t.toml"])
        .ends(2)
        .prints("t.toml:5: error: variables.type: unknown type of a variable");
}

#[test]
fn a_template_is_held_to_what_it_is_made_for_unless_any_is_given() {
    let world = World::new();
    world.write("debt.toml", GOOD.replace("tone", "applicable_emotions = [\"shame\", \"fear\"]\ntone"));
    world.run(["templates", "add", "debt.toml"]).ok();
    let ask = [
        "generate",
        "-t",
        "Debt Relief",
        "--persona",
        "Nurse",
        "--topic",
        "cards",
        "--set",
        "region=Ohio",
        "--provider",
        "simulator",
    ];
    let refused = world.run(ask.iter().chain(&["--emotion", "shme"])).fails(2);
    refused.says("is not for the emotion \"shme\"; it fits: shame, fear (did you mean \"shame\"?)").says("--any");
    world.run(ask.iter().chain(&["--emotion", "Shame"])).ok();
    world.run(ask.iter().chain(&["--emotion", "joy", "--any"])).ok();
    let plan = "template = \"Debt Relief@1\"\n[axes]\npersona = [\"A\"]\nemotion = [\"fear\", \"joy\"]\ntopic = [\"cards\"]\nregion = [\"Ohio\"]\n";
    world.write("plan.toml", plan);
    world
        .work(&["--provider", "simulator"])
        .fails(2)
        .says("plan.toml [axes]")
        .says("the emotion \"joy\"")
        .says("--any");
    world.work(&["--provider", "simulator", "--any"]).ok();
    world.write("plan.toml", plan.replace("@1", "@2"));
    world.work(&["--provider", "simulator", "--any"]).fails(2).says("has no version 2");
}

#[test]
fn a_list_is_narrowed_by_tier_category_and_persona() {
    let world = World::new();
    let made = |name: &str, more: &str| GOOD.replace("Debt Relief", name).replace("tone =", &format!("{more}\ntone ="));
    world.write("lib/a.toml", made("Any", ""));
    world.write("lib/b.toml", made("Nurses", "applicable_personas = [\"Young Nurse\"]"));
    world.write("lib/c.toml", made("Edge", "tier = \"edge_case\"").replace("\"Debt\"", "\"Front Desk\""));
    world.run(["templates", "import", "lib"]).ok();
    let names = |flags: &[&str]| {
        let list = world.run([&["templates", "list"], flags].concat()).ok();
        let names = list.stdout.lines().skip(1).filter_map(|line| line.split('\t').next());
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(names(&["--category", "debt"]), ["Any", "Nurses"]);
    assert_eq!(names(&["--tier", "edge-case,scenario"]), ["Edge"]);
    assert_eq!(names(&["--category", "debt", "--persona", "Teacher"]), ["Any"]);
    assert_eq!(names(&["--category", "Debt", "--category", "Front Desk", "--persona", "young nurse"]).len(), 3);
    world.run(["templates", "remove", "Any"]).ok();
    assert_eq!(names(&["--category", "Debt", "--active"]), ["Nurses"]);
    assert_eq!(names(&["--category", "Debt", "--all"]), ["Any", "Nurses"]);
    world.run(["templates", "list", "--all", "--active"]).fails(2);
    world.run(["templates", "list", "--category", "None"]).ok().says("no template matches");
    world.run(["templates", "list", "--tier", "scenaro"]).fails(2).says("'scenario'");
}

#[test]
fn check_and_add_warn_of_what_makes_worse_conversations() {
    let world = World::new();
    let warned = GOOD
        .replace("tone =", "required_elements = [\"fees\"]\ntone =")
        .replace("The subject", "Say \"I never told anybody about it\". The subject");
    world.write("debt.toml", warned);
    let checked = world.run(["templates", "check", "debt.toml"]).ok();
    let checked = checked.prints("debt.toml: warning: the required element \"fees\" is mentioned nowhere else");
    checked.prints("debt.toml: warning: text line 2: text has \"I never told anybody about it\" in quotes");
    world.run(["templates", "add", "debt.toml"]).ok().says("the required element \"fees\"").says("added as version 1");
    world.write("dialoom.toml", "[generation]\nturns = 40\nmax_tokens = 500\n");
    world.run(["templates", "check", "Investment Discovery"]).ok().prints("warning: 40 turns may need");
}

#[test]
fn a_renamed_template_is_rated_and_compared_under_its_new_name() {
    let world = World::new();
    let shown = world.run(["templates", "show", "Investment Discovery"]).ok().stdout;
    world.write("t.toml", shown.replace("Investment Discovery", "Talk of Money"));
    world.run(["templates", "add", "t.toml"]).ok();
    world.run(["templates", "rename", "Talk of Money", "Money Talk"]).ok();
    let rated = world.run(["templates", "rate", "Money Talk@1", "4"]).ok();
    rated.prints("Money Talk@1\n").says("the last rating of each person, of any version");
    let same = world.run(["templates", "compare", "Money Talk@1", "Money Talk@1"]).fails(2);
    same.says("dialoom templates versions 'Money Talk'");
    let last_two = world.run(["templates", "diff", "Money Talk"]).ok();
    last_two.prints("-name = \"Talk of Money\"").prints("+name = \"Money Talk\"");
}

#[test]
fn what_is_changed_of_a_built_in_template_before_there_is_a_database_is_kept() {
    let built_in = "Investment Discovery";
    for change in [&["rename", built_in, "Mine"][..], &["remove", built_in], &["rate", built_in, "4"]] {
        let world = World::new();
        world.run([&["templates"], change].concat()).ok();
        let listed = world.run(["templates", "list", "--all", "--json"]).ok().json();
        let templates = listed["templates"].as_array().unwrap();
        let changed =
            templates.iter().any(|it| it["name"] == "Mine" || it["is_active"] == false || it["rating"] == 4.0);
        assert!(changed, "{change:?}: {listed}");
    }
}
