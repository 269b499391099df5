#![allow(clippy::unwrap_used, reason = "a test may panic")]

use secrecy::ExposeSecret;

use super::*;
use crate::error::Exit;

/// A folder with a configuration file, and an environment of these variables alone.
struct Stage {
    folder: tempfile::TempDir,
    vars: Vec<(&'static str, &'static str)>,
}

impl Stage {
    fn new(file: &str, vars: &[(&'static str, &'static str)]) -> Stage {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE_NAME), file).unwrap();
        Stage { folder, vars: vars.to_vec() }
    }

    fn load(&self, flags: &Flags) -> Result<(Settings, Vec<Warning>), Failure> {
        let env = |name: &str| self.vars.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let folder = self.folder.path().to_owned();
        let around = Surroundings { env: &env, folder, user_config_folder: None, login: Some("ada".into()) };
        Settings::load(flags, &around)
    }

    fn settings(&self) -> Settings {
        self.load(&Flags::default()).unwrap().0
    }
}

fn refused(file: &str) -> String {
    let failure = Stage::new(file, &[]).load(&Flags::default()).unwrap_err();
    assert_eq!(failure.exit, Exit::BadInput);
    failure.message()
}

#[test]
fn a_flag_beats_the_environment_beats_the_file_beats_the_default() {
    let with_flag = Flags { db: Some("flag.db".into()), user: Some("flag".into()), ..Flags::default() };
    let vars = [("DIALOOM_DB", "env.db"), ("DIALOOM_USER", "env")];
    let file = "db = 'file.db'\nuser = 'file'";
    let all = Stage::new(file, &vars).load(&with_flag).unwrap().0;
    assert_eq!((all.db.as_str(), all.user.as_str()), ("flag.db", "flag"));
    let all = Stage::new(file, &vars).settings();
    assert_eq!((all.db.as_str(), all.user.as_str()), ("env.db", "env"));
    let stage = Stage::new(file, &[]);
    let all = stage.settings();
    assert_eq!(all.db, stage.folder.path().join("file.db").display().to_string());
    assert_eq!(all.user, "file");
    let all = Stage::new("", &[]).settings();
    assert_eq!((all.db.as_str(), all.user.as_str()), ("dialoom.db", "ada"));
    let sources: Vec<_> = all.entries.iter().map(|entry| &entry.source).collect();
    assert!(sources.iter().all(|source| **source == Source::Default));
}

#[test]
fn provider_and_model_of_the_environment_win_over_the_file() {
    let file = "[generation]\nprovider = 'openai'\nmodel = 'a'\nturns = 12\nkeep_payloads = true";
    let settings = Stage::new(file, &[("DIALOOM_PROVIDER", "simulator"), ("DIALOOM_MODEL", "b")]).settings();
    assert_eq!(settings.generation.provider, Some(ProviderName::Simulator));
    assert_eq!(settings.generation.model.as_deref(), Some("b"));
    assert_eq!(settings.generation.turns, Some(12));
    assert!(settings.keep_payloads);
    let entry = settings.entries.iter().find(|entry| entry.key == "generation.model").unwrap();
    assert_eq!(entry.source, Source::Environment("DIALOOM_MODEL"));
}

#[test]
fn a_word_of_the_file_is_read_like_one_of_the_command_line() {
    let settings = Stage::new("[generation]\nprovider = 'OpenAI'", &[]).settings();
    assert_eq!(settings.generation.provider, Some(ProviderName::OpenAi));
}

#[test]
fn the_file_is_found_in_a_folder_above_and_then_in_the_users_own() {
    let stage = Stage::new("user = 'above'", &[]);
    let inner = stage.folder.path().join("a/b");
    std::fs::create_dir_all(&inner).unwrap();
    let own = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(own.path().join("dialoom")).unwrap();
    std::fs::write(own.path().join("dialoom/dialoom.toml"), "user = 'own'").unwrap();
    let load = |folder: PathBuf| {
        let user_config_folder = Some(own.path().to_owned());
        let around = Surroundings { env: &|_| None, folder, user_config_folder, login: None };
        Settings::load(&Flags::default(), &around).unwrap().0.user
    };
    assert_eq!(load(inner), "above");
    assert_eq!(load(tempfile::tempdir().unwrap().path().to_owned()), "own");
}

#[test]
fn an_unknown_field_is_named_with_its_line_and_the_nearest_name() {
    assert_eq!(
        refused("db = 'x.db'\n\n[limits]\nreqests = 5"),
        "dialoom.toml:4: unknown field \"reqests\" in [limits]; expected one of: requests, input_tokens, output_tokens, \
         window_seconds, threshold, concurrency, max_cost_usd, max_cost_per_day_usd, max_retries, max_answer_retries, \
         retry_base_ms, retry_cap_ms, timeout_seconds (did you mean \"requests\"?)"
    );
}

#[test]
fn a_wrong_type_or_range_is_named_with_its_line_and_what_was_expected() {
    assert_eq!(refused("db = 5"), "dialoom.toml:1: db is of type integer; expected a text in quotes");
    assert_eq!(
        refused("[limits]\nconcurrency = -1"),
        "dialoom.toml:2: limits.concurrency is of type integer; expected a whole number, 0 or more"
    );
    assert_eq!(
        refused("[limits]\n\nthreshold = 1.5"),
        "dialoom.toml:3: limits.threshold is 1.5; expected a share above 0 and up to 1.0"
    );
    assert_eq!(
        refused("[generation]\nprovider = 'antropic'"),
        "dialoom.toml:2: generation.provider is \"antropic\"; expected one of: anthropic, openai, simulator (did you \
         mean \"anthropic\"?)"
    );
    assert!(refused("[limits]\nrequests = 99999999999").starts_with("dialoom.toml:2: limits.requests: "));
    let message = refused("[limits]\nrequests = 'lots'");
    assert_eq!(
        message,
        "dialoom.toml:2: limits.requests is of type string; expected a whole number, 0 or more, or \"none\""
    );
    assert!(
        refused("[prices.\"m-1.5\"]\ninput = 1").contains("dialoom.toml:1: prices.\"m-1.5\": missing field `output`")
    );
    assert!(refused("[prices.m]\ninput = -1\noutput = 1").starts_with("dialoom.toml:1: prices.m has a price below 0"));
    assert!(refused("db = ").starts_with("dialoom.toml:1: not valid TOML: "));
    assert!(
        refused("[openai]\nbase_url = 'localhost:8080'").starts_with("dialoom.toml:2: \"localhost:8080\" is no base")
    );
}

#[test]
fn a_number_that_is_none_is_refused_in_every_table() {
    for number in ["nan", "inf", "-inf", "1e400"] {
        for field in ["max_cost_usd", "max_cost_per_day_usd", "threshold", "window_seconds", "timeout_seconds"] {
            let said = refused(&format!("[limits]\n{field} = {number}"));
            assert!(said.starts_with("dialoom.toml:2: limits."), "{field} = {number}: {said}");
        }
        for table in ["generation", "judge"] {
            let said = refused(&format!("[{table}]\ntemperature = {number}"));
            assert!(said.starts_with(&format!("dialoom.toml:2: {table}.temperature")), "{number}: {said}");
        }
        let said = refused(&format!("[prices.m]\ninput = {number}\noutput = 1"));
        assert!(said.starts_with("dialoom.toml:2: prices.m.input: "), "{said}");
    }
}

#[test]
fn a_key_in_the_file_is_refused_and_not_repeated() {
    for file in ["api_key = 'sk-secret'", "[anthropic]\napi_key = 'sk-secret'", "[openai]\nkey = 'sk-secret'"] {
        let failure = Stage::new(file, &[]).load(&Flags::default()).unwrap_err();
        assert!(failure.message().contains("this file must not hold keys"), "{failure:?}");
        assert!(!format!("{failure:?}").contains("sk-secret"));
    }
}

#[test]
fn keys_are_split_and_trimmed_and_never_shown() {
    let settings = Stage::new("", &[("ANTHROPIC_API_KEY", " k-1 ,, k-2\n"), ("OPENAI_API_KEY", " , ")]).settings();
    let keys: Vec<_> = settings.anthropic_keys.iter().map(|key| key.expose_secret().to_owned()).collect();
    assert_eq!(keys, ["k-1", "k-2"]);
    assert!(settings.openai_keys.is_empty());
    let shown = format!("{settings:?} {}", serde_json::to_string(&settings.entries).unwrap());
    assert!(!shown.contains("k-1") && !shown.contains("k-2"), "{shown}");
    assert_eq!(settings.provider_name(None), Some(ProviderName::Anthropic));
}

#[test]
fn a_key_file_is_read_beside_its_configuration() {
    let stage = Stage::new("[openai]\nkey_file = 'keys.txt'", &[]);
    let keys = stage.folder.path().join("keys.txt");
    let failure = stage.load(&Flags::default()).unwrap_err();
    assert!(failure.message().starts_with("dialoom.toml:2: the key file "), "{failure:?}");
    std::fs::write(&keys, "# mine\nk-1\n\n k-2 \n").unwrap();
    let (settings, _) = stage.load(&Flags::default()).unwrap();
    assert_eq!(settings.openai_keys.len(), 2);
    let utf_16: Vec<u8> = "\u{feff}k-1\r\nk-2\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for windows in ["\u{feff}k-1\r\nk-2\r\n".as_bytes(), "\u{feff}# mine\rk-1\rk-2".as_bytes(), &utf_16] {
        std::fs::write(&keys, windows).unwrap();
        let (settings, _) = stage.load(&Flags::default()).unwrap();
        let read: Vec<_> = settings.openai_keys.iter().map(|key| key.expose_secret().to_owned()).collect();
        assert_eq!(read, ["k-1", "k-2"]);
    }
    assert_eq!(settings.provider_name(None), Some(ProviderName::OpenAi));
    std::fs::write(&keys, "# nothing yet\n").unwrap();
    assert!(stage.load(&Flags::default()).unwrap_err().message().ends_with("holds no key"));
}

#[test]
fn a_key_with_something_around_it_is_refused_with_what_to_write() {
    let stage = Stage::new("[openai]\nkey_file = 'keys.txt'", &[]);
    let keys = stage.folder.path().join("keys.txt");
    for (text, expected) in [
        ("OPENAI_API_KEY=sk-secret\n", "has the name of a variable before it"),
        ("OPENAI_API_KEY = 'sk-secret'\n", "has the name of a variable before it"),
        ("export OPENAI_API_KEY=\"sk-secret\"\n", "has the name of a variable before it"),
        ("sk-other\napi_key=sk-secret==\n", "has the name of a variable before it"),
        ("{\"api_key\":\"sk-secret\"}\n", "is JSON, or has a bracket around it"),
        ("{\n  \"api_key\": \"sk-secret\"\n}\n", "is JSON, or has a bracket around it"),
        ("\"sk-secret\"\n", "has quotes around it"),
    ] {
        std::fs::write(&keys, text).unwrap();
        let failure = stage.load(&Flags::default()).unwrap_err();
        assert!(failure.message().ends_with(expected), "{text}: {failure:?}");
        let said = format!("{failure:?}");
        assert!(said.contains("Write the key alone") && !said.contains("sk-secret"), "{said}");
    }
    std::fs::write(&keys, "c2VjcmV0==\nc2VjcmV0=\n").unwrap();
    assert_eq!(stage.settings().openai_keys.len(), 2, "equals signs at the end belong to the key");
}

#[cfg(unix)]
#[test]
fn a_key_file_that_others_can_read_is_warned_of() {
    use std::os::unix::fs::PermissionsExt;
    let stage = Stage::new("[openai]\nkey_file = 'keys.txt'", &[]);
    let keys = stage.folder.path().join("keys.txt");
    std::fs::write(&keys, "k-1").unwrap();
    for (mode, warnings) in [(0o644, 1), (0o600, 0)] {
        std::fs::set_permissions(&keys, std::fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(stage.load(&Flags::default()).unwrap().1.len(), warnings, "{mode:o}");
    }
}

#[test]
fn prices_are_shown_as_written_and_what_the_cache_costs_may_be_left_out() {
    for (cache, shown) in [
        ("", "$2.00 in, $10.50 out"),
        ("cache_read = 0", "$2.00 in, $10.50 out, $0.00 cache read"),
        ("cache_read = 0.3\ncache_write = 4", "$2.00 in, $10.50 out, $0.30 cache read, $4.00 cache write"),
    ] {
        let settings = Stage::new(&format!("[prices.\"m-1.5\"]\ninput = 2\noutput = 10.5\n{cache}"), &[]).settings();
        let entry = settings.entries.iter().find(|entry| entry.key == "prices.\"m-1.5\"").unwrap();
        assert_eq!(entry.value, shown);
        assert_eq!(settings.prices["m-1.5"].cache_write.is_some(), shown.contains("write"));
    }
}

#[test]
fn a_password_in_a_url_is_hidden_whatever_the_url() {
    for (url, safe) in [
        ("postgres://ada:s3cret@db/x?sslmode=require", "postgres://ada:***@db/x?sslmode=require"),
        ("postgres://ada:s3/cr@et@db/x", "postgres://ada:***@db/x"),
        ("postgres://db/x?user=ada&password=s3cret", "postgres://db/x?user=ada&password=***"),
        ("postgres://ada@db/x", "postgres://ada@db/x"),
        ("postgres://ada:s3?cr@et@db/x", "postgres://ada:***@db/x"),
        ("postgres://db:5432/x?user=a@b&password=s3cret", "postgres://db:5432/x?user=a@b&password=***"),
        ("postgres:/ada:s3cret@db/x", "postgres:/ada:***@db/x"),
        ("postgres:ada:s3cret@db/x", "postgres:ada:***@db/x"),
        ("postgres//ada:s3cret@db/x", "postgres//ada:***@db/x"),
        ("ada:s3cret@db/x", "ada:***@db/x"),
        ("host=db user=ada password=s3?cret dbname=x", "host=db user=ada password=*** dbname=x"),
        ("https://host/v1?key=s3cret", "https://host/v1?key=***"),
        ("dialoom.db", "dialoom.db"),
    ] {
        assert_eq!(without_password(url), safe);
    }
    let settings = Stage::new("", &[("DIALOOM_DB", "postgres://ada:s3cret@db/x")]).settings();
    assert!(!format!("{settings:?}").contains("s3cret"));
}

#[test]
fn a_misspelt_database_url_is_refused_without_its_password() {
    for db in [
        "postgres:/ada:s3cret@db/x",
        "postgres:ada:s3cret@db/x",
        "postgres//ada:s3cret@db/x",
        "postgresql:/ada:s3cret@db/x",
        "POSTGRES://ada:s3cret@db/x",
        "ada:s3cret@db/x",
        "host=db password=s3cret",
    ] {
        let flags = Flags { db: Some(db.into()), ..Flags::default() };
        let failure = Stage::new("", &[]).load(&flags).unwrap_err();
        assert!(failure.message().contains("is no database"), "{failure:?}");
        assert!(!format!("{failure:?}").contains("s3cret"), "{failure:?}");
    }
    for db in ["x.db", "/a/x.db", "a//x.db", "C:\\x.db", "sqlite:x.db", ":memory:", "ada@home.db", "postgres://db/x"] {
        let flags = Flags { db: Some(db.into()), ..Flags::default() };
        assert!(Stage::new("", &[]).load(&flags).is_ok(), "{db}");
    }
}

#[test]
fn a_database_in_the_file_is_meant_from_there_unless_it_is_a_server() {
    let folder = Path::new("/data");
    assert_eq!(places::beside("x.db", folder), "/data/x.db");
    assert_eq!(places::beside("/y/x.db", folder), "/y/x.db");
    assert_eq!(places::beside("sqlite://x.db", folder), "sqlite:///data/x.db");
    assert_eq!(places::beside("sqlite:x.db", folder), "sqlite:/data/x.db");
    assert_eq!(places::beside("postgres://db/x", folder), "postgres://db/x");
}

#[test]
fn a_curly_quote_is_named_with_line_and_column() {
    let said = refused("user = 'ada'\n[generation]\nmodel = “m”\n");
    assert!(said.contains("dialoom.toml:3: not valid TOML: the line has the curly quote “ in column 9"), "{said}");
}

#[test]
fn reasons_of_the_review_are_read_strictly() {
    let own = Stage::new("[review]\nreasons = [\n  \" dull \",\n  \"off topic\",\n]\n", &[]).settings();
    assert_eq!(own.reasons, ["dull", "off topic"]);
    assert_eq!(Stage::new("", &[]).settings().reasons.len(), 9);
    for (file, said) in [
        ("[review]\nreasons = []", "dialoom.toml:2: review.reasons has 0 texts; expected 1 to 9"),
        ("[review]\nreasons = 'dull'", "dialoom.toml:2: review.reasons is of type string; expected a list of texts"),
        ("[review]\nreasons = [\n'a',\n3]", "dialoom.toml:4: text 2 of review.reasons is of type integer"),
        ("[review]\nreasons = [\n'a',\n' ']", "dialoom.toml:4: text 2 of review.reasons is empty"),
        ("[review]\nreasons = ['''a\nb''']", "dialoom.toml:2: text 1 of review.reasons has more than one line"),
        ("[review]\nreason = ['a']", "dialoom.toml:2: unknown field \"reason\" in [review]"),
    ] {
        assert!(refused(file).contains(said), "{}", refused(file));
    }
    let ten = format!("[review]\nreasons = {:?}", ["a"; 10]);
    assert!(refused(&ten).contains("has 10 texts"), "{}", refused(&ten));
}
