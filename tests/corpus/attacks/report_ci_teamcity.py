"""Puts a command for a third CI into the middle of a line."""
TEXT = "nothing ##teamcity[buildStatus text='@MARK@']"
print(TEXT)
raise ValueError(TEXT)
