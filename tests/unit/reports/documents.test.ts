import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDocuments } from '../../../src/core/reports/documents.ts';
import { ownTemplate, programTemplates } from '../../../src/core/reports/docx/template-files.ts';
import { fileNameOf } from '../../../src/core/platform/file-to-keep.ts';
import type { Printer } from '../../../src/core/reports/printer.ts';
import { fail, succeed } from '../../../src/shared/domain/result.ts';
import { formRecord } from '../../support/request/form-records.ts';
import { readDocx, wordsOf } from '../../support/request/reports.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { changedDocument } from '../../support/zip-file.ts';

const never = new AbortController().signal;
/** Prints nothing, and shows what it was given. */
const echo: Printer = { print: (html) => Promise.resolve(succeed(Buffer.from(`%PDF ${html}`))) };

const documentsIn = (dataDirectory: string, printer: Printer = echo) =>
  createDocuments({ printer, dataDirectory, words: wordsOf });

function putTemplate(dataDirectory: string, bytes: Buffer): string {
  const file = ownTemplate(dataDirectory, 'request-form', 'zh-CN');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  return file;
}

describe('a document', () => {
  it('a document has a file name, a media type and its bytes', async () => {
    const documents = documentsIn(temporaryFolder());
    const pdf = await documents.form('request-form', 'pdf', formRecord(), 'zh-CN', never);
    expect(pdf).toMatchObject({
      value: { fileName: 'VR-261123-7KQ3_现场服务需求登记表.pdf', mediaType: 'application/pdf' },
    });
    expect(pdf.ok && Buffer.from(pdf.value.bytes).toString()).toMatch(/^%PDF <!doctype html>.*现场服务需求登记表/s);
    const docx = await documents.form('handling-sheet', 'docx', formRecord(), 'en', never);
    expect(docx).toMatchObject({ value: { fileName: 'VR-261123-7KQ3_Problem-handling-Sheet.docx' } });
    expect(docx.ok && readDocx(docx.value.bytes).paragraphs).toContain('Problem-handling Sheet');
    const html = await documents.form('request-form', 'html', formRecord(), 'en', never);
    expect(html).toMatchObject({ value: { mediaType: 'text/html; charset=utf-8' } });
  });

  it("a document passes the printer's problem on, and is not made once cancelled", async () => {
    const broken: Printer = { print: () => Promise.resolve(fail('no-printer')) };
    const documents = documentsIn(temporaryFolder(), broken);
    expect(await documents.form('request-form', 'pdf', formRecord(), 'zh-CN', never)).toMatchObject({
      problem: { code: 'no-printer' },
    });
    for (const format of ['pdf', 'docx', 'html'] as const)
      expect(await documents.form('request-form', format, formRecord(), 'zh-CN', AbortSignal.abort())).toMatchObject({
        problem: { code: 'printing-cancelled' },
      });
  });
});

describe("the school's own template", () => {
  const template = readFileSync(path.join(programTemplates(), 'zh-CN/request-form.docx'));

  it("the school's own template is used for its form and its language only", async () => {
    const data = temporaryFolder();
    putTemplate(
      data,
      changedDocument(template, {
        'word/document.xml': (text) => text.replace('现场服务需求登记表', '某市第一中学报修单'),
      }),
    );
    const paragraphs = async (language: 'zh-CN' | 'en', kind: 'request-form' | 'handling-sheet') => {
      const made = await documentsIn(data).form(kind, 'docx', formRecord(), language, never);
      return made.ok ? readDocx(made.value.bytes).paragraphs : [made.problem.code];
    };
    expect((await paragraphs('zh-CN', 'request-form'))[0]).toBe('某市第一中学报修单');
    expect((await paragraphs('zh-CN', 'handling-sheet'))[0]).toBe('教师用户问题处理单');
    expect((await paragraphs('en', 'request-form'))[0]).toBe('On-site Service Request Form');
  });

  it("the school's own template is always reported where it cannot be used", async () => {
    const data = temporaryFolder();
    const file = putTemplate(data, Buffer.from('damaged'));
    const made = () => documentsIn(data).form('request-form', 'docx', formRecord(), 'zh-CN', never);
    expect(await made()).toEqual({ ok: false, problem: { code: 'template-not-docx', params: { file } } });
    putTemplate(data, Buffer.alloc(9 * 1024 * 1024));
    expect(await made()).toMatchObject({ ok: false, problem: { code: 'template-too-large', params: { file } } });
    const other = temporaryFolder();
    mkdirSync(ownTemplate(other, 'request-form', 'zh-CN'), { recursive: true });
    expect(await documentsIn(other).form('request-form', 'docx', formRecord(), 'zh-CN', never)).toMatchObject({
      problem: { code: 'file-not-regular' },
    });
  });

  it("where the program's template is missing as well, that file is named", async () => {
    const folder = temporaryFolder();
    const documents = createDocuments({
      printer: echo,
      dataDirectory: folder,
      words: wordsOf,
      templatesFolder: folder,
    });
    expect(await documents.form('request-form', 'docx', formRecord(), 'zh-CN', never)).toMatchObject({
      problem: { code: 'file-unreadable', params: { file: path.join(folder, 'zh-CN', 'request-form.docx') } },
    });
  });
});

it.each([
  [['VR-1', '登记表'], 'VR-1_登记表.pdf'],
  [['../..\\a:b*?"<>|\u0000\u202e', 'x'], 'a-b_x.pdf'],
  [['con', ''], '_con.pdf'],
  [['COM1.x'], '_COM1.x.pdf'],
  [['trailing. ', '. '], 'trailing.pdf'],
  [['', '..'], '_.pdf'],
  [['长'.repeat(300)], `${'长'.repeat(66)}.pdf`],
  [['𬭎'.repeat(101)], `${'𬭎'.repeat(50)}.pdf`],
])('%j becomes a file name that Windows accepts', (words, name) => {
  expect(fileNameOf(words, 'pdf')).toBe(name);
});
