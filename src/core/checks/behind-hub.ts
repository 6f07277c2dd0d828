/** Whether a device is behind a hub. @param hub key of a hub, or the name of a bus. */
export const isBehind = (key: string, hub: string): boolean => key.startsWith(`${hub}.`) || key.startsWith(`${hub}-`);
