//! `dateline import`: where one text ends and the next starts, and what is no head, day or folio.

use std::fs;

use dateline::import::{Draft, Imported};

use crate::import::{DAY, SETTINGS, drafts, read};
use crate::support::Site;

const H: &str = "我市重点工程进展顺利";
const P: &str = "1月15日，记者从市交通局了解到，全市重点工程进展顺利，年底前全部完工，市民出行将更加方便，受到广泛好评。";
const Q: &str = "截至目前，各项准备工作已经就绪，相关部门表示将继续加强管理，确保安全有序。";

fn titles(imported: &Imported) -> Vec<&str> {
    let titles = imported.drafts.iter().map(|draft| draft.title.as_str());
    titles.collect()
}

fn lines(draft: &Draft) -> String {
    let lines: Vec<&str> = draft.entries.iter().map(|e| e.yaml.as_str()).collect();
    lines.join("\n")
}

fn has_remark(imported: &Imported, id: &str) -> bool {
    imported.remarks.iter().any(|remark| remark.note.id == id)
}

/// Reads a text below a headline; returns its draft.
fn only(text: &str) -> (Draft, Imported) {
    let imported = read(&format!("{H}\n\n{text}\n"));
    assert_eq!(titles(&imported), [H], "{imported:#?}");
    (imported.drafts[0].clone(), imported)
}

#[test]
fn a_byline_at_the_end_of_a_paragraph_ends_the_text() {
    let gaps =
        format!("{H}\n\n{P}\n\n{Q}（记者 悠然）\n\n新路今日开通\n\n{P}\n\n{Q}（记者 小明）\n");
    for page in [gaps.replace("\n\n", "\n"), gaps] {
        let imported = read(&page);
        assert_eq!(titles(&imported), [H, "新路今日开通"], "{page}");
        for (draft, name) in imported.drafts.iter().zip(["悠然", "小明"]) {
            assert!(lines(draft).contains(&format!("byline: 记者 {name}")));
            assert_eq!(draft.body, format!("{P}\n\n{Q}"));
        }
    }
}

#[test]
fn a_heading_that_may_be_a_headline_is_said() {
    let (draft, imported) = only(&format!("{P}\n\n新路今日开通\n\n{Q}"));
    assert!(draft.body.contains("## 新路今日开通"), "{}", draft.body);
    assert!(has_remark(&imported, "import-label"), "{imported:#?}");
    let (_, imported) = only(&format!("{P}\n\n一、早准备\n\n{Q}"));
    assert!(!has_remark(&imported, "import-label"), "{imported:#?}");
}

#[test]
fn a_paragraph_that_ends_with_a_bracket_is_whole() {
    for bracket in ["（记者 悠然）", "（见图1）", "（下转第4版）"] {
        for start in [Q, P] {
            let imported = read(&format!("{H}\n\n{start}{bracket}\n\n{P}\n"));
            let bodies: Vec<&str> = imported.drafts.iter().map(|d| d.body.as_str()).collect();
            assert!(
                bodies.join("\n\n").ends_with(&format!("\n\n{P}")),
                "{bodies:?}"
            );
            assert!(!has_remark(&imported, "import-joined"), "{imported:#?}");
        }
    }
    // A sentence that goes on elsewhere does not go on here.
    let broken = "截至目前，各项准备工作已经就绪。相关部门表示将继续（下转第4版）";
    let imported = read(&format!("{H}\n\n{broken}\n\n{P}\n"));
    assert!(!has_remark(&imported, "import-joined"), "{imported:#?}");
    // A bracket in the middle of a sentence ends nothing.
    let (draft, _) = only(&format!("{P}截至目前（1月底）\n各项准备工作已经就绪。"));
    assert!(draft.body.contains("（1月底）各项"), "{}", draft.body);
}

#[test]
fn a_caption_and_a_note_from_a_page_before_do_not_go_on() {
    let broken = "截至目前，各项准备工作已经就绪。相关部门表示将继续";
    for next in ["图为施工现场。", "（上接第1版）如今河水清了。"] {
        let imported = read(&format!("{H}\n\n{P}{broken}\n{next}\n{Q}\n"));
        assert!(!has_remark(&imported, "import-joined"), "{imported:#?}");
    }
    let caption =
        "图为1月15日，在市重点工程的施工现场，工人们正在加紧施工，一片繁忙的景象，令人振奋";
    let (draft, imported) = only(&format!("{P}\n{caption}\n{Q}"));
    assert_eq!(draft.body, format!("{P}\n\n{Q}"));
    assert!(!has_remark(&imported, "import-joined"), "{imported:#?}");
}

#[test]
fn the_day_of_a_report_is_shortly_before_the_issue() {
    for (day, date) in [
        ("3月4日", Some("2024-03-04")),
        ("3月6日", Some("2024-03-06")),
        ("2月4日", Some("2024-02-04")),
        ("2月3日", None),
        ("3月8日", None),
    ] {
        for text in [
            format!("本报讯（记者 晴空）{day}，新线路开通。"),
            format!("新华社北京{day}电 新线路开通。"),
        ] {
            let (draft, imported) = only(&text);
            let lines = lines(&draft);
            let is_far = has_remark(&imported, "import-far-day");
            match date {
                Some(date) => assert!(lines.contains(&format!("date: {date} }}")), "{lines}"),
                None => assert!(!lines.contains(", date:"), "{lines}"),
            }
            assert_eq!(is_far, date.is_none(), "{text}");
            let entry = draft
                .entries
                .iter()
                .find(|e| e.yaml.starts_with("dateline:"));
            let mut notes = entry.unwrap().notes.iter();
            assert_eq!(
                notes.any(|note| note.id == "import-far-day"),
                is_far,
                "{text}"
            );
        }
    }
}

#[test]
fn words_that_only_start_as_the_head_of_a_report_stay() {
    for text in [
        "本报电子版今日上线，欢迎扫码。",
        "本报电话已经更换。",
        "人民网电商平台今日开通。",
        "本报讯息中心今日成立。",
    ] {
        let (draft, _) = only(text);
        assert_eq!(draft.body, text);
        assert!(!lines(&draft).contains("dateline:"), "{text}");
    }
    for text in [
        "本报讯 路灯亮了。",
        "本报讯：路灯亮了。",
        "本报讯3月4日，路灯亮了。",
        "本报讯记者沈川报道：路灯亮了。",
    ] {
        let (draft, _) = only(text);
        assert!(lines(&draft).contains("agency: 本报讯"), "{text}");
    }
}

#[test]
fn the_mark_of_a_line_break_is_no_part_of_a_pasted_headline() {
    let imported = read(&format!("共建共享\n今日关注|我市新路\n——写在春天\n{P}\n"));
    let lines = lines(&imported.drafts[0]);
    assert!(lines.contains("title: \"今日关注｜我市新路\""), "{lines}");
}

#[test]
fn a_headline_behind_an_advertisement_is_no_part_of_it() {
    let imported = read(&format!(
        "{H}\n{P}\n\n广告\n家电大促\n\n咨询电话：0000000\n\n12345热线办件满意率提高\n{P}\n"
    ));
    assert_eq!(titles(&imported), [H, "12345热线办件满意率提高"]);
}

#[test]
fn the_name_of_a_line_is_not_the_number_of_the_page() {
    for head in ["B1 线开通运营", "A3 地块今日出让", "12版 新书上市"] {
        let imported = read(&format!("{head}\n{P}\n"));
        assert_eq!(titles(&imported), [head]);
        let imported = read(&format!("A02 要闻\n{head}\n{P}\n"));
        assert_eq!(titles(&imported), [head]);
        assert!(lines(&imported.drafts[0]).contains("page: A02"));
    }
}

#[test]
fn all_is_decided_before_the_first_file_is_written() {
    let start = SETTINGS.find("categories:").unwrap();
    let end = SETTINGS.find("columns:").unwrap();
    let only = "categories:\n  gong: { title: 公报, kind: bulletin }\n";
    let settings = format!("{}{only}{}", &SETTINGS[..start], &SETTINGS[end..]);
    let site = Site::new(&[("content/site.yaml", &settings)]);
    let page = format!(
        "民生热线工作日报\n3月5日，民生热线接听来电120件，网民留言15件（市长信箱6件，随手拍9件）；\
         直接办理80件，转交办理40件。\n\n责任编辑：马骏\n\n{H}\n{P}\n"
    );
    site.write("a.txt", page);
    let done = site.run(&["import", "--date", DAY, "a.txt"]);
    assert_eq!(done.status, 2, "{done}");
    assert!(drafts(&site).is_empty(), "{done}");
}

#[test]
fn what_was_left_out_is_said_when_writing_fails() {
    let site = Site::new(&[("content/site.yaml", SETTINGS)]);
    for category in ["ping", "jiao", "she"] {
        fs::write(site.at("content").join(category), "").unwrap();
    }
    site.write("a.txt", format!("{H}\n{P}\n\n责任编辑：马骏\n"));
    site.write("b.txt", format!("{H}\n{Q}\n\n责任编辑：李青\n"));
    let done = site.run(&["import", "--date", DAY, "a.txt", "b.txt"]);
    assert_ne!(done.status, 0, "{done}");
    for editors in ["责任编辑：马骏", "责任编辑：李青"] {
        assert!(done.stderr.contains(editors), "{done}");
    }
}
