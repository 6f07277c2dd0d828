import { implement } from '@orpc/server';
import { contract } from '../shared/contract.ts';
import type { App } from './app.ts';

/** A call that did not come over a connection has nobody who could hang up. */
const whileWanted = (signal: AbortSignal | undefined): AbortSignal => signal ?? new AbortController().signal;

/** The contract, answered by the app. Reads as the table of contents of what a screen can ask for. */
export function createRouter(app: App) {
  const api = implement(contract);
  return api.router({
    app: {
      about: api.app.about.handler(() => app.about()),
      guide: api.app.guide.handler(() => app.guide()),
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
    station: {
      get: api.station.get.handler(() => app.station()),
      save: api.station.save.handler(({ input }) => app.saveStation(input)),
      learn: api.station.learn.handler(() => app.learnEquipment()),
      models: api.station.models.handler(() => app.models()),
    },
  });
}
