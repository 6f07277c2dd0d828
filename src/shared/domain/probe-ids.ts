/** Apart from the schemas, so that the screen can list probes without loading a schema library. */

/** What every check looks at. */
export const LESSON_PROBE_IDS = ['usb', 'hid', 'host', 'runtimes', 'software', 'adb'] as const;
export type LessonProbeId = (typeof LESSON_PROBE_IDS)[number];

/** `security` is looked at for inspections only: a lesson does not wait for it. */
export const PROBE_IDS = [...LESSON_PROBE_IDS, 'security'] as const;
export type ProbeId = (typeof PROBE_IDS)[number];

/** What a check is made for. */
export type CheckPurpose = 'lesson' | 'inspection';

export const probesFor = (purpose: CheckPurpose): readonly ProbeId[] =>
  purpose === 'inspection' ? PROBE_IDS : LESSON_PROBE_IDS;

/** Outcome of a probe the program did not have yet when a snapshot was taken: what it would have seen cannot be known. */
export const NOT_TAKEN = {
  status: 'unsupported' as const,
  durationMs: 0,
  sources: [] as string[],
  error: { code: 'not-taken', detail: '' },
};
