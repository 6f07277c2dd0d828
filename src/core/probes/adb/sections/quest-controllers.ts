import { z } from 'zod';
import type { AdbController, AdbIdentity } from '../../../../shared/domain/adb-facts.ts';
import { anyNumber, forEachLine, label, lookUp, wholeNumber, within, yesOrNo } from './lines.ts';

/** A controller with the number that the headset knows it by; the number is not kept. */
export interface NumberedController {
  readonly id: string | null;
  readonly controller: AdbController;
}

const SIDES: Readonly<Record<string, AdbController['side']>> = {
  Left: 'left',
  LeftHand: 'left',
  Right: 'right',
  RightHand: 'right',
};
/** `CONNECTED_INACTIVE` lies still, which is no fault. */
const STATES: Readonly<Record<string, AdbController['state']>> = {
  CONNECTED_ACTIVE: 'active',
  CONNECTED_INACTIVE: 'idle',
  SEARCHING: 'searching',
  CONNECTING: 'connecting',
  DISABLED: 'disabled',
  Active: 'active',
  Searching: 'searching',
  Connecting: 'connecting',
  Disabled: 'disabled',
  Blocked: 'blocked',
};
const TRACKING: Readonly<Record<string, NonNullable<AdbController['tracking']>>> = {
  POSITION: 'position',
  ORIENTATION: 'orientation',
  NONE: 'none',
  '6dof': 'position',
  '3dof': 'orientation',
  None: 'none',
};
const LIGHT: Readonly<Record<string, NonNullable<AdbController['light']>>> = {
  GOOD: 'good',
  DARK: 'dark',
  VERY_DARK: 'very-dark',
};

/** Steps of the level by the model of the controller, else of the headset it came with. */
const STEPS: Readonly<Record<string, number>> = { JEDI: 10, RUBY: 10, 'Quest 2': 10, 'Quest 3': 10, 'Quest Pro': 1 };

const isConnected = ({ state }: Pick<AdbController, 'state'>): boolean => state === 'active' || state === 'idle';

/** What is said of a controller, in the words of either command. */
interface Said {
  readonly type: string | undefined;
  readonly model: string | undefined;
  readonly firmware: string | undefined;
  readonly state: AdbController['state'];
  readonly level: number | null;
  readonly tracking: string | undefined;
  readonly light: string | undefined;
}

function controllerOf(said: Said, identity: AdbIdentity | null): AdbController {
  const model = label(said.model);
  const level = within(said.level, 0, 100);
  const step = lookUp(STEPS, model) ?? lookUp(STEPS, identity?.model);
  const connected = isConnected(said);
  return {
    side: lookUp(SIDES, said.type) ?? 'other',
    model,
    firmware: label(said.firmware),
    state: said.state,
    level,
    levelStep: step !== null && level !== null && level % step !== 0 ? null : step,
    levelAgeS: connected ? 0 : null,
    charging: null,
    // Where it is away these are the last ones as well, and nobody says of when.
    tracking: connected ? lookUp(TRACKING, said.tracking) : null,
    light: connected ? lookUp(LIGHT, said.light) : null,
  };
}

const testedController = z.looseObject({
  id: z.string().optional().catch(undefined),
  type: z.string(),
  model: z.string().optional().catch(undefined),
  firmwareVersion: z.string().optional().catch(undefined),
  status: z.string().optional().catch(undefined),
  batteryLevel: z.number().optional().catch(undefined),
  trackingStatus: z.string().optional().catch(undefined),
  brightnessLevel: z.string().optional().catch(undefined),
});

function jsonIn(text: string): unknown {
  const [first, last] = [text.indexOf('['), text.lastIndexOf(']')];
  try {
    return first < 0 || last < first ? null : JSON.parse(text.slice(first, last + 1));
  } catch {
    return null;
  }
}

/** Of `rstest info --json`; null where it is no list of controllers. */
export function controllersTested(text: string, identity: AdbIdentity | null): NumberedController[] | null {
  const list = jsonIn(text);
  if (!Array.isArray(list)) return null;
  const found = list.slice(0, 16).flatMap((one: unknown) => {
    const { data } = testedController.safeParse(one);
    if (data === undefined) return [];
    const said: Said = {
      type: data.type,
      model: data.model,
      firmware: data.firmwareVersion,
      state: lookUp(STATES, data.status) ?? 'unknown',
      level: data.batteryLevel ?? null,
      tracking: data.trackingStatus,
      light: data.brightnessLevel,
    };
    return { id: data.id ?? null, controller: controllerOf(said, identity) };
  });
  return found.length === 0 && list.length > 0 ? null : found;
}

/** When a controller was last `Active`, in seconds before now, from the lines behind it. */
interface Times {
  now: number | null;
  lastActive: number | null;
}

/** `Active:  2 times, current from  234.601 (2696.279s)`, `Searching:  1 times,    last from    9.362 to 2357.129 (2347.767s)`. */
function takeTime(times: Times, line: string): void {
  const [, state, kind, from, to, lasted] =
    /^(\w+): +\d+ times, +(current|last) from +([\d.]+)(?: +to +([\d.]+))? +\(([\d.]+)s\)$/.exec(line) ?? [];
  if (state === undefined) return;
  const [begin, span] = [anyNumber(from), anyNumber(lasted)];
  if (kind === 'current' && begin !== null && span !== null) times.now = begin + span;
  if (kind === 'last' && state === 'Active') times.lastActive = anyNumber(to);
}

const ageOf = ({ now, lastActive }: Times): number | null =>
  now === null || lastActive === null || now < lastActive ? null : Math.round(now - lastActive);

/** Of `dumpsys OVRRemoteService`; null where no controller is named. Fields come by name: each firmware has others. */
export function controllersPaired(text: string, identity: AdbIdentity | null): NumberedController[] | null {
  const found: { id: string | null; controller: AdbController; times: Times }[] = [];
  let last: (typeof found)[number] | undefined;
  forEachLine(text, (line) => {
    if (line.startsWith('Paired device:')) {
      last = found.length < 16 ? { ...pairedIn(line, identity), times: { now: null, lastActive: null } } : undefined;
      if (last !== undefined) found.push(last);
      return;
    }
    if (last === undefined || line.length > 200) return;
    const colon = line.indexOf(': ');
    const [key, value] = [line.slice(0, Math.max(0, colon)), line.slice(colon + 2).trim()];
    if (key === 'Charging') last.controller = { ...last.controller, charging: yesOrNo(value) };
    else if (key === 'Tracking Level' && isConnected(last.controller))
      last.controller = { ...last.controller, tracking: last.controller.tracking ?? lookUp(TRACKING, value) };
    else if (last.controller.levelAgeS === null && value.endsWith('s)')) takeTime(last.times, line);
  });
  if (found.length === 0) return null;
  return found.map(({ id, controller, times }) => ({
    id,
    controller: { ...controller, levelAgeS: controller.levelAgeS ?? ageOf(times) },
  }));
}

function pairedIn(line: string, identity: AdbIdentity | null): NumberedController {
  const fields = new Map<string, string>();
  for (const field of line.slice(0, 1000).split(', ')) {
    const colon = field.indexOf(':');
    if (colon > 0) fields.set(field.slice(0, colon).trim(), field.slice(colon + 1).trim());
  }
  const outside = lookUp(STATES, fields.get('ExternalStatus'));
  const inside = lookUp(STATES, fields.get('Status'));
  const said: Said = {
    type: fields.get('Type'),
    model: fields.get('Model'),
    firmware: fields.get('Firmware'),
    state: inside === 'blocked' ? inside : (outside ?? inside ?? 'unknown'),
    level: wholeNumber(/^(-?\d+)%$/.exec(fields.get('Battery') ?? '')?.[1]),
    tracking: fields.get('TrackingStatus'),
    light: fields.get('BrightnessLevel'),
  };
  return { id: fields.get('Paired device') ?? null, controller: controllerOf(said, identity) };
}

/** One list of both: the test names more, the service knows for how long a controller has been away. */
export function bothQuestLists(
  tested: readonly NumberedController[] | null,
  paired: readonly NumberedController[] | null,
): AdbController[] | null {
  if (tested === null) return paired?.map(({ controller }) => controller) ?? null;
  return tested.map(({ id, controller }) => {
    const same = id === null ? undefined : paired?.find((one) => one.id === id)?.controller;
    if (same === undefined) return controller;
    return {
      ...controller,
      charging: same.charging,
      levelAgeS: controller.levelAgeS ?? same.levelAgeS,
      tracking: controller.tracking ?? same.tracking,
    };
  });
}
