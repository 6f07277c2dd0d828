import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import { kindAt } from '../files/open-file.ts';
import type { HostEnvironment } from '../../platform/host-environment.ts';
import { manifestsIn, type RegisteredLayer } from './openxr-manifest.ts';

/** Names of processor architectures in manifest file names (OpenXR-SDK-Source, XR_ARCH_ABI). */
const ARCHITECTURES: Readonly<Partial<Record<NodeJS.Architecture, string>>> = {
  x64: 'x86_64',
  arm64: 'aarch64',
  ia32: 'i686',
};

const list = (text: string | undefined, otherwise: string): string[] =>
  (text === undefined || text === '' ? otherwise : text).split(':').filter((folder) => folder !== '');

const xdgConfigDirs = (env: HostEnvironment['env']) => list(env['XDG_CONFIG_DIRS'], '/etc/xdg');

/** Configuration folders of loaders: one installed by the system uses `/etc`, one built from source both. */
const systemFolders = ({ root, etc }: HostEnvironment) => [path.join(root, 'usr/local/etc'), etc];

const dataFolders = ({ env, home }: HostEnvironment) => [
  ...list(env['XDG_DATA_DIRS'], '/usr/local/share:/usr/share'),
  env['XDG_DATA_HOME'] || path.join(home, '.local', 'share'),
];

/** Cites a manifest: the target where the file is a link, with the link as its source. */
async function cite(file: string): Promise<CitedText> {
  return { text: await realpath(file).catch(() => file), source: file };
}

/**
 * Finds the active runtime's manifest: in each configuration folder the one for this architecture, then the general one. The
 * loader skips a dangling link; where nothing else is found, that link is returned, because somebody has set it.
 */
export async function configuredRuntime(environment: HostEnvironment): Promise<CitedText | null> {
  const { env, home } = environment;
  const folders = [
    env['XDG_CONFIG_HOME'] || path.join(home, '.config'),
    ...xdgConfigDirs(env),
    ...systemFolders(environment),
  ];
  const architecture = ARCHITECTURES[process.arch];
  const names = [...(architecture === undefined ? [] : [`active_runtime.${architecture}.json`]), 'active_runtime.json'];
  const files = folders.flatMap((folder) => names.map((name) => path.join(folder, 'openxr', '1', name)));
  // Read in parallel: one after the other would take most of this probe's time on a PC without OpenXR.
  const seen = await Promise.all(files.map((file) => lstat(file).catch(() => null)));
  const there = files.filter((_, index) => seen[index] !== null);
  for (const file of there) if ((await kindAt(file)) !== null) return await cite(file);
  const [dangling] = there;
  return dangling === undefined ? null : { text: dangling, source: dangling };
}

/** WiVRn is mostly installed from Flathub, with a runtime that programs outside the sandbox use. */
const FLATPAKS = ['var/lib/flatpak', '.local/share/flatpak'];
const FLATPAK_RUNTIME = 'app/io.github.wivrn.wivrn/current/active/files/share/openxr/1';

/** Finds the manifests of installed runtimes, whether or not one of them is active. */
export async function installedRuntimes(environment: HostEnvironment): Promise<CitedText[]> {
  const { root, home } = environment;
  const [ofPc = '', ofUser = ''] = FLATPAKS;
  const folders = [
    ...dataFolders(environment).map((folder) => path.join(folder, 'openxr', '1')),
    path.join(root, ofPc, FLATPAK_RUNTIME),
    path.join(home, ofUser, FLATPAK_RUNTIME),
  ];
  return (await Promise.all([...new Set(folders)].map(manifestsIn))).flat();
}

/** Finds layers in the folders of the loader, in its order. It does not search XDG_CONFIG_HOME. */
export async function layersInFolders(environment: HostEnvironment): Promise<RegisteredLayer[]> {
  const folders = [...xdgConfigDirs(environment.env), ...systemFolders(environment), ...dataFolders(environment)];
  const found = await Promise.all(
    (['implicit', 'explicit'] as const).flatMap((kind) =>
      [...new Set(folders)].map(async (folder) =>
        (await manifestsIn(path.join(folder, 'openxr', '1', 'api_layers', `${kind}.d`))).map(
          (manifest): RegisteredLayer => ({ path: manifest, kind, enabled: true }),
        ),
      ),
    ),
  );
  return found.flat();
}
