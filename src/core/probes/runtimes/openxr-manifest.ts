import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { ManifestDefect, OpenXrManifest } from '../../../shared/domain/software-facts.ts';
import { isJsonObject, type JsonObject } from '../files/json-fields.ts';
import { readLenientJson } from '../files/lenient-json.ts';
import { kindAt } from '../files/open-file.ts';
import { programMachine } from '../files/program-machine.ts';

export interface ManifestReading {
  readonly manifest: OpenXrManifest;
  /** `runtime` or `api_layer` of the file; empty when it has none. */
  readonly section: JsonObject;
}

export type ManifestKind = 'runtime' | 'api_layer';

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Windows on ARM runs programs for x64 as well: there a library tells nothing about who loads it. */
const isForeign = (machine: NodeJS.Architecture | null): boolean =>
  machine !== null && machine !== process.arch && !(process.platform === 'win32' && process.arch === 'arm64');

/**
 * Absolute path of the library, and whether it can be loaded. A name without a separator is found by the system's loader
 * in places of its own, so nothing can be said about it. A runtime's path counts from the real file, a layer's from the link.
 */
async function locate(
  named: string,
  file: string,
  kind: ManifestKind,
): Promise<{ library: string | null; defect: ManifestDefect | null }> {
  if (!/[\\/]/.test(named)) return { library: null, defect: null };
  const base = kind === 'runtime' ? await realpath(file).catch(() => file) : file;
  const library = path.resolve(path.dirname(base), named);
  if ((await kindAt(library)) !== 'file') return { library, defect: 'library-missing' };
  return { library, defect: isForeign(await programMachine(library)) ? 'wrong-architecture' : null };
}

/** What the loader asks for in a layer besides its library; in a runtime it asks for nothing else. */
const LAYER_FIELDS = ['name', 'api_version', 'implementation_version'];

/** Versions the loader takes: manifests of format 1.0.0, layers for an OpenXR 1.x. */
function refusalOf(root: unknown, section: JsonObject, kind: ManifestKind): ManifestDefect | null {
  const format = isJsonObject(root) ? root['file_format_version'] : undefined;
  if (typeof format !== 'string') return 'field-missing';
  if (!/^\s*0*1\.0+\.0+(?!\d)/.test(format)) return 'version-refused';
  if (kind === 'runtime') return null;
  if (LAYER_FIELDS.some((field) => typeof section[field] !== 'string')) return 'field-missing';
  const [, major = '', minor = ''] = /^\s*(\d+)\.(\d+)/.exec(String(section['api_version'])) ?? [];
  return major === '' || Number(major) > 1 || Number(major) + Number(minor) === 0 ? 'version-refused' : null;
}

/** Reads a manifest as the OpenXR loader does (OpenXR-SDK-Source, manifest_file.cpp). Whatever is wrong is a defect, not a trouble. */
export async function readManifest(cited: CitedText, kind: ManifestKind): Promise<ManifestReading> {
  const defective = (defect: ManifestDefect, name: string | null = null, section: JsonObject = {}) => ({
    manifest: { path: cited, name, library: null, defect },
    section,
  });
  const read = await readLenientJson(cited.text);
  if (!read.ok && read.code === 'not-json') return defective('not-json');
  if (!read.ok) return defective(read.code === 'missing' ? 'missing' : 'unreadable');
  const root = read.value;
  const section = isJsonObject(root) && isJsonObject(root[kind]) ? root[kind] : {};
  const name = textOf(section['name']);
  const named = textOf(section['library_path']);
  if (named === null) return defective('no-library-named', name, section);
  const refusal = refusalOf(root, section, kind);
  if (refusal !== null) return defective(refusal, name, section);
  return { manifest: { path: cited, name, ...(await locate(named, cited.text, kind)) }, section };
}
