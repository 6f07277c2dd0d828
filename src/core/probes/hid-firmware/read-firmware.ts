import { setTimeout as delay } from 'node:timers/promises';
import type {
  FirmwareGap,
  FirmwareLayout,
  HidFirmware,
  LighthouseConfig,
} from '../../../shared/domain/hid-firmware.ts';
import { messageOf } from '../../platform/message-of.ts';
import { classifyOpenError } from '../hid-access.ts';
import {
  CONFIG_DEADLINE_MS,
  CONFIG_NEXT,
  CONFIG_START,
  type FeatureReport,
  REPORT_DEADLINE_MS,
  VERSION_REPORTS,
} from './firmware-reports.ts';
import { MAX_PIECES, parseLighthouseConfig, pieceIn } from './lighthouse-config.ts';
import { parseVersionReport } from './parse-version-report.ts';

/** One HID interface whose firmware is asked for. */
export interface FirmwareRequest {
  readonly path: string;
  readonly layout: FirmwareLayout;
  /** Its stored configuration as well: many more transfers. */
  readonly config: boolean;
}

/** Interfaces of one device: asked one after the other. Devices are asked at once. */
export type DeviceQueue = readonly FirmwareRequest[];

export interface FirmwareAnswer {
  readonly path: string;
  readonly firmware: HidFirmware;
}

/** What of node-hid is used: nothing that writes. */
export interface ReadableHid {
  getFeatureReport(id: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}
export type OpenHid = (path: string) => Promise<ReadableHid>;

/** A call into a driver that took too long; whatever else is asked of that device would wait behind it. */
const LATE = Symbol('late');

async function within<Value>(call: Promise<Value>, milliseconds: number): Promise<Value | typeof LATE> {
  const stop = new AbortController();
  try {
    return await Promise.race([call, delay(Math.max(0, milliseconds), LATE, { signal: stop.signal })]);
  } finally {
    stop.abort();
  }
}

interface Gap {
  readonly reason: FirmwareGap;
  readonly detail: string | null;
}

const gapOf = (cause: unknown): Gap => {
  const detail = messageOf(cause);
  const access = classifyOpenError(detail);
  return { reason: access === 'busy' || access === 'denied' || access === 'gone' ? access : 'refused', detail };
};

async function readReport(device: ReadableHid, { id, length }: FeatureReport): Promise<Buffer | Gap> {
  try {
    const report = await within(device.getFeatureReport(id, length), REPORT_DEADLINE_MS);
    return report === LATE ? { reason: 'no-answer', detail: null } : report;
  } catch (cause) {
    return gapOf(cause);
  }
}

/** Null: it has none that can be read. */
async function readConfig(device: ReadableHid): Promise<LighthouseConfig | null | typeof LATE> {
  const begun = performance.now();
  const left = () => CONFIG_DEADLINE_MS - (performance.now() - begun);
  const pieces: Buffer[] = [];
  try {
    const start = await within(device.getFeatureReport(CONFIG_START.id, CONFIG_START.length), left());
    if (start === LATE) return LATE;
    if (start[0] !== CONFIG_START.id) return null;
    for (let count = 0; count < MAX_PIECES && left() > 0; count += 1) {
      const report = await within(device.getFeatureReport(CONFIG_NEXT.id, CONFIG_NEXT.length), left());
      if (report === LATE) return LATE;
      const piece = pieceIn(report, CONFIG_NEXT.id);
      if (piece === null) return null;
      if (piece.length === 0) return parseLighthouseConfig(Buffer.concat(pieces));
      pieces.push(piece);
    }
  } catch {
    return null;
  }
  return null;
}

interface Asked {
  readonly firmware: HidFirmware;
  /** It hangs in a driver: nothing more may be asked, not even to close it. */
  readonly hangs: boolean;
}

async function readVersion(device: ReadableHid, { layout, config }: FirmwareRequest): Promise<Asked> {
  let first: Gap | null = null;
  for (const report of VERSION_REPORTS[layout]) {
    const answer = await readReport(device, report);
    const parsed = Buffer.isBuffer(answer) ? parseVersionReport(layout, report.id, answer) : answer;
    if (typeof parsed === 'object' && !('reason' in parsed)) {
      const read = { status: 'read', layout, report: report.id, ...parsed } as const;
      const stored = config && layout === 'lighthouse' ? await readConfig(device) : null;
      if (stored === LATE) return { firmware: read, hangs: true };
      return { firmware: stored === null ? read : { ...read, config: stored }, hangs: false };
    }
    const gap: Gap = typeof parsed === 'string' ? { reason: parsed, detail: null } : parsed;
    first ??= gap;
    if (gap.reason === 'no-answer') return { firmware: { status: 'unread', layout, ...gap }, hangs: true };
  }
  return { firmware: { status: 'unread', layout, ...first! }, hangs: false };
}

async function ask(request: FirmwareRequest, open: OpenHid): Promise<Asked> {
  const unread = (gap: Gap): HidFirmware => ({ status: 'unread', layout: request.layout, ...gap });
  let device: ReadableHid | typeof LATE;
  try {
    device = await within(open(request.path), REPORT_DEADLINE_MS);
  } catch (cause) {
    return { firmware: unread(gapOf(cause)), hangs: false };
  }
  if (device === LATE) return { firmware: unread({ reason: 'no-answer', detail: null }), hangs: true };
  const asked = await readVersion(device, request);
  if (!asked.hangs)
    await within(
      device.close().catch(() => undefined),
      REPORT_DEADLINE_MS,
    );
  return asked;
}

/** Reads the firmware of devices at once, and of the interfaces of each in their order. Never rejects, sends no report. */
export async function readFirmware(
  queues: readonly DeviceQueue[],
  open: OpenHid,
  answered: (answer: FirmwareAnswer) => void,
): Promise<void> {
  await Promise.all(
    queues.map(async (queue) => {
      let hangs = false;
      for (const request of queue) {
        const { path, layout } = request;
        const asked: Asked = hangs
          ? { firmware: { status: 'unread', layout, reason: 'no-answer', detail: null }, hangs }
          : await ask(request, open);
        hangs = asked.hangs;
        answered({ path, firmware: asked.firmware });
      }
    }),
  );
}
