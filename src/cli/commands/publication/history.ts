import { listInstallations } from '../../../core/publication/install/publication-log.ts';
import type { Subcommand } from './subcommands.ts';

/** Every publication ever installed here, newest first. */
export const history: Subcommand = async ({ dataDirectory, json, terminal: { say, print, wording } }) => {
  const installed = await listInstallations(dataDirectory);
  if (json) print(JSON.stringify({ schema: 'vrlab.publication-history/1', installed }, null, 1));
  else if (installed.length === 0) print(say('publication.noHistory'));
  else
    for (const { installedAt, version, date, title, demo, place } of installed)
      print(
        say('publication.entry', {
          installedAt: installedAt.slice(0, 16).replace('T', ' '),
          version,
          date,
          title: title[wording.language],
          demo: demo ? say('check.demoPublication') : '',
          place,
        }),
      );
  return 0;
};
