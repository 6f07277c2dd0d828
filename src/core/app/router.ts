import { implement } from '@orpc/server';
import { contract } from '../../shared/contract.ts';
import { succeed } from '../../shared/domain/result.ts';
import type { App } from './app.ts';
import { inspectionRoutes } from './inspection-router.ts';
import { contactFor, restoredDraft, restoredTeacher } from './restore-masked.ts';
import { screenBoundary } from './screen-boundary.ts';
import { whenOk } from './when-ok.ts';
import { whileWanted } from './while-wanted.ts';

/** The contract, answered by the app. Reads as the table of contents of what a screen can ask for. */
export function createRouter(app: App) {
  const api = implement(contract).use(screenBoundary);
  return api.router({
    app: {
      about: api.app.about.handler(() => app.about()),
      guide: api.app.guide.handler(() => app.guide()),
      reportScreenError: api.app.reportScreenError.handler(async ({ input }) => {
        await app.reportScreenError(input);
        return null;
      }),
      notices: api.app.notices.handler(
        async () => await (await import('./third-party-notices.ts')).thirdPartyNotices(),
      ),
      setLanguage: api.app.setLanguage.handler(({ input }) => app.setLanguage(input.language)),
    },
    check: {
      run: api.check.run.handler(async function* ({ signal }) {
        yield* app.check(whileWanted(signal));
      }),
      live: api.check.live.handler(async function* ({ signal }) {
        yield* app.live(whileWanted(signal));
      }),
    },
    runs: {
      list: api.runs.list.handler(({ input }) => app.runs.list(input.limit, input.before)),
      get: api.runs.get.handler(({ input }) => app.runs.get(input.id)),
    },
    codes: {
      ofRun: api.codes.ofRun.handler(({ input }) => app.faultCodesOf(input.run)),
      read: api.codes.read.handler(({ input }) => app.readFaultCode(input.code)),
    },
    versions: {
      table: api.versions.table.handler(() => app.versions()),
    },
    teacher: {
      get: api.teacher.get.handler(() => app.teacher()),
      reveal: api.teacher.reveal.handler(async () => {
        const kept = await app.teacher();
        return kept.ok ? succeed(kept.value?.contact ?? null) : kept;
      }),
      save: api.teacher.save.handler(async ({ input }) =>
        whenOk(await restoredTeacher(app, input), (teacher) => app.saveTeacher(teacher)),
      ),
      level: api.teacher.level.handler(({ input }) => app.levelOf(input)),
    },
    retention: {
      plan: api.retention.plan.handler(async () => (await app.retention()).plan()),
      apply: api.retention.apply.handler(async () => (await app.retention()).apply()),
    },
    requests: {
      draft: api.requests.draft.handler(async ({ input }) => (await app.requests()).draft(input)),
      keepDraft: api.requests.keepDraft.handler(async ({ input }) =>
        whenOk(await restoredDraft(app, input), async (draft) => (await app.requests()).keepDraft(draft)),
      ),
      drafts: api.requests.drafts.handler(async () => (await app.requests()).drafts()),
      discardDraft: api.requests.discardDraft.handler(async ({ input }) =>
        (await app.requests()).discardDraft(input.id),
      ),
      preview: api.requests.preview.handler(async ({ input }) =>
        whenOk(await restoredDraft(app, input), async (draft) => (await app.requests()).preview(draft)),
      ),
      revealContact: api.requests.revealContact.handler(async ({ input }) =>
        succeed(await contactFor(app, input.draft)),
      ),
      revealPreview: api.requests.revealPreview.handler(async ({ input }) =>
        whenOk(await restoredDraft(app, input), async (draft) => (await app.requests()).preview(draft)),
      ),
      file: api.requests.file.handler(async ({ input }) =>
        whenOk(await restoredDraft(app, input.draft), async (draft) => (await app.requests()).file(draft, input.seal)),
      ),
      list: api.requests.list.handler(async ({ input }) => (await app.requests()).list(input.limit, input.before)),
      get: api.requests.get.handler(async ({ input }) => (await app.requests()).get(input.id)),
      reveal: api.requests.reveal.handler(async ({ input }) => (await app.requests()).reveal(input.id)),
      previewEvent: api.requests.previewEvent.handler(async ({ input }) =>
        (await app.requests()).previewEvent(input.id, input.event),
      ),
      addEvent: api.requests.addEvent.handler(async ({ input }) =>
        (await app.requests()).addEvent(input.id, input.event, input.seal),
      ),
      resend: api.requests.resend.handler(async ({ input }) => (await app.requests()).resend(input.delivery)),
      outbox: api.requests.outbox.handler(async function* ({ signal }) {
        yield* (await app.requests()).outbox(whileWanted(signal));
      }),
      exportFile: api.requests.exportFile.handler(async ({ input }) => (await app.requests()).exportFile(input.id)),
      importFile: api.requests.importFile.handler(async ({ input }) =>
        (await app.requests()).importFile(Buffer.from(input.base64, 'base64')),
      ),
      document: api.requests.document.handler(async ({ input, signal }) =>
        (await app.requests()).document(input.id, input.form, input.format, whileWanted(signal)),
      ),
      channels: api.requests.channels.handler(async () => (await app.requests()).channels()),
    },
    inspections: inspectionRoutes(app),
    station: {
      get: api.station.get.handler(() => app.station()),
      save: api.station.save.handler(({ input }) => app.saveStation(input)),
      learn: api.station.learn.handler(() => app.learnEquipment()),
      models: api.station.models.handler(() => app.models()),
    },
  });
}
