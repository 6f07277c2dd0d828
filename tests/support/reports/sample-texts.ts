/** Small texts in the form of the tools of Linux and of pnputil, written for these tests. */

export const LSUSB = `Bus 002 Device 009: ID 0424:5744 Microchip Technology, Inc. (formerly SMSC) Hub
Bus 002 Device 001: ID 1d6b:0003 Linux Foundation 3.0 root hub
Bus 001 Device 005: ID 28de:2300 Valve Software
Bus 001 Device 004: ID 28de:2102 Valve Software
Bus 001 Device 003: ID 0424:2744 Microchip Technology, Inc. (formerly SMSC) Hub
Bus 001 Device 002: ID 28de:2613 Valve Software
Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub
`;

export const LSUSB_TREE = `/:  Bus 02.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/8p, 10000M
    |__ Port 2: Dev 9, If 0, Class=Hub, Driver=hub/4p, 5000M
/:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/16p, 480M
    |__ Port 2: Dev 2, If 0, Class=Hub, Driver=hub/3p, 480M
        |__ Port 3: Dev 3, If 0, Class=Hub, Driver=hub/5p, 480M
            |__ Port 1: Dev 4, If 0, Class=Human Interface Device, Driver=usbhid, 12M
            |__ Port 2: Dev 5, If 0, Class=Human Interface Device, Driver=usbhid, 12M
            |__ Port 2: Dev 5, If 1, Class=Human Interface Device, Driver=usbfs, 12M
`;

/** As usbutils writes it since version 016, with ids (`-tv`). */
export const NEW_LSUSB_TREE = `/:  Bus 001.Port 001: Dev 001, Class=root_hub, Driver=xhci_hcd/16p, 480M
    ID 1d6b:0002 Linux Foundation 2.0 root hub
    |__ Port 002: Dev 003, If 0, Class=Vendor Specific Class, Driver=[none], 480M
        ID 2833:0186 Oculus VR, Inc. Quest 3
/:  Bus 002.Port 001: Dev 001, Class=root_hub, Driver=xhci_hcd/8p, 20000M/x2
    ID 1d6b:0003 Linux Foundation 3.0 root hub
`;

const field = (name: string, value: string) => `${name.padEnd(20)} ${value.padStart(5)}`;

/** One device of `lsusb -v`. */
export function verboseText(
  place: string,
  id: string,
  {
    classCode = '0',
    interfaces = [[3, 3]] as [classCode: number, type: number][],
    serial = '',
    packet = '0x0040',
    product: name = 'Something',
  } = {},
): string {
  const [vendor, product] = id.split(':');
  return [
    `${place}: ID ${id} Somebody`,
    'Device Descriptor:',
    '  bLength                18',
    '  bDescriptorType         1',
    '  bcdUSB               2.00',
    `  bDeviceClass         ${classCode.padStart(4)} `,
    '  bMaxPacketSize0        64',
    `  idVendor           0x${vendor} Somebody`,
    `  idProduct          0x${product} Something`,
    '  bcdDevice           68.01',
    '  iManufacturer           1 Somebody',
    `  iProduct                2 ${name}`,
    `  iSerial                 ${serial === '' ? '0' : `3 ${serial}`}`,
    '  bNumConfigurations      1',
    '  Configuration Descriptor:',
    '    bLength                 9',
    '    bDescriptorType         2',
    '    wTotalLength       0x0022',
    `    ${field('bNumInterfaces', String(interfaces.length))}`,
    '    bConfigurationValue     1',
    '    bmAttributes         0xa0',
    '      (Bus Powered)',
    '    MaxPower              100mA',
    ...interfaces.flatMap(([code, type], at) => [
      '    Interface Descriptor:',
      `      bInterfaceNumber        ${at}`,
      '      bAlternateSetting       0',
      '      bNumEndpoints           1',
      `      bInterfaceClass       ${String(code).padStart(3)} Something`,
      '      bInterfaceSubClass      0 ',
      '      bInterfaceProtocol      0 ',
      '      Endpoint Descriptor:',
      '        bEndpointAddress     0x81  EP 1 IN',
      `        bmAttributes            ${type}`,
      `        wMaxPacketSize     ${packet}  1x bytes`,
    ]),
    '',
  ].join('\n');
}

export const LSUSB_VERBOSE = [
  verboseText('Bus 001 Device 003', '2833:0001', { serial: 'AB12', product: 'Tracker DK' }),
  verboseText('Bus 001 Device 001', '1d6b:0002', { classCode: '9', interfaces: [[9, 3]], serial: '0000:00:14.0' }),
].join('\n');

export const DMESG = `[    0.000000] Linux version 6.8.0-45-generic (build@host) #45-Ubuntu SMP
[    1.100000] xhci_hcd 0000:00:14.0: new USB bus registered, assigned bus number 1
[    1.200000] usb usb1: New USB device found, idVendor=1d6b, idProduct=0002, bcdDevice= 6.08
[    1.200100] usb usb1: SerialNumber: 0000:00:14.0
[    1.300000] usb usb2: New USB device found, idVendor=1d6b, idProduct=0003, bcdDevice= 6.08
[    1.300100] usb usb2: SerialNumber: 0000:00:14.0
[    3.000000] usb 1-2: new high-speed USB device number 2 using xhci_hcd
[    3.100000] usb 1-2: New USB device found, idVendor=0bb4, idProduct=2744, bcdDevice= 2.21
[    3.100100] usb 1-2: New USB device strings: Mfr=1, Product=2, SerialNumber=0
[    3.100200] usb 1-2: Product: CB USB2
[    3.100300] usb 1-2: Manufacturer: HTC
[    3.200000] hub 1-2:1.0: USB hub found
[    3.200100] hub 1-2:1.0: 3 ports detected
[    4.000000] usb 1-2.3: new full-speed USB device number 3 using xhci_hcd
[    4.100000] usb 1-2.3: New USB device found, idVendor=28de, idProduct=2101, bcdDevice= 0.01
[    4.100100] usb 1-2.3: SerialNumber: F55804F21F
`;

export const DMESG_TROUBLE = `${DMESG}[ 9.000000] usb 1-2.3: USB disconnect, device number 3
[ 9.500000] usb 2-3: new SuperSpeed Gen 1 USB device number 5 using xhci_hcd
[ 9.600000] usb 2-3: device descriptor read/8, error -71
[ 9.700000] usb usb2-port3: unable to enumerate USB device
[ 9.800000] usb usb1-port4: over-current condition
[12.000000] xhci_hcd 0000:26:00.0: HC died; cleaning up
`;

interface PnputilWords {
  readonly title: string;
  readonly instance: string;
  readonly description: string;
  readonly className: string;
  readonly classGuid: string;
  readonly maker: string;
  readonly state: string;
  readonly driver: string;
  readonly problem: string;
  readonly problemStatus: string;
  readonly started: string;
  readonly broken: string;
  readonly gone: string;
}
export const PNPUTIL_WORDS: Readonly<Record<'en' | 'zh' | 'de', PnputilWords>> = {
  en: {
    title: 'Microsoft PnP Utility',
    instance: 'Instance ID',
    description: 'Device Description',
    className: 'Class Name',
    classGuid: 'Class GUID',
    maker: 'Manufacturer Name',
    state: 'Status',
    driver: 'Driver Name',
    problem: 'Problem Code',
    problemStatus: 'Problem Status',
    started: 'Started',
    broken: 'Problem',
    gone: 'Disconnected',
  },
  zh: {
    title: 'Microsoft PnP 工具',
    instance: '实例 ID',
    description: '设备描述',
    className: '类名',
    classGuid: '类 GUID',
    maker: '制造商名称',
    state: '状态',
    driver: '驱动程序名称',
    problem: '问题代码',
    problemStatus: '问题状态',
    started: '已启动',
    broken: '问题',
    gone: '已断开连接',
  },
  de: {
    title: 'Microsoft-PnP-Dienstprogramm',
    instance: 'Instanz-ID',
    description: 'Gerätebeschreibung',
    className: 'Klassenname',
    classGuid: 'Klassen-GUID',
    maker: 'Herstellername',
    state: 'Status',
    driver: 'Treibername',
    problem: 'Problemcode',
    problemStatus: 'Problemstatus',
    started: 'Gestartet',
    broken: 'Problem',
    gone: 'Getrennt',
  },
};

export interface ListedNode {
  readonly instance: string;
  readonly state?: 'started' | 'broken' | 'gone';
  readonly inf?: string;
  readonly problem?: string;
  readonly problemStatus?: string;
  /** Further lines, as options add them. */
  readonly more?: readonly string[];
}

export function pnputilText(nodes: readonly ListedNode[], language: keyof typeof PNPUTIL_WORDS = 'en'): string {
  const words = PNPUTIL_WORDS[language];
  const line = (name: string, value: string) => `${`${name}:`.padEnd(28)}${value}`;
  return [
    words.title,
    ...nodes.map((node) =>
      [
        '',
        line(words.instance, node.instance),
        line(words.description, language === 'en' ? 'USB Input Device' : 'USB-Eingabegerät'),
        line(words.className, 'HIDClass'),
        line(words.classGuid, '{745a17a0-74d3-11d0-b6fe-00a0c90f57da}'),
        line(words.maker, '(Standard)'),
        line(words.state, words[node.state ?? 'started']),
        ...(node.problem === undefined ? [] : [line(words.problem, node.problem)]),
        ...(node.problemStatus === undefined ? [] : [line(words.problemStatus, node.problemStatus)]),
        ...(node.inf === undefined ? [] : [line(words.driver, node.inf)]),
        ...(node.more ?? []),
      ].join('\n'),
    ),
    '',
  ].join('\n');
}

/** Nodes that every list of all devices has. */
export const PC_NODES: readonly ListedNode[] = [
  { instance: 'ACPI\\PNP0C0C\\2&DABA3FF&1', inf: 'machine.inf' },
  { instance: 'PCI\\VEN_8086&DEV_A36D&SUBSYS_00001028&REV_10\\3&11583659&0&A0', inf: 'usbxhci.inf' },
  { instance: 'USB\\ROOT_HUB30\\4&1A2B3C4D&0&0', inf: 'usbhub3.inf' },
];

export const PNPUTIL = pnputilText([
  ...PC_NODES,
  { instance: 'USB\\VID_28DE&PID_2613\\5&1A2B3C&0&2', inf: 'usbhub3.inf' },
  { instance: 'USB\\VID_28DE&PID_2300\\LHR-00000001', inf: 'usb.inf' },
  { instance: 'USB\\VID_28DE&PID_2300&MI_00\\6&2B&0&0000', inf: 'input.inf' },
  { instance: 'USB\\VID_28DE&PID_2101\\GONE', state: 'gone', inf: 'input.inf' },
]);

export const STEAMVR = `SteamVR System Report created Sat Nov 21 10:20:30 2026

<Report>
SteamVR Version:\t2.9.6 (1740000000)
SteamVR Date:\t2025-02-20
Steam:\tPublic
Steam Branch:\t
Tracking:\tlighthouse
OS:\tWindows 11
OS Version:\t10.0.0.22631
Direct Mode Vendor:\tNVIDIA
Direct Mode Version:\t566.36
Admin:\tNo
</Report>

<Displays>
DeviceName:\t\\\\.\\DISPLAY1
DeviceString:\tNVIDIA GeForce RTX 4070
DeviceID:\tPCI\\VEN_10DE&DEV_2786&SUBSYS_00001028&REV_A1
DeviceName:\t\\\\.\\DISPLAY2
DeviceString:\tNVIDIA GeForce RTX 4070
DeviceID:\tPCI\\VEN_10DE&DEV_2786&SUBSYS_00001028&REV_A1
</Displays>

Device 0 - LHR-00000001 HMD Index Valve
`;
