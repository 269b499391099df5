//! The three axes of every data set: who talks, how they feel, what about.

use crate::domain::conversation::Subject;
use crate::domain::word::words;

words! {
    /// An axis that every conversation has a value on. Every template has a variable of its name without declaring it.
    Axis is "axis" {
        /// Who talks.
        Persona = "persona",
        /// How they feel.
        Emotion = "emotion",
        /// What about.
        Topic = "topic",
    }
}

impl Axis {
    /// The axis with exactly this name: names of variables and of a plan's fields are told apart by every letter.
    pub fn named(name: &str) -> Option<Axis> {
        Axis::ALL.iter().copied().find(|axis| axis.as_str() == name)
    }

    /// Whether no conversation can be made without a value; a topic may be left open.
    pub fn is_required(self) -> bool {
        match self {
            Axis::Persona | Axis::Emotion => true,
            Axis::Topic => false,
        }
    }

    /// Those that [`Axis::is_required`].
    pub fn required() -> impl Iterator<Item = Axis> {
        Axis::ALL.iter().copied().filter(|axis| axis.is_required())
    }
}

impl Subject {
    /// The value on an axis; empty where there is none.
    pub fn on(&self, axis: Axis) -> &String {
        match axis {
            Axis::Persona => &self.persona,
            Axis::Emotion => &self.emotion,
            Axis::Topic => &self.topic,
        }
    }

    /// The value on an axis, to be changed.
    pub fn on_mut(&mut self, axis: Axis) -> &mut String {
        match axis {
            Axis::Persona => &mut self.persona,
            Axis::Emotion => &mut self.emotion,
            Axis::Topic => &mut self.topic,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_has_a_place_of_its_own_for_every_axis() {
        let mut subject = Subject::default();
        for axis in Axis::ALL {
            *subject.on_mut(*axis) = axis.to_string();
        }
        let expected = Subject { persona: "persona".into(), emotion: "emotion".into(), topic: "topic".into() };
        assert_eq!(subject, expected);
        assert!(Axis::ALL.iter().all(|axis| subject.on(*axis) == axis.as_str()));
        assert_eq!(Axis::named("persona"), Some(Axis::Persona));
        assert_eq!(Axis::named("Persona"), None);
    }
}
