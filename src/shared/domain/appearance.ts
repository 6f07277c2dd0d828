/** How the screens look. `system` follows the operating system, high contrast too. */
export const APPEARANCES = ['system', 'light', 'dark', 'contrast'] as const;
export type Appearance = (typeof APPEARANCES)[number];

export const DEFAULT_APPEARANCE: Appearance = 'system';

export const isAppearance = (name: unknown): name is Appearance =>
  APPEARANCES.some((appearance) => appearance === name);
