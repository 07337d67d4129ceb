# The long form of every code, with an example: dateline explain, docs/codes.en.md.
# Change codes.zh.ftl and codes.en.ftl together.

E0001 = All files are kept in UTF-8. Old editors save Chinese text as GBK, and Word as UTF-16, which would come out garbled. Where every character is certain, check --fix converts the file.

E0002 = The file is there, but the computer does not let the program read it: for want of permission, or because another program holds it.

E0003 = The site uses only what is in its own folder, so that any computer makes the same site of it. Files whose names start with a dot (.git, .env) are those of programs and of the machine, often with secrets, and no part of a site.

E0004 = The name holds damaged characters, most likely from an archive of an old system.

E0005 = All pages are made of the same text. When it changes halfway, the program stops rather than mix old and new.

E0006 = The address of a file is its name. A backslash or an invisible character in it would lead elsewhere, or nowhere.

E0007 = Folders that link to each other may have no end, so the program follows one link and no second within it.

E0008 = Most of the file is fine, but a few bytes are not: saving was cut off, or a part was lost in copying. Only a person can mend that.

E0009 = A pipe waits for another program, and a device has no end: neither can be an article or a picture.
    .right = content/scitech/2024-01-18-news.md

W0010 = When two people change one article at a time, a sync program keeps one of the versions beside the other; downloads, copies and merges leave such files too. While both are there, two articles are published, or the older one. It is reported only where the original lies beside it.
    .wrong =
        2024-01-18-xue.md
        2024-01-18-xue (conflicted copy 2024-01-18).md
    .right = 2024-01-18-xue.md

W0011 = Pages are made of .md files, which are plain text that any editor writes. A document of Word or WPS can be offered for download; its text becomes an article when it is copied out.
    .wrong = content/news/notice.docx
    .right = content/news/2024-01-18-notice.md

E0100 = No page can be made of an empty file.
    .right =
        ---
        title: 雪落湟水
        date: 2024-01-18 09:30
        ---

        正文。

E0101 = Every article starts with its front matter: title, date and so on between two lines of ---. Without it there is no telling what the headline is and when it is published.
    .wrong =
        雪落湟水

        正文。
    .right =
        ---
        title: 雪落湟水
        date: 2024-01-18
        ---

        正文。

E0102 = The front matter starts but does not end, so there is no telling it from the text.
    .wrong =
        ---
        title: 雪落湟水
        date: 2024-01-18

        正文。
    .right =
        ---
        title: 雪落湟水
        date: 2024-01-18
        ---

        正文。

E0103 = The same entry is there twice, and there is no telling which one counts.
    .wrong =
        editor: 陆知微
        editor: 何青禾
    .right = editor: 陆知微

E0104 = Front matter is a few lines; this is far more, and could keep the computer busy for ever.

E0105 = A tab is as wide as each computer likes, so levels are shown by spaces only.
    .right =
        print:
        { "  " }issue: 2024-01-18

E0106 = Straight quotation marks come in pairs; with one only, the program would read on to the end of the front matter.
    .wrong = title: "雪落湟水
    .right = title: “雪落”湟水

E0107 = A colon and a space part a name from its value. Within a headline they look like the start of another entry.
    .wrong = title: 热线回访: 九成满意
    .right = title: 热线回访：九成满意

E0108 = This line does not fit, and the program cannot say why: look at the quotation marks, brackets and alignment of this line and the one above.
    .right =
        title: 雪落湟水
        tags: [供暖, 初雪]

E0109 = The colon after a name is a plain one. A Chinese keyboard types a full-width one, which looks alike and is another character.
    .wrong = title：雪落湟水
    .right = title: 雪落湟水

E0110 = This value has several parts, each with its name: one a line, indented by two spaces. The front matter as a whole is such lines, too, from the first column on.
    .wrong = image: snow.png
    .right =
        image:
        { "  " }src: snow.png
        { "  " }alt: 雪后的山梁

E0111 = Every entry has its form: text, a list, a date.
    .wrong = tags: 供暖
    .right = tags: [供暖]

E0112 = This has to be there: without it the page cannot be set, or its readers would be at a loss.
    .wrong =
        ---
        date: 2024-01-18
        ---
    .right =
        ---
        title: 雪落湟水
        date: 2024-01-18
        ---

E0113 = Names are those of the guide, to the letter. A misspelt one would do nothing, so the program does not let it pass. Chinese names are mended by check --fix.
    .wrong = titel: 雪落湟水
    .right = title: 雪落湟水

E0114 = Without a space after the colon the whole line counts as text.
    .wrong = title:雪落湟水
    .right = title: 雪落湟水

E0115 = series, period, figures and topics belong to bulletins; other articles have no place for them.

E0117 = The two lines around the front matter are three plain hyphens. Dashes and full-width hyphens look alike and are other characters.
    .wrong =
        ———
        title: 雪落湟水
    .right =
        ---
        title: 雪落湟水

E0118 = Dates, addresses and columns are no text for readers; curly quotation marks would become a part of them.
    .wrong = date: “2024-01-18”
    .right = date: 2024-01-18

E0119 = Lists stand in plain square brackets, maps in plain braces. Full-width ones count as text.
    .wrong = tags: 【供暖，初雪】
    .right = tags: [供暖, 初雪]

E0120 = The site has to know its full address for feeds, sitemaps and sharing; the address of an original becomes a link to another site.
    .wrong = base_url: news.example.cn
    .right = base_url: https://news.example.cn/

E0121 = The time zone tells whose clock the times of publication follow.
    .wrong = timezone: 北京
    .right = timezone: Asia/Shanghai

E0122 = This name stands in addresses, where Chinese characters and spaces would turn into percent signs.
    .wrong =
        categories:
        { "  " }科技: { "{" } title: 科技, kind: news { "}" }
    .right =
        categories:
        { "  " }scitech: { "{" } title: 科技, kind: news { "}" }

E0123 = The archive, tags, columns and the like have this address already.
    .wrong =
        categories:
        { "  " }archive: { "{" } title: 存档, kind: news { "}" }
    .right =
        categories:
        { "  " }archive-news: { "{" } title: 存档, kind: news { "}" }

E0124 = This is one word out of a few.
    .wrong = kind: new
    .right = kind: news

E0125 = Names of figures stand in rules that are calculated, so they are letters, digits and underscores.
    .wrong =
        figures:
        { "  " }办结率: { "{" } label: 办结率 { "}" }
    .right =
        figures:
        { "  " }closed_rate: { "{" } label: 办结率 { "}" }

E0126 = The guideline for Chinese government sites (国办发〔2017〕47号) asks for these in the footer.

E0127 = The code is issued by the authorities; copy it, in quotation marks, so that a zero at its head is kept.
    .wrong = id_code: 63010
    .right = id_code: "6301000001"

E0128 = The entries of a list are parted by plain commas. With a full-width one, several tags become one.
    .wrong = tags: [供暖，初雪]
    .right = tags: [供暖, 初雪]

E0129 = A value that starts with a straight quotation mark ends with the next one; no text can follow. Where it ends in a mark too, nobody can tell one text in quotation marks from two quotations: check --fix leaves that to you.
    .wrong = title: "马上办"见实效
    .right = title: “马上办”见实效

E0130 = One line of --- starts the front matter and one ends it. A third one empties it, or prints a rule above the text.
    .wrong =
        ---
        ---
        title: 雪落湟水
        ---
    .right =
        ---
        title: 雪落湟水
        ---

E0131 = These signs have another meaning in front matter.
    .wrong = kicker: @湟水日报
    .right = kicker: "@湟水日报"

E0133 = Within plain double quotation marks a backslash starts a code, such as \n for a new line.
    .wrong = subtitle: "C:\data"
    .right = subtitle: 'C:\data'

E0134 = Names in site.yaml become folders of the site, and names of folders have at most 255 bytes.
    .right =
        columns:
        { "  " }mashangban: { "{" } title: 有诉必应马上办 { "}" }

E0135 = Front matter is a few lines, and a list of words or the settings have some ten thousand at most. More comes from a program, and every check would wait for it.

E0136 = In YAML a word that starts with ! is a tag: it says whether a number, a text or something else follows. Only !!str (a text follows) is understood here; other programs read the others differently, so the value might not be the one that was meant.
    .wrong = extra: { "{" } count: !!int "3" { "}" }
    .right = extra: { "{" } count: 3 { "}" }

E0137 = An entry is a name, a colon and a value. YAML also takes a list or several lines for a name, but no template can read such an entry, and two of them would become one.
    .wrong = extra: { "{" } [a, b]: 1 { "}" }
    .right = extra: { "{" } a: 1, b: 1 { "}" }

E0138 = Every page of the site is a file. In Windows con, aux, nul, com1 and the like are devices, and names with a colon, a question mark or a dot at their end cannot be kept either: a copy of the site would lack a page.
    .wrong = slug: con
    .right = slug: con-1

E0139 = In an article --- sets front matter apart from the text. site.yaml and the list of words are settings from end to end; a line of --- in the middle or at the end starts a new file within the file.
    .wrong = ---
    .right = title: 湟水日报

E0140 = attachments lists further endings of files that are published. HTML, XML and scripts cannot be among them: a browser takes such a file for a page of the site itself, and does what stands in it.
    .wrong = attachments: [dwg, xml]
    .right = attachments: [dwg]
E0165 = formats in pictures says which forms pictures are made in. Photographs become JPEG; drawings of few colours, and what is transparent, become PNG without being asked.
    .wrong = pictures: {"{"} formats: [webp] {"}"}
    .right = pictures: {"{"} formats: [jpeg] {"}"}

E0143 = The menu and the footer have entries, and these have items; readers on a telephone would not find anything that lies deeper.
    .wrong = items: [{ "{" } title: Weather, items: [] { "}" }]
    .right = items: [{ "{" } title: Weather, to: tags/weather { "}" }]

W0132 = A # after a space starts a comment, which no reader sees. Quotation marks make it part of the text; a comment has a space after its #.
    .wrong = title: C# 与 #1 号
    .right = title: "C# 与 #1 号"

W0141 = In a title of two lines | says where it is best broken, as in “The lift that stood still for a month,| moves again”. The bar concerns the lines only: no page, feed or search result has it. With spaces on both sides, or behind a short word, it was most likely meant to be seen; that takes the full-width bar ｜.
    .wrong = title: 特写 | 第一场雪，四十八双眼睛看着它下
    .right = title: 特写｜第一场雪，四十八双眼睛看着它下
E0150 = Blocks and the day of closing belong to topic pages; articles and standing pages have none.
    .wrong = until: 2024-03-01
    .right = expires: 2024-03-01

E0201 = The calendar has no such day, or the clock no such time.
    .wrong = date: 2024-02-30
    .right = date: 2024-02-29

E0202 = Dates are written year-month-day, so that day and month are never taken for each other. Where the meaning is plain, check --fix rewrites it.
    .wrong = date: 2024年1月18日
    .right = date: 2024-01-18

E0203 = This is a day of the calendar, not a word such as yesterday.
    .wrong = date: 昨天
    .right = date: 2024-01-17

E0204 = An update follows the publication; the other way round, most likely the year is wrong.
    .wrong =
        date: 2024-01-18
        updated: 2023-01-19
    .right =
        date: 2024-01-18
        updated: 2024-01-19

E0205 = The slug is the last part of the address, to be read out and typed.
    .wrong = slug: 初雪
    .right = slug: chu-xue

E0206 = A column is declared in site.yaml before articles can use its name.
    .wrong = column: 有诉必应马上办
    .right = column: mashangban

E0208 = A bulletin belongs to a series, which is declared in site.yaml.
    .wrong = series: dayly
    .right = series: daily

E0209 = Without its series there is no telling what these figures are and how to check them.
    .wrong = period: 2024-01-17
    .right =
        series: daily
        period: 2024-01-17

E0210 = Names of figures are those that the series declares.
    .wrong = figures: { "{" } cals: 877 { "}" }
    .right = figures: { "{" } calls: 877 { "}" }

E0211 = Every bulletin has all figures, so that charts and open data have no gaps.

E0212 = Figures are calculated with, so they are digits only; the unit is declared in the series.
    .wrong = calls: 877件次
    .right = calls: 877

E0214 = The period tells which day, week or month a bulletin is about.
    .wrong = period: 1月17日
    .right = period: 2024-01-17

E0216 = An old address becomes a page that leads to this article, so it is an address of this site. Pages are kept by their path: what follows ? or # never gets here, so an old address with ? cannot be kept.
    .wrong = aliases: [old.html]
    .right = aliases: [/old.html]

E0217 = The file name is all punctuation, of which no address can be made.
    .right = slug: xin-wen

E0218 = Corrections are printed in order of time, so that readers can follow.

E0219 = Taken down before it is published, nobody would ever see it.
    .wrong =
        date: 2024-01-18
        expires: 2024-01-17
    .right =
        date: 2024-01-18
        expires: 2024-02-18

E0220 = After draft comes true (not finished) or false (may be published). With nothing after it the article is probably not finished; what was published cannot be taken back, so this is asked first.
    .wrong = draft:
    .right = draft: true

E0236 = A theme may have layouts of their own for single articles, one file each in templates/pages. The name after layout is that of the file, without .html.
    .wrong = layout: contct
    .right = layout: contact
W0237 = until is the last day of a topic on the home page. One before the day of publication is mostly a mistyped date.
    .wrong =
        date: 2024-01-18
        until: 2024-01-08
    .right =
        date: 2024-01-18
        until: 2024-02-08

W0238 = One article twice in a list is shown to readers twice. Two ways of writing a path may mean one file.
    .wrong =
        related:
          - keji.md
          - ../scitech/keji.md
    .right =
        related:
          - keji.md

E0230 = A block holds articles that were picked, or the newest of one category, column, series or tag.
    .wrong =
        blocks:
          - title: Newest
    .right =
        blocks:
          - title: Newest
            tag: heating

E0231 = A category, column or series of a block is declared in site.yaml first.
    .wrong = column: Streets
    .right = column: streets

E0232 = Articles have to use the tag of a block, or the block is always empty.
    .wrong = tag: heatings
    .right = tag: heating

E0301 = To link to another article, name its .md file; the program puts in the address.
    .wrong = 见[报道](keji.md)。
    .right = 见[报道](../scitech/2024-01-18-keji.md)。

E0302 = Only what is in the folder content is published.
    .wrong = [名单](../../../名单.pdf)
    .right = [名单](名单.pdf)

E0303 = A link that starts with / is a page of this site, and that page has to be there.
    .wrong = [科技](/sitech/)
    .right = [科技](/scitech/)

E0304 = What follows # is a heading of that page, in its words.
    .wrong = 见[办法](banfa.md#第一条)。
    .right = 见[办法](banfa.md#总则)。

E0305 = Pictures lie beside the article, and the link has the name of the file.
    .wrong = ![雪](rain.png)
    .right = ![雪](snow.png)

E0306 = Links such as javascript: run programs in the reader's browser and cannot be published.
    .wrong = [点我](javascript:alert(1))
    .right = [点我](https://example.cn/)

E0307 = The program needs the width and height of pictures, so that text does not jump while a page loads. This file does not tell them.

E0308 = Related articles are named by the paths of their .md files, not by headline or address.
    .wrong = related: [扫雪]
    .right = related: [2024-01-17-saoxue.md]

E0310 = No web page may have this character; it most likely came along with text copied from a PDF.

E0313 = Attachments are published as they are, and hosts and browsers treat them by the ending of the name, so the site publishes known endings only; attachments in site.yaml adds others. Of an SVG the inside counts, too: when a reader opens an SVG by itself, the browser does what stands in it, in the name of the site: it runs programs, shows web pages, fetches things from elsewhere. So the site publishes plain drawings only, which refer to nothing but their own parts, and to pictures and fonts within the file.
    .wrong = <image href="https://x.cn/logo.png"/>
    .right = <image href="data:image/png;base64,iVBORw0KGgo…"/>

E0316 = Some computers tell capitals apart and some do not. A link that is written just like the file name works on all.
    .wrong = ![雪](Snow.PNG)
    .right = ![雪](snow.png)

W0323 = A line such as “{ "[" }name]: address” defines a link. It counts where a link uses it, and prints nothing by itself. In text such as an editor's note the colon is full-width.
    .wrong = { "[" }编者按]: abc
    .right = { "[" }编者按]：abc

E0324 = Two people changed the same place, and git left both versions in the file, with three lines of marks between them. They would be printed, so they have to go first.
    .wrong =
        { "<<<<<<<" } HEAD
        今天下雪。
        =======
        今天下雨。
        >>>>>>> wang
    .right = 今天下雪。

W0324 = A mark has one footnote. Of two only the first one is printed.
    .wrong =
        { "[" }^1]: 市气象台观测。
        { "[" }^1]: 市志记载。
    .right =
        { "[" }^1]: 市气象台观测。
        { "[" }^2]: 市志记载。

W0325 = Readers find a footnote by its mark in the text; one without a mark is not printed.
    .wrong =
        山上先白。

        { "[" }^1]: 市气象台观测。
    .right =
        山上先白[^1]。

        { "[" }^1]: 市气象台观测。

W0326 = A tag of HTML ends with >, a comment with -->. If it is not finished, the text after it is taken for a part of it, and is not printed.
    .wrong = <div
    .right = <div>

W0327 = Code stands between two lines of ```. Without the second one all the text after it is code. Behind the first one stands the name of a language only; text there is not printed.
    .wrong =
        ```
        dateline build
    .right =
        ```
        dateline build
        ```

W0328 = Lines right behind a tag of HTML are HTML too: **bold** and links in them are printed as they are. After an empty line Markdown works.
    .wrong =
        <details>
        **答：**可以。
        </details>
    .right =
        <details>

        **答：**可以。

        </details>

W0329 = What stands in { "{" }#…{ "}" } behind a heading is for links: it has no spaces or marks in it, does not start with part-, section- or fn-, and is there once in a text.
    .wrong = ## 供暖 { "{" }#gong nuan{ "}" }
    .right = ## 供暖 { "{" }#gongnuan{ "}" }

E0330 = A main picture is published with the site, and the program has to know how wide and high it is. So it is a file of the site, named from the folder of the article: no web address, no drive of a computer.
    .wrong = image: { "{" } src: "https://x.cn/snow.jpg", alt: Snow on the river { "}" }
    .right = image: { "{" } src: snow.jpg, alt: Snow on the river { "}" }

E0331 = A part of the address is missing, so a browser does not know where to go, and the page has the words alone.
    .wrong = [archive](http:/x.cn/1.html)
    .right = [archive](http://x.cn/1.html)

W0332 = One star on each side makes text italic, two make it bold. In a size, a formula or a name with letters left out the stars vanish: 长*宽*高 is set as 长宽高. Stars between two digits are set as they are.
    .wrong = 体积等于长*宽*高
    .right = 体积等于长×宽×高

W0333 = The text of a link stands between the brackets. Without one there is nothing to click.
    .wrong = [](https://example.cn/)
    .right = [guide](https://example.cn/)

W0334 = Of HTML in a text only elements for setting type stay. Pictures and links in it must have whole addresses; films, sound and framed pages are not published.
    .wrong = <img src="xue.jpg" alt="雪">
    .right = ![雪](xue.jpg)

E0334 = What starts with C:\\, D:/, file:// or \\\\ is a place on your own computer or in your office's network. Readers do not have that file; beside the article it is published with it.
    .wrong = ![雪](C:/Users/me/xue.jpg)
    .right = ![雪](xue.jpg)

E0340 = Pictures, PDFs, documents of Office and WPS, archives, sound and films each begin with bytes of their own, and these do not. Often only the ending was changed, or what was downloaded is a page that says that something went wrong.

E0341 = An attachment is published under its own name. All computers and hosts have to be able to keep it, and none may take it for something else.
    .wrong = [the table](table.php.xlsx)
    .right = [the table](table.xlsx)

E0342 = The shapes, texts, gradients, filters and animations of SVG are known, and so is what common drawing programs write for themselves. Of anything else nobody can say what browsers do with it, so it is not published.
    .wrong = <!DOCTYPE svg [ <!ENTITY ns_svg "http://www.w3.org/2000/svg"> ]>
    .right = <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">
E0350 = Nobody reads what is nested a hundred deep; such signs come from a program, or from a key that was held down.
    .wrong = >>>>>>>>>> (more than a hundred)
    .right = > A quotation.

E0351 = An article, the settings, the list of words and a text file of the theme may have four megabytes: more than the longest novel has. What is larger is not even read.
    .right = content/news/2024-01-18-part-1.md, content/news/2024-01-18-part-2.md

E0352 = An element of HTML that is not closed is opened anew in every paragraph after it, thousands of times. In a table only cells hold text: what stands beside them is moved out of it.
    .wrong = <b>Note, and then two thousand paragraphs without </b>
    .right = <b>Note</b>

E0353 = Every chart is a drawing within the page; with hundreds of them no telephone opens it.

W0330 = With a space in the brackets of a link it is plain text, and the file is not published.
    .wrong = [the report](annual report.pdf)
    .right = [the report](<annual report.pdf>)

E0401 = Two articles of one day with the same file name (or slug) claim the same address.
    .right = slug: xue-yi-xue-er

E0402 = The attachments of one day are published in one folder, where different files need different names.

E0403 = Tags have pinyin addresses; where two are alike, or nothing is left, give one of your own.
    .right =
        tags:
        { "  " }田七: { "{" } slug: tianqi-yaocai { "}" }

E0404 = The first folder below content is the category, and site.yaml has to declare it.
    .wrong = content/opinion/a.md
    .right = content/commentary/a.md

E0405 = The old address shows something else now, and readers would be led astray.

E0407 = Names of files have at most 255 bytes, and so have the parts of addresses.
    .right = slug: duan-yi-dian

W0410 = An address is made of the name of the file: Chinese characters become pinyin, letters lose their marks (Café becomes cafe). Rare characters and other scripts cannot be spelt and are left out, so the address may mean nothing, or be that of a different article.
    .wrong = 𠮷野家.md
    .right = slug: ji-ye-jia

W0411 = The address of a tag is made of its name: Chinese characters become pinyin, letters lose their marks. Rare characters and other scripts cannot be spelt and are left out.
    .wrong = tags: [𠮷野家]
    .right = tags: { "{" } 𠮷野家: { "{" } slug: ji-ye-jia { "}" } { "}" }

E0412 = A file in static is published at the same path as it has there. Pages, lists, feeds and robots.txt have addresses of their own, which it cannot have.
    .wrong = static/2026/index.html
    .right = static/2026-special/index.html

E0413 = What the menu and the footer lead to is checked like the links of articles, so that no reader meets a page that is not there.
    .wrong = menu: [{ "{" } to: comentary { "}" }]
    .right = menu: [{ "{" } to: commentary { "}" }]

E0415 = Files in the folder static are published as they are. Where there is a file of that name, nothing would be published, and what was would be taken down, so nothing is done before it is put right.
    .wrong = static
    .right = static/favicon.ico

W0416 = Of several names with one sound the one with the oldest article has the plain address. When that article ends, the oldest may be another’s.
    .wrong =
        byline: 记者 李梅
        expires: 2024-03-01
    .right = byline: 记者 李梅

W0414 = An entry of the menu is shown while there is something where it leads to. A draft, or an article before its day or after its end, is not there.
    .right = menu: [{ "{" } to: pages/about.md { "}" }]

E0501 = A template of the theme has a mistake; its maker has to mend it. The articles are fine.

E0502 = A template uses what this page does not have. The articles are fine.

E0503 = A style sheet of the theme has a mistake. The articles are fine.

E0504 = theme is the name of a folder below themes.
    .wrong = theme: defualt
    .right = theme: default

E0505 = A theme's list of words has one a line.
    .right = home: 首页

E0507 = This is a fault of the program and not of the content.

E0511 = Templates that include or extend each other, and style sheets that import each other, have no end where they go in a circle. The place is the one that leads back.
    .wrong =
        in partials/a.html: {"{"}% include "partials/b.html" %{"}"}
        in partials/b.html: {"{"}% include "partials/a.html" %{"}"}
    .right = in partials/a.html: {"{"}% include "partials/b.html" %{"}"}

E0512 = The folder that theme names has no file. For the built-in theme write default, or leave theme out.
    .wrong = theme: mine
    .right = theme: default

E0513 = A template prints a word or the address of a file that neither the theme nor the built-in one has, and so cannot set its page. For what may be missing, ask with if or default first. The articles are fine.
    .wrong = {"{{"} words.hoem {"}}"}
    .right = {"{{"} words.home {"}}"}

E0514 = Masthead, footer and the part of the head that pages have alike are fragments: they are drawn once a category and put into many pages, so they cannot read the title or the article of one. The articles are fine.
    .wrong = {"{{"} page.title {"}}"}
    .right = {"{%"} if page.home {"%}"}{"{{"} words.home {"}}"}{"{%"} endif {"%}"}

E0520 = Nobody can open such a page. In most cases a loop of the theme prints the whole archive into every page, or a loop within a loop prints it many times.
    .wrong = {"{%"} for a in range(end=100000) {"%}{%"} for b in range(end=100000) {"%}"}…

E0521 = The template ran for 20 seconds without an end; nearly all take a thousandth of one. Only the time for which it really ran is counted, however busy the machine is.
    .wrong = {"{%"} for a in range(end=100000) {"%}{%"} for b in range(end=100000) {"%}"}…

E0522 = While the template ran, the memory of the program grew by more than a gigabyte.
    .wrong = {"{%"} set_global all = all ~ all {"%}"}

E0527 = Every built-in template is found by default/ and its name, even where the theme has replaced it. So the folder templates/default of a theme has to stay empty.
    .wrong = themes/mine/templates/default/home.html
    .right = themes/mine/templates/home.html

W0528 = A file that dateline theme copy made says in its first line what it was made of. A later version of the program has changed the built-in file, and the copy does not follow: what is new or put right does not reach the site. Pages are still made, so this is a warning.
    .wrong = themes/mine/templates/article.html (a copy from the version before)
    .right = dateline theme diff article.html

W0508 = A file of the theme lies in the wrong folder or has a slip in its name; the site goes on with the built-in one, as if nothing had been changed. Names that start with _ are let be.
    .wrong = themes/mine/templates/artcle.html
    .right = themes/mine/templates/article.html

W0509 = A name in the theme's list of words is neither a built-in one nor used by a template. It is probably a slip, and pages still show the built-in word.
    .wrong = hoem: Front page
    .right = home: Front page

W0510 = url(…) in a style sheet starts from the folder of that style sheet. Neither the theme's assets nor the site has this file, so readers miss a picture or a font.
    .wrong = background: url(pics/papr.png)
    .right = background: url(pics/paper.png)

E0601 = A series has one bulletin a period, or its totals would count twice.

E0603 = The series has a rule for these figures, and they do not fulfil it. Both sides are shown with their difference; a number was mistyped or is missing.
    .right = rules: ["calls = direct + transferred"]

E0605 = A rate is a share of a whole number of things. No whole number gives this one, so the rate or the total is wrong.

E0607 = A rule of a series compares two sides made of figures, numbers and a few functions.
    .wrong = rules: ["calls is direct + transferred"]
    .right = rules: ["calls = direct + transferred"]

E0608 = A rule may name only figures that the series declares below figures.

E0609 = A figure with parts is several numbers; a rule needs one.
    .wrong = rules: ["topics <= calls"]
    .right = rules: ["sum(topics) <= calls"]

E0610 = Topics are a ranking, from many to few; one of the numbers or the order is wrong.

E0611 = A topic is a part of the whole and cannot be more than that.

E0613 = Two bulletins of a series tell of the same days, so their totals would count twice.

E0615 = The series says how many decimals its figure has, and readers compare figures of the same precision.

E0618 = A chart draws the figures of a series, and this one is not declared in site.yaml.
    .right = ![Calls](series:hotline-daily/calls?last=90d)

E0619 = A chart says after a question mark how much of the series it shows.
    .wrong = ![Calls](series:hotline-daily/calls?last=three-months)
    .right = ![Calls](series:hotline-daily/calls?last=90d)

W0730 = Signs of comparison have a meaning in HTML: on the page they vanish or look wrong.
    .wrong = 见<<西宁晚报>>
    .right = 见《西宁晚报》

W0731 = Hugo, Jekyll, Hexo, Pandoc and others have signs of their own, such as short codes, variables and widths of pictures. Nothing here reads it, and readers see a row of signs. The line foreign: off below checks in site.yaml switches this off.
    .wrong = {"{{"}< youtube abc >{"}}"}
    .right = [watch the film](https://example.cn/film)

W0732 = Some typesetting programs keep characters in the area for private use, which only computers with their fonts can show; readers see a box. An accent without a letter below it is set wrong, too.
    .wrong = 价格\uE001元
    .right = 价格¥3元

W0733 = Text that is copied out of a PDF often has radicals for characters, two characters for one letter with its accent, or characters of older standards. They look the same; search, order and speech go wrong.
    .wrong = ⻓江
    .right = 长江

W0734 = Spaces that are copied from the web or from a word processor have a dozen widths; in Chinese text they are there by chance.
    .wrong = 今天\u00A0下雪
    .right = 今天下雪

E0801 = The newsroom has asked for this entry in policy.require of site.yaml.

E0802 = The newsroom publishes nothing without a first, a second and a final review (policy.review).
    .right = review: { "{" } first: 何青禾, second: 田守一, final: 严既白 { "}" }

E0803 = Three reviews are by three people; who reads twice misses the same thing twice.
    .wrong = review: { "{" } first: 何青禾, second: 田守一, final: 何青禾 { "}" }
    .right = review: { "{" } first: 何青禾, second: 田守一, final: 严既白 { "}" }

E0804 = Reviewing one's own article is one review less.
    .wrong =
        byline: 记者 晴空
        review: { "{" } first: 何青禾, second: 晴空, final: 严既白 { "}" }
    .right =
        byline: 记者 晴空
        review: { "{" } first: 何青禾, second: 田守一, final: 严既白 { "}" }

E0805 = By Chinese rules for online news (2017, article 15) a reprint names its source, author, original title and editor.
    .wrong = source: 邻市晚报
    .right =
        source: 邻市晚报
        editor: 陆知微
        original: { "{" } author: 高山, title: 雪夜里的一盏灯 { "}" }

W0222 = Readers see updated as the time of the last change, and feeds and sitemaps have it. With a time to come, search engines take the article for broken.
    .wrong = updated: 2042-01-19
    .right = updated: 2024-01-19

W0223 = Readers see the date of a correction. One that is to come is mostly a mistyped year.
    .wrong = corrections: [{ "{" } date: 2042-01-19, text: 第二段的日期有误。 { "}" }]
    .right = corrections: [{ "{" } date: 2024-01-19, text: 第二段的日期有误。 { "}" }]

W0309 = That article is not public yet, or any more; a link would lead to nothing. Only its text is set for now. It is the same whether the link names a file or an address, and for the address of a tag, a day or a file while no article makes it.

W0312 = Readers who cannot see the picture are told what it shows; it also appears when the picture does not load.
    .wrong = ![](snow.png)
    .right = ![雪后的山梁](snow.png)

W0314 = The text has the mark of a footnote, but the footnote is not there.
    .wrong = 山上先白[^1]。
    .right =
        山上先白[^1]。

        { "[" }^1]: 市气象台观测。

W0315 = For safety only the plainest HTML is kept.
    .wrong = <font color="red">初雪</font>
    .right = **初雪**

W0322 = A full address breaks when the host changes, and the program cannot check it.
    .wrong = 见[科技](https://news.example.cn/scitech/)。
    .right = 见[科技](/scitech/)。

W0317 = Somebody changed the ending of the name, but not the picture. Some browsers will not show it.

W0318 = Large pictures are slow on telephones and cost readers money.

W0319 = No screen shows that many pixels.

W0320 = Checked by check --external only. You are told when the other site says for certain that it has no such page; passing trouble does not count.

W0321 = Checked by check --external only. The host of this address is not there, or nobody answers.

W0360 = Checked by check --external only. The link, or a redirect that it leads to, is of this computer or of a network that is not public. It is not asked for, since whoever writes an article could otherwise look around in the network of whoever checks it.
    .wrong = 见[办公系统](http://192.168.1.8/oa)。
    .right = 见[办事大厅](https://www.example.cn/)。

W0361 = Everything before the @ in an address is a user name. It may look like the host, and the link leads elsewhere.
    .wrong = 见[本报](http://news.example.cn@other.example/)。
    .right = 见[科技](/scitech/)。

W0362 = The article behind the link has expires. From that moment on the link is plain text, and no build stops for it; this says so before.
    .wrong = 见[报名通知](../news/2024-01-18-baoming.md)。
    .right = 报名已于2月20日截止。
E0380 = To open a picture takes memory; too many pixels bring the machine to a halt.

E0381 = The file of a picture is too large, most likely of a format that is not packed.

E0382 = Half a picture would be printed with a grey area. A bad network does this, or a drive that was pulled out too early.

E0383 = The file begins as a picture, and is none.

E0384 = Photographs lose the place where they were taken, the number of the camera and the like when they are packed anew; a moving picture is published as it is, so it has to be clean.

W0385 = The colours of print become those of a screen by their profile. Without it, they tend to be too dark.

W0386 = Moving pictures are published as they are.

W0387 = Chinese law asks for a label in the file of a picture that a program made, and for one that readers see. The one in the file is kept.
    .wrong = image: {"{"} src: chengshi.jpg, alt: 城市夜景 {"}"}
    .right = image: {"{"} src: chengshi.jpg, alt: 城市夜景, ai: generated {"}"}

W0388 = Telephones write the place into every film, and it is published with the film: that of a source’s home, too. Pictures lose theirs by themselves; films are published as they are.

W0389 = Programs write the name of whoever owns the computer into every document, and it is published with the document. PDF, Word, Excel, PowerPoint and OpenDocument files are looked at, as far as their first 16 MB.

W0406 = Pictures and attachments are published when an article uses them. The name of an article ends in .md: Notepad makes .md.txt of it, and it is enough to take the .txt away.

W0408 = An embargoed article is published at its time, so a site is empty by a wrong clock. There are three: --now, SOURCE_DATE_EPOCH of the environment, and that of the computer.

W0409 = Each build notes its day in public. A clock that went back by more than a day is probably set wrongly.

W0602 = Some periods are missing, and readers will think that there was nothing.

W0701 = Chinese text has full-width marks (GB/T 15834); numbers, Latin text and addresses do not count. What is certain is mended by check --fix.
    .wrong = 今天下雪,山上先白。
    .right = 今天下雪，山上先白。

W0702 = Quotation marks, brackets and title marks come in pairs (GB/T 15834). A quotation of several paragraphs opens in each and closes in the last.
    .wrong = 他说：“山上先白。
    .right = 他说：“山上先白。”

W0703 = Chinese text has curly quotation marks (GB/T 15834).
    .wrong = 大家说"马上办"真好。
    .right = 大家说“马上办”真好。

W0704 = An ellipsis has six dots and is two characters wide (GB/T 15834).
    .wrong = 雪一直下。。。
    .right = 雪一直下……

W0705 = A dash is two characters wide and unbroken (GB/T 15834).
    .wrong = 那一天--腊月初八。
    .right = 那一天——腊月初八。

W0706 = Text copied from a newspaper breaks at the end of each column. Names that are cut in two are not found by search.
    .wrong =
        ……最后才落到慈幼社

        区的院子里。
    .right = ……最后才落到慈幼社区的院子里。

W0707 = The same character or mark was typed twice. Words in which that is right do not count.
    .wrong = 这是山上的的雪。
    .right = 这是山上的雪。

W0708 = Arabic digits are half-width (GB/T 15835), or they are set wide and not found by search.
    .wrong = 下了１２厘米
    .right = 下了12厘米

W0709 = Indents are the theme's (CLREQ). Paragraphs pasted from Word or WeChat, with indents and no empty lines between them, become one; behind four spaces or a tab text becomes program code.
    .wrong =
        { "　　" }今天下雪。
        { "　　" }山上先白。
    .right =
        今天下雪。

        山上先白。

W0710 = Chinese sentences have no spaces (CLREQ). Bylines, headlines and titles do not count.
    .wrong = 今天下雪，山上 先白。
    .right = 今天下雪，山上先白。

W0711 = Both numbers of a range have the percent sign (GB/T 15835).
    .wrong = 63~68%
    .right = 63%~68%

W0712 = Invisible characters keep search from finding the word.

W0713 = This word is in content/_terms.yaml: the newsroom has agreed how to write it.
    .wrong = 帐号
    .right = 账号

W0714 = A Chinese keyboard types full-width brackets; the link is then text, and printed as it was typed.
    .wrong = 见[名单]（list.pdf）。
    .right = 见[名单](list.pdf)。

W0715 = A picture is a link with a half-width exclamation mark before it. With a full-width one the page shows “！” and a link.
    .wrong = ！[雪后的山梁](snow.png)
    .right = ![雪后的山梁](snow.png)

W0716 = A heading starts with half-width # and a half-width space; otherwise the # is printed with the text. A single # may also be a topic: that is for you to decide.
    .wrong = ##山上先白
    .right = ## 山上先白

W0717 = The mark of a footnote has a half-width colon after it. With a full-width one the note and its mark in the text are plain text.
    .wrong =
        山上先白[^1]。

        { "[" }^1]：市气象台观测。
    .right =
        山上先白[^1]。

        { "[" }^1]: 市气象台观测。

W0718 = An item of a list has a half-width space after its -; otherwise the lines become one paragraph, with the - in it. A single such line is no mistake.
    .wrong =
        -扫雪
        -供暖
    .right =
        - 扫雪
        - 供暖

W0719 = The stars of bold text touch it. With a space inside they are text, and printed as they were typed.
    .wrong = ** 重点：**山上先白。
    .right = **重点：**山上先白。

W0720 = The second line of a table holds half-width hyphens only, in as many cells as the first has. Otherwise the lines become one paragraph, with the strokes in it.
    .wrong =
        | 项目 | 数量 |
        | 来电 | 12 |
    .right =
        | 项目 | 数量 |
        | --- | --- |
        | 来电 | 12 |

W0721 = There are five kinds of boxes. The first line holds the kind in English and stands by itself; the page shows it in the language of the site.
    .wrong =
        > [!注意]
        > 山路结冰。
    .right =
        > [!NOTE]
        > 山路结冰。

W0722 = Text is struck by two half-width tildes on each side. Full-width ones are printed as they were typed.
    .wrong = 票价，～～20元～～15元。
    .right = 票价，~~20元~~15元。

W0735 = A paragraph that is complete ends with a full stop. Where none is, it was forgotten, or the paragraph was cut in two when it was copied out of columns.
    .wrong =
        雪从山上下到河边，城里的人都醒了，孩子们跑出来看雪

        公交车晚点半小时。
    .right =
        雪从山上下到河边，城里的人都醒了，孩子们跑出来看雪。

        公交车晚点半小时。

W0736 = Each paragraph of a quotation opens with “, and only the last one ends with ” (GB/T 15834), so that readers see in each that it is quoted.
    .wrong =
        他说：“山上先白。

        河边后白。”
    .right =
        他说：“山上先白。

        “河边后白。”

W0737 = A quotation within another one has single quotation marks (GB/T 15834).
    .wrong = 他说：“这叫“初雪”。”
    .right = 他说：“这叫‘初雪’。”
W0723 = Each row of a table has as many cells as its head. What is beyond is not printed, and a line right below a table becomes a cell of it.
    .wrong =
        | 项目 | 金额 |
        | --- | --- |
        | 供暖 | 12 |
        以上数据来自市财政局。
    .right =
        | 项目 | 金额 |
        | --- | --- |
        | 供暖 | 12 |

        以上数据来自市财政局。

W0724 = To Markdown lines that follow each other are one paragraph, and •, ① or 1、 are no signs of a list.
    .wrong =
        • 设备到位
        • 人员到位
    .right =
        - 设备到位
        - 人员到位

W0725 = A line of --- or === right below a paragraph makes it a heading, and it is not part of the text any more.
    .wrong =
        据介绍，工程已完工。
        ---
    .right =
        据介绍，工程已完工。

        ---

W0726 = The > of a quotation is half-width. A full-width one is printed as it was typed.
    .wrong = ＞ 雪落湟水。
    .right = > 雪落湟水。

W0727 = The stars of bold text are half-width. Full-width ones are printed as they were typed.
    .wrong = ＊＊重点＊＊的话
    .right = **重点**的话

W0728 = The title of a link or picture is in half-width quotation marks. With Chinese ones all of it is printed as it was typed.
    .wrong = ![雪](snow.png “雪景”)
    .right = ![雪](snow.png "雪景")

W0729 = The ] and ( of a link stand side by side. With a space between them it is no link.
    .wrong = [官网] (https://news.example.cn/)
    .right = [官网](https://news.example.cn/)

F0001 = Commands run in the folder of a site, which has content/site.yaml.
    .right = dateline check --root 我们的报纸

F0002 = The computer does not let the program read this folder.

F0003 = The computer does not let the program write this file. Files are replaced whole, so what is published is whole.

F0004 = One build writes at a time.

F0005 = There is no room left on the disk.

F0006 = A build removes old pages, so it must not be where the originals are.
    .right = dateline build --output public

F0007 = --now shows the site as it will be at a moment, which is given in full.
    .right = dateline build --now 2024-01-18T09:30:00+08:00

F0008 = --base-url stands in for base_url of site.yaml and has the same form.
    .right = dateline build --base-url https://news.example.cn/

F0009 = A new site needs an empty folder, so that nothing is lost.

F0010 = There is an article of that name on that day.

F0011 = dateline new takes a category or kind, then the headline.
    .right = dateline new commentary 写给这个冬天

F0012 = The file name is made of the headline, which needs a character for it.

F0013 = The site was built; only the report could not be written.

F0014 = SOURCE_DATE_EPOCH is a clock for automatic builds; most people do not set it.

F0015 = A command or option was typed wrongly. dateline --help lists the commands, and with the name of a command before --help its options.
    .right = dateline check --fix --dry-run

F0016 = Another program, most likely another preview, listens at this port.
    .right = dateline serve --port 8080

F0017 = The preview needs an address of this computer, and this is none, or not allowed.

F0018 = --shard says which part of the site is built, of how many.
    .right = dateline build --shard 2/3

F0019 = --shard auto reads the number of the part from the environment, where this system does not tell it.
    .right = dateline build --shard 2/3

F0020 = --from reads the sentence of a bulletin from this file, which is not there or may not be read.

F0021 = A bulletin belongs to a series that site.yaml declares.

F0022 = dateline why takes the path of an article or an address, of now or of old (aliases).
    .right = dateline why /2024/01/18/chu-xue.html

F0024 = The editor and dateline lsp talk through a pipe, which broke.

F0035 = dateline lsp is started by an editor and reads messages of the language server protocol from standard input, each after a line with its length. It ends when something else comes, rather than guess where the next message begins.

F0050 = A dateline that only checks and builds can leave out some parts (the preview, the language server for editors, the check of links to other sites) and is compiled much faster; whoever needs these takes a whole one. Articles and site are fine.
    .wrong = cargo install --path . --no-default-features
    .right = cargo install --path .

F0051 = What can be copied are templates and assets of the built-in theme, by their paths there; templates/ may be left out.
    .wrong = dateline theme copy artcle.html
    .right = dateline theme copy article.html

F0052 = A copy of a built-in file never replaces what is in the theme: somebody may have worked on it.
    .wrong = dateline theme copy article.html (a second time)
    .right = dateline theme diff article.html

F0053 = Only copies can be compared with the built-in file. A template that stands on default/… is none: it follows the built-in one by itself.
    .wrong = dateline theme diff home.html (the theme has no home.html)
    .right = dateline theme copy home.html

F0061 = dateline import reads the files that it is given; this one is not there, may not be read, or is larger than 4 MB. Nothing was written.
    .wrong = dateline import page2.txt (there is no such file)
    .right = dateline import page-2.txt

F0062 = The dates on a page (1月15日) have no year and are counted from the day of the issue, which is that of the articles, too. Where the page has a line such as 2024年1月18日 星期四, that is taken.
    .wrong = dateline import A02.txt (the page has no date)
    .right = dateline import --date 2024-01-18 A02.txt

F0023 = Every message has a code in brackets.
    .right = dateline explain E0102

F0025 = The sentence of a bulletin is read as UTF-8, like all text of the site.

F0026 = What others put into the output folder is never removed or written through.

F0030 = This file says which build is running, or which files the program has published. Reading what is no plain file may take forever, so it is not opened.

W0221 = Tags are separated by plain commas. A full-width mark within one makes one long tag of several.
    .wrong =
        tags:
          - 供暖，初雪
    .right =
        tags:
          - 供暖
          - 初雪

W0224 = With nothing after its colon an entry has no effect, and was probably forgotten. In a draft it may wait.
    .wrong = column:
    .right = column: mashangban

E0226 = logo, icon and share below organization name pictures of the site's own: a path that counts from content, or a file in assets of the theme.
    .wrong = logo: { "{" } light: /brand/logo.svg { "}" }
    .right = logo: { "{" } light: brand/logo.svg { "}" }

E0227 = The nameplate is an SVG, sharp at any size, or a PNG. Its size keeps its place on the page before it is loaded. Chat programs show PNG and JPEG only.
    .right = share: brand/share.png

E0228 = The icons of browsers and telephones are squares of up to 512 pixels, and all are made from one file.
    .right = icon: brand/icon.png

W0229 = Where a page is shared in a chat, its picture stands beside the headline. Below 600 by 315 pixels many programs show it as a stamp.
    .right = share: brand/share.png

W0316 = An HTML comment goes to -->; without it, everything to the end is comment and nobody reads it.
    .wrong = <!-- 待核实
    .right = <!-- 待核实 -->

W0604 = This rule only warns. Both sides are shown with their difference; see whether a number was mistyped.

W0606 = A rate is a share of a whole number of things. No whole number gives this one, so the rate or the total is most likely wrong.

W0612 = A weekly series counts from Monday to Sunday, so its period is the day of a Monday.
    .wrong = period: 2024-01-18
    .right = period: 2024-01-15

W0614 = Counts are not below zero; most likely a sign was typed by mistake.

W0616 = The number is far from all before it. News does that sometimes, a slip of a digit does it more often.

W0617 = The sentence and the figures of a bulletin are read by different readers and must say the same.

W0620 = When a spreadsheet opens the open data, it computes a cell that starts with = + - @ as a formula. No real part is called so.
    .wrong =
        channels:
          "=1+1": 5
    .right =
        channels:
          市长信箱: 5

W0622 = The names of parts stand in tables and charts and go into the open data; without one nobody knows what the number counts.
    .wrong = channels: { "{" } 市长信箱: 6, "": 3 { "}" }
    .right = channels: { "{" } 市长信箱: 6, 微信: 3 { "}" }

W0623 = A topic has one place in a ranking. One that is listed twice was most likely copied and not changed, or is two amounts that belong together.
    .wrong = topics: [{ "{" } name: heating, count: 9 { "}" }, { "{" } name: heating, count: 4 { "}" }]
    .right = topics: [{ "{" } name: heating, count: 9 { "}" }, { "{" } name: water, count: 4 { "}" }]

W0624 = Calls, letters and people come whole, and never below zero. Anything else is most likely a decimal point or a minus sign that slipped in.
    .wrong = calls: 87.7
    .right = calls: 877

F0031 = A site may come from somebody else: no link in it leads pages or a report out of it.
    .right = dateline build --output /srv/www

F0036 = By a clock that went back, what is published is not out yet, and all of it would be taken down. The program does not do so unless you say it. What has expired, and what an editor has postponed, is taken down as usual.
    .right = dateline build --allow-removals
F0041 = Files and folders may follow dateline check, to see the problems of these only. The whole site is read all the same, since links and addresses are compared with other articles. A path counts from this folder, from that of the site or from content.
    .right = dateline check content/scitech

F0042 = --changed asks git which files have changed.
    .right = dateline check content/scitech/2024-01-18-snow.md

F0043 = A site that was brought along from elsewhere may have thousands of problems. With those of today in a list, only new ones are shown from then on.
    .right = dateline check --write-baseline known.txt

F0044 = The list is text with a line for each problem, written by the program. The marks of a conflict that a merge leaves behind make it unreadable.
    .right = dateline check --write-baseline known.txt

F0045 = --changed=REV compares with a commit of git.
    .right = dateline check --changed=main
