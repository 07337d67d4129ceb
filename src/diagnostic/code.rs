//! Every message code as a value: its public id, and what the program does when it is reported.
//!
//! The text of a code is in `src/diagnostic/messages/*.ftl`. Ids are public: none is used again
//! or renumbered.

/// How serious a problem is: an error keeps the site from being published, a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published while there is one.
    Error,
    /// Published all the same, unless `--deny-warnings` is given and it is of the content.
    Warning,
}

impl Severity {
    /// Returns the name that machine-readable output uses.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// Where the cause of a problem lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// In the site's own files.
    Content,
    /// In what was typed: the command, its options, or what they name.
    Usage,
    /// In the computer: its disk, its permissions, its network.
    Environment,
}

/// What has to be read again after a change of one file, to see if a problem in it is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depends {
    /// That file; what it refers to is looked up in the rest of the site, which is as it was.
    OwnFile,
    /// The site: which files there are, and what the others say.
    Site,
}

/// A message code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    /// What users see and search for, such as `E0102`; the key of the message.
    pub id: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// Where the cause lies.
    pub kind: Kind,
    /// What has to be read again to see if the problem is still there.
    pub depends: Depends,
}

impl Code {
    /// Returns the code of an id.
    pub fn of(id: &str) -> Option<Code> {
        ALL.iter().find(|code| code.id == id).copied()
    }

    /// Returns true if a problem of this code keeps the site from being published.
    pub fn is_error(self) -> bool {
        self.severity == Severity::Error
    }
}

const fn error(id: &'static str, depends: Depends) -> Code {
    Code {
        id,
        severity: Severity::Error,
        kind: Kind::Content,
        depends,
    }
}

const fn warning(id: &'static str, depends: Depends) -> Code {
    Code {
        id,
        severity: Severity::Warning,
        kind: Kind::Content,
        depends,
    }
}

const fn failure(id: &'static str, kind: Kind) -> Code {
    Code {
        id,
        severity: Severity::Error,
        kind,
        depends: Depends::Site,
    }
}

/// Declares the codes, and the list of all.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:expr;)*) => {
        $($(#[$doc])* pub const $name: Code = $code;)*

        /// All codes: those of the content by number, then the failures.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

use Depends::{OwnFile, Site};
use Kind::{Environment, Usage};

codes! {
    // 0: files.

    /// A file is not in UTF-8.
    UNSUPPORTED_ENCODING = error("E0001", OwnFile);
    /// A file or folder cannot be read.
    UNREADABLE_FILE = error("E0002", Site);
    /// A link of the file system leads out of the site, or to a hidden file.
    ESCAPING_SYMLINK = error("E0003", Site);
    /// The name of a file is in an unknown encoding.
    UNDECODABLE_FILE_NAME = error("E0004", Site);
    /// A file was changed while pages were made of it.
    CHANGED_DURING_BUILD = error("E0005", Site);
    /// The name of a file has a backslash or an invisible character.
    UNSAFE_FILE_NAME = error("E0006", Site);
    /// A folder is a link, inside of a folder that is itself a link.
    NESTED_SYMLINK = error("E0007", Site);
    /// A text has bytes that are no UTF-8.
    DAMAGED_TEXT = error("E0008", OwnFile);
    /// A file is a pipe or a device.
    SPECIAL_FILE = error("E0009", Site);
    /// A file seems to be a copy, made by a program, of the one beside it.
    STRAY_COPY = warning("W0010", Site);
    /// A document of a word processor lies among articles, and none links to it.
    WORD_DOCUMENT = warning("W0011", Site);

    // 1: front matter and site.yaml.

    /// A file is empty.
    EMPTY_FILE = error("E0100", OwnFile);
    /// A file does not start with front matter.
    MISSING_FRONT_MATTER = error("E0101", OwnFile);
    /// The front matter has no second fence.
    UNCLOSED_FRONT_MATTER = error("E0102", OwnFile);
    /// A key is there twice.
    DUPLICATE_KEY = error("E0103", OwnFile);
    /// There is more YAML than is read, or it is nested too deeply.
    YAML_TOO_COMPLEX = error("E0104", OwnFile);
    /// A line is indented by a tab.
    TAB_INDENTATION = error("E0105", OwnFile);
    /// A quotation mark has no partner.
    UNCLOSED_QUOTE = error("E0106", OwnFile);
    /// There is a colon too many, or a line is not aligned.
    MISPLACED_COLON = error("E0107", OwnFile);
    /// The YAML cannot be understood for any other reason.
    YAML_SYNTAX = error("E0108", OwnFile);
    /// A key is followed by a full-width colon.
    FULL_WIDTH_COLON = error("E0109", OwnFile);
    /// There is something else where `name: value` lines belong.
    EXPECTED_MAPPING = error("E0110", OwnFile);
    /// A value has a different form from the one that its key asks for.
    WRONG_TYPE = error("E0111", OwnFile);
    /// A required key is missing, or empty.
    MISSING_KEY = error("E0112", OwnFile);
    /// There is no such key.
    UNKNOWN_KEY = error("E0113", OwnFile);
    /// There is no space after the colon of a key.
    MISSING_SPACE_AFTER_COLON = error("E0114", OwnFile);
    /// An article has a key of bulletins.
    BULLETIN_ONLY_KEY = error("E0115", OwnFile);
    /// A fence is not three plain hyphens.
    MALFORMED_FENCE = error("E0117", OwnFile);
    /// A value that is no text is in curly quotation marks.
    CURLY_QUOTED_VALUE = error("E0118", OwnFile);
    /// A list or map is in full-width brackets.
    FULL_WIDTH_BRACKETS = error("E0119", OwnFile);
    /// A value is not a full web address.
    INVALID_URL = error("E0120", OwnFile);
    /// There is no such time zone.
    UNKNOWN_TIME_ZONE = error("E0121", OwnFile);
    /// A name of `site.yaml` cannot stand in an address.
    INVALID_ID = error("E0122", OwnFile);
    /// A name of `site.yaml` has an address that the program uses itself.
    RESERVED_ID = error("E0123", OwnFile);
    /// A value is not one of those to choose from.
    UNKNOWN_CHOICE = error("E0124", OwnFile);
    /// The name of a figure is not made of letters, digits and underscores.
    INVALID_FIGURE_ID = error("E0125", OwnFile);
    /// The `gov-cn` profile asks for a key that is not there.
    MISSING_PROFILE_KEY = error("E0126", OwnFile);
    /// The code of a government site has a wrong form.
    INVALID_SITE_CODE = error("E0127", OwnFile);
    /// The items of a list are separated by a full-width mark.
    FULL_WIDTH_SEPARATOR = error("E0128", OwnFile);
    /// Text follows after a closing quotation mark.
    TEXT_AFTER_QUOTE = error("E0129", OwnFile);
    /// There is a fence too many.
    EXTRA_FENCE = error("E0130", OwnFile);
    /// A value starts with a character that has a meaning in YAML.
    RESERVED_CHARACTER = error("E0131", OwnFile);
    /// A `#` makes a comment of what is probably text.
    UNINTENDED_COMMENT = warning("W0132", OwnFile);
    /// A backslash in quotation marks stands before something without a meaning.
    UNKNOWN_ESCAPE = error("E0133", OwnFile);
    /// A name of `site.yaml` is too long for a folder.
    ID_TOO_LONG = error("E0134", OwnFile);
    /// There are more keys and values than are read.
    TOO_MANY_ENTRIES = error("E0135", OwnFile);
    /// A value has a tag of YAML that means nothing here.
    UNSUPPORTED_TAG = error("E0136", OwnFile);
    /// A key is no word but a list, a map, or nothing.
    KEY_NOT_A_WORD = error("E0137", OwnFile);
    /// A name of an address is one that some computers cannot keep.
    RESERVED_NAME = error("E0138", OwnFile);
    /// A line of hyphens begins a second document.
    SECOND_DOCUMENT = error("E0139", OwnFile);
    /// `attachments` lists files that browsers or hosts take for pages or programs.
    FORBIDDEN_ATTACHMENT_ENDING = error("E0140", OwnFile);
    /// A bar in a headline, which readers do not see, looks as if it were meant to be seen.
    BAR_IN_TITLE = warning("W0141", OwnFile);
    /// An entry of the menu has entries that have entries.
    MENU_TOO_DEEP = error("E0143", OwnFile);
    /// A document that is no topic page has a key of topic pages.
    TOPIC_ONLY_KEY = error("E0150", OwnFile);
    /// A form of pictures is asked for that is not made.
    PICTURE_FORMAT_NOT_MADE = error("E0165", OwnFile);

    // 2: values of front matter.

    /// There is no such day or time.
    IMPOSSIBLE_DATE = error("E0201", OwnFile);
    /// A date is in a form that is understood, but not accepted.
    UNSUPPORTED_DATE_FORMAT = error("E0202", OwnFile);
    /// A value is not a date.
    INVALID_DATE = error("E0203", OwnFile);
    /// An update or a correction is earlier than the publication.
    UPDATED_BEFORE_PUBLICATION = error("E0204", OwnFile);
    /// A slug cannot stand in an address.
    INVALID_SLUG = error("E0205", OwnFile);
    /// There is no such column.
    UNKNOWN_COLUMN = error("E0206", OwnFile);
    /// There is no such series.
    UNKNOWN_SERIES = error("E0208", OwnFile);
    /// There are keys of a bulletin, and no series.
    MISSING_SERIES = error("E0209", OwnFile);
    /// The series has no such figure.
    UNKNOWN_FIGURE = error("E0210", OwnFile);
    /// A bulletin lacks a figure of its series.
    MISSING_FIGURE = error("E0211", OwnFile);
    /// A figure is not a number.
    INVALID_NUMBER = error("E0212", OwnFile);
    /// A period does not fit the rhythm of its series.
    INVALID_PERIOD = error("E0214", OwnFile);
    /// An old address is no address of this site.
    INVALID_ALIAS = error("E0216", OwnFile);
    /// No slug can be made of the name of a file.
    UNUSABLE_FILE_NAME = error("E0217", OwnFile);
    /// Corrections are not in order of time.
    UNORDERED_CORRECTIONS = error("E0218", OwnFile);
    /// An article does not expire after it is published.
    EXPIRES_BEFORE_PUBLICATION = error("E0219", OwnFile);
    /// Nothing says whether an article is a draft.
    DRAFT_WITHOUT_VALUE = error("E0220", OwnFile);
    /// A tag has a full-width separator in it.
    SEPARATOR_IN_TAG = warning("W0221", OwnFile);
    /// An update is still to come.
    UPDATE_IN_FUTURE = warning("W0222", OwnFile);
    /// A correction is still to come.
    CORRECTION_IN_FUTURE = warning("W0223", OwnFile);
    /// A key has nothing after it.
    KEY_WITHOUT_VALUE = warning("W0224", OwnFile);
    /// A picture of the publisher is not there.
    MISSING_FACE_FILE = error("E0226", Site);
    /// A picture of the publisher has a format that does not do.
    UNFIT_FACE_FILE = error("E0227", Site);
    /// Icons cannot be made from a file.
    UNFIT_ICON = error("E0228", Site);
    /// The picture that is shared is too small to be shown large.
    SMALL_SHARE_PICTURE = warning("W0229", Site);
    /// A block of a topic page says in no way, or in several, what it holds.
    BLOCK_SOURCE = error("E0230", OwnFile);
    /// A block of a topic page names a category, column or series that there is not.
    UNKNOWN_LIST = error("E0231", OwnFile);
    /// A block of a topic page names a tag that no article has.
    UNKNOWN_TAG = error("E0232", Site);
    /// The theme has no such template for single articles.
    UNKNOWN_LAYOUT = error("E0236", OwnFile);
    /// A topic page is over on the home page before it is published.
    TOPIC_OVER_BEFORE_PUBLICATION = warning("W0237", OwnFile);
    /// A list of related or picked articles names one twice.
    REPEATED_ARTICLE = warning("W0238", OwnFile);

    // 3: the text, and the files that it names.

    /// A link names a file that is not there.
    LINK_TO_MISSING_FILE = error("E0301", OwnFile);
    /// A link leads out of `content/`.
    LINK_OUT_OF_CONTENT = error("E0302", OwnFile);
    /// A link names a page that the site does not have.
    LINK_TO_MISSING_PAGE = error("E0303", OwnFile);
    /// A link names a heading that its page does not have.
    LINK_TO_MISSING_HEADING = error("E0304", OwnFile);
    /// A picture is not there.
    MISSING_PICTURE = error("E0305", OwnFile);
    /// A link has a scheme that runs programs.
    UNSAFE_LINK_SCHEME = error("E0306", OwnFile);
    /// A file is no picture, or a damaged one.
    UNREADABLE_PICTURE = error("E0307", OwnFile);
    /// A related article is not there.
    MISSING_RELATED_ARTICLE = error("E0308", OwnFile);
    /// A link names an article that is not public.
    LINK_TO_WITHHELD_ARTICLE = warning("W0309", OwnFile);
    /// The text has a character that no web page may have.
    FORBIDDEN_CHARACTER = error("E0310", OwnFile);
    /// A picture has no description.
    MISSING_ALT_TEXT = warning("W0312", OwnFile);
    /// A file is of a kind that is not published, or runs or loads something.
    UNPUBLISHABLE_FILE = error("E0313", OwnFile);
    /// The mark of a footnote has no footnote.
    MISSING_FOOTNOTE = warning("W0314", OwnFile);
    /// HTML in the text is dropped.
    DROPPED_HTML = warning("W0315", OwnFile);
    /// A link differs from the name of its file in capitals.
    LINK_CASE_MISMATCH = error("E0316", OwnFile);
    /// A comment, or the like, has no end.
    UNCLOSED_COMMENT = warning("W0316", OwnFile);
    /// A picture has a different format from the one that its name says.
    PICTURE_FORMAT_MISMATCH = warning("W0317", OwnFile);
    /// A picture has too many bytes for a telephone.
    HEAVY_PICTURE = warning("W0318", OwnFile);
    /// A picture has more pixels than anybody sees.
    OVERSIZED_PICTURE = warning("W0319", OwnFile);
    /// A page of a different site is gone.
    EXTERNAL_PAGE_GONE = warning("W0320", OwnFile);
    /// A different site cannot be reached.
    EXTERNAL_SITE_UNREACHABLE = warning("W0321", OwnFile);
    /// A link to the site itself is a full address.
    ABSOLUTE_OWN_URL = warning("W0322", OwnFile);
    /// A definition of a link is not used, and prints nothing.
    UNUSED_LINK_DEFINITION = warning("W0323", OwnFile);
    /// The marks of a merge that was not finished stand in the text.
    CONFLICT_MARK = error("E0324", OwnFile);
    /// A second footnote has the same mark.
    REPEATED_FOOTNOTE = warning("W0324", OwnFile);
    /// No mark in the text leads to a footnote.
    UNUSED_FOOTNOTE = warning("W0325", OwnFile);
    /// A tag of HTML is not finished.
    UNFINISHED_HTML = warning("W0326", OwnFile);
    /// A block of code has no end, or text where its language is named.
    UNCLOSED_FENCE = warning("W0327", OwnFile);
    /// Markdown stands in HTML, and is printed as it was typed.
    MARKDOWN_IN_HTML = warning("W0328", OwnFile);
    /// The id of a heading cannot be used.
    UNUSABLE_HEADING_ID = warning("W0329", OwnFile);
    /// The main picture is no file of the site.
    INVALID_MAIN_PICTURE = error("E0330", OwnFile);
    /// A link has a space in it, so it is read as text.
    SPACE_IN_LINK = warning("W0330", OwnFile);
    /// A part of an address is missing.
    INCOMPLETE_LINK = error("E0331", OwnFile);
    /// Stars that stood for themselves make text italic or bold.
    STARS_AS_EMPHASIS = warning("W0332", OwnFile);
    /// A link has no text.
    LINK_WITHOUT_TEXT = warning("W0333", OwnFile);
    /// A path is that of a file on somebody's computer.
    PATH_OF_COMPUTER = error("E0334", OwnFile);
    /// A picture, film or link of raw HTML is left out.
    LOST_MEDIA = warning("W0334", OwnFile);
    /// An attachment does not have the format that its name says.
    ATTACHMENT_FORMAT_MISMATCH = error("E0340", OwnFile);
    /// An attachment has a name that hosts or computers treat in ways of their own.
    FORBIDDEN_ATTACHMENT_NAME = error("E0341", OwnFile);
    /// An SVG holds something that is not known to be safe.
    UNSUPPORTED_SVG = error("E0342", OwnFile);
    /// The Markdown is nested too deeply.
    MARKDOWN_TOO_DEEP = error("E0350", OwnFile);
    /// A text has too many bytes.
    TEXT_TOO_LARGE = error("E0351", OwnFile);
    /// An element of HTML is not closed.
    UNCLOSED_HTML = error("E0352", OwnFile);
    /// A text has too many charts.
    TOO_MANY_CHARTS = error("E0353", OwnFile);
    /// A link leads to this computer or into its network.
    LINK_TO_PRIVATE_NETWORK = warning("W0360", OwnFile);
    /// The apparent host of an address is a user name.
    USER_NAME_IN_URL = warning("W0361", OwnFile);
    /// A link names an article that will be taken down.
    LINK_TO_EXPIRING_ARTICLE = warning("W0362", OwnFile);
    /// A picture has more pixels than are decoded.
    TOO_MANY_PIXELS = error("E0380", OwnFile);
    /// A picture has more bytes than are read.
    PICTURE_TOO_LARGE = error("E0381", OwnFile);
    /// The end of a picture is missing.
    CUT_PICTURE = error("E0382", OwnFile);
    /// A picture cannot be decoded.
    BROKEN_PICTURE = error("E0383", OwnFile);
    /// A picture that moves carries notes, which cannot be taken out of it.
    NOTES_IN_ANIMATION = error("E0384", OwnFile);
    /// A picture has the colours of print without their profile.
    PRINT_COLOURS_WITHOUT_PROFILE = warning("W0385", OwnFile);
    /// A picture that moves is large.
    HEAVY_ANIMATION = warning("W0386", OwnFile);
    /// A picture says that a program made it, and the article does not.
    UNNAMED_AI_PICTURE = warning("W0387", OwnFile);
    /// A file to download says where it was taken.
    PLACE_IN_FILE = warning("W0388", OwnFile);
    /// A file to download names an author whom the article does not.
    AUTHOR_IN_FILE = warning("W0389", OwnFile);

    // 4: addresses.

    /// Two pages have one address.
    DUPLICATE_URL = error("E0401", Site);
    /// Two different attachments have one address.
    DUPLICATE_ATTACHMENT_URL = error("E0402", Site);
    /// A tag has no address of its own.
    TAG_WITHOUT_URL = error("E0403", Site);
    /// An article is in no folder of a category.
    OUTSIDE_CATEGORIES = error("E0404", Site);
    /// An old address is that of something else now.
    ALIAS_IN_USE = error("E0405", Site);
    /// No document names a file.
    UNUSED_FILE = warning("W0406", Site);
    /// An address is too long for the name of a file.
    URL_TOO_LONG = error("E0407", Site);
    /// The clock lies before every article.
    CLOCK_BEFORE_ALL_ARTICLES = warning("W0408", Site);
    /// The clock lies before that of the last build.
    CLOCK_BEFORE_LAST_BUILD = warning("W0409", Site);
    /// An address lacks letters of the name of its file.
    LETTERS_LEFT_OUT = warning("W0410", OwnFile);
    /// The address of a tag lacks letters of its name.
    LETTERS_LEFT_OUT_OF_TAG = warning("W0411", Site);
    /// A file at a fixed address is in the way of something else.
    STATIC_FILE_CLASH = error("E0412", Site);
    /// An entry of the menu leads to what is never there.
    MENU_TARGET_MISSING = error("E0413", Site);
    /// An entry of the menu leads to what is not there at all times.
    MENU_TARGET_WITHHELD = warning("W0414", Site);
    /// The folder of files at fixed addresses is a file.
    STATIC_IS_A_FILE = error("E0415", Site);
    /// The plain address of an author passes to a namesake when an article ends.
    ADDRESS_PASSES_ON = warning("W0416", Site);

    // 5: the theme.

    /// A template cannot be read.
    TEMPLATE_SYNTAX = error("E0501", OwnFile);
    /// A template cannot draw a page.
    TEMPLATE_FAILED = error("E0502", OwnFile);
    /// A style sheet cannot be read.
    STYLE_SHEET_SYNTAX = error("E0503", OwnFile);
    /// There is no such theme.
    UNKNOWN_THEME = error("E0504", OwnFile);
    /// A list of words is not made of `name: words` lines.
    INVALID_WORD_LIST = error("E0505", OwnFile);
    /// A feed or sitemap cannot be written.
    DRAWING_FAILED = error("E0507", OwnFile);
    /// No page uses a file of the theme.
    UNUSED_THEME_FILE = warning("W0508", OwnFile);
    /// No template uses a word of the theme.
    UNUSED_WORD = warning("W0509", OwnFile);
    /// A style sheet names a file that is not there.
    MISSING_STYLE_SHEET_FILE = warning("W0510", OwnFile);
    /// Files of the theme include each other in a circle.
    CIRCULAR_INCLUDE = error("E0511", OwnFile);
    /// The folder of the theme is empty.
    EMPTY_THEME = error("E0512", OwnFile);
    /// A template asks for a word or asset that is not there.
    MISSING_TEMPLATE_VALUE = error("E0513", OwnFile);
    /// A fragment reads more of its page than what pages share.
    FRAGMENT_READS_PAGE = error("E0514", OwnFile);
    /// A page of a template is too large.
    PAGE_TOO_LARGE = error("E0520", OwnFile);
    /// A template takes too long.
    TEMPLATE_TIMEOUT = error("E0521", OwnFile);
    /// A template takes too much memory.
    TEMPLATE_OUT_OF_MEMORY = error("E0522", OwnFile);
    /// A file of the theme lies where the built-in templates are found.
    RESERVED_TEMPLATE_FOLDER = error("E0527", OwnFile);
    /// Built-in files have changed since the theme copied them.
    THEME_COPY_BEHIND = warning("W0528", OwnFile);

    // 6: bulletins and their series.

    /// A series has two bulletins of one period.
    DUPLICATE_BULLETIN = error("E0601", Site);
    /// A series lacks bulletins between others.
    MISSING_BULLETINS = warning("W0602", Site);
    /// The figures of a bulletin break a rule of its series.
    RULE_BROKEN = error("E0603", Site);
    /// The figures of a bulletin break a rule that only warns.
    SOFT_RULE_BROKEN = warning("W0604", Site);
    /// No whole number gives a rate.
    IMPOSSIBLE_RATE = error("E0605", Site);
    /// No whole number gives a rate, by a rule that only warns.
    SOFT_IMPOSSIBLE_RATE = warning("W0606", Site);
    /// A rule cannot be understood.
    RULE_SYNTAX = error("E0607", OwnFile);
    /// A rule names a figure that is not declared.
    UNKNOWN_RULE_FIGURE = error("E0608", OwnFile);
    /// A rule takes a figure with parts for a number.
    FIGURE_WITH_PARTS = error("E0609", OwnFile);
    /// The topics are not in order, from many to few.
    UNORDERED_TOPICS = error("E0610", OwnFile);
    /// A topic has more than the whole.
    TOPIC_EXCEEDS_TOTAL = error("E0611", OwnFile);
    /// A week does not start on a Monday.
    WEEK_NOT_FROM_MONDAY = warning("W0612", OwnFile);
    /// The periods of two bulletins overlap.
    OVERLAPPING_BULLETINS = error("E0613", Site);
    /// A figure is less than zero.
    NEGATIVE_FIGURE = warning("W0614", OwnFile);
    /// A figure has more decimals than its series declares.
    TOO_MANY_DECIMALS = error("E0615", OwnFile);
    /// A figure is far from what it was in the periods before.
    UNUSUAL_FIGURE = warning("W0616", Site);
    /// The sentence and the figures of a bulletin differ.
    FIGURE_DIFFERS_FROM_TEXT = warning("W0617", OwnFile);
    /// A chart names a figure that is not declared.
    UNKNOWN_CHART_FIGURE = error("E0618", OwnFile);
    /// The query of a chart cannot be understood.
    INVALID_CHART_QUERY = error("E0619", OwnFile);
    /// The name of a part is a formula to a spreadsheet.
    FORMULA_IN_PART_NAME = warning("W0620", OwnFile);
    /// A part has no name.
    PART_WITHOUT_NAME = warning("W0622", OwnFile);
    /// A topic is listed twice.
    REPEATED_TOPIC = warning("W0623", OwnFile);
    /// Something is counted below zero, or by halves.
    ODD_COUNT = warning("W0624", OwnFile);

    // 7: the copy rules.

    /// There is a half-width mark in Chinese text.
    HALF_WIDTH_MARK = warning("W0701", OwnFile);
    /// A quotation mark or bracket has no partner.
    UNPAIRED_MARK = warning("W0702", OwnFile);
    /// There are straight quotation marks around Chinese text.
    STRAIGHT_QUOTES = warning("W0703", OwnFile);
    /// An ellipsis is not two characters wide.
    MALFORMED_ELLIPSIS = warning("W0704", OwnFile);
    /// A dash is not two characters wide.
    MALFORMED_DASH = warning("W0705", OwnFile);
    /// A paragraph stops within a sentence.
    COLUMN_BREAK = warning("W0706", OwnFile);
    /// A character or mark is there twice.
    REPEATED_CHARACTER = warning("W0707", OwnFile);
    /// There are full-width digits.
    FULL_WIDTH_DIGITS = warning("W0708", OwnFile);
    /// A paragraph has an indent.
    TYPED_INDENT = warning("W0709", OwnFile);
    /// There is a space within a Chinese sentence.
    SPACE_IN_SENTENCE = warning("W0710", OwnFile);
    /// The first number of a range has no percent sign.
    PERCENT_RANGE = warning("W0711", OwnFile);
    /// There is an invisible character.
    INVISIBLE_CHARACTER = warning("W0712", OwnFile);
    /// The newsroom writes a word in a different way.
    DISCOURAGED_TERM = warning("W0713", OwnFile);
    /// A link has full-width brackets.
    FULL_WIDTH_LINK = warning("W0714", OwnFile);
    /// A picture has a full-width exclamation mark.
    FULL_WIDTH_PICTURE = warning("W0715", OwnFile);
    /// A line is not read as the heading that it looks like.
    MALFORMED_HEADING = warning("W0716", OwnFile);
    /// A footnote has a full-width colon.
    FULL_WIDTH_FOOTNOTE = warning("W0717", OwnFile);
    /// Lines are not read as the list that they look like.
    MALFORMED_LIST = warning("W0718", OwnFile);
    /// Text is not read as the bold text that it looks like.
    MALFORMED_BOLD = warning("W0719", OwnFile);
    /// Lines are not read as the table that they look like.
    MALFORMED_TABLE = warning("W0720", OwnFile);
    /// Lines are not read as the box that they look like.
    MALFORMED_ALERT = warning("W0721", OwnFile);
    /// Text is between full-width tildes.
    FULL_WIDTH_TILDES = warning("W0722", OwnFile);
    /// A table has no column for cells, or takes the line below it for one.
    MISPLACED_CELLS = warning("W0723", OwnFile);
    /// Lines that look like items become one paragraph.
    MERGED_LINES = warning("W0724", OwnFile);
    /// A line of hyphens makes a heading of the paragraph above it.
    HEADING_BY_LINE = warning("W0725", OwnFile);
    /// The sign of a quotation is full-width.
    FULL_WIDTH_QUOTATION = warning("W0726", OwnFile);
    /// Text is between full-width stars.
    FULL_WIDTH_STARS = warning("W0727", OwnFile);
    /// The title of a link or picture is in full-width quotation marks.
    FULL_WIDTH_LINK_TITLE = warning("W0728", OwnFile);
    /// There is a space between the text and the address of a link.
    SPACE_WITHIN_LINK = warning("W0729", OwnFile);
    /// A title is in signs of comparison.
    ANGLE_TITLE = warning("W0730", OwnFile);
    /// What a different generator would read is printed as it stands.
    FOREIGN_SYNTAX = warning("W0731", OwnFile);
    /// There is a character that others cannot read.
    UNREADABLE_CHARACTER = warning("W0732", OwnFile);
    /// A character is in a different form.
    DIFFERENT_FORM = warning("W0733", OwnFile);
    /// There is an odd space in Chinese text.
    ODD_SPACE = warning("W0734", OwnFile);
    /// A paragraph has no mark at its end.
    MISSING_STOP = warning("W0735", OwnFile);
    /// Only the first paragraph of a quotation opens it.
    QUOTED_PARAGRAPHS = warning("W0736", OwnFile);
    /// A quotation within another one has the same marks.
    NESTED_QUOTES = warning("W0737", OwnFile);


    // 8: the newsroom's own rules.

    /// An article lacks a key that the newsroom asks for.
    REQUIRED_BY_POLICY = error("E0801", OwnFile);
    /// An article has not been reviewed by three.
    MISSING_REVIEW = error("E0802", OwnFile);
    /// One person reviewed an article twice.
    REPEATED_REVIEWER = error("E0803", OwnFile);
    /// An author reviewed the article.
    REVIEW_BY_AUTHOR = error("E0804", OwnFile);
    /// A reprint does not name all that it has to.
    INCOMPLETE_REPRINT = error("E0805", OwnFile);

    // Failures.

    /// There is no site.
    NO_SITE = failure("F0001", Usage);
    /// A folder cannot be read.
    UNREADABLE_FOLDER = failure("F0002", Environment);
    /// A file cannot be written.
    UNWRITABLE_FILE = failure("F0003", Environment);
    /// A different build is writing.
    OUTPUT_LOCKED = failure("F0004", Environment);
    /// The disk is full.
    DISK_FULL = failure("F0005", Environment);
    /// The output folder has the site's own files.
    OUTPUT_OVER_SOURCE = failure("F0006", Usage);
    /// The value of `--now` is no moment.
    INVALID_NOW = failure("F0007", Usage);
    /// The value of `--base-url` is no full web address.
    INVALID_BASE_URL = failure("F0008", Usage);
    /// The folder of a new site is not empty.
    FOLDER_NOT_EMPTY = failure("F0009", Usage);
    /// The file of a new article is there already.
    FILE_EXISTS = failure("F0010", Usage);
    /// There is no such category or kind.
    UNKNOWN_CATEGORY = failure("F0011", Usage);
    /// No name of a file can be made of a title.
    UNUSABLE_TITLE = failure("F0012", Usage);
    /// The report of a build cannot be written.
    UNWRITABLE_REPORT = failure("F0013", Environment);
    /// `SOURCE_DATE_EPOCH` is not a whole number.
    INVALID_CLOCK = failure("F0014", Usage);
    /// The command line cannot be understood.
    INVALID_COMMAND = failure("F0015", Usage);
    /// A different program listens at the port.
    PORT_IN_USE = failure("F0016", Environment);
    /// The preview cannot listen at its address.
    UNUSABLE_ADDRESS = failure("F0017", Environment);
    /// The value of `--shard` is no part of a whole.
    INVALID_SHARD = failure("F0018", Usage);
    /// The environment does not say which part to build.
    UNKNOWN_SHARD = failure("F0019", Usage);
    /// The file of a sentence cannot be read.
    UNREADABLE_SENTENCE = failure("F0020", Environment);
    /// The command names a series that is not declared.
    UNDECLARED_SERIES = failure("F0021", Usage);
    /// The site never had such a file or address.
    UNKNOWN_ADDRESS = failure("F0022", Usage);
    /// There is no such code.
    UNKNOWN_CODE = failure("F0023", Usage);
    /// The connection to the editor broke.
    EDITOR_GONE = failure("F0024", Environment);
    /// The file of a sentence is not in UTF-8.
    SENTENCE_NOT_UTF_8 = failure("F0025", Usage);
    /// A file of others is in the way of the output.
    OUTPUT_OBSTRUCTED = failure("F0026", Environment);
    /// A file of the program's own is a pipe, a device or a folder.
    SPECIAL_OUTPUT_FILE = failure("F0030", Environment);
    /// The output folder is a link that leads out of the site.
    ESCAPING_OUTPUT = failure("F0031", Environment);
    /// The editor sent something that is no message of the protocol.
    INVALID_EDITOR_MESSAGE = failure("F0035", Environment);
    /// The clock lies before that of the last build, and pages would be removed for that alone.
    CLOCK_RUNS_BACKWARDS = failure("F0036", Environment);
    /// A path to check is no file or folder with content.
    NOTHING_TO_CHECK = failure("F0041", Usage);
    /// Git does not say which files changed.
    GIT_FAILED = failure("F0042", Environment);
    /// A list of known problems cannot be read.
    UNREADABLE_BASELINE = failure("F0043", Environment);
    /// A file is no list of known problems.
    MALFORMED_BASELINE = failure("F0044", Usage);
    /// Git knows no such commit.
    UNKNOWN_REVISION = failure("F0045", Usage);
    /// The program was built without what a command or option needs.
    PART_NOT_BUILT = failure("F0050", Usage);
    /// The built-in theme has no such file.
    UNKNOWN_THEME_FILE = failure("F0051", Usage);
    /// The theme has the file that is to be copied already.
    THEME_FILE_EXISTS = failure("F0052", Usage);
    /// The theme has no copy of a built-in file.
    NO_THEME_COPY = failure("F0053", Usage);
    /// A file that is to be imported cannot be read.
    UNREADABLE_IMPORT = failure("F0061", Environment);
    /// Nothing says of which day a page is that is to be imported.
    NO_DAY = failure("F0062", Usage);
}
