import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLocalApp } from '../../../src/core/app/local-app.ts';
import { recogniseDevices } from '../../../src/core/devices/recognise.ts';
import { describedFacts } from '../../../src/core/world/described/described-facts.ts';
import { anyDescriptionSchema, readDescription } from '../../../src/core/world/described/world-description.ts';
import { describedWorlds, judgeDescribed } from '../../support/pc/described-worlds.ts';
import { publication } from '../../support/pc/judge.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** What the field taught about recognition: see tests/worlds/README.md. */
const KINDS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'L', 'N', 'P', 'U', 'W'];

describe.each(KINDS)('worlds of kind %s', (kind) => {
  const worlds = describedWorlds.filter((world) => world.kind === kind);

  it('are several, so that a kind and not a case is tested', () => {
    expect(worlds.length).toBeGreaterThanOrEqual(4);
  });

  it.each(worlds.map((world) => [world.name, world] as const))('%s', (_, { description, expect: expected }) => {
    expect(judgeDescribed(description)).toEqual(expected);
  });
});

describe('every described world', () => {
  it('belongs to one of the kinds', () => {
    expect(describedWorlds.filter(({ kind }) => !KINDS.includes(kind)).map(({ name }) => name)).toEqual([]);
  });

  it.each(describedWorlds.map(({ name, description }) => [name, description] as const))(
    '%s gives the same devices in whatever order they are listed, and claims none twice',
    (_, description) => {
      const { usb } = describedFacts(description, () => true);
      const subjects = (devices: typeof usb.devices) => {
        const recognised = recogniseDevices({ devices }, null, publication.catalogue).devices;
        const members = recognised.flatMap((device) => device.members);
        expect(members).toEqual([...new Set(members)]);
        return recognised.map(({ subject, mode }) => [subject, mode]);
      };
      expect(subjects(usb.devices.toReversed())).toEqual(subjects(usb.devices));
    },
  );
});

describe('a description', () => {
  const compact = {
    about: 'A Quest',
    controllers: { '0000:00:14.0': { usb2: 1, usb3: 2 } },
    devices: { '2-4': { id: '2833:0137', speed: 'super', release: '4.19', product: 'Quest 3', interfaces: ['xrsp'] } },
  };
  const [facts] = describedFacts(anyDescriptionSchema.parse(compact), () => true).usb.devices;

  it('may be a list of devices as cases from the field are', () => {
    const list = {
      seen: 'A Quest',
      source: 'a note',
      expect: { models: ['quest-3'] },
      controllers: { '0000:00:14.0': { usb2: 1, usb3: 2 } },
      devices: [{ at: '2-4', id: '2833:0137', bcd: '0419', speed: 5000, product: 'Quest 3', interfaces: ['xrsp'] }],
    };
    expect(describedFacts(anyDescriptionSchema.parse(list), () => true).usb.devices).toEqual([facts]);
    expect(
      describedFacts(anyDescriptionSchema.parse({ source: 'a capture', world: list }), () => true).usb.devices,
    ).toEqual([facts]);
  });

  it('may be the tree of a Windows PC, the halves of whose sockets are known by companion ports', () => {
    const device = { vid: '2833', pid: '0137', bcd: '0419', speed: 'super', product: 'Quest 3' };
    const interfaces = [{ class: 255, subclass: 137, protocol: 1, service: 'WinUSB' }];
    const tree = {
      controllers: [
        {
          instance: 'PCI\\VEN_8086',
          path: 'PCIROOT(0)#PCI(1400)',
          devices: [{ ...device, port: 20, companionPort: 4, interfaces, desc: 'Quest' }],
        },
      ],
    };
    const [read] = describedFacts(anyDescriptionSchema.parse({ world: tree }), () => true).usb.devices;
    const own = {
      key: '2-20',
      ports: [20],
      companionPorts: [4],
      socketHasSuperSpeed: true,
      controller: '0000:00:00.0',
    };
    expect(read).toEqual({ ...facts, ...own });
  });

  it('that is wrong names file and field', async () => {
    const file = path.join(temporaryFolder(), 'world.json');
    writeFileSync(file, JSON.stringify({ ...compact, devices: { '2-4': { id: 'quest', speed: 'super' } } }));
    expect(await readDescription(file)).toMatchObject({
      ok: false,
      problem: { params: { file, field: expect.stringContaining('devices') } },
    });
  });

  it('alone is a world, also where there is no umockdev', async () => {
    const file = path.join(temporaryFolder(), 'a-quest.json');
    writeFileSync(file, JSON.stringify({ ...compact, equipment: [{ model: 'quest-3', count: 1 }] }));
    const opened = await openLocalApp({ dataDirectory: temporaryFolder(), world: file });
    if (!opened.ok) throw new Error(opened.problem.code);
    try {
      const steps = await Array.fromAsync(opened.value.check(new AbortController().signal));
      const last = steps.at(-1)!;
      if (last.type !== 'finished') throw new Error(last.type);
      expect(last.run.devices.map(({ subject, mode }) => [subject, mode])).toEqual([['quest-3@2-4', 'link']]);
      expect(last.run.findings.find(({ check }) => check === 'headset-present')?.outcome).toBe('pass');
    } finally {
      await opened.value.close();
    }
  });
});
