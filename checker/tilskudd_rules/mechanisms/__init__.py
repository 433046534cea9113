"""The mechanisms that support is composed of, a module each.

    amounts.py           an amount with its bounds, and the figures it is worked out from
    yearly.py            what a part gives in each grant year, and what it is counted by
    rate.py              so much for each position, participant, place or inhabitant
    lump_sum.py          so much for the application, measure, team or municipality
    cost_share.py        a share of the costs
    cap.py               never more than this, in a year or in all
    floor.py             never less than this in a year
    own_share.py         what the applicant must pay itself
    instalments.py       when how much is paid
    payment_condition.py what must be in place before anything is paid
    composed.py          the parts together

Each is what a file says and how it is worked out. All are piecewise linear and never fall when a
number they rest on rises, which is what the proofs rely on (decision 3).
"""
