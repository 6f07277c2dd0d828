import type { Teacher } from '../../../shared/domain/teacher.ts';
import type { Translate } from '../../../shared/wording.ts';
import { folderNameOf } from '../../platform/file-name.ts';
import type { ArchiveRecord } from './find-records.ts';

/** Where a record lies in the folder of its month: core-level teachers each apart, others by subject or stage. */
export function archiveFolderOf(
  { level, lab }: Pick<ArchiveRecord, 'level' | 'lab'>,
  teacher: Pick<Teacher, 'contact' | 'subject' | 'stage'> | null,
  t: Translate,
): string[] {
  if (level === null) return [folderNameOf([t('inspections:archive.noLevel')])];
  const name = t(`requests:terms.level.${level}`);
  if (level === 'core') return [folderNameOf([name, lab ?? '', teacher?.contact?.name ?? ''])];
  const group = [teacher?.subject, teacher?.stage].find((one) => one !== undefined && one !== '');
  return [folderNameOf([name]), folderNameOf([group ?? t('inspections:archive.noSubject')])];
}
