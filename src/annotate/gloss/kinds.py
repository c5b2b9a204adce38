"""What a gloss names, from both languages: person, place, org, work, event, slogan, term, other.

A multinomial log-linear model; the endings below are its facts. The administrative endings follow
GB/T 2260 (codes of administrative divisions); the rest are the commonest heads of the named
categories in Chinese proper names.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import regex

from annotate.gloss.candidates import Candidate
from annotate.gloss.features import Features, Reading
from annotate.gloss.lexicon import stem
from annotate.gloss.romanisation import letters
from annotate.gloss.words import Word
from annotate.model import GlossType, Span

_ENDINGS = {
    "admin": "省 市 县 縣 区 區 镇 鎮 乡 鄉 村 州 国 國 郡 旗 里 町 邨 庄 莊 屯 寨 堡 自治区 特区 新区 半岛 地区 城区",
    "nature": "山 河 江 湖 海 岛 島 洋 峰 谷 川 溪 泉 原 沙漠 湾 灣 峡 峽 嶺 岭 坑 塘 岗 崗 礁 角 沟 溝 洞 崖 潭 池 坡 洲 滩 灘 渡 堰 口",
    "site": "寺 庙 廟 塔 宫 宮 城 港 站 路 街 桥 橋 楼 樓 园 園 馆 館 店 堂 陵 墓 關 关 門 门 阁 閣 巷 家 道 亭 坛 壇 府 胡同 广场 廣場 机场 宾馆 飯店 饭店 酒店 医院 书店 市场 公园 發射場 发射场 步道 古城 夜市 祠 觀 观 庵 弄",
    "company": "公司 集团 集團 银行 銀行 企业 工厂 厂 廠 科技 实业 食品 汽车 电器 航空 证券 保险 餐饮 包子铺 號 网络",
    "school": "大学 大學 学院 學院 中学 中學 小学 小學 学校 學校 书院 書院 研究所 研究院 科学院 幼儿园 党校 天文台 天文臺",
    "body": "局 部 委 委员会 委員會 会 會 社 院 厅 廳 署 党 黨 协会 协會 協會 中心 组织 組織 政府 法院 军 軍 队 隊 台 臺 联盟 聯盟 基金 出版社 通讯社 办公室 "
    "小组 总局 网 網 派 教 办 团 團 联合会 工会 公安 分局 检察院 当局 智库 平台 机构 兄弟会 战线 处 處 联队 俱乐部",
    "press": "报 報 刊 周刊 日报 日報 晚报 晚報 时报 時報 杂志 雜誌 月刊 学报 评论 評論 新闻 周报 周末 青年报 卫视 电视台 电台",
    "law": "法 条例 條例 宪法 憲法 办法 规定 決定 决定 决议 通知 意见 规划 規劃 宣言 白皮书 条约 條約 公约 纲要 准则 标准 法典 章程",
    "book": "书 書 传 傳 记 記 经 經 志 誌 史 论 論 录 錄 篇 词典 辞典 集 歌 曲 赋 序 图 圖 疏 注 鑑 鉴 选 文集 全书 全書 藏 曆 历 考 研究 概论 导论 故事 之歌 行 引 品 諺 賦 文 译 表",
    "event": "运动 運動 战争 戰爭 事件 革命 起义 起義 大会 大會 会议 會議 节 節 案 战役 戰役 之乱 之亂 惨案 奥运会 地震 危机 之变 变法 變法 博览会 抗议 大屠杀 长征 行动 行動 "
    "水灾 饥荒 之盟 时期 斗争 之战 之戰 论坛 亚运会 峰会 大赛 锦标赛 世界杯 游行 台风 颱風 之夜 盛世 之治 新政 维新 政变 政變 抗战 內戰 内战 朝会 会战 年 夕 宴 爆炸 丑闻",
    "title": "先生 主席 总统 總統 帝 王 公 子 皇后 太后 夫人 教授 博士 书记 老师 祖 宗 大师 大師 法师 法師 菩萨 菩薩 侯 皇帝 将军 將軍 总理 部长 和尚 居士 哥 姐 爷 叔 上人 道人 皇 后 妃",
    "doctrine": "主义 主義 论 論 性 化 学 學 制 制度 权 權 思想 精神 文化 经济 政治 社会 主权 者 人 力 法 观 文明 民主 自由 关系 问题 模式 理论 传统 体制 户口 户 价值 能力 统治 治理 改革 发展 教育 劳动",
    "people": "族 人 氏 民 党人 分子 青年 二代 一代 粉红 粉 迷 工 員 员",
    "food": "糕 饼 餅 茶 面 麵 粉 饭 飯 粥 汤 湯 肉 鱼 魚 鸡 雞 鸭 豆腐 菜 酒 包子 饺子 餃子 火锅 糖 果 丸 排骨 饺 包 羹 蛋 鍋 锅 小种 春 毛峰 花",
    "thing": "奖 獎 号 號 工程 计划 計劃 项目 考试 车 舰 船 猫 狗 熊 星 体 體 币 幣 杯 通宝 字体 病毒",
}
ENDINGS: dict[str, tuple[str, ...]] = {name: tuple(endings.split()) for name, endings in _ENDINGS.items()}

_ENGLISH = {
    "admin": "province county city district town township village prefecture municipality state republic region banner island kingdom estate territory area zone",
    "nature": "river mountain lake sea strait bay peak gorge valley plain island mount cape desert spring hill shoal reef hollow pond creek ridge cave beach canyon rock weir ferry falls waterfall",
    "site": "temple street road bridge hall palace pagoda monastery park gate square garden tower station market mosque church hotel restaurant house museum airport harbour harbor "
    "pavilion tomb wall terrace path lane avenue alley steps bookstore hospital library site shrine cemetery inn school courtyard plaza centre central building trail teahouse wharf pier stop exit",
    "company": "company co ltd inc corporation group bank holding limited technology industry factory books motors foods airlines electronics brewery bakery sons daughters works store shop",
    "school": "university college school academy institute institution center centre observatory kindergarten",
    "body": "party committee ministry bureau commission department council congress association federation society union office administration agency court league army government board "
    "organization organisation foundation network defender team club press sect faction school brotherhood church guild secretariat command police corps troupe orchestra band tank authorities marketplace program programme",
    "press": "daily times news weekly journal review magazine post gazette quarterly monthly newspaper weekend television tv broadcasting radio",
    "law": "law act regulation constitution measure decision resolution plan treaty declaration code provision opinion outline notice circular charter standard",
    "book": "book history record poem classic sutra biography dream story tale chronicle analect commentary note essay dictionary art treatise ode song canon anthology study studies manual "
    "guide novel treebank sūtra śāstra sutta pavilion almanac calendar",
    "event": "war movement incident revolution rebellion uprising congress conference festival massacre campaign reform crisis protest olympics famine battle summit earthquake expo march coup day "
    "debate games forum parade flood typhoon affair case pandemic exhibition gala peace banquet anniversary struggle scandal operation solstice rush league cup",
    "title": "mr mrs ms dr president emperor king chairman professor empress lady prince duke master saint general secretary premier minister marquis brother uncle aunt old sister patriarch venerable",
}
ENGLISH: dict[str, frozenset[str]] = {name: frozenset(words.split()) for name, words in _ENGLISH.items()}
"""English words that say the same of a name, in the singular."""

SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋付傅方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯常温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺辜昝阎谌嵇"
)
"""The commonest surnames (Ministry of Public Security, report on names 2020, and the classical list)."""

_ROLES = regex.compile(
    r"\b(?:by|author|scholar|professor|lawyer|activist|writer|poet|artist|director|journalist|historian|philosopher|economist|sociologist|emperor|general|monk|singer|"
    r"actor|actress|minister|president|secretary|chairman|premier|mayor|entrepreneur|founder|editor|translator|novelist|painter|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Prof\.?|"
    r"named|artist|intellectual|blogger|dissident|leader|master|patriarch|disciple|son|daughter|wife|husband|brother|sister|father|mother)\W{0,3}$",
    regex.IGNORECASE,
)
_SCENES: dict[str, regex.Pattern[str]] = {
    name: regex.compile(rf"\b(?:{words})\b", regex.IGNORECASE)
    for name, words in {
        "work": "books?|novels?|films?|movies?|songs?|articles?|essays?|poems?|series|plays?|titled|entitled|magazines?|journals?|published|"
        "games?|albums?|edited|volumes?|reports?|lyrics|sings?|sung|anime|comics?|fonts?|chapter|author of|manga|almanac|singer",
        "saying": "slogans?|sayings?|proverbs?|mottos?|idioms?|phrases?|adages?|catchphrase|chant(?:ed|ing)?|taglines?|formulas?|banners?|campaigns?|chengyu|four-character",
        "word": "words?|terms?|characters?|called|known as|concepts?|means?|meaning|literally|expressions?|nicknamed?|slang|radical",
        "firm": "apps?|platforms?|compan(?:y|ies)|brands?|websites?|start-?ups?|stores?|chains?|e-commerce|software|online|users|firms?|bloggers?|WeChat|Weibo|channel|app store|founded",
        "place": "visit(?:ed)?|village|city|county|province|district|located|near|route|station|night market|temple|scenic|north|south|east|west|arrived|travel(?:led|ed)?|hotel|restaurant",
        "era": "emperors?|dynasty|reign|era|king|Ming|Qing|Tang|Song|Han|Zhou|Wei|Jin|century",
        "food": "dish(?:es)?|teas?|noodles?|soup|sauce|cuisine|menu|flavou?rs?|cook(?:ed|ing)?|rice|pork|eat(?:en|ing)?|food|leaves",
        "group": "party|committee|government|movement|association|union|members?|organi[sz]ations?|groups?",
    }.items()
}
"""Words near a gloss that set the scene for its type."""

DEFINED: dict[str, frozenset[str]] = {
    "place": frozenset(map(stem, "city county province capital river mountain district island town prefecture country region lake temple village street peninsula".split())),
    "person": frozenset(map(stem, "emperor poet writer politician leader philosopher author actor actress singer king painter scholar general monk goddess president player footballer tennis".split())),
    "work": frozenset(map(stem, "novel book newspaper magazine poem classic film classics dictionary chapter historical song".split())),
    "org": frozenset(map(stem, "company organization university party bank brand committee ministry agency corporation app website".split())),
    "event": frozenset(map(stem, "war rebellion revolution battle movement festival uprising campaign incident conference".split())),
    "saying": frozenset(map(stem, "idiom fig lit proverb saying slogan".split())),
}  # fmt: skip
"""Stems in a dictionary's definition of a name that tell what it names."""


def kind_features(reading: Reading, candidate: Candidate | None) -> Features:
    """What tells the type of the site when `candidate` is its head."""
    headed = candidate is not None and candidate.span is not None
    features = _form(reading.chinese) | _listed(reading) | _beside(reading) | _scene(reading)
    features |= _head_kind(reading, candidate, candidate.span) if candidate and candidate.span else {}
    return features if headed else features | {"no-head": 1.0}


def _form(chinese: str) -> Features:
    """What the characters themselves tell: length, ending, surname, marks inside."""
    features: Features = {
        "bias": 1.0,
        "length": math.log1p(len(chinese)),
        f"length-{min(len(chinese), 9)}": 1.0,
    }
    endings = [name for name, some in ENDINGS.items() if len(chinese) > 1 and chinese.endswith(some)]
    features |= {f"zh-{name}": 1.0 for name in endings}
    if len(chinese) > PERSON:
        features |= {f"zh-long-{name}": 1.0 for name in endings}
    if chinese[0] in SURNAMES and 1 < len(chinese) <= PERSON:
        features["surname"] = 1.0
    if _INTERPUNCT.search(chinese):
        features["interpunct"] = 1.0
    if any(mark in chinese for mark in "，,：！？；"):
        features["inner-mark"] = 1.0
    return features


PERSON = 3
"""A Chinese person's name has at most three characters, compound surnames aside."""
_INTERPUNCT = regex.compile(r"\p{Han}[·•・‧]\p{Han}")


def _listed(reading: Reading) -> Features:
    """What the dictionary says of the whole."""
    word = reading.lexicon.word(reading.chinese)
    if word is None:
        return {}
    kind = "listed-name" if word.is_name else "listed-verb" if word.is_verb else "listed-word"
    defined = [name for name, facts in DEFINED.items() if word.is_name and word.stems & facts]
    return {kind: 1.0} | {f"defined-{name}": 1.0 for name in defined}


def _beside(reading: Reading) -> Features:
    """How the site stands: in a bracket, a quotation, title marks."""
    zh, text = reading.site.zh, reading.text
    features: Features = {f"where-{reading.where}": 1.0}
    around = text[max(0, zh.start - 1) : zh.start] + text[zh.end : zh.end + 1]
    if any(mark in around for mark in "《》〈〉『』"):
        features["title-marks"] = 1.0
    return features


def _scene(reading: Reading) -> Features:
    """Which words of a scene (works, firms, food …) stand before the site or around it."""
    zh, block, text = reading.site.zh, reading.block, reading.text
    before = text[max(block.start, zh.start - 60) : zh.start]
    around = text[max(block.start, zh.start - 250) : min(block.end, zh.end + 150)]
    features: Features = {}
    for name, pattern in _SCENES.items():
        if pattern.search(before):
            features[f"before-{name}"] = 1.0
        elif pattern.search(around):
            features[f"near-{name}"] = 1.0
    return features


def _head_kind(reading: Reading, candidate: Candidate, span: Span) -> Features:
    """What the head tells: its words, its capitals, what stands before it, how it is spelled."""
    words = [word for word in reading.scene.words.items[candidate.first : candidate.last] if word.is_word]
    marks = reading.head_features[reading.candidates.index(candidate)]
    features = {name: marks[name] for name in _SHARED if name in marks}
    features[f"words-{min(len(words), 6)}"] = 1.0
    if _ROLES.search(reading.text[max(0, span.start - 25) : span.start]):
        features["role-before"] = 1.0
    return features | _nouns(words) | _capitals(words, marks, reading.chinese) | _sound(reading, words, span)


def _nouns(words: list[Word]) -> Features:
    """The facts of `ENGLISH` that the last word, or another, agrees with."""
    singulars = [singular(word.lower) for word in words]
    last = {name for name, facts in ENGLISH.items() if singulars and singulars[-1] in facts}
    other = {name for name, facts in ENGLISH.items() if name not in last and facts.intersection(singulars)}
    return {f"en-{name}": 1.0 for name in last} | {f"en-has-{name}": 1.0 for name in other}


def _capitals(words: list[Word], marks: Features, chinese: str) -> Features:
    features: Features = {}
    for capital, conjunct in (("all-capitals", "capital"), ("no-capital", "lower")):
        if capital in marks:
            features[f"{conjunct}-{min(len(chinese), 6)}"] = 1.0
            features[f"{conjunct}-words-{min(len(words), 4)}"] = 1.0
    if "no-capital" in marks and words and words[0].lower.endswith("ing"):
        features["verb-head"] = 1.0
    return features


def _sound(reading: Reading, words: list[Word], span: Span) -> Features:
    """Whether the head spells the Chinese, or sounds like it."""
    channels = [reading.evidence.match(word).channel for word in words]
    surname = reading.chinese[0] in SURNAMES
    spells = reading.evidence.romaniser.spells(letters(span.of(reading.text)), reading.chinese)
    told = {
        "spelled-name": surname and bool(words) and words[0].capital and spells,
        "sounded": "sound" in channels,
        "all-pinyin": bool(words) and set(channels) == {"pinyin"},
    }
    return {name: 1.0 for name, holds in told.items() if holds}


_PLURAL_IN_FORM = frozenset("news games times books sons daughters works steps studies authorities".split())


def singular(word: str) -> str:
    """A crude singular: enough to look an English noun up in `ENGLISH`."""
    if word in _PLURAL_IN_FORM or word.endswith("ss"):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


_SHARED = (
    "fills-quote",
    "fills-emphasis",
    "all-capitals",
    "no-capital",
    "mixed-capitals",
    "spelled",
    "western-name",
    "verbs",
    "of",
    "and",
    "acronym:outside",
)

KindWeights = Mapping[str, Mapping[str, float]]


def kind_probabilities(features: Features, by: KindWeights) -> dict[str, float]:
    """The probability of each type."""
    scores = {
        kind: sum(value * weights.get(name, 0.0) for name, value in features.items())
        for kind, weights in by.items()
    }
    top = max(scores.values())
    exponentials = {kind: math.exp(score - top) for kind, score in scores.items()}
    total = sum(exponentials.values())
    return {kind: value / total for kind, value in exponentials.items()}


TYPES: tuple[GlossType, ...] = ("person", "place", "org", "work", "event", "slogan", "term", "other")


def kind(features: Features, by: KindWeights) -> GlossType:
    """The likeliest type."""
    shares = kind_probabilities(features, by)
    return max(TYPES, key=lambda name: shares.get(name, 0.0))
