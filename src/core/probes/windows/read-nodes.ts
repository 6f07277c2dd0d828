import { type DeviceNode, NO_PROPERTIES, type NodeDriver } from './device-reading.ts';
import {
  NODE_PROPERTIES,
  instantProperty,
  listProperty,
  numberProperty,
  powerProperty,
  statusProperty,
  textProperty,
} from './node-properties.ts';
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
  const controllers = api.interfaces(CONTROLLERS).flatMap((path) => api.instanceOf(path) ?? []);
  const instances = new Set([...controllers, ...api.deviceIds('USB'), ...api.deviceIds('HID')]);
  return [...instances].slice(0, MAX_NODES).flatMap((instance) => readNode(api, instance) ?? []);
}

/** @returns null for a node that went while it was read, and for HID collections of devices that are gone. */
function readNode(api: WindowsApi, instance: string): DeviceNode | null {
  const node = api.locate(instance);
  if (node === null) return null;
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
    driver: removed ? null : readDriver(read),
    power: removed ? null : powerProperty(read(NODE_PROPERTIES.powerData)),
    lastArrival: instantProperty(read(NODE_PROPERTIES.lastArrival)),
    lastRemoval: instantProperty(read(NODE_PROPERTIES.lastRemoval)),
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
