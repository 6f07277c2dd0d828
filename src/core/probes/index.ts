import type { DeviceCatalogue } from '../published/catalogue.ts';
import type { Matrix } from '../published/matrix-schema.ts';
import { createAdbProbe } from './adb/adb-probe.ts';
import { platformTools } from './adb/platform-tools.ts';
import { serverPlace } from './adb/server-place.ts';
import { createHidProbe } from './hid-probe.ts';
import { loadNative } from '../platform/native-library.ts';
import { createHostProbe } from './host/host-probe.ts';
import type { Probes } from './probe.ts';
import type { SecurityPolicy } from '../published/security-policy.ts';
import { createRuntimesProbe } from './runtimes/runtimes-probe.ts';
import { createSecurityProbe } from './security/security-probe.ts';
import { createSoftwareProbe } from './software/software-probe.ts';
import { usbProbe } from './usb/usb-probe.ts';

/** Creates the probes of a real PC. What they look for is published; checks judge what they find. */
export function createProbes(
  {
    catalogue,
    matrix,
    security,
  }: { readonly catalogue: DeviceCatalogue; readonly matrix: Matrix; readonly security: SecurityPolicy | null },
  dataDirectory: string,
): Probes {
  return {
    usb: usbProbe,
    hid: createHidProbe(
      (vendorId, productId) => catalogue.lists(vendorId, productId),
      (vendorId, productId) => catalogue.firmwareSourceOf(vendorId, productId),
    ),
    host: createHostProbe(dataDirectory),
    runtimes: createRuntimesProbe(matrix.products),
    software: createSoftwareProbe({
      ...matrix,
      programs: [...matrix.conflicts, ...catalogue.deviceHolders].map(({ program }) => program),
    }),
    adb: createAdbProbe({
      server: serverPlace(process.env),
      packages: [],
      without: {
        platformTools,
        dataDirectory,
        async usb() {
          const { WebUSB } = await loadNative('usb', () => import('usb'));
          return new WebUSB({ allowAllDevices: true });
        },
      },
    }),
    security: createSecurityProbe(security?.remoteAccess ?? [], dataDirectory),
  };
}
