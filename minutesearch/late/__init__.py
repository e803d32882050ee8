"""What is made when it is first used, so that a process that asks one question does not wait for all of it.

`patterns` are regular expressions that are compiled when a text first comes to them, and `records` frozen records
whose methods are made when one is first called. Imports nothing. The way in is this module.
"""

from minutesearch.late.patterns import compile_later
from minutesearch.late.records import dataclass

__all__ = ["compile_later", "dataclass"]
