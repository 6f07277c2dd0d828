/** Names as they were typed. */
export interface TypedPeople {
  readonly inspectors: readonly string[];
  readonly schoolPerson: string | null;
}

/** By inspection; only in the memory of this page, so a reload forgets them and they are masked again. */
const typed = new Map<string, TypedPeople>();

/** What was typed here is not masked for whoever typed it. */
export const rememberPeople = (inspection: string, people: TypedPeople): void => void typed.set(inspection, people);

/** @returns null where nothing was typed on this page. */
export const typedPeople = (inspection: string): TypedPeople | null => typed.get(inspection) ?? null;

export const forgetPeople = (inspection: string): void => void typed.delete(inspection);
