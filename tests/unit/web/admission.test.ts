import { expect, test } from 'vitest';
import { createLaunchTickets } from '../../../src/web/admission.ts';

const MINUTE = 60_000;

test('a ticket is exchanged once, by this account, while it is fresh', () => {
  let time = 0;
  const tickets = createLaunchTickets(() => time);
  const [first, second] = [tickets.issue(), tickets.issue()];
  expect(tickets.redeem('', 'own')).toBe('refused');
  expect(tickets.redeem(first, 'own')).toBe('welcome');
  expect(tickets.redeem(first, 'own')).toBe('refused');
  time = 2 * MINUTE;
  expect(tickets.redeem(second, 'own')).toBe('refused');
});

test('another account neither gets in nor uses it up', () => {
  const tickets = createLaunchTickets();
  const ticket = tickets.issue();
  expect(tickets.redeem(ticket, 'other')).toBe('other-account');
  expect(tickets.redeem(ticket, 'own')).toBe('welcome');
  expect(tickets.redeem(ticket, 'other')).toBe('other-account');
});

test('two of unknown accounts: the second use is reported, however late the browser comes', () => {
  let time = 0;
  const tickets = createLaunchTickets(() => time);
  const ticket = tickets.issue();
  expect(tickets.redeem(ticket, 'unknown')).toBe('welcome');
  time = 2 * MINUTE;
  expect(tickets.redeem(ticket, 'unknown')).toBe('used-twice');
  expect(tickets.redeem(ticket, 'unknown')).toBe('refused');
});
