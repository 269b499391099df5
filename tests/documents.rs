//! `dialoom documents`: files of every format become chunks, and hostile ones are bounded.

use std::io::{Cursor, Write};

use crate::support::world::World;

/// A PDF with one line of text on each page; an empty line makes a page without text.
fn pdf(pages: &[&str]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + page * 2)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{}]>>", pages.len(), kids.join(" ")),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    for (page, text) in pages.iter().enumerate() {
        let content = if text.is_empty() { String::new() } else { format!("BT /F1 12 Tf 72 700 Td ({text}) Tj ET") };
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents {} 0 R>>",
            5 + page * 2
        ));
        objects.push(format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()));
    }
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| file.extend(format!("{place:010} 00000 n \n").bytes()));
    file.extend(format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).bytes());
    file
}

fn docx(xml: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(xml.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

fn put(world: &World, name: &str, bytes: &[u8]) {
    std::fs::write(world.path().join(name), bytes).unwrap();
}

#[test]
fn files_of_every_format_become_chunks() {
    let world = World::new();
    put(&world, "a.txt", b"A fee of 12 dollars applies.");
    put(&world, "b.md", b"# Loans\n\nA loan costs 5 percent.");
    put(&world, "c.html", b"<h1>Cards</h1><p>A card costs 3 dollars.</p><script>no()</script>");
    put(&world, "d.pdf", &pdf(&["Page one says hello.", "Page two says goodbye."]));
    put(
        &world,
        "e.docx",
        &docx(
            "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:t>Rates</w:t></w:p><w:p><w:t>Four percent.</w:t></w:p>",
        ),
    );
    let added = world.run(["documents", "add", "a.txt", "b.md", "c.html", "d.pdf", "e.docx"]).ends(0);
    assert_eq!(added.stdout.matches(": new, 1 chunk").count(), 5, "{added:?}");
    let chunk = |name: &str| world.run(["documents", "chunks", name]).ends(0).stdout;
    assert!(chunk("b").contains("Loans") && chunk("c").contains("3 dollars") && !chunk("c").contains("no()"));
    assert!(chunk("d").contains("page 1") && chunk("d").contains("Page two says goodbye."), "{}", chunk("d"));
    assert!(chunk("e").contains("Rates") && chunk("e").contains("Four percent."));
    let found = world.run(["documents", "search", "PERCENT", "loan"]).ends(0);
    assert_eq!(found.stdout.matches("== ").count(), 1, "{found:?}");
    assert_eq!(world.run(["documents", "list"]).ends(0).stdout.lines().count(), 6);
    world.run(["documents", "show", "bb"]).fails(2).says("no document \"bb\"");
    world.run(["documents", "remove", "a", "--yes"]).ends(0);
    world.run(["documents", "show", "a.txt"]).fails(2);
}

#[test]
fn the_same_file_adds_nothing_and_a_changed_one_only_what_changed() {
    let world = World::new();
    let section = |name: &str| format!("# {name}\n\n{}\n\n", format!("The {name} section says something. ").repeat(6));
    put(&world, "x.md", [section("one"), section("two")].concat().as_bytes());
    let add = ["documents", "add", "x.md", "--chunk-tokens", "60"];
    world.run(add).ends(0);
    let ids = || {
        let shown = world.run(["documents", "show", "x", "--json"]).ends(0).json();
        shown["chunks"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let before = ids();
    let again = world.run(["documents", "add", "x.md"]).ends(0);
    assert!(again.stdout.contains("unchanged"), "{again:?}");
    put(&world, "x.md", [section("zero"), section("one"), section("other")].concat().as_bytes());
    let changed = world.run(["documents", "add", "x.md"]).ends(0);
    assert!(changed.stdout.contains("1 kept, 2 new, 1 replaced"), "{changed:?}");
    assert_eq!(ids()[1], before[0]);
    put(&world, "copy.md", &std::fs::read(world.path().join("x.md")).unwrap());
    assert!(world.run(["documents", "add", "copy.md"]).ends(0).stdout.contains("x: unchanged"));
}

#[test]
fn hostile_files_are_bounded_named_and_keep_everything_out() {
    let world = World::new();
    put(&world, "good.txt", b"Some text.");
    put(&world, "nul.txt", b"one\ntwo\0");
    put(&world, "scan.pdf", &pdf(&["", ""]));
    put(&world, "pages.pdf", &pdf(&vec!["x"; 2_001]));
    put(&world, "broken.pdf", &pdf(&["Hello."])[..200]);
    put(&world, "bomb.docx", &docx(&format!("<w:p><w:t>{}</w:t></w:p>", " ".repeat(130 << 20))));
    put(&world, "deep.html", "<div>".repeat(200_000).as_bytes());
    put(&world, "what.bin", b"x");
    for (file, said) in [
        ("nul.txt", "line 2: it holds a NUL byte"),
        ("scan.pdf", "it is a scan"),
        ("pages.pdf", "2001 pages"),
        ("broken.pdf", "cannot be read as PDF"),
        ("bomb.docx", "bomb.docx"),
        ("deep.html", "deep.html"),
        ("what.bin", "does not say the format"),
        ("absent.md", "absent.md"),
    ] {
        world.run(["documents", "add", "good.txt", file]).fails(2).says(said);
    }
    assert_eq!(world.run(["documents", "list", "--json"]).json()["documents"].as_array().unwrap().len(), 0);
}
