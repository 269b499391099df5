//! What conversations are counted by.

use crate::domain::word::words;

use crate::store::sql::dialect::Dialect;

words! {
    /// What each row of a statistic stands for.
    Breakdown is "breakdown" {
        /// By template.
        Template = "template",
        /// By tier.
        Tier = "tier",
        /// By persona.
        Persona = "persona",
        /// By emotion.
        Emotion = "emotion",
        /// By topic.
        Topic = "topic",
        /// By model.
        Model = "model",
        /// By provider.
        Provider = "provider",
        /// By day (UTC).
        Day = "day",
        /// By batch.
        Batch = "batch",
        /// By status.
        Status = "status",
        /// By confidence of the score.
        Confidence = "confidence",
        /// By the file of an import.
        Source = "source",
        /// By the person who made it.
        Creator = "creator",
    }
}

/// SQL of a breakdown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dimension {
    /// The name to show; an aggregate.
    pub name: &'static str,
    /// What tells the groups apart, as text; an aggregate.
    pub key: &'static str,
    /// What to group by.
    pub group: &'static str,
    /// The join that the name needs.
    pub join: &'static str,
}

impl Breakdown {
    pub(super) fn dimension<DB: Dialect>(self) -> Dimension {
        let named = |name, group, join| Dimension { name, key: name, group, join };
        let plain = |column| named(column, column, "");
        match self {
            Breakdown::Template => named(
                "coalesce(min(t.name), '')",
                "c.template_id",
                " LEFT JOIN prompt_templates t ON t.id = c.template_id",
            ),
            Breakdown::Batch => {
                named("coalesce(min(b.name), '')", "c.batch_id", " LEFT JOIN batch_jobs b ON b.id = c.batch_id")
            }
            Breakdown::Persona => {
                Dimension { name: "min(c.persona)", key: "c.persona_key", group: "c.persona_key", join: "" }
            }
            Breakdown::Emotion => {
                Dimension { name: "min(c.emotion)", key: "c.emotion_key", group: "c.emotion_key", join: "" }
            }
            Breakdown::Topic => Dimension { name: "min(c.topic)", key: "c.topic_key", group: "c.topic_key", join: "" },
            Breakdown::Tier => plain("c.tier"),
            Breakdown::Status => plain("c.status"),
            Breakdown::Model => plain("coalesce(c.model, '')"),
            Breakdown::Provider => plain("coalesce(c.provider, '')"),
            Breakdown::Confidence => plain("coalesce(c.confidence, '')"),
            Breakdown::Source => plain("coalesce(c.source_file, '')"),
            Breakdown::Creator => plain("c.created_by"),
            Breakdown::Day => plain(DB::CREATED_DAY),
        }
    }
}
