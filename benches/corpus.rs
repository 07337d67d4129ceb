//! Writes a corpus of made-up articles, as a whole site of Dateline, Hugo or Zola.
//!
//! ```text
//! corpus --articles N --out DIR --format dateline|hugo|zola [--seed S] [--insert K]
//! ```
//!
//! With `--insert K` it writes no corpus but one article more, the K-th after the corpus, of the
//! last day.

mod articles;

use std::io::{self, Write};
use std::path::PathBuf;

use articles::{Corpus, Format};
use clap::Parser;

#[derive(Parser)]
struct Args {
    #[arg(long)]
    articles: u64,
    #[arg(long)]
    out: PathBuf,
    #[arg(long)]
    format: Format,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[arg(long)]
    insert: Option<u64>,
}

fn main() -> io::Result<()> {
    let args = Args::parse();
    let corpus = Corpus::new(args.seed, args.articles, args.format);
    if let Some(number) = args.insert {
        let number = args.articles + number;
        corpus.write(&args.out, number..number + 1)?;
        return writeln!(io::stdout(), "{}", corpus.file(number).0);
    }
    corpus.write_site(&args.out)?;
    corpus.write(&args.out, 0..args.articles)
}
