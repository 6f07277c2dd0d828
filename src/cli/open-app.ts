import { type LocalApp, openLocalApp } from '../core/local-app.ts';
import { confWriter } from '../core/settings/conf-writer.ts';
import type { Result } from '../shared/domain/result.ts';
import type { Arguments } from './arguments.ts';

export const textOption = ({ options }: Arguments, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** The app with the folders and files named on the command line. */
export const openAppFor = (given: Arguments): Promise<Result<LocalApp>> =>
  openLocalApp({
    host: 'web',
    settings: confWriter,
    dataDirectory: textOption(given, 'data'),
    world: textOption(given, 'world'),
    stationFile: textOption(given, 'station'),
    publication: textOption(given, 'publication'),
  });
