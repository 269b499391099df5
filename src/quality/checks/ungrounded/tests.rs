use super::*;
use crate::domain::conversation::Subject;
use crate::quality::checks::findings;
use crate::quality::checks::samples::talk;
use crate::quality::context::Context;

/// What a talk of two turns lacks, with its severity.
fn lacking(source: &str, user: &str, assistant: &str) -> Vec<(Severity, String)> {
    let subject = Subject { persona: "Nina, 61, a nurse".into(), emotion: "calm".into(), topic: "fees".into() };
    let context = Context { source: Some(source), subject: Some(&subject), ..Context::default() };
    let notes = findings(&talk(&[user, assistant]), &context).into_iter();
    notes.filter(|note| note.finding == Finding::Ungrounded).map(|note| (note.severity, note.detail)).collect()
}

const EN: &str = "Fees of the savings account\nThe account costs 12 dollars a month. A transfer abroad costs $1,200 at most, \
    or 1.5 percent. The offer ends on 3 March 2025. Helen Marsh of Oakfield Bank answers questions. Notice is 90 days, \
    and the deposit twelve hundred fifty dollars.";
const DE: &str = "Gebühren\nDas Konto kostet 12 Euro im Monat, eine Überweisung 1,5 Prozent, höchstens 1.200 Euro. Das \
    Angebot endet am 3. März 2025. Fragen beantwortet Frau Berger. Die Frist beträgt zweihundertfünfzig Tage.";
const ES: &str = "Tarifas\nLa cuenta cuesta 12 euros al mes y una transferencia el 1,5 %, como máximo 1.200 euros. La oferta \
    termina el 3 de marzo de 2025. Responde Elena Ruiz, del Banco Robledo.";
const FR: &str = "Frais\nLe compte coûte 12 euros par mois et un virement 1,5 %, au plus 1 200 euros. L'offre s'achève le \
    3 mars 2025. Hélène Marchand, de la banque Chênaie, répond.";

#[test]
fn what_the_source_the_user_or_a_sum_says_is_fine_in_any_form() {
    for (source, user, assistant) in [
        (
            EN,
            "What does it cost?",
            "It costs $12 a month, so $144 a year. A transfer is 1.5% and never above 1,200 dollars.",
        ),
        (EN, "What does it cost?", "Twelve dollars a month, and at most $1.2k for a transfer. The deposit is $1,250."),
        (EN, "Until when?", "Until March 3rd, 2025, that is 3/3/2025. Ask Helen Marsh at Oakfield Bank in March."),
        (
            EN,
            "I have 4,000 dollars and live in Dover.",
            "Then 1.5 percent of 4,000 is $60, and from Dover you keep $3,940.",
        ),
        (EN, "I'm Nina.", "At 61, Nina, you have 90 days, roughly three months, or about 13 weeks."),
        (
            EN,
            "When must I write?",
            "You have 3 steps to take in 24 hours, and two forms. It is 100 percent your choice.",
        ),
        (
            EN,
            "How much?",
            "Suppose you sent 20,000 dollars: 1.5 percent of it would be 300. Have you got $500 at hand?",
        ),
        (EN, "How much?", "Two transfers at the most are $2,400, and with the fee of 12 that makes $2,412."),
        (
            EN,
            "Can I leave?",
            "Yes. If you give notice on 3 March 2025, the 90 days end on 1 June 2025. Write in English.",
        ),
        (
            DE,
            "Was kostet es?",
            "Zwölf Euro im Monat, also 144 Euro im Jahr, und 1,5 % je Überweisung, höchstens 1200 Euro.",
        ),
        (DE, "Wie lange?", "Bis zum 03.03.2025, dann gelten 250 Tage. Frau Berger hilft, das Amt im Rathaus auch."),
        (
            ES,
            "¿Cuánto cuesta?",
            "Doce euros al mes, o sea 144 euros al año; la oferta acaba el 3/3/2025, dice Elena Ruiz.",
        ),
        (ES, "¿Y una transferencia?", "El 1,5 por ciento, con un máximo de mil doscientos euros en el Banco Robledo."),
        (FR, "Combien ?", "Douze euros par mois, soit 144 euros par an, et 1200 € au plus, jusqu'au 3 mars 2025."),
        (FR, "Qui répond ?", "C'est Hélène Marchand, à la banque Chênaie, qui répond pour les mille deux cents euros."),
    ] {
        assert_eq!(lacking(source, user, assistant), [], "{assistant}");
    }
}

#[test]
fn what_nobody_gave_is_named_amounts_and_dates_as_serious() {
    for (source, assistant, expected) in [
        (EN, "It costs $15 a month.", "$15"),
        (EN, "A transfer is 1.7 percent.", "1.7 percent"),
        (EN, "The offer ends on 4 April 2025.", "4 April 2025"),
        (EN, "The offer ends on March 3, 2026.", "March 3, 2026"),
        (EN, "It has cost the same since 1987.", "1987"),
        (EN, "The deposit is thirteen hundred seventy dollars.", "thirteen hundred seventy"),
        (DE, "Es kostet 17 Euro im Monat.", "17"),
        (DE, "Das Angebot endet am 14.05.2025.", "14.05.2025"),
        (DE, "Die Gebühr beträgt dreihundertsiebzig Euro.", "dreihundertsiebzig"),
        (ES, "Cuesta 17 euros al mes.", "17"),
        (ES, "Termina el 14 de mayo de 2025.", "14 de mayo de 2025"),
        (FR, "Cela coûte 17 euros par mois.", "17"),
        (FR, "L'offre s'achève le 14 mai 2025.", "14 mai 2025"),
    ] {
        let found = lacking(source, "What does it say?", assistant);
        let [(Severity::Serious, detail)] = found.as_slice() else { panic!("{assistant}: {found:?}") };
        let named = expected.trim_start_matches('$');
        assert!(detail.contains(named), "{assistant}: {detail}");
    }
}

#[test]
fn a_bare_number_and_a_name_are_hints() {
    for (source, assistant, expected) in [
        (EN, "Notice is 45 days.", "45"),
        (EN, "Please ask Robert Quill about it.", "Robert Quill"),
        (EN, "The branch in Winchester is open.", "Winchester"),
        (DE, "Fragen Sie Herrn Quandt danach.", "Quandt"),
        (ES, "Pregunte a Teodoro Llamas mañana.", "Teodoro Llamas"),
        (FR, "Demandez donc à Gontran Vasseur demain.", "Gontran Vasseur"),
    ] {
        let found = lacking(source, "What does it say of this account, and whom do I ask?", assistant);
        let [(Severity::Hint, detail)] = found.as_slice() else { panic!("{assistant}: {found:?}") };
        assert!(detail.contains(expected), "{assistant}: {detail}");
    }
}

#[test]
fn one_finding_of_each_severity_names_some_and_its_turns() {
    let said = "It costs $15, or $18 at night, $21 on Sundays, $33 abroad, $47 by post and $59 in person.";
    let turns = talk(&["What is it?", said, "And later?", "Later it is $15 again, and $76 for heirs."]);
    let context = Context { source: Some(EN), ..Context::default() };
    let notes: Vec<_> = findings(&turns, &context).into_iter().filter(|it| it.finding == Finding::Ungrounded).collect();
    let [note] = notes.as_slice() else { panic!("{notes:?}") };
    assert_eq!((note.turns.as_slice(), note.excerpt.as_str()), ([2, 4].as_slice(), "15"));
    assert_eq!(note.detail, "The source lacks: 15; 18; 21; 33; 47 and 2 more.");
}

#[test]
fn without_a_source_nothing_is_ungrounded() {
    let notes = findings(&talk(&["What is it?", "It costs $15 a month."]), &Context::default());
    assert!(notes.iter().all(|note| note.finding != Finding::Ungrounded), "{notes:?}");
}

#[test]
fn what_a_note_names_is_read_back() {
    let named = |detail: &str| {
        let note = crate::domain::finding::Note {
            finding: Finding::Ungrounded,
            severity: Severity::Hint,
            turns: vec![2],
            excerpt: String::new(),
            detail: detail.into(),
        };
        named_in(&note).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(named("The source lacks: 2.5 %; Rose and Jo and 2 more."), ["2.5 %", "Rose and Jo"]);
    assert_eq!(named("The source lacks: 1 May."), ["1 May"]);
    assert_eq!(named("Something else."), [""; 0]);
}
