import { implement } from '@orpc/server';
import { succeed } from '../../shared/domain/result.ts';
import { inspectionContract } from '../../shared/inspection-contract.ts';
import type { App } from './app.ts';
import { restoredNotes, restoredSignatures } from './restore-masked.ts';
import { screenBoundary } from './screen-boundary.ts';
import { whenOk } from './when-ok.ts';
import { whileWanted } from './while-wanted.ts';

const bytesOf = (base64: string): Uint8Array => Buffer.from(base64, 'base64');

/** The part of the contract about inspections, answered by the app. */
export function inspectionRoutes(app: App) {
  const api = implement(inspectionContract).use(screenBoundary);
  return api.router({
    plan: api.plan.handler(async () => (await app.inspections()).plan()),
    planFile: api.planFile.handler(async () => (await app.inspections()).planFile()),
    list: api.list.handler(async () => (await app.inspections()).list()),
    start: api.start.handler(async function* ({ input, signal }) {
      yield* (await app.inspections()).start(input.kind, input.inspector, whileWanted(signal));
    }),
    get: api.get.handler(async ({ input }) => (await app.inspections()).get(input.id)),
    readAgain: api.readAgain.handler(async function* ({ input, signal }) {
      yield* (await app.inspections()).readAgain(input.id, whileWanted(signal));
    }),
    answer: api.answer.handler(async ({ input: { id, item, subject, answer } }) =>
      (await app.inspections()).answer(id, item, subject, answer),
    ),
    answerOpen: api.answerOpen.handler(async ({ input: { id, item, subject, answer } }) =>
      (await app.inspections()).answerOpen(id, { item, subject }, answer),
    ),
    addPhoto: api.addPhoto.handler(async ({ input: { id, item, subject, base64 } }) =>
      (await app.inspections()).addPhoto(id, item, subject, bytesOf(base64)),
    ),
    photo: api.photo.handler(async ({ input }) => (await app.inspections()).photo(input.id, input.photo)),
    removePhoto: api.removePhoto.handler(async ({ input }) =>
      (await app.inspections()).removePhoto(input.id, input.photo),
    ),
    saveNotes: api.saveNotes.handler(async ({ input: { id, notes } }) =>
      whenOk(await restoredNotes(app, id, notes), async (whole) => (await app.inspections()).saveNotes(id, whole)),
    ),
    decideProblem: api.decideProblem.handler(async ({ input }) =>
      (await app.inspections()).decideProblem(input.id, input.decision),
    ),
    addSeat: api.addSeat.handler(async ({ input }) => (await app.inspections()).addSeat(input.id, input.seat)),
    removeSeat: api.removeSeat.handler(async ({ input }) => (await app.inspections()).removeSeat(input.id, input.seat)),
    takeBundle: api.takeBundle.handler(async ({ input: { id, name, base64 } }) =>
      (await app.inspections()).takeBundle(id, { name, bytes: bytesOf(base64) }),
    ),
    bundle: api.bundle.handler(async ({ signal }) => (await app.inspections()).bundle(whileWanted(signal))),
    takeBooks: api.takeBooks.handler(async ({ input: { id, name, base64 } }) =>
      (await app.inspections()).takeBooks(id, { name, bytes: bytesOf(base64) }),
    ),
    removeBooks: api.removeBooks.handler(async ({ input }) => (await app.inspections()).removeBooks(input.id)),
    draftRequest: api.draftRequest.handler(async ({ input }) =>
      (await app.inspections()).draftRequest(input.id, input.item),
    ),
    linkRequest: api.linkRequest.handler(async ({ input }) =>
      (await app.inspections()).linkRequest(input.id, input.item, input.request),
    ),
    abandon: api.abandon.handler(async ({ input }) => (await app.inspections()).abandon(input.id, input.reason)),
    report: api.report.handler(async ({ input }) => (await app.inspections()).report(input.id)),
    revealPeople: api.revealPeople.handler(async ({ input }) => await peopleOf(app, input.id)),
    sign: api.sign.handler(async ({ input: { id, seal, signatures } }) =>
      whenOk(await restoredSignatures(app, id, signatures), async (whole) =>
        (await app.inspections()).sign(id, seal, whole),
      ),
    ),
    document: api.document.handler(async ({ input, signal }) =>
      (await app.inspections()).document(input.id, input.format, whileWanted(signal)),
    ),
    pages: api.pages.handler(async ({ input, signal }) =>
      (await app.inspections()).pages(input.id, input.reveal, whileWanted(signal)),
    ),
    addSupplement: api.addSupplement.handler(async ({ input }) =>
      (await app.inspections()).addSupplement(input.id, input.supplement),
    ),
    verify: api.verify.handler(async ({ input: { name, base64 } }) =>
      (await app.inspections()).verify({ name, bytes: bytesOf(base64) }),
    ),
  });
}

async function peopleOf(app: App, id: string) {
  const inspections = await app.inspections();
  const session = await inspections.get(id);
  if (!session.ok) return session;
  const { header, notes } = session.value;
  // Only what is signed has more people than its notes.
  if (header.state !== 'signed') return succeed({ notes, record: null });
  return await whenOk(await inspections.report(id), async ({ record }) => succeed({ notes, record }));
}
