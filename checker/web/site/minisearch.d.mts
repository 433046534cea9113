// The library as the site serves it: copied from the package of that name.
export { default } from "minisearch";
export type { SearchResult } from "minisearch";
