/** What is drawn: everything is 240 × 160, in the colour of the text, with one accent for the place to look at. */
export const WIDTH = 240;
export const HEIGHT = 160;

/** Where to look. */
export const ACCENT = { stroke: 'var(--mantine-primary-color-filled, #3b5bdb)' } as const;
export const ACCENT_AREA = {
  ...ACCENT,
  fill: 'var(--mantine-primary-color-filled, #3b5bdb)',
  fillOpacity: 0.16,
} as const;
