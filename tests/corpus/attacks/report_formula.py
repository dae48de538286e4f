"""Puts a formula into the gradebook."""


class Empty(Exception):
    pass


Empty.__name__ = Empty.__qualname__ = ""
raise Empty('=HYPERLINK("http://localhost/@MARK@")')
