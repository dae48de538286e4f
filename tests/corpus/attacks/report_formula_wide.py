"""Begins a formula with the wide form of an equals sign, which some spreadsheets take for one."""


class Empty(Exception):
    pass


Empty.__name__ = Empty.__qualname__ = ""
raise Empty('＝HYPERLINK("http://localhost/@MARK@")')
