import { fail, succeed } from '../../../../shared/domain/result.ts';
import { REPORT_NAMES, type ReportGap } from '../../../../shared/domain/text-report.ts';
import type { DeviceProblem, UsbDeviceFacts, UsbFacts, UsbPortFacts } from '../../../../shared/domain/usb-facts.ts';
import { naturalOrder } from '../../../platform/natural-order.ts';
import { idsOf, keyOf, placeOf } from '../../../probes/windows/usb-place.ts';
import { type ReportReader, cut, placesGap, repeats, several, tooMany } from '../report-reading.ts';
import { type NodeBlock, readNodeBlocks } from './pnputil-blocks.ts';
import { stateOf } from './pnputil-words.ts';

const DEVICE = /^USB\\VID_[0-9A-F]{4}&PID_[0-9A-F]{4}\\/i;
const FUNCTION = /^USB\\VID_[0-9A-F]{4}&PID_[0-9A-F]{4}&MI_[0-9A-F]{2}\\/i;
/** Nodes that only a list of all classes has: the root of the tree, and what ACPI describes. */
const ANY_PC_HAS = /^(?:HTREE|ROOT|ACPI)\\/i;
const USB_INSTANCE = /\bUSB\\VID_[0-9A-F]{4}&PID_[0-9A-F]{4}[^\s\\]{0,20}\\[^\s\\]+/gi;
const CM_PROB_DISABLED = 22;
const CM_PROB_PHANTOM = 45;

/**
 * Reads `pnputil /enum-devices`: ids, drivers and problems; places only with `/properties`.
 * @returns `text-report-cut`, `text-report-language`, `text-report-crowded`, `text-report-several`. Pure.
 */
export const readPnputil: ReportReader = (file, text) => {
  const blocks = readNodeBlocks(text);
  const last = blocks.at(-1);
  if (last === undefined || last.state === null) return cut(file, 'pnputil', 'Status');
  const shown = blocks.map(({ instance }) => instance.toUpperCase());
  if (repeats(shown)) return several(file, 'pnputil');
  const usb = blocks.filter(({ instance }) => DEVICE.test(instance) || FUNCTION.test(instance));
  const crowded = tooMany(file, 'pnputil', usb.length);
  if (crowded !== null) return crowded;
  const strange = usb.find(({ state, problem }) => problem === null && stateOf(state ?? '') === null);
  if (strange !== undefined)
    return fail('text-report-language', { file, kind: REPORT_NAMES.pnputil, word: strange.state ?? '' });
  const present = usb.filter(isPresent);
  const facts = factsOf(present);
  const isWhole = ['USB', 'any'].every((what) =>
    blocks.some(({ instance }) => (what === 'USB' ? /^USB\\ROOT_HUB/i : ANY_PC_HAS).test(instance)),
  );
  const gaps: ReportGap[] = [
    ...(isWhole && namesNoOther(text, new Set(shown)) ? [] : (['list-incomplete'] as const)),
    ...placesGap(facts.devices),
  ];
  return succeed({ kinds: ['pnputil'], platform: 'win32', usb: facts, gaps, takenAt: null });
};

/** Parents and children of a device are named beside it: whoever has no entry of its own was cut off. */
const namesNoOther = (text: string, shown: ReadonlySet<string>): boolean =>
  (text.match(USB_INSTANCE) ?? []).every((instance) => shown.has(instance.toUpperCase()));

const isPresent = ({ state, problem }: NodeBlock): boolean =>
  problem !== CM_PROB_PHANTOM && stateOf(state ?? '') !== 'absent';

/** An id that Windows gives to devices that did not answer. */
const isNameless = ({ instance }: NodeBlock): boolean => /^USB\\VID_0000&/i.test(instance);

function factsOf(present: readonly NodeBlock[]): UsbFacts {
  const functions = Map.groupBy(
    present.filter(({ instance }) => FUNCTION.test(instance)),
    (block) => idTextOf(block),
  );
  const nodes = present.filter(({ instance }) => DEVICE.test(instance));
  const devices = nodes
    .filter((block) => !isNameless(block))
    .map((block) => describe(block, takeFunctions(block, functions)));
  const failed = present.filter((block) => isHub(block) && problemOf(block) !== undefined);
  return {
    devices: devices.toSorted((a, b) => naturalOrder(a.key, b.key)),
    troubledPorts: nodes.filter(isNameless).map(troubledPort),
    ...(failed.length > 0 && { silentHubs: failed.map(failedHub) }),
  };
}

/** By its driver, or as a root hub by its name. */
const isHub = ({ instance, inf }: NodeBlock): boolean =>
  /^USB\\ROOT_HUB/i.test(instance) || (DEVICE.test(instance) && /^usbhub/i.test(inf ?? ''));

function failedHub(block: NodeBlock) {
  const { key } = placeIn(block);
  return { key, reason: `problem ${block.problem}`, hasFailed: true };
}

const idTextOf = ({ instance }: NodeBlock): string => instance.slice(0, 'USB\\VID_0000&PID_0000'.length).toUpperCase();

/** The list does not say whose function it is: of several devices with one id the first gets them, so that none is lost. */
function takeFunctions(block: NodeBlock, functions: Map<string, NodeBlock[]>): readonly NodeBlock[] {
  const own = functions.get(idTextOf(block)) ?? [];
  functions.delete(idTextOf(block));
  return own;
}

const problemOf = ({ problem, problemStatus }: NodeBlock): DeviceProblem | undefined =>
  problem === null || problem === 0 ? undefined : { code: problem, status: problemStatus };

/** Windows names a node by the serial number, unless the device has none: then by its place, with `&`. */
function serialOf({ instance }: NodeBlock): string | null {
  const name = instance.split('\\').at(-1) ?? '';
  return name === '' || name.includes('&') ? null : name;
}

function placeIn({ instance, locationPath }: NodeBlock) {
  const place = placeOf(locationPath);
  return place === null || place.ports.length === 0
    ? { key: instance, bus: 'pnputil', ports: [], controller: null }
    : { key: keyOf(place), bus: place.bus, ports: [...place.ports], controller: place.controller };
}

function releaseOf({ hardwareIds }: NodeBlock): string | null {
  const [, major, minor] =
    hardwareIds.map((id) => /REV_([0-9A-F]{2})([0-9A-F]{2})/i.exec(id)).find((it) => it !== null) ?? [];
  return major === undefined || minor === undefined ? null : `${major.replace(/^0/, '')}.${minor}`.toLowerCase();
}

function describe(block: NodeBlock, functions: readonly NodeBlock[]): UsbDeviceFacts {
  // What the interfaces are is not told, so what is wrong with a function is said of the device.
  const problem = problemOf(block) ?? functions.map(problemOf).find((one) => one !== undefined);
  return {
    ...placeIn(block),
    ...idsOf(block)!,
    ...NOT_TOLD,
    address: 0,
    release: releaseOf(block),
    serial: serialOf(block),
    ...(problem !== undefined && { problem }),
    ...(problem?.code === CM_PROB_DISABLED && { disabled: true }),
    ...(block.inf !== null && {
      driver: { service: null, provider: null, version: null, date: null, inf: block.inf },
    }),
  };
}

const NOT_TOLD = {
  companionPorts: null,
  usbVersion: null,
  classCode: 0,
  speed: null,
  manufacturer: null,
  product: null,
  hubPorts: null,
  maxPowerMilliamps: null,
  selfPowered: null,
  interfaces: null,
  defects: [],
};

function troubledPort(block: NodeBlock): UsbPortFacts {
  const { key, controller } = placeIn(block);
  const problem = problemOf(block);
  const failure = block.hardwareIds.map((id) => /^USB\\([A-Z_]+)$/i.exec(id)?.[1]).find((it) => it !== undefined);
  return {
    key,
    controller,
    hub: null,
    trouble: 'enumeration-failed',
    failure: failure ?? null,
    ...(problem !== undefined && { problem }),
  };
}
