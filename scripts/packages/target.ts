/** A system that a package is made for, named as Node names it. */
export interface Target {
  readonly platform: 'win32' | 'linux';
  readonly arch: 'x64' | 'arm64';
}

export const TARGETS: readonly Target[] = [
  { platform: 'win32', arch: 'x64' },
  { platform: 'win32', arch: 'arm64' },
  { platform: 'linux', arch: 'x64' },
  { platform: 'linux', arch: 'arm64' },
];

export const nameOf = ({ platform, arch }: Target): string => `${platform}-${arch}`;

/**
 * For which system the terminal command is packed. Node 24 is not in the registry for Windows on ARM; there the one for x64 runs, as
 * Windows 11 translates it.
 */
export const terminalTarget = (target: Target): Target =>
  target.platform === 'win32' ? { platform: 'win32', arch: 'x64' } : target;
