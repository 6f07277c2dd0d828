import path from 'node:path';
import { openLocalApp } from '../../src/core/local-app.ts';
import { fileSecretStore } from '../../src/core/delivery/file-secret-store.ts';
import { createChromiumPrinter } from '../../src/core/reports/chromium-printer.ts';
import { confWriter } from '../../src/core/settings/conf-writer.ts';
import type { InspectionSession } from '../../src/shared/domain/inspection/inspection-session.ts';
import { startWebHost, type WebHost } from '../../src/web/server.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';
import { InspectionDouble } from './inspection-double.ts';
import { ROOT } from './vrlab.ts';

export interface DoubledHost {
  readonly host: WebHost;
  readonly inspections: InspectionDouble;
  close(): Promise<void>;
}

/** The web host as it is, in this process, with the double in the place of inspections. */
export async function startDoubledHost(data: string, sessions: readonly InspectionSession[]): Promise<DoubledHost> {
  const opened = await openLocalApp({
    host: 'web',
    settings: confWriter,
    secrets: fileSecretStore,
    dataDirectory: data,
    world: worldFile('win-steamvr-old', '.'),
  });
  if (!opened.ok) throw new Error(opened.problem.code);
  const { app } = opened.value;
  const printer = createChromiumPrinter();
  const inspections = new InspectionDouble(sessions, (html, signal) => printer.print(html, signal));
  const started = await startWebHost(
    { ...app, inspections: () => Promise.resolve(inspections) },
    path.join(ROOT, 'out/renderer'),
  );
  if (!started.ok) throw new Error(started.problem.code);
  const host = started.value;
  return {
    host,
    inspections,
    async close() {
      await host.close();
      await app.close();
    },
  };
}
