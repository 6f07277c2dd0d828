import type { UsbControllerFacts } from '../../shared/domain/usb-facts.ts';
import type { TroubledController } from '../published/catalogue-schema.ts';
import { defineCheck, type Judgement } from './check.ts';

const CAUSES = ['controller-known-for-trouble'] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** VR devices are not plugged into a host controller, or into one with a driver, that is published as known for trouble. */
export const usbControllerKnown = defineCheck({
  id: 'usb-controller-known',
  number: 48,
  needs: ['usb'],
  causes: CAUSES,
  judge({ usb, recognition: { devices, topology } }, { catalogue }) {
    const used = new Set(
      devices.flatMap(({ members }) => members.flatMap((key) => topology.device(key)?.controller ?? [])),
    );
    return (usb.controllers ?? [])
      .filter(({ name }) => used.has(name))
      .map((controller): Judged => {
        const subject = `controller@${controller.name}`;
        const known = catalogue.troubledControllers.find((one) => isThat(one, controller));
        if (known === undefined) return { outcome: 'pass', subject };
        const driver = [controller.driver?.provider, controller.driver?.version].filter((it) => it != null).join(', ');
        const evidence = { controller: known.name, reason: known.reason, ...(driver !== '' && { driver }) };
        return { outcome: 'warn', subject, evidence, cause: 'controller-known-for-trouble' };
      });
  },
});

const isThat = ({ pci, driverProvider }: TroubledController, { pciId, driver }: UsbControllerFacts): boolean =>
  pci.includes(pciId) &&
  (driverProvider === undefined || (driver?.provider != null && new RegExp(driverProvider, 'i').test(driver.provider)));
