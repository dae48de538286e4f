"""Which files of a class are alike in what few others have; nothing is executed."""
