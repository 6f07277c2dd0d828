import path from 'node:path';
import { Arch } from 'builder-util';
import { prepare } from './prepare.ts';
import { writeBillOfMaterials } from './sbom.ts';
import { nameOf, TARGETS } from './target.ts';

interface PackContext {
  readonly electronPlatformName: string;
  readonly arch: Arch;
}

/** Called by electron-builder before each system and architecture. */
export default function beforePack({ electronPlatformName, arch }: PackContext): void {
  const name = `${electronPlatformName}-${Arch[arch]}`;
  const target = TARGETS.find((one) => nameOf(one) === name);
  if (target === undefined) throw new Error(`No package is made for ${name}`);
  const root = path.resolve(import.meta.dirname, '../..');
  writeBillOfMaterials(root);
  prepare(root, target);
}
