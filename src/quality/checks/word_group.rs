//! A group of words from a data file: whole words, and with a star the beginnings of words.

#[derive(Debug)]
pub(super) struct WordGroup {
    whole: Vec<&'static str>,
    begins: Vec<&'static str>,
}

impl WordGroup {
    /// The line of the file that begins with `name` and a colon; its words stand between bars.
    pub(super) fn read(file: &'static str, name: &str) -> WordGroup {
        let of_name = |line: &'static str| line.strip_prefix(name)?.strip_prefix(": ");
        let line = file.lines().find_map(of_name).unwrap_or_default();
        let (begins, whole): (Vec<&str>, Vec<&str>) = line.split(" | ").partition(|word| word.ends_with('*'));
        WordGroup { whole, begins: begins.into_iter().map(|word| word.trim_end_matches('*')).collect() }
    }

    /// Whether a word in lower case is one of the group.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.whole.contains(&word) || self.begins.iter().any(|begin| word.starts_with(begin))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_ending() {
        let group = WordGroup::read("# a remark\nother: x\nplaces: house* | inn", "places");
        assert!(group.contains("houses") && group.contains("inn"));
        assert!(!group.contains("inner") && !group.contains("x"));
    }
}
