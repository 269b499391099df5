//! Mutated settings files.

use crate::fuzzer::{fuzz, is_for_people, kind_of};
use crate::settings::file::File;

#[test]
fn every_settings_file_is_read_or_is_a_short_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dialoom.toml");
    let seeds = [
        "db = 'a.db'\nuser = 'ada'\n[generation]\nprovider = 'openai'\nmodel = 'm'\ntemperature = 0.7\nmax_tokens = 4000\n\
         turns = 12\nkeep_payloads = true\n",
        "[limits]\nrequests = 'none'\ninput_tokens = 9\nwindow_seconds = 6.5\nthreshold = 0.9\nconcurrency = 5\n\
         max_cost_usd = 1.5\nmax_retries = 3\nretry_base_ms = 10\nretry_cap_ms = 40\ntimeout_seconds = 1.5\n",
        "[openai]\nbase_url = 'http://127.0.0.1:1/v1'\nkey_file = 'k'\ninsecure = true\n[anthropic]\napi_key = 'x'\n",
        "[prices.\"a/b\"]\ninput = 3\noutput = 15.0\ncache_read = 0.3\n",
        "model = “m”\n",
    ];
    let words = ["[limits]", "[prices.x]", "input", "requests", "api_key = ", "-inf", "nan", "0x", "1979-05-27"];
    fuzz("settings", &seeds, &words, |input| {
        std::fs::write(&path, input).expect("a file");
        match File::read(&path, folder.path()) {
            Ok(file) => {
                format!("{} {} {}", file.db.is_some(), file.prices.len().min(3), file.openai.base_url.is_some())
            }
            Err(failure) => {
                is_for_people(&failure.message());
                kind_of(&failure.message())
            }
        }
    });
}
