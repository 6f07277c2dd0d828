import { INSPECTION_TEXTS } from '../../shared/locales/inspections.ts';
import { createI18n } from '../../shared/i18n.ts';
import { createWording } from '../../shared/wording.ts';
import { reportLoss } from '../report-loss.ts';
import { type InspectCall, type Subcommands, withSubcommands } from './command.ts';
import { rectify } from './inspect/rectify.ts';
import { startInspection } from './inspect/start.ts';
import { inspectionStatus, listInspections } from './inspect/show-inspections.ts';
import { importReadings } from './inspect/import.ts';
import { handInReport } from './inspect/hand-in.ts';
import { finishInspection } from './inspect/finish.ts';

const SUBCOMMANDS: Subcommands<'inspect', InspectCall> = {
  start: startInspection,
  status: inspectionStatus,
  import: importReadings,
  finish: finishInspection,
  'hand-in': handInReport,
  list: listInspections,
  rectify,
};

/** `vrlab inspect start | status | import | finish | hand-in | list | rectify` */
export const inspect = withSubcommands(SUBCOMMANDS, async (call) => {
  const { language } = call.terminal.wording;
  const { t } = createWording(createI18n(language, INSPECTION_TEXTS), language);
  const inspections = await call.app.inspections();
  await reportLoss(inspections, call.terminal);
  return { ...call, inspections, t };
});
