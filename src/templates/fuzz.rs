//! Mutated template files, and their prompts.

use std::path::Path;

use crate::domain::batch::ItemRequest;
use crate::domain::conversation::Subject;
use crate::fuzzer::{fuzz, is_for_people, kind_of};
use crate::templates::{check, file, prompt};

fn request() -> ItemRequest {
    let subject = Subject { persona: "A {{b}}".into(), emotion: "fear".into(), topic: "{% if x %}".into() };
    let variables = [("country".to_owned(), "x".to_owned())].into();
    ItemRequest {
        template: "T".into(),
        subject,
        variables,
        tier: None,
        situation: None,
        ordinal: 0,
        drawn: Default::default(),
        source: None,
    }
}

#[test]
fn every_template_file_is_written_back_the_same_and_makes_a_prompt_or_a_short_error() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/templates");
    let files = std::fs::read_dir(folder).expect("the built-in templates").filter_map(Result::ok);
    let mut seeds: Vec<Vec<u8>> = files.filter_map(|file| std::fs::read(file.path()).ok()).collect();
    assert!(seeds.len() >= 3);
    let text = "{% for a in [1,2,3] %}{{ a ~ persona|upper }}{% endfor %}{% if topic %}{{topic[:3]}}{% else %}{{country}}{% endif %}";
    seeds.push(
        format!("name='T'\ntext='''{text}{{{{persona}}}} {{{{emotion}}}}'''\n[[variables]]\nname='country'\n").into(),
    );
    seeds.push(b"name=\"U\"\ntext=\"{% set x = 'aaaa' %}{% set x = x ~ x %}{{ x * 9 }}{{ range(9)|join }}\"".to_vec());
    let words = [
        "{{persona}}",
        "{% set x = x ~ x %}",
        "{% for i in range(9999) %}",
        "{% endfor %}",
        "|",
        "**",
        "~",
        "range(1e9)",
    ];
    fuzz("template", &seeds, &words, |input| {
        let content = String::from_utf8_lossy(input);
        let template = match file::parse(Path::new("t.toml"), &content) {
            Ok(template) => template,
            Err(error) => {
                is_for_people(&error.to_string());
                return kind_of(&error.message);
            }
        };
        let written = file::write(&template);
        let again = file::parse(Path::new("t.toml"), &written).unwrap_or_else(|error| panic!("{error}: {written}"));
        assert_eq!(again, template, "{written}");
        for problem in check::check(&template) {
            is_for_people(&problem.message);
        }
        match prompt::build(&template, &request(), &prompt::Directions::full(10)) {
            Ok(_) => "a prompt".to_owned(),
            Err(error) => {
                is_for_people(&error.to_string());
                kind_of(&error.to_string())
            }
        }
    });
}
