import type { Bench } from '../compare.ts';
import type { Section } from '../section.ts';
import { collections } from './collections.ts';
import { compareModels } from './compareModels.ts';
import { cpu } from './cpu.ts';
import { manyImages } from './manyImages.ts';
import { manyItems } from './manyItems.ts';
import { memory } from './memory.ts';
import { oneImage } from './oneImage.ts';
import { profile } from './profile.ts';
import { references } from './references.ts';
import { scaling } from './scaling.ts';
import { size } from './size.ts';
import { slowDownloads } from './slowDownloads.ts';

/** By the names that `npm run bench -- <name>` takes. */
export const scenarios: Record<string, (bench: Bench) => Promise<Section>> = {
	manyImages,
	slowDownloads,
	manyItems,
	scaling,
	collections,
	cpu,
	memory,
	oneImage,
	references,
	compareModels,
	profile,
	size,
};
