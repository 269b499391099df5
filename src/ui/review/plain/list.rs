//! What waits, line by line: rows with numbers, and one decision about those that are named.

use chrono::Utc;
use console::truncate_str;

use crate::domain::review::Decision;
use crate::domain::status::Move;
use crate::error::Failure;
use crate::quality::in_brief;
use crate::review::{DecideError, Session};
use crate::store::StoreError;
use crate::ui::figures::count;
use crate::ui::label::titled;
use crate::ui::review::list::{Item, List};
use crate::ui::review::plain::ask::Answer;
use crate::ui::review::plain::marks::{Marks, marks};
use crate::ui::review::plain::sitting::{After, Plain};
use crate::ui::shorten::text_width;

/// Rows that are shown, and can be named.
const SHOWN: usize = 50;
/// A label is not made shorter than this.
const SHORTEST: usize = 12;

impl Plain {
    /// Shows what waits, and asks what to do with which.
    pub(super) async fn list(&mut self, session: &mut Session) -> Result<After, Failure> {
        let waiting = session.waiting(None).await;
        let Some(waiting) = self.or_said(waiting)? else { return Ok(After::Stay) };
        let mut list = List::new(waiting, None);
        list.items.truncate(SHOWN);
        self.say_rows(&list)?;
        loop {
            let given = match self.ask("rows (1 3 5-8, all): ").await? {
                Answer::Given(given) if given.is_empty() => return Ok(After::Stay),
                Answer::Given(given) => given,
                Answer::TakenBack => return Ok(After::Stay),
                Answer::Quit(exit) => return Ok(After::Leave(exit)),
            };
            match marks(&given, list.items.len()) {
                Ok(Marks::All) => list.mark_all(),
                Ok(Marks::Rows(places)) => list.marked = places.iter().map(|place| list.items[*place].it.id).collect(),
                Err(word) => {
                    self.say(&format!("\"{word}\" is no row; the rows are 1 to {}", list.items.len()))?;
                    continue;
                }
            }
            return self.act_on(&list, session).await;
        }
    }

    fn say_rows(&self, list: &List) -> Result<(), Failure> {
        self.say("")?;
        let width = self.width();
        for row in rows(&list.items, width) {
            self.say(&row)?;
        }
        let more = list.total.saturating_sub(list.items.len() as u64);
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        self.say(&format!("{} waiting{more}", list.items.len()))
    }

    /// One decision about the marked rows, or the first of them on the screen.
    async fn act_on(&mut self, list: &List, session: &mut Session) -> Result<After, Failure> {
        loop {
            let given = match self.ask("a approve, r reject, b send back, o open the first: ").await? {
                Answer::Given(given) => given,
                Answer::TakenBack => return Ok(After::Stay),
                Answer::Quit(exit) => return Ok(After::Leave(exit)),
            };
            let decision = match given.as_str() {
                "o" => {
                    let opened = match list.items.iter().find(|item| list.marked.contains(&item.it.id)) {
                        Some(item) => session.open(&item.it.short_id, Utc::now()).await,
                        None => return Ok(After::Stay),
                    };
                    return self.or_said(opened)?.map_or(Ok(After::Stay), |next| self.taken(next));
                }
                "a" => Decision::Approve { note: None },
                "r" | "b" => {
                    let step = if given == "r" { Move::Reject } else { Move::SendBack };
                    match (self.reason(step).await?, step) {
                        (Answer::Given(reason), Move::Reject) => Decision::Reject { reason },
                        (Answer::Given(note), _) => Decision::SendBack { note },
                        (Answer::TakenBack, _) => return Ok(After::Stay),
                        (Answer::Quit(exit), _) => return Ok(After::Leave(exit)),
                    }
                }
                "" => return Ok(After::Stay),
                _ => continue,
            };
            return match self.is_sure(&list.question(&decision)).await? {
                Ok(true) => self.decide_all(list, decision, session).await,
                Ok(false) => {
                    self.say("Nothing was changed.")?;
                    Ok(After::Stay)
                }
                Err(exit) => Ok(After::Leave(exit)),
            };
        }
    }

    async fn decide_all(&mut self, list: &List, decision: Decision, session: &mut Session) -> Result<After, Failure> {
        let (had_one, status) = (session.has_current(), decision.leads_to().shown());
        match session.decide_all(list.chosen(), decision, list.is_all_at_once, Utc::now()).await {
            Ok(changed) => self.say(&format!("{} now {status}", count(changed, "conversation")))?,
            Err(DecideError::Store(error)) if !error.is_passing() && !matches!(error, StoreError::NotFound { .. }) => {
                return Err(error.into());
            }
            Err(error) => self.say(&format!("Nothing was changed: {error}"))?,
        }
        match had_one && !session.has_current() {
            true => self.advance(session).await,
            false => Ok(After::Stay),
        }
    }
}

/// " 3  k3v9…  7.0 opened  2 hints  Couple · fear", each as wide as the terminal at most.
fn rows(items: &[Item], width: usize) -> Vec<String> {
    let has_opened = items.iter().any(|item| item.is_opened);
    let checks = |item: &Item| match item.it.quality_metrics.findings.as_slice() {
        [] => String::new(),
        findings => in_brief(findings).replace('_', " "),
    };
    let checks: Vec<String> = items.iter().map(|item| truncate_str(&checks(item), width / 4, "…").into()).collect();
    let column = checks.iter().map(|text| text_width(text)).max().unwrap_or_default();
    let begin = |(place, item): (usize, &Item)| {
        let it = &item.it;
        let score = it.quality_score.map_or_else(|| "-".to_owned(), |score| score.to_string());
        let opened = match (has_opened, item.is_opened) {
            (false, _) => "",
            (true, true) => " opened",
            (true, false) => "       ",
        };
        let checks = console::pad_str(&checks[place], column, console::Alignment::Left, None);
        let gap = if column > 0 { "  " } else { "" };
        format!("{:>3}  {} {score:>4}{opened}  {checks}{gap}", place + 1, it.short_id)
    };
    let begins: Vec<String> = items.iter().enumerate().map(begin).collect();
    let widest = begins.iter().map(|begin| text_width(begin)).max().unwrap_or_default();
    let room = width.saturating_sub(widest).max(SHORTEST);
    let labels = titled(&items.iter().map(|item| &item.it).collect::<Vec<_>>(), room);
    begins.iter().zip(labels).map(|(begin, label)| truncate_str(&(begin.clone() + &label), width, "…").into()).collect()
}
