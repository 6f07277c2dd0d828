import type { Result } from '../../shared/domain/result.ts';
import { TEACHER_SCHEMA } from '../../shared/domain/schema-names.ts';
import type { Teacher } from '../../shared/domain/teacher.ts';
import {
  type SettingsWriter,
  readSettings,
  saveSettings,
  settingsFileIn,
  type SettingsRecord,
} from './settings-files.ts';

const TEACHER: SettingsRecord<'teacher'> = {
  name: 'teacher',
  schemaName: TEACHER_SCHEMA,
  schema: async () => (await import('../../shared/domain/teacher.ts')).teacherSchema,
  notSaved: 'teacher-not-saved',
};

/** Reads the lab's teacher. @returns null where none was set. */
export const readTeacher = (dataDirectory: string): Promise<Result<Teacher | null>> =>
  readSettings(settingsFileIn(dataDirectory, 'teacher'), TEACHER);

export const saveTeacher = (
  dataDirectory: string,
  teacher: Teacher,
  settings: SettingsWriter,
): Promise<Result<Teacher>> => saveSettings(settingsFileIn(dataDirectory, 'teacher'), TEACHER, teacher, settings);
