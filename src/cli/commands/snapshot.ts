import { BAD_USAGE, VERDICT_EXIT } from '../exit-codes.ts';
import { writeSnapshot } from '../write-snapshot.ts';
import { withApp } from '../with-app.ts';
import type { Command } from './command.ts';

/** Exit code 3 when a probe failed: the snapshot is written all the same, it says why. */
export const snapshot: Command = (given, terminal) =>
  withApp(given, terminal, async (app) => {
    const taken = await app.snapshot(new AbortController().signal);
    const [file] = given.files;
    if (file === undefined) terminal.print(JSON.stringify(taken, null, 1));
    else {
      const written = await writeSnapshot(file, taken);
      if (!written.ok) {
        terminal.problem(written.problem);
        return BAD_USAGE;
      }
      terminal.note(terminal.say('snapshot.saved', { file }));
    }
    const complete = Object.values(taken.probes).every((outcome) => outcome?.status === 'ok');
    return complete ? 0 : VERDICT_EXIT.unknown;
  });
