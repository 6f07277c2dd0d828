import { describe, expect, it } from 'vitest';
import { stateAfter } from '../../../../src/shared/domain/request-lifecycle.ts';
import { request, type Step } from '../../../support/request/watched-request.ts';

describe('a visit', () => {
  it('is promised when remote help fails, and what was begun before was no visit', () => {
    const failed: Step[] = [
      ['08:30', 'started'],
      ['09:00', 'remote-failed'],
    ];
    expect(request({}, failed[0]!).states('on-site')).toEqual(['kept 08:30']);
    expect(request({}, ...failed).states('on-site', '09:30')).toEqual(['open']);
    expect(request({}, ...failed).states('visit', '09:30')).toEqual(['open']);
    expect(request({}, ...failed).dues('visit')).toEqual(['2026-11-23 13:00']);
    const came = request({}, ...failed, ['12:30', 'started']);
    expect([came.states('on-site'), came.states('visit')]).toEqual([['kept-late 12:30'], ['kept 12:30']]);
  });

  it('counts from the first failure, and again after a visit that did not help', () => {
    const twice = request({}, ['09:00', 'remote-failed'], ['12:00', 'remote-failed']);
    expect(twice.dues('visit')).toEqual(['2026-11-23 13:00']);
    const again = request({}, ['09:00', 'remote-failed'], ['11:00', 'started'], ['12:00', 'remote-failed']);
    expect(again.dues('visit')).toEqual(['2026-11-23 13:00', '2026-11-23 16:00']);
    expect([again.states('visit', '13:00'), again.states('on-site')]).toEqual([['kept 11:00', 'open'], ['kept 11:00']]);
  });

  it('is not needed when remote help solves it in time after all', () => {
    const solved = request({}, ['09:00', 'remote-failed'], ['10:00', 'resolved']);
    expect([solved.states('visit'), solved.states('on-site')]).toEqual([['void'], ['void']]);
    const late = request({}, ['09:00', 'remote-failed'], ['14:00', 'resolved']);
    expect([late.states('visit'), late.states('on-site')]).toEqual([['missed'], ['missed']]);
  });
});

describe('the follow-up call', () => {
  const solved: Step[] = [
    ['10:00', 'resolved'],
    ['11:00', 'closed'],
  ];

  it('is promised when the request is closed', () => {
    expect(request({}, solved[0]!).states('follow-up')).toEqual([]);
    expect(request({}, ...solved).dues('follow-up')).toEqual(['2026-11-27 11:00']);
    expect(request({}, ...solved).states('follow-up', '2026-11-27 11:00')).toEqual(['open']);
    expect(request({}, ...solved).states('follow-up', '2026-11-27 11:01')).toEqual(['missed']);
    expect(request({}, ...solved, ['15:00', 'followed-up']).states('follow-up')).toEqual(['kept 15:00']);
    expect(stateAfter('closed', 'followed-up')).toBe('closed');
  });

  it('need not be made again where it came before closing', () => {
    const early = request({}, ['10:00', 'resolved'], ['10:30', 'followed-up'], ['11:00', 'closed']);
    expect(early.states('follow-up')).toEqual(['kept 10:30']);
  });

  it('is not needed when the request is opened again', () => {
    expect(request({}, ...solved, ['12:00', 'reopened']).states('follow-up')).toEqual(['void']);
    const twice = request(
      {},
      ['10:00', 'resolved'],
      ['10:30', 'followed-up'],
      ['11:00', 'reopened'],
      ['12:00', 'resolved'],
      ['13:00', 'closed'],
    );
    expect(twice.states('follow-up', '14:00')).toEqual(['open']);
  });
});

describe('opening again', () => {
  it('counts like filing again, and leaves what became of the promises before', () => {
    const again = request({}, ['09:00', 'resolved'], ['14:00', 'reopened']);
    expect(again.states('resolve', '15:00')).toEqual(['kept 09:00', 'open']);
    expect(again.dues('resolve')).toEqual(['2026-11-23 12:00', '2026-11-23 18:00']);
    expect(again.dues('progress')).toEqual(['2026-11-23 12:00', '2026-11-23 18:00']);
    expect(again.states('respond', '16:00')).toEqual(['kept 09:00', 'open']);
    expect(again.states('on-site', '15:00')).toEqual(['void', 'open']);
    const withdrawn = request({}, ['08:30', 'withdrawn'], ['09:30', 'reopened'], ['10:00', 'started']);
    expect(withdrawn.states('on-site')).toEqual(['void', 'kept 10:00']);
  });

  it('does not take back a visit of the time before', () => {
    const again = request(
      {},
      ['09:00', 'started'],
      ['10:00', 'resolved'],
      ['11:00', 'reopened'],
      ['12:00', 'remote-failed'],
    );
    expect(again.states('on-site', '12:30')).toEqual(['kept 09:00', 'open']);
  });
});
