import { type LocalApp, openLocalApp } from '../core/app/local-app.ts';
import { createConfWriter } from '../core/settings/settings-files.ts';
import { readNamedStation } from '../core/settings/station-file.ts';
import type { Result } from '../shared/domain/result.ts';
import type { Arguments } from './arguments.ts';

export const textOption = ({ options }: Arguments, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** The app with the folders and files named on the command line; a station file that was named has to be usable. */
export async function openAppFor(given: Arguments): Promise<Result<LocalApp>> {
  const stationFile = textOption(given, 'station');
  const named = stationFile === undefined ? null : await readNamedStation(stationFile);
  if (named?.ok === false) return named;
  if (named !== null) {
    const { unseenInFile } = await import('../shared/domain/unseen-characters.ts');
    const problem = unseenInFile(stationFile!, null, named.value);
    if (problem !== null) return { ok: false, problem };
  }
  return await openLocalApp({
    host: 'web',
    settings: createConfWriter,
    dataDirectory: textOption(given, 'data'),
    world: textOption(given, 'world'),
    stationFile,
    publication: textOption(given, 'publication'),
  });
}
