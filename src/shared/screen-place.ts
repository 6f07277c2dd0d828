/** Where somebody is on the screens, as the address says it behind `#/`: `history`, or `inspections/<id>/grid`. */
export const isPlace = (text: string): boolean => /^[a-z]{1,20}(\/[\w-]{1,40}){0,2}$/.test(text);
