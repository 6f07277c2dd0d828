/** A device as UsbTreeView shows it: written here from what the program is known to print, no report of anybody. */
export interface ShownPort {
  /** `1-2-4` */
  readonly chain: string;
  /** USB_CONNECTION_STATUS; 1 connected. */
  readonly status?: number;
  readonly id?: string;
  /** Last part of the instance id. */
  readonly instance?: string;
  /** USB_DEVICE_SPEED; 3 and its flags: SuperSpeed. */
  readonly speed?: number;
  readonly flags?: number;
  readonly protocols?: number;
  readonly companion?: string;
  readonly classCode?: number;
  /** Of a hub; 4 unless it says otherwise. */
  readonly hubPorts?: number;
  readonly product?: string;
  readonly service?: string;
  readonly problem?: number;
  /** Functions `MI_00`, `MI_01`: class codes, services and problems. */
  readonly functions?: readonly {
    readonly classCode: number;
    readonly service?: string;
    readonly problem?: number;
  }[];
}

/** Names of fields in the language of the program, as far as they differ. */
export interface Words {
  readonly port: string;
  readonly status: string;
  readonly problem: string;
  readonly service: string;
}
export const ENGLISH: Words = {
  port: 'USB Port',
  status: 'Connection Status',
  problem: 'Problem Code',
  service: 'Service',
};
export const GERMAN: Words = {
  port: 'USB-Port ',
  status: 'Verbindungsstatus',
  problem: 'Problemcode',
  service: 'Dienst',
};
export const CHINESE: Words = { port: 'USB 端口', status: '连接状态', problem: '问题代码', service: '服务' };

const two = (value: number) => value.toString(16).toUpperCase().padStart(2, '0');
const words = (value: number) => [value & 0xff, value >> 8];
const dword = (value: number) => [...words(value & 0xffff), ...words(value >>> 16)];

/** `Data (HexDump)           : 12 01 … ` with the characters behind, sixteen bytes in a line. */
export function hexDump(bytes: readonly number[]): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.slice(at, at + 16);
    const characters = row.map((byte) => (byte > 0x20 && byte < 0x7f ? String.fromCodePoint(byte) : '.')).join('');
    const label = at === 0 ? 'Data (HexDump)           : ' : ' '.repeat(27);
    lines.push(`${label}${row.map(two).join(' ').padEnd(48)}  ${characters}`);
  }
  return lines.join('\n');
}

const deviceDescriptor = ({ id = '0000:0000', speed = 2, classCode = 0, product }: ShownPort): number[] => {
  const [vendor = 0, productId = 0] = id.split(':').map((half) => Number.parseInt(half, 16));
  const usb = speed >= 3 ? 0x320 : 0x200;
  return [
    18,
    1,
    ...words(usb),
    classCode,
    0,
    0,
    64,
    ...words(vendor),
    ...words(productId),
    0x21,
    2,
    0,
    product === undefined ? 0 : 2,
    0,
    1,
  ];
};

function configuration({ functions = [{ classCode: 3 }] }: ShownPort): number[] {
  const interfaces = functions.flatMap(({ classCode }, at) =>
    [
      [9, 4, at, 0, 1, classCode, 0, 0, 0],
      [7, 5, 0x81 + at, 3, 64, 0, 1],
    ].flat(),
  );
  return [9, 2, ...words(9 + interfaces.length), functions.length, 1, 0, 0xa0, 50, ...interfaces];
}

/** One port as `File > Save report` writes it. */
export function portText(shown: ShownPort, word: Words = ENGLISH): string {
  const { chain, status = 1, speed = 2, flags = speed >= 3 ? 3 : 0, protocols = speed >= 3 ? 4 : 3 } = shown;
  const ports = chain.split('-').slice(1);
  const port = Number(ports.at(-1));
  const head = [
    '',
    `    =========================== ${word.port}${port} ===========================`,
    '',
    `${word.status.padEnd(25)}: 0x0${status} (…)`,
    `Port Chain               : ${chain}`,
    'Properties               : 0x01',
    ' IsUserConnectable       : yes',
    `ConnectionIndex          : 0x0${port} (Port ${port})`,
    ...(shown.companion === undefined
      ? []
      : [
          ' CompanionHubSymLnk      : USB#ROOT_HUB30#4&1&0&0#{f18a0e88-c30c-11d0-8815-00a0c906bed8}',
          ` -> CompanionPortChain   : ${shown.companion}`,
        ]),
  ];
  if (status === 0) return head.join('\n');
  const [vendor = '0000', product = '0002'] = (shown.id ?? '0000:0002').toUpperCase().split(':');
  const ids = `USB\\VID_${vendor}&PID_${product}`;
  const location = ['PCIROOT(0)#PCI(1400)#USBROOT(0)', ...ports.map((one) => `USB(${one})`)].join('#');
  const { problem = 0, service = 'HidUsb' } = shown;
  const bits =
    problem === 0 ? '0x0180600A (DN_DRIVER_LOADED, DN_STARTED)' : '0x01806400 (DN_HAS_PROBLEM, DN_DISABLEABLE)';
  return [
    ...head,
    '',
    '      ======================== USB Device ========================',
    '',
    `Device ID                : ${ids}\\${shown.instance ?? `5&1A2B&0&${port}`}`,
    `Hardware IDs             : ${shown.id === undefined ? 'USB\\DEVICE_DESCRIPTOR_FAILURE' : `${ids}&REV_0221 ${ids}`}`,
    'Driver                   : \\SystemRoot\\System32\\drivers\\hidusb.sys (Version: 10.0.19041.868  Date: 2021-04-18)',
    'Driver Inf               : C:\\WINDOWS\\inf\\input.inf',
    `${word.service.padEnd(25)}: ${service}`,
    `Location IDs             : ${location}, ACPI(_SB_)#ACPI(PCI0)`,
    `Status                   : ${bits}`,
    `${word.problem.padEnd(25)}: ${problem}${problem === 0 ? '' : ' (CM_PROB_…)'}`,
    'Power State              : D0 (supported: D0, D3)',
    ...(shown.functions ?? []).flatMap((one, at) => [
      ` Child Device ${at + 1}          : …`,
      `  Device ID              : ${ids}&MI_0${at}\\6&2B&0&000${at}`,
      `  ${word.service.padEnd(23)}: ${one.service ?? 'HidUsb'}`,
      `  Status                 : ${one.problem === undefined ? '0x0180600A (DN_DRIVER_LOADED)' : '0x01806400 (DN_HAS_PROBLEM)'}`,
      `  ${word.problem.padEnd(23)}: ${one.problem ?? 0}`,
    ]),
    ...(shown.id === undefined ? [] : descriptors(shown, { port, speed, flags, protocols })),
    '',
  ].join('\n');
}

function descriptors(
  shown: ShownPort,
  { port, speed, flags, protocols }: { port: number; speed: number; flags: number; protocols: number },
): string[] {
  const device = deviceDescriptor(shown);
  const isHub = shown.classCode === 9 ? 1 : 0;
  const text = Array.from(Buffer.from(shown.product ?? '', 'utf16le'));
  return [
    '',
    '        ---------------- Connection Information ---------------',
    hexDump([...dword(port), ...device, 1, speed, isHub, 7, 0, ...dword(1), ...dword(1)]),
    '',
    '        --------------- Connection Information V2 -------------',
    hexDump([...dword(port), ...dword(16), ...dword(protocols), ...dword(flags)]),
    '',
    '    ---------------------- Device Descriptor ----------------------',
    hexDump(device),
    '',
    '    ------------------ Configuration Descriptor -------------------',
    hexDump(configuration(shown)),
    ...(isHub === 1
      ? [
          '',
          '        ------------------- Hub Descriptor --------------------',
          hexDump([9, 0x29, shown.hubPorts ?? DEFAULT_HUB_PORTS, 0, 0, 50, 100, 0, 0xff]),
        ]
      : []),
    ...(shown.product === undefined
      ? []
      : [
          '             ------ String Descriptor 2 ------',
          `Language 0x0409          : "${shown.product}"`,
          hexDump([2 + text.length, 3, ...text]),
        ]),
  ];
}

const DEFAULT_HUB_PORTS = 4;

/** Every hub shows its empty ports too, each port before what is below it. */
function withEmptyPorts(shown: readonly ShownPort[]): ShownPort[] {
  const byChain = new Map(shown.map((port) => [port.chain, port]));
  const below = (chain: string, count: number): ShownPort[] =>
    Array.from({ length: count }, (_, at) => `${chain}-${at + 1}`).flatMap((own) => {
      const port = byChain.get(own) ?? { chain: own, status: 0 };
      if (port.classCode !== 9) return [port];
      const hubPorts = port.hubPorts ?? Math.max(DEFAULT_HUB_PORTS, highestBelow(own, shown));
      return [{ ...port, hubPorts }, ...below(own, hubPorts)];
    });
  return [...new Set(shown.map(({ chain }) => chain.split('-')[0]!))].flatMap((root) =>
    below(root, highestBelow(root, shown)),
  );
}

const highestBelow = (chain: string, shown: readonly ShownPort[]): number =>
  Math.max(
    0,
    ...shown.flatMap((port) =>
      port.chain.startsWith(`${chain}-`) ? Number(port.chain.slice(chain.length + 1).split('-')[0]) : [],
    ),
  );

/** A whole PC: its root hub, then its ports. */
export const treeText = (shown: readonly ShownPort[], word: Words = ENGLISH): string => {
  const ports = withEmptyPorts(shown);
  const count = ports.filter(({ chain }) => chain.split('-').length === 2).length;
  return [
    '    =========================== USB Host Controller ===========================',
    'Device ID                : PCI\\VEN_8086&DEV_A36D&SUBSYS_00001028&REV_10\\3&11583659&0&A0',
    '    =========================== USB Root Hub ===========================',
    'Device ID                : USB\\ROOT_HUB30\\4&1&0&0',
    `bNumberOfPorts           : 0x${two(count)} (${count} Ports)`,
    ...ports.map((port) => portText(port, word)),
    '',
  ].join('\n');
};

/** A complete Index on a USB 3 port: its USB 2 half at port 2, its SuperSpeed half at port 10. */
export const INDEX_PORTS: readonly ShownPort[] = [
  { chain: '1-2', id: '28de:2613', classCode: 9, service: 'USBHUB3', companion: '1-10' },
  { chain: '1-2-3', id: '0424:2744', classCode: 9, service: 'USBHUB3' },
  { chain: '1-2-3-1', id: '28de:2102', speed: 1, instance: 'RADIO', product: 'Valve VR Radio & HMD Mic' },
  {
    chain: '1-2-3-2',
    id: '28de:2300',
    speed: 1,
    instance: 'LHR-00000001',
    product: 'LHR',
    service: 'usbccgp',
    functions: [{ classCode: 3 }, { classCode: 3 }],
  },
  { chain: '1-3', status: 0 },
  { chain: '1-10', id: '0424:5744', classCode: 9, speed: 3, service: 'USBHUB3', companion: '1-2' },
];
