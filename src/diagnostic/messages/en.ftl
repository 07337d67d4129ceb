# Words for editors. One message a code; .hint is always shown, other hints where the program adds them.
# Change zh.ftl and en.ftl together: tests/it/messages.rs compares them.

### Files

E0001 = This file is not in UTF-8; it looks like { $encoding }
    .hint = Open it in an editor, choose “Save as”, pick the encoding UTF-8 and save it again
E0002 = This file or folder cannot be read: { $reason }
    .hint = See that it is still there and that you may read it
E0003 = This link (shortcut) leads out of the site's folder, or to a hidden file
    .hint = Copy the file that it points to into the site and delete the link
E0004 = The name of this file is in an unknown encoding
    .hint = Rename it, best with small letters, digits and hyphens: 2024-01-18-news.md

E0005 = This file was changed while the site was being built
    .hint = Save it and run again
E0006 = The file name has a backslash or an invisible character, which cannot stand in an address
    .hint = Rename the file, best with small letters, digits and hyphens only

E0007 = This folder is a link, inside of a folder that is itself a link
    .hint = Put a real folder in its place, or delete it

E0008 = The text of this file is damaged here
    .hint = It was not saved or copied well: find a whole copy, or type these characters again

E0009 = This is a pipe or a device, not a file
    .hint = Delete it, or put a file in its place
W0010 = “{ $path }” seems to be a copy that was left by syncing, downloading or merging; the original is { $name } beside it
    .hint = Compare the two, keep the text that you want in { $name } and delete this one; if it is an article of its own, give it a different name
W0011 = “{ $path }” is a document of a word processor, of which no page is made
    .hint = To publish its text, copy it into a .md file that begins with title and date; to offer it for download, link to it from an article; if it is not needed, delete it

### Reasons

reason-missing = it is not there
reason-denied = you lack the permission
reason-full = the disk is full
reason-quota = your share of the disk is used up
reason-read-only = the disk can be read only
reason-folder = it is a folder, not a file
reason-no-folder = there is a file where a folder should be
reason-large = it is too large
reason-special = it is a pipe or a device, not a file
reason-outside = a link (shortcut) that leads out of the site's folder, or to a hidden file
reason-name = the name is too long, or has characters that the disk does not take
reason-there = there is something of this name already
reason-loop = links (shortcuts) lead in a circle
reason-too-many = too many files are open at once
reason-broken = the disk does not answer well and may be broken
reason-address = this computer has no such address
reason-css-string = a text or an address has no end
reason-css-comment = a comment has no end
reason-css-bracket = a bracket has no partner
reason-css-rule = a rule has no name, or no braces
reason-css-colon = a line in braces is not “name: value”
reason-css-deep = too many brackets in one another
reason-editor-gone = the editor closed it
reason-message-head = the length before it is missing or wrong
reason-message-long = it is longer than 64 MB
reason-message-short = it ends too early
reason-block = the lines below | or > are not aligned, or something else follows in the line of the sign
reason-colon = this line has no plain colon
reason-brackets = a bracket has no partner, or no plain comma parts the entries within
reason-align = this line is not aligned with those above
reason-percent = a line starts with %
reason-sign = a value starts with a sign that means something else here
reason-item = an item with a hyphen stands in the line of its name
reason-after = something follows after the closing bracket
reason-no-git = there is no git on this computer
reason-no-repository = the folder of the site is not in git
reason-hyphen = the hyphen has no space after it

### Front matter

E0100 = This file is empty
    .hint = Delete it; or write --- in the first line, then title: and date: lines, then --- again, and the text below
E0101 = The file does not start with its front matter: title, date and so on between two lines of ---
    .hint = Write --- in the first line, then title: and date: lines, then --- again, and the text below
E0102 = The front matter has no end: the second line of --- is missing
    .hint = Write --- in a line of its own above the text
E0103 = “{ $key }” is written twice
    .hint = Keep one and delete the other
E0104 = There is too much here, or it is nested too deeply
    .hint = Keep the few entries that are needed, and do not repeat parts with & and *
E0105 = This line starts with a tab; only spaces may stand here
    .hint = Replace the tab by two spaces
E0106 = A quotation mark here has no partner
    .hint = Add the other "; within a headline use curly quotation marks “ ”
    .curly = The mark at the end is a curly one; type a plain "
E0107 = There is a colon too many here, or the line is not aligned
    .hint = Put quotation marks around text that holds a colon and a space: title: "One: two". A new entry lines up with the one above
E0108 = This cannot be understood ({ $reason })
    .hint =
        { $form ->
            [colon] Type a colon and a space after the name: { $key }: { $text }
            [item] Start a new line for the item with its hyphen
            [items] Start a new line for “{ $text }”, or write { $key }: { $nearest }
            [after] Nothing can stand outside of the brackets: delete it, or put it inside after a comma
            [hyphen] Put a space after the hyphen: - { $text }
           *[other] Write “name: value” in each line, with a space after the colon and the names aligned; put a value that starts with [ ] { "{" } { "}" } * & ! % @ ` in quotation marks
        }
E0109 = “{ $key }” is followed by a full-width colon
    .hint = Type a plain colon and a space: { $key }: …
E0110 = There should be lines of “name: value” here
    .hint =
        { $form ->
            [top] Write one entry a line, from its first column on, without a hyphen before it: title: The headline
            [byline] Write it as { "{" } role: Reporter, name: Qing Kong { "}" }, or the name only
            [dateline] Write dateline: { "{" } agency: Our own report { "}" }
            [image] Write image: { "{" } src: snow.png, alt: What the picture shows { "}" }
            [print] Write print: { "{" } issue: 2024-01-18, page: A02 { "}" }
            [review] Write review: { "{" } first: A, second: B, final: C { "}" }, with the names of the three reviewers
            [original] Write original: { "{" } title: The first title, author: Its author { "}" }
            [corrections] Write it as { "{" } date: 2024-01-19, text: What it said and what is right { "}" }
            [topics] Write it as { "{" } name: heating, count: 45 { "}" }
            [categories] Write one line such as scitech: { "{" } title: Science, kind: news { "}" }
            [columns] Write one line such as mashangban: { "{" } title: At once { "}" }
            [series] Start a new line, indented by two spaces more than the name: title:, then period:, then figures:
            [figures] Write one line such as calls: { "{" } label: Calls, unit: cases { "}" }
            [tags] Write one line such as heating: { "{" } slug: heating { "}" }
            [tag-image] Write image: { "{" } src: brand/heating.jpg, alt: What it shows { "}" }
            [organization] Start a new line, indent it by two spaces, and write one entry a line: icp: and the number
            [blocks] Write it as { "{" } title: The newest, tag: heating { "}" }
            [menu] Write it as { "{" } title: About us, to: pages/about.md { "}" }
            [logo] Write logo: { "{" } light: logo.svg, dark: logo-dark.svg { "}" }
            [policy] Start a new line, indent it by two spaces, and write one entry a line: review: withhold
            [rules] Write it as an equation: calls = direct + transferred
            [terms] Write one line such as 帐号: { "{" } right: 账号, note: the dictionary { "}" }
           *[other] Write one entry “name: value” a line, or all in one line: { "{" } name: value, name: value { "}" }
        }
E0111 =
    “{ $key }” should be { $expected ->
        [text] text
        [item] a list of texts, and this item is none
        [filled] a list of texts, and this item is empty
        [boolean] true or false
        [list] a list
        [items] a list
        [corrections] a list
        [topics] a list
        [menu] a list
        [blocks] a list
        [footer] a list
        [map] lines of “name: value”
        [date] a date
        [number] a number
        [parts] lines of “name: number”
        [switch] on or off
        [language] a language code
        [name] the name of a folder
        [count] a whole number above 0
        [priority] a whole number from 1 to 5
        [point] two numbers from 0 to 1
        [width] a whole number from 16 to 4096
        [widths] a list of 1 to 8 widths
        [formats] a list of at least one form
        [quality] a whole number from 1 to 100
        [limit] a whole number from 1 to 30
        [ending] the ending of a file name
       *[other] something else
    }
    .hint =
        { $expected ->
            [text] Write it in the same line: { $key }: some text; put quotation marks around text that starts with [ or { "{" }
            [item] Write text only, with no brackets or name of its own
            [filled] Write its text; or delete the item together with its comma, or its line
            [boolean] Write { $key }: true or { $key }: false
            [list] Write { $key }: [{ $text }], or one item a line after a hyphen and a space
            [menu] Write one entry a line, after a hyphen and a space: - { "{" } title: About us, to: pages/about.md { "}" }
            [footer] Write one entry a line, after a hyphen and a space: - { "{" } title: About us, to: pages/about.md { "}" }
            [blocks] One a line, each after a minus and a space: - { "{" } title: The newest, tag: heating { "}" }
            [items] Write { $key }: [one, two], or one item a line after a hyphen and a space
            [corrections] Write corrections: [{ "{" } date: 2024-01-19, text: What it said and what is right { "}" }]
            [topics] Write topics: [{ "{" } name: heating, count: 45 { "}" }]
            [map] Start a new line, indent it by two spaces, and write one entry “name: value” a line
            [date] Write { $key }: 2024-01-18 or { $key }: 2024-01-18 09:30
            [number] Write { $key }: 123, without a unit
            [parts] Start a new line, indent it by two spaces, and write one a line, such as Mailbox: 6
            [switch] Write { $key }: off (not checked) or { $key }: on (checked)
            [language] Write { $key }: zh-CN, with letters, digits and hyphens only
            [name] Use letters, digits and hyphens only: { $key }: default
            [count] Write { $key }: 1
            [priority] Write { $key }: 3; 1 comes first, 5 last
            [point] Write { $key }: [0.5, 0.3], how far from the left and how far from the top
            [width] Write widths: [360, 720, 1080, 1600]
            [widths] Write widths: [360, 720, 1080, 1600]; without the key it is this list, too
            [formats] Write formats: [jpeg], or delete the key
            [quality] Write quality: 80
            [limit] Write { $key }: 10
            [ending] Use small letters and digits only, without the dot: { $key }: [dwg]
           *[other] See how other articles write it
        }
E0112 = “{ $key }” is missing
    .hint =
        { $missing ->
            [title] Add a line: title: The headline
            [date] Add a line: date: 2024-01-18 09:30
            [base_url] Add a line: base_url: https://news.example.cn/
            [categories] Add a line categories: and below it each category, such as scitech: { "{" } title: Science, kind: news { "}" }
            [kind] Add kind: news, commentary or bulletin
            [period] Add period: and the period; in content/site.yaml write day, week, month, quarter or year
            [label] Add label: and the name that readers see
            [slug] Add slug: and the word to use in the address
            [src] Add src: and the picture's file, such as src: school.jpg
            [alt] Add alt: and one sentence on what the picture shows, for readers who cannot see it
            [issue] Add issue: and the day of the paper: issue: 2024-01-18
            [name] Add name: and the name
            [text] Add text: and what there is to say
            [first] Add first: and the name of the first reviewer
            [second] Add second: and the name of the second reviewer
            [final] Add final: and the name of the final reviewer
           *[other] Add “{ $missing }”, a colon, a space and its value
        }
    .empty =
        { $empty ->
            [title] Nothing follows “title:”; write the headline in the same line: title: First snow
            [date] Nothing follows “date:”; write the date in the same line: date: 2024-01-18 09:30
            [issue] Nothing follows “issue:”; write the day of the paper: issue: 2024-01-18
            [period] Nothing follows “period:”; write the period; in content/site.yaml day, week, month, quarter or year
            [kind] Nothing follows “kind:”; write news, commentary or bulletin
           *[other] Nothing follows “{ $empty }:”; write the value in the same line
        }
E0113 = There is no entry “{ $key }” here
    .either = It may mean either of these, which differ: { $known }. Look them up in the guide and write the one you want
    .nearest = Did you mean “{ $nearest }”?
    .both = It is the same as “{ $nearest }”, which is there twice now: keep one and delete the other
    .known = You can write here: { $known }
E0114 = A space is missing after the colon of “{ $key }”
    .hint = Add the space: { $key }: …
E0115 = Only bulletins have “{ $key }”
    .hint = Delete it; if this is a bulletin, move the file to the folder of a bulletin category
E0117 = This line is not three plain hyphens
    .hint = Type three plain hyphens: ---

E0118 = The value of “{ $key }” stands in curly quotation marks
    .hint = It needs none: delete them
E0119 = There are full-width brackets here
    .hint = Type [ ] or { "{" } { "}" } with commas between the entries: tags: [heating, first snow]
E0128 = The full-width “{ $text }” here parts nothing: everything counts as one text
    .hint = Type a plain comma and a space: [one, two]
E0129 = Text follows after the closing quotation mark, so there is no telling where the value ends
    .both = If the outer marks only enclose the text, write { $key }: { $whole }; if these are two quotations, { $key }: { $parts }
    .doubled = Two marks in a row do not count as one; write { $key }: { $whole }
    .hint = Within a headline use curly quotation marks: title: “At once” shows results
E0130 = There is a line of --- too many
    .hint = One above the front matter and one below are enough; delete this one
E0131 = A value cannot start with “{ $text }”
    .hint = Put quotation marks around all of it: { $key }: { $nearest }

E0133 = A backslash within plain " quotation marks stands before something that has no meaning there
    .hint = Type it twice: \\; or put the text into plain ' quotation marks
W0132 = From “{ $text }” on, “{ $key }” is not published: # after a space starts a comment
    .nearest = If it belongs to the text, put quotation marks around all of it: { $key }: { $nearest }
    .hint = If it is a comment, put a space after the #

### content/site.yaml

E0120 = “{ $url }” is not a full web address
    .hint = Start with https:// or http://, as in https://news.example.cn/
E0121 = There is no time zone “{ $zone }”
    .nearest = Did you mean “{ $nearest }”?
    .hint = Beijing time is Asia/Shanghai
E0122 = “{ $id }” in { $key } cannot stand in an address
    .hint = Use small letters, digits and hyphens, and not digits alone: sci-tech
E0123 = The address “{ $id }” is used by the program itself and cannot be in { $key }
    .hint = Choose another name, such as { $id }-news, and rename the folder too
E0124 = “{ $key }” cannot be “{ $word }”
    .nearest = Did you mean “{ $nearest }”?
    .hint = You can write: { $known }
E0125 = “{ $id }” cannot be the name of a figure
    .hint = Use letters a to z, digits and underscores, and no digit first: closed_rate. The name for readers is its label
E0126 = The gov-cn profile asks for “{ $key }”
    .hint = Add it below organization; if this is not a government site, delete the line profile
E0127 = “{ $code }” does not have the form of a government site code
    .hint = It has 10 digits; for ministries it is bm and 8 digits
E0134 = A name in { $key } is too long for a folder
    .hint = One or two words will do; 255 letters are the most
E0135 = There are too many entries: keys and values may be { $most } together
    .hint = Delete what is not needed; of a long list of words keep those that are often mistaken
E0136 = “{ $tag }” is a tag of YAML, which cannot be used here
    .hint = Delete “{ $tag }”; if it belongs to the text, put quotation marks around all of it, as in title: "!Notice"
E0137 = A name belongs before the colon; here is a list, several lines, or nothing
    .hint = Write one word before the colon, as in phone: 12345; do not start the line with ?
E0138 =
    This name cannot be used in an address: { $reason ->
        [sign] it has “{ $text }”, which some computers cannot keep
        [edge] “{ $text }” starts or ends with a space, or ends with a dot, which some computers cannot keep
       *[device] “{ $text }” is a device in Windows, which cannot keep such a file
    }
    .hint =
        { $reason ->
            [sign] Leave out “{ $text }”
            [edge] Leave out the spaces and dots at its ends
           *[device] Choose a different name, such as { $text }-1; if it comes from the name of the file, add a line slug: { $text }-1
        }
E0139 = This line of --- begins a second document, which is not read
    .hint = Delete the line; site.yaml needs no ---
E0140 = attachments cannot have “{ $ending }”: browsers or hosts take such files for pages or programs
    .hint = Delete it; to publish such a file, turn it into a PDF or put it into a zip
E0143 = An entry of items cannot have items of its own
    .hint = The menu and the footer have two levels: move these entries up, or leave them out
W0141 = The | in a title only says where the line may break; readers do not see it
    .hint = For a bar that readers see, type the full-width one: { $right }; for a line break, leave out the spaces beside |
E0165 = Pictures are not made as “{ $text }”: this program makes jpeg, and png where it is needed
    .hint = Write formats: [jpeg], or delete formats

### Values

E0150 = Only topic pages have “{ $key }”
    .hint = Delete it; if this is a topic page, move the file to content/topics
E0201 = “{ $key }” says “{ $text }”, but there is no such day or time
    .hint =
        { $part ->
            [year] Years go from 0001 to 9999, in the time zone of the site
            [month] Months go from 01 to 12: correct only “{ $wrong }”
            [day] The days of { $month } go from 01 to { $days }: correct only “{ $wrong }”
            [hour] Hours go from 00 to 23: correct only “{ $wrong }”
            [minute] Minutes and seconds go from 00 to 59: correct only “{ $wrong }”
            [midnight] 24:00 is 00:00 of the next day: write { $key }: { $nearest }
           *[other] Check the calendar and the clock, and correct only what is wrong
        }
E0202 = The date “{ $text }” of “{ $key }” has to be written in another way
    .hint = Write { $key }: { $nearest }
E0203 = “{ $text }” in “{ $key }” is not a date
    .hint = Write 2024-01-18, or with the time 2024-01-18 09:30; month, day, hour and minute have two digits each
E0204 =
    { $key ->
        [corrections] The correction
       *[updated] The update
    } { $text } is earlier than the publication { $date }
    .hint =
        { $key ->
            [corrections] Set the date of this correction to a time after { $date }
           *[updated] Set updated to a time after { $date }, or delete the line
        }
E0205 = The slug “{ $text }” cannot stand in an address; use small letters, digits and hyphens
    .hint = Write slug: { $nearest }
E0206 = There is no column “{ $id }”
    .nearest = Did you mean “{ $nearest }”?
    .none = There is no column yet; the first one goes into content/site.yaml, below columns
    .hint = The columns are: { $known }. A new one goes into content/site.yaml, below columns
E0208 = There is no bulletin series “{ $id }”
    .nearest = Did you mean “{ $nearest }”?
    .none = There is no series yet; the first one goes into content/site.yaml, below series
    .hint = The series are: { $known }. A new one goes into content/site.yaml, below series
E0209 = There is “{ $key }” but no word on which bulletin series this belongs to
    .hint = Add a line: series: the name of the series
E0210 = The series “{ $series }” has no figure “{ $id }”
    .nearest = Did you mean “{ $nearest }”?
    .hint = A new figure goes first into content/site.yaml, below figures of the series
E0211 = The figure “{ $label }” is missing
    .hint = Add { $id }: and the number below figures; if not every issue has it, give it optional: true in content/site.yaml
E0212 = “{ $text }” is not a number
    .nearest = Write { $nearest }
    .hint = Write digits only, such as 1234 or 98.5, without commas and units
E0214 =
    The period “{ $text }” does not fit this series, which comes out every { $rhythm ->
        [day] day
        [week] week
        [month] month
        [quarter] quarter
       *[year] year
    }
    .hint =
        { $rhythm ->
            [day] Write period: 2024-01-17
            [week] Write the first and the last of seven days: period: 2024-01-08..2024-01-14
            [month] Write period: 2024-01
            [quarter] Write period: 2024-Q1
           *[year] Write period: 2024
        }
E0216 = The old address “{ $text }” is not right
    .hint = Write only what follows the host name: it starts with /, has no ? or #, and ends in /, in a name without a dot, or in .html, .htm or .shtml, as in /2019/0512/1234.html
E0217 = The file name “{ $name }” has nothing that can stand in an address
    .hint = Add a line: slug: a word in small letters
E0218 = This correction is dated before the one above it
    .hint = Put corrections in order of time, oldest first
E0219 = The end of publication { $text } is not after its start { $date }, so the article would never be public
    .hint = Set expires to a time after { $date }, or delete the line
E0220 = Neither true nor false follows “draft”, so nobody knows whether the article may be published
    .hint = Write draft: true while it is not finished; once it is, delete the line
W0221 = The tag “{ $text }” has a full-width mark in it and counts as one tag
    .hint = If several are meant, put plain commas between them: { $nearest }
W0224 = Nothing follows “{ $key }”, so it says nothing
    .hint = Write what it should be, or delete it
E0236 = The theme has no layout “{ $name }”
    .nearest = Did you mean “{ $nearest }”?
    .hint = Layouts are the templates in the folder templates/pages of the theme; for the usual one, delete the line
W0237 = The topic is over before it is published on { $date }, so the home page never leads to it
    .hint = Write its last day behind until; if it has none, delete the line
W0238 = “{ $dest }” stands in this list already
    .hint = Delete it here
W0222 = The update { $text } is still to come, and page, feeds and sitemap say it already
    .hint = Write the time at which it was changed, or correct the date
W0223 = The correction { $text } is still to come, and the page says it already
    .hint = Write the time at which it was made, or correct the date
E0226 = There is no picture “{ $text }” below content, and none in the theme
    .nearest = Did you mean “{ $nearest }”?
    .hint = Put the file there, or write its path from content on: brand/logo.svg
E0227 =
    { $form ->
        [share] “{ $text }” cannot be the picture for sharing: it is neither PNG nor JPEG
        [tag] “{ $text }” cannot be the picture of a tag: it is no PNG or JPEG, or tells when and where it was taken
       *[logo] “{ $text }” cannot be the nameplate: it is neither SVG nor PNG, or does not say how large it is
    }
    .hint =
        { $form ->
            [share] Save it as PNG or JPEG, 1200 by 630 pixels
            [tag] Save it as PNG or JPEG, 1200 pixels wide, without notes
           *[logo] Save it as SVG with a viewBox, or as PNG
        }
E0228 = Icons cannot be made from “{ $text }”: it has to be a square PNG of 512 to 2048 pixels
    .hint = Save it as PNG, 512 by 512 pixels
W0229 = “{ $text }” is small for a picture for sharing; chat programs show it as a stamp
    .hint = Save it larger: 1200 by 630 pixels

### Text

E0230 = This block does not say which articles it holds, or says it in several ways
    .hint = Write one of articles, category, column, series and tag, and only one
E0231 = There is no “{ $id }” for “{ $key }”
    .nearest = Did you mean “{ $nearest }”?
    .none = None is declared in content/site.yaml yet
    .hint = There are: { $known }
E0232 = No article has the tag “{ $text }”
    .nearest = Did you mean “{ $nearest }”?
    .none = Give it to an article first, in its tags
    .hint = Write the tag as the articles do
E0301 = The file “{ $dest }” that this links to is not there
    .nearest = Did you mean “{ $nearest }”?
    .encoded = %, # and ? have a meaning in links: write “{ $nearest }”
    .web = For another site start with https://, as in { $url }
    .left-out = Files whose names begin with a dot, or end in ~ or .tmp and the like, are left behind by programs and are no part of the site: give it a different name
    .hint = The path starts from the folder of this article; ../ is one folder up
E0302 = “{ $dest }” leads out of the content folder
    .hint = Put the file into content and write its path there
E0303 = The site has no page “{ $url }”
    .nearest = Did you mean “{ $nearest }”?
    .hint = To link to an article, write the relative path of its .md file; to link to another site, start with https://
E0304 = “{ $dest }” has no heading “{ $id }”
    .nearest = Did you mean “#{ $nearest }”?
    .hint = Look at the headings of that article, or delete the # and what follows it
E0305 = The picture “{ $dest }” is not there
    .nearest = Did you mean “{ $nearest }”?
    .encoded = %, # and ? have a meaning in links: write “{ $nearest }”
    .web = For another site start with https://, as in { $url }
    .left-out = Files whose names begin with a dot, or end in ~ or .tmp and the like, are left behind by programs and are no part of the site: give it a different name
    .hint = Put the picture into the article's folder and write its file name, with the same capitals
E0306 = The link “{ $text }” starts in an unsafe way and cannot be published
    .hint = Use an address that starts with https://, or the relative path of a file of the site
E0307 = “{ $dest }” is not a picture, or is damaged: its width and height cannot be read
    .hint = Try to open it in a picture viewer and save it as JPEG, PNG or WebP
    .phone = This is a format of telephones that few browsers show: save it as JPEG in a picture viewer
E0308 =
    { $place ->
        [topic]
            { $reason ->
                [page] “{ $dest }” is a standing page, and a topic page holds articles only
                [file] “{ $dest }” is no article, and a topic page holds articles only
               *[missing] The article “{ $dest }” that the topic page holds is not there
            }
       *[related]
            { $reason ->
                [page] “{ $dest }” is a standing page, which cannot be a related article
                [file] “{ $dest }” is no article, so it cannot be a related one
               *[missing] The related article “{ $dest }” is not there
            }
    }
    .page = Delete it; to lead readers to that page, link to it in the text: [words]({ $dest })
    .file = Delete it; to give readers that file, link to it in the text: [words]({ $dest })
    .nearest = Did you mean “{ $nearest }”?
    .missing = Write the path of its .md file, starting from the folder of this file
W0309 =
    “{ $dest }” { $reason ->
        [draft] is still a draft
        [unreviewed] has not been reviewed by three yet
        [future] will be published { $moment }
        [early] will be taken down { $moment }, before this article is published
        [few] has no page of its own while there are few articles
       *[expired] was taken down { $moment }
    }; { $place ->
        [related] it is not among the related articles now
        [topic] the topic page does not show it now
       *[text] only the text is set here, without a link
    }
    .hint =
        { $reason ->
            [draft] It appears by itself when that article is published
            [unreviewed] It appears by itself when that article is published
            [future] It appears by itself at that time
            [few] The link appears by itself when there are many; or link to the page of the year
           *[expired] If it is no longer needed, delete it
        }
E0310 = The text holds an invisible character ({ $text }) that no web page may have
    .hint = Delete it and type the characters before and after it again
W0312 = The picture “{ $text }” has no description
    .hint = Say between the square brackets what it shows: ![description](picture file)
E0313 =
    “{ $path }” cannot be published: { $reason ->
        [program] this SVG picture holds a script ({ $text })
        [page] this SVG picture holds a piece of a web page ({ $text })
        [load] this SVG picture fetches “{ $text }” from elsewhere
        [link] this SVG picture has a link to “{ $text }”
        [style] the style of this SVG picture has “{ $text }”, which can fetch something from elsewhere
        [animation] an animation of this SVG picture changes “{ $text }”
        [active] browsers or hosts take a .{ $text } file for a page or a program
        [own] it belongs to the settings of the site
        [bare] its name has no ending that says which kind of file it is
       *[ending] .{ $text } files are not published
    }
    .hint =
        { $reason ->
            [program] Save it as plain SVG in your drawing program, or export it as PNG
            [page] Turn labels into SVG when you export it (draw.io: Text Settings, Convert labels to SVG; Mermaid: htmlLabels: false; Illustrator: without “Preserve Illustrator Editing Capabilities”), or export it as PNG
            [load] Embed pictures and turn text into outlines (paths) in your drawing program before you export it, or export it as PNG
            [link] Remove the link from the picture in your drawing program, and put it into the article
            [style] Export it with presentation attributes for styles, or as PNG
            [animation] Remove the animation in your drawing program, or export it as PNG
            [active] Turn it into a PDF or an article, and change the link to it
            [own] Delete the link; copy what readers should see into the article, or into a file of its own
            [bare] Add an ending to its name, such as .pdf, and to the link
           *[ending] Attachments are pictures, PDF, documents of Office and WPS, ODF, OFD, EPUB, CSV and text, archives, sound and films; to publish others, write attachments: [{ $text }] in content/site.yaml
        }
W0314 = The footnote “{ $text }” has a mark but no text
    .hint = Add its text in a line of its own at the end, such as [^1]: The note
W0315 = The HTML “{ $text }” in the text will not be published
    .hint = Write it in Markdown, or delete it
W0316 = The “{ $text }” here has no end, so nothing of the text after it will be published
    .hint = Put --> where the comment ends, or delete “{ $text }”
E0316 =
    { $form ->
        [accents] The accents of the link “{ $dest }” have different codes from those of the file, so it fails
       *[capitals] The capitals of the link “{ $dest }” are not those of the file, so it fails on other computers
    }
    .nearest = Write “{ $nearest }”
    .accents = They look the same but have different codes: run dateline check --fix, or type the name of the file anew
W0322 = “{ $url }” is the site's own address
    .nearest = Write “{ $nearest }”, which holds when the address changes
    .hint = Within the site, write the relative path of the article's .md file, or a path that starts with /
W0317 = The picture “{ $path }” is really in the format { $text }
    .hint = End its name in .{ $text }, in the article too; or save it in the format that its name says
W0318 = The picture “{ $path }” has { $size } MB, which is a long wait on a telephone
    .hint = Make it less than 1 MB; 300 KB are enough for a news photograph
W0319 = The picture “{ $path }” has { $width }×{ $height } pixels, more than anybody sees
    .hint = Reduce its longer side to 4096 pixels at most
W0320 = “{ $url }” is gone: that site says it has no such page ({ $status })
    .hint = Put an address that opens in its place, or delete the link
W0360 = “{ $url }” is an address of this computer or its network, and readers cannot open it
    .hint = Link to a public address; to check addresses of the network too, add --allow-private
W0361 = “{ $url }” leads to { $host }: “{ $name }” before the @ is a user name only
    .hint = See which site is meant, and take away the @ with the name before it
W0362 =
    “{ $dest }” will be taken down { $moment }; from then on { $place ->
        [related] it is not among the related articles
        [topic] the topic page does not show it
       *[text] only the text is set here, without a link
    }
    .hint =
        { $place ->
            [text] This happens by itself; if the words are not to stay without it, delete the link
           *[other] This happens by itself
        }
E0380 = The picture “{ $path }” has { $width }×{ $height } pixels, more than { $most } million
    .hint = Make it half as wide in a picture viewer; no screen needs that many pixels
E0381 = The picture “{ $path }” has { $size } MB, more than { $most } MB
    .hint = Save it as a JPEG of quality 90; nobody sees the difference on a page
E0382 = The picture “{ $path }” did not arrive whole: about { $missing } % of it is missing at the bottom
    .hint = Copy it, or have it sent, once more
E0383 = The picture “{ $path }” is damaged and cannot be decoded
    .hint = Open it in a picture viewer and save it as JPEG or PNG
E0384 = The moving picture “{ $path }” carries comments or other notes, which may be private and cannot be taken out of it
    .hint = Export it again with the program that made it, without metadata or comments
W0385 = The picture “{ $path }” has the CMYK colours of print and does not say which: those on screens are a guess
    .hint = Have the layout system export it as RGB (sRGB), or with its colour profile
W0386 = The moving picture “{ $path }” has { $size } MB, which is a long wait on a telephone
    .hint = Use a film, which is a tenth as large
W0387 = The picture “{ $dest }” says that it was made or changed by a program, and the article does not
    .text = Say so in its caption: ![what it shows]({ $dest } "Made by AI")
    .hint = Add ai: generated or ai: edited to image; it is printed with the caption
W0388 = The film “{ $dest }” says where it was taken
    .hint = Save it without the place (in an export of the editing program), or make sure that nobody is harmed by it
W0389 = The file “{ $dest }” names “{ $name }” as its author, and the article does not
    .hint = Take the name out before it is published: in Word or WPS under File › Info › Inspect Document; of a PDF, save it again from there
W0321 = “{ $url }” cannot be reached: there is no such site, or it is down
    .hint = See whether the address is right; if the site is gone, delete the link
W0323 = This line is not printed: “{ $text }” is read as the definition of a link, and no link uses it
    .twice = Another one has the same name before; only the first one counts
    .hint = If it is text, type a full-width colon “：”; if nothing needs it, delete the line
E0324 = The mark “{ $text }” of a merge by git is left in the text
    .hint = Keep one of the two versions, and delete the lines <<<<<<<, ======= and >>>>>>>
W0324 = The footnote “{ $text }” is there twice, and the second one is not printed
    .hint = Give the second one a mark of its own, in the text too; or delete it
W0325 = The footnote “{ $text }” is not printed: its mark is nowhere in the text
    .hint = Write { $text } in the text where the note belongs, or delete the note
W0326 = “{ $text }” is not finished, so the text after it is lost
    .hint = Add the missing >, --> or end tag; if it is no HTML, type a backslash before the <: \<
W0327 =
    { $form ->
        [text] “{ $text }” is not printed: it stands where a language is named
       *[end] The block of code has no end, so all the text after it is code
    }
    .hint =
        { $form ->
            [text] Start the text on the next line
           *[end] Type { $text } in a line of its own below the code; if it is no code, delete the “{ $text }”
        }
W0328 = “{ $text }” is printed as it is: Markdown has no effect within HTML
    .hint = Leave an empty line between the HTML tag and the text
W0329 = The name “{ $text }” of this heading cannot be used
    .twice = A heading before it has that name; choose another one
    .hint = Type { "{" }#name{ "}" }; a name is made of letters, Chinese characters and digits, with - _ . between them
E0330 = The main picture “{ $dest }” is no file beside the article, so the page will not show it
    .hint = Put the picture beside the article and write the name of its file, such as src: school.jpg
E0331 =
    { $form ->
        [empty] This link or picture does not say where it leads
       *[part] The link “{ $dest }” is not whole and leads nowhere
    }
    .empty = Write between the parentheses where it leads: for a file of the site its relative path
    .nearest = Write “{ $nearest }”
    .hint = Write a whole address, such as https://news.example.cn/; mail as mailto:letters@example.cn, a telephone as tel:12345
W0332 = The stars of “{ $text }” make it italic or bold; the page has no stars
    .hint = For a sign of multiplication write “×”; for a star write “\*”
W0333 = The link “{ $text }” has no text, so nobody sees it
    .hint = Write the text between the brackets: [text]({ $text })
W0334 =
    The { $form ->
        [picture] picture
        [video] film
        [audio] sound
        [link] link
       *[embedded] embedded content
    } “{ $text }” is in HTML and will not be published
    .picture = Write it in Markdown: ![what it shows]({ $text })
    .video = Make it a link: [watch the film]({ $text })
    .audio = Make it a link: [listen]({ $text })
    .link = Write it in Markdown: [text]({ $text })
    .embedded = Make it a link: [text]({ $text })
E0334 = “{ $dest }” is a place on your computer, where nobody else can open it
    .theme = Copy the folder of the theme into the folder themes of the site, and write its name only: { $name }
    .file = Copy the file into the folder of the article, and write its name only: { $name }
E0340 =
    “{ $path }” is not the { $ending } file that its name says{ $text ->
        [unknown] { "" }
        [empty] : it is empty
        [HTML] , but a web page (HTML or XML)
       *[other] , but a { $text } file
    }
    .hint =
        { $text ->
            [heic] It is a photograph of an iPhone, which browsers do not show: save it as JPEG (.jpg)
            [tiff] Browsers do not show such pictures: save it as JPEG (.jpg)
           *[other] Open it to see: if it is right, save it as a real { $ending } file; if not, put the right file in its place
        }
E0341 =
    The attachment “{ $path }” cannot have this name: { $reason ->
        [hidden] it has a character that nobody sees ({ $text })
        [sign] it has “{ $text }”, which some computers cannot keep
        [edge] it starts or ends with a space, or ends with a dot
        [device] “{ $text }” is a device in Windows
        [settings] some hosts take it for their settings
        [charset] it has “.{ $text }” inside, which some hosts take for the encoding of its text
        [coding] it has “.{ $text }” inside, which some hosts take for another kind of file that is compressed
       *[inner] it has “.{ $text }” inside, which some hosts take for a page or a program
    }
    .hint = Rename the file, and change the link to it
E0342 =
    The SVG picture “{ $path }” cannot be published: { $reason ->
        [root] it is not an <svg> of SVG, but “{ $text }”
        [encoding] its encoding is not UTF-8
        [doctype] its DOCTYPE has definitions of its own, which not everybody reads alike
        [element] “{ $text }” in it is not known, nor what browsers would do with it
        [attribute] the attribute “{ $text }” in it is not known, nor what browsers would do with it
        [hiding] “{ $text }” in a CDATA section hides where that ends, for who reads it in another encoding
        [uses] “#{ $text }” in it is repeated over and over, into more than 100,000 shapes beyond those of the file
        [loop] “#{ $text }” in it refers to itself
        [effects] filters, masks or patterns are nested more than 20 deep from here on
        [deep] its shapes are grouped more than 500 times over
       *[damaged] it is damaged from here on, or no SVG
    }
    .hint =
        { $reason ->
            [encoding] Export it from your drawing program again, in UTF-8
            [doctype] Export it without “Preserve Illustrator Editing Capabilities” from Illustrator, as plain SVG from other programs, or as PNG
            [uses] Use fewer clones (use) and symbols within each other in your drawing program, or export it as PNG
            [loop] Delete this clone (use) in your drawing program, or export it as PNG
            [effects] Remove some of the filters, masks or patterns in your drawing program, or export it as PNG
            [deep] Ungroup some of them in your drawing program, or export it as PNG
            [damaged] Open it in a browser to see; export it from your drawing program again, or as PNG
           *[other] Save it as plain or optimised SVG in your drawing program, or export it as PNG
        }
W0330 = There is a space in “{ $text }”, so it is no link or picture
    .hint = Put it between angle brackets: <{ $text }>; or write %20 for the space
E0350 = Quotations, lists, notes or bold and slanted text are nested more than 100 deep here
    .hint = Take some of the signs > - * away: what is further inside is not published
E0351 = The file has { $size } MB of text; { $most } MB is the most
    .article = Split it into several articles; put a long table into a file of its own and link to it
    .hint = Take out what is not needed, or ask who set the site up
E0352 = The HTML “{ $text }” is opened before here and not closed, so all that follows would be in it
    .hint = Close it at the end of the paragraph, list or table that it is for; a table needs <td> around what stands in it
E0353 = There are more than 100 charts in one text
    .hint = Split the text, or leave charts out

### Addresses and folders

E0401 =
    { $form ->
        [index] “index” cannot be a slug: { $url } is the home page or the list of that day
       *[other] Two things claim the same address { $url }
    }
    .case = They differ only in capitals, which many computers do not tell apart
    .later = There is no such problem yet; it begins { $day }, when what is embargoed is published
    .hint =
        { $form ->
            [index] Write another one, such as slug: first-snow; if there is none, rename index.md
           *[other] Give one of the articles another slug
        }
E0402 = Two different attachments claim the same address { $url }
    .case = They differ only in capitals, which many computers do not tell apart
    .later = There is no such problem yet; it begins { $day }, when what is embargoed is published
    .hint = Rename one of the files, and change what refers to it
E0403 = The tag “{ $second }” gets no address /tags/{ $slug }/ of its own
    .taken = The tag “{ $first }” has this address already; if they mean the same, write them the same
    .later = There is no such problem yet; it begins { $day }, when what is embargoed is published
    .hint = Give it one in content/site.yaml, below tags: { $second }: { "{" } slug: a-word { "}" }
E0404 = “{ $path }” is not in the folder of any category
    .hint = Move the file to the folder of a category: { $known }; pages such as “About us” belong in content/pages
E0405 = There is something at the old address { $url } already
    .case = They differ only in capitals, which many computers do not tell apart
    .later = There is no such problem yet; it begins { $day }, when what is embargoed is published
    .hint = Delete this line; an old address can be neither a page of the site nor another old address
W0406 =
    { $form ->
        [article] “{ $path }” looks like an article, but its name does not end in .md, so it is not published
       *[other] No article uses “{ $path }”, so it is not published
    }
    .hint =
        { $form ->
            [article] Rename it to { $name }
           *[other] Link to it from an article; if it is not needed, delete it
        }
E0407 = The address { $url } is too long for the name of a file
    .later = There is no such problem yet; it begins { $day }, when what is embargoed is published
    .hint = Make it short: in this article, add slug: a-short-word; for a tag, in content/site.yaml, below tags
W0408 =
    It is { $now } { $clock ->
        [option] by --now
        [variable] by SOURCE_DATE_EPOCH of the environment
       *[machine] by the clock of this computer
    }, before the first article of { $first }: none is published
    .hint =
        { $clock ->
            [option] Give another moment with --now
            [variable] Unset SOURCE_DATE_EPOCH: nix-shell and the like set it to 1980
           *[machine] Set the clock of this computer right
        }
W0409 =
    It is { $now } { $clock ->
        [option] by --now
        [variable] by SOURCE_DATE_EPOCH of the environment
       *[machine] by the clock of this computer
    }, before the day of the last build, { $last }
    .hint =
        { $clock ->
            [option] Give another moment with --now
            [variable] Unset SOURCE_DATE_EPOCH: nix-shell and the like set it to 1980
           *[machine] Set the clock of this computer right
        }
W0410 = The address lacks “{ $left }” of the file's name, which the program cannot spell: it became { $slug }
    .hint = Add a line: slug: a-word
W0411 = The address of the tag “{ $text }” lacks “{ $left }”, which the program cannot spell: it became /tags/{ $slug }/
    .hint = Give it one in content/site.yaml, below tags: { $text }: { "{" } slug: a-word { "}" }
E0412 =
    { $form ->
        [folder] This file of static cannot be at { $url }: one of it and { $other } is a file where the other needs a folder
       *[same] This file of static cannot be at { $url }: something else of the site is there
    }
    .case = They differ only in capitals, which many computers do not tell apart
    .later = There is no such problem yet; it begins { $day }, when what is embargoed is published
    .hint = Rename or move the file in static: it never takes the place of a page
E0413 = An entry of the menu or the footer leads to “{ $text }”, which is nothing on this site
    .nearest = Did you mean “{ $nearest }”?
    .hint = Write the name of a category, columns/NAME, series/NAME, tags/TAG, topics/NAME, a file such as pages/about.md, a path that begins with /, or a whole address (https://…)
E0415 = static is a file, and a folder is meant to be here
    .hint = Rename the file or move it away; files to publish go into a folder static
W0416 = When this article ends { $moment }, the address { $url } passes from “{ $name }” to “{ $other }”, who sounds alike
    .hint = Bylines follow by themselves; who links to it from elsewhere finds somebody else. To keep it, delete the line expires
W0414 =
    “{ $text }” in the menu or the footer { $reason ->
        [future] will be there from { $moment } on; until then readers do not see this entry
        [expired] was taken down at { $moment }, and readers do not see this entry any more
        [expiring] will be taken down at { $moment }; from then on readers do not see this entry
        [few] has no page of its own yet, and readers do not see this entry
        [unreviewed] has not passed its three reviews, and readers do not see this entry
       *[draft] is a draft, and readers do not see this entry
    }
    .hint =
        { $reason ->
            [future] It changes by itself: nothing has to be done
            [expiring] It changes by itself: nothing has to be done
            [few] It changes by itself: nothing has to be done
            [expired] Delete the entry, or let it lead to something else
           *[draft] Publish it, or delete the entry
        }

### Theme

E0501 = There is a mistake in the template { $template }: { $reason }
    .nearest = Did you mean “{ $nearest }”?
    .hint = Mend the template; the articles are fine
E0502 = The template { $template } cannot set this page: { $reason }
    .hint = Mend the template; the articles are fine
E0503 = There is a mistake in this style sheet: { $reason }
    .hint = Mend the style sheet; the articles are fine
E0504 = There is no theme “{ $theme }”
    .nearest = Did you mean “{ $nearest }”?
    .hint = Write theme: default, or make the folder themes/{ $theme }
E0507 = The { $what } cannot be written: { $reason }
    .hint = This is a fault of the program; please report it
E0505 = There should be lines of “name: words” in this file
    .hint = Write one a line, such as home: Home
W0508 = No page uses this file
    .nearest = Did you mean “{ $nearest }”?
    .hint = Templates go into the theme's folder templates, with the name of a built-in one or named by another; styles and pictures into assets, words into words. Delete what is not needed
W0509 = No template uses the word “{ $key }”
    .nearest = Did you mean “{ $nearest }”?
    .hint = Use words["{ $key }"] in a template, or delete this line
W0510 = The style sheet names “{ $url }”, and there is no such file
    .nearest = Did you mean “{ $nearest }”?
    .hint = Put the file into the theme's folder assets, and write its address from the folder of the style sheet on
E0511 = These files name each other in a circle: { $chain }
    .hint = Take this one out, and put what they share into a file of its own
    .built-in = Write default/{ $name } for the built-in one that it replaces
E0512 = The theme's folder themes/{ $theme } is empty
    .hint = Put the theme's files into it, or write theme: default
E0513 = The template asks for { $name }, which is not there
    .nearest = Did you mean { $nearest }?
    .hint = Words go into the theme's folder words, files of site.assets into its folder assets
E0514 = { $template } is a fragment that many pages share, and has no page.{ $name }
    .hint = A fragment knows page.href, page.section, page.trail and page.home only; put what differs from page to page into a base.html or another template of your own
E0520 = A page of the template { $template } would have more than 64 MB
    .hint = Look for a loop in the template that prints the same over and over; a long article is split
E0521 = The template { $template } was not done after 20 seconds
    .hint = Look for a loop within a loop, or one over a long range
E0522 = The template { $template } takes more than 1 GB of memory
    .hint = Look for a text or list that is put together with itself in a loop
E0527 = The folder templates/default is for the built-in templates and holds no file of a theme
    .hint = Put it into a different folder; to replace a built-in template, put it right into templates, with the same name
W0528 = Built-in files have changed since the theme copied them: { $files }
    .hint = See what has changed with dateline theme diff; once a copy has it too, note that with dateline theme mark

### Bulletins

E0601 = The series “{ $series }” has a bulletin for { $period } already
    .hint = See whether period is right; if it is, delete one of the two
W0602 = The series “{ $series }” lacks { $count } periods in its run, the newest being { $periods }
    .hint = Publish what is missing; where a period is written wrongly, mend it
E0603 = { $first } { $mark } { $second } (difference { $difference })
    .parts = Parts: { $parts }
    .hint = Check these figures; the rule is in content/site.yaml, under rules of this series
W0604 = { $first } { $mark } { $second } (difference { $difference })
    .parts = Parts: { $parts }
    .hint = Check these figures; the rule is in content/site.yaml, under rules of this series
E0605 = { $rate } cannot be: no whole number has this share in { $whole }
    .hint = The nearest are { $below } and { $above }
W0606 = { $rate } cannot be: no whole number has this share in { $whole }
    .hint = The nearest are { $below } and { $above }
E0607 = This rule cannot be understood: { $rule }
    .hint = Write “left = right”, such as calls = direct + transferred; in the middle <=, >= or ~ will do too, and around it + - * /, brackets, numbers, names of figures, sum(parts), round(number, digits), prev(number), total(series.figure)
E0608 = The rule names “{ $name }”, which is not declared
    .nearest = Did you mean “{ $nearest }”?
    .hint = There are: { $known }
E0609 = “{ $label }” has parts and is not one number
    .hint = Write sum({ $id }) for the sum of its parts
E0610 = The topic “{ $name }” has { $count }, more than “{ $other }” ({ $before }) before it
    .hint = Topics go from many to few: change their order, or check the two numbers
E0611 = The topic “{ $name }” has { $count }, more than all of { $label }, { $total }
    .hint = Check the two numbers
W0612 = The period “{ $text }” is not a week that starts on a Monday
    .hint = A week goes from Monday to Sunday, such as period: { $monday }
E0613 = In the series “{ $series }” { $period } and { $other } overlap
    .hint = See which of the two has the wrong period
W0614 = “{ $label }” is { $value }, less than 0
    .hint = Check the number; if it may be below zero, write negative: true for { $id } in content/site.yaml
E0615 = “{ $label }” is { $value }, but should have no more than { $decimals } decimals
    .hint = Round it as agreed, or change decimals in content/site.yaml
W0616 = “{ $label }” is { $value }, far from what it was: between { $least } and { $most } in the { $count } periods before, mostly about { $usual }
    .hint = See whether a digit is missing or too many; if it is right, leave it, or write jump: 100 or jump: 0 for { $id } in content/site.yaml to hear no more of it
W0617 = The text gives “{ $label }” as { $written }, the figures as { $figure }
    .hint = Check it, then change the text or the figures
E0618 = The chart names “{ $name }”, which is not declared
    .nearest = Did you mean “{ $nearest }”?
    .hint = Write series:SERIES/FIGURE?last=90d; there are: { $known }
E0619 = The chart's “{ $query }” cannot be understood
    .hint = Write last=90d (days), last=12w (weeks), last=12m (months) or last=5y (years)
W0620 = The part “{ $name }” starts with the sign of a formula: a spreadsheet would run it
    .hint = Leave out the sign at its start; in parts.csv of the open data the name gets an apostrophe ' before it
W0622 = A part of “{ $label }” has no name
    .hint = Write its name in the quotation marks; if it is not needed, delete it
W0623 = The topic “{ $name }” is listed twice
    .hint = Make one of the two and add up the counts; if they are different, name them differently
W0624 =
    “{ $label }” is { $value }, but { $reason ->
        [negative] nothing is counted below zero
       *[fraction] such things come whole
    }
    .decimals = If it may have decimals, write decimals: 2 for { $id } in content/site.yaml
    .hint = Check the number

### Copy rules for Chinese text

W0701 = There is a half-width “{ $text }” in Chinese text
    .stop = Type “。” at the end of a sentence, and “·” within the name of a foreigner
    .hint = Type “{ $right }”
W0702 = The { $text } here has no partner
    .hint = Add the other half, or delete this one; if it faces the wrong way, type the other one
W0703 = There are straight quotation marks around Chinese text
    .hint = Type curly ones “ ”, and ‘ ’ within them
W0704 = The ellipsis is written “{ $text }”
    .hint = A Chinese ellipsis has six dots: ……
W0705 = The dash is written “{ $text }”
    .hint = A Chinese dash is two characters wide: ——
W0706 = This paragraph stops in a sentence that the next one goes on with
    .hint = Text copied from a newspaper's columns does that: delete the empty line between the two; if the paragraph ends here, type “。” for its last mark
W0707 = “{ $text }” is there twice
    .hint = Most likely it was typed once too often; delete one
W0708 = “{ $text }” are full-width digits
    .hint = Type plain ones: { $right }
W0709 = There is an indent at the head of the paragraph
    .paragraph = This line goes on the paragraph above it; leave an empty line before it to start a new one
    .blank = This line looks empty, but has white space in it, so that the paragraphs above and below become one
    .code = With four spaces or a tab before it, text is set as program code
    .hint = Delete it; the site sets indents by itself
W0710 = There is a space within a sentence
    .hint = Delete it, or type the mark that belongs there
W0711 = The first number of “{ $text }” lacks its percent sign
    .hint = Write “{ $right }”
W0712 =
    There is an invisible character here ({ $point }, { $kind ->
        [control] a control character
        [line] an old sign for the end of a line
        [direction] a mark that changes the direction of text
       *[invisible] a character without width
    })
    .hint = Delete it; it most likely came along with text copied from the web
W0713 = “{ $text }” is not how this newsroom writes it
    .note = { $note }
    .hint = Write “{ $right }”
W0714 = “{ $text }” is not read as a link
    .hint = Type half-width brackets: [text](address)
W0715 = This picture is read as a link: its exclamation mark is full-width
    .hint = Type a half-width ! before a picture: ![text](picture)
W0716 = This line is not read as a heading
    .hint = Start it with half-width # and a space: ## Heading
W0717 = “{ $text }” is not read as a footnote: its colon is full-width
    .hint = Write a half-width colon and a space after its mark: { $text }: the note
W0718 = These lines are not read as a list
    .hint = Put a space after the { $text } of each line: { $text } item
W0719 = “{ $text }” is not read as bold: the stars are printed
    .hint = Leave no space inside the stars: **bold**
W0720 = These lines are not read as a table
    .wide = The strokes are full-width: type half-width ones, |
    .tab = There are tabs in these lines: type spaces
    .hint = Write a line such as | --- | --- | below the first, with as many cells as that has
W0721 = This is not read as a box: “{ $text }” is printed
    .hint = Its first line holds one of [!NOTE], [!TIP], [!IMPORTANT], [!WARNING], [!CAUTION] in half-width signs, and nothing else; the text starts on the next line
W0722 = “{ $text }” is not struck out: the tildes are printed
    .hint = Type half-width ~~ on both sides of what is to be struck; leave it where nothing is
W0735 = This paragraph has no mark at its end
    .hint = Type “。” if the sentence ends here; if not, delete the empty line below and join the two paragraphs
W0736 = A quotation goes over several paragraphs, and this one does not open with a quotation mark
    .hint = Start each paragraph with “, and end the last one with ”; if this is not quoted, type the ” that the paragraph before lacks
W0737 = There are double quotation marks within double ones
    .hint = Type ‘ ’ for the inner ones
W0723 = This line does not have as many cells as the table
    .beyond = “{ $text }” has no head and is not printed: add a cell to the first line and the one below it, or delete the strokes that are too many
    .below = It stands right below the table and becomes a cell: leave an empty line before it
W0724 = These lines become one paragraph: the “{ $text }” before them is no sign of a list
    .hint = For a list, start each line with a hyphen and a space, or with “1. ”; for paragraphs, leave an empty line before each
W0725 = The paragraph above becomes a heading: the next line is “{ $text }”
    .hint = For a line across the page, leave an empty line before “{ $text }”; or delete it
W0726 = This line is not read as a quotation: its “＞” is full-width
    .hint = Start it with a half-width > and a space: > quotation
W0727 = “{ $text }” is not read as bold: its stars are full-width
    .hint = Type half-width stars: **bold**
W0728 = “{ $text }” is not read as a link or picture: the quotation marks in it are full-width
    .hint = Type half-width ones: ![text](picture "caption")
W0729 = “{ $text }” is not read as a link: there is a space between ] and (
    .hint = Delete the space: [text](address)

### The newsroom's rules

W0730 = “{ $text }” is between signs of comparison
    .hint = Titles of books and papers take “《》”
W0731 = “{ $text }” means something to a different program; here it is printed as it stands
    .hint = Delete it, or write it as it is written here; to print it, put it between backticks
W0732 =
    Nobody else can read a character here ({ $point }, { $kind ->
        [private] a character for private use
        [object] a picture or formula that was lost in copying
       *[accent] an accent by itself
    })
    .hint = Type it anew from the original; where that has a picture, use a picture
W0733 = “{ $text }” looks right, but is a different character ({ $point }), which search does not find
    .hint = Type it anew, or run dateline check --fix, which writes “{ $right }”
W0734 = There is a space that no keyboard has in Chinese text ({ $point })
    .hint = Delete it; where a space is meant, type a common one
E0801 = By the newsroom's rules an article of “{ $category }” has “{ $key }”
    .hint = Add a line { $key }: to the front matter
E0802 = This article has not been reviewed by three
    .hint = Add a line: review: { "{" } first: name, second: name, final: name { "}" }
E0803 = “{ $name }” reviewed this article twice
    .hint = The first, the second and the final review are by three people
E0804 = “{ $name }” is both author and reviewer
    .hint = Have it reviewed by a colleague who is not in the byline
E0805 = A reprint must also name: { $known }
    .hint = Write source and editor, and below original the author and the original title: original: { "{" } author: name, title: headline { "}" }; if the text is your own, add its source to policy.own_sources in site.yaml

### What keeps the program from working

F0001 = There is no site in “{ $path }” or in any folder above it (no content/site.yaml)
    .hint = Go to the folder of the site or name it with --root; for a new site: dateline init FOLDER
F0002 = The folder “{ $path }” cannot be read: { $reason }
    .hint = See that it is still there and that you may read it
F0003 = “{ $path }” cannot be written: { $reason }
    .hint = The published files are whole; see that you may write there and run it again
F0004 = Another build is writing to “{ $path }”
    .hint = Wait until it has finished
F0005 = The disk is full, there is no room for “{ $path }”
    .hint = The published files are whole; make room and run it again
F0006 = Nothing is written to “{ $path }”: the site's own files are there
    .hint = Choose another place, such as --output public or --report report.json
F0007 = “{ $text }” after --now is not a moment
    .hint = Write date, time and time zone, as in --now 2024-01-18T09:30:00+08:00
F0008 = “{ $text }” after --base-url is not a full web address
    .hint = Start with https:// or http://, as in --base-url https://news.example.cn/
F0009 = There is something in the folder “{ $path }” already
    .hint = Choose a new folder, so that nothing is overwritten
F0010 = “{ $path }” exists already
    .hint = Choose another title, or edit that file
F0011 = There is no category or kind “{ $word }”
    .nearest = Did you mean “{ $nearest }”?
    .hint = You can write: { $known }
F0012 = The title “{ $title }” has nothing that can be a file name
    .hint = A title needs at least one letter, digit or Chinese character
F0013 = The report “{ $path }” cannot be written: { $reason }
    .hint = See that the folder is there and that you may write to it
F0014 = “{ $text }” in SOURCE_DATE_EPOCH is not a whole number
    .hint = Write the seconds since 1970, such as 1705541400, or unset it
F0015 = The command is not right: { $reason }
    .nearest = Did you mean “{ $nearest }”?
    .hint = See how it is used: { $help }
F0020 = “{ $path }” cannot be read: { $reason }
    .hint = See whether the file is there; for text from another program write --from -
F0021 = There is no series “{ $id }”
    .nearest = Did you mean “{ $nearest }”?
    .hint = There are: { $known }
F0025 = “{ $path }” is not UTF-8
    .hint = Open it in an editor, choose “Save as” with the encoding UTF-8, and save it again
F0026 = “{ $path }” is in the way: it is not of Dateline’s making
    .hint = Move it away or rename it, then run it again; nothing has been changed
F0030 = “{ $path }” is a pipe, a device or a folder, where Dateline keeps a file of its own
    .hint = Move it away or delete it, and run it again; nothing was touched this time
F0031 = “{ $name }” is a link, or below one, that leads out of the site, to “{ $path }”
    .hint = To write there, name that path itself after --output or --report; nothing was written
F0022 = The site has no “{ $text }”, and no article had that address once
    .nearest = Did you mean “{ $nearest }”?
    .hint = Write the path of an article, such as content/scitech/2024-01-18-snow.md, or a full address
F0023 = There is no code “{ $text }”
    .nearest = Did you mean “{ $nearest }”?
    .hint = The code stands in the brackets of a message, such as E0102
F0024 = The connection to the editor broke: { $reason }
    .hint = Open the folder of the site in the editor again
F0035 = What the editor sent is no message of the language server protocol: { $reason }
    .hint = Open the folder of the site in the editor again; if that does not help, update the extension of the editor
F0036 =
    This build would take down { $count } published articles, only since it is { $now } { $clock ->
        [option] by --now
        [variable] by SOURCE_DATE_EPOCH of the environment
       *[machine] by the clock of this computer
    }, before the day of the last build, { $last }; nothing was written
    .hint =
        { $clock ->
            [option] Give another moment with --now
            [variable] Unset SOURCE_DATE_EPOCH: nix-shell and the like set it to 1980
           *[machine] Set the clock of this computer right
        }; if they are to go, add --allow-removals
F0041 = The site has no file or folder “{ $path }”, or it is not in content or themes
    .hint = Name the article or folder to check, such as dateline check content/scitech/2024-01-18-snow.md
F0042 = Git does not say which files changed: { $reason }
    .hint = A few files can be checked without git: write their paths after dateline check
F0043 = The list of known problems “{ $path }” cannot be read: { $reason }
    .hint = If there is none yet, write one: dateline check --write-baseline { $path }
F0044 = Line { $line } of “{ $path }” cannot be read: this is no list of known problems, or a damaged one
    .hint = Take it back from the history, or write a new one: dateline check --write-baseline known.txt
F0045 = Git knows no commit “{ $text }”
    .hint = Name a branch, a tag or a commit, such as --changed=main; without one the last commit counts
F0050 = This dateline was built without { $part }
    .hint = Get a whole dateline: build it without --no-default-features, or with --features { $part }
F0051 = The built-in theme has no file “{ $text }”
    .nearest = Did you mean “{ $nearest }”?
    .hint = dateline theme copy without a name lists all files
F0052 = { $path } is in the theme already and was left as it is
    .hint = See where it differs with dateline theme diff; to copy it anew, move it away first
F0053 = The theme has no copy { $path }
    .hint = dateline theme diff without a name shows all copies
F0061 = { $path } cannot be read for the import: { $reason }
    .hint = See whether the file is there and its path is right; for text from another program write -
F0062 = Nothing says of which day { $path } is: the page has no full date, and none was given
    .hint = Add the day of the issue, such as --date 2024-01-18

### What the commands say

error = error
warning = warning
hint = hint
place-here = here
place-other = and here
done-build = wrote { $written }, unchanged { $unchanged }, removed { $removed }, withheld { $withheld } — { $seconds } s
problems =
    { $errors ->
        [0] { $warnings ->
            [0] no problems
            [one] { $warnings } warning
           *[other] { $warnings } warnings
        }
        [one] { $warnings ->
            [0] { $errors } error
            [one] { $errors } error, { $warnings } warning
           *[other] { $errors } error, { $warnings } warnings
        }
       *[other] { $warnings ->
            [0] { $errors } errors
            [one] { $errors } errors, { $warnings } warning
           *[other] { $errors } errors, { $warnings } warnings
        }
    }
build-again = A file was changed meanwhile: building once more
nothing-written = Not built: nothing was written, and what is published is as it was
report-more = Of each kind the first { $most } are shown; to see all: dateline check --all
check-clean =
    { $articles ->
        [one] checked { $articles } article, no problems
       *[other] checked { $articles } articles, no problems
    }
check-clean-files = { $files ->
        [one] { $files } file checked, no problems
       *[other] { $files } files checked, no problems
    }
check-no-new = No new problems
check-unchanged = No file has changed: there is nothing to check
check-elsewhere = { $errors ->
        [one] There is { $errors } error in other files; the site cannot be built before it is fixed: dateline check
       *[other] There are { $errors } errors in other files; the site cannot be built before they are fixed: dateline check
    }
baseline-known = { $count ->
        [one] { $count } problem that is in { $path } is not shown
       *[other] { $count } problems that are in { $path } are not shown
    }
baseline-errors = { $count ->
        [one] { $count } of them is an error: dateline build stops at it
       *[other] { $count } of them are errors: dateline build stops at them
    }
baseline-gone = { $count ->
        [one] { $count } problem of { $path } is gone; to write the list anew: dateline check --write-baseline { $path }
       *[other] { $count } problems of { $path } are gone; to write the list anew: dateline check --write-baseline { $path }
    }
baseline-gone-entry = - { $path } { $code }, { $count }
baseline-written = { $count ->
        [one] { $count } problem written to { $path }; to see new ones only: dateline check --baseline { $path }
       *[other] { $count } problems written to { $path }; to see new ones only: dateline check --baseline { $path }
    }
fixable = { $count ->
        [one] One of them can
       *[other] { $count } of them can
    } be mended for certain: dateline check --fix (see first what would change: --dry-run)
fix-file = mended { $path } ({ $count })
fix-changed = somebody else is changing { $path }, so it was left alone
fix-done = mended { $count } problems in { $files } files
fix-would = { $count } problems in { $files } files can be mended; leave out --dry-run to do it
withheld-head = Not published yet, or no longer:
withheld-draft = { $path }: a draft
withheld-future = { $path }: will be published { $moment }
withheld-unreviewed = { $path }: not reviewed by three yet
withheld-expired = { $path }: was taken down { $moment }
next-moment = The next change: { $moment }
next-never = Nothing changes any more unless a file does: no article waits to be published or taken down
next-embargo = { $path }: is published
next-expiry = { $path }: is taken down
next-news-sitemap = { $path }: is 48 hours old and leaves the news sitemap
next-period = { $path }: is over, and the home page lists it no longer
next-more =
    { $more ->
        [one] and one more
       *[other] and { $more } more
    }
why-public =
    { $path } is on the site
    Its address: { $url }
why-until = Until { $moment }
why-stopped = The site has { $errors } errors to mend before it can be built; see them: dateline check
why-shown =
    { $count ->
        [0] No other page shows it
        [one] One page shows it:
       *[other] { $count } pages show it:
    }
why-shown-by-all =
    { $count ->
        [0] Every page shows it, as the theme has it
        [one] Every page shows it, as the theme has it; one leads to it of its own:
       *[other] Every page shows it, as the theme has it; { $count } lead to it of their own:
    }
why-alias = { $url } is an old address and leads to { $target }
why-made = { $url } is a page that the site makes by itself
why-errors = { $path } is not published: it has errors, and cannot be read until they are mended
why-draft =
    { $path } is not published: it is a draft
    Delete the line draft: true to publish it, at { $url }
why-future =
    { $path } is not published: its time has not come
    A build after { $moment } publishes it, at { $url }
why-expired =
    { $path } is not published: it was taken down { $moment }
    Delete the line expires to publish it again, at { $url }
why-unreviewed =
    { $path } is not published: it has not been reviewed by three (policy.review in site.yaml)
    With three different names below review, none of them in the byline, it is published, at { $url }
why-misnamed =
    { $path } is not published: it looks like an article, but its name does not end in .md
    Rename it to { $name }, and it will be read
why-unused = { $path } is not published: no public article uses it
why-used = { $count ->
        [one] One article uses it:
       *[other] { $count } articles use it:
    }
explain-wrong = Wrong:
explain-right = Right:
left-gitignore =
    The .gitignore that is here was left as it is. Open it and add these lines:
      /public
      /preview
      /.dateline
made-site =
    The site is ready: { $path }
    Now type:
      cd { $path }
      dateline serve
made-category = It is in the category “{ $title }” ({ $id })
made-category-of = It is in the category “{ $title }” ({ $id }); others of this kind: { $others }. For one of them, write its name
theme-copied = The first line says what it is a copy of: leave it in. The original is kept in the folder _originals of the theme. After an upgrade, dateline theme diff shows what has changed
theme-current = { $path }: of the same version as the built-in one
theme-behind = { $path }: copied from { $version }; the built-in one has changed since
theme-behind-lost = { $path }: copied from { $version }, and the built-in one has changed since; its original is gone, so here is where the two differ
theme-unmarked = { $path }: does not say what it is a copy of; here is where it differs from the built-in one
made-topic = The topic page is there as a draft. Write its introduction and its blocks, delete the line draft: true, and run dateline check
made-article = The draft is ready. Look at it while you write with dateline serve; when it is done, delete the line draft: true and run dateline check

# Import: notes in the articles, and what is said of each place
import-from = imported from { $place }
import-day = the day of the issue, as the page has it
import-position = in the order of the paste
import-written = as printed: { $text }
import-far-day = { $month }-{ $day } is not within the 31 days before the issue: date was left open
import-heads = which line is kicker, headline and subtitle is guessed by their order
import-headless = no headline was recognised: these are the first words of the text
import-name = the name below the headline is taken for that of the author
import-resumed = The text went on on a different page and was put together; this was taken from it: { $text }
import-unsure-start = it is not sure that a text starts here: this may be a heading of the one before
import-label = “{ $text }” is taken for a heading; if it is the headline of a text, part the two
import-table = lines with tabs were made a table: have a look
import-series = read as the series “{ $title }”
import-column = guessed: the banner of the column “{ $title }” is on the page, and the text speaks of it
import-caption = the picture did not come with the text: put it here, fill in its file, take away the first #
import-caption-left = The caption of a picture is a comment in the front matter: { $text }
import-onward = The text goes on on a page that is not here: { $text }
import-from-before = The text began on a page that is not here; this was taken from it: { $text }
import-category = the category “{ $title }” is a guess, others of this kind: { $others }; move the file, or write --into
import-not-into = The category of --into cannot hold this text (bulletins have one of their own); it is in “{ $title }”
import-joined = A paragraph that columns broke was put together: { $before }┃{ $after }
import-joined-across = A paragraph was put together across a banner or an advertisement, have a look: { $before }┃{ $after }
import-joined-digits = A paragraph was broken between digits and put together, have a look: { $before }┃{ $after }
import-left-folio = In no draft (day or number of the page): { $text }
import-left-banner = In no draft (banner of a column): { $text }
import-left-editors = In no draft (who edited the page): { $text }
import-left-advertisement = In no draft (advertisement): { $text }
import-left-guide = In no draft (box that leads to other pages): { $text }
import-no-text = A headline without a text, in no draft: { $text }
import-again = This text was imported before and is { $path }, which was left as it is
import-not-text = { $path } is no text, or its encoding is unknown, and was not imported. Copy the text out and save it as a text file in UTF-8
import-nothing = No text was found in { $path }
import-done = Drafts made: { $drafts }; breaks joined: { $joins }, places to check: { $unsure }, left out: { $left }, changed by the copy rules: { $fixes }
import-would = Drafts to be made: { $drafts }; breaks joined: { $joins }, places to check: { $unsure }, left out: { $left }, changed by the copy rules: { $fixes }. Nothing was written
import-lost = Places that could not be made into drafts: { $count }; see above
read-series = Read as the series “{ $title }” ({ $id }), which fits best; the others: { $others }. To name one, add --series
read-whole = All numbers of the sentence were recognised; check them before you publish
read-partly = Some things are not sure; they were left out, or need a look:
doubt-period = - No period was found: fill in period
doubt-year = - The sentence has no year; the latest one that fits is { $year }
doubt-year-of-monday = - The sentence has no year. The latest in which this week starts on a Monday is { $year }, so that was filled in; the latest of all is { $latest }: change period if it is wrong
doubt-missing = - “{ $label }” was not found
doubt-several = - “{ $label }” has several different numbers: { $values }
doubt-number = - A number that was not used: { $text }
cache-lost = The cache .dateline/documents cannot be read, so all articles are read again
manifest-lost = A list .dateline-manifest in the output folder is missing or cannot be read: files of earlier builds that no longer belong to the site were not removed
lock-unsupported = The disk of the output folder knows no locks: see that no two builds write there at the same time
withheld-more = and { $more } more, all of them in the file of --report

# Notes in a new article
new-draft = a draft: delete this line to publish it
new-slug = the end of the address; you may write small letters, digits and hyphens
new-byline-commentary = for example: Our editors
new-byline-news = for example: { "{ role: Reporter, name: Li Ping }" }
new-kicker = line above the headline
new-subtitle = line below the headline
new-summary = without it, the opening of the text
new-column = column, choose one
new-tags = for example: [heating, service]
new-image = main picture; its file lies beside the article
new-priority = 1 is most important, 5 least
new-editor = editor in charge
new-until = last day on the home page
new-blocks = each block has one source: tag, category, column, series, or picked articles
new-block-newest = The newest
new-block-picked = Picked
new-optional = may be left out

# Language server
lsp-fix-all = Fix all that is certain

# Command line
help-dateline = Makes a city's news site of Markdown articles
help-usage = {"Usage: "}
help-commands = Commands
help-command = COMMAND
help-arguments = Arguments
help-options = Options
value-action = ACTION
value-code = CODE
value-category = CATEGORY
value-day = DAY
value-dir = DIR
value-editor = EDITOR
value-file = FILE
value-form = FORM
value-format = FORMAT
value-host = HOST
value-i-n = I/N
value-id = ID
value-kind-or-category = KIND-OR-CATEGORY
value-lang = LANG
value-n = N
value-name = NAME
value-path = PATH
value-path-or-url = PATH-OR-URL
value-rev = REV
value-rfc3339 = RFC3339
value-shell = SHELL
value-title = TITLE
value-url = URL
help-init = Make a new site that builds at once
help-new = Make a new article and print its path
help-import = Make drafts of texts from elsewhere, now of newspaper pages as pasted; print their paths
help-import-from = What the files are: page (text copied from a newspaper page); default: found out
help-into = Category to put the drafts into; default: by their kind
help-issue-day = Day of the issue, such as 2024-01-18; not needed if the page says it
help-import-dry-run = Only list the drafts that would be made, write nothing
help-as-is = Change nothing; without it, what the copy rules are sure of is fixed
help-import-paths = Files to import; - is standard input
help-check = Check all content; report problems, write nothing
help-build = Build the site: content/ → public/
help-next = Tell when the site changes next if no file does, and why
help-json = Print JSON, for a program
help-why = Tell why an article or address is on the site or is not, and on which pages
help-explain = Explain a message at length, with an example
help-schema = Write the form of this site's front matter as JSON Schema, for completion and checks in an editor
help-what = Path of an article, or an address
help-code = Code of a message, such as E0102
help-schemas = Folder to write to; without it .dateline/schema
help-completions = Print a script that completes commands, options and paths in a shell
help-shell = The shell: bash, zsh, fish, powershell or elvish
help-theme = Copy files of the built-in theme to change them, and see what has changed there since
help-action = copy, diff (what has changed since) or mark (a copy is up to date)
help-theme-files = Files of the built-in theme, such as partials/footer.html; without one, diff and mark take all copies
help-lsp = Language server: checks and completes while you type (started by the editor)
help-dir = The site's folder; it must be missing or empty
help-kind = The folder or name of a category, or a kind (commentary, bulletin, news)
help-title = The headline; with --from it may be left out
help-series = The series of a bulletin, by its id in site.yaml; for bulletins only
help-from = Read the figures of a bulletin from the sentence in this file; - is standard input
help-root = The site's folder; default: the nearest one at or above this one
help-lang = Language of messages: zh or en
help-now = What counts as now, such as 2024-01-18T06:00:00+08:00
help-drafts = Build drafts too, marked as such
help-future = Build articles whose time has not come, marked as such
help-output = Where to build; default: public/
help-base-url = Use this instead of base_url in site.yaml
help-deny-warnings = Warnings fail too
help-format = How problems are printed: human, json or github
help-paths = Report problems of these files or folders only; else of the whole site
help-changed = Report problems of files only that differ from git's last commit, or from REV
help-baseline = Leave out the known problems in this list
help-write-baseline = Write all present problems to a list for --baseline
help-all = Show every problem, not the first 20 of each kind
help-fix = Mend what can be mended for certain, and not a byte besides
help-dry-run = Show what --fix would change, and write nothing
help-external = Check links to other sites too (needs the network; answers are kept for seven days)
help-allow-private = With --external, ask addresses of this computer and its network too
help-report = Write a JSON report of the result
help-jobs = Number of threads; default: all cores
help-help = Show this help
help-version = Show the version
usage-unknown = there is no option “{ $text }”
usage-command = there is no command “{ $text }”
usage-bulletin = { $text } is for bulletins only, and an article in “{ $category }” is none
usage-series = { $text } is of no use: content/site.yaml has no series of bulletins yet
usage-missing = { $text } is missing
usage-twice = “{ $text }” may be given only once
usage-conflict = “{ $text }” and “{ $other }” do not go together
usage-empty = { $text } needs a value
usage-range = { $argument } cannot be “{ $text }”; write a whole number from { $least } to { $most }
usage-encoding = One of the arguments is not in UTF-8; only the paths of files and folders may have a different encoding
usage-value = { $argument } cannot be “{ $text }”

# Progress and timings
progress-left = left
stage-walk = finding files
stage-read = reading articles
stage-collect = putting in order
stage-check = checking links
stage-publish = making pages
stage-pictures = making pictures (megapixels)
stage-search = making the search index
stage-total = in all
F0018 = --shard cannot be “{ $text }”
    .hint = Write which part of how many, such as 2/3; or auto, to take it from the environment
F0019 = Which part to build is not known: there is no CI_NODE_INDEX with CI_NODE_TOTAL, and no JOB_COMPLETION_INDEX
    .hint = Say --shard 2/3; on Kubernetes say with --shards how many parts there are
help-shard = Build only a part of the site: part I of N; or auto
help-shards = How many parts there are, where --shard auto cannot tell
help-pictures-from = Take pictures that are made already from the site at this address
help-allow-removals = Take articles down even if the clock lies before the last build
help-timings = Show how long each stage took

### dateline serve

F0016 = Port { $port } is in use
    .hint = Take another one: --port 8080; without --port the program finds a free one
F0017 = The preview cannot be shown on “{ $path }”: { $reason }
    .hint = Without --host it is shown on this machine only; for another port, add --port

serve-address = Preview: { $url }
serve-desk = Desk: { $url }
serve-watching = Watching content and themes in { $path }; pages follow when you save. Ctrl-C ends it
serve-exposed = Note: not this machine alone but everybody who reaches { $host } sees drafts, articles to come, the desk and lines of your files; --no-drafts leaves them out
serve-exposed-public = Note: not this machine alone but everybody who reaches { $host } sees what is public; drafts, the desk and mistakes are left out
serve-network = On the network: { $url }. It is opened by an address in numbers; by a name only with --allow-host NAME
serve-unopened = No browser could be opened: please open the address above
serve-ready = Ready — { $time }
serve-polling = Files are looked at every second
serve-limit = The system does not let more files be watched ({ $reason }): they are looked at every second, and pages follow a little later
serve-changed = { $path } — { $time }
serve-changed-many = { $path } and { $more } more — { $time }
serve-changed-some = files changed — { $time }
serve-turned = The time has come: an article was published, was taken down, or is no longer new
serve-millis = { $time } ms
serve-seconds = { $time } s
preview-broken = This article has a mistake and cannot be shown yet
preview-undrawn = This page cannot be set
preview-mend = Mend it and save: the page follows by itself. All other pages can be read as usual.
preview-held = While there is an error, a build writes nothing.
preview-more = { $more } more are on the desk
preview-as-of = As of { $moment }
preview-now = Back to now
preview-no-address = This is no address
preview-no-moments = This preview shows what is public now, and no other moment (--no-drafts)
preview-far-moment = There is nothing to see at that moment: choose one from a year before the first article to a year after the last change
preview-busy = Other moments are being looked at just now; try again shortly
preview-other-host = This preview is not opened by that name. To allow it, start dateline serve with --allow-host NAME
preview-other-site = A page of another site asked for this. To open it, type the address into the address bar
preview-method = Pages can be read here, and nothing else
preview-no-file = This file is gone, or has become a link
preview-fault = The preview made a mistake here; what it was is said where dateline serve runs
preview-away = The preview has ended; run dateline serve again and this page goes on
preview-name = Preview
preview-looks = Other screens
preview-stand-in = (has errors, not published before they are gone) { $title }
desk-clock-form = It is { $moment }. Type it like this: 2024-01-18 06:00
desk-yesterday = Yesterday
desk-today = Today
desk-next = The next change
desk-old-news = 48 hours old { $moment }: leaves the news sitemap
desk-topic-over = over { $moment }: the home page lists it no longer
desk-tomorrow = Tomorrow
desk-tomorrow-look = Look at the home page of tomorrow
desk-tomorrow-none = Nothing goes out tomorrow, and nothing goes down
desk-pages = Pages of tomorrow’s paper
desk-page = { $page }: { $count }
desk-page-empty = { $page }: empty
look-size = Size
look-phone = Phone
look-tablet = Tablet
look-desktop = Desk
look-mode = Look
look-light = Light
look-dark = Dark
look-print = Print
desk-title = Desk
desk-search = Find an article by its title
desk-find = Find
desk-clock = See the site as of a moment
desk-look = Look
desk-found = Found: { $count }
desk-drafts = Drafts
desk-coming = To be published
desk-leaving = To be taken down
desk-expired = Taken down
desk-problems = Problems
desk-latest = Latest changes
desk-none = None
desk-more = and { $more } more
desk-draft = draft
desk-unreviewed = not reviewed yet
desk-embargo = to be published
desk-out = to be published { $moment }
desk-down = to be taken down { $moment }
desk-gone = taken down { $moment }
desk-saved = saved { $moment }
help-serve = Preview the site in a browser while you write
help-port = The port; default: the first free one from 1313 on
help-host = The address to show the preview on; default: this machine only (127.0.0.1)
help-no-drafts = Show what is public only: no drafts, no desk, no mistakes
help-allow-host = Another host name that the preview may be asked for by; may be given more than once
help-editor = The editor that names of files open: vscode (unless said otherwise), vscodium, cursor, zed, idea, sublime, none, or an address with {"{"}path{"}"}
help-open = Open a browser
help-poll = Look at the files every second: for a site on a network drive
