import { auditWords } from '../../shared/audit-wording.ts';
import { createI18n } from '../../shared/i18n.ts';
import { ROLES_TEXTS } from '../../shared/locales/roles.ts';
import { PIN_ROLES, type PinRole } from '../../shared/domain/role.ts';
import type { PinChoice, RoleState } from '../../shared/domain/pins.ts';
import type { Result } from '../../shared/domain/result.ts';
import { readPin } from '../ask-pin.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { nameOfRole } from '../role-names.ts';
import type { Terminal } from '../terminal.ts';
import { textOption } from '../with-app.ts';
import { type Subcommand, type SubcommandCall, type Subcommands, withSubcommands } from './command.ts';

const MOST_ENTRIES = 500;

function print(state: Result<RoleState>, json: boolean, terminal: Terminal): number {
  if (!state.ok) {
    terminal.problem(state.problem);
    return BAD_USAGE;
  }
  const { mode, withPin } = state.value;
  if (json) terminal.print(JSON.stringify({ schema: 'vrlab.roles/1', ...state.value }, null, 1));
  else {
    terminal.print(terminal.say(`pin.mode.${mode}`));
    if (mode === 'pins')
      terminal.print(
        terminal.say('pin.with', {
          roles: terminal.wording.list(withPin.map((role) => nameOfRole(role, terminal))),
        }),
      );
  }
  return 0;
}

const isJson = ({ given }: SubcommandCall): boolean => given.options['json'] !== undefined;

const show: Subcommand = async (call) => print(await (await call.app.roles()).state(), isJson(call), call.terminal);

/** `set ROLE`: the PIN is typed, or comes as the first line of the input. */
const set: Subcommand = async (call) => {
  const { app, places, terminal, given } = call;
  const role = PIN_ROLES.find((one) => one === places[0]);
  if (role === undefined) {
    terminal.note(`${terminal.say('pin.usage')}\n${terminal.say('help.pin')}`);
    return BAD_USAGE;
  }
  const pin = await readPin(terminal.say('pin.new', { role: nameOfRole(role, terminal) }));
  if (pin === null) {
    terminal.problem({ code: 'terminal-needs-administrator', params: {} });
    return BAD_USAGE;
  }
  const roles = await app.roles();
  const now = await roles.state();
  if (!now.ok) return print(now, false, terminal);
  const minutes = Number(textOption(given, 'idle') ?? now.value.idleMinutes);
  const pins: Partial<Record<PinRole, string>> = { [role]: pin };
  return print(await setChecked(roles, { mode: 'pins', pins, idleMinutes: minutes }), isJson(call), terminal);
};

async function setChecked(
  roles: Awaited<ReturnType<SubcommandCall['app']['roles']>>,
  choice: Extract<PinChoice, { mode: 'pins' }>,
): Promise<Result<RoleState>> {
  const { pinChoiceSchema } = await import('../../shared/domain/pins.ts');
  const valid = pinChoiceSchema.safeParse(choice);
  if (valid.success) return await roles.set(valid.data);
  return { ok: false, problem: { code: 'pin-idle-minutes', params: { least: 1, most: 60 } } };
}

const off: Subcommand = async (call) =>
  print(await (await call.app.roles()).set({ mode: 'none' }), isJson(call), call.terminal);

/** `log`: the newest entries, and whether the log is what was written. */
const log: Subcommand = async (call) => {
  const { app, terminal } = call;
  const roles = await app.roles();
  const entries = await roles.audit(MOST_ENTRIES);
  if (!entries.ok) {
    terminal.problem(entries.problem);
    return BAD_USAGE;
  }
  const examined = await roles.examine();
  if (isJson(call))
    terminal.print(
      JSON.stringify(
        {
          schema: 'vrlab.audit-log/1',
          intact: examined.ok,
          problem: examined.ok ? null : examined.problem,
          entries: entries.value,
        },
        null,
        1,
      ),
    );
  else {
    const { language } = terminal.wording;
    const texts = createI18n(language, ROLES_TEXTS);
    for (const entry of entries.value) {
      const { who, what } = auditWords(texts, language, entry);
      terminal.print(`${entry.at}  ${who}  ${what}`);
    }
    if (examined.ok) terminal.print(texts.t('roles:audit.intact'));
  }
  if (!examined.ok) terminal.problem(examined.problem);
  return examined.ok ? 0 : 1;
};

const SUBCOMMANDS: Subcommands<'pin'> = { show, set, off, log };

/** `vrlab pin show | set ROLE | off | log`: who signs in with a PIN, and what was done. */
export const pin = withSubcommands<'pin', SubcommandCall>(SUBCOMMANDS, (call) => call);
