import type { Problem } from '../../shared/domain/problem.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import type { Erasure } from '../../shared/domain/retention.ts';
import type { RetentionDesk } from '../../core/retention/keep-no-longer.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { openAppFor } from '../open-app.ts';
import { printRetention } from '../print-retention.ts';
import type { Command } from './command.ts';

/** Not everything could be erased. */
const INCOMPLETE = 1;

interface Outcome {
  readonly erasure: Erasure;
  readonly incomplete: Problem | null;
}

async function carriedOut(desk: RetentionDesk, verb: 'show' | 'apply'): Promise<Result<Outcome>> {
  if (verb === 'show') {
    const planned = await desk.plan();
    return planned.ok ? succeed({ erasure: planned.value, incomplete: null }) : planned;
  }
  const applied = await desk.apply();
  return applied.ok ? succeed({ erasure: applied.value.erased, incomplete: applied.value.incomplete }) : applied;
}

/** `vrlab retention [show | apply]`: how long what is kept, and what goes. */
export const retention: Command = async (given, terminal) => {
  const [verb = 'show', ...rest] = given.files;
  if (rest.length > 0 || (verb !== 'show' && verb !== 'apply')) {
    terminal.note(`${terminal.say('retention.usage')}\n${terminal.say('help.retention')}`);
    return BAD_USAGE;
  }
  const opened = await openAppFor(given);
  if (!opened.ok) {
    terminal.problem(opened.problem);
    return BAD_USAGE;
  }
  const { app } = opened.value;
  try {
    const desk = await app.retention();
    const settings = await desk.settings();
    const outcome = settings.ok ? await carriedOut(desk, verb) : settings;
    if (!settings.ok || !outcome.ok) {
      if (!outcome.ok) terminal.problem(outcome.problem);
      return BAD_USAGE;
    }
    const { erasure, incomplete } = outcome.value;
    if (given.options['json'] !== undefined) {
      const { schema: _schema, ...kept } = settings.value;
      const said = { schema: 'vrlab.erasure/1', applied: verb === 'apply', settings: kept, erasure, incomplete };
      terminal.print(JSON.stringify(said, null, 1));
    } else printRetention(settings.value, erasure, verb, terminal);
    if (incomplete !== null) terminal.problem(incomplete);
    return incomplete === null && erasure.notUnderstood.length === 0 ? 0 : INCOMPLETE;
  } finally {
    await app.close();
  }
};
