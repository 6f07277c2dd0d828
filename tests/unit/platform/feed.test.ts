import { expect, it } from 'vitest';
import { Feed } from '../../../src/core/platform/feed.ts';

it('a follower gets every value from the call on, in order, and what waits before the end', async () => {
  const feed = new Feed<number>();
  feed.push(0);
  const followed = feed.follow();
  for (const value of [1, 2, 3]) feed.push(value);
  feed.end();
  feed.push(4);
  expect(await Array.fromAsync(followed)).toEqual([1, 2, 3]);
});

it('a follower of the latest gets only the last of what it missed', async () => {
  const feed = new Feed<number>();
  const followed = feed.follow(undefined, true);
  for (const value of [1, 2, 3]) feed.push(value);
  expect((await followed.next()).value).toBe(3);
  const next = followed.next();
  feed.push(4);
  expect((await next).value).toBe(4);
});

it('an aborted signal ends one follower at once, and leaves the others', async () => {
  const feed = new Feed<number>();
  const leaving = new AbortController();
  const [left, staying] = [feed.follow(leaving.signal), feed.follow()];
  const waiting = left.next();
  leaving.abort();
  feed.push(1);
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect((await staying.next()).value).toBe(1);
  expect((await feed.follow(leaving.signal).next()).done).toBe(true);
});

it('a follower that leaves in the middle is forgotten', async () => {
  const feed = new Feed<number>();
  const followed = feed.follow();
  feed.push(1);
  for await (const value of followed) {
    expect(value).toBe(1);
    break;
  }
  feed.push(2);
  expect((await followed.next()).done).toBe(true);
});
