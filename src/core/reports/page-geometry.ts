/** A4 with the margins of GB/T 9704-2012, which leave 156 × 225 mm. Millimetres. */
export const PAGE = {
  width: 210,
  height: 297,
  top: 37,
  left: 28,
  right: 26,
  bottom: 35,
  /** From the text down to the page number. */
  numberGap: 7,
} as const;

/** Sizes of the official papers, in points: 二号, 四号, 小四, 五号, 小五. */
export const POINTS = { title: 22, pageNumber: 14, body: 12, small: 10.5, note: 9 } as const;
