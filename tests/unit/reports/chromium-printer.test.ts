import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findBrowser } from '../../../src/core/reports/chromium/find-browser.ts';
import { createChromiumPrinter } from '../../../src/core/reports/chromium-printer.ts';
import { fakeBrowser, linuxWith, program } from '../../support/chromium/fake-browser.ts';
import { formRecord, RARE_NAME, requestEvent, WHOLE_STORY } from '../../support/request/form-records.ts';
import { contentOf, pageOf, readPdf } from '../../support/request/reports.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const never = new AbortController().signal;

/** Where printers of this test put their private folders: other programs of this PC print as well. */
let temporary: string;
beforeEach(() => {
  temporary = temporaryFolder();
  vi.stubEnv('TMPDIR', temporary);
});
afterEach(() => void vi.unstubAllEnvs());

const foldersLeft = () => readdirSync(temporary).filter((name) => name.startsWith('vrlab-print-'));

/** Processes that were started in or with a folder of this test. */
const processesOfThisTest = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        const about = readFileSync(`/proc/${id}/cmdline`, 'utf8') + readlinkSync(`/proc/${id}/cwd`);
        return about.includes(`${temporary}/vrlab-print-`) ? [id] : [];
      } catch {
        return [];
      }
    });

/** Alive and no zombie, which only waits for its parent. */
const isRunning = (id: string) =>
  existsSync(`/proc/${id}`) && !/\) [ZX] /.test(readFileSync(`/proc/${id}/stat`, 'utf8'));

async function expectNothingLeft(): Promise<void> {
  expect(foldersLeft()).toEqual([]);
  // A killed process needs a moment to be gone.
  await vi.waitFor(() => expect(processesOfThisTest()).toEqual([]), { timeout: 10_000 });
}

describe('an installed Chromium', () => {
  const sentence = '<script>alert(1)</script> & 中文 שלום مرحبا 😀 \u202eabc\u202c ';
  const description = (sentence + '虚拟现实教学'.repeat(30) + '\n\n\n' + 'x'.repeat(200) + '\n')
    .repeat(30)
    .slice(0, 10_000);
  const symptom = formRecord().request.symptoms[0]!;

  it(
    'an installed Chromium prints a long form on A4, every font embedded, rare characters readable, heads repeated, signatures on one page',
    { timeout: 60_000 },
    async () => {
      const record = formRecord(
        {
          description,
          symptoms: Array.from({ length: 40 }, (_, at) => ({ ...symptom, title: `检测结果第 ${at} 项` })),
        },
        [...WHOLE_STORY, requestEvent('reopened', '2026-11-25T08:00:00+08:00', description.slice(0, 4000))],
      );
      const page = await pageOf(contentOf('handling-sheet', record));
      const signatures = /<div class="signatures together">.*?<\/div>\s*<\/div>/s.exec(page)![0];
      // The same place for seals again and again, at every height a page has.
      const many = Array.from({ length: 12 }, (_, at) => `<p style="height: ${17 + 11 * at}mm"></p>${signatures}`);
      const printed = await createChromiumPrinter().print(page.replace('<footer>', `${many.join('')}<footer>`), never);
      const pdf = readPdf(printed.ok ? printed.value : Buffer.from(printed.problem.code));

      expect(pdf.info['Page size']).toContain('A4');
      expect(pdf.info['Title']).toBe('教师用户问题处理单 VR-261123-7KQ3');
      expect(pdf.info['Tagged']).toBe('yes');
      expect(pdf.fonts.length).toBeGreaterThan(0);
      expect(pdf.fonts.filter(({ embedded }) => !embedded)).toEqual([]);

      const text = pdf.pages.join('\n');
      expect(text).toContain(`张${RARE_NAME}`);
      expect(text.match(/<script>alert\(1\)<\/script> & 中文/g)?.length).toBeGreaterThan(10);
      expect(pdf.pages.length).toBeGreaterThan(12);
      pdf.pages.forEach((words, at) => expect(words).toMatch(new RegExp(`—\\s*${at + 1}\\s*—`)));
      expect(pdf.pages[0]).not.toContain('（续）');
      for (const words of pdf.pages.slice(1)) expect(words).toContain(`共 ${pdf.pages.length} 页`);

      const withSymptoms = pdf.pages.filter((words) => words.includes('检测结果第'));
      expect(withSymptoms.length).toBeGreaterThan(1);
      for (const words of withSymptoms) expect(words).toContain('故障码');

      const count = (words: string, what: RegExp) => words.match(what)?.length ?? 0;
      const seals = pdf.pages.map((words) => [count(words, /需求方（学校）/g), count(words, /年\s+月\s+日/g) / 3]);
      expect(seals.reduce((sum, [places]) => sum + places!, 0)).toBe(many.length + 1);
      for (const [places, dates] of seals) expect(dates).toBe(places);
      await expectNothingLeft();
    },
  );

  it('an installed Chromium runs no script, fetches nothing and reads no file, even where the page allows all', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('fetched');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const secret = path.join(temporaryFolder(), 'secret.txt');
    writeFileSync(secret, 'SECRET');
    const html = `<!doctype html><meta charset="utf-8"><title>t</title><p>shown</p>
      <script>document.body.append('SCRIPT')</script><noscript>without</noscript>
      <img src="${origin}/img" onerror="document.body.append('SCRIPT')"><link rel="stylesheet" href="${origin}/css">
      <iframe src="${origin}/frame"></iframe><iframe src="file://${secret}"></iframe>
      <meta http-equiv="refresh" content="0;url=${origin}/refresh">
      <img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Ctext y='20'%3Epicture%3C/text%3E%3C/svg%3E">`;
    const printed = await createChromiumPrinter().print(html, never);
    server.close();
    const text = readPdf(printed.ok ? printed.value : Buffer.from(printed.problem.code)).pages.join('\n');
    expect(text).toContain('shown');
    expect(text).toContain('without');
    expect(text).not.toMatch(/SCRIPT|SECRET|fetched/);
    expect(asked).toEqual([]);
  });

  it('an installed Chromium is ended by the signal, and leaves no process and no folder', async () => {
    const cancel = new AbortController();
    const printing = createChromiumPrinter().print(
      await pageOf(contentOf('request-form', formRecord({ description }))),
      cancel.signal,
    );
    while (!readdirSync(temporary).some((name) => existsSync(path.join(temporary, name, 'profile/Default'))))
      await pause(5);
    expect(processesOfThisTest()).not.toEqual([]);
    cancel.abort();
    expect(await printing).toEqual({ ok: false, problem: { code: 'printing-cancelled', params: {} } });
    await expectNothingLeft();
  });
});

describe('a browser that fails', () => {
  it('a browser that ends at once is a failure with its error output', async () => {
    const { environment } = fakeBrowser('echo "no display" >&2; exit 3');
    expect(await createChromiumPrinter({ environment }).print('', never)).toEqual({
      ok: false,
      problem: { code: 'printing-failed', params: { detail: 'no display' } },
    });
    expect(foldersLeft()).toEqual([]);
  });

  it.each([
    ['answers what is no message', `printf 'rubbish\\0' >&4; sleep 600`, 'no message'],
    ['never answers', 'sleep 600', 'no answer within'],
    ['refuses', `printf '{"id":1,"error":{"message":"not today"}}\\0' >&4; sleep 600`, 'not today'],
  ])('a browser that %s is ended', async (_, script, detail) => {
    const { environment } = fakeBrowser(script);
    const printed = await createChromiumPrinter({ environment, timeoutMs: 1500 }).print('', never);
    expect(printed).toMatchObject({
      problem: { code: 'printing-failed', params: { detail: expect.stringContaining(detail) } },
    });
    await expectNothingLeft();
  });

  it('a browser is ended with its child processes, and nothing else', async () => {
    const { environment, note } = fakeBrowser(
      'sleep 600 & echo "$!" > "$NOTES/child.part"; mv "$NOTES/child.part" "$NOTES/child"; wait',
    );
    const cancel = new AbortController();
    const printing = createChromiumPrinter({ environment }).print('', cancel.signal);
    const child = (await note('child')).trim();
    expect(isRunning(child)).toBe(true);
    cancel.abort();
    expect(await printing).toMatchObject({ problem: { code: 'printing-cancelled' } });
    await vi.waitFor(() => expect(isRunning(child)).toBe(false), { timeout: 10_000 });
  });
});

describe('how a browser is started', () => {
  const startedWith = async () => {
    const { environment, note } = fakeBrowser(
      '{ env; echo "$@"; } > "$NOTES/all.part"; mv "$NOTES/all.part" "$NOTES/all"',
    );
    await createChromiumPrinter({ environment }).print('', never);
    return await note('all');
  };

  it('a browser is started without preloaded libraries, and with a private folder', async () => {
    vi.stubEnv('UMOCKDEV_DIR', '/nowhere');
    vi.stubEnv('NODE_OPTIONS', '--no-warnings');
    vi.stubEnv('LD_AUDIT', 'x.so');
    vi.stubEnv('LD_PRELOAD', 'libc.so.6');
    const started = await startedWith();
    expect(started).not.toMatch(/LD_PRELOAD|LD_AUDIT|UMOCKDEV|NODE_OPTIONS/);
    expect(started).toMatch(new RegExp(`TMPDIR=${temporary}/vrlab-print-`));
    expect(started).toMatch(new RegExp(`--user-data-dir=${temporary}/vrlab-print-`));
    expect(started).toContain('--host-resolver-rules=MAP * ~NOTFOUND');
  });

  it('a browser is started without its sandbox only as root', async () => {
    const getuid = vi.spyOn(process, 'getuid').mockReturnValue(1000);
    expect(await startedWith()).not.toContain('--no-sandbox');
    getuid.mockReturnValue(0);
    expect(await startedWith()).toContain('--no-sandbox');
    getuid.mockRestore();
  });
});

describe('which browser is used', () => {
  it('without a browser nothing is started, and the problem reports it', async () => {
    const environment = linuxWith(temporaryFolder());
    expect(await createChromiumPrinter({ environment }).print('', never)).toEqual({
      ok: false,
      problem: { code: 'no-printer', params: {} },
    });
    expect(foldersLeft()).toEqual([]);
  });

  it('after a cancel no browser is started', async () => {
    const { environment } = fakeBrowser('touch "$NOTES/started"');
    expect(await createChromiumPrinter({ environment }).print('', AbortSignal.abort())).toMatchObject({
      problem: { code: 'printing-cancelled' },
    });
    expect(existsSync(path.join(environment.env['PATH']!, 'started'))).toBe(false);
  });

  it('no folder, no unexecutable file, no snap and no relative path is used as a browser', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'chromium'));
    writeFileSync(path.join(folder, 'google-chrome-stable'), '');
    symlinkSync(program(path.join(folder, 'bin'), 'snap', ''), path.join(folder, 'google-chrome'));
    expect(await findBrowser(linuxWith(folder))).toBeNull();
    expect(await findBrowser(linuxWith(`${path.relative(process.cwd(), '/usr/bin')}:.`))).toBeNull();
    const edge = program(folder, 'microsoft-edge', '');
    expect(await findBrowser(linuxWith(folder))).toBe(edge);
    const chromium = program(path.join(folder, 'second'), 'chromium', '');
    expect(await findBrowser(linuxWith(`${folder}:${folder}/second`))).toBe(chromium);
  });
});
