# 写给编辑的话。一条消息一个代码；.hint 总会显示，别的提示由程序按情况加上。
# 改动时 zh.ftl 和 en.ftl 一起改，tests/it/messages.rs 会对照。

### 文件

E0001 = 这个文件不是 UTF-8 编码，看起来是 { $encoding }
    .hint = 用编辑器打开，选“另存为”，编码选 UTF-8，再存一次
E0002 = 读不了这个文件或文件夹：{ $reason }
    .hint = 看看它还在不在，有没有读取的权限
E0003 = 这个链接（快捷方式）指到网站文件夹外面，或者隐藏的文件去了
    .hint = 把它指向的文件复制进来，再删掉这个链接
E0004 = 这个文件名的编码认不出来
    .hint = 改个名字，最好只用小写字母、数字和连字符，例如 2024-01-18-xinwen.md

E0005 = 生成网站的时候，这个文件被改动了
    .hint = 保存好以后再运行一次
E0006 = 文件名里有反斜杠或者看不见的字符，不能用在网址里
    .hint = 改个名字，最好只用小写字母、数字和连字符

E0007 = 这个文件夹是链接，又在另一个链接来的文件夹里面
    .hint = 把它换成真正的文件夹，或者删掉

E0008 = 这个文件的文字从这里起坏了
    .hint = 可能没有存好，或者传坏了：找一份完好的，把这里的字重打一遍

E0009 = 这是管道或设备，不是文件
    .hint = 删掉它，或者换成一个文件
W0010 = “{ $path }”像是同步盘、下载或合并时留下的副本，原来的是旁边的 { $name }
    .hint = 比较两个文件，把要用的文字留在 { $name } 里，删掉这一个；它是另一篇稿件，就换个文件名
W0011 = “{ $path }”是文字处理软件的文档，不会变成网页
    .hint = 要发布里面的文字，把它复制到一个 .md 文件里，文件开头写标题和日期；要给人下载，在稿件里链接它；不用了，就删掉

### 原因

reason-missing = 没有这个文件或文件夹
reason-denied = 没有权限
reason-full = 磁盘满了
reason-quota = 分给你的磁盘空间用完了
reason-read-only = 这个磁盘只能读，不能写
reason-folder = 这是文件夹，不是文件
reason-no-folder = 该是文件夹的地方是一个文件
reason-large = 文件太大
reason-special = 这是管道或设备，不是文件
reason-outside = 链接（快捷方式）指到网站文件夹外面，或者隐藏的文件去了
reason-name = 名字太长，或者有磁盘不认的字
reason-there = 已经有同名的了
reason-loop = 链接（快捷方式）绕成了圈
reason-too-many = 同时打开的文件太多
reason-broken = 磁盘读写出错，可能坏了
reason-address = 本机没有这个地址
reason-css-string = 一处文字或网址没有结束
reason-css-comment = 一处注释没有结束
reason-css-bracket = 一个括号没有配对
reason-css-rule = 一条规则没有名称，或者没有花括号
reason-css-colon = 花括号里有一处不是“名称: 值”
reason-css-deep = 括号一层套一层，太多了
reason-editor-gone = 编辑器关闭了连接
reason-message-head = 消息前面没有写明长度，或者写得不对
reason-message-long = 消息超过 64 MB
reason-message-short = 消息没有发完
reason-block = | 或 > 下面的几行没有对齐，或者这一行后面还有别的字
reason-colon = 这一行没有英文冒号
reason-brackets = 括号没有成对，或者里面的几项没有用英文逗号隔开
reason-align = 这一行没有和上面的对齐
reason-percent = 有一行以 % 开头
reason-sign = 内容以另有用处的符号开头
reason-item = 减号开头的一项和名称写在了同一行
reason-after = 括号合上以后，这一行还有别的字
reason-no-git = 这台电脑上没有 git
reason-no-repository = 网站的文件夹不在 git 里
reason-hyphen = 行首的减号后面少了空格

### 文件头

E0100 = 这个文件是空的
    .hint = 不用就删掉；要写稿，第一行写 ---，接着写 title: 和 date: 两行，再写一行 ---，下面是正文
E0101 = 文件开头没有文件头，也就是两行 --- 之间的标题、日期等内容
    .hint = 第一行写 ---，接着写 title: 和 date: 两行，再写一行 ---，下面才是正文
E0102 = 文件头没有收尾，少了第二行 ---
    .hint = 在正文上面单独写一行 ---
E0103 = “{ $key }”写了两次
    .hint = 留一处，删掉另一处
E0104 = 这里的内容太多，或者层次太深
    .hint = 只留需要的几项；不要用 & 和 * 反复引用同一段内容
E0105 = 行首用了制表符（Tab），这里只能用空格
    .hint = 删掉 Tab，改成两个空格
E0106 = 这里的英文引号没有成对
    .hint = 补上另一半；标题里的引号请用中文引号“ ”
    .curly = 末尾的引号是中文的，换成英文的 "
E0107 = 这里多了一个英文冒号，或者这一行没有对齐
    .hint = 内容里有英文冒号时，用英文引号把整段括起来，例如 title: "甲: 乙"，或者改用中文冒号；新的一项要和上一项左边对齐
E0108 = 这里的写法读不懂（{ $reason }）
    .hint =
        { $form ->
            [colon] 名称后面补上英文冒号和一个空格：{ $key }: { $text }
            [item] 减号开头的一项另起一行写
            [items] 另起一行写“{ $text }”，或者写成 { $key }: { $nearest }
            [after] 括号外面不能有字：多写的删掉，少写的放进括号里，用英文逗号隔开
            [hyphen] 减号后面空一格：- { $text }
           *[other] 每行写“名称: 内容”，英文冒号后面空一格，同级的各项左边对齐；内容以 [ ] { "{" } { "}" } * & ! % @ ` 开头时，用英文引号括起来
        }
E0109 = “{ $key }”后面是中文冒号
    .hint = 换成英文冒号，再空一格：{ $key }: …
E0110 = 这里应该写几行“名称: 内容”
    .hint =
        { $form ->
            [top] 一行写一项，从行首写起，前面不要减号，例如 title: 标题
            [byline] 这一项写成 { "{" } role: 记者, name: 晴空 { "}" }，或者只写 记者 晴空
            [dateline] 写成 dateline: { "{" } agency: 本报讯 { "}" }
            [image] 写成 image: { "{" } src: snow.png, alt: 图上有什么 { "}" }
            [print] 写成 print: { "{" } issue: 2024-01-18, page: A02 { "}" }
            [review] 写成 review: { "{" } first: 甲, second: 乙, final: 丙 { "}" }，写三审的人名
            [original] 写成 original: { "{" } title: 原来的标题, author: 原来的作者 { "}" }
            [corrections] 这一条写成 { "{" } date: 2024-01-19, text: 原来写的是什么，正确的是什么 { "}" }
            [topics] 这一条写成 { "{" } name: 供暖, count: 45 { "}" }
            [categories] 写成一行，例如 scitech: { "{" } title: 科技, kind: news { "}" }
            [columns] 写成一行，例如 mashangban: { "{" } title: 有诉必应马上办 { "}" }
            [series] 换行，比名称多缩进两个空格，先写 title: 和 period: 两行，再写 figures:
            [figures] 写成一行，例如 calls: { "{" } label: 来电诉求, unit: 件次 { "}" }
            [tags] 写成一行，例如 供暖: { "{" } slug: heating { "}" }
            [tag-image] 写成 image: { "{" } src: brand/heating.jpg, alt: 图上有什么 { "}" }
            [organization] 换行，缩进两个空格，一行写一项，例如 icp: 和备案号
            [blocks] 这一块写成 { "{" } title: 最新消息, tag: 供暖 { "}" }
            [menu] 这一条写成 { "{" } title: 关于我们, to: pages/about.md { "}" }
            [logo] 写成 logo: { "{" } light: logo.svg, dark: logo-dark.svg { "}" }
            [policy] 换行，缩进两个空格，一行写一项，例如 review: withhold
            [rules] 这一条写成 calls = direct + transferred 这样的等式
            [terms] 写成一行，例如 帐号: { "{" } right: 账号, note: 词典 { "}" }
           *[other] 一行写一项“名称: 内容”，或者写成一行：{ "{" } 名称: 内容, 名称: 内容 { "}" }
        }
E0111 =
    “{ $key }”应该写{ $expected ->
        [text] 一段文字
        [item] 一列文字，这一项不是文字
        [filled] 一列文字，这一项是空的
        [boolean] { " " }true 或 false
        [list] 一个列表
        [items] 一个列表
        [corrections] 一个列表
        [topics] 一个列表
        [menu] 一个列表
        [footer] 一个列表
        [blocks] 一个列表
        [map] 几行“名称: 内容”
        [date] 日期
        [number] 一个数
        [parts] 几行“名称: 数字”
        [switch] { " " }on 或 off
        [language] 语言代码
        [name] 一个文件夹的名字
        [count] 大于 0 的整数
        [priority] { " " }1 到 5 的整数
        [point] 两个 0 到 1 的数
        [width] { " " }16 到 4096 的整数
        [widths] 一个列表，写 1 到 8 个宽度
        [formats] 一个列表，至少写一种格式
        [quality] { " " }1 到 100 的整数
        [limit] { " " }1 到 30 的整数
        [ending] 文件的后缀
       *[other] 别的内容
    }
    .hint =
        { $expected ->
            [text] 写在同一行：{ $key }: 文字；文字以 [ 或 { "{" } 开头，就用英文引号把整段括起来
            [item] 这一项只写文字，不再套一层括号或者名称
            [filled] 写上文字；用不着就把这一项连同逗号（或者这一行）删掉
            [boolean] 写成 { $key }: true（是）或 { $key }: false（否）
            [list] 写成 { $key }: [{ $text }]；或者每行一项，行首写一个减号和一个空格
            [menu] 一行写一项，行首写一个减号和一个空格：- { "{" } title: 关于我们, to: pages/about.md { "}" }
            [footer] 一行写一项，行首写一个减号和一个空格：- { "{" } title: 关于我们, to: pages/about.md { "}" }
            [blocks] 一行写一块，行首写一个减号和一个空格：- { "{" } title: 最新消息, tag: 供暖 { "}" }
            [items] 写成 { $key }: [甲, 乙]；或者每行一项，行首写一个减号和一个空格
            [corrections] 写成 corrections: [{ "{" } date: 2024-01-19, text: 原来写的是什么，正确的是什么 { "}" }]
            [topics] 写成 topics: [{ "{" } name: 供暖, count: 45 { "}" }]
            [map] 换行，缩进两个空格，一行写一项“名称: 内容”
            [date] 写成 { $key }: 2024-01-18，或者 { $key }: 2024-01-18 09:30
            [number] 写成 { $key }: 123，不要带单位
            [parts] 换行，缩进两个空格，一行写一个，例如 市长信箱: 6
            [switch] 写成 { $key }: off（不查）或 { $key }: on（查）
            [language] 写成 { $key }: zh-CN，只用字母、数字和连字符
            [name] 只用字母、数字和连字符，例如 { $key }: default
            [count] 写成 { $key }: 1
            [priority] 写成 { $key }: 3；1 最靠前，5 最靠后
            [point] 写成 { $key }: [0.5, 0.3]，先写离左边多远，再写离上边多远
            [width] 写成 widths: [360, 720, 1080, 1600]
            [widths] 写成 widths: [360, 720, 1080, 1600]；不写这个键，也是这些宽度
            [formats] 写成 formats: [jpeg]，或者删掉这个键
            [quality] 写成 quality: 80
            [limit] 写成 { $key }: 10
            [ending] 不写点，用小写字母和数字，例如 { $key }: [dwg]
           *[other] 对照别的稿件里的写法
        }
E0112 = 少了“{ $key }”这一项
    .hint =
        { $missing ->
            [title] 补上一行：title: 标题
            [date] 补上一行：date: 2024-01-18 09:30
            [base_url] 补上一行：base_url: https://news.example.cn/
            [categories] 补上 categories: 一行，下面写每个分类，例如 scitech: { "{" } title: 科技, kind: news { "}" }
            [kind] 补上 kind: news（新闻）、commentary（评论）或 bulletin（公报）
            [period] 补上 period: 和期号；在 content/site.yaml 里则写 day、week、month、quarter 或 year
            [label] 补上 label: 和给读者看的名称
            [slug] 补上 slug: 和网址里用的英文名
            [src] 补上 src: 和图片文件，例如 src: jiaoxue-lou.jpg
            [alt] 补上 alt: 和一句话，说图上有什么，给看不见图的读者
            [issue] 补上 issue: 和见报的日期，例如 issue: 2024-01-18
            [name] 补上 name: 和名字
            [text] 补上 text: 和说明文字
            [first] 补上 first: 和初审人的名字
            [second] 补上 second: 和复审人的名字
            [final] 补上 final: 和终审人的名字
           *[other] 补上“{ $missing }”，后面写英文冒号、空格和内容
        }
    .empty =
        { $empty ->
            [title] “title:”后面是空的，在同一行写上标题，例如 title: 初雪
            [date] “date:”后面是空的，在同一行写上日期，例如 date: 2024-01-18 09:30
            [issue] “issue:”后面是空的，写上见报的日期，例如 issue: 2024-01-18
            [period] “period:”后面是空的，写上期号；在 content/site.yaml 里则写 day、week、month、quarter 或 year
            [kind] “kind:”后面是空的，写上 news（新闻）、commentary（评论）或 bulletin（公报）
           *[other] “{ $empty }:”后面是空的，在同一行写上内容
        }
E0113 = 这里没有“{ $key }”这一项
    .either = 它可能指 { $known } 中的一项，意思不同：看一下手册，改成要用的那一项
    .nearest = 是不是“{ $nearest }”？
    .both = 它就是“{ $nearest }”，这一项写了两处；留一处，删掉另一处
    .known = 这里可以写：{ $known }
E0114 = “{ $key }”的冒号后面少了空格
    .hint = 空一格：{ $key }: …
E0115 = “{ $key }”只有公报才写
    .hint = 删掉这一项；如果这篇是公报，把文件移到公报分类的文件夹里
E0117 = 这一行不是三个英文减号
    .hint = 改成三个英文减号：---

E0118 = “{ $key }”的内容用了中文引号
    .hint = 这一项不用引号，删掉就行
E0119 = 这里用了中文括号
    .hint = 换成英文的 [ ] 或 { "{" } { "}" }，里面用英文逗号隔开，例如 tags: [供暖, 初雪]
E0128 = 这里用中文的“{ $text }”隔开，程序会当成一整段文字
    .hint = 换成英文逗号，再空一格：[甲, 乙]
E0129 = 引号后面还有字，程序不知道到哪里算完
    .both = 两头的引号如果只是括住整段，写成 { $key }: { $whole }；如果是两处引用，写成 { $key }: { $parts }
    .doubled = 连着打两个英文引号，不算一个引号；写成 { $key }: { $whole }
    .hint = 标题里的引号改成中文引号“ ”，例如 title: “马上办”见实效
E0130 = 多了一行 ---
    .hint = 文件头上下各一行 --- 就够了，删掉多的这一行
E0131 = 内容不能以“{ $text }”开头
    .hint = 用英文引号把整段括起来：{ $key }: { $nearest }

E0133 = 英文双引号里的反斜杠后面，是它不认得的字
    .hint = 反斜杠打两个：\\；或者把两头改成英文单引号 '
W0132 = “{ $key }”里从“{ $text }”起的字不会发布：空格后面的 # 表示注释
    .nearest = 要登出来，就把整段用英文引号括起来：{ $key }: { $nearest }
    .hint = 是注释就在 # 后面加一个空格

### content/site.yaml

E0120 = “{ $url }”不是完整的网址
    .hint = 从 https:// 或 http:// 写起，例如 https://news.example.cn/
E0121 = 没有“{ $zone }”这个时区
    .nearest = 是不是“{ $nearest }”？
    .hint = 北京时间写 Asia/Shanghai
E0122 = { $key } 里的“{ $id }”不能用在网址里
    .hint = 只用小写字母、数字和连字符，不要全是数字，例如 sci-tech
E0123 = “{ $id }”是程序自己要用的地址，{ $key } 里不能用
    .hint = 换个名字，文件夹也跟着改，例如 { $id }-news
E0124 = “{ $key }”不能写“{ $word }”
    .nearest = 是不是“{ $nearest }”？
    .hint = 可以写：{ $known }
E0125 = “{ $id }”不能做数据的名字
    .hint = 只用英文字母、数字和下划线，不要以数字开头，例如 closed_rate；中文名称写在 label 里
E0126 = 按 gov-cn 的要求，必须写“{ $key }”
    .hint = 在 organization 下面补上；不是政府网站，就删掉 profile 这一行
E0127 = 网站标识码“{ $code }”的写法不对
    .hint = 应当是 10 位数字；国务院部门是 bm 加 8 位数字
E0134 = { $key } 里有一个名字太长，做不成文件夹
    .hint = 一两个词就够了，最多 255 个字母
E0135 = 这里的内容太多：名称和值一共最多 { $most } 个
    .hint = 删去用不着的；词太多的，并成几条，或者只留常错的
E0136 = “{ $tag }”是 YAML 的类型标记，这里不能用
    .hint = 删掉“{ $tag }”；它要是文字的一部分，就给整段文字加上引号，例如 title: "!注意"
E0137 = 冒号前面要写一个名称，这里是列表、几行内容，或者什么也没有
    .hint = 冒号前写一个词，例如 phone: 12345；不要用 ? 开头的写法
E0138 =
    这个名字不能用在网址里：{ $reason ->
        [sign] 里面有“{ $text }”，有的电脑存不下
        [edge] “{ $text }”开头或结尾是空格，或者结尾是点，有的电脑存不下
       *[device] “{ $text }”在 Windows 里是设备的名字，存不成文件
    }
    .hint =
        { $reason ->
            [sign] 去掉“{ $text }”
            [edge] 去掉开头和结尾的空格和点
           *[device] 换一个名字，例如 { $text }-1；名字是从文件名来的，就补上一行 slug: { $text }-1
        }
E0139 = 这一行 --- 把文件分成了两份，后面的内容读不到
    .hint = 删掉这一行；site.yaml 里不用写 ---
E0140 = attachments 里不能有“{ $ending }”：浏览器或主机会把这种文件当成网页或程序
    .hint = 删掉它；要发布这样的文件，改成 PDF 或者压缩成 zip
E0143 = items 里的条目不能再有 items
    .hint = 菜单和页脚最多两层：把这几条提上来，或者删掉
W0141 = 标题里的 | 只标出换行的地方，读者看不到它
    .hint = 要让读者看到竖线，就用全角的：{ $right }；只想指明在哪里换行，就去掉 | 旁边的空格
E0165 = 图片不能做成“{ $text }”，这个程序只做 jpeg（以及需要时的 png）
    .hint = 写成 formats: [jpeg]，或者把 formats 这一行删掉

### 各项的内容

E0150 = “{ $key }”只有专题才写
    .hint = 删掉这一项；如果这是专题，把文件移到 content/topics
E0201 = “{ $key }”写的是“{ $text }”，没有这一天或这个时刻
    .hint =
        { $part ->
            [year] 年份从 0001 到 9999；带时差的时间，按本站的时区算
            [month] 月份从 01 到 12，只要把“{ $wrong }”改对
            [day] { $month } 的日子从 01 到 { $days }，只要把“{ $wrong }”改对
            [hour] 小时从 00 到 23，只要把“{ $wrong }”改对
            [minute] 分和秒从 00 到 59，只要把“{ $wrong }”改对
            [midnight] 24:00 就是第二天的 00:00，写成 { $key }: { $nearest }
           *[other] 对一下日历和钟点，只改写错的那一处
        }
E0202 = “{ $key }”的日期“{ $text }”要换个写法
    .hint = 写成：{ $key }: { $nearest }
E0203 = “{ $key }”写的“{ $text }”不是日期
    .hint = 写成 2024-01-18；要写钟点，写成 2024-01-18 09:30。月、日、时、分都写两位
E0204 =
    { $key ->
        [corrections] 更正的时间
       *[updated] 更新时间
    } { $text } 比发布时间 { $date } 还早
    .hint =
        { $key ->
            [corrections] 把这条更正的 date 改到 { $date } 之后
           *[updated] 把 updated 改到 { $date } 之后，或者删掉这一行
        }
E0205 = slug“{ $text }”不能用在网址里，只能用小写字母、数字和连字符
    .hint = 写成：slug: { $nearest }
E0206 = 没有“{ $id }”这个栏目
    .nearest = 是不是“{ $nearest }”？
    .none = 还没有栏目，先写在 content/site.yaml 的 columns 里
    .hint = 已有的栏目：{ $known }。新栏目写在 content/site.yaml 的 columns 里
E0208 = 没有“{ $id }”这个公报系列
    .nearest = 是不是“{ $nearest }”？
    .none = 还没有公报系列，先写在 content/site.yaml 的 series 里
    .hint = 已有的系列：{ $known }。新系列写在 content/site.yaml 的 series 里
E0209 = 写了“{ $key }”，却没有写是哪个公报系列
    .hint = 补上一行：series: 系列的名字
E0210 = 系列“{ $series }”没有“{ $id }”这项数据
    .nearest = 是不是“{ $nearest }”？
    .hint = 新的数据先写在 content/site.yaml，这个系列的 figures 里
E0211 = 少了数据“{ $label }”
    .hint = 在 figures 下面补上 { $id }: 和数字；不是每期都有，就在 content/site.yaml 里给它写 optional: true
E0212 = “{ $text }”不是一个数
    .nearest = 写成 { $nearest }
    .hint = 只写数字，例如 1234 或 98.5；不要写逗号和单位
E0214 =
    期号“{ $text }”写得不对，这个系列{ $rhythm ->
        [day] 每日
        [week] 每周
        [month] 每月
        [quarter] 每季
       *[year] 每年
    }一期
    .hint =
        { $rhythm ->
            [day] 写成：period: 2024-01-17
            [week] 写头尾两天，正好七天：period: 2024-01-08..2024-01-14
            [month] 写成：period: 2024-01
            [quarter] 写成：period: 2024-Q1
           *[year] 写成：period: 2024
        }
E0216 = 旧网址“{ $text }”写得不对
    .hint = 只写域名后面的部分，以 / 开头，不带 ? 和 #，末尾是 /、没有点的名字，或者 .html、.htm、.shtml，例如 /2019/0512/1234.html
E0217 = 文件名“{ $name }”里没有能用在网址里的字
    .hint = 补上一行：slug: 英文名或拼音
E0218 = 这条更正的日期比上一条早
    .hint = 更正按时间排，早的在前
E0219 = 下线时间 { $text } 不比发布时间 { $date } 晚，这篇稿件一刻也不会公开
    .hint = 把 expires 改到 { $date } 之后，或者删掉这一行
E0220 = “draft”后面没有写 true 或 false，看不出稿件能不能发布
    .hint = 还没写完，写 draft: true；写完了，删掉这一行
W0221 = 标签“{ $text }”里有中文标点，会当成一个标签
    .hint = 如果是几个标签，用英文逗号隔开：{ $nearest }
W0224 = “{ $key }”后面没有内容，写了和没写一样
    .hint = 写上内容，或者删掉这一项
E0236 = 主题里没有叫“{ $name }”的版式
    .nearest = 是不是“{ $nearest }”？
    .hint = 版式是主题的 templates/pages 文件夹里的模板；不要版式，删掉这一行
W0237 = 专题在发布时间 { $date } 以前就结束了，首页一天也不会列它
    .hint = until 写专题的最后一天；不必结束，删掉这一行
W0238 = “{ $dest }”已经在这里列过一次
    .hint = 删掉这一行
W0222 = 更新时间 { $text } 还没有到，网页、订阅和网站地图却会照它写
    .hint = 写真正改动的时间；日期写错的，改过来
W0223 = 更正的时间 { $text } 还没有到，网页上却会照它写
    .hint = 写真正更正的时间；日期写错的，改过来
E0226 = content 里没有图片“{ $text }”，网站主题里也没有
    .nearest = 是不是“{ $nearest }”？
    .hint = 把文件放进去；路径从 content 往下写，例如 brand/logo.svg
E0227 =
    { $form ->
        [share] “{ $text }”不能用作分享图：它不是 PNG，也不是 JPEG
        [tag] “{ $text }”不能用作标签的图片：它不是 PNG 或 JPEG，或者带着拍摄时间、地点之类的附加信息
       *[logo] “{ $text }”不能用作报头：它不是 SVG 或 PNG，或者没有写尺寸
    }
    .hint =
        { $form ->
            [share] 另存为 PNG 或 JPEG，宽 1200、高 630 像素
            [tag] 在看图软件里另存为 PNG 或 JPEG，宽 1200 像素，不要带附加信息
           *[logo] 另存为带 viewBox 的 SVG，或者 PNG
        }
E0228 = 用“{ $text }”做不了图标：要正方形的 PNG，边长 512 到 2048 像素
    .hint = 另存为 PNG，宽高都是 512 像素
W0229 = 分享图“{ $text }”太小，聊天软件只会显示成一个小方块
    .hint = 换一张大的：宽 1200、高 630 像素

### 正文

E0230 = 这一块没有写明收哪些稿件，或者写了不止一种
    .hint = 在 articles、category、column、series、tag 里写一个，只写一个
E0231 = “{ $key }”里没有“{ $id }”
    .nearest = 是不是“{ $nearest }”？
    .none = content/site.yaml 里还没有登记
    .hint = 已有的：{ $known }
E0232 = 没有稿件用“{ $text }”这个标签
    .nearest = 是不是“{ $nearest }”？
    .none = 先在稿件的 tags 里写上它
    .hint = 改成稿件里写的标签
E0301 = 链接指向的文件“{ $dest }”不存在
    .nearest = 是不是“{ $nearest }”？
    .encoded = 名字里的 %、#、? 在链接里另有意思，写成“{ $nearest }”
    .web = 链接到别的网站，从 https:// 写起：{ $url }
    .left-out = 名字以 . 开头、以 ~ 或 .tmp 结尾的这类文件，是程序留下的，不算网站的文件：给它换个名字
    .hint = 路径从这篇稿件所在的文件夹算起，上一层写 ../
E0302 = “{ $dest }”指到 content 文件夹外面去了
    .hint = 把文件放进 content，再写它的路径
E0303 = 网站里没有“{ $url }”这一页
    .nearest = 是不是“{ $nearest }”？
    .hint = 链接到稿件，写它的 .md 文件的相对路径；链接到别的网站，从 https:// 写起
E0304 = “{ $dest }”里没有“{ $id }”这个小标题
    .nearest = 是不是“#{ $nearest }”？
    .hint = 对一下那篇稿件的小标题，或者删掉 # 和后面的部分
E0305 = 图片“{ $dest }”不存在
    .nearest = 是不是“{ $nearest }”？
    .encoded = 名字里的 %、#、? 在链接里另有意思，写成“{ $nearest }”
    .web = 链接到别的网站，从 https:// 写起：{ $url }
    .left-out = 名字以 . 开头、以 ~ 或 .tmp 结尾的这类文件，是程序留下的，不算网站的文件：给它换个名字
    .hint = 把图片和稿件放在同一个文件夹，写图片的文件名，大小写也要一致
E0306 = 链接“{ $text }”的开头不安全，不能发布
    .hint = 改成以 https:// 开头的网址，或者站内文件的相对路径
E0307 = “{ $dest }”不是图片，或者文件坏了，读不出宽和高
    .hint = 用看图软件打开试试，另存为 JPEG、PNG 或 WebP
    .phone = 这是苹果手机的格式，多数浏览器打不开：在手机上选“拷贝为 JPEG”，或者用看图软件另存为 JPEG
E0308 =
    { $place ->
        [topic]
            { $reason ->
                [page] “{ $dest }”是单独的页面，专题里只能选稿件
                [file] “{ $dest }”不是稿件，专题里只能选稿件
               *[missing] 专题选的稿件“{ $dest }”不存在
            }
       *[related]
            { $reason ->
                [page] “{ $dest }”是单独的页面，不能当相关稿件
                [file] “{ $dest }”不是稿件，不能当相关稿件
               *[missing] 相关稿件“{ $dest }”不存在
            }
    }
    .page = 删掉它；要让读者去那一页，在正文里写链接：[文字]({ $dest })
    .file = 删掉它；要给读者这个文件，在正文里写链接：[文字]({ $dest })
    .nearest = 是不是“{ $nearest }”？
    .missing = 写那篇稿件的 .md 文件的路径，从这个文件所在的文件夹算起
W0309 =
    “{ $dest }”{ $reason ->
        [draft] 还是草稿
        [unreviewed] 还没有完成三审
        [future] 要到 { $moment } 才发布
        [early] 在 { $moment } 下线，比这篇稿件发布还早
        [few] 现在稿件不多，没有单独的一页
       *[expired] 已在 { $moment } 下线
    }，{ $place ->
        [related] 相关报道里现在不列它
        [topic] 专题里现在不列它
       *[text] 这里只印文字，不加链接
    }
    .hint =
        { $reason ->
            [draft] 那篇稿件发布以后，会自己出现
            [unreviewed] 那篇稿件发布以后，会自己出现
            [future] 到时候会自己出现
            [few] 稿件多起来，链接会自己出现；也可以改为链接全年的那一页
           *[expired] 不再需要，就删掉它
        }
E0310 = 文字里混进了看不见的字符（{ $text }），网页里不能有
    .hint = 删掉它，把前后两个字重打一遍
W0312 = 图片“{ $text }”没有说明文字
    .hint = 在方括号里写一句图上有什么：![说明](图片文件)
E0313 =
    “{ $path }”不能发布：{ $reason ->
        [program] 这张 SVG 图片里有脚本（{ $text }）
        [page] 这张 SVG 图片里嵌着网页（{ $text }）
        [load] 这张 SVG 图片要从别处取“{ $text }”
        [link] 这张 SVG 图片里有链接“{ $text }”
        [style] 这张 SVG 图片的样式里写了“{ $text }”，能从别处取东西
        [animation] 这张 SVG 图片的动画要改“{ $text }”
        [active] 浏览器或主机会把“.{ $text }”文件当成网页或程序
        [own] 它是网站自己的设置
        [bare] 文件名的结尾没有后缀，看不出是哪一种文件
       *[ending] 网站不发布“.{ $text }”文件
    }
    .hint =
        { $reason ->
            [program] 在画图软件里另存为“普通 SVG”，或者导出成 PNG
            [page] 导出时把文字转成 SVG（draw.io 的“文字设置”选“将标签转换为 SVG”，Mermaid 写 htmlLabels: false）；Illustrator 不要勾选“保留 Illustrator 编辑功能”；或者导出成 PNG
            [load] 在画图软件里嵌入图片，把文字转换成轮廓（路径），再导出；或者导出成 PNG
            [link] 在画图软件里去掉图上的链接，要链接就写在稿件里
            [style] 导出时样式选“演示文稿属性”（presentation attributes），或者导出成 PNG
            [animation] 在画图软件里删掉这个动画，或者导出成 PNG
            [active] 改成 PDF，或者写成一篇稿件，再改稿件里的链接
            [own] 删掉稿件里的链接；要给读者看的，抄进稿件，或者写成另一个文件
            [bare] 在文件名后面补上后缀，例如 .pdf，稿件里也跟着改
           *[ending] 附件可以是图片、PDF、Office 和 WPS 文档、ODF、OFD、EPUB、CSV 和文本、压缩包、音频、视频；还要发布别的，在 content/site.yaml 里写 attachments: [{ $text }]
        }
W0314 = 脚注“{ $text }”只有标号，没有内容
    .hint = 在文末另起一行写内容，例如 [^1]: 注释文字
W0315 = 正文里的 HTML“{ $text }”不会发布
    .hint = 改用 Markdown 的写法，或者删掉
W0316 = 这里的“{ $text }”没有收尾，后面的正文都不会发布
    .hint = 在注释的末尾补上 -->，或者删掉“{ $text }”
E0316 =
    链接“{ $dest }”{ $form ->
        [accents] 里带符号的字母和文件名的编码不一样，打不开
       *[capitals] 的大小写和文件名不一样，换一台电脑就打不开
    }
    .nearest = 写成“{ $nearest }”
    .accents = 看上去一样，编码不同：运行 dateline check --fix，或者照着文件名重打一遍
W0322 = “{ $url }”是本站自己的网址
    .nearest = 写成“{ $nearest }”，以后换了网址也不会断
    .hint = 站内的链接，写稿件 .md 文件的相对路径，或者以 / 开头的路径
W0317 = 图片“{ $path }”其实是 { $text } 格式
    .hint = 把文件名的结尾改成 .{ $text }，稿件里也跟着改；或者另存为真正的格式
W0318 = 图片“{ $path }”有 { $size } MB，手机上要等很久
    .hint = 压缩到 1 MB 以内，新闻照片 300 KB 左右就够清楚
W0319 = 图片“{ $path }”有 { $width }×{ $height } 像素，用不着这么大
    .hint = 把长边缩到 4096 像素以内
W0320 = “{ $url }”打不开了，那个网站说没有这一页（{ $status }）
    .hint = 换一个能打开的网址，或者删掉链接
W0360 = “{ $url }”是本机或内网的地址，读者打不开
    .hint = 换成公开的网址；想连内网的网址也检查，加上 --allow-private
W0361 = “{ $url }”其实打开的是 { $host }，@ 前面的“{ $name }”只是用户名
    .hint = 确认要链接的是哪个网站，再把 @ 和它前面的用户名去掉
W0362 =
    “{ $dest }”将在 { $moment } 下线，从那时起{ $place ->
        [related] 相关报道里不再列它
        [topic] 专题里不再列它
       *[text] 这里只印文字，不加链接
    }
    .hint =
        { $place ->
            [text] 到时候会自己改，不用管；不想留下这几个字，就删掉这个链接
           *[other] 到时候会自己改，不用管
        }
E0380 = 图片“{ $path }”有 { $width }×{ $height } 像素，超过了 { $most } 百万像素
    .hint = 在看图软件里缩小一半再放进来；屏幕用不着这么多像素
E0381 = 图片“{ $path }”有 { $size } MB，超过了 { $most } MB
    .hint = 另存为质量 90 的 JPEG；网页上看不出差别
E0382 = 图片“{ $path }”没有传完整，下面约 { $missing }% 不见了
    .hint = 从原处重新拷贝或者重新发送一次
E0383 = 图片“{ $path }”坏了，解不开
    .hint = 用看图软件打开，另存为 JPEG 或 PNG
E0384 = 动图“{ $path }”里带着注释或别的附加信息，可能泄露隐私，又没法从动图里去掉
    .hint = 用制作动图的软件重新导出，不要勾选“包含元数据”或“注释”
W0385 = 图片“{ $path }”是印刷用的 CMYK 颜色，却没有说明是哪一种，屏幕上的颜色只能估计
    .hint = 让排版系统导出 RGB（sRGB）的图片，或者带上颜色描述文件
W0386 = 动图“{ $path }”有 { $size } MB，手机上要等很久
    .hint = 改用视频，同样的画面只有十分之一大
W0387 = 图片“{ $dest }”里标明是人工智能生成或修改的，稿件却没有写
    .text = 在图片说明里写明：![图片内容]({ $dest } "人工智能生成")
    .hint = 在 image 里加上 ai: generated（生成）或 ai: edited（修改），它会印在图片说明里
W0388 = 视频“{ $dest }”里记着拍摄地点
    .hint = 用剪辑软件重新导出一遍，去掉位置；或者确认公开这个地点不会伤害到人
W0389 = 文件“{ $dest }”里写着作者“{ $name }”，稿件里没有这个人
    .hint = 发布前去掉：在 Word 或 WPS 里点“文件”“信息”“检查文档”，删掉作者；PDF 请去掉以后重新另存
W0321 = “{ $url }”连不上：没有这个网站，或者它关了
    .hint = 看看网址有没有打错；网站真的关了，就删掉链接
W0323 = 这一行不会印出来：程序把“{ $text }”当成了链接的定义，而正文里没有链接用它
    .twice = 同一个名称前面已经定义过了，只有第一个有用
    .hint = 是正文，就把冒号改成全角的“：”；是多余的定义，就删掉这一行
E0324 = 这里留着 git 合并冲突的记号“{ $text }”
    .hint = 两种写法只留一种，把 <<<<<<<、=======、>>>>>>> 这三行删掉
W0324 = 脚注“{ $text }”写了两次，第二次的不会印出来
    .hint = 给第二条换一个没有用过的标号，正文里也跟着改；多余就删掉
W0325 = 脚注“{ $text }”不会印出来：正文里没有它的标号
    .hint = 在正文里要注的地方写上 { $text }；用不着就删掉
W0326 = “{ $text }”没有写完，后面的文字会跟着丢掉
    .hint = 补上缺的 > 、--> 或者结束标签；不是 HTML，就在 < 前面加一个反斜杠：\<
W0327 =
    { $form ->
        [text] “{ $text }”不会印出来：它写在了标明语言的地方
       *[end] 代码块没有收尾，后面的正文都成了代码
    }
    .hint =
        { $form ->
            [text] 文字从下一行写起
           *[end] 代码的下面另起一行写 { $text }；不是代码，就删掉“{ $text }”
        }
W0328 = “{ $text }”会原样印出来：HTML 里面的 Markdown 不起作用
    .hint = 在 HTML 标签和文字之间空一行
W0329 = 小标题的名称“{ $text }”没有用上
    .twice = 前面的小标题已经叫这个名称，换一个
    .hint = 写成 { "{" }#名称{ "}" }：名称用字母、汉字、数字，中间可以有 - _ .
E0330 = 题图“{ $dest }”不是稿件旁边的图片文件，网页上不会有它
    .hint = 题图要放在稿件旁边，写文件名，例如 src: jiaoxue-lou.jpg
E0331 =
    { $form ->
        [empty] 这里没有写要去哪里
       *[part] 链接“{ $dest }”不完整，打不开
    }
    .empty = 在圆括号里写去处：站内的写文件的相对路径
    .nearest = 写成“{ $nearest }”
    .hint = 网址写全，例如 https://news.example.cn/；邮箱写成 mailto:xinxiang@example.cn，电话写成 tel:12345
W0332 = “{ $text }”里的星号成了斜体或粗体的记号，网页上没有星号
    .hint = 要乘号，写“×”；要星号本身，写“\*”
W0333 = 链接“{ $text }”没有文字，网页上看不到它
    .hint = 在方括号里写上文字：[文字]({ $text })
W0334 =
    { $form ->
        [picture] 图片
        [video] 视频
        [audio] 音频
        [link] 链接
       *[embedded] 嵌在网页里的内容
    }“{ $text }”写成了 HTML，不会发布
    .picture = 写成 Markdown：![图上有什么]({ $text })
    .video = 改成链接：[看视频]({ $text })
    .audio = 改成链接：[听录音]({ $text })
    .link = 写成 Markdown：[文字]({ $text })
    .embedded = 改成链接：[文字]({ $text })
E0334 = “{ $dest }”是你电脑里的位置，别人打不开
    .theme = 把主题的文件夹拷到网站的 themes 文件夹里，只写它的名字：{ $name }
    .file = 把文件拷到稿件旁边，只写文件名：{ $name }
E0340 =
    “{ $path }”不是它的名字说的 { $ending } 文件{ $text ->
        [unknown] { "" }
        [empty] ，里面是空的
        [HTML] ，其实是网页（HTML 或 XML）
       *[other] ，其实是 { $text } 文件
    }
    .hint =
        { $text ->
            [heic] 这是苹果手机的照片格式，浏览器打不开：另存为 JPEG（.jpg）再放进来
            [tiff] 浏览器打不开这种图片：另存为 JPEG（.jpg）再放进来
           *[other] 打开看看：对，就另存为真正的 { $ending } 文件；不对，就换成原来的文件
        }
E0341 =
    附件“{ $path }”的名字不能用：{ $reason ->
        [hidden] 里面有看不见的字符（{ $text }）
        [sign] 里面有“{ $text }”，有的电脑存不下
        [edge] 开头或结尾是空格，或者结尾是点
        [device] “{ $text }”在 Windows 里是设备的名字
        [settings] 有的主机会把它当成自己的设置
        [charset] 中间有“.{ $text }”，有的主机会当成文字的编码，读出来就不一样了
        [coding] 中间有“.{ $text }”，有的主机会当成压缩过的另一种文件
       *[inner] 中间有“.{ $text }”，有的主机会把它当成网页或程序
    }
    .hint = 给文件改名，稿件里的链接也跟着改
E0342 =
    SVG 图片“{ $path }”不能发布：{ $reason ->
        [root] 最外层不是 SVG 的 <svg>，是“{ $text }”
        [encoding] 编码不是 UTF-8
        [doctype] 开头的 DOCTYPE 里有自己的定义，各处读出来可能不一样
        [element] 不认识里面的“{ $text }”，说不准浏览器会拿它做什么
        [attribute] 不认识里面的属性“{ $text }”，说不准浏览器会拿它做什么
        [hiding] CDATA 里的“{ $text }”，换一种编码读，看不出在哪里结束
        [uses] 里面的“#{ $text }”一层层重复，画出来比文件里多 10 万个图形以上
        [loop] 里面的“#{ $text }”引用到自己
        [effects] 滤镜、蒙版或图案从这里起一层套一层，超过 20 层
        [deep] 图形一层套一层，超过 500 层
       *[damaged] 文件从这里起坏了，或者不是 SVG
    }
    .hint =
        { $reason ->
            [encoding] 在画图软件里重新导出，编码选 UTF-8
            [doctype] Illustrator 导出时不要勾选“保留 Illustrator 编辑功能”；别的软件另存为“普通 SVG”；或者导出成 PNG
            [uses] 在画图软件里少用几层克隆（use）和符号，或者导出成 PNG
            [loop] 在画图软件里删掉这个克隆（use），或者导出成 PNG
            [effects] 在画图软件里去掉几层滤镜、蒙版或图案，或者导出成 PNG
            [deep] 在画图软件里取消几层群组，或者导出成 PNG
            [damaged] 用浏览器打开看看，在画图软件里重新导出，或者导出成 PNG
           *[other] 在画图软件里另存为“普通 SVG”或“优化的 SVG”，或者导出成 PNG
        }
W0330 = “{ $text }”里有空格，没有成为链接或图片
    .hint = 用尖括号括起来：<{ $text }>；或者把空格写成 %20
E0350 = 引用、列表、脚注或粗体斜体在这里套了 100 层以上
    .hint = 删掉多余的 > - * 号：再往里的内容不会发布
E0351 = 文件里有 { $size } MB 文字，最多 { $most } MB
    .article = 分成几篇；长的表格另存成文件，在稿件里加链接
    .hint = 删掉用不着的，或者请搭网站的人看看
E0352 = HTML“{ $text }”在前面开了头，一直没有结束，后面的内容都会套在里面
    .hint = 在它管的那一段、那个列表或表格末尾加上结束标记；表格里的内容要放在 <td> 里
E0353 = 一篇文字里的图表超过 100 个
    .hint = 分成几篇，或者删掉一些图表

### 网址和文件夹

E0401 =
    { $form ->
        [index] slug 不能是“index”：网址 { $url } 是首页或那一天的目录
       *[other] 有两处内容要占同一个网址 { $url }
    }
    .case = 只有大小写不同，很多电脑分不出来
    .later = 现在还没有这个问题，定时的稿件在 { $day } 发布，从那时起就有
    .hint =
        { $form ->
            [index] 另写一个，例如 slug: chu-xue；没有写 slug 的，给 index.md 改个名字
           *[other] 给其中一篇另写一个 slug
        }
E0402 = 两个不同的附件要占同一个网址 { $url }
    .case = 只有大小写不同，很多电脑分不出来
    .later = 现在还没有这个问题，定时的稿件在 { $day } 发布，从那时起就有
    .hint = 给其中一个文件改名，引用它的地方也跟着改
E0403 = 标签“{ $second }”得不到自己的网址 /tags/{ $slug }/
    .taken = 标签“{ $first }”已经用了这个网址；如果是同一个意思，请统一写法
    .later = 现在还没有这个问题，定时的稿件在 { $day } 发布，从那时起就有
    .hint = 在 content/site.yaml 的 tags 里给它一个：{ $second }: { "{" } slug: 英文名 { "}" }
E0404 = “{ $path }”不在任何分类的文件夹里
    .hint = 把文件移到分类的文件夹：{ $known }；“关于我们”一类的页面放在 content/pages
E0405 = 旧网址 { $url } 已经有内容了
    .case = 只有大小写不同，很多电脑分不出来
    .later = 现在还没有这个问题，定时的稿件在 { $day } 发布，从那时起就有
    .hint = 删掉这一行；旧网址不能和现有的页面或别的旧网址重复
W0406 =
    { $form ->
        [article] “{ $path }”像是一篇稿件，文件名却不是 .md 结尾，不会发布
       *[other] 没有稿件用到“{ $path }”，它不会发布
    }
    .hint =
        { $form ->
            [article] 文件名改成 { $name }
           *[other] 在稿件里链接它；不用了，就删掉
        }
E0407 = 网址 { $url } 太长，做不成文件名
    .later = 现在还没有这个问题，定时的稿件在 { $day } 发布，从那时起就有
    .hint = 写一个短的：在这篇稿件里补上 slug: 英文名；标签的写在 content/site.yaml 的 tags 里
W0408 =
    现在算作 { $now }（{ $clock ->
        [option] --now 写的
        [variable] 环境变量 SOURCE_DATE_EPOCH 写的
       *[machine] 这台电脑的时钟
    }），比第一篇稿件的 { $first } 还早，一篇也不会发布
    .hint =
        { $clock ->
            [option] 改 --now 写的时间
            [variable] 取消环境变量 SOURCE_DATE_EPOCH：nix-shell 之类会把它设成1980年
           *[machine] 校准这台电脑的时钟
        }
W0409 =
    现在算作 { $now }（{ $clock ->
        [option] --now 写的
        [variable] 环境变量 SOURCE_DATE_EPOCH 写的
       *[machine] 这台电脑的时钟
    }），比上一次生成的日期 { $last } 还早
    .hint =
        { $clock ->
            [option] 改 --now 写的时间
            [variable] 取消环境变量 SOURCE_DATE_EPOCH：nix-shell 之类会把它设成1980年
           *[machine] 校准这台电脑的时钟
        }
W0410 = 网址里少了文件名中的“{ $left }”：程序不会拼它，网址成了 { $slug }
    .hint = 补上一行：slug: 英文名或拼音
W0411 = 标签“{ $text }”的网址里少了“{ $left }”：程序不会拼它，网址成了 /tags/{ $slug }/
    .hint = 在 content/site.yaml 的 tags 里给它一个：{ $text }: { "{" } slug: 英文名 { "}" }
E0412 =
    { $form ->
        [folder] static 里的这个文件不能放在 { $url }：它和 { $other } 一个是文件，一个要用同名的文件夹
       *[same] static 里的这个文件不能放在 { $url }：网站在这个网址已经有别的内容
    }
    .case = 只有大小写不同，很多电脑分不出来
    .later = 现在还没有这个问题，定时的稿件在 { $day } 发布，从那时起就有
    .hint = 给 static 里的文件改名或者换个文件夹：它不会顶掉网站的页面
E0413 = 菜单或页脚里写了“{ $text }”，网站没有这个地方
    .nearest = 是不是“{ $nearest }”？
    .hint = 可以写分类的名称、columns/栏目名称、series/系列名称、tags/标签、topics/专题名称、pages/about.md 这样的文件、以 / 开头的网址，或者完整的网址（https://…）
E0415 = static 是一个文件，这里应该是文件夹
    .hint = 把文件改名或者移走；要发布的文件放在文件夹 static 里
W0416 = 这篇稿件 { $moment } 下线以后，网址 { $url } 不再是“{ $name }”的，换成同音的“{ $other }”的
    .hint = 署名会自己改成新的网址；别处链接到这个网址的，看到的是另一个人。要保住它，删掉 expires 这一行
W0414 =
    菜单或页脚里的“{ $text }”{ $reason ->
        [future] 要到 { $moment } 才发布，在那以前读者看不到这一条
        [expired] 已在 { $moment } 下线，读者看不到这一条
        [expiring] 将在 { $moment } 下线，从那时起读者看不到这一条
        [few] 现在还没有单独的页面，读者看不到这一条
        [unreviewed] 三审没有完成，读者看不到这一条
       *[draft] 还是草稿，读者看不到这一条
    }
    .hint =
        { $reason ->
            [future] 到时候会自己出现，不用管
            [expiring] 到时候会自己去掉，不用管
            [few] 到时候会自己出现，不用管
            [expired] 删掉这一条，或者改成别的去处
           *[draft] 把它发布，或者删掉这一条
        }

### 网站主题

E0501 = 模板 { $template } 有一处写错了：{ $reason }
    .nearest = 是不是“{ $nearest }”？
    .hint = 请改模板；稿件没有问题
E0502 = 模板 { $template } 排不出这一页：{ $reason }
    .hint = 请改模板；稿件没有问题
E0503 = 这个样式文件有一处写错了：{ $reason }
    .hint = 请改样式文件；稿件没有问题
E0504 = 没有“{ $theme }”这个网站主题
    .nearest = 是不是“{ $nearest }”？
    .hint = 写成 theme: default，或者建好 themes/{ $theme } 文件夹
E0507 = { $what }写不出来：{ $reason }
    .hint = 这是程序的毛病，请报告给维护的人
E0505 = 这个文件应该写几行“名称: 文字”
    .hint = 一行写一个词，例如 home: 首页
W0508 = 没有网页用到这个文件
    .nearest = 是不是“{ $nearest }”？
    .hint = 模板放在主题的 templates 里，与自带的模板同名，或者由别的模板引用；样式和图片放在 assets 里，文字放在 words 里。不用的就删掉
W0509 = 没有模板用到“{ $key }”这个词
    .nearest = 是不是“{ $nearest }”？
    .hint = 在模板里用 words["{ $key }"]，或者删掉这一行
W0510 = 样式文件写了“{ $url }”，没有这个文件
    .nearest = 是不是“{ $nearest }”？
    .hint = 把文件放进主题的 assets 文件夹，网址从样式文件所在的文件夹写起
E0511 = 这些文件你引用我、我引用你，绕成了圈：{ $chain }
    .hint = 去掉这一处引用，共用的部分另放一个文件
    .built-in = 写成 default/{ $name }，就是它盖住的那个内置模板
E0512 = 网站主题的文件夹 themes/{ $theme } 是空的
    .hint = 把主题的文件放进去，或者写成 theme: default
E0513 = 模板里写了 { $name }，没有这一项
    .nearest = 是不是 { $nearest }？
    .hint = words 的词写在主题的 words 文件夹里，site.assets 的文件放在 assets 文件夹里
E0514 = { $template } 是许多网页共用的片段，读不到 page.{ $name }
    .hint = 片段只知道 page.href、page.section、page.trail、page.home；每页不同的内容，写进自己的 base.html 或别的模板
E0520 = 模板 { $template } 排出的一个网页超过 64 MB
    .hint = 看看模板里有没有把同样的内容印了又印的循环；稿件太长就分成几篇
E0521 = 模板 { $template } 排了 20 秒还没有排完
    .hint = 看看有没有循环里再套循环，或者 range 太长的循环
E0522 = 模板 { $template } 占用的内存超过 1 GB
    .hint = 看看有没有在循环里把一段文字或一个列表同它自己接起来
E0527 = 文件夹 templates/default 留给内置的模板，主题自己的文件不能放在里面
    .hint = 换一个文件夹；要改内置的模板，放在 templates 里、用同样的名字
W0528 = 主题抄下来的文件，内置的已经改过了：{ $files }
    .hint = 用 dateline theme diff 看改了什么；改好以后，用 dateline theme mark 记下来

### 公报

E0601 = 系列“{ $series }”的 { $period } 已经有一篇公报了
    .hint = 看看 period 是不是写错了；真的重复，就删掉一篇
W0602 = 系列“{ $series }”中间缺 { $count } 期，最近的是：{ $periods }
    .hint = 补上缺的公报；期号写错的，改 period
E0603 = { $first } { $mark } { $second }（差 { $difference }）
    .parts = 分项：{ $parts }
    .hint = 核对这几个数；规则写在 content/site.yaml 这个系列的 rules 里
W0604 = { $first } { $mark } { $second }（差 { $difference }）
    .parts = 分项：{ $parts }
    .hint = 核对这几个数；规则写在 content/site.yaml 这个系列的 rules 里
E0605 = { $rate } 对不上：{ $whole } 里没有哪个整数占这个比例
    .hint = 最接近的是 { $below } 和 { $above }
W0606 = { $rate } 对不上：{ $whole } 里没有哪个整数占这个比例
    .hint = 最接近的是 { $below } 和 { $above }
E0607 = 这条规则读不懂：{ $rule }
    .hint = 写成“左边 = 右边”，例如 calls = direct + transferred；中间也可以是 <=、>= 或 ~，里面可以用 + - * /、括号、数字、数据的名字、sum(分项)、round(数, 位数)、prev(数)、total(系列.数据)
E0608 = 规则里的“{ $name }”没有登记过
    .nearest = 是不是“{ $nearest }”？
    .hint = 可以写：{ $known }
E0609 = “{ $label }”是几个分项，不是一个数
    .hint = 写成 sum({ $id })，就是各分项之和
E0610 = 热点“{ $name }”有 { $count }，比排在它前面的“{ $other }”（{ $before }）还多
    .hint = 热点从多到少排：换一下先后，或者核对这两个数
E0611 = 热点“{ $name }”有 { $count }，比{ $label }的总数 { $total } 还多
    .hint = 核对这两个数
W0612 = 期号“{ $text }”不是从星期一开始的一周
    .hint = 一周从星期一到星期日，例如 period: { $monday }
E0613 = 系列“{ $series }”的 { $period } 和 { $other } 有几天重叠
    .hint = 看看哪一篇的 period 写错了
W0614 = “{ $label }”是 { $value }，比 0 还小
    .hint = 核对这个数；本来就可以是负数，就在 content/site.yaml 里给 { $id } 写 negative: true
E0615 = “{ $label }”写的是 { $value }，小数应当不超过 { $decimals } 位
    .hint = 照约定的位数四舍五入，或者改 content/site.yaml 里的 decimals
W0616 = “{ $label }”是 { $value }，和以前差得太远：前 { $count } 期在 { $least } 到 { $most } 之间，多半是 { $usual } 左右
    .hint = 看看有没有多写或少写一位；没有错就不用管，不想再提醒，可以在 content/site.yaml 里给 { $id } 写 jump: 100，或者 jump: 0
W0617 = 正文写的“{ $label }”是 { $written }，数据里是 { $figure }
    .hint = 核对以后改正文或者改 figures
E0618 = 图表里的“{ $name }”没有登记过
    .nearest = 是不是“{ $nearest }”？
    .hint = 写成 series:系列/数据?last=90d；可以写：{ $known }
E0619 = 图表的“{ $query }”读不懂
    .hint = 写成 last=90d（90天）、last=12w（12周）、last=12m（12个月）或 last=5y（5年）
W0620 = 分项“{ $name }”的开头是公式的符号，表格软件会把它当公式运行
    .hint = 去掉开头的符号；公开数据 parts.csv 里，这个名字前面会加一个撇号 '
W0622 = “{ $label }”有一个分项没有名称
    .hint = 在引号里写上它的名称；用不着就删掉
W0623 = 热点“{ $name }”列了两次
    .hint = 合成一条，件数加在一起；意思不同，就写得不一样
W0624 =
    “{ $label }”是 { $value }，{ $reason ->
        [negative] 件数不会比 0 还小
       *[fraction] 这样的数都是整数
    }
    .decimals = 本来就可以有小数，就在 content/site.yaml 里给 { $id } 写 decimals: 2
    .hint = 核对这个数

### 文字规范

W0701 = 中文里用了英文标点“{ $text }”
    .stop = 句子完了换成“。”；外国人的名字中间换成“·”
    .hint = 换成“{ $right }”
W0702 = 这里的 { $text } 没有成对
    .hint = 补上另一半，或者删掉这一半；方向打反了，就换成另一个
W0703 = 中文用了直引号
    .hint = 换成弯引号“ ”；里面还有引号，用 ‘ ’
W0704 = 省略号写成了“{ $text }”
    .hint = 省略号是六个点：……
W0705 = 破折号写成了“{ $text }”
    .hint = 破折号占两个字：——
W0706 = 这一段没有写完，下一段接着说
    .hint = 从报纸版面复制时常会这样：删掉中间的空行，把两段接起来；要是这一段完了，把末尾的逗号、顿号改成“。”
W0707 = “{ $text }”重复了
    .hint = 多半是多打了一个，删掉一个
W0708 = “{ $text }”是全角数字
    .hint = 换成半角数字：{ $right }
W0709 = 段首打了空格
    .paragraph = 这一行和上一行会连成一段；要另起一段，前面空一行
    .blank = 这一行看着是空的，其实打了空格，上下两段会连成一段
    .code = 行首有四个空格或 Tab，会排成程序代码
    .hint = 删掉；缩进由网站排版
W0710 = 句子里多了空格
    .hint = 删掉；该停顿的地方用标点
W0711 = “{ $text }”前一个数少了百分号
    .hint = 写成“{ $right }”
W0712 =
    这里混进了一个看不见的字符（{ $point }，{ $kind ->
        [control] 控制字符
        [line] 老式的换行符
        [direction] 改变文字方向的记号
       *[invisible] 不占位置的字符
    }）
    .hint = 删掉；多半是从网页复制带来的
W0713 = “{ $text }”不是本报的写法
    .note = { $note }
    .hint = 写成“{ $right }”
W0714 = “{ $text }”没有变成链接
    .hint = 方括号、圆括号都用半角：[文字](地址)
W0715 = 这张图片写成了链接：感叹号是全角的
    .hint = 图片前面用半角的 !：![说明](图片)
W0716 = 这一行没有变成小标题
    .hint = 行首写半角的 #，后面空一格：## 小标题
W0717 = 脚注“{ $text }”没有变成脚注：冒号是全角的
    .hint = 标号后面写半角冒号，再空一格：{ $text }: 注释文字
W0718 = 这几行没有变成列表
    .hint = 每行的 { $text } 后面空一格：{ $text } 项目
W0719 = “{ $text }”没有变成粗体，星号会印出来
    .hint = 星号里面不空格：**重点**
W0720 = 这几行没有变成表格
    .wide = 竖线是全角的：换成半角的 |
    .tab = 这几行里有 Tab 键打的空白：换成空格
    .hint = 第一行下面写一行 | --- | --- |，格数和第一行一样多
W0721 = 这一块没有变成提示框，“{ $text }”会印出来
    .hint = 第一行只写 [!NOTE]、[!TIP]、[!IMPORTANT]、[!WARNING]、[!CAUTION] 中的一个，符号用半角；文字从下一行写起
W0722 = “{ $text }”没有划掉，波浪号会印出来
    .hint = 要划掉的文字，两边写半角的 ~~；不是要划掉，就不用管
W0735 = 这一段末尾没有标点
    .hint = 句子完了，补上“。”；没有完，删掉下面的空行，把两段接起来
W0736 = 引文分成了几段，这一段开头没有引号
    .hint = 每一段开头都写 “，最后一段末尾写 ”；不是引文，就在前一段补上 ”
W0737 = 引号里面又用了双引号
    .hint = 里面的引号用 ‘ ’
W0723 = 这一行和表格的格数对不上
    .beyond = “{ $text }”没有表头，不会印出来：给表头和它下面的一行补一格，或者删掉多出来的竖线
    .below = 这一行紧接着表格，会变成表格里的一格：前面空一行
W0724 = 这几行会连成一段：行首的“{ $text }”不是列表的记号
    .hint = 要排成列表，行首写一个减号和一个空格，或者“1. ”；要各成一段，每行前面空一行
W0725 = 上面的一段会变成小标题：下一行是“{ $text }”
    .hint = 要画一条横线，就在“{ $text }”的前面空一行；不要横线，就删掉它
W0726 = 这一行没有变成引文：“＞”是全角的
    .hint = 行首写半角的 >，后面空一格：> 引文
W0727 = “{ $text }”没有变成粗体：星号是全角的
    .hint = 写半角的星号：**重点**
W0728 = “{ $text }”没有变成链接或图片：文字外面的引号是全角的
    .hint = 引号用半角：![说明](图片 "图注")
W0729 = “{ $text }”没有变成链接：] 和 ( 中间多了空格
    .hint = 删掉空格：[文字](地址)

### 编辑部的规定

W0730 = “{ $text }”用的是小于号、大于号
    .hint = 书名、报刊名用“《》”
W0731 = “{ $text }”是别的建站软件的写法，会照原样印出来
    .hint = 删掉，或者改用这里的写法；真要印出来，用反引号括起来
W0732 =
    这里有一个别人看不到的字（{ $point }，{ $kind ->
        [private] 私用区字符
        [object] 复制时丢了的图片或公式
       *[accent] 单独的附加符号
    }）
    .hint = 对照原稿重打；原稿里是图片的，换成图片
W0733 = “{ $text }”看上去对，其实是另一个字符（{ $point }），搜索找不到
    .hint = 删掉重打一遍，或者运行 dateline check --fix，换成“{ $right }”
W0734 = 中文里有一个键盘上没有的空格（{ $point }）
    .hint = 删掉；要空一格，就打普通的空格
E0801 = 按编辑部的规定，“{ $category }”的稿件要写“{ $key }”
    .hint = 在文件头里补上 { $key }: 一行
E0802 = 这篇稿件没有三审
    .hint = 补上一行：review: { "{" } first: 初审人, second: 复审人, final: 终审人 { "}" }
E0803 = 三审里“{ $name }”审了两次
    .hint = 初审、复审、终审要由三个人分别把关
E0804 = “{ $name }”既是作者，又是审稿人
    .hint = 换一位没有署名的同事来审
E0805 = 转载的稿件还要写明：{ $known }
    .hint = 来源写 source，责任编辑写 editor，原作者和原标题写在 original 下面：original: { "{" } author: 姓名, title: 原标题 { "}" }；是自己的稿件，就把来源写进 site.yaml 的 policy.own_sources

### 程序没法工作

F0001 = 在“{ $path }”和它上面的各层文件夹里都没有找到网站（没有 content/site.yaml）
    .hint = 先进入网站的文件夹，或者用 --root 指明；新建网站：dateline init 文件夹名
F0002 = 读不了文件夹“{ $path }”：{ $reason }
    .hint = 看看它还在不在，有没有读取的权限
F0003 = 写不了“{ $path }”：{ $reason }
    .hint = 已经发布的文件都完好；看看有没有写入的权限，再运行一次
F0004 = 另一个生成正在写“{ $path }”
    .hint = 等它完成再运行
F0005 = 磁盘满了，写不下“{ $path }”
    .hint = 已经发布的文件都完好；腾出空间，再运行一次
F0006 = 不能往“{ $path }”写，那里放的是网站的原稿
    .hint = 换一个地方，例如 --output public，--report report.json
F0007 = --now 的时刻“{ $text }”写得不对
    .hint = 写全日期、时间和时区，例如 --now 2024-01-18T09:30:00+08:00
F0008 = --base-url 的“{ $text }”不是完整的网址
    .hint = 从 https:// 或 http:// 写起，例如 --base-url https://news.example.cn/
F0009 = 文件夹“{ $path }”里已经有东西了
    .hint = 换一个新的文件夹名，免得盖掉原来的文件
F0010 = “{ $path }”已经有了
    .hint = 换一个标题，或者直接改那个文件
F0011 = 没有“{ $word }”这个分类或体裁
    .nearest = 是不是“{ $nearest }”？
    .hint = 可以写：{ $known }
F0012 = 标题“{ $title }”里没有能做文件名的字
    .hint = 标题里至少要有一个汉字、字母或数字
F0013 = 写不了报告“{ $path }”：{ $reason }
    .hint = 看看文件夹在不在，有没有写入的权限
F0014 = 环境变量 SOURCE_DATE_EPOCH 的“{ $text }”不是整数
    .hint = 写 1970 年以来的秒数，例如 1705541400；不用就取消它
F0015 = 命令写得不对：{ $reason }
    .nearest = 是不是“{ $nearest }”？
    .hint = 看用法：{ $help }
F0020 = 读不了“{ $path }”：{ $reason }
    .hint = 看看文件在不在；从别的程序接过来的文字，写 --from -
F0021 = 没有“{ $id }”这个公报系列
    .nearest = 是不是“{ $nearest }”？
    .hint = 可以写：{ $known }
F0025 = “{ $path }”不是 UTF-8 编码
    .hint = 用编辑器打开，选“另存为”，编码选 UTF-8，再存一次
F0026 = “{ $path }”挡住了要发布的文件：它不是 Dateline 放的
    .hint = 把它移走或改名，再运行一次；这次什么也没有动
F0030 = “{ $path }”是管道、设备或文件夹，这里该是 Dateline 自己的文件
    .hint = 把它移走或删掉，再运行一次；这次什么也没有动
F0031 = “{ $name }”是一个链接，或者在链接下面，通到网站外面的“{ $path }”
    .hint = 确实要写到那里，就用 --output 或 --report 直接写明那个路径；这次什么也没有写
F0022 = 网站里没有“{ $text }”，也没有稿件用过这个网址
    .nearest = 是不是“{ $nearest }”？
    .hint = 写稿件的路径，例如 content/scitech/2024-01-18-keji.md，或者完整的网址
F0023 = 没有“{ $text }”这个代码
    .nearest = 是不是“{ $nearest }”？
    .hint = 代码在提示的方括号里，例如 E0102
F0024 = 和编辑器的连接断了：{ $reason }
    .hint = 在编辑器里重新打开网站的文件夹
F0035 = 编辑器发来的不是语言服务器协议的消息：{ $reason }
    .hint = 在编辑器里重新打开网站的文件夹；还是这样，就更新编辑器的插件
F0036 =
    这次生成会撤下 { $count } 篇已经发布的稿件，只因为现在算作 { $now }（{ $clock ->
        [option] --now 写的
        [variable] 环境变量 SOURCE_DATE_EPOCH 写的
       *[machine] 这台电脑的时钟
    }），比上一次生成的日期 { $last } 还早；什么也没有写
    .hint =
        { $clock ->
            [option] 改 --now 写的时间
            [variable] 取消环境变量 SOURCE_DATE_EPOCH：nix-shell 之类会把它设成1980年
           *[machine] 校准这台电脑的时钟
        }；确实要撤下，加上 --allow-removals
F0041 = 网站里没有“{ $path }”这个文件或文件夹，或者它不在 content 和 themes 里
    .hint = 写要检查的稿件或文件夹，例如 dateline check content/scitech/2024-01-18-keji.md
F0042 = 问不到 git 哪些文件改过：{ $reason }
    .hint = 没有 git 也能只查几个文件：dateline check 后面写上它们的路径
F0043 = 已知问题的清单“{ $path }”读不出来：{ $reason }
    .hint = 还没有清单，就先写一份：dateline check --write-baseline { $path }
F0044 = “{ $path }”第 { $line } 行看不懂：这不是已知问题的清单，或者被改坏了
    .hint = 从版本历史里找回它，或者重写一份：dateline check --write-baseline known.txt
F0045 = git 里没有“{ $text }”这个版本
    .hint = 写分支、标签或者提交的编号，例如 --changed=main；不写就是上次提交
F0050 = 这个 dateline 编译时没有带上 { $part }
    .hint = 装一个完整的 dateline：编译时不写 --no-default-features，或者加上 --features { $part }
F0051 = 内置主题里没有“{ $text }”这个文件
    .nearest = 是不是“{ $nearest }”？
    .hint = dateline theme copy 后面什么也不写，就列出所有的文件
F0052 = 主题里已经有 { $path } 了，没有改动它
    .hint = 要看它和内置的差在哪里，用 dateline theme diff；要重抄一份，先把它移走
F0053 = 主题里没有抄下来的 { $path }
    .hint = dateline theme diff 后面什么也不写，就看所有抄下来的文件
F0061 = 要导入的 { $path } 读不了：{ $reason }
    .hint = 看看文件在不在，路径写得对不对；从别的程序接过来的文字，路径写 -
F0062 = 不知道 { $path } 是哪一天的报纸：页上没有写年月日，也没有给
    .hint = 加上报纸的日期，例如 --date 2024-01-18

### 命令的话

error = 错误
warning = 警告
hint = 提示
place-here = 这里
place-other = 还有这里
done-build = 写入 { $written }，未变 { $unchanged }，移除 { $removed }，暂不发布 { $withheld }——用时 { $seconds } 秒
problems =
    { $errors ->
        [0] { $warnings ->
            [0] 没有问题
           *[other] { $warnings } 个警告
        }
       *[other] { $warnings ->
            [0] { $errors } 个错误
           *[other] { $errors } 个错误，{ $warnings } 个警告
        }
    }
build-again = 生成的时候有文件被改动了，再生成一次
nothing-written = 没有通过，什么也没有写，已经发布的文件保持原样
report-more = 同一种问题只列出前 { $most } 个；全部列出：dateline check --all
check-clean = 查过 { $articles } 篇稿件，没有问题
check-clean-files = 查过 { $files } 个文件，没有问题
check-no-new = 没有新的问题
check-unchanged = 没有改过的文件，不用检查
check-elsewhere = 别的文件里还有 { $errors } 个错误，改好才能生成网站：dateline check
baseline-known = { $count } 个问题在 { $path } 里记过，没有列出
baseline-errors = 其中 { $count } 个是错误：改好以前，dateline build 不会生成网站
baseline-gone = { $path } 里记的有 { $count } 个已经没有了；要更新这份清单：dateline check --write-baseline { $path }
baseline-gone-entry = - { $path } { $code }，{ $count } 个
baseline-written = 记下 { $count } 个问题，写在 { $path }；以后只看新的：dateline check --baseline { $path }
fixable = 其中 { $count } 处有把握自动改好：dateline check --fix（先看改动：--dry-run）
fix-file = 改好 { $path }（{ $count } 处）
fix-changed = { $path } 正在被别人修改，这次没有动它
fix-done = 改好 { $count } 处，{ $files } 个文件
fix-would = 有 { $count } 处可以改好，在 { $files } 个文件里；去掉 --dry-run 就会写入
withheld-head = 没有发布的稿件：
withheld-draft = { $path }：草稿
withheld-future = { $path }：{ $moment } 发布
withheld-unreviewed = { $path }：三审还没有完成
withheld-expired = { $path }：已在 { $moment } 下线
next-moment = 下一次变化：{ $moment }
next-never = 不改稿件，网站就不会再变：没有等着发布或下线的稿件
next-embargo = { $path }：发布
next-expiry = { $path }：下线
next-news-sitemap = { $path }：满 48 小时，退出新闻站点地图
next-period = { $path }：专题结束，首页不再列出
next-more = 还有 { $more } 篇
why-public =
    { $path } 在网站上
    网址：{ $url }
why-until = 到 { $moment } 下线
why-stopped = 网站还有 { $errors } 个错误，改完才能生成；看错误：dateline check
why-shown =
    { $count ->
        [0] 没有别的页面提到它
       *[other] 这 { $count } 页上有它：
    }
why-shown-by-all =
    { $count ->
        [0] 每一页都有它，由版式放在那里
       *[other] 每一页都有它，由版式放在那里；另有 { $count } 页自己提到它：
    }
why-alias = { $url } 是旧网址，打开会转到 { $target }
why-made = { $url } 是网站自动生成的一页
why-errors = { $path } 没有发布：有错误，改好才能读进来
why-draft =
    { $path } 没有发布：是草稿
    删去 draft: true 这一行就会发布，网址将是：{ $url }
why-future =
    { $path } 没有发布：还没到时间
    { $moment } 以后生成就会发布，网址将是：{ $url }
why-expired =
    { $path } 没有发布：已在 { $moment } 下线
    删去 expires 这一行就会再发布，网址是：{ $url }
why-unreviewed =
    { $path } 没有发布：三审还没有完成（site.yaml 的 policy.review）
    review 写全三个不同的名字，都不在署名里，就会发布，网址将是：{ $url }
why-misnamed =
    { $path } 没有发布：像是一篇稿件，文件名却不是 .md 结尾
    文件名改成 { $name } 就会读进来
why-unused = { $path } 没有发布：没有公开的稿件用到它
why-used = { $count } 篇稿件用到它：
explain-wrong = 写错的：
explain-right = 改好的：
left-gitignore =
    这里的 .gitignore 原样没动。请打开它，加上这几行：
      /public
      /yulan
      /.dateline
made-site =
    网站建好了：{ $path }
    接着输入：
      cd { $path }
      dateline serve
made-category = 放在分类“{ $title }”（{ $id }）里
made-category-of = 放在分类“{ $title }”（{ $id }）里；同一体裁的还有：{ $others }。要放到别的分类，就写它的名字
theme-copied = 第一行记着抄的是哪一份，请留着；原样另存在主题的 _originals 文件夹里。程序升级以后，用 dateline theme diff 看改了什么
theme-current = { $path }：和内置的同一个版本
theme-behind = { $path }：抄自 { $version }，内置的后来改了这些
theme-behind-lost = { $path }：抄自 { $version }，内置的改过了；原样不在了，下面是它和内置的差别
theme-unmarked = { $path }：没有记着抄自哪一份，下面是它和内置的差别
made-topic = 专题建好了，还是草稿。写好导语和版块，删去 draft: true 那一行，用 dateline check 检查
made-article = 草稿建好了。用 dateline serve 边写边看；写完删去 draft: true 那一行，用 dateline check 检查

# 导入：稿件里的说明，和逐条说的话
import-from = 导入自 { $place }
import-day = 报纸的日期，照页上写的
import-position = 次序照粘贴的先后
import-written = 原文：{ $text }
import-far-day = { $month }月{ $day }日不在报纸日期以前的 31 天里，没有填 date，请核对
import-heads = 引题、主题、副题是照先后猜的
import-headless = 没有认出标题，用了正文开头的几个字
import-name = 标题下的名字当作作者
import-resumed = 转到别的版的下文接上了，从正文里拿掉了这几个字：{ $text }
import-unsure-start = 拿不准这里是不是另起一篇：也可能是上一篇的小标题
import-label = “{ $text }”当作小标题；如果是另一篇的标题，请分开
import-table = 用制表符隔开的几行当作表格，请核对
import-series = 照系列“{ $title }”读的
import-column = 页上有栏目“{ $title }”的题头，文中也提到，猜是这个栏目的
import-caption = 图片没有随文字来；放好图片，填上文件名，去掉行首的 #
import-caption-left = 图片说明放在文件头的注释里：{ $text }
import-onward = 下文在别的版，没有接上：{ $text }
import-from-before = 上文在别的版，从正文里拿掉了这几个字：{ $text }
import-category = 分类“{ $title }”是猜的，同类的还有：{ $others }；不对就把文件移过去，或者写 --into
import-not-into = --into 的分类放不了这一篇（公报和别的体裁不能同在一类），放到了“{ $title }”
import-joined = 把分栏断开的一段接上了：{ $before }┃{ $after }
import-joined-across = 隔着题头或广告，把断开的一段接上了，请核对：{ $before }┃{ $after }
import-joined-digits = 断在数字中间，接上了，请核对：{ $before }┃{ $after }
import-left-folio = 没有收进稿件（版面信息）：{ $text }
import-left-banner = 没有收进稿件（栏目题头）：{ $text }
import-left-editors = 没有收进稿件（版面编辑）：{ $text }
import-left-advertisement = 没有收进稿件（广告）：{ $text }
import-left-guide = 没有收进稿件（导读）：{ $text }
import-no-text = 只有标题，没有正文，没有做成稿件：{ $text }
import-again = 这一篇以前导入过，在 { $path }，没有动它
import-not-text = { $path } 不是文字（或者编码认不出来），没有导入。请把文字复制出来，存成 UTF-8 的文本文件
import-nothing = { $path } 里没有找到稿件
import-done = 做成 { $drafts } 篇草稿；接上断开的 { $joins } 处，请核对 { $unsure } 处，没有收进稿件 { $left } 处，照文字规则改了 { $fixes } 处
import-would = 会做成 { $drafts } 篇草稿；接上断开的 { $joins } 处，请核对 { $unsure } 处，没有收进稿件 { $left } 处，照文字规则改 { $fixes } 处。没有写文件
import-lost = 有 { $count } 处没能做成稿件，见上
read-series = 按系列“{ $title }”（{ $id }）读的，它最合；别的系列：{ $others }。要指定系列，加上 --series
read-whole = 句子里的数都认出来了，核对以后再发
read-partly = 有几处拿不准，没有填或者请你核对：
doubt-period = - 没有找到期号，请补上 period
doubt-year = - 句子里没有写年份，按合得上的最近一年算，是 { $year } 年
doubt-year-of-monday = - 句子里没有写年份。这一周从星期一开始的，最近是 { $year } 年，就填了 { $year } 年；合得上的最近一年是 { $latest } 年，不对就改 period
doubt-missing = - 没有找到“{ $label }”
doubt-several = - “{ $label }”有几个不同的数：{ $values }
doubt-number = - 没有用上的数：{ $text }
cache-lost = 缓存 .dateline/documents 读不出来，这次把全部稿件重读一遍
manifest-lost = 输出文件夹里的清单 .dateline-manifest 缺了或读不出来：以前发布、现在不该有的文件没有移除
lock-unsupported = 输出文件夹所在的磁盘不支持加锁：不要让两个生成同时往那里写
withheld-more = 还有 { $more } 篇，全部列在 --report 的文件里

# 新稿件里的说明
new-draft = 草稿：写完删去这一行就可以发布
new-slug = 网址的最后一段，可以改成小写字母、数字和连字符
new-byline-commentary = 例如：本报评论员
new-byline-news = 例如：记者 晴空 通讯员 李平
new-kicker = 引题
new-subtitle = 副题
new-summary = 摘要；不写就用正文开头
new-column = 栏目，选一个
new-tags = 例如：[供暖, 便民服务]
new-image = 题图，文件放在稿件旁边
new-priority = 1 最重要，5 最次要
new-editor = 责任编辑
new-until = 在首页列到哪一天
new-blocks = 每一块写一个来源：tag、category、column、series，或者挑好的 articles
new-block-newest = 最新消息
new-block-picked = 精选
new-optional = 可以不填

# 语言服务
lsp-fix-all = 改好所有能确定的地方

# 命令行
help-dateline = 把 Markdown 稿件做成城市新闻网站
help-usage = {"用法："}
help-commands = 命令
help-command = 命令
help-arguments = 参数
help-options = 选项
value-action = 做什么
value-code = 代码
value-category = 分类
value-day = 日期
value-dir = 文件夹
value-editor = 编辑器
value-file = 文件
value-form = 来源
value-format = 格式
value-host = 地址
value-i-n = 第几份/共几份
value-id = 系列
value-kind-or-category = 分类或体裁
value-lang = 语言
value-n = 数
value-name = 主机名
value-path = 路径
value-path-or-url = 路径或网址
value-rev = 版本
value-rfc3339 = 时刻
value-shell = 命令行
value-title = 标题
value-url = 网址
help-init = 新建一个网站，马上就能生成
help-new = 新建一篇稿件，打印它的路径
help-import = 把别处的文字做成草稿：现在能读粘贴下来的报纸版面；打印草稿的路径
help-import-from = 文件是什么：page（从报纸版面上复制、粘贴的文字）；不写就由程序判断
help-into = 放到哪个分类；不写就看体裁
help-issue-day = 报纸的日期，例如 2024-01-18；页上写了就不用
help-import-dry-run = 只列出会做成哪些草稿，不写文件
help-as-is = 一个字也不改；不写就照文字规则改好有把握的地方
help-import-paths = 要导入的文件；- 是标准输入
help-check = 检查全部稿件，只报告问题，不写任何文件
help-build = 生成网站：content/ → public/
help-next = 说明不改稿件时网站下一次什么时候变、为什么变
help-json = 输出 JSON，给程序用
help-why = 说明一篇稿件或一个网址为什么在、为什么不在网站上，在哪些页上
help-explain = 细说一条提示：什么意思，怎么改，举例
help-schema = 写出本站文件头的格式（JSON Schema），编辑器可以照着补全和检查
help-what = 稿件的路径，或者网址
help-code = 提示的代码，例如 E0102
help-schemas = 写到哪个文件夹；不写就是 .dateline/schema
help-completions = 写出命令行（shell）的补全脚本：按 Tab 键补全命令、选项和路径
help-shell = 用的是哪种命令行：bash、zsh、fish、powershell 或 elvish
help-theme = 抄内置主题的文件来改，看它们后来改了什么
help-action = copy 抄一份，diff 看差别，mark 记下已经跟上
help-theme-files = 内置主题的文件，例如 partials/footer.html；diff 和 mark 不写就是全部
help-lsp = 语言服务：编辑器一边打字一边检查、补全（由编辑器启动）
help-dir = 网站的文件夹，应当不存在或者是空的
help-kind = 分类的文件夹名或名称，或者体裁（commentary、bulletin、news）
help-title = 标题；写了 --from 就可以不写
help-series = 公报的系列，写 site.yaml 里的名字；只用于公报
help-from = 从这个文件里的一句话读出公报的数据；- 是标准输入
help-root = 网站的文件夹；不写就从当前文件夹往上找
help-lang = 提示用的语言：zh 或 en
help-now = 当作现在的时刻，例如 2024-01-18T06:00:00+08:00
help-drafts = 草稿也生成，并且标明
help-future = 还没到时间的稿件也生成，并且标明
help-output = 生成到哪个文件夹；不写就是 public/
help-base-url = 代替 site.yaml 里的 base_url
help-deny-warnings = 有警告也算没有通过
help-format = 问题的写法：human、json 或 github
help-paths = 只报告这些文件或文件夹的问题；不写就是整个网站
help-changed = 只报告改过的文件：和 git 的上次提交比，或者和写明的版本比
help-baseline = 不列出这份清单里已知的问题
help-write-baseline = 把现有的问题全部记进一份清单，给 --baseline 用
help-all = 问题全部列出；不写时同一种只列出前 20 个
help-fix = 把有把握的毛病改好，别的一个字也不动
help-dry-run = 只显示 --fix 会怎么改，不写文件
help-external = 也检查别的网站的链接（要联网；答复记七天）
help-allow-private = 检查别的网站的链接时，本机和内网的地址也去连
help-report = 把结果写成 JSON 报告
help-jobs = 用几个线程；不写就用全部核心
help-help = 显示这份说明
help-version = 显示版本
usage-unknown = 没有“{ $text }”这个选项
usage-command = 没有“{ $text }”这个命令
usage-bulletin = { $text } 只用于公报，“{ $category }”的稿件不是公报
usage-series = { $text } 用不上：content/site.yaml 里还没有公报系列（series）
usage-missing = 还缺 { $text }
usage-twice = “{ $text }”只能写一次
usage-conflict = “{ $text }”和“{ $other }”不能一起写
usage-empty = { $text } 后面要写一个值
usage-range = { $argument } 后面不能写“{ $text }”，要写 { $least } 到 { $most } 的整数
usage-encoding = 有一个参数不是 UTF-8 编码；只有文件和文件夹的路径可以用别的编码
usage-value = { $argument } 后面不能写“{ $text }”

# 进度和用时
progress-left = 还要
stage-walk = 找文件
stage-read = 读稿件
stage-collect = 排次序
stage-check = 查链接
stage-publish = 生成网页
stage-pictures = 处理图片（百万像素）
stage-search = 编搜索索引
stage-total = 一共
F0018 = --shard 后面不能写“{ $text }”
    .hint = 写第几份和一共几份，例如 2/3；或者写 auto，由运行环境决定
F0019 = 不知道该生成哪一份：没有找到 CI_NODE_INDEX、CI_NODE_TOTAL 或 JOB_COMPLETION_INDEX
    .hint = 写明 --shard 2/3；在 Kubernetes 里还要用 --shards 写一共几份
help-shard = 只生成网站的一部分：第 I 份，共 N 份；或 auto
help-shards = 一共几份，--shard auto 找不到时用
help-pictures-from = 先从这个网址的网站取做好的图片，取不到再自己做
help-allow-removals = 时钟比上一次生成还早时，也照样撤下稿件
help-timings = 显示每一步的用时

### dateline serve

F0016 = 端口 { $port } 已经被占用
    .hint = 换一个：--port 8080；不写 --port，程序自己找空着的端口
F0017 = 没法在“{ $path }”上提供预览：{ $reason }
    .hint = 不写 --host 就只在本机预览；要换端口，加 --port

serve-address = 预览：{ $url }
serve-desk = 编辑台：{ $url }
serve-watching = 正在留意 { $path } 里的 content 和 themes，保存后网页自己更新。按 Ctrl-C 结束
serve-exposed = 注意：不只是本机，能连到 { $host } 的人都看得到草稿、待发稿件、编辑台和文件里的字句；加上 --no-drafts 就看不到
serve-exposed-public = 注意：不只是本机，能连到 { $host } 的人都看得到已经公开的内容；草稿、编辑台和错误提示不在里面
serve-network = 在网络上：{ $url }。用数字写的地址都能打开；用主机名打开，要加上 --allow-host 主机名
serve-unopened = 没能打开浏览器，请自己打开上面的网址
serve-ready = 准备好了——{ $time }
serve-polling = 每秒查看一次文件有没有变化
serve-limit = 系统不让再留意更多的文件（{ $reason }），改为每秒查看一次，更新会慢一些
serve-changed = { $path }——{ $time }
serve-changed-many = { $path } 和另外 { $more } 处——{ $time }
serve-changed-some = 有文件变了——{ $time }
serve-turned = 到时间了：有稿件上线、下线，或者不再算新稿
serve-millis = { $time } 毫秒
serve-seconds = { $time } 秒
preview-broken = 这篇稿件有错误，暂时显示不了
preview-undrawn = 这一页排不出来
preview-mend = 改好并保存，这一页会自己更新。别的页面照常可以看。
preview-held = 有错误时，生成不会写任何文件。
preview-more = 还有 { $more } 个，见编辑台
preview-as-of = 这是 { $moment } 的样子
preview-now = 回到现在
preview-no-address = 这不是网址
preview-no-moments = 这个预览只看现在公开的内容，不看别的时刻（--no-drafts）
preview-far-moment = 那个时刻没有可看的：请选第一篇稿件前一年到最后一次变化后一年之间的时刻
preview-busy = 正在排别的时刻的样子，请稍后再试
preview-other-host = 不能用这个主机名打开预览。要允许它，运行 dateline serve 时加上 --allow-host 主机名
preview-other-site = 这是别的网站的网页要打开的。想看，请把网址输入地址栏
preview-method = 这里只能看网页
preview-no-file = 这个文件不在了，或者变成了链接
preview-fault = 预览在这里出了错，运行 dateline serve 的地方写着是什么错
preview-away = 预览已经停了，重新运行 dateline serve 就会接上
preview-name = 预览
preview-looks = 换个屏幕看
preview-stand-in = （有错误，改好才会发布）{ $title }
desk-clock-form = 现在是 { $moment }。照这样写：2024-01-18 06:00
desk-yesterday = 昨天
desk-today = 今天
desk-next = 下一次变化
desk-old-news = { $moment } 满 48 小时，退出新闻站点地图
desk-topic-over = { $moment } 专题结束，首页不再列出
desk-tomorrow = 明天
desk-tomorrow-look = 看明天的首页
desk-tomorrow-none = 明天没有稿件要发布，也没有要下线的
desk-pages = 明天的版面
desk-page = { $page } { $count }篇
desk-page-empty = { $page } 空
look-size = 大小
look-phone = 手机
look-tablet = 平板
look-desktop = 电脑
look-mode = 样子
look-light = 白天
look-dark = 夜间
look-print = 打印
desk-title = 编辑台
desk-search = 按标题找稿件
desk-find = 找
desk-clock = 看某个时刻的网站
desk-look = 看
desk-found = 找到 { $count } 篇
desk-drafts = 草稿
desk-coming = 待发
desk-leaving = 将要下线
desk-expired = 已经下线
desk-problems = 问题
desk-latest = 最近的修改
desk-none = 没有
desk-more = 还有 { $more } 篇
desk-draft = 草稿
desk-unreviewed = 未完成三审
desk-embargo = 待发
desk-out = { $moment } 发布
desk-down = { $moment } 下线
desk-gone = { $moment } 已下线
desk-saved = { $moment } 保存
help-serve = 边写边看：在浏览器里预览网站
help-port = 端口；不写就从 1313 起找空着的
help-host = 在哪个地址上提供预览；不写就只在本机（127.0.0.1）
help-no-drafts = 只给看已经公开的：没有草稿、编辑台和错误提示
help-allow-host = 还允许用这个主机名访问；可以写几次
help-editor = 点文件名用哪个编辑器打开：vscode（不写就是它）、vscodium、cursor、zed、idea、sublime、none，或者带 {"{"}path{"}"} 的网址
help-open = 打开浏览器
help-poll = 每秒查看一次文件，给网络硬盘上的网站用
