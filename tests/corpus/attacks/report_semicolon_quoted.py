"""Does the same with a quotation mark before the formula."""
raise ValueError('x;"=cmd|@MARK@";y')
