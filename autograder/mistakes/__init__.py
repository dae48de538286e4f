"""Names the mistakes behind wrong answers, from the homework's description of mistakes."""
