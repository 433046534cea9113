// The rules every page of the site is held to. What is turned off or eased has its reason here; where it
// concerns one place alone, the exception stands at that place.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y"],
  rules: {
    // HTML takes either; ours is written as the rest of the page is.
    "doctype-style": ["error", { style: "lowercase" }],
    // The checkboxes of one question share its name, as radio buttons do.
    "form-dup-name": ["error", { shared: ["checkbox", "radio", "button", "reset", "submit"] }],
    // A length search engines like. A scheme is called what it is called.
    "long-title": "off",
    // The list under a search field. A select stands beside it, for readers without scripts.
    "prefer-native-element": ["error", { exclude: ["listbox"] }],
    // HTML takes either, and Markdown's pictures end the other way than our own tags.
    "void-style": "off",
  },
};
