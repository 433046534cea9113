/**
 * What `release.json` says of the releases of the site, and whether it is about a certain one. Pure:
 * the text, and the moment, are arguments.
 *
 * A page of any age may read a file of any later one, or whatever a host sends in its place. So
 * nothing is relied on: what is not understood is as if it were not there.
 *
 * @module
 */

/**
 * @typedef {object} Release
 * @property {string} release its name
 * @property {string} made when it was made, in UTC: moments in order are texts in order
 *
 * @typedef {object} Withdrawal
 * @property {string} on the day
 * @property {string | null} before all made before this moment are withdrawn
 * @property {string[]} releases the names of those that are
 * @property {Record<string, string>} text what was wrong, by language form
 *
 * @typedef {Release & { withdrawn: Withdrawal[] }} ReleaseFile
 */

/** The largest real file is a small part of this. */
export const MOST_BYTES = 200_000;

const NAME = /^[0-9a-f]{4}(?:-[0-9a-f]{4}){2}$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** No more than a reader reads, whatever the file holds. */
const MOST_SHOWN = 5;
const MOST_LETTERS = 1000;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * @param {string} text
 * @returns {ReleaseFile | undefined} nothing where it is no such file
 */
export function readReleaseFile(text) {
  /** @type {unknown} */
  let found;
  try {
    found = text.length > MOST_BYTES ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
  const { release, made, withdrawn } = fieldsOf(found);
  if (!isLike(release, NAME) || !isMoment(made) || !Array.isArray(withdrawn)) {
    return undefined;
  }
  return { release, made, withdrawn: withdrawn.flatMap((one) => readWithdrawal(one) ?? []) };
}

/**
 * @param {unknown} found
 * @returns {Withdrawal | undefined}
 */
function readWithdrawal(found) {
  const { on, before, releases, text } = fieldsOf(found);
  const said = Object.entries(fieldsOf(text)).filter(([, words]) => typeof words === "string");
  /** @type {Record<string, string>} */
  const words = Object.fromEntries(said.map(([form, one]) => [form, cut(String(one))]));
  if (!isLike(on, DAY) || !words["nb"]?.trim()) {
    return undefined;
  }
  const names = Array.isArray(releases) ? releases.filter((one) => isLike(one, NAME)) : [];
  return { on, before: isMoment(before) ? before : null, releases: names, text: words };
}

/**
 * @param {Release} own
 * @param {ReleaseFile} file
 * @returns {Withdrawal[]} those that are about this release, the latest first; not more than are read
 */
export function withdrawalsOf({ release, made }, { withdrawn }) {
  return withdrawn
    .filter(({ before, releases }) => (before !== null && made < before) || releases.includes(release))
    .toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
    .slice(0, MOST_SHOWN);
}

/**
 * A host may send an old file for a while: what was read before is only given up for what was made
 * later. But a file that says it was made in days to come must not stand for ever.
 *
 * @param {ReleaseFile} file as it is read now
 * @param {ReleaseFile} before
 * @param {number} now the moment, as browsers count
 * @returns {boolean} whether what is read now is what counts
 */
export function supersedes(file, before, now) {
  return file.made >= before.made || Date.parse(before.made) > now + DAY_MS;
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>} its fields; none where it has none
 */
function fieldsOf(value) {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/**
 * @param {unknown} value
 * @param {RegExp} pattern
 * @returns {value is string}
 */
function isLike(value, pattern) {
  return typeof value === "string" && pattern.test(value);
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
function isMoment(value) {
  return isLike(value, MOMENT) && !Number.isNaN(Date.parse(value));
}

/** @param {string} text */
function cut(text) {
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)} …` : text;
}
