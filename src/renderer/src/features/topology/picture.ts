import type { CauseId } from '../../../../shared/domain/check-terms.ts';
import type { RecognisedDevice } from '../../../../shared/domain/device.ts';
import type { Finding, Outcome } from '../../../../shared/domain/finding.ts';
import type { UsbDeviceFacts } from '../../../../shared/domain/usb-facts.ts';
import { type UsbSpeed, fastestSpeed } from '../../../../shared/domain/usb-id.ts';
import type { Wording } from '../../../../shared/wording.ts';
import type { Assessment } from '../assessment/assessment.ts';

/** Style of a piece or a cable. */
export type Tone = 'fine' | 'warn' | 'fail' | 'missing';

export interface PictureNode {
  readonly kind: 'hub' | 'link-box' | 'device';
  /** Device or hub name; null: the general name of its kind is shown. */
  readonly label: string | null;
  readonly tone: Tone;
  /** The cable towards the PC, to the node before. */
  readonly cable: { readonly speed: UsbSpeed | null; readonly tone: Tone };
}

/** One socket of the PC and what is connected to it, or an expected device that is not connected. */
export interface PictureRow {
  readonly id: string;
  /** The socket of the PC. */
  readonly port: string | null;
  readonly nodes: readonly PictureNode[];
}

export interface Picture {
  readonly rows: readonly PictureRow[];
  /** Number of USB devices that are not VR equipment. */
  readonly others: number;
}

const WORSE: Readonly<Record<Outcome, Tone>> = {
  fail: 'fail',
  unknown: 'warn',
  warn: 'warn',
  pass: 'fine',
  'not-applicable': 'fine',
};

/** Where in the chain a cause is located; every other cause is in the device itself. */
const PLACE_OF_CAUSE: Readonly<Record<string, 'cable' | 'hub' | 'behind-link-box'>> = {
  'usb2-link': 'cable',
  'usb2-half-missing': 'cable',
  'external-hub': 'hub',
  'hub-chain-too-long': 'hub',
  'headset-behind-link-box': 'behind-link-box',
} satisfies Partial<Record<CauseId, 'cable' | 'hub' | 'behind-link-box'>>;

/** Causes about equipment that is not connected. */
const ABSENCES = new Set<string>([
  'no-headset-seen',
  'headset-not-seen',
  'controller-not-seen',
  'dongle-not-seen',
  'equipment-not-seen',
] satisfies CauseId[]);
const ABSENT_CABLE = { speed: null, tone: 'missing' } as const;

function toneAt(place: 'cable' | 'hub' | 'behind-link-box' | 'device', findings: readonly Finding[]): Tone {
  const tones = findings
    .filter((finding) => finding.cause !== null && (PLACE_OF_CAUSE[finding.cause] ?? 'device') === place)
    .map((finding) => WORSE[finding.outcome]);
  return tones.includes('fail') ? 'fail' : tones.includes('warn') ? 'warn' : 'fine';
}

const hubLabel = (hub: UsbDeviceFacts) => hub.product ?? `${hub.vendorId}:${hub.productId}`;

const aboveAt = (key: string, level: number) => key.split('.').slice(0, level).join('.');

/**
 * Hubs between the PC and the device, nearest to the PC first. A USB 3 hub is two devices in one box, one on each bus:
 * one entry here, its half on the plug's own bus first.
 */
function hubsBefore(device: RecognisedDevice, usb: ReadonlyMap<string, UsbDeviceFacts>): UsbDeviceFacts[][] {
  const { port, members } = device;
  if (port === null) return [];
  const levels = Array.from({ length: port.split('.').length - 1 }, (_, index) => index + 1);
  return levels
    .map((level) => new Set([port, ...members].map((key) => aboveAt(key, level))))
    .map((keys) => [...keys].flatMap((key) => (members.includes(key) ? [] : (usb.get(key) ?? []))))
    .filter((faces) => faces.length > 0);
}

function hubNode(faces: readonly UsbDeviceFacts[], tone: Tone): PictureNode {
  const speed = fastestSpeed(faces.map((face) => face.speed));
  const named = faces.find((face) => face.speed === speed);
  return { kind: 'hub', label: named === undefined ? null : hubLabel(named), tone, cable: { speed, tone } };
}

function buildRow(
  device: RecognisedDevice,
  name: string,
  usb: ReadonlyMap<string, UsbDeviceFacts>,
  findings: readonly Finding[],
): PictureRow {
  const own = findings.filter(({ subject }) => subject === device.subject);
  const cable = toneAt('cable', own);
  const hubTone = toneAt('hub', own);
  const before = hubsBefore(device, usb);
  const hubs = before.map((faces) => hubNode(faces, hubTone));
  const linkBox = device.parts.some((part) => part.piece === 'link-box' && part.key !== null);
  const headsetThere = device.parts.some((part) => part.piece !== 'link-box' && part.key !== null);
  const behind = toneAt('behind-link-box', own);
  const head: PictureNode = {
    kind: 'device',
    label: name,
    tone: headsetThere ? toneAt('device', own) : 'missing',
    cable: linkBox ? { speed: null, tone: headsetThere ? 'fine' : behind } : { speed: device.speed, tone: cable },
  };
  const box: PictureNode[] = linkBox
    ? [{ kind: 'link-box', label: null, tone: 'fine', cable: { speed: device.speed, tone: cable } }]
    : [];
  return { id: device.subject, port: before[0]?.[0]?.key ?? device.port, nodes: [...hubs, ...box, head] };
}

/** What is connected where, with the faulty piece marked, ready to be drawn. */
export function buildPicture(
  assessment: Assessment,
  { deviceName, subjectName }: Pick<Wording, 'deviceName' | 'subjectName'>,
): Picture {
  const usb = new Map((assessment.usb ?? []).map((device) => [device.key, device]));
  const plugged = assessment.devices.filter((device) => device.port !== null);
  const rows = plugged.map((device) => buildRow(device, deviceName(device), usb, assessment.findings));
  const absent = assessment.findings
    .filter(({ cause }) => cause !== null && ABSENCES.has(cause))
    .map((finding): PictureRow => {
      const label = finding.evidence['model'] === undefined ? null : subjectName(finding, assessment.devices);
      return {
        id: finding.subject,
        port: null,
        nodes: [{ kind: 'device', label, tone: 'missing', cable: ABSENT_CABLE }],
      };
    });
  const shown = new Set(
    plugged.flatMap((device) => [
      ...device.members,
      ...hubsBefore(device, usb)
        .flat()
        .map((hub) => hub.key),
    ]),
  );
  return { rows: [...rows, ...absent], others: [...usb.keys()].filter((key) => !shown.has(key)).length };
}
