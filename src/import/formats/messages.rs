//! OpenAI's chat format and its relatives: `{"messages":[{"role":"user","content":"…"}, …]}`.

use serde_json::{Map, Value};

use crate::import::fault::Wrong;
use crate::import::formats::{Talk, list_in, message};

pub(in crate::import) const NAME: &str = "messages";

pub(super) fn fits(row: &Map<String, Value>) -> bool {
    row.contains_key(NAME)
}

pub(super) fn read(row: &Map<String, Value>) -> Result<Talk, Wrong> {
    let (name, list) = list_in(row, &[NAME])?;
    let mut talk = Talk::default();
    message::add(list, &mut talk).map_err(|wrong| wrong.within(name))?;
    Ok(talk)
}
