import type { UsbDeviceFacts, UsbInterfaceFacts } from '../../../src/shared/domain/usb-facts.ts';

const MEGABITS = { low: '1.5', full: '12', high: '480', super: '5000', 'super-plus': '10000' } as const;
const isFast = ({ speed }: UsbDeviceFacts) => speed === 'super' || speed === 'super-plus';
const three = (value: number | string) => String(value).padStart(3, '0');

/** What `lsusb`, `lsusb -t` and `lsusb -v` print on a PC with these devices, which have Linux's keys. */
export function lsusbText(devices: readonly UsbDeviceFacts[]): string {
  const highest = Math.max(2, ...devices.map(({ bus }) => Number(bus)));
  const buses = Array.from({ length: highest }, (_, at) => ({
    bus: at + 1,
    own: devices.filter(({ bus }) => Number(bus) === at + 1),
  }));
  return buses
    .flatMap(({ bus, own }) => {
      const speed = own.some(isFast) ? '10000' : '480';
      return [
        `/:  Bus ${String(bus).padStart(2, '0')}.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/16p, ${speed}M`,
        ...own.flatMap(treeLines),
        ...own.map((device) => deviceText(bus, device)),
        rootHubText(bus, own),
      ];
    })
    .join('\n');
}

function treeLines(device: UsbDeviceFacts): string[] {
  const { ports, address, interfaces, hubPorts, speed } = device;
  const begin = `${'    '.repeat(ports.length)}|__ Port ${ports.at(-1)}: Dev ${address}, If`;
  const driver = hubPorts === null ? '' : `hub/${hubPorts}p`;
  return (interfaces ?? []).map(
    (it) => `${begin} ${it.number}, Class=Something, Driver=${it.driver ?? driver}, ${MEGABITS[speed!]}M`,
  );
}

function rootHubText(bus: number, own: readonly UsbDeviceFacts[]): string {
  const controller = own.find((device) => device.controller !== null)?.controller;
  return [
    `Bus ${three(bus)} Device 001: ID 1d6b:000${own.some(isFast) ? 3 : 2} Linux Foundation root hub`,
    'Device Descriptor:',
    '  bLength                18',
    ...(controller === undefined ? [] : [`  iSerial                 1 ${controller}`]),
    '  bNumConfigurations      0',
    '',
  ].join('\n');
}

function deviceText(bus: number, device: UsbDeviceFacts): string {
  const { vendorId, productId, address, interfaces } = device;
  const text = (name: string, index: number, value: string | null) =>
    `  ${name.padEnd(20)}${value === null ? '   0' : `   ${index} ${value}`}`;
  return [
    `Bus ${three(bus)} Device ${three(address)}: ID ${vendorId}:${productId} Somebody`,
    'Device Descriptor:',
    '  bLength                18',
    `  bcdUSB               ${device.usbVersion}`,
    `  bDeviceClass         ${String(device.classCode).padStart(4)} `,
    `  bcdDevice            ${device.release}`,
    text('iManufacturer', 1, device.manufacturer),
    text('iProduct', 2, device.product),
    text('iSerial', 3, device.serial),
    '  bNumConfigurations      1',
    '  Configuration Descriptor:',
    `    bNumInterfaces          ${interfaces!.length}`,
    `    bmAttributes         0x${device.selfPowered === true ? 'c0' : '80'}`,
    `    MaxPower              ${device.maxPowerMilliamps ?? 0}mA`,
    ...interfaces!.flatMap(interfaceLines),
    '',
  ].join('\n');
}

const interfaceLines = (it: UsbInterfaceFacts): string[] => [
  '    Interface Descriptor:',
  `      bInterfaceNumber        ${it.number}`,
  '      bAlternateSetting       0',
  `      bNumEndpoints           ${it.endpointCount}`,
  `      bInterfaceClass       ${it.classCode} `,
  `      bInterfaceSubClass      ${it.subclassCode} `,
  `      bInterfaceProtocol      ${it.protocolCode} `,
  `      iInterface              ${it.name === undefined ? '0' : `4 ${it.name}`}`,
  ...Array.from({ length: it.endpointCount }, (_, at) =>
    [
      '      Endpoint Descriptor:',
      `        bEndpointAddress     0x8${(at % 8) + 1}  EP ${(at % 8) + 1} IN`,
      `        bmAttributes            ${it.isochronous ? 1 : 3}`,
    ].join('\n'),
  ),
];
