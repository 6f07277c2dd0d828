import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { embeddedFolder, embeddedPublication, readEmbedded } from '../../../src/core/publication/embedded.ts';
import { calendarSchema } from '../../../src/core/published/calendar-schema.ts';
import { DOCUMENT_NAMES, targetOf, parseValidated } from '../../../src/core/published/layout.ts';
import { remarksOn } from '../../../src/publisher/check-draft.ts';
import { editorSchemas, readDraft } from '../../../src/publisher/draft.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const DRAFT = path.join(ROOT, 'publication/draft');

describe('the embedded publication', () => {
  it('is the draft, signed (npm run publication)', async () => {
    const embedded = await readEmbedded();
    if (!embedded.ok || !embedded.value.publication.ok) throw new Error('not verified');
    const { documents, title, demo } = embedded.value.publication.value;
    for (const name of DOCUMENT_NAMES)
      expect(Buffer.from(documents[name]).equals(readFileSync(path.join(DRAFT, targetOf(name)))), name).toBe(true);
    const draft = readDraft(DRAFT);
    expect(draft).toMatchObject({ ok: true, value: { title, demo } });
  });

  it('carries nothing but what it names', async () => {
    const embedded = await readEmbedded();
    if (!embedded.ok) throw new Error(embedded.problem.code);
    const there = readdirSync(embeddedFolder(), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(embeddedFolder(), path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    expect(there.toSorted()).toEqual([...embedded.value.files.keys()].toSorted());
  });

  it('is the demonstration, and says so in the stamp of every run', async () => {
    const publication = await embeddedPublication();
    if (!publication.ok) throw new Error(publication.problem.code);
    expect(publication.value.stampAt(new Date(`${publication.value.identity.date}T12:00:00+08:00`))).toEqual({
      version: publication.value.identity.version,
      date: publication.value.identity.date,
      ageDays: 0,
      demo: true,
    });
  });
});

describe('the documents of a publication', () => {
  it('are read one by one, once, when they are asked for', async () => {
    const embedded = await readEmbedded();
    if (!embedded.ok || !embedded.value.publication.ok) throw new Error('not verified');
    const documents = parseValidated({
      ...embedded.value.publication.value.documents,
      checklists: Buffer.from('no JSON'),
    });
    expect(documents.catalogue.devices.length).toBeGreaterThan(0);
    expect(documents.catalogue).toBe(documents.catalogue);
    expect(() => documents.checklists).toThrow(SyntaxError);
  });
});

describe('the draft', () => {
  it('has no unknown ids and no duplicates', () => {
    const draft = readDraft(DRAFT);
    if (!draft.ok) throw new Error(JSON.stringify(draft.problem));
    expect(remarksOn(parseValidated(draft.value.documents), draft.value)).toEqual([]);
  });

  it('has JSON Schemas for its editors (npm run publication-schemas)', () => {
    for (const [name, text] of editorSchemas())
      expect(readFileSync(path.join(ROOT, 'publication/schema', name), 'utf8'), name).toBe(text);
  });
});

describe('the calendar', () => {
  const calendar = calendarSchema.parse(JSON.parse(readFileSync(path.join(DRAFT, 'calendar.json'), 'utf8')));
  const workingDays = (wanted: number) => {
    const { holidays, makeUpDays } = calendar.years.find(({ year }) => year === wanted)!;
    let count = 0;
    for (let day = Date.UTC(wanted, 0, 1); day < Date.UTC(wanted + 1, 0, 1); day += 86_400_000) {
      const date = new Date(day).toISOString().slice(0, 10);
      const off = holidays.some(({ from, to }) => from <= date && date <= to);
      const weekend = [0, 6].includes(new Date(day).getUTCDay());
      if (makeUpDays.includes(date) || (!off && !weekend)) count += 1;
    }
    return count;
  };

  it.each([2025, 2026])('%d has the 248 working days that were announced', (year) => {
    expect(calendar.years.find((entry) => entry.year === year)?.status).toBe('official');
    expect(workingDays(year)).toBe(248);
  });

  it.each([
    ['a make-up day in the week', { makeUpDays: ['2026-01-05'] }],
    ['a make-up day that is a holiday', { makeUpDays: ['2026-02-15'] }],
    ['a make-up day of another year', { makeUpDays: ['2027-01-02'] }],
  ])('refuses %s', (_, wrong) => {
    const year = { ...calendar.years.find((entry) => entry.year === 2026)!, ...wrong };
    expect(calendarSchema.safeParse({ ...calendar, years: [year] }).success).toBe(false);
  });
});
