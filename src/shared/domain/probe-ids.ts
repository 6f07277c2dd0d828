/** Kept apart from the schemas, so that the screen can list probes without loading a schema library. */
export const PROBE_IDS = ['usb', 'hid', 'host', 'runtimes', 'software'] as const;
export type ProbeId = (typeof PROBE_IDS)[number];
