"""Names the mistakes behind wrong answers, from the homework's description of mistakes."""

CREDIT = CHECKS, EXPLAINED = "checks", "explained"  # paid: what passes; or also what is right beside known mistakes
