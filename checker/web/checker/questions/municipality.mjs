/**
 * One of a list so long that a search field stands in front of it (combobox.mjs).
 *
 * @module
 */

import { ListQuestion } from "./list.mjs";

export class MunicipalityQuestion extends ListQuestion {
  /** @override */
  read() {
    const { control } = this;
    // The search field says so of what is in no list.
    return control.validity.customError
      ? this.unreadable("error.municipality", control)
      : super.read();
  }
}
