import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createChromiumPrinter } from '../../src/core/reports/chromium-printer.ts';
import type { Printer } from '../../src/core/reports/printer.ts';
import { createReportDocuments } from '../../src/core/reports/inspection/report-documents.ts';
import { type Result, succeed } from '../../src/shared/domain/result.ts';
import { INSPECTION_TEXTS } from '../../src/shared/locales/inspections.ts';
import { createI18n } from '../../src/shared/i18n.ts';
import { createWording } from '../../src/shared/wording.ts';
import { inspectionRecord, inspectionReport } from '../../tests/support/inspection/inspection-report.ts';
import { noiseJpeg } from '../../tests/support/inspection/noise-jpeg.ts';
import { ROOT } from '../../tests/support/vrlab.ts';
import { atMost, type Figure, known, quantile } from './figure.ts';

const FOLDER = path.join(ROOT, 'test-artifacts/bench-inspection-report');
const SEATS = 40;
const ITEMS = 60;
/** The report of the tests brings six items of its own. */
const OWN_ITEMS = 6;
const PHOTOS = 200;
const TIMES = 3;
const MOST_OF_RAW = 1.5;
const MOST_OF_WORD_SECONDS = 2;

const i18n = createI18n('zh-CN', INSPECTION_TEXTS);
const never = new AbortController().signal;

const bytesOf = (result: Result<Uint8Array>): Uint8Array => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};

async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** What anybody can do with an installed Chromium and the same page in a file. */
function printRaw(html: string): void {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const profile = `--user-data-dir=${path.join(FOLDER, 'profile')}`;
  const pdf = `--print-to-pdf=${path.join(FOLDER, 'raw.pdf')}`;
  const args = ['--headless', '--disable-gpu', ...asRoot, profile, '--no-pdf-header-footer', pdf, `file://${html}`];
  execFileSync('chromium', args, { stdio: 'ignore' });
}

/** A lab of forty seats with two hundred photos, beside the bare browser. */
export async function inspectionReportSpeed(): Promise<Figure[]> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const jpeg = await noiseJpeg();
  const photos = Array.from({ length: PHOTOS }, () => ({ width: 640, height: 480 }));
  const report = inspectionReport({ seats: SEATS, moreItems: ITEMS - OWN_ITEMS, photos });
  // Each photo is its own picture: a byte behind the end of the picture differs.
  const files = new Map(report.photos.map(({ id }, at) => [id, Buffer.concat([jpeg, Buffer.from(String(at))])]));
  const material = {
    report,
    record: inspectionRecord(),
    photo: (id: string) => Promise.resolve(succeed<Uint8Array>(files.get(id)!)),
  };
  const documents = (printer: Printer) =>
    createReportDocuments({ printer, words: (language) => createWording(i18n, language) });

  const html = path.join(FOLDER, 'report.html');
  const toFile: Printer = {
    print(page) {
      writeFileSync(html, page);
      return Promise.resolve(succeed(Buffer.from('')));
    },
  };
  await documents(toFile).make(material, 'pdf', never);

  const times: { raw: number[]; ours: number[]; word: number[] } = { raw: [], ours: [], word: [] };
  for (let time = 0; time < TIMES; time += 1) {
    times.raw.push(await timed(() => printRaw(html)));
    times.ours.push(
      await timed(async () => bytesOf(await documents(createChromiumPrinter()).make(material, 'pdf', never))),
    );
    times.word.push(
      await timed(async () => bytesOf(await documents(createChromiumPrinter()).make(material, 'docx', never))),
    );
  }
  rmSync(FOLDER, { recursive: true, force: true });
  const [raw, ours, word] = [times.raw, times.ours, times.word].map((all) => quantile(all, 0.5) / 1000) as [
    number,
    number,
    number,
  ];
  return [
    atMost(
      `report of ${SEATS} seats × ${ITEMS} items, ${PHOTOS} photos as PDF, ÷ raw Chromium`,
      ours / raw,
      MOST_OF_RAW,
      '×',
    ),
    known('the same as PDF', ours, 's'),
    atMost('the same as DOCX', word, MOST_OF_WORD_SECONDS, 's'),
  ];
}
