/**
 * The folders of `src/core` in their order: each may import those before it, never those behind. Lint enforces it
 * (`oxlint.config.ts`), `npm run house` draws it.
 */
export const CORE_FOLDERS = {
  platform: 'the PC the program runs on: files, folders and their rights, the registry, a process for untrusted files',
  published: 'what a publication consists of: schemas, and the rows picked from them',
  signing: 'keys, signed files, and where secrets are kept',
  settings: 'what people set: station, teacher, language',
  incidents: 'the log of what failed in the program itself',
  records: 'what is written once and has to prove itself: the signed records of inspections, numbers',
  store: 'the database: runs, requests, inspections, chains, repairs',
  devices: 'recognition: USB and HID facts become headsets and their parts',
  probes: 'what looks at the PC and never judges',
  matrix: 'versions judged by the published rows',
  checks: 'what judges and never looks',
  versions: 'the version table, and why a version is judged so',
  publication: 'publications chosen, verified, installed and rolled back',
  updates: 'newer programs: verified, downloaded and held ready, never installed by the core itself',
  reports: 'documents: forms and inspection reports as page, Word and Excel; printing',
  dependencies: 'what services depend on: one record, and loading at first use',
  roles: 'who may do what: PINs, signing in, the audit log',
  'check-run': 'one check from the button to the record, and the live state',
  history: 'stored runs looked through: found, counted by day, compared, exported',
  lesson: 'the published teaching program, started from here',
  kiosk: 'staff leaves, files go to sticks, and how far the operating system keeps people inside',
  delivery: 'the outbox and the channels that requests leave by',
  requests: 'requests for service from draft to closing, promises, fault codes',
  inspections: 'inspections from the plan to the signed report',
  retention: 'what is not kept any longer',
  setup: 'one file for a whole school: read, sealed, and the row of this PC applied',
  backup: 'one file with the history of a PC, and a PC that takes it over',
  world: 'demonstration worlds in the place of this PC',
  doctor: 'the program examines itself',
  app: 'all of it put together: the app, its router, the program for untrusted files',
} as const;

export type CoreFolder = keyof typeof CORE_FOLDERS;
export const CORE_ORDER = Object.keys(CORE_FOLDERS) as CoreFolder[];
