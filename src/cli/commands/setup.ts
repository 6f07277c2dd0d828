import type { RowRefusal } from '../../shared/domain/school-file.ts';
import { createI18n } from '../../shared/i18n.ts';
import { SETUP_TEXTS } from '../../shared/locales/hosts.ts';
import { schoolHeading } from '../../shared/school-headings.ts';
import { createWording, type Translate } from '../../shared/wording.ts';
import { askPin } from '../ask-pin.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { passPhraseIn } from '../pass-file.ts';
import { plainText, type Terminal } from '../terminal.ts';
import { textOption } from '../with-app.ts';
import { writeNewFile } from '../write-new-file.ts';
import { type Subcommand, type SubcommandCall, type Subcommands, withSubcommands } from './command.ts';

const NAMED_AT_MOST = 50;

interface SetupCall extends SubcommandCall {
  /** Also with the texts of setting up. */
  readonly t: Translate;
}
type SetupSubcommand = Subcommand<SetupCall>;

const isJson = ({ given }: SetupCall): boolean => given.options['json'] !== undefined;

function refuseUsage(error: string, { note, say }: Terminal): number {
  note(`${error}\n${say('usage.seeHelpOf', { command: 'vrlab setup' })}`);
  return BAD_USAGE;
}

function noteRefusals(refusals: readonly RowRefusal[], { terminal, t }: SetupCall): void {
  const { language } = terminal.wording;
  for (const { line, column, reason, detail } of refusals.slice(0, NAMED_AT_MOST))
    terminal.note(
      plainText(
        t('setup:refused', {
          line,
          column: schoolHeading(column, language),
          reason: t(`setup:reason.${reason}`, { detail }),
        }),
      ),
    );
}

/** `--file FILE`: this PC by its row. */
const apply: SetupSubcommand = async (call) => {
  const { app, given, terminal, t } = call;
  const file = textOption(given, 'file');
  if (file === undefined) return refuseUsage(t('setup:noFile'), terminal);
  const passPhrase = await passPhraseIn(given);
  if (!passPhrase.ok) {
    terminal.problem(passPhrase.problem);
    return BAD_USAGE;
  }
  const row = { file, host: textOption(given, 'host'), serial: textOption(given, 'serial') };
  const { done, refusals, rows } = await (
    await app.setup()
  ).apply(
    row,
    async () => passPhrase.value ?? (await askPin(t('setup:passPhrase'))),
    () => askPin(t('setup:pin')),
  );
  if (isJson(call)) {
    const said = done.ok ? { ...done.value, problem: null } : { changed: [], problem: done.problem };
    terminal.print(JSON.stringify({ schema: 'vrlab.setup/1', file, rows, ...said, refusals }, null, 1));
    return done.ok ? 0 : BAD_USAGE;
  }
  if (!done.ok) {
    terminal.problem(done.problem);
    noteRefusals(refusals, call);
    return BAD_USAGE;
  }
  const { line, station, changed } = done.value;
  const { school, lab, seat } = station;
  const parts = terminal.wording.list(changed.map((part) => t(`setup:part.${part}`)));
  terminal.print(plainText(t(changed.length === 0 ? 'setup:same' : 'setup:done', { line, school, lab, seat, parts })));
  if (refusals.length > 0) {
    terminal.note(t('setup:others', { file: plainText(file), count: refusals.length }));
    noteRefusals(refusals, call);
  }
  return 0;
};

/** `seal FILE --out SEALED`; never over a file that is there. */
const seal: SetupSubcommand = async (call) => {
  const { app, given, terminal, t, places } = call;
  const out = textOption(given, 'out');
  if (out === undefined) return refuseUsage(t('setup:noOut'), terminal);
  const passPhrase = await passPhraseIn(given);
  if (!passPhrase.ok) {
    terminal.problem(passPhrase.problem);
    return BAD_USAGE;
  }
  const { sealed, refusals, rows } = await (
    await app.setup()
  ).seal(
    places[0] ?? '',
    async () => passPhrase.value ?? (await askPin(t('setup:passPhrase'))),
    terminal.wording.language,
  );
  const written = sealed.ok ? await writeNewFile(out, sealed.value) : sealed;
  if (isJson(call)) {
    const problem = written.ok ? null : written.problem;
    terminal.print(JSON.stringify({ schema: 'vrlab.setup-seal/1', file: out, rows, problem, refusals }, null, 1));
  } else if (written.ok) terminal.print(t('setup:sealed', { count: rows, file: plainText(out) }));
  else {
    terminal.problem(written.problem);
    noteRefusals(refusals, call);
  }
  return written.ok ? 0 : BAD_USAGE;
};

/** `template FILE`: what is known of this PC, to be filled in; never over a file that is there. */
const template: SetupSubcommand = async (call) => {
  const { app, terminal, t, places } = call;
  const file = places[0] ?? '';
  const made = await (await app.setup()).template(terminal.wording.language);
  const written = made.ok ? await writeNewFile(file, made.value) : made;
  if (!written.ok) {
    terminal.problem(written.problem);
    return BAD_USAGE;
  }
  if (isJson(call)) terminal.print(JSON.stringify({ schema: 'vrlab.setup-template/1', file }, null, 1));
  else terminal.print(t('setup:template', { file: plainText(file) }));
  return 0;
};

const SUBCOMMANDS: Subcommands<'setup', SetupCall> = { apply, seal, template };

/** `vrlab setup --file FILE | seal FILE --out FILE | template FILE`: one file for a whole school. */
export const setup = withSubcommands<'setup', SetupCall>(SUBCOMMANDS, (call) => {
  const { language } = call.terminal.wording;
  return { ...call, t: createWording(createI18n(language, SETUP_TEXTS), language).t };
});
