//! Conversations that a person wrote: drafts, which no provider made.

use crate::domain::conversation::NewConversation;
use crate::domain::ids::ActId;
use crate::domain::review::Action;
use crate::domain::status::Status;

use crate::store::conversations::save::{prints, save_compared};
use crate::store::decisions::acts::NewAct;
use crate::store::sql::engine::writing;
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Value;
use crate::store::{Result, Store};

impl Store {
    /// Stores a conversation by hand as a draft.
    pub(crate) async fn create(&self, new: &NewConversation) -> Result<()> {
        let (id, by, at) = (ActId::new(), new.created_by.as_str(), new.created_at);
        let act = NewAct { id, action: Action::Create, by, at, why: None, basis: None, undoes: None };
        let prints = prints(std::iter::once(new));
        let mut draft = Statement::new("UPDATE conversations SET status = ");
        draft.bind(Status::Draft.as_str()).push(" WHERE id = ").bind(new.id.0);
        let mut decision =
            Statement::new("INSERT INTO decisions (conversation_id, act_id, from_status, to_status) VALUES ");
        let draft_word = Value::from(Status::Draft.as_str());
        decision.bind_list([Value::from(new.id.0), act.id.0.into(), Value::Text(None), draft_word]);
        writing!(self, |tx| {
            save_compared!(self, tx, &[new], &prints);
            for statement in [draft.clone(), act.insert(), decision.clone()] {
                statement.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok(())
        })
    }
}
