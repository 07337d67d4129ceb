#!/usr/bin/env python3
"""Makes src/content/headline/words.txt of the word list of jieba.

    pip download --no-deps --no-binary :all: jieba==0.42.1 && tar xzf jieba-0.42.1.tar.gz
    benches/words.py jieba-0.42.1/jieba/dict.txt > src/content/headline/words.txt

What headlines need is kept: words of two to four characters that are not rare, less those of four that break well
into two words anyway. How often a word occurs is kept as a power of two. MORE are words of newspapers that the list
lacks or holds to be rare.
"""

import collections
import sys

LEAST = {2: 5, 3: 10, 4: 20}  # how often a word of so many characters occurs at least

HEAD = """\
# Words of headlines: made by benches/words.py, not by hand.
#
# A line a first character, which is followed by how often it occurs alone, and then the rest of each word and how
# often it occurs: powers of two, 4 to 131,072, as the digits 0 to f.
#
# From the word list of jieba 0.42.1, https://github.com/fxsjy/jieba, which is
#
# The MIT License (MIT)
#
# Copyright (c) 2013 Sun Junyi
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
# documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
# rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to
# permit persons to whom the Software is furnished to do so, subject to the following conditions:
#
# The above copyright notice and this permission notice shall be included in all copies or substantial portions of
# the Software.
#
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO
# THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
# AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT,
# TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
# SOFTWARE.
"""

MORE = """
台账 核验 脱毒 热像仪 无线网 试验点 跨河 预付卡 退费 网格员 网格化 公众号 小程序 扫码 直播 短视频 双减 碳达峰 碳中和 新能源 高铁
动车 地铁 共享 充电桩 换电 光伏 储能 氢能 芯片 算法 算力 大模型 人工智能 物联网 区块链 云计算 大数据 无人机 机器人 智能 智慧
数字化 智能化 信息化 城市化 老旧 小区 社区 街道 居委会 业委会 物业费 停车位 停车场 电动车 电瓶车 网约车 共享单车 外卖 骑手 快递
快递员 驿站 菜市场 早市 夜市 公租房 廉租房 保障房 商品房 二手房 棚改 旧改 加装 电梯 暖气 供暖 供热 停水 停电 停气 限行 限号
医保 社保 养老金 公积金 低保 医联体 分级 诊疗 家庭医生 疫苗 核酸 慢病 筛查 托育 托幼 课后 课间 学区 中考 高考 招考 开学 毕业季
志愿者 志愿服务 红马甲 一网通办 一站式 马上办 最多跑 减税 降费 稳岗 就业 创业 孵化 孵化器 园区 开发区 高新区 示范区 试点 试行
专精特新 高新技术 科创 科普 科研 研发 院士 博士 首席 攻关 揭榜 挂帅 种质 育种 育苗 良种 春耕 秋收 墒情 节水 滴灌 大棚 冷链
湿地 国家公园 绿道 步道 河长 林长 垃圾分类 清运 治污 减排 降碳 排污 水质 空气质量 蓝天 碧水 净土 森林防火 防汛 抗旱 抢险 救灾
应急 预案 预警 雨情 水情 汛情 险情 灾情 暴雪 初雪 扫雪 除雪 铲雪 冰雪 冻土 观测站 气象台 地震局 热线 诉求 办结 办结率 督办
转办 交办 接诉 即办 回访 满意率 通报 通告 公示 公告 年报 周报 日报 月报 季报 快报 时评 社论 观澜 聚焦 民生 实事 惠民 利民 便民
乡村 振兴 脱贫 攻坚 帮扶 驻村 村支书 第一书记 村规民约 非遗 文创 文旅 研学 民宿 打卡 网红 冰球 滑雪场 健身 全民健身 马拉松 广场舞
新春 元宵 清明 端午 中秋 国庆 黄金周 小长假 返乡 返程 春运 客流 客运站 高速路 国道 省道 跨区 通车 贯通 合龙 封顶 开工 竣工
年底 年初 月底 月初 上周 下周 本周 今冬 今春 明春 去年 今年 明年 昨日 今日 明日 昨天 今天 明天 周末 周一 周二 周三 周四 周五
上半年 下半年 一季度 二季度 三季度 四季度 前三季度 全市 全省 全国 全县 全区 我市 我省 我县 我国 本市 本省
"""


def often(count):
    """Returns a count as a power of two, 0 to 15."""
    return max(0, min(15, count.bit_length() - 2))


def is_han(word):
    return all("\u4e00" <= c <= "\u9fff" for c in word)


def cost(counts, word):
    return 24 - often(counts.get(word, 1))


def parts(word, kept, counts):
    """Returns the cheapest parts of a word of four characters without the word itself."""
    best = [(0, [])] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 3), end):
            part = word[start:end]
            if best[start] and (len(part) == 1 or part in kept):
                total = best[start][0] + cost(counts, part)
                if best[end] is None or total < best[end][0]:
                    best[end] = (total, best[start][1] + [part])
    return best[-1][1]


def main():
    counts = {}
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            word, count = line.split(" ")[:2]
            if is_han(word):
                counts[word] = int(count)
    more = MORE.split()
    for word in more:
        counts[word] = max(counts.get(word, 0), 512)
    kept = set(more) | {w for w, n in counts.items() if n >= LEAST.get(len(w), 1 << 30) and len(w) < 4}
    kept = {w for w in kept if len(w) <= 4}
    for word, count in counts.items():
        if len(word) == 4 and count >= LEAST[4]:
            if min(map(len, parts(word, kept, counts))) < 2:
                kept.add(word)
    lines = collections.defaultdict(list)
    for word in sorted(kept, key=lambda w: (len(w), w)):
        lines[word[0]].append(word)
    alone = {w for w, n in counts.items() if len(w) == 1 and often(n) > 2}
    sys.stdout.write(HEAD)
    for first in sorted(alone | set(lines)):
        rest = "".join(f"{w[1:]}{often(counts[w]):x}" for w in lines[first])
        sys.stdout.write(f"{first}{often(counts.get(first, 1)):x}{rest}\n")


main()
