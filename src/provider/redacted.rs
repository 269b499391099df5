//! The one door for a server's words: a provider around another one, which redacts every text that comes from it.

use std::sync::Arc;

use crate::domain::conversation::ProviderName;
use crate::provider::redact::Secrets;
use crate::provider::{CallError, ChatRequest, Provider, Reply, Stop};
use async_trait::async_trait;

/// Every reply, error and list of `inside`, without its secrets.
#[derive(Debug)]
pub(super) struct Redacted<P> {
    pub(super) inside: P,
    pub(super) secrets: Arc<Secrets>,
}

impl<P: Provider + 'static> Redacted<P> {
    pub(super) fn shared(inside: P, secrets: Arc<Secrets>) -> Arc<dyn Provider> {
        Arc::new(Redacted { inside, secrets })
    }

    /// Names every field, so that no new one is forgotten.
    pub(super) fn reply(&self, reply: Reply) -> Reply {
        let Reply { text, stop, usage, model, request_id, limits } = reply;
        let message = |text: String| self.secrets.safe(&text);
        Reply {
            text: self.secrets.without_keys(text),
            stop: match stop {
                Stop::Refusal { category, explanation } => {
                    Stop::Refusal { category: category.map(message), explanation: explanation.map(message) }
                }
                Stop::Other(reason) => Stop::Other(message(reason)),
                Stop::Complete | Stop::MaxTokens | Stop::ContextLength => stop,
            },
            usage,
            model: self.secrets.id(&model),
            request_id: request_id.map(|id| self.secrets.id(&id)),
            limits,
        }
    }

    pub(super) fn error(&self, error: CallError) -> CallError {
        let CallError { kind, status, message, hint, maybe_billed, retry_after, limits, request_id, body } = error;
        CallError {
            kind,
            status,
            message: self.secrets.error(&message),
            hint: hint.map(|hint| self.secrets.line(&hint)),
            maybe_billed,
            retry_after,
            limits,
            request_id: request_id.map(|id| self.secrets.id(&id)),
            body: body.map(|body| self.secrets.body(body)),
        }
    }
}

#[async_trait]
impl<P: Provider + 'static> Provider for Redacted<P> {
    fn name(&self) -> ProviderName {
        self.inside.name()
    }

    fn keys(&self) -> &[String] {
        self.inside.keys()
    }

    fn place(&self) -> String {
        self.inside.place()
    }

    async fn complete(&self, request: &ChatRequest, key: usize) -> Result<Reply, CallError> {
        match self.inside.complete(request, key).await {
            Ok(reply) => Ok(self.reply(reply)),
            Err(error) => Err(self.error(error)),
        }
    }

    fn caches_prefix(&self, request: &ChatRequest) -> bool {
        self.inside.caches_prefix(request)
    }

    async fn check(&self) -> Result<String, CallError> {
        let line = self.inside.check().await.map_err(|error| self.error(error))?;
        Ok(self.secrets.line(&line))
    }

    async fn list_models(&self) -> Result<Vec<String>, CallError> {
        let models = self.inside.list_models().await.map_err(|error| self.error(error))?;
        Ok(models.iter().map(|model| self.secrets.id(model)).collect())
    }

    async fn default_model(&self) -> Result<Option<String>, CallError> {
        let model = self.inside.default_model().await.map_err(|error| self.error(error))?;
        Ok(model.map(|model| self.secrets.id(&model)))
    }
}
