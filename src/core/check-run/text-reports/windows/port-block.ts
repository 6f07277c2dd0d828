import type { NodeDriver } from '../../../probes/windows/device-reading.ts';
import { HexDumps } from './hex-dump.ts';

/** A location path as Windows writes it; null where a port has a number that no hub has. */
export const soundPath = (path: string | null | undefined): string | null =>
  path === null || path === undefined || /#USB(?:ROOT)?\(\d{4,}\)/i.test(path) ? null : path;

/** What UsbTreeView writes about one port, by what the values look like: the names before them are in any language. */
export interface PortBlock {
  /** Number in the banner. */
  readonly port: number;
  /** `1-2-4`: number of the controller, then the ports. */
  readonly chain: readonly number[] | null;
  readonly companionChain: readonly number[] | null;
  /** Its socket has another half; older versions name the hub of it and no chain. */
  readonly hasCompanion: boolean;
  /** USB_CONNECTION_STATUS of the first lines. */
  readonly status: number | null;
  readonly connector: number | null;
  readonly locationPath: string | null;
  /** The device, then its functions and whatever is below. */
  readonly nodes: readonly BlockNode[];
  readonly hardwareIds: readonly string[];
  readonly bits: number | null;
  readonly problem: number | null;
  readonly problemStatus: string | null;
  readonly driver: NodeDriver | null;
  readonly power: number | null;
  readonly dumps: readonly Buffer[];
  /** Of a hub. */
  readonly portCount: number | null;
  /** Strings of the device by their index. */
  readonly strings: ReadonlyMap<number, string>;
}

export interface BlockNode {
  readonly instance: string;
  readonly service: string | null;
  readonly problem: number | null;
}

const BANNER = /^([ \t]*)={10,}[^=\n]*?(\d{1,3})[ \t]*={10,}[ \t]*$/;
const OTHER_BANNER = /^([ \t]*)={10,}[^=\d\n]*={10,}[ \t]*$/;
const VALUE = /^([ \t]*)([^:\n]{1,60}?)[ \t]*:[ \t]*(.*?)[ \t]*$/;
const INSTANCE = /^[A-Z_]+\\[^\\\s]+\\\S+$/i;
const USB_INSTANCE = /^USB\\[^\\\s]+\\\S+$/i;
/** Interface of a hub (usbiodef.h). */
const HUB_LINK = /^USB#\S+#\{f18a0e88-/i;
const CHAIN = /^\d{1,3}(?:-\d{1,3})+$/;
const STRING_TITLE = /^[ \t]*-{4,}[^-\d\n]*(\d+)[ \t]*-{4,}[ \t]*$/;
const STRING = /^[ \t]*\S[^:\n]*0x[0-9A-F]{4}[ \t]*:[ \t]*"(.*)"[ \t]*$/i;

/** A root hub, whose ports follow. */
export interface RootHubSection {
  /** Null where the text does not say how many ports it has. */
  portCount: number | null;
  /** Index of its first port. */
  readonly begin: number;
}

/** Cuts a report into its root hubs and ports. */
export function readPortBlocks(text: string): { blocks: PortBlock[]; roots: RootHubSection[] } {
  const roots: RootHubSection[] = [];
  const blocks: { readonly port: number; readonly indent: number; readonly lines: string[] }[] = [];
  let open = false;
  for (const line of text.split('\n')) {
    const isBanner = line.includes('=====');
    const [, indent, port] = (isBanner ? BANNER.exec(line) : null) ?? [];
    if (indent !== undefined) blocks.push({ port: Number(port), indent: indent.length, lines: [] });
    if (indent !== undefined) open = true;
    // Sections of a port are set in further than its own banner; any other one is of the next hub or controller.
    else if (isBanner && (OTHER_BANNER.exec(line)?.[1]?.length ?? Infinity) <= (blocks.at(-1)?.indent ?? -1))
      open = false;
    else if (open) blocks.at(-1)!.lines.push(line);
    else readRootHub(line, roots, blocks.length);
  }
  return { blocks: blocks.map(({ port, lines }) => readBlock(port, lines)), roots };
}

const ROOT_HUB = /^[^\n:]*:[ \t]*USB\\ROOT_HUB[^\s\\]*\\\S/i;
/** Names of usbspec.h and usbioctl.h, which nobody translates. */
const PORT_COUNT = /\b(?:bNumberOfPorts|HighestPortNumber)[ \t]*: (0x[0-9A-F]{1,4}|\d{1,3})\b/i;

const portCountIn = (line: string): number | null => {
  const count = line.includes('P') ? PORT_COUNT.exec(line)?.[1] : undefined;
  return count === undefined ? null : Number(count);
};

function readRootHub(line: string, roots: RootHubSection[], begin: number): void {
  if (roots.at(-1)?.begin !== begin && ROOT_HUB.test(line)) roots.push({ portCount: null, begin });
  const root = roots.at(-1);
  const count = portCountIn(line);
  if (root?.begin === begin && count !== null) root.portCount = Math.max(root.portCount ?? 0, count);
}

const numbers = (text: string): number[] => text.split('-').map(Number);

function readBlock(port: number, lines: readonly string[]): PortBlock {
  const dumps = new HexDumps();
  const found = {
    chain: null as number[] | null,
    companionChain: null as number[] | null,
    status: null as number | null,
    connector: null as number | null,
    locationPath: null as string | null,
    bits: null as number | null,
    problem: null as number | null,
    problemStatus: null as string | null,
    power: null as number | null,
    inf: null as string | null,
    version: null as string | null,
    date: null as string | null,
    provider: null as string | null,
  };
  const nodes: { instance: string; service: string | null; problem: number | null }[] = [];
  const hardwareIds: string[] = [];
  const strings = new Map<number, string>();
  let stringIndex: number | null = null;
  let afterStatus = false;
  let hasCompanion = false;
  let portCount: number | null = null;
  for (const line of lines) {
    if (dumps.read(line)) continue;
    const title = line.includes('----') ? STRING_TITLE.exec(line)?.[1] : undefined;
    if (title !== undefined) stringIndex = Number(title);
    const text = line.includes('"') ? STRING.exec(line)?.[1] : undefined;
    if (text !== undefined && stringIndex !== null && !strings.has(stringIndex)) strings.set(stringIndex, text);
    portCount ??= portCountIn(line);
    // Behind the first dump come descriptors, which the dumps tell already.
    if (dumps.hasAny) continue;
    const [, indent = '', name = '', value = ''] = VALUE.exec(line) ?? [];
    const own = indent === '';
    // The line below the status of a node is its problem, whatever it is called.
    if (afterStatus && /^\d{1,5}(?: |$)/.test(value)) {
      if (own) found.problem ??= Number.parseInt(value, 10);
      else if (nodes.length > 0) nodes.at(-1)!.problem ??= Number.parseInt(value, 10);
    }
    afterStatus = /\bDN_[A-Z_]+/.test(value);
    const bits = /^0x([0-9A-F]{8}) /i.exec(value)?.[1];
    if (own && afterStatus && bits !== undefined) found.bits ??= Number.parseInt(bits, 16);
    if (INSTANCE.test(value) && !value.startsWith('\\')) nodes.push({ instance: value, service: null, problem: null });
    else if (/^(?:Service|Dienst|服务)$/i.test(name.trim()) && /^[\w.-]+$/.test(value)) setService(nodes, value);
    else if (own) readOwn(value, found, hardwareIds);
    else if (CHAIN.test(value)) found.companionChain ??= numbers(value);
    else if (HUB_LINK.test(value)) hasCompanion = true;
  }
  const { inf, version, date, provider, ...rest } = found;
  const hasDriver = inf !== null || version !== null;
  return {
    port,
    ...rest,
    hasCompanion: hasCompanion || found.companionChain !== null,
    nodes,
    hardwareIds,
    driver: hasDriver ? { inf, version, date, provider } : null,
    dumps: dumps.all,
    portCount: portCount ?? portCountOf(dumps.all),
    strings,
  };
}

const HUB_DESCRIPTORS = [0x29, 0x2a];
const portCountOf = (dumps: readonly Buffer[]): number | null =>
  dumps.find((bytes) => bytes.length >= 7 && HUB_DESCRIPTORS.includes(bytes[1]!) && bytes[0]! <= bytes.length)?.[2] ??
  null;

function setService(nodes: { service: string | null }[], value: string): void {
  const last = nodes.at(-1);
  if (last !== undefined) last.service ??= value;
}

interface OwnValues {
  chain: number[] | null;
  status: number | null;
  connector: number | null;
  locationPath: string | null;
  problemStatus: string | null;
  power: number | null;
  inf: string | null;
  version: string | null;
  date: string | null;
}

/** A line at the margin: of the port itself, or of its device. */
function readOwn(value: string, found: OwnValues, hardwareIds: string[]): void {
  const first = (pattern: RegExp) => pattern.exec(value)?.[1] ?? null;
  if (CHAIN.test(value)) found.chain ??= numbers(value);
  const status = first(/^0x(0[0-9A-F]) \(/i);
  if (status !== null) found.status ??= Number.parseInt(status, 16);
  const properties = first(/^0x([0-9A-F]{2})$/i);
  if (properties !== null) found.connector ??= Number.parseInt(properties, 16);
  found.locationPath ??= soundPath(first(/^([^,\s]*#USBROOT\(\d+\)[^,\s]*)/i));
  found.problemStatus ??= first(/^0x(C[0-9A-F]{7})\b/i)?.toLowerCase() ?? null;
  const power = first(/^D([0-3])(?: |$)/);
  if (power !== null) found.power ??= Number(power) + 1;
  found.inf ??= first(/\\INF\\([^\\\s]+\.inf)$/i);
  const [, version, date] = /\.sys \(\D{0,40}([\d.]{1,40})\D.{0,40}?(\d{4}-\d{2}-\d{2})\)$/i.exec(value) ?? [];
  found.version ??= version ?? null;
  found.date ??= date ?? null;
  if (/^USB\\\S+(?: USB\\\S+)*$/i.test(value) && !USB_INSTANCE.test(value)) hardwareIds.push(...value.split(' '));
}
