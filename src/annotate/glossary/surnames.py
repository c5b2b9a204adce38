"""How Chinese surnames are read: facts, apart from the code that uses them.

Source: Xiandai Hanyu Cidian (现代汉语词典, 7th edition, 2016), readings marked as surnames (姓), and
GB/T 28039-2011, Chinese names in pinyin (surname first, given name written as one word).
`tests/glossary/test_pinyin.py` holds the table against a second dictionary.
"""

from __future__ import annotations

READINGS: dict[str, str] = {
    "单": "shàn", "仇": "qiú", "区": "ōu", "解": "xiè", "朴": "piáo", "曾": "zēng", "查": "zhā",
    "任": "rén", "盖": "gě", "华": "huà", "乐": "yuè", "缪": "miào", "翟": "zhái", "员": "yùn",
    "黑": "hè", "盛": "shèng", "冼": "xiǎn", "种": "chóng", "覃": "qín", "燕": "yān", "召": "shào",
    "繁": "pó", "秘": "bì", "那": "nā", "哈": "hǎ", "葛": "gě", "车": "chē", "牟": "móu",
    "尉": "wèi", "都": "dū", "祭": "zhài", "隗": "wěi", "炅": "guì", "仉": "zhǎng", "佴": "nài",
    "乜": "niè", "贾": "jiǎ", "石": "shí", "晁": "cháo", "卜": "bǔ", "撒": "sǎ",
    "谌": "chén", "沈": "shěn", "强": "qiáng", "於": "yū", "叶": "yè", "郄": "qiè",
    "过": "guō", "冯": "féng", "宿": "sù", "贲": "bēn", "幺": "yāo", "句": "gōu", "曲": "qū",
    "亓": "qí", "逄": "páng", "宓": "mì", "折": "shé", "钭": "tǒu", "逯": "lù", "阚": "kàn",
    "应": "yīng", "要": "yāo", "俞": "yú", "臧": "zāng", "薄": "bó", "柏": "bǎi",
    "谷": "gǔ", "郝": "hǎo", "纪": "jǐ", "尹": "yǐn", "宁": "níng", "甯": "nìng",
    "占": "zhān", "鲜": "xiān", "殷": "yīn", "阙": "quē",
    "尧": "yáo", "肖": "xiāo", "冠": "guàn", "还": "huán", "颉": "xié", "镡": "tán", "庄": "zhuāng",
    "么": "yāo",
}  # fmt: skip
"""Single surnames whose reading a general converter may miss, in simplified characters."""

COMPOUND: dict[str, str] = {
    "欧阳": "ōuyáng", "司马": "sīmǎ", "上官": "shàngguān", "诸葛": "zhūgě", "司徒": "sītú",
    "东方": "dōngfāng", "独孤": "dúgū", "南宫": "nángōng", "慕容": "mùróng", "公孙": "gōngsūn",
    "端木": "duānmù", "百里": "bǎilǐ", "令狐": "línghú", "宇文": "yǔwén", "轩辕": "xuānyuán",
    "钟离": "zhōnglí", "淳于": "chúnyú", "单于": "chányú", "太史": "tàishǐ", "申屠": "shēntú",
    "赫连": "hèlián", "濮阳": "púyáng", "西门": "xīmén", "拓跋": "tuòbá", "完颜": "wányán",
    "耶律": "yēlǜ", "尉迟": "yùchí", "万俟": "mòqí", "长孙": "zhǎngsūn", "澹台": "tántái",
    "夏侯": "xiàhóu", "皇甫": "huángfǔ", "鲜于": "xiānyú", "呼延": "hūyán", "亓官": "qíguān",
    "公羊": "gōngyáng", "闻人": "wénrén", "宗政": "zōngzhèng", "司空": "sīkōng", "司寇": "sīkòu",
    "爱新觉罗": "àixīnjuéluó",
}  # fmt: skip
"""Surnames of two and more characters, in simplified characters."""

COMMON: frozenset[str] = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵"
    "万钱严覃武戴莫孔向汤习温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝"
    "包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤"
    "阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和"
    "仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚"
    "皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬"
    "来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾"
    "茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由单子"
)
"""Characters that commonly open a Chinese name: a wide list with no order implied, simplified. It only
decides whether a name is parted into surname and given name."""
