//! The structural and the blended score.
//!
//! Both use whole numbers, so that no rounding moves a boundary.

use crate::domain::conversation::{Role, Turn};
use crate::domain::quality::{JudgeMarks, Score};

/// The three parts of the structural score, which is their sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Points {
    /// For the number of turns: 8 to 16 give 3, 6 to 20 give 2, any other 1.
    pub turn_count: u8,
    /// For the average turn in characters: 100 to 400 give 3, 50 to 600 give 2, any other 1.
    pub turn_length: u8,
    /// For roles that start with the user and strictly alternate: 4, else 1.
    pub alternation: u8,
}

impl Points {
    /// `total_chars` counts the Unicode scalar values of all turns.
    pub(crate) fn of(turns: &[Turn], total_chars: u64) -> Points {
        let count = turns.len() as u64;
        let average_within = |low: u64, high: u64| {
            count > 0 && total_chars >= low.saturating_mul(count) && total_chars <= high.saturating_mul(count)
        };
        Points {
            turn_count: match count {
                8..=16 => 3,
                6..=20 => 2,
                _ => 1,
            },
            turn_length: if average_within(100, 400) {
                3
            } else if average_within(50, 600) {
                2
            } else {
                1
            },
            alternation: if alternates(turns) { 4 } else { 1 },
        }
    }

    /// The structural score, 3 to 10.
    pub(crate) fn score(self) -> Score {
        Score::new(f64::from(self.turn_count + self.turn_length + self.alternation))
            .expect("the sum is 3 to 10, inside the range of a score")
    }
}

fn alternates(turns: &[Turn]) -> bool {
    !turns.is_empty() && first_out_of_order(turns).is_none()
}

/// The first turn (from 0) with an unexpected role.
pub(super) fn first_out_of_order(turns: &[Turn]) -> Option<usize> {
    turns.iter().enumerate().position(|(at, turn)| turn.role != expected_role(at))
}

/// The role of a turn, counted from 0: the user begins.
pub(super) fn expected_role(at: usize) -> Role {
    if at.is_multiple_of(2) { Role::User } else { Role::Assistant }
}

/// The parts of the blended score, each 0 to 10.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Blend {
    /// 8 to 16 turns give 10, 6 to 20 give 7, any other 4; weight 0.3.
    pub turns: u8,
    /// 1000 to 3000 tokens give 10, 500 to 5000 give 7, any other 4; weight 0.2.
    pub tokens: u8,
    /// Three times the mean of the judge's marks in thousandths; 5 where one is absent. Weight 0.5.
    marks: u64,
}

impl Blend {
    /// A mark outside 0 to 10 is clamped; NaN counts as absent.
    pub(crate) fn of(turn_count: usize, total_tokens: u64, judge: &JudgeMarks) -> Blend {
        let thousandths = |mark: Option<f64>| {
            let mark = mark.filter(|mark| !mark.is_nan()).unwrap_or(5.0).clamp(0.0, 10.0);
            (mark * 1000.0).round() as u64
        };
        Blend {
            turns: match turn_count {
                8..=16 => 10,
                6..=20 => 7,
                _ => 4,
            },
            tokens: match total_tokens {
                1000..=3000 => 10,
                500..=5000 => 7,
                _ => 4,
            },
            marks: thousandths(judge.overall) + thousandths(judge.relevance) + thousandths(judge.accuracy),
        }
    }

    /// The mean of the judge's marks.
    pub(crate) fn judge(self) -> f64 {
        self.marks as f64 / 3000.0
    }

    /// The sum by weight, to one decimal, halves up.
    fn score(self) -> Score {
        // In tenths: 3 × turns + 2 × tokens + 5 × marks / 3000, rounded half up.
        let tenths = 3 * u64::from(self.turns) + 2 * u64::from(self.tokens) + (2 * 5 * self.marks + 3000) / 6000;
        Score::new(tenths as f64 / 10.0).expect("the weights add up to one and every part is 0 to 10")
    }
}

/// The blended score: 0.3 × turns + 0.2 × tokens + 0.5 × mean of the judge's marks.
pub fn blended(turn_count: usize, total_tokens: u64, judge: &JudgeMarks) -> Score {
    Blend::of(turn_count, total_tokens, judge).score()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn talk(turns: usize, chars: u64) -> (Vec<Turn>, u64) {
        let turns: Vec<_> = (0..turns).map(|at| Turn { role: expected_role(at), content: "x".into() }).collect();
        let total = chars * turns.len() as u64;
        (turns, total)
    }

    #[test]
    fn the_number_of_turns_gives_points_at_each_boundary() {
        let expected = [(0, 1), (1, 1), (5, 1), (6, 2), (7, 2), (8, 3), (16, 3), (17, 2), (20, 2), (21, 1)];
        for (count, points) in expected {
            let (turns, total) = talk(count, 200);
            assert_eq!(Points::of(&turns, total).turn_count, points, "{count} turns");
        }
    }

    #[test]
    fn the_average_length_gives_points_at_each_boundary() {
        let expected = [(0, 1), (49, 1), (50, 2), (99, 2), (100, 3), (400, 3), (401, 2), (600, 2), (601, 1)];
        for (chars, points) in expected {
            let (turns, total) = talk(10, chars);
            assert_eq!(Points::of(&turns, total).turn_length, points, "{chars} characters");
        }
    }

    #[test]
    fn a_single_character_decides_at_the_boundary() {
        let (turns, _) = talk(10, 0);
        assert_eq!(Points::of(&turns, 999).turn_length, 2);
        assert_eq!(Points::of(&turns, 1000).turn_length, 3);
        assert_eq!(Points::of(&turns, 4000).turn_length, 3);
        assert_eq!(Points::of(&turns, 4001).turn_length, 2);
    }

    #[test]
    fn roles_must_start_with_the_user_and_alternate() {
        let (mut turns, total) = talk(10, 200);
        assert_eq!(Points::of(&turns, total).alternation, 4);
        assert_eq!(Points::of(&turns, total).score().to_string(), "10.0");
        turns[4].role = Role::Assistant;
        assert_eq!(Points::of(&turns, total).alternation, 1);
        assert_eq!(Points::of(&turns[1..2], 200).alternation, 1, "starts with the assistant");
        assert_eq!(Points::of(&[], 0).score().to_string(), "3.0");
    }

    fn marks(overall: f64, relevance: f64, accuracy: f64) -> JudgeMarks {
        JudgeMarks { overall: Some(overall), relevance: Some(relevance), accuracy: Some(accuracy) }
    }

    #[test]
    fn the_blended_score_follows_its_tables_at_each_boundary() {
        let none = JudgeMarks::default();
        // Absent marks count 5, so half of the score is 2.5.
        for (turns, expected) in [(5, "5.7"), (6, "6.6"), (7, "6.6"), (8, "7.5"), (16, "7.5"), (17, "6.6"), (21, "5.7")]
        {
            assert_eq!(blended(turns, 2000, &none).to_string(), expected, "{turns} turns");
        }
        let tokens = [
            (499, "6.3"),
            (500, "6.9"),
            (999, "6.9"),
            (1000, "7.5"),
            (3000, "7.5"),
            (3001, "6.9"),
            (5000, "6.9"),
            (5001, "6.3"),
        ];
        for (tokens, expected) in tokens {
            assert_eq!(blended(10, tokens, &none).to_string(), expected, "{tokens} tokens");
        }
        assert_eq!(blended(10, 2000, &marks(10.0, 10.0, 10.0)).to_string(), "10.0");
        assert_eq!(blended(10, 2000, &marks(9.0, 8.0, 8.0)).to_string(), "9.2");
        assert_eq!(blended(10, 2000, &JudgeMarks { overall: Some(8.0), ..none }).to_string(), "8.0");
        assert_eq!(blended(1, 0, &marks(0.0, 0.0, 0.0)).to_string(), "2.0");
    }

    #[test]
    fn the_blended_score_rounds_halves_up_and_survives_odd_marks() {
        assert_eq!(blended(10, 2000, &marks(5.1, 5.1, 5.1)).to_string(), "7.6", "7.55");
        assert_eq!(blended(10, 2000, &marks(f64::NAN, 5.0, 5.0)).to_string(), "7.5");
        assert_eq!(blended(10, 2000, &marks(f64::INFINITY, -3.0, 5.0)).to_string(), "7.5");
    }
}
