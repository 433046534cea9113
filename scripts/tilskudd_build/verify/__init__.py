"""Proofs that the rules have no holes, by going through every situation they can tell apart.

    domain.py     the finitely many values that stand for all answers to a question
    subjects.py   one edition, and every situation that its conditions can tell apart
    days.py       the days that matter, around every date of an edition
    imagined.py   calls that no file has yet, to prove what the rules make of dates
    imagined_support.py  support that no file has yet, of all that it can be composed of
    world.py      the whole catalogue, and situations that show all it can say
    cases.py      what a law is, and what a case that breaks it says
    criteria.py   verdicts.py   standing.py   dates.py   money.py   mechanisms.py   totals.py
    alive.py
                  the laws, by subject
    runner.py     which laws there are, and how they are tried

The engine is hardly ever written anew here: a law asks the rule module itself and looks at the
answers. Whether there is anything to apply for, and what a total adds, is worked out by hand.
Why no solver is needed stands in ``docs/decisions/0003-proofs-by-enumeration.md``.
"""
