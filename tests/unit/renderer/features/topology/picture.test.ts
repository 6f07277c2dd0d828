import { expect, test } from 'vitest';
import { assessmentOfRun } from '../../../../../src/renderer/src/features/assessment/assessment.ts';
import { type Picture, buildPicture } from '../../../../../src/renderer/src/features/topology/picture.ts';
import type { UsbDeviceFacts } from '../../../../../src/shared/domain/usb-facts.ts';
import { hub, index, usb } from '../../../../support/pc/facts.ts';
import { run } from '../../../../support/pc/runs.ts';

/** `[socket, piece over speed, …]` of each row, as a teacher would read the picture aloud. */
const read = ({ rows }: Picture) =>
  rows.map(({ port, nodes }) => [port, ...nodes.map(({ kind, label, cable }) => `${label ?? kind} ${cable.speed}`)]);
const picture = (devices: UsbDeviceFacts[]) =>
  buildPicture(assessmentOfRun(run(0, devices)), {
    deviceName: ({ model }) => model,
    subjectName: ({ subject }) => subject,
  });

/** The same devices one hub further away from the PC: a USB 3 hub shows one face on each bus. */
const behindHub = (devices: UsbDeviceFacts[]) => [
  hub('1-9', '2109:2813', { product: 'USB2.0 Hub' }),
  hub('2-9', '2109:0813', { product: 'USB3.0 Hub' }),
  ...devices.map((device) => {
    const [bus, path] = device.key.split('-');
    return { ...device, key: `${bus}-9.${path}`, ports: [9, ...device.ports] };
  }),
];

test('a headset straight at the PC is one cable', () => {
  expect(read(picture(index()))).toEqual([['1-2', 'valve-index super']]);
});

test('a USB 3 hub is one box on one fast cable, not a slow hub before a fast headset', () => {
  const { rows, others } = picture([...behindHub(index()), usb('2-9.4', '0781:5581')]);
  expect(read({ rows, others })).toEqual([['1-9', 'USB3.0 Hub super', 'valve-index super']]);
  expect(rows[0]?.nodes[0]?.tone).toBe('warn');
  expect(others).toBe(1);
});
