import { type Signature, signatureSchema } from '../../shared/domain/inspection/inspection-record.ts';
import { type InspectionNotes, inspectionNotesSchema } from '../../shared/domain/inspection/inspection-session.ts';
import { MaskedValueError, restorePersonal } from '../../shared/domain/personal.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { type Contact, type RequestDraft, requestDraftSchema } from '../../shared/domain/service-request.ts';
import { type Teacher, teacherSchema } from '../../shared/domain/teacher.ts';
import type { Inspections } from '../inspections/inspections.ts';
import type { Requests } from '../requests/index.ts';
import type { App } from './app.ts';

/*
 * A value that a page sends back masked, because nobody asked to see it, stays the one that is stored here.
 */

/** Goes on with a value that is there; a problem is passed on. */
export const whenOk = async <Value, Next>(
  before: Result<Value>,
  work: (value: Value) => Promise<Result<Next>>,
): Promise<Result<Next>> => (before.ok ? await work(before.value) : before);

type TeacherReader = Pick<App, 'teacher'>;

/** @returns `masked-value-unknown` with the field, here and below, where there is no stored value. */
export async function restoredTeacher(teacher: Teacher, app: TeacherReader): Promise<Result<Teacher>> {
  const stored = await app.teacher();
  return restored(() => restorePersonal(teacherSchema, teacher, stored.ok ? stored.value : null));
}

export async function restoredDraft(
  draft: RequestDraft,
  requests: Pick<Requests, 'drafts'>,
  app: TeacherReader,
): Promise<Result<RequestDraft>> {
  if (draft.contact === null) return succeed(draft);
  const contact = await contactFor(draft.id, requests, app);
  return restored(() => restorePersonal(requestDraftSchema, draft, { ...draft, contact }));
}

export async function restoredNotes(
  id: string,
  notes: InspectionNotes,
  inspections: Pick<Inspections, 'get'>,
): Promise<Result<InspectionNotes>> {
  const session = await inspections.get(id);
  if (!session.ok) return session;
  return restored(() => restorePersonal(inspectionNotesSchema, notes, session.value.notes));
}

/** Names are put there from those who inspected and who was there for the school. */
export async function restoredSignatures(
  id: string,
  signatures: readonly Signature[],
  inspections: Pick<Inspections, 'get'>,
): Promise<Result<Signature[]>> {
  const session = await inspections.get(id);
  if (!session.ok) return session;
  const { inspectors, schoolPerson } = session.value.notes;
  const nameOf = (role: Signature['role']) => (role === 'school' ? schoolPerson : (inspectors[0] ?? null));
  return restored(() =>
    signatures.map((one) => restorePersonal(signatureSchema, one, { ...one, name: nameOf(one.role) ?? '' })),
  );
}

/** Of a form that was stored, else of the teacher, from whom a new form has it. */
export async function contactFor(
  draft: string,
  requests: Pick<Requests, 'drafts'>,
  app: TeacherReader,
): Promise<Contact | null> {
  const drafts = await requests.drafts();
  const stored = drafts.ok ? drafts.value.find(({ id }) => id === draft) : undefined;
  if (stored !== undefined) return stored.contact;
  const teacher = await app.teacher();
  return teacher.ok ? (teacher.value?.contact ?? null) : null;
}

function restored<Value>(work: () => Value): Result<Value> {
  try {
    return succeed(work());
  } catch (cause) {
    if (cause instanceof MaskedValueError) return fail('masked-value-unknown', { field: cause.message });
    throw cause;
  }
}
