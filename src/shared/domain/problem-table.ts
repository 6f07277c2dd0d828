/**
 * Every problem by its code, with the parameters its texts are filled with. A code is stable: it is persisted, printed by
 * the command line and scripted against. Its title and next step are in `locales/…/problems.json`; what a screen says before
 * its texts are loaded is in `start.json`. A name with `?` may be given and is in no text: it is there for whoever reads the
 * code by a program.
 *
 * Imported as a type only, except by the test that compares it with the texts: nothing of it is in a bundle.
 */
const text = 'text';
const number = 'number';
const either = 'either';

export const PROBLEMS = {
  // Files and folders
  'file-unreadable': { file: text, detail: text },
  'file-unusable': { file: text, detail: text },
  'file-not-json': { file: text, detail: text },
  'file-not-regular': { file: text },
  'file-not-utf8': { file: text },
  'file-too-large': { file: text, megabytes: number, 'kilobytes?': number },
  'file-invalid-field': { file: text, field: text, reason: text, 'detail?': text },
  'file-newer-schema': { file: text, field: text, found: text, known: text },
  'file-not-written': { file: text, detail: text },
  'file-exists': { file: text },
  'file-is-no-snapshot': { file: text },
  'folder-not-writable': { folder: text, detail: text },
  'disk-full': { file: text, 'detail?': text },

  // Files that strangers made, read in a process of their own
  'file-took-too-long': { file: text, seconds: number },
  'file-needs-too-much-memory': { file: text },
  'file-ended-reader': { file: text, 'detail?': text },
  'file-not-read': { file: text },

  // Texts of other programs, sent in the place of a snapshot
  'text-report-unknown': { file: text },
  'text-report-cut': { file: text, kind: text, missing: text },
  'text-report-language': { file: text, kind: text, word: text },
  'text-report-without-ids': { file: text, kind: text },
  'text-report-crowded': { file: text, kind: text, count: number },
  'text-report-several': { file: text, kind: text },
  'text-report-without-dumps': { file: text, kind: text },

  // What somebody typed
  'text-unseen-character': { field: text, sign: text },
  'masked-value-unknown': { field: text },

  // The data folder and who may use it
  'home-folder-unknown': {},
  'data-folder-not-folder': { folder: text, 'detail?': text },
  'data-folder-unreadable': { folder: text, detail: text },
  'access-record-unclear': { folder: text, detail: text },
  'access-other-group': { folder: text, group: text },
  'access-not-limited': { folder: text, count: number, name: text, mode: text },
  'access-group-unknown': { group: text },
  'access-not-owner': { folder: text },
  'access-no-folder': { folder: text },
  'access-not-changed': { folder: text, detail: text },

  // Settings
  'station-not-saved': { file: text, detail: text },
  'teacher-not-saved': { file: text, detail: text },
  'retention-not-saved': { file: text, detail: text },
  'sockets-not-saved': { file: text, detail: text },
  'sockets-not-learned': {},
  'sockets-other-pc': { of: text, here: text },
  'sockets-pc-nameless': {},
  'channels-not-saved': { file: text, detail: text },
  'lesson-not-published': {},
  'lesson-program-missing': { product: text },
  'lesson-not-started': { file: text, detail: text },
  'lesson-demonstration': {},
  'kiosk-none': {},
  'kiosk-drive-gone': { drive: text },
  'preferences-not-saved': { folder: text, detail: text },
  'retention-incomplete': { file: text },

  // The database
  'database-newer': { file: text, found: number, known: number },
  'database-damaged': { file: text, detail: text },
  'database-locked': { file: text, 'detail?': text },
  'database-unusable': { file: text, detail: text },
  'database-library-missing': { detail: text, 'file?': text },
  'database-library-old': { file: text, found: text, needed: text },
  'record-unreadable': { file: text, number: text, place: text, detail: text },
  'run-not-found': { id: text },

  // Probes
  'native-library-missing': { detail: text },
  'usb-subsystem-missing': { detail: text },
  'enumeration-refused': { detail: text },
  'not-taken': { 'detail?': text },
  'not-in-report': { detail: text },
  cancelled: { 'detail?': text },
  deadline: { detail: text },
  unexpected: { detail: text },

  // Demonstration worlds
  'world-file-unreadable': { detail: text },
  'world-unusable': { folder: text, detail: text },
  'world-devices-unusable': { file: text, detail: text },
  'umockdev-unusable': { program: text, detail: text },

  // Fault codes
  'fault-code-character': { character: text, symbols: text },
  'fault-code-too-short': { found: number, wanted: number },
  'fault-code-too-long': { found: number, wanted: number },
  'fault-code-mistyped': {},
  'fault-code-not-ours': {},

  // Publications
  'publication-folder-missing': { folder: text },
  'publication-unreadable': { file: text, detail: text },
  'publication-file-missing': { file: text },
  'publication-file-not-plain': { file: text },
  'publication-file-too-large': { file: text, bytes: number, maxBytes: number },
  'publication-file-changed': { file: text },
  'publication-damaged': { file: text, detail: text },
  'publication-not-signed': { file: text, detail: text },
  'publication-mismatch': { file: text, detail: text },
  'publication-unexpected-target': { file: text, target: text },
  'publication-rollback': { what: text, found: either, known: either },
  'publication-expired': { file: text, date: text },
  'publication-refused': { detail: text },
  'publication-not-kept': { folder: text, detail: text },
  'publication-kept-passed-over': { version: text, because: text },
  'publication-older-than-before': { found: number, known: number },
  'publication-roots-damaged': { file: text, detail: text },
  'publication-embedded-damaged': { because: text },
  'publication-used-after-end': { file: text, date: text },
  'publication-address-unusable': { address: text },
  'publication-redirected': { address: text, target: text },
  'publication-unreachable': { address: text, detail: text },
  'clock-behind': { now: text, floor: text },
  'clock-ahead': { now: text, signed: text },

  // A school's own root
  'own-root-fingerprint-missing': {},
  'own-root-fingerprint-wrong': { found: text, given: text },
  'own-root-fingerprint-unreadable': { given: text },
  'own-root-already-set': { fingerprint: text, date: text },
  'own-root-built-in': { fingerprint: text },
  'own-root-is-demo': {},
  'own-root-not-kept': { file: text, detail: text },
  'own-root-restored': { file: text },
  'own-root-outvoted': { found: text },
  'own-root-damaged': { file: text },
  'own-root-conflict': { found: text },
  'own-root-without-publication': { fingerprint: text, date: text },

  // vrlab-publish
  'publisher-keys-exist': { folder: text },
  'publisher-key-missing': { role: text },
  'publisher-key-unusable': { file: text },
  'publisher-no-root': { folder: text },
  'publisher-nothing-signed': { folder: text },
  'publisher-no-desk-key': { file: text },

  // Hosts and screens
  'port-unusable': { port: number, detail: text },
  'connection-lost': {},
  'address-outdated': {},
  'answer-lost': {},
  'texts-not-loaded': {},
  'language-not-loaded': {},
  'start-failed': {},
  'failed-lately': { days: number, screen: number, program: number, last: text, folder: text },

  // Signing and secrets
  'signed-file-too-large': { file: text, kilobytes: number, 'megabytes?': number },
  'signed-file-altered': { file: text },
  'signed-file-unknown-key': { file: text, key: text },
  'device-key-unusable': {},
  'secrets-damaged': { file: text },
  'secrets-not-opened': { file: text, name: text },
  'secrets-not-saved': { file: text, detail: text },

  // Delivery
  'channel-not-found': { channel: text },
  'channel-address-unusable': { 'kind?': text },
  'channel-address-unsafe': { file: text, field: text },
  'channel-address-holds-secret': { file: text, field: text },
  'channel-password-unprotected': { file: text, field: text },
  'channel-folder-relative': { file: text, field: text },
  'channel-secret-missing': { file: text, field: text },
  'updates-address-unusable': {},
  'updates-unreachable': { address: text, detail: text },
  'updates-refused': { address: text, status: number },
  'updates-captive-portal': { 'address?': text },
  'delivery-not-found': { id: text },
  'delivery-stopped': { detail: text },
  'delivery-arrived': { channel: text },

  // Requests for service
  'filing-clock-behind': { now: text, floor: text },
  'filing-clock-ahead': { now: text, signed: text },
  'preview-outdated': {},
  'request-filed-already': { number: text },
  'request-not-found': { id: text },
  'request-event-not-allowed': { state: text, event: text },
  'request-note-empty': {},
  'request-rating-empty': {},
  'request-incomplete': { field: text },
  'request-call-time': {},
  'dispute-empty': {},
  'request-mark-unwritable': { file: text, detail: text },
  'requests-missing': { file: text, events: number, requests: number },
  'requests-changed': { file: text, 'which?': text },
  'requests-rebuilt': { file: text, requests: number, changed: number, deliveries: number, 'which?': text },
  'requests-not-restored': { file: text, count: number, 'which?': text },

  // Documents, printing and the school's own templates
  'no-printer': {},
  'printing-failed': { detail: text },
  'printing-cancelled': {},
  'template-not-docx': { file: text },
  'template-too-large': { file: text, 'kilobytes?': number, 'megabytes?': number },
  'template-part-too-large': { file: text, part: text, most: number },
  'template-active-content': { file: text, part: text },
  'template-external-link': { file: text, target: text },
  'template-unknown-tags': { file: text, tags: text },
  'template-broken-tag': { file: text, detail: text },

  // Inspections under way
  'inspection-call-failed': { detail: text },
  'inspection-needs-station': {},
  'inspection-no-checklist': {},
  'inspection-under-way': { number: text },
  'inspection-not-found': { id: text },
  'inspection-none-signed': {},
  'inspection-none-open': {},
  'inspection-several-open': { numbers: text },
  'inspection-not-open': { number: text, 'state?': text },
  'inspection-cell-unknown': { item: text, subject: text },
  'inspection-cell-changed': {},
  'inspection-too-much-at-once': {},
  'inspection-not-in-bulk': {},
  'inspection-nothing-to-undo': {},
  'rectification-step-not-possible': { no: number, 'state?': text },
  'rectification-in-future': { on: text },
  'rectification-person-missing': {},
  'inspection-value-outside': { value: number, unit: text },
  'inspection-photos-full': { most: number },
  'inspection-cell-photos-full': { most: number },
  'inspection-photo-not-found': { id: text },
  'inspection-seats-full': { most: number },
  'inspection-seat-known': { seat: text },
  'inspection-seat-unknown': { seat: text },
  'inspection-seat-in-use': { seat: text },
  'inspection-other-lab': { number: text, lab: text, found: text },
  'inspection-no-such-problem': { item: text },

  // Photos
  'photo-not-jpeg': {},
  'photo-too-large': { width: number, height: number, kilobytes: number },
  'photo-damaged': {},
  'photo-carries-metadata': {},
  'photo-too-many-pixels': { megapixels: number, most: number },
  'photo-heic': {},
  'photo-unreadable': {},
  'photo-camera-none': {},
  'photo-camera-refused': {},

  // The asset register
  'books-too-large': { file: text, most: number },
  'books-old-excel': { file: text },
  'books-damaged': { file: text },
  'books-unreadable': { file: text },

  // Station files of other seats
  'bundle-not': { file: text },
  'bundle-too-large': { file: text, 'kilobytes?': number, 'megabytes?': number },
  'bundle-altered': { file: text },
  'bundle-newer': { file: text },
  'bundle-no-seat': { file: text },
  'bundle-without-station': {},
  'bundle-interrupted': {},
  'bundle-demo': { file: text },
  'bundle-other-lab': { file: text, theirs: text, ours: text },
  'bundle-duplicate': { file: text, seat: text },
  'bundle-seat-of-this-pc': { file: text, seat: text },
  'bundle-own-seat': { file: text, seat: text },
  'bundle-older': { file: text, seat: text, held: text, brought: text },
  'bundle-file-taken': { file: text },

  // Reports, signatures and what was signed
  'report-outdated': {},
  'report-file-too-large': { megabytes: number, 'file?': text, 'kilobytes?': number },
  'inspection-cells-open': { number: text, count: number },
  'inspection-not-concluded': { number: text },
  'inspection-reason-missing': { number: text },
  'inspection-nothing-to-rectify': { number: text },
  'inspection-incomplete': { number: text, count: number },
  'inspection-signature-missing': { number: text },
  'inspection-signature-incomplete': { number: text },
  'inspection-not-signed': { 'number?': text },
  'inspection-record-missing': { number: text },
  'inspection-record-unreadable': { number: text },
  'inspection-record-altered': { number: text },
  'inspection-rows-altered': { number: text },
  'inspection-photo-altered': { number: text, photo: text },
  'inspection-records-missing': { file: text, events: number, requests: number },
  'inspection-records-changed': { file: text, 'which?': text },
  'inspection-mark-unwritable': { file: text, detail: text },

  // The archive
  'archive-not-written': { folder: text, detail: text },
  'archive-file-changed': { file: text },
} as const;
