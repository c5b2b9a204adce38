"""Whether a piece of Chinese reads as a clause: what its words do, by the dictionary's longest matches.

A term or a name is made of nouns; a clause has adverbs, pronouns and particles, which as characters stand in
names as well (有限公司 is no “there is”): so they count as words of their own alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotate.gloss.features import Features
    from annotate.gloss.lexicon import Lexicon

MAX_CHARACTERS = 40
"""A longer piece of Chinese is judged by its beginning."""

_CLASSES = {
    "adverb": "不 没 沒 没有 沒有 将 將 已 已经 已經 会 會 能 要 就 都 也 还 還 又 再 才 正 正在 从不 從不 从来 從來 从未 從未 请 請 勿 别 別 须 須 必须 必須 应 應 应该 應該 可 可以 "
    "曾 曾经 曾經 仍 仍然 很 太 更 最 只 只是 却 卻 便 并 並 皆 亦 未 尚 则 則 早已 终于 終於 刚 剛 不会 不會 不要 不能 不可 不是 不想 不用 多么 多麼 如何 怎样 怎樣",
    "pronoun": "我 你 您 他 她 它 我们 我們 你们 你們 他们 他們 她们 她們 它们 咱们 咱們 咱 谁 誰 什么 什麼 怎么 怎麼 为什么 為什麼 哪 哪里 哪裡 哪儿 这 這 那 这里 這裡 这个 這個 那个 那個 这样 這樣 "
    "自己 大家 人家 在此 几 幾 多少 汝 吾",
    "particle": "了 着 著 过 過 吗 嗎 呢 吧 啊 嘛 呀 啦 的话 而已 矣 焉 哉 乎 也罢",
    "preposition": "把 被 让 讓 给 給 对 對 在 从 從 向 往 于 於 跟 由 以 当 當 到 至 使 令",
    "being": "是 有 叫",
}
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}

CLAUSE = frozenset({"clause-adverb", "clause-pronoun", "clause-particle"})
"""What a clause has and a term has not."""


def clause_features(chinese: str, lexicon: Lexicon) -> Features:
    """How much of `chinese` are words that make a clause."""
    words = lexicon.words(chinese[:MAX_CHARACTERS])
    features: Features = {"words-of-chinese": min(len(words), 12) / 6}
    for word in words:
        if name := _CLASS_OF.get(word):
            features[f"clause-{name}"] = min(1.0, features.get(f"clause-{name}", 0.0) + 0.5)
    return features
