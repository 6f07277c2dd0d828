import { isReadable } from '../../../shared/domain/problem.ts';
import type { ListedRequest } from '../../../shared/domain/request-record.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { reportLossOfRequests } from '../../report-loss.ts';
import { plainText } from '../../terminal.ts';
import type { Subcommand } from '../command.ts';

const PAGE = 200;

/** Everything ever filed on this PC, newest first. */
export const listRequests: Subcommand = async ({ app, given, terminal }) => {
  const all: ListedRequest[] = [];
  const requests = await app.requests();
  await reportLossOfRequests(requests, terminal);
  for (;;) {
    const page = await requests.list(PAGE, all.at(-1)?.id);
    if (!page.ok) {
      terminal.problem(page.problem);
      return BAD_USAGE;
    }
    all.push(...page.value);
    if (page.value.length < PAGE) break;
  }
  const { print, say, wording } = terminal;
  if (given.options['json'] !== undefined) {
    print(JSON.stringify({ schema: 'vrlab.requests/1', requests: all }, null, 1));
    return 0;
  }
  if (all.length === 0) print(say('request.none'));
  for (const one of all) if (!isReadable(one)) terminal.problem(one.problem);
  for (const { number, state, urgency, filedAt, title, delivered, demo } of all.filter(isReadable)) {
    const marks = [...(delivered ? [] : [say('request.waiting')]), ...(demo ? [say('check.demoRun')] : [])];
    print(
      [
        number,
        wording.t(`requests:states.${state}`),
        wording.t(`requests:terms.urgency.${urgency}`),
        filedAt.slice(0, 16).replace('T', ' '),
        plainText(title),
        ...marks,
      ].join('  '),
    );
  }
  return 0;
};
