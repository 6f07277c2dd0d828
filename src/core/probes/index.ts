import type { DeviceCatalogue } from '../devices/catalogue.ts';
import { createHidProbe } from './hid/hid-probe.ts';
import { createHostProbe } from './host/host-probe.ts';
import type { Probes } from './probe.ts';
import { usbProbe } from './usb/usb-probe.ts';

/** The probes of a real PC. */
export function createProbes(catalogue: DeviceCatalogue, dataDirectory: string): Probes {
  return {
    usb: usbProbe,
    hid: createHidProbe((vendorId, productId) => catalogue.lists(vendorId, productId)),
    host: createHostProbe(dataDirectory),
  };
}
