"""What the list of similar files says, in the reader's language."""

WORDS = {
    "en": {
        "title": "Files that are alike",
        "skip": "Skip to the text",
        "contents": "Pairs",
        "fair": "A reason to talk, no proof",
        "what": (
            "The list ranks the pairs of this class by what few other files have in common with them. Names of "
            "variables, comments, texts, formatting and the order of functions do not count, nor does what the starter "
            "and the handout give, nor what many students wrote."
        ),
        "why": (
            "A high place does not show that somebody copied. Students who learned together, read the same book or "
            "asked the same assistant can write alike, and somebody is first in every class. The score is good for the "
            "order of this list only: it is no share of copied lines, and it cannot be compared between classes."
        ),
        "do": (
            "Read both files before you speak to anybody. Then speak to both students, and ask each about lines of "
            "their own; python -m autograder interview makes such questions from a file."
        ),
        "marks": (
            "Lines marked with ┃ belong to runs of code that only these two files have; lines marked with ┊ belong to "
            "runs that a few others have as well."
        ),
        "nobody": "No two files have anything unusual in common.",
        "compared": "{} files were compared.",
        "left_out": "Not compared",
        "place": "Place",
        "students": "Files",
        "score": "Score",
        "functions": "Functions",
        "numbers": "Unusual numbers",
        "mistakes": "Rare mistakes",
        "elsewhere": "outside of functions",
        "top": "Back to the list",
        "twice": "handed in the same file as {}",
        "written": "written: {}",
        "inside": "{} lies inside {}: choose a folder elsewhere",
    },
    "zh": {
        "title": "相似的作业",
        "skip": "跳到正文",
        "contents": "作业对",
        "fair": "只是谈话的理由，不是证据",
        "what": (
            "本表按“两份作业共有而班里很少有别人写”的内容，给全班的每一对作业排序。变量名、注释、字符串、排版和函数的先后"
            "都不算，发给学生的模板和作业说明里给出的内容不算，许多人都写的内容也不算。"
        ),
        "why": (
            "排名靠前不说明有人抄袭。一起学习、读同一本书或用同一个助手的学生，写出的程序可能相似；每个班总有一对排在第一。"
            "分数只用来给这张表排序：它不是抄写行数的比例，也不能在不同班级之间比较。"
        ),
        "do": (
            "先读完两份作业，再找人谈。要和两名学生都谈，并就他们自己写的代码行提问；python -m autograder interview "
            "可以根据一份作业生成这样的问题。"
        ),
        "marks": "标有 ┃ 的行属于只有这两份作业才有的代码片段；标有 ┊ 的行属于还有少数人也写了的代码片段。",
        "nobody": "没有两份作业共有不寻常的内容。",
        "compared": "共比较了 {} 份作业。",
        "left_out": "未比较的作业",
        "place": "名次",
        "students": "作业",
        "score": "分数",
        "functions": "函数",
        "numbers": "少见的数",
        "mistakes": "少见的错误",
        "elsewhere": "函数之外",
        "top": "回到列表",
        "twice": "与 {} 是同一个文件",
        "written": "已写入：{}",
        "inside": "{} 位于 {} 之内：请换一个文件夹",
    },
}
