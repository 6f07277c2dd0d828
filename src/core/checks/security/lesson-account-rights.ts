import { defineSecurityCheck } from './security-check.ts';

/** The account lessons are given in is no administrator. */
export const lessonAccountRights = defineSecurityCheck({
  id: 'lesson-account-rights',
  number: 38,
  deviations: ['lesson-account-administrator'],
  judge({ lessonAccount }, { pass, notReported, deviation }) {
    if (lessonAccount === null) return notReported();
    const evidence = { readFrom: lessonAccount.source };
    return lessonAccount.administrator ? [deviation('lesson-account-administrator', evidence)] : pass(evidence);
  },
});
