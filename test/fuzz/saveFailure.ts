import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { FuzzFailure } from './fuzz';

export const FAILURES_FOLDER = 'fuzz-failures';

/** Writes a reply down that broke something, with what repeats it. @returns the file */
export function saveFailure(failure: FuzzFailure): string {
	const { seed, number, provider, operation, flaw, reply, image } = failure;
	mkdirSync(FAILURES_FOLDER, { recursive: true });
	const file = join(FAILURES_FOLDER, `seed-${seed}-case-${number}.json`);
	const told = {
		flaw,
		repeat: `npm run fuzz -- --seed ${seed} --from ${number} --count 1`,
		provider,
		operation,
		status: reply.status,
		headers: reply.headers,
		body: reply.body.toString(),
		bodyAsBase64: reply.body.toString('base64'),
		imageAsBase64: image.toString('base64'),
	};
	writeFileSync(file, JSON.stringify(told, null, '\t'));
	return file;
}
