import type { Database } from 'better-sqlite3';
import { existsSync } from 'node:fs';
import os from 'node:os';
import { formatInstant } from '../../shared/beijing-time.ts';
import {
  type AuditEntry,
  type PinChoice,
  type Pins,
  type RoleState,
  USUAL_IDLE_MINUTES,
} from '../../shared/domain/pins.ts';
import { mayDo, PIN_ROLES, type PinRole, type Role } from '../../shared/domain/role.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { PINS_SCHEMA } from '../../shared/domain/schema-names.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { Feed } from '../platform/feed.ts';
import { readPins, savePins } from '../settings/pins-file.ts';
import { perConnection } from '../store/database-session.ts';
import { createAttempts } from './attempts.ts';
import { type AuditEvent, createAuditLog } from './audit-log.ts';
import { auditMarkIn } from './audit-mark.ts';
import { checkNewPin, hashPin, isPin } from './pin.ts';
import { createRecoveries, readRecovery, type RecoveryQuestion } from './pin-recovery.ts';
import { SignedIn } from './signed-in.ts';

/** What is called, as the gate in front of the contract knows it. */
export interface Call {
  /** `requests.addEvent`. */
  readonly procedure: string;
  readonly role: Role;
  readonly quiet: boolean;
  /** Request whose number opens it as well; null where none does. */
  readonly request: string | null;
}

/** Who may do what at this PC. */
export interface Roles {
  state(): Promise<Result<RoleState>>;
  /** Now and at every change. */
  states(signal: AbortSignal): AsyncGenerator<RoleState>;
  /** @returns `pin-wrong`, `pin-wait`, or why it cannot be looked at. */
  signIn(pin: string): Promise<Result<RoleState>>;
  /** @param number of the request, as typed. @param own its number. */
  proveNumber(request: string, number: string, own: string): Promise<Result<null>>;
  /** Whoever filed it knows its number. */
  filed(request: string): Promise<void>;
  /** Whose numbers may be shown whole; `all`: of every request. */
  knownNumbers(): Promise<'all' | ((request: string) => boolean)>;
  /** Somebody touches the screen. */
  touch(): void;
  lock(): Promise<Result<RoleState>>;
  /** @returns `sign-in-needed`, or why nobody can tell. What is allowed is in the audit log. */
  allow(call: Call): Promise<Result<null>>;
  /** Whether there are PINs at all. Unknown counts as there are. */
  hasPins(): Promise<boolean>;
  /** Whether it is the PIN of an engineer or the administrator; signs nobody in. @returns as `signIn`, `sign-in-needed`. */
  checkStaff(pin: string): Promise<Result<null>>;
  /** In a terminal: the administrator of the operating system may do everything. */
  allowCommand(
    command: string,
    role: Role,
    isAdministrator: boolean,
    pin: () => Promise<string | null>,
  ): Promise<Result<null>>;
  /** Notes in the audit log what somebody did who needed no PIN for it. */
  noteCall(procedure: string): Promise<Result<null>>;
  /** @returns `pin-not-digits`, `pin-too-simple`, `pin-already-used`, `pin-administrator-missing`, `pins-not-saved`. */
  set(choice: PinChoice): Promise<Result<RoleState>>;
  /** Takes over hashes that were made elsewhere, by a school file; roles left out keep theirs. @returns `pin-administrator-missing`. */
  adopt(hashes: Pins['hashes']): Promise<Result<RoleState>>;
  /** Newest first, and why the log is not to be trusted. */
  audit(limit: number, before?: number): Promise<Result<AuditEntry[]>>;
  examine(): Promise<Result<null>>;
  /** For headquarters, where nobody knows the administrator's PIN any more. */
  askRecovery(): Promise<Result<RecoveryQuestion>>;
  /** Gives the administrator a new PIN. @returns also `pin-recovery-unknown`. */
  recover(bytes: Uint8Array, pin: string): Promise<Result<RoleState>>;
}

type RoleDependencies = Pick<
  Dependencies,
  'dataDirectory' | 'session' | 'settings' | 'publication' | 'deviceKey' | 'formerKeys' | 'now'
>;

const REFUSAL_NOTED_MS = 60_000;

const PIN = 'pin';
const ofNumber = (request: string): string => `number/${request}`;

/** Nobody has decided: as without PINs. */
const isOpen = (pins: Pins | null): boolean => pins === null || pins.mode === 'none';

/** Says whose PIN would be enough. */
const signInNeeded = (role: Role, hashes: Pins['hashes'], request: string | null = null) => {
  const roles = PIN_ROLES.filter((own) => hashes[own] !== undefined && mayDo(own, role)).join(' ');
  return fail('sign-in-needed', { role, roles, ...(request !== null && { request }) });
};

const sameNumber = (typed: string, own: string): boolean => {
  const plain = (text: string) => text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return plain(typed) === plain(own);
};

/** @param uptime of the operating system, in seconds. */
export function createRoles(
  { dataDirectory, session, settings, publication, deviceKey, formerKeys, now }: RoleDependencies,
  uptime: () => number = os.uptime,
): Roles {
  const mark = auditMarkIn(dataDirectory);
  const tables = perConnection((database: Database) => ({
    attempts: createAttempts(database, uptime),
    log: createAuditLog(database, mark),
    recoveries: createRecoveries(database),
  }));
  const changes = new Feed<null>();
  const pins = () => readPins(dataDirectory);
  const use = <Value>(work: (found: ReturnType<typeof tables>) => Value) =>
    session.use((database) => work(tables(database)));

  const note = async (event: AuditEvent): Promise<Result<null>> => {
    const at = formatInstant(now());
    const due = await use(({ log }) => {
      log.append(at, event);
      return log.isCheckpointDue();
    });
    if (!due.ok) return due;
    const key = due.value ? await deviceKey() : null;
    if (key?.ok === true) await use(({ log }) => log.checkpoint(at, key.value));
    return succeed(null);
  };

  /** When a refusal of a procedure was noted last: whoever tries again and again does not fill the log. */
  const refused = new Map<string, number>();
  const noteRefusal = async (procedure: string) => {
    const last = refused.get(procedure);
    if (last !== undefined && performance.now() - last < REFUSAL_NOTED_MS) return;
    refused.set(procedure, performance.now());
    await note({ what: 'refused', role: signedIn.role, procedure });
  };

  let locks = 0;
  const signedIn = new SignedIn((role) => {
    locks += 1;
    if (role !== null) void note({ what: 'locked', role, procedure: null });
    changes.push(null);
  });

  const stateOf = async (known: Pins | null): Promise<Result<RoleState>> => {
    const wait = isOpen(known) ? succeed(0) : await use(({ attempts }) => attempts.wait(PIN));
    if (!wait.ok) return wait;
    return succeed({
      mode: known === null ? 'unset' : known.mode,
      signedIn: isOpen(known) ? null : signedIn.role,
      withPin: PIN_ROLES.filter((role) => known?.mode === 'pins' && known.hashes[role] !== undefined),
      idleMinutes: known?.idleMinutes ?? USUAL_IDLE_MINUTES,
      locks,
      waitSeconds: wait.value,
    });
  };
  const state = async () => {
    const read = await pins();
    return read.ok ? await stateOf(read.value) : read;
  };

  /** The role whose PIN it is; counted as wrong before it is looked at. */
  const roleOf = async (pin: string, { hashes }: Pins): Promise<Result<PinRole>> => {
    const wait = await use(({ attempts }) => attempts.begin(PIN));
    if (!wait.ok) return wait;
    if (wait.value > 0) return fail('pin-wait', { seconds: wait.value });
    for (const role of PIN_ROLES) {
      const stored = hashes[role];
      if (stored === undefined || !(await isPin(pin, stored))) continue;
      const forgotten = await use(({ attempts }) => attempts.succeeded(PIN));
      return forgotten.ok ? succeed(role) : forgotten;
    }
    await note({ what: 'pin-wrong', role: null, procedure: null });
    const next = await use(({ attempts }) => attempts.wait(PIN));
    return next.ok && next.value > 0 ? fail('pin-wait', { seconds: next.value }) : fail('pin-wrong', {});
  };

  const signIn = async (pin: string): Promise<Result<PinRole>> => {
    const known = await pins();
    if (!known.ok) return known;
    if (known.value === null || isOpen(known.value)) return fail('pin-not-set', {});
    const role = await roleOf(pin, known.value);
    if (!role.ok) return role;
    const noted = await note({ what: 'signed-in', role: role.value, procedure: null });
    if (!noted.ok) return noted;
    signedIn.signIn(role.value, known.value.idleMinutes);
    changes.push(null);
    return role;
  };

  const save = async (next: Pins, what: 'pins-set' | 'pins-off' | 'pin-recovered'): Promise<Result<RoleState>> => {
    const role = signedIn.role;
    const noted = await note({ what, role, procedure: null });
    if (!noted.ok) return noted;
    const saved = await savePins(dataDirectory, next, settings);
    if (!saved.ok) return saved;
    changes.push(null);
    return await stateOf(saved.value);
  };

  return {
    state,
    async *states(signal) {
      const following = changes.follow(signal, true);
      const first = await state();
      if (first.ok) yield first.value;
      for await (const _ of following) {
        const next = await state();
        if (next.ok) yield next.value;
      }
    },
    async signIn(pin) {
      const role = await signIn(pin);
      return role.ok ? await state() : role;
    },
    async proveNumber(request, number, own) {
      const known = await pins();
      if (!known.ok) return known;
      const target = ofNumber(request);
      const wait = await use(({ attempts }) => attempts.begin(target));
      if (!wait.ok) return wait;
      if (wait.value > 0) return fail('pin-wait', { seconds: wait.value });
      if (!sameNumber(number, own)) return fail('request-number-wrong', {});
      const forgotten = await use(({ attempts }) => attempts.succeeded(target));
      if (!forgotten.ok) return forgotten;
      signedIn.knowsNumber(request, known.value?.idleMinutes ?? USUAL_IDLE_MINUTES);
      return succeed(null);
    },
    async filed(request) {
      const known = await pins();
      if (known.ok && !isOpen(known.value)) signedIn.knowsNumber(request, known.value!.idleMinutes);
    },
    async knownNumbers() {
      const known = await pins();
      const isAll = known.ok && (isOpen(known.value) || signedIn.may('teacher'));
      return isAll ? 'all' : (request) => signedIn.mayAsFiler(request);
    },
    touch: () => signedIn.touch(),
    async lock() {
      signedIn.lock();
      return await state();
    },
    async allow({ procedure, role, quiet, request }) {
      const known = await pins();
      if (!known.ok) return known;
      if (!isOpen(known.value)) {
        const may = signedIn.may(role) || (request !== null && signedIn.mayAsFiler(request));
        if (!may) {
          await noteRefusal(procedure);
          return signInNeeded(role, known.value!.hashes, request);
        }
        signedIn.touch();
      }
      return quiet ? succeed(null) : await note({ what: 'called', role: signedIn.role, procedure });
    },
    async hasPins() {
      const known = await pins();
      return !known.ok || !isOpen(known.value);
    },
    async checkStaff(pin) {
      const known = await pins();
      if (!known.ok) return known;
      if (isOpen(known.value)) return succeed(null);
      const own = await roleOf(pin, known.value!);
      if (!own.ok) return own;
      return mayDo(own.value, 'engineer') ? succeed(null) : signInNeeded('engineer', known.value!.hashes);
    },
    async allowCommand(command, role, isAdministrator, ask) {
      const known = await pins();
      if (!known.ok) return isAdministrator ? succeed(null) : known;
      if (role === 'everyone' || isOpen(known.value)) return succeed(null);
      if (isAdministrator) return await note({ what: 'called', role: 'system', procedure: command });
      const pin = await ask();
      if (pin === null) return fail('terminal-needs-administrator', {});
      const own = await roleOf(pin, known.value!);
      if (!own.ok) return own;
      if (mayDo(own.value, role)) return await note({ what: 'called', role: own.value, procedure: command });
      await note({ what: 'refused', role: own.value, procedure: command });
      return signInNeeded(role, known.value!.hashes);
    },
    noteCall: (procedure) => note({ what: 'called', role: signedIn.role, procedure }),
    async set(choice) {
      const known = await pins();
      if (!known.ok) return known;
      const { hashes: old = {}, idleMinutes = USUAL_IDLE_MINUTES } = known.value ?? {};
      if (choice.mode === 'none') {
        signedIn.lock();
        return await save({ schema: PINS_SCHEMA, mode: 'none', hashes: {}, idleMinutes }, 'pins-off');
      }
      const hashes: Record<string, string> = {};
      for (const role of PIN_ROLES) {
        const typed = choice.pins[role];
        if (typed === undefined && old[role] !== undefined) hashes[role] = old[role];
      }
      for (const role of PIN_ROLES) {
        const typed = choice.pins[role];
        if (typed === undefined || typed === null) continue;
        const pin = checkNewPin(typed, role);
        if (!pin.ok) return pin;
        // The PIN alone says who signs in.
        for (const other of Object.values(hashes))
          if (await isPin(pin.value, other)) return fail('pin-already-used', { role });
        hashes[role] = await hashPin(pin.value);
      }
      if (hashes['administrator'] === undefined) return fail('pin-administrator-missing', {});
      return await save({ schema: PINS_SCHEMA, mode: 'pins', hashes, idleMinutes: choice.idleMinutes }, 'pins-set');
    },
    async adopt(hashes) {
      const known = await pins();
      if (!known.ok) return known;
      const { hashes: old = {}, idleMinutes = USUAL_IDLE_MINUTES } = known.value ?? {};
      const next = { ...old, ...hashes };
      if (next.administrator === undefined) return fail('pin-administrator-missing', {});
      return await save({ schema: PINS_SCHEMA, mode: 'pins', hashes: next, idleMinutes }, 'pins-set');
    },
    audit: (limit, before) => use(({ log }) => log.entries(limit, before)),
    async examine() {
      // Nothing was ever done with a role here: neither a database nor a key is made to say so.
      if (mark.read() === null && !existsSync(session.file)) return succeed(null);
      const isEmpty = await use(({ log }) => log.isEmpty());
      if (!isEmpty.ok) return isEmpty;
      if (isEmpty.value && mark.read() === null) return succeed(null);
      const key = await deviceKey();
      if (!key.ok) return key;
      const former = await formerKeys();
      if (!former.ok) return former;
      const problem = await use(({ log }) => log.examine(key.value, [...former.value.values()]));
      if (!problem.ok) return problem;
      return problem.value === null ? succeed(null) : { ok: false, problem: problem.value };
    },
    async askRecovery() {
      const key = await deviceKey();
      if (!key.ok) return key;
      const nonce = await use(({ recoveries }) => recoveries.ask(formatInstant(now())));
      return nonce.ok ? succeed({ device: key.value.keyId, nonce: nonce.value }) : nonce;
    },
    async recover(bytes, pin) {
      const fresh = checkNewPin(pin);
      if (!fresh.ok) return fresh;
      const key = await deviceKey();
      if (!key.ok) return key;
      const recovery = readRecovery(bytes, publication.deskKeys, key.value.keyId);
      if (!recovery.ok) return recovery;
      const known = await pins();
      if (!known.ok) return known;
      const { nonce } = recovery.value;
      const used = await use(({ recoveries, attempts }) => {
        if (!recoveries.isOpen(nonce) || !recoveries.use(nonce)) return false;
        attempts.succeeded(PIN);
        return true;
      });
      if (!used.ok) return used;
      if (!used.value) return fail('pin-recovery-unknown', {});
      const { hashes = {}, idleMinutes = USUAL_IDLE_MINUTES } = known.value ?? {};
      const next = { ...hashes, administrator: await hashPin(fresh.value) };
      return await save({ schema: PINS_SCHEMA, mode: 'pins', hashes: next, idleMinutes }, 'pin-recovered');
    },
  };
}
