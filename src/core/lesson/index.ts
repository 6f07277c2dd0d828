import { spawn } from 'node:child_process';
import path from 'node:path';
import type { LessonProgram } from '../../shared/contract.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { hostEnvironment, type HostEnvironment } from '../platform/host-environment.ts';
import { messageOf } from '../platform/message-of.ts';
import { collectTroubles } from '../platform/reading-troubles.ts';
import { kindAt } from '../probes/files/open-file.ts';
import { findProducts } from '../probes/find-products.ts';
import type { Product } from '../published/matrix-schema.ts';
import { type FindRunning, waitForEnd } from './wait-for-end.ts';

/** The published teaching program: whether it is here, and its start. */
export interface Lesson {
  /** Null where the publication has none that can be started on this system. */
  program(): Promise<LessonProgram | null>;
  /** @returns `lesson-not-published`, `lesson-program-missing`, `lesson-not-started`, `lesson-demonstration`. */
  start(): Promise<Result<null>>;
}

/** How long a program that was started may fail at once, in ms. */
const SETTLED_MS = 300;

interface EndOptions {
  readonly findRunning?: FindRunning;
  /** In ms, see {@link waitForEnd}. */
  readonly appears?: number;
  readonly looks?: number;
}

/** Loaded when a lesson has been started. */
const programsRunning: FindRunning = async (programs, signal) =>
  await (await import('../probes/software/running-programs.ts')).findRunning(programs, signal);

type LessonDependencies = Pick<Dependencies, 'publication' | 'demo' | 'stepAside'>;

export function createLesson(
  { publication, demo, stepAside }: LessonDependencies,
  environment: HostEnvironment = hostEnvironment(),
  { findRunning = programsRunning, ...times }: EndOptions = {},
): Lesson {
  const suite = publication.matrix.products.find(({ kind, find }) => {
    return kind === 'suite' && (find ?? []).some((rule) => isStartable(rule, environment));
  });

  let latest = new AbortController();

  return {
    async program() {
      if (suite === undefined) return null;
      const isInstalled = demo || (await programOf(suite, environment)) !== undefined;
      return { name: suite.name, isInstalled };
    },
    async start() {
      if (suite === undefined) return fail('lesson-not-published', {});
      const product = suite.name['zh-CN'];
      if (demo) return fail('lesson-demonstration', {});
      const found = await programOf(suite, environment);
      if (found === undefined) return fail('lesson-program-missing', { product });
      const { file, running } = found;
      const startedAt = performance.now();
      const ended = Promise.withResolvers<void>();
      const problem = await launch(file, ended.resolve);
      if (problem !== null) return fail('lesson-not-started', { file, detail: problem });
      latest.abort();
      latest = new AbortController();
      // Of a lesson that another one has taken over from, the end says nothing any more.
      const { promise, resolve } = Promise.withResolvers<void>();
      const launched = { startedAt, ended: ended.promise, running };
      waitForEnd(launched, findRunning, latest.signal, times).then(resolve, () => undefined);
      stepAside?.(promise);
      return succeed(null);
    },
  };
}

type FindRule = NonNullable<Product['find']>[number];

const isStartable = (rule: FindRule, { platform }: HostEnvironment): boolean =>
  rule.platform === platform && rule.start !== undefined;

interface LessonFile {
  readonly file: string;
  /** Programs that mean that the lesson goes on. */
  readonly running: readonly string[];
}

/** The program in the first installation folder that exists. */
async function programOf(suite: Product, environment: HostEnvironment): Promise<LessonFile | undefined> {
  for (const rule of (suite.find ?? []).filter((it) => isStartable(it, environment))) {
    const { report } = collectTroubles();
    const { found } = await findProducts([{ ...suite, find: [rule] }], environment, report);
    const folder = found[0]?.folder?.text;
    if (folder === undefined) continue;
    const file = path.join(folder, rule.start!);
    if ((await kindAt(file)) === 'file') return { file, running: rule.running ?? [] };
  }
  return undefined;
}

/** Starts a program that lives on without this one. @returns why it did not start; null when it did. */
function launch(file: string, ended: () => void): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(file, [], { cwd: path.dirname(file), detached: true, stdio: 'ignore' });
    const settled = setTimeout(() => resolve(null), SETTLED_MS);
    child.once('error', (cause) => {
      clearTimeout(settled);
      resolve(messageOf(cause));
    });
    child.once('exit', (code) => {
      ended();
      if (code === 0 || code === null) return;
      clearTimeout(settled);
      resolve(`exit ${code}`);
    });
    child.unref();
  });
}
