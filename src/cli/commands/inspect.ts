import { INSPECTION_TEXTS } from '../../shared/locales/inspections.ts';
import { createI18n } from '../../shared/i18n.ts';
import { createWording } from '../../shared/wording.ts';
import { tellLoss } from '../tell-loss.ts';
import { SUBCOMMANDS } from './inspect/subcommands.ts';
import { withSubcommands } from './with-subcommands.ts';

/** `vrlab inspect start | status | import | finish | list` */
export const inspect = withSubcommands('inspect', SUBCOMMANDS, async (call) => {
  const { language } = call.terminal.wording;
  const { t } = createWording(createI18n(language, INSPECTION_TEXTS), language);
  const inspections = await call.app.inspections();
  await tellLoss(inspections, call.terminal);
  return { ...call, inspections, t };
});
