import { type SettingsWriter, requireWritableFolder } from '../core/settings/settings-files.ts';

/** Settings through electron-store, into the same files as `createConfWriter`; loaded at the first write like that one. */
export const electronSettings = (dataDirectory: string, version: string): SettingsWriter => ({
  async write(name, value) {
    await requireWritableFolder(dataDirectory, name);
    const { default: Store } = await import('electron-store');
    const file = new Store({ cwd: dataDirectory, name, projectVersion: version, clearInvalidConfig: false });
    file.store = { ...value };
  },
});
