import { type LinuxView, isRootHubId, isSuperRootHub } from './sighting.ts';

/** `Bus 001 Device 004: ID 28de:2102 Valve Software`; the name may come from a table of usbutils and is no fact of the device. */
const LINE = /^[ \t>]*Bus (\d{3}) Device (\d{3}): ID ([0-9a-f]{4}):([0-9a-f]{4})(?![0-9a-f])/gim;

/** Reads `lsusb`. Pure. */
export function readLsusb(text: string): LinuxView {
  const lines = [...text.matchAll(LINE)].map(([, bus, address, vendorId, productId]) => ({
    bus: Number(bus),
    address: Number(address),
    vendorId: vendorId!.toLowerCase(),
    productId: productId!.toLowerCase(),
  }));
  return {
    devices: lines.filter(({ vendorId, productId }) => !isRootHubId(vendorId, productId)),
    buses: lines
      .filter(({ vendorId, productId }) => isRootHubId(vendorId, productId))
      .map(({ bus, productId }) => ({ bus, isSuper: isSuperRootHub(productId) })),
  };
}
