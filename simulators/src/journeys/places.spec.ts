import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parsePlacesFile } from '@lenglian/seed-files';
import { PLACES } from './places.ts';

it('places of journeys lie where the network has them', async () => {
  const path = join(import.meta.dirname, '../../../seeds/places.json');
  const { places } = parsePlacesFile(await readFile(path, 'utf8'), 'places.json');
  for (const [code, position] of Object.entries(PLACES))
    expect(places.find((place) => place.code === code)).toMatchObject(position);
});
