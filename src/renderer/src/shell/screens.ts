export const SCREENS = ['check', 'history', 'versions', 'station'] as const;
export type ScreenName = (typeof SCREENS)[number];
