# 每个代码的长说明和例子：dateline explain，docs/codes.zh.md。
# 改动时 codes.zh.ftl 和 codes.en.ftl 一起改。

E0001 = 网站的稿件都存成 UTF-8 编码。旧的记事本常存成 GBK，Word 的“纯文本”常存成 UTF-16，网站读进来会是乱码。能确定每个字的时候，check --fix 会替你转存。

E0002 = 文件在那里，电脑却不让程序读：多半是权限不够，或者正被别的程序占着。

E0003 = 网站只用自己文件夹里的东西，这样换一台电脑也做得出一样的网站。名字以点开头的文件（.git、.env）是程序和机器自己的，常有密码，不是网站的一部分。

E0004 = 文件名里有坏掉的字，多半是从旧系统压缩包里解出来的。

E0005 = 网页要照同一份稿件来做。生成到一半稿件变了，程序就停下来，免得一半新、一半旧。

E0006 = 文件名就是网址的一部分。里面有反斜杠或看不见的字符，网址会指到别处，或者打不开。

E0007 = 文件夹互相链接，可能没完没了，所以链接里面的链接程序不再跟进去。

E0008 = 文件里大部分字是好的，有几个字节坏了：可能存到一半断了电，或者传的时候丢了一段。这种地方只有人能补。

E0009 = 管道要等别的程序写，设备没有尽头，都当不了稿件和图片。
    .right = content/scitech/2024-01-18-news.md

W0010 = 两个人同时改一篇稿件，同步盘会在旁边另存一份；下载、复制、合并也会。两份都在，就会发布两篇，或者发布的是旧的那一篇。旁边有原来的文件才会提示。
    .wrong =
        2024-01-18-xue.md
        2024-01-18-xue (冲突副本 2024-01-18).md
    .right = 2024-01-18-xue.md

W0011 = 网页由 .md 文件做成：那是纯文本，任何编辑器都能写。Word、WPS 的文档可以做附件给人下载，文字要复制出来才能成为稿件。
    .wrong = content/news/tongzhi.docx
    .right = content/news/2024-01-18-tongzhi.md

E0100 = 空文件做不成网页。
    .right =
        ---
        title: 雪落湟水
        date: 2024-01-18 09:30
        ---

        正文。

E0101 = 每篇稿件的开头是文件头：两行 --- 之间写标题、日期等。没有它，程序不知道标题是什么、什么时候发布。
    .wrong =
        雪落湟水

        正文。
    .right =
        ---
        title: 雪落湟水
        date: 2024-01-18
        ---

        正文。

E0102 = 文件头有头没有尾，程序分不清哪里是标题和日期，哪里是正文。
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

E0103 = 同一项写了两次，程序不知道听哪一个的。
    .wrong =
        editor: 陆知微
        editor: 何青禾
    .right = editor: 陆知微

E0104 = 文件头只有几行，用不着这么多层、这么多项。这样的写法会让电脑一直算下去，所以不收。

E0105 = Tab 在各人的电脑上宽窄不一样，所以层次只能用空格来排。
    .right =
        print:
        { "  " }issue: 2024-01-18

E0106 = 英文引号要成对；只有一半，程序会一直读到文件头的末尾去。
    .wrong = title: "雪落湟水
    .right = title: “雪落”湟水

E0107 = 英文冒号加空格，在文件头里是“名称和内容”的分界。标题里有它，程序会以为又开始了新的一项。
    .wrong = title: 热线回访: 九成满意
    .right = title: 热线回访：九成满意

E0108 = 这一行不合文件头的写法，程序说不准错在哪里：看看这一行和上一行的引号、括号、对齐。
    .right =
        title: 雪落湟水
        tags: [供暖, 初雪]

E0109 = 文件头里名称后面的冒号要用英文的。中文输入法打出来的是全角冒号，看着像，程序却认不出。
    .wrong = title：雪落湟水
    .right = title: 雪落湟水

E0110 = 这里的内容由几项组成，每一项要写名称：一行一项，缩进两个空格。整个文件头也是这样的几行，从行首写起。
    .wrong = image: snow.png
    .right =
        image:
        { "  " }src: snow.png
        { "  " }alt: 雪后的山梁

E0111 = 每一项都有固定的样子：有的是一段文字，有的是列表，有的是日期。
    .wrong = tags: 供暖
    .right = tags: [供暖]

E0112 = 这一项非写不可：没有它，网页排不出来，或者读者看不明白。
    .wrong =
        ---
        date: 2024-01-18
        ---
    .right =
        ---
        title: 雪落湟水
        date: 2024-01-18
        ---

E0113 = 名称要和手册里的一样，一个字母也不能差。写错的名称不会起作用，所以程序不放过它。中文名称可以自动改。
    .wrong = titel: 雪落湟水
    .right = title: 雪落湟水

E0114 = 英文冒号后面没有空格，程序会把整行当成一段文字。
    .wrong = title:雪落湟水
    .right = title: 雪落湟水

E0115 = series、period、figures、topics 是公报用的；别的稿件写了也没有地方放。

E0117 = 文件头上下两行要是三个英文减号。中文的破折号、全角减号看着像，程序认不出。
    .wrong =
        ———
        title: 雪落湟水
    .right =
        ---
        title: 雪落湟水

E0118 = 日期、网址、栏目这些项不是给读者看的文字，中文引号会被当成内容的一部分。
    .wrong = date: “2024-01-18”
    .right = date: 2024-01-18

E0119 = 列表用英文的方括号，几项内容用英文的花括号。全角的括号和【】会被当成文字。
    .wrong = tags: 【供暖，初雪】
    .right = tags: [供暖, 初雪]

E0120 = 网站要知道自己的完整网址，订阅、地图和分享才能用；转载的原文网址要做成链接，也要写全。
    .wrong = base_url: news.example.cn
    .right = base_url: https://news.example.cn/

E0121 = 时区决定“几点发布”是哪里的几点。
    .wrong = timezone: 北京
    .right = timezone: Asia/Shanghai

E0122 = 这个名字要出现在网址里，中文和空格会变成一长串百分号。
    .wrong =
        categories:
        { "  " }科技: { "{" } title: 科技, kind: news { "}" }
    .right =
        categories:
        { "  " }scitech: { "{" } title: 科技, kind: news { "}" }

E0123 = 存档、标签、栏目等页面已经用了这个地址。
    .wrong =
        categories:
        { "  " }archive: { "{" } title: 存档, kind: news { "}" }
    .right =
        categories:
        { "  " }archive-news: { "{" } title: 存档, kind: news { "}" }

E0124 = 这一项只能从几个词里选一个。
    .wrong = kind: new
    .right = kind: news

E0125 = 数据的名字要写进规则里计算，所以只能用字母、数字和下划线。
    .wrong =
        figures:
        { "  " }办结率: { "{" } label: 办结率 { "}" }
    .right =
        figures:
        { "  " }closed_rate: { "{" } label: 办结率 { "}" }

E0126 = 《政府网站发展指引》（国办发〔2017〕47号）要求页脚写明这些。

E0127 = 网站标识码是主管部门发的，照抄就好，要放在引号里，免得开头的 0 丢掉。
    .wrong = id_code: 63010
    .right = id_code: "6301000001"

E0128 = 列表里用英文逗号隔开各项。用了中文逗号或顿号，几个标签会变成一个。
    .wrong = tags: [供暖，初雪]
    .right = tags: [供暖, 初雪]

E0129 = 内容以英文引号开头，程序就认为引号合上的地方是末尾，后面不能再有字。末尾也是引号时，分不出是括住整段还是两处引用，check --fix 不改，由人来定。
    .wrong = title: "马上办"见实效
    .right = title: “马上办”见实效

E0130 = 一行 --- 开头，一行 --- 收尾，正好两行。多出来的一行会把文件头切空，或者在正文上面印一条线。
    .wrong =
        ---
        ---
        title: 雪落湟水
        ---
    .right =
        ---
        title: 雪落湟水
        ---

E0131 = 这些符号在文件头里另有用处。
    .wrong = kicker: @湟水日报
    .right = kicker: "@湟水日报"

E0133 = 英文双引号里，反斜杠和后面的字合起来有特别的意思，例如 \n 是换行。
    .wrong = subtitle: "C:\data"
    .right = subtitle: 'C:\data'

E0134 = site.yaml 里的这些名字要做网站的文件夹，文件夹的名字最长 255 个字节。
    .right =
        columns:
        { "  " }mashangban: { "{" } title: 有诉必应马上办 { "}" }

E0135 = 文件头只有几行，用词表和 site.yaml 也不过几万条。再多，多半是别的程序写出来的，每次检查都要等它。

E0136 = YAML 里以 ! 开头的词是类型标记，说明后面的值是数字、文字还是别的。这里只认 !!str（后面是文字）；别的标记各个程序读法不同，读出来的可能不是要写的值。
    .wrong = extra: { "{" } count: !!int "3" { "}" }
    .right = extra: { "{" } count: 3 { "}" }

E0137 = 每一项是“名称: 内容”。YAML 还能用列表或几行内容当名称，可是版式读不到这样的项，两项还会变成一项。
    .wrong = extra: { "{" } [甲, 乙]: 1 { "}" }
    .right = extra: { "{" } 甲: 1, 乙: 1 { "}" }

E0138 = 网站的每一页是一个文件。con、aux、nul、com1 这些名字在 Windows 里是设备，带冒号、问号的名字和结尾是点的名字也存不下；网站一旦拷到这样的电脑上，就缺一页。
    .wrong = slug: con
    .right = slug: con-1

E0139 = --- 在稿件里隔开文件头和正文。site.yaml 和用词表整个都是设置，中间或末尾的 --- 会让程序以为后面是另一份文件。
    .wrong = ---
    .right = title: 湟水日报

E0140 = attachments 写还要发布哪些后缀的文件。HTML、XML、脚本这一类不能写：读者点开它，浏览器就当成本站自己的一页，照里面写的去做。
    .wrong = attachments: [dwg, xml]
    .right = attachments: [dwg]
E0165 = pictures 里的 formats 写图片做成什么格式。照片做成 JPEG；颜色很少或者有透明的图做成 PNG，不用写。
    .wrong = pictures: {"{"} formats: [webp] {"}"}
    .right = pictures: {"{"} formats: [jpeg] {"}"}

E0143 = 菜单和页脚是一条一条的，每条下面可以有 items；再深的，读者在手机上就找不到了。
    .wrong = items: [{ "{" } title: 天气, items: [] { "}" }]
    .right = items: [{ "{" } title: 天气, to: tags/天气 { "}" }]

W0132 = 空格后面的 # 开始一段注释，读者看不到。加上引号，它就是正文；真是注释，就在 # 后面空一格。
    .wrong = title: C# 与 #1 号
    .right = title: "C# 与 #1 号"

W0141 = 标题太长，排成两行时，用 | 指明最好在哪里断开，例如“停了四十一天的电梯，|昨天又动了”。这个竖线只管换行，网页、订阅源、搜索结果里都没有它。竖线两边有空格，或者前面只有两三个字，多半是想让读者看到一道竖线，那要用全角的“｜”。
    .wrong = title: 特写 | 第一场雪，四十八双眼睛看着它下
    .right = title: 特写｜第一场雪，四十八双眼睛看着它下
E0150 = 版块和结束日是专题的，稿件和固定页面没有。
    .wrong = until: 2024-03-01
    .right = expires: 2024-03-01

E0201 = 日历上没有这一天，或者钟上没有这个时刻。
    .wrong = date: 2024-02-30
    .right = date: 2024-02-29

E0202 = 日期写成年-月-日，程序才不会把月和日弄反。意思清楚的，check --fix 会改好。
    .wrong = date: 2024年1月18日
    .right = date: 2024-01-18

E0203 = 这里要一个日历上的日子，不能写“昨天”。
    .wrong = date: 昨天
    .right = date: 2024-01-17

E0204 = 更新总在发布之后；反过来，多半是年份写错了。
    .wrong =
        date: 2024-01-18
        updated: 2023-01-19
    .right =
        date: 2024-01-18
        updated: 2024-01-19

E0205 = slug 是网址的最后一段，要让人念得出、打得出。
    .wrong = slug: 初雪
    .right = slug: chu-xue

E0206 = 栏目先在 site.yaml 里登记，稿件才能用它的名字。
    .wrong = column: 有诉必应马上办
    .right = column: mashangban

E0208 = 公报属于一个系列，系列先在 site.yaml 里登记。
    .wrong = series: dayly
    .right = series: daily

E0209 = 没有系列，程序不知道这些数据是什么、该怎么核对。
    .wrong = period: 2024-01-17
    .right =
        series: daily
        period: 2024-01-17

E0210 = 数据的名字要和系列里登记的一样。
    .wrong = figures: { "{" } cals: 877 { "}" }
    .right = figures: { "{" } calls: 877 { "}" }

E0211 = 每期公报的数据要齐，图表和开放数据才不会断。

E0212 = 数据要能计算，所以只写数字，单位在系列里登记。
    .wrong = calls: 877件次
    .right = calls: 877

E0214 = 期号说明这期公报讲的是哪一天、哪一周、哪一月。
    .wrong = period: 1月17日
    .right = period: 2024-01-17

E0216 = 旧网址会变成一页，把读者带到这篇稿件，所以要写成本站的一个地址。网页按路径存放，? 和 # 后面的部分到不了这里，所以带 ? 的旧网址没有办法接。
    .wrong = aliases: [old.html]
    .right = aliases: [/old.html]

E0217 = 文件名里只有标点，做不成网址。
    .right = slug: xin-wen

E0218 = 更正按时间先后印在文末，读者才看得明白。

E0219 = 还没发布就下线，读者永远看不到。
    .wrong =
        date: 2024-01-18
        expires: 2024-01-17
    .right =
        date: 2024-01-18
        expires: 2024-02-18

E0220 = draft 后面要写 true（还是草稿）或者 false（可以发布）。什么也不写，多半是还没写完；发布出去就收不回来了，所以先停下来问一问。
    .wrong = draft:
    .right = draft: true

E0236 = 主题可以为个别稿件备好专门的版式，放在 templates/pages 里，一个版式一个文件。layout 后面写文件的名字，不带 .html。
    .wrong = layout: contct
    .right = layout: contact
W0237 = until 是专题的最后一天，过了这一天首页就不再列它。比发布时间还早，多半是日期写错了。
    .wrong =
        date: 2024-01-18
        until: 2024-01-08
    .right =
        date: 2024-01-18
        until: 2024-02-08

W0238 = 同一篇稿件在一组里列两次，读者会看到两条一样的。路径的写法不同，指的也可能是同一篇。
    .wrong =
        related:
          - keji.md
          - ../scitech/keji.md
    .right =
        related:
          - keji.md

E0230 = 一块要么是挑好的稿件，要么是一个分类、栏目、系列或标签的最新稿件。
    .wrong =
        blocks:
          - title: 最新
    .right =
        blocks:
          - title: 最新
            tag: 供暖

E0231 = 版块写的分类、栏目、系列要先在 site.yaml 里登记。
    .wrong = column: 街巷新事
    .right = column: jiexiang

E0232 = 版块写的标签要有稿件用着，否则这一块总是空的。
    .wrong = tag: 供热
    .right = tag: 供暖

E0301 = 链接到别的稿件，写它的 .md 文件；程序会换成网址，那篇稿件以后挪了地方也不会断。
    .wrong = 见[报道](keji.md)。
    .right = 见[报道](../scitech/2024-01-18-keji.md)。

E0302 = 网站只发布 content 文件夹里的东西。
    .wrong = [名单](../../../名单.pdf)
    .right = [名单](名单.pdf)

E0303 = 以 / 开头的链接指的是本站的一页，这一页要真的有。
    .wrong = [科技](/sitech/)
    .right = [科技](/scitech/)

E0304 = # 后面是那一页上的小标题，字要对得上。
    .wrong = 见[办法](banfa.md#第一条)。
    .right = 见[办法](banfa.md#总则)。

E0305 = 图片放在稿件旁边，链接里写文件名。
    .wrong = ![雪](rain.png)
    .right = ![雪](snow.png)

E0306 = 以 javascript: 之类开头的链接会在读者的浏览器里运行程序，不能发布。
    .wrong = [点我](javascript:alert(1))
    .right = [点我](https://example.cn/)

E0307 = 程序要知道图片的宽和高，网页打开时文字才不会跳。这个文件读不出来。

E0308 = 相关稿件写 .md 文件的路径，不写标题和网址。
    .wrong = related: [扫雪]
    .right = related: [2024-01-17-saoxue.md]

E0310 = 这个字符任何网页都不许有，多半是从 PDF 里复制带来的。

E0313 = 附件原样发布，主机和浏览器看名字的后缀来对待它，所以网站只发布认得的后缀；还要别的，写在 site.yaml 的 attachments 里。SVG 图片还要看里面：读者单独打开一张 SVG 时，浏览器会照里面写的去做：运行脚本，显示网页，从别处取东西，而且当作本站自己的。所以网站只发布纯粹的图；图里只能引用图自己的部分，以及嵌在文件里的图片和字体。
    .wrong = <image href="https://x.cn/logo.png"/>
    .right = <image href="data:image/png;base64,iVBORw0KGgo…"/>

E0316 = 有的电脑不分大小写，有的分。链接和文件名写得一模一样，到哪里都打得开。
    .wrong = ![雪](Snow.PNG)
    .right = ![雪](snow.png)

W0323 = “{ "[" }名称]: 地址”是链接的定义，只在别处用到它时才起作用，自己不印出来。编者按一类的文字，冒号用全角。
    .wrong = { "[" }编者按]: abc
    .right = { "[" }编者按]：abc

E0324 = 两个人改了同一处，git 把两种写法都留在文件里，用三行记号隔开。记号会印在网页上，所以要先改好。
    .wrong =
        { "<<<<<<<" } HEAD
        今天下雪。
        =======
        今天下雨。
        >>>>>>> wang
    .right = 今天下雪。

W0324 = 一个标号只有一条脚注，写了两条，只印第一条。
    .wrong =
        { "[" }^1]: 市气象台观测。
        { "[" }^1]: 市志记载。
    .right =
        { "[" }^1]: 市气象台观测。
        { "[" }^2]: 市志记载。

W0325 = 脚注要在正文里有标号，读者才能从那里找到它；没有标号的不印。
    .wrong =
        山上先白。

        { "[" }^1]: 市气象台观测。
    .right =
        山上先白[^1]。

        { "[" }^1]: 市气象台观测。

W0326 = HTML 的标签到 > 为止，注释到 --> 为止。没有写完，后面的文字都算在里面，不会印出来。
    .wrong = <div
    .right = <div>

W0327 = 代码写在两行 ``` 中间。没有第二行，后面的正文全成了代码；第一行的 ``` 后面只写语言的名称，写了文字不会印出来。
    .wrong =
        ```
        dateline build
    .right =
        ```
        dateline build
        ```

W0328 = HTML 标签后面紧接着的行也算 HTML，里面的 **粗体**、链接会原样印出来。空一行，Markdown 才起作用。
    .wrong =
        <details>
        **答：**可以。
        </details>
    .right =
        <details>

        **答：**可以。

        </details>

W0329 = 小标题后面的 { "{" }#名称{ "}" } 供链接使用：不能有空格和标点，不能用 part-、section-、fn- 开头，同一篇里不能重复。
    .wrong = ## 供暖 { "{" }#gong nuan{ "}" }
    .right = ## 供暖 { "{" }#gongnuan{ "}" }

E0330 = 题图要随网站一起发布，程序还要知道它的宽和高，所以只认网站里的图片文件：从稿件所在的文件夹写起，不写网址，也不写电脑上的盘符。
    .wrong = image: { "{" } src: "https://x.cn/xue.jpg", alt: 雪后的湟水 { "}" }
    .right = image: { "{" } src: xue.jpg, alt: 雪后的湟水 { "}" }

E0331 = 网址少了一截，浏览器不知道去哪里，网页上就只剩文字。
    .wrong = [往期](http:/x.cn/1.html)
    .right = [往期](http://x.cn/1.html)

W0332 = 一对星号在 Markdown 里是斜体，两对是粗体；写尺寸、算式、隐去的姓名时，星号就会不见，“长*宽*高”印成“长宽高”。两个数字之间的星号照原样印。
    .wrong = 体积等于长*宽*高
    .right = 体积等于长×宽×高

W0333 = 方括号里是链接的文字，空着，读者就没有地方可以点。
    .wrong = [](https://example.cn/)
    .right = [办事指南](https://example.cn/)

W0334 = 正文里的 HTML 只留下排字用的标签。图片、链接在 HTML 里只能是完整的网址，视频、音频、内嵌的网页都不发布。
    .wrong = <img src="xue.jpg" alt="雪">
    .right = ![雪](xue.jpg)

E0334 = C:\\、D:/、file:// 开头的，或者 \\\\ 开头的，是自己电脑或单位网络里的位置。读者的电脑里没有这个文件；把它拷到稿件旁边，才会一起发布。
    .wrong = ![雪](C:/Users/me/xue.jpg)
    .right = ![雪](xue.jpg)

E0340 = 图片、PDF、Office 和 WPS 文档、压缩包、音频、视频，开头的几个字节各不一样，程序对照了一下。常见的原因是只改了后缀、没有另存，或者下载来的其实是一张“出错了”的网页。

E0341 = 附件按原来的名字发布，各种电脑和主机都要能存下它，也不能把它当成别的东西。
    .wrong = [表](biao.php.xlsx)
    .right = [表](biao.xlsx)

E0342 = 程序认得 SVG 的图形、文字、渐变、滤镜和动画，也认得常见画图软件写在文件里的记号。不认识的东西，说不准浏览器会拿它做什么，就不发布。
    .wrong = <!DOCTYPE svg [ <!ENTITY ns_svg "http://www.w3.org/2000/svg"> ]>
    .right = <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">
E0350 = 套到一百层的内容没有人看得了；多半是程序写出来的，或者按住键没有松手。
    .wrong = >>>>>>>>>>（一百个以上）
    .right = > 引用的一段。

E0351 = 稿件、site.yaml、用词表和主题里的文本文件，每个最多 4 MB，比最长的小说还多。再大的连读都不读。
    .right = content/news/2024-01-18-shang.md、content/news/2024-01-18-xia.md

E0352 = HTML 标记没有结束，后面每一段都要重新开一次，成千上万次。表格里只有格子能放文字，放在格子外面的会被挪到表格前面。
    .wrong = <b>提示，后面两千段都没有 </b>
    .right = <b>提示</b>

E0353 = 每个图表都是画在网页里的一幅图，几百幅手机打不开。

W0330 = 写链接的圆括号里有空格，程序就当成普通的文字，那个文件也不会发布。
    .wrong = [附件](年 报.pdf)
    .right = [附件](<年 报.pdf>)

E0401 = 两篇稿件同一天、同一个文件名（或 slug），会抢一个网址。
    .right = slug: xue-yi-xue-er

E0402 = 同一天的稿件，附件发布在同一个文件夹里，不同的文件要有不同的名字。

E0403 = 标签的网址用拼音；两个标签拼音一样，或者没有能用的字，就要自己定一个。
    .right =
        tags:
        { "  " }田七: { "{" } slug: tianqi-yaocai { "}" }

E0404 = content 下面第一层文件夹就是分类，要先在 site.yaml 里登记。
    .wrong = content/opinion/a.md
    .right = content/commentary/a.md

E0405 = 旧网址现在有别的内容，读者会被带错地方。

E0407 = 电脑上的文件名最长约 80 个汉字，网址也一样。
    .right = slug: duan-yi-dian

W0410 = 网址由文件名来：汉字写成拼音，字母去掉音标（Café 写成 cafe）。生僻字和别的文字程序不会拼，只好略去，网址就可能看不懂，或者和别的稿件一样。
    .wrong = 𠮷野家.md
    .right = slug: ji-ye-jia

W0411 = 标签的网址由标签的名字来：汉字写成拼音，字母去掉音标。生僻字和别的文字程序不会拼，只好略去。
    .wrong = tags: [𠮷野家]
    .right = tags: { "{" } 𠮷野家: { "{" } slug: ji-ye-jia { "}" } { "}" }

E0412 = static 里的文件放在哪里，就发布在哪个网址。稿件、目录、订阅和 robots.txt 有自己的网址，它不能占。
    .wrong = static/2026/index.html
    .right = static/2026-zhuanti/index.html

E0413 = 菜单和页脚通到的地方，和稿件里的链接一样要核对，读者才不会点开一个不存在的页面。
    .wrong = menu: [{ "{" } to: comentary { "}" }]
    .right = menu: [{ "{" } to: commentary { "}" }]

E0415 = 文件夹 static 里的文件原样发布。同名的是一个文件，就什么也不会发布，已经发布的也会被拿掉，所以先停下来。
    .wrong = static
    .right = static/favicon.ico

W0416 = 同音的几个人，拼音网址归稿件最早的一位。他最早的稿件下线了，最早的就可能是另一位。
    .wrong =
        byline: 记者 李梅
        expires: 2024-03-01
    .right = byline: 记者 李梅

W0414 = 菜单里的一条，通到的内容在网上，才显示。草稿、没到时间的和已经下线的稿件都不在网上。
    .right = menu: [{ "{" } to: pages/about.md { "}" }]

E0501 = 网站主题的模板写错了，要请做主题的人改。稿件不用动。

E0502 = 模板用了这一页没有的内容。稿件不用动。

E0503 = 主题的样式文件写错了。稿件不用动。

E0504 = theme 写的是 themes 文件夹里的一个文件夹名。
    .wrong = theme: defualt
    .right = theme: default

E0505 = 主题的用语表一行一个词。
    .right = home: 首页

E0507 = 程序自己出了毛病，不是稿件的事。

E0511 = 模板用 include、extends 互相引用，样式文件用 @import 互相引用，绕成了圈就没有尽头。报错的地方是绕回去的那一处。
    .wrong =
        partials/a.html 里：{"{"}% include "partials/b.html" %{"}"}
        partials/b.html 里：{"{"}% include "partials/a.html" %{"}"}
    .right = partials/a.html 里：{"{"}% include "partials/b.html" %{"}"}

E0512 = theme 写的文件夹里一个文件也没有。要用自带的主题，写 default，或者不写 theme。
    .wrong = theme: mine
    .right = theme: default

E0513 = 模板直接印出一个词或一个文件的网址，可是主题和自带的主题里都没有，网页排不出来。可有可无的，先用 if 或 default 问一下。稿件没有问题。
    .wrong = {"{{"} words.hoem {"}}"}
    .right = {"{{"} words.home {"}}"}

E0514 = 报头、页脚和 head 里各页相同的部分是片段：每个分类只排一次，放进许多网页，所以读不到某一页的标题或稿件。稿件没有问题。
    .wrong = {"{{"} page.title {"}}"}
    .right = {"{%"} if page.home {"%}"}{"{{"} words.home {"}}"}{"{%"} endif {"%}"}

E0520 = 这样的网页谁也打不开。多半是主题把所有稿件都印进了每一页，或者循环套着循环印了许多遍。
    .wrong = {"{%"} for a in range(end=100000) {"%}{%"} for b in range(end=100000) {"%}"}…

E0521 = 模板跑了 20 秒还没有完，一般的模板只要千分之一秒。只算它真正在跑的时间，电脑再忙也不会误报。
    .wrong = {"{%"} for a in range(end=100000) {"%}{%"} for b in range(end=100000) {"%}"}…

E0522 = 模板在跑的时候，程序占用的内存多了 1 GB 以上。
    .wrong = {"{%"} set_global all = all ~ all {"%}"}

E0527 = 内置的模板总能用 default/ 加名字找到，就算主题用自己的文件盖住了它也一样。所以主题的 templates/default 里不放文件。
    .wrong = themes/mine/templates/default/home.html
    .right = themes/mine/templates/home.html

W0528 = 用 dateline theme copy 抄下来的文件，第一行记着抄的是哪一份。程序升级以后，内置的文件改了，抄下来的不会跟着改，新的功能和改正就到不了网站上。网页照样能排出来，所以只是提醒。
    .wrong = themes/mine/templates/article.html（抄自上一个版本）
    .right = dateline theme diff article.html

W0508 = 主题里的文件放错了文件夹，或者写错了名字，网站就还用自带的，看上去像是没有改。名字以 _ 开头的不管。
    .wrong = themes/mine/templates/artcle.html
    .right = themes/mine/templates/article.html

W0509 = 主题的用语表里，这个名称既不是自带的，也没有模板用到，多半是写错了，网页上还是自带的字。
    .wrong = hoem: 头版
    .right = home: 头版

W0510 = 样式文件里的 url(…) 从样式文件所在的文件夹算起。主题的 assets 和网站里都没有这个文件，读者看不到那张图或那种字体。
    .wrong = background: url(pics/papr.png)
    .right = background: url(pics/paper.png)

E0601 = 一个系列一期只有一篇公报，不然总数会算两次。

E0603 = 这个系列给这几个数定了规则，它们不符合。两边的数和差都列出来了，多半是有一个数打错或者漏了。
    .right = rules: ["calls = direct + transferred"]

E0605 = 比例是若干件里占几件。没有哪个整数能得出这个比例，不是比例错了，就是总数错了。

E0607 = 系列的规则比较左右两边，两边由数据、数字和几个函数组成。
    .wrong = rules: ["calls 等于 direct + transferred"]
    .right = rules: ["calls = direct + transferred"]

E0608 = 规则里只能用这个系列在 figures 里登记过的数据。

E0609 = 有分项的数据是几个数，规则里要的是一个数。
    .wrong = rules: ["topics <= calls"]
    .right = rules: ["sum(topics) <= calls"]

E0610 = 热点是排名，从多到少；不是数错了，就是先后错了。

E0611 = 热点是总数的一部分，不会比总数还多。

E0613 = 一个系列的两篇公报说的是同几天，总数会算两次。

E0615 = 系列约定了这个数据有几位小数；位数一样，读者才好比较。

E0618 = 图表画的是系列的数据，这一个没有在 site.yaml 里登记。
    .right = ![来电](series:hotline-daily/calls?last=90d)

E0619 = 图表在问号后面写明画多长时间。
    .wrong = ![来电](series:hotline-daily/calls?last=三个月)
    .right = ![来电](series:hotline-daily/calls?last=90d)

W0730 = 小于号、大于号在 HTML 里另有意思，网页上会不见，或者印得难看。
    .wrong = 见<<西宁晚报>>
    .right = 见《西宁晚报》

W0731 = Hugo、Jekyll、Hexo、Pandoc、语雀之类各有自己的写法，如短代码、变量、图片的宽度。这里不认，读者会看到一串符号。在 site.yaml 的 checks 里写 foreign: off，可以不查。
    .wrong = {"{{"}< youtube abc >{"}}"}
    .right = [看视频](https://example.cn/shipin)

W0732 = 方正、WPS、知网等软件把一些字放在“私用区”，只有装了它们字体的电脑才显示得出，读者看到的是方框。附加符号前面没有字母，也印不对。
    .wrong = 价格\uE001元
    .right = 价格¥3元

W0733 = 从 PDF 复制来的文字常用部首代替汉字，用两个字符拼一个带符号的字母，或者用别的标准里的字。看上去一样，搜索、排序、朗读都会错。
    .wrong = ⻓江
    .right = 长江

W0734 = 从网页和 Word 复制来的空格有十几种宽度，在中文里多半是碰巧带来的。
    .wrong = 今天\u00A0下雪
    .right = 今天下雪

E0801 = 编辑部在 site.yaml 的 policy.require 里规定了这个分类必须写的项。

E0802 = 编辑部规定：没有初审、复审、终审，不能发布（policy.review）。
    .right = review: { "{" } first: 何青禾, second: 田守一, final: 严既白 { "}" }

E0803 = 三审的意思是三个人看过；一个人看两遍，漏掉的还会漏掉。
    .wrong = review: { "{" } first: 何青禾, second: 田守一, final: 何青禾 { "}" }
    .right = review: { "{" } first: 何青禾, second: 田守一, final: 严既白 { "}" }

E0804 = 自己审自己的稿件，等于少了一审。
    .wrong =
        byline: 记者 晴空
        review: { "{" } first: 何青禾, second: 晴空, final: 严既白 { "}" }
    .right =
        byline: 记者 晴空
        review: { "{" } first: 何青禾, second: 田守一, final: 严既白 { "}" }

E0805 = 《互联网新闻信息服务管理规定》第十五条：转载要注明来源、原作者、原标题、编辑真实姓名。
    .wrong = source: 邻市晚报
    .right =
        source: 邻市晚报
        editor: 陆知微
        original: { "{" } author: 高山, title: 雪夜里的一盏灯 { "}" }

W0222 = updated 是读者看到的更新时间，也写进订阅和网站地图。写了将来的时间，搜索引擎会以为稿件坏了。
    .wrong = updated: 2042-01-19
    .right = updated: 2024-01-19

W0223 = 更正的日期是读者看到的。写了将来的日期，多半是年份打错了。
    .wrong = corrections: [{ "{" } date: 2042-01-19, text: 第二段的日期有误。 { "}" }]
    .right = corrections: [{ "{" } date: 2024-01-19, text: 第二段的日期有误。 { "}" }]

W0309 = 那篇稿件还没有公开（或者已经下线），现在链过去读者会看到“找不到”。程序先只印文字。链接写的是文件还是网址都一样；标签、日期、附件的网址，没有稿件的时候也一样。

W0312 = 看不见图的读者靠这句话知道图上有什么；图片打不开的时候也会显示它。
    .wrong = ![](snow.png)
    .right = ![雪后的山梁](snow.png)

W0314 = 正文里有脚注的标号，文末却没有这条脚注。
    .wrong = 山上先白[^1]。
    .right =
        山上先白[^1]。

        { "[" }^1]: 市气象台观测。

W0315 = 为了安全，正文里的 HTML 只留下最基本的几种。
    .wrong = <font color="red">初雪</font>
    .right = **初雪**

W0322 = 写成完整网址，换域名、换测试地址的时候就断了，程序也没法检查。
    .wrong = 见[科技](https://news.example.cn/scitech/)。
    .right = 见[科技](/scitech/)。

W0317 = 有人改了文件名的结尾，图片本身没有变。有的浏览器会不显示。

W0318 = 大图在手机上很慢，也费读者的流量。

W0319 = 再好的屏幕也显示不了这么多像素。

W0320 = 只在 check --external 时检查。对方网站明确说没有这一页，才会告诉你；一时打不开的不算。

W0321 = 只在 check --external 时检查。这个网址的网站找不到，或者没有人应答。

W0360 = 只在 check --external 时检查。链接，或者它转到的地方，是本机或不公开的网络。程序不去连它：不然，写稿件的人可以借检查的人探看他的内网。
    .wrong = 见[办公系统](http://192.168.1.8/oa)。
    .right = 见[办事大厅](https://www.example.cn/)。

W0361 = 网址里 @ 前面的都是用户名。它看起来可以像主机名，链接却通到别处。
    .wrong = 见[本报](http://news.example.cn@other.example/)。
    .right = 见[科技](/scitech/)。

W0362 = 链接的稿件写了 expires，到期就下线。从那一刻起，链接变成普通文字，不会拦住生成；这条提示让你预先知道。
    .wrong = 见[报名通知](../news/2024-01-18-baoming.md)。
    .right = 报名已于2月20日截止。
E0380 = 打开一张图片要占很多内存，像素太多会拖垮整台机器。

E0381 = 一张图片的文件太大，多半是没有压缩的格式。

E0382 = 只有半张的图片会印出一片灰色。网络不好、U 盘拔早了，都会这样。

E0383 = 文件开头像图片，里面却不是。

E0384 = 照片重新压缩时会去掉拍摄地点、相机编号这些信息；动图按原样发布，所以自己就得是干净的。

W0385 = 印刷的颜色要靠描述文件才能换成屏幕的颜色。没有它，颜色往往偏暗。

W0386 = 动图按原样发布。

W0387 = 《人工智能生成合成内容标识办法》要求，生成合成的图片既要有文件里的标识，也要有读者看得见的标识。文件里的标识会保留下来。
    .wrong = image: {"{"} src: chengshi.jpg, alt: 城市夜景 {"}"}
    .right = image: {"{"} src: chengshi.jpg, alt: 城市夜景, ai: generated {"}"}

W0388 = 手机会把拍摄地点写进每一段视频，视频发布出去，地点也就公开了，哪怕是在消息来源的家里拍的。图片里的地点程序会自动去掉，视频是原样发布的。

W0389 = 办公软件会把电脑主人的名字写进每一份文件，文件发布出去，名字也就公开了。程序会看 PDF、Word、Excel、PowerPoint 和 OpenDocument 文件的前 16 MB。

W0406 = content 里的图片和附件，有稿件用到才会发布。稿件的文件名要以 .md 结尾：记事本会存成 .md.txt，把后面的 .txt 去掉就好。

W0408 = 定时的稿件到了时间才发布，所以时钟错了，网站就是空的。时钟有三处：--now、环境变量 SOURCE_DATE_EPOCH、电脑自己的。

W0409 = 每次生成都在 public 里记下日期。时钟倒退超过一天，多半是设错了。

W0602 = 系列中间缺了几期，读者会以为那几天没有数据。

W0701 = 中文用全角标点（GB/T 15834）。数字、英文、网址里的不算。能确定的可以自动改。
    .wrong = 今天下雪,山上先白。
    .right = 今天下雪，山上先白。

W0702 = 引号、括号、书名号要成对（GB/T 15834）。引文分成几段，每段开头都有前引号、最后一段才有后引号的，不算错。
    .wrong = 他说：“山上先白。
    .right = 他说：“山上先白。”

W0703 = 中文用弯引号（GB/T 15834）。直引号左右一样，排出来也难看。
    .wrong = 大家说"马上办"真好。
    .right = 大家说“马上办”真好。

W0704 = 省略号是六个点，占两个字（GB/T 15834）。
    .wrong = 雪一直下。。。
    .right = 雪一直下……

W0705 = 破折号占两个字，中间不断（GB/T 15834）。
    .wrong = 那一天--腊月初八。
    .right = 那一天——腊月初八。

W0706 = 从报纸版面上复制，每一栏的末尾会断成一段。断开的地名和书名，搜索也搜不到。
    .wrong =
        ……最后才落到慈幼社

        区的院子里。
    .right = ……最后才落到慈幼社区的院子里。

W0707 = 同一个字或标点打了两次。“目的的”“为了了解”之类不算。
    .wrong = 这是山上的的雪。
    .right = 这是山上的雪。

W0708 = 阿拉伯数字用半角（GB/T 15835），不然排得松散，也搜不到。
    .wrong = 下了１２厘米
    .right = 下了12厘米

W0709 = 段首缩进由网站排（CLREQ）。从 Word、公众号粘来的几段，段首有空格、中间没有空行，会连成一段；四个空格或 Tab 开头的，会排成程序代码。
    .wrong =
        { "　　" }今天下雪。
        { "　　" }山上先白。
    .right =
        今天下雪。

        山上先白。

W0710 = 中文句子里不空格（CLREQ）。署名、标题、书名里的空格不算。
    .wrong = 今天下雪，山上 先白。
    .right = 今天下雪，山上先白。

W0711 = 范围的两个数都要带百分号（GB/T 15835），不然会看成从63到68%。
    .wrong = 63~68%
    .right = 63%~68%

W0712 = 看不见的字符会让搜索找不到这个词。

W0713 = 这个词在 content/_terms.yaml 里：编辑部定了统一的写法。
    .wrong = 帐号
    .right = 账号

W0714 = 用中文输入法打的括号是全角的，链接就成了普通文字，原样印在网页上。
    .wrong = 见[名单]（list.pdf）。
    .right = 见[名单](list.pdf)。

W0715 = 图片比链接多一个半角的感叹号。感叹号是全角的，网页上就没有图，只有“！”和一个链接。
    .wrong = ！[雪后的山梁](snow.png)
    .right = ![雪后的山梁](snow.png)

W0716 = 行首半角的 # 加一个半角空格，才是小标题；不然连 # 一起印在网页上。单单一个 # 的，也可能是话题，要不要改由你定。
    .wrong = ##山上先白
    .right = ## 山上先白

W0717 = 脚注的标号后面要用半角冒号。用了全角的，这条注释和正文里的标号都成了普通文字。
    .wrong =
        山上先白[^1]。

        { "[" }^1]：市气象台观测。
    .right =
        山上先白[^1]。

        { "[" }^1]: 市气象台观测。

W0718 = 行首的 - 后面有半角空格，才是列表；不然几行会连成一段，- 也印出来。只有一行这样的，不算错。
    .wrong =
        -扫雪
        -供暖
    .right =
        - 扫雪
        - 供暖

W0719 = 粗体的两个星号要贴着文字。里面空了格，星号就成了普通文字，原样印在网页上。
    .wrong = ** 重点：**山上先白。
    .right = **重点：**山上先白。

W0720 = 表格的第二行只有横线，格数和第一行一样多，横线是半角的。不然几行会连成一段，竖线也印出来。
    .wrong =
        | 项目 | 数量 |
        | 来电 | 12 |
    .right =
        | 项目 | 数量 |
        | --- | --- |
        | 来电 | 12 |

W0721 = 提示框有五种，第一行写的是英文的种类，单独占一行；网页上印的是中文：注意、提示、重要、警告、小心。
    .wrong =
        > [!注意]
        > 山路结冰。
    .right =
        > [!NOTE]
        > 山路结冰。

W0722 = 划掉文字，用半角的波浪号，前后各两个。全角的会原样印在网页上。
    .wrong = 票价，～～20元～～15元。
    .right = 票价，~~20元~~15元。

W0735 = 一段话说完了，末尾有句号。漏了句号，或者从版面复制时断成了两段，末尾就没有标点。
    .wrong =
        雪从山上下到河边，城里的人都醒了，孩子们跑出来看雪

        公交车晚点半小时。
    .right =
        雪从山上下到河边，城里的人都醒了，孩子们跑出来看雪。

        公交车晚点半小时。

W0736 = 引文分成几段的，每一段开头都用 “，只在最后一段末尾用 ”（GB/T 15834），读到哪一段都看得出是引文。
    .wrong =
        他说：“山上先白。

        河边后白。”
    .right =
        他说：“山上先白。

        “河边后白。”

W0737 = 引号里面还有引号，外面用双引号，里面用单引号（GB/T 15834）。
    .wrong = 他说：“这叫“初雪”。”
    .right = 他说：“这叫‘初雪’。”
W0723 = 表格每一行的格数和表头一样。多出来的格子不会印出来；紧接在表格下面的一行，会变成表格里的一格。
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

W0724 = Markdown 把挨着的几行连成一段。“•”“①”“1、”不是列表的记号，所以这几行会连在一起。
    .wrong =
        • 设备到位
        • 人员到位
    .right =
        - 设备到位
        - 人员到位

W0725 = 一段文字紧接着一行 --- 或者 ===，会排成小标题，也不再算正文。
    .wrong =
        据介绍，工程已完工。
        ---
    .right =
        据介绍，工程已完工。

        ---

W0726 = 引文的 > 要用半角。全角的会原样印在网页上。
    .wrong = ＞ 雪落湟水。
    .right = > 雪落湟水。

W0727 = 粗体的星号要用半角。全角的会原样印在网页上。
    .wrong = ＊＊重点＊＊的话
    .right = **重点**的话

W0728 = 链接和图片的说明用半角的引号括起来。用了中文引号，整个写法会原样印在网页上。
    .wrong = ![雪](snow.png “雪景”)
    .right = ![雪](snow.png "雪景")

W0729 = 链接的 ] 和 ( 要挨着，中间有空格就不是链接。
    .wrong = [官网] (https://news.example.cn/)
    .right = [官网](https://news.example.cn/)

F0001 = 命令要在网站的文件夹里运行；网站的文件夹里有 content/site.yaml。
    .right = dateline check --root 我们的报纸

F0002 = 电脑不让程序读这个文件夹。

F0003 = 电脑不让程序写这个文件。每个文件都是整个换掉的，所以已经发布的还是完整的。

F0004 = 同时只能有一个生成在写，免得互相打架。

F0005 = 磁盘没有地方了。

F0006 = 生成会清掉旧网页，所以不能指到放原稿的地方。
    .right = dateline build --output public

F0007 = --now 用来看“到了那一刻”网站是什么样，要写全。
    .right = dateline build --now 2024-01-18T09:30:00+08:00

F0008 = --base-url 代替 site.yaml 里的 base_url，写法一样。
    .right = dateline build --base-url https://news.example.cn/

F0009 = 新网站要建在空文件夹里，免得盖掉别的东西。

F0010 = 同一天已经有同名的稿件。

F0011 = dateline new 后面先写分类或体裁，再写标题。
    .right = dateline new commentary 写给这个冬天

F0012 = 文件名由标题的拼音做成，标题里要有字。

F0013 = 网站已经生成，只是报告没有写成。

F0014 = SOURCE_DATE_EPOCH 是给自动构建用的时钟，一般不用设。

F0015 = 命令或选项打错了。dateline --help 列出所有命令；在 --help 前面写上命令，就列出它的选项。
    .right = dateline check --fix --dry-run

F0016 = 另一个程序占着这个端口，多半是另一个预览。
    .right = dateline serve --port 8080

F0017 = 预览要用这台电脑的一个地址，这个不是，或者不准用。

F0018 = --shard 写明生成网站的第几份、一共几份。
    .right = dateline build --shard 2/3

F0019 = --shard auto 从运行环境里读是第几份，这个环境没有说。
    .right = dateline build --shard 2/3

F0020 = --from 从这个文件读公报的一句话；文件不在，或者不准读。

F0021 = 公报要属于 site.yaml 里登记过的系列。

F0022 = dateline why 要一篇稿件的路径，或者一个网址；现在的、从前的（aliases）都行。
    .right = dateline why /2024/01/18/chu-xue.html

F0024 = 编辑器和 dateline lsp 之间用一条管道说话，管道断了。

F0035 = dateline lsp 由编辑器启动，从标准输入读语言服务器协议的消息，每条消息前面有一行写明长度。读到别的东西，它就结束，不去猜下一条消息从哪里开始。

F0050 = 只用来检查和生成网站的 dateline 可以少编译几部分（预览、编辑器的语言服务器、检查别的网站的链接），编译快得多；用到那几部分时就要换一个完整的。稿件和网站没有问题。
    .wrong = cargo install --path . --no-default-features
    .right = cargo install --path .

F0051 = 能抄的是内置主题的模板和资源，写它们在主题里的路径，templates/ 可以省去。
    .wrong = dateline theme copy artcle.html
    .right = dateline theme copy article.html

F0052 = 抄内置的文件从不盖住主题里已有的：那里也许有人改过。
    .wrong = dateline theme copy article.html（已经抄过）
    .right = dateline theme diff article.html

F0053 = 只有抄下来的文件才能和内置的比。用 default/ 垫在下面的模板不是抄的，它一直跟着内置的走。
    .wrong = dateline theme diff home.html（主题里没有 home.html）
    .right = dateline theme copy home.html

F0061 = dateline import 读的是命令里写的文件，文件不在，或者不准读；太大的文件（4 MB 以上）也不读。什么也没有写。
    .wrong = dateline import ban2.txt（没有这个文件）
    .right = dateline import ban-2.txt

F0062 = 报纸上的“1月15日”“昨日”没有年份，要照报纸的日期来算；稿件的日期也是它。页上有“2024年1月18日 星期四”这样一行，就照那一行。
    .wrong = dateline import A02.txt（页上没有日期）
    .right = dateline import --date 2024-01-18 A02.txt

F0023 = 每条提示都有代码，写在方括号里。
    .right = dateline explain E0102

F0025 = 公报的一句话按 UTF-8 读，和网站的所有文字一样。

F0026 = 输出文件夹里别人放的东西，程序不删，也不顺着链接写到别处去。

F0030 = 这个文件记着正在生成的是谁，或者哪些文件是程序发布的。它不是普通文件，读它可能永远等下去，所以程序不打开它。

W0221 = 标签之间用英文逗号隔开。用了中文标点，几个标签会连成一个。
    .wrong =
        tags:
          - 供暖，初雪
    .right =
        tags:
          - 供暖
          - 初雪

W0224 = 冒号后面什么也没有，这一项就不起作用，多半是忘了写。草稿可以先空着。
    .wrong = column:
    .right = column: mashangban

E0226 = organization 里的 logo、icon、share 写网站自己的图片：路径从 content 往下写，或者是网站主题 assets 里的文件名。
    .wrong = logo: { "{" } light: /brand/logo.svg { "}" }
    .right = logo: { "{" } light: brand/logo.svg { "}" }

E0227 = 报头用 SVG，放多大都清楚；也可以用 PNG。有了尺寸，图没有下载完，版面也不会跳。聊天软件只显示 PNG 和 JPEG。
    .right = share: brand/share.png

E0228 = 浏览器和手机的图标是正方形，最大的 512 像素，全都用这一个文件来做。
    .right = icon: brand/icon.png

W0229 = 网页分享到聊天软件，标题旁边就是这张图。小于 600×315 像素，很多软件只显示成一个小方块。
    .right = share: brand/share.png

W0316 = HTML 注释到 --> 为止；没有它，后面的正文全成了注释，谁也看不见。
    .wrong = <!-- 待核实
    .right = <!-- 待核实 -->

W0604 = 这条规则只提醒。两边的数和差都列出来了，看看是不是有一个数打错了。

W0606 = 比例是若干件里占几件。没有哪个整数能得出这个比例，多半是比例或者总数错了。

W0612 = 周报从星期一算到星期日，期号写星期一的日期。
    .wrong = period: 2024-01-18
    .right = period: 2024-01-15

W0614 = 件数不会比 0 小，多半是多打了一个负号。

W0616 = 这个数和以前都差得很远。有时真是新闻，更多的时候是多打或少打了一位。

W0617 = 公报的正文和数据，看的人不同，说的要一样。

W0620 = 表格软件打开公开数据时，会把 = + - @ 开头的格子当作公式来算。真正的渠道、分项没有这样叫的。
    .wrong =
        channels:
          "=1+1": 5
    .right =
        channels:
          市长信箱: 5

W0622 = 分项的名称印在表格和图上，也写进公开数据；没有名称，读者不知道那是什么数。
    .wrong = channels: { "{" } 市长信箱: 6, "": 3 { "}" }
    .right = channels: { "{" } 市长信箱: 6, 微信: 3 { "}" }

W0623 = 一个热点在排行里只有一个位置；列了两次，多半是复制时忘了改，也可能是该合并的两笔。
    .wrong = topics: [{ "{" } name: 供暖, count: 9 { "}" }, { "{" } name: 供暖, count: 4 { "}" }]
    .right = topics: [{ "{" } name: 供暖, count: 9 { "}" }, { "{" } name: 停水, count: 4 { "}" }]

W0624 = 来电、留言、人数都是整数，也不会是负数；写成别的，多半是点错了小数点，或者减号是误打的。
    .wrong = calls: 87.7
    .right = calls: 877

F0031 = 网站的文件夹可能来自别人：里面的链接不能把网页或报告引到外面去写。
    .right = dateline build --output /srv/www

F0036 = 时钟倒退，已经发布的稿件就像还没到时间，会全部撤下。程序不这样做，除非你说要。到期下线的、编辑改到以后再发的，照常撤下。
    .right = dateline build --allow-removals
F0041 = dateline check 后面可以写文件和文件夹，只看它们的问题；整个网站还是会读一遍，因为链接和网址要对照别的稿件。路径从当前的文件夹、网站的文件夹或者 content 算起。
    .right = dateline check content/scitech

F0042 = --changed 靠 git 找出改过的文件。
    .right = dateline check content/scitech/2024-01-18-keji.md

F0043 = 从别处搬来的网站，问题可能有几千个。把现有的记进一份清单，以后就只看新的。
    .right = dateline check --write-baseline known.txt

F0044 = 清单是一行一个问题的文字，由程序写。合并时留下的冲突记号会让它读不出来。
    .right = dateline check --write-baseline known.txt

F0045 = --changed=REV 和 git 的一个版本比较。
    .right = dateline check --changed=main
