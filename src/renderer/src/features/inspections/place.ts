/** Views of one inspection, in the order of the work. */
export const VIEWS = ['items', 'lab', 'grid', 'problems', 'conclusion', 'report', 'sign'] as const;
export type ViewName = (typeof VIEWS)[number];

/** Which inspection is open, and where in it somebody is. Null: the plan and the list. */
export type InspectionPlace = { readonly id: string; readonly view: ViewName } | null;
