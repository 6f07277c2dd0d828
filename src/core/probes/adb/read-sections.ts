import type {
  AdbIdentity,
  AdbSection,
  AdbSectionName,
  AdbSections,
  UnreadReason,
} from '../../../shared/domain/adb-facts.ts';
import { ADB_SECTION_NAMES } from '../../../shared/domain/adb-section-names.ts';
import { askHeadset, CommandRefused, type HeadsetLine } from './ask-headset.ts';
import type { SectionContext, SectionReader } from './section.ts';

/** A headset that lets this much time pass is asked nothing more. */
export const HEADSET_BUDGET_MS = 15_000;

/** After so many questions without an answer the rest would only cost their deadlines as well. */
const MOST_UNANSWERED = 2;

const unread = (reason: UnreadReason) => ({ status: 'unread' as const, reason });

/** Asks one headset one section after the other, each with its deadline. Never rejects. */
export async function readSections(
  line: HeadsetLine,
  readers: readonly SectionReader[],
  known: Omit<SectionContext, 'identity'>,
  cancel: AbortSignal,
  budgetMs = HEADSET_BUDGET_MS,
): Promise<AdbSections> {
  const until = performance.now() + budgetMs;
  const read = new Map<AdbSectionName, AdbSection<unknown>>();
  let [identity, unanswered]: [AdbIdentity | null, number] = [null, 0];
  let over: UnreadReason | null = null;
  for (const reader of readers) {
    const left = until - performance.now();
    over ??= left <= 0 || unanswered >= MOST_UNANSWERED ? 'no-answer' : null;
    const section =
      over === null ? await readSection(line, reader, { ...known, identity }, left, cancel) : unread(over);
    read.set(reader.name, section);
    if (section.status === 'read' && reader.name === 'identity') identity = section.value as AdbIdentity;
    if (section.status === 'unread' && section.reason === 'gone') over = 'gone';
    unanswered = section.status === 'unread' && section.reason === 'no-answer' ? unanswered + 1 : 0;
  }
  return Object.fromEntries(
    ADB_SECTION_NAMES.map((name) => [name, read.get(name) ?? unread('not-asked')]),
  ) as unknown as AdbSections;
}

async function readSection(
  line: HeadsetLine,
  { command, deadlineMs, read }: SectionReader,
  context: SectionContext,
  leftMs: number,
  cancel: AbortSignal,
): Promise<AdbSection<unknown>> {
  try {
    const asked = command(context);
    if (asked === null) return unread('not-asked');
    const answer = await askHeadset(line, asked, Math.min(deadlineMs, leftMs), cancel);
    // What came until then may end in the middle of a line.
    if (answer.ended === 'gone' || answer.ended === 'no-answer') return unread(answer.ended);
    return read(answer, context);
  } catch (cause) {
    // A defect of one reader costs its own section only.
    return unread(cause instanceof CommandRefused ? 'not-asked' : 'garbled');
  }
}
