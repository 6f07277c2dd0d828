import type { GpuFacts, HostFacts } from '../../../shared/domain/host-facts.ts';
import type { Registry } from '../../platform/registry.ts';

const CURRENT_VERSION = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
/** Setup class of display adapters; every adapter has a numbered key in it. */
const DISPLAY_CLASS = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Class\\{4d36e968-e325-11ce-bfc1-08002be10318}';

/** First build of Windows 11, whose `ProductName` is still "Windows 10". */
const WINDOWS_11 = 22_000;

function textAt(registry: Registry, key: string, name: string): string | null {
  const value = registry.value(key, name);
  return value.kind === 'text' && value.text.trim() !== '' ? value.text.trim() : null;
}

/** Reads the build with its update revision (`22631.4317`), release (`23H2`) and edition (`Education`). */
export function readWindowsOs(registry: Registry): HostFacts['os'] {
  const build =
    textAt(registry, CURRENT_VERSION, 'CurrentBuildNumber') ?? textAt(registry, CURRENT_VERSION, 'CurrentBuild');
  if (build === null) return null;
  const revision = registry.value(CURRENT_VERSION, 'UBR');
  const product = textAt(registry, CURRENT_VERSION, 'ProductName');
  return {
    platform: 'win32',
    name: Number(build) >= WINDOWS_11 ? (product?.replace(/\bWindows 10\b/, 'Windows 11') ?? null) : product,
    version: textAt(registry, CURRENT_VERSION, 'DisplayVersion') ?? textAt(registry, CURRENT_VERSION, 'ReleaseId'),
    build: revision.kind === 'number' ? `${build}.${revision.number}` : build,
    edition: textAt(registry, CURRENT_VERSION, 'EditionID'),
  };
}

/** `PCI\VEN_10DE&DEV_2503&…` → `10de:2503`; null for adapters that are software. */
function parsePciId(hardwareId: string | null): string | null {
  const match = /^pci\\ven_([0-9a-f]{4})&dev_([0-9a-f]{4})/i.exec(hardwareId ?? '');
  return match === null ? null : `${match[1]!}:${match[2]!}`.toLowerCase();
}

/** Windows writes driver dates as month-day-year in every language: `10-15-2024` → `2024-10-15`. */
function parseIsoDate(date: string | null): string | null {
  const match = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(date ?? '');
  return match === null ? null : `${match[3]!}-${match[1]!.padStart(2, '0')}-${match[2]!.padStart(2, '0')}`;
}

/** Reads display adapters with a driver, including cards that were removed without their driver. */
export function readWindowsGpus(registry: Registry): GpuFacts[] | null {
  const contents = registry.key(DISPLAY_CLASS);
  if (contents.kind !== 'key') return null;
  return contents.subKeys
    .filter((name) => /^\d{4}$/.test(name))
    .toSorted()
    .flatMap((name) => {
      const source = `${DISPLAY_CLASS}\\${name}`;
      const description = textAt(registry, source, 'DriverDesc');
      if (description === null) return [];
      return [
        {
          name: description,
          pciId: parsePciId(textAt(registry, source, 'MatchingDeviceId')),
          driver: textAt(registry, source, 'ProviderName'),
          driverVersion: textAt(registry, source, 'DriverVersion'),
          driverDate: parseIsoDate(textAt(registry, source, 'DriverDate')),
          source,
        },
      ];
    });
}
