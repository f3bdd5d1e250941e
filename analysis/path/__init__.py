"""My path: what a step would bring one person in one place, what it costs, and how long it takes to come back.

destination (where one can go, and its credential), pay_there (the range of pay), payback, sensitivity (with what is
tried), worth (local prices), steps and study (what to do); plan puts them together. The arithmetic is in pure functions
over frozen dataclasses.
"""
