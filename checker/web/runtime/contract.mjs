/**
 * The result of a check as the rules write it; `result.py` is the original, and a test holds these
 * two against each other.
 *
 * @module
 */

/**
 * @typedef {"eligible" | "not_eligible" | "unknown" | "assessment"} Eligibility
 * @typedef {"ceiling" | "discretionary" | "not_stated" | "indicative" | "none" | "unknown"} AmountStatus
 * @typedef {"met" | "not_met" | "unknown"} Outcome
 * @typedef {"ended" | "unknown_year" | "not_announced" | "opens_later" | "announced" | "open"
 *   | "closed"} Standing
 */

/**
 * @typedef {object} SourceResult
 * @property {string} document
 * @property {string} place
 * @property {string} certainty
 * @property {string | null} reading
 * @property {string[]} only_for
 * @property {DisagreementResult[]} disagreements
 */

/**
 * @typedef {object} DisagreementResult
 * @property {string} says
 * @property {string} document
 * @property {string} place
 * @property {string} certainty
 * @property {string} why
 */

/**
 * @typedef {object} PartResult
 * @property {string} id
 * @property {string} name
 * @property {number | null} amount
 * @property {BoundsResult} bounds
 * @property {string} formula
 * @property {SourceResult} source
 */

/**
 * @typedef {object} PaymentResult
 * @property {number} amount
 * @property {string} text
 * @property {SourceResult} source
 */

/**
 * @typedef {object} PaymentConditionResult
 * @property {Outcome} status
 * @property {string} text
 * @property {string | null} by
 * @property {SourceResult} source
 */

/**
 * @typedef {object} YearResult
 * @property {number | null} grant_year
 * @property {number} calendar_year
 * @property {number | null} amount
 * @property {AmountStatus} status
 * @property {string} formula
 * @property {number | null} running_total
 * @property {number | null} own_share
 * @property {BoundsResult} bounds
 * @property {string | null} over_costs
 * @property {PartResult[]} parts
 * @property {number | null} least_own_share
 * @property {PaymentResult[]} payments
 * @property {SourceResult} source
 */

/**
 * @typedef {object} BoundsResult
 * @property {number} lower
 * @property {number | null} upper
 */

/**
 * @typedef {object} WhatIfResult
 * @property {string} id
 * @property {string} message
 * @property {number} gain
 */

/**
 * @typedef {object} AmountResult
 * @property {AmountStatus} status
 * @property {number} basis_edition
 * @property {YearResult[]} years
 * @property {number | null} pre_project
 * @property {number | null} pre_project_year
 * @property {number | null} total
 * @property {BoundsResult | null} bounds
 * @property {"none" | "ceiling" | "indicative"} range_status
 * @property {WhatIfResult[]} what_ifs
 * @property {number | null} eligible_costs
 * @property {number | null} excluded_costs
 * @property {number | null} unclear_costs
 * @property {string | null} explanation
 * @property {PaymentConditionResult | null} payment
 */

/**
 * @typedef {object} CriterionResult
 * @property {string} id
 * @property {string} kind
 * @property {Outcome} status
 * @property {string} message
 * @property {string | null} remedy
 * @property {SourceResult} source
 * @property {string[]} answers
 * @property {string[]} given
 */

/**
 * @typedef {object} ChangeResult
 * @property {string} answer
 * @property {string} question
 * @property {string} given
 * @property {unknown[]} to
 * @property {string[]} to_labels
 */

/**
 * @typedef {object} NearMissResult
 * @property {ChangeResult[]} changes
 * @property {string[]} criteria
 * @property {string} message
 * @property {Eligibility} leads_to
 */

/**
 * @typedef {object} WarningResult
 * @property {string} id
 * @property {string} message
 */

/**
 * @typedef {object} DeadlineResult
 * @property {string} kind
 * @property {string} date
 * @property {string} precision
 * @property {string | null} time
 * @property {number | null} grant_year
 * @property {boolean} for_granted
 * @property {string} certainty
 * @property {string | null} authority
 * @property {boolean} national
 * @property {string | null} note
 * @property {boolean} applies
 * @property {boolean} governing
 * @property {boolean} weekend
 * @property {boolean} of_planned_year
 * @property {SourceResult} source
 */

/**
 * @typedef {object} StatementResult
 * @property {string} text
 * @property {SourceResult} source
 */

/**
 * @typedef {object} EvidenceResult
 * @property {string} id
 * @property {string} text
 * @property {boolean | null} in_hand
 * @property {SourceResult} source
 */

/**
 * @typedef {object} DocumentResult
 * @property {string} document
 * @property {string} title
 * @property {"primary" | "secondary" | null} kind
 * @property {"whole" | "part" | null} read
 */

/**
 * @typedef {object} SchemeResult
 * @property {string} scheme
 * @property {string} name
 * @property {string} short_name
 * @property {number} edition
 * @property {"edition" | "latest_edition"} basis
 * @property {string | null} measure
 * @property {Standing} standing
 * @property {string} verdict
 * @property {Eligibility} eligibility
 * @property {number | null} priority
 * @property {AmountResult} amount
 * @property {CriterionResult[]} criteria
 * @property {NearMissResult[]} near_misses
 * @property {string[]} missing
 * @property {WarningResult[]} warnings
 * @property {DeadlineResult[]} deadlines
 * @property {EvidenceResult[]} evidence
 * @property {StatementResult[]} considerations
 * @property {StatementResult | null} discretion
 * @property {StatementResult | null} reservation
 * @property {DocumentResult[]} sources
 * @property {string[]} not_read
 */

/**
 * @typedef {object} OutsideResult
 * @property {string} scheme
 * @property {string} name
 * @property {"ended" | "no_edition"} reason
 * @property {Standing} standing
 * @property {string} message
 * @property {string[]} replaced_by
 * @property {SourceResult | null} source
 */

/**
 * @typedef {object} FrameGrowthRowResult
 * @property {string} name_2018
 * @property {number} growth_2016
 * @property {number} growth_2017
 * @property {number} total
 * @property {number} forecast_2018
 */

/**
 * @typedef {object} FrameGrowthResult
 * @property {string} municipality
 * @property {FrameGrowthRowResult[]} rows
 * @property {number} total
 * @property {number} forecast_2018
 * @property {SourceResult} source
 */

/**
 * @typedef {object} ConflictResult
 * @property {string} id
 * @property {string[]} schemes
 * @property {string | null} prefer
 * @property {string} message
 * @property {SourceResult} source
 */

/**
 * @typedef {object} PeriodResult
 * @property {number} first
 * @property {number} last
 */

/**
 * @typedef {object} AcrossResult
 * @property {number | null} total
 * @property {number | null} indicative_total
 * @property {string[]} counted
 * @property {PeriodResult | null} period
 * @property {string[]} without_amount
 * @property {ConflictResult[]} conflicts
 */

/** @typedef {Record<string, unknown>} Situation */

/**
 * @typedef {object} Evaluation
 * @property {string} rules_version
 * @property {Situation} situation
 * @property {SchemeResult[]} schemes
 * @property {OutsideResult[]} outside
 * @property {AcrossResult} across
 * @property {FrameGrowthResult | null} frame_growth
 * @property {string[]} missing
 */

/**
 * @typedef {object} ProblemResult
 * @property {string} field
 * @property {string} message
 */

/**
 * @typedef {object} Refusal
 * @property {string} rules_version
 * @property {ProblemResult[]} problems
 */

/**
 * @typedef {object} OptionResult
 * @property {string} id
 * @property {string} label
 * @property {string} [group]
 */

/**
 * @typedef {object} QuestionResult
 * @property {string} answer
 * @property {boolean} answered
 * @property {OptionResult[]} [options]
 */

/**
 * @typedef {object} QuestionsResult
 * @property {QuestionResult[]} questions
 * @property {string | null} next
 */

export {};
