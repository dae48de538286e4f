"""Names the mistakes behind wrong answers, with what a homework says about its mistakes."""
