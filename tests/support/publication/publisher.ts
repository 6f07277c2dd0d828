import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type RoleName, parseRoot } from '../../../src/core/publication/trust/metadata.ts';
import { DOCUMENT_NAMES, rootPath, targetsPath, type DocumentBytes } from '../../../src/core/published/layout.ts';
import { rootsIn } from '../../../src/publisher/publication-folder.ts';
import { type SigningKey, generateKey, readKeys } from '../../../src/publisher/signing/keyring.ts';
import {
  type SignedFiles,
  freshnessFiles,
  rootFile,
  rootOf,
  targetsFiles,
} from '../../../src/publisher/signing/signed-files.ts';

const text = { 'zh-CN': '试验', en: 'Trial' };

/** The smallest documents that fit their schemas. */
const SMALL: Readonly<Record<string, object>> = {
  catalogue: {
    schema: 'vrlab.catalogue/1',
    sources: {},
    vrVendors: {},
    notVr: [],
    externalHubs: [],
    hostHubs: [],
    modes: {},
    families: {},
    likes: {},
    devices: [],
  },
  matrix: {
    schema: 'vrlab.matrix/1',
    products: [],
    rows: [],
    releases: [],
    advisories: [],
    headsets: [],
    openXrLayers: [],
    conflicts: [],
    hostRequirements: [],
    windowsMixedReality: { goneFromBuild: 26100, models: [] },
  },
  policy: {
    schema: 'vrlab.policy/1',
    limits: {
      usb: {
        devicesPerController: { warn: 24 },
        endpointsPerController: { warn: 80 },
        hubsInChain: { warn: 5 },
      },
      memory: { totalBytes: { warn: 2, fail: 1 }, availableBytes: { warn: 1 } },
      disk: { freeBytes: { warn: 2, fail: 1 } },
      publication: { ageDays: { warn: 100 } },
    },
    service: {
      hours: { from: '08:00', to: '20:00' },
      urgency: [{ id: 'any', urgency: 'normal', reason: text }],
      levels: {
        frequency: { high: 10, medium: 5, low: 1 },
        rows: [{ id: 'any', level: 'basic', reason: text }],
      },
      promises: [],
    },
    inspectionPlan: {
      levels: { core: { every: 'quarter' }, key: { every: 'half-year' }, basic: { every: null } },
      dueDaysBeforeEnd: 15,
    },
    faultCodes: { keys: [{ id: 'trial', key: Buffer.alloc(32, 7).toString('base64'), since: '2026-01-01' }] },
    deskKeys: [],
    inspectionRules: {
      conclusion: [{ id: 'any', conclusion: 'passed', reason: text }],
      severities: {
        critical: { workingDays: 1, impact: text },
        major: { workingDays: 3, impact: text },
        minor: { workingDays: 10, impact: text },
      },
      readings: { freshHours: 72, clockMinutes: 10 },
    },
    sources: [],
  },
  calendar: {
    schema: 'vrlab.calendar/1',
    years: [{ year: 2026, status: 'unknown', source: null, holidays: [], makeUpDays: [] }],
  },
  checklists: { schema: 'vrlab.checklists/1', checklists: [] },
  guide: { schema: 'vrlab.guide/1', causes: {} },
};

/** @param changed documents to publish instead of the small ones. */
export const smallDocuments = (changed: Readonly<Record<string, object>> = {}): DocumentBytes =>
  Object.fromEntries(
    DOCUMENT_NAMES.map((name) => [name, Buffer.from(JSON.stringify(changed[name] ?? SMALL[name]))]),
  ) as unknown as DocumentBytes;

export interface PublishOptions {
  readonly snapshot?: number;
  readonly timestamp?: number;
  readonly at?: Date;
  readonly documents?: DocumentBytes;
  /** Sign with these instead of the publisher's own. */
  readonly keys?: readonly SigningKey[];
  readonly demo?: boolean;
}

const DEMO_KEYS = path.resolve(import.meta.dirname, '../../../publication/demo-keys');

/** A day on which the roots of the demonstration, made in November 2026 for ten years, are valid. */
export const DEMONSTRATION_DAY = new Date('2026-12-01T09:00:00+08:00');

/** A publisher whose keys live as long as the test; or the demonstration, whose keys are in the repository. */
export class TestPublisher {
  readonly keys: SigningKey[];
  readonly roots: SignedFiles;
  rootVersion = 0;

  static demonstration(): TestPublisher {
    return new TestPublisher({ keys: readKeys(DEMO_KEYS), ...rootsIn(DEMO_KEYS) });
  }

  constructor(existing?: Pick<TestPublisher, 'keys' | 'roots' | 'rootVersion'>) {
    if (existing !== undefined) {
      ({ keys: this.keys, roots: this.roots, rootVersion: this.rootVersion } = existing);
      return;
    }
    const roles: RoleName[] = ['root', 'root', 'root', 'targets', 'snapshot', 'timestamp'];
    this.roots = new Map();
    this.keys = roles.map((role) => generateKey(role).key);
    this.addRoot(this.rootKeys());
  }

  /** Of the first root, as operations would tell it. */
  fingerprint(): string {
    return parseRoot(this.roots.get(rootPath(1))!, rootPath(1)).anchor;
  }

  rootKeys(): SigningKey[] {
    return this.keys.filter(({ role }) => role === 'root');
  }

  /** The next root, describing the keys as they are now. */
  addRoot(signers: readonly SigningKey[]): void {
    this.rootVersion += 1;
    const root = rootOf({ version: this.rootVersion, keys: this.keys, threshold: 2, now: new Date() });
    this.roots.set(...rootFile(root, signers));
  }

  /** Replaces the keys of these roles and says so in a new root. */
  rotate(...roles: RoleName[]): void {
    const signers = this.rootKeys();
    for (const [at, key] of this.keys.entries())
      if (roles.includes(key.role)) this.keys[at] = generateKey(key.role).key;
    this.addRoot([...new Set([...signers, ...this.rootKeys()])]);
  }

  /** A complete publication; snapshot and timestamp count like the version unless told otherwise. */
  publish(version: number, options: PublishOptions = {}): SignedFiles {
    const {
      snapshot = version,
      timestamp = version,
      at = new Date(),
      documents = smallDocuments(),
      keys = this.keys,
      demo = true,
    } = options;
    const about = { title: text, date: at.toISOString().slice(0, 10), demo };
    const targets = targetsFiles({ about, documents }, version, keys, at);
    const bytes = targets.get(targetsPath(version))!;
    const fresh = freshnessFiles({ version, bytes }, { snapshot, timestamp }, keys, at);
    return new Map([...this.roots, ...targets, ...fresh]);
  }
}

export function writePublication(folder: string, files: ReadonlyMap<string, Uint8Array>): string {
  for (const [name, bytes] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return folder;
}

export const lastRootPath = (publisher: TestPublisher): string => rootPath(publisher.rootVersion);
