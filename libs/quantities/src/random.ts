/** Where chance comes from. The same seed gives the same numbers on every machine. */
export interface RandomSource {
  /** Uniform in [0, 1). */
  next(): number;
}

/**
 * A small seeded generator (mulberry32: 32 bits of state, passes gjrand's short tests). Good enough
 * for simulated noise and test data; never for tokens.
 */
export class SeededRandom implements RandomSource {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** An independent stream, named by a number: the same (seed, stream) is always the same stream. */
  static stream(seed: number, stream: number): SeededRandom {
    const mixed = Math.imul(seed ^ Math.imul(stream + 1, 0x9e3779b1), 0x85ebca6b);
    return new SeededRandom(mixed ^ (mixed >>> 13));
  }
}

/** Normally distributed around 0 (Box–Muller), standard deviation `sigma`. */
export function gaussian(random: RandomSource, sigma: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  return sigma * radius * Math.cos(2 * Math.PI * random.next());
}
