import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { matrixSchema, type Product } from '../../../src/core/published/matrix-schema.ts';
import type { ReportTrouble } from '../../../src/core/platform/reading-troubles.ts';
import { NO_REGISTRY, type Registry } from '../../../src/core/platform/registry.ts';
import type { HostEnvironment } from '../../../src/core/platform/host-environment.ts';
import type { ReadingTrouble } from '../../../src/shared/domain/reading-trouble.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** In place of a file: something that not even root can read. */
export const FOLDER = Symbol('folder');
/** Content of a file, objects as JSON; or a link, or a folder. */
export type Content = string | Buffer | object | { readonly link: string } | typeof FOLDER;

/** Writes files given by their path from a folder. */
export function writeTree(root: string, files: Readonly<Record<string, Content>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(content === FOLDER ? file : path.dirname(file), { recursive: true });
    if (content === FOLDER) continue;
    if (typeof content === 'string' || Buffer.isBuffer(content)) writeFileSync(file, content);
    else if (typeof content === 'object' && 'link' in content && typeof content.link === 'string')
      symlinkSync(content.link, file);
    else writeFileSync(file, JSON.stringify(content));
  }
}

/** A Linux PC in a temporary folder, its name with a space and Chinese characters. */
export function pcFolder(files: Readonly<Record<string, Content>> = {}, env: HostEnvironment['env'] = {}) {
  const root = path.join(temporaryFolder(), '张 老师');
  writeTree(root, { 'etc/xdg': FOLDER, ...files });
  const environment: HostEnvironment = {
    platform: 'linux',
    env: { XDG_CONFIG_DIRS: path.join(root, 'etc/xdg'), XDG_DATA_DIRS: path.join(root, 'usr/share'), ...env },
    home: path.join(root, 'home'),
    etc: path.join(root, 'etc'),
    root,
    account: { user: 1000, groups: [1000] },
    registry: () => Promise.resolve(NO_REGISTRY satisfies Registry),
  };
  return { root, environment, at: (name: string) => path.join(root, name) };
}

/** Troubles as they are noted. */
export function noting(): { report: ReportTrouble; troubles: ReadingTrouble[] } {
  const troubles: ReadingTrouble[] = [];
  return { report: (trouble) => void troubles.push(trouble), troubles };
}

/**
 * Megabytes that this process reads of files while something goes on: how much a probe reads is the same on every machine, how
 * long it takes is not.
 */
export async function megabytesRead(something: () => Promise<unknown>): Promise<number> {
  const until = () => Number(/^rchar: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'))![1]);
  const before = until();
  await something();
  return (until() - before) / 1024 ** 2;
}

/** A product of the matrix with these find rules, checked by its schema. */
export function product(id: string, kind: Product['kind'], find: Product['find']): Product {
  return matrixSchema.shape.products.element.parse({
    id,
    name: { 'zh-CN': id, en: id },
    kind,
    scheme: 'dotted',
    ...(find === undefined ? {} : { find }),
  });
}
