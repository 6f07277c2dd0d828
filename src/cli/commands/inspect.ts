import { INSPECTION_TEXTS } from '../../shared/locales/inspections.ts';
import { createI18n } from '../../shared/i18n.ts';
import { createWording } from '../../shared/wording.ts';
import { reportLoss } from '../report-loss.ts';
import { type InspectCall, type SubcommandEntry, withSubcommands } from './command.ts';
import { rectify } from './inspect/rectify.ts';
import { startInspection } from './inspect/start.ts';
import { inspectionStatus, listInspections } from './inspect/show-inspections.ts';
import { importReadings } from './inspect/import.ts';
import { finishInspection } from './inspect/finish.ts';

const SUBCOMMANDS = {
  start: { min: 0, max: 0, run: startInspection },
  status: { min: 0, max: 1, run: inspectionStatus },
  import: { min: 1, max: Infinity, run: importReadings },
  finish: { min: 0, max: 1, run: finishInspection },
  list: { min: 0, max: 0, run: listInspections },
  rectify: { min: 0, max: 3, run: rectify },
} as const satisfies Record<string, SubcommandEntry<InspectCall>>;

/** `vrlab inspect start | status | import | finish | list | rectify` */
export const inspect = withSubcommands('inspect', SUBCOMMANDS, async (call) => {
  const { language } = call.terminal.wording;
  const { t } = createWording(createI18n(language, INSPECTION_TEXTS), language);
  const inspections = await call.app.inspections();
  await reportLoss(inspections, call.terminal);
  return { ...call, inspections, t };
});
