import type { PinRole } from '../shared/domain/role.ts';
import { createI18n } from '../shared/i18n.ts';
import { ROLES_TEXTS } from '../shared/locales/roles.ts';
import { createWording } from '../shared/wording.ts';
import type { Terminal } from './terminal.ts';

export const nameOfRole = (role: PinRole, { wording: { language } }: Pick<Terminal, 'wording'>): string =>
  createWording(createI18n(language, ROLES_TEXTS), language).t(`roles:role.${role}`);
