// Reads the HID devices of the (mocked) machine it runs on with the product's own probe. Arguments: how devices report, as JSON by id.
import { createHidProbe } from '../../../src/core/probes/hid-probe.ts';
import type { FirmwareSource } from '../../../src/core/published/catalogue.ts';

const sources = JSON.parse(process.argv[2] ?? '{}') as Record<string, FirmwareSource>;
const sourceOf = (vendorId: string, productId: string) => sources[`${vendorId}:${productId}`] ?? null;
const cancelAfter = Number(process.argv[3] ?? 0);
const signal = cancelAfter > 0 ? AbortSignal.timeout(cancelAfter) : new AbortController().signal;
const begun = performance.now();
const { facts } = await createHidProbe((...id) => sourceOf(...id) !== null, sourceOf).read(signal);
process.stdout.write(JSON.stringify({ milliseconds: performance.now() - begun, devices: facts.devices }));
