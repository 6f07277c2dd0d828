import { type InspectionNotes, inspectionNotesSchema } from '../../shared/domain/inspection/inspection-session.ts';
import { type Signature, signatureSchema } from '../../shared/domain/inspection/inspection-record.ts';
import { MaskedValueError, restorePersonal } from '../../shared/domain/personal.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { type Contact, type RequestDraft, requestDraftSchema } from '../../shared/domain/service-request.ts';
import { type Teacher, teacherSchema } from '../../shared/domain/teacher.ts';
import type { App } from './app.ts';

/** What a page hands back masked, because nobody asked to see it, keeps the value that is kept here. */

export async function restoredTeacher(app: App, teacher: Teacher): Promise<Result<Teacher>> {
  const kept = await app.teacher();
  return restored(() => restorePersonal(teacherSchema, teacher, kept.ok ? kept.value : null));
}

export async function restoredDraft(app: App, draft: RequestDraft): Promise<Result<RequestDraft>> {
  if (draft.contact === null) return succeed(draft);
  const contact = await contactFor(app, draft.id);
  return restored(() => restorePersonal(requestDraftSchema, draft, { ...draft, contact }));
}

export async function restoredNotes(app: App, id: string, notes: InspectionNotes): Promise<Result<InspectionNotes>> {
  const session = await (await app.inspections()).get(id);
  if (!session.ok) return session;
  return restored(() => restorePersonal(inspectionNotesSchema, notes, session.value.notes));
}

/** Names are put there from those who inspected and who was there for the school. */
export async function restoredSignatures(
  app: App,
  id: string,
  signatures: readonly Signature[],
): Promise<Result<Signature[]>> {
  const session = await (await app.inspections()).get(id);
  if (!session.ok) return session;
  const { inspectors, schoolPerson } = session.value.notes;
  const nameOf = (role: Signature['role']) => (role === 'school' ? schoolPerson : (inspectors[0] ?? null));
  return restored(() =>
    signatures.map((one) => restorePersonal(signatureSchema, one, { ...one, name: nameOf(one.role) ?? '' })),
  );
}

/** Of a form that was kept, else of the teacher, from whom a new form has it. */
export async function contactFor(app: App, draft: string): Promise<Contact | null> {
  const drafts = await (await app.requests()).drafts();
  const kept = drafts.ok ? drafts.value.find(({ id }) => id === draft) : undefined;
  if (kept !== undefined) return kept.contact;
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
