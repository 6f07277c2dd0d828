export const SCREENS = ['check', 'history', 'station'] as const;
export type ScreenName = (typeof SCREENS)[number];
