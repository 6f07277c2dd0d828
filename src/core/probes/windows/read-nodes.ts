import { type DeviceNode, NO_PROPERTIES, type NodeDriver } from './device-reading.ts';
import {
  NODE_PROPERTIES,
  instantProperty,
  listProperty,
  numberProperty,
  panelProperty,
  powerProperty,
  statusProperty,
  textProperty,
} from './node-properties.ts';
import { readSaving } from './read-power.ts';
import type { PropertyKey, WindowsApi } from './windows-api.ts';

/** Host controllers. */
const CONTROLLERS = '3abf6f2d-71c4-462a-8a92-1e6861e6af27';

/** More nodes no PC has; removed devices of ten years are a thousand. */
const MAX_NODES = 5000;

/**
 * Reads the nodes of all USB devices, their functions and HID collections, present and removed, and of the host controllers.
 * Nothing is opened and nothing goes over a cable.
 */
export function readNodes(api: WindowsApi): DeviceNode[] {
  const working = api.interfaces(CONTROLLERS).flatMap((path) => api.instanceOf(path) ?? []);
  const controllers = [...working, ...api.deviceIds('PCI').filter((instance) => isUsbController(api, instance))];
  const instances = [...new Set([...controllers, ...api.deviceIds('USB'), ...api.deviceIds('HID')])];
  const read = () => instances.slice(0, MAX_NODES).map((instance) => readNode(api, instance));
  let nodes = read();
  // What hangs below a node that went is gone too, though it was read before.
  for (let times = 1; times < MAX_TIMES && nodes.includes('went'); times += 1) nodes = read();
  return nodes.filter((node) => node !== null && node !== 'went');
}

/** The present USB nodes, each with its problem code. */
export const readConditions = (api: WindowsApi): string =>
  api
    .deviceIds('USB', 'present')
    .slice(0, MAX_NODES)
    .flatMap((instance) => {
      const node = api.locate(instance);
      const status = node === null ? null : api.status(node);
      return status === null ? [] : [`${instance} ${status.problem}`];
    })
    .toSorted()
    .join('\n');

/** How often all is read where nodes go meanwhile. */
const MAX_TIMES = 3;

/** Controllers that did not start have no interface, but their class (PCI: 0c03 is USB). */
function isUsbController(api: WindowsApi, instance: string): boolean {
  const node = api.locate(instance);
  const ids = node === null ? [] : listProperty(api.property(node, NODE_PROPERTIES.compatibleIds));
  return ids.some((id) => /^PCI\\CC_0C03[0-3]0/i.test(id));
}

/** @returns null for HID collections of devices that are gone. */
function readNode(api: WindowsApi, instance: string): DeviceNode | 'went' | null {
  const node = api.locate(instance);
  if (node === null) return null;
  const read = readProperties(api, instance, node);
  // Of a node that went meanwhile only half was read.
  return read?.status != null && api.status(node) === null ? 'went' : read;
}

function readProperties(api: WindowsApi, instance: string, node: number): DeviceNode | null {
  const status = api.status(node);
  const read = (key: PropertyKey) => api.property(node, key);
  const isHid = /^HID\\/i.test(instance);
  if (status === null && isHid) return null;
  const common = {
    instance,
    status,
    parent: textProperty(read(NODE_PROPERTIES.parent)),
    hardwareIds: listProperty(read(NODE_PROPERTIES.hardwareIds)),
  };
  if (isHid) return { ...NO_PROPERTIES, ...common };
  const removed = status === null;
  return {
    ...common,
    problemStatus: removed ? null : statusProperty(read(NODE_PROPERTIES.problemStatus)),
    compatibleIds: removed ? [] : listProperty(read(NODE_PROPERTIES.compatibleIds)),
    service: textProperty(read(NODE_PROPERTIES.service)),
    busReported: textProperty(read(NODE_PROPERTIES.busReported)),
    locationPath: listProperty(read(NODE_PROPERTIES.locationPaths))[0] ?? null,
    address: numberProperty(read(NODE_PROPERTIES.address)),
    panel: removed ? null : panelProperty(read(NODE_PROPERTIES.physicalDeviceLocation)),
    driver: removed ? null : readDriver(read),
    power: removed ? null : powerProperty(read(NODE_PROPERTIES.powerData)),
    lastArrival: instantProperty(read(NODE_PROPERTIES.lastArrival)),
    lastRemoval: instantProperty(read(NODE_PROPERTIES.lastRemoval)),
    ...(!removed && /^USB\\VID_/i.test(instance) && readSaving(api, node)),
  };
}

function readDriver(read: (key: PropertyKey) => ReturnType<WindowsApi['property']>): NodeDriver | null {
  const version = textProperty(read(NODE_PROPERTIES.driverVersion));
  const provider = textProperty(read(NODE_PROPERTIES.driverProvider));
  const inf = textProperty(read(NODE_PROPERTIES.driverInf));
  const date = instantProperty(read(NODE_PROPERTIES.driverDate))?.slice(0, 10) ?? null;
  return version === null && provider === null && inf === null && date === null
    ? null
    : { provider, version, date, inf };
}
