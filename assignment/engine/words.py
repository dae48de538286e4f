"""Sentences for outcomes and reasons, in the reader's language."""

from .outcomes import Outcome, Reason, Why

LANGUAGES = ("en", "zh")
YOUR_FILE = {"en": "your file", "zh": "你的文件"}
EXCEPTION = {"en": "an exception", "zh": "异常"}
THIS = {"en": "this", "zh": "这一部分"}
IN_LINE = {"en": " in line {}", "zh": "（第 {} 行）"}
COLON = {"en": ": ", "zh": "："}
GIB_AT_MOST = {"en": " (a submission may use {:g} GiB)", "zh": "（最多可用 {:g} GiB 内存）"}
INSIDE = {"en": " ({})", "zh": "（{}）"}

SENTENCES: dict[Reason, dict[str, str]] = {
    Reason.NOT_WRITTEN: {"en": "{function} is not written yet", "zh": "{function} 还没有写"},
    Reason.NO_FUNCTION: {"en": "your file has no function {function}", "zh": "你的文件里没有函数 {function}"},
    Reason.SYNTAX: {"en": "Python cannot read the file", "zh": "Python 无法读取这个文件"},
    Reason.CANNOT_READ: {"en": "{function} cannot be read", "zh": "{function} 无法读取"},
    Reason.HAND_IN: {"en": "{text}", "zh": "{text}"},
    Reason.RAISED: {"en": "your code raised {kind}{place}{inside}", "zh": "你的代码抛出了 {kind}{place}{inside}"},
    Reason.NOT_LENT: {
        "en": "a right version stands in for your {function} here, and does not take this call{place}",
        "zh": "这里用正确的版本代替你的 {function}，而它不接受这次调用{place}",
    },
    Reason.RETURNED_NONE: {
        "en": "{function} returned None: is a return statement missing?",
        "zh": "{function} 返回了 None：是不是漏了 return 语句？",
    },
    Reason.UNUSABLE: {"en": "{function} returned a value that cannot be used", "zh": "{function} 的返回值无法使用"},
    Reason.TOO_LONG: {
        "en": "{function} was stopped after {limit:.0f} s{place}: infinite loop?",
        "zh": "{function} 运行 {limit:.0f} 秒后被停止{place}：是不是死循环？",
    },
    Reason.NOT_TRIED_AGAIN: {
        "en": "{function} was not called again, because it took too long before",
        "zh": "{function} 之前超时，没有再次调用",
    },
    Reason.NO_TIME_LEFT: {
        "en": "{function} was not called: the calls before it took {minutes:.0f} min",
        "zh": "{function} 没有被调用：之前的调用已用去 {minutes:.0f} 分钟",
    },
    Reason.CPU_TIME: {
        "en": "{function} was stopped after {limit:.0f} s of processor time",
        "zh": "{function} 占用处理器 {limit:.0f} 秒后被停止",
    },
    Reason.TOO_MANY_CALLS: {
        "en": "{function} called other functions {limit:.0f} times: infinite loop?",
        "zh": "{function} 调用其他函数 {limit:.0f} 次：是不是死循环？",
    },
    Reason.TOO_MUCH_MEMORY: {
        "en": "{function} was ended by the system because it used too much memory",
        "zh": "{function} 占用内存过多，被系统终止",
    },
    Reason.TOO_MANY_THREADS: {
        "en": "{function} started more than {limit:.0f} threads",
        "zh": "{function} 启动了超过 {limit:.0f} 个线程",
    },
    Reason.HUNG_UP: {
        "en": "{function} closed the connection to the grader",
        "zh": "{function} 关闭了与评分程序的连接",
    },
    Reason.EXITED: {
        "en": "{function} ended the process{place}: do not call exit",
        "zh": "{function} 结束了进程{place}：不要调用 exit",
    },
    Reason.CRASHED: {
        "en": "{function} crashed Python{place}{signal}",
        "zh": "{function} 使 Python 崩溃{place}{signal}",
    },
    Reason.WAITS_FOR: {
        "en": "{function} takes too long; repair it first",
        "zh": "{function} 运行时间太长，请先改正它",
    },
    Reason.ONLY_BESIDE: {
        "en": "counts only beside a right value: another check of this task that compares numbers must pass",
        "zh": "只有本任务至少还有一项比较数值的检查通过时才计分",
    },
    Reason.STUMBLED: {
        "en": "the check could not judge what was returned",
        "zh": "检查程序无法判断返回值",
    },
    Reason.UNREADABLE_FORM: {
        "en": "what was returned has a form that the check cannot read",
        "zh": "返回值的形式无法识别",
    },
    Reason.WRITE_FIRST: {
        "en": "first write {function}: this may follow from it",
        "zh": "请先写 {function}：这里的问题可能由它引起",
    },
    Reason.REPAIR_FIRST: {
        "en": "first repair {function}: this may follow from it",
        "zh": "请先改正 {function}：这里的问题可能由它引起",
    },
    Reason.HIDDEN: {"en": "a hidden check does not show what went wrong", "zh": "隐藏检查不显示具体错在哪里"},
}
GIB = 1 << 30


def sentence(why: Why, language: str = "en", outcome: Outcome | None = None) -> str:
    """Return one sentence for a reason.

    Parameters
    ----------
    why : Why
    language : {"en", "zh"}
    outcome : Outcome, optional
        If it is MEMORY, the sentence ends with the limit.
    """
    whole = THIS if why.reason == Reason.NOT_WRITTEN else YOUR_FILE
    text = SENTENCES[why.reason][language].format(
        function=why.function or whole[language],
        kind=why.kinds[0] if why.kinds else EXCEPTION[language],
        signal=INSIDE[language].format(why.kinds[0]) if why.kinds else "",
        place=IN_LINE[language].format(why.line) if why.line else "",
        inside=INSIDE[language].format(why.function) if why.function else "",
        text=why.text,
        limit=why.limit,
        minutes=why.limit / 60,
    )
    if outcome == Outcome.MEMORY and why.limit:
        text += GIB_AT_MOST[language].format(why.limit / GIB)
    return f"{text}{COLON[language]}{why.text}" if why.text and why.reason != Reason.HAND_IN else text
