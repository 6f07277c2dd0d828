import { realpath, type FileHandle, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { ManifestDefect, OpenXrManifest, OpenXrLayer } from '../../../shared/domain/software-facts.ts';
import { isJsonObject, type JsonObject, readLenientJson } from '../files/json-document.ts';
import { kindAt, withFile } from '../files/open-file.ts';
import type { HostEnvironment } from '../../platform/host-environment.ts';
import type { VariableLookup } from './openxr.ts';

export interface ManifestReading {
  readonly manifest: OpenXrManifest;
  /** `runtime` or `api_layer` of the file; empty where it is missing. */
  readonly section: JsonObject;
}

export type ManifestKind = 'runtime' | 'api_layer';

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Whether a library is for another processor. Windows on ARM also runs programs for x64, so nothing can be said there. */
const isForeign = (machine: NodeJS.Architecture | null): boolean =>
  machine !== null && machine !== process.arch && !(process.platform === 'win32' && process.arch === 'arm64');

/**
 * Finds the absolute path of the library, and whether it can be loaded. A name without a separator is searched by the system's
 * loader in its own folders, so nothing can be said about it. A runtime's path is relative to the real file, a layer's to the link.
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

/** Fields that the loader requires in a layer besides its library; in a runtime it requires no others. */
const LAYER_FIELDS = ['name', 'api_version', 'implementation_version'];

/** Checks the versions that the loader accepts: manifests of format 1.0.0, layers for OpenXR 1.x. */
function findVersionDefect(root: unknown, section: JsonObject, kind: ManifestKind): ManifestDefect | null {
  const format = isJsonObject(root) ? root['file_format_version'] : undefined;
  if (typeof format !== 'string') return 'field-missing';
  if (!/^\s*0*1\.0+\.0+(?!\d)/.test(format)) return 'version-refused';
  if (kind === 'runtime') return null;
  if (LAYER_FIELDS.some((field) => typeof section[field] !== 'string')) return 'field-missing';
  const [, major = '', minor = ''] = /^\s*(\d+)\.(\d+)/.exec(String(section['api_version'])) ?? [];
  return major === '' || Number(major) > 1 || Number(major) + Number(minor) === 0 ? 'version-refused' : null;
}

/** Reads a manifest as the OpenXR loader does (OpenXR-SDK-Source, manifest_file.cpp). Faults are defects of the manifest, not troubles. */
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
  const refusal = findVersionDefect(root, section, kind);
  if (refusal !== null) return defective(refusal, name, section);
  return { manifest: { path: cited, name, ...(await locate(named, cited.text, kind)) }, section };
}

/** Processor that a program or library is built for, in Node's names. */
export type Machine = NodeJS.Architecture;

/** `Machine` of a PE file header (Microsoft, "PE Format"). */
const PE_MACHINES: Readonly<Record<number, Machine>> = { 0x8664: 'x64', 0x14c: 'ia32', 0xaa64: 'arm64' };
/** `e_machine` of an ELF header (elf(5)). */
const ELF_MACHINES: Readonly<Record<number, Machine>> = { 62: 'x64', 3: 'ia32', 183: 'arm64', 40: 'arm' };
const HEAD_BYTES = 64;

async function readMachine(handle: FileHandle): Promise<Machine | null> {
  const head = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0);
  if (bytesRead < HEAD_BYTES) return null;
  if (head.readUInt32BE(0) === 0x7f_45_4c_46) return ELF_MACHINES[head.readUInt16LE(18)] ?? null;
  if (head.toString('latin1', 0, 2) !== 'MZ') return null;
  const signature = Buffer.alloc(6);
  const { bytesRead: signed } = await handle.read(signature, 0, 6, head.readUInt32LE(60));
  if (signed < 6 || signature.toString('latin1', 0, 4) !== 'PE\0\0') return null;
  return PE_MACHINES[signature.readUInt16LE(4)] ?? null;
}

/** Reads the processor of a program or library; null where the file is missing, unreadable, no program, or for another processor. */
async function programMachine(file: string): Promise<Machine | null> {
  const read = await withFile(file, async (handle) => ({ ok: true as const, machine: await readMachine(handle) }));
  return read.ok ? read.machine : null;
}

/** Lists the manifests in a folder, sorted; empty where the folder is missing. */
export async function manifestsIn(folder: string): Promise<CitedText[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => ({ text: path.join(folder, name), source: folder }));
}

/** Lists the manifests at a path of `XR_API_LAYER_PATH`, which may be a file or a folder. */
async function manifestsAt(place: string, source: string): Promise<CitedText[]> {
  if ((await kindAt(place)) === 'file') return [{ text: place, source }];
  return (await manifestsIn(place)).map(({ text }) => ({ text, source }));
}

/** Finds the explicit layers at the paths of `XR_API_LAYER_PATH`, and the paths that do not exist. */
export async function layersInPlaces(
  places: readonly string[],
  source: string,
): Promise<{ layers: RegisteredLayer[]; missing: string[] }> {
  const kinds = await Promise.all(places.map(kindAt));
  const found = await Promise.all(places.map((place) => manifestsAt(place, source)));
  return {
    layers: found.flat().map((manifest) => ({ path: manifest, kind: 'explicit', enabled: true })),
    missing: places.filter((_, index) => kinds[index] === null),
  };
}

export type LayerKind = OpenXrLayer['kind'];

/** A layer's manifest, and whether its registration is enabled. */
export interface RegisteredLayer {
  readonly path: CitedText;
  readonly kind: LayerKind;
  readonly enabled: boolean;
  readonly obstacle?: OpenXrLayer['obstacle'];
}

/** Whether an implicit layer is active: its manifest names a variable that disables it, and may name one that enables it. Even an empty value counts as set. */
function isActive(
  section: Readonly<Record<string, unknown>>,
  lookup: VariableLookup,
  env: HostEnvironment['env'],
): boolean {
  const isSet = (name: unknown) => typeof name === 'string' && (env[name] !== undefined || lookup(name) !== null);
  const needs = section['enable_environment'];
  return !isSet(section['disable_environment']) && (typeof needs !== 'string' || isSet(needs));
}

/** Reads a layer as an application that is started now would load it. */
export async function readLayer(
  { path: file, kind, enabled, obstacle = null }: RegisteredLayer,
  lookup: VariableLookup,
  env: HostEnvironment['env'],
): Promise<OpenXrLayer> {
  const { manifest, section } = await readManifest(file, 'api_layer');
  const lacksVariable =
    kind === 'implicit' && manifest.defect === null && typeof section['disable_environment'] !== 'string';
  return {
    ...manifest,
    ...(lacksVariable && { defect: 'no-disable-variable' }),
    kind,
    enabled: enabled && (kind === 'explicit' || isActive(section, lookup, env)),
    ...(obstacle !== null && { obstacle }),
  };
}
