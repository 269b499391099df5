//! Whole numbers on the command line.

/// Parses whole numbers from `least` to `most`. The flag needs `allow_negative_numbers`: clap takes -1 for a flag
/// otherwise.
pub(crate) fn whole(least: u32, most: u32) -> impl Fn(&str) -> Result<u32, String> + Clone + Send + Sync + 'static {
    move |given| {
        let number = given.trim().parse().ok().filter(|number| (least..=most).contains(number));
        number.ok_or_else(|| match most {
            u32::MAX => format!("expected a whole number, {least} or more"),
            _ => format!("expected a whole number from {least} to {most}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_will_not_do_is_told_what_would() {
        assert_eq!(whole(1, 1000)("25"), Ok(25));
        for bad in ["0", "1001", "-1", "abc", "2.5", "", "99999999999"] {
            assert_eq!(whole(1, 1000)(bad), Err("expected a whole number from 1 to 1000".into()), "{bad}");
        }
        assert_eq!(whole(0, u32::MAX)("-1"), Err("expected a whole number, 0 or more".into()));
    }
}
