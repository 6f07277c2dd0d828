import { defineSecurityCheck } from './security-check.ts';

/** The account lessons are given in is no administrator. */
export const lessonAccountRights = defineSecurityCheck({
  id: 'lesson-account-rights',
  causes: ['lesson-account-administrator'],
  judge({ lessonAccount }, { pass, notTold, deviation }) {
    if (lessonAccount === null) return notTold();
    const evidence = { readFrom: lessonAccount.source };
    return lessonAccount.administrator ? [deviation('lesson-account-administrator', evidence)] : pass(evidence);
  },
});
