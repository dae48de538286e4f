"""Names the mistakes behind wrong answers, from the homework's description of mistakes."""

CREDIT = ("checks", "explained")  # a course pays what checks find right, or also what is right beside known mistakes
