import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeSnapshot } from '../../../../../src/core/check-run/judge-snapshot.ts';
import { type Assessment, assessmentOfRun } from '../../../../../src/renderer/src/features/assessment/assessment.ts';
import {
  type Chain,
  type Picture,
  buildPicture,
} from '../../../../../src/renderer/src/features/port-picture/picture.ts';
import type { PcSocket } from '../../../../../src/shared/domain/pc-sockets.ts';
import type { UsbDeviceFacts } from '../../../../../src/shared/domain/usb-facts.ts';
import { problemsOf } from '../../../../../src/shared/summarize-findings.ts';
import { describedFacts } from '../../../../../src/core/world/described/described-facts.ts';
import { describedWorlds } from '../../../../support/pc/described-worlds.ts';
import { hub, index, outcomes, usb } from '../../../../support/pc/facts.ts';
import { publication } from '../../../../support/pc/judge.ts';
import { run, snapshotOf } from '../../../../support/pc/runs.ts';

const WORLDS = path.resolve(import.meta.dirname, '../../../../worlds');
const NAMES = {
  deviceName: ({ model }: { readonly model: string }) => model,
  whatIsThere: ({ model }: { readonly model: string }) => `beside ${model}`,
  subjectName: ({ subject }: { readonly subject: string }) => subject,
};

function assessmentOf(world: string): Assessment {
  const read = (name: string) => JSON.parse(readFileSync(path.join(WORLDS, world, name), 'utf8'));
  return assessmentOfRun(judgeSnapshot(read('snapshot.json'), null, publication, new Date('2026-11-22T08:00Z'), null));
}

function judgeDescribed(name: string) {
  const { description } = describedWorlds.find((world) => world.name === name)!;
  const { usb: facts } = describedFacts(description, (...id) => publication.catalogue.lists(...id));
  const snapshot = { ...snapshotOf([]), probes: outcomes(facts) };
  return judgeSnapshot(snapshot, null, publication, new Date('2026-11-22T08:00Z'), null);
}

/** The picture of the problem with this cause; of none where it is left out. */
function pictureOf(assessment: Assessment, cause: string | null = null, sockets: readonly PcSocket[] | null = null) {
  const problem = problemsOf(assessment.findings).find(({ speaking }) => speaking.cause === cause) ?? null;
  if (cause !== null && problem === null) throw new Error(`no problem with cause ${cause}`);
  return buildPicture(assessment, problem, sockets, NAMES);
}

/** `piece` with what is drawn at it: `✗` at fault, `!` to be looked at, `?` not there; `-✗-` is the cable before it. */
const SIGNS = { broken: '✗', attention: '!' } as const;
const sign = (mark: 'broken' | 'attention' | null) => (mark === null ? '' : SIGNS[mark]);
const read = (chain: Chain) =>
  chain.pieces
    .map(
      ({ kind, name, mark, isAbsent, edge }) =>
        `-${sign(edge.mark)}- ${name ?? kind}${sign(mark)}${isAbsent ? '?' : ''}`,
    )
    .join(' ');
const chainsOf = ({ chains }: Picture) => chains.map(read);
const states = ({ panels }: Picture) =>
  panels.flatMap(({ sockets }) =>
    sockets.filter(({ state }) => state !== 'plain').map(({ id, state }) => `${id} ${state}`),
  );
const says = ({ notes }: Picture) => notes.map((note) => note.says);

describe('only the broken edge is marked', () => {
  it('a cable that carries USB 2 only is broken, the headset on it is not', () => {
    const picture = pictureOf(assessmentOf('index-usb2'), 'usb2-link');
    expect(chainsOf(picture)).toEqual(['-✗- valve-index']);
    expect(states(picture)).toEqual(['usb3-1 target', 'usb3-2 target']);
    expect(says(picture)).toEqual(['only-usb2', 'target']);
  });

  it('a dead headset behind a link box that answers is dead from the link box on', () => {
    expect(chainsOf(pictureOf(assessmentOf('vive-link-box-only'), 'headset-behind-link-box'))).toEqual([
      '-- link-box -✗- htc-vive?',
    ]);
  });

  it('an external hub is marked itself, and the headset goes straight to the PC', () => {
    const picture = pictureOf(assessmentOf('index-external-hub'), 'external-hub');
    expect(chainsOf(picture)).toEqual(['-- USB3.0 Hub! -- valve-index']);
    expect(says(picture)).toEqual(['straight-to-pc', 'target']);
  });

  it.each([
    ['win-weak-pc', 'host-too-weak', { pc: 'broken', software: null }],
    ['win-openxr-other', 'openxr-other-runtime', { pc: null, software: 'broken' }],
    ['win-quest-conflict', 'conflicting-program', { pc: null, software: 'attention' }],
  ] as const)('in %s cables and devices stay as they are', (world, cause, marks) => {
    const picture = pictureOf(assessmentOf(world), cause);
    expect({ pc: picture.pc, software: picture.software }).toEqual(marks);
    expect(chainsOf(picture).join(' ')).not.toMatch(/[✗!?]/);
    expect(states(picture)).toEqual([]);
  });

  it('of several headsets both are there', () => {
    expect(chainsOf(pictureOf(assessmentOf('two-headsets'), 'several-headsets'))).toEqual([
      '-- valve-index',
      '-- quest-3',
    ]);
  });

  it('with nothing wrong nothing is marked', () => {
    const picture = pictureOf(assessmentOf('index-complete'));
    expect([chainsOf(picture), states(picture), says(picture)]).toEqual([['-- valve-index'], [], []]);
    expect(picture.others).toBe(2);
  });

  it('a headset that nobody sees is drawn where it belongs', () => {
    const picture = pictureOf(assessmentOf('index-absent'), 'no-headset-seen');
    expect(chainsOf(picture)).toEqual(['-✗- headset?']);
    expect(says(picture)).toEqual(['absent', 'target']);
  });
});

describe('a port without power for too much current', () => {
  it('is drawn at the device whose plug is in it, comes first, and nobody is sent to another port', () => {
    const assessment = assessmentOfRun(judgeDescribed('index-overcurrent'));
    const [first, ...others] = problemsOf(assessment.findings);
    expect(first?.speaking).toMatchObject({ cause: 'port-overcurrent', subject: assessment.devices[0]!.subject });
    expect(first?.also.map(({ cause }) => cause)).toEqual(['usb2-link', 'usb2-link']);
    expect(others.filter(({ speaking }) => speaking.outcome === 'fail')).toEqual([]);
    const picture = pictureOf(assessment, 'port-overcurrent');
    expect(chainsOf(picture)).toEqual(['-✗- valve-index']);
    expect(picture.chains[0]?.pieces[0]?.edge.speed).toBeNull();
    expect([states(picture), says(picture)]).toEqual([[], ['overcurrent']]);
  });

  it('comes first though it is no more than a warning, and is nobody’s where nobody knows what is in it', () => {
    const { findings } = judgeDescribed('overcurrent-on-an-empty-seat');
    const [first] = problemsOf(findings);
    expect(first?.speaking).toMatchObject({ cause: 'port-overcurrent', subject: 'port@1-3' });
    expect(first?.also.map(({ cause }) => cause)).toEqual(['no-headset-seen']);
    const worse = assessmentOf('index-usb2').findings.map((one) => ({ ...one, cause: one.cause && 'radio-missing' }));
    const beside = judgeDescribed('overcurrent-beside-an-index').findings;
    const [danger] = problemsOf([...worse, ...beside]);
    expect(danger?.speaking).toMatchObject({ cause: 'port-overcurrent', outcome: 'warn' });
  });
});

it('tells no speed of what needs no other, and draws no headset where only sensors are', () => {
  expect(pictureOf(assessmentOf('pico-4')).chains[0]?.pieces.at(-1)?.edge.speed).toBeNull();
  expect(pictureOf(assessmentOf('index-usb2'), 'usb2-link').chains[0]?.pieces[0]?.edge.speed).toBe('high');
  const sensors = pictureOf(assessmentOfRun(run(0, [usb('1-3', '2833:0211')])));
  expect(chainsOf(sensors)).toEqual(['-- beside rift-cv1']);
  expect(sensors.chains[0]?.pieces[0]?.kind).toBe('accessory');
});

it('says one thing of one version of a program: that it is refused', () => {
  const problems = problemsOf(assessmentOf('lab-seat-03').findings);
  expect(problems.map(({ speaking, also }) => [speaking.check, also.map(({ check }) => check)])).toContainEqual([
    'suite-genuine',
    ['combination-untested', 'suite-version'],
  ]);
});

/** The same devices one hub further away from the PC: a USB 3 hub shows one face on each bus. */
const behindHub = (devices: UsbDeviceFacts[]) => [
  hub('1-9', '2109:2813', { product: 'USB2.0 Hub' }),
  hub('2-9', '2109:0813', { product: 'USB3.0 Hub' }),
  ...devices.map((device) => {
    const [bus, at] = device.key.split('-');
    return { ...device, key: `${bus}-9.${at}`, ports: [9, ...device.ports] };
  }),
];

it('a USB 3 hub is one box on one fast cable, not a slow hub before a fast headset', () => {
  const devices = [...behindHub(index()), usb('2-9.4', '0781:5581')];
  const picture = pictureOf(assessmentOfRun(run(0, devices)));
  expect(chainsOf(picture)).toEqual(['-- USB3.0 Hub -- valve-index']);
  expect(picture.chains[0]?.pieces[0]?.edge.speed).toBe('super');
  expect(picture.others).toBe(1);
});

const CONTROLLER = index()[0]!.controller!;
const socket = (id: string, usbVersion: 'usb2' | 'usb3', port: number, side: PcSocket['side'] = 'rear'): PcSocket => ({
  id,
  side,
  row: port,
  column: 1,
  shape: 'usb-a',
  colour: usbVersion === 'usb3' ? 'blue' : 'black',
  usb: usbVersion,
  ports: [
    { controller: CONTROLLER, half: 'usb2', ports: [port] },
    ...(usbVersion === 'usb3' ? [{ controller: CONTROLLER, half: 'usb3' as const, ports: [port] }] : []),
  ],
});

describe('where the sockets are known', () => {
  const usb2Half = index().filter(({ key }) => key.startsWith('1-'));
  const slow = assessmentOfRun(run(0, usb2Half));

  it('the slow socket is crossed and the free fast ones at the back glow', () => {
    const sockets = [socket('a', 'usb2', 2), socket('b', 'usb3', 3), socket('c', 'usb3', 4, 'front')];
    const picture = pictureOf(slow, 'usb2-link', sockets);
    expect(states(picture)).toEqual(['a wrong', 'b target']);
    expect(picture.chains[0]?.socket).toBe('a');
    expect(says(picture)).toEqual(['wrong-socket', 'target']);
    // Its plug is USB-A: a Type-C socket is no place for it.
    const withTypeC = [...sockets, { ...socket('d', 'usb3', 5), shape: 'usb-c' as const }];
    const fitting = pictureOf(slow, 'usb2-link', withTypeC);
    expect(states(fitting)).toEqual(['a wrong', 'b target']);
    expect(fitting.notes.at(-1)).toEqual({ says: 'target', side: 'rear', rows: [3] });
  });

  it('in a fast socket the cable is at fault, and a socket that is taken is no place to go', () => {
    const sockets = [socket('a', 'usb3', 2), socket('b', 'usb3', 3), socket('c', 'usb3', 4)];
    const taken = assessmentOfRun(run(0, [...usb2Half, usb('1-3', '0781:5581')]));
    expect(states(pictureOf(taken, 'usb2-link', sockets))).toEqual(['c target']);
    expect(says(pictureOf(taken, 'usb2-link', sockets))).toEqual(['only-usb2', 'target']);
  });

  it('a hub inside the case is no hub on the way', () => {
    const inner: PcSocket = {
      ...socket('front', 'usb3', 1, 'front'),
      ports: [{ controller: CONTROLLER, half: 'usb3', ports: [9, 2] }],
    };
    const picture = pictureOf(assessmentOfRun(run(0, behindHub(index()))), null, [inner]);
    expect(chainsOf(picture)).toEqual(['-- valve-index']);
    expect(picture.chains[0]?.socket).toBe('front');
  });
});

it('is made of 120 devices within one frame of a screen', () => {
  const crowd = Array.from({ length: 116 }, (_, at) => usb(`1-${at + 20}`, '0781:5581'));
  const devices = assessmentOfRun(judgeSnapshotOf([...index(), ...crowd]));
  pictureOf(devices);
  const begun = performance.now();
  for (let times = 0; times < 20; times++) pictureOf(devices);
  // Twenty times as much as one may take: a busy machine is no fault of the picture.
  expect(performance.now() - begun).toBeLessThan(16 * 20);
});

const judgeSnapshotOf = (devices: UsbDeviceFacts[]) =>
  judgeSnapshot(snapshotOf(devices), null, publication, new Date('2026-11-22T08:00Z'), null);
