import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  INSTALLERS,
  type Installer,
  type Release,
  type Updates,
  UPDATES_SCHEMA,
} from '../../../src/core/updates/updates-schema.ts';
import { signUpdatesList } from '../../../src/publisher/sign-program-updates.ts';
import { TestPublisher, writePublication } from '../publication/publisher.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { valueOf } from '../value-of.ts';

export const installerOf = (content: Uint8Array, file = 'vrlab-setup.exe'): Installer => ({
  platform: 'win32',
  arch: 'x64',
  kind: 'nsis',
  file,
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
  sha512: createHash('sha512').update(content).digest('hex'),
});

export const release = (version: string, content: Uint8Array, more: Partial<Release> = {}): Release => ({
  version,
  minimumFrom: '0.1.0',
  rollBackFrom: [],
  installers: [installerOf(content)],
  ...more,
});

/** A folder of program updates, and the root that a program for it came with. */
export class UpdatePlace {
  readonly publisher = new TestPublisher();
  readonly folder = temporaryFolder();
  readonly rootFolder = writePublication(temporaryFolder(), this.publisher.roots);
  last: { targets: number; snapshot: number; timestamp: number } | null = null;

  /** Signs anew. @param files installers by name. */
  publish(releases: readonly Release[], files: Readonly<Record<string, Uint8Array>> = {}, at = new Date()): this {
    const { keys, roots, rootVersion } = this.publisher;
    const updates: Updates = { schema: UPDATES_SCHEMA, releases: [...releases] };
    const signed = valueOf(signUpdatesList(updates, keys, { roots, rootVersion, last: this.last }, at));
    const next = (this.last?.targets ?? 0) + 1;
    this.last = { targets: next, snapshot: next, timestamp: next };
    writePublication(this.folder, signed);
    mkdirSync(path.join(this.folder, INSTALLERS), { recursive: true });
    for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(this.folder, INSTALLERS, name), bytes);
    return this;
  }
}
