import { readFileSync } from 'node:fs';
import { Packer } from 'docx';
import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../../../scripts/form-templates/empty-content.ts';
import { templateDocument } from '../../../../scripts/form-templates/template-document.ts';
import { fillTemplate, knownTags } from '../../../../src/core/reports/docx/fill-template.ts';
import { readPackage } from '../../../../src/core/platform/zip.ts';
import { programTemplates, readTemplate } from '../../../../src/core/reports/docx/template-files.ts';
import type { FormKind, FormSection } from '../../../../src/core/reports/forms/form-content.ts';
import type { Language } from '../../../../src/shared/domain/language.ts';
import { formRecord, RARE_NAME, requestEvent } from '../../../support/request/form-records.ts';
import { contentOf, type ReadDocx, readDocx } from '../../../support/request/reports.ts';
import { changedDocument, withBomb } from '../../../support/zip-file.ts';

const TEMPLATES: [FormKind, Language][] = [
  ['request-form', 'zh-CN'],
  ['request-form', 'en'],
  ['handling-sheet', 'zh-CN'],
  ['handling-sheet', 'en'],
];

function templateOf(form: FormKind, language: Language): Buffer {
  const read = readTemplate('/nowhere', programTemplates(), form, language);
  if (!read.ok) throw new Error(read.problem.code);
  return read.value.bytes;
}

/** Parts of a package but the one that says when it was made. */
const textsOf = (bytes: Buffer) =>
  [...readPackage(bytes)]
    .filter(([name]) => name !== 'docProps/core.xml')
    .map(([name, data]) => [name, Buffer.from(data).toString()]);

const headOf = (section: Extract<FormSection, { type: 'table' }>) => section.columns.map(({ label }) => label);

/** What a section says, row by row. */
function valuesOf(section: FormSection): readonly (readonly string[])[] {
  if (section.type === 'text') return [[section.text]];
  if (section.type === 'fields') return section.fields.map(({ label, value }) => [label, value]);
  const blank = Array.from({ length: section.blankRows }, () => section.columns.map(() => ''));
  return [headOf(section), ...section.rows.map((row) => section.columns.map(({ tag }) => row[tag] ?? '')), ...blank];
}

/** The same as it is found in a document. */
function sectionIn({ paragraphs, rows }: ReadDocx, section: FormSection): readonly (readonly string[])[] {
  if (section.type === 'text') return [[paragraphs[paragraphs.indexOf(section.heading) + 1] ?? '']];
  if (section.type === 'fields')
    return section.fields.map(({ label }) => [label, rows.flat()[rows.flat().indexOf(label) + 1] ?? '']);
  const from = rows.findIndex((row) => row.join('|') === headOf(section).join('|'));
  return rows.slice(from, from + 1 + section.rows.length + section.blankRows);
}

describe.each(TEMPLATES)('the template %s %s', (form, language) => {
  it('the shipped template is what `npm run form-templates` writes', async () => {
    const made = await Packer.toBuffer(templateDocument(shapeOf(form, language)));
    expect(textsOf(templateOf(form, language))).toEqual(textsOf(made));
  });

  it('the template has every value once it is filled, read by another program, on A4, with Chinese fonts named', async () => {
    const hostile = `第一行 <b>&amp;</b> {number} {#devices} $& ]]> 😀👩‍🏫 ${RARE_NAME}\n\n\n\n第二行\t\u0001\u000b\ud800 שלום`;
    const printed = `第一行 <b>&amp;</b> {number} {#devices} $& ]]> 😀👩‍🏫 ${RARE_NAME}\n\n第二行\t\ufffd שלום`;
    const record = formRecord({ description: hostile, title: '{title} {/}' }, [
      requestEvent('resolved', '2026-11-23T15:05:00+08:00', hostile),
      requestEvent('progress', '2026-11-23T12:05:00+08:00', hostile),
    ]);
    const content = contentOf(form, record, language);
    const filled = await fillTemplate('t.docx', templateOf(form, language), content);
    const docx = readDocx(filled.ok ? filled.value : Buffer.from(filled.problem.code));

    const said = docx.paragraphs;
    expect(said).toContain(printed);
    expect(content.sections.map((section) => sectionIn(docx, section))).toEqual(content.sections.map(valuesOf));
    expect(said).toContain(content.notes.join('\n'));
    expect(docx.running.join('')).toContain(content.number);
    expect(docx.parts.filter((name) => name.startsWith('word/media/'))).toHaveLength(1);
    expect(docx.cellsWithoutParagraph).toBe(0);
    expect(docx.repeatedHeads).toBe(content.sections.filter(({ type }) => type === 'table').length);
    // A4, margins 37/28/35/26 mm, in twentieths of a point.
    expect(docx.page).toMatchObject({
      w: '11906',
      h: '16838',
      top: '2098',
      left: '1587',
      bottom: '1984',
      right: '1474',
    });
    expect(docx.fonts.length).toBeGreaterThan(5);
    for (const font of docx.fonts) expect(font['eastAsia']).toMatch(/^(仿宋|黑体|宋体)$/);
  });
});

const content = contentOf('request-form', formRecord());
const template = templateOf('request-form', 'zh-CN');
const DOCUMENT = 'word/document.xml';
const inBody = (xml: string) => (text: string) => text.replace('<w:body>', `<w:body>${xml}`);
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const relation = (more: string) => (text: string) =>
  text.replace('</Relationships>', `<Relationship Id="rX" ${more}/></Relationships>`);
const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const field = (...instructions: string[]) =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${instructions.map((text) => `<w:r><w:instrText>${text}</w:instrText></w:r>`).join('')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;
const RELS = 'word/_rels/document.xml.rels';

describe('a template the school has edited', () => {
  it('an edited template may leave out tags, repeat them, move them into conditions and split them as Word does', async () => {
    const edited = changedDocument(template, {
      [DOCUMENT]: (text) =>
        text.replace(
          /<w:body>.*(?=<w:sectPr)/s,
          paragraph('（1}某市第一中学 {school}') +
            '<w:p><w:r><w:t>{nu</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>mber}</w:t></w:r></w:p>' +
            paragraph('{#contactName}有联系人{/contactName}{#mark}演示{/mark}') +
            paragraph('{#devices}{device}（{school}）；{/devices}') +
            field('PAGE'),
        ),
    });
    const filled = await fillTemplate('t.docx', edited, content);
    const { paragraphs } = readDocx(filled.ok ? filled.value : Buffer.from(filled.problem.code));
    expect(paragraphs.slice(0, 4)).toEqual([
      '（1}某市第一中学 某市第一中学',
      'VR-261123-7KQ3',
      '有联系人',
      'Valve Index（某市第一中学）；未知 VR 设备（某市第一中学）；',
    ]);
  });

  it.each<[string, Buffer, string, Record<string, string>]>([
    ['is no package', Buffer.from('not a zip'), 'template-not-docx', {}],
    ['is another package', changedDocument(template, { '_rels/.rels': null }), 'template-not-docx', {}],
    [
      'has no document in it',
      changedDocument(template, {
        '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
      }),
      'template-not-docx',
      {},
    ],
    ['unpacks to too much', withBomb(readPackage(template), 64 * 1024 * 1024), 'template-too-large', {}],
    [
      'brings entities',
      changedDocument(template, { [DOCUMENT]: (text) => text.replace('?>', '?><!DOCTYPE w [<!ENTITY a "aaaa">]>') }),
      'template-not-docx',
      {},
    ],
    [
      'is not in UTF-8',
      changedDocument(template, {
        [DOCUMENT]: (text) => text,
        'word/styles.xml': Buffer.from('\ufeff<x/>', 'utf16le'),
      }),
      'template-not-docx',
      {},
    ],
    [
      'has a macro',
      changedDocument(template, { 'word/vbaProject.bin': 'x' }),
      'template-active-content',
      { part: 'word/vbaProject.bin' },
    ],
    [
      'is a macro document by another name',
      changedDocument(template, {
        '[Content_Types].xml': (text) =>
          text.replace('wordprocessingml.document.main', 'ms-word.document.macroEnabled.main'),
      }),
      'template-active-content',
      { part: '/word/document.xml' },
    ],
    [
      'holds an embedded object',
      changedDocument(template, { 'word/embeddings/oleObject1.bin': 'x' }),
      'template-active-content',
      { part: 'word/embeddings/oleObject1.bin' },
    ],
    [
      'takes in another document',
      changedDocument(template, {
        'word/other.html': 'x',
        [RELS]: relation(`Type="${TYPE}/aFChunk" Target="other.html"`),
      }),
      'template-active-content',
      { part: RELS },
    ],
    [
      'starts a program by a field',
      changedDocument(template, { [DOCUMENT]: inBody(field('DDEAUTO c:\\\\x')) }),
      'template-active-content',
      { part: DOCUMENT },
    ],
    [
      'cuts that field into pieces',
      changedDocument(template, { [DOCUMENT]: inBody(field('D', 'D&#69;', 'AUTO x')) }),
      'template-active-content',
      { part: DOCUMENT },
    ],
    [
      'fetches a picture by a field',
      changedDocument(template, { [DOCUMENT]: inBody('<w:p><w:fldSimple w:instr=" includepicture x "/></w:p>') }),
      'template-active-content',
      { part: DOCUMENT },
    ],
    [
      'links to an address',
      changedDocument(template, {
        [RELS]: relation(`Type="${TYPE}/hyperlink" Target="https://x.example/" TargetMode="External"`),
      }),
      'template-external-link',
      { target: 'https://x.example/' },
    ],
    [
      'hides that the link is external',
      changedDocument(template, { [RELS]: relation(`Type="${TYPE}/image" Target="\\\\host\\x.png"`) }),
      'template-external-link',
      { target: '\\\\host\\x.png' },
    ],
    [
      'has an attached template',
      changedDocument(template, {
        'word/_rels/settings.xml.rels': `<Relationships><Relationship Id="r1" Type="${TYPE}/attachedTemplate" Target="file:///C:/x.dotm" TargetMode="External"/></Relationships>`,
      }),
      'template-external-link',
      { target: 'file:///C:/x.dotm' },
    ],
    [
      'has 30 MB of text',
      changedDocument(template, { [DOCUMENT]: inBody(paragraph('x').repeat(800_000)) }),
      'template-part-too-large',
      { part: DOCUMENT },
    ],
    [
      'has a large part that looks like a picture',
      changedDocument(template, { 'word/media/image9.png': ` <x>${' '.repeat(2_000_001)}</x>` }),
      'template-part-too-large',
      { part: 'word/media/image9.png' },
    ],
    [
      'keeps a field in a part that looks like a picture',
      changedDocument(template, { 'word/media/image9.png': `<w>${field('DDEAUTO c:\\\\x')}</w>` }),
      'template-active-content',
      { part: 'word/media/image9.png' },
    ],
    [
      'names unknown tags',
      changedDocument(template, {
        [DOCUMENT]: inBody(paragraph('{scool} {#devces}{/} {constructor} {__proto__} {school}')),
      }),
      'template-unknown-tags',
      { tags: '{scool} {#devces} {constructor} {__proto__}' },
    ],
    [
      'uses a column outside its table, and a table as a text',
      changedDocument(template, { [DOCUMENT]: inBody(paragraph('{serial} {devices}')) }),
      'template-unknown-tags',
      { tags: '{serial} {devices}' },
    ],
    [
      'does not close a tag',
      changedDocument(template, { [DOCUMENT]: inBody(paragraph('{school')) }),
      'template-broken-tag',
      {},
    ],
    [
      'does not close a loop',
      changedDocument(template, { [DOCUMENT]: inBody(paragraph('{#devices} {serial}')) }),
      'template-broken-tag',
      {},
    ],
  ])('an edited template that %s is refused by name', async (_, bytes, code, params) => {
    const filled = await fillTemplate('学校模板.docx', bytes, content);
    expect(filled).toMatchObject({ ok: false, problem: { code, params: { file: '学校模板.docx', ...params } } });
  });
});

it('docs/forms.md names every tag of every form', () => {
  const page = readFileSync(new URL('../../../../docs/forms.md', import.meta.url), 'utf8');
  for (const form of ['request-form', 'handling-sheet'] as const) {
    const { texts, tables } = knownTags(shapeOf(form, 'zh-CN'));
    const tags = [...texts, ...[...tables].flatMap(([table, columns]) => [`#${table}`, ...columns])];
    expect(tags.filter((tag) => !page.includes(`{${tag}}`))).toEqual([]);
  }
});
