import type { SettingsWriter } from './settings-files.ts';
import { requireWritableFolder } from './writable-folder.ts';

/** Settings through conf; loaded at the first write, because a check only reads. */
export const confWriter = (dataDirectory: string, version: string): SettingsWriter => ({
  async write(name, value) {
    await requireWritableFolder(dataDirectory, name);
    const { default: Conf } = await import('conf');
    const file = new Conf({
      cwd: dataDirectory,
      configName: name,
      projectName: 'vrlab-check',
      projectVersion: version,
      // A file we refused to read is never silently emptied.
      clearInvalidConfig: false,
    });
    file.store = { ...value };
  },
});
