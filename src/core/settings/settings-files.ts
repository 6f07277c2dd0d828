import type { Channels } from '../../shared/domain/channel.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { Retention } from '../../shared/domain/retention.ts';
import type { Station } from '../../shared/domain/station.ts';
import type { Teacher } from '../../shared/domain/teacher.ts';

/** What is kept in settings files, by file name without `.json`. */
export interface SettingsContents {
  station: Station;
  teacher: Teacher;
  preferences: { language: Language };
  channels: Channels;
  retention: Retention;
}

/**
 * Writes settings files in the data folder, each replaced atomically. Electron brings electron-store, every other host its
 * base class conf: the same files either way.
 */
export interface SettingsWriter {
  write<Name extends keyof SettingsContents>(name: Name, value: SettingsContents[Name]): Promise<void>;
}
