import { describe, expect, it } from '@jest/globals';
import type { LiveNamespace } from './live-socket.ts';
import { MESSAGES_A_BEAT_MAX, letSlowBrowsersGo } from './slow-browsers.ts';

/** A browser's connection as far as this looks at it. */
function aBrowser() {
  const browser = {
    data: { beatsBehind: 0 },
    isOpen: true,
    conn: {
      writeBuffer: [] as unknown[],
      close: () => {
        browser.isOpen = false;
      },
    },
  };
  return browser;
}

function namespaceOf(...browsers: ReturnType<typeof aBrowser>[]): LiveNamespace {
  const sockets = new Map(browsers.map((browser, i) => [String(i), browser]));
  return { sockets } as unknown as LiveNamespace;
}

describe(letSlowBrowsersGo.name, () => {
  it('keeps a browser that catches up now and then', () => {
    const browser = aBrowser();
    for (let beat = 0; beat < 100; beat++) {
      browser.conn.writeBuffer.length = beat % 10;
      expect(letSlowBrowsersGo(namespaceOf(browser))).toBe(0);
    }
    expect(browser.isOpen).toBe(true);
  });

  it('lets go of one that takes nothing for twenty beats, and of no other', () => {
    const [slow, quick] = [aBrowser(), aBrowser()];
    slow.conn.writeBuffer.length = 1;
    const counts = Array.from({ length: 21 }, () => letSlowBrowsersGo(namespaceOf(slow, quick)));
    expect(counts.slice(0, 20)).toEqual(Array(20).fill(0));
    expect(counts[20]).toBe(1);
    expect([slow.isOpen, quick.isOpen]).toEqual([false, true]);
  });

  it('gives twenty beats also to one in fifty rooms that are told all that a beat may tell', () => {
    const slow = aBrowser();
    const counts = Array.from({ length: 21 }, () => {
      slow.conn.writeBuffer.length += 50 * MESSAGES_A_BEAT_MAX;
      return letSlowBrowsersGo(namespaceOf(slow));
    });
    expect(counts).toEqual([...Array<number>(20).fill(0), 1]);
  });

  it('lets go at once of one for whom too much waits', () => {
    const slow = aBrowser();
    slow.conn.writeBuffer.length = 2_000 * MESSAGES_A_BEAT_MAX + 1;
    expect(letSlowBrowsersGo(namespaceOf(slow))).toBe(1);
  });
});
