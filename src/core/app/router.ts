import { implement } from '@orpc/server';
import { contract } from '../../shared/contract.ts';
import { succeed } from '../../shared/domain/result.ts';
import type { Inspections } from '../inspections/inspections.ts';
import { bytesOfFile } from '../platform/file-to-keep.ts';
import type { App } from './app.ts';
import { numbersHidden } from './request-numbers.ts';
import {
  contactFor,
  restoredDraft,
  restoredNotes,
  restoredSignatures,
  restoredTeacher,
  whenOk,
} from './restore-masked.ts';
import { roleGate } from './role-gate.ts';
import { screenBoundary, withService, withSignal } from './screen-boundary.ts';

/** The contract, answered by the app. Reads as the table of contents of what a screen can ask for. */
export function createRouter(app: App) {
  const api = implement(contract)
    .use(screenBoundary)
    .use(roleGate(() => app.roles()))
    .use(numbersHidden(() => app.roles()))
    .use(withSignal);
  const { check, codes, versions, station, teacher } = api;
  const runs = api.runs.use(withService('history', () => app.history()));
  const sockets = api.sockets.use(withService('sockets', () => app.sockets()));
  const retention = api.retention.use(withService('retention', () => app.retention()));
  const roles = api.roles.use(withService('roles', () => app.roles()));
  const setup = api.setup.use(withService('setup', () => app.setup()));
  const lesson = api.lesson.use(withService('lesson', () => app.lesson()));
  const requests = api.requests.use(withService('requests', () => app.requests()));
  const kiosk = api.kiosk.use(withService('kiosk', () => app.kiosk()));
  const channels = api.channels.use(withService('channels', () => app.channels()));
  const inspections = api.inspections.use(withService('inspections', () => app.inspections()));
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
      setAppearance: api.app.setAppearance.handler(({ input }) => app.setAppearance(input.appearance)),
    },
    log: {
      list: api.log.list.handler(async () => (await app.programLog()).list()),
      exportFile: api.log.exportFile.handler(async () => (await app.programLog()).exportFile()),
    },
    publication: {
      news: api.publication.news.handler(() => app.publicationNews()),
      fetch: api.publication.fetch.handler(() => app.fetchPublication()),
    },
    check: {
      run: check.run.handler(({ context }) => app.check(context.signal)),
      live: check.live.handler(({ context }) => app.live(context.signal)),
      judgeSent: check.judgeSent.handler(({ input }) => app.judgeSentBytes(input.name, bytesOfFile(input))),
    },
    runs: {
      list: runs.list.handler(({ input }) => app.runs.list(input.limit, input.before)),
      find: runs.find.handler(({ input, context }) =>
        context.history.find(input.filter, input.limit, input.before, context.signal),
      ),
      trend: runs.trend.handler(({ input, context }) => context.history.trend(input.days, context.signal)),
      compare: runs.compare.handler(({ input, context }) => context.history.compare(input.one, input.other)),
      exportFile: runs.exportFile.handler(({ input, context }) =>
        context.history.exportFile(input.filter, input.format, context.signal),
      ),
      get: runs.get.handler(({ input }) => app.runs.get(input.id)),
      dispute: runs.dispute.handler(({ input }) => app.disputeRun(input.run, input.text)),
      disputes: runs.disputes.handler(({ input }) => app.runs.disputes(input.run)),
    },
    codes: {
      ofRun: codes.ofRun.handler(({ input }) => app.faultCodesOf(input.run)),
      read: codes.read.handler(({ input }) => app.readFaultCode(input.code)),
      recorded: codes.recorded.handler(async ({ input }) =>
        whenOk(await app.readFaultCode(input.code), async (decoded) =>
          whenOk(await app.findCodedFinding(decoded), async (found) =>
            succeed(found === null ? null : { run: found.run.id, finding: found.finding, devices: found.run.devices }),
          ),
        ),
      ),
    },
    versions: {
      table: versions.table.handler(() => app.versions()),
    },
    kiosk: {
      state: kiosk.state.handler(({ context }) => context.kiosk.state()),
      leave: kiosk.leave.handler(({ input, context }) => context.kiosk.leave(input.pin)),
      enter: kiosk.enter.handler(({ context }) => context.kiosk.enter()),
      kept: kiosk.kept.handler(({ context }) => context.kiosk.kept(context.signal)),
      drives: kiosk.drives.handler(({ context }) => context.kiosk.drives()),
      copy: kiosk.copy.handler(({ input, context }) => context.kiosk.copy(input.file, input.drive)),
      files: kiosk.files.handler(({ input, context }) => context.kiosk.files(input.drive, input.names)),
      take: kiosk.take.handler(({ input, context }) => context.kiosk.take(input.drive, input.names)),
      lockdown: kiosk.lockdown.handler(({ context }) => context.kiosk.lockdown(context.signal)),
    },
    lesson: {
      program: lesson.program.handler(({ context }) => context.lesson.program()),
      start: lesson.start.handler(({ context }) => context.lesson.start()),
    },
    roles: {
      states: roles.states.handler(({ context }) => context.roles.states(context.signal)),
      state: roles.state.handler(({ context }) => context.roles.state()),
      signIn: roles.signIn.handler(({ input, context }) => context.roles.signIn(input.pin)),
      lock: roles.lock.handler(({ context }) => context.roles.lock()),
      touch: roles.touch.handler(({ context }) => {
        context.roles.touch();
        return null;
      }),
      proveNumber: roles.proveNumber.handler(async ({ input, context }) =>
        whenOk(await (await app.requests()).get(input.id), async ({ request }) =>
          context.roles.proveNumber(input.id, input.number, request.number),
        ),
      ),
      set: roles.set.handler(({ input, context }) => context.roles.set(input)),
      audit: roles.audit.handler(({ input, context }) => context.roles.audit(input.limit, input.before)),
      examineAudit: roles.examineAudit.handler(({ context }) => context.roles.examine()),
      askRecovery: roles.askRecovery.handler(({ context }) => context.roles.askRecovery()),
      recover: roles.recover.handler(({ input, context }) => context.roles.recover(bytesOfFile(input), input.pin)),
    },
    setup: {
      offer: setup.offer.handler(({ context }) => context.setup.offer()),
      accept: setup.accept.handler(({ input, context }) => context.setup.accept(input, input.passPhrase)),
    },
    station: {
      get: station.get.handler(() => app.station()),
      save: station.save.handler(({ input }) => app.saveStation(input)),
      learn: station.learn.handler(() => app.learnEquipment()),
      models: station.models.handler(() => app.models()),
    },
    sockets: {
      get: sockets.get.handler(({ context }) => context.sockets.get()),
      save: sockets.save.handler(({ input, context }) => context.sockets.save(input.sockets)),
      exportFile: sockets.exportFile.handler(({ context }) => context.sockets.exportFile()),
      importFile: sockets.importFile.handler(({ input, context }) =>
        context.sockets.importFile(input.name, bytesOfFile(input)),
      ),
    },
    teacher: {
      get: teacher.get.handler(() => app.teacher()),
      reveal: teacher.reveal.handler(async () =>
        whenOk(await app.teacher(), async (stored) => succeed(stored?.contact ?? null)),
      ),
      save: teacher.save.handler(async ({ input }) =>
        whenOk(await restoredTeacher(input, app), (restored) => app.saveTeacher(restored)),
      ),
      level: teacher.level.handler(({ input }) => app.levelOf(input)),
    },
    retention: {
      plan: retention.plan.handler(({ context }) => context.retention.plan()),
      apply: retention.apply.handler(({ context }) => context.retention.apply()),
    },
    requests: {
      draft: requests.draft.handler(({ input, context }) => context.requests.draft(input)),
      keepDraft: requests.keepDraft.handler(async ({ input, context }) =>
        whenOk(await restoredDraft(input, context.requests, app), (draft) => context.requests.keepDraft(draft)),
      ),
      drafts: requests.drafts.handler(({ context }) => context.requests.drafts()),
      mayDiscard: requests.mayDiscard.handler(() => succeed(null)),
      discardDraft: requests.discardDraft.handler(({ input, context }) => context.requests.discardDraft(input.id)),
      preview: requests.preview.handler(async ({ input, context }) =>
        whenOk(await restoredDraft(input, context.requests, app), (draft) => context.requests.preview(draft)),
      ),
      revealContact: requests.revealContact.handler(async ({ input, context }) =>
        succeed(await contactFor(input.draft, context.requests, app)),
      ),
      revealPreview: requests.revealPreview.handler(({ input, context }) => context.requests.preview(input)),
      file: requests.file.handler(async ({ input, context }) =>
        whenOk(await restoredDraft(input.draft, context.requests, app), async (draft) => {
          const filed = await context.requests.file(draft, input.seal);
          // Whoever filed it sees its number, may print it and may take it back.
          if (filed.ok) await (await app.roles()).filed(filed.value.request.id);
          return filed;
        }),
      ),
      list: requests.list.handler(({ input: { limit, before, which }, context }) =>
        context.requests.list(limit, before, which),
      ),
      counts: requests.counts.handler(({ context }) => context.requests.counts()),
      get: requests.get.handler(({ input, context }) => context.requests.get(input.id)),
      reveal: requests.reveal.handler(({ input, context }) => context.requests.reveal(input.id)),
      markRead: requests.markRead.handler(({ input, context }) => context.requests.markRead(input.id)),
      reported: requests.reported.handler(({ input, context }) => context.requests.reported(input.run)),
      recovered: requests.recovered.handler(({ input, context }) => context.requests.recovered(input.run)),
      hotline: requests.hotline.handler(({ context }) => context.requests.hotline()),
      previewEvent: requests.previewEvent.handler(({ input, context }) =>
        context.requests.previewEvent(input.id, input.event),
      ),
      addEvent: requests.addEvent.handler(({ input, context }) =>
        context.requests.addEvent(input.id, input.event, input.seal),
      ),
      mayAdd: requests.mayAdd.handler(() => succeed(null)),
      resend: requests.resend.handler(({ input, context }) => context.requests.resend(input.delivery)),
      outbox: requests.outbox.handler(({ context }) => context.requests.outbox(context.signal)),
      exportFile: requests.exportFile.handler(({ input, context }) => context.requests.exportFile(input.id)),
      importFile: requests.importFile.handler(({ input, context }) => context.requests.importFile(bytesOfFile(input))),
      document: requests.document.handler(({ input, context }) =>
        context.requests.document(input.id, input.form, input.format, context.signal),
      ),
      channels: requests.channels.handler(async () => await (await app.channels()).list()),
    },
    channels: {
      list: channels.list.handler(({ context }) => context.channels.report()),
      save: channels.save.handler(async ({ input, context }) =>
        whenOk(await context.channels.save(input), () => context.channels.report()),
      ),
      test: channels.test.handler(({ input, context }) => context.channels.test(input, context.signal)),
      mayChange: channels.mayChange.handler(() => succeed(null)),
      remove: channels.remove.handler(async ({ input, context }) =>
        whenOk(await context.channels.remove(input.id), () => context.channels.report()),
      ),
    },
    inspections: {
      plan: inspections.plan.handler(({ context }) => context.inspections.plan()),
      planFile: inspections.planFile.handler(({ context }) => context.inspections.planFile()),
      list: inspections.list.handler(({ context }) => context.inspections.list()),
      start: inspections.start.handler(({ input, context }) =>
        context.inspections.start(input.kind, input.inspector, context.signal, input.seats),
      ),
      get: inspections.get.handler(({ input, context }) => context.inspections.get(input.id)),
      standing: inspections.standing.handler(({ input, context }) => context.inspections.standing(input.id)),
      readAgain: inspections.readAgain.handler(({ input, context }) =>
        context.inspections.readAgain(input.id, context.signal),
      ),
      answer: inspections.answer.handler(({ input: { id, item, subject, answer, basedOn }, context }) =>
        context.inspections.answer(id, item, subject, answer, basedOn),
      ),
      foreseeOpen: inspections.foreseeOpen.handler(({ input: { id, item, subject, answer }, context }) =>
        context.inspections.foreseeOpen(id, { item, subject }, answer),
      ),
      answerOpen: inspections.answerOpen.handler(({ input: { id, item, subject, answer }, context }) =>
        context.inspections.answerOpen(id, { item, subject }, answer),
      ),
      undo: inspections.undo.handler(({ input, context }) => context.inspections.undo(input.id)),
      addPhoto: inspections.addPhoto.handler(({ input, context }) =>
        context.inspections.addPhoto(input.id, input.item, input.subject, bytesOfFile(input)),
      ),
      photo: inspections.photo.handler(({ input, context }) => context.inspections.photo(input.id, input.photo)),
      removePhoto: inspections.removePhoto.handler(({ input, context }) =>
        context.inspections.removePhoto(input.id, input.photo),
      ),
      saveNotes: inspections.saveNotes.handler(async ({ input: { id, notes }, context }) =>
        whenOk(await restoredNotes(id, notes, context.inspections), (whole) =>
          context.inspections.saveNotes(id, whole),
        ),
      ),
      decideProblem: inspections.decideProblem.handler(({ input, context }) =>
        context.inspections.decideProblem(input.id, input.decision),
      ),
      addSeat: inspections.addSeat.handler(({ input, context }) => context.inspections.addSeat(input.id, input.seat)),
      removeSeat: inspections.removeSeat.handler(({ input, context }) =>
        context.inspections.removeSeat(input.id, input.seat),
      ),
      takeBundle: inspections.takeBundle.handler(({ input, context }) =>
        context.inspections.takeBundle(input.id, { name: input.name, bytes: bytesOfFile(input) }),
      ),
      bundle: inspections.bundle.handler(({ context }) => context.inspections.bundle(context.signal)),
      takeBooks: inspections.takeBooks.handler(({ input, context }) =>
        context.inspections.takeBooks(input.id, { name: input.name, bytes: bytesOfFile(input) }),
      ),
      removeBooks: inspections.removeBooks.handler(({ input, context }) => context.inspections.removeBooks(input.id)),
      draftRequest: inspections.draftRequest.handler(({ input, context }) =>
        context.inspections.draftRequest(input.id, input.item),
      ),
      linkRequest: inspections.linkRequest.handler(({ input, context }) =>
        context.inspections.linkRequest(input.id, input.item, input.request),
      ),
      previewHandIn: inspections.previewHandIn.handler(({ input, context }) =>
        context.inspections.previewHandIn(input.id),
      ),
      handIn: inspections.handIn.handler(({ input: { id, seal }, context }) => context.inspections.handIn(id, seal)),
      handedIn: inspections.handedIn.handler(({ input, context }) => context.inspections.handedIn(input.id)),
      rectification: {
        list: inspections.rectification.list.handler(({ context }) => context.inspections.rectifications()),
        get: inspections.rectification.get.handler(({ input, context }) => context.inspections.rectification(input.id)),
        record: inspections.rectification.record.handler(({ input: { id, item, entry, photos }, context }) =>
          context.inspections.recordRectification(id, item, entry, photos.map(bytesOfFile)),
        ),
        photo: inspections.rectification.photo.handler(({ input, context }) =>
          context.inspections.rectificationPhoto(input.id, input.photo),
        ),
      },
      abandon: inspections.abandon.handler(({ input, context }) => context.inspections.abandon(input.id, input.reason)),
      report: inspections.report.handler(({ input, context }) => context.inspections.report(input.id)),
      revealPeople: inspections.revealPeople.handler(({ input, context }) => peopleOf(input.id, context.inspections)),
      sign: inspections.sign.handler(async ({ input: { id, seal, signatures }, context }) =>
        whenOk(await restoredSignatures(id, signatures, context.inspections), (whole) =>
          context.inspections.sign(id, seal, whole),
        ),
      ),
      document: inspections.document.handler(({ input, context }) =>
        context.inspections.document(input.id, input.format, context.signal, input.language),
      ),
      pages: inspections.pages.handler(({ input, context }) =>
        context.inspections.pages(input.id, false, context.signal, input.language),
      ),
      revealPages: inspections.revealPages.handler(({ input, context }) =>
        context.inspections.pages(input.id, true, context.signal, input.language),
      ),
      addSupplement: inspections.addSupplement.handler(({ input, context }) =>
        context.inspections.addSupplement(input.id, input.supplement),
      ),
      verify: inspections.verify.handler(({ input, context }) =>
        context.inspections.verify({ name: input.name, bytes: bytesOfFile(input) }),
      ),
    },
  });
}

async function peopleOf(id: string, inspections: Inspections) {
  const session = await inspections.get(id);
  if (!session.ok) return session;
  const { header, notes } = session.value;
  // Only what is signed has more people than its notes.
  if (header.state !== 'signed') return succeed({ notes, record: null });
  return await whenOk(await inspections.report(id), async ({ record }) => succeed({ notes, record }));
}
