//! Long results on a terminal go through a pager; nowhere else.

use crate::support::sample::conversation;
use crate::support::world::World;

/// A pager that says so, with the number of lines it got.
const COUNTS: &str = "sed -n '$='; echo pager";

async fn world(pager: &str) -> World {
    let many: Vec<_> = (0..30).map(|number| conversation(&format!("Talk {number}"), 9.0, number)).collect();
    World::new().with_env("DIALOOM_PAGER", pager).with_env("PAGER", "false").holding(&many).await
}

#[tokio::test]
async fn only_a_text_longer_than_the_screen_goes_through_the_pager() {
    let world = world(COUNTS).await;
    for (line, rows, is_paged) in [
        (&["list", "-q"][..], 20, true),
        (&["list", "-q"], 60, false),
        (&["list", "-q", "--no-pager"], 20, false),
        (&["list", "--json"], 20, false),
        (&["list", "--ids"], 20, false),
        (&["show", "@last", "--user", "ann"], 20, true),
        (&["show", "@last", "--user", "ann", "--format", "json"], 20, false),
        (&["history", "@last", "--user", "ann"], 20, false),
    ] {
        let (code, screen) = world.terminal(line, (rows, 80)).end();
        assert_eq!((code, screen.contains("pager")), (0, is_paged), "{line:?}\n{screen}");
    }
    assert!(!world.run(["list"]).ok().stdout.contains("pager"));
}

#[tokio::test]
async fn a_pager_that_quits_early_is_no_error_and_a_missing_one_no_loss() {
    for (pager, expected) in [
        ("true", ""),
        ("head -1", "STATUS"),
        ("exit 3", ""),
        ("nosuchpager", "STATUS"),
        ("", "STATUS"),
        ("cat", "STATUS"),
    ] {
        let (code, screen) = world(pager).await.terminal(&["list", "-q"], (10, 80)).end();
        assert_eq!(code, 0, "{pager}");
        let is_whole = ["nosuchpager", "", "cat"].contains(&pager);
        assert!(if is_whole { screen.contains("generated") } else { screen.contains(expected) }, "{pager}\n{screen}");
    }
}

#[tokio::test]
async fn status_roles_and_findings_have_colours_on_a_terminal_alone() {
    let world = world("cat").await;
    world.run(["reject", "@last", "--user", "ann", "--reason", "dull"]).ok();
    let coloured = |line: &[&str]| {
        let mut terminal = world.terminal(line, (100, 80));
        terminal.wait_for("rejected");
        terminal.printed().contains("\u{1b}[")
    };
    for line in [&["list", "-q", "--limit", "3"][..], &["show", "@last", "--user", "ann"]] {
        assert!(coloured(line), "{line:?}");
        assert!(!coloured(&[line, &["--color", "never"]].concat()), "{line:?}");
        assert!(!world.run(line).ok().stdout.contains('\u{1b}'), "{line:?}");
    }
    let quiet = world.with_env("NO_COLOR", "1");
    let mut terminal = quiet.terminal(&["show", "@last", "--user", "ann"], (100, 80));
    terminal.wait_for("rejected");
    let printed = terminal.printed();
    assert!(!printed.contains("\u{1b}["), "{printed}");
}
