/**
 * The alert tone: two short rising notes, three times. Browsers allow audio only after a click, so
 * `unlock` must be called from one.
 */
export class Tone {
  private context: AudioContext | undefined;
  private readonly listeners = new Set<() => void>();
  private lastPlayed = -Infinity;

  /** Whether a tone would be heard now, as far as the browser tells. */
  isReady = (): boolean => this.context?.state === 'running';

  /** @returns ends the subscription to changes of `isReady` */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Asks the browser for audio; resolves to whether it gave it. */
  async unlock(): Promise<boolean> {
    if (this.context === undefined && typeof AudioContext !== 'undefined') {
      this.context = new AudioContext();
      this.context.onstatechange = () => this.tell();
    }
    // Resuming without a click may stay pending for ever, so nobody waits for it alone.
    await Promise.race([
      this.context?.resume().catch(() => undefined),
      new Promise((resolve) => setTimeout(resolve, 300)),
    ]);
    this.tell();
    return this.isReady();
  }

  /** Plays the tone, but not twice within two seconds: many alerts at once are one tone. */
  play(): void {
    const context = this.context;
    if (context === undefined || !this.isReady()) return;
    if (context.currentTime - this.lastPlayed < 2) return;
    this.lastPlayed = context.currentTime;
    for (let i = 0; i < 3; i++) {
      note(context, 740, context.currentTime + i * 0.42);
      note(context, 988, context.currentTime + i * 0.42 + 0.16);
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

function note(context: AudioContext, hertz: number, at: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = hertz;
  oscillator.type = 'triangle';
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.5, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, at + 0.15);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.16);
}
