export const SCREENS = ['check', 'requests', 'history', 'versions', 'station'] as const;
export type ScreenName = (typeof SCREENS)[number];
