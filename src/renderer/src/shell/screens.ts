export const SCREENS = ['check', 'requests', 'inspections', 'history', 'versions', 'station'] as const;
export type ScreenName = (typeof SCREENS)[number];
