"""Does the same for a sheet that splits at bars."""
raise ValueError("x|@SUM(@MARK@)|y")
