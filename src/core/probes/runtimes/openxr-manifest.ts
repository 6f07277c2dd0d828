import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { ManifestDefect, OpenXrManifest } from '../../../shared/domain/software-facts.ts';
import { isJsonObject, type JsonObject } from '../files/json-fields.ts';
import { kindAt } from '../files/open-file.ts';
import { readText } from '../files/read-text.ts';

export interface ManifestReading {
  readonly manifest: OpenXrManifest;
  /** `runtime` or `api_layer` of the file; empty when it has none. */
  readonly section: JsonObject;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/**
 * Absolute path of the library, and whether it is there. A name without a separator is found by the system's loader in
 * places of its own, so nothing can be said about it. A runtime's path counts from the real file, a layer's from the link.
 */
async function locate(
  named: string,
  file: string,
  kind: 'runtime' | 'api_layer',
): Promise<{ library: string | null; defect: ManifestDefect | null }> {
  if (!/[\\/]/.test(named)) return { library: null, defect: null };
  const base = kind === 'runtime' ? await realpath(file).catch(() => file) : file;
  const library = path.resolve(path.dirname(base), named);
  return { library, defect: (await kindAt(library)) === 'file' ? null : 'library-missing' };
}

/** Reads a manifest as the OpenXR loader does (OpenXR-SDK-Source, manifest_file.cpp). Whatever is wrong is a defect, not a trouble. */
export async function readManifest(cited: CitedText, kind: 'runtime' | 'api_layer'): Promise<ManifestReading> {
  const defective = (defect: ManifestDefect, name: string | null = null, section: JsonObject = {}) => ({
    manifest: { path: cited, name, library: null, defect },
    section,
  });
  const read = await readText(cited.text);
  if (!read.ok) return defective(read.code === 'missing' ? 'missing' : 'unreadable');
  let root: unknown;
  try {
    root = JSON.parse(read.text);
  } catch {
    return defective('not-json');
  }
  const section = isJsonObject(root) && isJsonObject(root[kind]) ? root[kind] : {};
  const name = textOf(section['name']);
  const named = textOf(section['library_path']);
  if (named === null) return defective('no-library-named', name, section);
  return { manifest: { path: cited, name, ...(await locate(named, cited.text, kind)) }, section };
}
