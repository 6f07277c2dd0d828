import { INSPECTION_TEXTS } from '../../shared/locales/inspections.ts';
import { createI18n } from '../../shared/i18n.ts';
import { createWording } from '../../shared/wording.ts';
import { reportLoss } from '../report-loss.ts';
import type { InspectCall, SubcommandEntry } from './command.ts';
import { withSubcommands } from './with-subcommands.ts';

const SUBCOMMANDS = {
  start: { min: 0, max: 0, load: async () => (await import('./inspect/start.ts')).startInspection },
  status: { min: 0, max: 1, load: async () => (await import('./inspect/status.ts')).inspectionStatus },
  import: { min: 1, max: Infinity, load: async () => (await import('./inspect/import.ts')).importReadings },
  finish: { min: 0, max: 1, load: async () => (await import('./inspect/finish.ts')).finishInspection },
  list: { min: 0, max: 0, load: async () => (await import('./inspect/list.ts')).listInspections },
} as const satisfies Record<string, SubcommandEntry<InspectCall>>;

/** `vrlab inspect start | status | import | finish | list` */
export const inspect = withSubcommands('inspect', SUBCOMMANDS, async (call) => {
  const { language } = call.terminal.wording;
  const { t } = createWording(createI18n(language, INSPECTION_TEXTS), language);
  const inspections = await call.app.inspections();
  await reportLoss(inspections, call.terminal);
  return { ...call, inspections, t };
});
