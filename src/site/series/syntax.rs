//! The grammar of rules: `expression relation expression`, as a tree of names and places.
//!
//! Precedence is that of arithmetic; `*` and `/` bind tighter than `+` and `-`, equal ones from the
//! left. The marks that a Chinese keyboard gives (＝ ≤ ≥ × ÷ （ ）) are read as well.

use std::ops::Range;

use rust_decimal::Decimal;
use winnow::Parser;
use winnow::ascii::multispace0;
use winnow::combinator::{
    Infix, Prefix, alt, cut_err, delimited, dispatch, empty, eof, expression, fail, opt, preceded,
    separated, terminated,
};
use winnow::error::{ContextError, ErrMode, ModalResult};
use winnow::stream::LocatingSlice;
use winnow::token::{any, one_of, take_while};

/// Longer rules are not read: nobody checks them by eye, and a parser's stack ends somewhere.
const LONGEST: usize = 400;

/// What two sides are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `=`
    Equal,
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
    /// `~`: the left side is the right one, rounded to the decimals that it is printed with.
    Rounds,
}

/// An operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
}

/// A part of an expression with its bytes in the rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What it is.
    pub kind: TermKind,
    /// Where it stands.
    pub place: Range<usize>,
}

/// What a part of an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum TermKind {
    /// A number.
    Number(Decimal),
    /// The name of a figure.
    Name(String),
    /// `series.figure`, in `total(…)` only.
    Other(String, String),
    /// `name(argument, …)`
    Call(String, Vec<Term>),
    /// `-x`
    Negative(Box<Term>),
    /// `x + y`
    Binary(Operator, Box<Term>, Box<Term>),
}

/// A whole rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Left side.
    pub left: Term,
    /// Between the sides.
    pub relation: Relation,
    /// Right side.
    pub right: Term,
}

type Input<'a> = LocatingSlice<&'a str>;

/// Reads a rule, or returns the byte of the mistake in it.
pub fn parse(text: &str) -> Result<Statement, usize> {
    if text.len() > LONGEST {
        return Err(LONGEST);
    }
    statement
        .parse(LocatingSlice::new(text))
        .map_err(|e| e.offset())
}

fn statement(input: &mut Input<'_>) -> ModalResult<Statement> {
    let left = preceded(multispace0, sum).parse_next(input)?;
    let relation = cut_err(relation).parse_next(input)?;
    let right = cut_err(preceded(multispace0, sum)).parse_next(input)?;
    cut_err(eof).parse_next(input)?;
    Ok(Statement {
        left,
        relation,
        right,
    })
}

fn relation(input: &mut Input<'_>) -> ModalResult<Relation> {
    alt((
        alt(("<=", "≤")).value(Relation::AtMost),
        alt((">=", "≥")).value(Relation::AtLeast),
        alt(("=", "＝")).value(Relation::Equal),
        alt(("~", "～", "≈")).value(Relation::Rounds),
    ))
    .parse_next(input)
}

/// Reads operands and operators, with the white space after each.
fn sum(input: &mut Input<'_>) -> ModalResult<Term> {
    expression(operand)
        .prefix(dispatch! {any;
            '-' | '－' => multispace0.value(Prefix(9, |_: &mut Input<'_>, a| Ok(negative(a)))),
            _ => fail,
        })
        .infix(terminated(operator, multispace0))
        .parse_next(input)
}

fn operator<'a>(
    input: &mut Input<'a>,
) -> ModalResult<Infix<Input<'a>, Term, ErrMode<ContextError>>> {
    dispatch! {any;
        '+' | '＋' => empty.value(Infix::Left(5, |_: &mut Input<'a>, a, b| Ok(binary(Operator::Plus, a, b)))),
        '-' | '－' => empty.value(Infix::Left(5, |_: &mut Input<'a>, a, b| Ok(binary(Operator::Minus, a, b)))),
        '*' | '×' => empty.value(Infix::Left(7, |_: &mut Input<'a>, a, b| Ok(binary(Operator::Times, a, b)))),
        '/' | '÷' => empty.value(Infix::Left(7, |_: &mut Input<'a>, a, b| Ok(binary(Operator::Over, a, b)))),
        _ => fail,
    }
    .parse_next(input)
}

fn negative(a: Term) -> Term {
    Term {
        place: a.place.clone(),
        kind: TermKind::Negative(Box::new(a)),
    }
}

fn binary(operator: Operator, a: Term, b: Term) -> Term {
    Term {
        place: a.place.start..b.place.end,
        kind: TermKind::Binary(operator, Box::new(a), Box::new(b)),
    }
}

fn operand(input: &mut Input<'_>) -> ModalResult<Term> {
    let leaf = alt((number, named))
        .with_span()
        .map(|(kind, place)| Term { kind, place });
    alt((terminated(leaf, multispace0), group)).parse_next(input)
}

fn group(input: &mut Input<'_>) -> ModalResult<Term> {
    delimited(open, cut_err(sum), terminated(cut_err(close), multispace0)).parse_next(input)
}

fn open(input: &mut Input<'_>) -> ModalResult<()> {
    (one_of(['(', '（']), multispace0).void().parse_next(input)
}

fn close(input: &mut Input<'_>) -> ModalResult<()> {
    one_of([')', '）']).void().parse_next(input)
}

fn number(input: &mut Input<'_>) -> ModalResult<TermKind> {
    let text = (digits, opt(('.', digits))).take();
    text.verify_map(|t: &str| Decimal::from_str_exact(t).ok())
        .map(TermKind::Number)
        .parse_next(input)
}

fn digits(input: &mut Input<'_>) -> ModalResult<()> {
    take_while(1.., '0'..='9').void().parse_next(input)
}

fn word(input: &mut Input<'_>) -> ModalResult<String> {
    let first = one_of(|c: char| c.is_ascii_alphabetic() || c == '_');
    let rest = take_while(0.., |c: char| c.is_ascii_alphanumeric() || c == '_');
    (first, rest).take().map(str::to_owned).parse_next(input)
}

/// Reads the name of a figure, or a function with its arguments.
fn named(input: &mut Input<'_>) -> ModalResult<TermKind> {
    let name = word.parse_next(input)?;
    if opt(open).parse_next(input)?.is_none() {
        return Ok(TermKind::Name(name));
    }
    let comma = (one_of([',', '，']), multispace0);
    let argument = alt((terminated(other, multispace0), sum));
    let arguments = cut_err(separated(1.., argument, comma)).parse_next(input)?;
    cut_err(close).parse_next(input)?;
    Ok(TermKind::Call(name, arguments))
}

/// Reads `series.figure`; the name of a series is a slug.
fn other(input: &mut Input<'_>) -> ModalResult<Term> {
    let slug = take_while(1.., |c: char| {
        c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
    });
    let both = (slug.map(str::to_owned), preceded('.', word)).with_span();
    both.map(|((series, figure), place)| Term {
        kind: TermKind::Other(series, figure),
        place,
    })
    .parse_next(input)
}
