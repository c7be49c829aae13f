import { containerCheckDigit } from '@lenglian/planning';
import { SeededRandom, type RandomSource } from '@lenglian/quantities';

const LETTERS = 26;

/**
 * Makes the codes of a journey from its code and the seed: the same each time, and others for another
 * journey or seed, so that they do not meet on one installation.
 */
export class Cast {
  /** For what differs from seed to seed in the story. */
  readonly random: RandomSource;
  private readonly code: string;
  private readonly seed: number;

  constructor(code: string, seed: number) {
    this.code = code;
    this.seed = seed;
    this.random = SeededRandom.stream(seed, hashOf(code));
  }

  get runCode(): string {
    return `${this.code}-${this.seed}`;
  }

  /** @param n from 1 */
  deviceId(n: number): string {
    return `${this.code}-${this.seed}-D${padded(n)}`;
  }

  /** @param n from 1 */
  lotCode(n: number): string {
    return `${this.code}-${this.seed}-L${padded(n)}`;
  }

  /** A plate, a house number: for what is no container. @param n from 1 */
  plainUnitCode(n: number): string {
    return `${this.code}-${this.seed}-U${padded(n)}`;
  }

  /**
   * A container number with its check digit (ISO 6346); its owner code is for demonstration only.
   *
   * @param n 1…999
   */
  containerCode(n: number): string {
    const number = hashOf(`${this.code}-${this.seed}`);
    const owner = `${letterOf(number)}${letterOf(number / LETTERS)}${letterOf(number / LETTERS ** 2)}U`;
    // Serial numbers whose remainder is 10 are not given (ISO 6346): the next one is.
    for (let variant = 0; variant < 10; variant++) {
      const body = `${owner}${padded(n)}${padded((Math.floor(number / LETTERS ** 3) + variant) % 1_000)}`;
      const digit = containerCheckDigit(body);
      if (digit !== undefined) return `${body}${digit}`;
    }
    return this.plainUnitCode(n);
  }

  /**
   * A number of an air container (ULD): type, serial number, owner; its owners are for demonstration only.
   *
   * @param n 1…99
   */
  uldCode(n: number): string {
    const number = hashOf(`${this.code}-${this.seed}`);
    const owner = `${letterOf(number)}${letterOf(number / LETTERS)}`;
    const serial = Math.floor(number / LETTERS ** 2) % 1_000;
    return `RKN${String(n).padStart(2, '0')}${padded(serial)}${owner}`;
  }

  /** @param count of boxes, from number 1 */
  containers(count: number): string[] {
    return Array.from({ length: count }, (_, i) => this.containerCode(i + 1));
  }
}

function padded(n: number): string {
  return String(n).padStart(3, '0');
}

function letterOf(number: number): string {
  return String.fromCharCode(65 + (Math.floor(number) % LETTERS));
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
