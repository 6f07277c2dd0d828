import type { UsbDeviceFacts } from '../../shared/domain/usb-facts.ts';
import { type LimitedContext, defineCheck, type Judgement } from './check.ts';

const CAUSES = ['controller-crowded'] as const;
const LIMITS = {
  'usb.devicesPerController.warn': 'published',
  'usb.endpointsPerController.warn': 'published',
} as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** A host controller has room: xHCI chips reserve a slot per device and a context per endpoint, and some have few. */
export const usbControllerLoad = defineCheck({
  id: 'usb-controller-load',
  number: 10,
  needs: ['usb'],
  causes: CAUSES,
  limits: LIMITS,
  judge({ recognition: { topology } }, context) {
    const controllers = Map.groupBy(topology.devices, (device) => topology.controllerOf(device));
    return [...controllers].map(([controller, devices]) => judgeController(controller, devices, context));
  },
});

function judgeController(
  controller: string,
  devices: readonly UsbDeviceFacts[],
  { limits }: LimitedContext<keyof typeof LIMITS>,
): Judged {
  // Every device has its control endpoint as well.
  const endpoints = devices.reduce(
    (sum, device) => sum + 1 + (device.interfaces ?? []).reduce((count, it) => count + it.endpointCount, 0),
    0,
  );
  const evidence = { controller, devices: devices.length, endpoints };
  const crowded =
    devices.length >= limits['usb.devicesPerController.warn'] || endpoints >= limits['usb.endpointsPerController.warn'];
  const subject = `controller@${controller}`;
  return crowded
    ? { outcome: 'warn', subject, evidence, cause: 'controller-crowded' }
    : { outcome: 'pass', subject, evidence };
}
