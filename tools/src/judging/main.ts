import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawAll, PICTURES } from './draw-all.ts';

// npm run judging-pictures: draws the worked traces of docs/judging.md anew, and nothing else there.
const pictures = drawAll();
mkdirSync(PICTURES, { recursive: true });
for (const file of readdirSync(PICTURES))
  if (!pictures.has(file)) rmSync(path.join(PICTURES, file));
for (const [file, svg] of pictures) writeFileSync(path.join(PICTURES, file), svg);
console.log(`${pictures.size} pictures in docs/judging`);
