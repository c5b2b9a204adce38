"""The facts that tell what a name names: endings in Chinese, nouns in English, surnames, transcription.

The administrative endings follow GB/T 2260 (codes of administrative divisions); the rest are the
commonest heads of the named categories in Chinese proper names.
"""

from __future__ import annotations

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

_NOUNS = {
    "person": "author scholar professor lawyer activist writer poet artist director journalist historian "
    "philosopher economist sociologist emperor general monk singer actor actress minister president "
    "secretary chairman premier mayor entrepreneur founder editor translator novelist painter "
    "intellectual blogger dissident leader master patriarch disciple son daughter wife husband "
    "brother sister father mother king queen prince princess empress duke marquis eunuch consort "
    "concubine dowager warlord commander officer soldier cadre official governor magistrate "
    "ambassador diplomat politician critic essayist playwright dramatist composer musician pianist "
    "conductor rapper idol star celebrity influencer vlogger youtuber streamer programmer engineer "
    "scientist physicist mathematician astronomer astronaut chemist biologist doctor physician nurse "
    "teacher student researcher fellow expert analyst reporter correspondent columnist commentator "
    "photographer cartoonist illustrator animator calligrapher sculptor architect designer filmmaker "
    "screenwriter producer comedian dancer model athlete player swimmer runner gymnast coach champion "
    "chef cook driver worker farmer merchant businessman businesswoman tycoon billionaire ceo "
    "chairperson chairwoman spokesman spokesperson spokeswoman candidate legislator senator deputy "
    "delegate judge prosecutor attorney advocate priest nun abbot bishop missionary pilgrim saint god "
    "goddess deity buddha bodhisattva immortal sage confucian daoist taoist buddhist hero heroine "
    "character protagonist poetess friend colleague boss uncle aunt cousin grandmother grandfather "
    "grandson nephew niece man woman boy girl child kid baby guy lady gentleman victim suspect "
    "defendant criminal murderer spy agent general-secretary theorist thinker linguist lexicographer "
    "sinologist anthropologist sexologist psychologist theologian jurist constitutionalist mr mrs ms "
    "dr prof sir comrade aged born alias hermit knight statesman revolutionary reformer rebel bandit "
    "pirate ruler tyrant chancellor princeling magnate netizen user poster surname née family-name "
    "descendant ancestor mentor pupil tutor principal dean rector datuk dato seri sri tun sifu shifu laoshi madam madame grandmaster dame lord reverend rev venerable ven",
    "place": "city town village county province prefecture district township municipality region area island "
    "peninsula country nation state capital river lake sea mountain mountains hill valley desert bay "
    "harbor harbour port coast plain plateau basin strait temple shrine church mosque pagoda "
    "monastery palace museum library hospital hotel restaurant teahouse street road avenue lane alley "
    "square park garden bridge gate tower station airport market mall shop neighborhood neighbourhood "
    "suburb border kingdom homeland hometown birthplace cemetery tomb campus building hall site "
    "location settlement stop pass cave canyon beach waterfall reservoir dam canal gorge forest near",
    "org": "company corporation firm group bank manufacturer brand startup start-up retailer airline "
    "operator developer publisher press broadcaster agency ministry bureau department committee "
    "commission council association society federation union league party organization organisation "
    "institute institution university college school academy center centre laboratory lab think-tank "
    "tank ngo foundation charity church sect cult team club band troupe army force police court "
    "government congress assembly parliament platform website site app network portal forum service "
    "conglomerate giant unicorn chain studio label channel station outlet media newspaper subsidiary "
    "cooperative collective guild clan community software engine marketplace nasdaq nyse hkg",
    "work": "book novel film movie song poem essay article story play opera musical series show drama album "
    "track single magazine journal newspaper newsletter paper report study treatise monograph "
    "textbook dictionary encyclopedia manual guide handbook anthology collection volume chapter "
    "edition classic scripture sutra text document memoir autobiography biography diary letter speech "
    "lecture documentary cartoon comic comics manga anime animation game painting portrait statue "
    "sculpture calligraphy law act regulation constitution treaty bill directive notice circular plan "
    "resolution trilogy episode season soundtrack lyric lyrics ballad hymn anthem symphony concerto "
    "blog column podcast program programme editorial thesis dissertation preface epigraph titled "
    "entitled published wrote written read reading watch watched watching sang sings composed "
    "translated",
    "event": "war battle revolution rebellion uprising movement campaign incident massacre protest "
    "demonstration strike riot coup crisis earthquake flood famine festival holiday conference "
    "congress summit meeting forum exhibition fair olympics games tournament championship cup race "
    "ceremony anniversary scandal trial purge reform expedition treaty celebration parade day",
    "term": "term word phrase expression concept notion idea theory principle doctrine practice system method "
    "technique policy character characters idiom dish tea soup noodles noodle cake dumpling dumplings "
    "snack drink beverage liquor wine herb medicine plant tree flower fruit vegetable animal bird "
    "fish instrument tool device machine technology disease illness virus syndrome style genre form "
    "type kind category class title rank post position degree examination tax unit measure currency "
    "game dance art craft ritual custom tradition belief virtue value law right power phenomenon "
    "process so-called called known means meaning literally translated translates",
    "saying": "slogan slogans saying proverb motto idiom phrase adage maxim mantra formula catchphrase chant "
    "banner watchword aphorism principle spirit call calls goal policy policies campaign initiative",
    "group": "people peoples tribe minority ethnicity nationality dynasty clan family language dialect "
    "religion",
}
NOUNS: dict[str, frozenset[str]] = {name: frozenset(words.split()) for name, words in _NOUNS.items()}
"""English words that, beside a name or within it, tell what it names, in the singular."""

_SCENES = {
    "work": "book books novel novels film films movie movies song songs article articles essay essays poem poems series play "
    "plays titled entitled magazine magazines journal journals published game games album albums edited volume volumes report "
    "reports lyrics sing sings sung anime comic comics font fonts chapter author manga almanac singer",
    "saying": "slogan slogans saying sayings proverb proverbs motto mottos idiom idioms phrase phrases adage adages catchphrase "
    "chant chanted chanting tagline taglines formula formulas banner banners campaign campaigns chengyu four-character",
    "word": "word words term terms character characters called known concept concepts mean means meaning literally expression "
    "expressions nickname nicknamed slang radical",
    "firm": "app apps platform platforms company companies brand brands website websites startup startups start-up start-ups "
    "store stores chain chains e-commerce software online user users firm firms blogger bloggers wechat weibo channel founded",
    "place": "visit visited village city county province district located near route station market temple scenic north south "
    "east west arrived travel travelled traveled hotel restaurant",
    "era": "emperor emperors dynasty reign era king ming qing tang song han zhou wei jin century",
    "food": "dish dishes tea teas noodle noodles soup sauce cuisine menu flavour flavours flavor flavors cook cooked cooking "
    "rice pork eat eaten eating food leaves",
    "group": "party committee government movement association union member members organisation organisations organization "
    "organizations group groups",
}
SCENES_OF: dict[str, tuple[str, ...]] = {}
"""For each word that, anywhere near a gloss, sets the scene for its type: which scenes it sets."""
for _scene, _words in _SCENES.items():
    for _word in _words.split():
        SCENES_OF[_word] = (*SCENES_OF.get(_word, ()), _scene)

TRANSCRIBING = frozenset(
    "阿艾安奥巴芭拜班邦鲍贝本比彼别宾波伯勃博布查达戴丹当道德登迪蒂丁杜多厄恩尔法范菲费芬丰佛弗福夫盖戈哥格古哈海汉豪赫亨胡怀惠霍基吉加贾杰金喀卡凯坎康考柯科克肯孔库夸奎昆拉莱兰朗劳勒雷"
    "黎里利莉丽连廉林琳卢鲁伦罗洛马玛麦曼芒梅门蒙米密明缪摩莫默姆穆拿纳娜南内尼妮宁纽努诺欧帕潘庞佩彭皮平珀普奇齐琪乔切丘茹瑞若撒萨塞森沙莎山尚绍舍申什施史士斯丝苏索塔泰坦汤唐特滕提廷图"
    "托陀瓦万威韦维魏温文翁沃乌伍西希锡夏香肖谢辛欣休雪雅亚延扬耶叶伊依易因英尤约赞泽扎詹珍芝朱兹佐"
    "㢘㤙㧱㳒亞亷伕佈倫傑內凱別剋勞喬噹囌囙圖坵埳墖奧寕寧尅尒崐崑庫彆彿悳惪愽懞懷戹拏捨揚攷敭楳槑歐湯溫漢澤濛灋烏爾珎珮瑪甦甯當盧矇硃範約納紐紥紮紹絲維繆羅肎茲萊萬葉蓋蔕薩蘇蘓蘭衚裏裡託"
    "誇諾謝讃讚豐貝費賈賓賛贊連達錫門韋馬髴鬍魯鮑麗麥齊龐"
)
"""The characters that transcriptions of foreign names are written with, simplified and traditional."""

_PLURAL_IN_FORM = frozenset("news games times books sons daughters works steps studies authorities".split())


def singular(word: str) -> str:
    """A crude singular: enough to look an English noun up in `ENGLISH` and `NOUNS`."""
    if word in _PLURAL_IN_FORM or word.endswith("ss"):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
