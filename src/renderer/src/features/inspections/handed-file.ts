import { fail, type Result, succeed } from '../../../../shared/domain/result.ts';
import { base64Of } from '../requests/keep-file.ts';

/** Most bytes the contract takes of a file, in base64 three quarters of what it says there. */
export const MOST_OF_A_SMALL_FILE = 2_990_000;
export const MOST_OF_A_REPORT = 32_900_000;

/** A chosen file as the contract takes it. @returns `file-too-large`, `file-unreadable`. */
export async function handedFile(file: File, most: number): Promise<Result<{ name: string; base64: string }>> {
  if (file.size > most) return fail('file-too-large', { file: file.name, megabytes: Math.ceil(file.size / 1_000_000) });
  try {
    return succeed({ name: file.name.slice(-200), base64: await base64Of(file) });
  } catch (cause) {
    return fail('file-unreadable', { file: file.name, detail: String(cause) });
  }
}
