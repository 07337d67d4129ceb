//! Writes what a package carries beside the program: `manual FOLDER` makes `man/` with the manual
//! pages, in English below `man1/` and in Chinese below `zh_CN/man1/`, and `completions/` with a
//! script for each shell. Options and commands are those of the program itself.

#![expect(
    clippy::disallowed_methods,
    reason = "files for packages are no files of a site"
)]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use clap::{Command, ValueEnum};
use clap_complete::{Shell, generate_to};
use clap_mangen::Man;
use dateline::base::date::Language;

/// What a page says besides what the command line knows, as headings with their text in roff.
struct Words {
    /// The folder of the pages of this language, below that of all.
    folder: &'static str,
    /// What the pages belong to, in the middle of their first line.
    manual: &'static str,
    /// Headings of the library, with what stands for them.
    headings: &'static [(&'static str, &'static str)],
    /// The end of the page of the program.
    program: &'static str,
    /// The end of the page of a command.
    task: &'static str,
}

const ENGLISH: Words = Words {
    folder: "man1",
    manual: "Dateline",
    headings: &[],
    program: include_str!("manual.en.roff"),
    task: ".SH SEE ALSO\n.BR dateline (1)\n",
};

const CHINESE: Words = Words {
    folder: "zh_CN/man1",
    manual: "Dateline 手册",
    headings: &[
        ("NAME", "名称"),
        ("SYNOPSIS", "用法"),
        ("DESCRIPTION", "说明"),
        ("VERSION", "版本"),
    ],
    program: include_str!("manual.zh.roff"),
    task: ".SH 另见\n.BR dateline (1)\n",
};

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or_else(|| io::Error::other("usage: manual FOLDER"))?;
    pages(Language::English, &ENGLISH, &folder)?;
    pages(Language::Chinese, &CHINESE, &folder)?;
    completions(&folder.join("completions"))
}

/// Writes a script for each shell, in English: a terminal of a server may have no Chinese letters.
fn completions(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for shell in Shell::value_variants() {
        let mut program = dateline::cli::command(Language::English);
        generate_to(*shell, &mut program, "dateline", folder)?;
    }
    Ok(())
}

/// Writes the page of the program and that of each command.
fn pages(language: Language, words: &Words, folder: &Path) -> io::Result<()> {
    let program = &dateline::cli::command(language);
    let folder = folder.join("man").join(words.folder);
    fs::create_dir_all(&folder)?;
    let source = format!("dateline {}", program.get_version().unwrap_or_default());
    write(program.clone(), &source, words, words.program, &folder)?;
    tasks(program, "dateline", &source, words, &folder)
}

/// Writes the pages of the commands below a command, at any depth.
fn tasks(
    above: &Command,
    prefix: &str,
    source: &str,
    words: &Words,
    folder: &Path,
) -> io::Result<()> {
    for task in above.get_subcommands() {
        let name = format!("{prefix}-{}", task.get_name());
        // The name of a page has a hyphen where the command has a space, as git's have.
        let page = task.clone().name(name.clone()).display_name(name.clone());
        write(page, source, words, words.task, folder)?;
        tasks(task, &name, source, words, folder)?;
    }
    Ok(())
}

fn write(
    command: Command,
    source: &str,
    words: &Words,
    end: &str,
    folder: &Path,
) -> io::Result<()> {
    let page = Man::new(command).source(source).manual(words.manual);
    let mut text = Vec::new();
    page.render(&mut text)?;
    let mut text = String::from_utf8_lossy(&text).into_owned();
    for (known, own) in words.headings {
        text = text.replace(&format!(".SH {known}\n"), &format!(".SH {own}\n"));
    }
    fs::write(folder.join(page.get_filename()), text + end)
}
