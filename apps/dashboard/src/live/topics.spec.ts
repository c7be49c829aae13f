import { describe, expect, it } from '@jest/globals';
import { Topics } from './topics.ts';

describe('Topics', () => {
  it('tells a key once however often it changed before its turn', () => {
    const tasks: Array<() => void> = [];
    const topics = new Topics((task) => tasks.push(task));
    let told = 0;
    topics.subscribe('a', () => (told += 1));
    topics.tell('a');
    topics.tell('a');
    tasks.shift()?.();
    expect(told).toBe(1);
    expect(tasks).toEqual([]);
  });

  it('cuts a great change into tasks and leaves nobody out', () => {
    const tasks: Array<() => void> = [];
    const topics = new Topics((task) => tasks.push(task));
    const told = new Set<number>();
    for (let i = 0; i < 1000; i++) topics.subscribe(String(i), () => told.add(i));
    for (let i = 0; i < 1000; i++) topics.tell(String(i));
    let largest = 0;
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      const before = told.size;
      task();
      largest = Math.max(largest, told.size - before);
    }
    expect(told.size).toBe(1000);
    expect(largest).toBeLessThanOrEqual(200);
  });

  it('tells nobody after the subscription ended', () => {
    const topics = new Topics((task) => task());
    let told = 0;
    topics.subscribe('a', () => (told += 1))();
    topics.tell('a');
    expect(told).toBe(0);
  });
});
