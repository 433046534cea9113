// The page's own client of the rules, without the page around it. The site's scripts are joined, so
// a measurement that wants the client alone has it joined from here, by the site's own bundler.

export { RulesClient } from "../../checker/web/runtime/client.mjs";
