import { describe, expect, it } from 'vitest';
import { listedHeadsets } from '../../../../src/core/probes/adb/listed-headsets.ts';
import { quest3, serve } from '../../../support/adb/described.ts';
import { GOOGLE_ADB, googleAdb, WITHOUT_ADB } from '../../../support/adb/google-adb.ts';

const ONE = '1WMHH000X00001';
const TWO = 'PA7L00000000002';

describe.skipIf(GOOGLE_ADB === null)(
  `the adb server of a world, asked by Google's adb (${GOOGLE_ADB ?? WITHOUT_ADB})`,
  () => {
    it('lists headsets as any other', async () => {
      const { port } = await serve([quest3(ONE, { usb: '1-2' }), quest3(TWO, { state: 'unauthorized' })]);
      const list = await googleAdb(port, 'devices', '-l');
      expect(list).toContain(`${ONE}         device usb:1-2 product:eureka model:Quest_3 device:eureka transport_id:1`);
      const [, ...lines] = list.split('\n');
      expect(listedHeadsets(lines.join('\n')).map(({ serial, state }) => [serial, state])).toEqual([
        [ONE, 'device'],
        [TWO, 'unauthorized'],
      ]);
    });

    it('runs commands, and tells output, errors and exit codes', async () => {
      const { port, server } = await serve([quest3(ONE)]);
      expect(await googleAdb(port, '-s', ONE, 'shell', 'getprop ro.product.model')).toBe('Quest 3\n');
      expect(await googleAdb(port, '-s', ONE, 'exec-out', 'dumpsys', 'battery')).toContain('level: 83');
      expect(await googleAdb(port, 'shell', 'echo A; dumpsys battery | grep -m1 status')).toBe('A\n  status: 2\n');
      await expect(googleAdb(port, 'shell', 'rstest info --json')).rejects.toMatchObject({
        code: 127,
        stderr: '/system/bin/sh: rstest: inaccessible or not found\n',
      });
      expect(server.asked).toHaveLength(4);
    });

    it('says states and serial numbers, and why it cannot ask', async () => {
      const { port } = await serve([quest3(ONE, { state: 'unauthorized' })]);
      expect(await googleAdb(port, 'get-state').catch((cause: { stderr: string }) => cause.stderr)).toMatch(
        /unauthorized/,
      );
      await expect(googleAdb(port, '-s', ONE, 'shell', 'id')).rejects.toMatchObject({
        stderr: expect.stringContaining('device unauthorized') as string,
      });
      await expect(googleAdb(port, '-s', TWO, 'shell', 'id')).rejects.toMatchObject({
        stderr: expect.stringContaining(`'${TWO}' not found`) as string,
      });
    });

    it('ends a wait when the headset is unplugged', async () => {
      const { port, server } = await serve([quest3(ONE, { answers: { 'cat /proc/uptime': { hang: true } } })]);
      const waiting = googleAdb(port, '-s', ONE, 'shell', 'cat /proc/uptime').catch((cause: unknown) => cause);
      await expect.poll(() => server.asked.length).toBe(1);
      server.unplug(ONE);
      await waiting;
      expect(await googleAdb(port, 'devices')).not.toContain(ONE);
    });
  },
);
