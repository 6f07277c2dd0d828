import type { InspectionStub } from '../../../core/records/material.ts';
import { isReadable } from '../../../shared/domain/problem.ts';
import type { RequestRecord } from '../../../shared/domain/request-record.ts';
import { type Result, fail, succeed } from '../../../shared/domain/result.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import type { InspectCall, InspectSubcommand } from '../command.ts';
import { noteDemoData } from '../../note-demo-data.ts';
import { printPreview } from '../request/new-request.ts';
import { printDeliveries, REQUEST_JSON } from '../request/show-requests.ts';

/** `hand-in [NUMBER] [--send]`: the signed report as it would leave the PC, without a number the newest one; with `--send` it leaves. */
export const handInReport: InspectSubcommand = async (call) => {
  const { inspections, given, places, terminal } = call;
  const json = given.options['json'] !== undefined;
  const found = await signedInspection(call, places[0]);
  const preview = found.ok ? await inspections.previewHandIn(found.value.id) : found;
  if (!found.ok || !preview.ok) {
    if (!preview.ok) terminal.problem(preview.problem);
    noteDemoData(call.app, given, terminal);
    return BAD_USAGE;
  }
  const { message, seal } = preview.value;
  const before = await inspections.handedIn(found.value.id);
  const already = before.ok ? before.value.find(({ request }) => request.id === message.id) : undefined;
  if (already !== undefined) {
    if (json) terminal.print(JSON.stringify({ schema: REQUEST_JSON, ...already }, null, 1));
    else {
      terminal.print(terminal.say('inspect.alreadyHandedIn'));
      printHandedIn(already, call);
    }
    return 0;
  }
  if (!json) {
    printPreview(preview.value, terminal);
    terminal.print(terminal.say('inspect.reportFile'));
  }
  if (given.options['send'] === undefined) {
    if (json) terminal.print(JSON.stringify(message, null, 1));
    terminal.note(terminal.say('request.notSent'));
    return 0;
  }
  const handedIn = await inspections.handIn(found.value.id, seal);
  if (!handedIn.ok) {
    terminal.problem(handedIn.problem);
    return BAD_USAGE;
  }
  if (json) terminal.print(JSON.stringify({ schema: REQUEST_JSON, ...handedIn.value }, null, 1));
  else {
    terminal.print(terminal.say('inspect.handedInNow'));
    printHandedIn(handedIn.value, call);
  }
  return 0;
};

async function signedInspection(
  { inspections }: Pick<InspectCall, 'inspections'>,
  named: string | undefined,
): Promise<Result<InspectionStub>> {
  if (named !== undefined) return await inspections.find(named);
  const listed = await inspections.list();
  if (!listed.ok) return listed;
  const newest = listed.value.filter(isReadable).find(({ state }) => state === 'signed');
  return newest === undefined ? fail('inspection-none-signed') : succeed(newest);
}

function printHandedIn(record: RequestRecord, { terminal }: InspectCall): void {
  const { filedAt, number } = record.request;
  terminal.print(terminal.say('inspect.handedIn', { time: filedAt.slice(0, 16).replace('T', ' '), number }));
  printDeliveries(record, terminal);
}
