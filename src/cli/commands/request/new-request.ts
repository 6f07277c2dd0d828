import { missingFields } from '../../../shared/domain/request-completeness.ts';
import type { Preview } from '../../../shared/domain/request-record.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import { type RequestDraft, requestDraftSchema } from '../../../shared/domain/service-request.ts';
import { requestKindSchema } from '../../../shared/domain/service-terms.ts';
import { previewRows } from '../../../shared/preview-rows.ts';
import { proposeEffect } from '../../../shared/summarize-findings.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { plainText, type Terminal } from '../../terminal.ts';
import { textOption } from '../../with-app.ts';
import type { Subcommand, SubcommandCall } from '../command.ts';
import { printRecord, REQUEST_JSON } from './show-requests.ts';

/** Shows what would leave the PC; with `--send` files it after showing it. */
export const newRequest: Subcommand = async (call) => {
  const { app, given, terminal } = call;
  const draft = await draftOf(call);
  if (draft === null) return BAD_USAGE;
  const preview = draft.ok ? await (await app.requests()).preview(draft.value) : draft;
  if (!preview.ok || !draft.ok) {
    if (!preview.ok) terminal.problem(preview.problem);
    return BAD_USAGE;
  }
  const json = given.options['json'] !== undefined;
  const [missing] = missingFields(draft.value);
  if (given.options['send'] !== undefined && missing !== undefined) {
    const field = optionOf(missing);
    terminal.note(`${terminal.say('request.missingField', { field })}\n${terminal.say('help.request')}`);
    return BAD_USAGE;
  }
  if (given.options['send'] === undefined) {
    if (json) terminal.print(JSON.stringify(preview.value.message, null, 1));
    else printPreview(preview.value, terminal);
    terminal.note(terminal.say('request.notSent'));
    return 0;
  }
  if (!json) printPreview(preview.value, terminal);
  const filed = await (await app.requests()).file(draft.value, preview.value.seal);
  if (!filed.ok) {
    terminal.problem(filed.problem);
    return BAD_USAGE;
  }
  if (json) terminal.print(JSON.stringify({ schema: REQUEST_JSON, ...filed.value }, null, 1));
  else printRecord(filed.value, terminal);
  return 0;
};

/** @returns null after saying which option is wrong. */
async function draftOf({ app, given, terminal }: SubcommandCall): Promise<Result<RequestDraft> | null> {
  const kind = requestKindSchema.safeParse(textOption(given, 'kind') ?? 'technical');
  if (!kind.success) return refuse('--kind');
  const named = textOption(given, 'run');
  const newest = named === 'last' ? await app.runs.list(1) : null;
  if (newest?.ok === false) return newest;
  const run = named === 'last' ? (newest?.value[0]?.id ?? null) : (named ?? null);
  if (named === 'last' && run === null)
    return { ok: false, problem: { code: 'run-not-found', params: { id: 'last' } } };
  const opened = await (
    await app.requests()
  ).draft({ run, check: textOption(given, 'check') ?? null, kind: kind.data });
  if (!opened.ok) return opened;
  const verdict = run === null ? null : await app.runs.get(run);
  const scope = textOption(given, 'scope') ?? opened.value.scope;
  const people = textOption(given, 'people');
  const needs = {
    ...textOptions(given, ['topic', 'group']),
    ...(people !== undefined && { people: Number(people) }),
  };
  const wished = {
    ...opened.value,
    scope,
    effect:
      textOption(given, 'effect') ??
      proposeEffect(verdict?.ok === true ? verdict.value.verdict : null, scope as RequestDraft['scope']),
    work: textOption(given, 'work') ?? opened.value.work,
    title: textOption(given, 'title') ?? opened.value.title,
    description: textOption(given, 'text') ?? opened.value.description,
    wantedBy: textOption(given, 'wanted-by') ?? null,
    ...(Object.keys(needs).length > 0 && { needs }),
    contact: given.options['no-contact'] === undefined ? opened.value.contact : null,
  };
  const checked = requestDraftSchema.safeParse(wished);
  return checked.success ? succeed(checked.data) : refuse(optionOf(String(checked.error.issues[0]?.path.at(-1))));

  function refuse(field: string): null {
    terminal.note(`${terminal.say('request.badField', { field })}\n${terminal.say('help.request')}`);
    return null;
  }
}

/** Those that were given, by name. */
const textOptions = (given: SubcommandCall['given'], names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = textOption(given, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** Under which name a field is given on the command line. */
const optionOf = (field: string): string => ({ wantedBy: '--wanted-by', description: '--text' })[field] ?? `--${field}`;

/** Every field that will leave the PC, and where it goes. */
export function printPreview(preview: Preview, terminal: Terminal): void {
  const { say, print, wording } = terminal;
  if (preview.clock !== undefined) terminal.problem(preview.clock);
  print(say('request.preview'));
  for (const { label, value } of previewRows(preview.message, wording))
    print(`  ${wording.labelled(label, plainText(value).replaceAll('\n', '\n    '))}`);
  print(
    preview.channels.length === 0
      ? say('request.noChannel')
      : say('request.goes', { channels: wording.list(preview.channels.map(({ title }) => title)) }),
  );
}
