use super::*;

const KEY: &str = "sk-a/b+c\"d%41&e\\f-0123";

fn hidden_in(text: &str) -> String {
    without(text.to_owned(), &Spellings::of([KEY].into_iter()).find(text))
}

#[test]
fn a_key_is_found_in_every_spelling() {
    let json = |text: &str| serde_json::Value::String(text.to_owned()).to_string();
    let all_escaped = |each: &dyn Fn(u8) -> String| KEY.bytes().map(each).collect::<String>();
    let spelled = [
        KEY.to_owned(),
        KEY.to_uppercase(),
        json(KEY).trim_matches('"').to_owned(),
        json(&json(KEY)).trim_start_matches("\"\\\"").trim_end_matches("\\\"\"").to_owned(),
        KEY.replace('\\', "\\\\").replace('"', "\\\"").replace('/', "\\/"),
        all_escaped(&|byte| format!("\\u{byte:04x}")),
        all_escaped(&|byte| format!("%{byte:02X}")),
        all_escaped(&|byte| format!("%25{byte:02x}")),
        all_escaped(&|byte| format!("&#{byte};")),
        all_escaped(&|byte| format!("{byte:02x}")),
        KEY.replace("-a", "-\u{200b}a"),
        KEY.replace("-a", "-\u{7f}a"),
        KEY.replace("k-", "k\\u200b-"),
        KEY.replace("b+", "b\\\\u00ad\\\\u2060+"),
        KEY.replace("123", "1\\udb40\\udc4123"),
    ];
    for text in spelled {
        assert_eq!(hidden_in(&format!("ä {text}, seen")), "ä [key], seen", "{text}");
    }
}

#[test]
fn a_key_is_found_in_base64_after_any_user() {
    let encode = |text: &str| {
        let core = base64_core(text.as_bytes(), 0);
        String::from_utf8(core).expect("letters")
    };
    for user in ["", ":", "a:", "ada:", "user:"] {
        let word = encode(&format!("{user}{KEY}:"));
        assert_eq!(hidden_in(&format!("Basic {word}== seen")), "Basic [key] seen", "{user}");
        let word = word.replace('+', "-").replace('/', "_");
        assert_eq!(hidden_in(&format!("Basic {word} seen")), "Basic [key] seen", "{user}");
    }
}

#[test]
fn a_key_is_found_at_either_end_and_beside_another_and_long_runs_take_no_time() {
    for (text, left) in [(format!("{KEY}{KEY}"), "[key][key]"), (format!("%{KEY}\\"), "%[key]\\")] {
        assert_eq!(hidden_in(&text), left, "{text}");
    }
    let started = std::time::Instant::now();
    for run in
        ["\\", "%25", "&", "s\u{200b}", "sk-a", &String::from_utf8(base64_core(KEY.as_bytes(), 0)).expect("letters")]
    {
        hidden_in(&run.repeat(200_000));
    }
    assert!(started.elapsed() < std::time::Duration::from_secs(60), "{:?}", started.elapsed());
}

#[test]
fn a_dummy_key_is_searched_for_nowhere() {
    for key in ["none", "x", "ollama", "EMPTY", "1234567", "lm-studio", ""] {
        assert!(is_dummy(key) && Spellings::of([key].into_iter()).find(&format!("a {key} b")).is_empty(), "{key}");
    }
    assert!(!is_dummy("12345678"));
}
