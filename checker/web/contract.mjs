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
 */

/**
 * @typedef {object} SourceResult
 * @property {string} document
 * @property {string} place
 * @property {string} certainty
 * @property {string | null} reading
 */

/**
 * @typedef {object} YearResult
 * @property {number | null} grant_year
 * @property {number} calendar_year
 * @property {number | null} amount
 * @property {AmountStatus} status
 * @property {string} formula
 * @property {SourceResult} source
 */

/**
 * @typedef {object} AmountResult
 * @property {AmountStatus} status
 * @property {number} basis_edition
 * @property {YearResult[]} years
 * @property {number | null} pre_project
 * @property {number | null} total
 * @property {number | null} eligible_costs
 * @property {number | null} excluded_costs
 * @property {number | null} unclear_costs
 * @property {string | null} explanation
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
 * @property {string} certainty
 * @property {string | null} authority
 * @property {string | null} note
 * @property {boolean} applies
 * @property {boolean} governing
 * @property {boolean} weekend
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
 * @property {SourceResult} source
 */

/**
 * @typedef {object} DocumentResult
 * @property {string} document
 * @property {string} title
 */

/**
 * @typedef {object} SchemeResult
 * @property {string} scheme
 * @property {string} name
 * @property {string} short_name
 * @property {number} edition
 * @property {"edition" | "latest_edition"} basis
 * @property {string | null} measure
 * @property {Eligibility} eligibility
 * @property {number | null} priority
 * @property {AmountResult} amount
 * @property {CriterionResult[]} criteria
 * @property {string[]} missing
 * @property {WarningResult[]} warnings
 * @property {DeadlineResult[]} deadlines
 * @property {EvidenceResult[]} evidence
 * @property {StatementResult[]} considerations
 * @property {StatementResult | null} discretion
 * @property {StatementResult | null} reservation
 * @property {DocumentResult[]} sources
 */

/**
 * @typedef {object} OutsideResult
 * @property {string} scheme
 * @property {string} name
 * @property {"ended" | "no_edition"} reason
 * @property {string} message
 * @property {string[]} replaced_by
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

/** @typedef {Record<string, unknown>} Situation */

/**
 * @typedef {object} Evaluation
 * @property {string} rules_version
 * @property {Situation} situation
 * @property {SchemeResult[]} schemes
 * @property {OutsideResult[]} outside
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

export {};
