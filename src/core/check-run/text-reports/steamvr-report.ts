import type { GpuFacts, HostFacts } from '../../../shared/domain/host-facts.ts';
import { succeed } from '../../../shared/domain/result.ts';
import { type ReportReader, cut, several } from './report-reading.ts';
import { instantOf } from './log-instant.ts';

const CREATED = /^SteamVR System Report created (.*)$/m;
const SOURCE = 'SteamVR System Report';
/** Vendors of graphics adapters by their PCI ids, as SteamVR names who drives the headset's display. */
const DIRECT_MODE_VENDORS: Readonly<Record<string, string>> = { nvidia: '10de', amd: '1002', intel: '8086' };

/**
 * Reads a SteamVR System Report: the operating system and the graphics adapters. Its devices are those of SteamVR, not of USB.
 * @returns `text-report-cut`, `text-report-several`. Pure.
 */
export const readSteamVrReport: ReportReader = (file, text) => {
  if (text.split('\n<Report>').length > 2) return several(file, 'steamvr');
  const report = sectionOf(text, 'Report');
  if (report === null) return cut(file, 'steamvr', '</Report>');
  const displays = sectionOf(text, 'Displays');
  if (displays === null && text.includes('\n<Displays>')) return cut(file, 'steamvr', '</Displays>');
  const os = osOf(report);
  return succeed({
    kinds: ['steamvr'],
    platform: os?.platform === 'linux' ? 'linux' : 'win32',
    host: { os, cpu: null, memory: null, gpus: displays === null ? null : gpusOf(displays, report), disks: null },
    gaps: [],
    takenAt: instantOf(CREATED.exec(text)?.[1] ?? ''),
  });
};

/** Lines between `<Name>` and `</Name>`, names before values; null where the section is not there to its end. */
function sectionOf(text: string, name: string): (readonly [name: string, value: string])[] | null {
  const begin = new RegExp(`^<${name}>[ \\t]*$`, 'm').exec(text);
  if (begin === null) return null;
  const end = text.indexOf(`\n</${name}>`, begin.index);
  if (end < 0) return null;
  return text
    .slice(begin.index, end)
    .split('\n')
    .flatMap((line) => {
      const [, label, value] = /^([^:\t]+):[ \t]+(.*?)[ \t]*$/.exec(line) ?? [];
      return label === undefined || value === undefined || value === '' ? [] : [[label, value] as const];
    });
}

type Section = readonly (readonly [name: string, value: string])[];
const valueOf = (section: Section, name: string): string | null =>
  section.find(([label]) => label === name)?.[1] ?? null;

/** `Windows 11` with `10.0.0.26100`: the build is its last number. */
function osOf(report: Section): HostFacts['os'] {
  const name = valueOf(report, 'OS');
  if (name === null) return null;
  const version = valueOf(report, 'OS Version');
  if (/^Windows/i.test(name))
    return {
      platform: 'win32',
      name,
      version: null,
      build: /(\d{4,})$/.exec(version ?? '')?.[1] ?? null,
      edition: null,
    };
  return /linux/i.test(`${name} ${version ?? ''}`)
    ? { platform: 'linux', name, version, build: null, edition: null }
    : null;
}

/** Adapters are named once for each of their displays. */
function gpusOf(displays: Section, report: Section): GpuFacts[] {
  const vendor = DIRECT_MODE_VENDORS[valueOf(report, 'Direct Mode Vendor')?.toLowerCase() ?? ''];
  const version = valueOf(report, 'Direct Mode Version');
  const gpus = new Map<string, GpuFacts>();
  let name: string | null = null;
  for (const [label, value] of displays) {
    if (label === 'DeviceString') name = value;
    const [, ven, dev] = /^PCI\\VEN_([0-9A-F]{4})&DEV_([0-9A-F]{4})/i.exec(label === 'DeviceID' ? value : '') ?? [];
    if (ven === undefined || dev === undefined || name === null) continue;
    const pciId = `${ven}:${dev}`.toLowerCase();
    const isDriven = pciId.startsWith(`${vendor ?? '?'}:`);
    gpus.set(pciId, {
      name,
      pciId,
      driver: null,
      driverVersion: isDriven ? version : null,
      driverDate: null,
      source: SOURCE,
    });
  }
  return [...gpus.values()];
}
