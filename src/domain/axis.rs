//! The three axes of every data set: who talks, how they feel, what about.

use crate::domain::conversation::Subject;
use crate::domain::word::words;

words! {
    /// An axis on which every conversation has a value. Every template has a variable of this name, undeclared.
    Axis is "axis" {
        Persona = "persona",
        Emotion = "emotion",
        Topic = "topic",
    }
}

impl Axis {
    /// The axis with exactly this name: variables and fields of a plan are case-sensitive.
    pub fn named(name: &str) -> Option<Axis> {
        Axis::ALL.iter().copied().find(|axis| axis.as_str() == name)
    }

    /// Whether a conversation needs a value; a topic may be empty.
    pub fn is_required(self) -> bool {
        match self {
            Axis::Persona | Axis::Emotion => true,
            Axis::Topic => false,
        }
    }

    pub fn required() -> impl Iterator<Item = Axis> {
        Axis::ALL.iter().copied().filter(|axis| axis.is_required())
    }
}

impl Subject {
    /// The value on an axis; empty if there is none.
    pub fn on(&self, axis: Axis) -> &String {
        match axis {
            Axis::Persona => &self.persona,
            Axis::Emotion => &self.emotion,
            Axis::Topic => &self.topic,
        }
    }

    pub(crate) fn on_mut(&mut self, axis: Axis) -> &mut String {
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
