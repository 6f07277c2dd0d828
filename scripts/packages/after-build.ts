import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { makeDebianPackage, mayMakeDebianPackages } from './debian-package.ts';

/** Folders electron-builder leaves, with Debian's word for the architecture. */
const FOLDERS = [
  ['linux-unpacked', 'amd64'],
  ['linux-arm64-unpacked', 'arm64'],
] as const;

interface BuildResult {
  readonly outDir: string;
  readonly artifactPaths: readonly string[];
}

/** Called by electron-builder when everything of its own is made. @returns what was made besides; nothing where only a folder was asked for. */
export default function afterBuild({ outDir, artifactPaths }: BuildResult): string[] {
  if (artifactPaths.length === 0 || !mayMakeDebianPackages()) return [];
  const root = path.resolve(import.meta.dirname, '../..');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return FOLDERS.filter(([folder]) => existsSync(path.join(outDir, folder))).map(([folder, arch]) => {
    const file = path.join(outDir, `vrlab-check-${version}-${arch}.deb`);
    makeDebianPackage(path.join(root, 'resources'), { program: path.join(outDir, folder), version, arch, file });
    return file;
  });
}
