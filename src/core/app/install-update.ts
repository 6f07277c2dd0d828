import type { Result } from '../../shared/domain/result.ts';
import { systemInstaller } from '../updates/system-installer.ts';
import type { App } from './app.ts';

/** Gives the update that waits to the installer of the system; for a terminal command of its administrator. @returns the version. */
export async function installUpdate(
  app: Pick<App, 'programUpdates'>,
  by: 'schedule' | 'person',
): Promise<Result<string>> {
  const { platform, execPath, env } = process;
  return await (await app.programUpdates()).install(by, systemInstaller({ platform, execPath, env }));
}
