import { encodeTime } from 'ulid';
import type { InspectionRecord } from '../../../shared/domain/inspection/inspection-record.ts';
import { maskPersonal, replacePersonal } from '../../../shared/domain/personal.ts';
import { type Preview, previewSchema } from '../../../shared/domain/request-record.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { type HandedInReport, MOST_OF_A_RECORD_FILE } from '../../../shared/domain/service-request.ts';
import { sha256Of } from '../../records/signed-record.ts';
import type { Requests } from '../../requests/index.ts';
import type { HandingIn, InspectionReports } from '../inspections.ts';
import { factsOf } from './handed-in-facts.ts';

interface HandInDependencies {
  readonly report: InspectionReports['report'];
  readonly document: InspectionReports['document'];
  readonly requests: () => Promise<Pick<Requests, 'previewReport' | 'handInReport' | 'reportsOf'>>;
}

/**
 * 提交巡检报告: a signed report leaves through the channels as a request does, and is waited for, repeated and confirmed like one.
 * Unsigned and altered reports do not leave.
 */
export function createHandingIn({ report, document, requests }: HandInDependencies): HandingIn {
  const reportOf = async (id: string): Promise<Result<{ id: string; report: HandedInReport; demo: boolean }>> => {
    const shown = await report(id);
    if (!shown.ok) return shown;
    const { report: signed, record } = shown.value;
    if (record === null) return fail('inspection-not-signed', { number: signed.number });
    if (record.problem !== null) return { ok: false, problem: record.problem };
    const file = await document(id, 'json', new AbortController().signal);
    if (!file.ok) return file;
    const text = Buffer.from(file.value.base64, 'base64').toString('utf8');
    if (text.length > MOST_OF_A_RECORD_FILE)
      return fail('report-file-too-large', { megabytes: Math.ceil(text.length / 1e6) });
    const facts = factsOf(signed, record.supplements.length);
    const { number, sha256, signedAt, keyId } = record.seal;
    return succeed({
      id: idOf(record),
      report: { ...facts, number, sha256, signedAt, keyId, fileSha256: sha256Of(text), file: text },
      demo: signed.demo,
    });
  };

  return {
    async previewHandIn(id) {
      const made = await reportOf(id);
      if (!made.ok) return made;
      const preview = await (await requests()).previewReport(made.value.id, made.value.report, made.value.demo);
      return preview.ok ? succeed(masked(preview.value)) : preview;
    },
    async handIn(id, seal) {
      const made = await reportOf(id);
      if (!made.ok) return made;
      return await (await requests()).handInReport(made.value.id, made.value.report, made.value.demo, seal);
    },
    handedIn: async (id) => await (await requests()).reportsOf(id),
  };
}

/**
 * A ULID made of the record itself: however often, and from however many windows, the same record is handed in, it is handed in once.
 * A correction makes another one.
 */
function idOf({ seal, supplements }: InspectionRecord): string {
  const last = supplements.at(-1);
  const digest = sha256Of(`handed in ${seal.sha256} ${last?.hash ?? ''}`);
  const random = BigInt(`0x${digest.slice(0, 20)}`);
  let characters = '';
  for (let rest = random; characters.length < 16; rest >>= 5n) characters = CROCKFORD[Number(rest & 31n)]! + characters;
  return encodeTime(Date.parse(last?.at ?? seal.signedAt)) + characters;
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The screen shows how much the file holds, not what. */
const masked = (preview: Preview): Preview => replacePersonal(previewSchema, preview, maskPersonal);
