import { defineCheck } from './check.ts';
import { judgeProducts, ofKind, VERSION_CAUSES } from './version-judgement.ts';

/** Firmware of every connected headset for which firmware is published, by the release the device itself reports. */
export const headsetFirmware = defineCheck({
  id: 'headset-firmware',
  number: 26,
  needs: ['usb'],
  causes: VERSION_CAUSES,
  judge: ({ situation }, context) => judgeProducts(ofKind(context.matrix, 'headset-firmware'), situation, context),
});
